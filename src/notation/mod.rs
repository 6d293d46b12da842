//! Characters that are written out in ASCII, as references or escapes, and text in which they are read.

mod escapes;
mod html;
mod view;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

pub(crate) use view::View;

/// A way to write characters out in ASCII. Of the charset that a text is in, it is independent.
///
/// ```
/// use demojibake::{Chain, Notation};
///
/// let chain: Chain = "utf-8>windows-1252 + html".parse()?;
/// assert_eq!(chain.notations(), [Notation::Html]);
/// assert_eq!(chain.ungarble("&Atilde;&copy;t&#195;&#169;")?, "été");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Notation {
    /// HTML's and XML's character references: `&eacute;`, `&#233;`, `&#xE9;`. By name only what windows-1252 has.
    /// References to ASCII characters (`&lt;`) are left as they are.
    Html,
    /// Escapes with a backslash, as JSON, JavaScript, Python and C have them: `\u00e9`, `\xe9`, `\ud83d\ude00`. Those
    /// of ASCII characters are left as they are.
    Escapes,
}

impl Notation {
    pub(crate) const ALL: [Notation; 2] = [Notation::Html, Notation::Escapes];

    /// The name, as chains are written with it.
    ///
    /// ```
    /// assert_eq!(demojibake::Notation::Html.name(), "html");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Notation::Html => "html",
            Notation::Escapes => "escapes",
        }
    }

    /// The byte that each written-out character begins with.
    fn mark(self) -> u8 {
        match self {
            Notation::Html => b'&',
            Notation::Escapes => b'\\',
        }
    }

    /// The character that is written out where `bytes` begin, and how many bytes it takes.
    fn at(self, bytes: &[u8]) -> Option<(char, usize)> {
        match self {
            Notation::Html => html::at(bytes),
            Notation::Escapes => escapes::at(bytes),
        }
    }

    /// The text with everything that isn't ASCII written out.
    pub(crate) fn write(self, text: &str) -> String {
        let mut out = String::with_capacity(2 * text.len());
        for c in text.chars() {
            match self {
                _ if c.is_ascii() => out.push(c),
                Notation::Html => html::write(c, &mut out),
                Notation::Escapes => escapes::write(c, &mut out),
            }
        }
        out
    }
}

impl fmt::Display for Notation {
    /// Its name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A character that is written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenOut {
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    pub(crate) c: char,
    pub(crate) notation: Notation,
}

/// The characters that are written out in a text, in its order.
pub(crate) fn written_out(text: &str, notations: &[Notation]) -> Vec<WrittenOut> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for &notation in notations {
        let mut at = 0;
        while let Some(next) =
            bytes.get(at..).and_then(|rest| rest.iter().position(|b| *b == notation.mark()))
        {
            at += next;
            let rest = bytes.get(at..).unwrap_or_default();
            at += match notation.at(rest) {
                Some((c, len)) => {
                    found.push(WrittenOut { range: at..at + len, c, notation });
                    len
                }
                // a backslash that is escaped itself escapes nothing
                None if rest.starts_with(b"\\\\") => 2,
                None => 1,
            };
        }
    }
    found.sort_by_key(|w| w.range.start);
    found
}
