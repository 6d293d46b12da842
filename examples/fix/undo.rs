//! `--undo`: a report, read backwards, gives every file and name back as it was.
//!
//! Going back takes two steps, each in one pass: repairs are taken back, which gives the text as it was decoded, and
//! this is written in the charsets that it had. The result must have the old file's hash before it takes its place.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use demojibake::Charset;
use sha2::{Digest, Sha256};

use super::blocks::{Blocks, Fill};
use super::decode::{Origin, fixed, line_end, mark};
use super::interrupt;
use super::problem::{Failure, Problem};
use super::replace::{self, Target};
use super::report::{FileLine, Line, RepairLine, VERSION, hex, unhex};

/// How much of a file is read at once.
const BLOCK: usize = 1 << 20;

/// A range of the text in bytes, and what it had been in the file.
type Named = ((u64, u64), Origin);

/// What an undo has done.
#[derive(Debug, Default)]
pub struct Undone {
    pub files: u64,
    pub names: u64,
    /// Files and names that were already as they had been.
    pub already: u64,
    pub errors: u64,
}

/// Something to undo, and where in the report what belongs to it starts.
enum Step {
    File(FileLine, u64),
    Rename { from: std::path::PathBuf, to: std::path::PathBuf },
}

/// Undoes a report; `say` is told what can't be undone.
pub fn undo(report: &Path, say: &mut dyn FnMut(String)) -> Result<Undone, Failure> {
    let mut undone = Undone::default();
    for step in steps(report)?.into_iter().rev() {
        if interrupt::wanted() {
            return Err(Failure::Interrupted);
        }
        let (name, result) = match &step {
            Step::File(file, at) => {
                let path = file.path.path().unwrap_or_default();
                let result = restore(report, *at, file, &path).map(|done| (u64::from(done), 0));
                (path, result)
            }
            Step::Rename { from, to } => (to.clone(), rename(from, to).map(|done| (0, u64::from(done)))),
        };
        match result {
            Ok((0, 0)) => undone.already += 1,
            Ok((files, names)) => {
                undone.files += files;
                undone.names += names;
            }
            Err(problem) => {
                undone.errors += 1;
                say(format!("{}: {problem}", name.display()));
            }
        }
    }
    Ok(undone)
}

fn steps(report: &Path) -> Result<Vec<Step>, Problem> {
    let reading = |e| Problem::reading(&e);
    let mut lines = BufReader::new(File::open(report).map_err(reading)?);
    let (mut steps, mut at, mut text) = (Vec::new(), 0, Vec::new());
    for number in 1u64.. {
        text.clear();
        let len = lines.read_until(b'\n', &mut text).map_err(reading)?;
        // the last line may be torn: its file wasn't replaced
        if len == 0 || !text.ends_with(b"\n") {
            break;
        }
        at += len as u64;
        let line = serde_json::from_slice(&text).map_err(|e| {
            Problem::new(
                format_args!("line {number} isn't one of a report ({e}); nothing was changed"),
                "give the file that --report wrote",
            )
        })?;
        match line {
            Line::Report { version, .. } if version > VERSION => {
                return Err(Problem::new(
                    format_args!("the report is in version {version} of the form; nothing was changed"),
                    "use the program that wrote it, or a newer one",
                ));
            }
            Line::File(file) if file.written => steps.push(Step::File(file, at)),
            Line::Rename { from, to } => {
                let path = |n: super::report::Name| n.path().unwrap_or_default();
                steps.push(Step::Rename { from: path(from), to: path(to) });
            }
            _ => {}
        }
    }
    Ok(steps)
}

/// Gives a file or folder its old name back.
fn rename(from: &Path, to: &Path) -> Result<bool, Problem> {
    if !to.exists() && from.exists() {
        return Ok(false);
    }
    replace::rename_new(to, from).map_err(|e| {
        Problem::new(
            format_args!("can't get its old name {} back: {e}", from.display()),
            "see that it's there and that nothing has the old name",
        )
    })?;
    replace::sync_folder(from);
    Ok(true)
}

fn hash_of(target: &Target) -> Result<[u8; 32], Problem> {
    let mut hash = Sha256::new();
    let mut file = target.reader()?;
    replace::hash_into(&mut file, &mut hash).map_err(|e| Problem::reading(&e))?;
    Ok(hash.finalize().into())
}

/// Gives a file its old content back; whether there was anything to do.
fn restore(report: &Path, at: u64, file: &FileLine, path: &Path) -> Result<bool, Problem> {
    let target = Target::open(path)?;
    let now = hash_of(&target)?;
    if hex(&now) == file.before {
        return Ok(false);
    }
    if hex(&now) != file.after {
        return Err(Problem::new(
            "it was changed since the report was written; it stays as it is",
            "undo the later change first",
        ));
    }
    let mut out = Hashed { out: BufWriter::new(target.beside()?), hash: Sha256::new() };
    rebuild(report, at, file, &target, &mut out)?;
    let before: [u8; 32] = out.hash.finalize().into();
    let temp = out.out.into_inner().map_err(|e| Problem::writing("write beside it", e.error()))?;
    if hex(&before) != file.before {
        return Err(damaged());
    }
    target.replace(temp, now, None, || Ok(()))?;
    Ok(true)
}

fn damaged() -> Problem {
    Problem::new(
        "the report doesn't give the old file; it stays as it is",
        "was the report changed? take the original",
    )
}

/// Writes, and hashes what is written.
struct Hashed<W: Write> {
    out: BufWriter<W>,
    hash: Sha256,
}

impl<W: Write> Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.hash.update(bytes);
        self.out.write_all(bytes).map_err(|e| Problem::writing("write beside it", &e))
    }
}

/// Writes the old file.
fn rebuild(
    report: &Path,
    at: u64,
    file: &FileLine,
    target: &Target,
    out: &mut Hashed<impl Write>,
) -> Result<(), Problem> {
    let reading = |e| Problem::reading(&e);
    let charset = |label: &str| Charset::for_label(label).map_err(|_| damaged());
    let written = charset(&file.charset)?;
    let mut blocks = Blocks::new(target.reader()?, BLOCK, Fill::Whole);
    blocks.set_line_end(&line_end(written));
    if let Some(label) = &file.mark {
        out.write(mark(charset(label)?))?;
        let len = mark(written).len();
        blocks.peek(len).map_err(reading)?;
        blocks.skip(len);
    }
    let mut encoder = Encoder { lines: Lines::open(report, at)?, next: None, text: String::new(), at: 0 };
    let mut repairs = Lines::open(report, at)?;
    let mut repair = repairs.repair()?;
    // of the file as it is: text that isn't passed on yet
    let mut text = String::new();
    while let Some(block) = blocks.next().map_err(reading)? {
        text.push_str(&fixed(written, block).text);
        let mut done = 0;
        while let Some(r) = &repair {
            let start = done + gap(r, &encoder)?;
            let Some(found) = text.get(start..start + r.after.len()) else { break };
            if found != r.after {
                return Err(damaged());
            }
            encoder.push(&text[done..start], out)?;
            encoder.push(&r.before, out)?;
            done = start + r.after.len();
            repair = repairs.repair()?;
        }
        let keep = repair.as_ref().map_or(0, |r| r.after.len()).min(text.len() - done);
        let mut free = text.len() - keep;
        while !text.is_char_boundary(free) {
            free -= 1;
        }
        let free = match &repair {
            // not past the place of the next repair
            Some(r) => free.min(done + gap(r, &encoder)?),
            None => free,
        };
        encoder.push(&text[done..free.max(done)], out)?;
        text.drain(..free.max(done));
    }
    if repair.is_some() {
        return Err(damaged());
    }
    encoder.push(&text, out)?;
    encoder.finish(out)
}

/// How much text stands before the next repair.
fn gap(next: &RepairLine, done: &Encoder) -> Result<usize, Problem> {
    next.offset.checked_sub(done.end()).and_then(|n| usize::try_from(n).ok()).ok_or_else(damaged)
}

/// Writes text in the charsets that it had.
struct Encoder {
    lines: Lines,
    next: Option<Named>,
    /// Text from `at` on that isn't written yet.
    text: String,
    at: u64,
}

impl Encoder {
    /// Where the text that was pushed ends.
    fn end(&self) -> u64 {
        self.at + self.text.len() as u64
    }

    fn push(&mut self, text: &str, out: &mut Hashed<impl Write>) -> Result<(), Problem> {
        self.text.push_str(text);
        let mut done = 0;
        loop {
            if self.next.is_none() {
                self.next = self.lines.origin()?;
            }
            let Some(((start, end), origin)) = &self.next else { break };
            let place = |offset: u64| usize::try_from(offset.checked_sub(self.at)?).ok();
            let (Some(start), Some(end)) = (place(*start), place(*end)) else { return Err(damaged()) };
            if end > self.text.len() {
                // it comes with more text; what is before it can go
                let free = start.clamp(done, self.text.len());
                out.write(&self.text.as_bytes()[done..free])?;
                done = free;
                break;
            }
            let (Some(gap), Some(part)) = (self.text.get(done..start), self.text.get(start..end)) else {
                return Err(damaged());
            };
            out.write(gap.as_bytes())?;
            out.write(&origin.bytes(part).ok_or_else(damaged)?)?;
            done = end;
            self.next = None;
        }
        if self.next.is_none() {
            out.write(&self.text.as_bytes()[done..])?;
            done = self.text.len();
        }
        self.at += done as u64;
        self.text.drain(..done);
        Ok(())
    }

    fn finish(mut self, out: &mut Hashed<impl Write>) -> Result<(), Problem> {
        self.push("", out)?;
        if self.next.is_some() || !self.text.is_empty() { Err(damaged()) } else { Ok(()) }
    }
}

/// The lines that belong to one file of a report; those of the next file come after them.
struct Lines {
    report: BufReader<File>,
    ended: bool,
}

impl Lines {
    fn open(report: &Path, at: u64) -> Result<Lines, Problem> {
        let reading = |e| Problem::reading(&e);
        let mut file = File::open(report).map_err(reading)?;
        file.seek(SeekFrom::Start(at)).map_err(reading)?;
        Ok(Lines { report: BufReader::new(file), ended: false })
    }

    fn next(&mut self) -> Result<Option<Line>, Problem> {
        if self.ended {
            return Ok(None);
        }
        let mut text = Vec::new();
        self.report.read_until(b'\n', &mut text).map_err(|e| Problem::reading(&e))?;
        let line = match text.is_empty() {
            true => None,
            false => Some(serde_json::from_slice(&text).map_err(|_| damaged())?),
        };
        let line = line.filter(|line| matches!(line, Line::Repair(_) | Line::Origin { .. }));
        self.ended = line.is_none();
        Ok(line)
    }

    fn repair(&mut self) -> Result<Option<RepairLine>, Problem> {
        loop {
            match self.next()? {
                Some(Line::Repair(repair)) => return Ok(Some(repair)),
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }

    fn origin(&mut self) -> Result<Option<Named>, Problem> {
        loop {
            let (text, charset, bytes) = match self.next()? {
                Some(Line::Origin { text, charset, bytes }) => (text, charset, bytes),
                Some(_) => continue,
                None => return Ok(None),
            };
            let origin = match (charset, bytes) {
                (Some(label), None) => Charset::for_label(&label).ok().map(Origin::Charset),
                (None, Some(bytes)) => unhex(&bytes).map(Origin::Bytes),
                _ => None,
            };
            return Ok(Some((text, origin.ok_or_else(damaged)?)));
        }
    }
}
