//! From counts to a model: classes, characters and case here, the n-grams in `prune.rs`.

use demojibake::model::class;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::count::Counts;
use crate::prune::prune;
use crate::unicode;

/// Share of a class's probability that goes to those of its characters that were never seen, at least and at most.
const UNSEEN: (f64, f64) = (0.01, 0.3);
/// Share of the words that are counted once more in upper case, so that headlines are text too: measured on
/// upper-case development texts.
const UPPER_SHARE: f32 = 0.05;

/// Bits that emoji cost at the most before the first one of them, in messages, documents and the output of programs: at a
/// line's start or behind a blank, and behind anything else.
const EMOJI_APART: u8 = 10;
const EMOJI_JOINED: u8 = 13;
/// Bits that anything costs at the most behind one.
const BEHIND_EMOJI: u8 = 9;
/// Classes of what good text doesn't have.
const BROKEN: [class::Class; 4] = [class::C1, class::PRIVATE, class::REPLACEMENT, class::UNASSIGNED];

/// What is packed: everything in bits or levels.
#[derive(Default)]
pub struct Model {
    /// Every character that n-grams know, with its cost in its class, in eighths of a bit.
    pub chars: Vec<(char, u8)>,
    /// For each class: the cost of any other character of it.
    pub rare: Vec<u8>,
    /// Class after class, in eighths of a bit.
    pub classes: Vec<u8>,
    /// Shape × case, in eighths of a bit.
    pub cases: Vec<u8>,
    /// The known contexts, each with what stands after it.
    pub contexts: Vec<Context>,
}

impl Model {
    /// Emoji as usual as they are outside the training texts, each in its class.
    pub fn know_emoji(&mut self, costs: impl Iterator<Item = (char, u8)>) {
        let mut most = |before: class::Class, after: class::Class, bits: u8| {
            if let Some(cost) = self.classes.get_mut(before as usize * class::COUNT + after as usize) {
                *cost = (8 * bits).min(*cost);
            }
        };
        for class in (0..class::COUNT as class::Class).filter(|c| !BROKEN.contains(c)) {
            let apart = class <= class::BLANK;
            most(class, class::EMOJI, if apart { EMOJI_APART } else { EMOJI_JOINED });
            most(class::EMOJI, class, BEHIND_EMOJI);
        }
        for (c, cost) in costs {
            match self.chars.iter_mut().find(|known| known.0 == c) {
                Some(known) => known.1 = known.1.min(cost),
                None => {
                    self.chars.push((c, cost));
                    // of known characters the n-gram tables are asked for what follows
                    self.contexts.push(Context { chars: vec![c as u32], back_off: 0, after: Vec::new() });
                }
            }
        }
    }
}

/// A context of one to three folded characters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Context {
    pub chars: Vec<u32>,
    /// An index into [`BACK_OFFS`](demojibake::model::ngrams::BACK_OFFS).
    pub back_off: u8,
    /// Characters after it, with an index into [`LEVELS`](demojibake::model::ngrams::LEVELS).
    pub after: Vec<(u32, u8)>,
}

fn eighths(p: f64) -> u8 {
    (-p.log2() * 8.0).round().clamp(0.0, 160.0) as u8
}

/// The level below the n-grams: class after class × character in class.
pub struct Classes {
    /// P(class | class).
    after: Vec<f64>,
    /// P(folded character | class), for each symbol.
    inside: Vec<f64>,
}

impl Classes {
    /// P(symbol | the last symbol of the context).
    pub fn base(&self, counts: &Counts, context: u64, symbol: u64) -> f64 {
        let (a, b) = (counts.classes[(context & 0xffff) as usize], counts.classes[symbol as usize]);
        self.after[a as usize * class::COUNT + b as usize] * self.inside[symbol as usize]
    }
}

/// Estimates the model; n-grams and contexts take at most `bytes`.
pub fn estimate(counts: &Counts, bytes: usize) -> Model {
    let classes = class_level(counts);
    let contexts = prune(counts, &classes, bytes);
    let (chars, rare) = char_level(counts, &contexts);
    Model {
        chars,
        rare,
        classes: classes.after.iter().map(|&p| eighths(p)).collect(),
        cases: case_level(counts),
        contexts,
    }
}

fn class_level(counts: &Counts) -> Classes {
    let n = class::COUNT;
    // P(class | class): Witten–Bell towards the classes' own frequencies, those towards uniform.
    let mut pairs = vec![0.0f64; n * n];
    for (&k, &c) in &counts.grams[0] {
        let class = |id: u64| counts.classes[(id & 0xffff) as usize] as usize;
        pairs[class(k >> 16) * n + class(k)] += c as f64;
    }
    // A line begins as after a space, where both are counted.
    pairs.copy_within(class::SPACE as usize * n..(class::SPACE as usize + 1) * n, class::BREAK as usize * n);
    let mut single = vec![0.0; n];
    for row in pairs.chunks(n).skip(1) {
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
    // P(folded character | class).
    let mut sums = vec![0.0f64; n];
    let mut types = vec![0.0f64; n];
    let folded = folded(counts);
    for (symbol, class) in counts.symbols.iter().zip(&counts.classes) {
        let count = folded.get(symbol).copied().unwrap_or(0.0);
        sums[*class as usize] += count;
        types[*class as usize] += (count > 0.0) as u8 as f64;
    }
    let inside = counts.symbols.iter().zip(&counts.classes).map(|(symbol, &class)| {
        let class = class as usize;
        let share = 1.0 - (types[class] / sums[class].max(1e-9)).clamp(UNSEEN.0, UNSEEN.1);
        (share * folded.get(symbol).copied().unwrap_or(0.0) / sums[class].max(1e-9)).max(1e-9)
    });
    Classes { after, inside: inside.collect() }
}

/// How often each folded character was seen: case is modelled apart.
fn folded(counts: &Counts) -> FxHashMap<u32, f64> {
    let mut folded = FxHashMap::default();
    for (&c, &k) in &counts.chars {
        *folded.entry(crate::count::fold(c)).or_insert(0.0) += k as f64;
    }
    folded
}

/// Nothing beyond has been given a meaning but private use and tags.
const ALL: u32 = 0x3_3480;

/// The costs of characters in their classes: those that n-grams know, and of each class any other one.
fn char_level(counts: &Counts, contexts: &[Context]) -> (Vec<(char, u8)>, Vec<u8>) {
    let n = class::COUNT;
    let known: FxHashSet<u32> = contexts.iter().filter(|c| c.chars.len() == 1).map(|c| c.chars[0]).collect();
    let folded = folded(counts);
    // For each class what was seen of all its characters, and of the known ones; and how many aren't known.
    let (mut seen, mut sums, mut types, mut rest) = (vec![0.0; n], vec![0.0; n], vec![0.0; n], vec![0.0; n]);
    for c in ('\0'..=char::MAX).filter(|c| (*c as u32) < ALL) {
        let class = unicode::class_of(c) as usize;
        let f = crate::count::fold(c);
        let is_known = known.contains(&f);
        rest[class] += !is_known as u8 as f64;
        if let (true, Some(&count)) = (f == c as u32, folded.get(&f)) {
            seen[class] += count;
            sums[class] += if is_known { count } else { 0.0 };
            types[class] += 1.0;
        }
    }
    let share: Vec<f64> = (0..n)
        .map(|i| {
            let unseen = (types[i] / f64::max(seen[i], 1e-9)).clamp(UNSEEN.0, UNSEEN.1);
            (1.0 - unseen) * sums[i] / f64::max(seen[i], 1e-9)
        })
        .collect();
    let rare: Vec<u8> = (0..n).map(|i| eighths((1.0 - share[i]) / f64::max(rest[i], 1.0))).collect();
    let mut chars = Vec::new();
    for c in ('\0'..=char::MAX).filter(|c| (*c as u32) < ALL) {
        let f = crate::count::fold(c);
        if known.contains(&f) {
            let class = char::from_u32(f).map_or(class::UNASSIGNED, unicode::class_of) as usize;
            let p = share[class] * folded.get(&f).copied().unwrap_or(0.0) / f64::max(sums[class], 1e-9);
            chars.push((c, eighths(p).min(rare[unicode::class_of(c) as usize])));
        }
    }
    (chars, rare)
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
