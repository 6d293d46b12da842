//! Writes the model as the tables that are compiled into the library, and as the text file that they are made from.
//!
//! `chars.bin`: three indexes of block numbers (u16 little-endian, one for each 128 characters below U+32000), for
//! classes, costs and cases, then the blocks, one byte a cell (classes, costs in eighths of a bit) or two (cases:
//! the distance to the lower-case letter, or a mark). `classes.bin`: cost of class after class, then of case in shape,
//! eighths of a bit. `ngrams.bin`: see `src/model/ngrams.rs`.

use std::collections::HashMap;
use std::fmt::Write as _;

use demojibake::model::class;
use demojibake::model::ngrams::{Query, SLOTS, hash, place};
use demojibake::model::tables::{BLOCK, BLOCKS};

use crate::estimate::{Gram, Model};
use crate::unicode;

/// Bytes of the n-gram table: with the others it stays below 1 MiB.
pub const NGRAM_BYTES: usize = 878 * 1024;
/// How many n-grams and contexts are put into it; above 94 % of the slots many don't find a place.
pub const GRAMS: usize = NGRAM_BYTES / 2 * 94 / 100;

/// The packed tables by file name.
pub fn pack(model: &Model) -> Vec<(&'static str, Vec<u8>)> {
    let mut classes = model.classes.clone();
    classes.extend(&model.cases);
    vec![("chars.bin", chars(model)), ("classes.bin", classes), ("ngrams.bin", ngrams(model))]
}

#[derive(Default)]
struct Blocks {
    cells: Vec<u8>,
    known: HashMap<Vec<u8>, u16>,
}

impl Blocks {
    /// The number of this block; blocks are counted in units of 128 bytes.
    fn put(&mut self, block: Vec<u8>) -> u16 {
        let next = (self.cells.len() / BLOCK) as u16;
        *self.known.entry(block).or_insert_with_key(|b| {
            self.cells.extend(b);
            next
        })
    }
}

fn chars(model: &Model) -> Vec<u8> {
    let costs: HashMap<char, u8> = model.chars.iter().copied().collect();
    let mut blocks = Blocks::default();
    let mut index = vec![0u8; 6 * BLOCKS];
    for column in 0..3 {
        for b in 0..BLOCKS {
            let mut cells = Vec::new();
            for cp in (b * BLOCK) as u32..((b + 1) * BLOCK) as u32 {
                let c = char::from_u32(cp);
                match column {
                    0 => cells.push(c.map_or(class::UNASSIGNED, unicode::class_of)),
                    1 => cells.push(c.map_or(160, |c| {
                        costs.get(&c).copied().unwrap_or(model.unseen[unicode::class_of(c) as usize])
                    })),
                    _ => cells.extend(c.map_or(0, unicode::case_cell).to_le_bytes()),
                }
            }
            let number = blocks.put(cells);
            index[2 * (column * BLOCKS + b)..][..2].copy_from_slice(&number.to_le_bytes());
        }
    }
    index.extend(blocks.cells);
    index
}

/// A table that is being filled: for each slot what lies there and the home bucket of it.
struct Table {
    slots: Vec<Option<(usize, u16)>>,
    buckets: usize,
}

impl Table {
    /// Frees a slot of the bucket by moving something to its other bucket, and that to its other one …
    fn free(&mut self, bucket: usize, depth: usize) -> Option<usize> {
        let range = bucket * SLOTS..(bucket + 1) * SLOTS;
        if let Some(slot) = range.clone().find(|s| self.slots[*s].is_none()) {
            return Some(slot);
        }
        if depth <= 1 {
            return None;
        }
        for slot in range {
            let (home, _) = self.slots[slot]?;
            let other = if home == bucket { bucket + 1 } else { home };
            // Only ever away from where we came from: buckets above move up, those below down.
            if depth.is_multiple_of(2) != (other > bucket) || other > self.buckets {
                continue;
            }
            if let Some(free) = self.free(other, depth - 2) {
                self.slots[free] = self.slots[slot].take();
                return Some(slot);
            }
        }
        None
    }

    fn put(&mut self, query: Query, gram: &Gram) -> bool {
        let (home, fingerprint) = place(hash(query, gram.chars), self.buckets);
        let both = home * SLOTS..(home + 2) * SLOTS;
        // Its fingerprint is taken by another one in its own buckets: that one would be found in its place.
        if self.slots[both].iter().flatten().any(|(_, s)| s >> 5 == fingerprint) {
            return false;
        }
        let free = self
            .free(home, 0)
            .or_else(|| self.free(home + 1, 0))
            .or_else(|| self.free(home + 1, 4))
            .or_else(|| self.free(home, 5));
        match free {
            Some(slot) => self.slots[slot] = Some((home, fingerprint << 5 | gram.level as u16)),
            None => return false,
        }
        true
    }
}

fn ngrams(model: &Model) -> Vec<u8> {
    let buckets = NGRAM_BYTES / (2 * SLOTS) - 1;
    let mut table = Table { slots: vec![None; (buckets + 1) * SLOTS], buckets };
    let all = model
        .contexts
        .iter()
        .map(|g| (Query::BackOff, g))
        .chain(model.grams.iter().map(|g| (Query::Cost, g)));
    // Short n-grams and contexts come first in the lists: what doesn't find a place is a long one.
    let lost = all.filter(|(query, gram)| !table.put(*query, gram)).count();
    eprintln!(
        "{} of {} n-grams and contexts found no place of their own",
        lost,
        model.grams.len() + model.contexts.len()
    );
    table.slots.iter().flat_map(|s| s.map_or(0, |(_, slot)| slot).to_le_bytes()).collect()
}

const HEADER: &str = "\
# The character model of demojibake, from which `tablegen model` packs the library's tables.
# Made by `tablegen train`; see tools/tablegen/README.md for the texts. Statistics only, no text.
# char <character> <cost in its class, 1/8 bit>; unseen/classes/cases: rows of costs, 1/8 bit;
# context/gram <characters> <level>: hexadecimal code points, levels of src/model/ngrams.rs.
";

fn hex(chars: &[u32; 4]) -> String {
    let parts: Vec<String> = chars.iter().skip_while(|c| **c == 0).map(|c| format!("{c:x}")).collect();
    parts.join(" ")
}

/// The model as text.
pub fn to_text(model: &Model) -> String {
    let mut out = String::from(HEADER);
    let row = |out: &mut String, name: &str, cells: &[u8]| {
        let cells: Vec<String> = cells.iter().map(u8::to_string).collect();
        writeln!(out, "{name}\t{}", cells.join(" ")).unwrap();
    };
    row(&mut out, "unseen", &model.unseen);
    row(&mut out, "classes", &model.classes);
    row(&mut out, "cases", &model.cases);
    for (c, cost) in &model.chars {
        writeln!(out, "char\t{:x}\t{cost}", *c as u32).unwrap();
    }
    for g in &model.contexts {
        writeln!(out, "context\t{}\t{}", hex(&g.chars), g.level).unwrap();
    }
    for g in &model.grams {
        writeln!(out, "gram\t{}\t{}", hex(&g.chars), g.level).unwrap();
    }
    out
}

/// Reads what [`to_text`] wrote.
///
/// # Errors
/// Names the line that can't be read.
pub fn from_text(text: &str) -> Result<Model, String> {
    let mut model = Model {
        chars: vec![],
        unseen: vec![],
        classes: vec![],
        cases: vec![],
        grams: vec![],
        contexts: vec![],
    };
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        let bad = || format!("line {}: {line:.60}", i + 1);
        let parts: Vec<&str> = line.split('\t').collect();
        let cells = |s: &str| s.split(' ').map(str::parse).collect::<Result<Vec<u8>, _>>().map_err(|_| bad());
        match parts[..] {
            ["unseen", row] => model.unseen = cells(row)?,
            ["classes", row] => model.classes = cells(row)?,
            ["cases", row] => model.cases = cells(row)?,
            ["char", cp, cost] => {
                let c = u32::from_str_radix(cp, 16).ok().and_then(char::from_u32).ok_or_else(bad)?;
                model.chars.push((c, cost.parse().map_err(|_| bad())?));
            }
            [kind @ ("context" | "gram"), chars, level] => {
                let mut gram = Gram { chars: [0; 4], level: level.parse().map_err(|_| bad())? };
                let parts: Vec<&str> = chars.split(' ').collect();
                for (slot, part) in gram.chars.iter_mut().rev().zip(parts.iter().rev()) {
                    *slot = u32::from_str_radix(part, 16).map_err(|_| bad())?;
                }
                if kind == "gram" { &mut model.grams } else { &mut model.contexts }.push(gram);
            }
            _ => return Err(bad()),
        }
    }
    Ok(model)
}
