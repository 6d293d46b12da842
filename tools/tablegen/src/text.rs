//! The model as a text file, which the tables are made from.

use std::fmt::Write as _;

use crate::estimate::{Context, Model};

const HEADER: &str = "\
# The character model of demojibake, from which `tablegen model` packs the library's tables.
# Made by `tablegen train`; see tools/tablegen/README.md for the texts. Statistics only, no text.
# rare/classes/cases: rows of costs, 1/8 bit; char: a character's cost in its class, 1/8 bit;
# then contexts: the last characters, an index into BACK_OFFS, and what stands after them, each with an index into
# LEVELS (src/model/ngrams.rs). Characters are hexadecimal code points.
";

/// The model as text.
pub fn write(model: &Model) -> String {
    let mut out = String::from(HEADER);
    let row = |out: &mut String, name: &str, cells: &[u8]| {
        let cells: Vec<String> = cells.iter().map(u8::to_string).collect();
        writeln!(out, "{name}\t{}", cells.join(" ")).unwrap();
    };
    row(&mut out, "rare", &model.rare);
    row(&mut out, "classes", &model.classes);
    row(&mut out, "cases", &model.cases);
    for (c, cost) in &model.chars {
        writeln!(out, "char\t{:x}\t{cost}", *c as u32).unwrap();
    }
    for Context { chars, back_off, after } in &model.contexts {
        let chars: Vec<String> = chars.iter().map(|c| format!("{c:x}")).collect();
        let after: Vec<String> = after.iter().map(|(c, level)| format!("{c:x} {level}")).collect();
        writeln!(out, "{}\t{back_off}\t{}", chars.join(" "), after.join(" ")).unwrap();
    }
    out
}

/// Reads what [`write`] wrote.
///
/// # Errors
/// Names the line that can't be read.
pub fn read(text: &str) -> Result<Model, String> {
    let mut model = Model::default();
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        read_line(&mut model, line).ok_or_else(|| format!("line {}: {line:.60}", i + 1))?;
    }
    Ok(model)
}

fn read_line(model: &mut Model, line: &str) -> Option<()> {
    let parts: Vec<&str> = line.split('\t').collect();
    let cells = |s: &str| s.split(' ').map(|n| n.parse().ok()).collect::<Option<Vec<u8>>>();
    let hex = |s: &str| u32::from_str_radix(s, 16).ok();
    match parts[..] {
        ["rare", row] => model.rare = cells(row)?,
        ["classes", row] => model.classes = cells(row)?,
        ["cases", row] => model.cases = cells(row)?,
        ["char", cp, cost] => model.chars.push((char::from_u32(hex(cp)?)?, cost.parse().ok()?)),
        [chars, back_off, after] => {
            let chars = chars.split(' ').map(hex).collect::<Option<_>>()?;
            let after: Vec<&str> = after.split_terminator(' ').collect();
            let after = after
                .chunks(2)
                .map(|pair| Some((hex(pair[0])?, pair.get(1)?.parse().ok()?)))
                .collect::<Option<_>>()?;
            model.contexts.push(Context { chars, back_off: back_off.parse().ok()?, after });
        }
        _ => return None,
    }
    Some(())
}
