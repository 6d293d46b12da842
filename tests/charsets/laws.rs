//! Holes, labels, and the laws on arbitrary input.

use demojibake::{Charset, Holes};
use proptest::prelude::*;

const POLICIES: [Holes; 4] = [Holes::Strict, Holes::C1, Holes::Replacement, Holes::Drop];

#[test]
fn holes() {
    let all = |charset: Charset, bytes: &[u8]| POLICIES.map(|h| charset.decode(bytes, h).ok());
    let some = |t: &str| Some(t.to_string());
    // an unassigned byte above the C1 range
    assert_eq!(all(Charset::WINDOWS_1253, b"a\xD2b"), [None, None, some("a\u{FFFD}b"), some("ab")]);
    // in the C1 range: TCVN3 leaves 81 out
    assert_eq!(all(Charset::TCVN3, b"a\x81b"), [None, some("a\u{81}b"), some("a\u{FFFD}b"), some("ab")]);
    // a lead byte without its trail: the ASCII character after it is kept
    assert_eq!(all(Charset::EUC_KR, b"\xB0 x"), [None, None, some("\u{FFFD} x"), some(" x")]);
    assert_eq!(all(Charset::BIG5, b"\x81<\xA4"), [None, None, some("\u{FFFD}<\u{FFFD}"), some("<")]);
    assert_eq!(
        all(Charset::EUC_KR, b"\x80\xB0\xA1"),
        [None, some("\u{80}가"), some("\u{FFFD}가"), some("가")]
    );
    assert_eq!(
        all(Charset::JOHAB, b"\x80\xD9\xFF"),
        [None, None, some("\u{FFFD}\u{FFFD}\u{FFFD}"), some("")]
    );
    assert_eq!(all(Charset::UTF_8, b"\xE4\xB8x\x85"), [None, None, some("\u{FFFD}x\u{FFFD}"), some("x")]);
    // four bytes of GB 18030 that break off are read anew from the second
    let broken = [None, some("\u{81}0亁"), some("\u{FFFD}0亁"), some("0亁")];
    assert_eq!(all(Charset::GB18030, b"\x81\x30\x81x"), broken);
}

#[test]
fn c1_controls_turn_back_where_they_are_holes() {
    let back = |charset: Charset, text, holes| charset.reverse(text, holes).map_err(|e| e.offset());
    assert_eq!(back(Charset::TCVN3, "é\u{81}", Holes::C1), Ok(vec![0xD0, 0x81]));
    assert_eq!(back(Charset::TCVN3, "é\u{81}", Holes::Strict), Err(2));
    assert_eq!(back(Charset::TCVN3, "é\u{80}", Holes::C1), Err(2), "the byte 80 is the euro sign");
    assert_eq!(back(Charset::EUC_KR, "\u{80}가", Holes::C1), Ok(vec![0x80, 0xB0, 0xA1]));
    assert_eq!(back(Charset::EUC_KR, "가\u{81}A", Holes::C1), Err(3), "81 41 is a syllable");
    assert_eq!(back(Charset::EUC_KR, "가\u{81}0", Holes::C1), Ok(vec![0xB0, 0xA1, 0x81, 0x30]));
    assert_eq!(back(Charset::WINDOWS_1252, "\u{81}", Holes::Strict), Ok(vec![0x81]));
    assert_eq!(back(Charset::UTF_8, "\u{81}", Holes::C1), Ok(vec![0xC2, 0x81]));
    for holes in [Holes::Replacement, Holes::Drop] {
        assert_eq!(back(Charset::WINDOWS_1253, "Α\u{FFFD}", holes), Err(2));
    }
}

#[test]
fn labels() {
    let cases = [
        ("latin1", "iso-8859-1"),
        ("ISO_8859-1:1987", "iso-8859-1"),
        ("ISO8859-1", "iso-8859-1"),
        ("l1", "iso-8859-1"),
        ("cp1252", "windows-1252"),
        ("Windows-1252", "windows-1252"),
        ("ascii", "windows-1252"),
        ("latin9", "iso-8859-15"),
        ("iso-8859-9", "windows-1254"),
        ("iso-8859-11", "windows-874"),
        ("visual", "iso-8859-8"),
        ("logical", "iso-8859-8-i"),
        (" \tUTF8\n", "utf-8"),
        ("utf-16", "utf-16le"),
        ("UTF-16BE", "utf-16be"),
        ("cesu8", "cesu-8"),
        ("mutf-8", "java-utf-8"),
        ("sjis", "shift_jis"),
        ("Shift-JIS", "shift_jis"),
        ("cp932", "shift_jis"),
        ("windows-31j", "shift_jis"),
        ("eucjp", "euc-jp"),
        ("uhc", "euc-kr"),
        ("cp949", "euc-kr"),
        ("ks_c_5601-1987", "euc-kr"),
        ("gb2312", "gbk"),
        ("CP936", "gbk"),
        ("gb18030", "gb18030"),
        ("big5-hkscs", "big5"),
        ("cp950", "windows-950"),
        ("437", "cp437"),
        ("ibm437", "cp437"),
        ("IBM-850", "cp850"),
        ("dos737", "cp737"),
        ("cp866", "ibm866"),
        ("866", "ibm866"),
        ("mac", "macintosh"),
        ("mac-roman", "macintosh"),
        ("MacRoman", "macintosh"),
        ("mac-greek", "x-mac-greek"),
        ("x-mac-ukrainian", "x-mac-cyrillic"),
        ("mac_latin2", "x-mac-ce"),
        ("tcvn3", "tcvn3"),
        ("vni-windows", "vni"),
        ("koi", "koi8-r"),
        ("037", "cp037"),
        ("IBM037", "cp037"),
        ("ibm1047", "cp1047"),
        ("HZ", "hz-gb-2312"),
        ("csISO2022KR", "iso-2022-kr"),
    ];
    for (label, name) in cases {
        assert_eq!(Charset::for_label(label).map(Charset::name), Ok(name), "{label}");
    }
    for bad in
        ["", " ", "-", "utf-9", "é", "cp", "cp43", "replacement", "iso-2022-cn", "hz-gb", "437x", "中文"]
    {
        let error = Charset::for_label(bad).expect_err(bad).to_string();
        assert!(error.contains(&format!("{bad:?}")), "{error}");
    }
}

#[test]
fn names_are_labels_and_unlike() {
    let mut names = std::collections::BTreeSet::new();
    for charset in Charset::all() {
        assert_eq!(Charset::for_label(charset.name()), Ok(charset));
        assert_eq!(Charset::for_label(&charset.name().to_uppercase()), Ok(charset));
        assert_eq!(charset.to_string(), charset.name());
        assert!(names.insert(charset.name()), "{charset} twice");
    }
}

#[test]
fn errors_name_the_charset_and_the_place() {
    let error = Charset::UTF_8.decode(b"caf\xE9", Holes::Strict).unwrap_err();
    assert_eq!(error.to_string(), "utf-8 has no character for the bytes at 3");
    let error = Charset::KOI8_R.reverse("да中", Holes::Strict).unwrap_err();
    assert_eq!((error.offset(), error.charset()), (4, Charset::KOI8_R));
    assert_eq!(error.to_string(), "no bytes of koi8-r decode to the character at byte 4 of the text");
}

/// Bytes as they are in real data: ASCII, C1, upper half, in runs.
fn data() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..40),
        proptest::collection::vec(0x80..=0xFF_u8, 0..40),
        proptest::collection::vec(prop_oneof![0x30..=0x39_u8, 0x81..=0xFE_u8], 0..40),
        proptest::collection::vec(prop_oneof![Just(0x1B_u8), 0x24..=0x4A_u8], 0..40),
    ]
}

proptest! {
    // what fails here becomes a case above, not a seed in a file
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_decoded_turns_back(bytes in data()) {
        for charset in Charset::all() {
            for holes in POLICIES {
                let Ok(text) = charset.decode(&bytes, holes) else { continue };
                let back = charset.reverse(&text, holes);
                // what these two did is lost; all else must turn back
                if matches!(holes, Holes::Replacement | Holes::Drop) && charset.decode(&bytes, Holes::Strict).is_err() {
                    continue;
                }
                prop_assert!(back.is_ok(), "{charset} {bytes:02X?}: {back:?}");
                let back = back.unwrap_or_default();
                prop_assert_eq!(charset.decode(&back, holes), Ok(text), "{} {:02X?}", charset, &bytes);
            }
        }
    }

    #[test]
    fn what_turns_back_decodes_to_the_text(text in any::<String>()) {
        for charset in Charset::all() {
            for holes in POLICIES {
                match charset.reverse(&text, holes) {
                    Ok(bytes) => prop_assert_eq!(charset.decode(&bytes, holes), Ok(text.clone()), "{}", charset),
                    Err(e) => prop_assert!(text.is_char_boundary(e.offset()) && e.offset() < text.len()),
                }
            }
        }
    }

    #[test]
    fn holes_only_add(bytes in data()) {
        for charset in Charset::all() {
            match charset.decode(&bytes, Holes::Strict) {
                Ok(text) => for holes in POLICIES {
                    prop_assert_eq!(charset.decode(&bytes, holes), Ok(text.clone()));
                },
                Err(e) => prop_assert!(e.offset() < bytes.len()),
            }
            prop_assert!(charset.decode(&bytes, Holes::Replacement).is_ok());
            prop_assert!(charset.decode(&bytes, Holes::Drop).is_ok());
        }
    }

    #[test]
    fn any_label_is_found_or_refused(label in any::<String>()) {
        let _ = Charset::for_label(&label);
    }
}
