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
    pub(super) limits: &'s Limits,
    pub(super) support: Option<&'s Support>,
    /// Whether nothing but the chains of the document's certain runs is thought of.
    pub(super) only_learned: bool,
    /// The mix-ups that have been undone already, the last that happened first.
    pub(super) outer: Vec<Pair>,
}

impl Prices<'_> {
    /// Whether text may have been read in a charset by mistake.
    pub(super) fn may_be_wrong(&self, side: &Side) -> bool {
        side.may_be_wrong()
            && (!self.only_learned
                || self.support.is_some_and(|s| s.learned.has(|pair| pair.1 == side.charset)))
    }

    /// The price of a true and a wrong charset; `None` where the mix-up isn't thought of.
    pub(super) fn get(&self, truth: &Side, wrong: &Side) -> Option<Price> {
        let pair = (truth.charset, wrong.charset);
        if self.only_learned && !self.support.is_some_and(|s| s.learned.has(|p| *p == pair)) {
            return None;
        }
        let price = mixups::price(truth, wrong).filter(|_| self.limits.allow(pair.0, pair.1))? * BIT;
        if self.support.is_none() && self.limits.hints.is_empty() {
            return Some(Price { mixup: price, hint: 0 });
        }
        let chain: Vec<Pair> = core::iter::once(pair).chain(self.outer.iter().rev().copied()).collect();
        let discount = self.support.map_or(0, |s| s.discount(&chain));
        Some(Price { mixup: price - discount, hint: self.limits.hint(&chain) })
    }
}
