//! Characters that are written out, as HTML's references or as escapes, through the public API.

use demojibake::{Chain, Escapes, Fixer, Notation, Plan};
use proptest::prelude::*;
use serde_json::Value;

fn fixer(escapes: Escapes) -> Fixer {
    Fixer::builder().escapes(escapes).build()
}

/// The plan of a text, of which everything holds that does for every plan, and what it gives.
fn checked(fixer: &Fixer, text: &str) -> (Plan, String) {
    let plan = fixer.plan(text);
    let output = plan.apply(text).unwrap();
    assert_eq!(plan.undo(&output).unwrap(), text);
    for r in plan.repairs().iter().filter(|r| r.restored().is_empty()) {
        assert_eq!(&text[r.range()], r.before());
        assert_eq!(r.chain().ungarble(r.before()).as_deref(), Ok(r.after()), "{r}");
        assert_eq!(r.chain().to_string().parse(), Ok(r.chain().clone()));
    }
    assert_eq!(fixer.fix(&output), output, "{text:?}, fixed twice");
    // what would be changed back and forth is garbled, and left alone
    assert!(fixer.is_garbled(text) || plan.is_empty(), "{text:?}");
    (plan, output)
}

#[test]
fn what_is_written_out_beside_other_garble_is_repaired() {
    for (text, expected, chain) in [
        ("Le prÃ&copy;sident a dit", "Le président a dit", "utf-8>windows-1252 + html"),
        ("Le pr&Atilde;©sident a dit", "Le président a dit", "utf-8>windows-1252 + html"),
        ("itâ&euro;&trade;s late", "it’s late", "utf-8>windows-1252 + html"),
        ("itâ&#128;&#153;s late &amp; dark", "it’s late &amp; dark", "utf-8>windows-1252 + html"),
        ("itâ&#x80;&#X99;s late", "it’s late", "utf-8>windows-1252 + html"),
        (r"doesnâ\x80\x99t", "doesn’t", "utf-8>windows-1252 + escapes"),
        (r"Ð\x9fÑ\x80Ð¸Ð²ÐµÑ\x82", "Привет", "utf-8>windows-1252 + escapes"),
        (r"ðŸ\u0098\u0080 ok", "😀 ok", "utf-8>windows-1252 + escapes"),
        ("pÃ&iexcl;gina nÃ\\u00bamero", "página número", "utf-8>windows-1252 + html + escapes"),
    ] {
        let (plan, output) = checked(&Fixer::new(), text);
        assert_eq!(output, expected, "{plan}");
        assert!(
            plan.repairs().iter().any(|r| r.chain().to_string() == chain) || chain.contains("html + escapes"),
            "{plan}"
        );
        assert_eq!(
            fixer(Escapes::Keep).fix(text).matches(['&', '\\']).count(),
            text.matches(['&', '\\']).count()
        );
    }
}

#[test]
fn good_text_keeps_what_it_writes_out() {
    for text in [
        "«&nbsp;voilà&nbsp;» dit-il &agrave; l’&eacute;cole",
        "Müller &amp; Söhne, &copy;2020 über&shy;all",
        r#"{"a": "é\u00e9è", "b": "\ud83d\ude00", "c": "ж\u0436"}"#,
        r"C:\users\é\x\été\u",
        "naïve&eacute;&#233;&#xe9;&unknown;&#99999999;&#xD800;&;ï",
        r"é\u00zz\ud83d\xé\x8",
        r"é\\u00c3\\u00a9",
    ] {
        for escapes in [Escapes::Beside, Escapes::All, Escapes::Keep] {
            assert_eq!(checked(&fixer(escapes), text).1, text);
        }
    }
}

#[test]
fn ascii_is_changed_only_where_that_is_asked_for() {
    for (text, expected) in [
        ("&Atilde;&copy;t&Atilde;&copy; &lt;b&gt; &eacute;", "été &lt;b&gt; &eacute;"),
        ("caf&#195;&#169; &amp; th&#xC3;&#xA9;", "café &amp; thé"),
        (r"caf\u00c3\u00a9", "café"),
        (r"b'\xc3\xa9t\xc3\xa9'", "b'été'"),
        (r"Bravo \u00f0\u009f\u0098\u0080 \ud83d\ude00", r"Bravo 😀 \ud83d\ude00"),
    ] {
        for escapes in [Escapes::Beside, Escapes::Keep] {
            assert_eq!(checked(&fixer(escapes), text).1, text);
        }
        assert_eq!(checked(&fixer(Escapes::All), text).1, expected);
        assert_eq!(
            fixer(Escapes::All).runs(text)[0].range(),
            fixer(Escapes::All).plan(text).repairs()[0].range()
        );
    }
    // in a stream too
    let mut stream = fixer(Escapes::All).stream();
    stream.push(b"caf\\u00c3\\u00a9");
    stream.end();
    assert_eq!(stream.next_window().unwrap().text(), "café");
}

#[test]
fn json_stays_json_and_its_strings_are_repaired() {
    // an export whose program wrote UTF-8 byte by byte
    let export = r#"[{"sender": "Zo\u00c3\u00ab", "text": "\u00e2\u0080\u009cOui\u00e2\u0080\u009d,\n\t\"\u00c3\u00a0 demain\" \\o/", "path": "C:\\\u00c3\u00a9"},
 {"sender": "Jos\u00c3\u00a9", "text": "\u00f0\u009f\u008e\u0089", "good": "\u00fcber \u2014 \ud83c\udf89", "nul": "\u00c0\u0080"}]"#;
    let (_, output) = checked(&fixer(Escapes::All), export);
    let (before, after): (Value, Value) =
        (serde_json::from_str(export).unwrap(), serde_json::from_str(&output).unwrap());
    let string = |value: &Value, i: usize, key: &str| value[i][key].as_str().unwrap().to_owned();
    assert_eq!(string(&after, 0, "sender"), "Zoë");
    assert_eq!(string(&after, 0, "text"), "“Oui”,\n\t\"à demain\" \\o/");
    assert_eq!(string(&after, 0, "path"), "C:\\é");
    assert_eq!((string(&after, 1, "sender"), string(&after, 1, "text")), ("José".into(), "🎉".into()));
    for key in ["good", "nul"] {
        assert_eq!(string(&after, 1, key), string(&before, 1, key), "good, or not to be written plainly");
    }
}

#[test]
fn chains_say_how_characters_were_written_out() {
    let chain = |text: &str| text.parse::<Chain>().unwrap();
    let html = chain("utf8>cp1252+html");
    assert_eq!(
        (html.to_string().as_str(), html.notations()),
        ("utf-8>windows-1252 + html", &[Notation::Html][..])
    );
    assert_eq!(
        html.garble("pâté à 3 €").unwrap(),
        "p&Atilde;&cent;t&Atilde;&copy; &Atilde;&nbsp; 3 &acirc;&sbquo;&not;"
    );
    assert_eq!(html.ungarble("p&Atilde;&cent;t&Atilde;&copy;, p&#195;&cent;t&#xc3;©").unwrap(), "pâté, pâté");
    assert_eq!(html.in_words().to_string(), "utf-8 read as windows-1252, then written as html");
    let both = chain("utf-8>windows-1252 twice + html + escapes");
    assert_eq!(both.to_string(), "utf-8>windows-1252 twice + html + escapes");
    assert_eq!(both.ungarble(r"&Atilde;\u0192Â&copy;").unwrap(), "é");
    assert_eq!(
        chain("utf-8>iso-8859-1 + escapes").garble("ж😀").unwrap(),
        r"\u00d0\u00b6\u00f0\u009f\u0098\u0080"
    );
    // offsets are those of the text that was given
    assert_eq!(html.ungarble("ab&Atilde;&Atilde;c").unwrap_err().offset(), 2);
    assert_eq!(html.ungarble("a&eacute;&#1078;").unwrap_err().offset(), 9);
    let error = html.garble("é &eacute;").unwrap_err();
    assert!(error.to_string().contains("written out already"), "{error}");
    for (text, at) in [
        ("html", 0),
        ("html + utf-8>cp1252", 0),
        ("utf-8>cp1252 + html + utf-8>cp1252", 22),
        ("utf-8>cp1252 + HTML", 15),
    ] {
        assert_eq!(text.parse::<Chain>().unwrap_err().offset(), at, "{text}");
    }
}

#[test]
fn every_reference_is_read_as_html_has_it() {
    let plain: Chain = "utf-8>utf-8 + html".parse().unwrap();
    for c in ('\u{a0}'..='\u{ff}').chain("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".chars())
    {
        let numbers = format!("&#{};&#x{:X};", u32::from(c), u32::from(c));
        assert_eq!(plain.ungarble(&numbers).unwrap(), format!("{c}{c}"));
        let named = plain.garble(&c.to_string()).unwrap();
        assert!(named.starts_with('&') && !named.starts_with("&#") && named.ends_with(';'), "{named}");
        assert_eq!(plain.ungarble(&named).unwrap(), c.to_string());
    }
    // a second list, by what the names are known for
    for (name, c) in [
        ("nbsp", '\u{a0}'),
        ("frac14", '¼'),
        ("Atilde", 'Ã'),
        ("szlig", 'ß'),
        ("thorn", 'þ'),
        ("yuml", 'ÿ'),
        ("euro", '€'),
        ("trade", '™'),
        ("Yuml", 'Ÿ'),
        ("times", '×'),
        ("divide", '÷'),
        ("ETH", 'Ð'),
    ] {
        assert_eq!(plain.ungarble(&format!("&{name};")).unwrap(), c.to_string());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_for_anything_written_out(
        text in r"(Ã©|Ã|©|&copy;|&Atilde;|&#195;|&#137;|\\u00c3|\\u00a9|\\xc3|\\xa9|\\ud83d|\\|&|;|&amp;|¥|\\u00a5|é|ж|博|²©|&sup2;|[a-z ]|\n){0,16}",
        escapes in prop::sample::select(vec![Escapes::Beside, Escapes::All, Escapes::Keep])
    ) {
        checked(&fixer(escapes), &text);
        let ascii: String = text.chars().filter(char::is_ascii).collect();
        if escapes != Escapes::All {
            prop_assert_eq!(checked(&fixer(escapes), &ascii).1, ascii);
        }
    }

    #[test]
    fn chains_with_notations_undo_themselves(good in "[a-zéäñж€😀&;#\\\\ ]{0,12}") {
        for chain in ["utf-8>windows-1252 + html", "utf-8>iso-8859-1 + escapes", "utf-8>cp437 twice + html"] {
            let chain: Chain = chain.parse().unwrap();
            if let Ok(bad) = chain.garble(&good) {
                prop_assert!(bad.is_ascii());
                prop_assert_eq!(chain.ungarble(&bad), Ok(good.clone()));
            }
        }
    }
}
