//! From a cost back to a probability, without the functions of `std`.

use super::BIT;

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
pub(crate) fn probability(cost: i32) -> f32 {
    let exponent = (cost / BIT).min(120) as u32;
    POWERS[(cost % BIT) as usize] * f32::from_bits((127 - exponent) << 23)
}
