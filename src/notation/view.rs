//! A text as it reads: written-out characters in their places, and the way back to where they are written.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::{Notation, WrittenOut, written_out};
use crate::chain::Chain;
use crate::plan::{Plan, Repair};
use crate::settings::Escapes;

/// A text with the characters that are written out in it.
#[derive(Debug, Clone)]
pub(crate) struct View {
    pub(crate) text: String,
    pieces: Vec<Piece>,
}

/// A character that is written out, and where it stands in the view.
#[derive(Debug, Clone)]
struct Piece {
    view: Range<usize>,
    source: Range<usize>,
    notation: Notation,
}

impl View {
    /// A text with those of its written-out characters read that may be; `None` where there are none.
    pub(crate) fn of(text: &str, escapes: Escapes) -> Option<View> {
        // both marks are rare enough that most texts end here, at memory speed
        let bytes = text.as_bytes();
        let used = |n: Notation| bytes.contains(&n.mark());
        let found = match escapes {
            Escapes::Keep => return None,
            _ if !Notation::ALL.into_iter().any(used) => return None,
            Escapes::Beside if text.is_ascii() => return None,
            Escapes::Beside => beside_others(text, written_out(text, &Notation::ALL)),
            Escapes::All => written_out(text, &Notation::ALL),
        };
        (!found.is_empty()).then(|| View::with(text, &found))
    }

    /// A text with all characters read that are written out in these notations.
    pub(crate) fn in_notations(text: &str, notations: &[Notation]) -> View {
        View::with(text, &written_out(text, notations))
    }

    fn with(text: &str, found: &[WrittenOut]) -> View {
        let mut view =
            View { text: String::with_capacity(text.len()), pieces: Vec::with_capacity(found.len()) };
        let mut done = 0;
        for w in found {
            view.text.push_str(text.get(done..w.range.start).unwrap_or_default());
            let start = view.text.len();
            view.text.push(w.c);
            view.pieces.push(Piece {
                view: start..view.text.len(),
                source: w.range.clone(),
                notation: w.notation,
            });
            done = w.range.end;
        }
        view.text.push_str(text.get(done..).unwrap_or_default());
        view
    }

    /// Where a place of the view stands in the text: that of a character boundary.
    pub(crate) fn source(&self, at: usize) -> usize {
        let before = self.pieces.partition_point(|p| p.view.end <= at);
        match before.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            Some(p) => p.source.end + (at - p.view.end),
            None => at,
        }
    }

    /// Where a range of the view stands in the text.
    pub(crate) fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        self.source(range.start)..self.source(range.end)
    }

    fn pieces_in(&self, range: &Range<usize>) -> &[Piece] {
        let first = self.pieces.partition_point(|p| p.view.end <= range.start);
        let last = self.pieces.partition_point(|p| p.view.start < range.end);
        self.pieces.get(first..last).unwrap_or_default()
    }

    /// A chain of a run of the view, and the notations in which some of it is written.
    pub(crate) fn chain(&self, range: &Range<usize>, chain: Chain) -> Chain {
        let used: Vec<Notation> = self.pieces_in(range).iter().map(|p| p.notation).collect();
        Notation::ALL.into_iter().filter(|n| used.contains(n)).fold(chain, Chain::written_in)
    }

    /// The repairs of the text that are those of the view.
    ///
    /// What is written out in a run is repaired with it, and comes out as plain characters; everything else that is
    /// written out stays as it is.
    pub(crate) fn plan(&self, text: &str, plan: &Plan) -> Plan {
        Plan::new(text, plan.repairs().iter().flat_map(|r| self.repairs(text, r)).collect())
    }

    /// The repair of the text that is this one of the view; or, where a run goes over something written out that the
    /// view doesn't read, those of the run's parts.
    fn repairs(&self, text: &str, r: &Repair) -> Vec<Repair> {
        let whole = Part { range: r.range(), before: r.before(), after: r.after() };
        match self.repair(text, r, &whole) {
            Some(repair) => Vec::from([repair]),
            None => parts(&whole).iter().filter_map(|part| self.repair(text, r, part)).collect(),
        }
    }

    fn repair(&self, text: &str, r: &Repair, part: &Part) -> Option<Repair> {
        let range = self.source_range(&part.range);
        let chain = self.chain(&part.range, r.chain().clone());
        let before = text.get(range.clone())?;
        // A backslash or a quotation mark must not be a byte of a garbled letter, nor a control character be written
        // plainly: what held escapes before must be as well-formed after.
        if chain.notations().contains(&Notation::Escapes) && !ascii(part.before).eq(ascii(part.after)) {
            return None;
        }
        // what the chain alone doesn't lead to isn't what happened
        if !self.pieces_in(&part.range).is_empty() && chain.ungarble(before).as_deref() != Ok(part.after) {
            return None;
        }
        let whole = part.range == r.range();
        if !whole && !r.restored().is_empty() {
            return None;
        }
        let repair = Repair::new(text, range, part.after.into(), chain, r.confidence());
        Some(repair.with_restored(r.restored().to_vec()))
    }
}

/// A part of a run of the view.
struct Part<'r> {
    range: Range<usize>,
    before: &'r str,
    after: &'r str,
}

/// The parts of a run between ASCII characters that stay; none where these aren't the same before and after.
fn parts<'r>(whole: &Part<'r>) -> Vec<Part<'r>> {
    let mut parts = Vec::new();
    let (mut before, mut after, mut at) = (whole.before, whole.after, whole.range.start);
    let cut =
        |text: &str, is_ascii: bool| text.find(|c: char| c.is_ascii() != is_ascii).unwrap_or(text.len());
    while !before.is_empty() || !after.is_empty() {
        for is_ascii in [true, false] {
            let (b, a) = (before.split_at(cut(before, is_ascii)), after.split_at(cut(after, is_ascii)));
            if is_ascii && b.0 != a.0 || b.0.is_empty() && !a.0.is_empty() {
                return Vec::new();
            }
            if b.0 != a.0 {
                parts.push(Part { range: at..at + b.0.len(), before: b.0, after: a.0 });
            }
            (before, after, at) = (b.1, a.1, at + b.0.len());
        }
    }
    parts
}

fn ascii(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(char::is_ascii)
}

/// Those that stand in a row of which one end touches a character that isn't ASCII: `Î&frac14;`, `â\x80\x99`.
fn beside_others(text: &str, found: Vec<WrittenOut>) -> Vec<WrittenOut> {
    let touches = |row: &[WrittenOut]| {
        let (Some(first), Some(last)) = (row.first(), row.last()) else { return false };
        let before = text.get(..first.range.start).and_then(|t| t.chars().next_back());
        let after = text.get(last.range.end..).and_then(|t| t.chars().next());
        before.is_some_and(|c| !c.is_ascii()) || after.is_some_and(|c| !c.is_ascii())
    };
    let rows = found.chunk_by(|a, b| a.range.end == b.range.start);
    rows.filter(|row| touches(row)).flatten().cloned().collect()
}
