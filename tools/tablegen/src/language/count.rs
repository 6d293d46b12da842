//! Counts the trigrams and the letters of each language's words.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use demojibake::Chain;
use demojibake::model::class;
use demojibake::model::in_word;
use demojibake::model::language::{BALTIC, CENTRE, Homes, SYMBOLS, TURKISH, WEST, WILDCARD};
use rayon::prelude::*;

use crate::{count, unicode};

/// Bytes of a language that are read at most.
const MOST: usize = 4_000_000;

/// Counts over one language's words.
pub struct Counts {
    pub name: String,
    /// By `(before * SYMBOLS + last) * SYMBOLS + symbol`.
    pub trigrams: Vec<u32>,
    /// Folded letters that aren't ASCII.
    pub letters: BTreeMap<char, u32>,
    pub total: u32,
}

/// Counts the languages in Latin letters, by their names.
pub fn count(folders: &[PathBuf]) -> Result<Vec<Counts>, String> {
    let mut files: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for folder in folders {
        for entry in fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
            let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            // "Acholi" is what a translators' tool calls its numbered messages.
            if path.extension().is_some_and(|e| e == "txt") && name != "ach" {
                files.entry(name).or_default().push(path);
            }
        }
    }
    let counted: Result<Vec<Option<Counts>>, String> = files
        .into_par_iter()
        .map(|(name, paths)| {
            let mut text = String::new();
            for path in paths {
                text += &fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            }
            let end = (0..=MOST.min(text.len())).rev().find(|i| text.is_char_boundary(*i));
            text.truncate(end.unwrap_or(0));
            Ok(is_latin(&text).then(|| count_text(name, &text)))
        })
        .collect();
    Ok(counted?.into_iter().flatten().collect())
}

fn is_latin(text: &str) -> bool {
    let latin = |c: &char| matches!(unicode::class_of(*c), class::LATIN_ASCII..=class::LATIN_ADDITIONAL);
    2 * text.chars().filter(latin).count() >= text.chars().filter(|c| c.is_alphabetic()).count()
}

fn count_text(name: String, text: &str) -> Counts {
    let mut counts =
        Counts { name, trigrams: vec![0; SYMBOLS * SYMBOLS * SYMBOLS], letters: BTreeMap::new(), total: 0 };
    let (mut before, mut last) = (0, 0);
    for c in text.chars().chain(['\n']) {
        let symbol = match c.to_ascii_lowercase() {
            small @ 'a'..='z' => (small as u8 - b'a' + 1) as usize,
            _ if c.is_ascii() || !in_word(unicode::class_of(c)) => 0,
            _ => WILDCARD as usize,
        };
        if symbol == 0 && last == 0 {
            continue;
        }
        counts.trigrams[(before * SYMBOLS + last) * SYMBOLS + symbol] += 1;
        counts.total += 1;
        if symbol == WILDCARD as usize {
            // as the library's `letter` has it
            let folded = if c == 'İ' { c } else { char::from_u32(count::fold(c)).unwrap_or(c) };
            *counts.letters.entry(folded).or_insert(0) += 1;
        }
        (before, last) = if symbol == 0 { (0, 0) } else { (last, symbol) };
    }
    counts
}

/// Whose charsets a language was kept in: the first ones that have nearly all of its letters.
pub fn homes(counts: &Counts) -> Homes {
    // Their letters are in windows-1252 too, all but a few, but that's not what they were kept in.
    match counts.name.as_str() {
        "et" => return WEST | BALTIC,
        "bs" | "hr" | "sl" | "sr-Latn" => return CENTRE,
        _ => {}
    }
    let total: u32 = counts.letters.values().sum();
    let charsets = [
        (WEST, "windows-1252"),
        (CENTRE, "windows-1250"),
        (BALTIC, "windows-1257"),
        (TURKISH, "windows-1254"),
    ];
    let has = |charset: &str, letter: char| {
        // These had others put for them.
        matches!(letter, 'ș' | 'ț' | 'ə')
            || ["cp437", "windows-1251"].iter().any(|wrong| {
                let chain: Option<Chain> = format!("{charset}>{wrong}").parse().ok();
                chain.is_some_and(|chain| chain.garble(letter.encode_utf8(&mut [0; 4])).is_ok())
            })
    };
    let covers = |charset: &str| {
        let found: u32 = counts.letters.iter().filter(|(c, _)| has(charset, **c)).map(|(_, n)| n).sum();
        found as f64 >= 0.97 * total as f64
    };
    // Where there's hardly a letter that isn't ASCII, those that there are may be of any sort.
    let plain = total < counts.total / 100;
    let first = charsets.iter().find(|(_, charset)| covers(charset)).map_or(0, |(home, _)| *home);
    if plain { WEST } else { first }
}
