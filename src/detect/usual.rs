//! What good text explains though a pair of its characters is odd.

use super::suspicion::is_in_row;
use crate::charset::Charset;
use crate::model::{self, BIT, class};

/// Letters of a word from which on two odd pairs are asked for.
const SHORT: usize = 6;
/// What letters of another script cost in good text, each of them, where two of their pairs are odd. With two bits more ten
/// of 29,000 garbled development cases were left alone (`ะขะฐะบ`, `афщшейеъ`), with this none.
pub(super) const USUAL: i32 = 7 * BIT;
/// The same where one pair is: `дзбшйн` is החברים. With one bit less five more of 28,461 come out and a third more is looked for
/// in garbled text.
pub(super) const ODD: i32 = 9 * BIT;

/// Whether two small letters with marks stand beside plain ones and no third one (`zvláštní`): neither the two bytes of
/// a character, nor two letters of another script. `rest` begins with them.
pub(super) fn is_pair_in_word(before: &str, rest: &str) -> bool {
    /// Small letters that are the first byte of two in a DOS or Mac page.
    const LEADS: &str = "ãðıđďěăßÿœ";
    let small = |c: char| is_latin(c) && c.is_lowercase();
    let mut chars = rest.chars();
    let (Some(one), Some(two)) = (chars.next(), chars.next()) else { return false };
    let ends = [before.chars().next_back(), chars.next()].map(|c| c.unwrap_or(' '));
    small(one)
        && small(two)
        && !LEADS.contains(one)
        && ends.iter().all(char::is_ascii)
        && ends.iter().any(char::is_ascii_lowercase)
}

/// What sort of a table's frame the box drawing is that `rest` begins with. KOI8-R read as a DOS page is all of them, too
/// (`╨╥╔╫┼╘`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    None,
    /// A bar by itself, with CJK text beside it at the most.
    Bar,
    /// A bar beside letters, as tables have it that have lines, too: Polish read as a DOS page has `│atwo`.
    BarOfTable,
    /// A line of three alike with its corners.
    Line,
}

/// The sort of the frame that `rest` begins with, behind `before`.
pub(super) fn frame(before: &str, rest: &str) -> Frame {
    /// Characters before it, and with it and behind it, that are looked at.
    const REACH: [usize; 2] = [4, 5];
    let is_box = |c: &char| model::class_of(*c) == class::BOX;
    let Some(bar) = rest.chars().next().filter(is_box) else { return Frame::None };
    let start = before.len()
        - before.chars().rev().take(REACH[0]).take_while(is_box).map(char::len_utf8).sum::<usize>();
    let row = before[start..].chars().chain(rest.chars().take(REACH[1]).take_while(is_box));
    if has_line(row.clone()) {
        return Frame::Line;
    }
    if row.count() > 1 || !matches!(bar, '│' | '║') {
        return Frame::None;
    }
    let beside = [before.chars().next_back(), rest.chars().nth(1)];
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let apart = |c: Option<char>| blank(c) || c.is_some_and(is_in_row);
    if beside.into_iter().all(apart) && beside.into_iter().any(blank) {
        Frame::Bar
    } else {
        Frame::BarOfTable
    }
}

/// Whether a row of box drawing has a line in it: so many of its signs alike that they aren't letters by chance.
pub(crate) fn has_line(row: impl Iterator<Item = char>) -> bool {
    const ALIKE: usize = 3;
    let (mut alike, mut last) = (0, ' ');
    for c in row {
        alike = if c == last { alike + 1 } else { 1 };
        last = c;
        if alike == ALIKE && matches!(c, '─' | '━' | '═') {
            return true;
        }
    }
    false
}

/// Whether the letters of another script than Latin around a place are too few for two odd pairs.
pub(super) fn is_short_word(before: &str, rest: &str) -> bool {
    let letters = |c: &char| own_script(*c).is_some();
    let count = before.chars().rev().take(SHORT).take_while(letters).count();
    count + rest.chars().take(SHORT).take_while(letters).count() < SHORT
}

/// Whether the letters around a place cost more than so much each.
pub(super) fn costs_more(before: &str, rest: &str, most: i32) -> bool {
    /// Letters before and behind it that are looked at.
    const REACH: [usize; 2] = [8, 6];
    let letters = |c: &char| own_script(*c).is_some();
    let length = before.chars().rev().take(REACH[0]).take_while(letters).map(char::len_utf8).sum::<usize>();
    let word = before[before.len() - length..].chars().chain(rest.chars().take(REACH[1]).take_while(letters));
    let (mut context, mut sum, mut count) = (model::START, 0, 0);
    for c in word {
        let (cost, after) = context.step(c);
        (context, sum, count) = (after, sum + cost, count + 1);
    }
    sum > most * count
}

/// What of the oddness of a row of CJK characters its words explain, in bits: `愤` and `怒` are rare, but not side by side.
/// Kana explain nothing: in `攫鼠の避枉` (EUC-JP read as GBK) they are as they were.
pub(super) fn explained(row: &str) -> i32 {
    let (mut context, mut before, mut sum) = (model::START, ' ', 0);
    for c in row.chars() {
        let (cost, after) = context.step(c);
        if is_ideograph(before) && is_ideograph(c) {
            sum += (model::rough_cost(before, c) - cost).max(0);
        }
        (context, before) = (after, c);
    }
    sum / BIT
}

/// Whether kana stand in a row with an ideograph that Japanese charsets don't have: EUC-JP read as GBK leaves them as they were
/// (`エントリを联买し`).
pub(super) fn is_kana_with_others(row: impl Iterator<Item = char> + Clone) -> bool {
    let is_kana = |c| matches!(model::class_of(c), class::HIRAGANA | class::KATAKANA);
    let is_other = |c| model::class_of(c) == class::HAN && Charset::EUC_JP.bytes_of(c).is_none();
    row.clone().any(is_kana) && row.clone().any(is_other)
}

/// Whether a few Chinese characters, each of them usual, make no word: `重城調泣` is `сматрали` read as EUC-KR. Where there is no
/// other CJK text in the line, that's all there is to see.
pub(super) fn is_odd_word(row: &str) -> bool {
    /// Bits a character that words of two, three, four and more characters cost at the most, all but the rarest twentieth of
    /// 2,400 of them in development texts.
    const MOST: [i32; 4] = [15 * BIT + 8, 13 * BIT + 8, 13 * BIT, 12 * BIT + 6];
    const LONGEST: usize = 8;
    let (mut context, mut count, mut sum) = (model::START, 0, 0);
    for c in row.chars() {
        if !matches!(model::class_of(c), class::HAN | class::HAN_RARE) || count == LONGEST {
            return false;
        }
        let (cost, after) = context.step(c);
        (context, count, sum) = (after, count + 1, sum + cost);
    }
    count > 1 && sum > count as i32 * MOST[count.min(MOST.len() + 1) - 2]
}

pub(super) fn is_ideograph(c: char) -> bool {
    matches!(model::class_of(c), class::HAN | class::HANGUL)
}

pub(super) fn is_latin(c: char) -> bool {
    matches!(model::class_of(c), class::LATIN_1 | class::LATIN_A | class::LATIN_ADDITIONAL)
}

/// The script of a letter that single-byte charsets have beside Latin ones: neither Latin nor CJK.
pub(super) fn own_script(c: char) -> Option<u8> {
    Some(class::script(model::class_of(c))).filter(|script| !matches!(script, 0 | 1 | 4 | 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_in_a_word() {
        assert!(is_pair_in_word("zvl", "áštní"));
        assert!(!is_pair_in_word("", "íà"), "на");
        assert!(!is_pair_in_word("s", "ãé"), "C6 82 in a DOS page");
        assert!(!is_pair_in_word("zvl", "ášč"));
    }

    #[test]
    fn frames_are_no_letters() {
        assert_eq!(frame("a ", "│ b"), Frame::Bar);
        assert_eq!(frame("─ ", "│软件包"), Frame::Bar);
        assert_eq!(frame("软件包", "│ 5"), Frame::Bar);
        assert_eq!(frame("─", "──┐"), Frame::Line);
        assert_eq!(frame("", "┌───"), Frame::Line);
        assert_eq!(frame("", "╨╥╔╫┼╘"), Frame::None);
        assert_eq!(frame("", "│atwo"), Frame::BarOfTable);
        assert_eq!(frame("b", "│"), Frame::BarOfTable);
        assert_eq!(frame("软", "│件"), Frame::BarOfTable);
    }

    #[test]
    fn words_that_the_model_knows() {
        assert!(!costs_more("приве", "т всем", USUAL));
        assert!(costs_more("оПХБ", "ЕР", ODD));
        assert!(is_short_word("a ва", "м"));
        assert!(!is_short_word("прив", "ет"));
    }

    #[test]
    fn ideographs_that_make_no_word() {
        for garble in ["重城調泣", "仇峽危列", "動董", "論音循"] {
            assert!(is_odd_word(garble), "{garble}");
        }
        for good in ["程序", "博彩网站", "日本語", "说", "一九九八年十二月三日"] {
            assert!(!is_odd_word(good), "{good}");
        }
    }

    #[test]
    fn words_explain_rare_ideographs() {
        assert!(explained("愤怒") > 8);
        assert_eq!(explained("攫鼠の避枉"), 0);
        assert_eq!(explained(""), 0);
    }
}
