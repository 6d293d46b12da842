//! Documents that were garbled as a whole, letter for letter: their lines are taken as wholes, too.
//!
//! One letter for another is hard to tell in a word (`daá` for `daß`, `lÕaltro` for `l’altro`), and easy in a file whose
//! other letters are sure to be garbled by the same chain. What a line has of them is undone as far as it goes, and the
//! line as it stands must not be the better one by much.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::meeting;
use super::search::Hypothesis;
use crate::charset::{Charset, is_single_byte};
use crate::evidence::judge::Kind;
use crate::evidence::{cost, sureness};
use crate::hypothesis::reading::stray_byte;
use crate::letters::is_letter;
use crate::model::{BIT, START};
use crate::settings::{Limits, Support};

/// The runs that such a document has at least.
const MANY: usize = 8;
/// The share of the letters that the mix-up changes which its runs have, in hundredths: files of Hungarian, where one
/// letter in two could as well be good, have 63 or more.
const SHARE: usize = 50;
/// What is known of a line of such a document beforehand, in bits, and more by the share of the letters that stand in runs
/// then, in hundredths: little where good text may stand among the garbled lines (`”hypertrådar”` isn't `öhypertrådar”`), more where
/// nearly all of the text turns out to be garbled, as it then does (`Er muá es doch gesehen haben`).
const PRIOR: i32 = 3 * BIT;
const MORE: [(usize, i32); 2] = [(80, 7 * BIT), (90, 12 * BIT)];

/// Adds what else of a document is garbled if the chosen hypotheses say that all of it is.
pub(super) fn complete(text: &str, chosen: Vec<Hypothesis>, limits: &Limits) -> Vec<Hypothesis> {
    if limits.support == Support::None {
        return chosen;
    }
    let Some((mixup, letters)) = mixup(text, &chosen) else { return chosen };
    let undone = undo_lines(text, &mixup, &chosen);
    let beaten = |h: &Hypothesis| {
        let first = chosen.partition_point(|c| c.range.end <= h.range.start);
        let meeting = chosen[first..].iter().take_while(|c| c.range.start < h.range.end);
        meeting.filter(|c| c.chain != h.chain).any(|c| c.net > h.net)
    };
    let with = |prior| {
        let sure = |h: &Hypothesis| {
            let (net, confidence) = (h.net + prior, sureness((h.net + prior) as f32 / BIT as f32));
            let sure = net > 0 && confidence >= limits.min_confidence;
            sure.then(|| Hypothesis { net, confidence, ..h.clone() }).filter(|h| !beaten(h))
        };
        let may_change = |h: &&Hypothesis| limits.may_change(&text[h.range.clone()]);
        let mut lines: Vec<Hypothesis> = undone.iter().filter(may_change).filter_map(sure).collect();
        let apart = |h: &&Hypothesis| meeting(&lines, |h| h.range.clone(), &h.range).is_none();
        let others: Vec<Hypothesis> = chosen.iter().filter(apart).cloned().collect();
        lines.extend(others);
        lines.sort_by_key(|h| h.range.start);
        lines
    };
    let mut all = with(PRIOR);
    for (least, prior) in MORE {
        if share_of(inside(text, &mixup, all.iter()), letters) >= least {
            all = with(prior);
        }
    }
    all
}

/// A mix-up of charsets in which each byte is a character, beyond ASCII.
struct MixUp<'h> {
    /// One of its hypotheses.
    example: &'h Hypothesis,
}

impl MixUp<'_> {
    /// What it made a character of; `None` where it can't have made it.
    fn undo(&self, c: char) -> Option<char> {
        if c.is_ascii() {
            return Some(c);
        }
        let (truth, wrong) = self.example.chain[0];
        let own = wrong.bytes_of(c).map(|bytes| bytes.as_slice()[0]);
        // VISCII's letters among the controls of ASCII stay
        let byte = own.or_else(|| stray_byte(wrong, c)).filter(|byte| !byte.is_ascii())?;
        truth.char_at(&[byte]).map(|c| c.0)
    }

    /// Whether it takes Latin letters for Latin letters.
    fn is_latin(&self) -> bool {
        self.example.features.is_of(Kind::LetterForLetter)
    }

    /// How many characters of a text it can have made of others.
    fn count(&self, text: &str) -> usize {
        let others = |c: char| self.undo(c).is_some_and(|other| other != c);
        text.chars().filter(|c| !c.is_ascii() && others(*c)).count()
    }

    /// How many characters of a text it can't have made: these weren't garbled by it.
    fn foreign(&self, text: &str) -> usize {
        text.chars().filter(|c| self.undo(*c).is_none()).count()
    }
}

/// The mix-up that garbled a document as a whole, and how many letters the text has that it changes or can't have made.
fn mixup<'h>(text: &str, chosen: &'h [Hypothesis]) -> Option<(MixUp<'h>, usize)> {
    let mut counts: Vec<(&Hypothesis, usize)> = Vec::new();
    for h in chosen.iter().filter(|h| is_letter_for_letter(h)) {
        match counts.iter_mut().find(|c| c.0.chain == h.chain) {
            Some(count) => count.1 += 1,
            None => counts.push((h, 1)),
        }
    }
    let (example, _) = counts.into_iter().filter(|c| c.1 >= MANY).max_by_key(|c| c.1)?;
    let mixup = MixUp { example };
    let letters = mixup.count(text) + mixup.foreign(text);
    (share_of(inside(text, &mixup, chosen.iter()), letters) >= SHARE).then_some((mixup, letters))
}

/// The share of the letters of a text that a mix-up changes which stand in these runs of it, in hundredths; `None` where it
/// doesn't go letter for letter.
pub(super) fn share(text: &str, runs: &[&Hypothesis]) -> Option<usize> {
    let mixup = MixUp { example: runs.first().filter(|h| is_letter_for_letter(h))? };
    Some(share_of(inside(text, &mixup, runs.iter().copied()), mixup.count(text)))
}

/// How many letters that a mix-up changes stand in its runs.
fn inside<'h>(text: &str, mixup: &MixUp, runs: impl Iterator<Item = &'h Hypothesis>) -> usize {
    let own = runs.filter(|h| h.chain == mixup.example.chain);
    own.map(|h| mixup.count(&text[h.range.clone()])).sum()
}

/// In hundredths.
fn share_of(part: usize, all: usize) -> usize {
    100 * part / all.max(1)
}

/// Whether it's a mix-up of charsets in which each byte is a character, and ASCII is itself, as in all but EBCDIC.
fn is_letter_for_letter(h: &Hypothesis) -> bool {
    let letters = |c: Charset| is_single_byte(c) && c.char_at(b"a") == Some(('a', 1));
    h.restored.is_empty() && matches!(h.chain[..], [(truth, wrong)] if letters(truth) && letters(wrong))
}

/// The parts of lines that the mix-up can have made, undone, with what they gain.
fn undo_lines(text: &str, mixup: &MixUp, chosen: &[Hypothesis]) -> Vec<Hypothesis> {
    let judged = |part: Part| judge(text, part, mixup);
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
            found.extend(parts(text, from..h.range.start, mixup).into_iter().filter_map(judged));
            from = h.range.end;
        }
        found.extend(parts(text, from..range.end, mixup).into_iter().filter_map(judged));
    }
    found
}

/// A part of a line that changes, and what it becomes.
struct Part {
    range: Range<usize>,
    after: String,
}

/// The parts of a range that the mix-up can have made, without what stays the same at their ends.
fn parts(text: &str, range: Range<usize>, mixup: &MixUp) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    // the last part may go on
    let mut open = false;
    let mut same = String::new();
    for (i, c) in text.get(range.clone()).unwrap_or_default().char_indices() {
        let at = range.start + i;
        match mixup.undo(c) {
            None => open = false,
            Some(other) if other == c => same.push(c),
            Some(other) => {
                match parts.last_mut().filter(|_| open) {
                    Some(part) => part.after.push_str(&same),
                    None => parts.push(Part { range: at..at, after: String::new() }),
                }
                open = true;
                same.clear();
                if let Some(part) = parts.last_mut() {
                    part.after.push(other);
                    part.range.end = at + c.len_utf8();
                }
            }
        }
    }
    parts
}

/// A part undone, with what it gains; `None` where it can't be what was written.
fn judge(text: &str, part: Part, mixup: &MixUp) -> Option<Hypothesis> {
    let Part { range, after } = part;
    let line = |c: &char| *c != '\n';
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let head: String = before.chars().rev().take(CONTEXT).take_while(line).collect();
    let head = || head.chars().rev();
    let tail = || behind.chars().take(REACH).take_while(line);
    let control = |c: char| matches!(c, '\u{80}'..='\u{9f}');
    let in_word = || is_in_word(head().next_back(), &after, tail().next());
    if after.contains(control) || !mixup.is_latin() && !in_word() {
        return None;
    }
    let context = cost(START, head()).1;
    let bits = |middle: &str| cost(context, middle.chars().chain(tail())).0;
    let net = bits(&text[range.clone()]) - bits(&after);
    Some(Hypothesis { range, after, net, ..mixup.example.clone() })
}

/// Whether letters of another script are several, or one that makes a word with what stands beside it: a sign is no letter
/// by itself (`вход».` isn't `входИ.`, nor `—` С, but `‚се` is Все).
fn is_in_word(before: Option<char>, letters: &str, after: Option<char>) -> bool {
    let mut letters = letters.chars().filter(|c| is_letter(*c));
    let letter = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && is_letter(c));
    match (letters.next(), letters.next()) {
        (Some(c), None) => letter(after) || letter(before) && !c.is_uppercase(),
        (first, _) => first.is_some(),
    }
}

/// Characters before a part that it depends on; with all of a long line the work would grow with its square.
const CONTEXT: usize = 8;
/// Characters behind a part that know of it.
const REACH: usize = 4;
