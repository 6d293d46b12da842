//! UTF-8 read as a single-byte charset, in each shape that the documentation of the known tool for it has: texts of our own.

use demojibake::{C1Controls, Charset, Escapes, Fixer, Form, Holes, Normalization, decode_bytes};

/// What is documented there, a text that shows it, and what comes out here by default.
const SHAPES: [(&str, &str, &str); 40] = [
    ("signs of three bytes", "âœ˜ Kein Netz", "✘ Kein Netz"),
    ("letters of two", "caffÃ¨ e piÃ¹", "caffè e più"),
    ("two layers", "Ein Tag ohne KÃƒÂ¤se", "Ein Tag ohne Käse"),
    ("two layers of a quote", "She doesnÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t mind", "She doesn’t mind"),
    ("three layers", "FranÃƒÆ’Ã‚Â§ais et FranÃƒÆ’Ã‚Â§aises", "Français et Françaises"),
    ("layers mixed in one text", "ÃƒÂ  demain, jâ€™espÃ¨re", "à demain, j’espère"),
    ("runs inside good text", "La señora dijo «mañana» y “tambiÃ©n”", "La señora dijo «mañana» y “también”"),
    (
        "good and bad quotes",
        "Il a dit « dâ€™accord », l’autre nâ€™a rien dit",
        "Il a dit « d’accord », l’autre n’a rien dit",
    ),
    ("curly quotes put over garble", "l’annÃ©e derniÃ¨re", "l’année dernière"),
    ("a quote made straight", "we donâ€\"t know", "we don’t know"),
    ("windows-1252 and Latin-1 in one run", "â\u{80}œOuiâ€\u{9d}, dit-il", "“Oui”, dit-il"),
    ("Latin-1", "â\u{80}\u{9c}Ouiâ\u{80}\u{9d}, dit-il", "“Oui”, dit-il"),
    ("C1 controls", "il n\u{92}a rien dit\u{85}", "il n’a rien dit…"),
    ("surrogates", "í\u{a0}½í¸\u{80} bonjour", "😀 bonjour"),
    ("a blank that was a byte", "voilÃ  le rÃ©sultat", "voilà le résultat"),
    ("the same in the middle", "amanhÃ£ Ã s dez", "amanhã às dez"),
    ("but not spaced capitals", "A T E N Ç Ã O", "A T E N Ç Ã O"),
    ("a byte trimmed at the end", "il est lÃ©ger, voilÃ", "il est léger, voilà"),
    ("U+FFFD for a byte", "â€œOui,â€� dit-il", "“Oui,” dit-il"),
    ("a byte dropped", "â€œOui,â€ dit-il", "“Oui,” dit-il"),
    ("capitals", "GRÜßE AUS DÃœSSELDORF", "GRÜßE AUS DÜSSELDORF"),
    ("capitals of Spanish", "ESPAÃ‘A ES GRANDE", "ESPAÑA ES GRANDE"),
    ("the first letter of a text", "Ã…rhus ligger i Jylland", "Århus ligger i Jylland"),
    ("the same with a sign", "Ä°zmir gÃ¼zel", "İzmir güzel"),
    ("a letter at a word's start", "El Ãºltimo tren", "El último tren"),
    ("references in HTML", "10Î&frac14;m, prÃ&copy;cis", "10μm, précis"),
    ("signs", "Â© 2019 Firma, 20Â°C, 1Â½", "© 2019 Firma, 20°C, 1½"),
    ("inverted marks", "Â¿QuÃ© pasa?", "¿Qué pasa?"),
    ("a currency", "price: 5 â‚¬ or £3", "price: 5 € or £3"),
    ("emoji", "merci ðŸ˜Š", "merci 😊"),
    ("emoji of several characters", "ðŸ‘©\u{200d}ðŸ’» code â\u{9d}¤ï¸\u{8f}", "👩\u{200d}💻 code ❤️"),
    ("a byte order mark", "ï»¿Bonjour", "Bonjour"),
    ("windows-1250", "ZaĹĽĂłĹ‚Ä‡ gÄ™Ĺ›lÄ… jaĹşĹ„", "Zażółć gęślą jaźń"),
    ("windows-1251", "РџРѕРєР° РІСЃС‘ С…РѕСЂРѕС€Рѕ", "Пока всё хорошо"),
    ("windows-1252 of Cyrillic", "Ð˜Ð³Ð¾Ñ€ÑŒ ÑƒÐµÑ…Ð°Ð»", "Игорь уехал"),
    ("windows-1254", "ÅŸehir ve Ã§ocuk gÃ¼zel", "şehir ve çocuk güzel"),
    ("MacRoman", "caf√© et th√© pour l‚Äô√©t√©", "café et thé pour l’été"),
    ("cp437", "voil├á l'h├┤tel", "voilà l'hôtel"),
    ("CJK", "æ—¥æœ¬èªžã‚’è©±ã—ã¾ã™", "日本語を話します"),
    ("what only looks like it", "CAFÉ® IL Y MARQUÉ… 1250 Å²", "CAFÉ® IL Y MARQUÉ… 1250 Å²"),
];

#[test]
fn every_shape_comes_out_right() {
    let fixer = Fixer::new();
    let failed: Vec<_> = SHAPES.iter().filter(|(_, text, expected)| fixer.fix(text) != *expected).collect();
    let got = |text: &str| fixer.fix(text).into_owned();
    assert!(failed.is_empty(), "{:#?}", failed.iter().map(|f| (f, got(f.1))).collect::<Vec<_>>());
}

#[test]
fn every_shape_is_undone() {
    for (shape, text, _) in SHAPES {
        let plan = Fixer::new().plan(text);
        let output = plan.apply(text).unwrap();
        assert_eq!(plan.undo(&output).unwrap(), text, "{shape}");
    }
}

#[test]
fn what_is_on_there_and_off_here_can_be_asked_for() {
    let all = Fixer::builder().escapes(Escapes::All).build();
    assert_eq!(all.fix("caf&Atilde;&copy; caf&#195;&#169; caf\\u00c3\\u00a9"), "café café café");
    let c1 = Fixer::builder().c1_controls(C1Controls::Windows1252).build();
    assert_eq!(c1.fix("\u{93}x\u{94}"), "“x”");
    let nfc = Fixer::builder().normalization(Normalization::Everything(Form::Nfc)).build();
    assert_eq!(nfc.fix("cafe\u{301}"), "café");
    let nfkc = Fixer::builder().normalization(Normalization::Everything(Form::Nfkc)).build();
    assert_eq!(nfkc.fix("ﬁn ＡＢＣ"), "fin ABC");
}

#[test]
fn bytes_and_their_variants_are_read() {
    assert_eq!(decode_bytes(b"l'\xe9t\xe9 \xe0 la plage").text(), "l'été à la plage");
    assert_eq!(Charset::CESU_8.decode(b"\xed\xa0\xbd\xed\xb8\x80", Holes::Strict).unwrap(), "😀");
    assert_eq!(Charset::JAVA_UTF_8.decode(b"a\xc0\x80b", Holes::Strict).unwrap(), "a\0b");
    assert_eq!(Charset::WINDOWS_1252.decode(b"\x81", Holes::C1).unwrap(), "\u{81}");
}
