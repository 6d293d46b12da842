//! The library's settings, as options.

use crate::process::fix_input;

#[track_caller]
fn fixed(args: &[&str], text: &str) -> String {
    fix_input(args, text.as_bytes()).text()
}

const CHINESE: &str = "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan kembali menanam bibit bakau.\n";
const SPANISH: &str = "Our new colleague NicolÃ¡s arrived from Seville last week.\n";

#[test]
fn mix_ups_can_be_chosen() {
    let both = format!("{CHINESE}{SPANISH}");
    let (chinese, spanish) = (CHINESE.replace("²©²ÊÍøÕ¾", "博彩网站"), SPANISH.replace("Ã¡", "á"));
    assert_eq!(fixed(&[], &both), format!("{chinese}{spanish}"));
    assert_eq!(fixed(&["--only", "gbk,big5>windows-1252"], &both), format!("{chinese}{SPANISH}"));
    assert_eq!(fixed(&["--without", "utf-8"], &both), format!("{chinese}{SPANISH}"));
    assert_eq!(
        fixed(&["--only", "gbk>windows-1252", "--only", "utf8>cp1252"], &both),
        format!("{chinese}{spanish}")
    );
}

#[test]
fn a_known_chain_is_undone_wherever_it_reads_better() {
    let (bad, good) = ("íà\nдом\nfish\nñîáàêà\n", "на\nдом\nfish\nсобака\n");
    assert_eq!(fixed(&["--lines"], "íà\n"), "íà\n", "by itself it's too short");
    assert_eq!(fixed(&["--chain", "windows-1251>windows-1252"], bad), good);
    assert_eq!(fixed(&["--lines", "--chain", "cp1251 > cp1252"], bad), good);
    assert_eq!(fixed(&["--chain", "windows-1251>windows-1252"], SPANISH), SPANISH);
}

#[test]
fn layers_and_caution_are_limits() {
    let twice = "Nous passerons tout cet ÃƒÂ©tÃƒÂ© au bord de la mer.\n";
    assert_eq!(fixed(&[], twice), "Nous passerons tout cet été au bord de la mer.\n");
    assert_ne!(fixed(&["--max-layers", "1"], twice), "Nous passerons tout cet été au bord de la mer.\n");
    // Latin letters for Latin letters are nothing for the strict
    let polish = "Za¿ó³æ gêœl¹ jaŸñ, powiedzia³a babcia i wysz³a z domu na spacer.\n";
    assert_eq!(fixed(&["--caution", "strict"], polish), polish);
    assert_eq!(fixed(&[], polish), "Zażółć gęślą jaźń, powiedziała babcia i wyszła z domu na spacer.\n");
}

#[test]
fn what_is_expected_is_found_sooner() {
    let least = |args: &[&str]| {
        let explained = fixed(&[args, &["--explain", "--min-confidence", "0"]].concat(), "êîò\n");
        let percent = explained.rsplit(", ").next().and_then(|p| p.trim_end().strip_suffix(" %)"));
        percent.map_or(0, |p| p.parse::<u32>().unwrap())
    };
    let alone = least(&[]);
    for hint in ["ru", "windows-1251", "windows-1251>windows-1252"] {
        assert!(
            least(&["--expect", hint]) > alone,
            "{hint}: {} isn't more than {alone}",
            least(&["--expect", hint])
        );
    }
}

#[test]
fn unicode_forms_are_for_repairs_or_for_everything() {
    let text = "Cafe\u{301}; NicolÃ¡s\n";
    assert_eq!(fixed(&["--normalize", "nfd"], text), "Cafe\u{301}; Nicola\u{301}s\n");
    assert_eq!(fixed(&["--normalize-all", "nfc"], text), "Café; Nicolás\n");
}

#[test]
fn c1_controls_can_be_kept() {
    let text = "Ð\u{9f}Ñ\u{80}Ð¸Ð²ÐµÑ\u{82}";
    assert_eq!(fixed(&[], text), "Привет");
    assert!(fixed(&["--c1", "keep"], text).starts_with("Ð\u{9f}Ñ\u{80}"));
}

#[test]
fn c1_controls_that_are_left_over_are_read_or_not() {
    let text = "it\u{92}s one\u{85}two";
    assert_eq!(fixed(&[], "it\u{92}s late\u{85}"), "it’s late…");
    assert_eq!(fixed(&["--c1", "likely"], text), text, "a line's end among them");
    assert_eq!(fixed(&["--c1", "bytes"], "it\u{92}s"), "it\u{92}s");
    assert_eq!(fixed(&["--c1", "windows-1252"], text), "it’s one…two");
}

#[test]
fn what_is_written_out_is_read_if_asked_for() {
    let text = "caf&Atilde;&copy; &amp; prÃ&copy;s";
    assert_eq!(fixed(&[], text), "caf&Atilde;&copy; &amp; prés");
    assert_eq!(fixed(&["--escapes", "all"], text), "café &amp; prés");
    assert_eq!(fixed(&["--escapes", "keep"], text), text);
    assert_eq!(fixed(&["--escapes", "all"], "{\"a\": \"caf\\u00c3\\u00a9\\n\"}\n"), "{\"a\": \"café\\n\"}\n");
}

#[test]
fn wrong_settings_are_refused_with_an_example() {
    for (args, told) in [
        (&["--expect", "klingon"][..], "for example ru, big5"),
        (&["--only", "gbk"], "gbk,big5>windows-1252"),
        (&["--only", "gbk>klingon"], "klingon"),
        (&["--chain", "gbk"], "'utf-8>windows-1252 twice'"),
        (&["--from", "klingon"], "--charsets lists them"),
        (&["--max-layers", "0"], "1.."),
        (&["--chain", "gbk>cp1252", "--expect", "zh"], "cannot be used with"),
        (&["--delimiter", ";"], "--csv"),
        (&["--csv", "--delimiter", "ab"], "one character of ASCII"),
        (&["--column", "1"], "--csv"),
        (&["--csv", "--jsonl"], "cannot be used with"),
        (&["-i", "--check"], "cannot be used with"),
        (&["--backup", "x"], "--in-place"),
        (&["--undo", "x", "-i"], "cannot be used with"),
    ] {
        let outcome = fix_input(args, b"good text");
        assert_eq!((outcome.code, outcome.stdout.as_slice()), (Some(2), &b""[..]), "{args:?}");
        assert!(outcome.stderr.contains(told), "{args:?}: {}", outcome.stderr);
    }
}
