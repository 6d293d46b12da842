//! What a decoder makes of bytes that have no character. A policy, so that no charset needs a sloppy twin.

use alloc::string::String;

/// What becomes of bytes that have no character in a charset.
///
/// ```
/// use demojibake::{Charset, Holes};
///
/// let greek = Charset::WINDOWS_1253; // has no character for the byte D2
/// assert!(greek.decode(b"\xC1\xD2", Holes::Strict).is_err());
/// assert_eq!(greek.decode(b"\xC1\xD2", Holes::Replacement).unwrap(), "Α\u{FFFD}");
/// assert_eq!(greek.decode(b"\xC1\xD2", Holes::Drop).unwrap(), "Α");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Holes {
    /// An error.
    #[default]
    Strict,
    /// A lone byte from 80 to 9F becomes the C1 control of the same number; anything else is an error.
    ///
    /// This is what Windows does with the unassigned bytes of its own code pages.
    C1,
    /// U+FFFD, one for each malformed sequence.
    Replacement,
    /// Nothing.
    Drop,
}

/// Writes what `bytes`, which have no character, become; `None` is an error.
pub(super) fn fill(out: &mut String, bytes: &[u8], holes: Holes) -> Option<()> {
    match (holes, bytes) {
        (Holes::C1, &[byte @ 0x80..=0x9F]) => out.push(char::from(byte)),
        (Holes::Strict | Holes::C1, _) => return None,
        (Holes::Replacement, _) => out.push(char::REPLACEMENT_CHARACTER),
        (Holes::Drop, _) => {}
    }
    Some(())
}

/// The byte that [`Holes::C1`] turned into `c`, when it can be one.
pub(super) fn c1_byte(c: char, holes: Holes) -> Option<u8> {
    match (holes, c) {
        (Holes::C1, '\u{80}'..='\u{9F}') => u8::try_from(u32::from(c)).ok(),
        _ => None,
    }
}
