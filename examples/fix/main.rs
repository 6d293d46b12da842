//! Repairs garbled text in files: `cargo run --release --example fix -- --help`.

mod args;
mod explain;
mod input;
mod jsonl;

use std::fmt::Display;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use demojibake::Fixer;

use args::Args;
use explain::Place;
use input::Input;

/// Big enough that a write is rare, small enough to stay in the cache.
const OUTPUT_BUFFER: usize = 64 * 1024;

fn main() -> ExitCode {
    let mut args = Args::parse();
    if args.files.is_empty() {
        args.files.push(PathBuf::from("-"));
    }
    let mut builder = Fixer::builder();
    if let Some(n) = args.min_confidence {
        builder = builder.min_confidence(n);
    }
    let mut run = Run { fixer: builder.build(), args, failed: false };
    let mut out = BufWriter::with_capacity(OUTPUT_BUFFER, io::stdout().lock());
    match run.files(&mut out).and_then(|()| out.flush()) {
        Ok(()) => {}
        // Whoever reads has seen enough, as in `fix FILE | head`.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {}
        Err(e) => run.complain(format_args!("<stdout>: {e}; check that there is room to write")),
    }
    // What is left in the buffer couldn't be written above, so dropping it mustn't try again.
    drop(out.into_parts());
    ExitCode::from(if run.failed { 2 } else { 0 })
}

/// One call of the program. Its functions fail only when the output can't be written.
struct Run {
    fixer: Fixer,
    args: Args,
    failed: bool,
}

impl Run {
    fn files(&mut self, out: &mut impl Write) -> io::Result<()> {
        for path in std::mem::take(&mut self.args.files) {
            match input::read(&path) {
                Ok(input) if self.args.jsonl => self.json_lines(&input, out)?,
                Ok(input) if self.args.explain => self.explained(&input, out)?,
                Ok(input) => out.write_all(self.fixer.fix(&input.text).as_bytes())?,
                Err(e) => self.complain(e),
            }
        }
        Ok(())
    }

    fn explained(&self, input: &Input, out: &mut impl Write) -> io::Result<()> {
        let mut place = Place::at_line(1);
        for repair in self.fixer.plan(&input.text).repairs() {
            place.advance(&input.text, repair.range().start);
            explain::write(out, &input.name, &place, repair)?;
        }
        Ok(())
    }

    fn json_lines(&mut self, input: &Input, out: &mut impl Write) -> io::Result<()> {
        let mut value = jsonl::Value::default();
        for (i, line) in input.text.split_inclusive('\n').enumerate() {
            let number = i + 1;
            // Windows tools put a byte order mark before the first line.
            let start = if i == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            if !line[start..].trim_ascii().is_empty()
                && let Err((column, cause)) = jsonl::check(&line[start..])
            {
                self.complain(format_args!(
                    "{}:{number}:{column}: not JSON: {cause}; the line stays as it is: correct it, \
                     or leave out --jsonl to repair plain text",
                    input.name
                ));
                if !self.args.explain {
                    out.write_all(line.as_bytes())?;
                }
                continue;
            }
            self.json_line(&input.name, number, line, &mut value, out)?;
        }
        Ok(())
    }

    fn json_line(
        &self,
        name: &str,
        number: usize,
        line: &str,
        value: &mut jsonl::Value,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let mut place = Place::at_line(number);
        let mut done = 0;
        for string in jsonl::values(line, &self.args.fields) {
            let plan = self.fixer.plan(value.decode(&line[string.clone()]));
            for repair in plan.repairs() {
                let start = string.start + value.spelled_at(repair.range().start);
                let end = string.start + value.spelled_at(repair.range().end);
                if self.args.explain {
                    place.advance(line, start);
                    explain::write(out, name, &place, repair)?;
                } else {
                    out.write_all(&line.as_bytes()[done..start])?;
                    out.write_all(value.spell(repair.after()).as_bytes())?;
                    done = end;
                }
            }
        }
        if self.args.explain { Ok(()) } else { out.write_all(&line.as_bytes()[done..]) }
    }

    fn complain(&mut self, message: impl Display) {
        self.failed = true;
        // With standard error closed there is nobody left to tell.
        let _ = writeln!(io::stderr(), "fix: {message}");
    }
}
