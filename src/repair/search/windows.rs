//! The parts of a region that its candidates are chosen by: enough of each cluster of improbable characters.
//!
//! What garbled a run has garbled all of it, so a piece of the run names the few mix-ups that are worth a look at
//! the whole; a choice then costs the same for a long run as for a short one.

use alloc::vec::Vec;
use core::ops::Range;

use crate::detect::{SUSPICIOUS, Suspicion, best_part, is_in_row};
use crate::evidence::viterbi::AsIs;
use crate::hypothesis::Sym;
use crate::model::BIT;

/// Characters of a cluster that are looked at: a title of twenty hanzi, read as single bytes, and the words beside it.
const LONGEST: usize = 64;
/// Clusters of a region that are looked at: the least probable ones.
const MOST: usize = 5;
/// Good characters between two improbable ones of one cluster.
const GAP: usize = 12;
/// Characters before and after the improbable ones, up to a blank: the word that they stand in.
const WORD: usize = 8;

/// What a character of good CJK text costs, or somewhat more.
const USUAL: i32 = 11 * BIT;

/// A cluster of improbable characters with the words that they stand in.
pub(super) struct Sample<'s> {
    pub(super) syms: &'s [Sym],
    pub(super) as_is: AsIs,
    /// Whether there was more of it, so that its last character may be a part of one.
    pub(super) cut: bool,
    /// Whether there was more of it before, so that its first character may be one, too.
    inside: bool,
}

impl Sample<'_> {
    /// Without its first character, where that may be the second part of one: `║╢` of `╚║╢` is no hanzi.
    pub(super) fn shifted(&self) -> Option<Sample<'_>> {
        let as_is = || self.as_is.part(&(1..self.syms.len()));
        self.inside.then(|| Sample { syms: &self.syms[1..], as_is: as_is(), cut: self.cut, inside: false })
    }
}

/// Samples of a region.
pub(super) fn samples<'s>(syms: &'s [Sym], as_is: &AsIs) -> Vec<Sample<'s>> {
    let mut clusters = clusters(syms, as_is);
    if clusters.len() > MOST {
        let cost = |c: &Range<usize>| {
            let letters = c.clone().filter(|i| !syms[*i].c.is_ascii());
            let sums =
                letters.map(|i| as_is.costs[i] - if is_in_row(syms[i].c) { USUAL } else { SUSPICIOUS / 2 });
            best_part(sums)
        };
        clusters.sort_by_cached_key(|c| core::cmp::Reverse(cost(c)));
        clusters.truncate(MOST);
        clusters.sort_by_key(|c| c.start);
    }
    let sample = |c: &Range<usize>| Sample {
        syms: &syms[c.clone()],
        as_is: as_is.part(c),
        cut: c.len() >= LONGEST,
        inside: c.len() > 1 && c.start > 0 && syms[c.start - 1..=c.start].iter().all(is_one_byte),
    };
    clusters.iter().map(sample).collect()
}

/// Whether a character is one byte in most charsets that have it, and not ASCII.
fn is_one_byte(s: &Sym) -> bool {
    !s.c.is_ascii() && !is_in_row(s.c)
}

/// The sample with the most letters that aren't ASCII, and the others.
pub(super) fn best_first<'p, 's>(samples: &'p [Sample<'s>]) -> (Option<&'p Sample<'s>>, Vec<&'p Sample<'s>>) {
    let letters = |s: &Sample| s.syms.iter().filter(|s| !s.c.is_ascii()).count();
    let mut all: Vec<&Sample> = samples.iter().collect();
    let first = (0..all.len()).max_by_key(|i| letters(all[*i])).map(|i| all.remove(i));
    (first, all)
}

fn clusters(syms: &[Sym], as_is: &AsIs) -> Vec<Range<usize>> {
    let mut clusters: Vec<Range<usize>> = Vec::new();
    let mut suspicion = Suspicion::default();
    for (i, s) in syms.iter().enumerate() {
        let from = if i > 0 && !syms[i - 1].c.is_ascii() { i - 1 } else { i };
        if !suspicion.next(s.c, as_is.costs[i]) {
            continue;
        }
        // good CJK text beside a run says nothing of its charset
        let other = |end: usize| {
            is_in_row(syms[end - 1].c) != is_in_row(s.c)
                && syms[end..i].iter().any(|s| s.c.is_ascii_whitespace())
        };
        match clusters.last_mut() {
            Some(c) if i < c.end + GAP && c.len() < LONGEST && !other(c.end) => c.end = i + 1,
            Some(c) if i < c.end => {}
            _ => clusters.push(from..i + 1),
        }
    }
    let in_word = |s: &&Sym| !s.c.is_ascii_whitespace();
    let mut free = 0;
    for k in 0..clusters.len() {
        let next = clusters.get(k + 1).map_or(syms.len(), |n| n.start);
        let c = &mut clusters[k];
        c.start -= syms[free.min(c.start)..c.start].iter().rev().take(WORD).take_while(in_word).count();
        let room =
            if is_in_row(syms[c.end - 1].c) { WORD } else { WORD.max(LONGEST.saturating_sub(c.len())) };
        let end = c.end.max(free);
        c.end = end + syms[end..next.max(end)].iter().take(room).take_while(in_word).count();
        free = c.end;
    }
    clusters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hypothesis;
    use crate::model::START;

    #[test]
    fn a_sample_inside_a_run_may_begin_with_the_second_part_of_a_character() {
        let syms = hypothesis::syms(&"╓╨╣·─┐╟░╘┌".repeat(20), 0);
        let samples = samples(&syms, &AsIs::of(&syms, START));
        let (first, others) = samples.split_first().unwrap();
        assert!(first.shifted().is_none());
        assert!(!others.is_empty());
        for s in others {
            let shifted = s.shifted().unwrap();
            assert_eq!((shifted.syms[0].c, shifted.syms.len()), (s.syms[1].c, s.syms.len() - 1));
        }
    }
}
