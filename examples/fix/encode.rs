//! A chunk with its changes to bytes of the charset that is written.

use std::borrow::Cow;
use std::io::Write;

use demojibake::{Charset, Holes};

use super::edit::Chunk;
use super::problem::{Failure, Problem};

/// Writes the changed chunk; UTF-8 piece by piece, without a copy.
pub fn write(
    chunk: &Chunk,
    to: Charset,
    write: &mut dyn FnMut(&[u8]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if to != Charset::UTF_8 {
        return write(&encoded(chunk, to)?);
    }
    let mut done = 0;
    for edit in &chunk.edits {
        write(&chunk.text.as_bytes()[done..edit.range.start])?;
        write(edit.new.as_bytes())?;
        done = edit.range.end;
    }
    write(&chunk.text.as_bytes()[done..])
}

fn encoded(chunk: &Chunk, to: Charset) -> Result<Vec<u8>, Problem> {
    let text = if chunk.edits.is_empty() { Cow::Borrowed(&chunk.text) } else { Cow::Owned(chunk.changed()) };
    to.reverse(&text, Holes::Strict).map_err(|e| {
        let c = text[e.offset()..].chars().next().unwrap_or('\u{FFFD}');
        let line = chunk.place.line + text[..e.offset()].bytes().filter(|b| *b == b'\n').count() as u64;
        Problem::new(
            format_args!("{to} has no bytes for {c:?} (U+{:04X}) in line {line}", u32::from(c)),
            "choose another charset with --to, or UTF-8, which has every character",
        )
    })
}

/// The repaired text goes to standard output.
pub struct Print<'a, W: Write + ?Sized> {
    pub out: &'a mut W,
    pub to: Charset,
}

impl<W: Write + ?Sized> super::pipeline::Sink for Print<'_, W> {
    fn begin(&mut self, mark: Option<Charset>) -> Result<(), Failure> {
        let mark = mark.map_or(&b""[..], |_| super::decode::mark(self.to));
        self.out.write_all(mark).map_err(Failure::Output)
    }

    fn chunk(&mut self, chunk: &Chunk) -> Result<(), Failure> {
        write(chunk, self.to, &mut |bytes| self.out.write_all(bytes).map_err(Failure::Output))
    }

    fn pause(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(Failure::Output)
    }
}
