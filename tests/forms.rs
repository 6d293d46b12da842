//! C1 controls that are left over, and Unicode forms, through the public API.

use demojibake::{C1Controls, Fixer, Form, Normalization, Plan};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn normalizing(normalization: Normalization) -> Fixer {
    Fixer::builder().normalization(normalization).build()
}

fn applied(form: Form, text: &str) -> String {
    match form {
        Form::Nfc => text.nfc().collect(),
        Form::Nfd => text.nfd().collect(),
        Form::Nfkc => text.nfkc().collect(),
        Form::Nfkd => text.nfkd().collect(),
        other => panic!("{other:?}"),
    }
}

const FORMS: [Form; 4] = [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd];

/// What holds for every plan of a text.
fn check(plan: &Plan, text: &str) {
    let output = plan.apply(text).unwrap();
    assert_eq!(plan.undo(&output).unwrap(), text);
    let mut end = 0;
    for r in plan.repairs() {
        assert!(r.range().start >= end && r.before() != r.after(), "{plan}");
        assert_eq!((&text[r.range()], &output[r.output_range()]), (r.before(), r.after()), "{plan}");
        assert!(r.normalized().is_some() || !r.chain().mix_ups().is_empty(), "{plan}");
        end = r.range().end;
    }
}

#[test]
fn all_of_the_output_is_in_the_form() {
    let text =
        "Cafe\u{301}, \u{212b}ngstro\u{308}m;\nNicolÃ¡s wrote.\nﬁn. Ｈａｎｇｕｌ: \u{1112}\u{1161}\u{11ab}";
    let good = text.replace("Ã¡", "á");
    for form in FORMS {
        let fixer = normalizing(Normalization::Everything(form));
        let plan = fixer.plan(text);
        check(&plan, text);
        assert_eq!(plan.apply(text).unwrap(), applied(form, &good), "{form}");
        assert_eq!(fixer.fix(&applied(form, &good)), applied(form, &good), "{form}");
    }
}

#[test]
fn what_was_not_garbled_says_so() {
    let plan = normalizing(Normalization::Everything(Form::Nfc)).plan("Cafe\u{301} NicolÃ¡s");
    let said: Vec<_> = plan
        .repairs()
        .iter()
        .map(|r| (r.before(), r.after(), r.chain().to_string(), r.normalized()))
        .collect();
    assert_eq!(
        said,
        [
            ("e\u{301}", "é", "none".to_owned(), Some(Form::Nfc)),
            ("Ã¡", "á", "utf-8>windows-1252".to_owned(), None)
        ]
    );
    assert_eq!(plan.repairs()[0].chain().in_words().to_string(), "not garbled");
    assert_eq!("none".parse(), Ok(plan.repairs()[0].chain().clone()));
}

#[test]
fn a_repair_may_take_the_letter_before_it() {
    let text = "Cafe\u{cc}\u{81} au lait";
    let plan = normalizing(Normalization::Everything(Form::Nfc)).plan(text);
    check(&plan, text);
    assert_eq!(plan.apply(text).unwrap(), "Café au lait");
    let r = &plan.repairs()[0];
    assert_eq!((r.before(), r.after(), r.normalized()), ("e\u{cc}\u{81}", "é", Some(Form::Nfc)));
    assert_eq!(r.chain().mix_ups()[0].truth().name(), "utf-8");
}

#[test]
fn repairs_alone_are_normalised_by_themselves() {
    // `e` and an accent, both inside the run; and a good one elsewhere
    let text = "ÐšÐ°Ñ„Ðµ Ð¸\u{cc}\u{86} Ð½Ðµ Cafe\u{301}";
    let plan = normalizing(Normalization::Repairs(Form::Nfc)).plan(text);
    check(&plan, text);
    let output = plan.apply(text).unwrap();
    assert!(output.ends_with("Cafe\u{301}"), "{output}");
    assert!(output.contains('й') && !output.contains("и\u{306}"), "{output}");
    assert!(Fixer::new().fix(text).contains("и\u{306}"), "the default keeps what was written");
}

#[test]
fn nothing_is_normalised_unless_it_is_asked_for() {
    let text = "Cafe\u{301} \u{212b} ﬁ";
    assert_eq!(Fixer::new().fix(text), text);
    assert_eq!(normalizing(Normalization::Repairs(Form::Nfkc)).fix(text), text);
}

#[test]
fn left_over_controls_are_read_as_windows_1252() {
    let fixer = Fixer::builder().c1_controls(C1Controls::Windows1252).min_confidence(1.0).build();
    let text = "it\u{92}s \u{93}so\u{94}\u{85} \u{81}\u{8d}\u{8f}\u{90}\u{9d} \u{80}5";
    let plan = fixer.plan(text);
    check(&plan, text);
    assert_eq!(plan.apply(text).unwrap(), "it’s “so”… \u{81}\u{8d}\u{8f}\u{90}\u{9d} €5");
    assert!(plan.repairs().iter().all(|r| r.chain().to_string() == "windows-1252>iso-8859-1"), "{plan}");
    let bytes = Fixer::builder().c1_controls(C1Controls::Bytes).min_confidence(1.0).build();
    assert_eq!(bytes.fix(text), text, "not where nothing but a run is allowed to");
    // what a run has use for belongs to the run
    let both = Fixer::builder().c1_controls(C1Controls::Windows1252).build();
    assert_eq!(both.fix("Ð\u{9f}Ñ\u{80}Ð¸Ð²ÐµÑ\u{82}, it\u{92}s"), "Привет, it’s");
}

#[test]
fn a_doubt_in_another_line_leaves_the_controls_of_all_others_alone() {
    // the `°` is in doubt by itself, and one such line once kept a file of a thousand lines as it was
    let garbled = "Il faut qu\u{92}elle l\u{92}ait vu hier soir.\nLa requ\u{ea}te n° 165554 d\u{92}un voisin\nC\u{92}est dit.\n";
    let fixed = Fixer::new().fix(garbled);
    assert!(fixed.starts_with("Il faut qu’elle l’ait vu hier soir.\n"), "{fixed}");
    assert!(fixed.ends_with("C’est dit.\n"), "{fixed}");
}

#[test]
fn controls_are_windows_1252_before_they_are_of_a_page_with_the_same_letters() {
    let plan = Fixer::new().plan("après l\u{92}écoute d\u{92}une chanson à l\u{92}été");
    assert!(!plan.is_empty());
    assert!(plan.repairs().iter().all(|r| r.chain().to_string() == "windows-1252>iso-8859-1"), "{plan}");
}

#[test]
fn the_letters_of_a_page_win_where_they_are_much_better() {
    for (text, expected) in [
        ("un c\u{9c}liaque", "un cœliaque"),
        ("le ch\u{9c}ur chante", "le chœur chante"),
        ("alg\u{9c}n libro", "algún libro"),
        ("sch\u{94}n", "schön"),
        ("Daran k\u{9a}nnte es liegen", "Daran könnte es liegen"),
        ("\u{9c}wietnie", "świetnie"),
    ] {
        assert_eq!(demojibake::fix(text), expected, "{text:?}");
    }
}

#[test]
fn left_over_controls_are_read_where_that_reads_well() {
    let read = [
        ("parlé\u{85}", "parlé…"),
        ("On n\u{92}a pas parlé\u{85} Et puis\u{85}\n", "On n’a pas parlé… Et puis…\n"),
        ("it\u{92}s \u{93}so\u{94} \u{96} or not", "it’s “so” – or not"),
        ("\u{84}Ja\u{93}, sagte er", "„Ja“, sagte er"),
        ("об\u{92}єкт", "об’єкт"),
        // half of a pair of quotation marks where no letter stands
        ("Posso aggiungere una cosa?\u{94}", "Posso aggiungere una cosa?”"),
        ("\u{93}Sei troppo presuntuoso!", "“Sei troppo presuntuoso!"),
        ("Bjarni: \u{84}Það kemur allt", "Bjarni: „Það kemur allt"),
        ("un système Unix\u{99} et d'autres", "un système Unix™ et d'autres"),
        ("see \u{94}i18n\u{94} for it", "see ”i18n” for it"),
        ("Un c\u{9c}ur simple", "Un cœur simple"),
    ];
    for (text, expected) in read {
        let plan = Fixer::new().plan(text);
        check(&plan, text);
        assert_eq!(plan.apply(text).unwrap(), expected);
        assert!(plan.repairs().iter().all(|r| r.chain().to_string() == "windows-1252>iso-8859-1"), "{plan}");
        assert!(Fixer::new().is_garbled(text), "{text:?}");
    }
    // line ends, terminal sequences, binary data, a letter of another alphabet, nothing to read it by
    let left = [
        "one\u{85}two\u{85}three",
        "\u{9b}31mred\u{9b}0m",
        "a\u{92}\u{1}\u{2}b",
        "ф\u{9e}л",
        "\u{93}",
        "bibliotek\u{94}",
        "op \u{91}n dag",
    ];
    for text in left {
        assert_eq!(Fixer::new().fix(text), text);
        assert!(!Fixer::new().is_garbled(text), "{text:?}");
    }
    let strict = Fixer::builder().min_confidence(1.0).build();
    assert_eq!(strict.fix("it\u{92}s"), "it\u{92}s", "not as sure as that");
}

#[test]
fn a_garbled_byte_order_mark_is_dropped_at_the_start() {
    for (text, expected) in [
        ("ï»¿Hello", "Hello"),
        ("ï»¿ï»¿été", "été"),
        ("Ã¯Â»Â¿name;city", "name;city"),
        ("ï»¿voilÃ\u{a0} le travail", "voilà le travail"),
        ("я╗┐Hello", "Hello"),
        ("one\nï»¿two", "one\n\u{feff}two"),
        ("\u{feff}one", "\u{feff}one"),
    ] {
        let plan = Fixer::new().plan(text);
        check(&plan, text);
        assert_eq!(plan.apply(text).unwrap(), expected, "{plan}");
        for r in plan.repairs() {
            let undone = r.chain().ungarble(r.before()).unwrap();
            assert_eq!(
                undone.trim_start_matches('\u{feff}'),
                r.after().trim_start_matches('\u{feff}'),
                "{r}"
            );
        }
    }
    // the second window of a stream is no start
    let mut stream = Fixer::new().stream().window(1);
    stream.push("ï»¿one\nï»¿two\n".as_bytes());
    stream.end();
    let mut out = Vec::new();
    while let Some(window) = stream.next_window() {
        out.extend(window.output());
    }
    assert_eq!(String::from_utf8(out).unwrap(), "one\n\u{feff}two\n");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_out_in_its_form(
        text in "(Ã©|²©²ÊÍøÕ¾|\u{cc}\u{81}|e|\u{301}|\u{308}|\u{344}|\u{f73}|ﬁ|\u{92}|\u{1112}|\u{1161}|\u{11ab}|가|\u{11a8}|[a-z ]|\n|\u{212b}|и\u{306}|Ð¸){0,20}",
        form in prop::sample::select(&FORMS[..]), c1 in any::<bool>()
    ) {
        let policy = if c1 { C1Controls::Windows1252 } else { C1Controls::Bytes };
        let fixer = |n| Fixer::builder().c1_controls(policy).normalization(n).build();
        let plan = fixer(Normalization::Everything(form)).plan(&text);
        check(&plan, &text);
        let plain = fixer(Normalization::None).fix(&text);
        prop_assert_eq!(plan.apply(&text).unwrap(), applied(form, &plain));
        prop_assert!(!c1 || !plain.contains(char::from(0x92)), "a control is left");
        check(&fixer(Normalization::Repairs(form)).plan(&text), &text);
    }
}
