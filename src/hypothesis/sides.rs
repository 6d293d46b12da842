//! In which single-byte charsets a character may have been read by mistake, and as which byte of UTF-8, for all of them at
//! once: a bit for each of the [`SIDES`].

use super::lossy::trails;
use super::mixups::SIDES;
use crate::charset::HOLE;
use crate::detect::quiet::{PLACES, place};

/// Sets of single-byte charsets, by what a character is in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sides {
    /// Those that have it, or made it of a byte that they lack.
    pub(crate) has: u64,
    /// Those in which it is the first byte of a UTF-8 sequence.
    pub(crate) lead: u64,
    /// Those in which it is one of the other bytes.
    pub(crate) trail: u64,
}

const _: () = assert!(SIDES.len() <= 64);

const fn is_one(side: usize) -> bool {
    SIDES[side].charset.table().is_some() && SIDES[side].may_be_wrong()
}

/// All of these charsets.
const ALL: u64 = {
    let (mut all, mut side) = (0, 0);
    while side < SIDES.len() {
        all |= (is_one(side) as u64) << side;
        side += 1;
    }
    all
};

static OF: [Sides; PLACES] = {
    let mut out = [Sides { has: 0, lead: 0, trail: 0 }; PLACES];
    let mut i = 0;
    while i < 256 * SIDES.len() {
        let (side, byte) = (i / 256, i % 256);
        if is_one(side)
            && let Some(table) = SIDES[side].charset.table()
            && table[byte] != HOLE
            && let Some(place) = place(table[byte] as u32)
        {
            let bit = 1 << side;
            out[place].has |= bit;
            if trails(byte as u8) > 0 {
                out[place].lead |= bit;
            }
            if byte >= 0x80 && byte < 0xC0 {
                out[place].trail |= bit;
            }
        }
        i += 1;
    }
    out
};

impl Sides {
    /// What a character is in each of the charsets. Decoders give C1 controls for bytes that they lack.
    pub(crate) fn of(c: char) -> Sides {
        if matches!(c, '\u{80}'..='\u{9f}') {
            return Sides { has: ALL, lead: 0, trail: ALL };
        }
        place(c as u32).map_or_else(Sides::default, |place| OF[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hypothesis::reading::{byte_of, is_in};

    #[test]
    fn as_the_charsets_have_it() {
        for c in ('\u{80}'..'\u{3000}').chain(['\u{f8ff}', '\u{fb01}', '\u{fffd}', '\u{1f600}']) {
            let sides = Sides::of(c);
            for (i, side) in SIDES.iter().enumerate().filter(|(i, _)| is_one(*i)) {
                let byte = byte_of(side.charset, c);
                let bit = |set: u64| set >> i & 1 == 1;
                assert_eq!(bit(sides.has), is_in(side.charset, c), "{c:?} {:?}", side.charset);
                assert_eq!(bit(sides.lead), byte.is_some_and(|b| trails(b) > 0), "{c:?} {:?}", side.charset);
                let trail = byte.is_some_and(|b| (0x80..0xC0).contains(&b));
                assert_eq!(bit(sides.trail), trail, "{c:?} {:?}", side.charset);
            }
        }
    }
}
