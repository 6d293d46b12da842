//! A region read back: its bytes in a wrong charset, and what they are in the true one.

use alloc::vec::Vec;

use super::Sym;
use crate::charset::{Charset, HOLE, Kind};
use crate::model::{self, class};

/// The bytes that a wrong decoder was given for a row of characters.
///
/// A character that the decoder can't have produced is a barrier: no run crosses it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Bytes {
    pub(crate) bytes: Vec<u8>,
    /// Where each character's bytes start; one more entry than characters.
    pub(crate) starts: Vec<u32>,
    /// For each byte, whether it is the stand-in of a barrier.
    pub(crate) barrier: Vec<bool>,
}

impl Bytes {
    /// With `second`, characters that two rows of the charset have are taken from the other one than its encoder
    /// uses: Shift_JIS has NEC's and IBM's, and `湜` may have been either.
    pub(crate) fn of(syms: &[Sym], wrong: Charset, second: bool) -> Bytes {
        let mut b = Bytes {
            bytes: Vec::with_capacity(2 * syms.len()),
            starts: Vec::with_capacity(syms.len() + 1),
            barrier: Vec::with_capacity(2 * syms.len()),
        };
        for s in syms {
            b.starts.push(b.bytes.len() as u32);
            let other = if second { wrong.other_bytes_of(s.c).next() } else { None };
            if let Some(bytes) = other.or_else(|| wrong.bytes_of(s.c)) {
                b.bytes.extend_from_slice(bytes.as_slice());
            } else if let Some(byte) = stray_byte(wrong, s.c) {
                b.bytes.push(byte);
            } else {
                b.bytes.push(0);
                b.barrier.push(true);
            }
            b.barrier.resize(b.bytes.len(), false);
        }
        b.starts.push(b.bytes.len() as u32);
        b
    }
}

/// The first of the bytes that a charset has for a character.
pub(crate) fn first_byte(charset: Charset, c: char) -> Option<u8> {
    charset.bytes_of(c).and_then(|b| b.as_slice().first().copied())
}

/// The first of the bytes that a wrong decoder was given for a character.
pub(crate) fn byte_of(wrong: Charset, c: char) -> Option<u8> {
    first_byte(wrong, c).or_else(|| stray_byte(wrong, c))
}

/// Whether a wrong decoder can have produced a character.
pub(crate) fn is_in(wrong: Charset, c: char) -> bool {
    wrong.bytes_of(c).is_some() || stray_byte(wrong, c).is_some()
}

/// How many of these characters are a byte for which the wrong charset has another character: a C1 control where
/// windows-1252 has a sign. Two decoders had to be at work for that.
pub(crate) fn strays(syms: &[Sym], wrong: Charset) -> i32 {
    let Some(table) = wrong.table() else { return 0 };
    let other = |c: char| table[c as usize] != HOLE && table[c as usize] as u32 != c as u32;
    syms.iter().filter(|s| matches!(s.c, '\u{80}'..='\u{9f}') && other(s.c)).count() as i32
}

/// The byte that decoders which aren't the standard's made this character of.
pub(crate) fn stray_byte(wrong: Charset, c: char) -> Option<u8> {
    match (wrong.kind(), c) {
        // Decoders give C1 controls for bytes that they lack, and some tools mix Latin-1 into the others.
        (Kind::Single, '\u{80}'..='\u{9f}') => Some(c as u8),
        // Windows' code page 932 has a character for each of the four bytes that Shift_JIS leaves free.
        _ if wrong == Charset::SHIFT_JIS => match c {
            '\u{80}' => Some(0x80),
            '\u{a0}' | '\u{f8f0}' => Some(0xa0),
            '\u{f8f1}'..='\u{f8f3}' => Some((c as u32 - 0xf8f1) as u8 + 0xfd),
            _ => None,
        },
        (Kind::Double, '\u{80}') => Some(0x80),
        _ => None,
    }
}

/// One character of the true charset and how many bytes it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) c: char,
    pub(crate) len: u8,
}

/// What can start at each byte in the true charset: what somebody wrote, or whatever a mix-up before may have left.
pub(crate) fn units(bytes: &Bytes, truth: Charset, written: bool) -> Vec<Option<Unit>> {
    let all = &bytes.bytes;
    let mut end = all.len();
    let mut units = alloc::vec![None; all.len()];
    for at in (0..all.len()).rev() {
        if bytes.barrier[at] {
            end = at;
            continue;
        }
        units[at] = truth
            .char_at(&all[at..end.min(at + 8)])
            // Java writes a NUL as two bytes, so that it isn't one
            .filter(|(c, len)| !written || !is_unwritten(*c) || *c == '\0' && *len == 2)
            .map(|(c, len)| Unit { c, len: len as u8 });
    }
    units
}

/// What nobody wrote: control characters, private use and the like. In all charsets they come from bytes that mean
/// something else.
pub(crate) fn is_unwritten(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r')
        || matches!(
            model::class_of(c),
            class::C1 | class::PRIVATE | class::UNASSIGNED | class::REPLACEMENT | class::SOFT_HYPHEN
        )
        || c == '\u{7f}'
}

/// Walks through the bytes once, taking what decodes and skipping what doesn't, and tells `each` of every decoded
/// character that isn't plain ASCII as it stands: the characters of the region that it stands for, and itself.
pub(crate) fn walk(
    bytes: &Bytes,
    truth: Charset,
    mut each: impl FnMut(core::ops::Range<usize>, Option<char>),
) {
    let all = &bytes.bytes;
    let table = truth.table();
    // a letter and a byte for its mark; in all other charsets ASCII is by itself
    let ascii_leads = truth == Charset::VNI;
    let (mut at, mut sym) = (0, 0);
    while at < all.len() {
        while (bytes.starts[sym + 1] as usize) <= at {
            sym += 1;
        }
        let leads = ascii_leads && all.get(at + 1).is_some_and(|b| *b >= 0x80);
        if all[at] < 0x80 && bytes.starts[sym + 1] - bytes.starts[sym] == 1 && !leads {
            at += 1;
            continue;
        }
        let found = match table {
            _ if bytes.barrier[at] => None,
            Some(table) => {
                char::from_u32(table[all[at] as usize] as u32).filter(|c| *c != '\u{ffff}').map(|c| (c, 1))
            }
            None => truth.char_at(&all[at..all.len().min(at + 8)]),
        };
        match found {
            Some((c, len)) => {
                at += len;
                let mut end = sym + 1;
                while end < bytes.starts.len() - 1 && (bytes.starts[end] as usize) < at {
                    end += 1;
                }
                each(sym..end, Some(c));
            }
            None => {
                each(sym..sym + 1, None);
                at += 1;
            }
        }
    }
}
