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
    Plan::new(
        chosen
            .into_iter()
            .map(|h| Repair {
                before: text[h.range.clone()].into(),
                range: h.range,
                after: h.after,
                chain: Chain::new(h.chain.iter().map(|(t, w)| MixUp::new(*t, *w)).collect()),
                confidence: h.confidence,
            })
            .collect(),
    )
}
