//! What a run has done, in numbers; and what it has to say about single files.

use std::collections::BTreeMap;
use std::fmt;

use super::edit::Chunk;
use super::pipeline::Sink;
use super::problem::Failure;
use super::show::count;

/// Of one file or of all.
#[derive(Debug, Default)]
pub struct Tally {
    /// Looked at to the end.
    pub files: u64,
    /// With something to repair.
    pub garbled: u64,
    /// Rewritten.
    pub written: u64,
    pub bytes: u64,
    /// Repairs by what happened to them.
    pub chains: BTreeMap<String, u64>,
    /// Probably garbled, and left because that isn't sure enough.
    pub doubts: u64,
    pub binaries: u64,
    /// What couldn't be done.
    pub errors: u64,
    /// In other charsets than UTF-8, and left so because nothing was garbled.
    pub legacy: u64,
}

impl Tally {
    pub fn repairs(&self) -> u64 {
        self.chains.values().sum()
    }

    pub fn add(&mut self, other: Tally) {
        self.files += other.files;
        self.garbled += other.garbled;
        self.written += other.written;
        self.bytes += other.bytes;
        self.doubts += other.doubts;
        self.binaries += other.binaries;
        self.errors += other.errors;
        self.legacy += other.legacy;
        for (chain, n) in other.chains {
            *self.chains.entry(chain).or_default() += n;
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let repairs = count(self.repairs(), "repair");
        write!(f, "{}, {repairs} in {}", count(self.files, "file"), self.garbled)?;
        if self.written > 0 {
            write!(f, ", {} rewritten", self.written)?;
        }
        for (n, what) in [
            (self.doubts, "left in doubt (--explain shows them)"),
            (self.binaries, "skipped as binary"),
            (self.legacy, "left in a charset other than UTF-8 (--to utf-8 converts them)"),
            (self.errors, "with errors"),
        ] {
            if n > 0 {
                write!(f, ", {n} {what}")?;
            }
        }
        let mut chains: Vec<(&String, &u64)> = self.chains.iter().collect();
        chains.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
        for (chain, n) in chains {
            write!(f, "\n{n:>8}  {chain}")?;
        }
        Ok(())
    }
}

impl Sink for Tally {
    fn chunk(&mut self, chunk: &Chunk) -> Result<(), Failure> {
        for repair in chunk.edits.iter().filter_map(|e| e.repair.as_ref()) {
            let chain = repair.chain().in_words().to_string();
            *self.chains.entry(chain).or_default() += 1;
        }
        self.doubts += chunk.doubts.len() as u64;
        Ok(())
    }
}
