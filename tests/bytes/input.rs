//! Bytes of which the charset is known or said.

use demojibake::{Charset, Decoded, Fixer, Hint, Holes, InputCharset, StretchKind};

use super::{bytes, hold};

fn decode(input: InputCharset, bytes: &[u8]) -> Decoded {
    let decoded = input.decode(bytes);
    hold(bytes, &decoded);
    decoded
}

#[test]
fn every_charset_can_be_forced() {
    let mut tried = 0;
    for charset in Charset::all() {
        // what it can write of this
        let text: String = "Grüße, Привет, 日本, été\n"
            .chars()
            .filter(|c| {
                charset.name().starts_with("iso-2022") && c.is_ascii()
                    || charset.reverse(&c.to_string(), Holes::Strict).is_ok()
            })
            .collect();
        let input = bytes(charset, &text);
        assert_eq!(decode(InputCharset::Known(charset), &input).text(), text, "{charset}");
        tried += 1;
    }
    assert!(tried > 60);
}

#[test]
fn a_forced_charset_holds_against_all_evidence() {
    let utf8 = "été, déjà vu".as_bytes();
    let decoded = decode(InputCharset::Known(Charset::WINDOWS_1252), utf8);
    assert_eq!((decoded.text(), decoded.charset()), ("Ã©tÃ©, dÃ©jÃ\u{a0} vu", Charset::WINDOWS_1252));
    assert_eq!(decoded.stretches().len(), 1);
    let decoded = decode(InputCharset::Known(Charset::CP437), b"\xEF\xBB\xBFa");
    assert_eq!((decoded.text(), decoded.bom()), ("∩╗┐a", None));
}

#[test]
fn bytes_without_a_character_are_kept() {
    for (charset, input, text) in [
        (Charset::UTF_8, &b"a\xFF\xC3"[..], "a\u{fffd}\u{fffd}"),
        (Charset::WINDOWS_1253, b"\xE1\xD2\xE1", "α\u{fffd}α"),
        (Charset::SHIFT_JIS, b"\x93\xFA\x81", "日\u{fffd}"),
        (Charset::UTF_16LE, b"a\0\0\xD8b\0c", "a\u{fffd}b\u{fffd}"),
        (Charset::ISO_2022_JP, b"\x1B$BF|\x1B(B\n\xFF\x1B$B\n", "日\n\u{fffd}\u{1b}$B\n"),
    ] {
        let decoded = decode(InputCharset::Known(charset), input);
        assert_eq!(decoded.text(), text, "{charset}");
        assert!(decoded.has_invalid(), "{charset}");
        assert!(decoded.stretches().iter().any(|s| s.kind() == StretchKind::Invalid), "{charset}");
    }
}

#[test]
fn a_mark_of_the_forced_charset_is_one() {
    let marked = |charset: Charset, mark: &[u8]| {
        let input = [mark, &bytes(charset, "aé")].concat();
        let known = match charset {
            Charset::UTF_16BE => Charset::UTF_16LE,
            Charset::UTF_32BE => Charset::UTF_32LE,
            other => other,
        };
        let decoded = decode(InputCharset::Known(known), &input);
        assert_eq!((decoded.text(), decoded.bom()), ("aé", Some(charset)), "{charset}");
    };
    marked(Charset::UTF_8, b"\xEF\xBB\xBF");
    marked(Charset::UTF_16LE, b"\xFF\xFE");
    marked(Charset::UTF_16BE, b"\xFE\xFF");
    marked(Charset::UTF_32LE, b"\xFF\xFE\0\0");
    marked(Charset::UTF_32BE, b"\0\0\xFE\xFF");
    let decoded = decode(InputCharset::Known(Charset::UTF_16LE), b"\xFF\xFE\0\0a\0");
    assert_eq!(decoded.text(), "\0a");
}

/// Text that is as good in one charset as in another: only what is said decides.
const EITHER: &[u8] = b"\xE1\xE9\xED\xF3 \xE1\xED\xF3\xE9";

#[test]
fn what_is_declared_decides_between_equals() {
    let said = [Charset::WINDOWS_1250, Charset::WINDOWS_1252, Charset::WINDOWS_1251, Charset::GBK];
    let mut texts: Vec<String> =
        said.map(|c| decode(InputCharset::Declared(c), EITHER).text().to_owned()).into();
    texts.sort();
    texts.dedup();
    assert!(texts.len() >= 2, "{texts:?}");
}

#[test]
fn what_is_declared_may_be_wrong() {
    let text = "Сегодня в Москве ожидается переменная облачность, без осадков, ветер слабый.";
    let input = bytes(Charset::WINDOWS_1251, text);
    for said in
        [Charset::KOI8_R, Charset::WINDOWS_1252, Charset::SHIFT_JIS, Charset::UTF_8, Charset::UTF_16LE]
    {
        let decoded = decode(InputCharset::Declared(said), &input);
        assert_eq!((decoded.text(), decoded.charset()), (text, Charset::WINDOWS_1251), "{said}");
    }
    let decoded = decode(InputCharset::Declared(Charset::WINDOWS_1251), text.as_bytes());
    assert_eq!((decoded.text(), decoded.charset()), (text, Charset::UTF_8));
}

#[test]
fn a_fixer_reads_bytes_as_it_was_told() {
    let fixer = Fixer::builder().input_charset(InputCharset::Known(Charset::WINDOWS_1252)).build();
    let fixed = fixer.fix_bytes("Jakarta, 博彩网站".as_bytes());
    assert_eq!(fixed.decoded().charset(), Charset::WINDOWS_1252);
    assert_eq!(fixed.text(), "Jakarta, 博彩网站", "the garble that it made itself is repaired");
    assert_eq!(fixed.plan().repairs()[0].chain().to_string(), "utf-8>windows-1252");
    assert_eq!(fixed.undo(), "Jakarta, 博彩网站".as_bytes());
}

#[test]
fn hints_count_for_bytes_too() {
    let text = |hint: Hint| Fixer::builder().expect(hint.bits(60.0)).build().fix_bytes(EITHER).into_text();
    for (tag, letters) in [("ru", 'А'..='я'), ("el", 'Ά'..='ώ'), ("he", 'א'..='ת')] {
        let text = text(Hint::language(tag).unwrap());
        assert!(text.chars().all(|c| c == ' ' || letters.contains(&c)), "{tag}: {text}");
    }
    for charset in [Charset::WINDOWS_1251, Charset::WINDOWS_1253, Charset::WINDOWS_1255] {
        let fixer = Fixer::builder().expect(Hint::charset(charset).bits(60.0)).build();
        assert_eq!(fixer.fix_bytes(EITHER).decoded().charset(), charset);
    }
    let chain = Hint::chain("gbk>windows-1252".parse().unwrap());
    assert_eq!(text(chain), Fixer::new().fix_bytes(EITHER).into_text());
}
