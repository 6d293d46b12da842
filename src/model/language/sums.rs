//! Sums of probabilities, for costs: without the functions of `std`, and in a few steps.

use super::super::BIT;
use super::table::Costs;

/// 2 to the power of −n/16 for n from 0 to 15.
const POWERS: [f32; 16] = [
    1.0,
    0.957_603,
    0.917_004,
    0.878_126,
    0.840_896,
    0.805_245,
    0.771_105,
    0.738_413,
    core::f32::consts::FRAC_1_SQRT_2,
    0.677_128,
    0.648_42,
    0.620_929,
    0.594_604,
    0.569_394,
    0.545_254,
    0.522_137,
];

/// The probability of a cost, in sixteenths of a bit from 0 on.
fn probability(cost: i32) -> f32 {
    let exponent = (cost / BIT).min(120) as u32;
    POWERS[(cost % BIT) as usize] * f32::from_bits((127 - exponent) << 23)
}

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
