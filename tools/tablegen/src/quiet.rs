//! The pairs of characters that no mix-up explains better than good text does: `src/detect/tables/quiet.bin`.
//!
//! Every pair of characters that single-byte charsets have is looked at as it stands and as each mix-up would have
//! it, by the committed model. What comes out follows from the model and the charsets alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap::Args as ClapArgs;
use demojibake::internal::quiet::{ABSENT, CJK, FIRST, NONE, PAGE, PAGES, WORDS};
use demojibake::internal::{is_single_byte, mix_ups};
use demojibake::model::{self, BIT, Class, Context, class, tables};
use demojibake::{Charset, Holes};

#[derive(Debug, ClapArgs)]
pub struct Args {
    /// Write nothing; fail when the committed table is another.
    #[arg(long)]
    check: bool,
}

/// Share of a mix-up's price that a pair must save: a run has several pairs, and pays the price once.
const SHARE: f64 = 0.7;
/// What a pair may save at most and be quiet, by what the mix-up gives: one character for two, or letters of Latin
/// beside ASCII, or others of the same script (single pairs of good words often look better than they are), or others.
const MULTI: i32 = 3 * BIT;
const SOFT: i32 = -2 * BIT;
const SCRIPT: i32 = 4 * BIT;
const OTHER: i32 = 3 * BIT;
/// A pair that costs more than this is looked at closely, whatever else it could be.
const DEAR: i32 = 15 * BIT;
/// What each character after the second of a sequence in UTF-8 costs as it stands, about.
const FURTHER: i32 = 6 * BIT;
/// Dearer mix-ups aren't worth a look for one Latin letter.
const MOST_PRICE: i32 = 12;

pub fn run(args: &Args) -> Result<(), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/detect/tables/quiet.bin");
    let bytes = Pairs::new().pack();
    if args.check {
        let old = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        if old != bytes {
            return Err("src/detect/tables/quiet.bin isn't what the model gives: run `cargo run --release -p tablegen -- quiet` and commit it".into());
        }
    } else {
        fs::write(&path, &bytes).map_err(|e| format!("{}: {e}", path.display()))?;
        println!("src/detect/tables/quiet.bin: {} bytes", bytes.len());
    }
    Ok(())
}

/// What each byte of a single-byte charset is.
type Single = Vec<Option<char>>;

fn single(charset: Charset) -> Option<Single> {
    // Two bytes of anything else can be one character, or none.
    let one = |b: u8| {
        let text = charset.decode(&[b], Holes::Strict).ok()?;
        text.chars().next().filter(|c| !is_unwritten(*c))
    };
    is_single_byte(charset).then(|| (0..=255).map(one).collect())
}

/// As `is_unwritten` in the library's readings.
fn is_unwritten(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r')
        || matches!(
            model::class_of(c),
            class::C1 | class::PRIVATE | class::UNASSIGNED | class::REPLACEMENT | class::SOFT_HYPHEN
        )
        || c == '\u{7f}'
}

/// What a character costs after any of these classes, the least.
fn cost_after(c: char, before: &[Class]) -> i32 {
    let class = model::class_of(c);
    before.iter().map(|b| tables::class_cost(*b, class)).min().unwrap_or(0) + tables::cost_in_class(c as u32)
}

/// What a character costs in its own surroundings.
fn at_home(c: char) -> i32 {
    cost_after(c, &[model::class_of(c), class::SPACE, class::LATIN_ASCII])
}

/// What it costs after ASCII.
fn abroad(c: char) -> i32 {
    cost_after(c, &[class::SPACE, class::LATIN_ASCII])
}

/// What two bytes are in a charset of several, at least: the cost of the character that they are or begin.
fn pairs_of(truth: Charset) -> Vec<i32> {
    let mut costs = vec![i32::MAX / 4; 1 << 16];
    let mut put = |bytes: &[u8], cost: i32| {
        let cell = &mut costs[usize::from(bytes[0]) << 8 | usize::from(bytes[1])];
        *cell = cost.min(*cell);
    };
    if truth == Charset::UTF_8 {
        for c in ('\u{80}'..'\u{30000}').filter(|c| !is_unwritten(*c)) {
            let text = c.to_string();
            put(text.as_bytes(), abroad(c) - FURTHER * (text.len() as i32 - 2));
        }
        return costs;
    }
    for pair in 0x8020..=u16::MAX {
        let bytes = pair.to_be_bytes();
        let Ok(text) = truth.decode(&bytes, Holes::Strict) else { continue };
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && !is_unwritten(c)
        {
            put(&bytes, abroad(c));
        }
    }
    costs
}

/// The characters that are looked at, and what each two of them cost and would save.
struct Pairs {
    chars: Vec<char>,
    cost: Vec<i32>,
    /// The most that a mix-up of single-byte charsets saves.
    singles: Vec<i32>,
    /// The most that any other one saves.
    multis: Vec<i32>,
    alternatives: BTreeMap<char, BTreeMap<char, i32>>,
}

impl Pairs {
    fn new() -> Self {
        let mut charsets: BTreeMap<&str, Option<Single>> = BTreeMap::new();
        let mut multis: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
        for charset in mix_ups().flat_map(|(truth, wrong, _)| [truth, wrong]) {
            if charsets.entry(charset.name()).or_insert_with(|| single(charset)).is_none() {
                multis.entry(charset.name()).or_insert_with(|| pairs_of(charset));
            }
        }
        let others = charsets.values().flatten().flatten().flatten().copied().filter(|c| !c.is_ascii());
        let mut chars: Vec<char> = ('\n'..='\n').chain(' '..='~').chain(others).collect();
        chars.sort_unstable();
        chars.dedup();
        let n = chars.len();
        let mut cost = Vec::with_capacity(n * n);
        for before in &chars {
            let context = if *before == '\n' { model::START } else { Context::only(*before) };
            cost.extend(chars.iter().map(|c| context.step(*c).0));
        }
        let none = vec![i32::MIN; n * n];
        let mut pairs =
            Pairs { chars, cost, singles: none.clone(), multis: none, alternatives: BTreeMap::new() };
        for (truth, wrong, price) in mix_ups() {
            let Some(wrong) = &charsets[wrong.name()] else { continue };
            match &charsets[truth.name()] {
                Some(truth) => pairs.exchange(truth, wrong, price),
                None => pairs.join(&multis[truth.name()], wrong, price),
            }
        }
        pairs
    }

    fn number(&self, c: char) -> Option<usize> {
        self.chars.binary_search(&c).ok()
    }

    /// The characters that a charset has: their numbers and bytes.
    fn of(&self, wrong: &Single) -> Vec<(usize, usize)> {
        (0..256).filter_map(|b| Some((self.number(wrong[b]?)?, b))).collect()
    }

    /// One character for each.
    fn exchange(&mut self, truth: &Single, wrong: &Single, price: i32) {
        let n = self.chars.len();
        let of = self.of(wrong);
        let to: Vec<(usize, usize)> =
            of.iter().filter_map(|(c, b)| Some((*c, self.number(truth[*b]?)?))).collect();
        for (a, to_a) in &to {
            let (c, d) = (self.chars[*a], self.chars[*to_a]);
            if c != d && is_latin(c) && is_latin(d) && price <= MOST_PRICE {
                let known = self.alternatives.entry(c).or_default().entry(d).or_insert(price);
                *known = price.min(*known);
            }
            for (b, to_b) in to.iter().filter(|(b, to_b)| a != to_a || b != to_b) {
                let saved = self.cost[a * n + b] - self.cost[to_a * n + to_b] - share(price);
                let cell = &mut self.singles[a * n + b];
                *cell = saved.max(*cell);
            }
        }
    }

    /// One character for two.
    fn join(&mut self, truth: &[i32], wrong: &Single, price: i32) {
        let n = self.chars.len();
        let of = self.of(wrong);
        for (a, first) in of.iter().filter(|(_, byte)| *byte >= 0x80) {
            for (b, second) in &of {
                let as_is = at_home(self.chars[*a]) + self.cost[a * n + b];
                let saved = as_is - truth[first << 8 | second] - share(price);
                let cell = &mut self.multis[a * n + b];
                *cell = saved.max(*cell);
            }
        }
    }

    fn is_quiet(&self, x: char, y: char) -> bool {
        if is_natural(x, y) {
            return true;
        }
        // `k”nnen`, `t›r`: inside a word the quotation mark was an ö or ø, and the letter before it has let it pass;
        // `perch‚`: nobody ends a word by one that opens
        if matches!(x, '”' | '›') && y.is_alphabetic() || x.is_alphabetic() && matches!(y, '‚' | 'ˆ' | '˜')
        {
            return false;
        }
        let (Some(a), Some(b)) = (self.number(x), self.number(y)) else { return false };
        let script = |c: char| match model::class_of(c) {
            class::GREEK | class::GREEK_EXTENDED => 1,
            class::CYRILLIC..=class::CYRILLIC_RARE => 2,
            class if class >= class::FIRST_SCRIPT => class,
            _ => 0,
        };
        let single = if x.is_ascii() && is_latin(y) || y.is_ascii() && is_latin(x) {
            SOFT
        } else if script(x) > 0 && script(x) == script(y) {
            SCRIPT
        } else {
            OTHER
        };
        let cell = a * self.chars.len() + b;
        self.cost[cell] <= DEAR && self.singles[cell] <= single && self.multis[cell] <= MULTI
    }

    fn pack(&self) -> Vec<u8> {
        let places = self.places();
        let mut rows = vec![0u16; places.len() * WORDS];
        let mut words: Vec<u64> = Vec::new();
        let mut count = 0;
        for (x, row) in places.iter().zip(rows.chunks_mut(WORDS)) {
            for (cell, after) in row.iter_mut().zip(places.chunks(64)) {
                let quiet = |y: &char| !(x.is_ascii() && y.is_ascii()) && self.is_quiet(*x, *y);
                let word: u64 = after.iter().enumerate().map(|(i, y)| u64::from(quiet(y)) << i).sum();
                count += word.count_ones();
                let known = words.iter().position(|w| *w == word);
                *cell = known.unwrap_or(words.len()) as u16;
                if known.is_none() {
                    words.push(word);
                }
            }
        }
        let (pages, cells) = pages(&places);
        let others: usize = self.alternatives.values().map(BTreeMap::len).sum();
        eprintln!(
            "{} characters, {count} quiet pairs in {} words, {others} alternatives",
            places.len(),
            words.len()
        );
        let mut out = Vec::new();
        let mut put = |n: u16| out.extend(n.to_le_bytes());
        put((cells.len() / PAGE as usize) as u16);
        put(places.len() as u16);
        put(words.len() as u16);
        out.extend(pages);
        out.extend(cells.iter().chain(&rows).flat_map(|n| n.to_le_bytes()));
        out.extend(words.iter().flat_map(|w| w.to_le_bytes()));
        for (from, others) in &self.alternatives {
            for (to, price) in others {
                out.extend([*from as u16, *to as u16].iter().flat_map(|n| n.to_le_bytes()));
                out.push(*price as u8);
            }
        }
        out
    }

    /// ASCII, and the characters that a single-byte charset has as which text may have been read, good or not.
    fn places(&self) -> Vec<char> {
        let wrong: Vec<Charset> =
            mix_ups().map(|(_, wrong, _)| wrong).filter(|w| is_single_byte(*w)).collect();
        let has =
            |c: char| c.is_ascii() || wrong.iter().any(|w| w.reverse(&c.to_string(), Holes::Strict).is_ok());
        let places: Vec<char> =
            ('\n'..='\u{ffff}').filter(|c| (*c >= ' ' || *c == '\n') && has(*c)).collect();
        assert!(places.len() <= 64 * WORDS, "a row needs more words");
        places
    }
}

/// The pages' numbers, and the places of the characters of those that have any.
fn pages(places: &[char]) -> (Vec<u8>, Vec<u16>) {
    let multi: Vec<Charset> = mix_ups().map(|(_, wrong, _)| wrong).filter(|w| !is_single_byte(*w)).collect();
    let is_cjk = |c: char| {
        matches!(
            model::class_of(c),
            class::CJK_PUNCTUATION | class::FULL_WIDTH | class::REPLACEMENT | class::HAN
                ..=class::ENCLOSED | class::PRIVATE
        ) && (model::class_of(c) == class::REPLACEMENT
            || multi.iter().any(|w| w.reverse(&c.to_string(), Holes::Strict).is_ok()))
    };
    let (mut pages, mut cells) = (vec![NONE; PAGES], Vec::new());
    for (number, page) in pages.iter_mut().enumerate() {
        let first = number as u32 * PAGE;
        let place = |cp: u32| {
            let c = char::from_u32(cp)?;
            let c = if c.is_ascii_control() { '\n' } else { c };
            Some(places.binary_search(&c).ok()? as u16)
        };
        let row: Vec<Option<u16>> = (first..first + PAGE).map(place).collect();
        if row.iter().any(Option::is_some) {
            *page = FIRST + (cells.len() / PAGE as usize) as u8;
            cells.extend(row.into_iter().map(|p| p.unwrap_or(ABSENT)));
        } else if (first..first + PAGE).filter_map(char::from_u32).any(is_cjk) {
            *page = CJK;
        }
    }
    (pages, cells)
}

/// Whether one of two characters is a sign where such signs stand in all good text: `„So“`, `(«a»)`, `¿Qué?`, `Unix™`, `«~»`,
/// `n° 1`. What garble has there, it has elsewhere too, where they don't.
fn is_natural(x: char, y: char) -> bool {
    const OPENING: &str = "„“‘‚«‹¿¡";
    const CLOSING: &str = "“”’»›…™®";
    let before =
        |c: char| matches!(c, '\n' | ' ' | '(' | '[' | '"' | '\'' | '-' | '/' | '=' | '*' | '>' | '_' | '{');
    let word = |c: char| c.is_ascii_alphanumeric();
    let begins = |c: char| {
        word(c) || matches!(c, '.' | '-' | '(' | '%' | '$' | '/' | '~' | '<' | '*' | '#' | '_' | '{' | '?')
    };
    let after = |c: char| {
        matches!(c, '\n' | ' ' | ')' | ']' | '"' | '\'' | '-' | '/' | '.' | ',' | ';' | ':' | '!' | '?')
            || matches!(c, '[' | '<' | '*' | '_' | '}' | '%')
    };
    let ends = |c: char| {
        word(c)
            || matches!(
                c,
                '.' | ',' | '!' | '?' | ')' | '%' | '"' | '~' | '=' | '>' | '*' | '_' | '/' | ']' | '}' | '-'
            )
    };
    OPENING.contains(y) && before(x)
        || OPENING.contains(x) && begins(y)
        || CLOSING.contains(y) && ends(x)
        || CLOSING.contains(x) && after(y)
        || matches!((x, y), ('n' | 'N' | '0'..='9', '°') | ('°', ' ' | '\n') | ('¡', '¡') | ('¿', '¿'))
}

fn share(price: i32) -> i32 {
    (SHARE * f64::from(price * BIT)) as i32
}

fn is_latin(c: char) -> bool {
    (class::LATIN_1..=class::LATIN_ADDITIONAL).contains(&model::class_of(c))
        && model::class_of(c) != class::LATIN_RARE
}
