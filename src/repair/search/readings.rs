//! The ways in which the characters of a sample can be read back: one for each wrong charset that gives other bytes.

use alloc::vec::Vec;

use super::price::Prices;
use crate::detect::quiet;
use crate::evidence::viterbi::AsIs;
use crate::hypothesis::Sym;
use crate::hypothesis::mixups::{SIDES, Side, Use};
use crate::hypothesis::reading::{self, Bytes};
use crate::model::{self, class};

/// The characters read back in one wrong charset.
pub(super) struct Reading {
    pub(super) wrong: &'static Side,
    pub(super) second: bool,
    pub(super) bytes: Bytes,
}

/// The readings in which some characters are the first two bytes of a UTF-8 sequence.
pub(super) fn utf8_readings(syms: &[Sym], prices: &Prices) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for wrong in SIDES.iter().filter(|s| prices.may_be_wrong(s)) {
        let of_cjk = wrong.used_for == Use::Cjk;
        let stray = |c| reading::stray_byte(wrong.charset, c).unwrap_or(0);
        let byte = |s: &Sym| wrong.charset.bytes_of(s.c).map_or_else(|| stray(s.c), |b| b.as_slice()[0]);
        let starts = |pair: &[Sym]| {
            !pair[0].c.is_ascii()
                && !pair[1].c.is_ascii()
                && (0xc2..0xf5).contains(&byte(&pair[0]))
                && (0x80..0xc0).contains(&byte(&pair[1]))
        };
        if of_cjk && syms.iter().any(|s| is_cjk(s.c)) || !of_cjk && syms.windows(2).any(starts) {
            for second in [false, true].into_iter().take(1 + usize::from(of_cjk)) {
                add(&mut readings, syms, wrong, second);
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
    for wrong in SIDES.iter().filter(|s| prices.may_be_wrong(s)) {
        let of_cjk = wrong.used_for == Use::Cjk;
        if !(if of_cjk { cjk } else { singles }) {
            continue;
        }
        // Before anything is made: most charsets lack most of the characters.
        if !enough(&|c| reading::is_in(wrong.charset, c)) {
            continue;
        }
        for second in [false, true] {
            if second && !(of_cjk && letters().any(|c| wrong.charset.other_bytes_of(c).next().is_some())) {
                continue;
            }
            add(&mut readings, syms, wrong, second);
        }
    }
    readings
}

/// Adds a reading, unless another charset gives the same bytes.
fn add(readings: &mut Vec<Reading>, syms: &[Sym], wrong: &'static Side, second: bool) {
    let bytes = Bytes::of(syms, wrong.charset, second);
    let known = |r: &Reading| r.bytes.bytes == bytes.bytes && r.bytes.barrier == bytes.barrier;
    if !readings.iter().any(known) {
        readings.push(Reading { wrong, second, bytes });
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
