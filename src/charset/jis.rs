//! Shift_JIS (with the rows of NEC, IBM and the user, as Windows has them), EUC-JP (with JIS X 0212) and the
//! reverse of ISO-2022-JP. All three are ways to write a position in the index of JIS X 0208.

use alloc::vec::Vec;
use core::ops::RangeInclusive;

use super::bytes::{CharBytes, Others, others, others_in};
use super::holes::{self, Holes};
use super::tables::small::JIS0208_OTHERS;
use super::tables::{JIS0208, JIS0208_REVERSE, JIS0212, JIS0212_REVERSE};

/// Positions of the 94 rows that EUC-JP and ISO-2022-JP can write.
const ROWS: u16 = 94 * 94;
/// NEC's selection of IBM's characters: Windows reads them but writes [`IBM`].
const NEC_SELECTED: RangeInclusive<u16> = 8272..=8835;
const IBM: u16 = 10716;

fn position(c: char) -> Option<u16> {
    JIS0208_REVERSE.get(u16::try_from(u32::from(c)).ok()?)
}

fn half_width(byte: u8) -> char {
    char::from_u32(0xFF61 + u32::from(byte - 0xA1)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn half_width_byte(c: char) -> Option<u8> {
    matches!(c, '\u{FF61}'..='\u{FF9F}').then(|| (u32::from(c) - 0xFF61) as u8 + 0xA1)
}

// ---- Shift_JIS

pub(super) fn sjis_char_at(bytes: &[u8]) -> Option<(char, usize)> {
    let (&lead, rest) = bytes.split_first()?;
    let row = match lead {
        // 80 is a C1 control to Windows and to the standard
        0..=0x80 => return Some((char::from(lead), 1)),
        0xA1..=0xDF => return Some((half_width(lead), 1)),
        0x81..=0x9F => lead - 0x81,
        0xE0..=0xFC => lead - 0xC1,
        _ => return None,
    };
    let place = match *rest.first()? {
        trail @ 0x40..=0x7E => trail - 0x40,
        trail @ 0x80..=0xFC => trail - 0x41,
        _ => return None,
    };
    JIS0208.get(usize::from(row) * 188 + usize::from(place)).map(|c| (c, 2))
}

fn sjis_pair(position: u16) -> CharBytes {
    let (row, place) = ((position / 188) as u8, (position % 188) as u8);
    let lead = row + if row < 0x1F { 0x81 } else { 0xC1 };
    let trail = place + if place < 0x3F { 0x40 } else { 0x41 };
    CharBytes::new(&[lead, trail])
}

fn sjis_position(c: char) -> Option<u16> {
    let first = position(c)?;
    let ibm = || others_in(&JIS0208_OTHERS, c).find(|&p| p >= IBM);
    if NEC_SELECTED.contains(&first) { ibm().or(Some(first)) } else { Some(first) }
}

pub(super) fn sjis_bytes_of(c: char) -> Option<CharBytes> {
    if c <= '\u{80}' {
        return Some(CharBytes::one(c as u8));
    }
    half_width_byte(c).map(CharBytes::one).or_else(|| sjis_position(c).map(sjis_pair))
}

pub(super) fn sjis_other_bytes_of(c: char) -> Others {
    let usual = sjis_position(c);
    let all = position(c).into_iter().chain(others_in(&JIS0208_OTHERS, c));
    others(all.filter(|&p| Some(p) != usual).map(sjis_pair))
}

// ---- EUC-JP

pub(super) fn euc_char_at(bytes: &[u8]) -> Option<(char, usize)> {
    let (&lead, rest) = bytes.split_first()?;
    if lead < 0x80 {
        return Some((char::from(lead), 1));
    }
    match (lead, rest) {
        (0x8E, &[byte @ 0xA1..=0xDF, ..]) => Some((half_width(byte), 2)),
        (0x8F, &[a @ 0xA1..=0xFE, b @ 0xA1..=0xFE, ..]) => JIS0212.get(euc_position(a, b)).map(|c| (c, 3)),
        (0xA1..=0xFE, &[b @ 0xA1..=0xFE, ..]) => JIS0208.get(euc_position(lead, b)).map(|c| (c, 2)),
        _ => None,
    }
}

fn euc_position(a: u8, b: u8) -> usize {
    usize::from(a - 0xA1) * 94 + usize::from(b - 0xA1)
}

/// The two bytes of a position below [`ROWS`], each counted from `base`.
fn row_and_cell(position: u16, base: u8) -> [u8; 2] {
    [base + (position / 94) as u8, base + (position % 94) as u8]
}

fn euc_pair(position: u16) -> CharBytes {
    CharBytes::new(&row_and_cell(position, 0xA1))
}

fn euc_0212(c: char) -> Option<CharBytes> {
    let [a, b] = row_and_cell(JIS0212_REVERSE.get(u16::try_from(u32::from(c)).ok()?)?, 0xA1);
    Some(CharBytes::new(&[0x8F, a, b]))
}

pub(super) fn euc_bytes_of(c: char) -> Option<CharBytes> {
    if c.is_ascii() {
        return Some(CharBytes::one(c as u8));
    }
    if let Some(byte) = half_width_byte(c) {
        return Some(CharBytes::new(&[0x8E, byte]));
    }
    position(c).filter(|&p| p < ROWS).map(euc_pair).or_else(|| euc_0212(c))
}

pub(super) fn euc_other_bytes_of(c: char) -> Others {
    let usual = euc_bytes_of(c);
    let pairs = others_in(&JIS0208_OTHERS, c).filter(|&p| p < ROWS).map(euc_pair);
    others(pairs.chain(euc_0212(c)).filter(|&b| Some(b) != usual))
}

// ---- ISO-2022-JP

/// Bytes that ISO-2022-JP's decoder turns into `text`, or the offset of the character that has none.
///
/// The same text can be written with more or fewer escape sequences; this writes the fewest, and ends in ASCII.
pub(super) fn iso_2022_jp_reverse(text: &str, holes: Holes) -> Result<Vec<u8>, usize> {
    const ASCII: &[u8] = b"\x1B(B";
    let mut out = Vec::with_capacity(text.len());
    let mut state = ASCII;
    let mut write = |to: &'static [u8], bytes: &[u8]| {
        if to != state {
            out.extend_from_slice(to);
            state = to;
        }
        out.extend_from_slice(bytes);
    };
    for (at, c) in text.char_indices() {
        match c {
            // shift-out, shift-in and escape mean something else
            '\u{0E}' | '\u{0F}' | '\u{1B}' => return Err(at),
            '\0'..='\x7F' => write(ASCII, &[c as u8]),
            '¥' => write(b"\x1B(J", b"\\"),
            '‾' => write(b"\x1B(J", b"~"),
            _ => match (half_width_byte(c), holes::c1_byte(c, holes)) {
                (Some(byte), _) => write(b"\x1B(I", &[byte - 0x80]),
                (None, Some(byte)) => write(ASCII, &[byte]),
                (None, None) => {
                    let position = position(c).filter(|&p| p < ROWS).ok_or(at)?;
                    write(b"\x1B$B", &row_and_cell(position, 0x21));
                }
            },
        }
    }
    write(ASCII, b"");
    Ok(out)
}
