//! The cheapest way through a region: each stretch as it stands or decoded, with a price for each change over.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::hypothesis::Sym;
use crate::hypothesis::reading::{Bytes, Unit};
use crate::model::{BIT, Context, START};

/// A stretch of a region that is cheaper decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Indices of characters of the region.
    pub(crate) syms: Range<usize>,
    pub(crate) after: String,
}

/// What a region costs as it stands: computed once, used by every hypothesis.
pub(crate) struct AsIs {
    /// The context before each character, and after the last one.
    pub(crate) contexts: Vec<Context>,
    pub(crate) costs: Vec<i32>,
}

impl AsIs {
    pub(crate) fn of(syms: &[Sym], before: Context) -> AsIs {
        let mut contexts = Vec::with_capacity(syms.len() + 1);
        let mut costs = Vec::with_capacity(syms.len());
        let mut context = before;
        for s in syms {
            contexts.push(context);
            let (cost, after) = context.step(s.c);
            costs.push(cost);
            context = if s.c == '\n' { START } else { after };
        }
        contexts.push(context);
        AsIs { contexts, costs }
    }

    /// Of some of the characters, in their place.
    pub(crate) fn part(&self, range: &Range<usize>) -> AsIs {
        AsIs {
            contexts: self.contexts[range.start..=range.end].to_vec(),
            costs: self.costs[range.clone()].to_vec(),
        }
    }
}

#[derive(Clone, Copy)]
struct Cell {
    cost: i32,
    context: Context,
    /// The byte where the last step began.
    from: u32,
    /// Whether that was in the decoded state.
    from_decoded: bool,
    /// Whether the way here has decoded anything.
    opened: bool,
}

const FAR: i32 = i32::MAX / 2;
/// What a stretch may cost more than one that begins here: the first letters of `билзфЭт` (αθλητές) are usual ones, and a
/// Greek letter after a Cyrillic one costs some 30 bits.
const FAR_BEHIND: i32 = 40 * BIT;

/// Every stretch that the cheapest way decodes, where opening a stretch costs `open` (sixteenths of a bit).
pub(crate) fn stretches(
    syms: &[Sym],
    as_is: &AsIs,
    bytes: &Bytes,
    units: &[Option<Unit>],
    open: i32,
    next_open: i32,
) -> Vec<Stretch> {
    let n = bytes.bytes.len();
    let none = Cell { cost: FAR, context: as_is.contexts[0], from: 0, from_decoded: false, opened: false };
    let mut good = alloc::vec![none; n + 1];
    let mut decoded = alloc::vec![none; n + 1];
    good[0].cost = 0;
    let mut sym = 0;
    for at in 0..n {
        let aligned = bytes.starts[sym] as usize == at;
        if aligned {
            // A stretch may end where a character starts.
            let closes = decoded[at].cost.saturating_add(beside(syms, bytes, units, sym, 1));
            if closes < good[at].cost && syms[sym].begins() {
                good[at] = Cell { cost: closes, from: at as u32, from_decoded: true, ..decoded[at] };
            }
            let to = bytes.starts[sym + 1] as usize;
            let here = good[at];
            let (cost, context) = if here.context == as_is.contexts[sym] {
                (as_is.costs[sym], as_is.contexts[sym + 1])
            } else {
                here.context.step(syms[sym].c)
            };
            if here.cost + cost < good[to].cost {
                good[to] = Cell {
                    cost: here.cost + cost,
                    context,
                    from: at as u32,
                    from_decoded: false,
                    opened: here.opened,
                };
            }
        }
        if let Some(unit) = units[at] {
            let to = at + unit.len as usize;
            let stays = decoded[at];
            let open = if good[at].opened { next_open } else { open };
            let ascii = bytes.bytes[at] < 0x80 && unit.len == 1 && unit.c.is_ascii();
            let opens = if aligned && !ascii && syms[sym].begins() {
                let before = if sym > 0 { beside(syms, bytes, units, sym - 1, -1) } else { 0 };
                good[at].cost + before + open
            } else {
                FAR
            };
            let step = |context: Context| {
                let end = bytes.starts[sym + aligned as usize] as usize;
                if aligned && unit.c == syms[sym].c && context == as_is.contexts[sym] && to == end {
                    (as_is.costs[sym], as_is.contexts[sym + 1])
                } else {
                    context.step(unit.c)
                }
            };
            let mut reach = |base: i32, from: Context, from_decoded: bool| {
                let (cost, context) = step(from);
                if base + cost < decoded[to].cost {
                    decoded[to] =
                        Cell { cost: base + cost, context, from: at as u32, from_decoded, opened: true };
                }
            };
            // Which of them is cheaper the character after them tells: what is decoded goes on as it has begun.
            if stays.cost < FAR.min(opens.saturating_add(FAR_BEHIND)) {
                reach(stays.cost, stays.context, true);
            }
            if opens < stays.cost {
                reach(opens, good[at].context, false);
            }
        }
        if aligned {
            sym += 1;
        }
    }
    back(syms, bytes, units, &good, &decoded)
}

/// What it costs that a stretch stops beside a character which could be decoded too: `зитање` for `Читање`, where
/// the wrong letter is a letter of the same script and hardly dearer than the right one. Half of it over a space:
/// `À ñêіëüêè`.
fn beside(syms: &[Sym], bytes: &Bytes, units: &[Option<Unit>], sym: usize, step: isize) -> i32 {
    let changes = |i: usize| {
        let unit = bytes.starts.get(i).and_then(|at| units.get(*at as usize).copied().flatten());
        unit.zip(syms.get(i)).is_some_and(|(u, s)| !s.c.is_ascii() && u.c != s.c)
    };
    // An ASCII letter may be the second byte of the character before it: `ƒeƒXƒg`.
    let second = |i: usize| {
        let unit = bytes.starts.get(i).and_then(|at| units.get(*at as usize).copied().flatten());
        unit.is_some_and(|u| u.len > 1) && !syms[i].c.is_ascii()
    };
    if changes(sym) || step < 0 && sym > 0 && syms[sym].c.is_ascii() && second(sym - 1) {
        EDGE
    } else if syms.get(sym).is_some_and(|s| s.c == ' ') && sym.checked_add_signed(step).is_some_and(changes) {
        EDGE / 2
    } else {
        0
    }
}

/// See [`beside`].
pub(super) const EDGE: i32 = 11 * BIT;

/// Follows the cheapest way back from the region's end.
fn back(
    syms: &[Sym],
    bytes: &Bytes,
    units: &[Option<Unit>],
    good: &[Cell],
    decoded: &[Cell],
) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut at = bytes.bytes.len();
    let mut in_decoded = decoded[at].cost < good[at].cost;
    let mut path: Vec<char> = Vec::new();
    let mut end = at;
    while at > 0 || in_decoded {
        if in_decoded {
            let cell = decoded[at];
            let from = cell.from as usize;
            if let Some(unit) = units[from] {
                path.push(unit.c);
            }
            at = from;
            if !cell.from_decoded {
                in_decoded = false;
                if let Some(s) = stretch(syms, bytes, at..end, &mut path) {
                    out.push(s);
                }
            }
        } else {
            let cell = good[at];
            if cell.from_decoded {
                in_decoded = true;
                end = at;
                continue;
            }
            at = cell.from as usize;
        }
    }
    out.reverse();
    out
}

/// The stretch of these bytes, without the unchanged characters at its end; `path` holds its characters backwards.
fn stretch(syms: &[Sym], bytes: &Bytes, range: Range<usize>, path: &mut Vec<char>) -> Option<Stretch> {
    let index = |byte: usize| bytes.starts.partition_point(|s| (*s as usize) < byte);
    let (start, mut end) = (index(range.start), index(range.end));
    let mut skip = 0;
    let unchanged = |s: &Sym, c: char| c == s.c && c.is_ascii() && s.begins();
    while end > start && skip < path.len() && unchanged(&syms[end - 1], path[skip]) {
        end -= 1;
        skip += 1;
    }
    let after: String = path[skip..].iter().rev().collect();
    path.clear();
    (end > start).then_some(Stretch { syms: start..end, after })
}

/// The price of opening a run, beside its chain's, in sixteenths of a bit: what one letter of a word gains at least
/// (`ê` for `ę` in Polish); whether that is enough the judge says.
pub(crate) const OPEN: i32 = 4 * BIT;
