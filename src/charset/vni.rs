//! VNI (VNI-Windows), of Vietnamese fonts: a letter, then a byte for its marks (`a` F9 is á, `a` E1 is ấ); twelve
//! letters have bytes of their own. Bytes 80 to BF are the punctuation of windows-1252, whose fonts these were.
//!
//! Source: the encoding as VNI Software published it and as xvnkb and UniKey write it. The mark has the case of
//! its letter; a mark without a letter is an error.

use super::bytes::CharBytes;
use super::tables::singles::WINDOWS_1252;

/// Letters with a byte of their own: the lower-case letter's, which is [`CASE`] more than the upper-case one's.
const LETTERS: [(u8, char, char); 9] = [
    (0xE6, 'ỉ', 'Ỉ'),
    (0xEC, 'ì', 'Ì'),
    (0xED, 'í', 'Í'),
    (0xEE, 'ỵ', 'Ỵ'),
    (0xF1, 'đ', 'Đ'),
    (0xF2, 'ị', 'Ị'),
    (0xF3, 'ĩ', 'Ĩ'),
    (0xF4, 'ơ', 'Ơ'),
    (0xF6, 'ư', 'Ư'),
];

/// The bytes of a lower-case letter's marks, in the order of the letters in [`MARKED`].
const MARKS: [u8; 17] = [
    0xF9, 0xF8, 0xFB, 0xF5, 0xEF, // acute, grave, hook, tilde, dot below
    0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4, // circumflex; with acute, grave, hook, tilde, dot below
    0xEA, 0xE9, 0xE8, 0xFA, 0xFC, 0xEB, // breve; the same
];

/// The lower-case bytes that marks follow, and the letters that come of each of [`MARKS`] in turn.
const MARKED: [(u8, &str, &str); 7] = [
    (b'a', "áàảãạâấầẩẫậăắằẳẵặ", "ÁÀẢÃẠÂẤẦẨẪẬĂẮẰẲẴẶ"),
    (b'e', "éèẻẽẹêếềểễệ", "ÉÈẺẼẸÊẾỀỂỄỆ"),
    (b'o', "óòỏõọôốồổỗộ", "ÓÒỎÕỌÔỐỒỔỖỘ"),
    (b'u', "úùủũụ", "ÚÙỦŨỤ"),
    (b'y', "ýỳỷỹ", "ÝỲỶỸ"),
    (0xF4, "ớờởỡợ", "ỚỜỞỠỢ"),
    (0xF6, "ứừửữự", "ỨỪỬỮỰ"),
];

/// Upper-case letters and their marks are this much below the lower-case ones.
const CASE: u8 = 0x20;

pub(super) fn char_at(bytes: &[u8]) -> Option<(char, usize)> {
    let (&byte, rest) = bytes.split_first()?;
    if let Some(c) = rest.first().and_then(|&mark| marked(byte, mark)) {
        return Some((c, 2));
    }
    let c = match byte {
        0..=0x7F => char::from(byte),
        0x80..=0xBF => WINDOWS_1252.char_of(byte)?,
        _ => {
            let upper = byte < 0xE0;
            let lower = if upper { byte + CASE } else { byte };
            let letter = LETTERS.iter().find(|l| l.0 == lower)?;
            if upper { letter.2 } else { letter.1 }
        }
    };
    Some((c, 1))
}

fn marked(byte: u8, mark: u8) -> Option<char> {
    // no ASCII byte is a mark: this is the usual way out
    if mark < 0xC0 || byte < b'A' {
        return None;
    }
    let upper = mark < 0xE0;
    let (base, mark) = if upper { (byte.checked_add(CASE)?, mark + CASE) } else { (byte, mark) };
    let row = MARKED.iter().find(|m| m.0 == base)?;
    let column = MARKS.iter().position(|&m| m == mark)?;
    if upper { row.2 } else { row.1 }.chars().nth(column)
}

pub(super) fn bytes_of(c: char) -> Option<CharBytes> {
    if c.is_ascii() {
        return Some(CharBytes::one(c as u8));
    }
    if let Some(byte) = WINDOWS_1252.byte_of(c).filter(|b| (0x80..=0xBF).contains(b)) {
        return Some(CharBytes::one(byte));
    }
    for &(byte, lower, upper) in &LETTERS {
        if c == lower || c == upper {
            return Some(CharBytes::one(if c == lower { byte } else { byte - CASE }));
        }
    }
    for &(base, lower, upper) in &MARKED {
        for (letters, case) in [(lower, 0), (upper, CASE)] {
            if let Some(&mark) = letters.chars().position(|l| l == c).and_then(|i| MARKS.get(i)) {
                return Some(CharBytes::new(&[base - case, mark - case]));
            }
        }
    }
    None
}
