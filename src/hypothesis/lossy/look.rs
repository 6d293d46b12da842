//! A quick look at whether a wrong charset leaves UTF-8 with gaps: what doesn't is not worth a closer one.

use super::Manner;
use super::single::capital;
use crate::charset::{Charset, Kind};
use crate::hypothesis::Sym;
use crate::hypothesis::reading::first_byte;
use crate::hypothesis::sides::Sides;
use crate::model::BIT;

/// What a wrong charset makes of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Look {
    /// Characters of UTF-8 of which all bytes stand there.
    pub(crate) complete: u32,
    /// Those of which bytes are missing.
    pub(crate) gaps: u32,
    /// Those of the latter of which two bytes stand there or more.
    pub(crate) strong: u32,
    /// Those whose first byte became what looks like its character.
    pub(crate) fitted: u32,
    /// Characters of three bytes and more, whatever stands there of them.
    pub(crate) long: u32,
    /// Bytes that stand there for the characters with gaps.
    pub(crate) known: u32,
    /// Those of two bytes of which the first stands before a blank, or at the end: the second was one, or was trimmed.
    pub(crate) spaced: u32,
    /// Those of two bytes of which the first is a capital in a word of small letters, in the middle
    /// or at the end.
    pub(crate) camel: u32,
    /// Characters of the text that the charset can't have given, or that aren't UTF-8.
    pub(crate) stray: u32,
    /// Sequences in words in which a character has more than its first byte, and what is stray in such words.
    pub(crate) beside: u32,
    pub(crate) stray_beside: u32,
    /// What the best part of the region would save if each of its sequences became a usual character, in sixteenths of a bit.
    pub(crate) saved: i32,
}

/// One character in so many may not be UTF-8 in words that are, beside a few good ones: of 2,290 restorations of the lossy
/// development cases two have more. Of good Thai it's every third, of Cyrillic read back in another charset every fourth.
const MIXED: u32 = 4;

impl Look {
    /// Whether so much in words with whole characters of UTF-8 isn't any that these are there by chance.
    pub(crate) fn is_mixed(&self) -> bool {
        MIXED * self.stray_beside > self.beside + MIXED
    }
}

/// What stands in a word, between ASCII.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    found: bool,
    sequences: u32,
    stray: u32,
}

impl Word {
    /// At its end.
    fn end(&mut self, look: &mut Look) {
        let Word { found, sequences, stray } = core::mem::take(self);
        if found {
            look.beside += sequences;
            look.stray_beside += stray;
        }
    }
}

/// How many bytes follow on the first one of a character.
pub(crate) const fn trails(lead: u8) -> usize {
    match lead {
        0xC2..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0..=0xF4 => 3,
        _ => 0,
    }
}

/// What a character of so many trails costs at least in good text, roughly; and one that isn't part of a sequence.
const USUAL: [i32; 4] = [0, 6 * BIT, 10 * BIT, 16 * BIT];
const STRAY: i32 = 8 * BIT;

/// What the best part of a region saves, up to now.
#[derive(Debug, Clone, Copy, Default)]
struct Saved {
    now: i32,
    most: i32,
}

impl Saved {
    fn add(&mut self, saved: i32) {
        self.now = (self.now + saved).max(0);
        self.most = self.most.max(self.now);
    }
}

/// The single-byte charsets in which any of these characters can be the first byte of another one, as it stands and as a
/// capital: in the others there is nothing to look at.
pub(crate) fn beginning(letters: impl Iterator<Item = char>) -> [u64; 2] {
    letters.fold([0; 2], |[own, lowered], c| {
        let lead = Sides::of(c).lead;
        [own | lead, lowered | lead | capital(c).map_or(0, |c| Sides::of(c).lead)]
    })
}

/// Looks at a single-byte charset; `costs` are those of the characters as they stand.
pub(crate) fn look(syms: &[Sym], costs: &[i32], wrong: Charset, manner: Manner) -> Look {
    let mut look = Look::default();
    let (mut saved, mut word) = (Saved::default(), Word::default());
    if wrong.kind() != Kind::Single {
        return look;
    }
    let byte = |c: char, fits: fn(u8) -> bool| {
        let own = first_byte(wrong, c);
        let own = own.or(if matches!(c, '\u{80}'..='\u{9f}') { Some(c as u8) } else { None });
        let other = || capital(c).and_then(|c| first_byte(wrong, c));
        let other = || if manner == Manner::Lowered { other().filter(|b| fits(*b)) } else { None };
        other().or_else(|| own.filter(|b| fits(*b)))
    };
    // Where most of the trails are holes, characters may have lost all of theirs.
    let wide = manner == Manner::Dropped && wrong == Charset::ISO_8859_1;
    let best_fit = |c: char| manner == Manner::BestFit && matches!(c, '+' | '-' | 'G');
    let mut i = 0;
    while let Some(s) = syms.get(i) {
        i += 1;
        if s.c.is_ascii() && !best_fit(s.c) || s.c == '\u{fffd}' {
            if s.c.is_ascii() {
                word.end(&mut look);
            }
            continue;
        }
        let need = match byte(s.c, |b| trails(b) > 0) {
            Some(lead) => trails(lead),
            // `+` for the first byte of é, `G` for that of a dash
            None if best_fit(s.c) => {
                if s.c == 'G' {
                    2
                } else {
                    1
                }
            }
            None => {
                look.stray += 1;
                word.stray += 1;
                saved.add(-STRAY);
                continue;
            }
        };
        let from = i;
        let trail = |s: &Sym| byte(s.c, |b| (0x80..0xC0).contains(&b)).is_some();
        let (mut missing, mut marks) = (0, 0);
        while i - from + missing < need {
            match syms.get(i) {
                Some(s) if trail(s) => i += 1,
                // a mark stands for a byte of its own; a question mark and a blank may
                Some(s)
                    if manner == Manner::Lost
                        && (s.c == '\u{fffd}'
                            || matches!(s.c, '?' | ' ') && syms.get(i + 1).is_some_and(trail)) =>
                {
                    (i, marks) = (i + 1, marks + 1);
                }
                _ => missing += 1,
            }
        }
        let gone = missing + marks;
        saved.add(costs.get(from - 1..i).unwrap_or_default().iter().sum::<i32>() - USUAL[need]);
        look.long += u32::from(need > 1);
        word.found |= gone < need;
        if gone == 0 {
            look.complete += 1;
            word.sequences += 1;
            look.gaps += u32::from(best_fit(s.c));
            look.fitted += u32::from(best_fit(s.c));
        } else if gone < need || (need == 1 || wide) && !best_fit(s.c) {
            look.gaps += 1;
            word.sequences += 1;
            look.strong += u32::from(need > 1 && gone < need);
            let blank = |s: &Sym| s.c.is_ascii_whitespace();
            let small = |i: usize| syms.get(i).is_some_and(|s| s.c.is_lowercase());
            let ends = syms.get(i).is_none_or(|s| !s.c.is_alphanumeric());
            let camel = s.c.is_uppercase() && from > 1 && small(from - 2) && (small(i) || ends && s.c != 'Ã');
            look.camel += u32::from(need == 1 && marks == 0 && camel);
            look.spaced += u32::from(need == 1 && marks == 0 && syms.get(i).is_none_or(blank));
            look.known += (1 + need - gone) as u32;
        } else if !s.c.is_ascii() {
            look.stray += 1;
            word.stray += 1;
        }
    }
    word.end(&mut look);
    look.saved = saved.most;
    look
}

/// So many characters of three bytes don't look so by chance.
const REGULAR: u32 = 5;

/// One first byte in so many has a byte behind it, at the least: controls are half of these, so three in four have.
/// Of `ß íàïèñàíèé íà Ïàéòîí³` one has.
const FOLLOWED: u32 = 5;

/// Whether a region is UTF-8 read as Latin-1 of which the controls were removed, and nothing else: no first byte has more
/// bytes behind it than it may, and none of these stands alone. Other charsets aren't so regular.
pub(crate) fn is_stripped(syms: &[Sym]) -> bool {
    // what Latin-1 doesn't have is told at the first sight of it
    if syms.iter().any(|s| s.c > '\u{ff}' || matches!(s.c, '\u{80}'..='\u{9f}')) {
        return false;
    }
    let look = look(syms, &[], Charset::ISO_8859_1, Manner::Dropped);
    let followed = look.strong + look.complete;
    look.stray == 0
        && followed * FOLLOWED >= look.long
        && look.strong > 0
        && look.long >= REGULAR
        && 2 * look.long > look.complete + look.gaps
}
