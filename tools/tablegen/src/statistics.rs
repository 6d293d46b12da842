//! Statistics of letters that others counted in more text than there is to train on: `<language>.tsv` files of an n-gram
//! of up to three letters, a tab, and the natural logarithm of the probability of its last letter after the others.

use std::fs;
use std::path::Path;

use demojibake::model;
use rustc_hash::FxHashMap;

use crate::count::{Counts, fold, mask};

/// The weight of the statistics of a language beside its text.
const SHARE: f64 = 1.0;

/// The probabilities of n-grams of one to three symbols.
pub struct Statistics([FxHashMap<u64, f64>; 3]);

/// Reads a language's file, where there is one; n-grams with a letter that no text has are left out.
pub fn read(folder: &Path, language: &str, symbols: &FxHashMap<u32, u16>) -> Option<Statistics> {
    let text = fs::read_to_string(folder.join(format!("{language}.tsv"))).ok()?;
    let mut all = [(); 3].map(|()| FxHashMap::default());
    for line in text.lines() {
        let (gram, log) = line.split_once('\t')?;
        let ids: Option<Vec<u64>> =
            gram.chars().map(|c| symbols.get(&fold(c)).map(|id| *id as u64)).collect();
        if let (Some(ids), Ok(log)) = (ids, log.parse::<f64>())
            && (1..=3).contains(&ids.len())
        {
            all[ids.len() - 1].insert(ids.iter().fold(0, |key, id| key << 16 | id), log.exp());
        }
    }
    for order in 1..3 {
        let (shorter, longer) = all.split_at_mut(order);
        longer[0].retain(|key, p| match shorter[order - 1].get(&(*key >> 16)) {
            Some(prefix) => {
                *p *= prefix;
                true
            }
            None => false,
        });
    }
    Some(Statistics(all))
}

/// Adds a language's statistics to the counts of its text.
pub fn blend(counts: &mut Counts, grams: &[FxHashMap<u64, u32>; 3], statistics: &Statistics, weight: f32) {
    let is_letter = |classes: &[model::Class], key: u64| model::in_word(classes[(key & 0xffff) as usize]);
    let letters: f64 =
        grams[0].iter().filter(|(k, _)| is_letter(&counts.classes, **k)).map(|(_, n)| *n as f64).sum();
    let amount = SHARE * letters * weight as f64;
    for (&key, p) in &statistics.0[0] {
        if let Some(c) = char::from_u32(counts.symbols[key as usize]) {
            *counts.chars.entry(c).or_insert(0.0) += (p * amount) as f32;
        }
    }
    for order in 2..=3 {
        // The statistics don't know where words end. What isn't a letter stays as usual after each context.
        let mut after: FxHashMap<u64, (f64, f64)> = FxHashMap::default();
        for (&key, p) in &statistics.0[order - 1] {
            after.entry(key >> 16).or_default().0 += p * amount;
            *counts.grams[order - 2].entry(key & mask(order)).or_insert(0.0) += (p * amount) as f32;
        }
        for (&key, &n) in grams[order - 2].iter().filter(|(k, _)| is_letter(&counts.classes, **k)) {
            if let Some(sums) = after.get_mut(&(key >> 16)) {
                sums.1 += n as f64;
            }
        }
        for (&key, &n) in grams[order - 2].iter().filter(|(k, _)| !is_letter(&counts.classes, **k)) {
            if let Some((added, letters)) = after.get(&(key >> 16))
                && *letters > 0.0
            {
                *counts.grams[order - 2].entry(key).or_insert(0.0) += (n as f64 * added / letters) as f32;
            }
        }
    }
}
