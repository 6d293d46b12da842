//! Which of a region's hypotheses hold: disjoint ones, the best together, each sure enough.

use alloc::vec::Vec;

use super::search::Hypothesis;
use crate::settings::Limits;

/// The disjoint hypotheses that together have the most evidence, in the order of the text.
pub(crate) fn best_disjoint<'h>(found: &'h [Hypothesis], limits: &Limits) -> Vec<&'h Hypothesis> {
    let mut found: Vec<&Hypothesis> =
        found.iter().filter(|h| h.confidence >= limits.min_confidence).collect();
    found.sort_by_key(|h| (h.range.end, h.range.start, -h.net));
    let before = |i: usize| found[..i].partition_point(|h| h.range.end <= found[i].range.start);
    // best[i]: the most evidence of the first i hypotheses, and whether the last of them is part of it.
    let mut best: Vec<(i64, bool)> = alloc::vec![(0, false)];
    for i in 0..found.len() {
        let with = best[before(i)].0 + found[i].net as i64;
        let without = best[i].0;
        best.push(if with > without { (with, true) } else { (without, false) });
    }
    let mut i = found.len();
    let mut chosen = Vec::new();
    while i > 0 {
        if best[i].1 {
            chosen.push(found[i - 1]);
            i = before(i - 1);
        } else {
            i -= 1;
        }
    }
    chosen.reverse();
    chosen
}
