//! Reads a whole file as UTF-8, or says why it can't and what to do.

use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// A file's name, as messages show it, and its text.
pub struct Input {
    pub name: String,
    pub text: String,
}

/// Why one input couldn't be read.
pub struct InputError {
    name: String,
    cause: Cause,
}

enum Cause {
    Io(io::Error),
    NotUtf8 { offset: usize, byte: u8 },
}

/// Reads `path`; `-` is standard input.
///
/// The whole of it is read before anything is printed: a file is one text, whose runs support each other, and
/// nothing of a file that isn't UTF-8 is printed.
pub fn read(path: &Path) -> Result<Input, InputError> {
    let (name, bytes) = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        ("<stdin>".to_string(), io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes))
    } else {
        (path.display().to_string(), fs::read(path))
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(e) => return Err(InputError { name, cause: Cause::Io(e) }),
    };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Input { name, text }),
        Err(e) => {
            let offset = e.utf8_error().valid_up_to();
            let byte = e.as_bytes()[offset];
            Err(InputError { name, cause: Cause::NotUtf8 { offset, byte } })
        }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.name)?;
        match &self.cause {
            Cause::Io(e) => {
                let remedy = match e.kind() {
                    io::ErrorKind::NotFound => "check the path",
                    io::ErrorKind::PermissionDenied => "check who may read it",
                    io::ErrorKind::IsADirectory => "name the files in it",
                    _ => "check that it can be read",
                };
                write!(f, "{e}; {remedy}")
            }
            Cause::NotUtf8 { offset, byte } => write!(
                f,
                "not UTF-8: byte 0x{byte:02X} at offset {offset} doesn't belong there; \
                 convert the file to UTF-8 first, for example with `iconv -f CHARSET -t UTF-8`"
            ),
        }
    }
}
