//! The n-gram tables: two binary fuse filters, packed by the generator.
//!
//! Each n-gram names three cells; their exclusive or is what is stored for it. Cells of n-grams have 16 bits: a
//! fingerprint of 10, so that one in 1,024 that aren't there is mistaken for one that is, whether the context after it
//! is known as a whole, and an index into [`LEVELS`]. Contexts have cells of 4 bits without a fingerprint, an index into
//! [`BACK_OFFS`]: only contexts that are known are asked for. (Graf and Lemire, *Binary Fuse Filters: Fast and Smaller
//! Than Xor Filters*, 2022.)

const TABLE: &[u8] = include_bytes!("tables/ngrams.bin");

/// The costs that an n-gram can have, in sixteenths of a bit: finer where they are small.
pub const LEVELS: [u16; 32] = [
    2, 5, 8, 13, 18, 22, 29, 35, 42, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120, 128, 137, 146, 156, 166, 176,
    188, 200, 215, 232, 255, 285, 330,
];
/// The costs that backing off from a context can have.
pub const BACK_OFFS: [u16; 16] = [0, 2, 5, 8, 11, 15, 19, 24, 30, 37, 46, 57, 71, 90, 120, 170];

/// Bits of a folded character in a context.
pub const CHAR_BITS: u32 = 21;

/// The bits of the last characters of a context, by their number.
pub const MASKS: [u64; 4] = [0, (1 << CHAR_BITS) - 1, (1 << (2 * CHAR_BITS)) - 1, (1 << (3 * CHAR_BITS)) - 1];

/// The shape of a filter: segments of `1 << segment` cells; the three cells of a key lie in neighbouring ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// The binary logarithm of the cells in a segment.
    pub segment: u32,
    /// Cells in which the first of a key can lie: all but those of the last two segments.
    pub firsts: u32,
    /// What hashes begin with.
    pub seed: u32,
}

impl Filter {
    /// How many cells there are.
    pub const fn cells(&self) -> usize {
        self.firsts as usize + (2 << self.segment)
    }

    /// The hash of a character after a context; of the context itself where it's 0.
    #[inline]
    pub fn hash(&self, context: u64, c: u32) -> u64 {
        let h = context
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .wrapping_add((c as u64 + ((self.seed as u64) << 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let h = (h ^ (h >> 32)).wrapping_mul(0x8EBC_6AF0_9C88_C6E3);
        h ^ (h >> 29)
    }

    /// The three cells of a hash.
    #[inline]
    pub fn places(&self, hash: u64) -> [usize; 3] {
        let first = ((hash >> 32) * self.firsts as u64) >> 32;
        let (size, mask) = (1u64 << self.segment, (1u64 << self.segment) - 1);
        let second = (first + size) ^ (hash >> 16 & mask);
        let third = (first + 2 * size) ^ (hash & mask);
        [first as usize, second as usize, third as usize]
    }

    const fn at(header: usize) -> Filter {
        Filter { segment: u32_at(header), firsts: u32_at(header + 4), seed: u32_at(header + 8) }
    }
}

/// The fingerprint of a hash, in the place that it has in a cell.
#[inline]
pub fn fingerprint(hash: u64) -> u32 {
    ((hash >> 11 ^ hash >> 45) & 0x3ff) as u32
}

const fn u32_at(at: usize) -> u32 {
    u32::from_le_bytes([TABLE[at], TABLE[at + 1], TABLE[at + 2], TABLE[at + 3]])
}

/// Bytes before the cells: three numbers for each of the filters.
pub const HEADER: usize = 24;
/// Bits of an n-gram's cell.
pub const GRAM_BITS: usize = 16;
const GRAMS: Filter = Filter::at(0);
const CONTEXTS: Filter = Filter::at(12);
const CONTEXT_CELLS: usize = HEADER + 2 * GRAMS.cells();

/// What the table says of an n-gram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The cost of the last character after the others, in sixteenths of a bit.
    pub cost: i32,
    /// Whether the longest context that can follow on it is known; if not, the one shorter by one is.
    pub whole: bool,
}

/// Looks up a character after a context.
#[inline]
pub fn get(context: u64, c: u32) -> Option<Found> {
    let hash = GRAMS.hash(context, c);
    let mut cell = fingerprint(hash) << 6;
    for place in GRAMS.places(hash) {
        let at = HEADER + 2 * place;
        cell ^= u16::from_le_bytes([TABLE[at], TABLE[at + 1]]) as u32;
    }
    if cell >> 6 != 0 {
        return None;
    }
    Some(Found { cost: LEVELS[(cell & 31) as usize] as i32, whole: cell & 32 != 0 })
}

/// The cost of backing off from a known context.
#[inline]
pub fn back_off(context: u64) -> i32 {
    let hash = CONTEXTS.hash(context, 0);
    let [a, b, c] = CONTEXTS.places(hash);
    let cell = |place: usize| TABLE[CONTEXT_CELLS + place / 2] >> (place % 2 * 4);
    BACK_OFFS[((cell(a) ^ cell(b) ^ cell(c)) & 15) as usize] as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_taken_for_n_grams_that_are_not() {
        // Letters after letters that no text has together.
        let (mut asked, mut found) = (0, 0);
        for c in 0x4e00..0x9000 {
            for before in ['ж', 'ß', 'ก', 'क', 'ა', 'ω', 'a', 'ł'] {
                asked += 1;
                found += get(before as u64, c).is_some() as u32;
            }
        }
        assert!(found * 1024 < asked + asked / 2, "{found} of {asked}");
    }
}
