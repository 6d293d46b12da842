//! Parts of a stretch: good ASCII text in it may divide what two chains garbled.
//!
//! Two bytes of another charset's run are an ideograph too: `Ã¡s wrote ²©²ÊÍøÕ¾` is á and 博彩网站, though GBK alone
//! explains both.

use alloc::string::String;
use alloc::vec::Vec;

use crate::evidence::viterbi::Stretch;
use crate::hypothesis::Sym;
use crate::hypothesis::reading::{Bytes, Unit};

/// ASCII characters, a blank among them, that may divide two runs.
const GAP: usize = 4;
/// More parts than these are one text.
const MOST: usize = 6;

/// The parts of a stretch; none where nothing divides it, or too much.
pub(super) fn parts(syms: &[Sym], bytes: &Bytes, units: &[Option<Unit>], stretch: &Stretch) -> Vec<Stretch> {
    let mut parts: Vec<Stretch> = Vec::new();
    // what is plain since the last other character: its characters, and whether a blank is among them
    let (mut plain, mut blank) = (String::new(), false);
    let mut now: Option<Stretch> = None;
    let mut sym = stretch.syms.start;
    let mut at = bytes.starts[sym] as usize;
    while sym < stretch.syms.end {
        let Some(unit) = units.get(at).copied().flatten() else { return Vec::new() };
        let aligned = bytes.starts[sym] as usize == at;
        if aligned && unit.c.is_ascii() && syms[sym].c == unit.c {
            plain.push(unit.c);
            blank |= unit.c == ' ';
        } else {
            if plain.len() >= GAP && blank {
                parts.extend(now.take());
            }
            let part = now.get_or_insert_with(|| Stretch { syms: sym..sym, after: String::new() });
            if part.syms.end > part.syms.start {
                part.after.push_str(&plain);
            }
            part.after.push(unit.c);
            (plain, blank) = (String::new(), false);
        }
        at += unit.len as usize;
        while sym < stretch.syms.end && (bytes.starts[sym + 1] as usize) <= at {
            sym += 1;
        }
        if let Some(part) = now.as_mut().filter(|_| plain.is_empty()) {
            part.syms.end = sym + usize::from((bytes.starts[sym] as usize) < at);
        }
    }
    parts.extend(now);
    if (2..=MOST).contains(&parts.len()) { parts } else { Vec::new() }
}
