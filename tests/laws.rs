//! The laws of `tests/laws/`, on random texts: short here, as long as you like with `PROPTEST_CASES=1000000`.

// named by path because this file has the folder's name
#[path = "laws/mod.rs"]
mod laws;

use demojibake::{C1Controls, Caution, Charset, Fixer, MixUps};
use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, RngSeed};

/// Texts that once broke a law, each with a name; all laws are tried on them.
const REGRESSIONS: [(&str, &str); 6] = [
    ("the empty text", ""),
    ("a byte order mark alone", "\u{feff}"),
    ("a run that is the whole text", "ÇÑ±¹"),
    // `s` shares a pair of EUC-KR with the letter before it, and was lost
    ("ASCII that a layer swallowed", "ense\u{f9e2}곗쿂 despu\u{f9e2}븉 "),
    // 昉 and 翆 stand in two rows of Shift_JIS: only garbling again gives what stands there
    ("ideographs that a charset has twice", "ｻ\u{e072}ｵﾍ昉翆ﾋ \n"),
    ("one of them beside lost bytes", "zpoždění (řece. 﨑??ｸ?一ｰ\u{80} ?\u{80}?ｴ增ｬ?ｼ\n"),
];

/// Texts that broke one for a fixer that isn't the usual one: its confidence and layers.
const CAUTIOUS: [(&str, f32, u8, &str); 2] = [
    // what line 1 said of line 2 was all that kept it from settling
    (
        "a line that settles without the others",
        0.0,
        3,
        "sisterĞ‘â”€â‰¥s the\nĞ‘â”€Â°warmĞ‘â”€Â² Ğ‘â”€âŒ\u{a0} Ğ‘â”€Â°warmĞ‘â”€Â² Ğ‘â”€âŒ\u{a0} cafБ■°п╧ cafБ■°п╧ ",
    ),
    // asked for doubts, another plan was made
    ("a text of controls", 0.0, 1, "\u{84}\u{80}\u{84}t\u{84}y\u{84}}\u{84}u "),
];

/// Few cases so that CI stays short, and the same ones each time, so that one commit has one result; long runs look for
/// new ones. The seeds of failures are kept to be tried first.
fn config() -> ProptestConfig {
    let long = std::env::var_os("PROPTEST_CASES").is_some();
    let cases = if long { ProptestConfig::default().cases } else { 192 };
    let seeds =
        FileFailurePersistence::Direct(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/laws/regressions.txt"));
    let given = ProptestConfig::default();
    let rng_seed = if long { given.rng_seed } else { RngSeed::Fixed(SEED) };
    ProptestConfig { cases, rng_seed, failure_persistence: Some(Box::new(seeds)), ..given }
}

/// Of the cases without `PROPTEST_CASES`.
const SEED: u64 = 1;

proptest! {
    // what was lost takes long to look for where nothing is optimised
    #![proptest_config(ProptestConfig { cases: config().cases / 4, ..config() })]

    #[test]
    fn laws_hold_where_bytes_were_lost(text in laws::texts::lossy_text(), good in laws::texts::good_text()) {
        laws::hold(&Fixer::new(), &format!("{good}{text}")).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn laws_hold_for_documents(text in laws::texts::document(), builder in laws::texts::settings()) {
        laws::hold(&Fixer::new(), &text).map_err(TestCaseError::fail)?;
        laws::hold(&builder.build(), &text).map_err(TestCaseError::fail)?;
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn laws_hold_for_any_text(text in laws::texts::any_text()) {
        laws::hold(&Fixer::new(), &text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn laws_hold_for_arbitrary_strings(text in any::<String>()) {
        laws::hold(&Fixer::new(), &text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn laws_hold_for_cautious_and_shallow_fixers(
        text in laws::texts::any_text(), confidence in 0f32..=1.0, layers in 1u8..4
    ) {
        let fixer = Fixer::builder().min_confidence(confidence).max_layers(layers).build();
        laws::hold(&fixer, &text).map_err(TestCaseError::fail)?;
        let plan = fixer.plan(&text);
        for repair in plan.repairs() {
            prop_assert!(repair.confidence() >= confidence, "{repair} is less sure than {confidence}");
            prop_assert!(repair.chain().mix_ups().len() <= usize::from(layers), "{repair} is deeper than {layers}");
        }
    }

    #[test]
    fn laws_hold_for_any_settings(text in laws::texts::any_text(), builder in laws::texts::settings()) {
        laws::hold(&builder.build(), &text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn stricter_fixers_repair_less(text in laws::texts::any_text(), confidence in 0.9f32..=1.0) {
        laws::stricter_fixers_repair_less(confidence, &text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn settings_narrow(text in laws::texts::any_text(), only in laws::texts::some_mix_ups(), keep in any::<bool>()) {
        let c1 = if keep { C1Controls::Keep } else { C1Controls::Bytes };
        let plan = Fixer::builder().mix_ups(only.clone()).c1_controls(c1).build().plan(&text);
        for r in plan.repairs() {
            for mix_up in r.chain().mix_ups() {
                prop_assert!(only.contains(*mix_up), "{mix_up} isn't allowed: {r}");
            }
            prop_assert!(!keep || !r.before().contains(|c| ('\u{80}'..='\u{9f}').contains(&c)), "a C1 control: {r}");
        }
    }

    #[test]
    fn real_words_of_one_language_are_left_alone(text in laws::texts::good_text()) {
        laws::good_text_is_left_alone(&Fixer::new(), &text).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn laws_hold_for_every_text_that_once_broke_one() {
    for (name, text) in REGRESSIONS {
        if let Err(how) = laws::hold(&Fixer::new(), text) {
            panic!("{name}: {how}");
        }
    }
}

#[test]
fn laws_hold_for_every_text_that_once_broke_one_of_a_cautious_fixer() {
    for (name, confidence, layers, text) in CAUTIOUS {
        let fixer = Fixer::builder().min_confidence(confidence).max_layers(layers).build();
        if let Err(how) = laws::hold(&fixer, text) {
            panic!("{name}: {how}");
        }
    }
    let text = "the §ä§¡§µ the\n§ä§¡§¾warm§ä§¡§¿ caf©À§Û caf©À§Û §ä§¡§µ ";
    for left_out in [Charset::WINDOWS_1252, Charset::GBK, Charset::EUC_KR, Charset::BIG5] {
        let mix_ups = MixUps::all().without_charset(left_out);
        let fixer = Fixer::builder().caution(Caution::Strict).mix_ups(mix_ups).build();
        if let Err(how) = laws::hold(&fixer, text) {
            panic!("without {left_out}: {how}");
        }
    }
}

#[test]
fn a_stricter_fixer_repairs_only_what_the_usual_one_sees() {
    let texts = [
        // once the з stands, what is before it is more probable than not, and no more; without it, it's certain
        (
            0.975_719_3,
            "тФдтЦСтХЧ╨╖ 12 тХмтХбтХм╨┐тХмтХЬтХмтЦТтХмтХг тХм╨╜тХз╨ШтХмтХЦтХз╨УтХмтХб (тХмтХСтХмтХЧтХмтХбтХмтХгтХмтФдтХмтХгтХм╨╝) ³•¿¡£Ï\u{a0} ",
        ),
        // what the usual one repairs would be ASCII read as UTF-16
        (0.972_907_84, "â€œwarmâ€\u{9d} \u{ea79}\u{e4fb}\u{ef9a}\u{e5ef}\u{e311}\u{e1d7}\u{e810}"),
        // the usual one chooses more of what is behind the good words, which doesn't settle
        (0.949_510_63, "GroГџmutter 12 schГ¶nes BГ¤cker ¼Ã‡¿”¦ª†NÃƒO\n"),
    ];
    for (confidence, text) in texts {
        laws::stricter_fixers_repair_less(confidence, text).unwrap();
    }
}

#[test]
fn laws_hold_at_every_length_of_a_garbled_line() {
    // cut anywhere, so that each multi-byte sequence stands broken at either end once
    let lines = [
        "Ã©tÃ© â€“ ðŸŽ‰ Ð¿Ñ€Ð¸Ð²ÐµÑ‚",
        "²©²ÊÍøÕ¾ ¥\\¯à ƒeƒXƒg",
        "縺薙ｓ縺ｫ縺｡縺ｯ 璁㈤槄 鍙\u{e044}仛",
        "ÃƒÂ©tÃƒÂ© РџСЂРёРІРµС‚",
    ];
    let fixer = Fixer::new();
    for line in lines {
        for (i, _) in line.char_indices() {
            for part in [&line[..i], &line[i..]] {
                if let Err(how) = laws::hold(&fixer, part) {
                    panic!("{how}");
                }
            }
        }
    }
}

/// Every ninth text here, all of them in a long run.
fn step() -> usize {
    if std::env::var_os("PROPTEST_CASES").is_some() { 1 } else { 9 }
}

#[test]
fn what_was_garbled_comes_out_good_or_is_left_alone() {
    let (utf8, legacy) = laws::rates::repaired(&Fixer::new(), step());
    for (what, rates, right, wrong) in [("UTF-8", utf8, 88.0, 7.0), ("others", legacy, 64.0, 17.0)] {
        println!("{what}: {rates:?}, {:.1} % exact, {:.1} % wrong", rates.right(), rates.wrong());
        assert!(rates.all > 100 && rates.right() >= right && rates.wrong() <= wrong, "{what}: {rates:?}");
    }
}

#[test]
fn good_text_around_a_run_does_not_lose_it() {
    let (lost, all) = laws::rates::lost_among_good_text(&Fixer::new(), step());
    println!("{lost} of {all} lost");
    assert!(all > 100 && lost * 200 <= all, "{lost} of {all} lost");
}
