//! Signs and marks that good text has, and that charsets have letters for.

use super::judge::{Case, Kind};
use crate::letters::is_letter;

/// Whether what stands there is good by its signs.
pub(super) fn are_good(case: &Case, head: &str, tail: &str) -> bool {
    is_only(case, &['´', '`', '¨', 'α'])
        || are_blanks(case)
        || are_soft_hyphens(case, head, tail)
        || is_full_width(case)
        || case.kind == Kind::Cjk && are_units(case, head, tail)
        || case.kind != Kind::Utf8 && (is_vocalised(case.as_is) || are_raised(case) || are_euros(case.as_is))
        || case.kind == Kind::Utf8 && has_capital_ending(head, case.as_is, case.next)
}

/// Whether its signs speak for its being good.
pub(super) fn may_be_good(case: &Case, head: &str, tail: &str) -> bool {
    is_only(case, &['’', '‘', '™']) || is_micro(case, head, tail)
}

/// Whether all that changes are full-width letters, in a line as long as it may be: `ｂａ ｂｕ ｎｅｎｇ`.
fn is_full_width(case: &Case) -> bool {
    case.as_is.chars().filter(|c| !c.is_ascii()).all(|c| matches!(c, '\u{ff10}'..='\u{ff5a}' | '\u{3000}'))
}

/// What stands behind the sign for a millionth.
const UNITS: &str = "smglWAVFH";

/// Whether all that isn't ASCII are signs for a millionth before units, with either of the two characters for it: `"μF", "μF"`
/// is no ideograph.
fn are_units(case: &Case, head: &str, tail: &str) -> bool {
    let mut before = head.chars().next_back();
    let mut chars = case.as_is.chars().chain(tail.chars());
    while let Some(c) = chars.next() {
        if matches!(c, 'µ' | 'μ') {
            if before.is_some_and(is_letter) || !is_unit(chars.clone()) {
                return false;
            }
        } else if !c.is_ascii() {
            return false;
        }
        before = Some(c);
    }
    true
}

/// Whether a text begins with a unit of one letter.
fn is_unit(mut chars: impl Iterator<Item = char>) -> bool {
    chars.next().is_some_and(|c| UNITS.contains(c)) && !chars.next().is_some_and(is_letter)
}

/// Letters that are more than those of `à` in a Vietnamese word.
const WORD: usize = 3;

/// Whether all that changes is the sign for a millionth, or the µ of a name in capitals: `µRaiden`, `µs`, `FAµST`, but not
/// `vedµa`.
fn is_micro(case: &Case, head: &str, tail: &str) -> bool {
    if !is_only(case, &['µ']) {
        return false;
    }
    let mut chars =
        head.chars().chain(case.as_is.chars()).chain(tail.chars()).skip_while(|c| *c != 'µ').skip(1);
    let starts =
        head.is_empty() && case.as_is.starts_with('µ') || head.ends_with(|c: char| c.is_ascii_digit());
    let unit = is_unit(chars.clone());
    // `µsort`, `µ-apps`
    let word = chars.clone().take_while(char::is_ascii_alphabetic).nth(WORD).is_some()
        || !chars.clone().next().is_some_and(is_letter);
    let (first, second) = (chars.next(), chars.next());
    let name = first.is_some_and(char::is_uppercase) && second.is_some_and(char::is_lowercase);
    let capitals =
        [head.chars().next_back(), first].iter().all(|c| c.is_some_and(|c| c.is_ascii_uppercase()));
    starts && (name || unit || word) || capitals
}

/// Whether no-break spaces stand for all blanks: `at\u{a0}least\u{a0}look\u{a0}at\u{a0}all`, where those for `á` from DOS
/// have others beside them.
fn are_blanks(case: &Case) -> bool {
    const ALL: usize = 3;
    let blanks = || case.as_is.chars().filter(|c| !c.is_ascii());
    case.kind != Kind::Utf8
        && !case.as_is.contains(' ')
        && blanks().all(|c| c == '\u{a0}')
        && blanks().take(ALL).count() == ALL
}

/// Whether half of what isn't ASCII are soft hyphens, which web pages have inside long words; `š` from DOS begins some.
fn are_soft_hyphens(case: &Case, head: &str, tail: &str) -> bool {
    const SOFT: char = '\u{ad}';
    let others = || case.as_is.chars().filter(|c| !c.is_ascii());
    let (mut letter, mut inside) = (false, true);
    for c in head.chars().chain(case.as_is.chars()).chain(tail.chars()).chain([' ']) {
        inside &= letter || c != SOFT;
        letter = is_letter(c) || c == SOFT && letter;
    }
    case.kind != Kind::Utf8 && inside && 2 * others().filter(|c| *c == SOFT).count() >= others().count()
}

/// Whether letters have the vowel signs of Arabic and Hebrew as good text has them: behind letters, two of them at the most.
/// In garble every other word begins with one, or has three in a row.
fn is_vocalised(text: &str) -> bool {
    const LEAST: usize = 3;
    const IN_A_ROW: usize = 2;
    let is_vowel = |c: char| matches!(c, '\u{5b0}'..='\u{5bd}' | '\u{5c1}' | '\u{5c2}' | '\u{64b}'..='\u{652}' | '\u{670}');
    let is_letter = |c: char| matches!(c, 'א'..='ת' | 'ء'..='ي' | 'ٱ'..='ۓ');
    let (mut vowels, mut row, mut letter) = (0, 0, false);
    for c in text.chars() {
        if is_vowel(c) {
            (vowels, row) = (vowels + 1, row + 1);
            if !letter || row > IN_A_ROW {
                return false;
            }
        } else {
            (letter, row) = (is_letter(c), 0);
        }
    }
    vowels >= LEAST
}

/// Whether nothing but euro signs isn't ASCII: `€€`, a dear place to eat, is `中` for who reads Big5.
fn are_euros(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || c == '€')
}

/// Whether raised digits would be an ideograph: `¹¹ And Jesus took the loaves`.
fn are_raised(case: &Case) -> bool {
    case.kind == Kind::Cjk && case.as_is.chars().all(|c| matches!(c, '¹' | '²' | '³'))
}

/// Whether all that changes in Latin text are these signs: accents that are written for apostrophes, or signs of
/// names (`GLαDOS`).
fn is_only(case: &Case, signs: &[char]) -> bool {
    let (now, then) = (case.as_is.chars(), case.decoded.chars());
    let same_length = now.clone().count() == then.clone().count();
    let mut changed = now.zip(then).filter(|(a, b)| !(a.is_ascii() || same_length && a == b));
    case.kind.is_of_letters() && changed.all(|(a, _)| signs.contains(&a))
}

/// Whether a capital like `Ã` stands at the end of a word in capitals with a sign behind it that good text has there:
/// `MANHÃ…`, `“IRMÃ”`, `HÂLÂ®`, `BLAGAIĆ”`. `PÃ…` for `PÅ` is rarer than any of these.
fn has_capital_ending(head: &str, as_is: &str, next: &str) -> bool {
    const SIGNS: &str = "…”“’‘»®™²³©°";
    /// Characters beyond ASCII that a word or two in capitals have; of two layers there are many (`ÃŽÂ® `).
    const FEW: usize = 8;
    // `Â«LVMÂ»` has both marks of a quotation garbled
    if as_is.chars().filter(|c| !c.is_ascii()).nth(FEW).is_some() || as_is.contains("Â«") {
        return false;
    }
    let mut chars = head.chars().chain(as_is.chars()).chain(next.chars().take(1)).peekable();
    let (mut before, mut plain) = (' ', false);
    while let Some(c) = chars.next() {
        plain = c.is_ascii_uppercase() || plain && is_letter(c);
        // of `ÃÂ°` two layers are left, of `ÄÃ³` (đó) a byte is gone
        let capital = plain && before.is_uppercase() && !matches!(before, 'Ã' | 'Â');
        let ending = matches!(c, 'Ã' | 'Â' | 'Ć' | 'Č' | 'Ń') && capital;
        if ending
            && chars.next_if(|s| SIGNS.contains(*s)).is_some()
            && chars.peek().is_none_or(|c| !c.is_alphanumeric() && c.is_ascii())
        {
            return true;
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vowel_signs() {
        assert!(is_vocalised("بِسْمِ اللَّهِ الرَّحْمَنِ الرَّحِيمِ"));
        assert!(is_vocalised("בְּרֵאשִׁית בָּרָא"));
        assert!(!is_vocalised("السلام"));
        // ходят слухи, read as ISO-8859-6 and as windows-1255
        for garbled in ["ٍُ َ ٌَُِّ", "ִױגמהפ ֳכףץט ז־ֲךמכמהצוס"] {
            assert!(!is_vocalised(garbled), "{garbled}");
        }
    }

    #[test]
    fn capitals_before_a_closing_mark() {
        assert!(has_capital_ending("MANH", "Ã…", " "));
        assert!(has_capital_ending("BLAGAI", "Ć”", " "));
        assert!(has_capital_ending("«MAÇ", "Ã»", " "));
        assert!(!has_capital_ending("", "ÃÂ°", " "));
        assert!(!has_capital_ending("", "ÄÃ³", " "));
        assert!(!has_capital_ending("", "Â«LVMÂ»", " "));
        assert!(!has_capital_ending("", "Ã…", "lesund"));
    }
}
