//! The two things that can fail: naming a charset, and replaying a plan on another text.

use alloc::string::String;
use core::fmt;

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
