//! Any stream to blocks of bounded size, cut where neither a character nor a garbled run stands.
//!
//! In: bytes. Out: blocks that, joined, are the bytes. A block ends at the end of a line where it can, which is never
//! inside a character: in no charset is a byte below 30 (hexadecimal) the second byte of one, UTF-16 and UTF-32 apart.

use std::io::{self, Read};

/// How full a block gets before it's given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// To its size: what is found in it doesn't depend on how the bytes arrive.
    Whole,
    /// To the end of the last line that has arrived; for values that are judged by themselves.
    Lines,
}

/// How many plain bytes part two runs: no run goes on over so many characters of good ASCII.
const GAP: usize = 48;

pub struct Blocks<R> {
    input: R,
    size: usize,
    fill: Fill,
    /// A line end: one byte, or a code unit of two or four.
    line_end: Vec<u8>,
    rest: Vec<u8>,
    end: bool,
}

impl<R: Read> Blocks<R> {
    /// Blocks of at most `size` bytes.
    pub fn new(input: R, size: usize, fill: Fill) -> Self {
        Blocks { input, size, fill, line_end: b"\n".to_vec(), rest: Vec::new(), end: false }
    }

    /// The bytes that come next, at most a block and at least `len` of them if there are as many, or a line where lines
    /// are wanted as they arrive; they stay.
    pub fn peek(&mut self, len: usize) -> io::Result<&[u8]> {
        let lines = self.fill == Fill::Lines;
        let has_arrived = |rest: &[u8]| lines && rest.contains(&b'\n');
        while self.rest.len() < len.min(self.size) && !has_arrived(&self.rest) && self.read()? {}
        Ok(&self.rest)
    }

    /// Whether everything has been read and what [`peek`](Blocks::peek) shows is the last of it.
    pub fn at_end(&mut self) -> io::Result<bool> {
        while self.rest.len() < self.size && self.fill == Fill::Whole && self.read()? {}
        Ok(self.end)
    }

    /// Passes the first bytes over.
    pub fn skip(&mut self, len: usize) {
        self.rest.drain(..len.min(self.rest.len()));
    }

    /// From here on lines end like this, and blocks are cut between code units of this many bytes.
    pub fn set_line_end(&mut self, line_end: &[u8]) {
        self.line_end = line_end.to_vec();
    }

    /// The next block; `None` after the last.
    pub fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            let full = self.rest.len() >= self.size;
            let line = self.fill == Fill::Lines && self.rest.contains(&b'\n');
            if full || line || (self.end && !self.rest.is_empty()) {
                let cut = if self.end && !full { self.rest.len() } else { cut(&self.rest, &self.line_end) };
                let rest = self.rest.split_off(cut);
                return Ok(Some(std::mem::replace(&mut self.rest, rest)));
            }
            if !self.read()? {
                if self.rest.is_empty() {
                    return Ok(None);
                }
                self.end = true;
            }
        }
    }

    /// Reads once; whether there was anything.
    fn read(&mut self) -> io::Result<bool> {
        if self.end {
            return Ok(false);
        }
        let start = self.rest.len();
        self.rest.reserve_exact(self.size.saturating_sub(start));
        self.rest.resize(self.size.max(start), 0);
        let got = loop {
            match self.input.read(&mut self.rest[start..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.rest.truncate(start + got.as_ref().map_or(0, |n| *n));
        self.end = got? == 0;
        Ok(!self.end)
    }
}

/// Where to cut: after the last line end; in a longer line after the last gap between runs, else where a character
/// certainly ends, else before a character of UTF-8, and at last anywhere.
fn cut(bytes: &[u8], line_end: &[u8]) -> usize {
    let unit = line_end.len();
    let mut units = bytes.chunks_exact(unit);
    let whole = bytes.len() / unit;
    if let Some(n) = units.rposition(|u| u == line_end) {
        return (n + 1) * unit;
    }
    if unit > 1 {
        return whole * unit;
    }
    let plain = |b: u8| (b' '..0x7F).contains(&b);
    let mut run = 0;
    for (i, &b) in bytes.iter().enumerate().rev().take(bytes.len() / 2) {
        run = if plain(b) { run + 1 } else { 0 };
        if run == GAP {
            // in its middle, so that the run before it and the one after it each see that it ends
            let middle = i + GAP / 2;
            return bytes[i..middle].iter().rposition(|&b| b == b' ').map_or(middle, |n| i + n + 1);
        }
    }
    let ends_character = |&b: &u8| b < 0x30 && b != 0x1B;
    let start = bytes.len() / 2;
    if let Some(n) = bytes[start..].iter().rposition(ends_character) {
        return start + n + 1;
    }
    match bytes.iter().rposition(|&b| b & 0xC0 != 0x80) {
        Some(n) if n > 0 && bytes.len() - n <= 4 => n,
        _ => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(bytes: &[u8], size: usize, line_end: &[u8]) -> Vec<Vec<u8>> {
        let mut blocks = Blocks::new(bytes, size, Fill::Whole);
        blocks.set_line_end(line_end);
        let mut out = Vec::new();
        while let Some(block) = blocks.next().unwrap() {
            out.push(block);
        }
        out
    }

    #[test]
    fn blocks_joined_are_the_bytes() {
        for bytes in [&b""[..], b"a", b"\n", b"a\nb\r\nc", &b"abc\n".repeat(50), &b"x".repeat(333)] {
            for size in [4, 7, 64, 1000] {
                assert_eq!(blocks(bytes, size, b"\n").concat(), bytes);
            }
        }
    }

    #[test]
    fn blocks_end_with_lines_where_they_can() {
        assert_eq!(blocks(b"abc\ndef\nghi", 9, b"\n"), [&b"abc\ndef\n"[..], b"ghi"]);
        assert_eq!(blocks(b"ab cd ef gh", 6, b"\n"), [&b"ab cd "[..], b"ef gh"]);
    }

    #[test]
    fn characters_are_not_cut() {
        let text = "漢字".repeat(40);
        assert!(blocks(text.as_bytes(), 100, b"\n").iter().all(|b| std::str::from_utf8(b).is_ok()));
        let wide: Vec<u8> = "a\nbc\u{A00}d".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(blocks(&wide, 11, b"\n\0"), [wide[..4].to_vec(), wide[4..].to_vec()]);
    }

    #[test]
    fn a_gap_between_runs_is_where_a_long_line_is_cut() {
        let gap = " and then a good part of a sentence that stands between ";
        let line = format!("{}{gap}{}", "²©²ÊÍøÕ¾ ".repeat(8), "²©²ÊÍøÕ¾ ".repeat(5));
        let parts = blocks(line.as_bytes(), line.len() - 2, b"\n");
        assert!(parts[0].iter().rev().take(20).all(u8::is_ascii), "{parts:?}");
        assert!(parts[1].iter().take(20).all(u8::is_ascii), "{parts:?}");
    }

    #[test]
    fn lines_are_given_out_as_they_arrive() {
        struct Drip(Vec<&'static [u8]>);
        impl Read for Drip {
            fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
                if self.0.is_empty() {
                    return Ok(0);
                }
                let part = self.0.remove(0);
                to[..part.len()].copy_from_slice(part);
                Ok(part.len())
            }
        }
        let mut blocks = Blocks::new(Drip(vec![b"a\nb", b"c", b"d\ne"]), 100, Fill::Lines);
        let mut next = || blocks.next().unwrap();
        assert_eq!([next(), next(), next()], [&b"a\n"[..], b"bcd\n", b"e"].map(|b| Some(b.to_vec())));
        assert_eq!(next(), None);
    }
}
