//! Text to the plan of what is probable: by the search, or by the chain that is known, in the text as it reads.

use alloc::vec::Vec;

use crate::bound;
use crate::notation::View;
use crate::plan::Plan;
use crate::repair;
use crate::settings::{Learned, Limits, Settings};

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
    pub(crate) fn plan_and_learn(self, text: &str) -> (Plan, Learned) {
        let Some(view) = View::of(text, self.settings.escapes()) else { return self.search(text) };
        let (of_view, learned) = self.search(&view.text);
        let plan = view.plan(text, &of_view);
        if self.is_settled(text, &plan) {
            return (plan, learned);
        }
        // What was repaired has made something else be read: a reference stands beside a letter now. Then what is
        // written out is left alone, and if that doesn't help, everything.
        let (plan, learned) = self.search(text);
        if self.is_settled(text, &plan) {
            return (plan, learned);
        }
        (Plan::new(text, Vec::new()), learned)
    }

    /// The plan of a text in which nothing is written out.
    fn search(self, text: &str) -> (Plan, Learned) {
        match self.settings.chain() {
            Some(chain) => (bound::plan(text, chain, self.limits), Learned::default()),
            None => repair::plan_and_learn(text, self.limits),
        }
    }

    /// Whether nothing more is found in what a plan gives. A known chain is undone once, whatever comes out.
    fn is_settled(self, text: &str, plan: &Plan) -> bool {
        if plan.is_empty() || self.settings.chain().is_some() {
            return true;
        }
        let Ok(output) = plan.apply(text) else { return false };
        match View::of(&output, self.settings.escapes()) {
            Some(view) => view.plan(&output, &self.search(&view.text).0).is_empty(),
            None => self.search(&output).0.is_empty(),
        }
    }
}
