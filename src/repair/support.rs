//! What a document's certain runs say of its other ones.

use alloc::vec::Vec;

use super::search::{Hypothesis, Pair};
use crate::model::BIT;

/// How sure a run must be to speak for others.
const CERTAIN: f32 = 0.98;
/// What one certain run makes the same chain cheaper by; ten of them make it twice that. The price of the usual
/// chains is 4 to 10 bits: in a text that is known to be garbled by one it costs next to nothing.
const FIRST: i32 = 6 * BIT;

/// The chains of a document's certain runs, and how many runs each has.
pub(crate) struct Support {
    chains: Vec<(Vec<Pair>, u32)>,
}

impl Support {
    pub(crate) fn of<'h>(chosen: impl Iterator<Item = &'h Hypothesis>) -> Support {
        let mut chains: Vec<(Vec<Pair>, u32)> = Vec::new();
        for h in chosen.filter(|h| h.confidence >= CERTAIN) {
            match chains.iter_mut().find(|(chain, _)| *chain == h.chain) {
                Some((_, runs)) => *runs += 1,
                None => chains.push((h.chain.clone(), 1)),
            }
        }
        Support { chains }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.chains.is_empty()
    }

    /// What `chain` is cheaper by, in sixteenths of a bit.
    pub(crate) fn discount(&self, chain: &[Pair]) -> i32 {
        let runs = self.chains.iter().find(|(c, _)| c == chain).map_or(0, |(_, runs)| *runs);
        match runs {
            0 => 0,
            1..=9 => FIRST,
            _ => 2 * FIRST,
        }
    }
}
