//! What the judge measures of every repair that cases lead to: the rows that its weights are fitted to.

use std::fs;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use demojibake::internal::{Measured, measure};
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
    let case = Case::of(line)?;
    let mut out = String::new();
    for (m, right) in case.measured(all) {
        out += &format!(
            "{}\t{}\t{}\t{}\t{:.3}\t{:?}\t{:?}\t{:?}\n",
            case.id,
            case.lang,
            right as u8,
            m.chain,
            m.confidence,
            m.features,
            &case.text[m.range.clone()],
            m.after
        );
    }
    Ok(out)
}

/// A text as it came and as it should be.
pub struct Case {
    id: String,
    lang: String,
    text: String,
    expected: String,
}

impl Case {
    /// Out of a line of JSON.
    pub fn of(line: &str) -> Result<Case, String> {
        let case: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("{line:.60}: {e}"))?;
        let field = |name: &str| case[name].as_str().unwrap_or_default().to_owned();
        Ok(Case { id: field("id"), lang: field("lang"), text: field("text"), expected: field("expected") })
    }

    /// Whether it came as it should be.
    pub fn is_good(&self) -> bool {
        self.text == self.expected
    }

    /// What the judge measures, each with whether it is right; the best disjoint hypotheses or all.
    pub fn measured(&self, all: bool) -> Vec<(Measured, bool)> {
        let right = |m: &Measured| {
            let (before, behind) = (&self.text[..m.range.start], &self.text[m.range.end..]);
            !self.is_good() && is_right(before, &m.after, behind, &self.expected)
        };
        measure(&self.text)
            .into_iter()
            .filter(|m| all || m.best)
            .map(|m| {
                let right = right(&m);
                (m, right)
            })
            .collect()
    }
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
