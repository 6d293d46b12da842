//! A layer of UTF-8 that lost bytes, with these put in again: what windows-1252 made of UTF-8 was read so once more.
//!
//! What the layer below can have been is known: characters of windows-1252, most of them in two bytes. So of a byte that is gone there
//! are few possibilities, and mostly one. `ÃÂ¿Ã‘â‚¬` is `Ð¿Ñ€` (пр) without two bytes 90, `ÃƒÂ  la` is `Ã\u{a0} la` (à la).

use alloc::vec::Vec;
use core::ops::Range;

use crate::charset::Charset;
use crate::hypothesis::Sym;
use crate::hypothesis::lossy::trails;
use crate::hypothesis::reading::byte_of;

/// The characters of a region with those of its lost bytes.
pub(super) struct Refilled {
    pub(super) syms: Vec<Sym>,
    /// Where these stand, in bytes of the text; nothing stands there where they were dropped.
    pub(super) places: Vec<Range<usize>>,
    /// Those of the places where the layer below lost one of several bytes.
    pub(super) holes: Vec<Range<usize>>,
    /// Whether blanks stand where bytes are wanted: only then does it matter what a blank is.
    pub(super) doubtful: bool,
    /// Whether most of the region is UTF-8 then.
    pub(super) fits: bool,
}

/// What a blank is where a byte is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blank {
    /// It was U+00A0, or its byte: `bÃƒÂ n` is bàn.
    NoBreak,
    /// It stands between words, and the no-break one before it is gone: `allÃƒÂ© ÃƒÂ la` is allé à la.
    Beside,
    /// It stands between words, and something else was dropped.
    BetweenWords,
}

impl Blank {
    /// That which leaves most open is first: what is found without a doubt ends the search.
    pub(super) const ALL: [Blank; 3] = [Blank::BetweenWords, Blank::NoBreak, Blank::Beside];
}

const NO_BREAK: char = '\u{a0}';

/// A region with its lost bytes.
pub(super) fn refilled(syms: &[Sym], wrong: Charset, blank: Blank) -> Refilled {
    let byte = |s: &Sym| byte_of(wrong, s.c).filter(|b| *b >= 0x80);
    let is_trail = |s: &Sym| byte(s).is_some_and(|b| b < 0xC0);
    let is_1252 = wrong == Charset::WINDOWS_1252;
    // Î and Ñ tell whether the first byte that is missing is Greek's Ï or Cyrillic's Ð
    let pairs = |second: char| syms.windows(2).filter(|s| s[0].c == 'Ã' && s[1].c == second).count();
    let lead = if pairs('Ž') > pairs('‘') { '\u{8f}' } else { '\u{90}' };
    // where some are left, none became blanks
    let blank = if syms.iter().any(|s| s.c == NO_BREAK) { Blank::BetweenWords } else { blank };
    let refilled = Vec::with_capacity(syms.len() + 8);
    let (places, holes) = (Vec::new(), Vec::new());
    let mut out = Refilled { syms: refilled, places, holes, doubtful: false, fits: false };
    let (mut complete, mut strays) = (0, 0);
    let mut rest = syms;
    while let Some((first, behind)) = rest.split_first() {
        let Some(need) = byte(first).map(trails) else {
            strays += usize::from(!first.c.is_ascii());
            out.syms.push(*first);
            rest = behind;
            continue;
        };
        let have = behind.iter().take(need).take_while(|s| is_trail(s)).count();
        let (sequence, others) = rest.split_at(1 + have);
        out.syms.extend(sequence);
        rest = others;
        if have == need {
            complete += usize::from(need > 0);
            strays += usize::from(need == 0);
            continue;
        }
        let end = sequence.last().map_or(first.end, |s| s.end);
        let next = others.first();
        out.doubtful |= next.is_some_and(|s| s.c == ' ');
        let lost = match (next.map(|s| s.c), first.c, sequence.get(1).map(|s| s.c)) {
            _ if need - have > 1 => None,
            (Some(' '), ..) if blank != Blank::BetweenWords => Some(NO_BREAK),
            (_, 'Ã', None) if is_1252 => Some(lead),
            (_, 'Â', None) if is_1252 => Some('\u{81}'),
            (_, 'â', Some('€')) if is_1252 => Some('\u{9d}'),
            _ => None,
        };
        let Some(c) = lost else {
            strays += 1;
            continue;
        };
        let instead = next.filter(|s| match s.c {
            ' ' => c == NO_BREAK && (blank == Blank::NoBreak || !is_before_word(others)),
            mark => is_1252 && matches!(mark, '\u{fffd}' | '?'),
        });
        let place = instead.map_or(end..end, |s| s.start..s.end);
        rest = if instead.is_some() { others.get(1..).unwrap_or_default() } else { others };
        out.syms.push(Sym { c, start: place.start, end: place.end });
        if c == '\u{81}' {
            out.holes.push(place.clone());
        }
        out.places.push(place);
    }
    let lost = out.places.len();
    out.fits = lost > 0 && 2 * complete >= lost && 4 * strays <= complete + lost;
    out
}

/// Whether ASCII letters follow on a blank.
fn is_before_word(blank: &[Sym]) -> bool {
    blank.get(1).is_some_and(|s| s.c.is_ascii_alphanumeric())
}
