//! The repair engine: regions to judged hypotheses to a plan.

mod alone;
mod certain;
mod choose;
mod line;
mod measure;
mod nearby;
mod replaced;
mod search;
mod settle;
mod support;
mod traces;
mod whole;

use alloc::vec::Vec;
use core::ops::Range;

use crate::chain::{Chain, MixUp};
use crate::detect::{self, Region};
use crate::plan::{Plan, Repair};
use crate::settings::{CERTAIN, Learned, Limits, Support as Supports};
use alone::Alone;
pub use measure::{Measured, measure};
pub(crate) use replaced::{Replaced, replaced};
pub(crate) use search::Hypothesis;
use support::{SEVERAL, Support};

/// The repairs that hold in `text`.
pub(crate) fn plan(text: &str, limits: &Limits) -> Plan {
    plan_and_learn(text, limits).0
}

/// The repairs that hold in `text`, and what was learned before with what its certain runs add.
pub(crate) fn plan_and_learn(text: &str, limits: &Limits) -> (Plan, Learned) {
    let (plan, _, learned) = settled(text, limits, None);
    (plan, learned)
}

/// The repairs that hold in `text`, the hypotheses that they were chosen from, and what is learned. `tried`, if asked
/// for, gets all that are chosen, also those that are given up since they leave something to find, and what is in doubt then.
fn settled(
    text: &str,
    limits: &Limits,
    tried: Option<&mut Vec<Hypothesis>>,
) -> (Plan, Vec<Vec<Hypothesis>>, Learned) {
    let (alone, found, learned) = weigh(text, limits, Keep::Best);
    let chosen = settle::settle(text, accepted(text, &found, limits), tried, &alone, limits);
    (repairs(text, chosen), found, learned)
}

fn repairs(text: &str, chosen: Vec<Hypothesis>) -> Plan {
    let repair = |h: Hypothesis| {
        let chain = Chain::new(h.chain.iter().map(|(t, w)| MixUp::new(*t, *w)).collect());
        Repair::new(text, h.range, h.after, chain, h.confidence).with_restored(h.restored)
    };
    Plan::new(text, chosen.into_iter().map(repair).collect())
}

/// The repairs that hold in `text`, and disjoint, in the order of the text, what is more probable than not but isn't sure
/// enough, and what the repairs are of: they may be given up yet for what another shape of damage would find in their output.
pub(crate) fn plan_and_doubts(text: &str, limits: &Limits) -> (Plan, Vec<Hypothesis>) {
    let mut tried: Vec<Hypothesis> = Vec::new();
    let (plan, found, _) = settled(text, limits, Some(&mut tried));
    let repaired = |h: &Hypothesis| meeting(plan.repairs(), Repair::range, &h.range).is_some();
    // what was chosen and given up since it didn't settle is surer than what never was
    let mut doubts = Vec::new();
    // the last ones hold
    add_apart(&mut doubts, tried.iter().rev().filter(|h| repaired(h)).cloned());
    add_apart(&mut doubts, tried.into_iter().filter(|h| !repaired(h)));
    let likely = likely(limits);
    for found in &found {
        let mut left = choose::best_or_left(found, &likely);
        left.retain(|h| !repaired(h));
        let beside = choose::beside(found, &left, limits);
        left.extend(beside.into_iter().filter(|h| !repaired(h)));
        add_apart(&mut doubts, left.into_iter().cloned());
    }
    (plan, doubts)
}

/// Adds to hypotheses in the order of the text those that meet none of them.
fn add_apart(all: &mut Vec<Hypothesis>, more: impl Iterator<Item = Hypothesis>) {
    for h in more {
        let next = all.partition_point(|o| o.range.end <= h.range.start);
        if all.get(next).is_none_or(|o| h.range.end <= o.range.start) {
            all.insert(next, h);
        }
    }
}

/// Whether a first look at `text` is enough to see that there is nothing to repair.
pub(crate) fn is_quiet(text: &str, limits: &Limits) -> bool {
    detect::is_quiet(text, limits.looks_everywhere())
}

/// Whether anything in `text` would be accepted.
pub(crate) fn is_garbled(text: &str, limits: &Limits) -> bool {
    // only certain runs could support others, and they are accepted themselves
    let support = Support::of(limits.learned.clone(), &[]);
    let mut last = None;
    detect::regions(text, limits.looks_everywhere()).any(|region| {
        let found = search::hypotheses(text, &region, limits, Some(&support));
        let is_sure = !choose::best_disjoint(&found, limits).is_empty();
        let next = (region, found);
        let is_one = |before| alone::as_one(text, before, &next, limits).is_some();
        let is_garbled = is_sure || last.as_ref().is_some_and(is_one);
        last = Some(next);
        is_garbled
    })
}

/// The hypotheses that are accepted, in the order of the text, disjoint; with each all that lie on the same place.
pub(crate) fn with_rivals(text: &str, limits: &Limits) -> Vec<(Hypothesis, Vec<Hypothesis>)> {
    let on = |h: &Hypothesis, found: &[Hypothesis]| {
        let beside = |o: &&Hypothesis| meets(&o.range, &h.range);
        (h.clone(), found.iter().filter(beside).cloned().collect())
    };
    let found = weigh(text, limits, Keep::All).1;
    found.iter().flat_map(|f| choose::best_disjoint(f, limits).into_iter().map(|h| on(h, f))).collect()
}

/// The hypotheses that hold, in the order of the text, disjoint.
fn accepted(text: &str, found: &[Vec<Hypothesis>], limits: &Limits) -> Vec<Hypothesis> {
    let chosen: Vec<_> = found.iter().flat_map(|f| choose::best_disjoint(f, limits)).cloned().collect();
    whole::complete(text, chosen, limits)
}

/// The hypotheses of each region by itself, the same with all of them together, and what is learned from the certain ones.
fn weigh(text: &str, limits: &Limits, keep: Keep) -> (Alone, Vec<Vec<Hypothesis>>, Learned) {
    let regions = detect::regions(text, limits.looks_everywhere()).collect();
    let alone = Alone::of(text, regions, |_| None, limits, keep);
    let (found, learned) = together(text, &alone, limits, keep);
    (alone, found, learned)
}

/// The hypotheses of regions that support each other, also in the good text near certain ones, where they are all that a text
/// has; and what is learned from the certain ones.
fn together(text: &str, alone: &Alone, limits: &Limits, keep: Keep) -> (Vec<Vec<Hypothesis>>, Learned) {
    let regions = &alone.regions;
    let keep = keep.of(regions);
    let best = |found: Vec<Hypothesis>| keep.best(found, limits);
    let mut found = alone.found.clone();
    if limits.support == Supports::None {
        return (found, Learned::default());
    }
    let chosen: Vec<&Hypothesis> = found.iter().flat_map(|f| choose::best_disjoint(f, limits)).collect();
    let beside = line::beside(text, &chosen, limits);
    let mut certain: Vec<&Hypothesis> = chosen.into_iter().filter(|h| h.confidence >= CERTAIN).collect();
    support::drop_lone(text, &mut certain);
    let mut support = Support::of(limits.learned.clone(), &certain);
    if regions.len() >= SEVERAL {
        let doubtful = likely(limits);
        support.confirm(text, found.iter().map(|f| choose::best_or_left(f, &doubtful)));
    }
    let mut quiet = if support.is_empty() {
        Vec::new()
    } else {
        nearby::nearby(text, &certain, support.learned.pairs(), regions)
    };
    let (places, others): (Vec<Region>, Vec<_>) = add(&mut found, regions, beside, &best).into_iter().unzip();
    quiet.retain(|q| meeting(&places, Region::range, &q.range).is_none());
    found.extend(others);
    // One region supports itself where a chain that is certain in it was in doubt elsewhere in it.
    let doubt = |h: &Hypothesis| h.confidence < limits.min_confidence && support.discount(&h.chain) > 0;
    let several = found.len() + quiet.len() > 1 || !limits.learned.is_empty();
    if !support.is_empty() && (several || found.iter().flatten().any(doubt)) {
        let more = |region: &Region| search::supported(text, region, limits, &support);
        for (region, found) in regions.iter().zip(&mut found) {
            let settled = certain::certain(text, region, found, limits)
                .is_some_and(|best| best.iter().all(|h| support.settles(h)));
            if !settled {
                found.retain(|h| support.discount(&h.chain) == 0);
                found.extend(more(region));
                *found = best(core::mem::take(found));
            }
        }
        found.extend(quiet.iter().map(|region| best(more(region))));
    }
    found.sort_by_key(|f| f.first().map_or(0, |h| h.range.start));
    (found, support.learned)
}

/// Adds hypotheses to those of the regions that they are of; what is of none is given back.
fn add(
    found: &mut [Vec<Hypothesis>],
    regions: &[Region],
    more: Vec<(Region, Vec<Hypothesis>)>,
    best: &dyn Fn(Vec<Hypothesis>) -> Vec<Hypothesis>,
) -> Vec<(Region, Vec<Hypothesis>)> {
    let mut others = Vec::new();
    for (region, mut more) in more {
        match meeting(regions, Region::range, &region.range) {
            Some(i) => {
                let known = &regions[i].range;
                more.retain(|h| known.start <= h.range.start && h.range.end <= known.end);
                more.append(&mut found[i]);
                found[i] = best(more);
            }
            None => others.push((region, best(more))),
        }
    }
    others
}

/// The number of the first of some things, in order and disjoint, whose place meets a range.
fn meeting<T>(all: &[T], place: impl Fn(&T) -> Range<usize>, range: &Range<usize>) -> Option<usize> {
    let next = all.partition_point(|t| place(t).end <= range.start);
    all.get(next).is_some_and(|t| meets(&place(t), range)).then_some(next)
}

/// The parts of a range outside of places, in order and disjoint: before the first one, between two, and behind the last one.
fn outside(
    range: Range<usize>,
    places: impl Iterator<Item = Range<usize>>,
) -> impl Iterator<Item = Range<usize>> {
    let Range { mut start, end } = range;
    places.chain(core::iter::once(end..end)).map(move |place| {
        let part = start..place.start.clamp(start, end);
        start = place.end.clamp(start, end);
        part
    })
}

fn meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Those of a region's hypotheses that are accepted, or would be if less were wanted or they stood by themselves.
fn best_only(found: &[Hypothesis], limits: &Limits) -> Vec<Hypothesis> {
    let mut best = choose::best_disjoint(found, limits);
    let likely = choose::best_or_left(found, &likely(limits));
    let beside = choose::beside(found, &best, limits);
    for h in likely.into_iter().chain(beside) {
        if !best.iter().any(|b| core::ptr::eq(*b, h)) {
            best.push(h);
        }
    }
    best.into_iter().cloned().collect()
}

/// Limits that leave in what is in doubt.
fn likely(limits: &Limits) -> Limits {
    Limits { min_confidence: limits.least_confidence(), ..limits.clone() }
}

/// Which hypotheses of a region are kept: a long text has thousands of regions with a dozen each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keep {
    All,
    Best,
}

impl Keep {
    /// What is kept where a text has these regions: of one all, as it may support itself.
    fn of(self, regions: &[Region]) -> Keep {
        if regions.len() > 1 { self } else { Keep::All }
    }

    fn best(self, found: Vec<Hypothesis>, limits: &Limits) -> Vec<Hypothesis> {
        match self {
            Keep::All => found,
            Keep::Best => best_only(&found, limits),
        }
    }
}
