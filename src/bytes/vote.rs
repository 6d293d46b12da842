//! Which charset the words are in: the one under which they cost least.

use alloc::vec::Vec;
use core::ops::Range;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::alphabets;
use super::candidates;
use super::input::Expected;
use super::lattice::AT_LINE;
use super::words;
use crate::charset::Charset;
use crate::model::{self, BIT, Case, Context, case_of};

/// What a byte costs that has no character: twice what good text asks for its rarest characters.
pub(super) const INVALID: i32 = 44 * BIT;

/// The charsets that are out of the question are found with this many bytes.
const FIRST_ROUND: usize = 700;

/// The others are heard on at most this many.
const SECOND_ROUND: usize = 12_000;

/// How often each byte value should be heard in the second round.
const EACH: u16 = 20;

/// Other charsets are looked for on at most this many, those that suit the known ones least.
const OTHER_ROUND: usize = 4_000;

/// So many words of a line are heard together.
const LONG_LINE: usize = 24;

/// The entry price of a file's second legacy charset and of those after it, before the lines are counted.
const NEXT_CHARSET: i32 = 16 * BIT;

/// What another charset must save in all.
const SECOND_CHARSET: i32 = 24 * BIT;

/// What a word costs more that is one capital beyond ASCII.
const LONE_CAPITAL: i32 = 5 * BIT;

/// What a word costs more that is one letter of another script in a line of Latin letters: `È difficile`
/// and `É verdade` aren't `ب difficile` in windows-1256 and `и verdade` in KOI8-R. Foreign words have more letters.
const LONE_FOREIGN: i32 = 10 * BIT;

/// So far to either side of a word its line is looked at, in bytes.
const NEAR: usize = 100;

/// What chardetng's opinion is worth: enough to decide between charsets that the model finds alike.
const WITNESS: i32 = 6 * BIT;

/// What `c` costs in a file of text, and the context after it.
pub(super) fn step(context: Context, c: char) -> (i32, Context) {
    let (cost, next) = context.step(c);
    if c != '´' {
        return (cost + surcharge(&context, c), next);
    }
    // typed for an apostrophe (`KoRe´en`), where ISO-8859-15 has Ž
    let (other, after) = context.step('’');
    if other + APOSTROPHE < cost { (other + APOSTROPHE, after) } else { (cost, next) }
}

/// What it costs that an apostrophe is an accent.
const APOSTROPHE: i32 = 6 * BIT;

/// Characters that the model prices but that files of text don't have: C1 controls, private use; and an upper-case
/// letter beyond ASCII after a lower-case one (Greek: `ΚαθΆ` for `Καθ’`).
fn surcharge(context: &Context, c: char) -> i32 {
    match c {
        ' '..='~' => 0,
        '\u{80}'..='\u{9f}' => 12 * BIT,
        '\0'..='\u{8}' | '\u{e}'..='\u{1a}' => 8 * BIT,
        '\u{e000}'..='\u{f8ff}' => 6 * BIT,
        // few type this quote, and its byte is a letter in Mac and DOS pages: `‚чера` is `Вчера`
        '‚' => 4 * BIT,
        _ if context.after_lower() && case_of(c) == Some(Case::Upper) => 5 * BIT,
        _ => 0,
    }
}

/// The charset that suits `words` best; none when there are no words.
pub(super) fn winner(bytes: &[u8], words: &[Range<usize>], expected: &Expected) -> Option<Charset> {
    words.first()?;
    let few = words::sample(bytes, words, u16::MAX, FIRST_ROUND);
    let mut totals: Vec<(i32, i32, Charset)> = candidates::prices(expected)
        .map(|(charset, price)| {
            (price + few.iter().map(|w| cost(bytes, w, charset)).sum::<i32>(), price, charset)
        })
        .collect();
    totals.sort_by_key(|t| t.0);
    let best = totals.first()?.0;
    // a charset that is worse by this on a few words won't win on more of them
    totals.retain(|t| t.0 <= best + best.abs() / 4 + 48 * BIT);
    let many = words::sample(bytes, words, EACH, SECOND_ROUND);
    let witness = witness(bytes, &many);
    let heard = |charset: Charset| {
        let letters = many.iter().flat_map(|w| chars(bytes, w, charset)).map(|c| c.0);
        let opinion = if witness == Some(charset) { WITNESS } else { 0 };
        many.iter().map(|w| cost(bytes, w, charset)).sum::<i32>() + alphabets::cost(letters) - opinion
    };
    let (_, charset) =
        totals.iter().map(|&(_, price, charset)| (price + heard(charset), charset)).min_by_key(|t| t.0)?;
    Some(charset)
}

/// What chardetng takes the words for. It knows the letters of languages by pairs and no Mac or DOS charset.
/// windows-1252 is its answer when it doesn't know (Estonian in windows-1257), so that is none.
fn witness(bytes: &[u8], words: &[Range<usize>]) -> Option<Charset> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for word in words {
        detector.feed(bytes.get(word.clone())?, false);
        detector.feed(b" ", false);
    }
    let guess = Charset::for_label(detector.guess(None, Utf8Detection::Deny).name());
    guess.ok().filter(|&c| c != Charset::WINDOWS_1252)
}

/// The words of each line, of long lines in parts.
fn lines<'w>(bytes: &'w [u8], words: &'w [Range<usize>]) -> impl Iterator<Item = &'w [Range<usize>]> {
    words
        .chunk_by(|a, b| {
            !bytes.get(a.end..b.start).unwrap_or_default().iter().any(|b| matches!(b, b'\n' | b'\r'))
        })
        .flat_map(|line| line.chunks(LONG_LINE))
}

/// What it costs to enter a charset other than the file's first: the more lines there are, the less probable is
/// another charset in one of them (one line of a Czech file of 20 kB quotes garbled words).
pub(super) fn entry(bytes: &[u8], words: &[Range<usize>]) -> i32 {
    let lines = lines(bytes, words).count().max(1);
    NEXT_CHARSET + 4 * BIT * lines.ilog2() as i32 // at most 63
}

/// The charset that some of the lines are in when the others are in those that are `known`.
///
/// What it's worth is what it saves on the lines that it suits, after what the switch to it (`entry`) costs them.
pub(super) fn another(
    bytes: &[u8],
    words: &[Range<usize>],
    expected: &Expected,
    known: &[Charset],
    entry: i32,
) -> Option<Charset> {
    let line_cost =
        |words: &[Range<usize>], charset| words.iter().map(|w| cost(bytes, w, charset)).sum::<i32>();
    let mut lines: Vec<(i32, usize, &[Range<usize>])> = lines(bytes, words)
        .filter_map(|line| {
            let best = known.iter().map(|&c| line_cost(line, c)).min()?;
            Some((best, line.iter().map(Range::len).sum(), line))
        })
        .collect();
    // the lines that suit least are heard first
    lines.sort_by_key(|&(cost, size, _)| core::cmp::Reverse(cost / (size as i32).max(1)));
    let mut total = 0;
    lines.retain(|line| {
        total += line.1;
        total - line.1 < OTHER_ROUND
    });
    let saved = |charset: Charset, price: i32| {
        let save =
            |line: &(i32, usize, &[Range<usize>])| line.0 - line_cost(line.2, charset) - entry - 2 * AT_LINE;
        lines.iter().map(|line| save(line).max(0)).sum::<i32>() - price
    };
    let others = candidates::prices(expected).filter(|(charset, _)| !known.contains(charset));
    let (saved, charset) =
        others.map(|(charset, price)| (saved(charset, price), charset)).max_by_key(|s| s.0)?;
    // what is expected of the file isn't given up for a line
    let expected = known.iter().map(|c| expected.hinted(*c)).max().unwrap_or(0);
    (saved > SECOND_CHARSET + expected.max(0)).then_some(charset)
}

/// A word's characters and whether they are malformed, those as U+FFFD.
fn chars(bytes: &[u8], word: &Range<usize>, charset: Charset) -> impl Iterator<Item = (char, bool)> {
    let end = word.end.min(word.start + words::LONGEST);
    let mut at = word.start;
    core::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|_| at < end)?;
        let found = words::first(charset, rest);
        at += found.map_or(1, |f| f.1);
        Some(found.map_or((char::REPLACEMENT_CHARACTER, true), |f| (f.0, false)))
    })
}

/// What a word costs in a charset, after what stands before it and with the byte after it.
fn cost(bytes: &[u8], word: &Range<usize>, charset: Charset) -> i32 {
    let mut context = before(bytes, word.start);
    // a capital alone is rarer than the model, which sees no further than the blank, thinks: `gateway è una` in Mac
    // Roman isn't `gateway Ź una` in windows-1250
    let mut letters = chars(bytes, word, charset).map(|c| c.0);
    let lone = letters.next().filter(|_| letters.next().is_none());
    let mut total = match lone {
        Some(c) if case_of(c) == Some(Case::Upper) => LONE_CAPITAL,
        _ => 0,
    };
    if lone.is_some_and(is_foreign) && alone_in_latin(bytes, word, charset) {
        total += LONE_FOREIGN;
    }
    for (c, invalid) in chars(bytes, word, charset) {
        let (cost, next) = step(context, c);
        total += if invalid { INVALID } else { cost };
        context = next;
    }
    match bytes.get(word.end) {
        Some(b) if b.is_ascii() => total + step(context, char::from(*b)).0,
        _ => total,
    }
}

/// A letter of another script than Latin.
fn is_foreign(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether the rest of a word's line, as far as one looks, has letters, and only Latin ones in this charset.
fn alone_in_latin(bytes: &[u8], word: &Range<usize>, charset: Charset) -> bool {
    let before = bytes.get(..word.start).unwrap_or_default().iter().rev();
    let after = bytes.get(word.end..).unwrap_or_default().iter();
    let line = |b: &&u8| !matches!(b, b'\n' | b'\r');
    let near = || before.clone().take_while(line).take(NEAR).chain(after.clone().take_while(line).take(NEAR));
    // what is a part of a longer character isn't looked at closer
    let latin = |b: &u8| b.is_ascii() || charset.char_at(&[*b]).is_some_and(|(c, _)| !is_foreign(c));
    near().all(latin) && near().any(u8::is_ascii_alphabetic)
}

/// The context of the ASCII that stands before `at`.
pub(super) fn before(bytes: &[u8], at: usize) -> Context {
    let start = at.saturating_sub(8);
    let near = bytes.get(start..at).unwrap_or_default();
    let ascii = near.iter().rev().take_while(|b| b.is_ascii()).count();
    let context = if ascii == near.len() || at == 0 { model::START } else { model::START.push(' ') };
    near.iter().skip(near.len() - ascii).fold(context, |context, &b| context.push(char::from(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cedillas_cost_what_commas_do() {
        let cost = |text: &str| {
            text.chars().fold((0, model::START), |(sum, context), c| {
                let (cost, next) = step(context, c);
                (sum + cost, next)
            })
        };
        for text in [
            "Forţele coaliţiei",
            "ştiinţa şi educaţia",
            "aţi obţinut",
            "ŢARĂ",
            "Ţara",
            "ŞTIINŢĂ",
            "viţă",
            "a ţi",
            "aţ",
            "eşti",
            "iş",
        ] {
            let commas: alloc::string::String = text
                .chars()
                .map(|c| match c {
                    'ţ' => 'ț',
                    'ş' => 'ș',
                    'Ţ' => 'Ț',
                    'Ş' => 'Ș',
                    c => c,
                })
                .collect();
            assert!(cost(text).0 == cost(&commas).0, "{text}: {} {}", cost(text).0, cost(&commas).0);
        }
    }
}
