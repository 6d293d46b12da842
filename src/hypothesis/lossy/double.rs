//! What is lost of bytes that were read as a charset of two bytes a character.

mod unpaired;

use alloc::vec::Vec;

use super::{ByteSet, Then, Way};
use crate::charset::Charset;
use crate::hypothesis::Sym;
use crate::hypothesis::reading::{first_byte, stray_byte};
use crate::model::{self, class};

/// ASCII that Windows takes for the second byte of a character that there isn't, and loses with the first.
const SWALLOWED: &str = " \"'.,:;!?)<>-/(=*0123456789%&#+$";

pub(super) fn ways(syms: &[Sym], wrong: Charset) -> Vec<Vec<Way>> {
    let mut all: Vec<Vec<Way>> = Vec::with_capacity(syms.len() + 1);
    let unpaired = unpaired::of(wrong);
    // Windows has a private character for each pair of GBK and Shift_JIS that is free, and not for those of code page 949.
    let two = if wrong == Charset::EUC_KR { 4 } else { 10 };
    for (i, s) in syms.iter().enumerate() {
        let mut ways = Vec::new();
        for bytes in wrong.bytes_of(s.c).into_iter().chain(wrong.other_bytes_of(s.c)) {
            ways.extend(Way::plain(bytes.as_slice()));
        }
        if ways.is_empty() {
            ways.extend(stray_byte(wrong, s.c).and_then(|b| Way::plain(&[b])));
        }
        if let Some(bits) = mark(wrong, s.c) {
            let next = syms.get(i + 1).filter(|n| mark(wrong, n.c).is_none());
            lost(&mut ways, wrong, next.and_then(|n| first_byte(wrong, n.c)), s.c != '?', bits);
            // Two bytes that are no pair, as Windows and browsers lose them.
            let pair = |(leads, trails): &(ByteSet, ByteSet)| {
                let way = Way { opens: s.c != '?', ..Way::new(Then::Nothing) };
                way.lost(*leads).lost(*trails).bits(bits + two)
            };
            ways.extend(unpaired.iter().map(pair));
        }
        all.push(ways);
    }
    let nothing = Way::new(Then::Nothing);
    // An odd byte at the end that no mark was put for.
    let odd = nothing.behind(&[ByteSet::range(0x80, 0xFF)], 8);
    all.push(Vec::from([nothing, odd]));
    all
}

/// How many bits rarer than U+FFFD a character is as a mark for lost bytes; `None` where it's none.
fn mark(wrong: Charset, c: char) -> Option<i32> {
    match c {
        '\u{fffd}' => Some(0),
        '?' => Some(2),
        '・' if wrong == Charset::SHIFT_JIS => Some(2),
        _ => None,
    }
}

/// What a mark may stand for, before a character that begins with the byte `next`.
fn lost(ways: &mut Vec<Way>, wrong: Charset, next: Option<u8>, opens: bool, bits: i32) {
    let nothing = Way { opens, ..Way::new(Then::Nothing) };
    // Some decoders have a character for 80, others lose it.
    let alone = |b: u8| b > 0x80 && wrong.char_at(&[b]).is_some();
    // A byte that isn't the first one of a pair with what follows.
    let odd: ByteSet =
        (0x80..=0xFF).filter(|b| !alone(*b) && next.is_none_or(|n| !is_pair(wrong, *b, n))).collect();
    ways.push(nothing.lost(odd).bits(bits));
    // A byte and the ASCII behind it, which Windows takes for its second one.
    let swallowed = Way { then: Then::Swallowed(SWALLOWED), ..nothing };
    let leads: ByteSet = (0x80..=0xFF).filter(|b| !alone(*b)).collect();
    ways.push(swallowed.lost(leads).bits(bits + 2));
    ways.retain(|w| w.bytes().all(|(set, _)| !set.is_empty()));
}

/// Whether two bytes are a character that programs keep.
fn is_pair(wrong: Charset, first: u8, second: u8) -> bool {
    let found = wrong.char_at(&[first, second]);
    found.is_some_and(|(c, len)| len == 2 && model::class_of(c) != class::PRIVATE)
}
