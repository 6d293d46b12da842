//! Which characters are so improbable where they stand that a repair could pay.

use crate::model::{self, BIT, Context, class};

/// A character that isn't ASCII is suspicious when it and the next character cost more than this.
/// The least of garble (`ê` for `ę` in Polish) does; so does one good text in five, which the judge leaves alone then.
pub(crate) const SUSPICIOUS: i32 = 13 * BIT;
/// What a row of CJK characters must speak for garble, in bits, to be suspicious.
const ROW: i32 = 0;
/// What the good part of a row speaks against what follows, at the most: `编码鍐掓硶`.
const GOOD: i32 = -2;
/// What garble speaks for what follows, at the most: good text behind it is soon good again.
const GARBLED: i32 = 12;
/// What the most usual CJK characters speak.
pub(super) const COMMON: i32 = -5;

/// Looks at a text character by character.
///
/// CJK characters cost much in good text as well, so that in a row of them the rare ones count. With their costs, as
/// anywhere else, a long line was one region if anything in it was doubted.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Suspicion {
    /// What the last character cost if it isn't ASCII.
    last: i32,
    /// What the row of CJK characters up to here speaks for garble, in bits, if there is one.
    row: Option<i32>,
}

impl Suspicion {
    /// Whether the next character, which costs so much where it stands, is suspicious together with the one before it.
    pub(crate) fn next(&mut self, c: char, cost: i32) -> bool {
        let row = row(self.row, c);
        let suspicious = match row {
            Some(row) if self.row.is_some() => row > ROW,
            _ => are_dear(self.last, c, cost),
        };
        self.last = if c.is_ascii() { 0 } else { cost };
        self.row = row;
        suspicious
    }
}

/// Whether a character and the one before it, if that isn't ASCII, cost more than good text does.
fn are_dear(last: i32, c: char, cost: i32) -> bool {
    last + cost > SUSPICIOUS && (last > 0 || !c.is_ascii())
}

/// What a row of CJK characters speaks for garble with one more; `None` where there is none.
fn row(before: Option<i32>, c: char) -> Option<i32> {
    let so_far = before.unwrap_or(0).clamp(GOOD, GARBLED);
    match model::class_of(c) {
        class::CJK_PUNCTUATION | class::FULL_WIDTH if before.is_some() => Some(so_far),
        _ if is_in_row(c) => Some(so_far + oddness(c)),
        _ => None,
    }
}

/// Whether a character is one of those that make rows: ideographs, kana and syllables.
pub(crate) fn is_in_row(c: char) -> bool {
    class::is_cjk_letter(model::class_of(c))
}

/// How many bits a CJK character speaks for garble: the logarithm of how often characters as rare as it stand in garbled
/// text (UTF-8 read as GBK, GBK as Big5 and the like), and in good text, on training texts. Two in three characters of
/// garble are of the rarest, of good text one in a hundred.
pub(super) fn oddness(c: char) -> i32 {
    let cost = model::cost_in_class(c) / BIT;
    match (model::class_of(c), cost) {
        (class::HIRAGANA | class::KATAKANA, ..=8) => -1,
        (class::HIRAGANA | class::KATAKANA, _) => 2,
        (class::HAN_RARE, _) => 10,
        (class::HAN | class::HANGUL, ..=8) => COMMON,
        (class::HAN | class::HANGUL, 9 | 10) => -3,
        (class::HAN | class::HANGUL, 11 | 12) => -1,
        (class::HAN | class::HANGUL, 14 | 15) => 2,
        (class::HAN, 16..=18) => 5,
        (class::HANGUL, 16..=18) => 4,
        (class::HAN, 20..) => 10,
        (class::HAN | class::HANGUL, 19..) => 8,
        _ => 0,
    }
}

/// Whether characters after `context` are as improbable as a region's must be, some of those that are new among them.
pub(crate) fn is_suspicious(chars: impl Iterator<Item = (char, bool)>, context: Context) -> bool {
    dear_ones(chars, context).any(|(_, dear)| dear)
}

/// How many of those characters that are new are so improbable, and how many are new; no more are looked at than tell.
pub(crate) fn suspicious_ones(chars: impl Iterator<Item = (char, bool)>, context: Context) -> (usize, usize) {
    const ENOUGH: usize = 40;
    let new = dear_ones(chars, context).filter(|(new, _)| *new).take(ENOUGH);
    new.fold((0, 0), |(count, all), (_, dear)| (count + usize::from(dear), all + 1))
}

/// Of characters after `context`, of which some are new, which are new, and which are as improbable as a region's must be, by
/// themselves or as the second of two.
fn dear_ones(
    chars: impl Iterator<Item = (char, bool)>,
    mut context: Context,
) -> impl Iterator<Item = (bool, bool)> {
    let mut last = (0, false);
    chars.map(move |(c, new)| {
        let (cost, after) = context.step(c);
        context = after;
        let dear = are_dear(last.0, c, cost) && (new || last.1);
        last = if c.is_ascii() { (0, false) } else { (cost, new) };
        (new, dear)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many characters of a text are suspicious.
    fn suspicious(text: &str) -> usize {
        let (mut context, mut suspicion) = (model::START, Suspicion::default());
        let mut is = |c: char| {
            let (cost, after) = context.step(c);
            context = after;
            suspicion.next(c, cost)
        };
        text.chars().filter(|c| is(*c)).count()
    }

    #[test]
    fn good_text_is_hardly_suspicious() {
        assert!(suspicious("我们今天去学校，他说很好。") <= 1, "the first one");
        let japanese = "昨日台所の机に置いた鍵はどこですか。";
        assert!(3 * suspicious(japanese) <= japanese.chars().count(), "{}", suspicious(japanese));
        assert_eq!(suspicious("plain text, déjà lu"), 0);
    }

    #[test]
    fn garble_is() {
        for (text, least) in [("编码鍐掓硶鐨勬枃浠", 5), ("forÃªt", 1), ("²©²ÊÍøÕ¾", 7), ("蹂鍙戠幇", 3)]
        {
            assert!(suspicious(text) >= least, "{text}: {}", suspicious(text));
        }
    }

    #[test]
    fn good_text_behind_garble_is_good_again() {
        let (garble, good) = ("鐨勬枃浠跺す鐨勬枃浠跺す", "我们今天去学校他说很好");
        let both = suspicious(&[garble, good].concat());
        assert!(both <= suspicious(garble) + 4, "{both}");
    }
}
