//! Single characters of CJK text: they stand in other text too, and any of them is something in some charset.

use super::habits::is_cjk;
use super::judge::{Case, Kind};
use crate::letters::is_letter;
use crate::model::{self, BIT, class};

/// Whether what stands there is too little CJK text for what it would be.
pub(super) fn is_any(case: &Case, head: &str, tail: &str) -> bool {
    let others = || case.as_is.chars().filter(|c| !c.is_ascii());
    let private = |c: char| model::class_of(c) == class::PRIVATE;
    if others().all(private) && others().nth(1).is_none() && is_all_of_line(case, head, tail) {
        return true;
    }
    let cjk = |c: char| is_cjk(c) || model::class_of(c) == class::HALF_WIDTH;
    if !others().all(cjk) {
        return false;
    }
    let mut first = others();
    match (first.next(), first.next()) {
        (Some(c), None) => {
            is_usual(c) && !is_in_word(case, head, tail)
                || !is_accent(case)
                || is_all_of_line(case, head, tail)
        }
        (Some(c), Some(_)) => is_repeated(case, c) || others().all(is_usual) && others().nth(USUAL).is_none(),
        _ => false,
    }
}

/// Whether a line has no other word, but for codes in capitals (`<U9686>;IGNORE`): lists of characters have one in each, and
/// any of them is some letter. In a document that is known to be garbled by this chain it may be one.
fn is_all_of_line(case: &Case, head: &str, tail: &str) -> bool {
    let beside = || head.chars().chain(tail.chars());
    case.prior <= 0
        && !beside().any(is_letter)
        && !case.around().any(|c| is_letter(c) && !c.is_ascii_uppercase())
}

/// Of characters that are usual in CJK text so many and more aren't garble.
const USUAL: usize = 3;

/// Whether a character is among the few hundred that half of all Chinese and Korean text is of: `flask的API插件` has no `Ū`
/// in it, nor `利用onnxruntime及PaddleOCR` a `の`. The letters of Western languages become rare ones (`猫`, `茅`, `眉`).
fn is_usual(c: char) -> bool {
    const RARE: i32 = 11 * BIT;
    matches!(model::class_of(c), class::HAN | class::HANGUL) && model::cost_in_class(c) <= RARE
}

/// Whether a character stands in or beside small Latin letters of a line without others of its kind, and would be one:
/// `St端cke`, `端ber`, but not `client端TCP`.
fn is_in_word(case: &Case, head: &str, tail: &str) -> bool {
    let Some(at) = case.as_is.find(|c: char| !c.is_ascii()) else { return false };
    let c = case.as_is[at..].chars().next();
    let rest = &case.as_is[at + c.map_or(0, char::len_utf8)..];
    let before = head.chars().chain(case.as_is[..at].chars()).next_back();
    let after = rest.chars().chain(tail.chars()).next();
    let beside = || [before, after].into_iter().flatten().filter(|c| is_letter(*c));
    beside().next().is_some()
        && beside().all(|c| c.is_ascii_lowercase())
        && case.decoded.chars().filter(|c| !c.is_ascii()).all(char::is_lowercase)
        && !case.around().any(|o| is_cjk(o) && Some(o) != c)
}

/// Whether a single character would be a usual letter or a sign in UTF-8, two letters of another script (`浯` is `на`), or a
/// usual character instead of one that nobody writes (`䤾` is `例`): of all others a line of a dictionary has as many
/// (`貋`, `霽`, `啞`, `､`).
fn is_accent(case: &Case) -> bool {
    const RARE: i32 = 9 * BIT;
    let others = || case.decoded.chars().filter(|c| !c.is_ascii());
    let plain = |c: char| {
        let class = model::class_of(c);
        let letter = is_letter(c) && class::script(class) <= 3 && model::cost_in_class(c) <= RARE;
        letter || class <= class::BLANK || (class::TYPOGRAPHIC..=class::SIGN).contains(&class)
    };
    match case.kind {
        Kind::Utf8 => others().count() == 1 && others().all(plain),
        Kind::ScriptAsCjk | Kind::LatinAsCjk => case.decoded.chars().all(is_letter),
        Kind::CjkAsCjk => {
            case.as_is.chars().all(|c| model::class_of(c) == class::HAN_RARE) && others().all(is_usual)
        }
        _ => false,
    }
}

/// Whether one character stands there again and again: `啦啦啦` and `猫猫` are words.
fn is_repeated(case: &Case, c: char) -> bool {
    case.as_is.chars().filter(|o| !o.is_ascii()).all(|o| o == c)
}
