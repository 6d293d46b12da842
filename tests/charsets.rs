//! Every byte and every pair of every charset, both ways, against other decoders: frozen vectors (Python's codecs,
//! glibc's iconv; see `charsets/make_vectors.py`) and, when there is one, the iconv of this machine.

#[path = "charsets/iconv.rs"]
mod iconv;
#[path = "charsets/laws.rs"]
mod laws;
#[path = "charsets/oracle.rs"]
mod oracle;
#[path = "charsets/own.rs"]
mod own;

use std::collections::BTreeMap;

use demojibake::{Charset, Holes};
use oracle::Table;

fn charset(name: &str) -> Charset {
    Charset::for_label(name).expect(name)
}

/// Decoding gives what the table says, turning back gives bytes that decode to the same, and these are the ones
/// that we started with unless other bytes of the table stand for the same text.
fn both_ways(charset: Charset, table: &Table) {
    let mut same: BTreeMap<&str, Vec<&[u8]>> = BTreeMap::new();
    for (bytes, text) in table {
        same.entry(text).or_default().push(bytes);
        assert_eq!(charset.decode(bytes, Holes::Strict).as_ref(), Ok(text), "{charset} {bytes:02X?}");
    }
    for (text, bytes) in same {
        let back = charset.reverse(text, Holes::Strict).expect(text);
        assert!(bytes.contains(&back.as_slice()), "{charset}: {text:?} is {bytes:02X?}, not {back:02X?}");
    }
    // all of it at once: one character's bytes may not run into the next one's
    let all: Vec<u8> = table.keys().flatten().copied().collect();
    let text: String = table.values().map(String::as_str).collect();
    assert_eq!(charset.decode(&all, Holes::Strict).as_deref(), Ok(text.as_str()), "{charset}");
    let back = charset.reverse(&text, Holes::Strict).expect("all decoded text turns back");
    assert_eq!(charset.decode(&back, Holes::Strict).as_deref(), Ok(text.as_str()), "{charset}");
}

#[test]
fn every_byte_of_every_single_byte_charset() {
    let tables = oracle::singles();
    for (name, table) in &tables {
        let charset = charset(name);
        both_ways(charset, table);
        for byte in 0..=255_u8 {
            let assigned = table.contains_key([byte].as_slice());
            assert_eq!(charset.decode(&[byte], Holes::Strict).is_ok(), assigned, "{name} {byte:02X}");
            if assigned {
                let text = charset.decode(&[byte], Holes::Strict).expect(name);
                assert_eq!(charset.reverse(&text, Holes::Strict).as_deref(), Ok([byte].as_slice()), "{name}");
            }
        }
    }
    let user: Table = (0..=255_u32)
        .map(|b| {
            (vec![b as u8], char::from_u32(if b < 128 { b } else { 0xF700 + b }).expect("bmp").to_string())
        })
        .collect();
    both_ways(Charset::X_USER_DEFINED, &user);
    // one charset for each line of singles.tsv, x-user-defined and those of several bytes
    assert_eq!(Charset::all().count(), tables.len() + 1 + 19);
}

#[test]
fn every_pair_of_every_double_byte_charset() {
    for (name, file) in oracle::MULTI {
        let (charset, table) = (charset(name), oracle::multi(name, file));
        both_ways(charset, &table);
        let alone = |b: u8| b < 0x80 || table.contains_key([b].as_slice());
        for lead in 0x80..=0xFF_u8 {
            let one = charset.decode(&[lead], Holes::Strict);
            assert_eq!(one.is_ok(), alone(lead), "{name} {lead:02X}");
            if alone(lead) {
                continue;
            }
            for trail in 0x30..=0xFF_u8 {
                let pair = [lead, trail];
                let decoded = charset.decode(&pair, Holes::Strict);
                assert_eq!(decoded.is_ok(), table.contains_key(pair.as_slice()), "{name} {pair:02X?}");
            }
        }
        for byte in 0..0x80_u8 {
            let text = char::from(byte).to_string();
            assert_eq!(charset.decode(&[byte], Holes::Strict).as_ref(), Ok(&text), "{name}");
            assert_eq!(charset.reverse(&text, Holes::Strict).as_deref(), Ok([byte].as_slice()), "{name}");
        }
    }
}

#[test]
fn the_usual_bytes_are_those_that_encoders_write() {
    let cases: [(Charset, &str, &[u8]); 14] = [
        (Charset::GBK, "€", b"\x80"),
        (Charset::GB18030, "€", b"\xA2\xE3"),
        (Charset::GBK, "\u{3000}", b"\xA1\xA1"),
        (Charset::GBK, "\u{E000}\u{E4C6}\u{E7C7}", b"\xAA\xA1\xA1\x40\x81\x35\xF4\x37"),
        (Charset::BIG5, "十卅兀嗀", b"\xA4\x51\xA4\xCA\xA4\x61\xDC\xD1"),
        (Charset::BIG5, "═╞╪", b"\xF9\xF9\xF9\xE9\xF9\xEA"),
        // NEC's and IBM's second copies: Windows writes the first of JIS, else IBM's
        (Charset::SHIFT_JIS, "∪∵￢≒", b"\x81\xBE\x81\xE6\x81\xCA\x81\xE0"),
        (Charset::SHIFT_JIS, "Ⅰ№㈱", b"\x87\x54\x87\x82\x87\x8A"),
        (Charset::SHIFT_JIS, "ⅰ￤纊黑", b"\xFA\x40\xFA\x55\xFA\x5C\xFC\x4B"),
        (Charset::SHIFT_JIS, "\u{E000}\u{E757}", b"\xF0\x40\xF9\xFC"),
        (Charset::EUC_JP, "∪ⅰ纊", b"\xA2\xC0\xFC\xF1\xF9\xA1"),
        (Charset::EUC_JP, "丂ｱ", b"\x8F\xB0\xA1\x8E\xB1"),
        (Charset::JOHAB, "ㄱㄳㅏ\u{3000}", b"\x88\x41\x84\x44\x84\x61\xD9\x31"),
        (Charset::JAVA_UTF_8, "\0", b"\xC0\x80"),
    ];
    for (charset, text, bytes) in cases {
        let back = charset.reverse(text, Holes::Strict).expect(text);
        assert_eq!(back, bytes, "{charset} {text}: {back:02X?}");
    }
}

/// Encoders of encoding_rs where they are right: whatever they write that decodes to the text is what we write.
#[test]
fn encoders_agree_where_they_are_inverse() {
    let encoders = [
        (Charset::GBK, encoding_rs::GBK),
        (Charset::GB18030, encoding_rs::GB18030),
        (Charset::BIG5, encoding_rs::BIG5),
        (Charset::SHIFT_JIS, encoding_rs::SHIFT_JIS),
        (Charset::EUC_JP, encoding_rs::EUC_JP),
        (Charset::EUC_KR, encoding_rs::EUC_KR),
    ];
    for (charset, encoder) in encoders {
        for c in ('\u{80}'..=char::MAX).filter(|&c| c < '\u{10000}' || u32::from(c) >> 16 == 2) {
            let text = c.to_string();
            let (bytes, _, failed) = encoder.encode(&text);
            if !failed && charset.decode(&bytes, Holes::Strict).as_ref() == Ok(&text) {
                assert_eq!(charset.reverse(&text, Holes::Strict).as_deref(), Ok(&*bytes), "{charset} {c:?}");
            }
        }
    }
}

#[test]
fn big5_pairs_of_two_code_points() {
    let pairs: [(&[u8], &str); 4] = [
        (b"\x88\x62", "Ê\u{304}"),
        (b"\x88\x64", "Ê\u{30C}"),
        (b"\x88\xA3", "ê\u{304}"),
        (b"\x88\xA5", "ê\u{30C}"),
    ];
    for (bytes, text) in pairs {
        both_ways(Charset::BIG5, &Table::from([(bytes.to_vec(), text.to_string())]));
    }
    // the letter alone has bytes of its own, the mark alone has none
    assert_eq!(Charset::BIG5.reverse("Êê", Holes::Strict).as_deref(), Ok(b"\x88\x66\x88\xA7".as_slice()));
    assert_eq!(Charset::BIG5.reverse("中\u{304}", Holes::Strict).map_err(|e| e.offset()), Err(3));
}

#[test]
fn gbk_is_gb18030_but_for_the_euro() {
    let table = oracle::multi("gb18030", oracle::MULTI[0].1);
    for (bytes, text) in &table {
        assert_eq!(Charset::GBK.decode(bytes, Holes::Strict).as_ref(), Ok(text));
        let (gbk, gb) =
            (Charset::GBK.reverse(text, Holes::Strict), Charset::GB18030.reverse(text, Holes::Strict));
        assert!(gbk.as_deref() == gb.as_deref() || text == "€", "{text}");
    }
    for (pointer, c) in [(189_000, '\u{10000}'), (1_237_575, char::MAX)] {
        let table = Table::from([(oracle::four_bytes(pointer), c.to_string())]);
        both_ways(Charset::GB18030, &table);
    }
    assert!(Charset::GB18030.decode(&oracle::four_bytes(39_420), Holes::Strict).is_err());
    assert!(Charset::GB18030.decode(&oracle::four_bytes(1_237_576), Holes::Strict).is_err());
}
