//! Which of a region's hypotheses hold: disjoint ones, the best together, each sure enough.

use alloc::vec::Vec;

use super::meets;
use super::search::{Hypothesis, Pair};
use crate::charset::Charset;
use crate::model::BIT;
use crate::settings::Limits;

/// What it costs that another chain begins in a region: one text was garbled in one way far more often than in two,
/// and a wrong chain that wins a piece of a run (`Ãš` for `è`, where windows-1252 has `Ú`) mustn't win against the
/// chain of all of it.
const SWITCH: i64 = 14 * BIT as i64;

/// What another reading of the same text must have more to settle what was written: `ÑæãÇ` is `روما` by 20 bits more
/// than `焰闱`.
const BETTER: i32 = 6 * BIT;

/// What letters that were garbled once must have more than UTF-8 on the same place that is sure though bytes of it were lost,
/// which it paid for: `â³` was ⏳ and isn't `ві`.
const GAPS: i32 = 16 * BIT;

/// Makes the hypotheses on the same place agree. How sure one is tells how sure it is that the text is garbled at all;
/// if so, the evidence chooses among them. What is much better than a sure one is as sure, if it's probable by itself;
/// if it isn't, the sure one isn't either. UTF-8 is beaten by UTF-8 alone: that it fits at all is evidence, too.
pub(super) fn agree(found: &mut [Hypothesis], limits: &Limits) {
    found.sort_by_key(|h| (h.range.start, h.range.end));
    for same in found.chunk_by_mut(|a, b| a.range == b.range) {
        let Some(best) = same.iter().max_by_key(|h| h.net) else { continue };
        let (most, utf8) = (best.net, is_utf8(best));
        let beaten = |h: &Hypothesis| h.net + BETTER < most && (utf8 || !is_utf8(h));
        let sure = same.iter().filter(|h| beaten(h)).fold(0.0, |sure: f32, h| sure.max(h.confidence));
        let refilled =
            |h: &&Hypothesis| is_utf8(h) && !h.restored.is_empty() && h.confidence >= limits.min_confidence;
        let utf8_with_gaps = same.iter().filter(refilled).map(|h| h.net).max();
        let by_chance = |h: &Hypothesis| {
            h.chain.len() == 1 && !is_utf8(h) && utf8_with_gaps.is_some_and(|net| h.net < net + GAPS)
        };
        for h in same {
            if beaten(h) || by_chance(h) {
                h.confidence = h.confidence.min(0.5);
            } else if h.net == most && h.confidence >= 0.5 {
                h.confidence = h.confidence.max(sure);
            }
        }
    }
}

/// Bits that the languages must say more for a longer stretch.
const WIDER: f32 = 4.0;

/// Lets the languages choose between stretches of the best chain, one in the other: to n-grams `eðilim` is as good as `eğilim`,
/// though the same chain has garbled `yapýldý` behind it.
pub(super) fn widen(found: &mut [Hypothesis]) {
    for wide in 0..found.len() {
        let of = &found[wide];
        if of.features.languages <= WIDER {
            continue;
        }
        let inside = |h: &&Hypothesis| {
            h.chain == of.chain
                && h.range != of.range
                && of.range.start <= h.range.start
                && h.range.end <= of.range.end
                && h.features.languages > 0.0
                && h.features.languages + WIDER <= of.features.languages
        };
        let Some(best) = found.iter().filter(inside).max_by_key(|h| h.net) else { continue };
        let rival = |h: &Hypothesis| h.net > best.net && h.chain != of.chain && meets(&h.range, &of.range);
        if !found.iter().any(rival) {
            let (net, confidence) = (best.net + 1, best.confidence);
            let wide = &mut found[wide];
            wide.net = wide.net.max(net);
            wide.confidence = wide.confidence.max(confidence);
        }
    }
}

/// Whether what was read wrongly first was UTF-8.
pub(super) fn is_utf8(h: &Hypothesis) -> bool {
    h.chain.first().is_some_and(|pair| pair.0 == Charset::UTF_8)
}

/// The disjoint hypotheses that together have the most evidence, in the order of the text.
pub(crate) fn best_disjoint<'h>(found: &'h [Hypothesis], limits: &Limits) -> Vec<&'h Hypothesis> {
    let mut best = best_or_left(found, limits);
    best.retain(|h| !h.left);
    best
}

/// The same with those whose text is left as it is, because too much of it was lost.
pub(crate) fn best_or_left<'h>(found: &'h [Hypothesis], limits: &Limits) -> Vec<&'h Hypothesis> {
    let mut found: Vec<&Hypothesis> =
        found.iter().filter(|h| h.confidence >= limits.min_confidence).collect();
    found.sort_by_key(|h| (h.range.start, h.range.end, -h.net));
    let mut by_end: Vec<usize> = (0..found.len()).collect();
    by_end.sort_by_key(|i| (found[*i].range.end, *i));
    // The best way to have each hypothesis as the last one: its evidence, and the one before it.
    let mut ways: Vec<(i64, Option<usize>)> = alloc::vec![(0, None); found.len()];
    let mut ended = by_end.iter().copied().peekable();
    let mut best: Option<usize> = None;
    let mut best_of_chain: Vec<(usize, usize)> = Vec::new();
    let chains = chain_numbers(&found);
    for i in 0..found.len() {
        while let Some(j) = ended.next_if(|j| found[*j].range.end <= found[i].range.start) {
            if best.is_none_or(|b| ways[j].0 > ways[b].0) {
                best = Some(j);
            }
            match best_of_chain.iter_mut().find(|(chain, _)| *chain == chains[j]) {
                Some((_, b)) if ways[j].0 > ways[*b].0 => *b = j,
                Some(_) => {}
                None => best_of_chain.push((chains[j], j)),
            }
        }
        let same = best_of_chain.iter().find(|(chain, _)| *chain == chains[i]).map(|(_, j)| *j);
        let same = same.map(|j| (ways[j].0, Some(j)));
        let other = best.map(|j| (ways[j].0 - SWITCH, Some(j)));
        let before = same.into_iter().chain(other).max_by_key(|way| way.0).filter(|way| way.0 > 0);
        let (sum, before) = before.unwrap_or((0, None));
        ways[i] = (sum + found[i].net as i64, before);
    }
    let mut last = (0..found.len()).max_by_key(|i| ways[*i].0);
    let mut chosen = Vec::new();
    while let Some(i) = last {
        chosen.push(found[i]);
        last = ways[i].1;
    }
    chosen.reverse();
    chosen
}

/// Those sure enough to be accepted that aren't chosen although they meet none of the `chosen`, since the evidence for them
/// pays for no other chain in the region ([`SWITCH`]); disjoint, the best first.
pub(super) fn beside<'h>(
    found: &'h [Hypothesis],
    chosen: &[&Hypothesis],
    limits: &Limits,
) -> Vec<&'h Hypothesis> {
    let sure = found.iter().filter(|h| h.confidence >= limits.min_confidence && !h.left);
    let mut sure: Vec<&Hypothesis> =
        sure.filter(|h| !chosen.iter().any(|c| meets(&c.range, &h.range))).collect();
    sure.sort_by_key(|h| (-h.net, h.range.start));
    let mut beside: Vec<&Hypothesis> = Vec::new();
    for h in sure {
        if !beside.iter().any(|b| meets(&b.range, &h.range)) {
            beside.push(h);
        }
    }
    beside
}

/// The same number for the same chain.
fn chain_numbers(found: &[&Hypothesis]) -> Vec<usize> {
    let mut chains: Vec<&[Pair]> = Vec::new();
    let mut number = |chain| {
        chains.iter().position(|c| *c == chain).unwrap_or_else(|| {
            chains.push(chain);
            chains.len() - 1
        })
    };
    found.iter().map(|h| number(h.chain.as_slice())).collect()
}
