//! What bytes were found to be: the text, its stretches, and the way back.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::charset::{Charset, Holes};

/// Bytes, decoded: what [`decode_bytes`](crate::decode_bytes) gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    text: String,
    stretches: Vec<Stretch>,
    declared: Option<Charset>,
}

/// A part of the bytes that is in one charset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    bytes: Range<usize>,
    text: Range<usize>,
    charset: Charset,
    kind: StretchKind,
    kept: Vec<Kept>,
}

/// What a [`Stretch`] is.
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
struct Kept {
    text: Range<usize>,
    bytes: Vec<u8>,
}

impl Decoded {
    /// The text; U+FFFD where bytes have no character. A byte order mark isn't in it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text alone.
    pub fn into_text(self) -> String {
        self.text
    }

    /// What each stretch was, in order and without gaps.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The charset of most of the bytes, ASCII apart; UTF-8 when all are ASCII.
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
    pub fn bom(&self) -> Option<Charset> {
        self.stretches.first().filter(|s| s.kind == StretchKind::Mark).map(|s| s.charset)
    }

    /// The first charset that the bytes declare themselves. It was looked for only where the bytes didn't tell
    /// theirs otherwise: not in valid UTF-8, nor in UTF-16 or UTF-32.
    pub fn declared(&self) -> Option<Charset> {
        self.declared
    }

    /// Whether bytes had no character.
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
    pub fn bytes(&self) -> Range<usize> {
        self.bytes.clone()
    }

    /// Where its text stands in [`Decoded::text`], in bytes of UTF-8.
    pub fn text(&self) -> Range<usize> {
        self.text.clone()
    }

    /// The charset in which it was decoded. ASCII has that of its neighbours.
    pub fn charset(&self) -> Charset {
        self.charset
    }

    /// What it is.
    pub fn kind(&self) -> StretchKind {
        self.kind
    }
}

/// Puts a [`Decoded`] together, stretch by stretch and without gaps.
pub(super) struct Builder<'b> {
    bytes: &'b [u8],
    out: Decoded,
}

impl<'b> Builder<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Builder { bytes, out: Decoded { text: String::new(), stretches: Vec::new(), declared: None } }
    }

    pub(super) fn finish(self) -> Decoded {
        self.out
    }

    pub(super) fn declared(&mut self, charset: Option<Charset>) {
        self.out.declared = charset;
    }

    /// The first `len` bytes are a byte order mark.
    pub(super) fn mark(&mut self, charset: Charset, len: usize) {
        self.whole(charset, 0..len, StretchKind::Mark, "");
    }

    /// One malformed sequence.
    pub(super) fn invalid(&mut self, charset: Charset, range: Range<usize>) {
        self.whole(charset, range, StretchKind::Invalid, "\u{FFFD}");
    }

    /// A stretch whose bytes are kept.
    fn whole(&mut self, charset: Charset, bytes: Range<usize>, kind: StretchKind, text: &str) {
        let start = self.out.text.len();
        self.out.text.push_str(text);
        let text = start..self.out.text.len();
        let kept =
            Kept { text: text.clone(), bytes: self.bytes.get(bytes.clone()).unwrap_or_default().to_owned() };
        self.out.stretches.push(Stretch { bytes, text, charset, kind, kept: [kept].into() });
    }

    /// Lines of ISO-2022-JP, which decode.
    pub(super) fn jis(&mut self, range: Range<usize>) {
        let (charset, slice) = (Charset::ISO_2022_JP, self.bytes.get(range.clone()).unwrap_or_default());
        let Ok(text) = charset.decode(slice, Holes::Strict) else {
            return self.text(Charset::UTF_8, range);
        };
        if charset.reverse(&text, Holes::Strict).as_deref() != Ok(slice) {
            return self.whole(charset, range, StretchKind::Text, &text);
        }
        let start = self.out.text.len();
        self.out.text.push_str(&text);
        let text = start..self.out.text.len();
        self.out.stretches.push(Stretch {
            bytes: range,
            text,
            charset,
            kind: StretchKind::Text,
            kept: Vec::new(),
        });
    }

    /// Text in a charset; what is malformed all the same becomes stretches of its own.
    pub(super) fn text(&mut self, charset: Charset, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let rest = self.bytes.get(at..range.end).unwrap_or_default();
            let taken = self.good(charset, at, rest);
            at += taken;
            if at < range.end {
                let end = range.end.min(at + charset.unit());
                self.invalid(charset, at..end);
                at = end;
            }
        }
    }

    /// Decodes `rest`, which starts at `at`, up to what is malformed; how many bytes it took.
    fn good(&mut self, charset: Charset, at: usize, rest: &[u8]) -> usize {
        let start = self.out.text.len();
        let mut kept = Vec::new();
        let taken = if charset == Charset::UTF_8 {
            let valid = rest.utf8_chunks().next().map_or("", |c| c.valid());
            self.out.text.push_str(valid);
            valid.len()
        } else {
            self.by_char(charset, rest, &mut kept)
        };
        if taken == 0 {
            return 0;
        }
        let (bytes, text) = (at..at + taken, start..self.out.text.len());
        match self.out.stretches.last_mut() {
            Some(last) if last.kind == StretchKind::Text && last.charset == charset => {
                (last.bytes.end, last.text.end) = (bytes.end, text.end);
                last.kept.append(&mut kept);
            }
            _ => {
                let kind = StretchKind::Text;
                self.out.stretches.push(Stretch { bytes, text, charset, kind, kept });
            }
        }
        taken
    }

    fn by_char(&mut self, charset: Charset, bytes: &[u8], kept: &mut Vec<Kept>) -> usize {
        let mut at = 0;
        while let Some(rest @ [_, ..]) = bytes.get(at..) {
            let start = self.out.text.len();
            let len = match charset.char_at(rest) {
                Some((c, len)) => {
                    self.out.text.push(c);
                    let slice = rest.get(..len).unwrap_or_default();
                    if charset.bytes_of(c).is_none_or(|b| b.as_slice() != slice) {
                        kept.push(Kept { text: start..self.out.text.len(), bytes: slice.to_owned() });
                    }
                    len
                }
                None => {
                    // four pairs of Big5 are two characters each
                    let Some(two) = rest.get(..2).filter(|_| charset == Charset::BIG5) else { break };
                    let Ok(text) = charset.decode(two, Holes::Strict) else { break };
                    self.out.text.push_str(&text);
                    kept.push(Kept { text: start..self.out.text.len(), bytes: two.to_owned() });
                    2
                }
            };
            at += len;
        }
        at
    }
}
