//! What is done to a plan that the engine made because the caller wants it, and not because it's probable.

mod bom;
mod c1;
mod forms;

use alloc::vec::Vec;

use crate::plan::Plan;
use crate::settings::{C1Controls, Limits, Normalization, Settings};

/// Whether something is garbled in a text in which no run is.
pub(crate) fn changes(text: &str, settings: &Settings, limits: &Limits) -> bool {
    let nothing = || Plan::new(text, Vec::new());
    match settings.c1_controls() {
        C1Controls::Likely => !c1::read_likely(text, nothing(), limits).is_empty(),
        C1Controls::Windows1252 => !c1::read_rest(text, nothing()).is_empty(),
        C1Controls::Bytes | C1Controls::Keep => false,
    }
}

/// The plan with a byte order mark, C1 controls and Unicode forms as the settings want them; `start` says whether the
/// text is the start of what the caller has.
pub(crate) fn finish(text: &str, mut plan: Plan, settings: &Settings, limits: &Limits, start: bool) -> Plan {
    if start {
        plan = bom::drop_mark(text, plan, limits);
    }
    plan = match settings.c1_controls() {
        C1Controls::Likely => c1::read_likely(text, plan, limits),
        C1Controls::Windows1252 => c1::read_rest(text, plan),
        C1Controls::Bytes | C1Controls::Keep => plan,
    };
    match settings.normalization() {
        Normalization::None => plan,
        Normalization::Repairs(form) => forms::in_repairs(text, plan, form),
        Normalization::Everything(form) => forms::everywhere(text, plan, form),
    }
}
