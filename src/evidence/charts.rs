//! Tables of characters, ornaments and marks: good text, whatever it could be decoded as.

use alloc::vec::Vec;

use super::judge::{Case, Kind};
use crate::letters::is_letter;
use crate::model::{self, class};

/// What sort of list some words are as they stand: the same for all that they could be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lists {
    /// Of letters in their order, or of those of an alphabet.
    letters: bool,
    /// Of single characters in quotes.
    quoted: bool,
}

impl Lists {
    pub(super) fn of(words: impl Iterator<Item = char> + Clone) -> Lists {
        Lists {
            letters: is_ordered(words.clone()) || is_alphabet(words.clone()),
            quoted: is_quoted_one_by_one(words),
        }
    }
}

/// Whether nothing in the words is a word, nor would be: a table of one charset is a table in another, too.
pub(super) fn is_any(case: &Case, lists: Lists, head: &str, tail: &str) -> bool {
    lists.letters
        || is_ordered(case.decoded.chars())
        || is_both_cases(case)
        || case.kind != Kind::Utf8 && is_apart(case.decoded)
        || case.kind != Kind::Utf8 && lists.quoted
        || case.kind.stands_as_cjk() && is_one_by_one(case.as_is)
        || is_repeated(case)
        || (case.kind.is_of_letters() || case.kind == Kind::Cjk) && is_only_quotes(case, head, tail)
        || case.kind.is_of_letters() && is_only_signs_apart(case, head, tail)
        || is_marks_only(head, case.as_is)
        || is_of_one_row(case)
        || is_decoration(case.as_is) && !is_word_of_utf8(case)
        || case.kind != Kind::Utf8 && is_half_width_word(case.as_is)
}

/// Whether the characters are in the order of their code points, or letters in both cases: `ÀÁÂÃ`, `Åå, Øø`,
/// `£©µÀÆÖÞßéö`, `마-맣먀-먛머-멓`.
fn is_ordered(chars: impl Iterator<Item = char>) -> bool {
    /// Characters of which each is greater than the one before: by chance one in 5,000 texts has as many.
    const ASCENDING: u32 = 7;
    let (mut last, mut pairs, mut ordered, mut ascending) = (' ', 0, 0, 0);
    let mut pair = (' ', ' ');
    for c in chars.filter(|c| *c != '-') {
        if !c.is_ascii() && !last.is_ascii() {
            pairs += 1;
            let step = (c as u32).wrapping_sub(last as u32);
            // a table has each once: `ĂĄ … ĂĄ` is å read as windows-1250
            ordered += ((step == 1 || step == 2 || is_other_case(last, c)) && pair != (last, c)) as u32;
            pair = (last, c);
            ascending = if c > last { ascending + 1 } else { 0 };
        } else if !c.is_ascii() {
            ascending = 1;
        }
        last = c;
    }
    ordered >= 3 && 3 * ordered >= 2 * pairs || ascending >= ASCENDING && ascending > pairs
}

fn is_other_case(a: char, b: char) -> bool {
    a != b && model::fold(a) == model::fold(b)
}

/// Whether all letters stand in both cases, two and two: `ĄąĘę` isn't 类奇, nor `Àà` a mark; or one case behind the other
/// and no plain letter between them: `[ãõÃÕ]`.
fn is_both_cases(case: &Case) -> bool {
    const MANY: usize = 40;
    let letters = || case.as_is.chars().filter(|c| !c.is_ascii());
    let two_and_two = letters().zip(letters().skip(1)).step_by(2).all(|(a, b)| is_other_case(a, b));
    let others = |c| letters().any(|b| is_other_case(c, b));
    match letters().take(MANY).count() {
        // `Аа` is 类, a word, and one of UTF-8's characters is none
        2 => case.kind == Kind::Utf8 && two_and_two,
        MANY | 0..4 => false,
        count => {
            count % 2 == 0 && two_and_two
                || !case.as_is.contains(|c: char| c.is_ascii_alphabetic()) && letters().all(others)
        }
    }
}

/// Whether many letters of the Latin script stand in a row, none of them twice before it begins anew, and what would be
/// decoded reads badly, at so many bits a character beyond the usual: `(áàãâéêíóõôúç)` are those that a language has.
pub(super) fn is_set(case: &Case, excess: f32) -> bool {
    /// `áàäéèęöő` of a test has eight; garbled words of so many letters have some of them twice, or signs among them.
    const MANY: usize = 8;
    /// The bytes of four ideographs are often eight different letters (`ÃµÈËÖ®³õ`).
    const MANY_BYTES: usize = 12;
    /// Of 700 right repairs in which no character stands twice none of letters for letters, longer than six, reads as badly.
    const BADLY: f32 = 2.5;
    if case.kind == Kind::Utf8 || excess < BADLY {
        return false;
    }
    let many = if case.kind == Kind::Cjk { MANY_BYTES } else { MANY };
    let mut row: Vec<char> = Vec::new();
    for c in case.as_is.chars() {
        if !class::is_accented(model::class_of(c)) {
            row.clear();
        } else if row.contains(&c) {
            if row.len() >= MANY && row.first() == Some(&c) {
                return true;
            }
            row = [c].to_vec();
        } else {
            row.push(c);
        }
        if row.len() == many {
            return true;
        }
    }
    false
}

/// Whether nearly all letters beyond ASCII stand there in both cases: `œàâçèéîïùûêŒÀÂÇÈÉÎÏÙÛÊ` are those of French.
fn is_alphabet(words: impl Iterator<Item = char>) -> bool {
    const ALPHABET: usize = 6;
    let letters = words.filter(|c| !c.is_ascii() && is_letter(*c)).take(MOST);
    let letters: Vec<(char, u32)> = letters.map(|c| (c, model::fold(c))).collect();
    // not one again and again: `ñ` and `Ñ` are what the first bytes of kana are in DOS
    let different = || letters.iter().enumerate().filter(|(i, l)| !letters[..*i].contains(l)).count();
    let few = letters.len() / 10;
    // ends at the first one too many, which prose has at once
    let alone = |(c, folded): &&(char, u32)| !letters.iter().any(|(o, f)| o != c && f == folded);
    (ALPHABET..MOST).contains(&letters.len())
        && letters.iter().filter(alone).take(few + 1).count() <= few
        && 2 * different() > letters.len()
}

/// Letters of more than an alphabet.
const MOST: usize = 100;

/// Whether what would be CJK text are characters of which no two stand side by side, as no text has them: the keys of a
/// keyboard (`ä| Z Å| E ¢|`). Numbers between them are a date: `Дк8ФВ22ИХ` is 年8月22日.
fn is_apart(decoded: &str) -> bool {
    const SEVERAL: usize = 3;
    let cjk = |c: char| matches!(class::script(model::class_of(c)), 4 | 5);
    let others = || decoded.chars().filter(|c| !c.is_ascii_digit());
    let beside = others().zip(others().skip(1)).any(|(a, b)| cjk(a) && cjk(b));
    !beside && decoded.chars().filter(|c| cjk(*c)).take(SEVERAL).count() == SEVERAL
}

/// Whether there are several characters beyond ASCII and each stands by itself between quotes: `'쯰', '쯱'`.
fn is_quoted_one_by_one(chars: impl Iterator<Item = char>) -> bool {
    let is_quote = |c: char| matches!(c, '"' | '\'' | '`');
    let (mut before, mut last, mut count) = (' ', ' ', 0);
    for c in chars {
        if !last.is_ascii() {
            if !is_quote(before) || !is_quote(c) {
                return false;
            }
            count += 1;
        }
        (before, last) = (last, c);
    }
    count >= 2 && last.is_ascii()
}

/// Whether characters beyond ASCII stand each by itself, and are but a few again and again, or the items of a list:
/// `"㎌", "㎌", "㎌", "μF"`, `碁, 銹, 裏, 墻`.
fn is_one_by_one(text: &str) -> bool {
    const SEVERAL: usize = 4;
    let (mut seen, mut count, mut last): (Vec<char>, usize, char) = (Vec::new(), 0, ' ');
    let (mut listed, mut commas) = (true, 0);
    for c in text.chars() {
        if !c.is_ascii() {
            if !last.is_ascii() {
                return false;
            }
            count += 1;
            if !seen.contains(&c) && seen.len() <= SEVERAL {
                seen.push(c);
            }
        } else {
            commas += usize::from(c == ',');
            listed &= matches!(c, ',' | ' ');
        }
        last = c;
    }
    listed &= commas + 1 >= count;
    count >= SEVERAL && (listed || seen.len() <= SEVERAL && 2 * seen.len() <= count)
}

/// Whether characters are repeated as no word repeats its letters: dots for a password, `·····`, aren't للللل, nor is
/// `┌───┐` ВАААГ or `ГГ:ХХ:СС` 吵:排:亮.
fn is_repeated(case: &Case) -> bool {
    let letters = case.kind.is_of_letters();
    letters && has_three(case.decoded)
        || case.kind != Kind::Utf8 && is_doubled(case.as_is)
        || case.kind.stands_as_cjk() && is_said_twice(case.as_is)
}

/// Whether a word of syllables or ideographs begins with the same twice, or two of them twice each: `갸우뚱갸우뚱`,
/// `벙긋벙긋한`, `乾乾淨淨`.
fn is_said_twice(text: &str) -> bool {
    /// The longest such word.
    const LONG: usize = 8;
    let word: Vec<char> = text.chars().take(LONG + 1).collect();
    let others = word.iter().all(|c| !c.is_ascii());
    let twice = |n: usize| word.len() >= 2 * n && word[..n] == word[n..2 * n];
    let each = word.len() == 4 && word[0] == word[1] && word[2] == word[3];
    others && (4..=LONG).contains(&word.len()) && (each || twice(2) || twice(3))
}

/// Whether a letter beyond ASCII stands three times in a row, in a few words: a long text may have one.
fn has_three(text: &str) -> bool {
    const FEW: usize = 60;
    let (mut last, mut count) = (' ', 0);
    text.chars().nth(FEW).is_none()
        && text.chars().any(|c| {
            count = if c == last { count + 1 } else { 1 };
            last = c;
            count >= 3 && !c.is_ascii() && is_letter(c)
        })
}

/// Whether there are several runs beyond ASCII, each of one character again and again.
fn is_doubled(text: &str) -> bool {
    let mut runs = text.split(|c: char| c.is_ascii()).filter(|run| !run.is_empty()).peekable();
    let mut count = 0;
    let same =
        |run: &str| run.chars().nth(1).is_some() && run.chars().zip(run.chars().skip(1)).all(|(a, b)| a == b);
    runs.all(|run| {
        count += 1;
        same(run)
    }) && count >= 2
}

/// Whether what stands in two bytes a character, or would, is no word of them: kana, whose first bytes are one letter
/// again and again (`ぎゃ` isn't доду), nor do kana of both widths come of other charsets (`ﾍﾞ` and `ベ`), nor Latin letters alone (`āáǎà`); one sign (`〃 〃 〃`,
/// a private one); or a half-width letter or two for `¼` and `¢`.
fn is_of_one_row(case: &Case) -> bool {
    let all = |text: &str, is: &dyn Fn(char) -> bool| text.chars().filter(|c| !c.is_ascii()).all(is);
    let count = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
    let first = case.as_is.chars().find(|c| !c.is_ascii());
    let kana = |c: char| matches!(model::class_of(c), class::HIRAGANA | class::KATAKANA);
    let private = |c: char| model::class_of(c) == class::PRIVATE;
    let half_width = |c: char| model::class_of(c) == class::HALF_WIDTH;
    match case.kind {
        Kind::ScriptAsCjk | Kind::LatinAsCjk => {
            all(case.as_is, &kana)
                || count(case.as_is) == 1 && all(case.as_is, &private)
                || count(case.as_is) > 2 && all(case.as_is, &|c| Some(c) == first)
        }
        Kind::CjkAsCjk => all(case.as_is, &|c| kana(c) || half_width(c)) && case.as_is.chars().any(kana),
        Kind::Cjk => count(case.decoded) <= 2 && all(case.decoded, &half_width),
        _ => false,
    }
}

/// Whether half-width kana have their marks where they belong, behind the kana that take them: `ﾊﾟｸﾞ`, `ﾍﾞ`. EUC-JP read as
/// Shift_JIS has them anywhere.
fn is_half_width_word(text: &str) -> bool {
    const SHORT: usize = 5;
    let takes =
        |c: char, mark: char| matches!(c, 'ﾊ'..='ﾎ') || mark == '\u{ff9e}' && matches!(c, 'ｶ'..='ﾄ' | 'ｳ');
    let (mut last, mut marks) = (' ', 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            '\u{ff9e}' | '\u{ff9f}' if takes(last, c) => marks += 1,
            '\u{ff61}'..='\u{ff9d}' => {}
            _ => return false,
        }
        last = c;
    }
    marks > 0 && text.chars().filter(|c| !c.is_ascii()).count() <= SHORT
}

/// Whether all that isn't ASCII are accents and points on letters, as they are written apart: `mo` and U+0301 `no`.
fn is_marks_only(head: &str, as_is: &str) -> bool {
    let is_mark = |c: char| {
        let class = model::class_of(c);
        class == class::MARK || class::is_script_mark(class)
    };
    let mut last = head.chars().next_back().unwrap_or(' ');
    let mut any = false;
    for c in as_is.chars() {
        if !c.is_ascii() {
            let on_letter = is_letter(last) || any && is_mark(last);
            if !is_mark(c) || !on_letter {
                return false;
            }
            any = true;
        }
        last = c;
    }
    any
}

/// Whether there are only signs, each by itself between blanks: `² ³ ¹ ¸`.
fn is_only_signs_apart(case: &Case, head: &str, tail: &str) -> bool {
    let is_sign = |c: char| matches!(model::class_of(c), class::TYPOGRAPHIC..=class::SIGN);
    let mut last = head.chars().next_back().unwrap_or(' ');
    let mut chars = case.as_is.chars().chain(tail.chars().next()).peekable();
    let mut apart = true;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        apart &= c.is_ascii() || is_sign(c) && last == ' ' && next == ' ';
        last = c;
    }
    apart
}

/// Whether there are only quotes and lines where these stand, before words and after them: `”xz”, ”lzma”`, `│value│`,
/// `«…»`.
fn is_only_quotes(case: &Case, head: &str, tail: &str) -> bool {
    let is_quote = |c: char| "“”„‘’‚«»‹›…".contains(c);
    let [before, after] = [head.chars().next_back(), tail.chars().next()].map(|c| c.unwrap_or(' '));
    let mut chars = case.as_is.chars().chain([after]).peekable();
    let (mut last, mut opening, mut closing) = (before, 0, 0);
    while let (Some(c), Some(next)) = (chars.next(), chars.peek()) {
        if !c.is_ascii() {
            let sign = is_quote(c) || model::class_of(c) == class::BOX;
            let inside = last.is_alphanumeric() && next.is_alphanumeric();
            let apart = last.is_ascii() || is_quote(c) && is_quote(last);
            if !sign || inside || !apart {
                return false;
            }
            opening += usize::from(!last.is_alphanumeric());
            closing += usize::from(!next.is_alphanumeric());
        }
        last = c;
    }
    opening > 0 && closing > 0 && opening + closing > 2
}

/// Whether the stretch is an ornament or a face: the same from both ends, `•·.·´¯`·.·•`, or between two `ﾟ`; or drawn of
/// a few lines and blocks, `├─┴─┴─┼─┴─`, `█░`.
fn is_decoration(as_is: &str) -> bool {
    let letters = as_is.chars().filter(|c| is_letter(*c) && *c != 'ـ').count();
    let count = as_is.chars().count();
    let same = as_is.chars().zip(as_is.chars().rev()).filter(|(a, b)| a == b).count();
    let face = || {
        let mut eyes = as_is.char_indices().filter(|(_, c)| *c == '\u{ff9f}').map(|(i, _)| i);
        eyes.next().zip(eyes.next()).is_some_and(|(a, b)| as_is[a..b].chars().count() == 2)
    };
    count >= 6 && 2 * letters <= count && 10 * same >= 7 * count || face() || is_drawing(as_is)
}

/// Whether UTF-8 gives a word of one other script: of `שלום` one byte was lost, and what is left of it (`×©×œ×•×`) is nearly the
/// same from both ends.
fn is_word_of_utf8(case: &Case) -> bool {
    const WORD: usize = 3;
    let mut scripts = case.decoded.chars().map(|c| class::script(model::class_of(c)));
    let first = scripts.next().filter(|s| *s > 1);
    case.kind == Kind::Utf8
        && first.is_some()
        && scripts.all(|s| Some(s) == first)
        && case.decoded.chars().count() >= WORD
}

/// Whether lines and blocks are drawn: only these, and a few of them again and again.
fn is_drawing(as_is: &str) -> bool {
    let others = || as_is.chars().filter(|c| !c.is_ascii());
    /// Different lines that are as many as letters in a word.
    const MANY: usize = 5;
    let blocks = others().all(|c| matches!(c, '\u{2580}'..='\u{259f}'));
    let kinds = others().enumerate().filter(|(i, c)| !others().take(*i).any(|b| b == *c)).take(MANY).count();
    let drawn = others().all(|c| model::class_of(c) == class::BOX);
    drawn && (blocks && kinds <= 3 || kinds < MANY && 4 * kinds <= others().count())
}
