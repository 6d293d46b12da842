//! Escapes with a backslash, as JSON, JavaScript, Python and C write characters: `\u00c3`, `\xc3`, `\ud83d\ude00`.

use alloc::string::String;
use core::fmt::Write;

/// The character of the escape that `bytes` begin with, and the escape's length; of a pair of surrogates both. Those of
/// ASCII characters (`\u0022`) count as none: what they stand for must stay escaped.
pub(super) fn at(bytes: &[u8]) -> Option<(char, usize)> {
    let (code, len) = match bytes {
        [b'\\', b'u', ..] => (hex(bytes.get(2..6)?)?, 6),
        [b'\\', b'x', ..] => (hex(bytes.get(2..4)?)?, 4),
        _ => return None,
    };
    if let (0xD800..=0xDBFF, [b'\\', b'u', ..]) = (code, bytes.get(6..).unwrap_or_default()) {
        let low = hex(bytes.get(8..12)?)?;
        let units = [code, low].map(|unit| unit as u16);
        let c = char::decode_utf16(units).next()?.ok()?;
        return Some((c, 12));
    }
    char::from_u32(code).filter(|c| !c.is_ascii()).map(|c| (c, len))
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |code, digit| Some(code * 16 + char::from(*digit).to_digit(16)?))
}

/// Writes a character as JSON has it.
pub(super) fn write(c: char, out: &mut String) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        // writing to a string can't fail
        let _ = write!(out, "\\u{unit:04x}");
    }
}
