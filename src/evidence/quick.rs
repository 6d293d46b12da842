//! A first look at a hypothesis by character classes alone, to choose which ones are worth a closer one.

use super::viterbi::AsIs;
use crate::hypothesis::Sym;
use crate::model::{self, BIT};

/// What a byte that the true charset hasn't costs: a run may leave a character out, seldom two.
const HOLE: i32 = 8 * BIT;

/// Adds up what the decoded characters of a hypothesis save, roughly.
pub(crate) struct Quick<'q> {
    syms: &'q [Sym],
    as_is: &'q AsIs,
    /// The character of the region after the last decoded one, and that one.
    last: (usize, Option<char>),
    pub(crate) gain: i32,
    /// Characters of the region that are decoded.
    pub(crate) taken: usize,
    /// Bytes that can't be decoded.
    pub(crate) holes: usize,
}

impl<'q> Quick<'q> {
    pub(crate) fn new(syms: &'q [Sym], as_is: &'q AsIs) -> Self {
        Quick { syms, as_is, last: (0, None), gain: 0, taken: 0, holes: 0 }
    }

    /// One decoded character, or `None` for a byte that has none.
    pub(crate) fn add(&mut self, range: core::ops::Range<usize>, decoded: Option<char>) {
        let Some(c) = decoded else {
            self.gain -= HOLE;
            self.holes += 1;
            return;
        };
        let before = if self.last.0 == range.start { self.last.1 } else { None };
        let before = before.or_else(|| range.start.checked_sub(1).map(|i| self.syms[i].c)).unwrap_or('\n');
        let as_is: i32 = self.as_is.costs[range.clone()].iter().sum();
        self.gain += as_is - model::rough_cost(before, c);
        self.taken += range.len();
        self.last = (range.end, Some(c));
    }
}
