//! What the line around a stretch says: whether its language is one that the model knows.

use super::judge::{Case, Kind};
use crate::letters::is_letter;
use crate::model::{self, BIT, START, class};

/// Characters or letters that are too few to say anything.
const LITTLE: i32 = 8;
/// Characters after the words that are looked at.
const AFTER: usize = 64;

/// Bits a character that the line before and after some words costs more than usual; `None` where there is too little
/// of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    pub(super) all: Option<f32>,
    /// The same of its letters alone: in a line of code signs and tabs are dear and say nothing of a language.
    pub(super) letters: Option<f32>,
}

impl Around {
    /// Of the line before the words, and the text after them.
    pub(super) fn of(lead: &str, rest: &str) -> Around {
        let (mut all, mut letters) = (Sum::default(), Sum::default());
        let mut add = |text: &mut dyn Iterator<Item = char>| {
            let mut context = START;
            for c in text {
                let (cost, after) = context.step(c);
                context = after;
                all.add(c, cost);
                if is_letter(c) {
                    letters.add(c, cost);
                }
            }
        };
        add(&mut lead.chars());
        add(&mut rest.chars().take(AFTER).take_while(|c| *c != '\n'));
        Around { all: all.each(), letters: letters.each() }
    }
}

/// Characters, and what they cost more than usual.
#[derive(Default)]
struct Sum {
    chars: i32,
    excess: i32,
}

impl Sum {
    fn add(&mut self, c: char, cost: i32) {
        self.chars += 1;
        self.excess += cost - usual_cost(c);
    }

    fn each(&self) -> Option<f32> {
        (self.chars >= LITTLE).then(|| self.excess as f32 / (BIT * self.chars) as f32)
    }
}

/// What a character of good text costs on the average, by its class, on development text.
pub(super) fn usual_cost(c: char) -> i32 {
    match model::class_of(c) {
        class::HAN => 9 * BIT,
        class::HANGUL => 8 * BIT,
        class::HIRAGANA | class::KATAKANA => 6 * BIT,
        _ => 9 * BIT / 2,
    }
}

/// Evidence, and bits that each changed character gains, from which the signs around a case don't count:
/// `*\t·µ»ØÖµ\t*` has 60 and 15, repairs of good text in tables seldom half of it.
const STRONG: f32 = 30.0;
const STRONG_EACH: f32 = 9.0;

/// Whether a case is so strong that of the line around only its letters say something: CJK or another script's text
/// that stands there as Western letters and signs.
pub(super) fn is_strong(case: &Case, net: f32, each: f32) -> bool {
    // µ is Greek for the model
    let western = |c: char| c <= '\u{ff}' || class::script(model::class_of(c)) <= 1;
    matches!(case.kind, Kind::Cjk | Kind::Script)
        && net >= STRONG
        && each >= STRONG_EACH
        && case.as_is.chars().all(western)
}
