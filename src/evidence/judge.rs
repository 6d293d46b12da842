//! What speaks for a repair, and how sure it is.

use alloc::vec::Vec;

use super::{cost, languages};
use crate::charset::Charset;
use crate::hypothesis::mixups::{Side, Use};
use crate::model::{self, BIT, Class, Context, START, class};

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
    /// Letters of a script that isn't Latin for letters of the same: good text has all of them, too.
    SameScript,
}

impl Kind {
    pub(crate) fn of(truth: &Side, wrong: &Side) -> Kind {
        match (truth.used_for, wrong.used_for) {
            (Use::Unicode, _) => Kind::Utf8,
            (Use::Cjk, Use::Cjk) => Kind::CjkAsCjk,
            (_, Use::Cjk) => Kind::ScriptAsCjk,
            (Use::Cjk, _) => Kind::Cjk,
            (Use::Latin, Use::Latin) => Kind::LetterForLetter,
            _ => Kind::Script,
        }
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
    /// Of them, share that also stands in the rest of the region.
    pub elsewhere: f32,
    /// Changes of script inside words of the decoded text.
    pub mixed: f32,
    /// The number of its kind: UTF-8, CJK, script, letter for letter, CJK as CJK, script as CJK, letters
    /// of one script for each other.
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

pub(crate) struct Verdict {
    /// Evidence less prices, in sixteenths of a bit.
    pub(crate) net: i32,
    pub(crate) confidence: f32,
    pub(crate) features: Features,
}

/// Characters before and after a stretch that are looked at for the words that it stands in.
const WORD: usize = 16;
/// Each change of script inside a word of the decoded text: `аБВ`, `BÜR탄`.
const MIXED: i32 = 10 * BIT;
/// A lone Han character or syllable among letters of another script is never what was written.
const LONELY: i32 = 12 * BIT;
/// A changed character that also stands unchanged in the region: `ö` four times in a Nias sentence, one of them "garbled".
const ELSEWHERE: i32 = 6 * BIT;

fn tail_of_word(text: &str) -> &str {
    let from = text
        .char_indices()
        .rev()
        .take(WORD)
        .take_while(|(_, c)| !c.is_whitespace())
        .last()
        .map_or(text.len(), |(i, _)| i);
    &text[from..]
}

fn head_of_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(WORD)
        .take_while(|(_, c)| !c.is_whitespace())
        .last()
        .map_or(0, |(i, c)| i + c.len_utf8());
    &text[..end]
}

/// What is known of words as they stand, for all the hypotheses that change some of them.
#[derive(Debug, Clone, Copy)]
struct Words {
    /// How many bytes of the text stand before and in them.
    place: (usize, usize),
    /// After what stands before them.
    context: Context,
    cost: i32,
    around: Option<f32>,
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
    fn get(&mut self, place: (usize, usize), measure: impl FnOnce() -> Words) -> Words {
        if let Some(words) = self.words.iter().find(|w| w.place == place) {
            return *words;
        }
        let words = measure();
        match self.words.get_mut(self.next) {
            Some(old) => *old = words,
            None => self.words.push(words),
        }
        self.next = (self.next + 1) % REMEMBERED;
        words
    }
}

/// Weighs a case; `None` where nothing speaks for it.
pub(crate) fn judge(case: &Case, known: &mut Known) -> Option<Verdict> {
    let (head, tail) = (tail_of_word(case.before), head_of_word(case.next));
    let lead = &case.before[..case.before.len() - head.len()];
    let place = (case.start - head.len(), case.start + case.as_is.len() + tail.len());
    let words = known.get(place, || {
        let skip = lead.char_indices().rev().nth(3).map_or(0, |(i, _)| i);
        let context = cost(START, lead[skip..].chars()).1;
        let chars = head.chars().chain(case.as_is.chars()).chain(tail.chars());
        let cost = cost(context, chars).0;
        Words { place, context, cost, around: around(lead, &case.next[tail.len()..]) }
    });
    let as_is = words.cost;
    let decoded = cost(words.context, head.chars().chain(case.decoded.chars()).chain(tail.chars())).0;
    let gain = as_is - decoded;
    let changed = changed(case.as_is, case.decoded).max(1) as i32;
    // Of a long run some characters stand elsewhere by chance, and to look for all of them would take long.
    let looked = if case.as_is.len() > 200 { 0 } else { usize::MAX };
    let elsewhere = |c: &char| !c.is_ascii() && case.rest.iter().any(|r| r.contains(*c));
    let same = case.as_is.chars().take(looked).filter(elsewhere).count() as i32;
    let same = if case.kind == Kind::Utf8 { 0 } else { same };
    let decoded_words = || head.chars().chain(case.decoded.chars()).chain(tail.chars());
    let expected: i32 = decoded_words().map(usual_cost).sum();
    let mixed = script_changes(decoded_words());
    let lonely = is_lonely(head, case.decoded, tail) as i32;
    if matches!(case.kind, Kind::Script | Kind::LetterForLetter) && only_punctuation(case.as_is, case.decoded)
    {
        return None;
    }
    let kind = if case.kind == Kind::Script && same_script(case) { Kind::SameScript } else { case.kind };
    if is_chart(head.chars().chain(case.as_is.chars()).chain(tail.chars()))
        || is_one_alphabet(case) && decoded - expected > PLAIN * decoded_words().count() as i32
        || is_decoration(case.as_is)
        || case.kind == Kind::Script && mixed > 0 && is_one_letter(case.decoded)
        || kind == Kind::SameScript && is_abbreviation(case)
        || is_sign_alone(case, head, tail)
        || case.kind == Kind::Utf8 && has_capital_ending(head, case.as_is, case.next)
        || is_only(case, &['´', '`', '¨'])
        || matches!(case.kind, Kind::Cjk | Kind::CjkAsCjk) && !case.decoded.chars().any(is_cjk)
    {
        return None;
    }
    let rare = rare_ideographs(case.decoded);
    let strangers = STRANGERS * is_stranger(case, lead, tail) as i32;
    let apostrophes = if is_only(case, &['’', '‘']) { APOSTROPHE } else { 0 };
    let single = case.kind == Kind::Utf8
        && case.price >= UNUSUAL
        && case.as_is.chars().filter(|c| !c.is_ascii()).count() <= 2
        && case.decoded.chars().filter(|c| !c.is_ascii()).count() == 1;
    let single = if single { SINGLE } else { 0 };
    let alphabet = if is_one_alphabet(case) { ALPHABET } else { 0 };
    let against = rare
        + strangers
        + apostrophes
        + single
        + alphabet
        + mixed * MIXED
        + lonely * LONELY
        + same * ELSEWHERE;
    let own = gain - case.price - super::viterbi::OPEN - against;
    let net = own + case.prior;
    if net <= 0 {
        return None;
    }
    let chars = decoded_words().count().max(1) as i32;
    let bits = |n: i32| n as f32 / BIT as f32;
    let languages = matches!(case.kind, Kind::LetterForLetter | Kind::Script)
        .then(|| {
            let rest = &case.next[tail.len()..];
            languages::fit(lead, [head, tail], [case.as_is, case.decoded], rest, case.truth)
        })
        .flatten();
    if case.kind == Kind::LetterForLetter && languages.is_some_and(|f| f.gain < -LOST) {
        return None;
    }
    let features =
        Features {
            net: bits(own.max(1)),
            each: bits(gain) / changed as f32,
            // A sign by itself, a bullet or a dash, is dear in any text.
            excess: (bits(decoded - expected) / chars as f32)
                .min(if decoded_words().any(char::is_alphabetic) { f32::MAX } else { 0.0 }),
            line: words.around.unwrap_or(0.0),
            as_is: bits(as_is)
                / (head.chars().count() + case.as_is.chars().count() + tail.chars().count()).max(1) as f32,
            changed: changed as f32,
            elsewhere: same as f32 / changed as f32,
            mixed: (mixed + lonely) as f32,
            kind: kind as u8 as f32,
            decoded: case.decoded.chars().filter(|c| !c.is_ascii()).count() as f32,
            symbols: case
                .as_is
                .chars()
                .filter(|c| !c.is_ascii() && model::class_of(*c) < class::LATIN_ASCII)
                .count() as f32,
            languages: languages.map_or(0.0, |f| bits(f.gain)),
            foreign: languages.map_or(0.0, |f| bits(f.excess)),
        };
    Some(Verdict { net, confidence: confidence(kind, &features, case.prior), features })
}

/// How many characters that aren't ASCII a repair changes; where it goes letter for letter, some stay the same.
fn changed(as_is: &str, decoded: &str) -> usize {
    let same = if as_is.chars().count() == decoded.chars().count() {
        as_is.chars().zip(decoded.chars()).filter(|(a, b)| a == b && !a.is_ascii()).count()
    } else {
        0
    };
    as_is.chars().filter(|c| !c.is_ascii()).count() - same
}

/// Bits a character that the text before and after the words costs more than usual; `None` where there is too
/// little of it.
fn around(lead: &str, rest: &str) -> Option<f32> {
    let rest = || rest.chars().take(64).take_while(|c| *c != '\n');
    let chars = lead.chars().count() + rest().count();
    if chars < 8 {
        return None;
    }
    let costs = cost(START, lead.chars()).0 + cost(START, rest()).0;
    let usual: i32 = lead.chars().chain(rest()).map(usual_cost).sum();
    Some((costs - usual) as f32 / (BIT * chars as i32) as f32)
}

/// How much each feature counts for a [`Kind`], in natural log-odds.
struct Weights {
    bias: f32,
    /// Of the binary logarithm of the net bits, at most 200 of them.
    net: f32,
    /// Of each ten net bits, at most fifteen of them.
    tens: f32,
    each: f32,
    excess: f32,
    /// Of the excess beyond [`STRANGE`].
    strange: f32,
    line: f32,
    as_is: f32,
    /// Of the binary logarithm of the changed characters, at most 16 of them.
    changed: f32,
    symbols: f32,
    /// Of each ten bits that the languages' models gain.
    languages: f32,
    /// Of their binary logarithm.
    languages_log: f32,
    /// Of each ten bits that they lose.
    languages_against: f32,
    foreign: f32,
}

/// Bits a character beyond the usual that a hundredth of the right repairs reach. `ß§` isn't an Ethiopic letter.
const STRANGE: f32 = 7.0;

const NONE: Weights = Weights {
    bias: 0.0,
    net: 0.0,
    tens: 0.0,
    each: 0.0,
    excess: 0.0,
    strange: 0.0,
    line: 0.0,
    as_is: 0.0,
    changed: 0.0,
    symbols: 0.0,
    languages: 0.0,
    languages_log: 0.0,
    languages_against: 0.0,
    foreign: 0.0,
};

/// Logistic regressions, one for each kind in its order, of right repairs of garbled development texts against all
/// repairs of good ones (15,000 and 1,800), with the features that told them apart, rounded.
const WEIGHTS: [Weights; 7] = [
    Weights { bias: -3.1, net: 1.0, each: 0.27, line: -0.5, strange: -0.4, ..NONE },
    Weights {
        bias: -5.13,
        net: 0.96,
        strange: -0.33,
        line: -0.62,
        as_is: 0.11,
        changed: 0.60,
        symbols: 0.09,
        ..NONE
    },
    Weights {
        bias: -5.89,
        net: 0.41,
        excess: -0.71,
        strange: -0.27,
        line: -1.34,
        as_is: 0.27,
        changed: 1.50,
        ..NONE
    },
    Weights {
        bias: -4.36,
        net: 0.86,
        tens: 0.33,
        excess: -0.43,
        strange: -0.16,
        line: -0.98,
        changed: -1.77,
        symbols: 1.69,
        languages: 0.21,
        foreign: -0.52,
        languages_log: 0.77,
        languages_against: 0.93,
        ..NONE
    },
    Weights {
        bias: -0.26,
        tens: 0.05,
        excess: -0.32,
        strange: -0.73,
        line: -0.68,
        as_is: 0.19,
        changed: 0.55,
        ..NONE
    },
    Weights {
        bias: 1.16,
        net: 0.02,
        tens: 0.15,
        excess: -0.61,
        strange: -0.29,
        as_is: 0.11,
        changed: 0.95,
        ..NONE
    },
    Weights {
        bias: -0.55,
        tens: 0.84,
        excess: -0.39,
        strange: -0.02,
        line: -0.95,
        changed: 0.08,
        symbols: 0.42,
        ..NONE
    },
];

fn confidence(kind: Kind, f: &Features, prior: i32) -> f32 {
    let w = &WEIGHTS[kind as usize];
    let score = w.bias
        + core::f32::consts::LN_2 * prior as f32 / BIT as f32
        + w.net * log2(1.0 + f.net.min(200.0))
        + w.tens * f.net.min(150.0) / 10.0
        + w.each * f.each.min(30.0)
        + w.excess * f.excess.clamp(-2.0, 8.0)
        + w.strange * (f.excess - STRANGE).max(0.0)
        + w.line * f.line.clamp(-2.0, 6.0)
        + w.as_is * f.as_is.min(25.0)
        + w.changed * log2(f.changed.min(16.0))
        + w.symbols * f.symbols / f.changed
        + w.languages * f.languages.clamp(-30.0, 60.0) / 10.0
        + w.languages_against * f.languages.clamp(-30.0, 0.0) / 10.0
        + w.languages_log * log2(1.0 + f.languages.max(0.0))
        + w.foreign * f.foreign.clamp(-2.0, 6.0);
    1.0 / (1.0 + exp(-score))
}

/// The script of a letter, as far as words mix them: 0 for what isn't a letter.
pub(super) fn script(class: Class) -> u8 {
    match class {
        class::LATIN_ASCII..=class::LATIN_ADDITIONAL => 1,
        class::GREEK | class::GREEK_EXTENDED => 2,
        class::CYRILLIC..=class::CYRILLIC_RARE => 3,
        // Han stands beside kana in one word, and ideographs beside Latin letters without a blank.
        class::HAN..=class::KATAKANA => 4,
        class::HANGUL => 5,
        class::FIRST_SCRIPT.. => 6 + (class - class::FIRST_SCRIPT) / 2,
        _ => 0,
    }
}

/// The first script of a text that isn't Latin.
fn main_script(text: &str) -> Option<u8> {
    text.chars().map(|c| script(model::class_of(c))).find(|s| *s > 1)
}

/// How often letters of another script follow directly on letters of one, where good text doesn't do that.
fn script_changes(chars: impl Iterator<Item = char>) -> i32 {
    let mut last = 0;
    let mut changes = 0;
    for c in chars {
        let s = script(model::class_of(c));
        let cjk = |s: u8| s == 4 || s == 5;
        if s != last && s != 0 && last != 0 && !(cjk(s) && last == 1) && !(cjk(last) && s == 1) {
            changes += 1;
        }
        last = s;
    }
    changes
}

/// Whether the decoded text is a single Han character, kana or syllable with letters of other scripts around it.
fn is_lonely(head: &str, decoded: &str, tail: &str) -> bool {
    let script_of = |c: char| script(model::class_of(c));
    // A single Greek or Cyrillic letter may be a symbol.
    let foreign = |c: char| script_of(c) > 3;
    let mut cjk = decoded.chars().filter(|c| foreign(*c));
    if cjk.next().is_none() || cjk.next().is_some() {
        return false;
    }
    let beside = |s: &str| s.chars().any(foreign);
    !beside(head)
        && !beside(tail)
        && (head.chars().chain(tail.chars()).any(|c| c.is_alphabetic())
            || decoded.chars().any(|c| c.is_ascii_alphabetic()))
}

/// Whether the words are a chart: letters in the order of their code points, or each in both cases (`ÀÁÂÃ`, `Åå, Øø`).
fn is_chart(chars: impl Iterator<Item = char>) -> bool {
    let (mut last, mut pairs, mut ordered) = (' ', 0, 0);
    for c in chars {
        if !c.is_ascii() && !last.is_ascii() {
            pairs += 1;
            let step = (c as u32).wrapping_sub(last as u32);
            ordered += (step == 1 || step == 2 || model::fold(c) == model::fold(last) && c != last) as u32;
        }
        last = c;
    }
    ordered >= 3 && 3 * ordered >= 2 * pairs
}

/// Whether what would be decoded as CJK or from it is a short piece of one alphabet that is written by itself, or signs
/// only: `ㅋㅋㅋㅋ ㅠㅠ`, `ㄅㄨˊ`, `ｶﾀｶﾅ`, `㎏ ㎡`. Garble mixes them.
fn is_one_alphabet(case: &Case) -> bool {
    const SHORT: usize = 16;
    let others = || case.as_is.chars().filter(|c| !c.is_ascii());
    if !matches!(case.kind, Kind::CjkAsCjk | Kind::ScriptAsCjk) || others().count() > SHORT {
        return false;
    }
    let all = |is: fn(char) -> bool| others().all(is);
    let signs = others()
        .filter(|c| {
            let class = model::class_of(*c);
            script(class) == 0
                && !matches!(class, class::JAMO | class::BOPOMOFO | class::HALF_WIDTH | class::PRIVATE)
        })
        .count();
    // One letter may be a unit too: `Ω㏀ ㎏`.
    signs + 1 >= others().count() && signs > 0
        || all(|c| model::class_of(c) == class::JAMO)
        || all(|c| matches!(model::class_of(c), class::BOPOMOFO | class::SPACING_MARK))
        || all(|c| matches!(c, '\u{ff66}'..='\u{ff9f}'))
}

/// Whether the line around has letters of the script that stands there and none of the one that would: a rare
/// syllable in a Korean sentence isn't Chinese, nor is one ideograph in a line of Latin letters what was written.
fn is_stranger(case: &Case, lead: &str, tail: &str) -> bool {
    let Some(decoded) = main_script(case.decoded) else { return false };
    let around = || lead.chars().chain(case.next[tail.len()..].chars().take(64).take_while(|c| *c != '\n'));
    let count = |script_: u8| around().filter(|c| script(model::class_of(*c)) == script_).count();
    if count(decoded) > 0 {
        return false;
    }
    let lone = case.decoded.chars().filter(|c| c.is_alphabetic()).count() == 1;
    main_script(case.as_is).is_some_and(|s| s != decoded && count(s) >= 2) || lone && count(1) >= 4
}

/// What such a repair must show beyond the usual.
const STRANGERS: i32 = 26 * BIT;

/// Whether all that changes in Latin text are these signs, which are written for apostrophes.
fn is_only(case: &Case, signs: &[char]) -> bool {
    matches!(case.kind, Kind::LetterForLetter | Kind::Script)
        && case.as_is.chars().filter(|c| !c.is_ascii()).all(|c| signs.contains(&c))
}

/// `mita’ squw` is Tayal (and `k´op` Tzeltal, which never is anything else), and `aqu’` is Spanish from a Mac far less often.
const APOSTROPHE: i32 = 15 * BIT;

/// Whether nothing but signs is exchanged for signs: an accent for an apostrophe (`k´op`, Tzeltal) is a habit of
/// writing, whatever charset could explain it.
fn only_punctuation(as_is: &str, decoded: &str) -> bool {
    let sign = |c: char| c.is_ascii() || script(model::class_of(c)) == 0;
    as_is.chars().all(sign) && decoded.chars().all(sign)
}

/// What the rare ones of a few ideographs cost once more: any two high bytes are an ideograph, and most of these are
/// rare. `Þ®ö` isn't 詔.
fn rare_ideographs(decoded: &str) -> i32 {
    const FEW: usize = 6;
    const USUAL: i32 = 13 * BIT;
    let ideographs = || {
        decoded
            .chars()
            .filter(|c| matches!(model::class_of(*c), class::HAN | class::HAN_RARE | class::HANGUL))
    };
    if ideographs().count() > FEW {
        return 0;
    }
    ideographs().map(|c| (model::cost_in_class(c) - USUAL).max(0)).sum()
}

/// Whether one sign by itself between blanks, as good text has it, is exchanged for another character, or a letter
/// for a sign: `Δικαιώματα © 2012` has no σ there, `фор ¬ мального` no В, `quésta pàgina ò l'é` no bullet and `①(시행일)`
/// no ơ.
fn is_sign_alone(case: &Case, head: &str, tail: &str) -> bool {
    let single = |s: &str| {
        let mut chars = s.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    let (Some(c), Some(decoded)) = (single(case.as_is), single(case.decoded)) else { return false };
    let class = model::class_of(c);
    let sign = matches!(class, class::TYPOGRAPHIC | class::MATH | class::SIGN);
    head.is_empty()
        && (class == class::ENCLOSED
            || case.kind != Kind::Utf8 && tail.is_empty() && (sign || !decoded.is_alphabetic()))
}

/// Whether there is a single letter: beside letters of another script (`NicolГ¡s`) no chain is right that makes one.
fn is_one_letter(decoded: &str) -> bool {
    decoded.chars().filter(|c| c.is_alphabetic()).count() == 1
}

/// Whether what stands there are abbreviations: a short word in capitals (`БФБ`), or several that would have a capital
/// after a small letter (`РСФСР, СПб`), which no word has.
fn is_abbreviation(case: &Case) -> bool {
    const SHORT: usize = 4;
    let letters = || case.as_is.chars().filter(|c| c.is_alphabetic());
    let pairs = case.decoded.chars().zip(case.decoded.chars().skip(1));
    letters().count() <= SHORT && letters().all(char::is_uppercase)
        || pairs.into_iter().any(|(a, b)| a.is_lowercase() && b.is_uppercase())
}

/// What letters for letters may lose in the languages that are known: of 900 right repairs three lose more, of 2,000
/// repairs of good texts a third (`HERHANGİ BİR GARANTİ`).
const LOST: i32 = 9 * BIT;

/// Bits a character beyond the usual up to which what an alphabet by itself would be is worth a thought.
const PLAIN: i32 = 4 * BIT;
/// What speaks against it even then: `ｶﾀｶﾅ` stands by itself far more often than it is garble.
const ALPHABET: i32 = 20 * BIT;

/// Whether a capital `Ã` or `Â` stands at the end of a word in capitals with a sign behind it that good text has there:
/// `MANHÃ…`, `“IRMÃ”`, `HÂLÂ®`. `PÃ…` for `PÅ` is rarer than any of these.
fn has_capital_ending(head: &str, as_is: &str, next: &str) -> bool {
    const SIGNS: &str = "…”“’‘»®™²³©°";
    let mut chars = head.chars().chain(as_is.chars()).chain(next.chars().take(1)).peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let ending = matches!(c, 'Ã' | 'Â') && before.is_uppercase();
        if ending
            && chars.next_if(|s| SIGNS.contains(*s)).is_some()
            && chars.peek().is_none_or(|c| !c.is_alphanumeric() && c.is_ascii())
        {
            return true;
        }
        before = c;
    }
    false
}

/// Whether a character belongs to CJK text alone: their charsets have Greek and Cyrillic rows too, which nobody
/// writes a word in.
fn is_cjk(c: char) -> bool {
    matches!(model::class_of(c), class::CJK_PUNCTUATION | class::FULL_WIDTH | class::HAN..=class::ENCLOSED)
}

/// Whether the stretch is an ornament or a face: the same from both ends, `•·.·´¯`·.·•`, or between two `ﾟ`.
fn is_decoration(as_is: &str) -> bool {
    let letters = as_is.chars().filter(|c| c.is_alphabetic() && *c != 'ـ').count();
    let count = as_is.chars().count();
    let same = as_is.chars().zip(as_is.chars().rev()).filter(|(a, b)| a == b).count();
    let face = || {
        let mut eyes = as_is.char_indices().filter(|(_, c)| *c == '\u{ff9f}').map(|(i, _)| i);
        eyes.next().zip(eyes.next()).is_some_and(|(a, b)| as_is[a..b].chars().count() == 2)
    };
    count >= 6 && 2 * letters <= count && 10 * same >= 7 * count || face()
}

/// Whether letters of one other script than Latin are exchanged for letters of the same.
fn same_script(case: &Case) -> bool {
    matches!(main_script(case.as_is), Some(2 | 3)) && main_script(case.as_is) == main_script(case.decoded)
}

/// A chain's price from which one character of UTF-8 is too little to think of it: `¬β` isn't `р` read as Mac Greek.
const UNUSUAL: i32 = 6 * BIT;
const SINGLE: i32 = 8 * BIT;

/// What a character of good text costs on the average, by its class, on development text.
fn usual_cost(c: char) -> i32 {
    match model::class_of(c) {
        class::HAN => 9 * BIT,
        class::HANGUL => 8 * BIT,
        class::HIRAGANA | class::KATAKANA => 6 * BIT,
        _ => 9 * BIT / 2,
    }
}

/// The binary logarithm of x from 1 on, good to two digits: straight lines between the powers of two.
fn log2(x: f32) -> f32 {
    let mut power = 0.0;
    let mut rest = x.max(1.0);
    while rest >= 2.0 {
        rest /= 2.0;
        power += 1.0;
    }
    // x − 1 lies up to 0.086 below log2 x between 1 and 2; this parabola takes that up.
    power + (rest - 1.0) + 0.344 * (rest - 1.0) * (2.0 - rest)
}

/// e to the power of x, good to three digits: `core` has no floating-point functions.
fn exp(x: f32) -> f32 {
    let x = x.clamp(-30.0, 30.0);
    let mut y = 1.0 + x / 1024.0;
    for _ in 0..10 {
        y *= y;
    }
    y
}
