//! What only the inside sees: one character at a time, against whole strings.

use alloc::string::ToString;

use super::{Charset, Holes};

/// Every character: its bytes decode to it and back, and so do its other bytes.
#[test]
fn bytes_of_every_character_decode_to_it() {
    for charset in Charset::all() {
        for c in '\0'..=char::MAX {
            let all = charset.bytes_of(c).into_iter().chain(charset.other_bytes_of(c));
            for (i, bytes) in all.enumerate() {
                let what = || std_format(charset, c, bytes.as_slice());
                assert_eq!(
                    charset.char_at(bytes.as_slice()),
                    Some((c, bytes.as_slice().len())),
                    "{}",
                    what()
                );
                if i > 0 {
                    assert_ne!(Some(bytes), charset.bytes_of(c), "{}", what());
                }
                // the decoder of UTF-8 has been compared enough
                if charset != Charset::UTF_8 && (c < '\u{20000}' || u32::from(c) % 64 == 0) {
                    let decoded = charset.decode(bytes.as_slice(), Holes::Strict);
                    assert_eq!(decoded.as_deref(), Ok(c.to_string().as_str()), "{}", what());
                }
            }
        }
    }
}

fn std_format(charset: Charset, c: char, bytes: &[u8]) -> alloc::string::String {
    alloc::format!("{charset}: {c:?} {bytes:02X?}")
}
