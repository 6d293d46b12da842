//! UTF-8 and its kin (CESU-8, Java's modified UTF-8), UTF-16 and UTF-32: one character at a time.

use super::bytes::{CharBytes, Others};

/// Which form of UTF-8.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Utf8,
    /// Characters above U+FFFF as two surrogates of three bytes each.
    Cesu8,
    /// As CESU-8, and U+0000 is C0 80. A bare 00 is read too, as Java does.
    Java,
}

#[inline]
fn tail(byte: u8) -> Option<u32> {
    (byte & 0xC0 == 0x80).then_some(u32::from(byte & 0x3F))
}

/// A code point of up to three bytes, surrogates included.
#[inline]
fn up_to_three(bytes: &[u8]) -> Option<(u32, usize)> {
    match *bytes {
        [a @ 0..=0x7F, ..] => Some((u32::from(a), 1)),
        [a @ 0xC2..=0xDF, b, ..] => Some((u32::from(a & 0x1F) << 6 | tail(b)?, 2)),
        [a @ 0xE0..=0xEF, b, c, ..] => {
            let code = u32::from(a & 0x0F) << 12 | tail(b)? << 6 | tail(c)?;
            (code >= 0x800).then_some((code, 3))
        }
        _ => None,
    }
}

#[inline]
pub(super) fn utf8_char_at(bytes: &[u8], form: Form) -> Option<(char, usize)> {
    let Some((code, len)) = up_to_three(bytes) else {
        return match (form, bytes) {
            (Form::Java, [0xC0, 0x80, ..]) => Some(('\0', 2)),
            (Form::Utf8, &[a @ 0xF0..=0xF4, b, c, d, ..]) => {
                let code = u32::from(a & 7) << 18 | tail(b)? << 12 | tail(c)? << 6 | tail(d)?;
                if code < 0x1_0000 { None } else { char::from_u32(code).map(|c| (c, 4)) }
            }
            _ => None,
        };
    };
    if let Some(c) = char::from_u32(code) {
        return Some((c, len));
    }
    if form == Form::Utf8 || code >= 0xDC00 {
        return None;
    }
    let (low, _) = up_to_three(bytes.get(3..)?)?;
    joined(code, low).map(|c| (c, 6))
}

/// The character of a high surrogate and what follows it.
fn joined(high: u32, low: u32) -> Option<char> {
    let low = low.checked_sub(0xDC00).filter(|&l| l < 0x400)?;
    char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + low)
}

#[inline]
pub(super) fn utf8_bytes_of(c: char, form: Form) -> CharBytes {
    if form == Form::Java && c == '\0' {
        return CharBytes::new(&[0xC0, 0x80]);
    }
    if form == Form::Utf8 || u32::from(c) < 0x1_0000 {
        let mut bytes = [0; 6];
        let len = c.encode_utf8(&mut bytes).len() as u8; // at most 4
        return CharBytes { len, bytes };
    }
    let mut units = [0; 2];
    c.encode_utf16(&mut units);
    let [a, b, c, d, e, f] = [units[0], units[0], units[0], units[1], units[1], units[1]];
    let byte = |mark: u16, bits: u16| (mark | bits) as u8;
    CharBytes::new(&[
        byte(0xE0, a >> 12),
        byte(0x80, b >> 6 & 0x3F),
        byte(0x80, c & 0x3F),
        byte(0xE0, d >> 12),
        byte(0x80, e >> 6 & 0x3F),
        byte(0x80, f & 0x3F),
    ])
}

pub(super) fn java_other_bytes_of(c: char) -> Others {
    [(c == '\0').then_some(CharBytes::one(0)), None, None, None]
}

pub(super) fn utf16_char_at(bytes: &[u8], big: bool) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
        Some(u32::from(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }))
    };
    let code = unit(0)?;
    match char::from_u32(code) {
        Some(c) => Some((c, 2)),
        None if code >= 0xDC00 => None,
        None => joined(code, unit(2)?).map(|c| (c, 4)),
    }
}

pub(super) fn utf16_bytes_of(c: char, big: bool) -> CharBytes {
    let mut units = [0; 2];
    let mut out = CharBytes { len: 0, bytes: [0; 6] };
    for unit in c.encode_utf16(&mut units) {
        let pair = if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        for byte in pair {
            out.bytes[usize::from(out.len)] = byte;
            out.len += 1;
        }
    }
    out
}

pub(super) fn utf32_char_at(bytes: &[u8], big: bool) -> Option<(char, usize)> {
    let code = bytes
        .first_chunk()
        .map(|&four| if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })?;
    char::from_u32(code).map(|c| (c, 4))
}

pub(super) fn utf32_bytes_of(c: char, big: bool) -> CharBytes {
    let code = u32::from(c);
    CharBytes::new(&if big { code.to_be_bytes() } else { code.to_le_bytes() })
}
