//! Regions to hypotheses: which mix-ups could have produced what stands there, by the charset tables alone.

pub(crate) mod mixups;
pub(crate) mod reading;

use alloc::vec::Vec;

/// A character and the part of the text that it stands for, in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sym {
    pub(crate) c: char,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The characters of a part of the text, which starts at byte `start`.
pub(crate) fn syms(part: &str, start: usize) -> Vec<Sym> {
    part.char_indices().map(|(i, c)| Sym { c, start: start + i, end: start + i + c.len_utf8() }).collect()
}
