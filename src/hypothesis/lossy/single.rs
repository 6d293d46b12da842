//! What is lost of bytes that were read as a single-byte charset.

use alloc::vec::Vec;

use super::{ByteSet, Manner, Then, Way};
use crate::charset::Charset;
use crate::hypothesis::Sym;
use crate::hypothesis::reading::first_byte;
use crate::model::tables;

/// What a wrong charset and the programs after it lose.
pub(super) struct Losses {
    wrong: Charset,
    manner: Manner,
    /// Bytes that decoders of this charset have no character for, or only a control that nobody keeps.
    holes: ByteSet,
    /// The byte of U+00A0.
    no_break: ByteSet,
    /// The byte of U+00AD, which can't be seen.
    soft: ByteSet,
}

/// ASCII that is written for what looks like it.
const STRAIGHT: [(char, &str); 8] = [
    ('"', "“”„"),
    ('\'', "‘’‚´"),
    ('-', "–—\u{ad}"),
    (',', "‚"),
    ('<', "‹"),
    ('>', "›"),
    ('~', "˜"),
    ('^', "ˆ"),
];

/// What Windows writes in windows-1252 for characters of the DOS charsets that it lacks.
const BEST_FIT: [(char, &str); 24] = [
    ('+', "┌┐└┘├┼╒╓╔╕╖╗╘╙╚╛╜╝╞╪╫╬"),
    ('-', "─┬┴═╤╥╦╧╨╩"),
    ('¦', "│┤║╞╟╠╡╢╣█▌▐░▒▓■"),
    ('¯', "▀"),
    ('_', "▄"),
    ('G', "Γ"),
    ('T', "Θ"),
    ('S', "Σ"),
    ('F', "Φ"),
    ('O', "Ω"),
    ('a', "α"),
    ('d', "δ"),
    ('e', "ε"),
    ('p', "π"),
    ('s', "σ"),
    ('t', "τ"),
    ('f', "φ"),
    ('v', "√"),
    ('8', "∞"),
    ('n', "∩ⁿ"),
    ('=', "≡≤≥"),
    ('P', "₧"),
    ('(', "⌠"),
    (')', "⌡"),
];

/// `Ã ` is à with a blank for U+00A0 by so many bits more than a capital of which all was dropped.
const NO_BREAK: i32 = 4;

/// What E2 80 begins that is written with straight quotes and a dash: `â€"` was `â€™` once.
const QUOTES: ByteSet = ByteSet::range(0x98, 0x9F);

impl Losses {
    pub(super) fn of(wrong: Charset, manner: Manner) -> Losses {
        let is = |holds: fn(Option<char>) -> bool| {
            (0x80..=0xFF).filter(|b| holds(wrong.char_at(&[*b]).map(|c| c.0))).collect()
        };
        Losses {
            wrong,
            manner,
            holes: is(|c| c.is_none_or(|c| matches!(c, '\u{80}'..='\u{9f}'))),
            no_break: is(|c| c == Some('\u{a0}')),
            soft: is(|c| c == Some('\u{ad}')),
        }
    }

    /// The bytes of the characters of a string.
    fn bytes_of(&self, chars: &str) -> ByteSet {
        chars.chars().filter_map(|c| self.byte_of(c)).collect()
    }

    fn byte_of(&self, c: char) -> Option<u8> {
        first_byte(self.wrong, c)
    }

    /// What the character at a place can stand for.
    pub(super) fn ways(&self, syms: &[Sym], i: usize) -> Vec<Way> {
        let mut ways = Vec::new();
        let Some(Sym { c, .. }) = syms.get(i).copied() else { return ways };
        let before = i.checked_sub(1).and_then(|i| syms.get(i)).map(|s| s.c);
        let lost =
            |set: ByteSet, bits: i32| Way { inside: true, ..Way::new(Then::Nothing).lost(set).bits(bits) };
        let byte = match (c, self.wrong.bytes_of(c)) {
            (_, Some(byte)) => byte.as_slice().first().copied(),
            ('\u{80}'..='\u{9f}', _) => Some(c as u8),
            _ => None,
        };
        if let Some(way) = byte.and_then(|b| Way::plain(&[b])) {
            ways.push(way);
            self.dropped(&mut ways, &way, c, before);
        }
        if self.manner == Manner::Lowered
            && let Some(capital) = capital(c)
            && let Some(&[byte]) = self.wrong.bytes_of(capital).as_ref().map(|b| b.as_slice())
            && byte >= 0x80
        {
            let way = Way { opens: true, ..Way::new(Then::Nothing).lost(ByteSet::one(byte)) };
            ways.push(way);
            self.dropped(&mut ways, &way, c, before);
        }
        match c {
            ' ' if self.manner == Manner::Dropped && self.is_in_emoji(syms, i) => {
                ways.push(lost(self.no_break, 3));
            }
            _ if self.manner == Manner::Dropped => {}
            '\u{fffd}' => {
                ways.push(lost(self.holes, 0));
                ways.push(lost(ByteSet::TRAILS.without(self.holes), 24));
            }
            '?' => {
                ways.push(lost(self.holes, 2));
                ways.push(lost(ByteSet::TRAILS.without(self.holes), 16));
            }
            ' ' => ways.push(lost(self.no_break, 2)),
            _ => {}
        }
        if self.manner != Manner::Dropped
            && let Some((_, curly)) = STRAIGHT.iter().find(|s| s.0 == c)
        {
            ways.push(Way { bold: true, ..lost(self.bytes_of(curly), 3) });
            if matches!(c, '"' | '\'') {
                ways.push(Way { bold: true, ..lost(QUOTES.without(self.bytes_of(curly)), 6) });
            }
        }
        if self.manner == Manner::BestFit
            && let Some((_, like)) = BEST_FIT.iter().find(|s| s.0 == c)
        {
            ways.push(Way { opens: true, inside: false, ..lost(self.bytes_of(like), 2) });
        }
        ways.retain(|w| !w.lossy || w.bytes().all(|(set, _)| !set.is_empty()));
        ways
    }

    /// Whether a blank stands in what can be an emoji, 🏠 as `ðŸ ` or ⚠️ as `âš ï¸`: what drops bytes makes blanks of
    /// no-break ones, too. In other text that is the blank between words.
    fn is_in_emoji(&self, syms: &[Sym], i: usize) -> bool {
        let byte = |s: &Sym| self.byte_of(s.c);
        let before = syms.get(i.saturating_sub(3)..i).unwrap_or_default();
        let behind = syms.get(i + 1..i + 3).unwrap_or_default();
        before.iter().any(|s| byte(s) == Some(0xF0)) || behind.iter().map(byte).eq([Some(0xEF), Some(0xB8)])
    }

    /// The ways in which something before this one was dropped.
    fn dropped(&self, ways: &mut Vec<Way>, way: &Way, c: char, before: Option<char>) {
        // Where nothing that can be the first byte of a character stands before, nothing can have been lost.
        if before.is_none_or(|b| b.is_ascii() && self.manner != Manner::BestFit) {
            return;
        }
        // A byte that is a trail itself can follow on one that was dropped only in characters of three bytes.
        let [mut one, two] = self.bits();
        if c == ' ' && before == Some('Ã') {
            one += NO_BREAK;
        }
        ways.push(way.behind(&[self.holes], one));
        ways.push(way.behind(&[self.holes, self.holes], two));
        ways.push(way.behind(&[self.soft], 9));
        if c.is_whitespace() {
            ways.push(way.behind(&[self.no_break], 6));
        }
    }

    /// What one dropped byte costs, and two.
    fn bits(&self) -> [i32; 2] {
        if self.manner == Manner::Dropped { [1, 3] } else { [8, 14] }
    }

    /// What can have stood behind the last character.
    pub(super) fn end(&self) -> Vec<Way> {
        let nothing = Way::new(Then::Nothing);
        let [one, two] = self.bits();
        let ends = [
            nothing.behind(&[self.holes], one),
            nothing.behind(&[self.holes, self.holes], two),
            nothing.behind(&[self.soft], 9),
            nothing.behind(&[self.no_break], 0),
        ];
        let whole = |w: &Way| w.bytes().all(|(set, _)| !set.is_empty());
        core::iter::once(nothing).chain(ends.into_iter().filter(whole)).collect()
    }
}

/// The capital that a small letter of the upper half of a charset was.
pub(super) fn capital(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    let mut upper = c.to_uppercase();
    let capital = upper.next().filter(|u| *u != c && upper.next().is_none())?;
    (tables::class_and_case(capital as u32).1.lower(capital as u32) == c as u32).then_some(capital)
}
