//! Single-byte charsets: one table of 256 code points each.

use alloc::string::String;
use alloc::vec::Vec;

use super::holes::{self, Holes};

/// What [`Single::table`] holds for an unassigned byte.
pub(crate) const HOLE: u16 = 0xFFFF;

/// One single-byte charset.
pub(crate) struct Single {
    /// The code point of each byte, or [`HOLE`].
    pub(crate) table: [u16; 256],
    /// The reverse of `table`, a hash table: the byte of a code point stands in one of [`PROBES`] slots from
    /// [`slot`]. Whether it does is seen in `table`, so an empty slot can hold any byte.
    pub(crate) slots: [u8; SLOTS],
    /// The factor that the generator found to make the hash table work.
    pub(crate) factor: u16,
}

/// The generator (`tools/tablegen/src/charsets.rs`) has these two numbers and the formula too.
pub(crate) const SLOTS: usize = 512;
const PROBES: usize = 2;

#[inline]
fn slot(code: u16, factor: u16) -> usize {
    usize::from(code.wrapping_mul(factor) >> 7)
}

impl Single {
    #[inline]
    pub(crate) fn char_of(&self, byte: u8) -> Option<char> {
        let code = self.table[usize::from(byte)];
        if code == HOLE { None } else { char::from_u32(u32::from(code)) }
    }

    #[inline]
    pub(crate) fn byte_of(&self, c: char) -> Option<u8> {
        let code = u16::try_from(u32::from(c)).ok().filter(|&code| code != HOLE)?;
        // most charsets keep ASCII, and some of Latin-1, in place
        if code < 0x100 && self.table[usize::from(code)] == code {
            return u8::try_from(code).ok();
        }
        let start = slot(code, self.factor);
        (start..start + PROBES).map(|i| self.slots[i % SLOTS]).find(|&b| self.table[usize::from(b)] == code)
    }

    /// The text, or the offset of the byte that has no character.
    pub(crate) fn decode(&self, bytes: &[u8], holes: Holes) -> Result<String, usize> {
        let mut out = String::with_capacity(bytes.len() + bytes.len() / 2);
        for (at, &byte) in bytes.iter().enumerate() {
            match self.char_of(byte) {
                Some(c) => out.push(c),
                None => holes::fill(&mut out, &[byte], holes).ok_or(at)?,
            }
        }
        Ok(out)
    }

    /// The bytes, or the offset of the character that has none.
    pub(crate) fn reverse(&self, text: &str, holes: Holes) -> Result<Vec<u8>, usize> {
        let mut out = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            let hole = || holes::c1_byte(c, holes).filter(|&b| self.table[usize::from(b)] == HOLE);
            out.push(self.byte_of(c).or_else(hole).ok_or(at)?);
        }
        Ok(out)
    }
}
