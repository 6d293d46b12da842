//! `--check`, `--explain`: a line for each repair.

use std::io::Write;

use super::edit::Chunk;
use super::pipeline::Sink;
use super::problem::Failure;
use super::show::{self, Colors};

pub struct List<'a> {
    pub out: &'a mut dyn Write,
    pub colors: Colors,
    pub name: &'a str,
    /// Show also what is left alone because it isn't sure enough.
    pub doubts: bool,
}

impl Sink for List<'_> {
    fn chunk(&mut self, chunk: &Chunk) -> Result<(), Failure> {
        let doubts = if self.doubts { &chunk.doubts[..] } else { &[] };
        let mut doubts = doubts.iter().peekable();
        for edit in &chunk.edits {
            while let Some(d) = doubts.next_if(|d| d.offset < edit.range.start) {
                show::doubt(self.out, self.colors, self.name, d.place, &d.what).map_err(Failure::Output)?;
            }
            if let Some(repair) = &edit.repair {
                show::repair(self.out, self.colors, self.name, edit.place, repair)
                    .map_err(Failure::Output)?;
            }
        }
        for d in doubts {
            show::doubt(self.out, self.colors, self.name, d.place, &d.what).map_err(Failure::Output)?;
        }
        Ok(())
    }

    fn pause(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(Failure::Output)
    }
}
