//! Sums of probabilities, for costs: without the functions of `std`, and in a few steps.

use super::super::{BIT, probability};
use super::table::Costs;

/// The cost of a sum of probabilities from 1 on below: minus sixteen times its binary logarithm.
pub(super) fn cost_of(sum: f32) -> i32 {
    let bits = sum.to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let rest = f32::from_bits((bits & 0x7f_ffff) | 127 << 23) - 1.0;
    let log = rest + 0.344 * rest * (1.0 - rest);
    -(exponent * BIT + (log * BIT as f32 + 0.5) as i32)
}

/// The cost of one of two events.
pub(super) fn sum_of(a: i32, b: i32) -> i32 {
    let least = a.min(b);
    least + cost_of(probability(a - least) + probability(b - least))
}

/// The cost of any of them.
pub(super) fn total(costs: &Costs) -> i32 {
    let least = costs.iter().copied().min().unwrap_or(0);
    least + cost_of(costs.iter().map(|c| probability(c - least)).sum())
}
