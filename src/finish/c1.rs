//! The C1 controls that no run had use for, read as windows-1252.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::chain::{Chain, MixUp};
use crate::charset::Charset;
use crate::engine::Engine;
use crate::evidence::sureness;
use crate::hypothesis::windows_1252;
use crate::lines;
use crate::model::{self, BIT, START, class};
use crate::plan::{Plan, Repair};
use crate::settings::Limits;

/// What speaks against a control's being a character of windows-1252, in sixteenths of a bit. In a line of words it
/// hardly is anything else.
const PRICE: i32 = BIT;
/// A character and the next one that cost more than this don't read well: `é…` costs 35 bits at a line's end.
const STRANGE: i32 = 36 * BIT;
/// The same for the mark of a name: `Windows™.` costs 42 bits.
const STRANGE_MARK: i32 = 48 * BIT;
/// What speaks for that mark at the least.
const NAME: i32 = 5 * BIT;
/// How probable a run is that isn't sure but may be.
const DOUBT: f32 = 0.5;
/// Rounds in which the lines are left alone where more would be found.
const ROUNDS: usize = 4;
/// One such control in some hundred means something that the line doesn't tell.
const SUREST: f32 = 0.995;

/// The plan, with a repair for each row of C1 controls outside of its repairs.
pub(super) fn read_rest(text: &str, plan: Plan) -> Plan {
    let place = |r: &Repair| r.range();
    let rows = rows(text, plan.repairs().iter().map(place));
    let rows = rows.map(|(range, read)| repair(text, range, read, 1.0)).collect();
    with(text, &plan, rows)
}

/// The plan, with a repair for each row of C1 controls outside of its repairs whose characters in windows-1252 read
/// well where they stand, among what is repaired already.
pub(super) fn read_likely(text: &str, plan: Plan, engine: Engine) -> Plan {
    if controls(text).next().is_none() {
        return plan;
    }
    let Ok(output) = plan.apply(text) else { return plan };
    let mut lines = Lines { text: &output, line: 0..0, readable: false };
    let likely = |(range, read): (Range<usize>, String)| {
        let sure = lines.sureness(&range, &read).filter(|sure| *sure >= engine.limits.min_confidence)?;
        Some(repair(text, plan.range_to_input(range), read, sure))
    };
    let place = |r: &Repair| r.output_range();
    let found: Vec<Repair> = rows(&output, plan.repairs().iter().map(place)).filter_map(likely).collect();
    if found.is_empty() {
        return plan;
    }
    settled(text, plan, found, engine)
}

/// The plan with those of these repairs beside which nothing is found when the output comes in once more, nor is in doubt:
/// what reads as windows-1252 may be a part of a run in which one more byte has its usual character now.
fn settled(text: &str, plan: Plan, mut found: Vec<Repair>, engine: Engine) -> Plan {
    let sure = engine.limits.min_confidence;
    let limits = Limits { min_confidence: DOUBT.min(sure), ..engine.limits.clone() };
    for _ in 0..ROUNDS {
        let more = with(text, &plan, found.clone());
        let Ok(output) = more.apply(text) else { return plan };
        let again = Engine { limits: &limits, ..engine }.plan(&output);
        let beside = |r: &Repair| {
            let place = r.range();
            more.range_to_input(if r.confidence() < sure {
                words(&output, &place)
            } else {
                lines::of(&output, &place)
            })
        };
        let taken: Vec<Range<usize>> = again.repairs().iter().map(beside).collect();
        let before = found.len();
        found.retain(|r| !taken.iter().any(|l| l.start < r.range().end && r.range().start < l.end));
        if found.len() < before {
            continue;
        }
        // what is in doubt elsewhere was so before
        return if again.repairs().iter().all(|r| r.confidence() < sure) { more } else { plan };
    }
    plan
}

fn repair(text: &str, range: Range<usize>, read: String, sure: f32) -> Repair {
    let chain = Chain::from(MixUp::new(Charset::WINDOWS_1252, Charset::ISO_8859_1));
    Repair::new(text, range, read, chain, sure)
}

fn with(text: &str, plan: &Plan, mut repairs: Vec<Repair>) -> Plan {
    repairs.extend_from_slice(plan.repairs());
    repairs.sort_by_key(|r| r.range().start);
    Plan::new(text, repairs)
}

/// A place with the words that it stands in.
fn words(text: &str, place: &Range<usize>) -> Range<usize> {
    let before = text[..place.start].rfind(char::is_whitespace).unwrap_or(0);
    let behind = text[place.end..].find(char::is_whitespace).map_or(text.len(), |at| place.end + at);
    before..behind
}

/// The rows of C1 controls outside of the `taken` places that windows-1252 has characters for, and these.
fn rows<'t>(
    text: &'t str,
    taken: impl Iterator<Item = Range<usize>> + 't,
) -> impl Iterator<Item = (Range<usize>, String)> + 't {
    let mut taken = taken.peekable();
    let mut free = controls(text)
        .filter_map(move |(at, c)| {
            while taken.next_if(|r| r.end <= at).is_some() {}
            let free = taken.peek().is_none_or(|r| at < r.start);
            Some((at, windows_1252(c).filter(|_| free)?))
        })
        .peekable();
    core::iter::from_fn(move || {
        let (start, first) = free.next()?;
        let (mut end, mut read) = (start + 2, String::from(first));
        while let Some((_, c)) = free.next_if(|(at, _)| *at == end) {
            end += 2;
            read.push(c);
        }
        Some((start..end, read))
    })
}

/// The C1 controls of a text and where they stand: C2 80 to C2 9F in UTF-8. Most texts have not even a C2, which is
/// seen at memory speed.
fn controls(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let bytes = text.as_bytes();
    let bytes = if bytes.contains(&0xC2) { bytes } else { &[] };
    bytes.windows(2).enumerate().filter_map(|(at, pair)| match pair {
        &[0xC2, second @ 0x80..=0x9F] => Some((at, char::from(second))),
        _ => None,
    })
}

/// The lines of a text, as controls in them are asked about in order.
struct Lines<'t> {
    text: &'t str,
    line: Range<usize>,
    /// Whether the line may hold text of windows-1252 at all.
    readable: bool,
}

/// Characters before a control that the model is told of, and after it.
const AROUND: usize = 16;

impl Lines<'_> {
    /// How sure it is that a row of controls was `read`; `None` where that doesn't read well.
    fn sureness(&mut self, row: &Range<usize>, read: &str) -> Option<f32> {
        if !self.line.contains(&row.start) {
            self.line = lines::of(self.text, row);
            self.readable = is_readable(self.text.get(self.line.clone())?);
        }
        if !self.readable {
            return None;
        }
        let before = self.text.get(self.line.start..row.start)?;
        let after = self.text.get(row.end..self.line.end)?;
        if !fits(before, read, after) {
            return None;
        }
        let skip = before.char_indices().rev().nth(AROUND).map_or(0, |(i, _)| i);
        let reading = |c: char| windows_1252(c).unwrap_or(c);
        let context = before.get(skip..)?.chars().map(reading).fold(START, |context, c| context.push(c));
        let next = || after.chars().map(reading).take(1);
        let cost = |row: &str| {
            let mut context = context;
            let mut most = 0;
            let mut last = 0;
            let mut sum = 0;
            for c in row.chars().chain(next()) {
                let (cost, after) = context.step(c);
                context = after;
                most = most.max(last + cost);
                last = cost;
                sum += cost;
            }
            (sum, most)
        };
        let (decoded, most) = cost(read);
        let (as_is, _) = cost(self.text.get(row.clone())?);
        let evidence = as_is - decoded - PRICE;
        // n-grams know neither the control nor the mark
        let (evidence, strange) = match is_of_a_name(before, read, after) {
            true => (evidence.max(NAME), STRANGE_MARK),
            false => (evidence, STRANGE),
        };
        (most <= strange).then(|| sureness(evidence as f32 / BIT as f32).min(SUREST))
    }
}

/// Whether characters may stand where a row of controls does. DOS and Mac pages have letters in their places: `d\u{94}mas`
/// is dömas, `\u{84}r` är and `contribuer \u{85} ce` has an à.
fn fits(before: &str, read: &str, after: &str) -> bool {
    let (last, next) = (before.chars().next_back(), after.chars().next());
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let letters = read.chars().all(char::is_alphabetic);
    let dashes = read.chars().all(|c| matches!(c, '–' | '—'));
    let quote = |c: char| {
        matches!(c, '"' | '„' | '“' | '”' | '‚' | '‘' | '«' | '»')
            || windows_1252(c).is_some_and(|c| matches!(c, '„' | '“' | '”' | '‚' | '‘' | '’' | '‹' | '›'))
    };
    let opens = read.chars().any(|c| matches!(c, '„' | '“' | '”' | '‚' | '‘'));
    if is_letter(last) && is_letter(next) {
        return letters || dashes || read == "’";
    }
    if is_blank(last) && is_blank(next) {
        return dashes || matches!(read, "•" | "€" | "™");
    }
    // letters stand neither behind a mark at a word's end, nor before a capital at its start
    let ends = is_blank(next) && matches!(last, Some('.' | ',' | '!' | '?' | ';' | ':' | ')'));
    let mut word = after.chars();
    let begins = is_blank(last)
        && word.next().is_some_and(char::is_uppercase)
        // in Mac pages these are capitals
        && !(read.contains(['„', '‚']) && word.next().is_some_and(char::is_uppercase));
    !opens || ends || begins || before.chars().chain(after.chars()).any(quote)
}

/// Whether a trade mark would stand behind a word with a capital: `Unix\u{99} et`. DOS pages have Ö there.
fn is_of_a_name(before: &str, read: &str, after: &str) -> bool {
    let start = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
    let word = before.get(start..).unwrap_or("");
    let name = word.starts_with(char::is_uppercase) && word.ends_with(char::is_lowercase);
    read == "™" && name && !after.starts_with(char::is_alphabetic)
}

/// Whether the C1 controls of a line may have been characters of windows-1252.
fn is_readable(line: &str) -> bool {
    let mut chars = line.chars().peekable();
    let mut before = ' ';
    let (mut letters, mut foreign, mut own) = (0, false, false);
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            // a program's line: escape sequences, fields, bytes of something else
            '\0'..='\x08' | '\x0b'..='\x1f' if c != '\r' => return false,
            '\u{9b}' if next.is_ascii_digit() || next == '?' => return false,
            // NEL: where two lines follow each other directly it is a line's end
            '\u{85}' if before.is_alphanumeric() && next.is_alphanumeric() => return false,
            '\u{80}'..='\u{9f}' => match windows_1252(c) {
                None => return false,
                // what all of Windows' single-byte charsets have there: quotes, dashes, dots
                Some(_) if matches!(u32::from(c), 0x82 | 0x84..=0x87 | 0x89 | 0x8b | 0x91..=0x97 | 0x99 | 0x9b) =>
                    {}
                Some(_) => own = true,
            },
            _ if c.is_alphabetic() => {
                letters += 1;
                foreign |= !matches!(model::class_of(c), class::LATIN_ASCII..=class::LATIN_ADDITIONAL);
            }
            _ => {}
        }
        before = c;
    }
    letters > 0 && !(foreign && own)
}
