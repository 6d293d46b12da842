//! Detection alone, through the public API.

use demojibake::{Fixer, Support};
use proptest::prelude::*;

const TEXT: &str =
    "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus.\nNicolÃ¡s kembali.\nÏðèâåò, êàê äåëà?\nMenanam bibit.\n";

#[test]
fn runs_are_what_the_plan_repairs() {
    let (runs, plan) = (Fixer::new().runs(TEXT), Fixer::new().plan(TEXT));
    assert_eq!(runs.len(), 3);
    for (run, repair) in runs.iter().zip(plan.repairs()) {
        assert_eq!(run.range(), repair.range());
        assert_eq!(run.confidence(), repair.confidence());
        assert_eq!(run.best().before(), repair.before());
        assert_eq!(run.best().after(), repair.after());
        assert_eq!(run.best().chain(), repair.chain());
        assert_eq!(run.to_string(), repair.to_string());
    }
}

#[test]
fn rivals_are_ranked_and_lie_on_the_run() {
    let fixer = Fixer::builder().min_confidence(0.0).build();
    let mut rivals = 0;
    for text in [TEXT, "Äà", "êîò", "çà³", "ÇÑ±¹", "MÃ¼ller und Ã–l"] {
        for run in fixer.runs(text) {
            assert!(run.rivals().len() <= 16);
            rivals += run.rivals().len();
            let mut last = 1.0;
            for (i, rival) in run.rivals().iter().enumerate() {
                assert!(rival.confidence() <= last, "ranked: {run:?}");
                last = rival.confidence();
                let (a, b) = (rival.range(), run.range());
                assert!(a.start < b.end && b.start < a.end, "{rival} doesn't meet {run}");
                assert_eq!(&text[a.clone()], rival.before());
                assert_eq!(rival.chain().ungarble(rival.before()).as_deref(), Ok(rival.after()), "{rival}");
                let same = |o: &demojibake::Hypothesis| (o.range(), o.after()) == (a.clone(), rival.after());
                assert!(!same(run.best()) && !run.rivals()[..i].iter().any(same), "{rival} twice");
            }
        }
    }
    assert!(rivals > 0, "no run has a rival");
}

#[test]
fn what_is_garbled_is_said_without_a_plan() {
    let fixer = Fixer::new();
    assert!(fixer.is_garbled(TEXT));
    assert!(!fixer.is_garbled(&fixer.fix(TEXT)));
    assert!(!fixer.is_garbled("") && fixer.runs("").is_empty());
    assert!(!fixer.is_garbled("Добрый день, 中国, été, IRMÃ E IRMÃO"));
    let deaf = Fixer::builder().min_confidence(1.0).build();
    assert!(!deaf.is_garbled("Äà"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_answers_agree(text in "(Ã©|²©²Ê|Äà|[a-z ]|\n|é|да|縺薙ｓ){0,20}", apart in any::<bool>()) {
        let support = if apart { Support::None } else { Support::Document };
        let fixer = Fixer::builder().support(support).build();
        let runs = fixer.runs(&text);
        prop_assert_eq!(fixer.is_garbled(&text), !runs.is_empty());
        let mut end = 0;
        for run in &runs {
            prop_assert!(run.range().start >= end && run.confidence() >= 0.9);
            end = run.range().end;
        }
    }
}
