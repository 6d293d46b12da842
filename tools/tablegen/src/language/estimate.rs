//! From counts to probabilities: smoothed trigrams, and how often each letter stands for the wildcard.

use std::collections::BTreeMap;

use demojibake::model::language::{Homes, SYMBOLS};

use super::count::{Counts, homes};

/// Symbols that a language must have for a model of its own; the others count among the unknown ones.
const ENOUGH: u32 = 20_000;
/// What a language counts at most among the unknown ones, in symbols and in letters: all nearly the same.
const SHARE: f32 = 20_000.0;
const LETTER_SHARE: f32 = 300.0;
/// Observations that a back-off counts for: bigrams for trigrams, and for bigrams those of all languages.
const BIGRAM: f32 = 5.0;
const WORLD: f32 = 20.0;
/// The same for letters: what a language's text doesn't have it may have all the same.
const WORLD_LETTERS: f32 = 8.0;
/// A letter that no text has.
const UNSEEN: f32 = 1.0 / 65536.0;

/// A language's probabilities.
pub struct Estimate {
    pub name: String,
    pub homes: Homes,
    /// Conditional probabilities, and how often each n-gram is met.
    pub bigrams: Vec<f32>,
    pub bigram_shares: Vec<f32>,
    pub trigrams: Vec<f32>,
    pub trigram_shares: Vec<f32>,
    /// Of the letters that its own text has.
    pub letters: BTreeMap<char, f32>,
    /// What the probability of any other letter in the unknown language is multiplied by.
    pub stranger: f32,
}

/// The estimates of the languages; the unknown one is the first.
pub fn estimate(languages: &[Counts]) -> Vec<Estimate> {
    let mut trigrams = vec![0f32; SYMBOLS * SYMBOLS * SYMBOLS];
    let mut letters: BTreeMap<char, f32> = BTreeMap::new();
    for l in languages {
        let weight = (SHARE / l.total as f32).min(1.0);
        for (sum, n) in trigrams.iter_mut().zip(&l.trigrams) {
            *sum += weight * *n as f32;
        }
        let total = l.letters.values().sum::<u32>() as f32;
        for (c, n) in &l.letters {
            *letters.entry(*c).or_insert(0.0) += (LETTER_SHARE / total).min(1.0) * *n as f32;
        }
    }
    let total: f32 = letters.values().sum();
    letters.values_mut().for_each(|n| *n = (*n / total).max(UNSEEN));
    let flat = vec![1.0 / SYMBOLS as f32; SYMBOLS * SYMBOLS];
    let unknown = of("?".into(), 0, &trigrams, &flat, letters, 1.0);
    let world = unknown.bigrams.clone();
    let mut all = vec![unknown];
    for l in languages.iter().filter(|l| l.total >= ENOUGH) {
        let trigrams: Vec<f32> = l.trigrams.iter().map(|n| *n as f32).collect();
        let total = l.letters.values().sum::<u32>() as f32;
        let share =
            |c: &char, n: u32| (n as f32 + WORLD_LETTERS * all[0].letters[c]) / (total + WORLD_LETTERS);
        let letters = l.letters.iter().map(|(c, n)| (*c, share(c, *n))).collect();
        let stranger = WORLD_LETTERS / (total + WORLD_LETTERS);
        all.push(of(l.name.clone(), homes(l), &trigrams, &world, letters, stranger));
    }
    all
}

fn of(
    name: String,
    homes: Homes,
    trigrams: &[f32],
    world: &[f32],
    letters: BTreeMap<char, f32>,
    stranger: f32,
) -> Estimate {
    let total: f32 = trigrams.iter().sum();
    let mut bigram_counts = vec![0f32; SYMBOLS * SYMBOLS];
    for (i, n) in trigrams.iter().enumerate() {
        bigram_counts[i % (SYMBOLS * SYMBOLS)] += n;
    }
    let bigrams = smooth(&bigram_counts, |i| world[i], WORLD);
    let trigrams_smooth = smooth(trigrams, |i| bigrams[i % (SYMBOLS * SYMBOLS)], BIGRAM);
    Estimate {
        name,
        homes,
        bigram_shares: bigram_counts.iter().map(|n| n / total).collect(),
        trigram_shares: trigrams.iter().map(|n| n / total).collect(),
        bigrams,
        trigrams: trigrams_smooth,
        letters,
        stranger,
    }
}

/// Conditional probabilities of the last symbol, with those of `back_off` counting as `strength` observations.
fn smooth(counts: &[f32], back_off: impl Fn(usize) -> f32, strength: f32) -> Vec<f32> {
    let rows = counts.chunks(SYMBOLS).enumerate();
    rows.flat_map(|(row, counts)| {
        let total: f32 = counts.iter().sum();
        let back_off = &back_off;
        counts
            .iter()
            .enumerate()
            .map(move |(i, n)| (n + strength * back_off(row * SYMBOLS + i)) / (total + strength))
    })
    .collect()
}
