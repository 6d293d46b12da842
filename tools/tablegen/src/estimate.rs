//! From counts to a back-off model: interpolated Witten–Bell estimates, pruned by what each n-gram tells.

use demojibake::model::class::{self, Class};
use demojibake::model::{self, ngrams::LEVELS};
use rustc_hash::FxHashMap;

use crate::count::Counts;
use crate::unicode;

/// An n-gram's worth is its count to this power times the bits that it saves: below 1, so that what only a
/// small language has isn't crowded out.
const WORTH_POWER: f64 = 0.6;
/// Share of a class's probability that goes to those of its characters that were never seen, at least and at most.
const UNSEEN: (f64, f64) = (0.01, 0.3);
/// Share of the words that are counted once more in upper case, so that headlines are text too: measured on
/// upper-case development texts.
const UPPER_SHARE: f32 = 0.05;

/// What is packed: everything in bits or levels.
pub struct Model {
    /// Every character that was seen, with its cost in its class, in eighths of a bit.
    pub chars: Vec<(char, u8)>,
    /// For each class: the cost of a character of it that was never seen.
    pub unseen: Vec<u8>,
    /// Class after class, in eighths of a bit.
    pub classes: Vec<u8>,
    /// Shape × case, in eighths of a bit.
    pub cases: Vec<u8>,
    /// n-grams by falling worth.
    pub grams: Vec<Gram>,
    /// Back-off costs of the contexts of `grams`.
    pub contexts: Vec<Gram>,
}

/// An n-gram of folded characters, the last one last, and an index into [`LEVELS`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gram {
    pub chars: [u32; 4],
    pub level: u8,
}

fn eighths(p: f64) -> u8 {
    (-p.log2() * 8.0).round().clamp(0.0, 160.0) as u8
}

fn level(bits: f64) -> u8 {
    let cost = bits * model::BIT as f64;
    (0..LEVELS.len()).min_by_key(|&i| ((LEVELS[i] as f64 - cost).abs() * 16.0) as i64).unwrap_or(0) as u8
}

/// What the n-grams of a class are worth, in which a mix-up could change something: accented Latin letters and CJK,
/// where every bit decides between charsets, count more; scripts that never had a charset of their own beside
/// UTF-8 only have to be recognised.
fn weight_of(class: Class) -> f64 {
    const LEGACY: [&str; 3] = ["Hebrew", "Arabic", "Thai"];
    match class {
        class::LATIN_ASCII => 0.7,
        class::LATIN_1 | class::LATIN_A => 2.5,
        class::HAN | class::HANGUL | class::HIRAGANA | class::KATAKANA => 2.0,
        class::FIRST_SCRIPT.. => {
            let script = class::SCRIPTS[(class - class::FIRST_SCRIPT) as usize / 2];
            if LEGACY.contains(&script) { 1.0 } else { 0.25 }
        }
        _ => 1.0,
    }
}

/// The weight of an n-gram: the greatest of its characters' weights above 1, else the least.
fn weight_of_all(classes: impl Iterator<Item = Class>) -> f64 {
    let (mut least, mut most) = (1.0f64, 1.0f64);
    for weight in classes.map(weight_of) {
        least = least.min(weight);
        most = most.max(weight);
    }
    if most > 1.0 { most } else { least }
}

struct Classes {
    /// For each symbol id.
    of_symbol: Vec<Class>,
    /// P(class | class).
    after: Vec<f64>,
    /// P(folded character | class), for each symbol id.
    inside: Vec<f64>,
}

impl Classes {
    fn base(&self, z: u64, c: u64) -> f64 {
        let (a, b) = (self.of_symbol[z as usize], self.of_symbol[c as usize]);
        self.after[a as usize * class::COUNT + b as usize] * self.inside[c as usize]
    }
}

/// Estimates the model; at most `slots` n-grams and contexts.
pub fn estimate(counts: &Counts, slots: usize) -> Model {
    let (classes, chars, unseen) = class_level(counts);
    let mut model = Model {
        chars,
        unseen,
        classes: classes.after.iter().map(|&p| eighths(p)).collect(),
        cases: case_level(counts),
        grams: Vec::new(),
        contexts: Vec::new(),
    };
    prune(counts, &classes, slots, &mut model);
    model
}

fn class_level(counts: &Counts) -> (Classes, Vec<(char, u8)>, Vec<u8>) {
    let n = class::COUNT;
    let of_symbol: Vec<Class> = counts
        .symbols
        .iter()
        .map(|&s| {
            if s == 0 { class::BREAK } else { char::from_u32(s).map_or(class::UNASSIGNED, unicode::class_of) }
        })
        .collect();
    // P(class | class): Witten–Bell towards the classes' own frequencies, those towards uniform.
    let mut pairs = vec![0.0f64; n * n];
    for (&k, &c) in &counts.bigrams {
        pairs[of_symbol[(k >> 16) as usize] as usize * n + of_symbol[(k & 0xffff) as usize] as usize] +=
            c as f64;
    }
    let mut single = vec![0.0; n];
    for row in pairs.chunks(n) {
        for (s, p) in single.iter_mut().zip(row) {
            *s += p;
        }
    }
    let all: f64 = single.iter().sum();
    let single: Vec<f64> =
        single.iter().map(|s| (s + all * 1e-6) / (all * (1.0 + 1e-6 * n as f64))).collect();
    let mut after = vec![0.0; n * n];
    for (row, out) in pairs.chunks(n).zip(after.chunks_mut(n)) {
        let sum: f64 = row.iter().sum();
        let types = row.iter().filter(|p| **p > 0.0).count() as f64 + 1.0;
        for i in 0..n {
            out[i] = (row[i] + types * single[i]) / (sum + types);
        }
    }
    // P(character | class), unfolded for the table and folded for the estimates.
    let mut sums = vec![0.0f64; n];
    let mut seen = vec![0usize; n];
    for (&c, &k) in &counts.chars {
        let class = unicode::class_of(c) as usize;
        sums[class] += k as f64;
        seen[class] += 1;
    }
    let mut assigned = vec![0usize; n];
    for c in ('\0'..=char::MAX).filter(|c| (*c as u32) < 0x3_2000) {
        assigned[unicode::class_of(c) as usize] += 1;
    }
    let mut share = vec![0.0; n];
    let mut unseen = vec![0u8; n];
    for i in 0..n {
        let left = assigned[i].saturating_sub(seen[i]).max(1) as f64;
        share[i] = if sums[i] == 0.0 { 1.0 } else { (seen[i] as f64 / sums[i]).clamp(UNSEEN.0, UNSEEN.1) };
        unseen[i] = eighths(share[i] / left);
    }
    // Case is modelled apart: both cases of a letter have the cost of the letter.
    let mut folded: FxHashMap<u32, f64> = FxHashMap::default();
    for (&c, &k) in &counts.chars {
        *folded.entry(crate::count::fold(c)).or_insert(0.0) += k as f64;
    }
    let p_inside = |f: u32| {
        let class = char::from_u32(f).map_or(class::UNASSIGNED, unicode::class_of) as usize;
        (1.0 - share[class]) * folded.get(&f).copied().unwrap_or(0.0) / sums[class].max(1e-9)
    };
    let mut chars: Vec<(char, u8)> = Vec::new();
    for c in ('\0'..=char::MAX).filter(|c| (*c as u32) < 0x3_2000) {
        let p = p_inside(crate::count::fold(c));
        if p > 0.0 {
            let floor = unseen[unicode::class_of(c) as usize];
            chars.push((c, eighths(p).min(floor)));
        }
    }
    let inside = counts.symbols.iter().map(|&s| p_inside(s).max(1e-9)).collect();
    (Classes { of_symbol, after, inside }, chars, unseen)
}

fn case_level(counts: &Counts) -> Vec<u8> {
    let mut cases = counts.cases;
    // A word in capitals: one upper letter at its start, one after one, the others after several.
    let words: f32 = cases[0].iter().sum();
    let letters: f32 = cases.iter().flatten().sum();
    let upper = words * UPPER_SHARE;
    cases[0][1] += upper;
    cases[1][1] += upper;
    cases[2][1] += letters * UPPER_SHARE - 2.0 * upper;
    cases.iter().flat_map(|row| row.map(|n| eighths(((n + 1.0) / (row[0] + row[1] + 2.0)) as f64))).collect()
}

/// Sums over an n-gram's context: what was counted, and how much of it in types.
#[derive(Default, Clone, Copy)]
struct Sum {
    count: f64,
    types: f64,
}

fn sums(grams: &FxHashMap<u64, f32>) -> FxHashMap<u64, Sum> {
    let mut sums: FxHashMap<u64, Sum> = FxHashMap::default();
    for (&k, &n) in grams {
        let s = sums.entry(k >> 16).or_default();
        s.count += n as f64;
        s.types += n.min(1.5) as f64;
    }
    sums
}

struct Level {
    order: usize,
    /// P(last | context) of the n-grams that are kept.
    kept: FxHashMap<u64, f64>,
    /// Back-off weights of the contexts of `kept`.
    weights: FxHashMap<u64, f64>,
}

/// P(last | context) by the levels that are kept.
fn evaluate(levels: &[Level], classes: &Classes, key: u64) -> f64 {
    let mut weight = 1.0;
    for level in levels.iter().rev() {
        let mask = if level.order == 4 { u64::MAX } else { (1u64 << (16 * level.order)) - 1 };
        let k = key & mask;
        if let Some(p) = level.kept.get(&k) {
            return weight * p;
        }
        if let Some(w) = level.weights.get(&(k >> 16)) {
            weight *= w;
        }
    }
    weight * classes.base((key >> 16) & 0xffff, key & 0xffff)
}

fn prune(counts: &Counts, classes: &Classes, slots: usize, model: &mut Model) {
    // How the slots are shared among the orders follows from one threshold for the worth of an n-gram; it is
    // lowered until the slots are full.
    let mut threshold = (4.0f64, 1000.0f64);
    let mut best = None;
    for _ in 0..12 {
        let t = (threshold.0 * threshold.1).sqrt();
        let levels = levels_above(counts, classes, t);
        let used: usize = levels.iter().map(|l| l.kept.len() + l.weights.len()).sum();
        eprintln!("threshold {t:.1}: {used} slots");
        if used > slots {
            threshold.0 = t;
        } else {
            threshold.1 = t;
            best = Some(levels);
            if used > slots * 99 / 100 {
                break;
            }
        }
    }
    let levels = best.expect("no threshold keeps the n-grams within the slots");
    let name = |key: u64, order: usize| {
        let mut chars = [0; 4];
        for i in 0..order {
            chars[3 - i] = counts.symbols[((key >> (16 * i)) & 0xffff) as usize];
        }
        chars
    };
    for level in &levels {
        eprintln!("order {}: {} n-grams, {} contexts", level.order, level.kept.len(), level.weights.len());
        let mut grams: Vec<Gram> = level
            .kept
            .iter()
            .map(|(&k, p)| Gram { chars: name(k, level.order), level: self::level(-p.log2()) })
            .collect();
        grams.sort_by_key(|g| g.chars);
        model.grams.extend(grams);
        let mut contexts: Vec<Gram> = level
            .weights
            .iter()
            .map(|(&k, w)| Gram { chars: name(k, level.order - 1), level: self::level(-w.log2()) })
            .collect();
        contexts.sort_by_key(|g| g.chars);
        model.contexts.extend(contexts);
    }
}

fn levels_above(counts: &Counts, classes: &Classes, threshold: f64) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for (order, grams) in [(2, &counts.bigrams), (3, &counts.trigrams), (4, &counts.fourgrams)] {
        let sums = sums(grams);
        let mut kept: FxHashMap<u64, f64> = FxHashMap::default();
        for (&key, &n) in grams {
            // An n-gram's worth can't exceed its count's share of some 12 bits, at the greatest weight.
            if (n as f64).powf(WORTH_POWER) * 30.0 < threshold {
                continue;
            }
            let s = sums[&(key >> 16)];
            let lower = evaluate(&levels, classes, key);
            let p = (n as f64 + s.types * lower) / (s.count + s.types);
            let backed_off = lower * s.types / (s.count + s.types);
            let classes_of = (0..order).map(|i| classes.of_symbol[((key >> (16 * i)) & 0xffff) as usize]);
            let weight = weight_of_all(classes_of);
            let worth = weight * (n as f64).powf(WORTH_POWER) * (p / backed_off.max(lower / 16.0)).log2();
            if worth > threshold {
                kept.insert(key, p);
            }
        }
        let mut left: FxHashMap<u64, (f64, f64)> = FxHashMap::default();
        for (&key, &p) in &kept {
            let l = left.entry(key >> 16).or_insert((1.0, 1.0));
            l.0 -= p;
            l.1 -= evaluate(&levels, classes, key);
        }
        let weights = left
            .into_iter()
            .map(|(k, (p, lower))| (k, p.max(1e-4) / lower.max(1e-3)))
            .map(|(k, w)| (k, w.clamp(2e-5, 1.0)))
            .collect();
        levels.push(Level { order, kept, weights });
    }
    levels
}
