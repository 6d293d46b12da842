//! Windows code page 950: the characters of Big5 proper, and where HKSCS and ETEN put theirs, private use.
//!
//! UTF-8 that Windows read as Big5 is full of these: U+4F60 U+597D (E4 BD A0 E5 A5 BD) has the pair A0 E5.
//! Source: Microsoft's table of code page 950, of which Python's `cp950` is the part without private use.

use super::big5;
use super::bytes::{CharBytes, Others, others};

const TRAILS: u16 = 157;
/// User-defined pairs: first lead and trail number, last lead, first character.
const USER: [(u8, u16, u8, u16); 4] =
    [(0xFA, 0, 0xFE, 0xE000), (0x8E, 0, 0xA0, 0xE311), (0x81, 0, 0x8D, 0xEEB8), (0xC6, 63, 0xC8, 0xF6B1)];
/// The one pair that Windows reads otherwise than the WHATWG standard.
const SHADE: (u16, char) = (0xF9FE, '▓');

/// Whether a pair that isn't user-defined is in the code page: the pictures of controls aren't.
fn is_assigned(lead: u8, trail: u8) -> bool {
    (0xA1..=0xF9).contains(&lead) && !(lead == 0xA3 && (0xC0..=0xE0).contains(&trail))
}

pub(super) fn char_at(bytes: &[u8]) -> Option<(char, usize)> {
    let (&lead, rest) = bytes.split_first()?;
    if lead <= 0x80 {
        return Some((char::from(lead), 1));
    }
    let &trail = rest.first()?;
    let place = match trail {
        0x40..=0x7E => trail - 0x40,
        0xA1..=0xFE => trail - 0x62,
        _ => return None,
    };
    for (first, skip, last, code) in USER {
        if (first..=last).contains(&lead) {
            let number = u16::from(lead - first) * TRAILS + u16::from(place);
            if number >= skip {
                return char::from_u32(u32::from(code + number - skip)).map(|c| (c, 2));
            }
        }
    }
    if u16::from_be_bytes([lead, trail]) == SHADE.0 {
        return Some((SHADE.1, 2));
    }
    if is_assigned(lead, trail) { big5::char_at(bytes) } else { None }
}

fn user(c: char) -> Option<CharBytes> {
    let code = u16::try_from(u32::from(c)).ok()?;
    USER.iter().find_map(|&(first, skip, last, start)| {
        let number = code.checked_sub(start)?.checked_add(skip)?;
        let (lead, place) = (number / TRAILS, (number % TRAILS) as u8);
        let trail = place + if place < 63 { 0x40 } else { 0x62 };
        let lead = u8::try_from(u16::from(first) + lead).ok().filter(|&l| l <= last)?;
        Some(CharBytes::new(&[lead, trail]))
    })
}

fn decodes_to(c: char) -> impl Fn(&CharBytes) -> bool {
    // the tables of Big5 have more; what doesn't decode here isn't ours
    move |b| char_at(b.as_slice()) == Some((c, usize::from(b.len)))
}

pub(super) fn bytes_of(c: char) -> Option<CharBytes> {
    match c {
        '\0'..='\u{80}' => Some(CharBytes::one(c as u8)),
        _ => big5::bytes_of(c).filter(decodes_to(c)).or_else(|| rarer(c).next()),
    }
}

/// The bytes of `c` that aren't Big5's usual ones.
fn rarer(c: char) -> impl Iterator<Item = CharBytes> {
    let shade = (c == SHADE.1).then_some(CharBytes::pair(SHADE.0));
    shade
        .into_iter()
        .chain(user(c))
        .chain(big5::other_bytes_of(c).into_iter().flatten())
        .filter(decodes_to(c))
}

pub(super) fn other_bytes_of(c: char) -> Others {
    let usual = bytes_of(c);
    others(rarer(c).filter(|&b| Some(b) != usual))
}
