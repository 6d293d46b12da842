//! ASCII that was read as UTF-16, two letters a character: `畢桳栠摩琠敨映捡獴` is `bush hid the facts`.

use alloc::vec::Vec;
use core::ops::Range;

use super::judged;
use crate::chain::MixUp;
use crate::charset::Charset;
use crate::evidence::cost;
use crate::model::START;
use crate::plan::Repair;
use crate::settings::Limits;

/// Characters that a row must have: of two good ideographs in a hundred rows both bytes are letters by chance.
const LEAST: usize = 4;
/// The price of the mix-up in bits. A row of ideographs is good text far more often.
const PRICE: i32 = 16;

/// The rows of characters whose bytes are all printable ASCII, undone where that reads well.
pub(super) fn find(text: &str, limits: &Limits) -> Vec<Repair> {
    // U+2020 to U+7E7E, as UTF-8 begins them
    if !text.bytes().any(|b| matches!(b, 0xE2..=0xE7)) {
        return Vec::new();
    }
    rows(text).filter_map(|row| both_ways(text, row, limits)).collect()
}

/// With the low byte first as Windows has it, or the high one, whichever reads better.
fn both_ways(text: &str, row: Range<usize>, limits: &Limits) -> Option<Repair> {
    let way = |wrong| judged(text, row.clone(), (MixUp::new(Charset::UTF_8, wrong), PRICE), limits);
    let (le, be) = (way(Charset::UTF_16LE), way(Charset::UTF_16BE));
    let best = [le, be].into_iter().flatten().min_by_key(|r| cost(START, r.after().chars()).0);
    best.filter(|r| is_of_words(r.after()))
}

/// Whether text is letters for the most part: the two bytes of `†•…‰™` and `∩∪≼≽` are blanks, digits and brackets, which cost
/// less than signs whatever they stand for.
fn is_of_words(text: &str) -> bool {
    2 * text.bytes().filter(u8::is_ascii_alphabetic).count() > text.len()
}

fn rows(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chars = text.char_indices().filter(|(_, c)| !c.is_ascii()).peekable();
    core::iter::from_fn(move || {
        loop {
            let (start, _) = chars.find(|(_, c)| is_two_letters(*c))?;
            // all of them take three bytes
            let (mut end, mut count) = (start + 3, 1);
            while chars.next_if(|(at, c)| *at == end && is_two_letters(*c)).is_some() {
                end += 3;
                count += 1;
            }
            if count >= LEAST {
                return Some(start..end);
            }
        }
    })
}

/// Whether both bytes are printable ASCII.
fn is_two_letters(c: char) -> bool {
    let [high, low] = match u16::try_from(u32::from(c)) {
        Ok(unit) => unit.to_be_bytes(),
        Err(_) => return false,
    };
    matches!(high, b' '..=b'~') && matches!(low, b' '..=b'~')
}
