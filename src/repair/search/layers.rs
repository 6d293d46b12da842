//! Layers of UTF-8 undone: the text in the middle, and whether it's worth a look.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::hypothesis::Sym;
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

/// The places of a stretch's text, in bytes of it, that stand for characters at these places of the whole text.
pub(super) fn parts_at(
    places: &[Range<usize>],
    syms: &[Sym],
    bytes: &Bytes,
    units: &[Option<Unit>],
    stretch: &Range<usize>,
) -> Vec<Range<usize>> {
    let (mut after, mut parts) = (String::new(), Vec::new());
    if places.is_empty() {
        return parts;
    }
    let (mut at, end) = (bytes.starts[stretch.start], bytes.starts[stretch.end]);
    let mut sym = stretch.start;
    while let Some(unit) = units.get(at as usize).copied().flatten().filter(|_| at < end) {
        let start = after.len();
        after.push(unit.c);
        at += u32::from(unit.len);
        let mut restored = false;
        while sym < stretch.end && bytes.starts[sym] < at {
            restored |= is_at(&syms[sym], places);
            sym += 1;
        }
        if restored {
            parts.push(start..after.len());
        }
    }
    parts
}

/// Whether a character stands for what is at one of these places, in their order; at an empty one, for what is before it.
pub(super) fn is_at(s: &Sym, places: &[Range<usize>]) -> bool {
    let first = places.partition_point(|p| p.end < s.start);
    let mut near = places.get(first..).unwrap_or_default().iter().take_while(|p| p.start <= s.end);
    near.any(|p| s.start < p.end && p.start < s.end || p.is_empty() && s.start < p.start && p.end <= s.end)
}
