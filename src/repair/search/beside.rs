//! What speaks against a stretch by what its chain leaves beside it.

use core::ops::Range;

use crate::hypothesis::Sym;
use crate::hypothesis::mixups::Side;
use crate::hypothesis::reading::{self, Bytes, Unit};
use crate::letters::is_letter;
use crate::model::BIT;

/// What it costs that a chain leaves a character beside its run: `ﾎﾁﾎﾁﾙﾅﾍﾈﾅ` is nine Cyrillic letters, not four
/// ideographs and a kana.
const LEFT: i32 = 8 * BIT;
/// A C1 control where the wrong charset has a sign: `Ã\u{80}` with the controls kept is Latin-1's work, not
/// windows-1252's; a few of them in a long run are those of somebody who mixed both.
const STRAY: i32 = 4 * BIT;
const STRAYS: i32 = 16 * BIT;
/// A single letter among others that the chain would have changed, too: the `Ţ` of `Naţională … şi Ţara`.
const SPARED: i32 = 8 * BIT;

/// For each side of a stretch that has a character that isn't ASCII, which the wrong charset could have produced too.
pub(super) fn left(syms: &[Sym], bytes: &Bytes, stretch: &Range<usize>) -> i32 {
    let left = |i: usize| {
        let could =
            |s: &Sym| !s.c.is_ascii() && !s.c.is_whitespace() && !bytes.barrier[bytes.starts[i] as usize];
        syms.get(i).is_some_and(could) as i32
    };
    (stretch.start.checked_sub(1).map_or(0, left) + left(stretch.end)) * LEFT
}

/// For characters of a stretch that only a decoder can have given that isn't the wrong charset's.
pub(super) fn strays(stretch: &[Sym], wrong: &Side) -> i32 {
    (reading::strays(stretch, wrong.charset) * STRAY).min(STRAYS)
}

/// For a single letter in a region in which the chain would have changed other letters, too, and hasn't.
pub(super) fn spared(syms: &[Sym], bytes: &Bytes, units: &[Option<Unit>], stretch: &Range<usize>) -> i32 {
    const LEAST: usize = 2;
    let changes = |i: &usize| {
        let (c, at) = (syms[*i].c, bytes.starts[*i] as usize);
        !c.is_ascii() && is_letter(c) && !bytes.barrier[at] && units[at].is_none_or(|u| u.c != c)
    };
    let alone = stretch.clone().filter(changes).take(2).count() == 1;
    let mut outside = (0..stretch.start).chain(stretch.end..syms.len()).filter(changes);
    if alone && outside.nth(LEAST - 1).is_some() { SPARED } else { 0 }
}
