//! Layers of UTF-8 undone: the text in the middle, and whether it's worth a look.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::charset::Charset;
use crate::hypothesis::Sym;
use crate::hypothesis::lossy::trails;
use crate::hypothesis::reading::{Bytes, Unit};

/// Whether undoing a layer has left few characters alone between those that it was undone on, and undone more than one
/// among others: whatever is garbled, some pairs of it are UTF-8 by chance, and so are some ideographs of good text.
pub(super) fn is_mostly_undone(inner: &[Sym], outer: &[Sym]) -> bool {
    let (mut taken, mut left, mut since) = (outer.len(), 0, 0);
    let (mut count, mut lone) = (0, true);
    for (c, new) in undone(inner, outer) {
        if new {
            (count, left, since) = (count + 1, left + since, 0);
        } else {
            taken -= 1;
            let other = !c.is_ascii();
            (since, lone) = (since + usize::from(count > 0 && other), lone && !other);
        }
    }
    count > usize::from(!lone) && left <= taken
}

/// Characters, and whether each came of undoing a layer.
pub(super) fn undone<'s>(inner: &'s [Sym], outer: &'s [Sym]) -> impl Iterator<Item = (char, bool)> + 's {
    let mut outer = outer.iter().peekable();
    inner.iter().map(move |s| {
        while outer.next_if(|o| o.start < s.start).is_some() {}
        (s.c, outer.peek() != Some(&s))
    })
}

/// The characters after every sequence of two or more bytes that is one character has been decoded.
pub(super) fn decode_greedily(syms: &[Sym], bytes: &Bytes, units: &[Option<Unit>]) -> Vec<Sym> {
    let mut out = Vec::with_capacity(syms.len());
    let mut i = 0;
    while i < syms.len() {
        let mut at = bytes.starts[i] as usize;
        let mut parts: Vec<char> = Vec::new();
        let mut j = i;
        // Units that begin here, until one ends where a character ends.
        while let Some(unit) = units.get(at).copied().flatten().filter(|u| u.len > 1 || !parts.is_empty()) {
            parts.push(unit.c);
            at += unit.len as usize;
            while (bytes.starts[j] as usize) < at {
                j += 1;
            }
            if bytes.starts[j] as usize == at {
                break;
            }
        }
        if parts.is_empty() || bytes.starts[j] as usize != at {
            out.push(syms[i]);
            i += 1;
        } else {
            let (start, end) = (syms[i].start, syms[j - 1].end);
            // All characters of a group that shares bytes stand for the whole group; the first one carries it.
            for (k, c) in parts.into_iter().enumerate() {
                out.push(Sym { c, start: if k == 0 { start } else { end }, end });
            }
            i = j;
        }
    }
    out
}

/// The characters of a text with a no-break space for each blank that stands for one, and the places of these, empty
/// where a blank was left out: `ÃƒÂ  la` is à, of which the last byte became a blank when all layers had happened.
///
/// A blank is one where the bytes before it want another byte and a blank follows, or anything else but a word; before
/// a word it's taken for the one between words, beside which that byte is gone.
pub(super) fn with_no_breaks(syms: &[Sym], wrong: Charset) -> Option<(Vec<Sym>, Vec<Range<usize>>)> {
    const NO_BREAK: char = '\u{a0}';
    let byte = |c: char| wrong.bytes_of(c).and_then(|b| b.as_slice().first().copied());
    let wanted = |before: &[Sym]| {
        let mut behind = 0;
        for s in before.iter().rev().take(3) {
            match byte(s.c) {
                Some(0x80..=0xBF) => behind += 1,
                Some(lead) => return trails(lead) > behind,
                None => return false,
            }
        }
        false
    };
    byte(NO_BREAK).filter(|b| *b == 0xA0)?;
    let (mut out, mut places) = (Vec::with_capacity(syms.len() + 4), Vec::new());
    for (i, s) in syms.iter().enumerate() {
        if s.c == ' ' && wanted(syms.get(..i).unwrap_or_default()) {
            let is_word = |at: usize| syms.get(at).is_some_and(|s| s.c.is_alphanumeric());
            // `Ã s` is às
            let plural = syms.get(i + 1).is_some_and(|s| s.c == 's') && !is_word(i + 2);
            let end = if is_word(i + 1) && !plural { s.start } else { s.end };
            out.push(Sym { c: NO_BREAK, end, ..*s });
            places.push(s.start..end);
            if end == s.end {
                continue;
            }
        }
        out.push(*s);
    }
    (!places.is_empty()).then_some((out, places))
}

/// The places of a stretch's text, in bytes of it, that stand for characters at these places of the whole text.
pub(super) fn parts_at(
    places: &[Range<usize>],
    syms: &[Sym],
    bytes: &Bytes,
    units: &[Option<Unit>],
    stretch: &Range<usize>,
) -> Vec<Range<usize>> {
    let is_at = |s: &Sym| {
        places.iter().any(|p| {
            s.start < p.end && p.start < s.end || p.is_empty() && s.start < p.start && p.end <= s.end
        })
    };
    let (mut after, mut parts) = (String::new(), Vec::new());
    let (mut at, end) = (bytes.starts[stretch.start], bytes.starts[stretch.end]);
    let mut sym = stretch.start;
    while let Some(unit) = units.get(at as usize).copied().flatten().filter(|_| at < end) {
        let start = after.len();
        after.push(unit.c);
        at += u32::from(unit.len);
        let mut restored = false;
        while sym < stretch.end && bytes.starts[sym] < at {
            restored |= is_at(&syms[sym]);
            sym += 1;
        }
        if restored {
            parts.push(start..after.len());
        }
    }
    parts
}
