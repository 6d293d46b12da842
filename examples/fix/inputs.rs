//! The files that are meant: those that are named, and the text files in folders.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use demojibake::{Charset, decode_bytes};
use ignore::WalkBuilder;

use super::args;
use super::decode::{SHORTEST_WIDE, mark};
use super::problem::Problem;

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Stdin,
    File {
        path: PathBuf,
        /// In bytes; 0 where it isn't known, as for a pipe.
        size: u64,
        /// Named by the user, and not found in a folder.
        named: bool,
        /// It can be read twice.
        regular: bool,
    },
}

impl Input {
    /// As messages show it.
    pub fn name(&self) -> String {
        match self {
            Input::Stdin => "<stdin>".to_string(),
            Input::File { path, .. } => path.display().to_string(),
        }
    }

    pub fn size(&self) -> u64 {
        match self {
            Input::Stdin => 0,
            Input::File { size, .. } => *size,
        }
    }
}

/// Finds the inputs, folders in the order of their names; `say` is told what can't be read. With `once`, a file that
/// is meant twice comes once. The report that is being written is never meant.
pub fn find(
    paths: &[PathBuf],
    args: &args::Inputs,
    once: bool,
    report: Option<&Path>,
    say: &mut dyn FnMut(String),
) -> Vec<Input> {
    let mut inputs = Vec::new();
    let mut seen = HashSet::new();
    let report = report.and_then(|path| fs::canonicalize(path).ok());
    let mut add = |input: Input| {
        let known = match &input {
            Input::File { path, .. } if once || report.is_some() => {
                let path = fs::canonicalize(path).unwrap_or(path.clone());
                report.as_ref() == Some(&path) || (once && !seen.insert(path))
            }
            _ => false,
        };
        if !known {
            inputs.push(input);
        }
    };
    for path in paths {
        if path.as_os_str() == "-" {
            add(Input::Stdin);
            continue;
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => {
                for found in walker(path, args).build() {
                    match found {
                        Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => {
                            let size = entry.metadata().map_or(0, |m| m.len());
                            add(Input::File { path: entry.into_path(), size, named: false, regular: true });
                        }
                        Ok(_) => {}
                        Err(e) => say(format!("{e}; check who may read it")),
                    }
                }
            }
            Ok(meta) => {
                let regular = meta.is_file();
                let size = if regular { meta.len() } else { 0 };
                add(Input::File { path: path.clone(), size, named: true, regular });
            }
            Err(e) => say(format!("{}: {}", path.display(), Problem::reading(&e))),
        }
    }
    inputs
}

/// How a folder is searched: not what git ignores, nor hidden files, nor behind symbolic links, nor what a run that
/// was killed has left.
pub fn walker(folder: &Path, args: &args::Inputs) -> WalkBuilder {
    let mut walker = WalkBuilder::new(folder);
    walker
        .standard_filters(!args.no_ignore)
        .hidden(!args.hidden)
        .require_git(false)
        .follow_links(false)
        .sort_by_file_name(Ord::cmp)
        .filter_entry(|entry| {
            let name = entry.file_name().as_encoded_bytes();
            name != b".git" && !name.ends_with(b".fix-tmp")
        });
    walker
}

/// How much of a file is looked at to tell text from anything else.
pub const HEAD: usize = 8 * 1024;

/// Whether it starts with the byte order mark of UTF-16 or of UTF-32.
fn utf16_mark(head: &[u8]) -> bool {
    [Charset::UTF_16LE, Charset::UTF_16BE, Charset::UTF_32BE].iter().any(|c| head.starts_with(mark(*c)))
}

/// Whether a file that starts like this isn't text. One that was `named` may have NULs, if it's UTF-8.
pub fn is_binary(head: &[u8], named: bool) -> bool {
    let utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        // cut inside a character
        Err(e) => e.error_len().is_none(),
    };
    let nul = head.contains(&0);
    if utf8 && (named || !nul) {
        return false;
    }
    // so few bytes tell no UTF-16 from anything else
    if nul && head.len() < SHORTEST_WIDE && !utf16_mark(head) {
        return true;
    }
    // in text, not even UTF-32 has so many
    if head.windows(4).any(|w| w == [0; 4]) {
        return true;
    }
    // what has neither line ends nor tabs among its controls, but others
    let odd = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    if !nul && odd * 100 <= head.len() {
        return false;
    }
    let whole = |c: Charset| {
        [
            Charset::UTF_16LE,
            Charset::UTF_16BE,
            Charset::UTF_32LE,
            Charset::UTF_32BE,
            Charset::CP037,
            Charset::CP500,
            Charset::CP1047,
        ]
        .contains(&c)
    };
    let decoded = decode_bytes(&head[..head.len() / 4 * 4]);
    // a picture's head may be letters of UTF-16 or EBCDIC, but for the controls in it
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c' | '\u{85}');
    decoded.has_invalid() || !whole(decoded.charset()) || decoded.text().chars().any(control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_any_charset_is_text() {
        let utf16: Vec<u8> = "Jakarta, Demak\n".repeat(9).encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xFF\xFE", &utf16[..]].concat();
        let gbk = b"\xD6\xD0\xB9\xFA\xC8\xCB\xC3\xF1\n".repeat(5);
        for text in
            [&b""[..], b"plain\ttext\r\n", "été".as_bytes(), b"\xC3", b"\x1B[1mbold", &utf16, &marked, &gbk]
        {
            assert!(!is_binary(text, true) && !is_binary(text, false), "{}", text.escape_ascii());
        }
        assert!(!is_binary(b"a\0b", true));
    }

    #[test]
    fn other_files_are_not() {
        let noise: Vec<u8> = (0..2000u32).map(|i| (i.wrapping_mul(2654435761) >> 13) as u8).collect();
        let gzip = [b"\x1F\x8B\x08\0\0\0\0\0\0\x03", &noise[..]].concat();
        let elf = [b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0\x01\0\0\0", &[0; 500][..]].concat();
        for bytes in [&noise, &gzip, &elf] {
            assert!(is_binary(bytes, false), "{:?}", &bytes[..20]);
        }
        // this start of a program is UTF-8 with many NULs, and comes through as such when it's named
        assert!(is_binary(&noise, true) && is_binary(&gzip, true) && !is_binary(&elf, true));
        assert!(is_binary(b"a\0b", false) && is_binary(b"\0\x01\x02ELF", false));
        assert!(!is_binary(b"\xFF\xFEa\0\n\0", false));
    }
}
