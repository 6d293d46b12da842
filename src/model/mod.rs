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
mod probability;
pub mod tables;

use crate::steps;
pub use class::Class;
pub(crate) use probability::probability;

/// One bit of evidence, in the unit of costs.
pub const BIT: i32 = 16;

/// What stands before a character: up to three folded characters and the case of the word so far.
///
/// Inside a word nothing counts that stands before it: its first letters are the same after a quote, a bracket, a
/// hyphen, a space or at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The last folded characters, [`ngrams::CHAR_BITS`] each, the nearest lowest; 0 where there is none.
    last: u64,
    /// How many of these n-grams know as a context.
    known: u8,
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

/// The context at the start of a text or line: as after a space.
pub const START: Context = Context { last: ' ' as u64, known: 1, class: class::BREAK, shape: Shape::Start };

/// What line breaks and control characters are folded to.
pub const BREAK_CHAR: u32 = '\n' as u32;

/// The character under which n-grams know `c`: lower case, digits as `0`, controls as a line break.
pub fn fold(c: char) -> u32 {
    look(c).0
}

/// The folded character, its class and its case.
#[inline]
fn look(c: char) -> (u32, Class, Option<Case>) {
    /// Most characters that are looked at are ASCII.
    static ASCII: [(u32, Class, Option<Case>); 0x80] = {
        let mut ascii = [(0, class::BREAK, None); 0x80];
        let mut cp = 0;
        while cp < ascii.len() {
            ascii[cp] = look_up(cp as u32);
            cp += 1;
        }
        ascii
    };
    match ASCII.get(c as usize) {
        Some(known) => *known,
        None => look_up(c as u32),
    }
}

const fn look_up(cp: u32) -> (u32, Class, Option<Case>) {
    let (class, mark) = tables::class_and_case(cp);
    let folded = match class {
        class::BREAK => BREAK_CHAR,
        class::DIGIT => '0' as u32,
        class::OTHER_DIGIT => OTHER_DIGIT_CHAR,
        class::HALF_WIDTH => match full_width_kana(cp) {
            Some(kana) => kana,
            None => cp,
        },
        _ => with_cedilla(mark.lower(cp)),
    };
    (folded, class, mark.case())
}

/// The letter with a cedilla for one with a comma below: Romanian has commas, and had cedillas in all of its old charsets.
pub const fn with_cedilla(cp: u32) -> u32 {
    match cp {
        0x219 => 'ş' as u32,
        0x21b => 'ţ' as u32,
        _ => cp,
    }
}

/// The katakana of a half-width one (U+FF66–U+FF9F): the same letters, though hardly any text is written in them.
pub const fn full_width_kana(cp: u32) -> Option<u32> {
    const FULL: [char; 58] = [
        'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ', 'エ', 'オ', 'カ',
        'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ',
        'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ',
        'ル', 'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
    ];
    match cp.wrapping_sub(0xff66) as usize {
        place if place < FULL.len() => Some(FULL[place] as u32),
        _ => None,
    }
}

/// What the digits of other scripts are folded to.
pub const OTHER_DIGIT_CHAR: u32 = '٠' as u32;

/// The class of `c`.
pub fn class_of(c: char) -> Class {
    tables::class(c as u32)
}

/// Whether `c` has case, and which.
pub fn case_of(c: char) -> Option<Case> {
    look(c).2
}

/// The class of Arabic letters: the second of the scripts.
const ARABIC: Class = class::FIRST_SCRIPT + 2;

/// What a character costs at most where one like it stands before it for a reason that n-grams don't know.
const HABIT: i32 = 3 * BIT;

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

/// The folded characters of a context after one more, and how many they can be where `matched` characters before it
/// were known together with it.
pub fn extend(last: u64, before: Class, folded: u32, class: Class, matched: usize) -> (u64, usize) {
    if class == class::BREAK {
        return (START.last, 1);
    }
    if in_word(class) && !in_word(before) {
        return ((' ' as u64) << ngrams::CHAR_BITS | folded as u64, if matched == 0 { 1 } else { 2 });
    }
    ((last << ngrams::CHAR_BITS | folded as u64) & ngrams::MASKS[3], (matched + 1).min(3))
}

impl Context {
    /// The context after `c` and nothing else that is known.
    pub fn only(c: char) -> Context {
        let (folded, class, case) = look(c);
        let shape = case.map_or(Shape::Start, |case| Shape::Start.after(case));
        Context { last: folded as u64, known: tables::is_known(folded) as u8, class, shape }
    }

    /// The context after `c`.
    pub fn push(&self, c: char) -> Context {
        self.step(c).1
    }

    /// The cost of `c` here, and the context after it.
    pub fn step(&self, c: char) -> (i32, Context) {
        steps::count();
        let (folded, class, case) = look(c);
        let mut cost = 0;
        let mut matched = self.known as usize;
        let is_known = tables::is_known(folded);
        let follows = class::follow(self.class, class);
        let whole = loop {
            if matched == 0 {
                cost += tables::class_cost(self.class, class) + tables::cost_in_class(c as u32);
                break is_known;
            }
            let context = self.last & ngrams::MASKS[matched];
            if is_known
                && follows
                && let Some(found) = ngrams::get(context, folded)
                && !self.is_chance(found.cost, folded, class)
            {
                cost += found.cost;
                break found.whole;
            }
            cost += ngrams::back_off(context);
            matched -= 1;
        };
        let mut shape = self.shape;
        if let Some(case) = case {
            cost += tables::case_cost(shape, case);
            shape = shape.after(case);
        } else if !in_word(class) {
            shape = Shape::Start;
        }
        if cost > HABIT {
            cost = cost.min(self.habit(folded, class));
        }
        let (last, longest) = extend(self.last, self.class, folded, class, matched);
        let known = if class == class::BREAK { START.known } else { longest as u8 - !whole as u8 };
        (cost, Context { last, known, class, shape })
    }

    /// Whether the table can't be right that CJK text begins at such a cost with a character: one in 1,024 that aren't in it
    /// seem to be, and `(飪` cost one bit.
    fn is_chance(&self, cost: i32, c: u32, class: Class) -> bool {
        const MORE_OFTEN: i32 = 8 * BIT;
        class::is_cjk_letter(class)
            && !class::is_cjk_letter(self.class)
            && cost + MORE_OFTEN < tables::cost_in_class(c)
    }

    /// What a character costs at most for a reason that n-grams don't know.
    fn habit(&self, c: u32, class: Class) -> i32 {
        let char_at = |i: u32| (self.last >> (i * ngrams::CHAR_BITS) & ngrams::MASKS[1]) as u32;
        let (before, last) = (char_at(1), char_at(0));
        // Rules, bars, rows of stars, stretched letters: what stands there goes on.
        let symbol = matches!(class, class::BOX | class::SHAPE | class::EMOJI | class::MATH);
        if c == last && (symbol || before == last) {
            return HABIT;
        }
        // Alphabets and charts: `ÀÁÂÃÄÅ`, `абвгд`.
        if c == last + 1 && last == before + 1 && c >= 0x80 {
            return HABIT;
        }
        // Arabic letters are stretched by any number of these.
        if c == 'ـ' as u32 && self.class == ARABIC {
            return HABIT;
        }
        match class {
            // Joiners, direction marks and vowel points stand in good text, though few texts have them.
            class::FORMAT => 8 * BIT,
            _ if class::is_script_mark(class) && class == self.class + 1 => 8 * BIT,
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
