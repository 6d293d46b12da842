//! A run over files: each is read, repaired and given to what the mode wants; what goes wrong with one is told, and
//! the others go on.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Cursor, Read, Write};
use std::rc::Rc;

use demojibake::{Charset, Fixer};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::args::Mode;
use super::diff::Diff;
use super::edit::Chunk;
use super::encode::Print;
use super::inputs::{HEAD, Input, is_binary};
use super::list::List;
use super::pipeline::{self, Sink, WHOLE, Work};
use super::problem::{Failure, Problem};
use super::progress::Progress;
use super::readahead::ReadAhead;
use super::records::Layout;
use super::replace::Target;
use super::report::{FileLine, Name, Part, Report, hex};
use super::rewrite::Rewrite;
use super::show::Colors;
use super::tally::Tally;

/// How many files are worked on at once, and how many bytes they may have.
const FILES_AT_ONCE: usize = 64;
const BYTES_AT_ONCE: u64 = 8 << 20;

/// What is done with every file.
pub struct Run {
    pub fixer: Fixer,
    pub layout: Layout,
    pub mode: Mode,
    pub from: Option<Charset>,
    pub to: Option<Charset>,
    pub backup: Option<String>,
    pub report: Option<Report>,
    pub colors: Colors,
    pub progress: Progress,
}

/// What came of one file whose output was kept.
struct Kept {
    out: Vec<u8>,
    messages: Vec<String>,
    result: Result<Tally, Failure>,
}

impl Run {
    /// Does all files: small ones side by side, larger ones one after the other with their parts side by side. The
    /// output is in the order of the files.
    pub fn all(&self, inputs: &[Input], out: &mut impl Write, tally: &mut Tally) -> Result<(), Failure> {
        let mut rest = inputs;
        while let Some(first) = rest.first() {
            let small = |i: &Input| matches!(i, Input::File { regular: true, size, .. } if *size <= WHOLE);
            if !small(first) {
                let mut errors = 0;
                let done = self.one(first, out, &mut |message| {
                    errors += 1;
                    self.progress.say(&message);
                });
                tally.add(Tally { errors, ..done? });
                rest = &rest[1..];
                continue;
            }
            let mut bytes = 0;
            let fits = |i: &&Input| {
                bytes += i.size();
                small(i) && bytes <= BYTES_AT_ONCE
            };
            let count = rest.iter().take(FILES_AT_ONCE).take_while(fits).count().max(1);
            let (batch, after) = rest.split_at(count);
            rest = after;
            let kept: Vec<Kept> = batch.par_iter().map(|input| self.kept(input)).collect();
            for Kept { out: text, messages, result } in kept {
                out.write_all(&text).map_err(Failure::Output)?;
                let errors = messages.len() as u64;
                messages.iter().for_each(|m| self.progress.say(m));
                tally.add(Tally { errors, ..result? });
            }
        }
        out.flush().map_err(Failure::Output)
    }

    fn kept(&self, input: &Input) -> Kept {
        let (mut out, mut messages) = (Vec::new(), Vec::new());
        let result = self.one(input, &mut out, &mut |message| messages.push(message));
        Kept { out, messages, result }
    }

    /// Does one file; `say` is told what is wrong with it. Fails only with what ends the whole run.
    fn one(&self, input: &Input, out: &mut dyn Write, say: &mut dyn FnMut(String)) -> Result<Tally, Failure> {
        let name = input.name();
        let result = match (self.mode, input) {
            (Mode::InPlace, Input::Stdin) => {
                Err(Problem::new("standard input can't be repaired in place", "leave out -i").into())
            }
            (Mode::InPlace, Input::File { path, named, .. }) => {
                Target::open(path).map_err(Failure::File).and_then(|t| self.in_place(t, *named, &name, say))
            }
            _ => self.to_output(input, out, &name, say),
        };
        match result {
            Err(Failure::File(problem)) => {
                say(format!("fix: {name}: {problem}"));
                Ok(Tally::default())
            }
            other => other,
        }
    }

    fn to_output(
        &self,
        input: &Input,
        out: &mut dyn Write,
        name: &str,
        say: &mut dyn FnMut(String),
    ) -> Result<Tally, Failure> {
        let to = self.to.unwrap_or(Charset::UTF_8);
        let mut print = Print { out: &mut *out, to };
        let (mut list, mut diff);
        let sink: &mut dyn Sink = match self.mode {
            Mode::Print => &mut print,
            Mode::Diff => {
                diff = Diff::new(out, self.colors, name);
                &mut diff
            }
            _ => {
                list = List { out, colors: self.colors, name, doubts: self.mode == Mode::Explain };
                &mut list
            }
        };
        let (mut part, read) = match input {
            Input::Stdin if self.layout.by_line() => {
                self.through(ReadAhead::new(io::stdin()), true, sink, name, say)
            }
            Input::Stdin => self.through(io::stdin().lock(), true, sink, name, say),
            Input::File { path, named, .. } => {
                let file = File::open(path).map_err(|e| Problem::reading(&e))?;
                self.through(file, *named, sink, name, say)
            }
        }?;
        if let (Some(report), Input::File { path, .. }) = (part.report.take(), input) {
            report.finish(FileLine {
                path: Name::new(path),
                written: false,
                charset: to.name().to_string(),
                mark: None,
                before: hex(&read),
                after: hex(&read),
            })?;
        }
        Ok(part.tally)
    }

    fn in_place(
        &self,
        target: Target,
        named: bool,
        name: &str,
        say: &mut dyn FnMut(String),
    ) -> Result<Tally, Failure> {
        let to = self.to.unwrap_or(Charset::UTF_8);
        let convert = self.from.is_some() || self.to.is_some();
        let reader = target.reader()?;
        let path = target.path().to_path_buf();
        let mut rewrite = Rewrite::new(target, to, convert);
        let (through, read) = self.through(reader, named, &mut rewrite, name, say)?;
        let Through { report, mut tally, mark, .. } = through;
        let written = rewrite.finish(read, self.backup.as_deref(), |written| match report {
            Some(report) => report.finish(FileLine {
                path: Name::new(&path),
                written: true,
                charset: to.name().to_string(),
                mark: mark.map(|c| c.name().to_string()),
                before: hex(&read),
                after: hex(&written),
            }),
            None => Ok(()),
        })?;
        tally.written = written.into();
        if written {
            tally.legacy = 0;
        }
        Ok(tally)
    }

    /// Reads a stream through to the mode's sink and to those that every mode has; also gives the hash of what was
    /// read, where anything needs it.
    fn through(
        &self,
        mut input: impl Read,
        named: bool,
        sink: &mut dyn Sink,
        name: &str,
        say: &mut dyn FnMut(String),
    ) -> Result<(Through<'_>, [u8; 32]), Failure> {
        let mut through = Through {
            report: None,
            tally: Tally { files: 1, ..Tally::default() },
            mark: None,
            legacy: false,
        };
        let reading = |e: io::Error| Failure::File(Problem::reading(&e));
        let mut head = Vec::new();
        if !self.layout.by_line() || self.mode == Mode::InPlace {
            (&mut input).take(HEAD as u64).read_to_end(&mut head).map_err(reading)?;
        }
        if self.from.is_none() && is_binary(&head, named) {
            if named {
                let remedy = "leave it out, or name its charset with --from";
                return Err(Problem::new("it isn't text", remedy).into());
            }
            through.tally = Tally { binaries: 1, ..Tally::default() };
            return Ok((through, [0; 32]));
        }
        through.report = self.report.as_ref().map(Report::part).transpose()?;
        let hash = (self.mode == Mode::InPlace || self.report.is_some())
            .then(|| Rc::new(RefCell::new(Sha256::new())));
        let input = Hashing { input: Cursor::new(head).chain(input), hash: hash.clone() };
        let work = Work { fixer: &self.fixer, layout: self.layout.clone(), from: self.from };
        let mut complaints = Complaints { name, say };
        let mut progress = &self.progress;
        let sinks: &mut [&mut dyn Sink] = &mut [&mut complaints, sink, &mut through, &mut progress];
        pipeline::run(work, self.progress.reader(input), sinks)?;
        through.tally.garbled = (through.tally.repairs() > 0).into();
        through.tally.legacy = through.legacy.into();
        let read = hash.map_or([0; 32], |h| h.borrow_mut().finalize_reset().into());
        Ok((through, read))
    }
}

/// What is learned from a stream in every mode.
struct Through<'r> {
    report: Option<Part<'r>>,
    tally: Tally,
    mark: Option<Charset>,
    legacy: bool,
}

impl Sink for Through<'_> {
    fn begin(&mut self, mark: Option<Charset>) -> Result<(), Failure> {
        self.mark = mark;
        Ok(())
    }

    fn chunk(&mut self, chunk: &Chunk) -> Result<(), Failure> {
        self.legacy |= !chunk.origins.is_empty();
        self.tally.chunk(chunk)?;
        self.report.as_mut().map_or(Ok(()), |r| r.chunk(chunk))
    }
}

/// What isn't as it should be in a file is told with its place.
struct Complaints<'a> {
    name: &'a str,
    say: &'a mut dyn FnMut(String),
}

impl Sink for Complaints<'_> {
    fn chunk(&mut self, chunk: &Chunk) -> Result<(), Failure> {
        for c in &chunk.complaints {
            (self.say)(format!("fix: {}:{}:{}: {}", self.name, c.place.line, c.place.column, c.message));
        }
        Ok(())
    }
}

/// Hashes what is read.
struct Hashing<R> {
    input: R,
    hash: Option<Rc<RefCell<Sha256>>>,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(to)?;
        if let Some(hash) = &self.hash {
            hash.borrow_mut().update(&to[..n]);
        }
        Ok(n)
    }
}
