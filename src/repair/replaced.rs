//! U+FFFD that was garbled itself: of what stood there nothing is left.

use alloc::vec::Vec;
use core::ops::Range;

use super::search::Pair;
use crate::charset::Charset;

/// What U+FFFD becomes in each wrong charset, one or a row of two: `锟斤拷` is known to all who read Chinese. It stands in more
/// web pages than any other garble, and what is in it looks like other chains (`ďż˝` like EUC-KR and like Georgian).
const GARBLED: [(&str, usize, Charset); 12] = [
    ("锟斤拷", 2, Charset::GBK),
    ("占쏙옙", 2, Charset::EUC_KR),
    ("嚙踝蕭", 2, Charset::BIG5),
    ("鐃緒申", 2, Charset::EUC_JP),
    ("ï¿½", 1, Charset::WINDOWS_1252),
    ("ďż˝", 1, Charset::WINDOWS_1250),
    ("пїЅ", 1, Charset::WINDOWS_1251),
    ("οΏ½", 1, Charset::WINDOWS_1253),
    ("О©╫", 1, Charset::KOI8_R),
    ("я┐╜", 1, Charset::IBM866),
    ("´┐¢", 1, Charset::CP850),
    ("ÔøΩ", 1, Charset::MACINTOSH),
];

/// Rows of such characters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Replaced {
    /// In bytes of the text.
    pub(crate) range: Range<usize>,
    pub(crate) count: usize,
    pub(crate) pair: Pair,
}

/// All of a text, in its order.
pub(crate) fn replaced(text: &str) -> Vec<Replaced> {
    let mut all: Vec<Replaced> = Vec::new();
    for (garbled, count, wrong) in GARBLED {
        for (at, _) in text.match_indices(garbled) {
            match all.last_mut() {
                Some(row) if row.range.end == at && row.pair.1 == wrong => {
                    row.range.end += garbled.len();
                    row.count += count;
                }
                _ => {
                    all.push(Replaced { range: at..at + garbled.len(), count, pair: (Charset::UTF_8, wrong) })
                }
            }
        }
    }
    all.sort_by_key(|row| row.range.start);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_what_the_charsets_make_of_it() {
        for (garbled, count, wrong) in GARBLED {
            let bytes = "\u{fffd}".repeat(count).into_bytes();
            assert_eq!(
                wrong.decode(&bytes, crate::charset::Holes::Strict).as_deref(),
                Ok(garbled),
                "{wrong}"
            );
        }
    }

    #[test]
    fn rows_are_one() {
        let all = replaced("锟斤拷锟斤拷, ï¿½ 锟斤 ï¿½ï¿½");
        let told: Vec<_> = all.iter().map(|r| (r.range.clone(), r.count, r.pair.1)).collect();
        let (gbk, ansi) = (Charset::GBK, Charset::WINDOWS_1252);
        assert_eq!(told, [(0..18, 4, gbk), (20..26, 1, ansi), (34..46, 2, ansi)]);
        assert!(replaced("nothing").is_empty());
    }
}
