//! What earlier parts of a stream showed: the chains of certain runs are expected in the parts that come, column by
//! column.

use std::collections::BTreeMap;

use demojibake::{Chain, Fixer, FixerBuilder, Hint, Repair};

use super::edit::Chunk;

/// How sure a repair must be to speak for others.
const CERTAIN: f32 = 0.99;
/// More chains than these aren't expected of a column.
const MOST: usize = 4;

pub struct Learned {
    fixer: Fixer,
    columns: BTreeMap<usize, (Vec<Chain>, Fixer)>,
}

/// Whether a repair speaks for others; one without a mix-up only changed the Unicode form.
fn is_certain(repair: &Repair) -> bool {
    repair.confidence() >= CERTAIN && !repair.chain().mix_ups().is_empty()
}

impl Learned {
    pub fn new(fixer: &Fixer) -> Self {
        Learned { fixer: fixer.clone(), columns: BTreeMap::new() }
    }

    /// The fixer for a column.
    pub fn fixer(&self, column: usize) -> &Fixer {
        self.columns.get(&column).map_or(&self.fixer, |c| &c.1)
    }

    /// Learns from what was repaired.
    pub fn learn(&mut self, chunk: &Chunk) {
        for edit in &chunk.edits {
            if let Some(repair) = &edit.repair {
                self.take(edit.column, repair);
            }
        }
    }

    /// Expects in a column what was repaired there, if that is certain. A fixer that is bound to a chain has nothing to
    /// learn.
    pub fn take(&mut self, column: usize, repair: &Repair) {
        if self.fixer.settings().chain().is_some() || !is_certain(repair) {
            return;
        }
        let (chains, fixer) = self.columns.entry(column).or_insert_with(|| (Vec::new(), self.fixer.clone()));
        if chains.len() < MOST && !chains.contains(repair.chain()) {
            chains.push(repair.chain().clone());
            let hint = Hint::chain(repair.chain().clone());
            *fixer = FixerBuilder::from(fixer.settings().clone()).expect(hint).build();
        }
    }
}
