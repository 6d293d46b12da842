//! The languages' own small models: from texts to `data/language.tsv` to `src/model/tables/language.bin`.

mod count;
mod estimate;
mod levels;
mod pack;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

#[derive(Debug, Args)]
pub struct LanguageArgs {
    /// Folders of <language>.txt files to train on; without any, the committed data/language.tsv is packed.
    folders: Vec<PathBuf>,
    /// Write nothing; fail when the committed table is another.
    #[arg(long)]
    check: bool,
}

/// What a word's letters are called in `language.tsv`: its end, a–z, any other letter.
pub const NAMES: &str = "_abcdefghijklmnopqrstuvwxyz*";

/// The languages and what they say, quantised: what `language.tsv` holds.
#[derive(Debug, Default, PartialEq)]
pub struct Table {
    /// Costs of bigrams, in sixteenths of a bit.
    pub bigram_levels: Vec<i16>,
    /// What trigrams cost more than their bigrams, in the unknown language and in the others.
    pub unknown_levels: Vec<i16>,
    pub trigram_levels: Vec<i16>,
    /// The unknown one is the first.
    pub languages: Vec<Language>,
    /// A level for each language, by `last * SYMBOLS + symbol`.
    pub bigrams: Vec<Vec<u8>>,
    /// The same for the most telling trigrams.
    pub trigrams: Vec<(usize, Vec<u8>)>,
    pub letters: Vec<Letter>,
}

#[derive(Debug, PartialEq)]
pub struct Language {
    pub name: String,
    pub homes: u8,
    /// Sixteenths of a bit that a character of its own text costs.
    pub entropy: u8,
    /// What a letter that isn't its own costs more than in the unknown language, in eighths of a bit.
    pub stranger: u8,
}

#[derive(Debug, PartialEq)]
pub struct Letter {
    pub letter: char,
    /// In the unknown language, in eighths of a bit.
    pub world: u8,
    /// In the languages that have it, by their index.
    pub cells: Vec<(u8, u8)>,
}

pub fn run(args: &LanguageArgs) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let source = root.join("tools/tablegen/data/language.tsv");
    if !args.folders.is_empty() {
        let languages = count::count(&args.folders)?;
        let table = levels::quantise(&estimate::estimate(&languages));
        fs::write(&source, pack::to_text(&table)).map_err(|e| format!("{}: {e}", source.display()))?;
    }
    let text = fs::read_to_string(&source).map_err(|e| format!("{}: {e}", source.display()))?;
    let table = pack::from_text(&text).map_err(|e| format!("{}: {e}", source.display()))?;
    let bytes = pack::pack(&table);
    let target = root.join("src/model/tables/language.bin");
    if args.check {
        let old = fs::read(&target).map_err(|e| format!("{}: {e}", target.display()))?;
        if old != bytes {
            return Err("src/model/tables/language.bin isn't what tools/tablegen/data/language.tsv gives: run `cargo run --release -p tablegen -- language` and commit it".into());
        }
        return Ok(());
    }
    println!("src/model/tables/language.bin: {} bytes, {} languages", bytes.len(), table.languages.len());
    fs::write(&target, bytes).map_err(|e| format!("{}: {e}", target.display()))
}
