//! A fingerprint of bytes, to tell one text from another; not against somebody who makes two alike on purpose.
//!
//! Blocks of 32 bytes are four words of 64 bits, the low end first, each for one of four states, which begin with
//! [`FACTOR`]: `state ^= word; state ^= state >> 32; state *= FACTOR; state ^= state >> 29`. (Four, because a
//! processor can work on them at the same time: text that is good should cost no more than reading it.) What is left
//! over at the end is filled up with zeros, also when it's nothing. The fingerprint is the length, into which the four
//! states are mixed in turn in the same way. Plans are stored with it, so it never changes.

const BLOCK: usize = 32;
/// 2⁶⁴ divided by the golden ratio, odd: each step can be undone, so no difference gets lost in the next one.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// The fingerprint of what was written so far, at any time.
#[derive(Debug, Clone)]
pub(crate) struct Hasher {
    states: [u64; 4],
    /// Bytes that don't fill a block yet.
    pending: [u8; BLOCK],
    length: u64,
}

fn mix(state: u64, word: u64) -> u64 {
    let state = state ^ word;
    // the high bits down first: a product spreads differences only upwards
    let state = (state ^ state >> 32).wrapping_mul(FACTOR);
    state ^ state >> 29
}

fn mix_block(mut states: [u64; 4], block: &[u8; BLOCK]) -> [u64; 4] {
    for (state, word) in states.iter_mut().zip(block.as_chunks::<8>().0) {
        *state = mix(*state, u64::from_le_bytes(*word));
    }
    states
}

impl Hasher {
    pub(crate) fn new() -> Self {
        Hasher { states: [FACTOR; 4], pending: [0; BLOCK], length: 0 }
    }

    pub(crate) fn write(&mut self, mut bytes: &[u8]) {
        let have = (self.length % BLOCK as u64) as usize;
        self.length += bytes.len() as u64;
        if have > 0 {
            let (head, rest) = bytes.split_at(bytes.len().min(BLOCK - have));
            for (to, from) in self.pending.iter_mut().skip(have).zip(head) {
                *to = *from;
            }
            if have + head.len() < BLOCK {
                return;
            }
            self.states = mix_block(self.states, &self.pending);
            self.pending = [0; BLOCK];
            bytes = rest;
        }
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        self.states = blocks.iter().fold(self.states, mix_block);
        for (to, from) in self.pending.iter_mut().zip(rest) {
            *to = *from;
        }
    }

    pub(crate) fn finish(&self) -> u64 {
        mix_block(self.states, &self.pending).into_iter().fold(self.length, mix)
    }
}

/// The fingerprint of bytes.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = Hasher::new();
    hasher.write(bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{Hasher, hash};

    const TEXT: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz";

    #[test]
    fn written_in_pieces_is_the_same() {
        for a in 0..TEXT.len() {
            for b in a..TEXT.len() {
                let mut hasher = Hasher::new();
                hasher.write(&TEXT[..a]);
                hasher.write(&TEXT[a..b]);
                assert_eq!(hasher.finish(), hash(&TEXT[..b]));
                hasher.write(&TEXT[b..]);
                assert_eq!(hasher.finish(), hash(TEXT));
            }
        }
    }

    #[test]
    fn every_bit_and_the_length_count() {
        let mut all = alloc::vec::Vec::new();
        for len in 0..=TEXT.len() {
            all.push(hash(&TEXT[..len]));
            all.push(hash(&[&TEXT[..len], &[0]].concat()));
        }
        for bit in 0..8 * TEXT.len() {
            let mut other = TEXT.to_vec();
            other[bit / 8] ^= 1 << (bit % 8);
            all.push(hash(&other));
        }
        // two top bits, which act like one lower bit where they aren't brought down first
        let mut other = TEXT.to_vec();
        other[7] ^= 0x80;
        other[39] ^= 0x80;
        all.push(hash(&other));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn stored_fingerprints_stay_valid() {
        // computed by a second program from the words above
        assert_eq!(hash(b""), 0xC31A_3FAE_72F2_41BC);
        assert_eq!(hash(TEXT), 0x15B4_8C42_4325_DE4C);
    }
}
