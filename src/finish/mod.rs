//! What is done to a plan that the engine made because the caller wants it, and not because it's probable.

mod bom;
mod c1;
mod forms;

use alloc::vec::Vec;

use crate::engine::Engine;
use crate::plan::Plan;
use crate::settings::{C1Controls, Normalization};

/// Whether something is garbled in a text in which no run is.
pub(crate) fn changes(text: &str, engine: Engine) -> bool {
    let nothing = || Plan::new(text, Vec::new());
    match engine.settings.c1_controls() {
        C1Controls::Likely => !c1::read_likely(text, nothing(), engine).is_empty(),
        C1Controls::Windows1252 => !c1::read_rest(text, nothing()).is_empty(),
        C1Controls::Bytes | C1Controls::Keep => false,
    }
}

/// The plan with a byte order mark, C1 controls and Unicode forms as the settings want them; `start` says whether the
/// text is the start of what the caller has.
pub(crate) fn finish(text: &str, mut plan: Plan, engine: Engine, start: bool) -> Plan {
    if start {
        plan = bom::drop_mark(text, plan, engine);
    }
    plan = match engine.settings.c1_controls() {
        C1Controls::Likely => c1::read_likely(text, plan, engine),
        C1Controls::Windows1252 => c1::read_rest(text, plan),
        C1Controls::Bytes | C1Controls::Keep => plan,
    };
    match engine.settings.normalization() {
        Normalization::None => plan,
        Normalization::Repairs(form) => forms::in_repairs(text, plan, form),
        Normalization::Everything(form) => forms::everywhere(text, plan, form),
    }
}
