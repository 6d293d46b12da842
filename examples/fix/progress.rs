//! The progress bar, on a terminal only: bytes, rate, time left, repairs found.

use std::io::{self, IsTerminal, Read, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::edit::Chunk;
use super::pipeline::Sink;
use super::problem::Failure;

pub struct Progress {
    bar: ProgressBar,
    repairs: AtomicU64,
}

impl Progress {
    /// A bar for so many bytes (0: nobody knows), where there's a terminal to show it and nothing else is shown there.
    pub fn new(total: u64, quiet: bool, prints: bool) -> Progress {
        let shown = !quiet && io::stderr().is_terminal() && !(prints && io::stdout().is_terminal());
        let bar = if shown { ProgressBar::new(total) } else { ProgressBar::hidden() };
        if shown {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
            let template = if total == 0 {
                "{spinner} {bytes} {bytes_per_sec} {msg}"
            } else {
                "{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta} {msg}"
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(250));
        }
        Progress { bar, repairs: AtomicU64::new(0) }
    }

    /// Counts the bytes that are read.
    pub fn reader<'p, R: Read + 'p>(&'p self, input: R) -> impl Read + 'p {
        Counted { input, progress: self }
    }

    /// Writes a message above the bar.
    pub fn say(&self, message: &str) {
        // With standard error closed there is nobody left to tell.
        self.bar.suspend(|| drop(writeln!(io::stderr(), "{message}")));
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

struct Counted<'p, R> {
    input: R,
    progress: &'p Progress,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(to)?;
        self.progress.bar.inc(n as u64);
        Ok(n)
    }
}

impl Sink for &Progress {
    fn chunk(&mut self, chunk: &Chunk) -> Result<(), Failure> {
        let new = chunk.edits.iter().filter(|e| e.repair.is_some()).count() as u64;
        if new > 0 {
            let all = self.repairs.fetch_add(new, Ordering::Relaxed) + new;
            self.bar.set_message(super::show::count(all, "repair"));
        }
        Ok(())
    }
}
