//! Good text that could be Latin letters read as those of another script, or as CJK text.

use alloc::string::String;

use super::cost;
use super::judge::{Case, Kind};
use crate::letters::is_letter;
use crate::model::{self, BIT, START, class};

/// Whether what stands there is good, whatever Latin letters it could be. In a document that is known to be garbled by this
/// chain it may not be.
pub(super) fn is_good(case: &Case, head: &str, tail: &str) -> bool {
    let known = case.prior > 0;
    match case.kind {
        Kind::LatinAsScript => {
            is_latin_already(case)
                || are_signs(case, head, tail)
                || goes_on(case, head, tail)
                || is_symbol(case, head, tail)
                || !known && (is_apart(case, head, tail) || are_better(case, head, tail))
        }
        Kind::LatinAsCjk => !known && is_apart(case, head, tail),
        // `mеtоdоlоgiya` with Cyrillic letters isn't 另宵峽射 either
        Kind::Cjk => are_better(case, head, tail),
        _ => false,
    }
}

/// What speaks against it otherwise, in sixteenths of a bit.
pub(super) fn against(case: &Case, head: &str, tail: &str) -> i32 {
    if case.kind == Kind::LatinAsScript { capitals_inside(case, head, tail) * CAPITAL } else { 0 }
}

/// Whether no character stands beside an ASCII letter: one letter in quotes, as tables have them, may be any letter.
fn is_apart(case: &Case, head: &str, tail: &str) -> bool {
    let chars = || {
        [head.chars().next_back().unwrap_or(' ')]
            .into_iter()
            .chain(case.as_is.chars())
            .chain(tail.chars().take(1))
    };
    let beside = |(a, b): (char, char)| {
        a.is_ascii_alphabetic() && !b.is_ascii() || b.is_ascii_alphabetic() && !a.is_ascii()
    };
    !chars().zip(chars().skip(1)).any(beside)
}

/// Whether there are letters, and all of them Latin ones: windows-1256 has those of French.
fn is_latin_already(case: &Case) -> bool {
    let mut letters = case.as_is.chars().filter(|c| !c.is_ascii() && is_letter(*c)).peekable();
    letters.peek().is_some() && letters.all(|c| script(c) == 1)
}

/// Whether the words have more letters of the script that stands there: garble leaves none of them.
fn goes_on(case: &Case, head: &str, tail: &str) -> bool {
    let other = |text: &str| text.chars().map(script).any(|s| s > 1);
    case.as_is.chars().map(script).any(|s| s > 1) && (other(head) || other(tail))
}

/// Whether one small Greek letter stands beside a few Latin ones: `2πr`, `kω`, `sinθ`.
fn is_symbol(case: &Case, head: &str, tail: &str) -> bool {
    /// Latin letters of a word that is none, inside it and at its ends.
    const FEW: usize = 3;
    const FEW_AT_END: usize = 4;
    let mut others = case.as_is.chars().filter(|c| !c.is_ascii());
    let greek = others.next().is_some_and(|c| matches!(c, 'α'..='ω')) && others.next().is_none();
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count();
    let at_end = letters(head) == 0 || letters(tail) == 0;
    greek && letters(head) + letters(case.as_is) + letters(tail) < if at_end { FEW_AT_END } else { FEW }
}

/// Whether there are only signs, and not inside a word: `j№dra` is `jądra`, but `¤apon` is anything.
fn are_signs(case: &Case, head: &str, tail: &str) -> bool {
    let is_sign = |c: char| !c.is_ascii() && model::class_of(c) <= class::SHAPE;
    let small = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
    let inside = (!case.as_is.starts_with(is_sign) || small(head.chars().next_back()))
        && (!case.as_is.ends_with(is_sign) || small(tail.chars().next()));
    !inside && case.as_is.chars().all(|c| c.is_ascii() || is_sign(c))
}

fn script(c: char) -> u8 {
    class::script(model::class_of(c))
}

/// How often a capital that isn't ASCII would stand between small letters.
fn capitals_inside(case: &Case, head: &str, tail: &str) -> i32 {
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let mut chars = case.decoded.chars().chain(tail.chars().next()).peekable();
    let (mut before, mut count) = (head.chars().next_back(), 0);
    while let Some(c) = chars.next() {
        count +=
            i32::from(!c.is_ascii() && c.is_uppercase() && small(before) && small(chars.peek().copied()));
        before = Some(c);
    }
    count
}

/// What each of them costs once more: `anvДndbar` is `användbar` in KOI8-R and not `anvÄndbar` in windows-1251, which is met
/// far more often.
const CAPITAL: i32 = 8 * BIT;

/// Letters that are drawn alike, and their Latin counterparts.
const ALIKE: [(&str, &str); 2] = [
    ("аеорсухіѕјкАВЕКМНОРСТХІЅЈ", "aeopcyxisjkABEKMHOPCTXISJ"),
    ("οαυκγάέίόΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oaukyáéíóABEZHIKMNOPTYX"),
];

/// The Latin letter that is drawn like `c`.
fn latin(c: char) -> Option<char> {
    let find = |(theirs, ours): &(&str, &str)| theirs.chars().zip(ours.chars()).find(|(a, _)| *a == c);
    ALIKE.iter().find_map(find).map(|(_, latin)| latin)
}

/// Whether Latin letters that are drawn alike make as good a word as what would be decoded: `Xе` with a Cyrillic letter isn't
/// `Xå`, but `posiciуn` is `posición`.
fn are_better(case: &Case, head: &str, tail: &str) -> bool {
    let mut read = String::with_capacity(case.as_is.len());
    for c in case.as_is.chars() {
        match latin(c) {
            Some(latin) => read.push(latin),
            None if c.is_ascii() => read.push(c),
            None => return false,
        }
    }
    let bits = |middle: &str| cost(START, head.chars().chain(middle.chars()).chain(tail.chars())).0;
    bits(&read) <= bits(case.decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_has_one_counterpart() {
        for (theirs, ours) in ALIKE {
            assert_eq!(theirs.chars().count(), ours.chars().count());
            assert!(ours.chars().all(|c| script(c) == 1) && theirs.chars().all(|c| script(c) > 1));
        }
        assert_eq!(latin('с'), Some('c'));
        assert_eq!(latin('д'), None);
    }
}
