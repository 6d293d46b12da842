//! Hypotheses to evidence, by statistics alone: nothing here sees bytes.

mod around;
mod charts;
mod habits;
pub(crate) mod judge;
mod languages;
mod latin;
pub(crate) mod lossy;
mod prose;
pub(crate) mod rough;
mod signs;
mod singles;
pub(crate) mod viterbi;
pub(crate) mod weights;

use crate::model::{Context, START};

/// What the characters cost after `context`, and the context after them.
pub(crate) fn cost(mut context: Context, chars: impl Iterator<Item = char>) -> (i32, Context) {
    let mut sum = 0;
    for c in chars {
        if c == '\n' {
            context = START;
            continue;
        }
        let (cost, after) = context.step(c);
        sum += cost;
        context = after;
    }
    (sum, context)
}

/// How probable it is what so many bits speak for.
pub(crate) fn sureness(evidence: f32) -> f32 {
    1.0 / (1.0 + two_to(-evidence))
}

/// 2 to the power of x, good to a few digits: `core` has no floating-point functions.
fn two_to(x: f32) -> f32 {
    let x = x.clamp(-40.0, 40.0);
    let whole = x as i32 - i32::from(x < 0.0);
    let part = x - whole as f32;
    let power = (0..whole.unsigned_abs()).fold(1.0_f32, |p, _| if whole < 0 { p / 2.0 } else { p * 2.0 });
    // a parabola through 2^0, 2^½ and 2^1
    power * (1.0 + part * (0.656_9 + 0.343_1 * part))
}
