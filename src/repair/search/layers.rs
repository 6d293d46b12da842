//! Layers of UTF-8 undone: the text in the middle, and whether it's worth a look.

use alloc::vec::Vec;

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
