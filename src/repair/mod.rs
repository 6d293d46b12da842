//! The repair engine: regions to judged hypotheses to a plan.

mod choose;
mod search;

use alloc::vec::Vec;

use crate::chain::{Chain, MixUp};
use crate::detect;
use crate::plan::{Plan, Repair};

/// What the engine may assume.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    pub(crate) min_confidence: f32,
    pub(crate) max_layers: u8,
}

/// The repairs that hold in `text`.
pub(crate) fn plan(text: &str, limits: &Limits) -> Plan {
    let regions: Vec<_> = detect::regions(text)
        .map(|region| {
            let found = search::hypotheses(text, &region, limits, &|_| 0);
            (region, found)
        })
        .collect();
    let chosen = choose::choose(text, regions, limits);
    let repair = |h: search::Hypothesis| {
        let chain = Chain::new(h.chain.iter().map(|(t, w)| MixUp::new(*t, *w)).collect());
        Repair::new(text, h.range, h.after, chain, h.confidence)
    };
    Plan::new(text, chosen.into_iter().map(repair).collect())
}

/// For measuring only: what is chosen whatever its confidence, with its features and what it would be.
pub fn features(text: &str) -> Vec<(core::ops::Range<usize>, alloc::string::String, alloc::string::String, f32, crate::evidence::judge::Features)> {
    let limits = Limits { min_confidence: 0.0, max_layers: 6 };
    let regions: Vec<_> = detect::regions(text)
        .map(|region| {
            let found = search::hypotheses(text, &region, &limits, &|_| 0);
            (region, found)
        })
        .collect();
    choose::choose(text, regions, &limits)
        .into_iter()
        .map(|h| {
            let chain = Chain::new(h.chain.iter().map(|(t, w)| MixUp::new(*t, *w)).collect());
            (h.range, h.after, alloc::format!("{chain}"), h.confidence, h.features)
        })
        .collect()
}
