//! Fixers that are bound to a chain, through the public API.

use demojibake::{Chain, Fixer, Hint, MixUps};
use proptest::prelude::*;

fn chain(text: &str) -> Chain {
    text.parse().unwrap()
}

/// Every row is garbled by the chain, on its own, and comes back; good rows stay.
#[track_caller]
fn rows_come_back(name: &str, rows: &[&str]) {
    let chain = chain(name);
    let fixer = Fixer::bound_to(chain.clone());
    for row in rows {
        let bad = chain.garble(row).unwrap_or_else(|e| panic!("{row}: {e}"));
        assert_eq!(fixer.fix(&bad), *row, "{name}: {bad:?}");
        assert_eq!(fixer.fix(row), *row, "{name}: a good row changed");
    }
    // and as one column, good rows between
    let bad: Vec<String> =
        rows.iter().map(|row| format!("{}\r\n{row}\n", chain.garble(row).unwrap())).collect();
    let good: Vec<String> = rows.iter().map(|row| format!("{row}\r\n{row}\n")).collect();
    assert_eq!(fixer.fix(&bad.concat()), good.concat(), "{name}");
}

#[test]
fn short_rows_of_known_damage() {
    rows_come_back("utf-8>windows-1252", &["é", "Noël", "Straße 5", "naïve", "Łódź", "中", "да", "n/a", ""]);
    rows_come_back("windows-1251>windows-1252", &["Да", "Нет", "Он", "Где?", "Москва, ул. Ленина, 5", "OK"]);
    rows_come_back("gbk>windows-1252", &["狗", "是", "否", "博彩网站", "A座3楼"]);
    rows_come_back("utf-8>windows-1252 twice", &["é", "été", "да", "…"]);
    rows_come_back("windows-1250>windows-1252", &["Łódź", "świat", "Brzęczyszczykiewicz", "Praha"]);
}

#[test]
fn charsets_that_no_search_thinks_of() {
    rows_come_back("viscii>windows-1252", &["Việt Nam", "Hà Nội", "tiếng Việt"]);
    rows_come_back("cp037>iso-8859-1", &["Total amount due", "NAME AND ADDRESS"]);
    rows_come_back("utf-16le>iso-8859-1", &["Total", "Привет"]);
    // line ends and all
    for name in ["utf-16le>iso-8859-1", "cp500>windows-1252"] {
        let text = "Total amount due:\r\n42 dollars\r\n";
        let bad = chain(name).garble(text).unwrap();
        assert_eq!(Fixer::bound_to(chain(name)).fix(&bad), text, "{name}");
    }
}

#[test]
fn a_row_that_is_garbled_in_part_is_repaired_in_part() {
    let fixer = Fixer::bound_to(chain("utf-8>windows-1252"));
    assert_eq!(fixer.fix("Москва: NicolÃ¡s and SebastiÃ¡n"), "Москва: Nicolás and Sebastián");
    let plan = fixer.plan("Ã©\nМосква: NicolÃ¡s\nÃ¨");
    let after: Vec<&str> = plan.repairs().iter().map(|r| r.after()).collect();
    assert_eq!(after, ["é", "á", "è"]);
}

#[test]
fn nothing_else_is_repaired() {
    let fixer = Fixer::bound_to(chain("utf-8>windows-1252"));
    for row in ["²©²ÊÍøÕ¾", "Ïðèâåò, êàê äåëà?", "縺薙ｓ縺ｫ縺｡縺ｯ", "РџСЂРёРІРµС‚"]
    {
        assert_ne!(Fixer::new().fix(row), row);
        assert_eq!(fixer.fix(row), row);
    }
    // what other settings say of mix-ups has no say
    let fixer = Fixer::builder()
        .mix_ups(MixUps::none())
        .expect(Hint::chain(chain("gbk>windows-1252")).bits(60.0))
        .bound_to(chain("utf-8>windows-1252"))
        .build();
    assert_eq!(fixer.fix("NicolÃ¡s ²©²Ê"), "Nicolás ²©²Ê");
}

#[test]
fn a_repair_leaves_out_the_ascii_around() {
    let fixer = Fixer::bound_to(chain("windows-1251>windows-1252"));
    let plan = fixer.plan("id=5; name=Äà, Äà; n/a\n");
    assert_eq!(plan.repairs().len(), 1);
    let repair = &plan.repairs()[0];
    assert_eq!((repair.before(), repair.after()), ("Äà, Äà", "Да, Да"));
    assert!(repair.confidence() >= 0.9 && repair.confidence() <= 1.0);
    let runs = fixer.runs("id=5; name=Äà, Äà; n/a\n");
    assert_eq!((runs.len(), runs[0].range(), runs[0].best().after()), (1, repair.range(), "Да, Да"));
    assert!(fixer.is_garbled("Äà") && !fixer.is_garbled("Да"));
}

#[test]
fn confidence_counts_here_too() {
    let bound = Fixer::builder().bound_to(chain("windows-1251>windows-1252"));
    let text = "ÿ";
    let sure = bound.clone().build().plan(text).repairs()[0].confidence();
    assert!(sure < 1.0);
    assert!(bound.min_confidence(1.0).build().plan(text).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plans_of_bound_fixers_are_plans(text in "(Ã©|Äà|[a-z ]|\n|\r|é|да|\u{81}){0,30}", which in 0..4_usize) {
        let names = ["utf-8>windows-1252", "windows-1251>windows-1252", "utf-16be>iso-8859-1", "cp037>cp437"];
        let fixer = Fixer::bound_to(chain(names[which]));
        let plan = fixer.plan(&text);
        let output = plan.apply(&text).unwrap();
        prop_assert_eq!(&output, &fixer.fix(&text));
        prop_assert_eq!(plan.undo(&output).unwrap(), text);
        for r in plan.repairs() {
            prop_assert!(r.confidence() >= 0.9 && r.before() != r.after(), "{}", r);
        }
    }
}
