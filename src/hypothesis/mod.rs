//! Regions to hypotheses: which mix-ups could have produced what stands there, by the charset tables alone.

pub(crate) mod lossy;
pub(crate) mod mixups;
pub(crate) mod reading;
pub(crate) mod sides;

use alloc::vec::Vec;

use crate::charset::Charset;

/// A character and the part of the text that it stands for, in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sym {
    pub(crate) c: char,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Sym {
    /// Whether it has a part of the text to itself or with those behind it. What shares a part with the character
    /// before it, as layers below another one may, has none: no run begins or ends before it.
    pub(crate) fn begins(&self) -> bool {
        self.start < self.end
    }
}

/// The characters of a part of the text, which starts at byte `start`.
pub(crate) fn syms(part: &str, start: usize) -> Vec<Sym> {
    part.char_indices().map(|(i, c)| Sym { c, start: start + i, end: start + i + c.len_utf8() }).collect()
}

/// What windows-1252 has for the byte of a C1 control, unless that is the control.
pub(crate) fn windows_1252(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok().filter(|b| matches!(b, 0x80..=0x9F))?;
    Charset::WINDOWS_1252.char_at(&[byte]).map(|read| read.0).filter(|read| *read != c)
}
