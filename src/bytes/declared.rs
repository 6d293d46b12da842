//! The charsets that bytes declare themselves, in HTML, XML, CSS, MIME, PO, Python, Emacs and Vim.

use alloc::vec::Vec;

use crate::charset::Charset;

/// How much of the start, and of the end, of a file is searched for all forms.
const HEAD: usize = 1024;
const TAIL: usize = 512;

/// No file declares more charsets than this; a mail archive does.
const MOST: usize = 8;

/// What stands before the charset's name. All but the first only in the head and tail.
const KEYS: [&[u8]; 7] =
    [b"charset", b"encoding", b"coding", b"fileencoding", b"fenc", b"@charset ", b"file-coding"];

/// The charsets that `bytes` declare, in order of the places, the first ones only.
pub(super) fn find(bytes: &[u8]) -> Vec<Charset> {
    let mut out = Vec::new();
    let tail = bytes.len().saturating_sub(TAIL);
    for (at, _) in bytes.iter().enumerate().filter(|(_, b)| matches!(b, b'=' | b':' | b' ')) {
        let Some(before) = bytes.get(at.saturating_sub(16)..=at) else { continue };
        let everywhere = at < HEAD || at >= tail;
        let key = |key: &&[u8]| match key.last() {
            Some(b' ') => ends_with(before, key),
            _ => {
                before.last() != Some(&b' ')
                    && ends_with(
                        before.trim_ascii_end().get(..before.len() - 1).unwrap_or_default().trim_ascii_end(),
                        key,
                    )
            }
        };
        if !KEYS.iter().take(if everywhere { KEYS.len() } else { 1 }).any(key) {
            continue;
        }
        if let Some(charset) = label(bytes.get(at + 1..).unwrap_or_default())
            && !out.contains(&charset)
        {
            out.push(charset);
            if out.len() == MOST {
                break;
            }
        }
    }
    out
}

fn ends_with(text: &[u8], key: &[u8]) -> bool {
    text.len()
        .checked_sub(key.len())
        .and_then(|n| text.get(n..))
        .is_some_and(|end| end.eq_ignore_ascii_case(key))
}

/// The charset whose name stands at the start, after blanks and a quote.
fn label(rest: &[u8]) -> Option<Charset> {
    let rest = rest.get(..64.min(rest.len()))?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\\").unwrap_or(rest);
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"-_.".contains(b)).count();
    let name = core::str::from_utf8(rest.get(..len)?).ok()?;
    // Emacs says how lines end, too
    let name = ["-unix", "-dos", "-mac"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    Charset::for_label(name).ok()
}
