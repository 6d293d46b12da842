//! Stretches of one chain in one region taken together: who garbled a line has garbled all of its letters.
//!
//! Letter for letter, some letters of a garbled line are as good as what they were, by their neighbours alone (`siÛ`
//! for `sių`), and no stretch begins there. What the whole line says of the chain decides for them, too.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::evidence::viterbi::{AsIs, Stretch};
use crate::hypothesis::Sym;
use crate::hypothesis::reading::{Bytes, Unit};
use crate::model::{BIT, Context};

/// What decoding the characters between two stretches may cost for the two to be taken as one: the usual cost of a
/// letter that the model doesn't expect in a language that it knows little of.
const BETWEEN: i32 = 12 * BIT;
/// What it may cost to go on beyond the last stretch or the first one.
const BEYOND: i32 = 8 * BIT;

/// A region read in one single-byte charset and decoded in another.
struct Line<'s> {
    syms: &'s [Sym],
    as_is: &'s AsIs,
    /// What each character would be: `None` where it can't be decoded.
    decoded: Vec<Option<char>>,
}

/// Several of the `stretches` in one, and longer ones that go on to the next letters; none of the given ones.
pub(super) fn joined(
    syms: &[Sym],
    as_is: &AsIs,
    bytes: &Bytes,
    units: &[Option<Unit>],
    stretches: &[Stretch],
) -> Vec<Stretch> {
    // each character alone: where the true charset takes two bytes for one, there are no letters to go on with
    let single = bytes.bytes.len() == syms.len() && units.iter().flatten().all(|u| u.len == 1);
    if stretches.is_empty() || !single {
        return Vec::new();
    }
    let decoded = units.iter().map(|unit| unit.map(|u| u.c)).collect();
    let line = Line { syms, as_is, decoded };
    let mut groups: Vec<(Range<usize>, bool)> = Vec::new();
    for s in stretches {
        match groups.last_mut() {
            Some((group, new)) if line.costs(group.end..s.syms.start).is_some_and(|c| c <= BETWEEN) => {
                (group.end, *new) = (s.syms.end, true);
            }
            _ => groups.push((s.syms.clone(), false)),
        }
    }
    for i in 0..groups.len() {
        let from = i.checked_sub(1).map_or(0, |i| groups[i].0.end);
        let to = groups.get(i + 1).map_or(syms.len(), |(next, _)| next.start);
        let (group, new) = &mut groups[i];
        let whole = line.extended(group.clone(), from, to);
        *new |= whole != *group;
        *group = whole;
    }
    let of = |(range, _): (Range<usize>, bool)| {
        let after = line.decoded[range.clone()].iter().flatten().collect::<String>();
        Stretch { syms: range, after }
    };
    groups.into_iter().filter(|(_, new)| *new).map(of).collect()
}

impl Line<'_> {
    fn changes(&self, i: usize) -> bool {
        self.decoded[i].is_some_and(|c| c != self.syms[i].c)
    }

    /// What decoding these characters costs beyond leaving them; `None` where some can't be decoded.
    fn costs(&self, range: Range<usize>) -> Option<i32> {
        let mut context = self.context(range.start);
        let mut sum = 0;
        for i in range {
            let (cost, after) = context.step(self.decoded[i]?);
            sum += cost - self.as_is.costs[i];
            context = after;
        }
        Some(sum)
    }

    /// What stands before a character that follows on a stretch.
    fn context(&self, at: usize) -> Context {
        let from = at.saturating_sub(4);
        let before = self.as_is.contexts[from];
        (from..at).fold(before, |context, i| context.push(self.decoded[i].unwrap_or(self.syms[i].c)))
    }

    /// The stretch with the letters beside it that change, as far as they don't cost too much; between these limits.
    fn extended(&self, range: Range<usize>, from: usize, to: usize) -> Range<usize> {
        let Range { mut start, mut end } = range;
        let (mut left, mut right) = (0, 0);
        while let Some(next) = (end..to).find(|i| self.changes(*i)) {
            // with the character after it, whose cost it decides
            match self.costs(end..(next + 2).min(to)) {
                Some(cost) if right + cost.max(0) <= BEYOND => (end, right) = (next + 1, right + cost.max(0)),
                _ => break,
            }
        }
        while let Some(next) = (from..start).rev().find(|i| self.changes(*i)) {
            match self.costs(next..start) {
                Some(cost) if left + cost.max(0) <= BEYOND => (start, left) = (next, left + cost.max(0)),
                _ => break,
            }
        }
        start..end
    }
}
