//! One stream's way through: blocks → text → records → repairs → sinks.
//!
//! At no time more than a few blocks are in memory. Decoding and judging run on all threads; what goes to the sinks
//! is in the order of the stream, and doesn't depend on the number of threads.

use std::io::Read;

use demojibake::{Charset, Fixer};
use rayon::prelude::*;

use super::blocks::{Blocks, Fill};
use super::decode::{Decoder, Text};
use super::edit::{Chunk, Complaint, Place};
use super::interrupt;
use super::learned::Learned;
use super::problem::{Failure, Problem};
use super::records::Layout;

/// How much of a file is judged at once: its runs support each other. Larger blocks find little more and cost memory.
const BLOCK: usize = 1 << 20;
/// How many blocks are worked on at once; a constant, so that the result is the same with any number of threads.
const AT_ONCE: usize = 2;
/// Values that are judged by themselves are spread over the threads in parts of this size.
const PART: usize = 32 << 10;
/// A record that is longer than this is left as it is.
const LONGEST_RECORD: usize = 8 << 20;

/// Up to this size a file is read, decoded and judged as a whole.
pub const WHOLE: u64 = BLOCK as u64 - 1;

/// Takes what comes out, in order.
pub trait Sink {
    /// Before the first chunk; `mark` is the charset of the stream's byte order mark.
    fn begin(&mut self, _mark: Option<Charset>) -> Result<(), Failure> {
        Ok(())
    }

    fn chunk(&mut self, chunk: &Chunk) -> Result<(), Failure>;

    /// Nothing more will come for a while.
    fn pause(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}

/// What to do with a stream.
pub struct Work<'a> {
    pub fixer: &'a Fixer,
    pub layout: Layout,
    pub from: Option<Charset>,
}

/// Runs a stream through to the sinks.
pub fn run(mut work: Work, input: impl Read, sinks: &mut [&mut dyn Sink]) -> Result<(), Failure> {
    let reading = |e: std::io::Error| Failure::File(Problem::reading(&e));
    let fill = if work.layout.by_line() { Fill::Lines } else { Fill::Whole };
    let mut blocks = Blocks::new(input, BLOCK, fill);
    let decoder = Decoder::start(&mut blocks, work.from).map_err(reading)?;
    for sink in &mut *sinks {
        sink.begin(decoder.mark())?;
    }
    let mut cutter = Cutter::default();
    let mut learned = Learned::new(work.fixer);
    let mut place = Place::START;
    let mut begun = false;
    loop {
        if interrupt::wanted() {
            return Err(Failure::Interrupted);
        }
        let mut raw = Vec::new();
        while raw.len() < if fill == Fill::Lines { 1 } else { AT_ONCE } {
            match blocks.next().map_err(reading)? {
                Some(block) => raw.push(block),
                None => break,
            }
        }
        let last = raw.is_empty();
        let texts: Vec<Text> = raw.into_par_iter().map(|block| decoder.decode(block)).collect();
        let first = texts.first().filter(|_| !begun).map(|t| t.text.as_str());
        if let Some(first) = first {
            work.layout.begin(first, work.fixer)?;
            begun = true;
        }
        let mut chunks = Vec::new();
        for text in texts {
            cutter.push(text, &work.layout, &mut chunks);
        }
        if last {
            cutter.finish(&mut chunks);
        }
        if fill == Fill::Lines {
            chunks = chunks.into_iter().flat_map(parts).collect();
        }
        chunks.par_iter_mut().filter(|c| !c.leave).for_each(|chunk| {
            work.layout.judge(chunk, &learned);
        });
        for mut chunk in chunks {
            place = chunk.locate(place);
            if work.layout.learns() {
                learned.learn(&chunk);
            }
            for sink in &mut *sinks {
                sink.chunk(&chunk)?;
            }
        }
        if last {
            return Ok(());
        }
        if fill == Fill::Lines {
            for sink in &mut *sinks {
                sink.pause()?;
            }
        }
    }
}

/// Cuts the text where records end, and keeps the start of the next one.
#[derive(Default)]
struct Cutter {
    rest: Chunk,
    /// Inside a record that is too long.
    skipping: bool,
}

impl Cutter {
    fn push(&mut self, text: Text, layout: &Layout, out: &mut Vec<Chunk>) {
        let end = self.rest.offset + self.rest.text.len() as u64;
        let origins = text.origins.into_iter().map(|(r, o)| (end + r.start as u64..end + r.end as u64, o));
        self.rest.origins.extend(origins);
        if self.rest.text.is_empty() {
            self.rest.text = text.text;
        } else {
            self.rest.text.push_str(&text.text);
        }
        if self.skipping {
            let line = self.rest.text.find('\n').map(|n| n + 1);
            self.skipping = line.is_none();
            let mut chunk = self.take(line.unwrap_or(self.rest.text.len()));
            chunk.leave = true;
            out.push(chunk);
        }
        let whole = layout.whole(&self.rest.text);
        if whole > 0 {
            out.push(self.take(whole));
        }
        if self.rest.text.len() > LONGEST_RECORD {
            let line = self.rest.text.rfind('\n');
            self.skipping = line.is_none();
            let mut chunk = self.take(line.map_or(self.rest.text.len(), |n| n + 1));
            if self.skipping {
                chunk.leave = true;
                let message = format!(
                    "a record of more than {} MiB; it stays as it is: leave out the kind of record to repair plain text",
                    LONGEST_RECORD >> 20
                );
                chunk.complaints.push(Complaint::new(0, message));
            }
            out.push(chunk);
        }
    }

    fn finish(&mut self, out: &mut Vec<Chunk>) {
        let mut chunk = self.take(self.rest.text.len());
        chunk.leave = self.skipping;
        chunk.last = true;
        out.push(chunk);
    }

    /// The first bytes as a chunk; the origins that start in it go with it.
    fn take(&mut self, len: usize) -> Chunk {
        let rest = self.rest.text.split_off(len);
        let offset = self.rest.offset + len as u64;
        let origins = match rest.is_empty() {
            true => Vec::new(),
            false => self.rest.origins.split_off(self.rest.origins.partition_point(|o| o.0.start < offset)),
        };
        std::mem::replace(&mut self.rest, Chunk { text: rest, offset, origins, ..Chunk::default() })
    }
}

/// A chunk of lines in parts.
fn parts(mut chunk: Chunk) -> Vec<Chunk> {
    if chunk.leave || chunk.text.len() <= PART {
        return vec![chunk];
    }
    let mut out = Vec::new();
    let mut origins = std::mem::take(&mut chunk.origins).into_iter().peekable();
    let mut start = 0;
    while start < chunk.text.len() {
        let rest = &chunk.text.as_bytes()[start..];
        let end = rest.get(PART..).and_then(|t| t.iter().position(|b| *b == b'\n'));
        let end = end.map_or(chunk.text.len(), |n| start + PART + n + 1);
        let behind = chunk.offset + end as u64;
        let last = end == chunk.text.len();
        out.push(Chunk {
            text: chunk.text[start..end].to_string(),
            offset: chunk.offset + start as u64,
            origins: std::iter::from_fn(|| origins.next_if(|o| last || o.0.start < behind)).collect(),
            last: last && chunk.last,
            ..Chunk::default()
        });
        start = end;
    }
    out
}
