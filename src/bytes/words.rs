//! The words that vote: runs of bytes that no charset cuts in two.

use alloc::vec::Vec;
use core::ops::Range;

use crate::charset::{Charset, Holes};

/// Bytes below this are never a part of a longer character: trail bytes start at 30 (GB 18030). So a word is
/// whole in every charset.
const FIRST_IN_WORD: u8 = 0x30;

/// A longer word (Chinese without spaces) votes with its start only.
pub(super) const LONGEST: usize = 240;

/// Puts the words that have high bytes and aren't valid UTF-8 into `words`; how many words have UTF-8 in them.
pub(super) fn find(bytes: &[u8], range: Range<usize>, words: &mut Vec<Range<usize>>) -> usize {
    let mut utf8 = 0;
    let mut at = range.start;
    while at < range.end {
        // from one high byte to the next: ASCII is skipped quickly
        let rest = bytes.get(at..range.end).unwrap_or_default();
        let Some(high) = rest.iter().position(|b| !b.is_ascii()) else { break };
        let before = rest.iter().take(high).rev().take_while(|&&b| b >= FIRST_IN_WORD).count();
        let after = rest.iter().skip(high).take_while(|&&b| b >= FIRST_IN_WORD).count();
        let word = at + high - before..at + high + after;
        at = word.end;
        let chunks = bytes.get(word.clone()).unwrap_or_default().utf8_chunks();
        let (mut valid, mut some) = (true, false);
        for chunk in chunks {
            some |= !chunk.valid().is_ascii();
            valid &= chunk.invalid().is_empty();
        }
        utf8 += usize::from(some);
        if !valid {
            words.push(word);
        }
    }
    utf8
}

/// A selection of `words` in which every byte value stands a few times, if it can, of at most `size` bytes.
///
/// Near charsets differ in a few rare bytes; a sample of the start alone would miss them.
pub(super) fn sample(bytes: &[u8], words: &[Range<usize>], each: u16, size: usize) -> Vec<Range<usize>> {
    let mut seen = [0_u16; 256];
    let mut total = 0;
    let mut out = Vec::new();
    for word in words {
        let word = word.start..word.end.min(word.start + LONGEST);
        let slice = bytes.get(word.clone()).unwrap_or_default();
        if !slice.iter().any(|&b| !b.is_ascii() && seen.get(usize::from(b)).is_some_and(|&n| n < each)) {
            continue;
        }
        for &b in slice {
            if let Some(n) = seen.get_mut(usize::from(b)) {
                *n = n.saturating_add(1);
            }
        }
        total += word.len();
        out.push(word);
        if total >= size {
            break;
        }
    }
    out
}

/// The first character of `rest` and its bytes.
pub(super) fn first(charset: Charset, rest: &[u8]) -> Option<(char, usize)> {
    charset.char_at(rest).or_else(|| {
        // four pairs of Big5 are two characters each
        let pair = rest.get(..2).filter(|_| charset == Charset::BIG5)?;
        let text = charset.decode(pair, Holes::Strict).ok()?;
        text.chars().next().map(|c| (c, 2))
    })
}
