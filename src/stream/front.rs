//! Bytes as they come in, made UTF-8 where they are in a charset whose lines can't be told from its bytes.

use alloc::vec::Vec;

use crate::bytes::{InputCharset, whole_charset};
use crate::charset::{Charset, Holes};

/// So many bytes tell what a stream of unknown charset is.
const SAMPLE: usize = 1024;
/// No character has more bytes than this.
const LONGEST: usize = 8;

/// The first stage of a stream.
#[derive(Debug, Clone)]
pub(super) enum Front {
    /// Not known yet; the bytes so far.
    Undecided(Vec<u8>),
    /// ASCII means ASCII in these bytes, and lines end where they seem to.
    Plain,
    /// All bytes are in this charset; those whose character may go on.
    Whole(Charset, Vec<u8>),
}

impl Front {
    pub(super) fn new() -> Front {
        Front::Undecided(Vec::new())
    }

    /// Takes bytes and puts what is known of them into `out`; `end` says that no more will come.
    pub(super) fn push(&mut self, input: InputCharset, bytes: &[u8], end: bool, out: &mut Vec<u8>) {
        match self {
            Front::Plain => out.extend_from_slice(bytes),
            Front::Whole(charset, carried) => {
                carried.extend_from_slice(bytes);
                let done = transcode(*charset, carried, end, out);
                carried.drain(..done);
            }
            Front::Undecided(begun) => {
                begun.extend_from_slice(bytes);
                if begun.len() < SAMPLE && !end && !is_plain(input) {
                    return;
                }
                let begun = core::mem::take(begun);
                let mut start = 0;
                *self = Front::Plain;
                if let Some((charset, mark)) = whole_charset(input, begun.get(..SAMPLE).unwrap_or(&begun)) {
                    *self = Front::Whole(charset, Vec::new());
                    start = mark;
                }
                self.push(input, begun.get(start..).unwrap_or_default(), end, out);
            }
        }
    }
}

/// Whether nothing needs to be seen first.
fn is_plain(input: InputCharset) -> bool {
    matches!(input, InputCharset::Known(c) if c == Charset::UTF_8 || c.is_stateful())
}

/// Decodes to UTF-8, U+FFFD for what has no character; how many bytes were taken. Whether a character is malformed
/// is seen when eight bytes are there, or the end is, so it doesn't matter how the bytes come.
fn transcode(charset: Charset, bytes: &[u8], end: bool, out: &mut Vec<u8>) -> usize {
    let mut at = 0;
    let mut utf8 = [0; 4];
    while let Some(rest @ [_, ..]) = bytes.get(at..) {
        if rest.len() < LONGEST && !end {
            break;
        }
        if let Some((c, len)) = charset.char_at(rest) {
            out.extend_from_slice(c.encode_utf8(&mut utf8).as_bytes());
            at += len;
            continue;
        }
        // four pairs of Big5 are two characters each
        let two = rest.get(..2).filter(|_| charset == Charset::BIG5);
        if let Some(text) = two.and_then(|two| charset.decode(two, Holes::Strict).ok()) {
            out.extend_from_slice(text.as_bytes());
            at += 2;
            continue;
        }
        out.extend_from_slice(char::REPLACEMENT_CHARACTER.encode_utf8(&mut utf8).as_bytes());
        at += charset.unit().min(rest.len());
    }
    at
}
