//! The ways in which the characters of a sample can be read back: one for each wrong charset that gives other bytes.

use alloc::vec::Vec;

use super::price::Prices;
use crate::detect::quiet;
use crate::evidence::viterbi::AsIs;
use crate::hypothesis::Sym;
use crate::hypothesis::mixups::{SIDES, Side, Use};
use crate::hypothesis::reading::{self, Bytes};
use crate::hypothesis::sides::Sides;
use crate::model::{self, class};

/// The characters read back in one wrong charset.
pub(super) struct Reading {
    pub(super) wrong: &'static Side,
    pub(super) second: bool,
    pub(super) bytes: Bytes,
    /// Other charsets that give the same bytes: a bit for each of the sides.
    pub(super) alike: u64,
}

/// The readings in which some characters are the first two bytes of a UTF-8 sequence.
pub(super) fn utf8_readings(syms: &[Sym], prices: &Prices) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    let (mut begun, mut starts) = (0, 0);
    for s in syms {
        let sides = if s.c.is_ascii() { Sides::default() } else { Sides::of(s.c) };
        starts |= begun & sides.trail;
        begun = sides.lead;
    }
    let cjk = syms.iter().any(|s| is_cjk(s.c));
    for (side, wrong) in SIDES.iter().enumerate().filter(|(_, s)| prices.may_be_wrong(s)) {
        let of_cjk = wrong.used_for == Use::Cjk;
        if of_cjk && cjk || !of_cjk && starts >> side & 1 == 1 {
            for second in rows(syms, wrong) {
                add(&mut readings, syms, (side, wrong), second);
            }
        }
    }
    readings
}

/// The different ways to read the characters back.
pub(super) fn all_readings(syms: &[Sym], as_is: &AsIs, prices: &Prices) -> Vec<Reading> {
    let letters = || syms.iter().map(|s| s.c).filter(|c| !c.is_ascii());
    let count = letters().count();
    let cjk = letters().any(is_cjk);
    let least = count.div_ceil(SHARE).max(1);
    let dearest = (0..syms.len()).filter(|i| !syms[*i].c.is_ascii()).max_by_key(|i| as_is.costs[*i]);
    let dearest = dearest.map_or('\0', |i| syms[i].c);
    let enough = |has: &dyn Fn(char) -> bool| {
        has(dearest) || letters().filter(|c| has(*c)).take(least).count() == least
    };
    let singles = enough(&quiet::is_in_single_byte);
    let mut readings: Vec<Reading> = Vec::new();
    for (side, wrong) in SIDES.iter().enumerate().filter(|(_, s)| prices.may_be_wrong(s)) {
        let of_cjk = wrong.used_for == Use::Cjk;
        if !(if of_cjk { cjk } else { singles }) {
            continue;
        }
        // Before anything is made: most charsets lack most of the characters.
        let has = |c: char| {
            if of_cjk { reading::is_in(wrong.charset, c) } else { Sides::of(c).has >> side & 1 == 1 }
        };
        if !enough(&has) {
            continue;
        }
        for second in rows(syms, wrong) {
            add(&mut readings, syms, (side, wrong), second);
        }
    }
    readings
}

/// Which rows of a charset the characters may have been read in: both, where it is one of several bytes and has any of them
/// twice.
fn rows(syms: &[Sym], wrong: &Side) -> impl Iterator<Item = bool> + use<> {
    let twice = |s: &Sym| !s.c.is_ascii() && wrong.charset.other_bytes_of(s.c).next().is_some();
    let both = wrong.used_for == Use::Cjk && syms.iter().any(twice);
    [false, true].into_iter().take(1 + usize::from(both))
}

/// Adds a reading, unless another charset gives the same bytes.
fn add(readings: &mut Vec<Reading>, syms: &[Sym], (side, wrong): (usize, &'static Side), second: bool) {
    let bytes = Bytes::of(syms, wrong.charset, second);
    let same = |r: &&mut Reading| r.bytes.bytes == bytes.bytes && r.bytes.barrier == bytes.barrier;
    match readings.iter_mut().find(same) {
        Some(known) => known.alike |= 1 << side,
        None => readings.push(Reading { wrong, second, bytes, alike: 0 }),
    }
}

/// A wrong charset must have produced one in so many of the characters that aren't ASCII, or the most improbable of
/// them: a sample holds runs of several chains, and good text beside them (`bezpo≈õrednio. 監督、防止`).
const SHARE: usize = 5;

/// Whether only charsets of several bytes have a character.
fn is_cjk(c: char) -> bool {
    matches!(
        model::class_of(c),
        class::CJK_PUNCTUATION | class::FULL_WIDTH | class::HAN..=class::ENCLOSED | class::PRIVATE
    )
}
