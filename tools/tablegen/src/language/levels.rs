//! From probabilities to the few levels that the table has room for.

use demojibake::model::BIT;
use demojibake::model::language::SYMBOLS;

use super::estimate::Estimate;
use super::{Language, Letter, Table};

/// How many trigrams are kept: those that say most beyond their bigrams.
const TRIGRAMS: usize = 3000;
/// The least probability of a letter that is kept as a language's own, and how much more likely than elsewhere it must be.
const OWN: f32 = 1.0 / 32768.0;
const LIKELIER: f32 = 2.0;

fn cost(probability: f32) -> f32 {
    -BIT as f32 * probability.log2()
}

/// The costs of letters are in eighths of a bit.
fn eighths(probability: f32) -> u8 {
    (cost(probability) / 2.0).round().clamp(0.0, 255.0) as u8
}

pub fn quantise(languages: &[Estimate]) -> Table {
    // A third of what rare n-grams of a language cost is as good as any number.
    let bigrams: Vec<Vec<f32>> = languages
        .iter()
        .map(|l| l.bigrams.iter().map(|p| cost(*p).min(13.0 * BIT as f32)).collect())
        .collect();
    let world = &languages[0];
    let weighted =
        |l: usize, i: usize| (bigrams[l][i], languages[l].bigram_shares[i] + world.bigram_shares[i] + 1e-6);
    let pairs = SYMBOLS * SYMBOLS;
    let bigram_levels =
        levels((0..languages.len()).flat_map(|l| (0..pairs).map(move |i| weighted(l, i))).collect(), 16);
    let bigram_cells: Vec<Vec<u8>> =
        (0..pairs).map(|i| bigrams.iter().map(|b| nearest(&bigram_levels, b[i])).collect()).collect();
    // What a trigram costs more than its bigram's level says.
    let more = |l: usize, i: usize| {
        let bigram = bigram_levels[bigram_cells[i % pairs][l] as usize] as f32;
        (cost(languages[l].trigrams[i]) - bigram).min(5.0 * BIT as f32)
    };
    let weight = |l: usize, i: usize| languages[l].trigram_shares[i] + world.trigram_shares[i];
    let mut telling: Vec<(f32, usize)> = (0..pairs * SYMBOLS)
        .map(|i| ((0..languages.len()).map(|l| weight(l, i) * more(l, i).powi(2)).sum(), i))
        .collect();
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Vec<usize> = telling.iter().take(TRIGRAMS).map(|t| t.1).collect();
    kept.sort_unstable();
    let all = |range: std::ops::Range<usize>| -> Vec<(f32, f32)> {
        range
            .flat_map(|l| kept.iter().map(move |i| (l, *i)))
            .map(|(l, i)| (more(l, i), weight(l, i)))
            .collect()
    };
    let unknown_levels = levels(all(0..1), 16);
    let trigram_levels = levels(all(1..languages.len()), 4);
    let trigrams = kept
        .iter()
        .map(|i| {
            let level =
                |l: usize| nearest(if l == 0 { &unknown_levels } else { &trigram_levels }, more(l, *i));
            (*i, (0..languages.len()).map(level).collect())
        })
        .collect();
    Table {
        languages: languages.iter().map(language).collect(),
        letters: letters(languages),
        bigrams: bigram_cells,
        bigram_levels,
        unknown_levels,
        trigram_levels,
        trigrams,
    }
}

fn language(l: &Estimate) -> Language {
    let trigrams: f32 = l.trigrams.iter().zip(&l.trigram_shares).map(|(p, share)| share * cost(*p)).sum();
    let wildcards: f32 = l.bigram_shares.iter().skip(SYMBOLS - 1).step_by(SYMBOLS).sum();
    let letters: f32 = l.letters.values().map(|p| p * cost(*p)).sum();
    Language {
        name: l.name.clone(),
        homes: l.homes,
        entropy: (trigrams + wildcards * letters).round() as u8,
        stranger: eighths(l.stranger),
    }
}

fn letters(languages: &[Estimate]) -> Vec<Letter> {
    let world = &languages[0].letters;
    let known = world.iter().filter(|(c, _)| (**c as u32) < 0x1_0000);
    known
        .map(|(c, p)| Letter {
            letter: *c,
            world: eighths(*p),
            cells: (1..languages.len())
                .filter_map(|l| {
                    let own = *languages[l].letters.get(c)?;
                    (own >= OWN && own > LIKELIER * p * languages[l].stranger)
                        .then(|| (l as u8, eighths(own)))
                })
                .collect(),
        })
        .filter(|l| !l.cells.is_empty() || l.world < 120)
        .collect()
}

/// The levels that are nearest to weighted values, found by moving each to the mean of those that are nearest to it.
fn levels(mut values: Vec<(f32, f32)>, count: usize) -> Vec<i16> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = values.iter().map(|v| v.1 as f64).sum();
    let mut centres = Vec::new();
    let mut sum = 0.0;
    for (value, weight) in &values {
        sum += *weight as f64;
        if centres.len() < count && sum >= total * (centres.len() as f64 + 0.5) / count as f64 {
            centres.push(*value);
        }
    }
    centres.resize(count, values.last().map_or(0.0, |v| v.0));
    for _ in 0..60 {
        let mut sums = vec![(0f64, 0f64); count];
        for (value, weight) in &values {
            let at = (0..count)
                .min_by(|a, b| (centres[*a] - value).abs().total_cmp(&(centres[*b] - value).abs()))
                .unwrap_or(0);
            sums[at].0 += (value * weight) as f64;
            sums[at].1 += *weight as f64;
        }
        for (centre, (sum, weight)) in centres.iter_mut().zip(sums) {
            if weight > 0.0 {
                *centre = (sum / weight) as f32;
            }
        }
    }
    centres.iter().map(|c| c.round() as i16).collect()
}

fn nearest(levels: &[i16], value: f32) -> u8 {
    let distance = |i: &usize| ((levels[*i] as f32 - value).abs() * 100.0) as i32;
    (0..levels.len()).min_by_key(distance).unwrap_or(0) as u8
}
