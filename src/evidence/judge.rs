//! What speaks for a repair, and how sure it is.

use super::cost;
use crate::hypothesis::mixups::Use;
use crate::model::{self, BIT, Context, class};

/// What sort of evidence to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// UTF-8 has a structure of its own.
    Utf8,
    Cjk,
    Script,
    LetterForLetter,
}

impl Kind {
    pub(crate) fn of(used_for: Use) -> Kind {
        match used_for {
            Use::Unicode => Kind::Utf8,
            Use::Cjk => Kind::Cjk,
            Use::Script => Kind::Script,
            Use::Latin => Kind::LetterForLetter,
        }
    }
}

/// A stretch as it stands and decoded, in its place.
pub(crate) struct Case<'c> {
    pub(crate) before: Context,
    pub(crate) as_is: &'c str,
    pub(crate) decoded: &'c str,
    /// The text after the stretch.
    pub(crate) next: &'c str,
    /// Of the chain, in sixteenths of a bit.
    pub(crate) price: i32,
    pub(crate) kind: Kind,
    pub(crate) layers: usize,
}

pub(crate) struct Verdict {
    /// Evidence less prices, in sixteenths of a bit.
    pub(crate) net: i32,
    pub(crate) confidence: f32,
}

/// Characters after a stretch whose cost depends on it: the model looks three back.
const REACH: usize = 3;

/// Weighs a case; `None` where nothing speaks for it.
pub(crate) fn judge(case: &Case) -> Option<Verdict> {
    let tail = || case.next.chars().take(REACH).take_while(|c| *c != '\n');
    let as_is = cost(case.before, case.as_is.chars().chain(tail())).0;
    let decoded = cost(case.before, case.decoded.chars().chain(tail())).0;
    let gain = as_is - decoded;
    let net = gain - case.price - super::viterbi::OPEN;
    if net <= 0 {
        return None;
    }
    let changed = case.as_is.chars().filter(|c| !c.is_ascii()).count().max(1) as i32;
    let chars = (case.decoded.chars().count() + tail().count()).max(1) as i32;
    // How much dearer the decoded text is than good text of its scripts.
    let expected: i32 = case.decoded.chars().chain(tail()).map(usual_cost).sum();
    let excess = (decoded - expected - SWITCH).max(0) / chars;
    let each = gain / changed;
    let bits = |n: i32| n as f32 / BIT as f32;
    let (each_wanted, excess_allowed) = match case.kind {
        Kind::Utf8 => (6.0, 6.0),
        Kind::Cjk => (6.0, 4.0),
        Kind::Script => (5.0, 3.0),
        Kind::LetterForLetter => (8.0, 1.5),
    };
    let score = 0.35 * bits(net) + 0.8 * (bits(each) - each_wanted).min(4.0) - 1.5 * (bits(excess) - excess_allowed).max(-1.0) - 2.0;
    let confidence = 1.0 / (1.0 + exp(-score));
    Some(Verdict { net, confidence })
}

/// What a run may cost more at its start: the first character of another script is dear even where it is right.
const SWITCH: i32 = 10 * BIT;

/// What a character of good text costs on the average, by its class: measured on the training text's own languages.
fn usual_cost(c: char) -> i32 {
    match model::class_of(c) {
        class::HAN => 9 * BIT,
        class::HANGUL => 8 * BIT,
        class::HIRAGANA | class::KATAKANA => 6 * BIT,
        _ => 9 * BIT / 2,
    }
}

/// e to the power of x, good to three digits: `core` has no floating-point functions.
fn exp(x: f32) -> f32 {
    let x = x.clamp(-30.0, 30.0);
    let mut y = 1.0 + x / 1024.0;
    for _ in 0..10 {
        y *= y;
    }
    y
}
