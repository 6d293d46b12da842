//! Charsets of several bytes for which there is no decoder to ask: the rule itself, written another way.

use demojibake::{Charset, Holes};

fn same(charset: Charset, bytes: &[u8], text: &str) {
    assert_eq!(charset.decode(bytes, Holes::Strict).as_deref(), Ok(text), "{charset} {bytes:02X?}");
    assert_eq!(charset.reverse(text, Holes::Strict).as_deref(), Ok(bytes), "{charset} {text:?}");
}

/// Surrogates, each as three bytes.
fn cesu8(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for unit in text.encode_utf16() {
        match unit {
            0..0x80 => out.push(unit as u8),
            0x80..0x800 => out.extend([0xC0 | (unit >> 6) as u8, 0x80 | (unit & 63) as u8]),
            _ => out.extend([
                0xE0 | (unit >> 12) as u8,
                0x80 | (unit >> 6 & 63) as u8,
                0x80 | (unit & 63) as u8,
            ]),
        }
    }
    out
}

#[test]
fn every_character_in_the_unicode_charsets() {
    for block in 0..0x110_u32 {
        let text: String = (block << 12..(block + 1) << 12).filter_map(char::from_u32).collect();
        same(Charset::UTF_8, text.as_bytes(), &text);
        same(Charset::UTF_16LE, &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), &text);
        same(Charset::UTF_16BE, &text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>(), &text);
        same(Charset::CESU_8, &cesu8(&text), &text);
        let java = cesu8(&text)
            .iter()
            .flat_map(|&b| if b == 0 { vec![0xC0, 0x80] } else { vec![b] })
            .collect::<Vec<_>>();
        same(Charset::JAVA_UTF_8, &java, &text);
    }
}

#[test]
fn kin_of_utf8_refuse_what_is_not_theirs() {
    let bad: [(Charset, &[u8], usize); 13] = [
        (Charset::UTF_8, b"a\xED\xA0\x80", 1),
        (Charset::UTF_8, b"\xC0\x80", 0),
        (Charset::UTF_8, b"\xE0\x9F\xBF", 0),
        (Charset::UTF_8, b"ab\xF4\x90\x80\x80", 2),
        (Charset::CESU_8, b"a\xF0\x9F\x98\x80", 1),
        (Charset::CESU_8, b"\xC0\x80", 0),
        (Charset::CESU_8, b"\xED\xA0\xBD", 0),
        (Charset::CESU_8, b"\xED\xB8\x80\xED\xA0\xBD", 0),
        (Charset::CESU_8, b"x\xED\xA0\xBDx", 1),
        (Charset::JAVA_UTF_8, b"\xC1\x80", 0),
        (Charset::UTF_16LE, b"a\0\x3D\xD8", 2),
        (Charset::UTF_16BE, b"\0a\xDE\0", 2),
        (Charset::UTF_16BE, b"\0a\0", 2),
    ];
    for (charset, bytes, at) in bad {
        assert_eq!(
            charset.decode(bytes, Holes::Strict).map_err(|e| e.offset()),
            Err(at),
            "{charset} {bytes:02X?}"
        );
    }
    assert_eq!(Charset::JAVA_UTF_8.decode(b"a\0b", Holes::Strict).as_deref(), Ok("a\0b"));
    assert_eq!(Charset::UTF_8.decode(b"\xEF\xBB\xBFa", Holes::Strict).as_deref(), Ok("\u{FEFF}a"));
}

/// VNI by the parts of its letters: which byte each pair of marks has, from the published table.
#[test]
fn every_letter_of_vni() {
    use unicode_normalization::UnicodeNormalization;

    // acute, grave, hook, tilde, dot below; alone, over a circumflex, over a breve
    let tones = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];
    let marks: [(Option<char>, Option<u8>, [u8; 5]); 3] = [
        (None, None, [0xF9, 0xF8, 0xFB, 0xF5, 0xEF]),
        (Some('\u{302}'), Some(0xE2), [0xE1, 0xE0, 0xE5, 0xE3, 0xE4]),
        (Some('\u{306}'), Some(0xEA), [0xE9, 0xE8, 0xFA, 0xFC, 0xEB]),
    ];
    let alone = [('ỉ', 0xE6), ('ì', 0xEC), ('í', 0xED), ('ỵ', 0xEE), ('đ', 0xF1), ('ị', 0xF2), ('ĩ', 0xF3)];
    let mut letters = Vec::new();
    for (c, byte) in alone.into_iter().chain([('ơ', 0xF4), ('ư', 0xF6)]) {
        letters.push((c.to_string(), vec![byte]));
    }
    for (base, byte) in
        [('a', b'a'), ('e', b'e'), ('o', b'o'), ('u', b'u'), ('y', b'y'), ('ơ', 0xF4), ('ư', 0xF6)]
    {
        for (shape, shape_byte, tone_bytes) in marks {
            let shaped = match (base, shape) {
                (_, None) | ('a', _) | ('e' | 'o', Some('\u{302}')) => [Some(base), shape],
                _ => continue,
            };
            letters.extend(shape_byte.map(|b| (shaped.into_iter().flatten().nfc().collect(), vec![byte, b])));
            for (tone, tone_byte) in tones.into_iter().zip(tone_bytes) {
                if (base, tone) != ('y', '\u{323}') {
                    letters.push((
                        shaped.into_iter().flatten().chain([tone]).nfc().collect(),
                        vec![byte, tone_byte],
                    ));
                }
            }
        }
    }
    // 134 letters of Vietnamese with marks, half of them lower case
    assert_eq!(letters.len(), 67);
    for (letter, bytes) in &letters {
        assert_eq!(letter.chars().count(), 1, "{letter}");
        same(Charset::VNI, bytes, letter);
        let upper: Vec<u8> = bytes.iter().map(|b| b - 0x20).collect();
        same(Charset::VNI, &upper, &letter.to_uppercase());
    }
    same(Charset::VNI, b"Tie\xE1ng Vie\xE4t \x93VNI\x94 \xD1o\xE4c La\xE4p", "Tiếng Việt “VNI” Độc Lập");
    for (bytes, at) in
        [(b"b\xF9".as_slice(), 1), (b"\xF9", 0), (b"a\xD9", 1), (b"y\xEF", 1), (b"\xC0", 0), (b"a\xFF", 1)]
    {
        assert_eq!(
            Charset::VNI.decode(bytes, Holes::Strict).map_err(|e| e.offset()),
            Err(at),
            "{bytes:02X?}"
        );
    }
}

#[test]
fn seven_bits_switch_and_come_back() {
    for (bytes, text) in [
        (&b"This is ~{VPND~}, and ~~.\n"[..], "This is 中文, and ~.\n"),
        (b"~{<:Ky2;S{#,NpJ)l6HK!#~}", "己所不欲，勿施於人。"),
        (b"a{b}c", "a{b}c"),
    ] {
        same(Charset::HZ, bytes, text);
    }
    let decoded =
        |charset: Charset, bytes: &[u8]| charset.decode(bytes, Holes::Strict).map_err(|e| e.offset());
    assert_eq!(decoded(Charset::HZ, b"a~\nb ~{VP\nND~}"), Err(12), "a line's end ends the pairs");
    assert_eq!(decoded(Charset::HZ, b"~{VP"), Ok("中".into()), "cut off");
    assert_eq!(decoded(Charset::HZ, b"~{V~}"), Err(4), "the mark's first half is a second byte");
    assert_eq!(decoded(Charset::HZ, b"~x"), Err(0));
    assert_eq!(decoded(Charset::HZ, b"a\xD6"), Err(1));
    assert_eq!(
        Charset::HZ.reverse("中é한", Holes::Strict).map_err(|e| e.offset()),
        Err(5),
        "é is in GB 2312"
    );
    same(Charset::ISO_2022_KR, b"\x1B$)Chi \x0EGQ1[\x0F!\n", "hi 한글!\n");
    same(Charset::ISO_2022_KR, b"plain", "plain");
    assert_eq!(decoded(Charset::ISO_2022_KR, b"\x0EGQ 1[\nabc"), Ok("한 글\nabc".into()));
    assert_eq!(decoded(Charset::ISO_2022_KR, b"a\x1B$B"), Err(1));
    assert_eq!(Charset::ISO_2022_KR.reverse("a\u{E}", Holes::Strict).map_err(|e| e.offset()), Err(1));
    // every pair that one of the eight bits has is one of these
    for (seven, eight, open) in
        [(Charset::HZ, Charset::GBK, &b"~{"[..]), (Charset::ISO_2022_KR, Charset::EUC_KR, b"\x0E")]
    {
        for (a, b) in (0x21..0x78).flat_map(|a| (0x21..0x7F).map(move |b| (a, b))) {
            let one = decoded(seven, &[open, &[a, b]].concat());
            assert_eq!(one.ok(), decoded(eight, &[a | 0x80, b | 0x80]).ok(), "{seven} {a:02X} {b:02X}");
        }
    }
}

#[test]
fn iso_2022_jp_switches_and_comes_back() {
    let cases: [(&[u8], &str); 5] = [
        (b"abc\r\n", "abc\r\n"),
        (b"\x1B$BF|K\\8l\x1B(B!", "日本語!"),
        (b"a\x1B(J\\~\x1B(Bb", "a¥‾b"),
        (b"\x1B(I1\x1B$B$\"\x1B(B", "ｱあ"),
        (b"\x1B$B-!-5\x1B(B", "①Ⅰ"),
    ];
    for (bytes, text) in cases {
        same(Charset::ISO_2022_JP, bytes, text);
    }
    assert_eq!(Charset::ISO_2022_JP.reverse("日é", Holes::Strict).map_err(|e| e.offset()), Err(3));
    assert_eq!(Charset::ISO_2022_JP.reverse("a\u{1B}", Holes::Strict).map_err(|e| e.offset()), Err(1));
    // 94 × 94 positions: what decodes turns back
    for (a, b) in (0x21..0x7F).flat_map(|a| (0x21..0x7F).map(move |b| (a, b))) {
        let bytes = [0x1B, b'$', b'B', a, b, 0x1B, b'(', b'B'];
        if let Ok(text) = Charset::ISO_2022_JP.decode(&bytes, Holes::Strict) {
            let back = Charset::ISO_2022_JP.reverse(&text, Holes::Strict).expect("it was decoded");
            assert_eq!(Charset::ISO_2022_JP.decode(&back, Holes::Strict), Ok(text));
        }
    }
}
