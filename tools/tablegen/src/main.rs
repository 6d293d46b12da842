//! Generates the tables that are compiled into demojibake.

mod count;
mod estimate;
mod pack;
mod unicode;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Generates the tables that are compiled into demojibake")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Trains the model on folders of <language>.txt files and writes tools/tablegen/data/model.tsv
    Train {
        /// The folders; a language that is in several is read from all
        folders: Vec<PathBuf>,
    },
    /// Prints what each character of the lines of standard input costs, in bits, or with --mean the mean of each line
    Bits {
        /// Only each line's mean
        #[arg(long)]
        mean: bool,
    },
    /// Packs tools/tablegen/data/model.tsv into src/model/tables
    Model {
        /// Write nothing; fail when the committed tables are others
        #[arg(long)]
        check: bool,
    },
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn main() -> Result<(), String> {
    let source = root().join("tools/tablegen/data/model.tsv");
    match Args::parse().command {
        Command::Train { folders } => {
            let model = estimate::estimate(&count::count(&folders), pack::GRAMS);
            fs::create_dir_all(source.parent().unwrap()).map_err(|e| format!("{}: {e}", source.display()))?;
            fs::write(&source, pack::to_text(&model)).map_err(|e| format!("{}: {e}", source.display()))
        }
        Command::Bits { mean } => {
            for line in std::io::stdin().lines() {
                let line = line.map_err(|e| format!("standard input: {e}"))?;
                let mut context = demojibake::model::START;
                let mut sum = 0;
                for c in line.chars() {
                    let (cost, after) = context.step(c);
                    context = after;
                    sum += cost;
                    if !mean {
                        print!("{c} {:.1}  ", cost as f64 / 16.0);
                    }
                }
                println!("= {:.2}", sum as f64 / 16.0 / line.chars().count().max(1) as f64);
            }
            Ok(())
        }
        Command::Model { check } => {
            let text = fs::read_to_string(&source).map_err(|e| format!("{}: {e}", source.display()))?;
            let model = pack::from_text(&text).map_err(|e| format!("{}: {e}", source.display()))?;
            for (name, bytes) in pack::pack(&model) {
                write_or_check(&root().join("src/model/tables").join(name), &bytes, check)?;
            }
            Ok(())
        }
    }
}

fn write_or_check(path: &Path, bytes: &[u8], check: bool) -> Result<(), String> {
    if !check {
        println!("{}: {} bytes", path.display(), bytes.len());
        return fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()));
    }
    match fs::read(path) {
        Ok(old) if old == bytes => Ok(()),
        Ok(_) => Err(format!("{} isn't what the generator gives: run it without --check", path.display())),
        Err(e) => Err(format!("{}: {e}", path.display())),
    }
}
