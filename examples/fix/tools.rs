//! What needs no files: a string explained, a chain learned, text garbled, the manual.

use std::fs;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use clap::CommandFactory;
use demojibake::{Chain, Charset, Fixer, FixerBuilder, decode_bytes};

use super::args::Args;
use super::edit::Place;
use super::problem::{Failure, Problem};
use super::show::{self, Colors, Visible};

/// How many other things a run could be are shown.
const RIVALS: usize = 3;

/// `--text`: the string repaired, how, and what else it could be; also what isn't sure enough to be repaired.
pub fn text(out: &mut dyn Write, colors: Colors, fixer: &Fixer, text: &str) -> io::Result<()> {
    let plan = fixer.plan(text);
    writeln!(out, "{}", plan.apply(text).unwrap_or_else(|_| text.to_string()))?;
    for repair in plan.repairs() {
        let column = 1 + text[..repair.range().start].chars().count() as u64;
        show::repair(out, colors, "<text>", Place { line: 1, column }, repair)?;
    }
    let all = FixerBuilder::from(fixer.settings().clone()).min_confidence(0.0).build().runs(text);
    let mut told = !plan.is_empty();
    for run in &all {
        let repaired = plan
            .repairs()
            .iter()
            .any(|r| r.range().start < run.range().end && run.range().start < r.range().end);
        let best = (!repaired).then(|| run.best());
        for other in best.into_iter().chain(run.rivals()).take(RIVALS) {
            told = true;
            let what = if repaired { "or" } else { "perhaps" };
            let (before, after) = (Visible(other.before()), Visible(other.after()));
            let cause = other.chain().in_words();
            writeln!(out, "  {what} {before} → {after} ({cause}, {:.0} %)", 100.0 * other.confidence())?;
        }
    }
    if !told {
        writeln!(out, "nothing in it looks garbled")?;
    }
    Ok(())
}

/// `--learn`: the chains that lead from `bad` to `good`, the best first; whether there are any.
pub fn learn(out: &mut dyn Write, bad: &str, good: &str) -> Result<bool, Failure> {
    let chains = Chain::learn(&given(bad)?, &given(good)?);
    for chain in &chains {
        writeln!(out, "{chain}").map_err(Failure::Output)?;
    }
    Ok(!chains.is_empty())
}

/// A text, or with @ before it the text of a file.
fn given(text: &str) -> Result<String, Problem> {
    match text.strip_prefix('@') {
        Some(path) => {
            let bytes = fs::read(path).map_err(|e| {
                Problem::new(
                    format_args!("{path}: {e}"),
                    "check the path; a text of its own mustn't start with @",
                )
            })?;
            Ok(decode_bytes(&bytes).into_text())
        }
        None => Ok(text.to_string()),
    }
}

/// `--garble`: files, line by line, as the chain would have left them.
pub fn garble(
    out: &mut dyn Write,
    chain: &Chain,
    paths: &[PathBuf],
    say: &mut dyn FnMut(String),
) -> Result<(), Failure> {
    let stdin = [PathBuf::from("-")];
    for path in if paths.is_empty() { &stdin[..] } else { paths } {
        let mut bytes = Vec::new();
        let (name, read) = if path.as_os_str() == "-" {
            ("<stdin>".to_string(), io::stdin().lock().read_to_end(&mut bytes).map(drop))
        } else {
            (path.display().to_string(), fs::read(path).map(|b| bytes = b))
        };
        if let Err(e) = read {
            say(format!("{name}: {}", Problem::reading(&e)));
            continue;
        }
        for (i, line) in decode_bytes(&bytes).text().split_inclusive('\n').enumerate() {
            let text = line.trim_end_matches(['\n', '\r']);
            let garbled = chain.garble(text).unwrap_or_else(|e| {
                let column = 1 + text[..e.offset()].chars().count();
                let start: String = text[e.offset()..].chars().take(1).collect();
                let place = format!("{name}:{}:{column}: {}", i + 1, Visible(&start));
                say(format!("{place}: {e}; the line stays as it is: choose another chain"));
                text.to_string()
            });
            let end = &line[text.len()..];
            write!(out, "{garbled}{end}").map_err(Failure::Output)?;
        }
    }
    Ok(())
}

/// `--charsets`
pub fn charsets(out: &mut dyn Write) -> io::Result<()> {
    Charset::all().try_for_each(|charset| writeln!(out, "{charset}"))
}

/// `--completions`
pub fn completions(out: &mut dyn Write, shell: clap_complete::Shell) {
    clap_complete::generate(shell, &mut Args::command(), "fix", &mut &mut *out);
}

/// `--man`
pub fn man(out: &mut dyn Write) -> io::Result<()> {
    clap_mangen::Man::new(Args::command()).render(&mut &mut *out)
}
