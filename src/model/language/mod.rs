//! A witness that knows languages apart: which one words are in, and whether it has the letters that stand in them.
//!
//! The n-gram model is of all languages at once, and to it `amerykañskiego` is nothing out of the way. Here each
//! language has a small model of its own, of what its words look like when all letters that aren't ASCII are one
//! wildcard (so the guess doesn't hang on the letters in question), and how often each of these letters is the one
//! that was meant. A word is then a mixture: it's in the line's language with probability `STAY`, else in any. The
//! first of the languages is the unknown one, the mean of all of which there is text: it has every letter.
//!
//! `tablegen language` makes the table.

mod sums;
mod table;

pub use table::{HEADER, LANGUAGES, SYMBOLS, WILDCARD};

use super::{BIT, Case, case_of, class, class_of, fold, in_word};
use crate::letters::is_letter;
use sums::{sum_of, total};
use table::{Costs, ENTROPIES, HOMES, TABLE, add_bigram, add_letter, add_trigram};

/// Where a language's old charsets come from: a set of these.
pub type Homes = u8;
/// Western Europe, and all who write in ASCII.
pub const WEST: Homes = 1;
/// Central Europe.
pub const CENTRE: Homes = 2;
/// The Baltic states.
pub const BALTIC: Homes = 4;
/// Turkey and Azerbaijan.
pub const TURKISH: Homes = 8;

/// The probability of a word to be in the language of its line is 0.7: −log2 of it and of the rest.
const STAY: i32 = 8;
const LEAVE: i32 = 28;
/// The unknown language has a tenth.
const UNKNOWN: i32 = 53;
/// What a word costs that was kept in a charset that its language has no use for: `půmjyńůno` isn't Polish in windows-1257.
const AWAY: i32 = 8 * BIT;
/// A capital letter after a small one.
const CAMEL: i32 = 6 * BIT;
/// A word of nothing but signs.
const NO_LETTERS: i32 = 6 * BIT;
/// Characters of the line that are looked at on each side, and of the words in question.
const LINE: usize = 80;
const WORDS: usize = 300;

/// What the languages say of a decoded stretch, in sixteenths of a bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// What the decoded words save.
    pub gain: i32,
    /// What the decoded words cost a character more than usual text of the language that they fit best.
    pub excess: i32,
    /// The same of the words as they stand.
    pub as_is: i32,
    /// The language of the decoded words, as the table counts them; 0 is none that is known.
    pub language: usize,
}

/// Weighs words as they stand against the same words decoded, between the rest of their line; `home` says whose
/// charset they were in.
pub fn weigh(
    lead: &str,
    as_is: impl Iterator<Item = char>,
    decoded: impl Iterator<Item = char>,
    rest: &str,
    home: Homes,
) -> Fit {
    let from = lead.char_indices().rev().nth(LINE - 1).map_or(0, |(i, _)| i);
    let mut line = [0; LANGUAGES];
    for (language, cost) in line.iter_mut().enumerate() {
        *cost = prior(language);
    }
    let rest = rest.chars().take(LINE).take_while(|c| *c != '\n');
    add_words(&mut line, lead[from..].chars(), false, 0);
    add_words(&mut line, rest, false, 0);
    let (mut stands, mut meant) = (line, line);
    let own = add_words(&mut stands, as_is.take(WORDS), true, 0);
    let better = add_words(&mut meant, decoded.take(WORDS), true, home);
    let (excess, language) = better.excess();
    Fit { gain: total(&stands) - total(&meant), excess, as_is: own.excess().0, language }
}

/// The letter under which the table knows `c`: its small one, but İ is a letter that few languages have.
pub fn letter(c: char) -> u32 {
    if c == 'İ' { c as u32 } else { fold(c) }
}

/// Whether a character is a letter that languages of the table are told apart by.
pub fn has_languages(c: char) -> bool {
    class::is_accented(class_of(c))
}

/// Which letters a text may have, by the languages that its words look like.
pub struct Letters {
    line: Costs,
}

impl Letters {
    /// `None` where the text has no words in Latin letters.
    pub fn of(chars: impl Iterator<Item = char>) -> Option<Letters> {
        let mut line = [0; LANGUAGES];
        for (language, cost) in line.iter_mut().enumerate() {
            *cost = prior(language);
        }
        let words = add_words(&mut line, chars.take(WORDS), false, 0);
        (words.count > 0).then_some(Letters { line })
    }

    /// What a letter costs among those of the text that aren't ASCII.
    pub fn cost(&self, c: char) -> i32 {
        if !has_languages(c) {
            return 0;
        }
        let mut costs = self.line;
        add_letter(&mut costs, letter(c));
        total(&costs) - total(&self.line)
    }
}

/// What words cost in each language, unmixed, and how many characters they have.
struct Sum {
    costs: Costs,
    count: i32,
}

impl Sum {
    /// By the language that is the cheapest: what a character costs more than usual, and which language it is.
    fn excess(&self) -> (i32, usize) {
        let best = (0..LANGUAGES).min_by_key(|l| self.costs[*l] + prior(*l)).unwrap_or(0);
        (self.costs[best] / self.count.max(1) - TABLE[ENTROPIES + best] as i32, best)
    }
}

/// Adds what the words of a text cost to what each language costs so far.
fn add_words(line: &mut Costs, chars: impl Iterator<Item = char>, letters: bool, home: Homes) -> Sum {
    let mut sum = Sum { costs: [0; LANGUAGES], count: 0 };
    let mut word = Word::new();
    let mut chars = chars.peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii() && !c.is_ascii_alphabetic() {
            word.finish(line, &mut sum, home);
            continue;
        }
        let class = class_of(c);
        if in_word(class) {
            word.letter(c, letters);
        } else if letters {
            let inside = word.last != 0 && chars.peek().is_some_and(|n| is_letter(*n));
            word.sign(c, class, inside);
            if class == class::BLANK {
                word.finish(line, &mut sum, home);
            }
        } else {
            word.finish(line, &mut sum, home);
        }
    }
    word.finish(line, &mut sum, home);
    sum
}

/// A word in the making.
struct Word {
    costs: Costs,
    /// The same of every language.
    common: i32,
    before: u8,
    last: u8,
    count: i32,
    lower: bool,
    changed: bool,
}

impl Word {
    fn new() -> Self {
        Word { costs: [0; LANGUAGES], common: 0, before: 0, last: 0, count: 0, lower: false, changed: false }
    }

    fn letter(&mut self, c: char, letters: bool) {
        let symbol = match c.to_ascii_lowercase() {
            small @ 'a'..='z' => small as u8 - b'a' + 1,
            _ => WILDCARD,
        };
        self.push(symbol);
        let case = case_of(c);
        if letters && symbol == WILDCARD {
            if self.lower && case == Some(Case::Upper) {
                self.common += CAMEL;
            }
            add_letter(&mut self.costs, letter(c));
            self.changed = true;
        }
        self.lower = case == Some(Case::Lower);
    }

    /// A sign ends what is before it; between letters it's strange.
    fn sign(&mut self, c: char, class: class::Class, inside: bool) {
        self.common += sign_cost(c, class, inside);
        self.count += 1;
        self.lower = false;
        if self.last != 0 {
            self.push(0);
        }
    }

    fn push(&mut self, symbol: u8) {
        let bigram = self.last as usize * SYMBOLS + symbol as usize;
        add_bigram(&mut self.costs, bigram);
        add_trigram(&mut self.costs, self.before as usize * SYMBOLS * SYMBOLS + bigram);
        (self.before, self.last) = if symbol == 0 { (0, 0) } else { (self.last, symbol) };
        self.count += 1;
    }

    fn finish(&mut self, line: &mut Costs, sum: &mut Sum, home: Homes) {
        if self.count == 0 {
            return;
        }
        if self.last != 0 {
            self.push(0);
        } else if self.costs[0] == 0 {
            self.common += NO_LETTERS;
        }
        for (language, cost) in self.costs.iter_mut().enumerate() {
            *cost += self.common;
            if self.changed && home != 0 && TABLE[HOMES + language] & home == 0 {
                *cost += AWAY;
            }
            sum.costs[language] += *cost;
        }
        sum.count += self.count;
        // In any language, or in the line's.
        let mut any = self.costs;
        for (language, cost) in any.iter_mut().enumerate() {
            *cost += prior(language);
        }
        let any = total(&any) + LEAVE;
        for (all, cost) in line.iter_mut().zip(&self.costs) {
            *all += sum_of(cost + STAY, any);
        }
        *self = Word::new();
    }
}

/// What signs cost beside words and between letters, by how often good text has them there.
fn sign_cost(c: char, class: class::Class, inside: bool) -> i32 {
    BIT * match c {
        '’' => 4,
        '–' | '—' | '…' | '·' => 6,
        _ if class == class::BLANK => 5,
        _ if inside => 16,
        '“' | '”' | '„' | '‘' | '‚' | '«' | '»' | '‹' | '›' | '™' | '®' | '©' | '°' | '²' | '³' | '¿'
        | '¡' => 6,
        _ if class == class::C1 => 14,
        _ => 11,
    }
}

fn prior(language: usize) -> i32 {
    // The known ones share the rest equally.
    const KNOWN: i32 = BIT * (LANGUAGES.ilog2() as i32) + BIT / 2;
    if language == 0 { UNKNOWN } else { KNOWN }
}

#[cfg(test)]
mod tests {
    use super::sums::cost_of;
    use super::*;

    fn gain(line: &str, as_is: &str, decoded: &str, home: Homes) -> i32 {
        weigh(line, as_is.chars(), decoded.chars(), "", home).gain / BIT
    }

    #[test]
    fn sums() {
        assert_eq!(sum_of(100, 100), 84);
        assert_eq!(sum_of(0, 1000), 0);
        assert_eq!(cost_of(8.0), -3 * BIT);
        assert_eq!(total(&[5 * BIT; LANGUAGES]), 5 * BIT + cost_of(LANGUAGES as f32));
    }

    #[test]
    fn letters_of_a_language() {
        // Polish has no ñ, and these letters stand in no other language's words.
        assert!(gain("Pomoc dla ", "amerykañskiego", "amerykańskiego", CENTRE) > 12);
        assert!(
            gain("", "Spróbuj ponownie, jeœli to mo¿liwe", "Spróbuj ponownie, jeśli to możliwe", CENTRE) > 30
        );
        assert!(gain("tarix ", "ayýnda", "ayında", TURKISH) > 6);
        // The same letters where they belong.
        assert!(gain("la ", "montaña", "montańa", CENTRE) < 0);
        assert!(gain("", "sýnt", "sınt", TURKISH) < 6);
        // Swedish, read from a Polish charset: nobody wrote it so.
        assert!(gain("för ", "fjärran", "fjŠrran", WEST) < -10);
    }

    #[test]
    fn a_language_that_is_not_known() {
        // Votic has õ where Finnish has ä: in a word of Finnish looks that's little, whatever stands there.
        let fit = weigh("", "muuttõma".chars(), "muuttäma".chars(), "", WEST);
        assert!(fit.gain < 25 * BIT, "{fit:?}");
        // Signs aren't letters that anybody has.
        assert!(gain("", "Przyk³ad", "Przykład", CENTRE) > 8);
        assert!(gain("", "m³", "mł", CENTRE) < 0);
        assert!(gain("", "Windows™.", "Windowsô.", WEST) < 0);
    }

    #[test]
    fn any_text_has_a_cost() {
        for text in ["", "ÿ", "…", "\u{a0}", "ǅ\u{301}x", "\u{10ffff}", "a\u{ad}b", "’’’’", "Ωа文"]
        {
            let fit = weigh(text, text.chars(), "é".chars(), text, 0);
            assert!(fit.gain.abs() < 1000 * BIT && fit.language < LANGUAGES, "{text:?} {fit:?}");
        }
        let long = "żółć ".repeat(100_000);
        assert_eq!(weigh(&long, long.chars(), long.chars(), &long, 0).gain, 0);
    }
}
