//! What the judge measures of every repair that cases lead to: the rows that its weights are fitted to.

use std::fs;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use demojibake::internal::measure;
use rayon::prelude::*;

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// Cases as JSON lines: {"id", "lang", "text", "expected"}, good texts with both the same.
    cases: PathBuf,
    /// Rivals too, not only the best disjoint hypotheses
    #[arg(long)]
    all: bool,
}

/// Prints a row for each repair, whatever its confidence: id, language, 1 where it's right, chain, confidence, features.
pub fn run(args: &Args) -> Result<(), String> {
    let lines = fs::read_to_string(&args.cases).map_err(|e| format!("{}: {e}", args.cases.display()))?;
    let rows: Result<Vec<String>, String> = lines.par_lines().map(|line| rows(line, args.all)).collect();
    println!("id\tlang\tright\tchain\tconfidence\tfeatures\tbefore\tafter");
    print!("{}", rows?.concat());
    Ok(())
}

fn rows(line: &str, all: bool) -> Result<String, String> {
    let case: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("{line:.60}: {e}"))?;
    let field = |name: &str| case[name].as_str().unwrap_or_default();
    let (text, expected) = (field("text"), field("expected"));
    let mut out = String::new();
    for m in measure(text).iter().filter(|m| all || m.best) {
        let (range, after) = (&m.range, &m.after);
        let (before, behind) = (&text[..range.start], &text[range.end..]);
        let right = (text != expected && is_right(before, after, behind, expected)) as u8;
        out += &format!(
            "{}\t{}\t{right}\t{}\t{:.3}\t{:?}\t{:?}\t{after:?}\n",
            field("id"),
            field("lang"),
            m.chain,
            m.confidence,
            m.features,
            &text[range.clone()]
        );
    }
    Ok(out)
}

/// Plain characters beside a repair that are looked for with it.
const BESIDE: usize = 8;

/// Whether a repair fits the expected text: from the front, from the back, or with the plain characters beside it,
/// where other runs stand on both sides.
fn is_right(before: &str, after: &str, behind: &str, expected: &str) -> bool {
    let front = expected.strip_prefix(before).is_some_and(|rest| rest.starts_with(after));
    let back = expected.strip_suffix(behind).is_some_and(|rest| rest.ends_with(after));
    let plain = |c: &char| c.is_ascii();
    let head: String = before.chars().rev().take(BESIDE).take_while(plain).collect();
    let tail: String = behind.chars().take(BESIDE).take_while(plain).collect();
    let words: String = head.chars().rev().chain(after.chars()).chain(tail.chars()).collect();
    front || back || head.len() + tail.len() >= BESIDE / 2 && expected.contains(&words)
}
