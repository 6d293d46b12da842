//! Layers of UTF-8 undone: the text in the middle, whether it's worth a look, and the search below it.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::candidates::Candidate;
use super::lossy::LOST;
use super::price::Prices;
use super::refilled::{Blank, Refilled, refilled};
use super::{NOTHING, Pair, Readings, Search};
use crate::charset::Charset;
use crate::detect;
use crate::evidence::viterbi;
use crate::hypothesis::Sym;
use crate::hypothesis::mixups::SIDES;
use crate::hypothesis::reading::{self, Bytes, Unit};
use crate::model::BIT;

/// The price of one more layer: one garbled text in some hundred is garbled again.
const LAYER: i32 = 7 * BIT;
/// What bytes are put into: what databases and browsers read UTF-8 as once more.
const LAYERED: [Charset; 2] = [Charset::WINDOWS_1252, Charset::WINDOWS_1251];
/// How many middle texts of a region are looked below: the cases of six layers need fewer than ten.
const MOST_UNDONE: usize = 16;

impl Search<'_> {
    /// Whether nearly all characters that undoing a layer of UTF-8 gives are as improbable as those of a region.
    pub(super) fn is_garbled_below(&self, syms: &[Sym], bytes: &Bytes) -> bool {
        /// Characters that are odd by themselves in good text.
        const FEW: usize = 4;
        let inner = decode_greedily(syms, bytes, &reading::units(bytes, Charset::UTF_8, false));
        let (dear, all) = detect::suspicious_ones(undone(&inner, syms), self.region.before);
        all >= FEW && 4 * dear > 3 * all
    }

    /// Looks for another layer below a candidate.
    pub(super) fn look_below(
        &mut self,
        syms: &[Sym],
        c: &Candidate,
        readings: &mut Readings,
        outer: &mut Vec<Pair>,
        price: i32,
        layers: u8,
    ) {
        outer.push((c.truth.charset, c.wrong.charset));
        self.undo_layer(syms, readings.get(c), &[], outer, price + c.price.mixup, layers);
        outer.pop();
    }

    /// Puts lost bytes into a layer of UTF-8 and looks for another one below it.
    pub(super) fn lossy_layers(&mut self, syms: &[Sym], prices: &Prices, price: i32, layers: u8) {
        for wrong in SIDES.iter().filter(|side| LAYERED.contains(&side.charset)) {
            let Some(own) = prices.get(&SIDES[0], wrong) else { continue };
            let mut chain = Vec::from([(SIDES[0].charset, wrong.charset)]);
            for blank in Blank::ALL {
                let Refilled { syms, places, holes, doubtful, fits } = refilled(syms, wrong.charset, blank);
                if fits {
                    let bytes = Bytes::of(&syms, wrong.charset, false);
                    self.refilled = places;
                    self.undo_layer(&syms, &bytes, &holes, &mut chain, price + own.mixup + LOST, layers);
                    self.refilled.clear();
                }
                if !doubtful {
                    break;
                }
            }
        }
    }

    /// Undoes a layer of UTF-8 wherever it can be and looks for another one below it, to which `holes` are lost bytes.
    fn undo_layer(
        &mut self,
        syms: &[Sym],
        bytes: &Bytes,
        holes: &[Range<usize>],
        outer: &mut Vec<Pair>,
        price: i32,
        layers: u8,
    ) {
        let mut inner = decode_greedily(syms, bytes, &reading::units(bytes, Charset::UTF_8, false));
        inner.iter_mut().filter(|s| is_at(s, holes)).for_each(|s| s.c = '\u{fffd}');
        let text: Vec<char> = inner.iter().map(|s| s.c).collect();
        if is_mostly_undone(&inner, syms)
            && self.undone.len() < MOST_UNDONE
            && detect::is_suspicious(undone(&inner, syms), self.region.before)
            && !self.undone.contains(&text)
        {
            self.undone.push(text);
            shut(&mut inner, syms);
            let as_is = viterbi::AsIs::of(&inner, self.region.before);
            self.layer(&inner, &as_is, outer, price + LAYER, layers - 1);
        }
    }
}

/// Shuts out what undoing a layer has left: nothing that a run has below it. `dokona│a … WolnoÂµ`, Polish in a DOS page, has
/// `Âµ` twice by chance, and `│` in no layer of it.
fn shut(inner: &mut [Sym], outer: &[Sym]) {
    let left: Vec<bool> =
        undone(inner, outer).map(|(c, new)| !new && !c.is_ascii() && c != '\u{fffd}').collect();
    inner.iter_mut().zip(left).filter(|(_, left)| *left).for_each(|(s, _)| s.c = NOTHING);
}

/// Whether undoing a layer has left few characters alone between those that it was undone on, and undone more than one
/// among others: whatever is garbled, some pairs of it are UTF-8 by chance, and so are some ideographs of good text.
fn is_mostly_undone(inner: &[Sym], outer: &[Sym]) -> bool {
    let (mut taken, mut left, mut since) = (outer.len(), 0, 0);
    let (mut count, mut lone) = (0, true);
    for (c, new) in undone(inner, outer) {
        if new {
            (count, left, since) = (count + 1, left + since, 0);
        } else {
            taken -= 1;
            let other = !c.is_ascii();
            (since, lone) = (since + usize::from(count > 0 && other), lone && !other);
        }
    }
    count > usize::from(!lone) && left <= taken
}

/// Characters, and whether each came of undoing a layer.
fn undone<'s>(inner: &'s [Sym], outer: &'s [Sym]) -> impl Iterator<Item = (char, bool)> + 's {
    let mut outer = outer.iter().peekable();
    inner.iter().map(move |s| {
        while outer.next_if(|o| o.start < s.start).is_some() {}
        (s.c, outer.peek() != Some(&s))
    })
}

/// The characters after every sequence of two or more bytes that is one character has been decoded.
fn decode_greedily(syms: &[Sym], bytes: &Bytes, units: &[Option<Unit>]) -> Vec<Sym> {
    let mut out = Vec::with_capacity(syms.len());
    let mut i = 0;
    while i < syms.len() {
        let mut at = bytes.starts[i] as usize;
        let mut parts: Vec<char> = Vec::new();
        let mut j = i;
        // Units that begin here, until one ends where a character ends.
        while let Some(unit) = units.get(at).copied().flatten().filter(|u| u.len > 1 || !parts.is_empty()) {
            parts.push(unit.c);
            at += unit.len as usize;
            while (bytes.starts[j] as usize) < at {
                j += 1;
            }
            if bytes.starts[j] as usize == at {
                break;
            }
        }
        if parts.is_empty() || bytes.starts[j] as usize != at {
            out.push(syms[i]);
            i += 1;
        } else {
            let (start, end) = (syms[i].start, syms[j - 1].end);
            // All characters of a group that shares bytes stand for the whole group; the first one carries it.
            for (k, c) in parts.into_iter().enumerate() {
                out.push(Sym { c, start: if k == 0 { start } else { end }, end });
            }
            i = j;
        }
    }
    out
}

/// The places of a stretch's text, in bytes of it, that stand for characters at these places of the whole text.
pub(super) fn parts_at(
    places: &[Range<usize>],
    syms: &[Sym],
    bytes: &Bytes,
    units: &[Option<Unit>],
    stretch: &Range<usize>,
) -> Vec<Range<usize>> {
    let (mut after, mut parts) = (String::new(), Vec::new());
    if places.is_empty() {
        return parts;
    }
    let (mut at, end) = (bytes.starts[stretch.start], bytes.starts[stretch.end]);
    let mut sym = stretch.start;
    while let Some(unit) = units.get(at as usize).copied().flatten().filter(|_| at < end) {
        let start = after.len();
        after.push(unit.c);
        at += u32::from(unit.len);
        let mut restored = false;
        while sym < stretch.end && bytes.starts[sym] < at {
            restored |= is_at(&syms[sym], places);
            sym += 1;
        }
        if restored {
            parts.push(start..after.len());
        }
    }
    parts
}

/// Whether a character stands for what is at one of these places, in their order; at an empty one, for what is before it.
fn is_at(s: &Sym, places: &[Range<usize>]) -> bool {
    let first = places.partition_point(|p| p.end < s.start);
    let mut near = places.get(first..).unwrap_or_default().iter().take_while(|p| p.start <= s.end);
    near.any(|p| s.start < p.end && p.start < s.end || p.is_empty() && s.start < p.start && p.end <= s.end)
}
