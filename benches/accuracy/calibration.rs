//! Whether confidences are true: of the repairs that claim 0.9 to 0.95, are so many right?

use demojibake::Repair;

use crate::cases::Case;
use crate::table::{Table, percent};

/// Where the bins begin; the last one ends at 1, inclusive.
const BINS: [f32; 8] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/// So much of the neighbourhood must stand beside the repaired text in the original, on one side at least.
const ANCHOR: usize = 4;

#[derive(Debug, Clone, Copy, Default)]
struct Bin {
    repairs: usize,
    right: usize,
    claimed: f64,
}

/// Counts of right repairs by confidence.
#[derive(Debug, Default)]
pub struct Calibration {
    bins: [Bin; BINS.len()],
}

impl Calibration {
    /// Counts the repairs that made `got` of the case's text.
    pub fn add(&mut self, case: &Case, got: &str, repairs: &[Repair]) {
        for (repair, right) in repairs.iter().zip(right_ones(case, got, repairs)) {
            let bin = BINS.iter().rposition(|from| repair.confidence() >= *from).unwrap_or(0);
            let bin = &mut self.bins[bin];
            bin.repairs += 1;
            bin.right += usize::from(right);
            bin.claimed += f64::from(repair.confidence());
        }
    }

    pub fn merge(&mut self, other: &Calibration) {
        for (mine, theirs) in self.bins.iter_mut().zip(&other.bins) {
            mine.repairs += theirs.repairs;
            mine.right += theirs.right;
            mine.claimed += theirs.claimed;
        }
    }

    pub fn table(&self) -> Table {
        let mut table = Table::new(["confidence", "repairs", "right", "wrong", "right %", "claimed %"]);
        for (i, bin) in self.bins.iter().enumerate() {
            let name = match BINS.get(i + 1) {
                Some(to) => format!("[{}, {to})", BINS[i]),
                None => format!("[{}, 1]", BINS[i]),
            };
            let claimed = if bin.repairs == 0 { 0.0 } else { 100.0 * bin.claimed / bin.repairs as f64 };
            table.row([
                name,
                bin.repairs.to_string(),
                bin.right.to_string(),
                (bin.repairs - bin.right).to_string(),
                percent(bin.right, bin.repairs),
                if bin.repairs == 0 { "–".into() } else { format!("{claimed:.1}") },
            ]);
        }
        table
    }
}

/// Which repairs put back what stands at their place in the original.
///
/// When the whole text is exact, all. Else the place is searched: `after`, behind what the repair before it
/// gave, with the neighbourhood that the repair has in the fixed text standing on one side of it at least (the
/// other side may still be garbled).
fn right_ones(case: &Case, got: &str, repairs: &[Repair]) -> Vec<bool> {
    if got == case.expected {
        return vec![true; repairs.len()];
    }
    if case.text == case.expected {
        return vec![false; repairs.len()];
    }
    // `shift` turns an offset of the garbled text into one of the fixed text
    let (mut shift, mut from) = (0isize, 0);
    let mut right = Vec::with_capacity(repairs.len());
    for repair in repairs {
        let start = repair.range().start.saturating_add_signed(shift);
        let end = start + repair.after().len();
        let found = find(&case.expected, from, repair.after(), &got[..start], &got[end..]);
        from = found.map_or(from, |at| at + repair.after().len());
        right.push(found.is_some());
        shift += repair.after().len() as isize - repair.before().len() as isize;
    }
    right
}

fn find(expected: &str, from: usize, after: &str, before_it: &str, behind_it: &str) -> Option<usize> {
    let left = &before_it[before_it.char_indices().rev().nth(ANCHOR - 1).map_or(0, |(i, _)| i)..];
    let right = &behind_it[..behind_it.char_indices().nth(ANCHOR).map_or(behind_it.len(), |(i, _)| i)];
    expected[from..].match_indices(after).map(|(i, _)| from + i).find(|&at| {
        let (head, tail) = (&expected[..at], &expected[at + after.len()..]);
        // a side without text is the text's edge, and only the original's edge matches it
        (if left.is_empty() { head.is_empty() } else { head.ends_with(left) })
            || (if right.is_empty() { tail.is_empty() } else { tail.starts_with(right) })
    })
}
