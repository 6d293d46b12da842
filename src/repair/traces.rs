//! Where a chain may have left traces: what it can't have made isn't looked at closely for it.

use super::search::Pair;
use crate::charset::Charset;
use crate::hypothesis::reading::byte_of;

/// Bytes of a character, at the most.
const LONGEST: usize = 4;

/// Whether any of these mix-ups can have made a character of a text. Of UTF-8 the first byte of two is enough, as others are
/// lost; a letter as `é`, which is the first of three, isn't without the next one.
pub(super) fn are_in(text: &str, pairs: &[Pair]) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += crate::ascii::prefix(&bytes[at..]);
        let mut rest = text[at..].chars();
        let Some(c) = rest.next() else { return false };
        if pairs.iter().any(|pair| is_at(c, rest.as_str(), *pair)) {
            return true;
        }
        at += c.len_utf8();
    }
}

/// Whether a mix-up can have made a character, which stands before the rest of a text.
fn is_at(c: char, rest: &str, (truth, wrong): Pair) -> bool {
    let Some(first) = byte_of(wrong, c) else { return false };
    if wrong.table().is_none() || truth == Charset::VNI {
        return true;
    }
    if let Some(table) = truth.table() {
        return table[first as usize] as u32 != c as u32;
    }
    if matches!(first, 0xC2..=0xDF) {
        return true;
    }
    let mut sequence = [first; LONGEST];
    let mut len = 1;
    for (place, c) in sequence[1..].iter_mut().zip(rest.chars()) {
        let Some(byte) = byte_of(wrong, c) else { break };
        (*place, len) = (byte, len + 1);
    }
    matches!(sequence[..len], [0xE0..=0xF4, 0x80..=0xBF, ..])
        || truth.char_at(&sequence[..len]).is_some_and(|(was, _)| was != c)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UTF_8: Pair = (Charset::UTF_8, Charset::WINDOWS_1252);
    const TURKISH: Pair = (Charset::WINDOWS_1254, Charset::WINDOWS_1252);
    const GBK: Pair = (Charset::GBK, Charset::WINDOWS_1252);

    #[test]
    fn good_letters_are_no_traces_of_utf8() {
        assert!(!are_in("déjà vu à l’école, señor Müller", &[UTF_8]));
        assert!(!are_in("only ASCII", &[UTF_8, TURKISH, GBK]) && !are_in("", &[UTF_8]) && !are_in("é", &[]));
    }

    #[test]
    fn whole_sequences_and_first_bytes_are() {
        for text in ["dÃ©jÃ  vu", "Ã", "an Ñ", "é â€”", "â€", "ðŸ˜€"] {
            assert!(are_in(text, &[UTF_8]), "{text}");
        }
    }

    #[test]
    fn other_charsets_need_a_letter_that_they_have_otherwise() {
        assert!(are_in("yaþ", &[TURKISH]) && !are_in("déjà", &[TURKISH]) && !are_in("да", &[TURKISH]));
        assert!(are_in("²©²Ê", &[GBK]) && are_in("éa", &[GBK]) && !are_in("é", &[GBK]));
        // half-width kana are one byte
        assert!(are_in("±", &[(Charset::SHIFT_JIS, Charset::WINDOWS_1252)]));
    }
}
