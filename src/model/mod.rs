//! The character model: what a character costs after those before it, in good text of any language.
//!
//! A cost is −log2 of a probability, in [sixteenths of a bit](BIT). The model is a back-off model of character
//! n-grams (up to four characters, case folded, digits folded to `0`) over all languages at once; where no
//! n-gram is known it falls back on classes of characters, so every character has a sane cost after any
//! other. Whether a letter is upper or lower case is a model of its own, so that `ZURÜCK` costs little more
//! than `zurück`.

pub mod class;
pub mod ngrams;
pub mod tables;

pub use class::Class;

/// One bit of evidence, in the unit of costs.
pub const BIT: i32 = 16;

/// What stands before a character: up to three folded characters and the case of the word so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The last three folded characters, the nearest last.
    last: [u32; 3],
    class: Class,
    shape: Shape,
}

/// The case of a word so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// No cased letter of this word yet.
    Start = 0,
    /// One upper-case letter, at the word's start.
    Title = 1,
    /// Two or more upper-case letters and nothing else.
    Upper = 2,
    /// Lower case so far.
    Lower = 3,
    /// An upper-case letter, then lower case.
    Capitalised = 4,
    /// Anything else: camelCase, iPhone.
    Mixed = 5,
}

/// How many [`Shape`]s there are.
pub const SHAPES: usize = 6;

/// A character's place in the case model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Case {
    /// Lower case.
    Lower = 0,
    /// Upper or title case.
    Upper = 1,
}

impl Shape {
    /// The shape after one more letter of this case.
    pub fn after(self, case: Case) -> Shape {
        match (self, case) {
            (Shape::Start, Case::Upper) => Shape::Title,
            (Shape::Start, Case::Lower) => Shape::Lower,
            (Shape::Title | Shape::Upper, Case::Upper) => Shape::Upper,
            (Shape::Title, Case::Lower) => Shape::Capitalised,
            (Shape::Lower, Case::Lower) => Shape::Lower,
            (Shape::Capitalised, Case::Lower) => Shape::Capitalised,
            _ => Shape::Mixed,
        }
    }
}

/// The context at the start of a text or line.
pub const START: Context = Context { last: [0, 0, BREAK_CHAR], class: class::BREAK, shape: Shape::Start };

/// What line breaks and control characters are folded to.
pub const BREAK_CHAR: u32 = '\n' as u32;

/// The character under which n-grams know `c`: lower case, digits as `0`, controls as a line break.
pub fn fold(c: char) -> u32 {
    let cp = c as u32;
    if cp < 0x80 {
        return match c {
            'A'..='Z' => cp | 0x20,
            '0'..='9' => '0' as u32,
            '\0'..='\u{1f}' | '\u{7f}' => BREAK_CHAR,
            _ => cp,
        };
    }
    if class_of(c) == class::OTHER_DIGIT { OTHER_DIGIT_CHAR } else { tables::lower(cp) }
}

/// What the digits of other scripts are folded to.
pub const OTHER_DIGIT_CHAR: u32 = '٠' as u32;

/// The class of `c`.
pub fn class_of(c: char) -> Class {
    tables::class(c as u32)
}

/// Whether `c` has case, and which.
pub fn case_of(c: char) -> Option<Case> {
    if c.is_ascii() {
        return if c.is_ascii_lowercase() {
            Some(Case::Lower)
        } else if c.is_ascii_uppercase() {
            Some(Case::Upper)
        } else {
            None
        };
    }
    tables::case(c as u32)
}

/// What `c` costs after `before` by their classes alone: a few table look-ups.
pub(crate) fn rough_cost(before: char, c: char) -> i32 {
    let class = class_of(c);
    tables::class_cost(class_of(before), class) + tables::cost_in_class(c as u32)
}

/// Whether characters of this class stand inside words.
pub fn in_word(class: Class) -> bool {
    class >= class::LATIN_ASCII || class == class::MARK || class == class::SOFT_HYPHEN || class == class::FORMAT
}

impl Context {
    /// The context after `c`.
    pub fn push(&self, c: char) -> Context {
        let class = class_of(c);
        let shape = match case_of(c) {
            Some(case) => self.shape.after(case),
            None if in_word(class) => self.shape,
            None => Shape::Start,
        };
        Context { last: [self.last[1], self.last[2], fold(c)], class, shape }
    }

    /// The cost of `c` here, and the context after it.
    pub fn step(&self, c: char) -> (i32, Context) {
        let after = self.push(c);
        let mut cost = ngrams::cost(&self.last, after.last[2]).unwrap_or_else(|backed_off| {
            backed_off + tables::class_cost(self.class, after.class) + tables::cost_in_class(c as u32)
        });
        if let Some(case) = case_of(c) {
            cost += tables::case_cost(self.shape, case);
        }
        // Rules, bars, rows of stars: what stands there goes on.
        if after.last[2] == self.last[2] && matches!(after.class, class::BOX | class::SHAPE | class::EMOJI | class::MATH) {
            cost = cost.min(3 * BIT);
        }
        (cost, after)
    }

    /// Whether the last letter of the word so far is in lower case, as far as the shape tells.
    pub fn after_lower(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Capitalised)
    }

    /// The class of the last character.
    pub fn class(&self) -> Class {
        self.class
    }
}
