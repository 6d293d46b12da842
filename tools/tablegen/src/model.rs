//! The subcommands of the character model.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use demojibake::model::{BIT, START};

use crate::{count, emoji, estimate, pack, text};

#[derive(Debug, Args)]
pub struct TrainArgs {
    /// Folders of <language>.txt files, one sentence or paragraph a line; a language that is in several is read from all.
    #[arg(required = true)]
    folders: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct PackArgs {
    /// Write nothing; fail when the committed tables are others.
    #[arg(long)]
    check: bool,
}

#[derive(Debug, Args)]
pub struct BitsArgs {
    /// Only each line's mean.
    #[arg(long)]
    mean: bool,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn source() -> PathBuf {
    root().join("tools/tablegen/data/model.tsv")
}

fn emoji_list() -> PathBuf {
    root().join("tools/tablegen/data/emoji.txt")
}

pub fn train(args: &TrainArgs) -> Result<(), String> {
    let mut folders = args.folders.clone();
    // The project's own lines of symbols, units, quotes, emoji and code: what texts of languages lack.
    folders.push(root().join("tools/tablegen/data/texts"));
    let model = estimate::estimate(&count::count(&folders), pack::NGRAM_BYTES);
    let path = source();
    fs::write(&path, text::write(&model)).map_err(|e| format!("{}: {e}", path.display()))
}

pub fn pack(args: &PackArgs) -> Result<(), String> {
    let path = source();
    let source = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut model = text::read(&source).map_err(|e| format!("{}: {e}", path.display()))?;
    let path = emoji_list();
    let list = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    model.know_emoji(emoji::costs(&list));
    for (name, bytes) in pack::pack(&model) {
        let path = root().join("src/model/tables").join(name);
        if args.check {
            let old = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            if old != bytes {
                return Err(format!(
                    "src/model/tables/{name} isn't what model.tsv and emoji.txt in tools/tablegen/data give: run `cargo run --release -p tablegen -- model` and commit it"
                ));
            }
        } else {
            fs::write(&path, &bytes).map_err(|e| format!("{}: {e}", path.display()))?;
            println!("src/model/tables/{name}: {} bytes", bytes.len());
        }
    }
    Ok(())
}

pub fn bits(args: &BitsArgs) -> Result<(), String> {
    for line in std::io::stdin().lines() {
        let line = line.map_err(|e| format!("standard input: {e}"))?;
        let mut context = START;
        let mut sum = 0;
        for c in line.chars() {
            let (cost, after) = context.step(c);
            context = after;
            sum += cost;
            if !args.mean {
                print!("{c} {:.1}  ", cost as f64 / BIT as f64);
            }
        }
        println!("= {:.2}", sum as f64 / BIT as f64 / line.chars().count().max(1) as f64);
    }
    Ok(())
}
