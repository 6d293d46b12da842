//! The n-grams of the back-off model: interpolated Witten–Bell estimates, pruned by what each n-gram tells.

use demojibake::model::BIT;
use demojibake::model::class::{self, Class};
use demojibake::model::ngrams::{BACK_OFFS, GRAM_BITS, LEVELS};
use rustc_hash::FxHashMap;

use crate::count::{Counts, extend, mask};
use crate::estimate::{Classes, Context};
use crate::fuse::cells_per_key;

/// An n-gram's worth is its count to this power times the bits that it saves: below 1, so that what only a
/// small language has isn't crowded out.
const WORTH_POWER: f64 = 0.6;
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

/// What ideographs must have been counted, by the square root of their language's text, to have costs of their own.
const SEEN: f32 = 1.0;

/// Sums over a context: what was counted after it, and how much of it in types.
#[derive(Default, Clone, Copy)]
struct Sum {
    count: f64,
    types: f64,
}

/// The n-grams of one order that are kept.
#[derive(Default)]
struct Level {
    /// P(last | context) of the n-grams.
    kept: FxHashMap<u64, f64>,
    /// Back-off weights of the contexts, of those of `kept` and of those that must be known besides.
    weights: FxHashMap<u64, f64>,
}

struct Pruner<'c> {
    counts: &'c Counts,
    classes: &'c Classes,
    sums: [FxHashMap<u64, Sum>; 3],
}

/// Chooses the n-grams that tell most, as many as `bytes` hold with their contexts.
pub fn prune(counts: &Counts, classes: &Classes, bytes: usize) -> Vec<Context> {
    let sums = [0, 1, 2].map(|i| {
        let mut sums: FxHashMap<u64, Sum> = FxHashMap::default();
        for (&k, &n) in &counts.grams[i] {
            let s = sums.entry(k >> 16).or_default();
            s.count += n as f64;
            s.types += n.min(1.5) as f64;
        }
        sums
    });
    let pruner = Pruner { counts, classes, sums };
    // How the bytes are shared among the orders follows from one threshold for the worth of an n-gram; it is
    // lowered until they are full.
    let mut threshold = (4.0f64, 1000.0f64);
    let mut best = None;
    for _ in 0..12 {
        let t = (threshold.0 * threshold.1).sqrt();
        let levels = pruner.levels_above(t);
        let grams: usize = levels.iter().map(|l| l.kept.len()).sum();
        let contexts: usize = levels.iter().map(|l| l.weights.len()).sum();
        let cells = |keys: usize| keys as f64 * cells_per_key(keys);
        let used = (cells(grams) * GRAM_BITS as f64 + cells(contexts) * 4.0) / 8.0;
        eprintln!("threshold {t:.1}: {grams} n-grams, {contexts} contexts, {used:.0} bytes");
        if used > bytes as f64 {
            threshold.0 = t;
        } else {
            threshold.1 = t;
            best = Some(levels);
            if used > bytes as f64 * 0.995 {
                break;
            }
        }
    }
    pruner.contexts(&best.expect("no threshold keeps the n-grams within the bytes"))
}

impl Pruner<'_> {
    /// P(last | context) by the levels that are kept.
    fn evaluate(&self, levels: &[Level], key: u64) -> f64 {
        let mut weight = 1.0;
        for (i, level) in levels.iter().enumerate().rev() {
            let k = key & mask(i + 2);
            if let Some(p) = level.kept.get(&k) {
                return weight * p;
            }
            if let Some(w) = level.weights.get(&(k >> 16)) {
                weight *= w;
            }
        }
        weight * self.classes.base(self.counts, key >> 16 & 0xffff, key & 0xffff)
    }

    /// The interpolated estimate, what it would be without the n-gram, and what the levels below say.
    fn estimate(&self, levels: &[Level], key: u64, n: f32) -> (f64, f64, f64) {
        let s = self.sums[levels.len()][&(key >> 16)];
        let lower = self.evaluate(levels, key);
        let p = (n as f64 + s.types * lower) / (s.count + s.types);
        (p, lower * s.types / (s.count + s.types), lower)
    }

    fn levels_above(&self, threshold: f64) -> Vec<Level> {
        let mut levels: Vec<Level> = Vec::new();
        for order in 2..=4 {
            let mut level = Level::default();
            for (&key, &n) in &self.counts.grams[order - 2] {
                // An n-gram's worth can't exceed its count's share of some 12 bits, at the greatest weight.
                if (n as f64).powf(WORTH_POWER) * 30.0 < threshold {
                    continue;
                }
                let (p, backed_off, lower) = self.estimate(&levels, key, n);
                let classes = (0..order).map(|i| self.counts.classes[(key >> (16 * i) & 0xffff) as usize]);
                let weight = weight_of_all(classes);
                let worth = weight * (n as f64).powf(WORTH_POWER) * (p / backed_off.max(lower / 16.0)).log2();
                if worth > threshold {
                    level.kept.insert(key, p);
                }
            }
            levels.push(level);
            self.weigh(&mut levels);
        }
        self.close(levels)
    }

    /// Sets the back-off weights of the last level.
    fn weigh(&self, levels: &mut [Level]) {
        let (last, below) = levels.split_last_mut().expect("a level");
        let mut left: FxHashMap<u64, (f64, f64)> = FxHashMap::default();
        for (&key, &p) in &last.kept {
            let l = left.entry(key >> 16).or_insert((1.0, 1.0));
            l.0 -= p;
            l.1 -= self.evaluate(below, key);
        }
        for (context, (p, lower)) in left {
            last.weights.insert(context, (p.max(1e-4) / lower.max(1e-3)).clamp(2e-5, 1.0));
        }
    }

    /// Adds what the library relies on. It goes from context to context by the n-grams that it finds: a context must
    /// itself be an n-gram, and its shorter forms contexts.
    fn close(&self, levels: Vec<Level>) -> Vec<Level> {
        let mut kept: Vec<Vec<u64>> = levels.iter().map(|l| l.kept.keys().copied().collect()).collect();
        let mut known: Vec<FxHashMap<u64, f64>> = vec![FxHashMap::default(); 3];
        for order in (2..=4).rev() {
            for key in &kept[order - 2] {
                known[order - 2].insert(key >> 16, 1.0);
            }
            for context in known[order - 2].clone().into_keys() {
                if order > 2 {
                    if self.counts.grams[order - 3].contains_key(&context) {
                        kept[order - 3].push(context);
                    }
                    known[order - 3].insert(context & mask(order - 2), 1.0);
                }
            }
            // The last characters of each n-gram that the library takes for a context without asking.
            for key in kept[order - 2].clone() {
                let (context, length) = self.after(key, order);
                let mut sure = length - 1;
                while sure > 0 {
                    known[sure - 1].insert(context & mask(sure), 1.0);
                    sure -= 1;
                }
            }
        }
        // Contexts of the lower orders may have come from n-grams of them: once more from the top.
        for order in (3..=4).rev() {
            for context in known[order - 2].clone().into_keys() {
                known[order - 3].insert(context & mask(order - 2), 1.0);
            }
        }
        // Every character in it is known.
        for key in kept.iter().flatten() {
            for i in 0..4 {
                let symbol = key >> (16 * i) & 0xffff;
                if symbol != 0 {
                    known[0].insert(symbol, 1.0);
                }
            }
        }
        known[0].extend(self.ideographs().map(|symbol| (symbol, 1.0)));
        let mut closed: Vec<Level> = Vec::new();
        for (i, (mut keys, known)) in kept.into_iter().zip(known).enumerate() {
            keys.sort_unstable();
            keys.dedup();
            let kept = keys
                .iter()
                .map(|&key| (key, self.estimate(&closed, key, self.counts.grams[i][&key]).0))
                .collect();
            closed.push(Level { kept, weights: known });
            self.weigh(&mut closed);
        }
        closed
    }

    /// The ideographs and syllables that were seen more than once. They are known even where no n-gram has them: in the
    /// library only known characters have costs of their own, and `胜` and `맛` would cost what the rarest ones do.
    fn ideographs(&self) -> impl Iterator<Item = u64> {
        let symbols = self.counts.symbols.iter().zip(&self.counts.classes).enumerate();
        symbols
            .filter(|(_, (symbol, class))| {
                let seen = char::from_u32(**symbol).and_then(|c| self.counts.chars.get(&c));
                matches!(**class, class::HAN | class::HANGUL) && seen.is_some_and(|n| *n > SEEN)
            })
            .map(|(id, _)| id as u64)
    }

    /// The longest context after an n-gram, and its length.
    fn after(&self, key: u64, order: usize) -> (u64, usize) {
        let class = |i: usize| self.counts.classes[(key >> (16 * i) & 0xffff) as usize];
        extend(key >> 16, order - 1, class(1), key & 0xffff, class(0))
    }

    fn contexts(&self, levels: &[Level]) -> Vec<Context> {
        let symbol = |key: u64, i: usize| self.counts.symbols[(key >> (16 * i) & 0xffff) as usize];
        let mut out = Vec::new();
        for (i, level) in levels.iter().enumerate() {
            let mut after: FxHashMap<u64, Vec<(u32, u8)>> = FxHashMap::default();
            for (&key, p) in &level.kept {
                after.entry(key >> 16).or_default().push((symbol(key, 0), nearest(&LEVELS, -p.log2())));
            }
            eprintln!("order {}: {} n-grams, {} contexts", i + 2, level.kept.len(), level.weights.len());
            let mut contexts: Vec<Context> = level
                .weights
                .iter()
                .map(|(&key, w)| {
                    let mut after = after.remove(&key).unwrap_or_default();
                    after.sort_unstable();
                    let chars = (0..=i).rev().map(|i| symbol(key, i)).collect();
                    Context { chars, back_off: nearest(&BACK_OFFS, -w.log2()), after }
                })
                .collect();
            assert!(after.is_empty(), "n-grams without a context");
            contexts.sort_by(|a, b| a.chars.cmp(&b.chars));
            out.extend(contexts);
        }
        out
    }
}

fn nearest(levels: &[u16], bits: f64) -> u8 {
    let cost = bits * BIT as f64;
    (0..levels.len()).min_by_key(|&i| ((levels[i] as f64 - cost).abs() * 16.0) as i64).unwrap_or(0) as u8
}
