//! The things that can fail: naming a charset, decoding strictly, and replaying a plan on another text.

use alloc::string::String;
use core::fmt;

use crate::charset::Charset;

/// No charset has this label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCharset {
    pub(crate) label: String,
}

impl fmt::Display for UnknownCharset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no charset is called {:?}; see Charset::all() for the names", self.label)
    }
}

impl core::error::Error for UnknownCharset {}

/// Bytes have no character in a charset, or no bytes of a charset give a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharsetError {
    pub(crate) charset: Charset,
    pub(crate) at: usize,
    pub(crate) decoding: bool,
}

impl CharsetError {
    /// Where: a byte offset in the bytes that were decoded, or in the text that was turned back.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// The charset that was used.
    pub fn charset(&self) -> Charset {
        self.charset
    }
}

impl fmt::Display for CharsetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.decoding {
            write!(f, "{} has no character for the bytes at {}", self.charset, self.at)
        } else {
            write!(f, "no bytes of {} decode to the character at byte {} of the text", self.charset, self.at)
        }
    }
}

impl core::error::Error for CharsetError {}

/// A [`Plan`](crate::Plan) was applied to a text that it wasn't made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplyError {
    pub(crate) at: usize,
}

impl ApplyError {
    /// The byte offset in the text at which it first differs from the text that was planned for.
    pub fn offset(&self) -> usize {
        self.at
    }
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the plan was made for another text: at byte {} the text isn't what the plan repairs; make a new plan for this text",
            self.at
        )
    }
}

impl core::error::Error for ApplyError {}
