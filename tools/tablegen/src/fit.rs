//! The judge's weights: what the features of right repairs have that those of wrong ones and of good texts haven't.

mod regression;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use demojibake::internal::{COLUMNS, columns};
use rayon::prelude::*;

use crate::features::Case;
use regression::{Example, Sign, fit};

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// Cases as JSON lines: {"text", "expected"}, garbled and good ones; other texts than accuracy is measured on.
    #[arg(required = true)]
    cases: Vec<PathBuf>,
    /// Write nothing, only print the weights.
    #[arg(long)]
    print: bool,
}

/// A sort of mix-up, in the order of the judge's kinds.
struct Kind {
    name: &'static str,
    /// What a repair of a good text counts for, beside a repair of a garbled one.
    good: f64,
    /// What is added to the bias: repairs of good texts are rarer than among the cases. So much that at the confidence
    /// wanted by default hardly any of them is accepted (`cargo bench --bench accuracy`).
    shift: f64,
}

const KINDS: [Kind; 9] = [
    Kind { name: "UTF-8", good: 1.0, shift: 0.0 },
    Kind { name: "CJK", good: 1.0, shift: 2.6 },
    Kind { name: "script", good: 1.0, shift: 1.8 },
    Kind { name: "letter for letter", good: 4.0, shift: 1.2 },
    Kind { name: "CJK as CJK", good: 1.0, shift: 1.1 },
    Kind { name: "script as CJK", good: 1.0, shift: 1.5 },
    Kind { name: "Latin as script", good: 1.0, shift: 1.0 },
    Kind { name: "Latin as CJK", good: 1.0, shift: 1.0 },
    Kind { name: "same script", good: 1.0, shift: 1.0 },
];

/// With fewer repairs of good texts than these a fit says nothing: the kind's weights stay as they are.
const ENOUGH: usize = 50;
/// The kind whose weights are kept by hand: what is UTF-8 in texts that nobody garbled for the fit is garbled all the same.
const BY_HAND: usize = 0;

/// What is known of each column: more net bits never speak against a repair.
fn sign(column: &str) -> Sign {
    match column {
        "bias" | "changed" => Sign::Either,
        "excess" | "strange" | "line" | "foreign" => Sign::Against,
        _ => Sign::For,
    }
}

/// A row of features.
struct Row {
    kind: usize,
    example: Example,
    /// Whether it repairs a good text.
    good: bool,
    /// The case's number: what is left out together.
    case: usize,
}

pub fn run(args: &Args) -> Result<(), String> {
    let rows = rows(&args.cases)?;
    let mut found: Vec<Option<String>> = Vec::new();
    for (number, kind) in KINDS.iter().enumerate() {
        let rows: Vec<&Row> = rows.iter().filter(|r| r.kind == number).collect();
        let good = rows.iter().filter(|r| r.good).count();
        let right = rows.iter().filter(|r| r.example.right).count();
        println!(
            "{}: {right} right repairs, {} wrong ones, {good} of good texts",
            kind.name,
            rows.len() - right - good
        );
        if good < ENOUGH || number == BY_HAND {
            println!("  the weights stay");
            found.push(None);
            continue;
        }
        cross_validate(&rows, kind);
        let row = source(&weights(&rows, kind));
        println!("  {row}");
        found.push(Some(row));
    }
    if args.print { Ok(()) } else { write(&found) }
}

fn rows(files: &[PathBuf]) -> Result<Vec<Row>, String> {
    let mut lines = Vec::new();
    for path in files {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        lines.extend(text.lines().map(str::to_owned));
    }
    let rows = |(case, line): (usize, &String)| -> Result<Vec<Row>, String> {
        let c = Case::of(line)?;
        let good = c.is_good();
        let row = |(m, right): (demojibake::internal::Measured, bool)| {
            let kind = m.features.kind as usize;
            let weight = if good { KINDS[kind].good } else { 1.0 };
            let columns = columns(&m.features).map(f64::from);
            Row { kind, example: Example { columns, right, weight }, good, case }
        };
        Ok(c.measured(false).into_iter().map(row).collect())
    };
    let rows: Result<Vec<Vec<Row>>, String> = lines.par_iter().enumerate().map(rows).collect();
    Ok(rows?.into_iter().flatten().collect())
}

fn weights(rows: &[&Row], kind: &Kind) -> [f64; COLUMNS.len()] {
    let examples: Vec<&Example> = rows.iter().map(|r| &r.example).collect();
    let mut weights = fit(&examples, &COLUMNS.map(sign));
    weights[0] += kind.shift;
    weights
}

/// Every fourth case is judged by what the others say.
const FOLDS: usize = 4;

/// Prints how many repairs are accepted, of those that the weights weren't fitted to.
fn cross_validate(rows: &[&Row], kind: &Kind) {
    let scored: Vec<(f64, &Row)> = (0..FOLDS)
        .flat_map(|fold| {
            let (out, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|r| r.case % FOLDS == fold);
            let weights = weights(&others, kind);
            out.into_iter().map(move |r| (r.example.probability(&weights), r))
        })
        .collect();
    for least in [0.5, 0.8, 0.9, 0.95, 0.98] {
        let count = |is: &dyn Fn(&Row) -> bool| scored.iter().filter(|(p, r)| *p >= least && is(r)).count();
        let all = rows.iter().filter(|r| r.example.right).count().max(1);
        println!(
            "  from {least}: {:.1} % of the right ones, {} wrong ones, {} of good texts",
            100.0 * count(&|r| r.example.right) as f64 / all as f64,
            count(&|r| !r.example.right && !r.good),
            count(&|r| r.good)
        );
    }
}

/// As it stands in the source.
fn source(weights: &[f64; COLUMNS.len()]) -> String {
    let fields = COLUMNS.iter().zip(weights).filter(|(_, w)| w.abs() >= 0.01);
    let fields: String = fields.map(|(name, w)| format!("{name}: {w:.2}, ")).collect();
    format!("Weights {{ {fields}..NONE }},")
}

/// Puts the rows that were found in the place of the old ones.
fn write(found: &[Option<String>]) -> Result<(), String> {
    const START: &str = "const WEIGHTS: [Weights; 7] = [";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/evidence/weights.rs");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let broken = || format!("{}: there is no table of weights", path.display());
    let (before, rest) = text.split_once(START).ok_or_else(broken)?;
    let (table, after) = rest.split_once("\n];").ok_or_else(broken)?;
    let old: Vec<String> =
        table.split("Weights {").skip(1).map(|row| format!("Weights {{{}", row.trim_end())).collect();
    if old.len() != found.len() {
        return Err(broken());
    }
    let rows = found.iter().zip(old).map(|(new, old)| format!("\n    {}", new.as_ref().unwrap_or(&old)));
    let text = format!("{before}{START}{}\n];{after}", rows.collect::<String>());
    fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))
}
