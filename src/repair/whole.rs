//! Documents that were garbled as a whole, letter for letter: their lines are taken as wholes, too.
//!
//! One letter for another is hard to tell in a word (`daá` for `daß`, `lÕaltro` for `l’altro`), and easy in a file whose
//! other letters are sure to be garbled by the same chain. What a line has of them is undone as far as it goes, and the
//! line as it stands must not be the better one by much.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::meets;
use super::search::Hypothesis;
use crate::charset::is_single_byte;
use crate::evidence::{cost, sureness};
use crate::letters::is_letter;
use crate::model::{BIT, START};
use crate::settings::{Limits, Support};

/// The runs that such a document has at least.
const MANY: usize = 8;
/// The share of the letters that the mix-up changes which its runs have, in hundredths: files of Hungarian, where one
/// letter in two could as well be good, have 63 or more.
const SHARE: usize = 50;
/// What is known of a line of such a document beforehand, in bits.
const PRIOR: i32 = 8 * BIT;

/// Adds what else of a document is garbled if the chosen hypotheses say that all of it is.
pub(super) fn complete(text: &str, chosen: Vec<Hypothesis>, limits: &Limits) -> Vec<Hypothesis> {
    if limits.support == Support::None {
        return chosen;
    }
    let Some(mixup) = mixup(text, &chosen) else { return chosen };
    let mut lines = undo_lines(text, &mixup, &chosen, limits);
    lines.retain(|h| limits.may_change(&text[h.range.clone()]));
    let mut all: Vec<Hypothesis> =
        chosen.into_iter().filter(|h| meeting(&lines, &h.range).is_none()).collect();
    all.append(&mut lines);
    all.sort_by_key(|h| h.range.start);
    all
}

/// The first of these hypotheses, which are in order, that meets a range.
fn meeting<'h>(all: &'h [Hypothesis], range: &Range<usize>) -> Option<&'h Hypothesis> {
    let next = all.partition_point(|h| h.range.end <= range.start);
    all.get(next).filter(|h| meets(&h.range, range))
}

/// A mix-up of charsets in which each byte is a character, beyond ASCII.
struct MixUp<'h> {
    /// One of its hypotheses.
    example: &'h Hypothesis,
    /// What it can have made, and of what, sorted.
    made: Vec<(char, Option<char>)>,
}

impl<'h> MixUp<'h> {
    fn of(example: &'h Hypothesis) -> MixUp<'h> {
        let (truth, wrong) = example.chain[0];
        let meant = |byte: u8| truth.char_at(&[byte]).map(|c| c.0);
        let made = |byte: u8| wrong.char_at(&[byte]).map(|(c, _)| (c, meant(byte)));
        let mut all: Vec<_> = (0x80..=0xff).filter_map(made).collect();
        // windows-1252 is often read as Latin-1, whose controls these are
        let controls = |all: &[(char, Option<char>)]| {
            let new = |byte: &u8| !all.iter().any(|m| m.0 == char::from(*byte));
            (0x80..0xa0).filter(new).map(|byte| (char::from(byte), meant(byte))).collect::<Vec<_>>()
        };
        let controls = controls(&all);
        all.extend(controls);
        all.sort_unstable();
        MixUp { example, made: all }
    }

    /// What it made a character of; `None` where it can't have made it.
    fn undo(&self, c: char) -> Option<char> {
        if c.is_ascii() {
            return Some(c);
        }
        self.made.binary_search_by_key(&c, |made| made.0).ok().and_then(|i| self.made[i].1)
    }

    /// How many letters of a text it changes, and controls, which stand for letters in text read as Latin-1.
    fn count(&self, text: &str) -> usize {
        let counts = |c: char| !c.is_ascii() && (is_letter(c) || c.is_control());
        text.chars().filter(|c| counts(*c) && self.undo(*c) != Some(*c)).count()
    }
}

/// The mix-up that garbled a document as a whole.
fn mixup<'h>(text: &str, chosen: &'h [Hypothesis]) -> Option<MixUp<'h>> {
    let mut counts: Vec<(&Hypothesis, usize)> = Vec::new();
    for h in chosen.iter().filter(|h| is_letter_for_letter(h)) {
        match counts.iter_mut().find(|c| c.0.chain == h.chain) {
            Some(count) => count.1 += 1,
            None => counts.push((h, 1)),
        }
    }
    let (example, _) = counts.into_iter().filter(|c| c.1 >= MANY).max_by_key(|c| c.1)?;
    let runs: Vec<&Hypothesis> = chosen.iter().filter(|h| h.chain == example.chain).collect();
    share(text, &runs).is_some_and(|share| share >= SHARE).then(|| MixUp::of(example))
}

/// The share of the letters of a text that a mix-up changes which stand in these runs of it, in hundredths; `None` where it
/// doesn't go letter for letter.
pub(super) fn share(text: &str, runs: &[&Hypothesis]) -> Option<usize> {
    let mixup = MixUp::of(runs.first().filter(|h| is_letter_for_letter(h))?);
    let inside: usize = runs.iter().map(|h| mixup.count(&text[h.range.clone()])).sum();
    Some(100 * inside / mixup.count(text).max(1))
}

fn is_letter_for_letter(h: &Hypothesis) -> bool {
    h.chain.len() == 1
        && h.restored.is_empty()
        && is_single_byte(h.chain[0].0)
        && is_single_byte(h.chain[0].1)
}

/// The parts of lines that the mix-up can have made, undone, where that reads well enough.
fn undo_lines(text: &str, mixup: &MixUp, chosen: &[Hypothesis], limits: &Limits) -> Vec<Hypothesis> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        if line.is_ascii() {
            continue;
        }
        let other = |h: &&Hypothesis| !is_letter_for_letter(h);
        let first = chosen.partition_point(|h| h.range.end <= range.start);
        let last = chosen.partition_point(|h| h.range.start < range.end);
        let mut from = range.start;
        // what is something else isn't this
        for h in chosen[first..last].iter().filter(other) {
            undo(text, from..h.range.start, mixup, limits, &mut found);
            from = h.range.end;
        }
        undo(text, from..range.end, mixup, limits, &mut found);
    }
    found
}

/// The same of a part of a line.
fn undo(text: &str, part: Range<usize>, mixup: &MixUp, limits: &Limits, found: &mut Vec<Hypothesis>) {
    let Some(line) = text.get(part.clone()) else { return };
    let (mut after, mut range) = (String::new(), None::<Range<usize>>);
    let mut end = |range: &mut Option<Range<usize>>, after: &mut String, changed: usize| {
        if let Some(range) = range.take() {
            found.extend(judge(text, range, &after[..changed], mixup, limits));
        }
        after.clear();
    };
    let mut changed = 0;
    for (i, c) in line.char_indices() {
        let at = part.start + i;
        match mixup.undo(c) {
            None => end(&mut range, &mut after, changed),
            Some(other) => {
                if other != c {
                    let start = range.as_ref().map_or(at, |r| r.start);
                    range = Some(start..at + c.len_utf8());
                }
                if range.is_some() {
                    after.push(other);
                }
                if other != c {
                    changed = after.len();
                }
            }
        }
    }
    end(&mut range, &mut after, changed);
}

fn judge(text: &str, range: Range<usize>, after: &str, mixup: &MixUp, limits: &Limits) -> Option<Hypothesis> {
    let line = crate::lines::of(text, &range);
    let (head, tail) = (&text[line.start..range.start], &text[range.end..line.end]);
    let bits = |middle: &str| cost(START, head.chars().chain(middle.chars()).chain(tail.chars().take(4))).0;
    let gain = bits(&text[range.clone()]) - bits(after) + PRIOR;
    let confidence = sureness(gain as f32 / BIT as f32);
    (confidence >= limits.min_confidence).then(|| Hypothesis {
        range,
        after: after.into(),
        net: gain,
        confidence,
        ..mixup.example.clone()
    })
}
