//! `--in-place`: the repaired text goes to a file beside the old one, which takes its place when all went well.

use std::io::{BufWriter, Read, Write};
use std::path::PathBuf;

use demojibake::Charset;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::decode::mark;
use super::edit::Chunk;
use super::encode;
use super::pipeline::Sink;
use super::problem::{Failure, Problem};
use super::replace::Target;

const BUFFER: usize = 256 * 1024;

/// Nothing is written before the first change: most files have none.
pub struct Rewrite {
    target: Target,
    to: Charset,
    /// The user has named charsets: a file without repairs is written too, if it becomes another.
    convert: bool,
    mark: Option<Charset>,
    new: Option<BufWriter<NamedTempFile>>,
    hash: Sha256,
    repaired: bool,
}

impl Rewrite {
    pub fn new(target: Target, to: Charset, convert: bool) -> Self {
        Rewrite { target, to, convert, mark: None, new: None, hash: Sha256::new(), repaired: false }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.hash.update(bytes);
        let Some(new) = &mut self.new else { return Ok(()) };
        new.write_all(bytes).map_err(|e| Problem::writing("write beside it", &e))
    }

    /// Makes the new file; up to `offset` of the text the old one was UTF-8 and good.
    fn start(&mut self, offset: u64) -> Result<(), Problem> {
        self.new = Some(BufWriter::with_capacity(BUFFER, self.target.beside()?));
        let old_mark = self.mark.map_or(&b""[..], mark);
        let new_mark = self.mark.map_or(&b""[..], |_| mark(self.to));
        self.write(new_mark)?;
        let mut old = self.target.reader()?;
        let mut part = vec![0; 1 << 16];
        let mut skip = old_mark.len() as u64;
        let mut left = skip + offset;
        while left > 0 {
            let want = part.len().min(usize::try_from(left).unwrap_or(part.len()));
            let got = match old.read(&mut part[..want]) {
                Ok(0) => break,
                Ok(n) => n,
                Err(e) => return Err(Problem::reading(&e)),
            };
            let from = usize::try_from(skip).unwrap_or(got).min(got);
            skip -= from as u64;
            self.write(&part[from..got])?;
            left -= got as u64;
        }
        Ok(())
    }

    /// Puts the new file in the old one's place if there's anything new in it; whether it did. `read` is the hash of
    /// what was read, and `report` is given that of what was written before the old file goes.
    pub fn finish(
        self,
        read: [u8; 32],
        backup: Option<&str>,
        report: impl FnOnce([u8; 32]) -> Result<(), Problem>,
    ) -> Result<bool, Problem> {
        let Some(new) = self.new else { return Ok(false) };
        let written: [u8; 32] = self.hash.finalize().into();
        if written == read || !(self.repaired || self.convert) {
            return Ok(false);
        }
        let new = new.into_inner().map_err(|e| Problem::writing("write beside it", e.error()))?;
        let backup = backup.map(|suffix| {
            let mut path = self.target.path().as_os_str().to_owned();
            path.push(suffix);
            PathBuf::from(path)
        });
        self.target.replace(new, read, backup.as_deref(), || report(written))?;
        Ok(true)
    }
}

impl Sink for Rewrite {
    fn begin(&mut self, mark: Option<Charset>) -> Result<(), Failure> {
        self.mark = mark;
        // in another charset than UTF-8 nothing is as it was
        let as_it_was = self.to == Charset::UTF_8 && mark.is_none_or(|m| m == Charset::UTF_8);
        if as_it_was { Ok(()) } else { Ok(self.start(0)?) }
    }

    fn chunk(&mut self, chunk: &Chunk) -> Result<(), Failure> {
        self.repaired |= !chunk.edits.is_empty();
        if self.new.is_none() {
            if chunk.edits.is_empty() && chunk.origins.is_empty() {
                return Ok(());
            }
            self.start(chunk.offset)?;
        }
        let to = self.to;
        encode::write(chunk, to, &mut |bytes| Ok(self.write(bytes)?))
    }
}
