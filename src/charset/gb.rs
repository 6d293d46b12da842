//! GBK and GB 18030: one decoder, as in the WHATWG standard (a "gbk" there takes the four-byte codes too).
//!
//! They differ in one thing only: which bytes are the usual ones for the euro sign.

use super::bytes::{CharBytes, Others, others, others_in};
use super::tables::small::{GB18030_RANGES, GB18030_RANGES_BY_CODE, GBK_OTHERS};
use super::tables::{GBK, GBK_REVERSE};

const TRAILS: usize = 190;
const EURO_PAIR: u16 = 0xA2E3;
const EURO_BYTE: u8 = 0x80;
/// The pointer of U+10000; the planes above 0 follow each other without a gap.
const PLANE_1: u32 = 189_000;

/// Characters of the private use area that pairs had until GB 18030-2022 gave them others, first ones and how many, and
/// the pairs: Windows and Python decode them so, and the WHATWG encoder takes them back. A6DB is 自 in Big5.
const PRIVATE: [(u32, u32, u16); 11] = [
    (0xE78D, 7, 0xA6D9),
    (0xE794, 2, 0xA6EC),
    (0xE796, 1, 0xA6F3),
    (0xE81E, 1, 0xFE59),
    (0xE826, 1, 0xFE61),
    (0xE82B, 2, 0xFE66),
    (0xE832, 1, 0xFE6D),
    (0xE843, 1, 0xFE7E),
    (0xE854, 1, 0xFE90),
    (0xE864, 1, 0xFEA0),
    // has four bytes in the standard
    (0xE7C7, 1, 0xA8BC),
];

pub(super) fn char_at(bytes: &[u8]) -> Option<(char, usize)> {
    let (&lead, rest) = bytes.split_first()?;
    if lead < 0x80 {
        return Some((char::from(lead), 1));
    }
    if lead == EURO_BYTE {
        return Some(('€', 1));
    }
    let &trail = rest.first()?;
    if lead == 0xFF {
        return None;
    }
    let place = match trail {
        0x40..=0x7E => trail - 0x40,
        0x80..=0xFE => trail - 0x41,
        0x30..=0x39 => return four(bytes).map(|c| (c, 4)),
        _ => return None,
    };
    GBK.get(usize::from(lead - 0x81) * TRAILS + usize::from(place)).map(|c| (c, 2))
}

fn four(bytes: &[u8]) -> Option<char> {
    let &[a @ 0x81..=0xFE, b @ 0x30..=0x39, c @ 0x81..=0xFE, d @ 0x30..=0x39, ..] = bytes else {
        return None;
    };
    let pointer = ((u32::from(a - 0x81) * 10 + u32::from(b - 0x30)) * 126 + u32::from(c - 0x81)) * 10
        + u32::from(d - 0x30);
    if pointer >= PLANE_1 {
        return char::from_u32(pointer - PLANE_1 + 0x1_0000);
    }
    let low = u16::try_from(pointer).ok()?;
    let after = GB18030_RANGES.partition_point(|r| r.0 <= low);
    let &(first, code, len) = GB18030_RANGES.get(after.checked_sub(1)?)?;
    let off = low - first;
    if off < len { char::from_u32(u32::from(code) + u32::from(off)) } else { None }
}

fn four_of(c: char) -> Option<CharBytes> {
    let code = u32::from(c);
    let pointer = match u16::try_from(code) {
        Err(_) => code - 0x1_0000 + PLANE_1,
        Ok(code) => {
            let after = GB18030_RANGES_BY_CODE.partition_point(|r| r.1 <= code);
            let &(pointer, first, len) = GB18030_RANGES_BY_CODE.get(after.checked_sub(1)?)?;
            if code - first >= len {
                return None;
            }
            u32::from(pointer) + u32::from(code - first)
        }
    };
    let digit = |base: u8, value: u32| base + value as u8; // value < 126
    Some(CharBytes::new(&[
        digit(0x81, pointer / 12600),
        digit(0x30, pointer / 1260 % 10),
        digit(0x81, pointer / 10 % 126),
        digit(0x30, pointer % 10),
    ]))
}

fn pair_of(c: char) -> Option<CharBytes> {
    GBK_REVERSE.get(u16::try_from(u32::from(c)).ok()?).map(CharBytes::pair)
}

/// The pair that a character had before 2022; it decodes to another one now.
pub(super) fn private(c: char) -> Option<CharBytes> {
    let code = u32::from(c);
    let &(first, _, pair) = PRIVATE.iter().find(|p| (p.0..p.0 + p.1).contains(&code))?;
    Some(CharBytes::pair(pair + (code - first) as u16)) // below 7
}

pub(super) fn bytes_of(c: char, gbk: bool) -> Option<CharBytes> {
    if c.is_ascii() {
        return Some(CharBytes::one(c as u8));
    }
    if c == '€' && gbk {
        return Some(CharBytes::one(EURO_BYTE));
    }
    pair_of(c).or_else(|| four_of(c)).or_else(|| private(c))
}

pub(super) fn other_bytes_of(c: char, gbk: bool) -> Others {
    if c == '€' {
        return [
            Some(if gbk { CharBytes::pair(EURO_PAIR) } else { CharBytes::one(EURO_BYTE) }),
            None,
            None,
            None,
        ];
    }
    let unusual = if pair_of(c).is_some() { four_of(c) } else { four_of(c).and(private(c)) };
    others(others_in(&GBK_OTHERS, c).map(CharBytes::pair).chain(unusual))
}
