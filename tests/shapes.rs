//! Damage of other shapes than a charset's bytes in another one: UTF-16, seven bits, EBCDIC, Vietnamese fonts.

use demojibake::{Chain, Charset, Fixer, Hint, MixUps};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn expecting(charset: Charset) -> Fixer {
    Fixer::builder().expect(Hint::charset(charset)).build()
}

/// What a fixer makes of a text, with what holds for every plan.
fn fixed(fixer: &Fixer, text: &str) -> String {
    let plan = fixer.plan(text);
    let output = plan.apply(text).unwrap();
    assert_eq!(plan.undo(&output).unwrap(), text);
    assert_eq!(fixer.fix(text), output);
    assert_eq!(fixer.fix(&output), output, "{text:?}, fixed twice");
    // what would be changed back and forth is garbled, and left alone
    assert!(fixer.is_garbled(text) || plan.is_empty(), "{text:?}");
    for r in plan.repairs().iter().filter(|r| r.restored().is_empty()) {
        assert_eq!(r.chain().ungarble(r.before()).as_deref(), Ok(r.after()), "{r}");
    }
    output
}

/// The text as UTF-16 that somebody took its ASCII for.
fn wide(text: &str, little: bool) -> String {
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    };
    assert_eq!(text.len() % 2, 0, "{text}");
    String::from_utf16(&text.as_bytes().chunks(2).map(unit).collect::<Vec<_>>()).unwrap()
}

#[test]
fn ascii_that_was_read_as_utf_16() {
    let fixer = Fixer::new();
    assert_eq!(fixed(&fixer, "畢桳栠摩琠敨映捡獴"), "bush hid the facts");
    assert_eq!(fixer.plan("畢桳栠摩琠敨映捡獴").repairs()[0].chain().to_string(), "utf-8>utf-16le");
    for text in [
        "The file was opened in the wrong encoding.",
        "<html><body><p>Hello</p></body></html>",
        "https://example.org/index.html?q=12",
        "name;street;city;phone",
        "Sehr geehrte Damen und Herren,",
    ] {
        let text = if text.len() % 2 == 0 { text.to_owned() } else { format!("{text} ") };
        for little in [true, false] {
            let bad = wide(&text, little);
            assert_eq!(fixed(&fixer, &bad), text, "{bad}");
            let inside = format!("文件的内容是{bad}。");
            assert_eq!(fixer.fix(&format!("é: {bad}\nété")), format!("é: {text}\nété"));
            assert!(fixed(&fixer, &inside).starts_with("文件"), "{inside}");
        }
    }
    let none = Fixer::builder().mix_ups(MixUps::none()).build();
    assert_eq!(none.fix("畢桳栠摩琠敨映捡獴"), "畢桳栠摩琠敨映捡獴");
}

#[test]
fn good_ideographs_stay() {
    for text in [
        "桃李不言，下自成蹊。",
        "数据挖掘模型", // all of the letters' bytes are ASCII
        "標準模型 機械学習",
        "東京都港区 楽天市場",
        "桑葉桐林楓橋梅枝",
        "渓流釣り、温泉、湖",
    ] {
        assert_eq!(fixed(&Fixer::new(), text), text);
    }
}

#[test]
fn seven_bits_are_read_where_they_are_expected() {
    for (charset, text, expected) in [
        (Charset::ISO_2022_JP, r"$BF|K\8l(B", "日本語"),
        (Charset::ISO_2022_JP, "Subject: $B%F%9%H(B for US$Bills", "Subject: テスト for US$Bills"),
        (Charset::ISO_2022_JP, "é \u{1b}$BF|K\\8l\u{1b}(B ok", "é 日本語 ok"),
        (Charset::ISO_2022_JP, "^[$BF|K\\8l^[(J, ␛$@El5~␛(B", "日本語, 東京"),
        (Charset::HZ, "~{VPND~} and ~{UbJGR;8v2bJT~}~", "中文 and 这是一个测试~"),
        (Charset::ISO_2022_KR, "\u{1b}$)C\u{e}>H3gGO<<?d\u{f} hi \u{e}GQ1[\u{f}", "안녕하세요 hi 한글"),
        (Charset::ISO_2022_KR, "^[$)C^N>H3gGO<<?d^O!", "안녕하세요!"),
    ] {
        assert_eq!(fixed(&expecting(charset), text), expected);
        assert_eq!(fixed(&Fixer::new(), text), text, "nobody expects it");
        let language = Fixer::builder().expect(Hint::language("ja").unwrap()).build();
        assert_eq!(language.fix(text), text, "a language is no charset");
    }
    for text in ["US$Bill (B)", "a ~{b~} c", "~{", "$B(B", "$B", "x^Ny^O", "C:\\~{x}"] {
        for charset in [Charset::ISO_2022_JP, Charset::HZ, Charset::ISO_2022_KR] {
            assert_eq!(fixed(&expecting(charset), text), text, "{charset}");
        }
    }
}

#[test]
fn chains_put_lost_escapes_in() {
    let jis: Chain = "iso-2022-jp>utf-8".parse().unwrap();
    for bad in [r"a $BF|K\8l(B b", "a ^[$BF|K\\8l^[(B b", "a \u{1b}$BF|K\\8l\u{1b}(B b", "a ␛$BF|K\\8l␛(B b"]
    {
        assert_eq!(jis.ungarble(bad).as_deref(), Ok("a 日本語 b"), "{bad}");
    }
    assert_eq!(jis.garble("a 日本語 b").as_deref(), Ok("a \u{1b}$BF|K\\8l\u{1b}(B b"));
    assert_eq!("hz>utf-8".parse::<Chain>().unwrap().ungarble("~{VPND~}").as_deref(), Ok("中文"));
    assert_eq!("iso-2022-kr>utf-8".parse::<Chain>().unwrap().ungarble("$)C^NGQ1[^O").as_deref(), Ok("한글"));
    assert!(jis.ungarble("$B\u{e9}(B").is_err());
}

#[test]
fn ebcdic_and_utf_16_are_read_where_they_are_expected() {
    for (chain, good) in [
        ("cp037>iso-8859-1", "THE QUICK BROWN FOX JUMPS OVER 13 LAZY DOGS."),
        ("cp500>iso-8859-1", "Kundennummer 12345, Straße der Größe"),
        ("cp1047>windows-1252", "SELECT NAME, CITY FROM CUSTOMERS"),
        ("utf-16le>iso-8859-1", "Hello there, été"),
        ("utf-16be>windows-1252", "Привет, мир"),
    ] {
        let chain: Chain = chain.parse().unwrap();
        let bad = chain.garble(good).unwrap();
        let charset = chain.mix_ups()[0].truth();
        assert_eq!(fixed(&expecting(charset), &bad), good, "{bad:?}");
        assert_eq!(fixed(&expecting(charset), good), good);
    }
}

#[test]
fn vietnamese_fonts_read_as_western() {
    for (text, expected, chain) in [
        ("Tr\u{ad}êng §¹i häc B¸ch khoa Hµ Néi", "Trường Đại học Bách khoa Hà Nội", "tcvn3>windows-1252"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc", "tcvn3>windows-1252"),
        ("Tröôøng Ñaïi hoïc Baùch khoa Haø Noäi", "Trường Đại học Bách khoa Hà Nội", "vni>windows-1252"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc", "vni>windows-1252"),
    ] {
        let plan = Fixer::new().plan(text);
        assert_eq!(fixed(&Fixer::new(), text), expected, "{plan}");
        assert_eq!(plan.repairs()[0].chain().to_string(), chain);
    }
}

#[test]
fn what_a_repair_makes_look_wide_is_seen_at_once() {
    // `ÈÅÓé` is 扰娱 in GBK, and beside 畢桳栠 that is more of `bush h`
    fixed(&expecting(Charset::HZ), "ÈÅÓ摩琠敨ÈÅÓé畢桳栠");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_whatever_is_expected(
        text in r"(~\{|VPND|~\}|~|\$B|\$@|F\|K|\(B|\x1b|\^\[|\x0e|\x0f|\^N|\$\)C|GQ1\[|畢桳栠|摩琠敨|映捡獴|é|Ã©|[a-z ]|ÈÅÓ|\x00|博彩|\n){0,12}",
        charset in prop::sample::select(vec![Charset::HZ, Charset::ISO_2022_JP, Charset::ISO_2022_KR, Charset::GBK])
    ) {
        fixed(&expecting(charset), &text);
    }
}
