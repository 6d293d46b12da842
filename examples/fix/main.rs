//! Repairs garbled text in files: `cargo run --release --example fix -- --help`.
//!
//! The way of a file: `inputs` finds it, `blocks` cuts it, `decode` makes it text, `records` finds the values in it and
//! what is garbled in them, and `pipeline` brings that in order to the sinks: `encode` and `rewrite` write the text,
//! `list` and `diff` show the repairs, `report` keeps what `undo` needs, `tally` counts.

mod args;
mod blocks;
mod decode;
mod diff;
mod edit;
mod encode;
mod inputs;
mod interrupt;
mod learned;
mod list;
mod names;
mod pipeline;
mod problem;
mod progress;
mod readahead;
mod records;
mod replace;
mod report;
mod rewrite;
mod run;
mod settings;
mod show;
mod tally;
mod tools;
mod undo;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::Parser;

use args::{Args, Mode, When};
use inputs::Input;
use problem::{Failure, Problem};
use progress::Progress;
use records::Layout;
use report::Report;
use run::Run;
use show::{Colors, count};
use tally::Tally;

/// Big enough that a write is rare, small enough to stay in the cache.
const OUTPUT_BUFFER: usize = 64 * 1024;

/// What a call leads to, unless something ends it early.
enum End {
    Well,
    /// Repairs, and the user wants to know.
    Found,
    /// Something couldn't be done, and was told.
    Errors,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let mut out = BufWriter::with_capacity(OUTPUT_BUFFER, io::stdout().lock());
    let end = work(&args, &mut out).and_then(|end| out.flush().map(|()| end).map_err(Failure::Output));
    // What is left in the buffer couldn't be written above, so dropping it mustn't try again.
    drop(out.into_parts());
    match end {
        Ok(End::Well) => ExitCode::SUCCESS,
        Ok(End::Found) => ExitCode::from(1),
        Ok(End::Errors) => ExitCode::from(2),
        // Whoever reads has seen enough, as in `fix FILE | head`.
        Err(Failure::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(e)) => {
            complain(&format!("<stdout>: {e}; check that there is room to write"));
            ExitCode::from(2)
        }
        Err(Failure::File(problem)) => {
            complain(&problem.to_string());
            ExitCode::from(2)
        }
        Err(Failure::Interrupted) => {
            complain("stopped: every file is either as it was or repaired; run it again for the others");
            ExitCode::from(interrupt::EXIT_CODE)
        }
    }
}

fn complain(message: &str) {
    // With standard error closed there is nobody left to tell.
    let _ = writeln!(io::stderr(), "fix: {message}");
}

fn work(args: &Args, out: &mut impl Write) -> Result<End, Failure> {
    let mut errors = 0;
    let mut say = |message: String| {
        errors += 1;
        complain(&message);
    };
    let colors = Colors::new(color(args.running.color));
    let tools = &args.tools;
    let done = if let Some(report) = &tools.undo {
        listen()?;
        let undone = undo::undo(report, &mut say).map_err(|e| named(&report.display().to_string(), e))?;
        if !args.running.quiet {
            let already =
                if undone.already > 0 { format!(", {} already so", undone.already) } else { String::new() };
            let (files, names) = (count(undone.files, "file"), count(undone.names, "name"));
            let _ = writeln!(io::stderr(), "fix: {files} and {names} as before{already}");
        }
        true
    } else if let Some(text) = &tools.text {
        tools::text(out, colors, &settings::fixer(&args.settings), text).map_err(Failure::Output)?;
        true
    } else if let Some([bad, good]) = tools.learn.as_deref() {
        let found = tools::learn(out, bad, good)?;
        if !found {
            say("no chain of up to three mix-ups leads from one to the other; give texts that belong together from end to end, without losses".into());
        }
        true
    } else if let Some(chain) = &tools.garble {
        tools::garble(out, chain, &args.paths, &mut say)?;
        true
    } else if tools.charsets {
        tools::charsets(out).map_err(Failure::Output)?;
        true
    } else if let Some(shell) = tools.completions {
        tools::completions(out, shell);
        true
    } else if tools.man {
        tools::man(out).map_err(Failure::Output)?;
        true
    } else {
        false
    };
    if done {
        return Ok(if errors > 0 { End::Errors } else { End::Well });
    }
    files(args, colors, out)
}

fn files(args: &Args, colors: Colors, out: &mut impl Write) -> Result<End, Failure> {
    let mode = args.mode();
    threads(args.running.threads)?;
    if mode == Mode::InPlace {
        listen()?;
    }
    let report = match &args.modes.report {
        Some(path) => Some(Report::create(path).map_err(|e| named(&path.display().to_string(), e.into()))?),
        None => None,
    };
    let fixer = settings::fixer(&args.settings);
    let mut tally = Tally::default();
    let result = if args.modes.names {
        names::all(args, &fixer, colors, report.as_ref(), out, &mut tally)
    } else {
        let mut paths = args.paths.clone();
        if paths.is_empty() {
            paths.push(PathBuf::from("-"));
        }
        let mut errors = 0;
        let inputs = inputs::find(
            &paths,
            &args.inputs,
            mode == Mode::InPlace,
            args.modes.report.as_deref(),
            &mut |message| {
                errors += 1;
                complain(&message);
            },
        );
        tally.errors += errors;
        let total = inputs.iter().map(Input::size).sum();
        let run = Run {
            fixer,
            layout: Layout::new(&args.records),
            mode,
            from: args.inputs.from,
            to: args.inputs.to,
            backup: args.modes.backup.clone(),
            report,
            colors,
            progress: Progress::new(total, args.running.quiet, mode != Mode::InPlace),
        };
        let result = run.all(&inputs, out, &mut tally);
        run.progress.finish();
        result
    };
    let told = matches!(result, Ok(()) | Err(Failure::Interrupted));
    if told && !args.running.quiet && matches!(mode, Mode::InPlace | Mode::Check | Mode::Diff) {
        out.flush().map_err(Failure::Output)?;
        let _ = writeln!(io::stderr(), "fix: {tally}");
    }
    result?;
    Ok(match mode {
        _ if tally.errors > 0 => End::Errors,
        Mode::Check | Mode::Diff if tally.repairs() > 0 => End::Found,
        _ => End::Well,
    })
}

fn listen() -> Result<(), Failure> {
    interrupt::listen().map_err(|e| Problem::new(e, "leave out -i and write to other files").into())
}

fn threads(wanted: Option<u16>) -> Result<(), Failure> {
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(n) = wanted {
        pool = pool.num_threads(n.into());
    }
    pool.build_global().map_err(|e| Problem::new(e, "try fewer --threads").into())
}

/// Puts the name of a file before what went wrong with it.
fn named(name: &str, failure: Failure) -> Failure {
    match failure {
        Failure::File(problem) => Failure::File(problem.of(name)),
        other => other,
    }
}

fn color(when: When) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    }
}
