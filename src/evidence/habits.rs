//! Good text that looks garbled, and garble that no chain makes: the habits of writing that speak against a repair.

use alloc::vec::Vec;

use super::charts::Lists;
use super::judge::{Case, Kind};
use super::{charts, latin, signs, singles};
use crate::charset::Charset;
use crate::letters::is_letter;
use crate::model::class::script;
use crate::model::{self, BIT, class};

/// A case in its words, and what was found of it.
pub(super) struct Place<'c> {
    pub(super) case: &'c Case<'c>,
    pub(super) kind: Kind,
    /// The line up to the words.
    pub(super) lead: &'c str,
    /// The words before the stretch and after it, up to a blank.
    pub(super) head: &'c str,
    pub(super) tail: &'c str,
    /// What sort of list the words as they stand are.
    pub(super) lists: Lists,
    /// Bits a character that the decoded words cost more than usual.
    pub(super) excess: f32,
}

/// What speaks against a case.
pub(super) struct Against {
    /// In sixteenths of a bit.
    pub(super) bits: i32,
    /// How often the decoded words mix scripts.
    pub(super) mixed: i32,
}

impl Place<'_> {
    /// What speaks against the case; `None` where it's good text.
    pub(super) fn against(&self) -> Option<Against> {
        let Place { case, kind, lead, head, tail, lists, excess } = *self;
        let letters = case.kind.is_of_letters();
        let alphabet = is_one_alphabet(case);
        let mixed = script_changes(head.chars().chain(case.decoded.chars()).chain(tail.chars()));
        if letters && only_punctuation(case.as_is, case.decoded)
            || charts::is_any(case, lists, head, tail)
            || charts::is_set(case, excess)
            || alphabet && (excess > PLAIN || case.kind == Kind::ScriptAsCjk && is_of_few(case.as_is))
            || matches!(case.kind, Kind::Script | Kind::LatinAsScript) && mixed > 0 && is_one_letter(case.decoded)
            || latin::is_good(case, head, tail)
            || kind == Kind::SameScript && (is_abbreviation(case) || is_one_letter_always(case))
            || is_sign_alone(case, head, tail)
            || case.kind == Kind::Utf8 && is_letter_of_word(head, case)
            || is_glued(case, head, tail)
            || is_one_again_and_again(case)
            || case.kind == Kind::Cjk && is_in_capitals(case.as_is)
            || signs::are_good(case, head, tail)
            || letters && has_no_letters(case.decoded)
            // a mark that nobody sees, among Latin letters: `oběť` from DOS is UTF-8 for it; `ﾙｧ` is for a digit
            || case.decoded == "\u{61c}"
            || is_other_digit(case.decoded)
            || matches!(case.kind, Kind::Cjk | Kind::CjkAsCjk) && !case.decoded.chars().any(is_cjk)
        {
            return None;
        }
        let lonely = is_lonely(head, case.decoded, tail) as i32;
        let if_so = |habit: bool, bits: i32| if habit { bits } else { 0 };
        let bits = rare_ideographs(case.decoded)
            + rare_letters(case)
            + if_so(is_stranger(case, lead, tail) || singles::is_any(case, head, tail), STRANGERS)
            + if_so(signs::may_be_good(case, head, tail), APOSTROPHE)
            + if_so(is_single(case), SINGLE)
            + if_so(lacks_kana(case), NO_KANA)
            + if_so(lacks_hangul(case), NO_HANGUL)
            + if_so(is_lone_character(case, head, tail), LONE)
            + if_so(alphabet, ALPHABET)
            + mixed * MIXED
            + lonely * LONELY
            - if_so(has_kin(case, lead, tail), KIN)
            + latin::against(case, head, tail);
        Some(Against { bits, mixed: mixed + lonely })
    }
}

/// Each change of script inside a word of the decoded text: `аБВ`, `BÜR탄`.
const MIXED: i32 = 10 * BIT;
/// A lone Han character or syllable among letters of another script is never what was written.
const LONELY: i32 = 12 * BIT;

/// The first script of a text that isn't Latin.
fn main_script(text: &str) -> Option<u8> {
    text.chars().map(|c| script(model::class_of(c))).find(|s| *s > 1)
}

/// Whether there is one digit of another script, and nothing else.
fn is_other_digit(decoded: &str) -> bool {
    let mut chars = decoded.chars();
    chars.next().is_some_and(|c| model::class_of(c) == class::OTHER_DIGIT) && chars.next().is_none()
}

/// How often letters of another script follow directly on letters of one, where good text doesn't do that.
fn script_changes(chars: impl Iterator<Item = char>) -> i32 {
    let mut last = 0;
    let mut changes = 0;
    for c in chars {
        let s = script(model::class_of(c));
        let cjk = |s: u8| s == 4 || s == 5;
        if s != last && s != 0 && last != 0 && !(cjk(s) && last == 1) && !(cjk(last) && s == 1) {
            changes += 1;
        }
        last = s;
    }
    changes
}

/// Whether the decoded text is a single Han character, kana or syllable with letters of other scripts around it.
fn is_lonely(head: &str, decoded: &str, tail: &str) -> bool {
    let script_of = |c: char| script(model::class_of(c));
    // A single Greek or Cyrillic letter may be a symbol.
    let foreign = |c: char| script_of(c) > 3;
    let mut cjk = decoded.chars().filter(|c| foreign(*c));
    if cjk.next().is_none() || cjk.next().is_some() {
        return false;
    }
    let beside = |s: &str| s.chars().any(foreign);
    !beside(head)
        && !beside(tail)
        && (head.chars().chain(tail.chars()).any(is_letter)
            || decoded.chars().any(|c| c.is_ascii_alphabetic()))
}

/// Whether what would be decoded as CJK or from it is a short piece of one alphabet that is written by itself, or signs
/// only: `ㅋㅋㅋㅋ ㅠㅠ`, `ㄅㄨˊ`, `ｶﾀｶﾅ`, `ｈｅｌｌｏ`, `㎏ ㎡`. Garble mixes them.
fn is_one_alphabet(case: &Case) -> bool {
    const SHORT: usize = 16;
    let others = || case.as_is.chars().filter(|c| !c.is_ascii());
    if !case.kind.stands_as_cjk() || others().count() > SHORT {
        return false;
    }
    let all = |is: fn(char) -> bool| others().all(is);
    let signs = others()
        .filter(|c| {
            let class = model::class_of(*c);
            script(class) == 0
                && !matches!(class, class::JAMO | class::BOPOMOFO | class::HALF_WIDTH | class::PRIVATE)
        })
        .count();
    // One letter may be a unit too: `Ω㏀ ㎏`.
    signs + 1 >= others().count() && signs > 0
        || all(|c| model::class_of(c) == class::JAMO)
        || all(|c| matches!(model::class_of(c), class::BOPOMOFO | class::SPACING_MARK))
        || all(|c| matches!(c, '\u{ff66}'..='\u{ff9f}'))
}

/// The line up to the words, and some of it behind them.
fn beside<'c>(case: &Case<'c>, lead: &'c str, tail: &str) -> impl Iterator<Item = char> + 'c {
    lead.chars().chain(case.next[tail.len()..].chars().take(64).take_while(|c| *c != '\n'))
}

/// Whether the line around has letters of the script that stands there and none of the one that would: a rare
/// syllable in a Korean sentence isn't Chinese, nor is one ideograph in a line of Latin letters what was written.
fn is_stranger(case: &Case, lead: &str, tail: &str) -> bool {
    let count =
        |script_: u8| beside(case, lead, tail).filter(|c| script(model::class_of(*c)) == script_).count();
    let Some(decoded) = main_script(case.decoded) else {
        // `iз гробу` has a Latin letter among the others, and not the other way round
        let latin = matches!(case.kind, Kind::LatinAsScript | Kind::LatinAsCjk);
        return latin && main_script(case.as_is).is_some_and(|s| count(s) > count(1));
    };
    if count(decoded) > 0 {
        return false;
    }
    let lone = is_one_letter(case.decoded);
    main_script(case.as_is).is_some_and(|s| s != decoded && count(s) >= 2) || lone && count(1) >= 4
}

/// Whether the line has a word in the script that letters would be of, as it stands: `ùìåí` beside שלום is Hebrew and not Greek.
fn has_kin(case: &Case, lead: &str, tail: &str) -> bool {
    const WORD: usize = 4;
    let own = main_script(case.decoded);
    let letters = |own: u8| beside(case, lead, tail).filter(move |c| script(model::class_of(*c)) == own);
    case.kind == Kind::Script
        && main_script(case.as_is) != own
        && own.is_some_and(|own| letters(own).take(WORD).count() == WORD)
}

/// What that speaks for it.
const KIN: i32 = 12 * BIT;

/// What such a repair must show beyond the usual.
const STRANGERS: i32 = 26 * BIT;

/// Whether letters would be signs only: `Е2Е` with Cyrillic letters isn't `…2…`.
fn has_no_letters(decoded: &str) -> bool {
    !decoded.chars().any(is_letter)
}

/// `mita’ squw` is Tayal (and `k´op` Tzeltal, which never is anything else), and `aqu’` is Spanish from a Mac far less
/// often; so is `TinkerPop™s`.
const APOSTROPHE: i32 = 15 * BIT;

/// Whether nothing but signs is exchanged for signs: an accent for an apostrophe (`k´op`, Tzeltal) is a habit of
/// writing, whatever charset could explain it.
fn only_punctuation(as_is: &str, decoded: &str) -> bool {
    let sign = |c: char| c.is_ascii() || script(model::class_of(c)) == 0;
    as_is.chars().all(sign) && decoded.chars().all(sign)
}

/// What the rare ones of a few ideographs cost once more: any two high bytes are an ideograph, and most of these are
/// rare. `Þ®ö` isn't 詔.
fn rare_ideographs(decoded: &str) -> i32 {
    const FEW: usize = 6;
    const USUAL: i32 = 13 * BIT;
    let ideographs = || {
        decoded
            .chars()
            .filter(|c| matches!(model::class_of(*c), class::HAN | class::HAN_RARE | class::HANGUL))
    };
    if ideographs().count() > FEW {
        return 0;
    }
    ideographs().map(|c| (model::cost_in_class(c) - USUAL).max(0)).sum()
}

/// What letters of Latin Extended-B cost once more that hardly anybody writes: `fã¼r` isn't `fƬr` read as a DOS page, but
/// `fÃ¼r` made small.
fn rare_letters(case: &Case) -> i32 {
    const USUAL: i32 = 13 * BIT;
    const RARE: i32 = 40 * BIT;
    let rare = |c: &char| matches!(c, 'ƀ'..='ɏ') && model::cost_in_class(*c) >= USUAL;
    if case.kind == Kind::Utf8 { RARE * case.decoded.chars().filter(rare).count() as i32 } else { 0 }
}

/// Whether one sign by itself between blanks, as good text has it, is exchanged for another character, or a letter
/// for a sign: `Δικαιώματα © 2012` has no σ there, `фор ¬ мального` no В, `quésta pàgina ò l'é` no bullet and `①(시행일)`
/// no ơ; `µ client` isn't `Á client`.
fn is_sign_alone(case: &Case, head: &str, tail: &str) -> bool {
    let Some((at, c, decoded)) = only_change(case.as_is, case.decoded) else { return false };
    let before = case.as_is[..at].chars().next_back().or(head.chars().next_back());
    let after = case.as_is[at + c.len_utf8()..].chars().next().or(tail.chars().next());
    let apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let class = model::class_of(c);
    let sign = matches!(class, class::TYPOGRAPHIC | class::MATH | class::SIGN) || matches!(c, 'µ' | 'ƒ');
    apart(before)
        && (class == class::ENCLOSED
            || case.kind != Kind::Utf8 && apart(after) && (sign || !is_letter(decoded)))
}

/// The one character that a repair changes, where it stands and what becomes of it.
fn only_change(as_is: &str, decoded: &str) -> Option<(usize, char, char)> {
    let mut pairs = as_is.char_indices().zip(decoded.chars()).filter(|((_, a), b)| a != b);
    let ((at, c), decoded_c) = pairs.next()?;
    let same = pairs.next().is_none() && as_is.chars().count() == decoded.chars().count();
    same.then_some((at, c, decoded_c))
}

/// Whether there is a single letter: beside letters of another script (`NicolГ¡s`) no chain is right that makes one.
fn is_one_letter(decoded: &str) -> bool {
    decoded.chars().filter(|c| is_letter(*c)).count() == 1
}

/// Whether a sign or a Latin letter would be another script's inside a word of that script: `нè` has an accent, and who
/// garbles a word garbles all of it.
fn is_glued(case: &Case, head: &str, tail: &str) -> bool {
    let script_of = |c: Option<char>| c.map_or(0, |c| script(model::class_of(c)));
    let own = main_script(case.decoded);
    case.kind == Kind::Script
        && is_one_letter(case.decoded)
        && own != main_script(case.as_is)
        && own.is_some_and(|own| {
            [head.chars().next_back(), tail.chars().next()].into_iter().any(|c| script_of(c) == own)
        })
}

/// Whether a few letters would be others of their script, and one of them stands there as a capital and small, as words at
/// the start of a sentence and inside it have it: `Ќе … ќе` isn't `Не … эе`, where these are two letters. Or one letter alone, again
/// and again: each time it counted anew (`Ќе Ќе Ќе`).
fn is_one_letter_always(case: &Case) -> bool {
    const FEW: usize = 3;
    const OFTEN: usize = 3;
    let is_dash = |c: char| model::class_of(c) == class::TYPOGRAPHIC;
    let mut changed: Vec<(char, char)> = Vec::new();
    let mut count = 0;
    for pair in case.as_is.chars().zip(case.decoded.chars()).filter(|(a, b)| a != b && !is_dash(*a)) {
        count += 1;
        if !changed.contains(&pair) {
            changed.push(pair);
        }
        if changed.len() > FEW {
            return false;
        }
    }
    let both = |(a, b): (char, char)| {
        let small = |o: &&(char, char)| o.0 != a && model::fold(o.0) == model::fold(a);
        changed.iter().find(small).is_some_and(|o| model::fold(o.1) != model::fold(b))
    };
    changed.len() == 1 && count >= OFTEN || changed.iter().copied().any(both)
}

/// Whether what stands there are abbreviations: a short word in capitals (`БФБ`), or several that would have a capital
/// after a small letter (`РСФСР, СПб`), which no word has.
fn is_abbreviation(case: &Case) -> bool {
    const SHORT: usize = 4;
    let letters = || case.as_is.chars().filter(|c| is_letter(*c));
    // lines and blocks are letters of KOI8-R in DOS (`┤═╛╔Г═`)
    let drawn = case.as_is.chars().any(|c| model::class_of(c) == class::BOX);
    let pairs = case.decoded.chars().zip(case.decoded.chars().skip(1));
    letters().count() <= SHORT && letters().all(char::is_uppercase) && !drawn
        || pairs.into_iter().any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

/// Whether there are only a few different characters beyond ASCII: one `ﾍﾞ` is no word, however often it stands there.
fn is_of_few(text: &str) -> bool {
    let others = || text.chars().filter(|c| !c.is_ascii());
    others().enumerate().filter(|(i, c)| !others().take(*i).any(|b| b == *c)).take(FEW + 1).count() <= FEW
}

/// Different characters that are too few for an alphabet to be garble.
const FEW: usize = 4;
/// Bits a character beyond the usual up to which what an alphabet by itself would be is worth a thought.
const PLAIN: f32 = 4.0;
/// What speaks against it even then: `ｶﾀｶﾅ` stands by itself far more often than it is garble.
const ALPHABET: i32 = 20 * BIT;

/// Whether one letter of UTF-8 follows on a letter that is none: garble has two characters for each, so that `ΕΞ΄` isn't
/// `Εδ`.
fn is_letter_of_word(head: &str, case: &Case) -> bool {
    let script_of = |c: Option<char>| c.map_or(0, |c| script(model::class_of(c)));
    let before = script_of(head.chars().next_back());
    matches!(before, 2 | 3)
        && before == script_of(case.as_is.chars().next())
        && case.decoded.chars().count() == 1
        && before == script_of(case.decoded.chars().next())
}

/// Whether a character belongs to CJK text alone: their charsets have Greek and Cyrillic rows too, which nobody
/// writes a word in.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(model::class_of(c), class::CJK_PUNCTUATION | class::FULL_WIDTH | class::HAN..=class::ENCLOSED)
}

/// Whether letters of one other script than Latin are exchanged for letters of the same.
pub(super) fn same_script(case: &Case) -> bool {
    matches!(main_script(case.as_is), Some(2 | 3)) && main_script(case.as_is) == main_script(case.decoded)
}

/// Whether all that comes out, by a chain that is rare, is one letter of another script than Latin, again and again: `500 кБ
/// 350 кБ` in a table.
fn is_one_again_and_again(case: &Case) -> bool {
    let mut others = case.decoded.chars().filter(|c| !c.is_ascii());
    let Some(first) = others.next() else { return false };
    case.kind == Kind::Utf8
        && case.price >= UNUSUAL
        && main_script(case.decoded).is_some()
        && others.next() == Some(first)
        && others.all(|c| c == first)
}

/// Whether there are words in capitals of another script than Latin, and nothing else that isn't ASCII: `РРРРММДД`,
/// `ЦЕО_БРОЈ`. Of pairs of bytes that are ideographs hardly any two are all such letters.
fn is_in_capitals(text: &str) -> bool {
    const LEAST: usize = 4;
    let others = || text.chars().filter(|c| !c.is_ascii());
    let capital = |c: char| c.is_uppercase() && script(model::class_of(c)) > 1;
    others().all(capital) && others().count() >= LEAST
}

/// Whether one or two characters are one of UTF-8, by a chain that is rare.
fn is_single(case: &Case) -> bool {
    let others = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
    case.kind == Kind::Utf8 && case.price >= UNUSUAL && others(case.as_is) <= 2 && others(case.decoded) == 1
}

/// Whether what stands there is one character of CJK text in a line of a table, without a sentence around: `rmr` and the
/// `귺` that these keys make.
fn is_lone_character(case: &Case, head: &str, tail: &str) -> bool {
    let mut others = case.as_is.chars().filter(|c| !c.is_ascii());
    let lone = others.next().is_some_and(is_cjk) && others.next().is_none();
    let mut beside = head.chars().chain(tail.chars());
    lone && !beside.any(is_letter)
        && (1..SENTENCE).contains(&case.around().filter(|c| is_letter(*c)).take(SENTENCE).count())
}

/// Letters on a line that make it more than a line of a table.
const SENTENCE: usize = 8;
const LONE: i32 = 16 * BIT;

/// Whether what would be Japanese is ideographs without any kana, more of them than a name has.
fn lacks_kana(case: &Case) -> bool {
    const NAME: usize = 5;
    let japanese = matches!(case.truth, Charset::SHIFT_JIS | Charset::EUC_JP);
    japanese
        && has(case, class::HAN, class::HAN_RARE, NAME)
        && !has(case, class::HIRAGANA, class::KATAKANA, 1)
}

/// Of 43,000 Japanese lines with so many ideographs one in fifteen has no kana. `¾ØÕó1ºÍ¾ØÕó2` is `矩阵1和矩阵2` and not
/// `裳專1才裳專2`, although the model knows neither word.
const NO_KANA: i32 = 4 * BIT;

/// Whether what would be Korean is ideographs alone.
fn lacks_hangul(case: &Case) -> bool {
    case.truth == Charset::EUC_KR
        && has(case, class::HAN, class::HAN_RARE, 2)
        && !has(case, class::HANGUL, class::HANGUL, 1)
}

/// One of 92,000 Korean lines is written so: `îÏÌØ` is `Ноль` and not `這景`.
const NO_HANGUL: i32 = 14 * BIT;

/// Whether the decoded text has so many characters of these classes.
fn has(case: &Case, from: class::Class, to: class::Class, many: usize) -> bool {
    case.decoded.chars().filter(|c| (from..=to).contains(&model::class_of(*c))).take(many).count() == many
}

/// A chain's price from which one character of UTF-8 is too little to think of it: `¬β` isn't `р` read as Mac Greek.
const UNUSUAL: i32 = 6 * BIT;
const SINGLE: i32 = 8 * BIT;
