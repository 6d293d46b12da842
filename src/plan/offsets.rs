//! Offsets of the input to offsets of the output and back, for people who keep annotations.

use core::ops::Range;

use super::{Plan, Repair};

impl Plan {
    /// The length of the input, in bytes.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan");
    /// assert_eq!((plan.input_len(), plan.output_len()), (54, 50));
    /// ```
    pub fn input_len(&self) -> usize {
        self.length
    }

    /// The length of the output, in bytes.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("NicolÃ¡s");
    /// assert_eq!((plan.input_len(), plan.output_len()), (10, 8));
    /// ```
    pub fn output_len(&self) -> usize {
        self.repairs.last().map_or(self.length, |r| r.output.end + (self.length - r.range.end))
    }

    /// The place in the output of a place in the input.
    ///
    /// Between two repairs, and at the start and at the end of one, places belong together exactly. A place inside a
    /// repair has no counterpart: it goes to the *start* of the repair's output. A place past the end of the input
    /// goes to the end of the output. Offsets are bytes; a greater one never goes to a smaller one, and a character
    /// boundary goes to a character boundary. A binary search.
    ///
    /// For a stretch of text use [`range_to_output`](Plan::range_to_output): its end shouldn't go to the start of a
    /// repair.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan");
    /// assert_eq!([0, 9, 11, 25, 28].map(|offset| plan.to_output(offset)), [0, 9, 9, 21, 24]);
    /// ```
    pub fn to_output(&self, offset: usize) -> usize {
        self.map(offset, Side::INPUT, false)
    }

    /// The place in the input of a place in the output: as [`to_output`](Plan::to_output), with input and output
    /// exchanged.
    ///
    /// Where a repair's output is empty, its start and end in the input have one place in the output, and that goes
    /// to the end.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan");
    /// assert_eq!([0, 9, 12, 21, 24].map(|offset| plan.to_input(offset)), [0, 9, 9, 25, 28]);
    /// ```
    pub fn to_input(&self, offset: usize) -> usize {
        self.map(offset, Side::OUTPUT, false)
    }

    /// The stretch of the output that a stretch of the input became. What is partly in a repair takes all of it: a
    /// start inside a repair goes to the repair's start, an end inside to its end. An empty stretch stays empty.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan");
    /// assert_eq!(plan.range_to_output(11..15), 9..21);
    /// assert_eq!(plan.range_to_output(0..11), 0..21);
    /// ```
    pub fn range_to_output(&self, range: Range<usize>) -> Range<usize> {
        self.map_range(range, Side::INPUT)
    }

    /// The stretch of the input that a stretch of the output comes from: as
    /// [`range_to_output`](Plan::range_to_output), with input and output exchanged.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan");
    /// assert_eq!(plan.range_to_input(9..12), 9..25);
    /// ```
    pub fn range_to_input(&self, range: Range<usize>) -> Range<usize> {
        self.map_range(range, Side::OUTPUT)
    }

    fn map_range(&self, range: Range<usize>, side: Side) -> Range<usize> {
        let start = self.map(range.start, side, false);
        start..if range.is_empty() { start } else { self.map(range.end, side, true).max(start) }
    }

    fn map(&self, offset: usize, side: Side, inside_to_end: bool) -> usize {
        let passed = self.repairs.partition_point(|r| side.of(r).end <= offset);
        if let Some(r) = self.repairs.get(passed).filter(|r| side.of(r).start < offset) {
            return if inside_to_end { side.other(r).end } else { side.other(r).start };
        }
        let before = passed.checked_sub(1).and_then(|i| self.repairs.get(i));
        let (from, to) = before.map_or((0, 0), |r| (side.of(r).end, side.other(r).end));
        let end = if side.output { self.length } else { self.output_len() };
        to.saturating_add(offset - from).min(end)
    }
}

/// The text that an offset is in.
#[derive(Clone, Copy)]
struct Side {
    output: bool,
}

impl Side {
    const INPUT: Side = Side { output: false };
    const OUTPUT: Side = Side { output: true };

    fn of(self, repair: &Repair) -> &Range<usize> {
        if self.output { &repair.output } else { &repair.range }
    }

    fn other(self, repair: &Repair) -> &Range<usize> {
        if self.output { &repair.range } else { &repair.output }
    }
}
