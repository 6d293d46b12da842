//! Which mix-ups garbled a run, in the order in which they happened.

use alloc::vec::Vec;
use core::fmt;

use crate::charset::Charset;

/// Text was encoded in one charset and decoded in another.
///
/// Displays as `true>wrong`: `gbk>windows-1252`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MixUp {
    truth: Charset,
    wrong: Charset,
}

impl MixUp {
    /// Text in `truth` that was read as `wrong`.
    pub fn new(truth: Charset, wrong: Charset) -> Self {
        MixUp { truth, wrong }
    }

    /// The charset that the text was encoded in.
    pub fn truth(self) -> Charset {
        self.truth
    }

    /// The charset that it was decoded in by mistake.
    pub fn wrong(self) -> Charset {
        self.wrong
    }
}

impl fmt::Display for MixUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}", self.truth.name(), self.wrong.name())
    }
}

/// One or more [mix-ups](MixUp) in the order in which they happened.
///
/// Displays as `gbk>windows-1252`; several are joined by ` + `.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chain {
    mix_ups: Vec<MixUp>,
}

impl Chain {
    pub(crate) fn new(mix_ups: Vec<MixUp>) -> Self {
        Chain { mix_ups }
    }

    /// The mix-ups, the first that happened first.
    pub fn mix_ups(&self) -> &[MixUp] {
        &self.mix_ups
    }

    /// The chain in words: `gbk read as windows-1252`, or
    /// `utf-8 read as windows-1252, then utf-8 read as windows-1251`.
    pub fn in_words(&self) -> impl fmt::Display + '_ {
        InWords(self)
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, m) in self.mix_ups.iter().enumerate() {
            if i > 0 {
                f.write_str(" + ")?;
            }
            write!(f, "{m}")?;
        }
        Ok(())
    }
}

struct InWords<'c>(&'c Chain);

impl fmt::Display for InWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, m) in self.0.mix_ups.iter().enumerate() {
            if i > 0 {
                f.write_str(", then ")?;
            }
            write!(f, "{} read as {}", m.truth.name(), m.wrong.name())?;
        }
        Ok(())
    }
}
