//! What a fixer is told, through the public API.

use demojibake::{C1Controls, Caution, Charset, Fixer, Hint, LostBytes, MixUp, MixUps, Settings, Support};

/// Repairs of three kinds: UTF-8, another script, Latin letters for Latin letters.
const TEXT: &str = "NicolÃ¡s wrote.\n²©²ÊÍøÕ¾ stands there.\nZa¿ó³æ gêœl¹ jaŸñ, powiedzia³a Œwiêta.\n";

fn mix_up(text: &str) -> MixUp {
    text.parse().unwrap()
}

#[test]
fn settings_are_what_was_said() {
    let fixer = Fixer::builder()
        .caution(Caution::Eager)
        .min_confidence(0.8)
        .max_layers(3)
        .support(Support::None)
        .lost_bytes(LostBytes::Mark)
        .c1_controls(C1Controls::Keep)
        .mix_ups(MixUps::none().with(mix_up("gbk>windows-1252")))
        .expect(Hint::charset(Charset::GBK).bits(2.5))
        .build();
    let s = fixer.settings();
    assert_eq!((s.caution(), s.min_confidence(), s.max_layers()), (Caution::Eager, 0.8, 3));
    assert_eq!(
        (s.support(), s.lost_bytes(), s.c1_controls()),
        (Support::None, LostBytes::Mark, C1Controls::Keep)
    );
    assert_eq!(s.mix_ups().iter().collect::<Vec<_>>(), [mix_up("gbk>windows-1252")]);
    assert_eq!(s.hints(), [Hint::charset(Charset::GBK).bits(2.5)]);
    assert_eq!(Fixer::from(s.clone()).settings(), s);
}

#[test]
fn what_is_not_said_is_as_in_a_new_fixer() {
    assert_eq!(Fixer::builder().build().settings(), &Settings::default());
    assert_eq!(Fixer::new().settings(), &Settings::default());
    let s = Settings::default();
    assert_eq!((s.caution(), s.min_confidence(), s.max_layers()), (Caution::Balanced, 0.9, 6));
    assert_eq!(s.mix_ups(), MixUps::all());
}

#[test]
fn a_confidence_is_a_probability() {
    let least = |c| Fixer::builder().min_confidence(c).build().settings().min_confidence();
    assert_eq!([least(-1.0), least(0.3), least(7.0), least(f32::NAN)], [0.0, 0.3, 1.0, 1.0]);
}

#[test]
fn strict_repairs_less_and_eager_more() {
    let repairs = |caution| Fixer::builder().caution(caution).build().plan(TEXT).repairs().len();
    let (strict, balanced, eager) =
        (repairs(Caution::Strict), repairs(Caution::Balanced), repairs(Caution::Eager));
    assert!(strict < balanced && balanced <= eager, "{strict} {balanced} {eager}");
    let plan = Fixer::builder().caution(Caution::Strict).build().plan(TEXT);
    assert!(plan.repairs().iter().any(|r| r.after() == "á"), "{plan}");
    for r in plan.repairs() {
        assert!(r.confidence() >= 0.99, "{r}");
        assert!(r.chain().mix_ups().iter().all(|m| MixUps::all().contains(*m)), "{r}");
        assert_ne!(r.chain().mix_ups()[0].truth(), Charset::WINDOWS_1250, "{r}");
    }
    // what is set counts instead of the preset's, before or after it
    for builder in [
        Fixer::builder().min_confidence(0.7).caution(Caution::Strict),
        Fixer::builder().caution(Caution::Strict).min_confidence(0.7),
    ] {
        assert_eq!(builder.build().settings().min_confidence(), 0.7);
    }
}

#[test]
fn only_the_mix_ups_of_the_set_are_assumed() {
    let all = Fixer::new().plan(TEXT);
    assert!(all.repairs().len() >= 3, "{all}");
    for r in all.repairs() {
        let without = r.chain().mix_ups().iter().fold(MixUps::all(), |set, m| set.without(*m));
        let plan = Fixer::builder().mix_ups(without).build().plan(TEXT);
        assert!(plan.repairs().iter().all(|other| other.chain() != r.chain()), "{plan}");
        let only: MixUps = r.chain().mix_ups().iter().copied().collect();
        let plan = Fixer::builder().mix_ups(only).build().plan(TEXT);
        assert!(plan.repairs().iter().all(|other| other.chain() == r.chain()), "{plan}");
        assert!(plan.repairs().iter().any(|other| other.range() == r.range()), "{plan}");
    }
    assert!(Fixer::builder().mix_ups(MixUps::none()).build().plan(TEXT).is_empty());
}

#[test]
fn sets_are_sets() {
    let all = MixUps::all();
    let gbk = mix_up("gbk>windows-1252");
    assert!(all.iter().count() > 1000);
    assert!(all.iter().all(|m| all.contains(m) && m.truth() != m.wrong()));
    assert_eq!(all.iter().collect::<MixUps>().iter().count(), all.iter().count());
    assert_eq!(all.clone().without(gbk).iter().count() + 1, all.iter().count());
    assert_eq!(MixUps::none().iter().count(), 0);
    assert_eq!(MixUps::none().with(gbk).without(gbk), MixUps::none());
    let set = MixUps::between([Charset::GBK, Charset::WINDOWS_1252], [Charset::WINDOWS_1252, Charset::CP437]);
    assert_eq!(set.iter().count(), 3, "nothing is mixed up with itself");
    assert!(set.clone().without_charset(Charset::CP437).iter().eq([gbk]));
    assert!(set.without_charset(Charset::GBK).iter().eq([mix_up("windows-1252>cp437")]));
    assert_eq!(format!("{:?}", MixUps::none().with(gbk)), r#"{"gbk>windows-1252"}"#);
    assert_eq!(format!("{all:?}"), "MixUps(all)");
}

/// What the fixer is sure of when it's asked for everything.
fn confidence(builder: demojibake::FixerBuilder, text: &str, after: &str) -> f32 {
    let plan = builder.min_confidence(0.0).build().plan(text);
    plan.repairs().iter().find(|r| r.after().contains(after)).map_or(0.0, |r| r.confidence())
}

#[test]
fn a_hint_moves_confidence_by_its_weight() {
    // two letters, of which nobody can be sure
    let (row, good) = ("Äà.", "Да");
    let odds = |p: f32| f64::from(p) / (1.0 - f64::from(p));
    let plain = confidence(Fixer::builder(), row, good);
    assert!(plain > 0.0 && plain < 0.9, "{plain}");
    let chain = || Hint::chain("windows-1251>windows-1252".parse().unwrap());
    for hint in [chain(), Hint::charset(Charset::WINDOWS_1251), Hint::language("ru").unwrap()] {
        for bits in [1.0_f32, 3.0, -1.0] {
            let told = confidence(Fixer::builder().expect(hint.clone().bits(bits)), row, good);
            let ratio = odds(told) / odds(plain);
            let wanted = f64::from(bits.exp2());
            assert!((0.9..1.1).contains(&(ratio / wanted)), "{hint:?} of {bits} bits: {plain} became {told}");
        }
    }
    let twice = Fixer::builder().expect(chain().bits(2.0)).expect(chain().bits(1.0));
    assert!(
        (confidence(twice, row, good) - confidence(Fixer::builder().expect(chain().bits(3.0)), row, good))
            .abs()
            < 1e-3
    );
    assert_eq!(confidence(Fixer::builder().expect(chain().bits(0.0)), row, good), plain);
    assert_eq!(confidence(Fixer::builder().expect(chain().bits(f32::NAN)), row, good), plain);
}

#[test]
fn hints_about_something_else_change_nothing() {
    let (row, good) = ("Ïðèâåò, ìèð!", "Привет, мир");
    let plain = confidence(Fixer::builder(), row, good);
    assert!(plain > 0.9);
    for hint in [
        Hint::chain("gbk>windows-1252".parse().unwrap()),
        Hint::charset(Charset::BIG5),
        Hint::language("ja").unwrap(),
        Hint::language("pl").unwrap(),
    ] {
        assert_eq!(confidence(Fixer::builder().expect(hint.clone()), row, good), plain, "{hint:?}");
    }
}

#[test]
fn hints_leave_good_text_alone() {
    let good = "Une façon de dire « où ? », à l’été 2020: Straße, señor, coração, Łódź, дом, 中国.\n";
    for tag in ["fr", "ru", "zh", "pl", "vi", "el", "ar"] {
        let fixer = Fixer::builder().expect(Hint::language(tag).unwrap()).build();
        assert_eq!(fixer.fix(good), good, "{tag}");
    }
}

#[test]
fn languages_are_found_by_their_tags() {
    for tag in
        ["ru", "RU", "ru-RU", "ru_RU", "zh-TW", "zh_tw", "zh-Hant-HK", "zh", "sr-Latn-RS", "sr", "pt-BR"]
    {
        assert!(Hint::language(tag).is_ok(), "{tag}");
    }
    assert_ne!(Hint::language("zh-TW"), Hint::language("zh"));
    for tag in ["", "-", "russian", "r", "é", "x-klingon"] {
        let error = Hint::language(tag).unwrap_err().to_string();
        assert!(error.contains(&format!("{tag:?}")) && error.contains("BCP 47"), "{error}");
    }
}

#[test]
fn runs_support_each_other_only_if_wanted() {
    let rows = "Ïðèâåò, êàê äåëà?\nêîò\n";
    let apart = || Fixer::builder().support(Support::None);
    let alone = confidence(Fixer::builder(), "êîò", "кот");
    assert!(alone > 0.0);
    assert!(confidence(Fixer::builder(), rows, "кот") > alone);
    assert_eq!(confidence(apart(), rows, "кот"), alone);
}

#[test]
fn c1_controls_can_be_kept() {
    let text = "Ð\u{9f}Ñ\u{80}Ð¸Ð²ÐµÑ\u{82}, NicolÃ¡s";
    assert_eq!(Fixer::new().fix(text), "Привет, Nicolás");
    let keeping = Fixer::builder().c1_controls(C1Controls::Keep).build();
    let plan = keeping.plan(text);
    assert!(
        plan.repairs().iter().all(|r| !r.before().contains(|c| matches!(c, '\u{80}'..='\u{9f}'))),
        "{plan}"
    );
    assert!(plan.repairs().iter().any(|r| r.after() == "á"), "{plan}");
}

#[test]
fn what_came_out_stays_with_hints_and_fewer_mix_ups() {
    let text = "\u{e662}\u{e997}\u{e4eb}sisterâ€™s â€“\nâ€“ â€“ ";
    let hint = Hint::charset(Charset::GBK).bits(12.0);
    let fixer =
        Fixer::builder().expect(hint).mix_ups(MixUps::all().without_charset(Charset::WINDOWS_1252)).build();
    let once = fixer.fix(text).into_owned();
    assert_ne!(once, text);
    assert_eq!(fixer.fix(&once), once);
}

#[test]
fn a_run_is_not_drawn_out_into_the_second_byte_of_its_last_character() {
    let mix_ups = MixUps::all().without_charset(Charset::WINDOWS_1252);
    let fixer = Fixer::builder()
        .mix_ups(mix_ups)
        .expect(Hint::charset(Charset::GBK).bits(12.0))
        .max_layers(6)
        .build();
    let text = "svz iinhos 5O:B‘¨â€\u{8d}ðŸ";
    let plan = fixer.plan(text);
    assert!(!plan.is_empty());
    for r in plan.repairs() {
        assert_eq!(r.chain().ungarble(r.before()).as_deref(), Ok(r.after()), "{r}");
    }
}

#[test]
fn good_lines_are_looked_at_closely_in_a_text_that_is_known_to_be_garbled() {
    // two letters alone may be anything; below what is certain they are Russian
    let certain = "Äîáðûé âå÷åð, äðóçüÿ\n– Òû áûëà â÷åðà";
    let rest = "– Äà.";
    let text = format!("{certain}\n{rest}\n");
    assert_eq!(Fixer::new().fix(rest), rest);
    assert_eq!(Fixer::new().fix(&text), "Добрый вечер, друзья\n– Ты была вчера\n– Да.\n");
    let apart = Fixer::builder().support(Support::None).build();
    assert!(apart.fix(&text).ends_with("\n– Äà.\n"));
}

#[test]
fn likely_runs_of_one_chain_confirm_each_other() {
    // most of them are in doubt by themselves
    let words = [
        "tetõtér",
        "szerzõ",
        "könnyû",
        "felnõtt",
        "szûkület",
        "vevõkör",
        "gyõzelem",
        "mûhely",
        "külsõleg",
        "elsõsorban",
    ];
    let fixer = Fixer::new();
    let alone = words.iter().filter(|w| fixer.fix(w) != **w).count();
    let together = fixer.fix(&words.join("\n")).lines().zip(words).filter(|(a, b)| a != b).count();
    assert!(alone <= 3 && together >= 8, "{alone}, {together}");
}
