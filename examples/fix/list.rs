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
}

impl Sink for List<'_> {
    fn chunk(&mut self, chunk: &Chunk) -> Result<(), Failure> {
        for edit in &chunk.edits {
            if let Some(repair) = &edit.repair {
                show::repair(self.out, self.colors, self.name, edit.place, repair)
                    .map_err(Failure::Output)?;
            }
        }
        Ok(())
    }

    fn pause(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(Failure::Output)
    }
}
