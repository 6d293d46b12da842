//! The good text near a certain run: what the run's chain made beside it may look like good text.

use alloc::vec::Vec;
use core::ops::Range;

use super::search::{Hypothesis, Pair};
use super::traces;
use super::{meeting, outside};
use crate::ascii;
use crate::detect::{self, Region};

/// Bytes before and behind a certain run in which lines are looked at: some pages. Farther away a run says that its chain is
/// usual in the document, and no more; in a large file with one run all of it would be looked at.
const NEAR: usize = 16_384;

/// The regions near certain runs, as if all text were looked at closely, in lines where `pairs` may have left traces, beside
/// those that are `known`: all in order.
pub(super) fn nearby(text: &str, certain: &[&Hypothesis], pairs: &[Pair], known: &[Region]) -> Vec<Region> {
    regions_near(text, certain.iter().map(|h| &h.range), pairs, known)
}

fn regions_near<'p>(
    text: &str,
    places: impl Iterator<Item = &'p Range<usize>>,
    pairs: &[Pair],
    known: &[Region],
) -> Vec<Region> {
    let mut found: Vec<Region> = Vec::new();
    let mut done = 0;
    for place in places {
        let Range { start, end } = near(text, place);
        let mut line = start.max(done);
        while line < end {
            let next = text[line..end].find('\n').map_or(end, |n| line + n + 1);
            if !is_known(text, line..next, known) && traces::are_in(&text[line..next], pairs) {
                let regions = detect::regions_in(text, line..next, true);
                found.extend(regions.filter(|r| meeting(known, Region::range, &r.range).is_none()));
            }
            line = next;
        }
        done = done.max(end);
    }
    found
}

/// Whether nothing but ASCII stands beside known regions in a part of a text.
fn is_known(text: &str, part: Range<usize>, known: &[Region]) -> bool {
    let first = known.partition_point(|r| r.range.end <= part.start);
    let inside = known[first..].iter().take_while(|r| r.range.start < part.end);
    outside(part.clone(), inside.map(Region::range)).all(|rest| ascii::is_ascii(&text.as_bytes()[rest]))
}

/// The lines around a place that are whole within reach; at least the rest of its own.
fn near(text: &str, place: &Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let line_break = |byte: &u8| *byte == b'\n';
    let from = place.start.saturating_sub(NEAR);
    let start = match bytes[from..place.start].iter().position(line_break) {
        _ if from == 0 => 0,
        Some(n) => from + n + 1,
        None => place.start,
    };
    let to = (place.end + NEAR).min(bytes.len());
    let end = match bytes[place.end..to].iter().rposition(line_break) {
        _ if to == bytes.len() => to,
        Some(n) => place.end + n + 1,
        None => place.end,
    };
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Charset;

    #[test]
    fn whole_lines_within_reach() {
        let line = "für Größe\n";
        let text = line.repeat(8000);
        let place = 4000 * line.len()..4000 * line.len() + 3;
        let lines = near(&text, &place);
        assert!(lines.start.is_multiple_of(line.len()) && lines.end.is_multiple_of(line.len()), "{lines:?}");
        assert!(place.start - lines.start <= NEAR && place.start - lines.start > NEAR - line.len());
        assert!(lines.end - place.end <= NEAR && lines.end - place.end > NEAR - line.len());
        assert_eq!(near(line, &(0..1)), 0..line.len());
    }

    #[test]
    fn lines_with_nothing_else() {
        let text = "a Ã© b é\nplain\n";
        let region = |range: Range<usize>| Region { range, before: crate::model::START };
        assert!(!is_known(text, 0..11, &[region(2..6)]));
        assert!(is_known(text, 0..11, &[region(2..6), region(9..11)]));
        assert!(is_known(text, 0..8, &[region(0..11)]));
        assert!(is_known(text, 12..text.len(), &[region(2..6)]));
        assert!(!is_known(text, 0..text.len(), &[]));
    }

    #[test]
    fn what_is_known_is_left_out() {
        let text = "ýller\naðustos\nçalýþtýðý";
        let (places, all): (_, Vec<Region>) = ([0..2, 3..5], detect::regions(text, true).collect());
        let pair = [(Charset::WINDOWS_1254, Charset::WINDOWS_1252)];
        assert_eq!(regions_near(text, places[..1].iter(), &pair, &all).len(), 0);
        assert_eq!(regions_near(text, places.iter(), &pair, &all[..1]).len(), all.len() - 1);
        let pair = [(Charset::UTF_8, Charset::WINDOWS_1252)];
        assert_eq!(regions_near(text, places.iter(), &pair, &all[..1]).len(), 0);
    }
}
