//! EUC-KR with the further syllables of windows-949, as in the WHATWG standard.

use super::bytes::CharBytes;
use super::tables::{EUC_KR, EUC_KR_REVERSE};

const TRAILS: usize = 178;

pub(super) fn char_at(bytes: &[u8]) -> Option<(char, usize)> {
    let (&lead, rest) = bytes.split_first()?;
    if lead < 0x80 {
        return Some((char::from(lead), 1));
    }
    if lead == 0x80 || lead == 0xFF {
        return None;
    }
    let place = match *rest.first()? {
        trail @ 0x41..=0x5A => trail - 0x41,
        trail @ 0x61..=0x7A => trail - 0x47,
        trail @ 0x81..=0xFE => trail - 0x4D,
        _ => return None,
    };
    EUC_KR.get(usize::from(lead - 0x81) * TRAILS + usize::from(place)).map(|c| (c, 2))
}

pub(super) fn bytes_of(c: char) -> Option<CharBytes> {
    if c.is_ascii() {
        return Some(CharBytes::one(c as u8));
    }
    EUC_KR_REVERSE.get(u16::try_from(u32::from(c)).ok()?).map(CharBytes::pair)
}
