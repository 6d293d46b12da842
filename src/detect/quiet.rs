//! The table of what good text is like, pair by pair, and how to read it. `tablegen quiet` writes it.
//!
//! - A byte for each page of 64 code points below U+10000: [`NONE`], [`CJK`], or a number from [`FIRST`] on;
//! - for each of these numbers the places of the page's characters among those that single-byte charsets have, or
//!   [`ABSENT`];
//! - how many places there are, and for each of them a row of [`WORDS`] numbers of words;
//! - the words: for 64 characters after that one, whether the pair is quiet;
//! - the Latin letters that mix-ups make of each other: from, to, price in bits.
//!
//! Numbers are of two bytes, the low one first, but for those of the pages and the prices, which are of one.

static TABLE: &[u8] = include_bytes!("tables/quiet.bin");

/// Code points of a page.
pub const PAGE: u32 = 64;
/// Pages that have a byte.
pub const PAGES: usize = 0x1_0000 / PAGE as usize;
/// A page of characters that no charset has in which text could have been read wrongly.
pub const NONE: u8 = 0;
/// A page of characters that charsets of several bytes have.
pub const CJK: u8 = 1;
/// The first number of a page that has places.
pub const FIRST: u8 = 2;
/// No single-byte charset has it.
pub const ABSENT: u16 = u16::MAX;
/// Words of a row.
pub const WORDS: usize = 16;
/// Bytes before the rows: how many pages have places, how many places there are, how many words.
pub const HEADER: usize = 6;

const fn u16_at(at: usize) -> usize {
    u16::from_le_bytes([TABLE[at], TABLE[at + 1]]) as usize
}

const PAGES_AT: usize = HEADER;
const PLACES_AT: usize = PAGES_AT + PAGES;
const ROWS_AT: usize = PLACES_AT + 2 * PAGE as usize * u16_at(0);
const WORDS_AT: usize = ROWS_AT + 2 * WORDS * u16_at(2);
const OTHERS_AT: usize = WORDS_AT + 8 * u16_at(4);
const OTHER: usize = 5;

/// How many characters single-byte charsets have.
pub(crate) const PLACES: usize = u16_at(2);

/// The number of a code point among those that single-byte charsets have.
pub(crate) const fn place(cp: u32) -> Option<usize> {
    if cp >= 0x1_0000 {
        return None;
    }
    let page = TABLE[PAGES_AT + (cp / PAGE) as usize];
    if page < FIRST {
        return None;
    }
    let cell = (page - FIRST) as usize * PAGE as usize + (cp % PAGE) as usize;
    let place = u16_at(PLACES_AT + 2 * cell);
    if place == ABSENT as usize { None } else { Some(place) }
}

/// A character's place among those that single-byte charsets have; controls are line breaks, and what no charset has
/// stands in for a blank: nothing crosses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(u16);

pub(super) const BREAK: Place = Place(u16_at(PLACES_AT + 2 * '\n' as usize) as u16);
pub(super) const BLANK: Place = Place(u16_at(PLACES_AT + 2 * ' ' as usize) as u16);

/// What sort of character it is, as far as single pairs tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// No single-byte charset has it.
    None,
    /// One of several bytes, or private.
    Cjk,
    /// A character of a single-byte charset.
    Single(Place),
}

#[inline]
pub(super) fn sort(c: char) -> Sort {
    let cp = c as u32;
    match TABLE[PAGES_AT..PAGES_AT + PAGES].get((cp / PAGE) as usize) {
        None if (0x2_0000..0x3_0000).contains(&cp) => Sort::Cjk,
        Some(&CJK) => Sort::Cjk,
        _ => place(cp).map_or(Sort::None, |place| Sort::Single(Place(place as u16))),
    }
}

/// Whether text in a single-byte charset may have been read as this character.
pub(crate) fn is_in_single_byte(c: char) -> bool {
    matches!(sort(c), Sort::Single(_))
}

/// The place of an ASCII character.
#[inline]
pub(super) fn ascii(byte: u8) -> Place {
    Place(u16_at(PLACES_AT + 2 * usize::from(byte & 0x7f)) as u16)
}

/// Whether good text explains the pair better than any mix-up.
#[inline]
pub(super) fn is_quiet(before: Place, after: Place) -> bool {
    let word = u16_at(ROWS_AT + 2 * (usize::from(before.0) * WORDS + usize::from(after.0 / 64)));
    TABLE[WORDS_AT + 8 * word + usize::from(after.0 % 64 / 8)] >> (after.0 % 8) & 1 == 1
}

/// The Latin letters that may have been read as this one, and the least price of that in bits.
pub(super) fn alternatives(c: char) -> impl Iterator<Item = (char, i32)> {
    let rows = TABLE[OTHERS_AT..].as_chunks::<OTHER>().0;
    let from = |row: &[u8; OTHER]| u32::from(u16::from_le_bytes([row[0], row[1]]));
    let start = rows.partition_point(|row| from(row) < c as u32);
    rows[start..].iter().take_while(move |row| from(row) == c as u32).filter_map(|row| {
        let to = char::from_u32(u32::from(u16::from_le_bytes([row[2], row[3]])))?;
        Some((to, i32::from(row[4])))
    })
}
