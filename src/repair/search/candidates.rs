//! Which mix-ups are worth a close look in a region: from some two thousand to a handful, in three cheap steps.
//!
//! 1. The wrong charset must have produced the characters that stand there ([`all_readings`]).
//! 2. A rough look by character classes at every true charset.
//! 3. What the decoded characters cost under the model.

use alloc::vec;
use alloc::vec::Vec;

use super::Readings;
use super::price::{Price, Prices};
use super::readings::{Reading, all_readings, utf8_readings};
use super::windows::Sample;
use crate::evidence::judge::Kind;
use crate::evidence::rough::{self, Best, Letter, Rough, Walk};
use crate::evidence::viterbi::AsIs;
use crate::hypothesis::Sym;
use crate::hypothesis::mixups::{self, SIDES, Side, Use};
use crate::hypothesis::reading::{self, Bytes};
use crate::hypothesis::sides::Sides;
use crate::model::{self, BIT, Class, Context, class};

/// A mix-up that a first look speaks for.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) truth: &'static Side,
    pub(super) wrong: &'static Side,
    /// Whether characters that the wrong charset has twice are taken from its other row.
    pub(super) second: bool,
    pub(super) kind: Kind,
    pub(super) price: Price,
    /// What it saves, less the price, in sixteenths of a bit.
    pub(super) gain: i32,
    rough: Rough,
    /// Other wrong charsets that give the same bytes here: a bit for each of the sides.
    alike: u64,
    /// Mix-ups that give the same text here, and perhaps another one elsewhere in the region.
    twins: Vec<Candidate>,
}

impl Candidate {
    pub(super) fn is_same(&self, other: &Candidate) -> bool {
        self.truth.charset == other.truth.charset
            && self.wrong.charset == other.wrong.charset
            && self.second == other.second
    }

    /// Whether it saves so much that other samples can wait.
    pub(super) fn is_clear(&self) -> bool {
        self.gain >= CLEAR
    }

    /// Whether no other charset that has the same bytes for a sample has other ones for some of all the characters: by
    /// `睛` of `睛壑` it shows which row of Shift_JIS 當中 was read in, and it may stand in no sample.
    pub(super) fn is_the_only_reading(&self, sample: &[Sym], all: &[Sym]) -> bool {
        let first = sample.iter().map(|s| s.c).find(|c| !c.is_ascii()).unwrap_or('\0');
        let bytes = |syms, wrong: &Side, second| Bytes::of(syms, wrong.charset, second);
        let own = bytes(sample, self.wrong, self.second);
        let of_all = bytes(all, self.wrong, self.second);
        let others = SIDES.iter().filter(|s| s.may_be_wrong() && reading::is_in(s.charset, first));
        others
            .flat_map(|s| [(s, false), (s, true)].into_iter().take(1 + usize::from(s.used_for == Use::Cjk)))
            .all(|(wrong, second)| bytes(sample, wrong, second) != own || bytes(all, wrong, second) == of_all)
    }

    /// Whether another mix-up may lie below: of UTF-8 nearly everything decodes then.
    pub(super) fn may_be_layer(&self) -> bool {
        let counts = self.rough.gain.counts();
        self.truth.used_for == Use::Unicode && self.gain > 0 && 3 * counts.holes <= counts.taken
    }

    /// Whether all of its sample is UTF-8.
    pub(super) fn is_wholly_utf8(&self) -> bool {
        self.truth.used_for == Use::Unicode && self.rough.holes == 0
    }

    /// Whether what it saves is what another one does in the same sample.
    fn speaks_for(&self, other: &Candidate) -> bool {
        let alike =
            |(i, side): (usize, &Side)| self.alike >> i & 1 == 1 && side.charset == other.wrong.charset;
        self.truth.charset == other.truth.charset && !other.second && SIDES.iter().enumerate().any(alike)
    }

    /// The same mix-up with the charset that gives the same bytes here and has more of all the characters, if one has.
    fn with_a_fuller_charset(&self, has: &[u32], prices: &Prices) -> Option<Candidate> {
        let own = SIDES.iter().position(|side| side.charset == self.wrong.charset)?;
        let others = (0..SIDES.len()).filter(|i| self.alike >> i & 1 == 1 && has[*i] > has[own]);
        let wrong = &SIDES[others.max_by_key(|i| (has[*i], core::cmp::Reverse(*i)))?];
        let price = prices.get(self.truth, wrong)?;
        Some(Candidate { wrong, price, alike: 0, twins: vec![], ..self.clone() })
    }

    fn is_of(&self, reading: &Reading) -> bool {
        self.wrong.charset == reading.wrong.charset && self.second == reading.second
    }
}

/// Different characters that must be decoded as UTF-8, without one that can't be, for its structure to settle the matter: a
/// row of `©¤`, which is `─` in GBK, is one of `ϸ`.
const STRUCTURE: usize = 6;
/// The [kinds](Kind) that candidates are of.
const CANDIDATES: usize = Kind::LatinAsCjk as usize + 1;

/// What the samples must save for each [kind](Kind) before a mix-up is looked at in the whole region: of 24,500 repairs of
/// garbled development texts none saves less than 10, 22, 13, 7, 7 and 10 bits. What saves somewhat less speaks for or against
/// others on its place. Latin letters for others are held to what they are for each other.
const LEAST: [i32; CANDIDATES] = [4 * BIT, 14 * BIT, 6 * BIT, 4 * BIT, 5 * BIT, 7 * BIT, 4 * BIT, 4 * BIT];
/// What a rough look may be wrong by for each [kind](Kind), in sixteenths of a bit: `oceniæ`, one letter, is Polish by
/// its neighbours only; of CJK characters each says enough by itself. The least that it saw of those repairs was 0, 12, -5,
/// -8, 1 and 1 bits.
const DOUBT: [i32; CANDIDATES] = [5 * BIT, -4 * BIT, 9 * BIT, 11 * BIT, 0, 2 * BIT, 9 * BIT, 9 * BIT];
/// What each of them must save at least.
const EACH: i32 = 2 * BIT;
/// A mix-up that saves less than half of what the best one does, where that is much, isn't looked at closely: no
/// development case comes out otherwise, and every third hypothesis was one. Among Latin letters for Latin letters all save little.
const BEATEN: i32 = 2;
const MUCH: i32 = 25 * BIT;

/// What the best candidate of one sample must save for a close look before the other samples are asked: in good text hardly
/// anything does.
const CLEAR: i32 = 40 * BIT;

/// Candidates of each [kind](Kind) that the rough look lets through. By classes of characters alone Polish read as windows-1251 is
/// the twenty-second of its kind (`koсczy siк`).
const ROUGH: [usize; CANDIDATES] = [6, 6, 9, 20, 8, 6, 24, 10];
/// Of these, how many are looked at closely in the whole region.
const CLOSE: [usize; CANDIDATES] = [3, 2, 5, 8, 4, 4, 8, 6];

/// The candidates by samples of the region, one after the other.
#[derive(Debug, Default)]
pub(super) struct Choices {
    lists: Vec<Vec<Candidate>>,
}

impl Choices {
    /// Chooses by one more sample, and gives the best by that one alone.
    pub(super) fn add(&mut self, sample: &Sample, prices: &Prices) -> Option<&Candidate> {
        let mut list = choose_by(sample, prices);
        for c in sample.shifted().map(|shifted| choose_by(&shifted, prices)).into_iter().flatten() {
            match list.iter_mut().find(|known| known.is_same(&c)) {
                Some(known) if known.gain >= c.gain => {}
                Some(known) => *known = c,
                None => list.push(c),
            }
        }
        keep_best(&mut list, &CLOSE);
        self.lists.push(list);
        self.lists.last().and_then(|list| list.first())
    }

    /// The best by all the samples so far, the best first.
    pub(super) fn best(&self) -> Vec<Candidate> {
        together(&self.lists)
    }
}

/// Chooses the candidates for UTF-8 alone.
pub(super) fn utf8_alone(samples: &[Sample], prices: &Prices) -> Vec<Candidate> {
    let of = |sample: &Sample| {
        let readings = utf8_readings(sample.syms, prices);
        let mut list = Vec::new();
        for r in &readings {
            utf8(&mut list, r, sample.syms, &sample.as_is, prices);
        }
        closer(sample, &readings, list)
    };
    together(&samples.iter().map(of).collect::<Vec<_>>())
}

/// The candidates of several samples in one list.
fn together(lists: &[Vec<Candidate>]) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    for c in lists.iter().flatten() {
        match all.iter_mut().find(|a| a.is_same(c)) {
            Some(a) => {
                a.gain += c.gain;
                a.twins.extend(c.twins.iter().cloned());
            }
            None => all.push(c.clone()),
        }
    }
    // A row of `©¤`, GBK's ─, is the same in Western and Central European charsets; what stands beside it isn't.
    for list in lists.iter().filter(|_| lists.len() > 1) {
        for a in all.iter_mut().filter(|a| !list.iter().any(|c| c.is_same(a))) {
            a.gain += list.iter().find(|c| c.speaks_for(a)).map_or(0, |c| c.gain);
        }
    }
    all.retain(|c| c.gain > LEAST[c.kind as usize]);
    keep_best(&mut all, &CLOSE);
    all
}

/// The candidates with those of their twins that give another text in the whole region.
pub(super) fn with_twins(list: Vec<Candidate>, readings: &mut Readings, prices: &Prices) -> Vec<Candidate> {
    let has = if list.iter().any(|c| c.alike != 0) { counts(readings.syms) } else { vec![] };
    let mut out: Vec<Candidate> = Vec::with_capacity(list.len());
    let mut others: Vec<Candidate> = Vec::new();
    for mut c in list {
        let mut twins = core::mem::take(&mut c.twins);
        if c.alike != 0 {
            twins.extend(c.with_a_fuller_charset(&has, prices));
        }
        if !twins.is_empty() {
            let mut known = vec![decoded_hash(readings.get(&c), c.truth)];
            for twin in twins {
                let text = decoded_hash(readings.get(&twin), twin.truth);
                let new = |list: &[Candidate]| !list.iter().any(|o| o.is_same(&twin));
                if !known.contains(&text) && new(&out) && new(&others) {
                    known.push(text);
                    others.push(Candidate { gain: c.gain, ..twin });
                }
            }
        }
        out.push(c);
    }
    // last, so that layers below are looked for below the likelier ones first
    out.extend(others);
    out
}

/// How many of the characters that aren't ASCII each single-byte charset has.
fn counts(syms: &[Sym]) -> Vec<u32> {
    let mut counts = vec![0; SIDES.len()];
    for s in syms.iter().filter(|s| !s.c.is_ascii()) {
        let mut has = Sides::of(s.c).has;
        while has != 0 {
            counts[has.trailing_zeros() as usize] += 1;
            has &= has - 1;
        }
    }
    counts
}

fn choose_by(sample: &Sample, prices: &Prices) -> Vec<Candidate> {
    let (syms, as_is) = (sample.syms, &sample.as_is);
    let (mut readings, mut list) = structured(sample, prices);
    if list.is_empty() {
        readings = all_readings(syms, as_is, prices);
        let mut leaders = Leaders::default();
        let letters = rough::letters(syms);
        let latin = MayBeLatin::of(syms);
        for r in &readings {
            utf8(&mut list, r, syms, as_is, prices);
            others(&mut list, &mut leaders, r, (syms, &letters, latin), as_is, prices);
        }
    }
    closer(sample, &readings, list)
}

/// A closer look at the best ones.
fn closer(sample: &Sample, readings: &[Reading], mut list: Vec<Candidate>) -> Vec<Candidate> {
    let (syms, as_is) = (sample.syms, &sample.as_is);
    list.retain(|c| c.gain > -DOUBT[c.kind as usize]);
    keep_best(&mut list, &ROUGH);
    // Near charsets often give the same text; the cheapest of them speaks for all.
    let mut known: Vec<(u64, Candidate)> = Vec::with_capacity(list.len());
    for mut c in list {
        let Some(r) = readings.iter().find(|r| c.is_of(r)) else { continue };
        let text = decoded_hash(&r.bytes, c.truth);
        match known.iter_mut().find(|(t, _)| *t == text) {
            Some((_, first)) => first.twins.push(c),
            None => {
                c.gain = gain(syms, as_is, &r.bytes, c.truth) - c.price.mixup + c.price.hint;
                known.push((text, c));
            }
        }
    }
    let mut list: Vec<Candidate> = known.into_iter().map(|(_, c)| c).collect();
    let best = list.iter().max_by_key(|c| c.gain).map_or((0, Kind::Utf8), |c| (c.gain, c.kind));
    let beaten =
        |c: &Candidate| best.0 >= MUCH && BEATEN * c.gain < best.0 && best.1 != Kind::LetterForLetter;
    list.retain(|c| c.gain > 0 && (c.truth.used_for == Use::Unicode || !beaten(c)));
    keep_best(&mut list, &CLOSE);
    list
}

/// The wrong charsets by which the whole sample is UTF-8: that doesn't hold by chance, and nothing else is looked at
/// where there are any.
fn structured(sample: &Sample, prices: &Prices) -> (Vec<Reading>, Vec<Candidate>) {
    let syms = sample.syms;
    let letters = || syms.iter().map(|s| s.c).filter(|c| !c.is_ascii());
    let least = letters().count();
    let mut different: Vec<char> = letters().collect();
    different.sort_unstable();
    different.dedup();
    let (mut readings, mut list) = (Vec::new(), Vec::new());
    if different.len() < STRUCTURE {
        return (readings, list);
    }
    let single = letters().fold(u64::MAX, |all, c| all & Sides::of(c).has);
    for (side, wrong) in SIDES.iter().enumerate().filter(|(_, s)| prices.may_be_wrong(s)) {
        let has_all = match wrong.used_for {
            Use::Cjk => letters().all(|c| reading::is_in(wrong.charset, c)),
            _ => single >> side & 1 == 1,
        };
        if !has_all {
            continue;
        }
        for second in [false, true].into_iter().take(1 + (wrong.used_for == Use::Cjk) as usize) {
            let bytes = Bytes::of(syms, wrong.charset, second);
            let reading = Reading { wrong, second, bytes, alike: 0 };
            if utf8(&mut list, &reading, syms, &sample.as_is, prices) {
                readings.push(reading);
            }
        }
    }
    list.retain(|c: &Candidate| {
        c.rough.holes <= sample.cut as usize
            && c.rough.taken + c.rough.holes >= least
            && c.rough.gain.get() > EACH * c.rough.taken as i32
    });
    (readings, list)
}

/// A rough look at UTF-8; whether there is anything to see.
fn utf8(list: &mut Vec<Candidate>, r: &Reading, syms: &[Sym], as_is: &AsIs, prices: &Prices) -> bool {
    let before = list.len();
    for truth in mixups::kinds_of_utf8(&r.bytes.bytes) {
        if let Some(price) = prices.get(truth, r.wrong) {
            let mut walk = Walk::new(syms, as_is);
            reading::walk(&r.bytes, truth.charset, |range, c| walk.add(range, c));
            push(list, r, truth, price, walk.rough);
        }
    }
    list.len() > before
}

fn push(list: &mut Vec<Candidate>, r: &Reading, truth: &'static Side, price: Price, rough: Rough) {
    if rough.taken > 0 {
        let kind = Kind::of(truth, r.wrong);
        let gain = rough.gain.get() - price.mixup + price.hint;
        list.push(Candidate {
            truth,
            wrong: r.wrong,
            second: r.second,
            kind,
            price,
            gain,
            rough,
            alike: r.alike,
            twins: vec![],
        });
    }
}

/// What the best of each [kind](Kind) save, as many as the rough look lets through.
#[derive(Debug, Default)]
struct Leaders {
    gains: [Vec<i32>; CANDIDATES],
}

impl Leaders {
    fn add(&mut self, kind: Kind, gain: i32) {
        let gains = &mut self.gains[kind as usize];
        gains.insert(gains.partition_point(|g| *g >= gain), gain);
        gains.truncate(ROUGH[kind as usize]);
    }

    /// Whether what saves no more than this can't be among them.
    fn are_better(&self, kind: Kind, most: i32) -> bool {
        let gains = &self.gains[kind as usize];
        gains.len() == ROUGH[kind as usize] && gains.last().is_some_and(|last| *last > most)
    }
}

/// Whether there is anything that Latin letters may have been read as, beside ASCII letters: good text of many languages is
/// doubted for its accents, or has no ASCII letters at all.
#[derive(Debug, Clone, Copy, Default)]
struct MayBeLatin {
    script: bool,
    cjk: bool,
}

impl MayBeLatin {
    fn of(syms: &[Sym]) -> Self {
        /// Characters in a row that accented letters become at the most; two of them are one CJK character.
        const ROW: usize = 3;
        const CJK: usize = 2;
        let mut latin = MayBeLatin::default();
        let (mut row, mut letter) = (0..0, false);
        let chars = || syms.iter().map(|s| s.c).chain([' ']);
        for (i, c) in chars().enumerate() {
            let beside = c.is_ascii_alphabetic();
            if !c.is_ascii() {
                row.end = i + 1;
            } else {
                if (1..=ROW).contains(&row.len()) && (letter || beside) {
                    let classes = || syms[row.clone()].iter().map(|s| model::class_of(s.c));
                    latin.cjk |= row.len() <= CJK && classes().any(|c| !is_single(c));
                    latin.script |=
                        classes().any(|c| is_single(c) && c > class::SPACING_MARK && !class::is_accented(c));
                }
                (row, letter) = (i + 1..i + 1, beside);
            }
        }
        latin
    }

    fn is_for(self, kind: Kind) -> bool {
        match kind {
            Kind::LatinAsScript => self.script,
            Kind::LatinAsCjk => self.cjk,
            _ => true,
        }
    }
}

/// Whether charsets of one byte have characters of this class.
fn is_single(class: Class) -> bool {
    class != class::PRIVATE && !class::is_cjk_letter(class)
}

/// A rough look at all true charsets but UTF-8.
fn others(
    list: &mut Vec<Candidate>,
    leaders: &mut Leaders,
    r: &Reading,
    (syms, letters, latin): (&[Sym], &[Letter], MayBeLatin),
    as_is: &AsIs,
    prices: &Prices,
) {
    let most = rough::most_saved(letters, as_is, &r.bytes);
    let single = |s: &Side| matches!(s.used_for, Use::Latin | Use::Script) && s.charset.table().is_some();
    let mut sides: Vec<(i32, usize, Kind, Price)> = SIDES
        .iter()
        .enumerate()
        .filter(|(_, s)| single(s))
        .filter_map(|(side, truth)| {
            let kind = Kind::of(truth, r.wrong);
            let price = latin.is_for(kind).then(|| prices.get(truth, r.wrong))??;
            let most = most[side] as i32 * BIT / 2 - price.mixup + price.hint;
            (most > -DOUBT[kind as usize]).then_some((most, side, kind, price))
        })
        .collect();
    sides.sort_unstable_by_key(|(most, side, ..)| (-most, *side));
    for (most, side, kind, price) in sides {
        if !leaders.are_better(kind, most) {
            let rough = rough::single(syms, letters, as_is, &r.bytes, side);
            leaders.add(kind, rough.gain.get() - price.mixup + price.hint);
            push(list, r, &SIDES[side], price, rough);
        }
    }
    let several_bytes = |s: &&Side| s.used_for != Use::Unicode && s.charset.table().is_none();
    for truth in SIDES.iter().filter(several_bytes) {
        if let Some(price) = prices.get(truth, r.wrong) {
            let mut walk = Walk::new(syms, as_is);
            reading::walk(&r.bytes, truth.charset, |range, c| walk.add(range, c));
            push(list, r, truth, price, walk.rough);
        }
    }
}

/// The best of each kind, the best first.
fn keep_best(list: &mut Vec<Candidate>, quota: &[usize; CANDIDATES]) {
    list.sort_by_key(|c| -c.gain);
    let mut left = *quota;
    list.retain(|c| {
        let quota = &mut left[c.kind as usize];
        let keep = *quota > 0;
        *quota -= keep as usize;
        keep
    });
}

/// The same number for the same text with everything decoded that can be.
fn decoded_hash(bytes: &Bytes, truth: &Side) -> u64 {
    let mut hash = 0u64;
    let mut add = |n: u64| hash = (hash.rotate_left(5) ^ n).wrapping_mul(0x517c_c1b7_2722_0a95);
    reading::walk(bytes, truth.charset, |range, c| {
        add((range.start as u64) << 32 | c.map_or(u64::from(u32::MAX), |c| c as u64));
    });
    hash
}

/// What the model says the best stretch of a mix-up saves where everything is decoded that can be.
fn gain(syms: &[Sym], as_is: &AsIs, bytes: &Bytes, truth: &Side) -> i32 {
    let mut best = Best::default();
    let mut context = as_is.contexts[0];
    let mut next = 0;
    let copy = |range: core::ops::Range<usize>, context: &mut Context, best: &mut Best| {
        for i in range {
            if *context == as_is.contexts[i] {
                *context = as_is.contexts[i + 1];
                continue;
            }
            let (cost, after) = context.step(syms[i].c);
            best.add(as_is.costs[i] - cost);
            *context = if syms[i].c == '\n' { model::START } else { after };
        }
    };
    reading::walk(bytes, truth.charset, |range, c| {
        let Some(c) = c else {
            best.add(-rough::HOLE);
            return;
        };
        copy(next..range.start.max(next), &mut context, &mut best);
        let (cost, after) = context.step(c);
        context = after;
        best.add(as_is.costs[range.start.max(next)..range.end].iter().sum::<i32>() - cost);
        next = range.end;
    });
    copy(next..syms.len(), &mut context, &mut best);
    best.get()
}
