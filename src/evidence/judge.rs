//! What speaks for a repair, and how sure it is.

use alloc::vec::Vec;

use super::around::{Around, excess_of_prose, is_clear, usual_cost};
use super::charts::Lists;
use super::habits::{Against, Place, same_script};
use super::prose::{self, Surroundings};
use super::weights::{best_confidence, confidence};
use super::{cost, languages};
use crate::charset::Charset;
use crate::hypothesis::mixups::{Side, Use};
use crate::letters::is_letter;
use crate::model::{self, BIT, Context, START, class};

/// What sort of mix-up is judged: each has its own way of being wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// UTF-8 has a structure of its own: it hardly ever decodes by chance.
    Utf8,
    /// Two bytes a character: any two high bytes decode, but seldom to anything readable.
    Cjk,
    /// Letters of another script for symbols and letters.
    Script,
    /// Latin letters for Latin letters: the hardest to tell from good text.
    LetterForLetter,
    /// Two bytes a character read as two bytes a character: rare ideographs for usual ones.
    CjkAsCjk,
    /// Letters of another script read as two bytes a character.
    ScriptAsCjk,
    /// Latin letters read as those of another script: `Configuraciуn`. Good words hardly ever mix scripts.
    LatinAsScript,
    /// Latin letters read as CJK text: `ge鋘dert`.
    LatinAsCjk,
    /// Letters of a script that isn't Latin for letters of the same: good text has all of them, too.
    SameScript,
}

impl Kind {
    pub(crate) fn of(truth: &Side, wrong: &Side) -> Kind {
        match (truth.used_for, wrong.used_for) {
            (Use::Unicode, _) => Kind::Utf8,
            (Use::Cjk, Use::Cjk) => Kind::CjkAsCjk,
            (Use::Latin, Use::Cjk) => Kind::LatinAsCjk,
            (_, Use::Cjk) => Kind::ScriptAsCjk,
            (Use::Cjk, _) => Kind::Cjk,
            (Use::Latin, Use::Latin) => Kind::LetterForLetter,
            (Use::Latin, _) => Kind::LatinAsScript,
            _ => Kind::Script,
        }
    }

    /// Whether letters would be other letters, one for one.
    pub(super) fn is_of_letters(self) -> bool {
        matches!(self, Kind::LetterForLetter | Kind::Script | Kind::LatinAsScript)
    }

    /// Whether what stands there is CJK text, or would be.
    pub(super) fn stands_as_cjk(self) -> bool {
        matches!(self, Kind::CjkAsCjk | Kind::ScriptAsCjk | Kind::LatinAsCjk)
    }
}

/// A stretch as it stands and decoded, in its place.
pub(crate) struct Case<'c> {
    /// Where the stretch starts, in bytes of the text.
    pub(crate) start: usize,
    /// The line up to the stretch.
    pub(crate) before: &'c str,
    pub(crate) as_is: &'c str,
    pub(crate) decoded: &'c str,
    /// The text after the stretch.
    pub(crate) next: &'c str,
    /// The rest of the region, before and after the stretch.
    pub(crate) rest: [&'c str; 2],
    /// Of the chain, in sixteenths of a bit.
    pub(crate) price: i32,
    /// What the caller expects, in sixteenths of a bit: evidence, and log-odds of being right.
    pub(crate) prior: i32,
    pub(crate) kind: Kind,
    /// The charset that the text was in.
    pub(crate) truth: Charset,
    /// The confidence below which it doesn't matter how sure the case is.
    pub(crate) least: f32,
}

impl Case<'_> {
    /// The rest of the line.
    pub(super) fn around(&self) -> impl Iterator<Item = char> {
        self.before.chars().chain(self.next.chars().take_while(|c| *c != '\n'))
    }
}

/// What was measured of a case; bits, and characters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    /// Evidence less prices and penalties.
    pub net: f32,
    /// Bits that each changed character gains.
    pub each: f32,
    /// Bits a character that the decoded words cost more than usual text of their scripts.
    pub excess: f32,
    /// The same of the line around the words, as it stands: whether its language is one that the model knows; 0 where
    /// there is too little of it.
    pub line: f32,
    /// Bits a character that the words cost as they stand.
    pub as_is: f32,
    /// Characters that aren't ASCII in the stretch.
    pub changed: f32,
    /// Different ones of them, up to a few.
    pub different: f32,
    /// Of the changed characters, share that also stands in the rest of the region.
    pub elsewhere: f32,
    /// Changes of script inside words of the decoded text.
    pub mixed: f32,
    /// The number of its kind: UTF-8, CJK, script, letter for letter, CJK as CJK, script as CJK, Latin as
    /// another script, Latin as CJK, letters of one script for each other.
    pub kind: f32,
    /// Characters that aren't ASCII in the decoded stretch.
    pub decoded: f32,
    /// Changed characters that are symbols or controls where they stand.
    pub symbols: f32,
    /// Bits that the words gain by what languages know of their letters: of single letters in Latin words, else 0.
    pub languages: f32,
    /// Bits a character that the decoded words cost more than usual in the language that they fit best.
    pub foreign: f32,
}

impl Features {
    pub(crate) fn is_of(&self, kind: Kind) -> bool {
        self.kind == f32::from(kind as u8)
    }
}

pub(crate) struct Verdict {
    /// Evidence less prices, in sixteenths of a bit.
    pub(crate) net: i32,
    pub(crate) confidence: f32,
    pub(crate) features: Features,
}

/// Characters after the words that know of their last one: `la frenata è pari` and not `la frenata Ú pari`.
const BEYOND: usize = 3;
/// A changed character that also stands unchanged in the region: `ö` four times in a Nias sentence, one of them "garbled".
const ELSEWHERE: i32 = 6 * BIT;

/// How often one word by itself says something new: `جدتي) جدتي) جدتي) جدتي` is Arabic, although one pair of ideographs would
/// be the cheaper each time; and `²©²ÊÍøÕ¾` in hundreds of places of a line isn't Cyrillic, although each letter of it may be.
const TWICE: i32 = 2;

/// What letters for letters may lose in the languages that are known: of 900 right repairs three lose more, of 2,000
/// repairs of good texts a third (`HERHANGİ BİR GARANTİ`).
const LOST: i32 = 9 * BIT;

/// The first letters of the next word, behind one blank, if they are of the script that some words end in: tabs and signs of
/// code know nothing of a word before them, nor do words of another language.
fn next_word<'t>(words_end: &str, text: &'t str) -> &'t str {
    let script = |c: char| class::script(model::class_of(c));
    let own = words_end.chars().next_back().map_or(0, script);
    let end = text.char_indices().nth(BEYOND).map_or(text.len(), |(i, _)| i);
    let mut next = text[..end].chars();
    let goes_on = next.next() == Some(' ') && own != 0 && next.all(|c| script(c) == own);
    if goes_on { &text[..end] } else { "" }
}

/// What is known of words as they stand, for all the hypotheses that change some of them.
#[derive(Debug)]
struct Words {
    /// Where in the text they start and end, and before and after that what stands around them up to a blank.
    place: [usize; 4],
    /// Before each character, and after the last one.
    so_far: Vec<SoFar>,
    /// Once they're asked for.
    lists: Option<Lists>,
    line: Option<Around>,
    /// See [`excess_of_prose`].
    prose: Option<f32>,
}

/// What words cost up to a place, and would usually.
#[derive(Debug, Clone, Copy)]
struct SoFar {
    context: Context,
    all: Sum,
    /// Of what isn't ASCII alone: in code, brackets and quotes beside a word are dear and say nothing of it.
    others: Sum,
}

/// What characters cost, and would usually.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    chars: i32,
    cost: i32,
    usual: i32,
}

impl Sum {
    fn of(c: char, cost: i32) -> Sum {
        Sum { chars: 1, cost, usual: usual_cost(c) }
    }

    fn plus(self, other: Sum) -> Sum {
        Sum { chars: self.chars + other.chars, cost: self.cost + other.cost, usual: self.usual + other.usual }
    }

    fn minus(self, other: Sum) -> Sum {
        self.plus(Sum { chars: -other.chars, cost: -other.cost, usual: -other.usual })
    }

    /// What each of them costs, in bits.
    fn each(self) -> f32 {
        self.cost as f32 / (BIT * self.chars.max(1)) as f32
    }

    /// What each of them costs more than usual, in bits.
    fn excess(self) -> f32 {
        (self.cost - self.usual) as f32 / (BIT * self.chars.max(1)) as f32
    }
}

impl SoFar {
    fn add(&mut self, c: char) {
        let (cost, context) = super::cost(self.context, core::iter::once(c));
        let new = Sum::of(c, cost);
        let others = if c.is_ascii() { self.others } else { self.others.plus(new) };
        *self = SoFar { context, all: self.all.plus(new), others };
    }

    /// What they cost with what follows on them.
    fn cost_with(&self, next: &str) -> i32 {
        self.all.cost + super::cost(self.context, next.chars()).0
    }
}

impl Words {
    fn of(place: [usize; 4], context: Context, chars: impl Iterator<Item = char>) -> Words {
        let mut now = SoFar { context, all: Sum::default(), others: Sum::default() };
        let mut so_far = alloc::vec![now];
        for c in chars {
            now.add(c);
            so_far.push(now);
        }
        Words { place, so_far, lists: None, line: None, prose: None }
    }

    /// What they cost as they stand.
    fn as_is(&self) -> SoFar {
        self.so_far[self.so_far.len() - 1]
    }

    /// The same with some characters exchanged for others.
    fn with(&self, from: usize, to: usize, others: &str, tail: &str) -> SoFar {
        let mut now = self.so_far[from];
        for c in others.chars() {
            now.add(c);
        }
        for (i, c) in (to..).zip(tail.chars()) {
            // From where the words go on as they stand, it's known what they cost.
            let (here, last) = (self.so_far[i], self.as_is());
            if here.context == now.context {
                now.all = now.all.plus(last.all.minus(here.all));
                now.others = now.others.plus(last.others.minus(here.others));
                return now;
            }
            now.add(c);
        }
        now
    }
}

/// The last words that were looked at: most hypotheses of a region share them.
#[derive(Debug, Default)]
pub(crate) struct Known {
    words: Vec<Words>,
    next: usize,
}

/// Words that are remembered.
const REMEMBERED: usize = 16;

impl Known {
    fn get(&mut self, place: [usize; 4], measure: impl FnOnce() -> Words) -> &mut Words {
        let known = self.words.iter().position(|w| w.place == place).unwrap_or_else(|| {
            let new = self.next;
            self.next = (self.next + 1) % REMEMBERED;
            match self.words.get_mut(new) {
                Some(old) => *old = measure(),
                None => self.words.push(measure()),
            }
            new
        });
        &mut self.words[known]
    }
}

/// Weighs a case; `None` where nothing speaks for it.
pub(crate) fn judge(case: &Case, known: &mut Known) -> Option<Verdict> {
    let Surroundings { lead, head, tail, word, before, after } = Surroundings::of(case);
    let chars = || head.chars().chain(case.as_is.chars()).chain(tail.chars());
    let end = case.start + case.as_is.len();
    let place = [case.start - head.len(), case.start - word[0].len(), end + word[1].len(), end + tail.len()];
    let words = known.get(place, || {
        let skip = before.char_indices().rev().nth(3).map_or(0, |(i, _)| i);
        let context = cost(START, before[skip..].chars()).1;
        Words::of(place, context, word[0].chars().chain(case.as_is.chars()).chain(word[1].chars()))
    });
    let from = word[0].chars().count();
    let to = from + case.as_is.chars().count();
    let (as_is, decoded) = (words.as_is(), words.with(from, to, case.decoded, word[1]));
    let beyond = if word[1] == tail {
        next_word(if tail.is_empty() { case.decoded } else { tail }, &case.next[tail.len()..])
    } else {
        ""
    };
    let several = matches!(case.kind, Kind::Cjk | Kind::Script);
    let times = if several { repeated(case.as_is) } else { 1 };
    let once = |n: i32| if times > TWICE { n / times * TWICE } else { n };
    let gain = once(as_is.cost_with(beyond) - decoded.cost_with(beyond));
    // What speaks against it only makes it less.
    let most = gain - case.price - super::viterbi::OPEN;
    if most + case.prior <= 0 {
        return None;
    }
    let changed = once(changes(case.as_is, case.decoded).count() as i32).max(1);
    // Of a long run some characters stand elsewhere by chance, and to look for all of them would take long.
    let looked = if case.as_is.len() > 200 { 0 } else { usize::MAX };
    let elsewhere = |c: &char| case.rest.iter().any(|r| r.contains(*c));
    let same = changes(case.as_is, case.decoded).take(looked).filter(elsewhere).count() as i32;
    let same = if case.kind == Kind::Utf8 { 0 } else { same };
    let decoded_words = || head.chars().chain(case.decoded.chars()).chain(tail.chars());
    let kind = if case.kind == Kind::Script && same_script(case) { Kind::SameScript } else { case.kind };
    let lists = *words.lists.get_or_insert_with(|| Lists::of(chars()));
    let place = Place { case, kind, lead, head, tail, lists, excess: decoded.all.excess() };
    let Against { bits: habits, mixed } = place.against()?;
    let against = habits + same * ELSEWHERE;
    let own = most - against;
    let net = own + case.prior;
    if net <= 0 {
        return None;
    }
    let bits = |n: i32| n as f32 / BIT as f32;
    let each = bits(gain) / changed as f32;
    // What stands there as CJK text says by itself what it is.
    let as_cjk = matches!(kind, Kind::CjkAsCjk | Kind::ScriptAsCjk);
    let of = |sums: SoFar| if as_cjk && sums.others.chars > 0 { sums.others } else { sums.all };
    // A sign by itself, a bullet or a dash, is dear in any text.
    let excess = of(decoded).excess().min(if decoded_words().any(is_letter) { f32::MAX } else { 0.0 });
    let line = *words.line.get_or_insert_with(|| Around::of(lead, &case.next[tail.len()..]));
    let line = if is_clear(kind, bits(own), each, excess) && prose::is_all(case.as_is) {
        let prose =
            *words.prose.get_or_insert_with(|| excess_of_prose(prose::before(before), prose::after(after)));
        if kind == Kind::LetterForLetter { prose } else { prose.min(line.letters) }
    } else if as_cjk || case.prior > 0 {
        line.all.min(line.letters)
    } else {
        line.all
    };
    let mut features = Features {
        net: bits(own.max(1)),
        each,
        excess,
        line,
        as_is: of(as_is).each(),
        changed: changed as f32,
        different: different(case.as_is, case.decoded) as f32,
        elsewhere: same as f32 / changed as f32,
        mixed: mixed as f32,
        kind: kind as u8 as f32,
        decoded: case.decoded.chars().filter(|c| !c.is_ascii()).count() as f32,
        symbols: case
            .as_is
            .chars()
            .filter(|c| !c.is_ascii() && model::class_of(*c) < class::LATIN_ASCII)
            .count() as f32,
        languages: 0.0,
        foreign: 0.0,
    };
    if (kind.is_of_letters() || matches!(kind, Kind::SameScript | Kind::LatinAsCjk))
        && best_confidence(kind, &features, case.prior) >= case.least
    {
        let (before, after) = (prose::before(before), prose::after(after));
        let fit = languages::fit(before, word, [case.as_is, case.decoded], after, case.truth);
        if case.kind == Kind::LetterForLetter && fit.is_some_and(|f| f.gain < -LOST) {
            return None;
        }
        features.languages = fit.map_or(0.0, |f| bits(f.gain));
        features.foreign = fit.map_or(0.0, |f| bits(f.excess));
    }
    Some(Verdict { net, confidence: confidence(kind, &features, case.prior), features })
}

/// How often a word stands where nothing else does, between ASCII; else 1.
fn repeated(text: &str) -> i32 {
    let mut words = text.split(|c: char| c.is_ascii()).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return 1 };
    words.try_fold(1, |times, word| (word == first).then_some(times + 1)).unwrap_or(1)
}

/// How many different characters a repair changes, up to a few.
fn different(as_is: &str, decoded: &str) -> usize {
    const FEW: usize = 8;
    let mut known = ['\0'; FEW];
    let mut count = 0;
    for c in changes(as_is, decoded).take(64) {
        if !known[..count].contains(&c) {
            known[count] = c;
            count += 1;
            if count == FEW {
                break;
            }
        }
    }
    count
}

/// The characters that aren't ASCII which a repair changes; where it goes letter for letter, some stay the same.
fn changes<'c>(as_is: &'c str, decoded: &'c str) -> impl Iterator<Item = char> + 'c {
    let letter_for_letter = as_is.chars().count() == decoded.chars().count();
    let becomes = decoded.chars().map(Some).chain(core::iter::repeat(None));
    let stays = move |c: char, becomes: Option<char>| letter_for_letter && becomes == Some(c);
    as_is.chars().zip(becomes).filter(move |(c, b)| !c.is_ascii() && !stays(*c, *b)).map(|(c, _)| c)
}
