//! Whether a region is settled: nothing more needs to be looked for in it.

use alloc::string::String;

use super::choose;
use super::search::Hypothesis;
use crate::detect::{self, Region};
use crate::settings::{CERTAIN, Limits};

/// Whether a region is repaired by certain runs and nothing in it is left in doubt: support changes nothing then.
pub(super) fn is_certain(text: &str, region: &Region, found: &[Hypothesis], limits: &Limits) -> bool {
    let best = choose::best_disjoint(found, limits);
    if best.is_empty() || best.iter().any(|h| h.confidence < CERTAIN) {
        return false;
    }
    let mut repaired = String::with_capacity(region.range.len());
    let mut done = region.range.start;
    for h in best {
        repaired.push_str(text.get(done..h.range.start).unwrap_or_default());
        repaired.push_str(&h.after);
        done = h.range.end;
    }
    repaired.push_str(text.get(done..region.range.end).unwrap_or_default());
    detect::is_quiet(&repaired, limits.looks_everywhere())
}

/// Whether the best hypotheses of a region have all of its characters that aren't ASCII: where something was lost, some
/// of what is left of it stands beside them.
pub(super) fn is_whole(text: &str, region: &Region, found: &[Hypothesis], limits: &Limits) -> bool {
    let mut done = region.range.start;
    let best = choose::best_disjoint(found, limits);
    let between = best.iter().all(|h| {
        let plain = text.get(done..h.range.start).is_none_or(str::is_ascii);
        done = h.range.end;
        plain
    });
    between && text.get(done..region.range.end).is_none_or(str::is_ascii)
}
