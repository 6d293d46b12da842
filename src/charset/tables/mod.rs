//! The generated tables (`cargo run -p tablegen -- charsets`), read at compile time into typed statics.
//!
//! The tables of pairs lie in `.bin` files, little-endian: they compile at once, and 200,000 numbers in source
//! text would be read by nobody.

pub(crate) mod singles;
pub(crate) mod small;

/// What the decode tables hold for an unassigned pair; U+0000 is no pair of any charset.
const NO_PAIR: u16 = 0;

const fn u16_at(bytes: &[u8], i: usize) -> u16 {
    u16::from_le_bytes([bytes[2 * i], bytes[2 * i + 1]])
}

const fn u16s<const N: usize>(bytes: &[u8], skip: usize) -> [u16; N] {
    let mut out = [0; N];
    let mut i = 0;
    while i < N {
        out[i] = u16_at(bytes, skip / 2 + i);
        i += 1;
    }
    out
}

/// Pair → character, by the position of the pair.
pub(crate) struct Pairs {
    cells: &'static [u16],
    /// One bit for each cell: its character is of plane 2. Empty when there are none.
    plane2: &'static [u8],
}

impl Pairs {
    /// The character at a position; `None` when it's unassigned or past the end.
    #[inline]
    pub(crate) fn get(&self, position: usize) -> Option<char> {
        let cell = *self.cells.get(position)?;
        if cell == NO_PAIR {
            return None;
        }
        let plane2 = self.plane2.get(position / 8).is_some_and(|bits| bits >> (position % 8) & 1 == 1);
        char::from_u32(u32::from(cell) | if plane2 { 0x2_0000 } else { 0 })
    }
}

const BLOCKS: usize = 1024;
const HEAD: usize = BLOCKS * 8 + BLOCKS * 2;

/// Character → two bytes (or a position), for one plane: a bit for each of its characters that is there, and the
/// values of those that are, one after the other.
pub(crate) struct Reverse {
    bits: [u64; BLOCKS],
    before: [u16; BLOCKS],
    values: &'static [u16],
}

impl Reverse {
    const fn new(file: &[u8], values: &'static [u16]) -> Self {
        let mut bits = [0; BLOCKS];
        let mut i = 0;
        while i < 4 * BLOCKS {
            bits[i / 4] |= (u16_at(file, i) as u64) << (16 * (i % 4));
            i += 1;
        }
        Reverse { bits, before: u16s(file, BLOCKS * 8), values }
    }

    /// The value of a character, given its low 16 bits.
    #[inline]
    pub(crate) fn get(&self, low: u16) -> Option<u16> {
        let block = usize::from(low >> 6);
        let (bits, bit) = (self.bits[block], 1_u64 << (low & 63));
        if bits & bit == 0 {
            return None;
        }
        let place = usize::from(self.before[block]) + (bits & (bit - 1)).count_ones() as usize;
        self.values.get(place).copied()
    }
}

macro_rules! pairs {
    ($($name:ident = $file:literal, $plane2:expr;)*) => {$(
        pub(crate) static $name: Pairs = {
            static CELLS: [u16; include_bytes!($file).len() / 2] = u16s(include_bytes!($file), 0);
            Pairs { cells: &CELLS, plane2: $plane2 }
        };
    )*};
}

macro_rules! reverses {
    ($($name:ident = $file:literal;)*) => {$(
        pub(crate) static $name: Reverse = {
            static VALUES: [u16; (include_bytes!($file).len() - HEAD) / 2] = u16s(include_bytes!($file), HEAD);
            Reverse::new(include_bytes!($file), &VALUES)
        };
    )*};
}

pairs! {
    GBK = "gbk.bin", &[];
    EUC_KR = "euc_kr.bin", &[];
    BIG5 = "big5.bin", include_bytes!("big5_plane2.bin");
    JIS0208 = "jis0208.bin", &[];
    JIS0212 = "jis0212.bin", &[];
}

reverses! {
    GBK_REVERSE = "gbk_reverse.bin";
    EUC_KR_REVERSE = "euc_kr_reverse.bin";
    BIG5_REVERSE = "big5_reverse.bin";
    BIG5_REVERSE_PLANE2 = "big5_reverse2.bin";
    JIS0208_REVERSE = "jis0208_reverse.bin";
    JIS0212_REVERSE = "jis0212_reverse.bin";
}
