//! What is done to a plan that the engine made because the caller wants it, and not because it's probable.

mod c1;
mod forms;

use crate::plan::Plan;
use crate::settings::{C1Controls, Normalization, Settings};

/// The plan with C1 controls and Unicode forms as the settings want them.
pub(crate) fn finish(text: &str, mut plan: Plan, settings: &Settings) -> Plan {
    if settings.c1_controls() == C1Controls::Windows1252 {
        plan = c1::read_rest(text, plan);
    }
    match settings.normalization() {
        Normalization::None => plan,
        Normalization::Repairs(form) => forms::in_repairs(text, plan, form),
        Normalization::Everything(form) => forms::everywhere(text, plan, form),
    }
}
