//! Hypotheses in which lost bytes are restored: beside the lossless ones, of the same type.
//!
//! Only where a quick look finds UTF-8 with gaps; good text has hardly any.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::price::{Price, Prices};
use super::{Hypothesis, Pair, Search};
use crate::charset::Charset;
use crate::detect::lone::is_lone_a;
use crate::detect::quiet;
use crate::evidence::judge;
use crate::evidence::lossy::{self, Beside, Stretch};
use crate::evidence::viterbi::{AsIs, OPEN};
use crate::hypothesis::Sym;
use crate::hypothesis::lossy::{Look, Manner, beginning, look, trails, ways};
use crate::hypothesis::mixups::{SIDES, Side, Use};
use crate::hypothesis::reading::{self, Bytes};
use crate::lines;
use crate::model::{self, BIT, class};
use crate::settings::LostBytes;

/// Readings that are looked at closely.
const CLOSE: usize = 4;
/// What it costs that a run has lost something: most garble hasn't.
pub(super) const LOST: i32 = 4 * BIT;
/// Beside that, what each manner of losing costs that touches all of a text.
const RARE: i32 = 4 * BIT;

/// What a stretch must show more in which no character has all of its bytes: `LÃS` is good Portuguese.
const LONE: i32 = 6 * BIT;
/// Characters that are marked for each that is brought back, at the most: else nothing is gained.
const MARKED: usize = 2;

/// The characters of a stretch that aren't ASCII and have lost nothing.
fn whole_characters(s: &Stretch) -> usize {
    let lost = |at: usize| s.restored.iter().any(|r| r.range.contains(&at));
    s.after.char_indices().filter(|(at, c)| !c.is_ascii() && !lost(*at)).count()
}

/// What à that stands by itself speaks for its reading.
const LONE_A: i32 = 24;

struct Reading {
    wrong: &'static Side,
    manner: Manner,
    price: Price,
    score: i32,
}

impl Search<'_> {
    /// Looks for runs in which something was lost.
    pub(super) fn lossy(&self, syms: &[Sym], as_is: &AsIs, prices: &Prices) -> Vec<(Stretch, Price, Pair)> {
        let lone = syms.iter().any(|s| s.c == 'Ã' && is_lone_a(self.text, s.start));
        let mut list = readings(syms, as_is, prices, lone);
        list.sort_by_key(|r| -r.score);
        list.truncate(CLOSE);
        let start = self.region.range.start;
        let beside = Beside {
            before: &self.text[lines::start(self.text, start.saturating_sub(NEAR), start)..start],
            behind: &self.text[self.region.range.end..],
        };
        let mut found: Vec<(Stretch, Price, Pair)> = Vec::new();
        let mut totals: Vec<(i32, Vec<Stretch>)> = Vec::new();
        for r in list {
            let open = (r.price.mixup - r.price.hint + OPEN).max(2 * BIT);
            let ways = ways(syms, r.wrong, r.manner);
            let (stretches, total) = lossy::stretches(syms, as_is, &ways, beside, open);
            let pair = (SIDES[0].charset, r.wrong.charset);
            found.extend(stretches.iter().map(|s| (s.clone(), r.price, pair)));
            totals.push((total, stretches));
        }
        // What other readings restore otherwise is that much less sure.
        let best = totals.iter().map(|t| t.0).min().unwrap_or(0);
        let share = |t: &(i32, Vec<Stretch>)| lossy::weight(t.0 - best);
        let all: f32 = totals.iter().map(share).sum();
        for (s, ..) in &mut found {
            let same = |t: &&(i32, Vec<Stretch>)| t.1.iter().any(|o| o.syms == s.syms && o.after == s.after);
            let mine: f32 = totals.iter().filter(same).map(share).sum();
            s.restored.iter_mut().for_each(|r| r.sure *= mine / all);
        }
        found
    }

    /// Judges a stretch, and restores of it what is sure enough.
    pub(super) fn judge_lossy(&mut self, syms: &[Sym], s: Stretch, chain: &[Pair], price: i32) {
        let range = syms[s.syms.start].start..syms[s.syms.end - 1].end;
        let whole = whole_characters(&s);
        // `Â ` in capitals is good text, and a blank for it is no gain; and marks alone tell nothing of what was lost.
        let marks = syms[s.syms.clone()].iter().all(|s| is_mark(s) || s.c.is_ascii());
        if whole == 0 && (marks || s.after.chars().all(char::is_whitespace)) {
            return;
        }
        // two bytes of three are never good text
        let strong = syms[s.syms.clone()].windows(2).any(|s| s.iter().all(|s| !s.c.is_ascii()));
        let surely = range.len() == "Ã ".len() && is_lone_a(self.text, range.start);
        let lone = if whole == 0 && s.bold && !strong { LONE + s.price } else { 0 };
        // what stands there tells of the loss by itself
        let price = if surely { price } else { price + LOST + s.price + lone };
        let Some(verdict) = self.verdict(range.clone(), &s.after, chain, price, judge::Kind::Utf8) else {
            return;
        };
        let (after, restored) = decide(&s, self.limits.min_confidence, self.limits.lost_bytes);
        let marked = after.chars().filter(|c| *c == '\u{fffd}').count();
        if self.text[range.clone()] == after {
            return;
        }
        // Too little is brought back, but no other chain has a claim to what is explained so well.
        let left = marked > MARKED * (whole + restored.len() - marked);
        self.found.push(Hypothesis {
            range,
            after,
            chain: chain.to_vec(),
            restored,
            left,
            net: verdict.net,
            confidence: verdict.confidence,
            features: verdict.features,
        });
    }
}

/// Bytes before a region in which an open quotation is looked for.
const NEAR: usize = 300;

/// First bytes by themselves for each character that has two bytes or more: of the bytes that follow on one, half are
/// C1 controls, the first that get lost.
const LONE_EACH: u32 = 3;

/// What a single-byte charset must save at the least beside its price, as a quick look guesses it: one in five hundred of
/// the restorations of the lossy development cases is guessed lower, and good Thai and Cyrillic is half of the time.
const WORTH: i32 = 6 * BIT;

/// What is worth a closer look: of readings of the same bytes the cheapest.
fn readings(syms: &[Sym], as_is: &AsIs, prices: &Prices, lone_a: bool) -> Vec<Reading> {
    let mut list: Vec<(Reading, Vec<u8>)> = Vec::new();
    let cjk = syms.iter().any(|s| matches!(model::class_of(s.c), class::HAN..=class::ENCLOSED));
    // good CJK text has no character that a single-byte charset would have given
    let single = syms.iter().any(|s| !s.c.is_ascii() && quiet::is_in_single_byte(s.c));
    let marks = syms.iter().any(is_mark);
    let small = !syms.iter().any(|s| s.c.is_uppercase());
    let marked = syms.iter().any(|s| s.c == '\u{fffd}');
    let kept = marked || syms.iter().any(|s| matches!(s.c, '\u{80}'..='\u{9f}'));
    let [own, lowered] = beginning(syms.iter().map(|s| s.c).filter(|c| !c.is_ascii()));
    for (side, wrong) in SIDES.iter().enumerate() {
        let Some(price) = prices.get(&SIDES[0], wrong) else { continue };
        let of_cjk = wrong.used_for == Use::Cjk;
        let could = if of_cjk { cjk && marks } else { single };
        if !could {
            continue;
        }
        // Where a hole stands as a control, or there are marks for them, they weren't dropped.
        let manners = [
            (Manner::Lost, true),
            (Manner::Dropped, !of_cjk && !kept),
            (Manner::Lowered, small && is_lowered_in(wrong)),
            (Manner::BestFit, matches!(wrong.charset.name(), "cp437" | "cp850")),
        ];
        for (manner, _) in manners.into_iter().filter(|m| m.1) {
            let begins = if manner == Manner::Lowered { lowered } else { own };
            if !of_cjk && manner != Manner::BestFit && begins >> side & 1 == 0 {
                continue;
            }
            let look = if of_cjk {
                look_at_pairs(syms, wrong.charset)
            } else {
                look(syms, &as_is.costs, wrong.charset, manner)
            };
            let whole = matches!(manner, Manner::Dropped | Manner::Lowered);
            // Any accented letter is the first byte of something, and of KOI8 any Cyrillic one.
            let (found, lone) = (look.complete + look.strong, look.gaps - look.strong - look.spaced);
            let spaced = !whole && look.spaced > 0 && lone == 0;
            let camel = manner == Manner::Dropped && look.camel > 0 && lone <= look.camel;
            let firm =
                of_cjk || marked && !whole || found > 0 && lone <= LONE_EACH * found || spaced || camel;
            if look.gaps == 0 && manner != Manner::Lowered
                || !firm
                || wrong.used_for == Use::Script && look.is_mixed()
            {
                continue;
            }
            let rare = if matches!(manner, Manner::Lost | Manner::Dropped) { 0 } else { RARE };
            let price = Price { mixup: price.mixup + rare, ..price };
            let cost = (price.mixup - price.hint) / BIT;
            // `+»` and `GÇö` have nothing else that they would be
            let score = 6 * (look.complete + look.fitted) as i32 + 2 * look.known as i32
                - 4 * look.stray as i32
                - cost
                + if lone_a && look.spaced > 0 { LONE_A } else { 0 };
            let worth = of_cjk || look.saved >= price.mixup - price.hint + WORTH;
            if score <= 0 || !worth {
                continue;
            }
            let bytes = Bytes::of(syms, wrong.charset, false).bytes;
            let wide = manner == Manner::Dropped && wrong.charset == Charset::ISO_8859_1;
            let same = list.iter_mut().find(|(r, b)| !wide && r.manner == manner && *b == bytes);
            let reading = Reading { wrong, manner, price, score };
            match same {
                Some((r, _)) if r.score < score => *r = reading,
                Some(_) => {}
                None => list.push((reading, bytes)),
            }
        }
    }
    list.into_iter().map(|l| l.0).collect()
}

/// Whether text that was read in a charset is lower-cased then, in addresses and keys: any text of small Cyrillic or Thai letters
/// looks so in the charsets that hardly anything is read in.
fn is_lowered_in(wrong: &Side) -> bool {
    wrong.used_for == Use::Latin || wrong.charset == Charset::WINDOWS_1251
}

/// A quick look at a charset of two bytes a character: each mark leaves odd bytes beside it, which say nothing.
fn look_at_pairs(syms: &[Sym], wrong: Charset) -> Look {
    let bytes = Bytes::of(syms, wrong, false);
    let mut look = Look { known: 8, ..Look::default() };
    // `?` is so common that it's one only behind the first bytes of a character
    let is_gap = |i: usize| match syms.get(i).map(|s| s.c) {
        Some('?') => i > 0 && (is_mark(&syms[i - 1]) || is_begun(&bytes.bytes[..bytes.starts[i] as usize])),
        Some(_) => is_mark(&syms[i]),
        None => is_begun(&bytes.bytes),
    };
    look.gaps = (0..=syms.len()).filter(|i| is_gap(*i)).count() as u32;
    if look.gaps == 0 {
        return look;
    }
    reading::walk(&bytes, Charset::UTF_8, |_, c| look.complete += c.is_some() as u32);
    let barrier = |i: usize| bytes.barrier.get(bytes.starts[i] as usize).is_some_and(|b| *b);
    look.stray = syms.iter().enumerate().filter(|(i, s)| barrier(*i) && !is_mark(s)).count() as u32;
    look
}

/// Whether bytes end in the first ones of a character of UTF-8.
fn is_begun(bytes: &[u8]) -> bool {
    let behind = bytes.iter().rev().take_while(|b| (0x80..0xC0).contains(*b)).count();
    let lead = bytes.len().checked_sub(behind + 1).map_or(0, |at| bytes[at]);
    trails(lead) > behind
}

fn is_mark(s: &Sym) -> bool {
    matches!(s.c, '?' | '\u{fffd}' | '・')
}

/// All restored characters of a run must be right together in all but so many times the cases in which a repair may be
/// wrong: a mark for one of them isn't what was written either, but nobody takes it for that. Of the letters put in, 2.2 in
/// a hundred are wrong then on lossy development cases, and 62 texts in a hundred come back exactly; with 2.5 it's 1.3 and 57.
const TOGETHER: f32 = 4.5;
/// Where they aren't, each must be so many times surer than a repair.
const EACH: f32 = 4.0;

/// What becomes of a stretch, and where its restored characters are then: either all of them stay, or those that are nearly
/// certain, and the others are marked.
fn decide(s: &Stretch, wanted: f32, policy: LostBytes) -> (String, Vec<Range<usize>>) {
    let doubt = 1.0 - wanted;
    let together: f32 = s.restored.iter().map(|r| r.sure).product();
    let each = if together >= 1.0 - TOGETHER * doubt { 0.0 } else { 1.0 - doubt / EACH };
    let stays = |sure: f32| policy == LostBytes::Restore && sure >= each;
    marked(&s.after, s.restored.iter().map(|r| (r.range.clone(), !stays(r.sure))))
}

/// A text with a mark for each of these parts of it that is to have one, and where all the parts are then.
pub(super) fn marked(
    text: &str,
    parts: impl Iterator<Item = (Range<usize>, bool)>,
) -> (String, Vec<Range<usize>>) {
    let (mut out, mut places, mut done) = (String::with_capacity(text.len()), Vec::new(), 0);
    for (part, mark) in parts {
        out.push_str(&text[done..part.start]);
        let start = out.len();
        out.push_str(if mark { "\u{fffd}" } else { &text[part.clone()] });
        places.push(start..out.len());
        done = part.end;
    }
    out.push_str(&text[done..]);
    (out, places)
}
