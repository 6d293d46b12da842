//! Text of EBCDIC and UTF-16 that was read as a Western charset: nothing of it stands as it was, line ends neither.

use alloc::vec::Vec;

use crate::bound;
use crate::chain::{Chain, MixUp};
use crate::charset::Charset;
use crate::evidence::cost;
use crate::model::START;
use crate::plan::{Plan, Repair};
use crate::settings::Limits;

/// What such text is read as.
const WRONG: [Charset; 2] = [Charset::ISO_8859_1, Charset::WINDOWS_1252];

/// The repairs of lines, or of all of the text, of the reading that is the cheapest.
pub(super) fn find(text: &str, charset: Charset, limits: &Limits) -> Vec<Repair> {
    let plan = |wrong| {
        let mix_up = MixUp::new(charset, wrong);
        if !limits.allow_unusual(charset, wrong) {
            return None;
        }
        let chain = Chain::from(mix_up);
        let plan: Plan = bound::plan(text, &chain, &bound::limits(&chain, limits.clone()));
        let output = plan.apply(text).ok()?;
        Some((cost(START, output.chars()).0, plan))
    };
    let best = WRONG.into_iter().filter_map(plan).min_by_key(|(cost, _)| *cost);
    best.map_or_else(Vec::new, |(_, plan)| plan.repairs().to_vec())
}
