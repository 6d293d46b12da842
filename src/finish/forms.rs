//! Unicode normalization forms, of repaired ranges or of the whole output.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class};
use unicode_normalization::{is_nfc_quick, is_nfd_quick, is_nfkc_quick, is_nfkd_quick};

use crate::chain::Chain;
use crate::plan::{Plan, Repair};
use crate::settings::Form;

impl Form {
    fn quick(self, chars: impl Iterator<Item = char>) -> IsNormalized {
        match self {
            Form::Nfc => is_nfc_quick(chars),
            Form::Nfd => is_nfd_quick(chars),
            Form::Nfkc => is_nfkc_quick(chars),
            Form::Nfkd => is_nfkd_quick(chars),
        }
    }

    fn apply(self, text: &str) -> String {
        match self {
            Form::Nfc => text.nfc().collect(),
            Form::Nfd => text.nfd().collect(),
            Form::Nfkc => text.nfkc().collect(),
            Form::Nfkd => text.nfkd().collect(),
        }
    }

    /// Whether nothing before this character changes with it, nor it with what stands before.
    fn stands_apart(self, c: char) -> bool {
        c.is_ascii()
            || canonical_combining_class(c) == 0 && self.quick(core::iter::once(c)) == IsNormalized::Yes
    }
}

/// The plan with every repair's text in this form. What stands beside a repair isn't joined with it.
pub(super) fn in_repairs(text: &str, plan: Plan, form: Form) -> Plan {
    let normal = |r: &Repair| {
        let after = form.apply(r.after());
        if after == r.after() { r.clone() } else { r.clone().normalized_to(form, r.range(), text, after) }
    };
    let repairs = plan.repairs().iter().map(normal).filter(|r| r.before() != r.after());
    Plan::new(text, repairs.collect())
}

/// The plan whose output is all in this form.
pub(super) fn everywhere(text: &str, plan: Plan, form: Form) -> Plan {
    // a plan that isn't the text's own gives nothing to normalise
    let Ok(output) = plan.apply(text) else { return plan };
    let changes = changes(&output, form);
    if changes.is_empty() {
        return plan;
    }
    let mut repairs: Vec<Repair> = Vec::new();
    let mut old = plan.repairs().iter().peekable();
    let mut new = changes.into_iter().peekable();
    // whichever starts first in the output, together with all that meets it
    loop {
        let start = match (old.peek(), new.peek()) {
            (Some(r), Some(change)) => r.output_range().start.min(change.0.start),
            (Some(r), None) => r.output_range().start,
            (None, Some(change)) => change.0.start,
            (None, None) => break,
        };
        let mut group = start..start;
        let (mut of, mut by): (Vec<&Repair>, Vec<Change>) = (Vec::new(), Vec::new());
        loop {
            let meets = |range: &Range<usize>| range.start < group.end || range.start == group.start;
            if let Some(r) = old.next_if(|r| meets(&r.output_range())) {
                group.end = group.end.max(r.output_range().end);
                of.push(r);
            } else if let Some(change) = new.next_if(|change| meets(&change.0)) {
                group.end = group.end.max(change.0.end);
                by.push(change);
            } else {
                break;
            }
        }
        repairs.extend(join(text, &output, &plan, group, &of, &by, form));
    }
    Plan::new(text, repairs)
}

/// A stretch of the output that isn't in the form, and what it is in it.
type Change = (Range<usize>, String);

fn changes(output: &str, form: Form) -> Vec<Change> {
    let mut changes = Vec::new();
    if form.quick(output.chars()) == IsNormalized::Yes {
        return changes;
    }
    let mut start = 0;
    let mut ends = output.char_indices().filter(|(_, c)| form.stands_apart(*c)).map(|(at, _)| at);
    while start < output.len() {
        let end = ends.by_ref().find(|at| *at > start).unwrap_or(output.len());
        let part = output.get(start..end).unwrap_or_default();
        let normal = if part.is_ascii() { None } else { Some(form.apply(part)) };
        if let Some(normal) = normal.filter(|n| n != part) {
            let same = |(a, b): &(char, char)| a == b;
            let kept = |(a, _): (char, char)| a.len_utf8();
            let head: usize = part.chars().zip(normal.chars()).take_while(same).map(kept).sum();
            let (old, new) = (part.get(head..).unwrap_or_default(), normal.get(head..).unwrap_or_default());
            let tail: usize = old.chars().rev().zip(new.chars().rev()).take_while(same).map(kept).sum();
            let new = new.get(..new.len() - tail).unwrap_or_default();
            changes.push((start + head..end - tail, new.into()));
        }
        start = end;
    }
    changes
}

/// Repairs and changes that meet, as one repair; `None` where they cancel out.
fn join(
    text: &str,
    output: &str,
    plan: &Plan,
    group: Range<usize>,
    of: &[&Repair],
    by: &[Change],
    form: Form,
) -> Option<Repair> {
    if by.is_empty() {
        return of.first().map(|r| (*r).clone());
    }
    let mut after = String::new();
    let mut done = group.start;
    for (range, new) in by {
        after.push_str(output.get(done..range.start)?);
        after.push_str(new);
        done = range.end;
    }
    after.push_str(output.get(done..group.end)?);
    let input = plan.range_to_input(group);
    let repair = match of {
        [] => Repair::new(text, input.clone(), String::new(), Chain::new(Vec::new()), 1.0),
        [first, others @ ..] => others.iter().fold((*first).clone(), Repair::less_sure),
    };
    let repair = repair.normalized_to(form, input, text, after);
    (repair.before() != repair.after()).then_some(repair)
}
