//! How accurate the fixer is: false alarms first, then exact / kept / wrong of every suite of cases, then
//! whether the confidences are true.
//!
//!     cargo bench --bench accuracy -- CASES_DIR… [--suite NAME] [--by KEY] [--show N] [--failures FILE]
//!     cargo bench --bench accuracy -- CASES_DIR --markdown > benches/ACCURACY.md
//!
//! A folder holds `<suite>.jsonl` files, one case a line (see `cases.rs`). Without a folder the project's own
//! cases in `tests/cases/` are used.
//!
//! *exact*: the whole text came out as it was written, the surroundings included. *kept*: it came back
//! unchanged. *wrong*: anything else, partial repairs too.

mod calibration;
mod cases;
mod report;
mod score;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use cases::Key;
use table::Style;

/// Scores the fixer on folders of cases.
#[derive(Parser)]
#[command(name = "accuracy")]
struct Args {
    /// Folders of <suite>.jsonl files [default: the project's own tests/cases]
    folders: Vec<PathBuf>,
    /// Only these suites (positives, lossy, documents, negatives, …); repeatable
    #[arg(long)]
    suite: Vec<String>,
    /// What the rows are; repeatable [default: family; with --markdown all of them for the suite positives]
    #[arg(long, value_enum)]
    by: Vec<Key>,
    /// Print this many failing cases of each suite, spread over the suite
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Take only every N-th case of each suite, for a quick look
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    every: u64,
    /// Write all failing cases with what came out as JSON lines
    #[arg(long)]
    failures: Option<PathBuf>,
    /// Print the report as Markdown (no timings, so that it only changes when the results do)
    #[arg(long)]
    markdown: bool,
    /// What cargo passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("accuracy: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(mut args: Args) -> Result<(), String> {
    if args.folders.is_empty() {
        args.folders.push(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")));
    }
    let suites = cases::load(&args.folders, &args.suite, args.every as usize)?;
    let started = Instant::now();
    let scored: Vec<_> = suites.into_iter().map(score::score).collect();
    let took = started.elapsed();
    if let Some(path) = &args.failures {
        report::write_failures(&scored, path).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    let style = if args.markdown { Style::Markdown } else { Style::Terminal };
    print!("{}", report::report(&scored, &args.by, args.show, args.every, style));
    if !args.markdown {
        let chars: usize = scored.iter().map(|s| s.suite.chars()).sum();
        println!("\n{chars} characters in {:.1} s", took.as_secs_f64());
    }
    Ok(())
}
