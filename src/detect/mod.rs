//! Text to regions: the places that look wrongly decoded, with enough around them to judge.
//!
//! Most text is good, and a quick pass ([`doubt`]) sees it. Nothing is decided here. A region is a part of one line in
//! which some character that isn't ASCII is so improbable where it stands that a repair could pay.

mod chance;
mod doubt;
pub(crate) mod lone;
pub mod quiet;
mod suspicion;
mod usual;

use alloc::vec::Vec;
use core::ops::Range;

use crate::ascii;
use crate::lines;
use crate::model::{self, Context};
pub(crate) use chance::{best_part, is_by_chance};
pub(crate) use suspicion::{SUSPICIOUS, Suspicion, is_in_row, is_suspicious, suspicious_ones};
pub(crate) use usual::has_line;

/// Characters of good ASCII text that end a region. One mix-up goes on over the plain words between two accents.
const GAP: usize = 40;
/// Good characters of any sort that end a region, and as many or more before its first suspicious one: a long line of
/// CJK text has no ASCII in it, and what one of its runs is has nothing to do with the next one.
const QUIET: usize = 40;
/// A region is cut when it is longer than this, in characters, so that the work stays linear in the text.
const LONGEST: usize = 4000;

/// A part of the text to be judged, and what the model knows before it.
#[derive(Debug, Clone)]
pub(crate) struct Region {
    /// In bytes of the text, on character boundaries, within one line.
    pub(crate) range: Range<usize>,
    pub(crate) before: Context,
}

impl Region {
    pub(crate) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Whether the region, as it stands in its text, is no odder than good text of its length.
    fn is_by_chance(&self, text: &str) -> bool {
        let mut context = self.before;
        let priced = |c| {
            let (cost, after) = context.step(c);
            context = after;
            (c, cost)
        };
        let priced: Vec<(char, i32)> = text[self.range()].chars().map(priced).collect();
        is_by_chance(priced.iter().copied())
    }
}

/// The regions of a text, in order, disjoint. With `all`, good text is looked at as closely as any.
pub(crate) fn regions(text: &str, all: bool) -> impl Iterator<Item = Region> + '_ {
    regions_in(text, 0..text.len(), all)
}

/// The same in these lines of a text.
pub(crate) fn regions_in(text: &str, lines: Range<usize>, all: bool) -> impl Iterator<Item = Region> + '_ {
    let Range { start: mut at, end } = lines;
    let mut doubted = None;
    core::iter::from_fn(move || {
        while at < end {
            // Where only good text is left, nothing more is looked at.
            let doubt = match doubted {
                _ if all => at,
                Some(doubt) if doubt >= at => doubt,
                _ => doubt::first(text, at)?,
            };
            doubted = Some(doubt);
            let line = lines::start(text, at, doubt)..line_end(text, doubt);
            if ascii::is_ascii(&text.as_bytes()[line.clone()]) {
                at = line.end;
                continue;
            }
            match next_region(text, line.clone()) {
                Some(region) => {
                    at = region.range.end;
                    // what isn't doubted in a line isn't for what is doubted behind it
                    if at > doubt {
                        return Some(region);
                    }
                }
                None => at = line.end,
            }
        }
        None
    })
}

/// Whether there is nothing in `text` that could be garbled, nor any control character beyond ASCII.
pub(crate) fn is_quiet(text: &str, all: bool) -> bool {
    if all { ascii::is_ascii(text.as_bytes()) } else { doubt::first(text, 0).is_none() }
}

/// Whether nothing in `text` is worth a search: it's quiet, or what is doubted is no odder than its length explains.
pub(crate) fn is_good(text: &str, all: bool) -> bool {
    /// Characters beyond ASCII below which no length explains anything.
    const SHORT: usize = 20;
    let is_long = || text.chars().filter(|c| !c.is_ascii()).nth(SHORT).is_some();
    is_quiet(text, all) || !all && is_long() && regions(text, false).all(|region| region.is_by_chance(text))
}

/// Where the line of a place ends, with its line break.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |n| at + n + 1)
}

/// The first region in a line, or in the rest of a line.
fn next_region(text: &str, line: Range<usize>) -> Option<Region> {
    let mut context = model::START;
    // The word in which the first character that isn't ASCII stands, after the last gap; and the next place from
    // which a region could start, where nothing is suspicious before it.
    let mut start: Option<(usize, Context)> = None;
    let mut later: Option<(usize, Context)> = None;
    let mut word = (line.start, model::START);
    let (mut suspicion, mut suspicious) = (Suspicion::default(), false);
    let (mut last_cost, mut ascii, mut quiet, mut length) = (0, 0, 0, 0);
    let mut end = line.end;
    for (i, c) in text[line.clone()].char_indices() {
        let at = line.start + i;
        if c == '\n' {
            end = at;
            break;
        }
        if c == ' ' {
            word = (at + 1, context);
        }
        let here = if word.0 + 40 < at { (at, context) } else { word };
        length += 1;
        quiet += 1;
        let (cost, after) = context.step(c);
        if suspicion.next(c, cost) {
            (suspicious, quiet) = (true, 0);
        }
        if c.is_ascii() {
            (last_cost, ascii) = (0, ascii + 1);
        } else {
            if start.is_none() {
                (start, later) = (Some(here), None);
                (length, quiet) = (0, quiet.min(1));
            }
            (last_cost, ascii) = (cost, 0);
        }
        if (ascii > GAP || quiet > QUIET) && start.is_some() {
            if suspicious {
                end = at;
                break;
            }
            (start, later) = if ascii > GAP { (None, None) } else { (later.or(Some(here)), Some(here)) };
            quiet = 0;
        }
        context = after;
        if length > LONGEST {
            if suspicious {
                // a blank is no part of a character in any charset
                let (from, here) = (start.map_or(at, |s| s.0), at + c.len_utf8());
                end = if 2 * word.0 > from + here { word.0 } else { here };
                break;
            }
            (start, later) = (Some((at + c.len_utf8(), context)), None);
            length = 0;
        }
    }
    if last_cost > SUSPICIOUS {
        suspicious = true;
    }
    let (from, before) = start?;
    if !suspicious || from >= end {
        return None;
    }
    Some(Region {
        range: from..end,
        before: if before == model::START { before } else { context_after(text, from, line.start, 8) },
    })
}

/// The context at a place, from so many characters before it in its line.
fn context_after(text: &str, at: usize, line: usize, characters: usize) -> Context {
    let mut from = at;
    for c in text[line..at].chars().rev().take(characters) {
        from -= c.len_utf8();
    }
    text[from..at].chars().fold(model::START, |context, c| context.push(c))
}
