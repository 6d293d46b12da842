//! UTF-8 of which some bytes are known and others only narrowed down, read character by character.

use alloc::vec::Vec;

use super::{Then, Way};
use crate::hypothesis::reading::is_unwritten;
use crate::model;

/// Some of the bytes 80 to FF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(crate) struct ByteSet(u128);

impl ByteSet {
    pub(crate) const NONE: ByteSet = ByteSet(0);
    /// What follows on the first byte of a character.
    pub(crate) const TRAILS: ByteSet = ByteSet::range(0x80, 0xBF);

    /// A bit for each of the bytes 80 to FF, the lowest for 80.
    pub(crate) const fn bits(bits: u128) -> ByteSet {
        ByteSet(bits)
    }

    /// All bytes from the one to the other, which are 80 or more.
    pub(crate) const fn range(from: u8, to: u8) -> ByteSet {
        let all = u128::MAX >> (0xFF - to);
        ByteSet(all & (u128::MAX << (from - 0x80)))
    }

    /// This byte alone; nothing for ASCII.
    pub(crate) fn one(byte: u8) -> ByteSet {
        ByteSet(byte.checked_sub(0x80).map_or(0, |n| 1 << n))
    }

    pub(crate) fn and(self, other: ByteSet) -> ByteSet {
        ByteSet(self.0 & other.0)
    }

    pub(crate) fn or(self, other: ByteSet) -> ByteSet {
        ByteSet(self.0 | other.0)
    }

    pub(crate) fn without(self, other: ByteSet) -> ByteSet {
        ByteSet(self.0 & !other.0)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = u8> {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let n = rest.trailing_zeros();
            rest &= rest.wrapping_sub(1);
            (n < 128).then(|| 0x80 + n as u8)
        })
    }
}

impl FromIterator<u8> for ByteSet {
    fn from_iter<I: IntoIterator<Item = u8>>(bytes: I) -> ByteSet {
        bytes.into_iter().fold(ByteSet::NONE, |set, byte| set.or(ByteSet::one(byte)))
    }
}

/// The first bytes of a character that isn't complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(crate) struct Pending {
    bytes: [ByteSet; 3],
    len: u8,
    /// Whether one of them was lost.
    lost: bool,
}

impl Pending {
    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Characters that one step can give at the most.
pub(crate) const MOST: usize = 5;

/// What one character of the text, together with the bytes pending before it, can have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    chars: [char; MOST],
    len: u8,
    /// A bit for each of the characters of which a byte was lost.
    pub(crate) restored: u8,
    pub(crate) pending: Pending,
}

impl Step {
    pub(crate) fn chars(&self) -> &[char] {
        self.chars.get(..usize::from(self.len)).unwrap_or_default()
    }

    fn push(&mut self, c: char, lost: bool) -> bool {
        let Some(place) = self.chars.get_mut(usize::from(self.len)) else { return false };
        *place = c;
        self.restored |= u8::from(lost) << self.len;
        self.len += 1;
        true
    }
}

/// Bytes of one step: three pending ones, two that were dropped, four of a character.
const BYTES: usize = 9;
/// More possibilities than these for one step are no restoration.
const MOST_STEPS: usize = 4200;

/// Every way to read on.
pub(crate) fn take(pending: &Pending, way: &Way, vague: &mut Vague, out: &mut Vec<Step>) {
    let mut bytes = [(ByteSet::NONE, false); BYTES];
    let old = pending.bytes.iter().take(usize::from(pending.len)).map(|set| (*set, pending.lost));
    let new = way.bytes();
    let mut len = 0;
    for (place, byte) in bytes.iter_mut().zip(old.chain(new)) {
        *place = byte;
        len += 1;
    }
    let start = Step { chars: ['\0'; MOST], len: 0, restored: 0, pending: Pending::default() };
    read(bytes.get(..len).unwrap_or_default(), start, way.then, vague, out);
}

/// The first bytes of characters of two, three and four bytes.
const LEADS: [(usize, ByteSet); 3] =
    [(2, ByteSet::range(0xC2, 0xDF)), (3, ByteSet::range(0xE0, 0xEF)), (4, ByteSet::range(0xF0, 0xF4))];

fn read(bytes: &[(ByteSet, bool)], step: Step, then: Then, vague: &mut Vague, out: &mut Vec<Step>) {
    let Some(((leads, lost), rest)) = bytes.split_first() else {
        end(step, then, out);
        return;
    };
    for (len, of_len) in LEADS {
        let leads = leads.and(of_len);
        if leads.is_empty() {
            continue;
        }
        let lost = *lost || rest.iter().take(len - 1).any(|b| b.1);
        match rest.get(..len - 1) {
            Some(trails) => {
                let rest = rest.get(len - 1..).unwrap_or_default();
                let mut each = |c: char, vague: &mut Vague| {
                    let mut step = step;
                    if out.len() < MOST_STEPS && step.push(c, lost) {
                        read(rest, step, then, vague, out);
                    }
                };
                let sets = sets(leads, trails);
                if is_vague(&sets) {
                    let place = vague.place(sets, trails.len());
                    for k in 0..vague.made[place].1.len() {
                        each(vague.made[place].1[k], vague);
                    }
                } else {
                    chars(sets, trails.len(), &mut |c| each(c, vague));
                }
            }
            None if then == Then::Nothing => {
                let mut pending = Pending { len: bytes.len() as u8, lost, ..Pending::default() };
                let sets = core::iter::once(leads).chain(rest.iter().map(|b| b.0.and(ByteSet::TRAILS)));
                for (place, set) in pending.bytes.iter_mut().zip(sets) {
                    *place = set;
                }
                let whole = pending.bytes.iter().take(bytes.len()).all(|set| !set.is_empty());
                if whole && out.len() < MOST_STEPS {
                    out.push(Step { pending, ..step });
                }
            }
            None => {}
        }
    }
}

/// What each byte of a character can be.
type Sets = [ByteSet; 4];

fn sets(leads: ByteSet, trails: &[(ByteSet, bool)]) -> Sets {
    let mut sets = [leads, ByteSet::NONE, ByteSet::NONE, ByteSet::NONE];
    for (set, (bytes, _)) in sets.iter_mut().skip(1).zip(trails) {
        *set = bytes.and(ByteSet::TRAILS);
    }
    sets
}

/// Whether a character can be so many ones that only the usual ones are worth a look.
fn is_vague(sets: &Sets) -> bool {
    /// One byte that isn't known at all, and some doubt about another one.
    const FEW: u32 = 256;
    sets.iter().map(|set| set.0.count_ones().max(1)).product::<u32>() > FEW
}

/// The most usual characters among thousands, of which two bytes or more aren't known. They are looked for once: in a row
/// of marks the same question comes up again and again.
#[derive(Debug, Default)]
pub(crate) struct Vague {
    made: Vec<(Sets, Vec<char>)>,
}

impl Vague {
    /// Characters that are kept.
    const KEPT: usize = 96;

    fn place(&mut self, sets: Sets, trails: usize) -> usize {
        self.made.iter().position(|m| m.0 == sets).unwrap_or_else(|| {
            let mut all = Vec::new();
            // a hundred thousand rare ones
            if trails < 3 {
                chars(sets, trails, &mut |c| all.push(c));
            }
            all.sort_by_cached_key(|c| model::cost_alone(*c));
            all.truncate(Self::KEPT);
            self.made.push((sets, all));
            self.made.len() - 1
        })
    }
}

/// What stands behind the bytes.
fn end(mut step: Step, then: Then, out: &mut Vec<Step>) {
    match then {
        Then::Nothing => out.push(step),
        Then::Ascii(c) => {
            if step.push(c, false) {
                out.push(step);
            }
        }
        Then::Swallowed(list) => out.extend(list.chars().filter_map(|c| {
            let mut step = step;
            step.push(c, true).then_some(step)
        })),
    }
}

/// The characters that these bytes can be, of what somebody wrote.
fn chars([leads, second, third, fourth]: Sets, trails: usize, each: &mut impl FnMut(char)) {
    let mask = |lead: u8| u32::from(lead & (0x7F >> (trails + 1)));
    let more = |code: u32, byte: u8| code << 6 | u32::from(byte & 0x3F);
    // UTF-8 writes no character longer than it must
    let least = match trails {
        1 => 0x80,
        2 => 0x800,
        _ => 0x1_0000,
    };
    let mut give = |code: u32| {
        if let Some(c) = char::from_u32(code).filter(|c| code >= least && !is_unwritten(*c)) {
            each(c);
        }
    };
    for lead in leads.iter() {
        for b in second.iter() {
            let code = more(mask(lead), b);
            if trails == 1 {
                give(code);
                continue;
            }
            for c in third.iter() {
                let code = more(code, c);
                if trails == 2 {
                    give(code);
                    continue;
                }
                fourth.iter().for_each(|d| give(more(code, d)));
            }
        }
    }
}
