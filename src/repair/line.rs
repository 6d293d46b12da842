//! What a run that is likely says of the rest of its line: `késõbb` and `cipõ` in one sentence were garbled together.

use alloc::vec::Vec;

use super::meets;
use super::search::{self, Hypothesis};
use super::support::Support;
use crate::detect::{self, Region};
use crate::lines;
use crate::settings::{CERTAIN, Learned, Limits};

/// Bytes of a line that is a paragraph, at the most.
const LONG: usize = 4096;

/// The hypotheses of these runs' chains in the other regions of their lines. The runs are in the order of the text; certain ones
/// aren't asked, they speak for all of it.
pub(super) fn beside(text: &str, runs: &[&Hypothesis], limits: &Limits) -> Vec<(Region, Vec<Hypothesis>)> {
    let mut found = Vec::new();
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let line = lines::of(text, &first.range);
        let (here, others) = rest.split_at(rest.partition_point(|h| h.range.start < line.end).max(1));
        rest = others;
        if line.len() > LONG || here.iter().all(|h| h.confidence >= CERTAIN) {
            continue;
        }
        let support = Support::of(Learned::default(), here);
        let free = |r: &Region| !here.iter().any(|h| meets(&r.range, &h.range));
        for region in detect::regions_in(text, line, true).filter(free) {
            let more = search::supported(text, &region, limits, &support);
            if !more.is_empty() {
                found.push((region, more));
            }
        }
    }
    found
}
