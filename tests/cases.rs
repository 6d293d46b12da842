//! The project's own cases: every line of `tests/cases/*.jsonl` says what should come out, and why it is there.
//!
//! `wild` must come out exactly, `good_but_strange` byte-identical, `known_failures` must still fail, and of
//! `synthetic` each family has a floor. See `tests/cases/README.md`.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::fs;

use demojibake::Fixer;
use serde_json::Value;

/// How many of a family's synthetic cases must come out exactly, in per cent: raised with the fixer, never lowered
/// without a reason in the commit.
const FLOORS: [(&str, usize); 10] = [
    ("utf8>single", 98),
    ("utf8 layers", 98),
    ("utf8>multi", 96),
    ("multi>single", 95),
    ("single>single other script", 90),
    ("single>single latin", 40),
    ("multi>multi", 80),
    ("cyrillic>multi", 90),
    ("latin>other script", 78),
    ("latin>multi", 84),
];

struct Case {
    /// `wild.jsonl:12`
    place: String,
    family: String,
    text: String,
    expected: String,
    why: String,
}

/// The cases of a file; at least so many, so that a lost file can't pass.
fn load(name: &str, at_least: usize) -> Vec<Case> {
    let path = format!("{}/tests/cases/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let data = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let lines = data.split('\n').enumerate().filter(|(_, line)| !line.is_empty());
    let cases: Vec<Case> = lines
        .map(|(i, line)| {
            let place = format!("{name}.jsonl:{}", i + 1);
            let value: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{place}: {e}"));
            let field = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
            let text = field("text").unwrap_or_else(|| panic!("{place}: no text"));
            let expected = field("expected").unwrap_or_else(|| text.clone());
            let why = field("why").unwrap_or_else(|| panic!("{place}: no reason"));
            Case { place, family: field("family").unwrap_or_default(), text, expected, why }
        })
        .collect();
    assert!(cases.len() >= at_least, "{path} has {} cases, fewer than {at_least}", cases.len());
    cases
}

/// What the fixer makes of a text; the plan must replay to the same.
fn fixed(fixer: &Fixer, case: &Case) -> String {
    let got = fixer.fix(&case.text).into_owned();
    let replayed = fixer.plan(&case.text).apply(&case.text);
    assert_eq!(
        replayed.as_ref(),
        Ok(&got),
        "{}: the plan replays to something else than fix gives",
        case.place
    );
    got
}

/// Fails with all of the failing cases at once, as a list to read.
fn none(failures: &[(&Case, String)], of: usize, what: &str) {
    let mut list = String::new();
    for (case, got) in failures {
        let _ = writeln!(list, "{}  {}\n  text  {:?}", case.place, case.why, case.text);
        if case.expected != case.text {
            let _ = writeln!(list, "  want  {:?}", case.expected);
        }
        let _ = writeln!(list, "  got   {got:?}");
    }
    assert!(failures.is_empty(), "{} of {of} {what}:\n\n{list}", failures.len());
}

/// The cases whose outcome isn't what stands in `expected`, with the outcome.
fn failing(cases: &[Case]) -> Vec<(&Case, String)> {
    let fixer = Fixer::new();
    let outcomes = cases.iter().map(|case| (case, fixed(&fixer, case)));
    outcomes.filter(|(case, got)| *got != case.expected).collect()
}

#[test]
fn wild_garble_comes_out_as_it_was_written() {
    let cases = load("wild", 150);
    none(&failing(&cases), cases.len(), "wild cases came out wrong");
}

#[test]
fn good_text_that_looks_strange_stays_byte_identical() {
    let cases = load("good_but_strange", 200);
    none(&failing(&cases), cases.len(), "good texts were changed");
}

#[test]
fn what_was_written_stays_byte_identical() {
    let mut cases = load("wild", 150);
    cases.extend(load("synthetic", 200));
    cases.extend(load("known_failures", 0));
    for case in &mut cases {
        case.text = case.expected.clone();
    }
    none(&failing(&cases), cases.len(), "originals of the garbled cases were changed");
}

#[test]
fn known_failures_still_fail() {
    let cases = load("known_failures", 0);
    let fixer = Fixer::new();
    let passing: Vec<_> = cases.iter().filter(|c| fixed(&fixer, c) == c.expected).collect();
    let list: String = passing.iter().map(|c| format!("{}  {:?}\n", c.place, c.text)).collect();
    assert!(
        passing.is_empty(),
        "{} known failures come out right now: move them to wild.jsonl (tests/cases/README.md says how):\n\n{list}",
        passing.len()
    );
}

#[test]
fn synthetic_garble_keeps_to_its_floors() {
    let cases = load("synthetic", 200);
    let failures = failing(&cases);
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for case in &cases {
        counts.entry(&case.family).or_default().0 += 1;
    }
    for (case, _) in &failures {
        counts.entry(&case.family).or_default().1 += 1;
    }
    let mut report = String::new();
    let mut below = false;
    for (family, (all, failed)) in counts {
        let floor = FLOORS.iter().find(|(name, _)| *name == family);
        let &(_, floor) = floor.unwrap_or_else(|| panic!("the family {family:?} has no floor in FLOORS"));
        let exact = all - failed;
        let under = exact * 100 < floor * all;
        below |= under;
        let mark = if under { "  BELOW" } else { "" };
        let percent = exact as f64 * 100.0 / all as f64;
        let _ = writeln!(
            report,
            "{family:28} {exact:4} of {all:4} exact, {percent:5.1} %, floor {floor} %{mark}"
        );
    }
    println!("{report}");
    assert!(!below, "families below their floor:\n\n{report}");
}

#[test]
fn each_case_proves_one_thing_once() {
    let garbled = ["wild", "synthetic", "known_failures"].map(|name| load(name, 0));
    let mut seen = HashSet::new();
    for case in garbled.iter().flatten() {
        assert!(case.expected != case.text, "{}: nothing is garbled", case.place);
        assert!(seen.insert((case.text.as_str(), case.expected.as_str())), "{}: stands twice", case.place);
    }
    let good = load("good_but_strange", 0);
    let mut seen = HashSet::new();
    for case in &good {
        assert!(case.expected == case.text, "{}: good text is expected to stay", case.place);
        assert!(seen.insert(case.text.as_str()), "{}: stands twice", case.place);
    }
}
