//! What a mix-up costs here: its price, what the document's certain runs say of it, and what the caller expects.

use alloc::vec::Vec;

use super::Pair;
use crate::hypothesis::mixups::{self, Side};
use crate::model::BIT;
use crate::repair::support::Support;
use crate::settings::Limits;

/// What a mix-up costs in this document, and what the caller expects of it, in sixteenths of a bit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Price {
    pub(super) mixup: i32,
    pub(super) hint: i32,
}

/// The prices below some mix-ups.
pub(super) struct Prices<'s> {
    limits: &'s Limits,
    /// The mix-ups that have been undone already, the last that happened last.
    outer: Vec<Pair>,
    /// What is cheaper here, since certain runs have the same chain.
    discounts: Vec<(Pair, i32)>,
    /// The mix-ups of certain runs, where nothing else is thought of.
    only: Option<&'s [Pair]>,
}

impl<'s> Prices<'s> {
    /// Below `outer` mix-ups, the last that happened first; with `only_learned`, of those of the document's certain runs.
    pub(super) fn of(
        limits: &'s Limits,
        support: Option<&'s Support>,
        only_learned: bool,
        outer: &[Pair],
    ) -> Prices<'s> {
        let outer: Vec<Pair> = outer.iter().rev().copied().collect();
        let discounts = support.map_or_else(Vec::new, |s| s.discounts_above(&outer));
        let only = only_learned.then(|| support.map_or(&[][..], |s| s.learned.pairs()));
        Prices { limits, outer, discounts, only }
    }

    /// Whether text may have been read in a charset by mistake.
    pub(super) fn may_be_wrong(&self, side: &Side) -> bool {
        let learned = |only: &[Pair]| only.iter().any(|pair| pair.1 == side.charset);
        side.may_be_wrong() && self.only.is_none_or(learned)
    }

    /// The price of a true and a wrong charset; `None` where the mix-up isn't thought of.
    pub(super) fn get(&self, truth: &Side, wrong: &Side) -> Option<Price> {
        let pair = (truth.charset, wrong.charset);
        if self.only.is_some_and(|only| !only.contains(&pair)) {
            return None;
        }
        let price = mixups::price(truth, wrong).filter(|_| self.limits.allow(pair.0, pair.1))? * BIT;
        let discount = self.discounts.iter().find(|d| d.0 == pair).map_or(0, |d| d.1);
        let hint = if self.limits.hints.is_empty() {
            0
        } else {
            self.limits.hint(&[&[pair], self.outer.as_slice()].concat())
        };
        Some(Price { mixup: price - discount, hint })
    }
}
