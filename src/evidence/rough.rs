//! A first look at hypotheses by character classes alone, to choose which ones are worth a closer one.
//!
//! What each byte is in each single-byte charset, and what that costs, is worked out at compile time, so that the
//! look at all of them costs an addition for each byte and charset.

use alloc::vec::Vec;

use super::viterbi::AsIs;
use crate::hypothesis::Sym;
use crate::hypothesis::mixups::SIDES;
use crate::hypothesis::reading::Bytes;
use crate::model::{self, BIT, Class, class, tables};

/// What a byte that the true charset hasn't costs: a run may leave a character out, seldom two.
pub(crate) const HOLE: i32 = 8 * BIT;

/// Places in a row of [`LONE`]: the [`SIDES`], filled up so that a row is a whole number of vectors.
const ROW: usize = 64;
const _: () = assert!(SIDES.len() <= ROW);

/// What the character of a byte costs wherever it stands, in half bits: byte by byte, side by side.
static LONE: [[u8; ROW]; 256] = {
    let mut out = [[u8::MAX; ROW]; 256];
    let mut side = 0;
    while side < SIDES.len() {
        if let Some(table) = SIDES[side].charset.table() {
            let mut byte = 0;
            while byte < 256 {
                let cp = table[byte] as u32;
                let class = tables::class(cp);
                let cost = tables::cost_in_class(cp) + cheapest_way_to(class);
                let cost = if cp == crate::charset::HOLE as u32 { HOLE } else { cost };
                out[byte][side] = (cost * 2 / BIT) as u8;
                byte += 1;
            }
        }
        side += 1;
    }
    out
};

/// The class of each byte's character and its cost in it, in half bits; side by side, byte by byte.
static SINGLE: [[(Class, u8); 256]; SIDES.len()] = {
    let mut out = [[(class::BREAK, u8::MAX); 256]; SIDES.len()];
    let mut side = 0;
    while side < SIDES.len() {
        if let Some(table) = SIDES[side].charset.table() {
            let mut byte = 0;
            while byte < 256 {
                let cp = table[byte] as u32;
                if cp != crate::charset::HOLE as u32 {
                    out[side][byte] = (tables::class(cp), (tables::cost_in_class(cp) * 2 / BIT) as u8);
                }
                byte += 1;
            }
        }
        side += 1;
    }
    out
};

/// What a class costs after another of its kind, after a blank or after a letter, whichever is least.
const fn cheapest_way_to(class: Class) -> i32 {
    let ways = [
        tables::class_cost(class, class),
        tables::class_cost(class::SPACE, class),
        tables::class_cost(class::LATIN_ASCII, class),
    ];
    let mut least = ways[0];
    let mut i = 1;
    while i < ways.len() {
        if ways[i] < least {
            least = ways[i];
        }
        i += 1;
    }
    least
}

/// The most that each single-byte charset could save, in half bits: of every character what it costs as it stands, less
/// what its bytes' characters cost wherever they stand, where that is less. A number for each of the [`SIDES`],
/// meaningless for those that aren't single-byte charsets.
pub(crate) fn most_saved(letters: &[Letter], as_is: &AsIs, bytes: &Bytes) -> [u32; ROW] {
    let mut sums = [0u16; ROW];
    let mut totals = [0u32; ROW];
    for (n, &(i, _)) in letters.iter().enumerate() {
        if n % 64 == 63 {
            spill(&mut totals, &mut sums);
        }
        let at = bytes.starts[i] as usize;
        if bytes.barrier[at] {
            continue;
        }
        let cost = (as_is.costs[i] * 2 / BIT + 1).clamp(0, i32::from(u8::MAX)) as u8;
        let mut saved = [cost; ROW];
        for byte in &bytes.bytes[at..bytes.starts[i + 1] as usize] {
            for (saved, cost) in saved.iter_mut().zip(&LONE[*byte as usize]) {
                *saved = saved.saturating_sub(*cost);
            }
        }
        for (sum, saved) in sums.iter_mut().zip(&saved) {
            *sum += u16::from(*saved);
        }
    }
    spill(&mut totals, &mut sums);
    totals
}

/// Before 16 bits are full.
fn spill(totals: &mut [u32; ROW], sums: &mut [u16; ROW]) {
    for (total, sum) in totals.iter_mut().zip(sums) {
        *total += *sum as u32;
        *sum = 0;
    }
}

/// What the best stretch of a hypothesis saves: good text beside a run, which the same mix-up would spoil, counts
/// as little as it does in the end.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Best {
    now: i32,
    best: i32,
    /// Characters that are decoded and bytes that can't be, up to now and in the best stretch.
    counts: [Counts; 2],
}

/// See [`Best`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) taken: usize,
    pub(crate) holes: usize,
}

impl Best {
    /// One more step of the hypothesis, and what it saves in sixteenths of a bit.
    #[inline]
    pub(crate) fn add(&mut self, saved: i32) {
        self.now += saved;
        if self.now <= 0 {
            self.now = 0;
            self.counts[0] = Counts::default();
        }
        if self.now > self.best {
            self.best = self.now;
            self.counts[1] = self.counts[0];
        }
    }

    /// More characters are decoded, more bytes are not.
    #[inline]
    fn count(&mut self, taken: usize, holes: usize) {
        self.counts[0].taken += taken;
        self.counts[0].holes += holes;
    }

    /// What the best stretch consists of.
    pub(crate) fn counts(&self) -> Counts {
        self.counts[1]
    }

    pub(crate) fn get(&self) -> i32 {
        self.best
    }
}

/// Adds up what the decoded characters of a hypothesis save, roughly.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rough {
    pub(crate) gain: Best,
    /// Characters of the region that are decoded.
    pub(crate) taken: usize,
    /// Bytes that can't be decoded.
    pub(crate) holes: usize,
}

/// A character that isn't ASCII: its place, and the class of an ASCII one or the text's start right before it.
pub(crate) type Letter = (usize, Option<Class>);

/// The characters that aren't ASCII: the others are looked at once and not for each charset.
pub(crate) fn letters(syms: &[Sym]) -> Vec<Letter> {
    let before = |i: usize| match i.checked_sub(1).map(|i| syms[i].c) {
        None => Some(class::BREAK),
        Some(c) => c.is_ascii().then(|| model::class_of(c)),
    };
    (0..syms.len()).filter(|i| !syms[*i].c.is_ascii()).map(|i| (i, before(i))).collect()
}

/// Looks at a single-byte charset: the number of a side.
pub(crate) fn single(syms: &[Sym], letters: &[Letter], as_is: &AsIs, bytes: &Bytes, side: usize) -> Rough {
    let table = &SINGLE[side];
    let mut rough = Rough::default();
    let mut before = class::BREAK;
    for (i, first) in letters {
        let (i, at) = (*i, bytes.starts[*i] as usize);
        before = first.unwrap_or(before);
        if bytes.barrier[at] {
            rough.hole();
            before = model::class_of(syms[i].c);
            continue;
        }
        let mut saved = as_is.costs[i];
        rough.take(1);
        for byte in &bytes.bytes[at..bytes.starts[i + 1] as usize] {
            let (class, cost) = table[*byte as usize];
            if cost == u8::MAX {
                rough.hole();
            } else {
                saved -= tables::class_cost(before, class) + cost as i32 * BIT / 2;
                before = class;
            }
        }
        rough.gain.add(saved);
    }
    rough
}

impl Rough {
    fn take(&mut self, characters: usize) {
        self.gain.count(characters, 0);
        self.taken += characters;
    }

    fn hole(&mut self) {
        self.gain.count(0, 1);
        self.gain.add(-HOLE);
        self.holes += 1;
    }
}

/// Looks at a charset of several bytes, character by character.
pub(crate) struct Walk<'q> {
    syms: &'q [Sym],
    as_is: &'q AsIs,
    /// The character of the region after the last decoded one, and that one.
    last: (usize, Option<char>),
    pub(crate) rough: Rough,
}

impl<'q> Walk<'q> {
    pub(crate) fn new(syms: &'q [Sym], as_is: &'q AsIs) -> Self {
        Walk { syms, as_is, last: (0, None), rough: Rough::default() }
    }

    /// One decoded character, or `None` for a byte that has none.
    pub(crate) fn add(&mut self, range: core::ops::Range<usize>, decoded: Option<char>) {
        let Some(c) = decoded else {
            self.rough.hole();
            return;
        };
        let before = if self.last.0 == range.start { self.last.1 } else { None };
        let before = before.or_else(|| range.start.checked_sub(1).map(|i| self.syms[i].c)).unwrap_or('\n');
        // The characters of a group that shares bytes are paid for once.
        let new = range.start.max(self.last.0)..range.end;
        let as_is = self.as_is.costs[new.clone()].iter().sum::<i32>();
        self.rough.take(new.len());
        self.rough.gain.add(as_is - model::rough_cost(before, c));
        self.last = (range.end, Some(c));
    }
}
