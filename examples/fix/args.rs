//! The command line.

use std::path::PathBuf;

use clap::Parser;

const EXAMPLES: &str = "\
Examples (`fix` stands for `cargo run --release --example fix --`):
  fix page.txt                             print the repaired text of a file
  fix --explain *.txt                      list every repair, with its place and its cause
  curl -s https://example.org | fix        repair standard input
  fix --jsonl records.jsonl                repair every string value of JSON lines
  fix --jsonl --field title --field body records.jsonl
                                           repair the values of these two keys only
  fix --min-confidence 0.9 page.txt        leave doubtful runs as they are

Exit code: 0 when all went well, 2 when something couldn't be read or isn't JSON (the rest is done all the same).";

/// Repairs garbled text (mojibake) and leaves everything else as it is, byte for byte.
#[derive(Debug, Parser)]
#[command(name = "fix", version, after_help = EXAMPLES)]
pub struct Args {
    /// UTF-8 files to repair, each one text; `-` is standard input, and so is no file at all
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// List the repairs instead of printing the text: `file:line:column: before → after (cause, confidence)`
    #[arg(long)]
    pub explain: bool,

    /// Every line is a JSON value: repair its string values, each a text of its own, and nothing else
    #[arg(long)]
    pub jsonl: bool,

    /// With --jsonl, repair only what stands under this key, at any depth (can be given several times)
    #[arg(long = "field", value_name = "NAME", requires = "jsonl")]
    pub fields: Vec<String>,

    /// Leave alone what is less probable than this, from 0 to 1
    #[arg(long, value_name = "N", value_parser = confidence)]
    pub min_confidence: Option<f32>,
}

fn confidence(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(n) if (0.0..=1.0).contains(&n) => Ok(n),
        _ => Err("give a number from 0 to 1, for example 0.9".to_string()),
    }
}
