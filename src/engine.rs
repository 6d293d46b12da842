//! Text to the plan of what is probable: by the search, or by the chain that is known, in the text as it reads.

use alloc::vec::Vec;

use crate::bound;
use crate::notation::View;
use crate::plan::{Plan, Repair};
use crate::repair::{self, Hypothesis};
use crate::settings::{Learned, Limits, Settings};
use crate::shapes;

/// What plans are made by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Engine<'s> {
    pub(crate) settings: &'s Settings,
    pub(crate) limits: &'s Limits,
}

impl Engine<'_> {
    /// The plan of a text.
    pub(crate) fn plan(self, text: &str) -> Plan {
        self.plan_and_learn(text).0
    }

    /// The plan of a text, and what was learned before with what its certain runs add.
    ///
    /// What was repaired may make something else be read: a reference stands beside a letter now. Then what is
    /// written out is left alone, or what has another shape, and if that doesn't help, everything.
    pub(crate) fn plan_and_learn(self, text: &str) -> (Plan, Learned) {
        let view = View::of(text, self.settings.escapes());
        let (of_view, learned) = self.search(view.as_ref().map_or(text, |view| &view.text));
        (self.with_shapes(text, view.as_ref(), of_view), learned)
    }

    /// The plan of a text, and what the search was in doubt of in the text as it reads: of that and its view, if it has one.
    pub(crate) fn plan_and_doubts(self, text: &str) -> (Plan, Option<View>, Vec<Hypothesis>) {
        let view = View::of(text, self.settings.escapes());
        let (of_view, doubts) =
            repair::plan_and_doubts(view.as_ref().map_or(text, |view| &view.text), self.limits);
        (self.with_shapes(text, view.as_ref(), of_view), view, doubts)
    }

    /// The plan of what was found in a text as it reads, with damage of other shapes, as far as it leaves nothing to find.
    fn with_shapes(self, text: &str, view: Option<&View>, of_view: Plan) -> Plan {
        let shapes = self.shapes(text);
        let (read, plain) = match view {
            Some(view) => (view.plan(text, &of_view), None),
            None if shapes.is_empty() && self.leaves_no_shapes(text, &of_view) => return of_view,
            None => (of_view.clone(), Some(of_view)),
        };
        let both = || together(text, &shapes, &read);
        let plain = || plain.clone().unwrap_or_else(|| self.search(text).0);
        let plans: [&dyn Fn() -> Plan; 4] =
            [&both, &|| Plan::new(text, shapes.clone()), &|| read.clone(), &plain];
        let first = if shapes.is_empty() { 2 } else { 0 };
        let settled = plans.iter().skip(first).map(|plan| plan()).find(|plan| self.is_settled(text, plan));
        settled.unwrap_or_else(|| Plan::new(text, Vec::new()))
    }

    /// The repairs of damage of other shapes; a known chain is the only one.
    fn shapes(self, text: &str) -> Vec<Repair> {
        match self.settings.chain() {
            Some(_) => Vec::new(),
            None => shapes::find(text, self.limits),
        }
    }

    /// The plan of a text in which nothing is written out.
    fn search(self, text: &str) -> (Plan, Learned) {
        match self.settings.chain() {
            Some(chain) => (bound::plan(text, chain, self.limits), Learned::default()),
            None => repair::plan_and_learn(text, self.limits),
        }
    }

    /// Whether what a plan gives has no damage of other shapes: repaired, a run and what stands beside it may look like it.
    fn leaves_no_shapes(self, text: &str, plan: &Plan) -> bool {
        plan.is_empty() || plan.apply(text).is_ok_and(|output| self.shapes(&output).is_empty())
    }

    /// Whether nothing more is found in what a plan gives. A known chain is undone once, whatever comes out.
    fn is_settled(self, text: &str, plan: &Plan) -> bool {
        if plan.is_empty() || self.settings.chain().is_some() {
            return true;
        }
        let Ok(output) = plan.apply(text) else { return false };
        if !self.shapes(&output).is_empty() {
            return false;
        }
        match View::of(&output, self.settings.escapes()) {
            Some(view) => view.plan(&output, &self.search(&view.text).0).is_empty(),
            None => self.search(&output).0.is_empty(),
        }
    }
}

/// The repairs of other shapes, and those of a plan that none of them meets.
fn together(text: &str, shapes: &[Repair], plan: &Plan) -> Plan {
    let apart = |r: &&Repair| {
        let first = shapes.partition_point(|s| s.range().end <= r.range().start);
        shapes.get(first).is_none_or(|s| r.range().end <= s.range().start)
    };
    let mut repairs = shapes.to_vec();
    repairs.extend(plan.repairs().iter().filter(apart).cloned());
    repairs.sort_by_key(|r| r.range().start);
    Plan::new(text, repairs)
}
