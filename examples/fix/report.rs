//! `--report`: what was done, as JSON lines, with all that it takes to undo it.
//!
//! A line for each file, followed by lines for its repairs and, where the file wasn't simply UTF-8, for its origins.
//! Offsets are bytes of the text, decoded and before repairs. What goes into the report of a file is kept in a file of
//! its own until the work on it is done, so that the lines of several threads don't mix; then it's written and synced
//! *before* the file is replaced.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use tempfile::TempPath;

use super::decode::Origin;
use super::edit::Chunk;
use super::pipeline::Sink;
use super::problem::{Failure, Problem};
use super::replace;

/// A line of a report.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Line {
    /// The first one.
    Report {
        version: u32,
        program: String,
    },
    File(FileLine),
    Repair(RepairLine),
    /// A stretch of the text, in bytes, and what it was.
    Origin {
        text: (u64, u64),
        #[serde(skip_serializing_if = "Option::is_none")]
        charset: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        bytes: Option<String>,
    },
    /// A file or folder that got another name.
    Rename {
        from: Name,
        to: Name,
    },
}

/// What the lines after it belong to.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
pub struct FileLine {
    pub path: Name,
    /// Whether it was rewritten; what follows is only information when not.
    pub written: bool,
    /// The charset that was written.
    pub charset: String,
    /// The charset of the byte order mark that it had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// SHA-256 of the file, before and after.
    pub before: String,
    pub after: String,
}

#[derive(Debug, Serialize, Deserialize, PartialEq)]
pub struct RepairLine {
    pub line: u64,
    pub column: u64,
    pub offset: u64,
    /// As it stands in the file, with its escapes.
    pub before: String,
    pub after: String,
    /// Not for quotes, which another repair needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
}

/// A path; in hexadecimal where it isn't Unicode.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
#[serde(untagged)]
pub enum Name {
    Text(String),
    Bytes { hex: String },
}

impl Name {
    /// Absolute, so that it doesn't matter where it's undone.
    pub fn new(path: &Path) -> Name {
        let path = std::path::absolute(path).unwrap_or(path.to_path_buf());
        match path.to_str() {
            Some(text) => Name::Text(text.to_string()),
            None => Name::Bytes { hex: hex(path.as_os_str().as_encoded_bytes()) },
        }
    }

    pub fn path(&self) -> Option<PathBuf> {
        match self {
            Name::Text(text) => Some(PathBuf::from(text)),
            #[cfg(unix)]
            Name::Bytes { hex } => {
                use std::os::unix::ffi::OsStringExt;
                Some(std::ffi::OsString::from_vec(unhex(hex)?).into())
            }
            #[cfg(not(unix))]
            Name::Bytes { .. } => None,
        }
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub fn unhex(hex: &str) -> Option<Vec<u8>> {
    let digits = |i: usize| u8::from_str_radix(hex.get(i..i + 2)?, 16).ok();
    (0..hex.len()).step_by(2).map(digits).collect()
}

/// The report of a run; all threads write to it.
pub struct Report {
    path: PathBuf,
    file: Mutex<File>,
}

pub const VERSION: u32 = 1;

impl Report {
    /// Makes the file, which must not be there.
    pub fn create(path: &Path) -> Result<Report, Problem> {
        let file = File::options().write(true).create_new(true).open(path).map_err(|e| match e.kind() {
            io::ErrorKind::AlreadyExists => Problem::new(
                "the report is there already, and may be needed to undo something",
                "move it away, or choose another name",
            ),
            _ => Problem::new(
                format_args!("can't make the report: {e}"),
                "check that its folder can be written",
            ),
        })?;
        let report = Report { path: path.to_path_buf(), file: Mutex::new(file) };
        let program = concat!("demojibake ", env!("CARGO_PKG_VERSION")).to_string();
        report.line(&Line::Report { version: VERSION, program })?;
        Ok(report)
    }

    /// Writes a line and makes sure that it's on the disk.
    pub fn line(&self, line: &Line) -> Result<(), Problem> {
        self.append(line, None)
    }

    fn append(&self, line: &Line, rest: Option<&mut File>) -> Result<(), Problem> {
        let mut file = self.file.lock().unwrap_or_else(|e| e.into_inner());
        let mut text = serde_json::to_vec(line).unwrap_or_default();
        text.push(b'\n');
        let write = || {
            file.write_all(&text)?;
            if let Some(rest) = rest {
                rest.seek(SeekFrom::Start(0))?;
                io::copy(rest, &mut *file)?;
            }
            file.sync_data()
        };
        write().map_err(|e| self.failed(&e))
    }

    fn failed(&self, error: &io::Error) -> Problem {
        Problem::new(
            format_args!("can't write the report {}: {error}; the file is as it was", self.path.display()),
            "make room for the report, or put it elsewhere",
        )
    }

    /// The part of one file.
    pub fn part(&self) -> Result<Part<'_>, Problem> {
        let (file, path) = replace::spool(&self.path).map_err(|e| self.failed(&e))?;
        Ok(Part { report: self, out: BufWriter::new(file), _path: path })
    }
}

/// What the report says of one file.
pub struct Part<'r> {
    report: &'r Report,
    out: BufWriter<File>,
    _path: TempPath,
}

impl Part<'_> {
    /// Puts it into the report.
    pub fn finish(mut self, line: FileLine) -> Result<(), Problem> {
        self.out.flush().map_err(|e| self.report.failed(&e))?;
        self.report.append(&Line::File(line), Some(self.out.get_mut()))
    }

    fn line(&mut self, line: &Line) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, line)?;
        self.out.write_all(b"\n")
    }

    fn write(&mut self, chunk: &Chunk) -> io::Result<()> {
        for edit in &chunk.edits {
            let repair = edit.repair.as_ref();
            self.line(&Line::Repair(RepairLine {
                line: edit.place.line,
                column: edit.place.column,
                offset: chunk.offset + edit.range.start as u64,
                before: chunk.text[edit.range.clone()].to_string(),
                after: edit.new.clone(),
                chain: repair.map(|r| r.chain().to_string()),
                confidence: repair.map(|r| r.confidence()),
            }))?;
        }
        for (range, origin) in &chunk.origins {
            let (charset, bytes) = match origin {
                Origin::Charset(charset) => (Some(charset.name().to_string()), None),
                Origin::Bytes(bytes) => (None, Some(hex(bytes))),
            };
            self.line(&Line::Origin { text: (range.start, range.end), charset, bytes })?;
        }
        Ok(())
    }
}

impl Sink for Part<'_> {
    fn chunk(&mut self, chunk: &Chunk) -> Result<(), Failure> {
        self.write(chunk).map_err(|e| Failure::File(self.report.failed(&e)))
    }
}
