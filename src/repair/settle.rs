//! Repairs that leave nothing to repair: what comes out of a fixer goes through it unchanged.
//!
//! A repaired run changes what stands beside it, and then more may be found: a run beside it that wasn't sure
//! enough, or another layer. Both are added. What would be changed back and forth is left alone.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::search::{Hypothesis, Pair};
use super::{Alone, Keep, accepted, choose, likely, meeting, together};
use crate::charset::is_single_byte;
use crate::detect::{self, Region};
use crate::lines;
use crate::settings::Limits;

/// Rounds in which repairs are added or joined; nearly all texts need one to see that there is nothing more.
const ADDING: usize = 4;
/// Rounds after these, in which whole lines are left alone that don't settle.
const LEAVING: usize = 4;
/// How often what is repaired is taken for a text of its own, whose lines that were left alone may settle: what the repairs
/// said of them may be all that kept them from it.
const AGAIN: usize = 2;

/// The hypotheses with which the text, once repaired, has no others; of its regions it's known what each has by itself. `tried`,
/// if asked for, gets all that are chosen on the way, and what is in doubt at the end.
pub(super) fn settle(
    text: &str,
    chosen: Vec<Hypothesis>,
    mut tried: Option<&mut Vec<Hypothesis>>,
    alone: &Alone,
    limits: &Limits,
) -> Vec<Hypothesis> {
    if let Some(tried) = &mut tried {
        tried.extend_from_slice(&chosen);
    }
    settle_within(text, chosen, tried, alone, limits, AGAIN)
}

fn settle_within(
    text: &str,
    mut chosen: Vec<Hypothesis>,
    mut tried: Option<&mut Vec<Hypothesis>>,
    alone: &Alone,
    limits: &Limits,
    again: usize,
) -> Vec<Hypothesis> {
    for round in 0..ADDING + LEAVING {
        if chosen.is_empty() {
            return chosen;
        }
        let repaired = Repaired::of(text, &chosen);
        let (left, more) = repaired.find(&chosen, alone, limits);
        if more.is_empty() {
            if let Some(tried) = tried {
                tried.extend(repaired.doubts(&chosen, &left, limits));
            }
            return chosen;
        }
        if round < ADDING {
            chosen = join(text, chosen, &repaired.places, more, limits);
            if let Some(tried) = &mut tried {
                tried.extend_from_slice(&chosen);
            }
            continue;
        }
        let lines = lines_of(&repaired.text, more.iter().map(|m| &m.range));
        let before = chosen.len();
        let mut place = repaired.places.iter();
        chosen.retain(|_| place.next().is_some_and(|p| meeting(&lines, Clone::clone, p).is_none()));
        // what is left to find stands in lines that were left alone
        if chosen.len() == before {
            let Some(again) = again.checked_sub(1) else { return chosen };
            let more = settle_within(&repaired.text, more, None, &left, limits, again);
            return if more.is_empty() { chosen } else { join(text, chosen, &repaired.places, more, limits) };
        }
    }
    chosen
}

/// The lines of places in order, each once.
fn lines_of<'p>(text: &str, places: impl Iterator<Item = &'p Range<usize>>) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    for place in places {
        if lines.last().is_none_or(|line| line.end < place.end) {
            lines.push(lines::of(text, place));
        }
    }
    lines
}

/// A repaired text, where each repair stands in it, and the lines that they stand in.
struct Repaired {
    text: String,
    places: Vec<Range<usize>>,
    lines: Vec<Range<usize>>,
}

impl Repaired {
    fn of(text: &str, chosen: &[Hypothesis]) -> Repaired {
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
        let lines = lines_of(&out, places.iter());
        Repaired { text: out, places, lines }
    }

    /// What its regions have by themselves, and what would be accepted. Lines without repairs have what they had; they are
    /// looked at only if nothing is found in the others.
    fn find(&self, chosen: &[Hypothesis], alone: &Alone, limits: &Limits) -> (Alone, Vec<Hypothesis>) {
        let all: Vec<Region> = detect::regions(&self.text, limits.looks_everywhere()).collect();
        // of a single region all is kept
        let several = all.len() > 1;
        let known = |region: &Region| several.then(|| self.known(region, chosen, alone)).flatten();
        let found =
            |alone: &Alone| accepted(&self.text, &together(&self.text, alone, limits, Keep::Best).0, limits);
        let repaired =
            all.iter().filter(|r| meeting(&self.lines, Clone::clone, &r.range).is_some()).cloned().collect();
        let repaired = Alone::of(&self.text, repaired, |_| None, limits, Keep::Best);
        let more = found(&repaired);
        if !more.is_empty() || repaired.regions.len() == all.len() {
            return (repaired, more);
        }
        let again = |region: &Region| repaired.get(&region.range).cloned().or_else(|| known(region));
        let all = Alone::of(&self.text, all, again, limits, Keep::Best);
        let more = found(&all);
        (all, more)
    }

    /// What a region had before the repairs, if none stands in its line.
    fn known(&self, region: &Region, chosen: &[Hypothesis], alone: &Alone) -> Option<Vec<Hypothesis>> {
        let Range { start, end } = region.range;
        if meeting(&self.lines, Clone::clone, &region.range).is_some() {
            return None;
        }
        let (from, to) = self.behind(chosen, start);
        let found = alone.get(&(from + start - to..from + end - to))?;
        Some(found.iter().map(|h| moved(h, from, to)).collect())
    }

    /// What is in doubt beside the repairs once they stand, in its places of the text before.
    fn doubts(&self, chosen: &[Hypothesis], left: &Alone, limits: &Limits) -> Vec<Hypothesis> {
        let likely = likely(limits);
        let doubts = left.found.iter().flat_map(|found| choose::best_or_left(found, &likely));
        let beside = doubts.filter(|h| meeting(&self.places, Clone::clone, &h.range).is_none());
        let before = |h: &Hypothesis| {
            let (from, to) = self.behind(chosen, h.range.start);
            moved(h, to, from)
        };
        beside.map(before).collect()
    }

    /// The ends of the last repair before a place of the repaired text: in the text before, and in it.
    fn behind(&self, chosen: &[Hypothesis], place: usize) -> (usize, usize) {
        match self.places.partition_point(|p| p.end <= place).checked_sub(1) {
            Some(last) => (chosen[last].range.end, self.places[last].end),
            None => (0, 0),
        }
    }
}

/// A hypothesis as far behind `to` as it stands behind `from`.
fn moved(h: &Hypothesis, from: usize, to: usize) -> Hypothesis {
    Hypothesis { range: h.range.start - from + to..h.range.end - from + to, ..h.clone() }
}

/// Adds what was found in the repaired text: beside the repairs as it is, on exactly one repair as a layer below, inside
/// one as a layer below a part of it; a repair that it meets otherwise is taken back.
fn join(
    text: &str,
    chosen: Vec<Hypothesis>,
    places: &[Range<usize>],
    more: Vec<Hypothesis>,
    limits: &Limits,
) -> Vec<Hypothesis> {
    let mut keep: Vec<Option<Hypothesis>> = chosen.into_iter().map(Some).collect();
    let mut added = Vec::new();
    let mut inside: Vec<(usize, Vec<Hypothesis>)> = Vec::new();
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
        } else if last - first == 1
            && places[first].start <= m.range.start
            && m.range.end <= places[first].end
        {
            match inside.last_mut() {
                Some((number, all)) if *number == first => all.push(m),
                _ => inside.push((first, Vec::from([m]))),
            }
        } else {
            keep[first..last].fill(None);
        }
    }
    for (number, more) in inside {
        if let Some(h) = keep[number].take() {
            added.extend(nest(text, &h, places[number].start, more, limits).unwrap_or_default());
        }
    }
    added.extend(keep.into_iter().flatten());
    added.sort_by_key(|h| h.range.start);
    added
}

/// A repair with layers below some parts of it, whose ranges are those of the output, where it starts at `start`: a file with a
/// word of `ľe` for `že` was garbled once more as a whole. `None` where its parts aren't repairs by themselves, or what is
/// below them doesn't go letter for letter: GBK that makes UTF-8 of a part of its text isn't what happened.
fn nest(
    text: &str,
    h: &Hypothesis,
    start: usize,
    more: Vec<Hypothesis>,
    limits: &Limits,
) -> Option<Vec<Hypothesis>> {
    let before = text.get(h.range.clone())?;
    let places = places(h, before)?;
    let place = |at: usize| places.binary_search_by_key(&at, |p| p.0).ok().map(|n| places[n].1);
    let part = |range: Range<usize>, chain: Vec<Pair>, after: &str, confidence: f32| {
        let range = place(range.start)?..place(range.end)?;
        let changes = !range.is_empty() && before[range.clone()] != *after;
        let range = h.range.start + range.start..h.range.start + range.end;
        Some(changes.then(|| Hypothesis { range, chain, after: after.into(), confidence, ..h.clone() }))
    };
    let rest = |range: Range<usize>| part(range.clone(), h.chain.clone(), h.after.get(range)?, h.confidence);
    let mut parts = Vec::new();
    let mut done = 0;
    for m in more {
        let range = m.range.start - start..m.range.end - start;
        let chain: Vec<_> = m.chain.iter().chain(&h.chain).copied().collect();
        if chain.len() > limits.max_layers as usize
            || !m.restored.is_empty()
            || !m.chain.iter().all(is_single)
        {
            return None;
        }
        parts.extend(rest(done..range.start)?);
        done = range.end;
        parts.extend(part(range, chain, &m.after, h.confidence.min(m.confidence))?);
    }
    parts.extend(rest(done..h.after.len())?);
    Some(parts)
}

/// Where the characters of a repair start and what stands there in its place, and both ends: of chains of charsets in which
/// each byte is a character, and of one mix-up that read some other charset as such a one.
fn places(h: &Hypothesis, before: &str) -> Option<Vec<(usize, usize)>> {
    let (first, others) = h.chain.split_first()?;
    if !h.restored.is_empty() || !is_single_byte(first.1) || !others.iter().all(is_single) {
        return None;
    }
    let mut places = Vec::new();
    let mut was = before.char_indices().map(|c| c.0).chain([before.len()]);
    for (at, c) in h.after.char_indices() {
        places.push((at, was.next()?));
        let bytes = first.0.bytes_of(c)?.as_slice().len();
        was.by_ref().take(bytes - 1).for_each(drop);
    }
    let end = was.next()?;
    places.push((h.after.len(), end));
    (end == before.len()).then_some(places)
}

/// Whether a mix-up goes letter for letter.
fn is_single(pair: &Pair) -> bool {
    is_single_byte(pair.0) && is_single_byte(pair.1)
}
