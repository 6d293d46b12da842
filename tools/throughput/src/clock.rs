//! How long something took: other programs run on the same machine, so the shortest of several times counts, piece by
//! piece where there are pieces.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Runs something and measures it.
pub fn time<T>(mut run: impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    black_box(run());
    start.elapsed()
}

fn megabytes_a_second(bytes: usize, took: Duration) -> f64 {
    bytes as f64 / 1e6 / took.as_secs_f64().max(1e-9)
}

/// Megabytes a second, in the best of some rounds.
pub fn speed(bytes: usize, rounds: usize, mut run: impl FnMut()) -> f64 {
    megabytes_a_second(bytes, (0..rounds).map(|_| time(&mut run)).min().unwrap_or_default())
}

/// Bytes of pieces that are measured together.
const TOGETHER: usize = 4096;

/// Pieces of text that are worked on one after the other.
pub struct Pieces<'t> {
    groups: Vec<Vec<&'t str>>,
}

impl<'t> Pieces<'t> {
    pub fn new(pieces: impl Iterator<Item = &'t str>) -> Self {
        let mut groups: Vec<Vec<&str>> = vec![Vec::new()];
        let mut bytes = 0;
        for piece in pieces {
            if bytes >= TOGETHER {
                groups.push(Vec::new());
                bytes = 0;
            }
            bytes += piece.len();
            if let Some(last) = groups.last_mut() {
                last.push(piece);
            }
        }
        Pieces { groups }
    }

    /// Megabytes a second of each of two things; after the limit no further pieces are begun.
    pub fn speeds(&self, rounds: usize, limit: Duration, each: [&dyn Fn(&str); 2]) -> [f64; 2] {
        let mut took = [Duration::ZERO; 2];
        let mut bytes = 0;
        let start = Instant::now();
        for group in &self.groups {
            // in turn, so that what else the machine does is the same for both
            let mut best = [Duration::MAX; 2];
            for _ in 0..rounds {
                for (best, run) in best.iter_mut().zip(each) {
                    *best = time(|| group.iter().for_each(|p| run(p))).min(*best);
                }
            }
            took[0] += best[0];
            took[1] += best[1];
            bytes += group.iter().map(|p| p.len()).sum::<usize>();
            if start.elapsed() > limit {
                break;
            }
        }
        took.map(|took| megabytes_a_second(bytes, took))
    }
}
