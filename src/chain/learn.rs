//! A bad and a good text to the chains that lead from one to the other.
//!
//! Text and bytes take turns along a chain: good, its bytes, the next text, …, the bytes of bad, bad. The search
//! starts at both ends and meets in the middle, at the bytes of the second of three mix-ups, so that three mix-ups
//! cost no more than two would: a few ten thousand conversions of the text, where walking every chain would be many
//! thousand millions.

use alloc::string::String;
use alloc::vec::Vec;

use super::garble::{bytes_in_wrong, decode_wrong};
use super::{Chain, MixUp};
use crate::charset::{Charset, Holes};
use crate::hash::hash;
use crate::hypothesis::mixups::{self, SIDES};

/// How many chains are given back: those that many charsets agree on are many, and nobody reads more.
const MOST_CHAINS: usize = 20;
/// How many chains are proved on the whole text, and how many are looked at to find the most usual of them.
const MOST_CANDIDATES: usize = 2000;
const MOST_FOUND: usize = 1 << 20;
/// How many bytes of text may be converted: three mix-ups on 500 bytes.
const WORK: usize = 1 << 26;
/// Of a text of many lines, this many bytes of lines that differ are searched; the rest is for the proof.
const SAMPLE: usize = 300;
/// The price of a mix-up that the engine doesn't think of, in bits: more than any other.
const UNUSUAL: i32 = 24;

/// Charsets that differ in little, with the one that is named where they don't.
const SAME: [(Charset, Charset); 4] = [
    (Charset::CESU_8, Charset::UTF_8),
    (Charset::JAVA_UTF_8, Charset::UTF_8),
    (Charset::GB18030, Charset::GBK),
    (Charset::WINDOWS_950, Charset::BIG5),
];

impl Chain {
    /// The chains of up to three mix-ups that undo `bad` to `good`: each of them
    /// [ungarbles](Chain::ungarble) one to the other. The shortest only, at most 20: first those that also
    /// [garble](Chain::garble) `good` to exactly `bad`, and the more usual first.
    ///
    /// All [charsets](Charset::all) are thought of. A short pair says little, and many charsets agree on it: give a
    /// few words with different letters. Where two charsets differ in a few rare characters only and not in these
    /// texts (UTF-8 and CESU-8, GBK and GB 18030, Big5 and its Windows form), the usual one is named.
    ///
    /// Nothing comes back for two equal texts, when the texts don't belong together from end to end, when something
    /// was lost, or when the work, which has a limit, is too much: some 500 bytes for three mix-ups, more for fewer.
    /// Of texts with as many lines as each other only a few lines that differ count as that, so these may be long.
    ///
    /// ```
    /// use demojibake::Chain;
    ///
    /// let chains = Chain::learn("Ã©tÃ©, NoÃ«l", "été, Noël");
    /// assert_eq!(chains[0].to_string(), "utf-8>windows-1252");
    /// let chains = Chain::learn("РџСЂРёРІРµС‚", "Привет");
    /// assert_eq!(chains[0].to_string(), "utf-8>windows-1251");
    /// assert!(Chain::learn("été", "hiver").is_empty());
    /// ```
    pub fn learn(bad: &str, good: &str) -> Vec<Chain> {
        if bad == good {
            return Vec::new();
        }
        let proved = |mut found: Vec<Chain>| {
            let mut work = WORK / (bad.len() + good.len());
            found.retain(|chain| {
                work = work.saturating_sub(2 * chain.mix_ups.len());
                work > 0 && chain.ungarble(bad).is_ok_and(|text| text == good)
            });
            // those that give back C1 controls too, before those that only take them
            found.sort_by_cached_key(|chain| !chain.garble(good).is_ok_and(|text| text == bad));
            found.truncate(MOST_CHAINS);
            found
        };
        if let Some((some_bad, some_good)) = sample(bad, good) {
            let found = proved(search(&some_bad, &some_good));
            if !found.is_empty() {
                return found;
            }
        }
        proved(search(bad, good))
    }
}

/// A few lines that differ, when there are more.
fn sample(bad: &str, good: &str) -> Option<(String, String)> {
    if bad.len() <= SAMPLE || bad.lines().count() != good.lines().count() {
        return None;
    }
    let (mut some_bad, mut some_good) = (String::new(), String::new());
    for (b, g) in bad.lines().zip(good.lines()).filter(|(b, g)| b != g) {
        if !some_bad.is_empty() && some_bad.len() + b.len() > SAMPLE {
            break;
        }
        for (to, from) in [(&mut some_bad, b), (&mut some_good, g)] {
            to.push_str(from);
            to.push('\n');
        }
    }
    (some_bad.len() < bad.len()).then_some((some_bad, some_good))
}

fn price(mix_up: MixUp) -> i32 {
    let side = |charset| SIDES.iter().find(|s| s.charset == charset);
    let known = side(mix_up.truth).zip(side(mix_up.wrong));
    known.and_then(|(truth, wrong)| mixups::price(truth, wrong)).unwrap_or(UNUSUAL)
}

/// A text or the bytes of one, and every way that leads to it.
struct Node<T, W> {
    value: T,
    ways: Vec<W>,
}

fn add<T: PartialEq, W>(nodes: &mut Vec<Node<T, W>>, value: T, way: W) {
    match nodes.iter_mut().find(|n| n.value == value) {
        Some(node) => node.ways.push(way),
        None => nodes.push(Node { value, ways: alloc::vec![way] }),
    }
}

/// What every charset makes of something, one of [`SAME`] only where it differs; and what that costs.
fn by_charset<T: PartialEq>(
    work: &mut usize,
    length: usize,
    mut convert: impl FnMut(Charset) -> Option<T>,
) -> Vec<(Charset, T)> {
    let mut out: Vec<(Charset, T)> = Vec::new();
    for charset in Charset::all() {
        if *work < length {
            break;
        }
        *work -= length;
        let Some(value) = convert(charset) else { continue };
        let usual = SAME.iter().find(|s| s.0 == charset).map(|s| s.1);
        if out.iter().all(|(c, v)| Some(*c) != usual || *v != value) {
            out.push((charset, value));
        }
    }
    out
}

/// The candidates, of which only the most usual are kept.
struct Found {
    chains: Vec<(i32, Chain)>,
    /// How many more are looked at.
    work: usize,
}

impl Found {
    fn keep(&mut self, mix_ups: &[MixUp]) {
        if self.work == 0 || mix_ups.iter().any(|m| m.truth == m.wrong) {
            return;
        }
        self.work -= 1;
        self.chains.push((mix_ups.iter().map(|m| price(*m)).sum(), Chain::new(mix_ups.to_vec())));
        if self.chains.len() >= 2 * MOST_CANDIDATES {
            self.chains.sort_by_key(|c| c.0);
            self.chains.truncate(MOST_CANDIDATES);
        }
    }

    /// Keeps these mix-ups with every way from the text after them to the bad one.
    fn keep_joined(&mut self, first: &[MixUp], last: &Text, last_bytes: &[Bytes]) {
        for (truth, i) in &last.ways {
            for wrong in last_bytes.get(*i).map(|n| &n.ways).into_iter().flatten() {
                let mut mix_ups = first.to_vec();
                mix_ups.push(MixUp::new(*truth, *wrong));
                self.keep(&mix_ups);
            }
        }
    }

    fn sorted(mut self) -> Vec<Chain> {
        self.chains.sort_by_key(|c| c.0);
        self.chains.into_iter().map(|c| c.1).collect()
    }
}

/// Bytes, and the charsets that give them.
type Bytes = Node<Vec<u8>, Charset>;
/// A text, and the charsets and [`Bytes`] that give it.
type Text = Node<String, (Charset, usize)>;

/// The shortest chains between two texts, the more usual first.
fn search(bad: &str, good: &str) -> Vec<Chain> {
    let mut work = WORK;
    let work = &mut work;
    let mut found = Found { chains: Vec::new(), work: MOST_FOUND };

    // from bad: its bytes by the last wrong charset, and the texts that those are
    let mut last_bytes: Vec<Bytes> = Vec::new();
    for (wrong, bytes) in by_charset(work, bad.len(), |c| bytes_in_wrong(bad, c).ok()) {
        add(&mut last_bytes, bytes, wrong);
    }
    let mut last_texts: Vec<Text> = Vec::new();
    for (i, node) in last_bytes.iter().enumerate() {
        for (truth, text) in by_charset(work, bad.len(), |c| c.decode(&node.value, Holes::Strict).ok()) {
            if text == good {
                node.ways.iter().for_each(|wrong| found.keep(&[MixUp::new(truth, *wrong)]));
            } else if text != bad {
                add(&mut last_texts, text, (truth, i));
            }
        }
    }
    if !found.chains.is_empty() {
        return found.sorted();
    }

    // from good: its bytes by the first true charset; those of the texts before bad may be the same
    let mut first_bytes: Vec<Bytes> = Vec::new();
    for (truth, bytes) in by_charset(work, good.len(), |c| c.reverse(good, Holes::Strict).ok()) {
        add(&mut first_bytes, bytes, truth);
    }
    let mut middle_bytes: Vec<(u64, usize, Charset)> = Vec::new();
    for (i, last) in last_texts.iter().enumerate() {
        for (wrong, bytes) in by_charset(work, last.value.len(), |c| bytes_in_wrong(&last.value, c).ok()) {
            for truth in first_bytes.iter().filter(|n| n.value == bytes).flat_map(|n| &n.ways) {
                found.keep_joined(&[MixUp::new(*truth, wrong)], last, &last_bytes);
            }
            middle_bytes.push((hash(&bytes), i, wrong));
        }
    }
    if !found.chains.is_empty() {
        return found.sorted();
    }

    // the texts after the first mix-up: their bytes may be those of the texts before the last one
    middle_bytes.sort_unstable_by_key(|m| m.0);
    let mut first_texts: Vec<Text> = Vec::new();
    for (i, node) in first_bytes.iter().enumerate() {
        for (wrong, text) in by_charset(work, good.len(), |c| decode_wrong(&node.value, c).ok()) {
            if text != good && text != bad {
                add(&mut first_texts, text, (wrong, i));
            }
        }
    }
    for first in &first_texts {
        for (truth, bytes) in
            by_charset(work, first.value.len(), |c| c.reverse(&first.value, Holes::Strict).ok())
        {
            let key = hash(&bytes);
            let start = middle_bytes.partition_point(|m| m.0 < key);
            for (_, i, wrong) in middle_bytes.iter().skip(start).take_while(|m| m.0 == key) {
                let Some(last) = last_texts.get(*i) else { continue };
                for (first_wrong, n) in &first.ways {
                    for first_truth in first_bytes.get(*n).map(|n| &n.ways).into_iter().flatten() {
                        let first = [MixUp::new(*first_truth, *first_wrong), MixUp::new(truth, *wrong)];
                        found.keep_joined(&first, last, &last_bytes);
                    }
                }
            }
        }
    }
    found.sorted()
}
