//! The n-gram table: a hash of fingerprints and costs, packed by the generator.
//!
//! Buckets of eight slots of two bytes: the upper 11 bits are a fingerprint (0 is an empty slot), the lower 5 an
//! index into [`LEVELS`]. A key lies in its home bucket or in the one after it. What is looked up but isn't there
//! is mistaken for something else once in 130 times; an n-gram is only looked up where its
//! context is known, so in text that the model doesn't know both must be mistaken.

use super::tables::NGRAMS;

/// The costs that a slot can name, in sixteenths of a bit: finer where they are small.
pub const LEVELS: [u16; 32] = [
    2, 5, 8, 13, 18, 22, 29, 35, 42, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120, 128, 136, 144, 152, 160, 168,
    176, 184, 192, 208, 224, 240, 264,
];

/// Slots in a bucket.
pub const SLOTS: usize = 8;

/// What is asked of the table: a context's back-off cost, or the cost of a character after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Query {
    /// The cost of backing off from the context.
    BackOff = 1,
    /// The cost of the last character after the others.
    Cost = 2,
}

/// The hash of an n-gram: its folded characters, the last one last; unused places in front are 0.
pub fn hash(query: Query, g: [u32; 4]) -> u64 {
    let h = (g[0] as u64)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add((g[1] as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F))
        .wrapping_add((g[2] as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93))
        .wrapping_add((g[3] as u64).wrapping_mul(0xA076_1D64_78BD_642F))
        .wrapping_add((query as u64).wrapping_mul(0xE703_7ED1_A0B4_28DB));
    let h = (h ^ (h >> 32)).wrapping_mul(0x8EBC_6AF0_9C88_C6E3);
    h ^ (h >> 29)
}

/// The home bucket of a hash among `buckets`, and its fingerprint (1..=2047).
pub fn place(hash: u64, buckets: usize) -> (usize, u16) {
    let bucket = ((hash >> 32) * buckets as u64) >> 32;
    (bucket as usize, 1 + (hash as u32 % 2047) as u16)
}

fn get(query: Query, g: [u32; 4]) -> Option<i32> {
    // One bucket more than are homes, so that the last one has a neighbour.
    const BUCKETS: usize = NGRAMS.len() / (2 * SLOTS) - 1;
    let (bucket, fingerprint) = place(hash(query, g), BUCKETS);
    let start = bucket * 2 * SLOTS;
    let both = &NGRAMS[start..start + 4 * SLOTS];
    for slot in both.chunks_exact(2) {
        let slot = u16::from_le_bytes([slot[0], slot[1]]);
        if slot >> 5 == fingerprint {
            return Some(LEVELS[(slot & 31) as usize] as i32);
        }
    }
    None
}

/// The cost of `c` after `last`, or, where no n-gram that ends in `c` is known, the cost of having backed off
/// from every known context.
pub fn cost(last: &[u32; 3], c: u32) -> Result<i32, i32> {
    let mut backed_off = 0;
    for skip in 0..3 {
        let mut context = [0; 3];
        context[skip..].copy_from_slice(&last[skip..]);
        if skip < 2 && context[skip] == 0 {
            continue;
        }
        let [x, y, z] = context;
        if let Some(cost) = get(Query::BackOff, [0, x, y, z]) {
            match get(Query::Cost, [x, y, z, c]) {
                Some(found) => return Ok(backed_off + found),
                None => backed_off += cost,
            }
        }
    }
    Err(backed_off)
}
