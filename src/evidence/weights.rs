//! From what was measured of a repair to how probable it is that it is right.

use super::judge::{Features, Kind};
use crate::model::BIT;

/// How much each feature counts for a [`Kind`], in natural log-odds.
struct Weights {
    bias: f32,
    /// Of the binary logarithm of the net bits, at most 200 of them.
    net: f32,
    /// Of each ten net bits, at most fifteen of them.
    tens: f32,
    each: f32,
    excess: f32,
    /// Of the excess beyond [`STRANGE`].
    strange: f32,
    line: f32,
    as_is: f32,
    /// Of the binary logarithm of the changed characters, at most 16 of them.
    changed: f32,
    /// The same of the different ones: `kirotõt kokkovõtõt` has but one letter that could be another.
    different: f32,
    symbols: f32,
    /// Of each ten bits that the languages' models gain.
    languages: f32,
    /// Of their binary logarithm.
    languages_log: f32,
    /// Of each ten bits that they lose.
    languages_against: f32,
    foreign: f32,
}

/// Bits a character beyond the usual that a hundredth of the right repairs reach. `ß§` isn't an Ethiopic letter.
const STRANGE: f32 = 7.0;

const NONE: Weights = Weights {
    bias: 0.0,
    net: 0.0,
    tens: 0.0,
    each: 0.0,
    excess: 0.0,
    strange: 0.0,
    line: 0.0,
    as_is: 0.0,
    changed: 0.0,
    different: 0.0,
    symbols: 0.0,
    languages: 0.0,
    languages_log: 0.0,
    languages_against: 0.0,
    foreign: 0.0,
};

/// Logistic regressions, one for each kind in its order, of right repairs of garbled development texts against all
/// repairs of good ones (15,000 and 1,800), with the features that told them apart, rounded. Those of CJK text beside CJK
/// text are fitted to words of dictionaries as well, good and garbled, as they stand in code, tables and markup; those of
/// Latin letters for other ones to 3,400 right repairs of training texts, alone and in code (of good texts there are next to none:
/// 33 of 300,000, and none of CJK ones). Those of letter for letter are the mean of two fits, with the different characters and
/// without them: by itself the first one loses lines of documents in which one letter stands again and again.
const WEIGHTS: [Weights; 9] = [
    Weights { bias: -3.1, net: 1.0, each: 0.27, line: -0.5, strange: -0.4, ..NONE },
    Weights {
        bias: -5.13,
        net: 0.96,
        strange: -0.33,
        line: -0.62,
        as_is: 0.11,
        changed: 0.60,
        symbols: 0.09,
        ..NONE
    },
    Weights {
        bias: -5.39,
        net: 0.41,
        excess: -0.71,
        strange: -0.27,
        line: -1.34,
        as_is: 0.27,
        changed: 1.50,
        ..NONE
    },
    Weights {
        bias: -3.7,
        net: 0.75,
        tens: 0.5,
        excess: -0.5,
        strange: -0.1,
        line: -1.05,
        changed: -2.3,
        different: 0.9,
        symbols: 1.6,
        languages: 0.42,
        languages_log: 0.6,
        languages_against: 0.76,
        foreign: -0.26,
        ..NONE
    },
    Weights {
        bias: 0.01,
        net: 0.45,
        excess: -0.36,
        strange: -0.08,
        line: -0.41,
        as_is: 0.13,
        changed: 0.01,
        ..NONE
    },
    Weights {
        bias: -3.00,
        net: 0.45,
        excess: -0.94,
        strange: -0.07,
        line: -0.60,
        as_is: 0.17,
        changed: 1.56,
        ..NONE
    },
    Weights {
        bias: -0.67,
        excess: -1.16,
        as_is: 0.32,
        symbols: 1.44,
        languages: 0.12,
        languages_log: 0.24,
        languages_against: 0.37,
        foreign: -0.71,
        ..NONE
    },
    Weights {
        bias: -4.36,
        each: 0.16,
        excess: -0.53,
        as_is: 0.12,
        languages: 0.27,
        languages_log: 0.93,
        ..NONE
    },
    Weights {
        bias: -0.55,
        tens: 0.84,
        excess: -0.39,
        strange: -0.02,
        line: -0.95,
        changed: 0.08,
        symbols: 0.42,
        ..NONE
    },
];

/// The names of the weights, in the order of [`columns`].
pub const COLUMNS: [&str; 15] = [
    "bias",
    "net",
    "tens",
    "each",
    "excess",
    "strange",
    "line",
    "as_is",
    "changed",
    "different",
    "symbols",
    "languages",
    "languages_log",
    "languages_against",
    "foreign",
];

/// What each weight is a weight of.
pub fn columns(f: &Features) -> [f32; COLUMNS.len()] {
    [
        1.0,
        log2(1.0 + f.net.min(200.0)),
        f.net.min(150.0) / 10.0,
        f.each.min(30.0),
        f.excess.clamp(-2.0, 8.0),
        (f.excess - STRANGE).max(0.0),
        f.line.clamp(-2.0, 6.0),
        f.as_is.min(25.0),
        log2(f.changed.min(16.0)),
        log2(f.different.max(1.0)),
        f.symbols / f.changed,
        f.languages.clamp(-30.0, 60.0) / 10.0,
        log2(1.0 + f.languages.max(0.0)),
        f.languages.clamp(-30.0, 0.0) / 10.0,
        f.foreign.clamp(-2.0, 6.0),
    ]
}

impl Weights {
    /// In the order of [`columns`].
    fn list(&self) -> [f32; COLUMNS.len()] {
        [
            self.bias,
            self.net,
            self.tens,
            self.each,
            self.excess,
            self.strange,
            self.line,
            self.as_is,
            self.changed,
            self.different,
            self.symbols,
            self.languages,
            self.languages_log,
            self.languages_against,
            self.foreign,
        ]
    }
}

pub(super) fn confidence(kind: Kind, f: &Features, prior: i32) -> f32 {
    let weights = WEIGHTS[kind as usize].list();
    let sum: f32 = weights.iter().zip(columns(f)).map(|(w, c)| w * c).sum();
    let score = sum + core::f32::consts::LN_2 * prior as f32 / BIT as f32;
    1.0 / (1.0 + exp(-score))
}

/// How probable the repair is at the most, whatever the languages say of it: to ask them costs more than all the rest.
pub(super) fn best_confidence(kind: Kind, f: &Features, prior: i32) -> f32 {
    confidence(kind, &Features { languages: 60.0, foreign: -2.0, ..*f }, prior)
}

/// The binary logarithm of x from 1 on, good to two digits: straight lines between the powers of two.
fn log2(x: f32) -> f32 {
    let mut power = 0.0;
    let mut rest = x.max(1.0);
    while rest >= 2.0 {
        rest /= 2.0;
        power += 1.0;
    }
    // x − 1 lies up to 0.086 below log2 x between 1 and 2; this parabola takes that up.
    power + (rest - 1.0) + 0.344 * (rest - 1.0) * (2.0 - rest)
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
