//! The table of the languages and how to read it: what an n-gram or a letter costs in each of them.
//!
//! Its layout is described in `tools/tablegen/src/language/pack.rs`, which writes it.

use super::super::BIT;

/// A cost for each language.
pub type Costs = [i32; LANGUAGES];

pub(super) const TABLE: &[u8] = include_bytes!("../tables/language.bin");

/// Symbols of a word: its end (0), a–z, and any other letter.
pub const SYMBOLS: usize = 28;
/// Any letter that isn't ASCII.
pub const WILDCARD: u8 = 27;
/// Bytes before the columns of the languages.
pub const HEADER: usize = 48;

/// How many languages there are, with the unknown one.
pub const LANGUAGES: usize = TABLE[0] as usize;
const TRIGRAMS: usize = u16_at(2);
const LETTERS: usize = u16_at(4);

// The sections of the table, each after the one before.
pub(super) const HOMES: usize = HEADER;
pub(super) const ENTROPIES: usize = HOMES + LANGUAGES;
const STRANGERS: usize = ENTROPIES + LANGUAGES;
const BIGRAMS: usize = STRANGERS + LANGUAGES;
const BIGRAM_ROW: usize = LANGUAGES.div_ceil(2);
const KNOWN: usize = BIGRAMS + SYMBOLS * SYMBOLS * BIGRAM_ROW;
const RANKS: usize = KNOWN + SYMBOLS * SYMBOLS * SYMBOLS / 8;
const TRIGRAM_ROWS: usize = RANKS + 2 * (SYMBOLS * SYMBOLS * SYMBOLS / 64);
/// A nibble for the unknown language and two bits for each other one.
const TRIGRAM_ROW: usize = (4 + 2 * (LANGUAGES - 1)).div_ceil(8);
const LETTER_ROWS: usize = TRIGRAM_ROWS + TRIGRAMS * TRIGRAM_ROW;
/// Code point, cost in the unknown language, and where its cells end.
const LETTER_ROW: usize = 5;
const CELLS: usize = LETTER_ROWS + LETTERS * LETTER_ROW;

const fn u16_at(at: usize) -> usize {
    TABLE[at] as usize | (TABLE[at + 1] as usize) << 8
}

/// A letter that no text has.
const UNSEEN: i32 = 16 * BIT;
pub(super) fn add_bigram(costs: &mut Costs, bigram: usize) {
    let row = &TABLE[BIGRAMS + bigram * BIGRAM_ROW..][..BIGRAM_ROW];
    for (pair, byte) in costs.chunks_mut(2).zip(row) {
        pair[0] += TABLE[8 + (byte & 15) as usize] as i32;
        if let Some(second) = pair.get_mut(1) {
            *second += TABLE[8 + (byte >> 4) as usize] as i32;
        }
    }
}

pub(super) fn add_trigram(costs: &mut Costs, trigram: usize) {
    let (byte, bit) = (trigram / 8, trigram % 8);
    if TABLE[KNOWN + byte] >> bit & 1 == 0 {
        return;
    }
    let block = byte / 8 * 8;
    let within = TABLE[KNOWN + block..KNOWN + byte].iter().map(|b| b.count_ones()).sum::<u32>();
    let within = within + (TABLE[KNOWN + byte] & ((1 << bit) - 1)).count_ones();
    let rank = u16_at(RANKS + block / 4) + within as usize;
    let row = &TABLE[TRIGRAM_ROWS + rank * TRIGRAM_ROW..][..TRIGRAM_ROW];
    costs[0] += TABLE[24 + (row[0] & 15) as usize] as i8 as i32;
    for (i, cost) in costs[1..].iter_mut().enumerate() {
        let at = 4 + 2 * i;
        *cost += TABLE[40 + (row[at / 8] >> (at % 8) & 3) as usize] as i8 as i32;
    }
}

/// Costs of letters are in eighths of a bit.
pub(super) fn add_letter(costs: &mut Costs, folded: u32) {
    let (mut low, mut high) = (0, LETTERS);
    while low < high {
        let middle = (low + high) / 2;
        if (u16_at(LETTER_ROWS + middle * LETTER_ROW) as u32) < folded {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let row = LETTER_ROWS + low * LETTER_ROW;
    let found = low < LETTERS && u16_at(row) as u32 == folded;
    let world = if found { 2 * TABLE[row + 2] as i32 } else { UNSEEN };
    let mut add = |language: usize, cost: i32| costs[language] += cost;
    for language in 0..LANGUAGES {
        add(language, world + 2 * TABLE[STRANGERS + language] as i32);
    }
    if found {
        let start = if low == 0 { 0 } else { u16_at(row - LETTER_ROW + 3) };
        for cell in TABLE[CELLS + 2 * start..CELLS + 2 * u16_at(row + 3)].chunks_exact(2) {
            let language = cell[0] as usize;
            add(language, 2 * (cell[1] as i32 - TABLE[STRANGERS + language] as i32) - world);
        }
    }
}
