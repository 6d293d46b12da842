//! For measuring only: what the judge says of every hypothesis of a text.

use alloc::string::String;
use alloc::vec::Vec;

use super::{choose, search};
use crate::chain::{Chain, MixUp};
use crate::detect;
use crate::settings::{Limits, Settings};

/// A hypothesis as `tablegen features` sees it.
#[derive(Debug, Clone)]
pub struct Measured {
    /// In bytes of the text.
    pub range: core::ops::Range<usize>,
    /// What would stand there.
    pub after: String,
    /// The chain.
    pub chain: Chain,
    /// As judged.
    pub confidence: f32,
    /// Evidence in sixteenths of a bit.
    pub net: i32,
    /// What was measured of it.
    pub features: crate::evidence::judge::Features,
    /// Whether it's among the best disjoint ones, whatever its confidence.
    pub best: bool,
}

/// For measuring only: every hypothesis of a text, before the confidence wanted and other runs have a say.
pub fn measure(text: &str) -> Vec<Measured> {
    let limits = Limits { min_confidence: 0.0, ..Settings::default().limits() };
    let mut out = Vec::new();
    for region in detect::regions(text, limits.looks_everywhere()) {
        let found = search::hypotheses(text, &region, &limits, None);
        let best = choose::best_disjoint(&found, &limits);
        out.extend(found.iter().map(|h| Measured {
            range: h.range.clone(),
            after: h.after.clone(),
            chain: Chain::new(h.chain.iter().map(|(t, w)| MixUp::new(*t, *w)).collect()),
            confidence: h.confidence,
            net: h.net,
            features: h.features,
            best: best.iter().any(|b| core::ptr::eq(*b, h)),
        }));
    }
    out
}
