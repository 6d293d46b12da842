//! The C1 controls that no run had use for, read as windows-1252.

use alloc::string::String;
use alloc::vec::Vec;

use crate::chain::{Chain, MixUp};
use crate::charset::Charset;
use crate::plan::{Plan, Repair};

/// The plan, with a repair for each row of C1 controls outside of its repairs.
pub(super) fn read_rest(text: &str, plan: Plan) -> Plan {
    let chain = Chain::from(MixUp::new(Charset::WINDOWS_1252, Charset::ISO_8859_1));
    let mut repairs: Vec<Repair> = plan.repairs().to_vec();
    let mut taken = plan.repairs().iter().map(Repair::range).peekable();
    let mut row: Option<(usize, String)> = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        while taken.next_if(|r| r.end <= at).is_some() {}
        let free = taken.peek().is_none_or(|r| at < r.start);
        match windows_1252(c).filter(|_| free) {
            Some(read) => row.get_or_insert_with(|| (at, String::new())).1.push(read),
            None => {
                if let Some((start, after)) = row.take() {
                    repairs.push(Repair::new(text, start..at, after, chain.clone(), 1.0));
                }
            }
        }
    }
    repairs.sort_by_key(|r| r.range().start);
    Plan::new(text, repairs)
}

/// What windows-1252 has for the byte of a C1 control, unless that is the control.
fn windows_1252(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok().filter(|b| matches!(b, 0x80..=0x9F))?;
    Charset::WINDOWS_1252.char_at(&[byte]).map(|read| read.0).filter(|read| *read != c)
}
