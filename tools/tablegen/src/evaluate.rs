//! How well the committed model knows a folder of texts: bits a character, language by language.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use demojibake::model::{BIT, START};
use rayon::prelude::*;

#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// A folder of <language>.txt files that the model wasn't trained on.
    folder: PathBuf,
    /// Lines of a language that are read, spread over its file.
    #[arg(long, default_value_t = 1000)]
    lines: usize,
    /// Print only the means.
    #[arg(long)]
    mean: bool,
}

/// Languages with charsets of their own, whose texts are the ones that get garbled.
const LEGACY: [&str; 48] = [
    "ar", "be", "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr",
    "ga", "gl", "he", "hr", "hu", "is", "it", "ja", "kk", "ko", "lt", "lv", "mk", "mt", "nb", "nl", "pl",
    "pt", "ro", "ru", "sk", "sl", "sq", "sr-Cyrl", "sv", "th", "tr", "uk", "vi", "zh-Hans", "zh-Hant",
];

/// Sums of bits and of characters: of lines, of words by themselves, and of characters beyond ASCII in lines.
#[derive(Default, Clone, Copy)]
struct Sums {
    lines: (f64, f64),
    words: (f64, f64),
    beyond: (f64, f64),
}

fn add(text: &str, all: &mut (f64, f64), beyond: Option<&mut (f64, f64)>) {
    let mut context = START;
    let mut rest = (0.0, 0.0);
    for c in text.chars().chain(['\n']) {
        let (cost, after) = context.step(c);
        context = after;
        let bits = cost as f64 / BIT as f64;
        all.0 += bits;
        all.1 += 1.0;
        if !c.is_ascii() {
            rest.0 += bits;
            rest.1 += 1.0;
        }
    }
    if let Some(sum) = beyond {
        sum.0 += rest.0;
        sum.1 += rest.1;
    }
}

fn measure(path: &Path, most: usize) -> Sums {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines: Vec<&str> = text.lines().collect();
    let mut sums = Sums::default();
    for line in lines.iter().step_by(lines.len().div_ceil(most).max(1)) {
        add(line, &mut sums.lines, Some(&mut sums.beyond));
        // The middle word, or two to four ideographs: what is hardest to tell.
        let words: Vec<&str> = line.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
        if let Some(word) = words.get(words.len() / 2) {
            let short: String = word.chars().take(if word.is_ascii() { 20 } else { 12 }).collect();
            add(&short, &mut sums.words, None);
        }
    }
    sums
}

pub fn run(args: &EvaluateArgs) -> Result<(), String> {
    let mut files: Vec<PathBuf> = fs::read_dir(&args.folder)
        .map_err(|e| format!("{}: {e}", args.folder.display()))?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let sums: Vec<Sums> = files.par_iter().map(|path| measure(path, args.lines)).collect();
    let names = files.iter().map(|f| f.file_stem().unwrap_or_default().to_string_lossy());
    let mut means = [[0.0; 4]; 2];
    println!("language\tlines\twords\tbeyond ASCII");
    for (name, sums) in names.zip(&sums) {
        let of = |(bits, count): (f64, f64)| bits / count.max(1.0);
        let row = [of(sums.lines), of(sums.words), of(sums.beyond)];
        let legacy = LEGACY.contains(&name.as_ref());
        for mean in means.iter_mut().take(1 + legacy as usize) {
            mean[3] += 1.0;
            for (sum, cell) in mean.iter_mut().zip(row) {
                *sum += cell;
            }
        }
        if !args.mean {
            println!("{name}\t{:.3}\t{:.3}\t{:.3}", row[0], row[1], row[2]);
        }
    }
    for (name, [lines, words, beyond, count]) in ["all", "legacy"].iter().zip(means) {
        println!("{name} ({count})\t{:.3}\t{:.3}\t{:.3}", lines / count, words / count, beyond / count);
    }
    Ok(())
}
