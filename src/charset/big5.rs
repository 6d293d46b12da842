//! Big5 with the Hong Kong characters (HKSCS), as in the WHATWG standard.

use super::bytes::{CharBytes, Others, others, others_in};
use super::tables::small::BIG5_OTHERS;
use super::tables::{BIG5, BIG5_REVERSE, BIG5_REVERSE_PLANE2};

const TRAILS: usize = 157;

/// The four pairs that stand for two code points: a letter and a combining mark.
const TWO: [(char, char, u16); 4] =
    [('Ê', '\u{304}', 0x8862), ('Ê', '\u{30C}', 0x8864), ('ê', '\u{304}', 0x88A3), ('ê', '\u{30C}', 0x88A5)];

/// The pair that stands for both characters.
pub(super) fn pair_of_two(c: char, next: Option<char>) -> Option<CharBytes> {
    TWO.iter().find(|t| t.0 == c && Some(t.1) == next).map(|t| CharBytes::pair(t.2))
}

pub(super) fn char_at(bytes: &[u8]) -> Option<(char, usize)> {
    let (&lead, rest) = bytes.split_first()?;
    if lead < 0x80 {
        return Some((char::from(lead), 1));
    }
    let &trail = rest.first()?;
    let place = match (lead, trail) {
        (0x80 | 0xFF, _) => return None,
        (_, 0x40..=0x7E) => trail - 0x40,
        (_, 0xA1..=0xFE) => trail - 0x62,
        _ => return None,
    };
    BIG5.get(usize::from(lead - 0x81) * TRAILS + usize::from(place)).map(|c| (c, 2))
}

pub(super) fn bytes_of(c: char) -> Option<CharBytes> {
    let code = u32::from(c);
    let low = (code & 0xFFFF) as u16;
    match code >> 16 {
        0 if code < 0x80 => Some(CharBytes::one(c as u8)),
        0 => BIG5_REVERSE.get(low).map(CharBytes::pair),
        2 => BIG5_REVERSE_PLANE2.get(low).map(CharBytes::pair),
        _ => None,
    }
}

pub(super) fn other_bytes_of(c: char) -> Others {
    others(others_in(&BIG5_OTHERS, c).map(CharBytes::pair))
}
