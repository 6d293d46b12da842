//! Blocks of bytes to text, and what it takes to go back.
//!
//! A byte order mark, `--from`, and a charset that only a whole file can have (UTF-16, UTF-32, EBCDIC) hold for the
//! whole file. Otherwise each block is decoded by what it is: UTF-8 where it's valid, else what `decode_bytes` finds.
//! A file of up to one block is so judged as a whole, and of a larger one never more than a block is in memory.

use std::borrow::Cow;
use std::io::{self, Read};
use std::ops::Range;

use demojibake::{Charset, Holes, StretchKind, decode_bytes};

use super::blocks::Blocks;

/// How much of a file is looked at to find a charset that holds for the whole of it; a multiple of 4.
const START: usize = 64 * 1024;

/// In fewer bytes than this a NUL is a NUL: `a`, NUL, `b`, NUL could be two letters of UTF-16, or not.
pub const SHORTEST_WIDE: usize = 16;

/// How a file is decoded.
#[derive(Debug, Clone)]
pub struct Decoder {
    /// One charset for everything, or each block by itself.
    charset: Option<Charset>,
    /// The charset of the byte order mark, which isn't part of the text.
    mark: Option<Charset>,
    /// The whole file is one block.
    single: bool,
}

/// A block, decoded.
#[derive(Debug, Default)]
pub struct Text {
    pub text: String,
    /// Where the bytes weren't simply UTF-8: stretches of the text and what they were, in order.
    pub origins: Vec<(Range<usize>, Origin)>,
}

/// What a stretch of text was in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// This text, in a charset.
    Charset(Charset),
    /// These bytes; the text doesn't tell them.
    Bytes(Vec<u8>),
}

/// Charsets that a file has from beginning to end or not at all, with the bytes of a unit.
fn wide(charset: Charset) -> Option<usize> {
    match charset {
        Charset::UTF_16LE | Charset::UTF_16BE => Some(2),
        Charset::UTF_32LE | Charset::UTF_32BE => Some(4),
        Charset::CP037 | Charset::CP500 | Charset::CP1047 => Some(1),
        _ => None,
    }
}

/// How lines end in a charset.
pub fn line_end(charset: Charset) -> Vec<u8> {
    charset.reverse("\n", Holes::Strict).unwrap_or(b"\n".to_vec())
}

/// The byte order mark of a charset; none for those that aren't Unicode's.
pub fn mark(charset: Charset) -> &'static [u8] {
    match charset {
        Charset::UTF_8 => b"\xEF\xBB\xBF",
        Charset::UTF_16LE => b"\xFF\xFE",
        Charset::UTF_16BE => b"\xFE\xFF",
        Charset::UTF_32LE => b"\xFF\xFE\0\0",
        Charset::UTF_32BE => b"\0\0\xFE\xFF",
        _ => b"",
    }
}

impl Decoder {
    /// Looks at the start of a stream and passes its byte order mark over.
    pub fn start(blocks: &mut Blocks<impl Read>, from: Option<Charset>) -> io::Result<Decoder> {
        // the longer marks first: that of UTF-32 starts like that of UTF-16
        let known =
            [Charset::UTF_32LE, Charset::UTF_32BE, Charset::UTF_8, Charset::UTF_16LE, Charset::UTF_16BE];
        let start = blocks.peek(4)?;
        let marked = known
            .into_iter()
            .filter(|c| from.is_none() || from == Some(*c))
            .find(|c| start.starts_with(mark(*c)));
        let single = from.is_none() && marked.is_none_or(|c| c == Charset::UTF_8) && blocks.at_end()?;
        let mut charset = from.or(marked.filter(|c| *c != Charset::UTF_8));
        if charset.is_none() && !single {
            let start = blocks.peek(START)?;
            let start = &start[..START.min(start.len() / 4 * 4)];
            if start.contains(&0) || std::str::from_utf8(start).is_err() {
                charset = Some(decode_bytes(start).charset()).filter(|c| wide(*c).is_some());
            }
        }
        blocks.skip(marked.map_or(0, |c| mark(c).len()));
        blocks.set_line_end(&line_end(charset.unwrap_or(Charset::UTF_8)));
        Ok(Decoder { charset, mark: marked, single })
    }

    /// The charset of the byte order mark, if there was one.
    pub fn mark(&self) -> Option<Charset> {
        self.mark
    }

    /// Decodes a block. What has no character becomes U+FFFD, and its bytes are kept.
    pub fn decode(&self, bytes: Vec<u8>) -> Text {
        if let Some(charset) = self.charset {
            return fixed(charset, bytes);
        }
        // escape sequences may be those of ISO-2022-JP, and what has NULs may be UTF-16 when it's all there is
        let wide_perhaps = self.single && bytes.contains(&0) && bytes.len() >= SHORTEST_WIDE;
        let plain = !bytes.contains(&0x1B) && !wide_perhaps;
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if plain => return Text { text, origins: Vec::new() },
            Ok(text) => text.into_bytes(),
            Err(e) => e.into_bytes(),
        };
        let decoded = decode_bytes(&bytes);
        if !self.single && decoded.stretches().iter().any(|s| wide(s.charset()).is_some()) {
            // a middle part that looks like UTF-16 or EBCDIC is binary
            return fixed(Charset::UTF_8, bytes);
        }
        let mut origins = Vec::new();
        for stretch in decoded.stretches() {
            let was = &bytes[stretch.bytes()];
            match stretch.kind() {
                StretchKind::Text => {
                    note(&mut origins, decoded.text(), stretch.text(), stretch.charset(), was)
                }
                _ => origins.push((stretch.text(), Origin::Bytes(was.to_vec()))),
            }
        }
        Text { text: decoded.into_text(), origins }
    }
}

/// Notes where `text[range]` came from, so that the way back gives exactly `was`.
fn note(
    origins: &mut Vec<(Range<usize>, Origin)>,
    text: &str,
    range: Range<usize>,
    charset: Charset,
    was: &[u8],
) {
    let part = &text[range.clone()];
    if charset == Charset::UTF_8 && part.as_bytes() == was {
        return;
    }
    let gives = |part: &str, was: &[u8]| charset.reverse(part, Holes::Strict).is_ok_and(|back| back == was);
    if gives(part, was) {
        return origins.push((range, Origin::Charset(charset)));
    }
    // Some character has an unusual code. Line by line, so that not everything must be kept for its sake.
    let lines = |bytes: &[u8]| bytes.iter().filter(|b| **b == b'\n').count();
    let (mut at, mut from) = (range.start, 0);
    if lines(part.as_bytes()) == lines(was) {
        for (line, old) in part.split_inclusive('\n').zip(was.split_inclusive(|b| *b == b'\n')) {
            let origin =
                if gives(line, old) { Origin::Charset(charset) } else { Origin::Bytes(old.to_vec()) };
            origins.push((at..at + line.len(), origin));
            (at, from) = (at + line.len(), from + old.len());
        }
    }
    if at < range.end || from < was.len() {
        origins.push((at..range.end, Origin::Bytes(was[from..].to_vec())));
    }
}

/// Decodes in one charset. What has no character becomes U+FFFD.
pub fn fixed(charset: Charset, bytes: Vec<u8>) -> Text {
    let bytes = if charset == Charset::UTF_8 {
        match String::from_utf8(bytes) {
            Ok(text) => return Text { text, origins: Vec::new() },
            Err(e) => e.into_bytes(),
        }
    } else {
        bytes
    };
    let mut out = Text::default();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let good = match charset.decode(rest, Holes::Strict) {
            Ok(_) => rest.len(),
            Err(e) => e.offset().min(rest.len() - 1),
        };
        if let Some(text) = (good > 0).then(|| charset.decode(&rest[..good], Holes::Strict).ok()).flatten() {
            let range = out.text.len()..out.text.len() + text.len();
            out.text.push_str(&text);
            note(&mut out.origins, &out.text, range, charset, &rest[..good]);
            at += good;
        }
        if at < bytes.len() {
            let len = wide(charset).unwrap_or(1).min(bytes.len() - at);
            let range = out.text.len()..out.text.len() + '\u{FFFD}'.len_utf8();
            out.text.push('\u{FFFD}');
            out.origins.push((range, Origin::Bytes(bytes[at..at + len].to_vec())));
            at += len;
        }
    }
    out
}

impl Origin {
    /// The bytes that `text` was; `None` when the charset can't give it, which a damaged report may ask for.
    pub fn bytes<'a>(&'a self, text: &str) -> Option<Cow<'a, [u8]>> {
        match self {
            Origin::Charset(charset) => charset.reverse(text, Holes::Strict).ok().map(Cow::Owned),
            Origin::Bytes(bytes) => Some(Cow::Borrowed(bytes)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Fill;
    use super::*;

    /// Decodes a stream by blocks, goes back, and gives the text.
    fn there_and_back(bytes: &[u8], size: usize, from: Option<Charset>) -> String {
        let mut blocks = Blocks::new(bytes, size, Fill::Whole);
        let decoder = Decoder::start(&mut blocks, from).unwrap();
        let (mut text, mut back) = (String::new(), decoder.mark().map_or(Vec::new(), |c| mark(c).to_vec()));
        while let Some(block) = blocks.next().unwrap() {
            let decoded = decoder.decode(block);
            let mut done = 0;
            for (range, origin) in &decoded.origins {
                back.extend_from_slice(&decoded.text.as_bytes()[done..range.start]);
                back.extend_from_slice(&origin.bytes(&decoded.text[range.clone()]).unwrap());
                done = range.end;
            }
            back.extend_from_slice(&decoded.text.as_bytes()[done..]);
            text += &decoded.text;
        }
        assert!(back == bytes, "{:?} came back as {:?}", bytes.escape_ascii().to_string(), back);
        text
    }

    #[test]
    fn every_file_comes_back_byte_for_byte() {
        let gbk = b"\xD6\xD0\xB9\xFA\xC8\xCB\xC3\xF1\xB9\xB2\xBA\xCD\xB9\xFA\n".repeat(9);
        let mixed = [&gbk[..], "été, Größe\n".as_bytes(), b"bad \xFF\xFF\x80\n"].concat();
        for size in [64, 1 << 20] {
            for bytes in [&gbk[..], &mixed, b"\xEF\xBB\xBFcaf\xC3\xA9", b"a\0b\x1B[1m", b"\xC3", b""] {
                there_and_back(bytes, size, None);
                there_and_back(bytes, size, Some(Charset::GBK));
                there_and_back(bytes, size, Some(Charset::UTF_8));
            }
        }
        assert!(there_and_back(&gbk, 1 << 20, None).starts_with("中国人民共和国\n"));
    }

    #[test]
    fn a_charset_of_whole_files_holds_for_all_blocks() {
        let text = "Jakarta, Demak\nсловарь 漢字 словарь\n".repeat(20);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xFF\xFE", &wide[..]].concat();
        for size in [200, 1 << 20] {
            assert_eq!(there_and_back(&wide, size, None), text);
            assert_eq!(there_and_back(&marked, size, None), text);
            assert_eq!(there_and_back(&marked, size, Some(Charset::UTF_16LE)), text);
        }
    }

    #[test]
    fn unusual_codes_and_bytes_without_a_character_are_kept() {
        // 0x80 alone is the euro sign of windows-936; FF has no character, and 81 is cut off
        let bytes = b"\xD6\xD0\xB9\xFA\n\xFF\xD6\xD0\n\x81";
        assert_eq!(there_and_back(bytes, 1 << 20, Some(Charset::GBK)), "中国\n\u{FFFD}中\n\u{FFFD}");
        assert_eq!(there_and_back(b"\xC3\xA9\xFF", 1 << 20, Some(Charset::UTF_8)), "é\u{FFFD}");
    }
}
