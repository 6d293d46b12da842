//! The cheapest path along the bytes that switches between a few charsets.
//!
//! A Viterbi search: for each byte and charset the cheapest way to have come there at the start of a character.
//! A switch is cheap at the start of a line, dearer after a space, dearest inside a word. Linear in the bytes, and
//! the memory is that of one block.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use super::MAX_LANES;
use super::builder::Builder;
use super::vote::{self, INVALID};
use super::words;
use crate::charset::Charset;
use crate::model::{self, BIT, Context};

/// One charset of the search.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lane {
    pub(super) charset: Charset,
    /// What entering it costs beyond the switch.
    entry: i32,
}

impl Lane {
    pub(super) fn new(charset: Charset, entry: i32) -> Self {
        Lane { charset, entry }
    }
}

/// What a switch costs where a line starts, after ASCII that isn't a letter, and elsewhere.
pub(super) const AT_LINE: i32 = 4 * BIT;
const AT_SPACE: i32 = 12 * BIT;
const IN_WORD: i32 = 24 * BIT;

/// What a part of a character at the end of the bytes costs.
const CUT_OFF: i32 = 8 * BIT;
/// The same of each byte at the start: a file in IBM866 begins with Чарлз, whose last three bytes are a Gujarati digit.
const BEGUN: i32 = 2 * CUT_OFF;

/// A block ends with the first line that ends after this many bytes, or wherever it can at twice that.
const BLOCK: usize = 1 << 16;

/// A longer run of ASCII is skipped but for its ends: all charsets agree on it.
const LONG_ASCII: usize = 64;
const ASCII_START: usize = 6;
const ASCII_END: usize = 32;

/// More bytes than any character has.
const RING: usize = 8;

const NEVER: i32 = i32::MAX / 2;

#[derive(Clone, Copy)]
struct Node {
    cost: i32,
    context: Context,
}

const NOWHERE: Node = Node { cost: NEVER, context: model::START };

/// How the cheapest way came to a byte in one lane: in a character of `len` bytes, and from which lane it then
/// switched.
#[derive(Clone, Copy, Default)]
struct Back {
    len: u8,
    invalid: bool,
    from: u8,
}

type Row<T> = [T; MAX_LANES];

/// Decodes `range` of `bytes` into `out`.
pub(super) fn decode(out: &mut Builder<'_>, bytes: &[u8], range: Range<usize>, lanes: &[Lane]) {
    let lanes = lanes.get(..MAX_LANES.min(lanes.len())).unwrap_or_default();
    let Some(bytes) = bytes.get(..range.end) else { return };
    let mut nodes = [NOWHERE; MAX_LANES];
    for (node, lane) in nodes.iter_mut().zip(lanes) {
        *node = Node { cost: lane.entry, context: model::START };
    }
    let mut start = range.start;
    while start < range.end {
        let mut block = Block { bytes, lanes, start, backs: Vec::new(), ring: [[NOWHERE; MAX_LANES]; RING] };
        let end = block.run(&mut nodes);
        if end <= start {
            return;
        }
        for (lane, range, invalid) in block.path(&nodes, end) {
            let Some(lane) = lanes.get(lane) else { continue };
            match invalid {
                true => out.invalid(lane.charset, range),
                false => out.text(lane.charset, range),
            }
        }
        let least = nodes.iter().map(|n| n.cost).min().unwrap_or(0);
        for node in nodes.iter_mut().filter(|n| n.cost < NEVER) {
            node.cost -= least;
        }
        start = end;
    }
}

struct Block<'b> {
    bytes: &'b [u8],
    lanes: &'b [Lane],
    start: usize,
    /// For each byte from `start` on.
    backs: Vec<Row<Back>>,
    ring: [Row<Node>; RING],
}

impl Block<'_> {
    /// Runs from `start` with these nodes until the block's end, which is returned; `nodes` are then those there.
    fn run(&mut self, nodes: &mut Row<Node>) -> usize {
        let n = self.bytes.len();
        self.ring[self.start % RING] = *nodes;
        self.grow(self.start);
        let mut at = self.start;
        loop {
            let here = self.ring[at % RING];
            let alive = here.iter().any(|n| n.cost < NEVER);
            let size = at - self.start;
            let done = size >= BLOCK && (size >= 2 * BLOCK || self.bytes.get(at - 1) == Some(&b'\n'));
            if at >= n || (alive && done) {
                *nodes = here;
                return at;
            }
            self.ring[at % RING] = [NOWHERE; MAX_LANES];
            self.grow(at + RING);
            if alive {
                if let Some(end) = self.skip(at, &here) {
                    at = end;
                    continue;
                }
                self.step(at, here);
            }
            at += 1;
        }
    }

    /// Makes room in `backs` up to a byte.
    fn grow(&mut self, at: usize) {
        let size = at - self.start + 1;
        if self.backs.len() < size {
            self.backs.resize(size, [Back::default(); MAX_LANES]);
        }
    }

    fn step(&mut self, at: usize, mut here: Row<Node>) {
        let best = (0..self.lanes.len()).min_by_key(|&l| here[l].cost).unwrap_or(0);
        let from = here[best];
        let price = self.switch_price(at);
        let rest = self.bytes.get(at..).unwrap_or_default();
        for (l, lane) in self.lanes.iter().enumerate() {
            let mut came = l;
            if from.cost + price + lane.entry < here[l].cost {
                here[l] = Node { cost: from.cost + price + lane.entry, ..from };
                came = best;
            }
            self.backs[at - self.start][l].from = came as u8; // below MAX_LANES
            let node = here[l];
            if node.cost >= NEVER {
                continue;
            }
            let (cost, context, len, invalid) = match words::first(lane.charset, rest) {
                Some((c, len)) => {
                    let (cost, context) = vote::step(node.context, c);
                    (cost, context, len, false)
                }
                None => {
                    let (cost, len) = malformed(lane.charset, self.bytes, at);
                    (cost, node.context.push(char::REPLACEMENT_CHARACTER), len, true)
                }
            };
            let cost = node.cost + cost;
            let there = &mut self.ring[(at + len) % RING][l];
            if cost < there.cost {
                *there = Node { cost, context };
                let back = &mut self.backs[at + len - self.start][l];
                (back.len, back.invalid) = (len as u8, invalid); // len is below RING
            }
        }
    }

    fn switch_price(&self, at: usize) -> i32 {
        match at.checked_sub(1).and_then(|before| self.bytes.get(before)) {
            None | Some(b'\n' | b'\r') => AT_LINE,
            Some(b) if b.is_ascii() && !b.is_ascii_alphanumeric() => AT_SPACE,
            _ => IN_WORD,
        }
    }

    /// Skips the middle of a long run of ASCII inside a line; where it goes on.
    fn skip(&mut self, at: usize, here: &Row<Node>) -> Option<usize> {
        let plain = |b: &u8| matches!(b, b' '..=b'~' | b'\t');
        let begun = at.saturating_sub(self.start).min(ASCII_START);
        if begun < ASCII_START || !self.bytes.get(at - begun..at)?.iter().all(plain) {
            return None;
        }
        let run = self.bytes.get(at..)?.iter().take(BLOCK).take_while(|b| plain(b)).count();
        if run < LONG_ASCII {
            return None;
        }
        let end = at + run - ASCII_END;
        let context = vote::before(self.bytes, end);
        self.grow(end + RING);
        for to in at..=end {
            for l in 0..self.lanes.len() {
                let back = &mut self.backs[to - self.start][l];
                if to < end {
                    back.from = l as u8; // below MAX_LANES
                }
                if to > at {
                    (back.len, back.invalid) = (1, false);
                }
            }
        }
        let mut there = *here;
        for node in there.iter_mut().filter(|n| n.cost < NEVER) {
            node.context = context;
        }
        self.ring = [[NOWHERE; MAX_LANES]; RING];
        self.ring[end % RING] = there;
        Some(end)
    }

    /// The runs of the cheapest way to `end`: lane, bytes, whether they are malformed; malformed ones by one.
    fn path(&self, nodes: &Row<Node>, end: usize) -> Vec<(usize, Range<usize>, bool)> {
        let mut runs: Vec<(usize, Range<usize>, bool)> = vec![];
        let mut lane = (0..self.lanes.len()).min_by_key(|&l| nodes[l].cost).unwrap_or(0);
        let mut at = end;
        while at > self.start {
            let back = self.backs[at - self.start][lane];
            let before = at.saturating_sub(usize::from(back.len.max(1))).max(self.start);
            match runs.last_mut() {
                Some((l, range, false)) if *l == lane && !back.invalid => range.start = before,
                _ => runs.push((lane, before..at, back.invalid)),
            }
            at = before;
            lane = usize::from(self.backs[at - self.start][lane].from);
        }
        runs.reverse();
        runs
    }
}

/// What a malformed sequence at `at` costs, and how many bytes of it are one error.
fn malformed(charset: Charset, bytes: &[u8], at: usize) -> (i32, usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    let begun =
        charset == Charset::UTF_8 && at < 3 && bytes.iter().take(at + 1).all(|b| matches!(b, 0x80..=0xBF));
    let len = match charset {
        Charset::UTF_8 => {
            let four = rest.get(..4.min(rest.len())).unwrap_or_default();
            four.utf8_chunks().next().map_or(1, |c| c.invalid().len().max(1))
        }
        _ => 1,
    };
    let cost = match len {
        // files are cut off anywhere
        _ if len == rest.len() && cut_off(charset, rest) => CUT_OFF,
        _ if begun => BEGUN,
        _ => INVALID,
    };
    (cost, len)
}

/// Whether the last bytes can be the start of a longer character.
fn cut_off(charset: Charset, rest: &[u8]) -> bool {
    match charset {
        Charset::UTF_8 => core::str::from_utf8(rest).is_err_and(|e| e.error_len().is_none()),
        _ => charset.table().is_none() && rest.iter().all(|b| matches!(b, 0x81..=0xFE)),
    }
}
