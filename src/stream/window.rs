//! A part of a stream, done.

use alloc::vec::Vec;
use core::ops::Range;

use crate::bytes::{Decoded, FixedBytes};
use crate::plan::Plan;

/// A part of a [`Stream`](crate::Stream), decoded and repaired: whole lines, unless a line is very long.
///
/// ```
/// let mut stream = demojibake::Fixer::new().stream();
/// stream.push("NicolÃ¡s\n".as_bytes());
/// stream.end();
/// let window = stream.next_window().unwrap();
/// assert_eq!((window.bytes(), window.decoded().text()), (0..11, "NicolÃ¡s\n"));
/// assert_eq!((window.plan().repairs().len(), window.text()), (1, "Nicolás\n"));
/// assert_eq!(window.output(), "Nicolás\n".as_bytes());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    pub(super) start: u64,
    pub(super) length: usize,
    pub(super) fixed: FixedBytes,
}

impl Window {
    /// Where it stands in the bytes of the stream. Of a stream in a charset in which ASCII isn't ASCII, such as
    /// UTF-16, or that is [known](crate::InputCharset::Known) to be in another one than UTF-8: in the stream
    /// in UTF-8, without its byte order mark.
    ///
    /// ```
    /// let mut stream = demojibake::Fixer::new().stream();
    /// stream.push("NicolÃ¡s\n".as_bytes());
    /// stream.end();
    /// let window = stream.next_window().unwrap();
    /// assert_eq!(window.bytes(), 0..11);
    /// ```
    pub fn bytes(&self) -> Range<u64> {
        self.start..self.start + self.length as u64
    }

    /// What each stretch of it was, and its text before repairs.
    ///
    /// ```
    /// let mut stream = demojibake::Fixer::new().stream();
    /// stream.push("NicolÃ¡s\n".as_bytes());
    /// stream.end();
    /// let window = stream.next_window().unwrap();
    /// assert_eq!(window.decoded().text(), "NicolÃ¡s\n");
    /// ```
    pub fn decoded(&self) -> &Decoded {
        self.fixed.decoded()
    }

    /// The repairs of its text; their ranges are in [`Decoded::text`].
    ///
    /// ```
    /// let mut stream = demojibake::Fixer::new().stream();
    /// stream.push("NicolÃ¡s\n".as_bytes());
    /// stream.end();
    /// let window = stream.next_window().unwrap();
    /// assert_eq!(window.plan().repairs()[0].range(), 5..9);
    /// ```
    pub fn plan(&self) -> &Plan {
        self.fixed.plan()
    }

    /// Its repaired text.
    ///
    /// ```
    /// let mut stream = demojibake::Fixer::new().stream();
    /// stream.push("NicolÃ¡s\n".as_bytes());
    /// stream.end();
    /// let window = stream.next_window().unwrap();
    /// assert_eq!(window.text(), "Nicolás\n");
    /// ```
    pub fn text(&self) -> &str {
        self.fixed.text()
    }

    /// Its repaired text in UTF-8, with malformed bytes of UTF-8 as they were: see [`FixedBytes::output`].
    ///
    /// ```
    /// let mut stream = demojibake::Fixer::new().stream();
    /// stream.push("NicolÃ¡s\n".as_bytes());
    /// stream.end();
    /// let window = stream.next_window().unwrap();
    /// assert_eq!(window.output(), "Nicolás\n".as_bytes());
    /// ```
    pub fn output(&self) -> Vec<u8> {
        self.fixed.output()
    }
}
