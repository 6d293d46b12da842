//! Whether a region is settled: nothing more needs to be looked for in it.

use alloc::string::String;
use alloc::vec::Vec;

use super::search::Hypothesis;
use super::{choose, outside};
use crate::detect::{self, Region};
use crate::settings::{CERTAIN, Limits};

/// Characters beyond ASCII that aren't UTF-8 together by chance, however odd the text is that they are.
const STRUCTURE: usize = 12;

/// The best hypotheses of a region if they are certain and leave nothing in it in doubt: support changes nothing then.
pub(super) fn certain<'h>(
    text: &str,
    region: &Region,
    found: &'h [Hypothesis],
    limits: &Limits,
) -> Option<Vec<&'h Hypothesis>> {
    certain_but_for(text, region, found, limits, |_| false)
}

/// The same, where long UTF-8 below more than `outer` mix-ups needs no other proof: what is odd in it is what was written,
/// or has a layer below.
pub(super) fn explained<'h>(
    text: &str,
    region: &Region,
    found: &'h [Hypothesis],
    limits: &Limits,
    outer: usize,
) -> Option<Vec<&'h Hypothesis>> {
    let explains_itself = |h: &Hypothesis| is_structure(h) && h.chain.len() > outer;
    certain_but_for(text, region, found, limits, explains_itself)
}

/// Whether it's UTF-8 without gaps that is too long for chance.
fn is_structure(h: &Hypothesis) -> bool {
    choose::is_utf8(h) && h.restored.is_empty() && has_others(h, STRUCTURE)
}

/// Whether a hypothesis gives back so many characters beyond ASCII.
fn has_others(h: &Hypothesis, count: usize) -> bool {
    h.after.chars().filter(|c| !c.is_ascii()).take(count).count() == count
}

/// Whether a hypothesis is certain, and what it gives back is so long and reads so well that no UTF-8 with gaps is as good: of
/// the lossy cases that were something else with certainty first, those that cost no more than so many bits a character
/// beyond the usual have 13 characters at the most.
pub(super) fn is_in_words(h: &Hypothesis) -> bool {
    const EXCESS: f32 = 2.5;
    const LENGTH: usize = 20;
    !choose::is_utf8(h) && h.confidence >= CERTAIN && h.features.excess <= EXCESS && has_others(h, LENGTH)
}

/// The best hypotheses of a region if they are certain and nothing is in doubt but in those that explain themselves.
fn certain_but_for<'h>(
    text: &str,
    region: &Region,
    found: &'h [Hypothesis],
    limits: &Limits,
    explains_itself: impl Fn(&Hypothesis) -> bool,
) -> Option<Vec<&'h Hypothesis>> {
    let best = choose::best_disjoint(found, limits);
    if best.is_empty() || best.iter().any(|h| h.confidence < CERTAIN) {
        return None;
    }
    let mut repaired = String::with_capacity(region.range.len());
    let mut done = region.range.start;
    for h in &best {
        repaired.push_str(text.get(done..h.range.start).unwrap_or_default());
        repaired.push_str(if explains_itself(h) { " " } else { &h.after });
        done = h.range.end;
    }
    repaired.push_str(text.get(done..region.range.end).unwrap_or_default());
    detect::is_good(&repaired, limits.looks_everywhere()).then_some(best)
}

/// ASCII characters between a run and others that have nothing to do with it.
const APART: usize = 6;

/// Whether nothing stands beside hypotheses that is left of what was garbled with them and lost something.
pub(super) fn is_whole(text: &str, region: &Region, best: &[&Hypothesis]) -> bool {
    outside(region.range(), best.iter().map(|h| h.range.clone())).all(|part| {
        let beside = [part.start > region.range.start, part.end < region.range.end];
        let part = &text[part];
        part.is_ascii() || is_other(text, part, beside, best)
    })
}

/// Whether what stands before or after runs, or between two, is neither near them nor like anything that is left where UTF-8 loses
/// bytes: first bytes are left, which are capital letters as a rule (`PRÃTICA`), or `â` for a sign, and other ones of
/// them stand in the runs.
fn is_other(text: &str, part: &str, [behind, before]: [bool; 2], best: &[&Hypothesis]) -> bool {
    let stray = |c: char| c.is_uppercase() || matches!(c, 'â' | 'ã' | '\u{80}'..='\u{9f}' | '\u{fffd}');
    let in_runs = |c: char| best.iter().any(|h| text[h.range.clone()].contains(c));
    (!behind || is_plain(part.chars()))
        && (!before || is_plain(part.chars().rev()))
        && part.chars().all(|c| c.is_ascii() || !stray(c) && !in_runs(c))
}

/// Whether what stands next is ASCII.
fn is_plain(next: impl Iterator<Item = char>) -> bool {
    next.take(APART).all(|c| c.is_ascii())
}

/// Whether all of them are UTF-8.
pub(super) fn is_utf8(best: &[&Hypothesis]) -> bool {
    best.iter().all(|h| choose::is_utf8(h))
}
