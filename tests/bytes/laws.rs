//! What holds for all bytes, on random ones.

use demojibake::{Charset, Fixer, decode_bytes};
use proptest::prelude::*;

use super::hold;

/// Bytes as files have them, and worse: ASCII, UTF-8, high bytes, escape sequences, UTF-16, marks.
fn files() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..30),
        proptest::collection::vec(0x80..=0xFF_u8, 0..30),
        proptest::collection::vec(prop_oneof![Just(0x1B_u8), 0x24..=0x4A_u8, Just(b'\n')], 0..30),
        any::<String>().prop_map(String::into_bytes),
        "[ -~\\n\\r]{0,90}".prop_map(String::into_bytes),
        "[а-яё ,.]{0,20}".prop_map(|t| t.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Just(b"\xEF\xBB\xBF".to_vec()),
        Just(b"\xFF\xFE".to_vec()),
        Just(b"\xFF\xFE\0\0".to_vec()),
        Just(b"\xFE\xFF".to_vec()),
        Just(b"\0\0\xFE\xFF".to_vec()),
        Just(b"charset=koi8-r\n".to_vec()),
    ];
    proptest::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_turn_back(input in files()) {
        hold(&input, &decode_bytes(&input));
    }

    #[test]
    fn utf_8_stays(text in any::<String>()) {
        // NULs may be UTF-16, escape sequences ISO-2022-JP, and a first U+FEFF is a mark
        prop_assume!(!text.contains(['\0', '\u{1b}', '\u{feff}']));
        let decoded = decode_bytes(text.as_bytes());
        prop_assert_eq!(decoded.text(), &text);
        prop_assert_eq!(decoded.charset(), Charset::UTF_8);
    }

    #[test]
    fn marked_utf_16_stays(text in any::<String>(), big in any::<bool>()) {
        let pair = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        let input: Vec<u8> = units.flat_map(pair).collect();
        let decoded = decode_bytes(&input);
        // FF FE 00 00 starts UTF-32, too
        prop_assume!(!text.starts_with('\0'));
        prop_assert_eq!(decoded.text(), &text);
        hold(&input, &decoded);
    }

    #[test]
    fn fixed_bytes_turn_back(input in files()) {
        let fixed = Fixer::new().fix_bytes(&input);
        prop_assert_eq!(fixed.undo(), input);
        let applied = fixed.plan().apply(fixed.decoded().text());
        prop_assert_eq!(applied.as_deref(), Ok(fixed.text()));
    }
}

#[test]
fn long_files_turn_back() {
    // longer than any block, with and without line ends, with and without ASCII
    let text = "Смета расходов на ремонт крыши и подвала, лист первый. ".repeat(4000);
    for (charset, sep) in [(Charset::WINDOWS_1251, "\n"), (Charset::GBK, ""), (Charset::UTF_8, "\r\n")] {
        let mut input = super::bytes(charset, &text);
        input.extend(sep.as_bytes());
        input.extend(b"plain ".repeat(40_000));
        input.extend(b"\xFF\xC3\n");
        input.extend("конец".as_bytes());
        let decoded = super::decode(&input);
        assert!(decoded.text().starts_with(&text), "{charset}");
        assert!(decoded.text().ends_with("конец"), "{charset}");
    }
}
