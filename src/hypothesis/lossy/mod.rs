//! Readings of a region in which bytes were lost: for each character of the text, what may have stood there.
//!
//! Only UTF-8 tells enough of a character of which a byte is gone. What became of the byte depends on the program: a
//! mark (`?`, U+FFFD), nothing, a space for U+00A0, a straight quote for a curly one, the letter that is nearest in
//! another charset, a small letter for a capital. Charset tables alone say which bytes each of these can have been.

mod double;
mod look;
mod pending;
mod single;

use alloc::vec::Vec;

pub(crate) use look::{Look, beginning, is_stripped, look, trails};
pub(crate) use pending::{ByteSet, MOST, Pending, Step, Vague, take};

use super::Sym;
use super::mixups::{Side, Use};
use crate::model::BIT;

/// What happened to a region beside being misread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Bytes became marks, spaces or straight quotes.
    Lost,
    /// What the wrong charset has no character for, or a control, was left out everywhere.
    Dropped,
    /// All letters were made small, and bytes were lost.
    Lowered,
    /// Box drawings and Greek letters became what looks like them.
    BestFit,
}

/// What a character of the text can stand for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    bytes: [ByteSet; 6],
    /// A bit for each of the bytes that was lost.
    lost: u8,
    len: u8,
    pub(crate) then: Then,
    /// How much rarer this is than the loss that is usual, in sixteenths of a bit.
    pub(crate) price: i32,
    /// Whether something was lost.
    pub(crate) lossy: bool,
    /// Whether little speaks for the loss: nothing stands there, or something that is good text as well.
    pub(crate) bold: bool,
    /// Whether it can only go on with a character that has begun.
    pub(crate) inside: bool,
    /// Whether a run can begin with it.
    pub(crate) opens: bool,
}

/// What stands behind the bytes of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    Nothing,
    Ascii(char),
    /// One of these ASCII characters, which the mark for the byte before it took along.
    Swallowed(&'static str),
}

impl Way {
    fn new(then: Then) -> Way {
        let bytes = [ByteSet::NONE; 6];
        Way { bytes, lost: 0, len: 0, then, price: 0, lossy: false, bold: false, inside: false, opens: false }
    }

    /// The bytes of a character as they are: they may end in ASCII. `None` where ASCII stands among them.
    fn plain(bytes: &[u8]) -> Option<Way> {
        let high = bytes.iter().take_while(|b| !b.is_ascii());
        let mut way = Way::new(Then::Nothing);
        for byte in high {
            way = way.known(*byte);
        }
        match bytes.get(usize::from(way.len)..) {
            Some([]) => {}
            Some(&[ascii]) => way.then = Then::Ascii(char::from(ascii)),
            _ => return None,
        }
        way.opens = way.len > 0;
        Some(way)
    }

    fn known(self, byte: u8) -> Way {
        self.with(ByteSet::one(byte), false)
    }

    /// One more byte, of which only this is known.
    fn lost(self, set: ByteSet) -> Way {
        Way { lossy: true, ..self.with(set, true) }
    }

    fn with(mut self, set: ByteSet, lost: bool) -> Way {
        if let Some(place) = self.bytes.get_mut(usize::from(self.len)) {
            *place = set;
            self.lost |= u8::from(lost) << self.len;
            self.len += 1;
        }
        self
    }

    /// This way, so many bits dearer.
    fn bits(self, bits: i32) -> Way {
        Way { price: self.price + bits * BIT, ..self }
    }

    /// This way behind bytes that were dropped.
    fn behind(&self, dropped: &[ByteSet], bits: i32) -> Way {
        let mut way = Way { lossy: self.lossy, ..Way::new(self.then) };
        for set in dropped {
            way = way.lost(*set);
        }
        for (set, lost) in self.bytes() {
            way = way.with(set, lost);
        }
        way.price = self.price;
        (way.inside, way.bold) = (true, true);
        way.bits(bits)
    }

    /// Whether it's a first byte that U+00A0's makes a usual letter of: à, Š, Р, נ.
    pub(crate) fn wants_no_break(&self) -> bool {
        let usual: ByteSet = [0xC3, 0xC5, 0xD0, 0xD7].into_iter().collect();
        let mut bytes = self.bytes();
        matches!((bytes.next(), bytes.next()), (Some((set, false)), None) if set.without(usual).is_empty())
    }

    fn bytes(&self) -> impl Iterator<Item = (ByteSet, bool)> + '_ {
        self.bytes
            .iter()
            .take(usize::from(self.len))
            .enumerate()
            .map(|(i, set)| (*set, self.lost >> i & 1 == 1))
    }
}

/// What each character of a region can stand for, and last what can have stood behind it.
pub(crate) fn ways(syms: &[Sym], wrong: &Side, manner: Manner) -> Vec<Vec<Way>> {
    if wrong.used_for == Use::Cjk {
        return double::ways(syms, wrong.charset);
    }
    let losses = single::Losses::of(wrong.charset, manner);
    let mut all: Vec<Vec<Way>> = (0..syms.len()).map(|i| losses.ways(syms, i)).collect();
    all.push(losses.end());
    all
}
