//! Chains as values: written and read, done and undone, learned.

use demojibake::{Chain, Charset, MixUp};
use proptest::prelude::*;

fn chain(text: &str) -> Chain {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

#[test]
fn written_and_read() {
    for same in [
        "gbk>windows-1252",
        "gbk>windows-1252 + utf-8>windows-1251",
        "utf-8>windows-1252 twice",
        "utf-8>windows-1252 three times + koi8-r>ibm866",
        "utf-8>windows-1252 4 times",
        "utf-8>windows-1252 twice + utf-8>iso-8859-1 + utf-8>windows-1252",
    ] {
        assert_eq!(chain(same).to_string(), same);
    }
    for (given, shown) in [
        (" GB2312 > CP1252 ", "gbk>windows-1252"),
        ("utf8>latin1+utf8>latin1", "utf-8>iso-8859-1 twice"),
        ("utf8>latin1 twice+utf8>latin1\ttwo  times", "utf-8>iso-8859-1 4 times"),
        ("utf8>latin1 once + utf8>437 6 times", "utf-8>iso-8859-1 + utf-8>cp437 6 times"),
        ("utf8>437 six times + utf8>437 1 times", "utf-8>cp437 7 times"),
        ("sjis>mac_roman\n+\neuc-jp>koi8", "shift_jis>macintosh + euc-jp>koi8-r"),
    ] {
        assert_eq!(chain(given).to_string(), shown, "{given:?}");
    }
    let times = |text: &str| chain(text).mix_ups().len();
    assert_eq!([times("utf-8>cp437"), times("utf-8>cp437 100 times")], [1, 100]);
    assert_eq!(
        chain("gbk>cp1252 + utf-8>cp1251").mix_ups()[1],
        MixUp::new(Charset::UTF_8, Charset::WINDOWS_1251)
    );
    let words = chain("utf-8>cp1252 twice + gbk>cp437").in_words().to_string();
    assert_eq!(words, "utf-8 read as windows-1252 twice, then gbk read as cp437");
}

#[test]
fn what_is_no_chain_is_refused_with_its_place() {
    for (text, at, message) in [
        ("", 0, "no `>`"),
        ("  utf-8", 2, "no `>`"),
        ("utf-8>cp1252 + ", 15, "no `>`"),
        ("utf-8>cp1252 + + gbk>cp1252", 15, "no `>`"),
        (">cp1252", 0, "missing"),
        ("utf-8 > ", 8, "missing"),
        ("utf-8>klingon", 6, "\"klingon\""),
        ("utf-8>cp1252 + tlh > cp1252", 15, "\"tlh\""),
        ("utf-8>cp1252>cp1251", 6, "\"cp1252>cp1251\""),
        ("utf-8>cp1252 often", 13, "\"often\""),
        ("utf-8>cp1252 twice twice", 13, "\"twice twice\""),
        ("utf-8>cp1252 0 times", 13, "\"0 times\""),
        ("utf-8>cp1252 101 times", 13, "up to 100"),
        ("utf-8>cp1252 99999999999999999999 times", 13, "up to 100"),
        ("utf-8>cp1252 -2 times", 13, "\"-2 times\""),
        ("ütf-8>cp1252", 0, "\"ütf-8\""),
    ] {
        let error = text.parse::<Chain>().expect_err(text);
        assert_eq!(error.offset(), at, "{text:?}: {error}");
        let shown = error.to_string();
        assert!(shown.contains(message) && shown.ends_with(&format!("(at byte {at})")), "{text:?}: {shown}");
    }
    assert!("utf-8>cp1252 twice".parse::<MixUp>().is_err());
    assert!("utf-8>cp1252 + utf-8>cp1252".parse::<MixUp>().is_err());
}

/// What happened, good, bad.
const HAPPENED: [(&str, &str, &str); 13] = [
    ("utf-8>windows-1252", "Çà et là, 20 €", "Ã‡Ã\u{a0} et lÃ\u{a0}, 20 â‚¬"),
    ("utf-8>iso-8859-1", "à la carte – naïve", "Ã\u{a0} la carte â\u{80}\u{93} naÃ¯ve"),
    ("utf-8>windows-1251", "Привет, мир", "РџСЂРёРІРµС‚, РјРёСЂ"),
    ("gbk>windows-1252", "博彩网站", "²©²ÊÍøÕ¾"),
    ("windows-1251>windows-1252", "Добрый день", "Äîáðûé äåíü"),
    ("utf-8>gbk", "文字化亼", "鏂囧瓧鍖栦杭"),
    ("shift_jis>windows-1252", "これは、テスト", "‚±‚ê‚Í\u{81}AƒeƒXƒg"),
    ("big5>windows-1252", "中文結構", "¤¤¤åµ²ºc"),
    ("koi8-r>windows-1251", "Здравствуйте", "ъДТБЧУФЧХКФЕ"),
    ("utf-8>macintosh", "weiß, schön", "wei√ü, sch√∂n"),
    ("utf-8>windows-1252 twice", "Médée", "MÃƒÂ©dÃƒÂ©e"),
    ("windows-1251>windows-1252 + utf-8>windows-1252", "Добрый день", "Ã„Ã®Ã¡Ã°Ã»Ã© Ã¤Ã¥Ã\u{ad}Ã¼"),
    ("utf-8>windows-1252 + utf-8>windows-1251 + utf-8>cp437", "déjà vu", "d╨ô╨ô├é╬ô├¼"),
];

#[test]
fn done_and_undone() {
    for (name, good, bad) in &HAPPENED[..12] {
        assert_eq!(chain(name).garble(good).as_deref(), Ok(*bad), "{name}");
        assert_eq!(chain(name).ungarble(bad).as_deref(), Ok(*good), "{name}");
    }
}

#[test]
fn c1_controls_count_as_their_bytes() {
    let undo = |name: &str, bad: &str| chain(name).ungarble(bad).map_err(|e| e.offset());
    let good = Ok("“à” и".to_string());
    assert_eq!(undo("utf-8>windows-1252", "â€œÃ\u{a0}â€\u{9d} Ð¸"), good);
    assert_eq!(
        undo("utf-8>windows-1252", "â\u{80}\u{9c}Ã\u{a0}â\u{80}\u{9d} Ð¸"),
        good,
        "as ISO-8859-1 has it"
    );
    assert_eq!(undo("utf-8>windows-1252", "â€\u{9c}Ã\u{a0}â\u{80}\u{9d} Ð¸"), good, "mixed");
    assert_eq!(undo("utf-8>tcvn3", &chain("utf-8>tcvn3").garble("Ё").unwrap()), Ok("Ё".to_string()));
    // the byte of U+0085 is 15 in EBCDIC: the control is a character of that charset
    assert_eq!(undo("windows-1252>cp037", "\u{85}"), Ok("\u{15}".to_string()));
    assert_eq!(undo("utf-8>shift_jis", "\u{81}"), Err(0), "not in charsets of two bytes");
    assert_eq!(
        undo("utf-8>shift_jis", "ﾃ\u{f8f0} cﾃｴtﾃｩ"),
        Ok("à côté".to_string()),
        "Windows has one for A0"
    );
}

#[test]
fn what_fails_says_where_and_which() {
    let undo = |name: &str, bad: &str| {
        let error = chain(name).ungarble(bad).expect_err(bad);
        (error.offset(), error.step(), error.mix_up().to_string())
    };
    let happen = |name: &str, good: &str| {
        let error = chain(name).garble(good).expect_err(good);
        (error.offset(), error.step(), error.to_string())
    };
    let utf8 = || "utf-8>windows-1252".to_string();
    assert_eq!(undo("utf-8>windows-1252", "Ã©中"), (4, 0, utf8()), "no byte for 中");
    assert_eq!(undo("utf-8>windows-1252", "Ã©té"), (5, 0, utf8()), "no text for E9");
    assert_eq!(undo("utf-8>windows-1252", "Ã©tÃ"), (5, 0, utf8()), "cut off");
    assert_eq!(undo("utf-8>windows-1252 twice", "ÃƒÂ©tÃ©"), (9, 0, utf8()), "garbled once only");
    assert_eq!(undo("utf-8>windows-1252 twice", "été"), (0, 1, utf8()), "not at all");
    assert_eq!(undo("gbk>windows-1252 + utf-8>cp437", "┬▓┬⌐中"), (12, 0, "gbk>windows-1252".into()));
    let (at, step, message) = happen("windows-1251>windows-1252", "Это 中国");
    assert_eq!((at, step), (7, 0));
    assert_eq!(
        message,
        "mix-up 1 (windows-1251>windows-1252) can't happen: windows-1251 has no bytes for what stands at byte 7"
    );
    let (at, step, message) = happen("utf-8>windows-1252 + windows-1251>koi8-r", "déjà");
    assert_eq!((at, step), (1, 1), "Ã of é isn't Cyrillic");
    assert!(message.contains("mix-up 2 (windows-1251>koi8-r) can't happen"), "{message}");
    let (at, step, message) = happen("utf-8>windows-1253", "aҀ");
    assert_eq!((at, step), (1, 0), "the byte D2 is unassigned in windows-1253");
    assert!(message.contains("loses something"), "{message}");
    let (at, _, message) = happen("shift_jis>gbk", "a¢b");
    assert_eq!(at, 1, "{message}");
}

#[test]
fn an_outer_mix_up_may_have_touched_only_a_part() {
    let undo = |name: &str, bad: &str| chain(name).ungarble(bad);
    // a good © beside a Ã that was garbled twice
    assert_eq!(undo("utf-8>windows-1252 twice", "mÃƒ©decin").as_deref(), Ok("médecin"));
    assert_eq!(undo("gbk>windows-1252 + utf-8>windows-1252", "Â²Â©²ÊÍø").as_deref(), Ok("博彩网"));
    assert!(undo("gbk>windows-1252 + utf-8>windows-1252", "²©²ÊÍøÕ¾").is_err(), "but not nothing at all");
    // places go back through it
    let error = undo("utf-8>windows-1252 twice", "mÃƒ©deciné").unwrap_err();
    assert_eq!((error.offset(), error.step()), (12, 0));
}

#[test]
fn learned() {
    for (name, good, bad) in &HAPPENED[..12] {
        let found = Chain::learn(bad, good);
        assert_eq!(found.first().map(Chain::to_string).as_deref(), Some(*name), "{bad}");
        for chain in &found {
            assert_eq!(chain.ungarble(bad).as_deref(), Ok(*good), "{chain}");
        }
    }
}

#[test]
fn learned_through_three() {
    for name in [
        "utf-8>windows-1252 three times",
        "utf-8>windows-1252 + utf-8>windows-1251 + utf-8>cp437",
        "windows-1251>koi8-r + utf-8>cp850 + utf-8>windows-1252",
        "gbk>iso-8859-1 + utf-8>macintosh + utf-8>windows-1251",
    ] {
        let good = if name.starts_with("windows-1251") {
            "Добрый день, как дела"
        } else {
            "déjà été, à ç"
        };
        let bad = chain(name).garble(good).unwrap();
        let found = Chain::learn(&bad, good);
        assert!(found.contains(&chain(name)), "{name}: {found:?}");
        assert!(found.iter().all(|c| c.mix_ups().len() == 3), "no shorter one does");
    }
}

#[test]
fn learned_from_a_long_text() {
    let good: String = (0..3000).map(|i| format!("line {i}\nПривет, мир {i}\n")).collect();
    let bad = chain("utf-8>windows-1251 twice").garble(&good).unwrap();
    assert_eq!(Chain::learn(&bad, &good)[0].to_string(), "utf-8>windows-1251 twice");
    // the lines that are looked at aren't all that counts
    let other = bad.clone() + "é";
    assert_eq!(Chain::learn(&other, &(good + "è")), []);
}

#[test]
fn nothing_to_learn() {
    assert_eq!(Chain::learn("", ""), []);
    assert_eq!(Chain::learn("été", "été"), []);
    assert_eq!(Chain::learn("", "été"), []);
    assert_eq!(Chain::learn("été", ""), []);
    assert_eq!(Chain::learn("plain", "other"), []);
    assert_eq!(Chain::learn("NoÃ«l, Ã  la", "Noël, à la"), [], "a no-break space was lost");
}

fn charsets() -> impl Strategy<Value = Charset> {
    prop::sample::select(Charset::all().collect::<Vec<_>>())
}

fn mix_ups() -> impl Strategy<Value = MixUp> {
    // half of them UTF-8, as in life; a chain of any two charsets seldom does anything
    (prop_oneof![Just(Charset::UTF_8), charsets()], charsets()).prop_map(|(t, w)| MixUp::new(t, w))
}

fn chains(longest: usize) -> impl Strategy<Value = Chain> {
    prop::collection::vec((mix_ups(), 1..4_usize), 1..=longest).prop_map(|parts| {
        let mut all = parts.into_iter().flat_map(|(m, n)| std::iter::repeat_n(m, n));
        let first = Chain::from(all.next().unwrap());
        all.fold(first, Chain::then)
    })
}

/// Text that single-byte charsets can write, among other text.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zàéüßñÇ€ ]{0,8}",
        "[а-яЁё ]{0,8}",
        "[α-ωά ]{0,8}",
        "[ぁ-んァ-ヶ一-丸]{0,6}",
        "[가-갱 ]{0,6}",
        "\\PC{0,6}"
    ]
}

proptest! {
    #[test]
    fn what_is_written_can_be_read(chain in chains(5), times in 1..300_usize) {
        prop_assert_eq!(chain.to_string().parse::<Chain>(), Ok(chain.clone()));
        let last = *chain.mix_ups().last().unwrap();
        let long = (0..times).fold(chain, |c, _| c.then(last));
        prop_assert_eq!(long.to_string().parse::<Chain>(), Ok(long.clone()));
        prop_assert_eq!(last.to_string().parse::<MixUp>(), Ok(last));
    }

    #[test]
    fn anything_can_be_parsed_without_panic(text in "(\\PC|[>+ ]|utf-8|cp1252|twice| 3 times){0,12}") {
        match text.parse::<Chain>() {
            Ok(chain) => prop_assert_eq!(chain.to_string().parse::<Chain>(), Ok(chain)),
            Err(e) => prop_assert!(e.offset() <= text.len() && text.is_char_boundary(e.offset())),
        }
    }

    #[test]
    fn what_was_garbled_can_be_undone(chain in chains(2), good in texts()) {
        match chain.garble(&good) {
            Ok(bad) => prop_assert_eq!(chain.ungarble(&bad), Ok(good)),
            Err(e) => {
                prop_assert!(good.is_char_boundary(e.offset()) && e.offset() <= good.len());
                prop_assert_eq!(chain.mix_ups()[e.step()], e.mix_up());
            }
        }
    }

    #[test]
    fn what_was_undone_can_be_garbled(mix_up in mix_ups(), bad in texts()) {
        // several codes for one character: these can't know which one it was
        let one = ["gbk", "gb18030", "big5", "windows-950", "shift_jis", "euc-jp", "johab", "iso-2022-jp", "java-utf-8"];
        prop_assume!(![mix_up.truth(), mix_up.wrong()].iter().any(|c| one.contains(&c.name())) && !bad.contains(|c| matches!(c, '\u{80}'..='\u{9f}')));
        match Chain::from(mix_up).ungarble(&bad) {
            Ok(good) => prop_assert_eq!(Chain::from(mix_up).garble(&good), Ok(bad)),
            Err(e) => prop_assert!(bad.is_char_boundary(e.offset()) && e.offset() <= bad.len()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_chain_that_happened_is_learned(mix_up in mix_ups(), good in texts()) {
        if let Ok(bad) = Chain::from(mix_up).garble(&good) && bad != good {
            let found = Chain::learn(&bad, &good);
            prop_assert!(!found.is_empty());
            for chain in &found {
                prop_assert_eq!(chain.mix_ups().len(), 1);
                prop_assert_eq!(chain.ungarble(&bad), Ok(good.clone()));
            }
        }
    }
}
