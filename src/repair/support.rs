//! What a document's certain runs say of its other ones.

use alloc::vec::Vec;

use super::search::{Hypothesis, Pair};
use super::whole;
use crate::detect;
use crate::evidence::judge::Kind;
use crate::model::BIT;
use crate::settings::Learned;

/// What one certain run makes the same chain cheaper by; ten of them make it twice that. The price of the usual
/// chains is 4 to 10 bits: in a text that is known to be garbled by one it costs next to nothing.
const FIRST: i32 = 9 * BIT;

/// How much more probable a certain run makes it that another stretch of the document is one of the same chain.
const MORE: i32 = 4 * BIT;

/// Characters of a repair that no other run speaks against: `Ã\u{8f}Ã®` is `،` by itself, and `По` where Russian is
/// garbled twice.
const LONG: usize = 4;

/// How much more than that if there are twice as many certain runs, and how often: a file of Hungarian sentences with 200
/// of them has `elõtti` and `szûkebb` in others.
const DOUBLED: i32 = 3 * BIT / 2;
const MOST: i32 = 5;

/// Regions in which a chain must be likely to be learned, the odds for it together, and of each at the most. What share of all
/// regions in doubt these are doesn't count: once they are repaired, another chain would have the greatest.
pub(super) const SEVERAL: usize = 4;
const TOGETHER: f32 = 200.0;
const EACH: f32 = 9.0;
/// The share of the letters that it changes which must stand in these regions, in hundredths: in Võro some `õ` look like `ä`
/// garbled, but most don't, and its own `ä` stand beside them (2); in garbled files of 16 lines it's 25 or more.
const SHARE: usize = 20;

/// Drops the certain runs that are one CJK character each, in no word of ASCII letters, and the only ones of their chains: they
/// say nothing of the other ones. In a table of all syllables one is likely enough to be two bytes of UTF-8 (`"캅"`).
pub(super) fn drop_lone(text: &str, certain: &mut Vec<&Hypothesis>) {
    let counted = Support::of(Learned::default(), certain).learned;
    let is_lone = |h: &Hypothesis| {
        let mut chars = text[h.range.clone()].chars();
        let beside = [text[..h.range.start].chars().next_back(), text[h.range.end..].chars().next()];
        chars.next().is_some_and(detect::is_in_row)
            && chars.next().is_none()
            && !beside.into_iter().flatten().any(|c| c.is_ascii_alphabetic())
    };
    certain.retain(|h| counted.runs(&h.chain) != 1 || !is_lone(h));
}

/// The chains of a document's certain runs, and how many runs each has.
pub(crate) struct Support {
    pub(in crate::repair) learned: Learned,
}

impl Support {
    /// What was learned before, and what certain runs say.
    pub(crate) fn of(mut learned: Learned, certain: &[&Hypothesis]) -> Support {
        certain.iter().for_each(|h| learned.add(&h.chain));
        Support { learned }
    }

    /// Learns the chain that is likely in several regions, though certain in none: `elõtti`, `eredetû` and `kitûnõ` together are
    /// Hungarian. Of each region the hypotheses that are more probable than not are asked.
    pub(crate) fn confirm<'h>(&mut self, text: &str, regions: impl Iterator<Item = Vec<&'h Hypothesis>>) {
        let mut votes: Vec<(Vec<&Hypothesis>, f32)> = Vec::new();
        for likely in regions {
            let Some(h) = likely.into_iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence)) else {
                continue;
            };
            // tables of ideographs, and of a script's letters, are likely to be something, all of them
            if !h.features.is_of(Kind::LetterForLetter) {
                continue;
            }
            let odds = (h.confidence / (1.0 - h.confidence)).min(EACH);
            match votes.iter_mut().find(|v| v.0[0].chain == h.chain) {
                Some(v) => {
                    v.0.push(h);
                    v.1 *= odds;
                }
                None => votes.push((Vec::from([h]), odds)),
            }
        }
        for (runs, odds) in votes {
            let chain = &runs[0].chain;
            if runs.len() >= SEVERAL
                && odds >= TOGETHER
                && self.learned.runs(chain) == 0
                && whole::share(text, &runs).is_none_or(|share| share >= SHARE)
            {
                self.learned.add(chain);
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.learned.is_empty()
    }

    /// What `chain` is cheaper by, in sixteenths of a bit.
    pub(crate) fn discount(&self, chain: &[Pair]) -> i32 {
        match self.learned.runs(chain) {
            0 => 0,
            1..=9 => FIRST,
            _ => 2 * FIRST,
        }
    }

    /// What mix-ups that happened before `later` ones make the chain cheaper by.
    pub(crate) fn discounts_above(&self, later: &[Pair]) -> Vec<(Pair, i32)> {
        let first = |chain: &[Pair]| chain.split_first().filter(|c| c.1 == later).map(|c| *c.0);
        self.learned.chains().filter_map(|chain| Some((first(chain)?, self.discount(chain)))).collect()
    }

    /// Whether a certain run is long enough to be certain whatever else is in the document, or its chain has others.
    pub(crate) fn settles(&self, h: &Hypothesis) -> bool {
        h.after.chars().count() >= LONG || self.learned.runs(&h.chain) > 1
    }

    /// What speaks for `chain` whatever is measured of a stretch, in sixteenths of a bit.
    pub(crate) fn prior(&self, chain: &[Pair]) -> i32 {
        match self.learned.runs(chain) {
            0 => 0,
            runs => MORE + DOUBLED * (runs.ilog2() as i32).min(MOST),
        }
    }
}
