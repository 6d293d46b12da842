//! Charsets of whole files: those that aren't ASCII with something on top.

use alloc::vec::Vec;
use core::ops::Range;

use super::builder::Builder;
use super::candidates;
use super::input::Expected;
use super::vote::{INVALID, step};
use crate::charset::{Charset, Holes, Kind};
use crate::model::{self, BIT};

/// How many bytes of a file are tried.
const SAMPLE: usize = 1024;

/// A whole file in such a charset must be cheaper than in any other by this.
const MARGIN: i32 = 20 * BIT;

/// Those of them that UTF-16 isn't.
const WHOLE: [Charset; 5] =
    [Charset::UTF_32LE, Charset::UTF_32BE, Charset::CP037, Charset::CP500, Charset::CP1047];

/// The charset and length of the byte order mark at the start of `bytes`.
pub(super) fn mark(bytes: &[u8]) -> Option<(Charset, usize)> {
    let utf32 = |charset: Charset| {
        let rest = bytes.get(4..).unwrap_or_default();
        charset.decode(rest.get(..SAMPLE.min(rest.len() / 4 * 4)).unwrap_or_default(), Holes::Strict).is_ok()
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((Charset::UTF_8, 3)),
        // FF FE 00 00 may be UTF-16 with a NUL: only if the rest isn't UTF-32
        [0xFF, 0xFE, 0, 0, ..] if utf32(Charset::UTF_32LE) => Some((Charset::UTF_32LE, 4)),
        [0, 0, 0xFE, 0xFF, ..] if utf32(Charset::UTF_32BE) => Some((Charset::UTF_32BE, 4)),
        [0xFF, 0xFE, ..] => Some((Charset::UTF_16LE, 2)),
        [0xFE, 0xFF, ..] => Some((Charset::UTF_16BE, 2)),
        _ => None,
    }
}

/// Decodes a whole file.
pub(super) fn decode(out: &mut Builder<'_>, charset: Charset, range: Range<usize>) {
    out.text(charset, range);
}

/// The charset of a file without byte order mark that isn't ASCII with something on top.
pub(super) fn find(bytes: &[u8], expected: &Expected) -> Option<Charset> {
    let sample = bytes.get(..SAMPLE.min(bytes.len()))?;
    let count = |b: u8| sample.iter().filter(|&&x| x == b).count();
    // UTF-16 has control characters where Latin letters are, and 30 before every kana
    let controls = sample.iter().filter(|b| matches!(b, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F)).count();
    let utf16 = sample.len() >= 4 && (controls > 0 || count(0x30) * 8 >= sample.len());
    let ebcdic = sample.len() >= 16
        && count(0x40) * 20 >= sample.len()
        && count(b' ') + count(b'\n') + count(b'\r') == 0
        && core::str::from_utf8(sample).is_err();
    let mut rivals: Vec<Charset> = Vec::new();
    if utf16 {
        rivals.extend([Charset::UTF_16LE, Charset::UTF_16BE]);
        if count(0) * 4 >= sample.len() {
            rivals.extend([Charset::UTF_32LE, Charset::UTF_32BE]);
        }
    }
    if ebcdic {
        rivals.extend([Charset::CP037, Charset::CP500, Charset::CP1047]);
    }
    let whole = |c: &Charset| matches!(c.kind(), Kind::Utf16) || WHOLE.contains(c);
    rivals.extend(expected.declared.iter().filter(|c| whole(c)));
    let best = rivals.iter().map(|&c| (cost(sample, c) + expected.price(c, 0), c)).min_by_key(|r| r.0)?;
    let other =
        candidates::prices(expected).map(|(c, _)| cost(sample, c)).min()?.min(cost(sample, Charset::UTF_8));
    (best.0 + MARGIN < other).then_some(best.1)
}

fn cost(bytes: &[u8], charset: Charset) -> i32 {
    let mut context = model::START;
    let mut total = 0;
    let mut at = 0;
    while let Some(rest @ [_, ..]) = bytes.get(at..) {
        let (c, len) = charset.char_at(rest).unwrap_or_else(|| {
            // the sample may end inside a character
            total += if rest.len() < 4 { 0 } else { INVALID };
            (char::REPLACEMENT_CHARACTER, 1)
        });
        let (cost, next) = step(context, c);
        total += cost;
        context = next;
        at += len;
    }
    total
}

/// Whether a line is ISO-2022-JP: seven bits, with escape sequences that switch to a set of Japanese characters.
pub(super) fn is_jis(line: &[u8]) -> bool {
    let switches = |w: &[u8]| matches!(w, [0x1B, b'$', b'B' | b'@'] | [0x1B, b'(', b'J' | b'I']);
    line.is_ascii()
        && line.windows(3).any(switches)
        && Charset::ISO_2022_JP.decode(line, Holes::Strict).is_ok()
}
