//! Scored suites → the report: false alarms, tables, calibration.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use serde_json::json;

use crate::calibration::Calibration;
use crate::cases::{Case, Key};
use crate::score::{Failure, Scored, Verdict};
use crate::table::{Style, Table, code, excerpt, percent};

/// So many false alarms are printed with their texts even without `--show`.
const ALARMS_SHOWN: usize = 40;

/// The whole report.
pub fn report(scored: &[Scored], by: &[Key], show: usize, every: u64, style: Style) -> String {
    let mut out = String::new();
    if style == Style::Markdown {
        out.push_str("# Accuracy\n\nMade by `cargo bench --bench accuracy -- CASES --markdown`; changes only in a commit that says why.\n");
        out.push_str("*exact*: the whole text came out as it was written. *kept*: it came back unchanged. *wrong*: anything else.\n");
    }
    if every > 1 {
        let _ = writeln!(out, "\nOnly every {every}. case of each suite.");
    }
    for s in scored.iter().filter(|s| s.suite.is_good_text()) {
        false_alarms(&mut out, s, show, style);
    }
    for s in scored.iter().filter(|s| !s.suite.is_good_text()) {
        head(&mut out, &format!("{}: {} garbled texts", s.suite.name, s.suite.cases.len()), style);
        for key in keys(by, &s.suite.name, style) {
            let _ = writeln!(out, "\n{}", accuracy_table(s, key).render(style).trim_end());
        }
        examples(&mut out, s, show, style);
    }
    head(&mut out, "Confidence: how many of the repairs are right", style);
    let mut all = Calibration::default();
    scored.iter().for_each(|s| all.merge(&s.calibration));
    let _ = writeln!(out, "\n{}", all.table().render(style).trim_end());
    out
}

fn keys(by: &[Key], suite: &str, style: Style) -> Vec<Key> {
    match (by, style) {
        ([], Style::Markdown) if suite == "positives" => Key::ALL.to_vec(),
        ([], _) => vec![Key::Family],
        _ => by.to_vec(),
    }
}

fn head(out: &mut String, text: &str, style: Style) {
    let _ = match style {
        Style::Terminal => writeln!(out, "\n== {text}"),
        Style::Markdown => writeln!(out, "\n## {text}"),
    };
}

fn false_alarms(out: &mut String, s: &Scored, show: usize, style: Style) {
    let (alarms, chars) = (s.failures.len(), s.suite.chars());
    head(out, &format!("{}: {alarms} of {} good texts changed", s.suite.name, s.suite.cases.len()), style);
    let rate = 1e6 * alarms as f64 / chars as f64;
    let _ = writeln!(out, "\n{rate:.2} false alarms per million characters ({chars} characters)");
    for key in [Key::Bucket, Key::Lang] {
        let counts = count(s.failures.iter().map(|f| s.suite.cases[f.case].key(key)));
        if !counts.is_empty() {
            let list: Vec<String> = counts.iter().map(|(k, n)| format!("{k} {n}")).collect();
            let _ = writeln!(out, "\nby {}: {}", key.name(), list.join(", "));
        }
    }
    examples(out, s, show.max(ALARMS_SHOWN), style);
}

/// The values with how often each stands there, the most frequent first.
fn count<'c>(values: impl Iterator<Item = &'c str>) -> Vec<(&'c str, usize)> {
    let mut counts = BTreeMap::new();
    values.for_each(|v| *counts.entry(v).or_insert(0) += 1);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}

#[derive(Default)]
struct Row {
    cases: usize,
    exact: usize,
    kept: usize,
    long: usize,
    long_exact: usize,
}

impl Row {
    fn add(&mut self, case: &Case, verdict: Verdict) {
        let exact = usize::from(verdict == Verdict::Exact);
        self.cases += 1;
        self.exact += exact;
        self.kept += usize::from(verdict == Verdict::Kept);
        if case.is_long() {
            self.long += 1;
            self.long_exact += exact;
        }
    }

    fn cells(&self, name: &str) -> [String; 6] {
        [
            name.to_owned(),
            self.cases.to_string(),
            percent(self.exact, self.cases),
            percent(self.kept, self.cases),
            percent(self.cases - self.exact - self.kept, self.cases),
            percent(self.long_exact, self.long),
        ]
    }
}

fn accuracy_table(s: &Scored, key: Key) -> Table {
    let mut all = Row::default();
    let mut rows: Vec<(&str, Row)> = Vec::new();
    for (case, &verdict) in s.suite.cases.iter().zip(&s.verdicts) {
        all.add(case, verdict);
        let name = case.key(key);
        let i = rows.iter().position(|(n, _)| *n == name).unwrap_or_else(|| {
            rows.push((name, Row::default()));
            rows.len() - 1
        });
        rows[i].1.add(case, verdict);
    }
    if matches!(key, Key::Chain | Key::Lang) {
        // many rows: what fails most stands first
        rows.sort_by(|(_, a), (_, b)| (a.exact * b.cases).cmp(&(b.exact * a.cases)));
    }
    let mut table =
        Table::new([key.name(), "cases", "exact %", "kept %", "wrong %", "exact on sentences+ %"]);
    rows.iter().for_each(|(name, row)| table.row(row.cells(name)));
    table.row(all.cells("ALL"));
    let mean = |part: fn(&Row) -> Option<f64>| {
        let parts: Vec<f64> = rows.iter().filter_map(|(_, r)| part(r)).collect();
        if parts.is_empty() {
            "–".into()
        } else {
            format!("{:.1}", 100.0 * parts.iter().sum::<f64>() / parts.len() as f64)
        }
    };
    table.row([
        format!("mean of the {} rows", key.name()),
        String::new(),
        mean(|r| (r.cases > 0).then(|| r.exact as f64 / r.cases as f64)),
        String::new(),
        mean(|r| (r.cases > 0).then(|| (r.cases - r.exact - r.kept) as f64 / r.cases as f64)),
        mean(|r| (r.long > 0).then(|| r.long_exact as f64 / r.long as f64)),
    ]);
    table
}

/// Failing cases, spread evenly over the suite so that every family shows.
fn examples(out: &mut String, s: &Scored, show: usize, style: Style) {
    if show == 0 || s.failures.is_empty() {
        return;
    }
    let step = s.failures.len().div_ceil(show).max(1);
    out.push('\n');
    for f in s.failures.iter().step_by(step) {
        example(out, s, f, style);
    }
    let shown = s.failures.len().div_ceil(step);
    if shown < s.failures.len() {
        let _ = writeln!(out, "\n… and {} more (--failures FILE writes them all)", s.failures.len() - shown);
    }
}

fn example(out: &mut String, s: &Scored, f: &Failure, style: Style) {
    let case = &s.suite.cases[f.case];
    let keys: Vec<&str> = Key::ALL.iter().map(|k| case.key(*k)).filter(|k| *k != "-").collect();
    let _ = writeln!(out, "- {} {:?}: {}", case.id, s.verdicts[f.case], keys.join(", "));
    let mut line = |what: &str, text: &str, other: &str| {
        let _ = writeln!(out, "  - {what} {}", code(&excerpt(text, other), style));
    };
    line("text", &case.text, if s.suite.is_good_text() { &f.got } else { &case.expected });
    if !s.suite.is_good_text() {
        line("want", &case.expected, &case.text);
    }
    if f.got != case.text {
        line("got ", &f.got, if s.suite.is_good_text() { &case.text } else { &case.expected });
    }
    for r in &f.repairs {
        line("    ", &r.to_string(), "");
    }
}

/// All failing cases as JSON lines, with what came out and the repairs that made it.
pub fn write_failures(scored: &[Scored], path: &Path) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for s in scored {
        for f in &s.failures {
            let case = &s.suite.cases[f.case];
            let mut line = json!({"suite": s.suite.name, "id": case.id});
            for key in Key::ALL {
                line[key.name()] = case.key(key).into();
            }
            line["verdict"] = format!("{:?}", s.verdicts[f.case]).to_lowercase().into();
            line["text"] = case.text.as_str().into();
            line["expected"] = case.expected.as_str().into();
            line["got"] = f.got.as_str().into();
            line["repairs"] = f
                .repairs
                .iter()
                .map(|r| {
                    json!({"start": r.range().start, "end": r.range().end, "before": r.before(),
                        "after": r.after(), "chain": r.chain().to_string(), "confidence": f64::from(r.confidence())})
                })
                .collect();
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
