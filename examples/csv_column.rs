//! Repairs one column of a CSV file: `cargo run --example csv_column -- COLUMN <in.csv >out.csv`
//!
//! The rows of a column went through the same programs. So the column is looked at as a whole first, to learn what
//! happened; then every row is checked for just that, also those that are too short to tell by themselves. Rows that are
//! good stay.

use std::collections::BTreeMap;
use std::error::Error;
use std::io;

use demojibake::{Chain, Fixer};

/// What happened to a column: the chain of most of its repairs that are nearly certain.
fn usual_chain(column: &str) -> Option<Chain> {
    let mut counts: BTreeMap<String, (usize, Chain)> = BTreeMap::new();
    for repair in Fixer::new().plan(column).repairs().iter().filter(|r| r.confidence() > 0.99) {
        let chain = repair.chain();
        counts.entry(chain.to_string()).or_insert_with(|| (0, chain.clone())).0 += 1;
    }
    counts.into_values().max_by_key(|(repairs, _)| *repairs).map(|(_, chain)| chain)
}

fn main() -> Result<(), Box<dyn Error>> {
    let name = std::env::args().nth(1).ok_or("usage: csv_column COLUMN <in.csv >out.csv")?;
    let mut reader = csv::Reader::from_reader(io::stdin().lock());
    let header = reader.headers()?.clone();
    let column = header.iter().position(|h| h == name).ok_or(format!("no column is called {name}"))?;
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;

    // a value a line
    let values: Vec<&str> = rows.iter().map(|row| &row[column]).collect();
    let chain = usual_chain(&values.join("\n"));
    match &chain {
        Some(chain) => eprintln!("{name}: {}", chain.in_words()),
        None => eprintln!("{name}: nothing is garbled"),
    }
    let fixer = chain.map(Fixer::bound_to);

    let mut writer = csv::Writer::from_writer(io::stdout().lock());
    writer.write_record(&header)?;
    for row in &rows {
        let fixed = |(i, value)| match &fixer {
            Some(fixer) if i == column => fixer.fix(value),
            _ => value.into(),
        };
        writer.write_record(row.iter().enumerate().map(fixed).map(|value| value.into_owned()))?;
    }
    writer.flush()?;
    Ok(())
}
