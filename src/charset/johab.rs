//! Johab (KS C 5601-1992 annex 3, Windows code page 1361): a syllable's letters stand in the bits of its two
//! bytes, five for each letter; symbols and hanja are those of EUC-KR, moved. ASCII stays ASCII, as in Windows.
//!
//! Facts checked against Python's codec `johab`; `tests/charsets/johab.tsv` is its whole table.

use super::bytes::{CharBytes, Others};
use super::euc_kr;

/// The code for "no letter here" as first, second and last letter of a syllable.
const FILL: (u8, u8, u8) = (1, 2, 1);
/// The codes of the 21 vowels.
const VOWELS: [u8; 21] = [3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 23, 26, 27, 28, 29];
/// The letters that stand first in a syllable: codes from 2.
const FIRST: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ',
    'ㅍ', 'ㅎ',
];
/// The letters that stand last in a syllable: codes from 2, without 18.
const LAST: [char; 27] = [
    'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ', 'ㅂ',
    'ㅄ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];
/// All three letters missing; the usual bytes of U+3000 are D9 31.
const ALL_FILL: [u8; 2] = [0x84, 0x41];

pub(super) fn char_at(bytes: &[u8]) -> Option<(char, usize)> {
    let (&lead, rest) = bytes.split_first()?;
    if lead < 0x80 {
        return Some((char::from(lead), 1));
    }
    let &trail = rest.first()?;
    let c = match lead {
        0x84..=0xD3 => syllable(lead, trail),
        0xD9..=0xDE | 0xE0..=0xF9 => moved(lead, trail),
        _ => None,
    };
    c.map(|c| (c, 2))
}

/// A letter's number, from 0; the last letters also have a number for "none".
fn last_number(code: u8) -> Option<u8> {
    match code {
        1..=17 => Some(code - 1),
        19..=29 => Some(code - 2),
        _ => None,
    }
}

fn syllable(lead: u8, trail: u8) -> Option<char> {
    let code = u16::from_be_bytes([lead, trail]);
    let letter = |shift: u16| (code >> shift & 31) as u8;
    let (first, vowel, last) = (letter(10), letter(5), letter(0));
    let vowel_number = VOWELS.iter().position(|&v| v == vowel);
    match (first, vowel_number, last) {
        (1, None, 1) if vowel == FILL.1 => Some('\u{3000}'),
        (1, None, _) if vowel == FILL.1 => LAST.get(usize::from(last_number(last)?.checked_sub(1)?)).copied(),
        (1, Some(v), 1) => char::from_u32(0x314F + v as u32),
        (2..=20, None, 1) if vowel == FILL.1 => FIRST.get(usize::from(first - 2)).copied(),
        (2..=20, Some(v), _) => {
            let number = (u32::from(first - 2) * 21 + v as u32) * 28 + u32::from(last_number(last)?);
            char::from_u32(0xAC00 + number)
        }
        _ => None,
    }
}

/// Symbols (EUC-KR rows A1 to AC) and hanja (CA to FD): two rows of 94 for each lead byte.
fn moved(lead: u8, trail: u8) -> Option<char> {
    let place = match trail {
        0x31..=0x7E => trail - 0x31,
        0x91..=0xFE => trail - 0x43,
        _ => return None,
    };
    let row = if lead < 0xE0 { 0xA1 + 2 * (lead - 0xD9) } else { 0xCA + 2 * (lead - 0xE0) } + place / 94;
    let cell = 0xA1 + place % 94;
    let c = euc_kr::char_at(&[row, cell])?.0;
    // these letters have their place among the syllables
    if matches!(c, '\u{3131}'..='\u{3163}') { None } else { Some(c) }
}

fn joined(first: u8, vowel: u8, last: u8) -> CharBytes {
    CharBytes::pair(0x8000 | u16::from(first) << 10 | u16::from(vowel) << 5 | u16::from(last))
}

/// The code of the last letter with a number.
fn last_code(number: u8) -> u8 {
    number + if number < 17 { 1 } else { 2 }
}

fn as_first(c: char) -> Option<CharBytes> {
    let number = FIRST.iter().position(|&l| l == c)?;
    Some(joined(number as u8 + 2, FILL.1, FILL.2))
}

fn as_last(c: char) -> Option<CharBytes> {
    let number = LAST.iter().position(|&l| l == c)?;
    Some(joined(FILL.0, FILL.1, last_code(number as u8 + 1)))
}

pub(super) fn bytes_of(c: char) -> Option<CharBytes> {
    match c {
        '\0'..='\x7F' => Some(CharBytes::one(c as u8)),
        '\u{AC00}'..='\u{D7A3}' => {
            let number = u32::from(c) - 0xAC00;
            let vowel = VOWELS.get((number / 28 % 21) as usize)?;
            Some(joined((number / 588) as u8 + 2, *vowel, last_code((number % 28) as u8)))
        }
        '\u{3131}'..='\u{314E}' => as_first(c).or_else(|| as_last(c)),
        '\u{314F}'..='\u{3163}' => {
            let vowel = VOWELS.get((u32::from(c) - 0x314F) as usize)?;
            Some(joined(FILL.0, *vowel, FILL.2))
        }
        _ => {
            let pair = euc_kr::bytes_of(c)?;
            let &[row, cell @ 0xA1..=0xFE] = pair.as_slice() else { return None };
            let (lead, row) = match row {
                0xA1..=0xAC => (0xD9, row - 0xA1),
                0xCA..=0xFD => (0xE0, row - 0xCA),
                _ => return None,
            };
            let place = cell - 0xA1 + 94 * (row % 2);
            let trail = place + if place < 0x4E { 0x31 } else { 0x43 };
            Some(CharBytes::new(&[lead + row / 2, trail]))
        }
    }
}

pub(super) fn other_bytes_of(c: char) -> Others {
    let other = match c {
        '\u{3000}' => Some(CharBytes::new(&ALL_FILL)),
        _ => as_first(c).and(as_last(c)),
    };
    [other, None, None, None]
}
