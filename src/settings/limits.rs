//! The one door between the settings and the engine: what the engine may assume, asked in the engine's own terms.

use alloc::vec::Vec;

use super::hints;
use super::{C1Controls, Hint, LostBytes, MixUps, Support};
use crate::charset::Charset;

/// What the engine may assume.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    pub(crate) min_confidence: f32,
    pub(crate) max_layers: u8,
    pub(crate) mix_ups: MixUps,
    pub(crate) hints: Vec<Hint>,
    /// Whether the certain runs of a text support its others.
    pub(crate) support: Support,
    /// What to do with characters that lost a byte.
    pub(crate) lost_bytes: LostBytes,
    pub(crate) c1_controls: C1Controls,
    /// What earlier parts of the same stream showed.
    pub(crate) learned: Learned,
}

/// A chain as the engine passes it around: true and wrong charsets, the mix-up that happened first first.
type Pairs = [(Charset, Charset)];

impl Limits {
    /// Whether the mix-up may be assumed.
    #[inline]
    pub(crate) fn allow(&self, truth: Charset, wrong: Charset) -> bool {
        self.mix_ups.allow(truth, wrong)
    }

    /// The confidence below which nobody wants to look at a hypothesis.
    #[inline]
    pub(crate) fn least_confidence(&self) -> f32 {
        LIKELY.min(self.min_confidence)
    }

    /// Whether good text may be garbled all the same, because the caller expects it.
    #[inline]
    pub(crate) fn looks_everywhere(&self) -> bool {
        !self.hints.is_empty()
    }

    /// The charsets of text in other shapes that the caller expects, each once.
    pub(crate) fn hinted_charsets(&self) -> Vec<Charset> {
        let mut charsets: Vec<Charset> = self.hints.iter().filter_map(Hint::expected_shape).collect();
        charsets.sort_by_key(|c| c.index());
        charsets.dedup();
        charsets
    }

    /// Whether a mix-up may be assumed that the engine doesn't think of by itself: not where the caller has chosen.
    pub(crate) fn allow_unusual(&self, truth: Charset, wrong: Charset) -> bool {
        self.mix_ups.is_all() || self.mix_ups.allow(truth, wrong)
    }

    /// What a chain is cheaper by (in sixteenths of a bit) because the caller expects it; less than 0 where it is
    /// dearer. For the first look at a mix-up, before anything was decoded.
    #[inline]
    pub(crate) fn hint(&self, chain: &Pairs) -> i32 {
        if self.hints.is_empty() { 0 } else { hints::sum(&self.hints, |h| h.for_chain(chain)) }
    }

    /// What the caller's expectations say for a hypothesis, in sixteenths of a bit: to be added to the evidence for
    /// it, and to the log-odds of its being right.
    #[inline]
    pub(crate) fn prior(&self, chain: &Pairs, after: &str) -> i32 {
        if self.hints.is_empty() { 0 } else { hints::sum(&self.hints, |h| h.for_repair(chain, after)) }
    }

    /// Whether a run that stands as `before` may be changed at all.
    #[inline]
    pub(crate) fn may_change(&self, before: &str) -> bool {
        self.c1_controls != C1Controls::Keep || !before.contains(|c| matches!(c, '\u{80}'..='\u{9f}'))
    }
}

/// The chains of certain runs, and how many runs each has.
#[derive(Debug, Clone, Default)]
pub(crate) struct Learned {
    chains: Vec<(Vec<(Charset, Charset)>, u32)>,
    /// The mix-ups of the chains, each once.
    pairs: Vec<(Charset, Charset)>,
}

/// The least confidence of what a user may want to look at.
const LIKELY: f32 = 0.5;

/// How sure a run must be to speak for others.
pub(crate) const CERTAIN: f32 = 0.98;

/// No document is garbled in more ways than this; a stream's memory is bounded.
const MOST_CHAINS: usize = 64;

impl Learned {
    /// Counts one more run of a chain.
    pub(crate) fn add(&mut self, chain: &Pairs) {
        if let Some((_, runs)) = self.chains.iter_mut().find(|(c, _)| c == chain) {
            *runs = runs.saturating_add(1);
        } else if self.chains.len() < MOST_CHAINS {
            self.chains.push((chain.to_vec(), 1));
            for pair in chain {
                if !self.pairs.contains(pair) {
                    self.pairs.push(*pair);
                }
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.chains.is_empty()
    }

    /// The chains.
    pub(crate) fn chains(&self) -> impl Iterator<Item = &Pairs> {
        self.chains.iter().map(|(chain, _)| chain.as_slice())
    }

    /// The mix-ups of the chains, each once.
    pub(crate) fn pairs(&self) -> &Pairs {
        &self.pairs
    }

    /// How many certain runs a chain has.
    pub(crate) fn runs(&self, chain: &Pairs) -> u32 {
        self.chains.iter().find(|(c, _)| c == chain).map_or(0, |(_, runs)| *runs)
    }
}
