//! Which of the hypotheses hold: disjoint ones, the best together, each sure enough.

use alloc::vec::Vec;

use super::Limits;
use super::search::Hypothesis;
use crate::detect::Region;

/// The accepted hypotheses of all regions, in the order of the text.
pub(crate) fn choose(_text: &str, regions: Vec<(Region, Vec<Hypothesis>)>, limits: &Limits) -> Vec<Hypothesis> {
    regions.into_iter().flat_map(|(_, found)| best_disjoint(found, limits)).collect()
}

/// The disjoint hypotheses that together have the most evidence.
fn best_disjoint(mut found: Vec<Hypothesis>, limits: &Limits) -> Vec<Hypothesis> {
    found.retain(|h| h.confidence >= limits.min_confidence);
    found.sort_by_key(|h| (h.range.end, h.range.start, -h.net));
    // best[i]: the most evidence of the first i hypotheses, and whether the i-th is part of it.
    let mut best: Vec<(i64, bool)> = alloc::vec![(0, false)];
    let before = |i: usize, found: &[Hypothesis]| found[..i].partition_point(|h| h.range.end <= found[i].range.start);
    for i in 0..found.len() {
        let with = best[before(i, &found)].0 + found[i].net as i64;
        let without = best[i].0;
        best.push(if with > without { (with, true) } else { (without, false) });
    }
    let mut i = found.len();
    let mut chosen = Vec::new();
    while i > 0 {
        if best[i].1 {
            chosen.push(i - 1);
            i = before(i - 1, &found);
        } else {
            i -= 1;
        }
    }
    chosen.reverse();
    let mut out = Vec::with_capacity(chosen.len());
    for (i, h) in found.into_iter().enumerate() {
        if chosen.contains(&i) {
            out.push(h);
        }
    }
    out
}
