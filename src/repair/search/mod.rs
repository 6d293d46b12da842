//! Which chains are tried on a region, and the hypotheses that come of it.

mod beside;
mod candidates;
mod frames;
mod joined;
mod layers;
mod lossy;
mod price;
mod readings;
mod refilled;
mod split;
mod windows;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::certain::{certain, explained, is_in_words, is_utf8, is_whole};
use super::choose;
use super::replaced::replaced;
use super::support::Support;
use super::traces;
use crate::charset::Charset;
use crate::detect::{self, Region};
use crate::evidence::viterbi;
use crate::evidence::{
    self,
    judge::{self, Known},
};
use crate::hypothesis::lossy::is_stripped;
use crate::hypothesis::mixups::Use;
use crate::hypothesis::reading::{self, Bytes};
use crate::hypothesis::{self, Sym};
use crate::lines;
use crate::model::{self, BIT};
use crate::settings::{C1Controls, Limits, LostBytes};
use candidates::{Candidate, Choices};
use layers::parts_at;
use lossy::marked;
use price::Prices;

/// A mix-up as the engine passes it around: true and wrong charset.
pub(crate) type Pair = (Charset, Charset);

/// A chain laid on a place of the text, with the text that it gives back and what speaks for it.
#[derive(Debug, Clone)]
pub(crate) struct Hypothesis {
    pub(crate) range: Range<usize>,
    pub(crate) after: String,
    /// The mix-up that happened first is first.
    pub(crate) chain: Vec<Pair>,
    /// The places of `after` where something was lost, in bytes.
    pub(crate) restored: Vec<Range<usize>>,
    /// Whether the text stays as it is, because too much was lost.
    pub(crate) left: bool,
    /// What the text is cheaper by, less the prices, in sixteenths of a bit.
    pub(crate) net: i32,
    pub(crate) confidence: f32,
    pub(crate) features: judge::Features,
}

/// Every hypothesis that pays for itself in a region.
pub(crate) fn hypotheses(
    text: &str,
    region: &Region,
    limits: &Limits,
    support: Option<&Support>,
) -> Vec<Hypothesis> {
    search(text, region, limits, support, false)
}

/// The hypotheses in a region of the chains of a document's certain runs, made cheaper by those.
pub(crate) fn supported(text: &str, region: &Region, limits: &Limits, support: &Support) -> Vec<Hypothesis> {
    if !traces::are_in(&text[region.range.clone()], support.learned.pairs()) {
        return Vec::new();
    }
    search(text, region, limits, Some(support), true)
}

fn search(
    text: &str,
    region: &Region,
    limits: &Limits,
    support: Option<&Support>,
    only_learned: bool,
) -> Vec<Hypothesis> {
    let mut syms = hypothesis::syms(&text[region.range.clone()], region.range.start);
    if limits.c1_controls == C1Controls::Keep {
        syms.iter_mut().filter(|s| matches!(s.c, '\u{80}'..='\u{9f}')).for_each(|s| s.c = NOTHING);
    }
    // What was U+FFFD is nothing else, and a run ends there.
    for gone in replaced(&text[region.range.clone()]) {
        shut_out(&mut syms, region.range.start + gone.range.start..region.range.start + gone.range.end);
    }
    let support = support.filter(|s| !s.is_empty());
    let mut as_is = viterbi::AsIs::of(&syms, region.before);
    // Where the caller expects garble, it says nothing that good text of this length is as odd.
    let chars = syms.iter().map(|s| s.c).zip(as_is.costs.iter().copied());
    let by_chance = !only_learned && !limits.looks_everywhere() && detect::is_by_chance(chars);
    if by_chance && support.is_none() {
        return Vec::new();
    }
    if frames::shut_frames(&mut syms) {
        as_is = viterbi::AsIs::of(&syms, region.before);
    }
    let mut search = Search {
        text,
        region,
        limits,
        support,
        only_learned: only_learned || by_chance,
        found: Vec::new(),
        undone: Vec::new(),
        refilled: Vec::new(),
        known: Known::default(),
    };
    search.layer(&syms, &as_is, &mut Vec::new(), 0, limits.max_layers);
    let mut found = search.found;
    found.retain(|h| limits.may_change(&text[h.range.clone()]));
    choose::agree(&mut found, limits);
    choose::widen(&mut found);
    found
}

/// A character that no charset has: no run crosses it.
const NOTHING: char = '\u{fdd0}';

/// Shuts out the characters at a place of the text.
fn shut_out(syms: &mut [Sym], place: Range<usize>) {
    let inside = |s: &&mut Sym| place.start <= s.start && s.end <= place.end;
    syms.iter_mut().filter(inside).for_each(|s| s.c = NOTHING);
}

struct Search<'s> {
    text: &'s str,
    region: &'s Region,
    limits: &'s Limits,
    /// What makes chains cheaper in this document.
    support: Option<&'s Support>,
    /// Whether only chains that it has are thought of.
    only_learned: bool,
    found: Vec<Hypothesis>,
    /// The middle texts that were looked below already.
    undone: Vec<Vec<char>>,
    /// The places of bytes that were put into the layer above, in bytes of the text.
    refilled: Vec<Range<usize>>,
    known: Known,
}

/// How many wrong charsets are looked below for another layer.
const WRONG_BELOW: usize = 4;
/// The readings of a whole region, made as they are asked for.
struct Readings<'s> {
    syms: &'s [Sym],
    made: Vec<(Charset, bool, Bytes)>,
}

impl<'s> Readings<'s> {
    fn of(syms: &'s [Sym]) -> Self {
        Readings { syms, made: Vec::new() }
    }

    fn get(&mut self, c: &Candidate) -> &Bytes {
        let (wrong, second) = (c.wrong.charset, c.second);
        let place = self.made.iter().position(|m| (m.0, m.1) == (wrong, second)).unwrap_or_else(|| {
            self.made.push((wrong, second, Bytes::of(self.syms, wrong, second)));
            self.made.len() - 1
        });
        &self.made[place].2
    }
}

impl Search<'_> {
    /// Tries every mix-up on these characters, which `outer` mix-ups (the last that happened first) have been undone on.
    fn layer(&mut self, syms: &[Sym], as_is: &viterbi::AsIs, outer: &mut Vec<Pair>, price: i32, layers: u8) {
        if layers == 0 {
            return;
        }
        let Search { limits, support, only_learned, .. } = *self;
        let depth = outer.len();
        let prices = Prices::of(limits, support, only_learned, outer);
        let samples = windows::samples(syms, as_is);
        let mut readings = Readings::of(syms);
        // UTF-8 hardly ever fits by chance, and most garble is UTF-8.
        let mut list = candidates::utf8_alone(&samples, &prices);
        // What is UTF-8 and no good text then was garbled twice, most often; where hardly any of it is good, the layer below is
        // looked at before the pieces that could be.
        let layer = list.first().filter(|c| c.may_be_layer());
        if let Some(c) = layer.filter(|c| self.is_garbled_below(syms, readings.get(c))) {
            self.look_below(syms, c, &mut readings, outer, price, layers);
            if self.is_settled(depth) {
                return;
            }
        }
        self.weigh(as_is, &mut readings, &list, false, outer, price);
        if let Some(c) = layer.filter(|_| self.certain().is_none()) {
            self.look_below(syms, c, &mut readings, outer, price, layers);
            if self.is_settled(depth) {
                return;
            }
        }
        if outer.is_empty() && self.limits.lost_bytes != LostBytes::Keep {
            self.lossy_layers(syms, &prices, price, layers);
        }
        let stripped = outer.is_empty() && is_stripped(syms);
        // bytes were put in that UTF-8 has: `voilÃ ` isn't `voilÐ`, which Vietnamese fonts have for `voilé`
        let only_utf8 = !self.refilled.is_empty();
        if !(stripped || only_utf8 || self.explained(depth).is_some_and(|best| is_utf8(&best))) {
            let cut = samples.iter().any(|s| s.syms.len() < syms.len());
            let mut choices = Choices::default();
            let mut weigh = |search: &mut Self, choices: &Choices| {
                let mut all = choices.best();
                if cut {
                    all = candidates::with_twins(all, &mut readings, &prices);
                }
                all.retain(|c| !list.iter().any(|known| known.is_same(c)));
                let utf8 = |c: &Candidate| c.truth.used_for == Use::Unicode && c.gain > 0;
                let divided = list.iter().chain(&all).any(utf8);
                search.weigh(as_is, &mut readings, &all, divided, outer, price);
                list.extend(all);
            };
            let (first, others) = windows::best_first(&samples);
            let clear = |sample: &windows::Sample| {
                let best = choices.add(sample, &prices).filter(|c| c.is_clear());
                best.is_some_and(|c| c.is_the_only_reading(sample.syms, syms))
            };
            let clear = first.is_some_and(clear) && !others.is_empty();
            if clear {
                weigh(self, &choices);
            }
            if !(clear && self.is_settled(depth)) {
                others.iter().for_each(|sample| _ = choices.add(sample, &prices));
                weigh(self, &choices);
            }
            list.sort_by_key(|c| -c.gain);
        }
        if self.is_settled(depth) {
            return;
        }
        // where garble is known of, one letter before a blank is enough
        let others = self.without_words(syms);
        let worth = only_learned || evidence::lossy::is_worth_it(&others, as_is);
        let lossy = if worth && self.limits.lost_bytes != LostBytes::Keep {
            self.lossy(&others, as_is, &prices)
        } else {
            Vec::new()
        };
        for (s, own, pair) in lossy {
            outer.push(pair);
            let chain: Vec<Pair> = outer.iter().rev().copied().collect();
            self.judge_lossy(syms, s, &chain, price + own.mixup);
            outer.pop();
        }
        for c in list.iter().filter(|c| c.may_be_layer()).take(WRONG_BELOW) {
            // What is certain may yet be chance, where all that stands there is UTF-8: `ÃƒÂ¥` is two characters of EUC-JP.
            // Nor is what was restored: `Ä‚Ĺ‚` is two layers of windows-1250 (ó), and one with a soft hyphen that is gone.
            let ends = |best: Vec<&Hypothesis>| {
                (!c.is_wholly_utf8() || is_utf8(&best)) && best.iter().all(|h| h.restored.is_empty())
            };
            if self.explained(depth).is_some_and(ends) {
                continue;
            }
            self.look_below(syms, c, &mut readings, outer, price, layers);
        }
    }

    /// Judges the stretches of some candidates, and their parts where something else may divide them.
    fn weigh(
        &mut self,
        as_is: &viterbi::AsIs,
        readings: &mut Readings,
        list: &[Candidate],
        divided: bool,
        outer: &mut Vec<Pair>,
        price: i32,
    ) {
        let syms = readings.syms;
        for c in list {
            let bytes = readings.get(c);
            outer.push((c.truth.charset, c.wrong.charset));
            let chain: Vec<Pair> = outer.iter().rev().copied().collect();
            let price = price + c.price.mixup;
            let open = (price - self.limits.hint(&chain) + viterbi::OPEN).max(2 * BIT);
            let units = reading::units(bytes, c.truth.charset, true);
            let mut stretches = viterbi::stretches(syms, as_is, bytes, &units, open, open.min(6 * BIT));
            if c.truth.used_for != Use::Unicode {
                stretches.extend(joined::joined(syms, as_is, bytes, &units, &stretches));
                if divided {
                    let parts = |s| split::parts(syms, bytes, &units, s);
                    stretches.extend(stretches.iter().flat_map(parts).collect::<Vec<_>>());
                }
            }
            for s in stretches {
                let letters = c.kind == judge::Kind::LetterForLetter && outer.len() == 1;
                let spared = if letters { beside::spared(syms, bytes, &units, &s.syms) } else { 0 };
                let against = beside::left(syms, bytes, &s.syms)
                    + beside::strays(&syms[s.syms.clone()], c.wrong)
                    + spared;
                let restored = parts_at(&self.refilled, syms, bytes, &units, &s.syms);
                self.judge(syms, s, restored, &chain, [price + against, c.price.mixup + against], c.kind);
            }
            outer.pop();
        }
    }

    /// The best of what was found, if it leaves nothing in doubt: then neither lost bytes nor layers below are looked for.
    /// Where only learned chains are thought of, nothing ends the search: what is certain by itself may be what they speak against.
    fn certain(&self) -> Option<Vec<&Hypothesis>> {
        if self.only_learned {
            return None;
        }
        certain(self.text, self.region, &self.found, self.limits)
    }

    /// The same, where below so many mix-ups long UTF-8 needs no other proof. Above them it does: what is below may be what it is.
    fn explained(&self, depth: usize) -> Option<Vec<&Hypothesis>> {
        if self.only_learned {
            return None;
        }
        explained(self.text, self.region, &self.found, self.limits, depth)
    }

    /// Whether what was found explains a region and leaves nothing beside it that could belong to it.
    fn is_settled(&self, depth: usize) -> bool {
        self.explained(depth).is_some_and(|best| is_whole(self.text, self.region, &best))
    }

    /// The characters without those of certain hypotheses that read as words, of which nothing was lost.
    fn without_words<'q>(&self, syms: &'q [Sym]) -> Cow<'q, [Sym]> {
        let mut others = Cow::Borrowed(syms);
        if self.only_learned {
            return others;
        }
        let best = choose::best_disjoint(&self.found, self.limits);
        for h in best.into_iter().filter(|h| is_in_words(h)) {
            shut_out(others.to_mut(), h.range.clone());
        }
        others
    }

    /// Judges a stretch; `own` is what the price has of its innermost mix-up.
    fn judge(
        &mut self,
        syms: &[Sym],
        s: viterbi::Stretch,
        restored: Vec<Range<usize>>,
        chain: &[Pair],
        [price, own]: [i32; 2],
        kind: judge::Kind,
    ) {
        let range = syms[s.syms.start].start..syms[s.syms.end - 1].end;
        let Some(mut verdict) = self.verdict(range.clone(), &s.after, chain, price, kind) else { return };
        if chain.len() > 1
            && kind != judge::Kind::Utf8
            && verdict.confidence >= self.limits.least_confidence()
        {
            let middle: String = syms[s.syms.clone()].iter().map(|s| s.c).collect();
            let case = judge::Case {
                as_is: &middle,
                rest: ["", ""],
                ..self.case(range.clone(), &s.after, &chain[..1], own, kind)
            };
            let alone = judge::judge(&case, &mut Known::default()).map_or(0.0, |v| v.confidence);
            if alone < ALONE {
                verdict.confidence = verdict.confidence.min(alone);
            }
        }
        let (after, restored) = match self.limits.lost_bytes {
            LostBytes::Mark => marked(&s.after, restored.into_iter().map(|part| (part, true))),
            _ => (s.after, restored),
        };
        self.found.push(Hypothesis {
            range,
            after,
            chain: chain.to_vec(),
            restored,
            left: false,
            net: verdict.net,
            confidence: verdict.confidence,
            features: verdict.features,
        });
    }

    fn verdict(
        &mut self,
        range: Range<usize>,
        after: &str,
        chain: &[Pair],
        price: i32,
        kind: judge::Kind,
    ) -> Option<judge::Verdict> {
        let mut known = core::mem::take(&mut self.known);
        let case = self.case(range, after, chain, price, kind);
        let is_good = kind != judge::Kind::Utf8 && read_as_windows_1252(case.before, case.as_is, case.next, after)
            // `À€` alone may be a price; with the control U+0080 for the sign, or garble beside it, it's a NUL of Java's
            || after.contains('\0') && after.is_ascii() && !case.as_is.contains('\u{80}');
        let verdict = if is_good { None } else { judge::judge(&case, &mut known) };
        self.known = known;
        verdict
    }

    /// A stretch in its place.
    fn case<'c>(
        &'c self,
        range: Range<usize>,
        after: &'c str,
        chain: &[Pair],
        price: i32,
        kind: judge::Kind,
    ) -> judge::Case<'c> {
        let region = &self.region.range;
        let near = |at: usize| (at..=self.text.len()).find(|i| self.text.is_char_boundary(*i)).unwrap_or(at);
        let line = lines::start(self.text, range.start.saturating_sub(WORDS_BEFORE), range.start);
        let rest = near(range.start.saturating_sub(NEIGHBOURS).max(region.start))
            ..near((range.end + NEIGHBOURS).min(region.end));
        judge::Case {
            start: range.start,
            before: &self.text[line..range.start],
            as_is: &self.text[range.clone()],
            decoded: after,
            next: &self.text[range.end..],
            rest: [&self.text[rest.start..range.start], &self.text[range.end..rest.end]],
            price,
            prior: self.limits.prior(chain, after) + self.support.map_or(0, |s| s.prior(chain)),
            kind,
            truth: chain.first().map_or(Charset::UTF_8, |pair| pair.0),
            least: self.limits.least_confidence(),
        }
    }
}

/// How sure a layer below UTF-8 must be by itself: `€€` below `Ã¢â€šÂ¬Ã¢â€šÂ¬` isn't `АА`, nor `x ≤ rⁿ` `x ó rü`.
const ALONE: f32 = 0.6;

/// What other letters must save than signs of windows-1252, where C1 controls stand for them: `\u{94}i18n\u{94}` is in quotation
/// marks, not between two ö. Twice of that where all stands between two of them.
const NO_SIGNS: i32 = 12 * BIT;
/// The same where they would be letters or `‚`, which hardly anybody types, or stand inside words: `c\u{9c}ur` is `cœur` and not `cúur` from a Mac, whose letters are
/// the more usual ones by 5 bits.
const NO_LETTERS: i32 = 6 * BIT;
/// The same where they would be `œ`, which n-grams don't expect where they didn't see it: `chœur` costs 17 bits more than
/// `chúur`, `œwietnie` 18 more than `świetnie` and `algœn` 26 more than `algún`.
const NO_LIGATURES: i32 = 35 * BIT / 2;

/// Whether C1 controls read well enough as what windows-1252 has for them: French is in windows-1256, too, and nobody read
/// it as that.
fn read_as_windows_1252(before: &str, as_is: &str, next: &str, after: &str) -> bool {
    /// Characters that know of the last one.
    const REACH: usize = 3;
    let read = |c| hypothesis::windows_1252(c).unwrap_or(c);
    let controls = || as_is.chars().filter(|c| matches!(c, '\u{80}'..='\u{9f}'));
    if controls().next().is_none() {
        return false;
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let inside = letter(before.chars().next_back()) && letter(next.chars().next());
    let least = if controls().all(|c| matches!(c, '\u{8c}' | '\u{9c}')) {
        NO_LIGATURES
    } else if inside || controls().all(|c| read(c) == '‚' || read(c).is_alphabetic()) {
        NO_LETTERS
    } else if is_quoted(as_is) {
        2 * NO_SIGNS
    } else {
        NO_SIGNS
    };
    let context = before.chars().fold(model::START, |context, c| context.push(c));
    let bits = |chars: &mut dyn Iterator<Item = char>| {
        evidence::cost(context, chars.chain(next.chars().take(REACH).take_while(|c| *c != '\n'))).0
    };
    bits(&mut as_is.chars().map(read)) <= bits(&mut after.chars()) + least
}

/// Whether there is something between two controls that windows-1252 has quotation marks for.
fn is_quoted(as_is: &str) -> bool {
    const MARKS: [char; 6] = ['\u{84}', '\u{91}', '\u{92}', '\u{93}', '\u{94}', '\u{82}'];
    as_is.len() > 2 * MARKS[0].len_utf8() && as_is.starts_with(MARKS) && as_is.ends_with(MARKS)
}

/// Bytes before a stretch in which the words before it are looked for.
const WORDS_BEFORE: usize = 64;
/// Bytes before and after a stretch that count as its region where the same characters are looked for: with all of
/// a long line the work would grow with its square.
const NEIGHBOURS: usize = 400;
