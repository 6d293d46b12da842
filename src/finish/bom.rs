//! A byte order mark that was garbled (`ï»¿`) isn't text: at a text's start it is dropped, and not brought back.

use alloc::vec::Vec;

use crate::engine::Engine;
use crate::plan::{Plan, Repair};

const MARK: char = '\u{feff}';

/// The plan, without a mark at the start of what its first repair gives, if that stands at the text's start.
pub(super) fn drop_mark(text: &str, plan: Plan, engine: Engine) -> Plan {
    let garbled = |r: &&Repair| r.range().start == 0 && r.after().starts_with(MARK);
    let Some(first) = plan.repairs().first().filter(garbled) else { return plan };
    let mut repairs: Vec<Repair> = plan.repairs().to_vec();
    if let Some(r) = repairs.first_mut() {
        *r = first.clone().without_mark(MARK);
    }
    let without = Plan::new(text, repairs);
    // what stands at the start now mustn't look garbled for want of something before it
    let settled = without.apply(text).is_ok_and(|output| engine.plan(&output).is_empty());
    if settled { without } else { plan }
}
