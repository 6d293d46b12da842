//! What went wrong with a file, and what to do about it; said in one line.

use std::fmt;
use std::io;

/// A cause and a remedy: `cause; remedy`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    cause: String,
    remedy: String,
}

impl Problem {
    pub fn new(cause: impl fmt::Display, remedy: impl fmt::Display) -> Self {
        Problem { cause: cause.to_string(), remedy: remedy.to_string() }
    }

    /// With the name of the file.
    pub fn of(self, name: &str) -> Self {
        Problem { cause: format!("{name}: {}", self.cause), ..self }
    }

    /// Reading failed.
    pub fn reading(error: &io::Error) -> Self {
        let remedy = match error.kind() {
            io::ErrorKind::NotFound => "check the path",
            io::ErrorKind::PermissionDenied => "check who may read it",
            io::ErrorKind::IsADirectory => "name the files in it",
            _ => "check that it can be read",
        };
        Problem::new(error, remedy)
    }

    /// Writing failed at `doing`; what was there before is still there.
    pub fn writing(doing: &str, error: &io::Error) -> Self {
        let remedy = match error.kind() {
            io::ErrorKind::PermissionDenied => "check who may write into its folder",
            io::ErrorKind::ReadOnlyFilesystem => "the disk is mounted read-only: copy the file elsewhere",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room",
            _ => "check that its folder can be written",
        };
        Problem::new(format_args!("can't {doing}: {error}; the file is as it was"), remedy)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.cause, self.remedy)
    }
}

/// Why the work on one file ended early.
#[derive(Debug)]
pub enum Failure {
    /// This file can't be done; the others can.
    File(Problem),
    /// Standard output can't be written: nothing can be done any more.
    Output(io::Error),
    /// The user wants an end.
    Interrupted,
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Failure::File(problem)
    }
}
