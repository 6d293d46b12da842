//! What bytes were found to be: the text, its stretches, and the way back.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::charset::{Charset, Holes};

/// Bytes, decoded: what [`decode_bytes`](crate::decode_bytes) gives.
///
/// ```
/// use demojibake::{Charset, decode_bytes};
///
/// let decoded = decode_bytes("Straße".as_bytes());
/// assert_eq!((decoded.text(), decoded.charset()), ("Straße", Charset::UTF_8));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub(super) text: String,
    pub(super) stretches: Vec<Stretch>,
    pub(super) declared: Option<Charset>,
}

/// A part of the bytes that is in one charset.
///
/// ```
/// use demojibake::{Charset, decode_bytes};
///
/// let decoded = decode_bytes(b"d\xC3\xA9but de la s\xC3\xA9ance\nfin de la s\xE9ance, r\xE9sum\xE9 envoy\xE9\n");
/// let charsets: Vec<Charset> = decoded.stretches().iter().map(|s| s.charset()).collect();
/// assert_eq!(charsets, [Charset::UTF_8, Charset::WINDOWS_1252]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub(super) bytes: Range<usize>,
    pub(super) text: Range<usize>,
    pub(super) charset: Charset,
    pub(super) kind: StretchKind,
    pub(super) kept: Vec<Kept>,
}

/// What a [`Stretch`] is.
///
/// ```
/// use demojibake::{StretchKind, decode_bytes};
///
/// let decoded = decode_bytes(b"\xEF\xBB\xBFa");
/// assert_eq!(decoded.stretches()[0].kind(), StretchKind::Mark);
/// assert_eq!(decoded.stretches()[1].kind(), StretchKind::Text);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StretchKind {
    /// A byte order mark; it has no text.
    Mark,
    /// Text in the stretch's charset.
    Text,
    /// One sequence of bytes that is malformed in the stretch's charset; its text is U+FFFD.
    Invalid,
}

/// Bytes that can't be told from the text: malformed ones, marks, unusual codes of a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) text: Range<usize>,
    pub(super) bytes: Vec<u8>,
}

impl Decoded {
    /// The text; U+FFFD where bytes have no character. A byte order mark isn't in it.
    ///
    /// ```
    /// assert_eq!(demojibake::decode_bytes(b"\xEF\xBB\xBFStra\xC3\x9Fe").text(), "Straße");
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text alone.
    ///
    /// ```
    /// let text: String = demojibake::decode_bytes(b"Stra\xC3\x9Fe").into_text();
    /// assert_eq!(text, "Straße");
    /// ```
    pub fn into_text(self) -> String {
        self.text
    }

    /// What each stretch was, in order and without gaps.
    ///
    /// ```
    /// let decoded = demojibake::decode_bytes(b"Stra\xC3\x9Fe \xC3");
    /// let texts: Vec<&str> = decoded.stretches().iter().map(|s| &decoded.text()[s.text()]).collect();
    /// assert_eq!(texts, ["Straße ", "\u{FFFD}"]);
    /// ```
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The charset of most of the bytes, ASCII apart; UTF-8 when all are ASCII.
    ///
    /// ```
    /// use demojibake::{Charset, decode_bytes};
    ///
    /// assert_eq!(decode_bytes("Straße".as_bytes()).charset(), Charset::UTF_8);
    /// assert_eq!(decode_bytes(b"plain").charset(), Charset::UTF_8);
    /// ```
    pub fn charset(&self) -> Charset {
        let mut sums: Vec<(Charset, usize)> = Vec::new();
        for s in self.stretches.iter().filter(|s| s.kind == StretchKind::Text) {
            let text = self.text.get(s.text.clone()).unwrap_or_default();
            let weight =
                text.chars().filter(|c| !c.is_ascii()).count() * 1_000_000 + s.bytes.len().min(999_999);
            match sums.iter_mut().find(|sum| sum.0 == s.charset) {
                Some(sum) => sum.1 += weight,
                None => sums.push((s.charset, weight)),
            }
        }
        sums.iter().max_by_key(|s| s.1).map_or(Charset::UTF_8, |s| s.0)
    }

    /// The charset of the byte order mark, if there was one.
    ///
    /// ```
    /// use demojibake::{Charset, decode_bytes};
    ///
    /// assert_eq!(decode_bytes(b"\xFF\xFEa\0").bom(), Some(Charset::UTF_16LE));
    /// assert_eq!(decode_bytes(b"a").bom(), None);
    /// ```
    pub fn bom(&self) -> Option<Charset> {
        self.stretches.first().filter(|s| s.kind == StretchKind::Mark).map(|s| s.charset)
    }

    /// The first charset that the bytes declare themselves. It was looked for only where the bytes didn't tell
    /// theirs otherwise: not in valid UTF-8, nor in UTF-16 or UTF-32.
    ///
    /// ```
    /// use demojibake::{Charset, decode_bytes};
    ///
    /// let html = b"<meta charset=windows-1251><p>\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0</p>";
    /// assert_eq!(decode_bytes(html).declared(), Some(Charset::WINDOWS_1251));
    /// ```
    pub fn declared(&self) -> Option<Charset> {
        self.declared
    }

    /// Whether bytes had no character.
    ///
    /// ```
    /// use demojibake::{Charset, InputCharset};
    ///
    /// let utf8 = InputCharset::Known(Charset::UTF_8);
    /// assert!(utf8.decode(b"caf\xE9").has_invalid() && !utf8.decode(b"cafe").has_invalid());
    /// ```
    pub fn has_invalid(&self) -> bool {
        self.stretches.iter().any(|s| s.kind == StretchKind::Invalid)
    }

    /// Exactly the bytes that were decoded.
    ///
    /// ```
    /// use demojibake::decode_bytes;
    ///
    /// let bytes = b"\xEF\xBB\xBFcaf\xC3\xA9 \xFF\xFF\xC3";
    /// assert_eq!(decode_bytes(bytes).encode(), bytes);
    /// ```
    pub fn encode(&self) -> Vec<u8> {
        self.encode_up_to(self.text.len())
    }

    /// The bytes of the text before `end`, and those that have no text there.
    pub(crate) fn encode_up_to(&self, end: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.stretches.last().map_or(0, |s| s.bytes.end));
        for s in self.stretches.iter().filter(|s| s.text.start < end || s.text.end <= end) {
            let mut done = s.text.start;
            let usual = |out: &mut Vec<u8>, range: Range<usize>| {
                let text = self.text.get(range).unwrap_or_default();
                // what doesn't turn back was kept when it was decoded
                out.extend(s.charset.reverse(text, Holes::Strict).unwrap_or_default());
            };
            for kept in s.kept.iter().filter(|k| k.text.end <= end) {
                usual(&mut out, done..kept.text.start);
                out.extend_from_slice(&kept.bytes);
                done = kept.text.end;
            }
            usual(&mut out, done..s.text.end.min(end));
        }
        out
    }

    /// The malformed bytes of UTF-8, each with the place of its U+FFFD in the text.
    pub(super) fn malformed_utf8(&self) -> impl Iterator<Item = (Range<usize>, &[u8])> {
        let malformed = |s: &&Stretch| s.kind == StretchKind::Invalid && s.charset == Charset::UTF_8;
        let stretches = self.stretches.iter().filter(malformed);
        stretches.flat_map(|s| s.kept.iter().map(|kept| (kept.text.clone(), kept.bytes.as_slice())))
    }
}

impl Stretch {
    /// Where it stands in the bytes.
    ///
    /// ```
    /// let decoded = demojibake::decode_bytes(b"\xEF\xBB\xBFa");
    /// assert_eq!(decoded.stretches()[1].bytes(), 3..4);
    /// ```
    pub fn bytes(&self) -> Range<usize> {
        self.bytes.clone()
    }

    /// Where its text stands in [`Decoded::text`], in bytes of UTF-8.
    ///
    /// ```
    /// let decoded = demojibake::decode_bytes(b"\xEF\xBB\xBFa");
    /// assert_eq!(decoded.stretches()[1].text(), 0..1);
    /// ```
    pub fn text(&self) -> Range<usize> {
        self.text.clone()
    }

    /// The charset in which it was decoded. ASCII has that of its neighbours.
    ///
    /// ```
    /// use demojibake::{Charset, decode_bytes};
    ///
    /// assert_eq!(decode_bytes("é".as_bytes()).stretches()[0].charset(), Charset::UTF_8);
    /// ```
    pub fn charset(&self) -> Charset {
        self.charset
    }

    /// What it is.
    ///
    /// ```
    /// use demojibake::{Charset, InputCharset, StretchKind};
    ///
    /// let decoded = InputCharset::Known(Charset::UTF_8).decode(b"\xFF");
    /// assert_eq!(decoded.stretches()[0].kind(), StretchKind::Invalid);
    /// ```
    pub fn kind(&self) -> StretchKind {
        self.kind
    }
}
