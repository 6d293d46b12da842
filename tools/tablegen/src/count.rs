//! Counts n-grams in a folder of `<language>.txt` files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use demojibake::model::class::{self, Class};
use demojibake::model::{self, Case, Shape};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::unicode;

/// How much a language's share of the text counts: its characters to this power. Between 0 (every language the
/// same, whatever there is of it) and 1 (as much as there is).
const LANGUAGE_POWER: f64 = 0.5;
/// Characters of a language that are read at most; what comes after is read too rarely to matter.
const MOST: usize = 6_000_000;

/// Weighted counts of n-grams over interned symbols: keys hold 16 bits a symbol, the last one lowest. The symbols
/// before the last are the context as the library sees it: inside a word, nothing that stands before the word.
#[derive(Default)]
pub struct Counts {
    /// `symbols[id]` is the folded character.
    pub symbols: Vec<u32>,
    /// The classes of the symbols.
    pub classes: Vec<Class>,
    /// Of two, three and four symbols.
    pub grams: [FxHashMap<u64, f32>; 3],
    /// Of unfolded characters.
    pub chars: FxHashMap<char, f32>,
    pub cases: [[f32; 2]; model::SHAPES],
}

/// The symbols of the context after one more symbol, as [`model::extend`] has it, and how many they are.
pub fn extend(last: u64, length: usize, before: Class, symbol: u64, class: Class) -> (u64, usize) {
    if class == class::BREAK {
        (SPACE, 1)
    } else if model::in_word(class) && !model::in_word(before) {
        (SPACE << 16 | symbol, 2)
    } else {
        ((last << 16 | symbol) & 0xffff_ffff_ffff, (length + 1).min(3))
    }
}

/// The symbol of the space: what stands before each line, and each word.
pub const SPACE: u64 = 2;

type Raw = [FxHashMap<u64, u32>; 3];

struct Language {
    chars: FxHashMap<char, u32>,
    grams: Raw,
    total: usize,
    cases: [[u32; 2]; model::SHAPES],
}

/// Interned symbols of all languages.
#[derive(Default)]
struct Symbols {
    ids: FxHashMap<u32, u16>,
    list: Vec<u32>,
}

impl Symbols {
    fn intern(&mut self, folded: u32) -> u16 {
        *self.ids.entry(folded).or_insert_with(|| {
            self.list.push(folded);
            (self.list.len() - 1) as u16
        })
    }
}

/// Folds as the library does, but from the Unicode properties and not from its table, which may not be there yet.
pub fn fold(c: char) -> u32 {
    match unicode::class_of(c) {
        class::BREAK => return model::BREAK_CHAR,
        class::DIGIT => return '0' as u32,
        class::OTHER_DIGIT => return model::OTHER_DIGIT_CHAR,
        class::HALF_WIDTH => return model::full_width_kana(c as u32).unwrap_or(c as u32),
        _ => {}
    }
    model::with_cedilla(match unicode::case_cell(c) {
        0 | i16::MIN | i16::MAX => c as u32,
        delta => (c as i32 + delta as i32) as u32,
    })
}

/// The case of a character by the Unicode properties.
pub fn case_of(c: char) -> Option<Case> {
    match unicode::case_cell(c) {
        0 => None,
        i16::MIN => Some(Case::Lower),
        _ => Some(Case::Upper),
    }
}

/// The bits of the last symbols of a key.
pub fn mask(symbols: usize) -> u64 {
    u64::MAX >> (64 - 16 * symbols)
}

fn class_of_symbol(symbol: u32) -> Class {
    match symbol {
        0 => class::BREAK,
        _ => char::from_u32(symbol).map_or(class::UNASSIGNED, unicode::class_of),
    }
}

fn count_language(files: &[PathBuf], symbols: &FxHashMap<u32, u16>) -> Language {
    let mut l =
        Language { chars: FxHashMap::default(), grams: Raw::default(), total: 0, cases: Default::default() };
    for file in files {
        let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for line in text.lines() {
            if l.total > MOST {
                return l;
            }
            let (mut last, mut length, mut before) = (SPACE, 1, class::BREAK);
            let mut shape = Shape::Start;
            for c in line.chars().chain(['\n']) {
                let symbol = symbols[&fold(c)] as u64;
                let class = unicode::class_of(c);
                for order in 2..=length + 1 {
                    let key = (last << 16 | symbol) & mask(order);
                    *l.grams[order - 2].entry(key).or_insert(0) += 1;
                }
                (last, length) = extend(last, length, before, symbol, class);
                before = class;
                match case_of(c) {
                    Some(case) => {
                        l.cases[shape as usize][case as usize] += 1;
                        shape = shape.after(case);
                    }
                    None if model::in_word(class) => {}
                    None => shape = Shape::Start,
                }
                *l.chars.entry(c).or_insert(0) += 1;
                l.total += 1;
            }
        }
    }
    l
}

fn add(into: &mut FxHashMap<u64, f32>, from: &FxHashMap<u64, u32>, weight: f32, at_least: u32) {
    for (&k, &n) in from {
        if n >= at_least {
            *into.entry(k).or_insert(0.0) += n as f32 * weight;
        }
    }
}

/// Counts the text of these folders.
pub fn count(folders: &[PathBuf]) -> Counts {
    let mut languages: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for folder in folders {
        for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "txt") {
                languages.entry(path.file_stem().unwrap().to_string_lossy().into()).or_default().push(path);
            }
        }
    }
    for files in languages.values_mut() {
        files.sort();
    }
    let symbols = intern_all(languages.values().flatten().map(PathBuf::as_path));
    let classes = symbols.list.iter().map(|&s| class_of_symbol(s)).collect();
    let mut counts = Counts { symbols: symbols.list, classes, ..Counts::default() };
    let list: Vec<_> = languages.iter().collect();
    let mut all = 0.0;
    for chunk in list.chunks(8) {
        let counted: Vec<Language> =
            chunk.par_iter().map(|(_, files)| count_language(files, &symbols.ids)).collect();
        for ((name, _), l) in chunk.iter().zip(&counted) {
            let weight = ((l.total as f64).powf(LANGUAGE_POWER) * 1000.0 / l.total.max(1) as f64) as f32;
            eprintln!("{name}: {} characters, weight {weight:.2}", l.total);
            all += l.total as f64 * weight as f64;
            let at_least = [1, if l.total > 500_000 { 2 } else { 1 }, if l.total > 200_000 { 3 } else { 2 }];
            for (order, (into, from)) in counts.grams.iter_mut().zip(&l.grams).enumerate() {
                add(into, from, weight, at_least[order]);
            }
            for (&c, &n) in &l.chars {
                *counts.chars.entry(c).or_insert(0.0) += n as f32 * weight;
            }
            for (sum, n) in counts.cases.iter_mut().flatten().zip(l.cases.iter().flatten()) {
                *sum += *n as f32 * weight;
            }
        }
    }
    eprintln!(
        "{} symbols, {all:.0} weighted characters, {} + {} + {} n-grams",
        counts.symbols.len(),
        counts.grams[0].len(),
        counts.grams[1].len(),
        counts.grams[2].len()
    );
    counts
}

fn intern_all<'p>(files: impl Iterator<Item = &'p Path>) -> Symbols {
    let mut symbols = Symbols::default();
    symbols.intern(0);
    symbols.intern(model::BREAK_CHAR);
    assert_eq!(symbols.intern(' ' as u32) as u64, SPACE);
    for file in files {
        let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for c in text.chars() {
            symbols.intern(fold(c));
        }
    }
    assert!(symbols.list.len() < 1 << 16, "more symbols than a key can name");
    symbols
}
