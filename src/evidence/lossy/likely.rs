//! What speaks for and against a character where it had to be restored.

use alloc::vec::Vec;

use super::lattice::State;
use crate::hypothesis::Sym;
use crate::hypothesis::lossy::{Pending, Vague, Way, take};
use crate::model::class::{is_script_mark, script};
use crate::model::language::Letters;
use crate::model::{self, BIT, Case, class};

/// What a letter of a script costs more of which none stands in the region.
const STRANGE: i32 = 8 * BIT;
/// Letters and ideographs that are rarer among their kind than this cost more, bit for bit.
const RARE: i32 = 11 * BIT;
/// What a closing quotation mark costs more where none was opened.
const UNOPENED: i32 = 2 * BIT;
/// Marks that begin a quotation.
const OPENING: [char; 4] = ['“', '„', '‘', '‚'];
/// What an opening quotation mark costs more behind a letter.
const MISPLACED: i32 = 6 * BIT;
/// What the shorter of the two dashes behind a blank costs more than the longer one: in the sources and manuals of packages
/// there are 265 of that and 45 of it, and the model takes what follows on it for less usual.
const DASH: i32 = 5 * BIT;
/// What the end of a quotation costs at the most that was begun.
const CLOSING: i32 = 6 * BIT;
/// What other ASCII than a blank costs more as what was lost along with a byte; digits are three times as dear, of which
/// the model knows no one from another.
const SWALLOWED: i32 = 2 * BIT;
/// What a capital costs more behind a small letter: of both, the small one was lost.
const CAMEL: i32 = 8 * BIT;
/// What a first byte costs that stays as it is before a blank, where others are garbled.
const LEFT: i32 = 12 * BIT;
/// What joiners cost more in text that has no use for them.
const NEVER: i32 = 40 * BIT;
/// What any other sign than these costs more. Signs, joiners and odd blanks are rarer as what was lost than as what
/// stands there: the model has seen too little of them to tell.
const UNUSUAL: i32 = 20 * BIT;
/// What a letter costs beyond that among those of the text's language that aren't ASCII, which any of them may.
const OWN: i32 = 5 * BIT;
/// What it costs more at the most.
const FOREIGN: i32 = 10 * BIT;
const USUAL_SIGNS: &str = "\u{a0}“”‘’„‐–—…•·«»¿¡€£§©®°™²³ºª½×→←↑↓↔⇒●■✓₀₁₂₃₄₅₆₇₈₉─│、。，．：；！？「」『』《》【】〈〉（）・～〜　０１２３４５６７８９％ーｰ।٪،؟؛";

/// What is known of the characters of a region.
pub(super) struct Likely {
    /// A bit for each script of the characters of which nothing was lost.
    scripts: u64,
    /// How many of these aren't ASCII.
    whole: u32,
    letters: Option<Letters>,
}

impl Likely {
    pub(super) fn of(syms: &[Sym], ways: &[Vec<Way>]) -> Likely {
        let (scripts, whole) = scripts_in(syms, ways);
        Likely { scripts, whole, letters: None }
    }

    /// The same with the letters that a text may have.
    pub(super) fn with(self, letters: Letters) -> Likely {
        Likely { letters: Some(letters), ..self }
    }

    /// What speaks against leaving a character before a blank as it is: `Å koda, Å¾e` doesn't begin with Å.
    pub(super) fn against_left(&self) -> i32 {
        if self.whole > 1 { LEFT } else { 0 }
    }

    /// What speaks against a character where it had to be restored, wherever that is.
    ///
    /// Among dozens of possibilities some n-gram is always mistaken for one that the model knows, so what is rare in
    /// itself must show more than that; and of signs the model has seen too little.
    pub(super) fn against(&self, c: char) -> i32 {
        let class = model::class_of(c);
        if class == class::FORMAT {
            return 0;
        }
        match c {
            // What Windows took along with the byte before it.
            ' ' => return 0,
            '0'..='9' => return 3 * SWALLOWED,
            '!'..='~' => return SWALLOWED,
            // ⏳, ⏩, ▶: emoji among the shapes
            '\u{231a}' | '\u{231b}' | '\u{23e9}'..='\u{23fa}' | '▶' | '◀' => return 0,
            _ if class == class::EMOJI && model::cost_in_class(c) < RARE => return 0,
            _ if class < class::LATIN_ASCII => return if USUAL_SIGNS.contains(c) { 0 } else { UNUSUAL },
            _ => {}
        }
        let rare = model::cost_in_class(c);
        let strange = if self.scripts >> script(class) & 1 == 0 { STRANGE } else { 0 };
        let foreign = self.letters.as_ref().map_or(0, |l| (l.cost(c) - OWN).clamp(0, FOREIGN));
        // Signs on letters the model lets stand anywhere for a flat price.
        strange + (rare - RARE).max(0) + if is_script_mark(class) { rare } else { rare / 4 } + foreign
    }

    /// What speaks against it at this place.
    pub(super) fn against_here(c: char, state: &State) -> i32 {
        let before = state.context.class();
        let in_word = before >= class::LATIN_ASCII || before == class::DIGIT;
        match c {
            _ if state.context.after_lower() && model::case_of(c) == Some(Case::Upper) => CAMEL,
            '”' if state.quote.is_none() => UNOPENED,
            // an apostrophe behind CJK text, where `“中文` wants its end
            '’' if class::is_cjk_letter(before) && state.quote.is_some() => MISPLACED,
            '‘' | '„' | '‚' if in_word => MISPLACED,
            '“' if in_word && state.quote.is_none() => MISPLACED,
            '‐' if in_word => 2 * MISPLACED,
            '–' | '•' if is_dash(c, state) => DASH,
            _ if model::class_of(c) != class::FORMAT => 0,
            VARIATION | JOINER if is_pictured(before) => 0,
            VARIATION => MISPLACED,
            JOINER if before == class::FORMAT => 0,
            _ if before >= class::FIRST_SCRIPT || before == class::EMOJI => UNUSUAL,
            _ => NEVER,
        }
    }
}

/// Whether a sign between blanks is a dash, or a bullet that would stand for one inside a line.
fn is_dash(c: char, state: &State) -> bool {
    let before = state.context.class();
    match c {
        '–' | '—' => before <= class::BLANK,
        '•' => before == class::SPACE,
        _ => false,
    }
}

/// What a restored character costs that costs `own` by the model. Which dash its menus and messages have says nothing of
/// other text.
pub(super) fn cost(c: char, own: i32, state: &State) -> i32 {
    if !is_dash(c, state) {
        return own;
    }
    ['–', '—'].into_iter().map(|dash| state.context.step(dash).0).fold(own, i32::min)
}

/// What a restored character costs at the most at its place: a quotation that was begun is ended.
pub(super) fn most_here(c: char, state: &State) -> i32 {
    let before = state.context.class();
    match (state.quote, c) {
        (Some('“'), '”') | (Some('„'), '“' | '”') if before > class::BLANK => CLOSING,
        _ => i32::MAX,
    }
}

/// The scripts of the characters of which nothing was lost, and of those that aren't garbled: a bit for each; and how many
/// of the former aren't ASCII.
fn scripts_in(syms: &[Sym], ways: &[Vec<Way>]) -> (u64, u32) {
    let mut whole = 0;
    let mut seen = 1 << script(class::LATIN_1);
    let mut see = |c: char| seen |= 1 << script(model::class_of(c));
    let (mut pending, mut vague) = (Pending::default(), Vague::default());
    let mut steps = Vec::new();
    for (i, s) in syms.iter().enumerate() {
        steps.clear();
        let plain = ways[i].iter().find(|w| !w.lossy);
        if let Some(way) = plain {
            take(&pending, way, &mut vague, &mut steps);
            if steps.is_empty() {
                take(&Pending::default(), way, &mut vague, &mut steps);
            }
        } else if !s.c.is_ascii() {
            see(s.c);
        }
        match steps.first() {
            Some(step) => {
                step.chars().iter().for_each(|c| see(*c));
                whole += u32::from(step.chars().iter().any(|c| !c.is_ascii()));
                pending = step.pending;
            }
            None => pending = Pending::default(),
        }
    }
    (seen, whole)
}

/// U+FE0F, which makes an emoji of ❤ and ⚠.
const VARIATION: char = '\u{fe0f}';
/// U+200D, which makes one emoji of several.
const JOINER: char = '\u{200d}';

/// Whether emoji have characters of this class.
fn is_pictured(class: class::Class) -> bool {
    matches!(class, class::EMOJI | class::SHAPE | class::SIGN)
}

/// Whether a restored character at this place is a quotation mark, or a joiner of emoji, that what follows can speak
/// against.
pub(super) fn is_mark(c: char, state: &State) -> bool {
    match c {
        JOINER => true,
        '”' => model::in_word(state.context.class()),
        '“' if state.quote == Some('„') => false,
        _ => OPENING.contains(&c),
    }
}

/// What a letter costs more behind the end of a quotation that was restored, and a blank behind its start: `e‐mail` has
/// no quote in it, nor has `vous-même „ la configuration`.
pub(super) fn against_behind(state: &State, c: char) -> i32 {
    match state.mark {
        Some('”') if model::class_of(c) >= class::LATIN_ASCII => 2 * MISPLACED,
        Some(JOINER) if !is_pictured(model::class_of(c)) => NEVER,
        Some(mark) if OPENING.contains(&mark) && c.is_whitespace() => MISPLACED,
        _ => 0,
    }
}

/// The mark of the quotation that is open after a character.
pub(super) fn quote(open: Option<char>, c: char) -> Option<char> {
    match c {
        '“' if open == Some('„') => None,
        '“' | '„' => Some(c),
        '”' | '\n' => None,
        _ => open,
    }
}
