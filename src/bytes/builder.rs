//! Bytes whose charsets are known, stretch by stretch, to a [`Decoded`].

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::decoded::{Decoded, Kept, Stretch, StretchKind};
use crate::charset::{Charset, Holes};

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

    /// Lines of a stateful charset, which decode.
    pub(super) fn stateful(&mut self, charset: Charset, range: Range<usize>) {
        let slice = self.bytes.get(range.clone()).unwrap_or_default();
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
