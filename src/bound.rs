//! Text of which it's known what happened to it: every line is checked for that one chain and no other.
//!
//! A line as it stands and undone is compared as a whole: what is known beforehand is as good as several certain
//! runs, so that single letters are enough, which the search would leave alone. A line that can't be undone as a
//! whole, because it's good or mixed or has lost something, is searched for parts that can.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::chain::Chain;
use crate::charset::Charset;
use crate::evidence::{cost, sureness};
use crate::model::{BIT, START};
use crate::plan::{Plan, Repair};
use crate::repair;
use crate::settings::{Hint, Limits};

/// What is known beforehand, in bits: more than half of the lines are garbled, but many are good.
const PRIOR: i32 = 4 * BIT;
/// The same for the search, which asks for far more than that a text is cheaper.
const SEARCH_PRIOR: f32 = 12.0;

/// What the engine is told when a chain is known.
pub(crate) fn limits(chain: &Chain, limits: Limits) -> Limits {
    let hints = Vec::from([Hint::chain(chain.clone()).bits(SEARCH_PRIOR)]);
    let mix_ups = chain.mix_ups().iter().copied().collect();
    let layers = u8::try_from(chain.mix_ups().len()).unwrap_or(u8::MAX);
    Limits { hints, mix_ups, max_layers: layers, ..limits }
}

/// The repairs of `text` by this chain; `limits` are [those](limits()) for it.
pub(crate) fn plan(text: &str, chain: &Chain, limits: &Limits) -> Plan {
    let ascii = is_ascii_compatible(chain);
    let mut lines = undo_lines(text, chain, limits, ascii);
    // line ends may have been written in the true charset as well, and don't stand by themselves then
    if !ascii
        && let Some(Undone { part, after, evidence }) = undo(text, chain, ascii)
        && !part.is_empty()
        && evidence > lines.evidence
        && sureness(evidence) >= limits.min_confidence
    {
        return Plan::new(text, [Repair::new(text, part, after, chain.clone(), sureness(evidence))].into());
    }
    if !lines.mixed.is_empty() {
        let found = |r: &&Repair| {
            let line = lines.mixed.partition_point(|line| line.end < r.range().end);
            let inside = lines.mixed.get(line).is_some_and(|line| line.start <= r.range().start);
            inside && is_part_of(r.chain(), chain)
        };
        lines.repairs.extend(repair::plan(text, limits).repairs().iter().filter(found).cloned());
        lines.repairs.sort_by_key(|r| r.range().start);
    }
    Plan::new(text, lines.repairs)
}

/// What came of the lines one by one.
#[derive(Default)]
struct Lines {
    repairs: Vec<Repair>,
    /// What speaks for all repairs together.
    evidence: f32,
    /// The lines that can't be undone as a whole.
    mixed: Vec<Range<usize>>,
}

fn undo_lines(text: &str, chain: &Chain, limits: &Limits, ascii: bool) -> Lines {
    let mut lines = Lines::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if ascii && line.is_ascii() {
            continue;
        }
        let Some(undone) = undo(line, chain, ascii) else {
            lines.mixed.push(at..at + line.len());
            continue;
        };
        let sure = sureness(undone.evidence);
        if !undone.part.is_empty() && sure >= limits.min_confidence {
            let range = at + undone.part.start..at + undone.part.end;
            lines.repairs.push(Repair::new(text, range, undone.after, chain.clone(), sure));
            lines.evidence += undone.evidence;
        }
    }
    lines
}

/// Whether the chain leaves ASCII alone.
fn is_ascii_compatible(chain: &Chain) -> bool {
    let changes = |c: Charset| c.reverse("a\n~", crate::charset::Holes::Strict).as_deref() != Ok(b"a\n~");
    !chain.mix_ups().iter().any(|m| changes(m.truth()) || changes(m.wrong()))
}

/// Whether all of `part`'s mix-ups are in `chain`, in its order: a layer may have changed nothing in a run.
fn is_part_of(part: &Chain, chain: &Chain) -> bool {
    let mut all = chain.mix_ups().iter();
    part.mix_ups().iter().all(|m| all.any(|other| other == m))
}

/// What the chain makes of a text.
struct Undone {
    /// The part that changes, empty where nothing does.
    part: Range<usize>,
    after: String,
    /// In bits, with what is known beforehand.
    evidence: f32,
}

/// Undoes the chain on all of a text, which may be impossible.
fn undo(text: &str, chain: &Chain, ascii: bool) -> Option<Undone> {
    let after = chain.ungarble(text).ok()?;
    // where the chain doesn't leave ASCII alone, a part of the text can't be undone by itself
    let alone = ascii || text == after;
    let same = |(a, b): &(char, char)| a == b && a.is_ascii() && alone;
    let head: usize = text.chars().zip(after.chars()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let (before, new) = (text.get(head..)?, after.get(head..)?);
    let tail: usize =
        before.chars().rev().zip(new.chars().rev()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let (part, new) = (head..text.len() - tail, new.get(..new.len() - tail)?);
    let bits = |text: &str| cost(START, text.chars()).0;
    let evidence = (bits(text) - bits(&after) + PRIOR) as f32 / BIT as f32;
    Some(Undone { part, after: new.into(), evidence })
}
