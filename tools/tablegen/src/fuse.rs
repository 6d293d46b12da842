//! Fills binary fuse filters: see `src/model/ngrams.rs`.

use demojibake::model::ngrams::Filter;

/// How many cells a filter of so many keys has for each of them, about.
pub fn cells_per_key(keys: usize) -> f64 {
    (0.875 + 0.25 * 1e6f64.ln() / (keys.max(2) as f64).ln()).max(1.125)
}

/// Seeds that are tried before a filter gets one more segment.
const SEEDS: u32 = 20;

/// The smallest filter that holds these keys, each a context and a character, none twice, and its cells, which give back the values.
///
/// `value` has a key's number and its hash.
pub fn fill(keys: &[(u64, u32)], value: impl Fn(usize, u64) -> u32) -> (Filter, Vec<u32>) {
    // As in the paper: the size of segments that fits the number of keys.
    let segment = ((keys.len().max(2) as f64).ln() / 3.33f64.ln() + 2.25).floor() as u32;
    let cells = keys.len() as f64 * (cells_per_key(keys.len()) - 0.02);
    let firsts = (cells / (1u32 << segment) as f64).ceil() as u32 - 2;
    for attempt in 0.. {
        let (more, seed) = (attempt / SEEDS, attempt % SEEDS);
        let filter = Filter { segment, firsts: (firsts.max(1) + more) << segment, seed };
        if let Some(order) = peel(&filter, keys) {
            let mut cells = vec![0; filter.cells()];
            // What was peeled first is written last: nothing overwrites the cell that is its own.
            for &(key, own) in order.iter().rev() {
                let (context, c) = keys[key as usize];
                let hash = filter.hash(context, c);
                let sum = filter.places(hash).iter().fold(0, |sum, place| sum ^ cells[*place]);
                cells[own as usize] ^= sum ^ value(key as usize, hash);
            }
            return (filter, cells);
        }
    }
    unreachable!("there is room enough in the end");
}

/// An order in which each key has a cell that no later one has, with that cell.
fn peel(filter: &Filter, keys: &[(u64, u32)]) -> Option<Vec<(u32, u32)>> {
    let mut counts = vec![0u32; filter.cells()];
    let mut sums = vec![0u32; filter.cells()];
    let places = |key: u32| {
        let (context, c) = keys[key as usize];
        filter.places(filter.hash(context, c))
    };
    for key in 0..keys.len() as u32 {
        for place in places(key) {
            counts[place] += 1;
            sums[place] ^= key;
        }
    }
    let mut alone: Vec<usize> = (0..counts.len()).filter(|i| counts[*i] == 1).collect();
    let mut order = Vec::with_capacity(keys.len());
    while let Some(own) = alone.pop() {
        if counts[own] != 1 {
            continue;
        }
        let key = sums[own];
        order.push((key, own as u32));
        for place in places(key) {
            counts[place] -= 1;
            sums[place] ^= key;
            if counts[place] == 1 {
                alone.push(place);
            }
        }
    }
    (order.len() == keys.len()).then_some(order)
}
