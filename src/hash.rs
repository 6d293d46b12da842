//! A fingerprint of bytes, to tell one text from another; not against somebody who makes two alike on purpose.
//!
//! The state begins with [`FACTOR`]. Eight bytes at a time, as a number with the low end first, are mixed in:
//! `state ^= word; state ^= state >> 32; state *= FACTOR; state ^= state >> 29`. What is left over at the end is filled
//! up with zeros, and the length is mixed in as one more word. Plans are stored with it, so it never changes.

/// 2⁶⁴ divided by the golden ratio, odd: each step can be undone, so no difference gets lost in the next one.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// The fingerprint of what was written so far, at any time.
#[derive(Debug, Clone)]
pub(crate) struct Hasher {
    state: u64,
    /// Bytes that don't fill a word yet.
    pending: [u8; 8],
    length: u64,
}

fn mix(state: u64, word: u64) -> u64 {
    let state = state ^ word;
    // the high bits down first: a product spreads differences only upwards
    let state = (state ^ state >> 32).wrapping_mul(FACTOR);
    state ^ state >> 29
}

impl Hasher {
    pub(crate) fn new() -> Self {
        Hasher { state: FACTOR, pending: [0; 8], length: 0 }
    }

    pub(crate) fn write(&mut self, mut bytes: &[u8]) {
        let have = (self.length % 8) as usize;
        self.length += bytes.len() as u64;
        if have > 0 {
            let (head, rest) = bytes.split_at(bytes.len().min(8 - have));
            for (to, from) in self.pending.iter_mut().skip(have).zip(head) {
                *to = *from;
            }
            if have + head.len() < 8 {
                return;
            }
            self.state = mix(self.state, u64::from_le_bytes(self.pending));
            self.pending = [0; 8];
            bytes = rest;
        }
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.state = mix(self.state, u64::from_le_bytes(*word));
        }
        for (to, from) in self.pending.iter_mut().zip(rest) {
            *to = *from;
        }
    }

    pub(crate) fn finish(&self) -> u64 {
        mix(mix(self.state, u64::from_le_bytes(self.pending)), self.length)
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

    const TEXT: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

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
        other[15] ^= 0x80;
        all.push(hash(&other));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn stored_fingerprints_stay_valid() {
        // computed by a second program from the words above
        assert_eq!(hash(b""), 0x7956_D31E_C40F_871D);
        assert_eq!(hash(TEXT), 0xE8DB_6F5F_D587_DDAD);
    }
}
