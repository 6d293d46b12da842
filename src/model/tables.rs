//! The packed tables of characters and classes and how to read them. `tablegen model` writes them.
//!
//! `chars.bin` begins with [`RARE`] costs (eighths of a bit), the costs of each class's rare characters, and
//! [`PROPERTIES`] properties: a class and the distance to the lower-case letter, or a mark. Then two numbers for each
//! block of [`BLOCK`] characters: where its properties lie, a byte each, and its costs, half a byte each, in units of
//! [`UNIT`] bytes after the numbers. `classes.bin` has the costs of class after class, then of case in shape, in
//! eighths of a bit.

use super::class::{self, Class};
use super::{Case, Shape};

const CHARS: &[u8] = include_bytes!("tables/chars.bin");
const CLASSES: &[u8] = include_bytes!("tables/classes.bin");

/// Characters from here on are in no table: ideographs that hardly any text has, private use, and nothing else that has been
/// given a meaning.
pub const END: u32 = 0x2_0000;
/// Characters in a block.
pub const BLOCK: usize = 32;
/// Blocks that are indexed.
pub const BLOCKS: usize = END as usize / BLOCK;
/// Bytes in which the places of blocks are counted.
pub const UNIT: usize = BLOCK / 2;
/// The number of a cost that stands for: as rare characters of the class. No n-gram has such a character.
pub const RARE: usize = 15;
/// How many properties there can be.
pub const PROPERTIES: usize = 256;

const UNSEEN: usize = RARE;
const PROPERTY: usize = UNSEEN + class::COUNT;
const INDEX: usize = PROPERTY + 3 * PROPERTIES;
const CELLS: usize = INDEX + 4 * BLOCKS;

const fn block(column: usize, cp: u32) -> usize {
    let at = INDEX + 2 * (2 * (cp as usize / BLOCK) + column);
    CELLS + UNIT * u16::from_le_bytes([CHARS[at], CHARS[at + 1]]) as usize
}

/// What is known of a character: the place of its class and case.
const fn property(cp: u32) -> usize {
    PROPERTY + 3 * CHARS[block(0, cp) + cp as usize % BLOCK] as usize
}

/// The number of a character's cost in its class.
const fn cost_number(cp: u32) -> usize {
    (CHARS[block(1, cp) + cp as usize % BLOCK / 2] >> (cp % 2 * 4)) as usize & 15
}

const fn class_beyond(cp: u32) -> Class {
    match cp {
        // the extensions B to J of the ideographs, and their compatibility supplement (Unicode, Blocks.txt)
        0x2_0000..=0x2_A6DF
        | 0x2_A700..=0x2_EBE0
        | 0x2_EBF0..=0x2_EE5D
        | 0x2_F800..=0x2_FA1D
        | 0x3_0000..=0x3_347F => class::HAN_RARE,
        0xE_0000..=0xE_0FFF => class::FORMAT,
        0xF_0000.. => class::PRIVATE,
        _ => class::UNASSIGNED,
    }
}

pub const fn class(cp: u32) -> Class {
    if cp < END { CHARS[property(cp)] } else { class_beyond(cp) }
}

/// The class and the case of a character, by one look.
pub const fn class_and_case(cp: u32) -> (Class, CaseMark) {
    if cp < END {
        let at = property(cp);
        (CHARS[at], CaseMark(i16::from_le_bytes([CHARS[at + 1], CHARS[at + 2]])))
    } else {
        (class_beyond(cp), CaseMark(UNCASED))
    }
}

/// The cost of a character among those of its class, in sixteenths of a bit.
pub const fn cost_in_class(cp: u32) -> i32 {
    let number = if cp < END {
        cost_number(cp)
    } else if class_beyond(cp) == class::HAN_RARE {
        RARE
    } else {
        return 12 * super::BIT;
    };
    2 * CHARS[if number == RARE { UNSEEN + class(cp) as usize } else { number }] as i32
}

/// Whether n-grams know the character at all.
pub fn is_known(cp: u32) -> bool {
    cp < END && cost_number(cp) != RARE
}

/// The marks of the case column: nothing, lower case, upper case that has no lower case of its own.
pub const UNCASED: i16 = 0;
pub const LOWER: i16 = i16::MIN;
pub const UPPER_ALONE: i16 = i16::MAX;

/// The distance to a character's lower-case letter, or one of the marks.
#[derive(Debug, Clone, Copy)]
pub struct CaseMark(i16);

impl CaseMark {
    pub const fn lower(self, cp: u32) -> u32 {
        match self.0 {
            UNCASED | LOWER | UPPER_ALONE => cp,
            delta => cp.wrapping_add_signed(delta as i32),
        }
    }

    pub const fn case(self) -> Option<Case> {
        match self.0 {
            UNCASED => None,
            LOWER => Some(Case::Lower),
            _ => Some(Case::Upper),
        }
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
