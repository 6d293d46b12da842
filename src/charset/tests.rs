//! What only the inside sees: one character at a time, against whole strings.

use alloc::string::ToString;

use super::{Charset, Holes, gb};

/// Every character: its bytes decode to it and back, and so do its other bytes. Where GBK had a private character until 2022,
/// they decode to the one that took its place.
#[test]
fn bytes_of_every_character_decode_to_it() {
    for charset in Charset::all() {
        // the planes above 2 are all alike, and only GB 18030 and the Unicode charsets have them
        for c in ('\0'..=char::MAX)
            .filter(|&c| c < '\u{10000}' || u32::from(c) % 61 == 0 || is_big5_plane2(charset, c))
        {
            let all = charset.bytes_of(c).into_iter().chain(charset.other_bytes_of(c));
            for (i, bytes) in all.enumerate() {
                let what = || std_format(charset, c, bytes.as_slice());
                if [Charset::GBK, Charset::GB18030].contains(&charset) && gb::private(c) == Some(bytes) {
                    let now = charset.char_at(bytes.as_slice()).map(|c| c.0);
                    assert!(now.is_some_and(|n| n != c && !is_private(n)), "{}", what());
                    continue;
                }
                assert_eq!(
                    charset.char_at(bytes.as_slice()),
                    Some((c, bytes.as_slice().len())),
                    "{}",
                    what()
                );
                if i > 0 {
                    assert_ne!(Some(bytes), charset.bytes_of(c), "{}", what());
                }
                let decoded = charset.decode(bytes.as_slice(), Holes::Strict);
                assert_eq!(decoded.as_deref(), Ok(c.to_string().as_str()), "{}", what());
            }
        }
    }
}

fn is_private(c: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&c)
}

fn is_big5_plane2(charset: Charset, c: char) -> bool {
    charset == Charset::BIG5 && u32::from(c) >> 16 == 2
}

/// Every pair and its neighbours: one character at a time sees what whole strings see.
#[test]
fn char_at_agrees_with_the_decoder() {
    for charset in Charset::all().filter(|c| !c.is_stateful()) {
        let longer: &[&[u8]] = &[b"", b"\x30", b"\xA1", b"\x81\x30", b"\xA0\xBD\xED\xB8\x80"];
        for (a, b) in
            (0..=255).flat_map(|a| (0..=255).step_by(if a < 0x80 { 17 } else { 1 }).map(move |b| (a, b)))
        {
            for tail in longer {
                let bytes = [&[a, b], *tail].concat();
                let first = charset.char_at(&bytes);
                // the shortest start that decodes is the first character
                let whole = (1..=bytes.len()).find_map(|n| {
                    let text = charset.decode(&bytes[..n], Holes::Strict).ok()?;
                    let mut chars = text.chars();
                    Some((chars.next()?, n, chars.next()))
                });
                match (first, whole) {
                    (Some((c, len)), Some((d, n, None))) if charset != Charset::VNI => {
                        assert_eq!((c, len), (d, n), "{charset} {bytes:02X?}")
                    }
                    (Some((c, 2)), _) if charset == Charset::VNI => {
                        assert_eq!(
                            charset.decode(&[a, b], Holes::Strict).as_deref(),
                            Ok(c.to_string().as_str())
                        );
                    }
                    (Some((c, 1)), Some((d, 1, None))) if charset == Charset::VNI => assert_eq!(c, d),
                    (None, None | Some((_, _, Some(_)))) => {}
                    _ => panic!("{charset} {bytes:02X?}: {first:?}, {whole:?}"),
                }
            }
        }
    }
}

fn std_format(charset: Charset, c: char, bytes: &[u8]) -> alloc::string::String {
    alloc::format!("{charset}: {c:?} {bytes:02X?}")
}
