//! Repairs that leave nothing to repair: what comes out of a fixer goes through it unchanged.
//!
//! A repaired run changes what stands beside it, and then more may be found: a run beside it that wasn't sure
//! enough, or another layer. Both are added. What would be changed back and forth is left alone.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::search::Hypothesis;
use super::{find_beside, meets};
use crate::lines;
use crate::settings::Limits;

/// Rounds in which repairs are added or joined; nearly all texts need one to see that there is nothing more.
const ADDING: usize = 4;
/// Rounds after these, in which whole lines are left alone that don't settle.
const LEAVING: usize = 4;

/// The hypotheses with which the text, once repaired, has no others.
pub(super) fn settle(text: &str, mut chosen: Vec<Hypothesis>, limits: &Limits) -> Vec<Hypothesis> {
    for round in 0..ADDING + LEAVING {
        if chosen.is_empty() {
            return chosen;
        }
        let (output, places) = apply(text, &chosen);
        let more = find_beside(&output, &places, limits);
        if more.is_empty() {
            return chosen;
        }
        if round < ADDING {
            chosen = join(text, chosen, &places, more, limits);
        } else {
            let left: Vec<Range<usize>> = more.iter().map(|m| lines::of(&output, &m.range)).collect();
            let before = chosen.len();
            let mut place = places.iter();
            chosen.retain(|_| place.next().is_some_and(|p| !left.iter().any(|l| meets(l, p))));
            // what is left to find stands in lines that were left alone
            if chosen.len() == before {
                return chosen;
            }
        }
    }
    Vec::new()
}

/// The repaired text, and where each repair stands in it.
fn apply(text: &str, chosen: &[Hypothesis]) -> (String, Vec<Range<usize>>) {
    let mut out = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(chosen.len());
    let mut done = 0;
    for h in chosen {
        out.push_str(&text[done..h.range.start]);
        let start = out.len();
        out.push_str(&h.after);
        places.push(start..out.len());
        done = h.range.end;
    }
    out.push_str(&text[done..]);
    (out, places)
}

/// Adds what was found in the repaired text: beside the repairs as it is, on exactly one repair as a layer below;
/// a repair that it meets otherwise is taken back.
fn join(
    text: &str,
    chosen: Vec<Hypothesis>,
    places: &[Range<usize>],
    more: Vec<Hypothesis>,
    limits: &Limits,
) -> Vec<Hypothesis> {
    let mut keep: Vec<Option<Hypothesis>> = chosen.into_iter().map(Some).collect();
    let mut added = Vec::new();
    for m in more {
        let first = places.partition_point(|p| p.end <= m.range.start);
        let last = places.partition_point(|p| p.start < m.range.end);
        if first >= last {
            // Behind repair number first - 1: as far from its end as in the output.
            let (from, to) =
                match first.checked_sub(1).and_then(|i| keep[i].as_ref().map(|h| (h, &places[i]))) {
                    Some((h, place)) => (h.range.end, place.end),
                    None if first == 0 => (0, 0),
                    None => continue,
                };
            let range = from + m.range.start - to..from + m.range.end - to;
            if text.get(range.clone()).is_some() {
                added.push(Hypothesis { range, ..m });
            }
        } else if last - first == 1 && places[first] == m.range {
            if let Some(h) = keep[first].as_mut() {
                let chain: Vec<_> = m.chain.into_iter().chain(h.chain.iter().copied()).collect();
                if chain.len() > limits.max_layers as usize || m.after == text[h.range.clone()] {
                    keep[first] = None;
                } else {
                    let all = core::iter::once(0..m.after.len()).take(h.restored.len()).collect();
                    *h = Hypothesis {
                        chain,
                        restored: if h.restored.is_empty() { m.restored } else { all },
                        after: m.after,
                        confidence: h.confidence.min(m.confidence),
                        ..h.clone()
                    };
                }
            }
        } else {
            keep[first..last].fill(None);
        }
    }
    added.extend(keep.into_iter().flatten());
    added.sort_by_key(|h| h.range.start);
    added
}
