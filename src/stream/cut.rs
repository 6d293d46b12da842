//! Where a window of a stream ends: by what the bytes are alone, never by how they came in.

use crate::plan::Repair;

/// A line is kept whole up to this many bytes.
const LINE: usize = 1 << 16;
/// So much ASCII on both sides makes a place in a line one that nothing sees across: not the words around a run,
/// nor the text that its language is told by.
const CLEAR: usize = 256;

/// Where a window ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// After so many bytes: at the end of a line, or where nothing sees across.
    At(usize),
    /// Somewhere in these first bytes of a line that is too long and has no such place: after the first half of them.
    Within(usize),
}

/// Looks for the end of the first window in bytes that grow.
#[derive(Debug, Clone, Default)]
pub(super) struct Cutter {
    /// No line ends here that could end the window.
    searched: usize,
}

impl Cutter {
    /// The end of the first window, which should have `least` bytes; `None` if more bytes are needed to know.
    ///
    /// It's the first end of a line from `least` on. Where that is too far, it's the last one before; and where the
    /// line is longer than that, it's in the middle of much ASCII.
    pub(super) fn cut(&mut self, bytes: &[u8], least: usize, end: bool) -> Option<Cut> {
        let most = LINE.max(2 * least);
        let first = least.saturating_sub(1).max(self.searched);
        let near = bytes.get(..most.min(bytes.len())).unwrap_or(bytes);
        let newline = near.get(first..).and_then(|rest| rest.iter().position(|b| *b == b'\n'));
        let cut = match newline {
            Some(at) => Some(Cut::At(first + at + 1)),
            None if bytes.len() < most => {
                self.searched = bytes.len();
                (end && !bytes.is_empty()).then_some(Cut::At(bytes.len()))
            }
            None => match near.iter().rposition(|b| *b == b'\n') {
                Some(at) => Some(Cut::At(at + 1)),
                None => Some(clear_place(near).map_or(Cut::Within(most), Cut::At)),
            },
        };
        if cut.is_some() {
            self.searched = 0;
        }
        cut
    }
}

/// The first place in the second half of a long line that has much ASCII on both sides.
fn clear_place(line: &[u8]) -> Option<usize> {
    let mut ascii = 0;
    for (i, byte) in line.iter().enumerate().skip((line.len() / 2).saturating_sub(CLEAR)) {
        ascii = if byte.is_ascii() { ascii + 1 } else { 0 };
        if ascii == 2 * CLEAR {
            return Some(i + 1 - CLEAR);
        }
    }
    None
}

/// What is left to the right of a cut at the least, so that no run beside it is cut: no run is longer.
const MARGIN: usize = 1 << 14;

/// A place for a cut between the runs of a line, in its second half: in the longest ASCII outside of them, or beside
/// one of them.
pub(super) fn between(line: &str, runs: &[Repair]) -> usize {
    let (from, to) = (line.len() / 2, line.len().saturating_sub(MARGIN).max(line.len() / 2));
    let mut best = (0, None);
    let mut ascii = 0;
    let mut run = runs.iter().map(Repair::range).skip_while(|r| r.end <= from).peekable();
    let mut edge = None;
    for (at, c) in line.char_indices().skip_while(|(at, _)| *at < from).take_while(|(at, _)| *at < to) {
        if let Some(r) = run.next_if(|r| r.end <= at) {
            edge = Some(r.end);
        }
        let inside = run.peek().is_some_and(|r| r.start <= at);
        if run.peek().is_some_and(|r| r.start == at) {
            edge = Some(at);
        }
        ascii = if c.is_ascii() && !inside { ascii + 1 } else { 0 };
        if ascii > best.0 {
            best = (ascii, Some(at + 1 - ascii / 2));
        }
    }
    let anywhere = || (from..line.len()).find(|at| line.is_char_boundary(*at));
    best.1.or(edge).or_else(anywhere).unwrap_or(line.len())
}
