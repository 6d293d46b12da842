//! Plans through the public API: both ways, places, selection, and other texts.

use std::ops::Range;

use demojibake::{Fixer, Plan};
use proptest::prelude::*;

/// Good and garbled parts; the fixer finds most of the garbled ones, whatever stands beside them.
const PARTS: [&str; 12] = [
    "Jakarta, ",
    " - Sekitar tiga ratus nelayan kembali menanam bibit bakau. ",
    "²©²ÊÍøÕ¾",
    "NicolÃ¡s and SebastiÃ¡n",
    "\nДобрый день, 中国, été\n",
    "Ïðèâåò, êàê äåëà?",
    "縺薙ｓ縺ｫ縺｡縺ｯ",
    "MÃƒÂ©dÃƒÂ©e et ThÃƒÂ©rÃƒÂ¨se",
    " ",
    "\u{1F600}",
    "it’s 20 €, ",
    "鏂囧瓧鍖栥亼",
];

/// Three repairs, with good text before, between and after them.
const TEXT: &str =
    "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus.\nNicolÃ¡s kembali.\nÏðèâåò, êàê äåëà?\nMenanam bibit.\n";

fn plan(text: &str) -> Plan {
    Fixer::new().plan(text)
}

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PARTS[..]), 0..8).prop_map(|parts| parts.concat())
}

/// What holds for every plan of a text.
fn check(plan: &Plan, text: &str) {
    let output = plan.apply(text).unwrap();
    assert_eq!(plan.undo(&output).unwrap(), text);
    assert_eq!((plan.input_len(), plan.output_len()), (text.len(), output.len()));
    let (mut input_at, mut output_at) = (0, 0);
    for r in plan.repairs() {
        let (range, place) = (r.range(), r.output_range());
        assert!(range.start >= input_at && !range.is_empty(), "in order, disjoint");
        assert_eq!((&text[range.clone()], &output[place.clone()]), (r.before(), r.after()));
        assert_eq!(text[input_at..range.start], output[output_at..place.start], "the rest is the same");
        assert_eq!(r.chain().ungarble(r.before()).as_deref(), Ok(r.after()), "{r}");
        assert!((0.0..=1.0).contains(&r.confidence()));
        (input_at, output_at) = (range.end, place.end);
    }
    assert_eq!(text[input_at..], output[output_at..], "the rest is the same");
}

#[test]
fn the_parts_are_repaired() {
    // else the laws below would hold for empty plans only
    let plan = plan(TEXT);
    let after: Vec<&str> = plan.repairs().iter().map(|r| r.after()).collect();
    assert_eq!(after, ["博彩网站", "á", "Привет, как дела"]);
    check(&plan, TEXT);
}

#[test]
fn places_go_both_ways() {
    let plan = plan(TEXT);
    let output = plan.apply(TEXT).unwrap();
    for word in ["Jakarta", "Sekitar", "Nicol", "s kembali", "?\nMenanam", "bibit.\n"] {
        let (i, o) = (TEXT.find(word).unwrap(), output.find(word).unwrap());
        assert_eq!((plan.to_output(i), plan.to_input(o)), (o, i), "{word}");
        assert_eq!(plan.range_to_output(i..i + word.len()), o..o + word.len(), "{word}");
        assert_eq!(plan.range_to_input(o..o + word.len()), i..i + word.len(), "{word}");
    }
    for r in plan.repairs() {
        let (range, place) = (r.range(), r.output_range());
        for i in range.start + 1..range.end {
            assert_eq!(plan.to_output(i), place.start, "inside: to the start");
            assert_eq!(plan.range_to_output(i..i + 1), place, "all of the repair");
            assert_eq!(plan.range_to_output(i..i), place.start..place.start, "empty stays empty");
            assert_eq!(plan.range_to_output(0..i), 0..place.end);
        }
        for o in place.start + 1..place.end {
            assert_eq!(plan.to_input(o), range.start, "inside: to the start");
            assert_eq!(plan.range_to_input(o - 1..o), range);
        }
        assert_eq!((plan.to_output(range.start), plan.to_output(range.end)), (place.start, place.end));
        assert_eq!((plan.to_input(place.start), plan.to_input(place.end)), (range.start, range.end));
    }
    for past in [TEXT.len(), TEXT.len() + 1, usize::MAX] {
        assert_eq!((plan.to_output(past), plan.to_input(past)), (output.len(), TEXT.len()));
    }
    #[allow(clippy::reversed_empty_ranges)]
    let backwards: Range<usize> = 12..3;
    assert_eq!(plan.range_to_output(backwards), 9..9);
}

#[test]
fn retain_keeps_the_plan_one_for_its_text() {
    let mut plan = plan(TEXT);
    plan.retain(|r| r.before() != "Ã¡");
    assert_eq!(plan.repairs().len(), 2);
    check(&plan, TEXT);
    assert!(plan.apply(TEXT).unwrap().contains("NicolÃ¡s kembali"));
    assert_eq!(plan.apply(&TEXT.replace("Ã¡", "á")).unwrap_err().offset(), 25);
    plan.retain(|_| false);
    assert!(plan.is_empty());
    check(&plan, TEXT);
    assert!(plan.apply("another").is_err());
    assert_eq!(plan.to_output(30), 30);
}

#[test]
fn another_text_is_refused_with_its_place() {
    let plan = plan(TEXT);
    let output = plan.apply(TEXT).unwrap();
    let place = |text: &str| plan.apply(text).unwrap_err().range();
    let second = TEXT.find("Ã¡").unwrap();
    let third = plan.repairs()[2].range();
    assert_eq!(place(&TEXT.replace("Jakarta", "Jakarto")), 0..9, "before the first repair");
    assert_eq!(place(&TEXT.replace("tiga", "lima")), 25..second, "between two, as long");
    assert_eq!(place(&TEXT.replace("tiga", "sepuluh")), 25..second, "between two, longer");
    assert_eq!(place(&TEXT.replace("bibit.", "bakau.")), third.end..TEXT.len(), "after the last");
    assert_eq!(place(&TEXT.replace("Ã¡", "Ã©")), second + 2..second + 4, "in a repair, at the character");
    assert_eq!(place(&TEXT[..13]), 13..13, "cut off in a repair");
    assert_eq!(place(&TEXT[..25]), 25..25, "cut off after one");
    assert_eq!(place(&TEXT[..5]), 0..5, "cut off before one");
    assert_eq!(place(""), 0..0);
    assert_eq!(place(&format!("{TEXT} ")), third.end..TEXT.len() + 1, "longer at the end");
    assert_eq!(place(&format!(" {TEXT}")), 0..9, "longer at the start");
    assert_eq!(place(&output), 9..25, "its own output");
    assert_eq!(plan.undo(TEXT).unwrap_err().offset(), 9, "its input isn't its output");
    let error = plan.undo(&output.replace("tiga", "lima")).unwrap_err();
    assert_eq!(error.range(), 21..output.find("á").unwrap());
    assert!(error.to_string().contains("doesn't give this text"));
    let error = plan.apply(&TEXT.replace("tiga", "lima")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the plan was made for another text: the first difference stands between bytes 25 and 53; make a new plan for this text"
    );
    assert!(plan.apply("x").unwrap_err().to_string().contains("bytes 0 and 1;"));
    assert!(plan.apply("").unwrap_err().to_string().contains("ends too early, at byte 0;"));
    assert!(Plan::default().apply("").is_ok_and(|t| t.is_empty()));
    assert!(Plan::default().apply("x").is_err());
}

#[test]
fn a_person_reads_it() {
    let plan = plan(TEXT);
    let shown = plan.to_string();
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("9..25: ²©²ÊÍøÕ¾ → 博彩网站 (gbk read as windows-1252, "));
    assert!(lines[0].ends_with(" %)"));
    assert_eq!(Fixer::new().plan("good").to_string(), "nothing to repair");
    // what can't be seen is escaped: U+00AD and a no-break space are routine in garble
    let plan = Fixer::new().plan("Ð\u{9f}Ñ\u{80}Ð¸Ð²ÐµÑ\u{82}, Ð½ÐµÑ\u{82} Ð\u{ad}Ñ\u{80}Ð°");
    assert!(plan.to_string().contains("Ð\\u{9f}Ñ\\u{80}Ð¸"), "{plan}");
    assert!(plan.to_string().contains("Ð\\u{ad}Ñ"), "{plan}");
    // a long run is shortened, unless all of it is wanted
    let text = "Ïðèâåò, êàê äåëà? ".repeat(20);
    let plan = Fixer::new().plan(&text);
    let (short, whole) = (plan.to_string(), format!("{plan:#}"));
    assert!(short.contains("characters …]") && short.chars().count() < 300, "{short}");
    assert!(
        whole.contains(plan.repairs()[0].before()) && whole.contains(plan.repairs()[0].after()),
        "{whole}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_plan_goes_both_ways(text in texts()) {
        let plan = plan(&text);
        check(&plan, &text);
        prop_assert_eq!(plan.apply(&text).unwrap(), demojibake::fix(&text));
    }

    #[test]
    fn any_selection_goes_both_ways(text in texts(), keep in prop::collection::vec(any::<bool>(), 16)) {
        let mut plan = plan(&text);
        let all = plan.repairs().to_vec();
        let mut bits = keep.iter().cycle();
        plan.retain(|_| *bits.next().unwrap());
        check(&plan, &text);
        let kept: Vec<_> = all.iter().zip(keep.iter().cycle()).filter(|(_, k)| **k).map(|(r, _)| r.range()).collect();
        prop_assert_eq!(plan.repairs().iter().map(|r| r.range()).collect::<Vec<_>>(), kept);
    }

    #[test]
    fn offsets_are_monotonic_and_stay_on_boundaries(text in texts()) {
        let plan = plan(&text);
        let output = plan.apply(&text).unwrap();
        let (mut last, mut last_back) = (0, 0);
        for at in 0..=text.len().max(output.len()) + 2 {
            let (there, back) = (plan.to_output(at), plan.to_input(at));
            prop_assert!(there >= last && back >= last_back);
            prop_assert!(!text.is_char_boundary(at) || output.is_char_boundary(there));
            prop_assert!(!output.is_char_boundary(at) || text.is_char_boundary(back));
            let inside = |r: Range<usize>| r.start < at && at < r.end;
            if at <= text.len() && !plan.repairs().iter().any(|r| inside(r.range())) {
                prop_assert_eq!(plan.to_input(there), at);
            }
            if at <= output.len() && !plan.repairs().iter().any(|r| inside(r.output_range())) {
                prop_assert_eq!(plan.to_output(back), at);
            }
            (last, last_back) = (there, back);
        }
        prop_assert_eq!((last, last_back), (output.len(), text.len()));
    }

    #[test]
    fn any_other_text_is_refused(text in texts(), at in any::<prop::sample::Index>(), cut in 0..3_usize, put in "[aÃ²é]{0,2}") {
        let plan = plan(&text);
        let output = plan.apply(&text).unwrap();
        for (right, undo) in [(&text, false), (&output, true)] {
            let mut chars: Vec<char> = right.chars().collect();
            let at = at.index(chars.len() + 1);
            chars.splice(at..(at + cut).min(chars.len()), put.chars());
            let other: String = chars.into_iter().collect();
            let result = if undo { plan.undo(&other) } else { plan.apply(&other) };
            if other == *right {
                prop_assert!(result.is_ok());
                continue;
            }
            let range = result.unwrap_err().range();
            let differs = right.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
            // the first byte that differs may be the second one of its character
            let differs = (0..=differs).rev().find(|i| other.is_char_boundary(*i)).unwrap();
            prop_assert!(range.start <= differs, "{range:?} {differs}");
            prop_assert!(differs < range.end || differs == other.len(), "{range:?} {differs}");
            prop_assert!(other.is_char_boundary(range.start) && range.end <= other.len());
        }
    }

    #[test]
    fn hostile_text_neither_panics_nor_breaks_the_laws(text in "\\PC{0,60}") {
        check(&plan(&text), &text);
    }
}
