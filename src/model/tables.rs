//! The packed tables and how to read them. `tablegen model` writes them; their layout is described in
//! `tools/tablegen/src/pack.rs`.

use super::class::{self, Class};
use super::{Case, Shape};

/// See [`super::ngrams`].
pub const NGRAMS: &[u8] = include_bytes!("tables/ngrams.bin");
const CHARS: &[u8] = include_bytes!("tables/chars.bin");
const CLASSES: &[u8] = include_bytes!("tables/classes.bin");

/// Characters from here on are in no table: private use, and nothing else that has been given a meaning.
const END: u32 = 0x3_2000;
/// Characters in a block.
pub const BLOCK: usize = 128;
/// Blocks that are indexed.
pub const BLOCKS: usize = END as usize / BLOCK;

/// The three columns of the character table.
#[derive(Clone, Copy)]
enum Column {
    Class = 0,
    Cost = 1,
    Case = 2,
}

/// The offset in `CHARS` of a character's cell: an index of block numbers (u16) for each column, then the blocks of
/// the classes and costs (one byte a cell), then those of the cases (two bytes a cell).
const fn cell(column: Column, cp: u32) -> usize {
    let at = 2 * (column as usize * BLOCKS + cp as usize / BLOCK);
    let block = u16::from_le_bytes([CHARS[at], CHARS[at + 1]]) as usize;
    let width = if matches!(column, Column::Case) { 2 } else { 1 };
    6 * BLOCKS + block * BLOCK + width * (cp as usize % BLOCK)
}

pub const fn class(cp: u32) -> Class {
    if cp < END {
        CHARS[cell(Column::Class, cp)]
    } else if cp >= 0xF_0000 {
        class::PRIVATE
    } else if cp & !0xFFF == 0xE_0000 {
        class::FORMAT
    } else {
        class::UNASSIGNED
    }
}

/// The cost of a character among those of its class, in sixteenths of a bit.
pub const fn cost_in_class(cp: u32) -> i32 {
    if cp < END { 2 * CHARS[cell(Column::Cost, cp)] as i32 } else { 12 * super::BIT }
}

/// The marks of the case column: nothing, lower case, upper case that has no lower case of its own.
pub const UNCASED: i16 = 0;
pub const LOWER: i16 = i16::MIN;
pub const UPPER_ALONE: i16 = i16::MAX;

fn case_cell(cp: u32) -> i16 {
    if cp >= END {
        return UNCASED;
    }
    let at = cell(Column::Case, cp);
    i16::from_le_bytes([CHARS[at], CHARS[at + 1]])
}

pub fn lower(cp: u32) -> u32 {
    match case_cell(cp) {
        UNCASED | LOWER | UPPER_ALONE => cp,
        delta => cp.wrapping_add_signed(delta as i32),
    }
}

pub fn case(cp: u32) -> Option<Case> {
    match case_cell(cp) {
        UNCASED => None,
        LOWER => Some(Case::Lower),
        _ => Some(Case::Upper),
    }
}

/// The cost of a class after another.
pub const fn class_cost(before: Class, class: Class) -> i32 {
    2 * CLASSES[before as usize * class::COUNT + class as usize] as i32
}

/// The cost of a letter's case in a word of this shape.
pub fn case_cost(shape: Shape, case: Case) -> i32 {
    2 * CLASSES[class::COUNT * class::COUNT + 2 * shape as usize + case as usize] as i32
}
