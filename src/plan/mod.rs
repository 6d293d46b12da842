//! Accepted repairs of one text, in order and disjoint; replayable without any detector.

mod offsets;
mod repair;
mod visible;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

pub use repair::Repair;
pub(crate) use visible::Visible;

use crate::error::ApplyError;
use crate::hash::Hasher;

/// The ordered, disjoint repairs of one text.
///
/// A plan is made by [`Fixer::plan`](crate::Fixer::plan) and knows which text it's for: its length and a 64-bit
/// fingerprint of it, so that replaying it on any other text is an error and not garbage. (It protects from
/// mistakes, not from somebody who makes two texts with the same fingerprint.)
///
/// All offsets are bytes. Everything between two repairs is the same in the input and in the output.
///
/// It displays as one line for each repair, as a person reads it; see [`Repair`] for the line.
///
/// ```
/// use demojibake::Fixer;
///
/// let text = "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan";
/// let plan = Fixer::new().plan(text);
/// assert_eq!(
///     plan.to_string(),
///     format!("9..25: ²©²ÊÍøÕ¾ → 博彩网站 (gbk read as windows-1252, {:.0} %)", 100.0 * plan.repairs()[0].confidence())
/// );
/// let output = plan.apply(text)?;
/// assert_eq!(output, "Jakarta, 博彩网站 - Sekitar tiga ratus nelayan");
/// assert_eq!(plan.undo(&output)?, text);
/// # Ok::<(), demojibake::ApplyError>(())
/// ```
///
/// # Serialised
///
/// With the feature `serde` a plan can be stored and read again. In JSON:
///
/// ```json
/// {
///   "length": 54,
///   "hash": "55323f4ce776b9b7",
///   "repairs": [
///     {
///       "range": [9, 25],
///       "output": [9, 21],
///       "before": "²©²ÊÍøÕ¾",
///       "after": "博彩网站",
///       "chain": "gbk>windows-1252",
///       "confidence": 0.75,
///       "hash": "0acbf7fac99ce8dc"
///     }
///   ]
/// }
/// ```
///
/// `length` is that of the text in bytes, and `hash` its fingerprint; a repair's `hash` is that of the text before it.
/// `range` and `output` are the start and the end in the input and in the output; `restored`, where there is any, holds those
/// of the [restored](Repair::restored) parts in `after`. A [`Chain`](crate::Chain) is what
/// it displays as, a [`Charset`](crate::Charset) its name. The form is stable: fields may be added, and unknown ones
/// are ignored. What can't be a plan (repairs that overlap, an `after` that isn't as long as its `output` …) is an
/// error when it's read, and a plan whose fingerprint was changed applies to nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// In the order of the text, disjoint, each where its `before` stands, with its place in the output.
    pub(crate) repairs: Vec<Repair>,
    /// Of the text, in bytes.
    pub(crate) length: usize,
    /// Of the text.
    pub(crate) hash: u64,
}

impl Plan {
    /// The plan of a text; a repair that overlaps the one before it, or whose `before` doesn't stand in its place,
    /// is left out.
    pub(crate) fn new(text: &str, mut repairs: Vec<Repair>) -> Self {
        let mut hasher = Hasher::new();
        let mut done = 0;
        repairs.retain_mut(|r| {
            let (Some(gap), true) =
                (text.get(done..r.range.start), text.get(r.range.clone()) == Some(&r.before))
            else {
                return false;
            };
            hasher.write(gap.as_bytes());
            r.hash = hasher.finish();
            hasher.write(r.before.as_bytes());
            done = r.range.end;
            true
        });
        hasher.write(text.get(done..).unwrap_or_default().as_bytes());
        let mut plan = Plan { repairs, length: text.len(), hash: hasher.finish() };
        plan.place();
        plan
    }

    /// Works out where each repair stands in the output.
    fn place(&mut self) {
        let (mut input, mut output) = (0, 0);
        for r in &mut self.repairs {
            let start = output + (r.range.start - input);
            r.output = start..start + r.after.len();
            (input, output) = (r.range.end, r.output.end);
        }
    }

    /// The repairs in the order of the text.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan");
    /// assert_eq!(plan.repairs()[0].before(), "²©²ÊÍøÕ¾");
    /// ```
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// Whether there is nothing to repair.
    ///
    /// ```
    /// assert!(demojibake::Fixer::new().plan("Sekitar tiga ratus nelayan").is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.repairs.is_empty()
    }

    /// Keeps only the repairs that `keep` says yes to. The plan stays one for the same text; the repairs' places in
    /// the output are worked out again.
    ///
    /// ```
    /// let text = "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan";
    /// let mut plan = demojibake::Fixer::new().plan(text);
    /// plan.retain(|r| r.chain().mix_ups().len() > 1);
    /// assert_eq!(plan.apply(text)?, text);
    /// # Ok::<(), demojibake::ApplyError>(())
    /// ```
    pub fn retain(&mut self, keep: impl FnMut(&Repair) -> bool) {
        self.repairs.retain(keep);
        self.place();
    }

    /// The repaired text. Takes one pass.
    ///
    /// # Errors
    /// When `text` isn't the text that the plan was made for; the error says where it differs.
    ///
    /// ```
    /// let text = "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan";
    /// let plan = demojibake::Fixer::new().plan(text);
    /// assert_eq!(plan.apply(text)?, "Jakarta, 博彩网站 - Sekitar tiga ratus nelayan");
    /// let other = "Jakarta, ²©²ÊÍøÕ¾ - Sekitar dua ratus nelayan";
    /// assert_eq!(plan.apply(other).unwrap_err().range(), 25..other.len());
    /// # Ok::<(), demojibake::ApplyError>(())
    /// ```
    pub fn apply(&self, text: &str) -> Result<String, ApplyError> {
        self.replay(text, false)
    }

    /// The text that the plan was made for, byte for byte, from the text that [`apply`](Plan::apply) gave. Takes one
    /// pass.
    ///
    /// # Errors
    /// When `output` isn't what `apply` gives; the error says where it differs.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan");
    /// let output = "Jakarta, 博彩网站 - Sekitar tiga ratus nelayan";
    /// assert_eq!(plan.undo(output)?, "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan");
    /// assert!(plan.undo("Jakarta, 博彩网店 - Sekitar tiga ratus nelayan").is_err());
    /// # Ok::<(), demojibake::ApplyError>(())
    /// ```
    pub fn undo(&self, output: &str) -> Result<String, ApplyError> {
        self.replay(output, true)
    }

    /// Puts the one side of each repair for the other. Either way the fingerprint is that of the input.
    fn replay(&self, text: &str, undo: bool) -> Result<String, ApplyError> {
        let (this_length, other_length) =
            if undo { (self.output_len(), self.length) } else { (self.length, self.output_len()) };
        // a plan that was read from somewhere may claim any length
        let mut out = String::with_capacity(if text.len() == this_length { other_length } else { 0 });
        let mut hasher = Hasher::new();
        let mut done = 0;
        let error = |from: usize, to: usize| {
            Err(ApplyError { start: from.min(text.len()), end: to.clamp(from, text.len().max(from)), undo })
        };
        for r in &self.repairs {
            let (place, here, there) =
                if undo { (&r.output, &r.after, &r.before) } else { (&r.range, &r.before, &r.after) };
            let Some(gap) = text.get(done..place.start) else { return error(done, place.start) };
            hasher.write(gap.as_bytes());
            if hasher.finish() != r.hash {
                return error(done, place.start);
            }
            let rest = text.get(place.start..).unwrap_or_default();
            if !rest.starts_with(here.as_str()) {
                let same = rest.char_indices().zip(here.chars()).find(|((_, a), b)| a != b);
                return error(place.start + same.map_or(rest.len(), |((at, _), _)| at), place.end);
            }
            hasher.write(r.before.as_bytes());
            out.push_str(gap);
            out.push_str(there);
            done = place.end;
        }
        let tail = text.get(done..).unwrap_or_default();
        hasher.write(tail.as_bytes());
        if text.len() != this_length || hasher.finish() != self.hash {
            return error(done, text.len());
        }
        out.push_str(tail);
        Ok(out)
    }
}

impl Default for Plan {
    /// The plan of the empty text.
    fn default() -> Self {
        Plan::new("", Vec::new())
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.repairs.is_empty() {
            return f.write_str("nothing to repair");
        }
        for (i, r) in self.repairs.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            fmt::Display::fmt(r, f)?;
        }
        Ok(())
    }
}
