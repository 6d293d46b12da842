//! Accepted repairs of one text, in order and disjoint; replayable without any detector.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use crate::chain::Chain;
use crate::error::ApplyError;

/// One accepted hypothesis: a run of the text and what stood there before it was garbled.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    pub(crate) range: Range<usize>,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) chain: Chain,
    pub(crate) confidence: f32,
}

impl Repair {
    /// Where the run stands in the text, in bytes, on character boundaries.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The garbled run.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// What it was before.
    pub fn after(&self) -> &str {
        &self.after
    }

    /// What happened to it.
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// How probable it is that `after` is what was written, from 0 to 1.
    pub fn confidence(&self) -> f32 {
        self.confidence
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}..{}: {} → {} ({}, {:.0} %)",
            self.range.start,
            self.range.end,
            self.before,
            self.after,
            self.chain.in_words(),
            100.0 * self.confidence
        )
    }
}

/// The ordered, disjoint repairs of one text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    repairs: Vec<Repair>,
}

impl Plan {
    pub(crate) fn new(repairs: Vec<Repair>) -> Self {
        Plan { repairs }
    }

    /// The repairs in the order of the text.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// Whether there is nothing to repair.
    pub fn is_empty(&self) -> bool {
        self.repairs.is_empty()
    }

    /// The repaired text.
    ///
    /// # Errors
    /// When `text` isn't the text that the plan was made for: a repair's range doesn't hold what it should.
    pub fn apply(&self, text: &str) -> Result<String, ApplyError> {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for r in &self.repairs {
            if text.get(r.range.clone()) != Some(r.before.as_str()) {
                return Err(ApplyError { at: r.range.start.min(text.len()) });
            }
            out.push_str(&text[done..r.range.start]);
            out.push_str(&r.after);
            done = r.range.end;
        }
        out.push_str(&text[done..]);
        Ok(out)
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for r in &self.repairs {
            writeln!(f, "{r}")?;
        }
        Ok(())
    }
}
