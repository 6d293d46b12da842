//! Logistic regression with weights that may have one sign only, by Newton's method.

use demojibake::internal::COLUMNS;

const N: usize = COLUMNS.len();
type Vector = [f64; N];

/// What is fitted to.
pub struct Example {
    pub columns: Vector,
    pub right: bool,
    /// How much it counts.
    pub weight: f64,
}

impl Example {
    pub fn probability(&self, weights: &Vector) -> f64 {
        1.0 / (1.0 + (-self.score(weights)).exp())
    }

    fn score(&self, weights: &Vector) -> f64 {
        self.columns.iter().zip(weights).map(|(c, w)| c * w).sum()
    }
}

/// Which signs a weight may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    For,
    Against,
    Either,
}

impl Sign {
    fn bound(self, weight: f64) -> f64 {
        match self {
            Sign::For => weight.max(0.0),
            Sign::Against => weight.min(0.0),
            Sign::Either => weight,
        }
    }
}

/// What the square of each weight but the first costs: columns that say nothing get none.
const RIDGE: f64 = 1.0;
/// The same of the first, which only has to be finite.
const FIRST: f64 = 1e-6;

fn ridge(i: usize) -> f64 {
    if i == 0 { FIRST } else { RIDGE }
}

/// The weights that make what is right probable and what isn't improbable.
pub fn fit(examples: &[&Example], signs: &[Sign; N]) -> Vector {
    const STEPS: usize = 100;
    let mut weights = [0.0; N];
    let mut loss = loss_of(examples, &weights);
    for _ in 0..STEPS {
        let step = newton(examples, &weights, signs);
        // Halved until it helps: beyond a bound the parabola that it is made for doesn't hold.
        let better = (0..30).map(|halvings| 0.5f64.powi(halvings)).find_map(|length| {
            let next: Vector = core::array::from_fn(|i| signs[i].bound(weights[i] + length * step[i]));
            let next_loss = loss_of(examples, &next);
            (next_loss < loss).then_some((next, next_loss))
        });
        let Some((next, next_loss)) = better else { break };
        let done = loss - next_loss < 1e-9 * loss;
        (weights, loss) = (next, next_loss);
        if done {
            break;
        }
    }
    weights
}

fn loss_of(examples: &[&Example], weights: &Vector) -> f64 {
    // ln(1 + e^x), which doesn't overflow
    let soft = |x: f64| x.max(0.0) + (-x.abs()).exp().ln_1p();
    let one = |e: &&Example| {
        let score = e.score(weights);
        e.weight * soft(if e.right { -score } else { score })
    };
    let ridges: f64 = weights.iter().enumerate().map(|(i, w)| ridge(i) * w * w).sum();
    examples.iter().map(one).sum::<f64>() + ridges
}

/// The step to the lowest place of the parabola that fits the loss here, with the weights fixed that a bound holds.
fn newton(examples: &[&Example], weights: &Vector, signs: &[Sign; N]) -> Vector {
    let mut slope: Vector = core::array::from_fn(|i| 2.0 * ridge(i) * weights[i]);
    let mut curve = [[0.0; N]; N];
    for (i, row) in curve.iter_mut().enumerate() {
        row[i] = 2.0 * ridge(i);
    }
    for e in examples {
        let p = e.probability(weights);
        let (off, bend) = (e.weight * (p - f64::from(u8::from(e.right))), e.weight * p * (1.0 - p));
        for i in 0..N {
            slope[i] += off * e.columns[i];
            for (sum, column) in curve[i].iter_mut().zip(e.columns) {
                *sum += bend * e.columns[i] * column;
            }
        }
    }
    for i in 0..N {
        let held = weights[i] == 0.0 && signs[i] != Sign::Either && signs[i].bound(-slope[i]) == 0.0;
        if held {
            slope[i] = 0.0;
            curve[i] = [0.0; N];
            curve.iter_mut().for_each(|row| row[i] = 0.0);
            curve[i][i] = 1.0;
        }
    }
    solve(curve, slope.map(|s| -s))
}

/// Gauss: the curve has no zero on its diagonal, since every weight has its ridge.
fn solve(mut rows: [Vector; N], mut right: Vector) -> Vector {
    for i in 0..N {
        let pivot = rows[i];
        for j in i + 1..N {
            let factor = rows[j][i] / pivot[i];
            for k in i..N {
                rows[j][k] -= factor * pivot[k];
            }
            right[j] -= factor * right[i];
        }
    }
    for i in (0..N).rev() {
        let known: f64 = (i + 1..N).map(|k| rows[i][k] * right[k]).sum();
        right[i] = (right[i] - known) / rows[i][i];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two columns beside the bias: the first says what is right, the second the opposite of what it may say.
    fn examples() -> Vec<Example> {
        let one = |i: usize| {
            let right = i % 10 < 5;
            let mut columns = [0.0; N];
            columns[0] = 1.0;
            columns[1] = if right != i.is_multiple_of(7) { 2.0 } else { -1.0 };
            columns[2] = if right { -1.0 } else { 1.0 };
            Example { columns, right, weight: 1.0 }
        };
        (0..200).map(one).collect()
    }

    #[test]
    fn weights_have_their_signs_and_nothing_near_is_better() {
        let examples = examples();
        let examples: Vec<&Example> = examples.iter().collect();
        let mut signs = [Sign::Either; N];
        signs[1..3].fill(Sign::For);
        let weights = fit(&examples, &signs);
        assert!(weights[1] > 0.5, "{weights:?}");
        assert_eq!(weights[2..], [0.0; N - 2]);
        let least = loss_of(&examples, &weights);
        for i in 0..3 {
            for away in [-0.05, 0.05] {
                let mut other = weights;
                other[i] = signs[i].bound(other[i] + away);
                assert!(other == weights || loss_of(&examples, &other) > least, "column {i}, {away}");
            }
        }
    }

    #[test]
    fn a_weight_counts_as_often_as_it_says() {
        let mut twice = examples();
        twice.iter_mut().for_each(|e| e.weight = 2.0);
        let once = examples();
        let doubled: Vec<&Example> = once.iter().chain(&once).collect();
        let weighted: Vec<&Example> = twice.iter().collect();
        let signs = [Sign::Either; N];
        for (a, b) in fit(&doubled, &signs).iter().zip(fit(&weighted, &signs)) {
            assert!((a - b).abs() < 1e-6, "{a} {b}");
        }
    }
}
