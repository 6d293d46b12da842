//! Lines of a text, and parts of them.

use core::ops::Range;

/// Where the line of `at` starts, in bytes, or the first character from `from` on where it starts before that.
///
/// With `from` near `at` the work doesn't grow with the line.
pub(crate) fn start(text: &str, from: usize, at: usize) -> usize {
    let from = (from..at).find(|i| text.is_char_boundary(*i)).unwrap_or(at);
    text.get(from..at).and_then(|before| before.rfind('\n')).map_or(from, |n| from + n + 1)
}

/// The line that a place starts in, up to the one it ends in, without its line break.
pub(crate) fn of(text: &str, place: &Range<usize>) -> Range<usize> {
    let end = text.get(place.end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |n| place.end + n);
    start(text, 0, place.start)..end
}
