//! What the caller knows of the charset of bytes.

use alloc::vec::Vec;

use super::builder::Builder;
use super::{Decoded, find_out, whole};
use crate::charset::{Charset, Holes};
use crate::model::BIT;

/// What is known of the charset that bytes are in.
///
/// ```
/// use demojibake::{Charset, InputCharset};
///
/// let bytes = b"Gr\x81n"; // ü in DOS
/// let decoded = InputCharset::Known(Charset::CP437).decode(bytes);
/// assert_eq!(decoded.text(), "Grün");
/// assert_eq!(decoded.encode(), bytes);
///
/// // a header says something that isn't so
/// let decoded = InputCharset::Declared(Charset::KOI8_R).decode("Привет, мир".as_bytes());
/// assert_eq!((decoded.text(), decoded.charset()), ("Привет, мир", Charset::UTF_8));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum InputCharset {
    /// Nothing: each stretch is decoded as what it is.
    #[default]
    Unknown,
    /// Somebody said so who may be wrong, such as an HTTP header or a column of a table: a strong hint, as if the
    /// bytes declared it themselves.
    Declared(Charset),
    /// All bytes are in this charset. Malformed ones become U+FFFD, and are kept for the way back.
    Known(Charset),
}

/// What a declaration in the file, or by its sender, is worth in bits: as much as a few words, less than a sentence.
const DECLARED: i32 = 24;

impl InputCharset {
    /// Decodes bytes. `Unknown.decode(…)` is [`decode_bytes`](crate::decode_bytes); nothing is lost here either:
    /// [`Decoded::encode`] gives back exactly `bytes`.
    ///
    /// ```
    /// use demojibake::{Charset, InputCharset, StretchKind};
    ///
    /// let bytes = b"caf\xC3\xA9 caf\xE9";
    /// let decoded = InputCharset::Known(Charset::UTF_8).decode(bytes);
    /// assert_eq!(decoded.text(), "café caf\u{FFFD}");
    /// assert_eq!(decoded.stretches()[1].kind(), StretchKind::Invalid);
    /// assert_eq!(decoded.encode(), bytes);
    /// ```
    pub fn decode(self, bytes: &[u8]) -> Decoded {
        self.decode_part(bytes, &[], Place::Start)
    }

    /// Decodes a part of a file, where some charsets are cheaper by so many bits.
    pub(crate) fn decode_part(self, bytes: &[u8], expected: &[(Charset, i32)], place: Place) -> Decoded {
        let declared = match self {
            InputCharset::Known(charset) => return known(bytes, charset, place),
            InputCharset::Declared(charset) => Some(charset),
            InputCharset::Unknown => None,
        };
        let expected = Expected { declared: declared.into_iter().collect(), others: expected.to_vec() };
        find_out(bytes, expected, place)
    }
}

/// The charsets that are expected, and how much.
pub(super) struct Expected {
    pub(super) declared: Vec<Charset>,
    /// With what they are cheaper by, in bits.
    pub(super) others: Vec<(Charset, i32)>,
}

impl Expected {
    /// What a charset costs that costs `price` if nothing is known, in sixteenths of a bit.
    pub(super) fn price(&self, charset: Charset, price: i32) -> i32 {
        let declared = self.declared.iter().any(|d| is(*d, charset));
        BIT * if declared { price.min(1) - DECLARED } else { price } - self.hinted(charset)
    }

    /// What hints say for a charset, in sixteenths of a bit.
    pub(super) fn hinted(&self, charset: Charset) -> i32 {
        // a language's charsets have both: ISO-8859-1 and windows-1252
        let itself = self.others.iter().any(|o| o.0 == charset);
        let counts = |o: Charset| o == charset || !itself && same(o) == charset;
        BIT * self.others.iter().filter(|o| counts(o.0)).map(|o| o.1).sum::<i32>()
    }
}

fn is(expected: Charset, charset: Charset) -> bool {
    expected == charset || same(expected) == charset
}

/// What a declared name means in practice.
fn same(declared: Charset) -> Charset {
    match declared {
        Charset::ISO_8859_1 => Charset::WINDOWS_1252,
        Charset::ISO_8859_8_I => Charset::ISO_8859_8,
        other => other,
    }
}

/// Where bytes stand that are decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// At the start of a file, where a byte order mark may stand.
    Start,
    /// After other bytes of the file, in a charset in which ASCII is ASCII.
    Middle,
}

/// The charset and the length of the byte order mark of a stream whose lines can't be told from its bytes, or no
/// mark if it's told otherwise; `sample` is its start. `None` for any other stream.
pub(crate) fn whole_charset(input: InputCharset, sample: &[u8]) -> Option<(Charset, usize)> {
    match input {
        InputCharset::Known(c) if c == Charset::UTF_8 || c.is_stateful() => None,
        InputCharset::Known(charset) => Some(mark_of(charset, sample).unwrap_or((charset, 0))),
        _ => {
            let others = Vec::new();
            let declared = if let InputCharset::Declared(c) = input { Vec::from([c]) } else { Vec::new() };
            let found = || whole::find(sample, &Expected { declared, others }).map(|charset| (charset, 0));
            whole::mark(sample).or_else(found).filter(|(charset, _)| *charset != Charset::UTF_8)
        }
    }
}

/// The byte order mark of bytes in a charset, if there is one, and what it says.
fn mark_of(charset: Charset, bytes: &[u8]) -> Option<(Charset, usize)> {
    let family = |c: Charset| match c {
        Charset::UTF_16LE | Charset::UTF_16BE => Charset::UTF_16LE,
        Charset::UTF_32LE | Charset::UTF_32BE => Charset::UTF_32LE,
        other => other,
    };
    // FF FE 00 00 starts UTF-32, and UTF-16 with a NUL
    match (charset, bytes) {
        (Charset::UTF_16LE | Charset::UTF_16BE, [0xFF, 0xFE, ..]) => Some((Charset::UTF_16LE, 2)),
        _ => whole::mark(bytes).filter(|(marked, _)| family(*marked) == family(charset)),
    }
}

/// Decodes all bytes in a charset. A byte order mark of its own is one; that of UTF-16 and UTF-32 says which half
/// comes first.
fn known(bytes: &[u8], charset: Charset, place: Place) -> Decoded {
    let mut out = Builder::new(bytes);
    let mark = if place == Place::Start { mark_of(charset, bytes) } else { None };
    let (charset, start) = mark.unwrap_or((charset, 0));
    if start > 0 {
        out.mark(charset, start);
    }
    match charset.is_stateful() {
        true => stateful(&mut out, charset, bytes),
        false => out.text(charset, start..bytes.len()),
    }
    out.finish()
}

/// Decodes a stateful charset: as a whole if it can be, else line by line; a line that isn't valid is taken for UTF-8.
fn stateful(out: &mut Builder<'_>, charset: Charset, bytes: &[u8]) {
    let decodes = |bytes: &[u8]| charset.decode(bytes, Holes::Strict).is_ok();
    let mut at = 0;
    let lines = bytes.split_inclusive(|&b| b == b'\n');
    let parts: Vec<&[u8]> = if decodes(bytes) { Vec::from([bytes]) } else { lines.collect() };
    for part in parts.into_iter().filter(|p| !p.is_empty()) {
        let range = at..at + part.len();
        at = range.end;
        match decodes(part) {
            true => out.stateful(charset, range),
            false => out.text(Charset::UTF_8, range),
        }
    }
}
