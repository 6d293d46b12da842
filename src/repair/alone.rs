//! What each region of a text has by itself. Regions near each other in a line are one where that makes more of it sure:
//! `uresnièile njegove èrne napovedi` and `dve toèki` a clause later are Slovenian together.

use alloc::vec::Vec;
use core::ops::Range;

use super::search::{self, Hypothesis};
use super::{Keep, choose, meets};
use crate::detect::Region;
use crate::evidence::judge::Kind;
use crate::settings::Limits;

/// Bytes between two regions that may be one: a clause or two.
const APART: usize = 250;
/// Bytes that such a region has at the most: what it costs to look at regions again stays linear in the text.
const LONG: usize = 1000;
/// How probable each of two must be that is sure of nothing. `uresnièile` is right by 0.79, `toèki` by 0.75.
const LIKELY: f32 = 0.3;

/// What each region of a text has by itself.
#[derive(Default)]
pub(super) struct Alone {
    pub(super) regions: Vec<Region>,
    pub(super) found: Vec<Vec<Hypothesis>>,
}

impl Alone {
    /// Of some regions, in order, what is known of each already, or else what is found in it.
    pub(super) fn of(
        text: &str,
        regions: Vec<Region>,
        known: impl Fn(&Region) -> Option<Vec<Hypothesis>>,
        limits: &Limits,
        keep: Keep,
    ) -> Alone {
        let keep = keep.of(&regions);
        let mut alone = Alone::default();
        let mut add = |(region, found)| {
            alone.regions.push(region);
            alone.found.push(keep.best(found, limits));
        };
        let mut last: Option<(Region, Vec<Hypothesis>)> = None;
        // two that are known were no one already
        let mut was_known = true;
        for region in regions {
            let known = known(&region);
            let both_known = was_known && known.is_some();
            was_known = known.is_some();
            let found = known.unwrap_or_else(|| search::hypotheses(text, &region, limits, None));
            let next = (region, found);
            let as_one = |before| if both_known { None } else { as_one(text, before, &next, limits) };
            let one = last.as_ref().and_then(as_one);
            match one {
                Some(_) => was_known = false,
                None => last.into_iter().for_each(&mut add),
            }
            last = one.or(Some(next));
        }
        last.into_iter().for_each(add);
        alone
    }

    /// What the region of exactly this range has.
    pub(super) fn get(&self, range: &Range<usize>) -> Option<&Vec<Hypothesis>> {
        let place = self.regions.binary_search_by_key(&range.start, |r| r.range.start).ok()?;
        (self.regions[place].range == *range).then(|| &self.found[place])
    }
}

/// Two regions and what is between them as one, if that has what both have, and something that lies in both.
pub(super) fn as_one(
    text: &str,
    one: &(Region, Vec<Hypothesis>),
    other: &(Region, Vec<Hypothesis>),
    limits: &Limits,
) -> Option<(Region, Vec<Hypothesis>)> {
    let [first, second] = [one, other].map(|(region, _)| region.range());
    let region = Region { range: first.start..second.end, before: one.0.before };
    let between = first.end..second.start;
    if between.len() > APART
        || region.range.len() > LONG
        || text.as_bytes()[between].contains(&b'\n')
        || !may_be_one([&one.1, &other.1], limits)
    {
        return None;
    }
    let found = search::hypotheses(text, &region, limits, None);
    let chosen = choose::best_disjoint(&found, limits);
    let is_part = |h: &Hypothesis| {
        let around = |c: &&Hypothesis| c.range.start <= h.range.start && h.range.end <= c.range.end;
        chosen.iter().any(|c| c.chain == h.chain && around(c))
    };
    let is_kept = |found| choose::best_disjoint(found, limits).into_iter().all(is_part);
    let is_new = chosen.iter().any(|c| meets(&c.range, &first) && meets(&c.range, &second));
    (is_new && is_kept(&one.1) && is_kept(&other.1)).then_some((region, found))
}

/// Whether one of two regions is sure of letters for letters, or both are in doubt of the same.
fn may_be_one(found: [&[Hypothesis]; 2], limits: &Limits) -> bool {
    let of_letters = |h: &Hypothesis| h.features.is_of(Kind::LetterForLetter);
    let sure = |found| choose::best_disjoint(found, limits).into_iter().any(of_letters);
    let likely = |h: &Hypothesis| h.confidence >= LIKELY && of_letters(h);
    let alike = |h: &Hypothesis| found[1].iter().any(|o| likely(o) && o.chain == h.chain);
    found.into_iter().any(sure) || found[0].iter().any(|h| likely(h) && alike(h))
}
