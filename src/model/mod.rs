//! The character model: what a character costs after those before it, in good text of any language.
//!
//! A cost is −log2 of a probability, in [sixteenths of a bit](BIT). The model is a back-off model of character
//! n-grams (up to four characters, case folded, digits folded to `0`) over all languages at once; where no
//! n-gram is known it falls back on classes of characters, so every character has a sane cost after any
//! other. Whether a letter is upper or lower case is a model of its own, so that `ZURÜCK` costs little more
//! than `zurück`.

pub mod class;
pub mod language;
pub mod ngrams;
pub mod tables;

use crate::steps;
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
    if let Some(full) = full_width_kana(cp) {
        return full;
    }
    if class_of(c) == class::OTHER_DIGIT { OTHER_DIGIT_CHAR } else { tables::lower(cp) }
}

/// The katakana of a half-width one (U+FF66–U+FF9F): the same letters, though hardly any text is written in them.
pub fn full_width_kana(cp: u32) -> Option<u32> {
    const FULL: [char; 58] = [
        'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ', 'エ', 'オ', 'カ',
        'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ',
        'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ',
        'ル', 'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
    ];
    FULL.get(cp.wrapping_sub(0xff66) as usize).map(|c| *c as u32)
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

/// The class of Arabic letters: the second of the scripts.
const ARABIC: Class = class::FIRST_SCRIPT + 2;

/// What `c` costs after `before` by their classes alone: a few table look-ups.
pub(crate) fn rough_cost(before: char, c: char) -> i32 {
    let class = class_of(c);
    tables::class_cost(class_of(before), class) + tables::cost_in_class(c as u32)
}

/// What `c` costs wherever it stands, roughly: after another one of its class.
pub(crate) fn cost_alone(c: char) -> i32 {
    let class = class_of(c);
    tables::class_cost(class, class) + tables::cost_in_class(c as u32)
}

/// What `c` costs among the characters of its class.
pub(crate) fn cost_in_class(c: char) -> i32 {
    tables::cost_in_class(c as u32)
}

/// Whether characters of this class stand inside words.
pub fn in_word(class: Class) -> bool {
    class >= class::LATIN_ASCII
        || class == class::MARK
        || class == class::SOFT_HYPHEN
        || class == class::FORMAT
}

impl Context {
    /// The context after `c` and nothing else that is known.
    pub fn only(c: char) -> Context {
        Context { last: [0, 0, fold(c)], ..START.push(c) }
    }

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
        steps::count();
        let after = self.push(c);
        let mut cost = ngrams::cost(&self.last, after.last[2]).unwrap_or_else(|backed_off| {
            backed_off + tables::class_cost(self.class, after.class) + tables::cost_in_class(c as u32)
        });
        if let Some(case) = case_of(c) {
            cost += tables::case_cost(self.shape, case);
        }
        cost = cost.min(self.habit(&after));
        (cost, after)
    }

    /// What a character costs at most for a reason that n-grams don't know.
    fn habit(&self, after: &Context) -> i32 {
        let [_, before, last] = self.last;
        let c = after.last[2];
        // Rules, bars, rows of stars, stretched letters: what stands there goes on.
        let symbol = matches!(after.class, class::BOX | class::SHAPE | class::EMOJI | class::MATH);
        if c == last && (symbol || before == last) {
            return 3 * BIT;
        }
        // Alphabets and charts: `ÀÁÂÃÄÅ`, `абвгд`.
        if c == last + 1 && last == before + 1 && c >= 0x80 {
            return 3 * BIT;
        }
        // Arabic letters are stretched by any number of these.
        if c == 'ـ' as u32 && self.class == ARABIC {
            return 3 * BIT;
        }
        match after.class {
            // Joiners, direction marks and vowel points stand in good text, though few texts have them.
            class::FORMAT => 8 * BIT,
            class::FIRST_SCRIPT..
                if after.class == self.class + 1 && (after.class - class::FIRST_SCRIPT) % 2 == 1 =>
            {
                8 * BIT
            }
            _ => i32::MAX,
        }
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
