//! Hypotheses to evidence, by statistics alone: nothing here sees bytes.

pub(crate) mod judge;
mod languages;
pub(crate) mod rough;
pub(crate) mod viterbi;

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
