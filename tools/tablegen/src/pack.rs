//! Writes the model as the tables that are compiled into the library: see `src/model/tables.rs` and
//! `src/model/ngrams.rs` for what lies where.

use std::collections::HashMap;

use demojibake::model::class;
use demojibake::model::ngrams::{CHAR_BITS, Filter, HEADER, MASKS, fingerprint};
use demojibake::model::tables::{BLOCK, BLOCKS, PROPERTIES, RARE, UNIT};
use rustc_hash::FxHashSet;

use crate::estimate::{Context, Model};
use crate::{fuse, unicode};

/// Bytes of the n-gram table: with the others (characters, classes, languages, quiet pairs) it stays below 1 MiB.
pub const NGRAM_BYTES: usize = 822_000;

/// The costs of characters in their classes, in eighths of a bit.
const COSTS: [u8; RARE] = [4, 12, 20, 28, 36, 44, 52, 60, 70, 80, 92, 104, 118, 134, 152];

/// The packed tables by file name.
pub fn pack(model: &Model) -> Vec<(&'static str, Vec<u8>)> {
    let mut classes = model.classes.clone();
    classes.extend(&model.cases);
    vec![("chars.bin", chars(model)), ("classes.bin", classes), ("ngrams.bin", ngrams(&model.contexts))]
}

#[derive(Default)]
struct Blocks {
    cells: Vec<u8>,
    known: HashMap<Vec<u8>, u16>,
}

impl Blocks {
    /// The number of this block; blocks are counted in units.
    fn put(&mut self, block: Vec<u8>) -> u16 {
        let next = (self.cells.len() / UNIT) as u16;
        *self.known.entry(block).or_insert_with_key(|b| {
            self.cells.extend(b);
            next
        })
    }
}

fn chars(model: &Model) -> Vec<u8> {
    let costs: HashMap<u32, u8> = model.chars.iter().map(|(c, cost)| (*c as u32, *cost)).collect();
    let number = |cp: u32| match costs.get(&cp) {
        None => RARE as u8,
        Some(&cost) => (0..RARE).min_by_key(|&i| COSTS[i].abs_diff(cost)).unwrap_or(0) as u8,
    };
    let mut properties: Vec<(class::Class, i16)> = Vec::new();
    let mut property = |cp: u32| {
        let c = char::from_u32(cp);
        let wanted = (c.map_or(class::UNASSIGNED, unicode::class_of), c.map_or(0, unicode::case_cell));
        properties.iter().position(|p| *p == wanted).unwrap_or_else(|| {
            properties.push(wanted);
            properties.len() - 1
        }) as u8
    };
    let mut blocks = Blocks::default();
    let mut index = Vec::new();
    for b in 0..BLOCKS as u32 {
        let range = b * BLOCK as u32..(b + 1) * BLOCK as u32;
        let cells = range.clone().map(&mut property).collect();
        index.extend(blocks.put(cells).to_le_bytes());
        let cells = range.step_by(2).map(|cp| number(cp) | number(cp + 1) << 4).collect();
        index.extend(blocks.put(cells).to_le_bytes());
    }
    assert!(properties.len() <= PROPERTIES, "{} properties", properties.len());
    properties.resize(PROPERTIES, (0, 0));
    let properties = properties.iter().flat_map(|(class, case)| {
        let [low, high] = case.to_le_bytes();
        [*class, low, high]
    });
    let mut out = COSTS.to_vec();
    out.extend(&model.rare);
    out.extend(properties);
    out.extend(index);
    out.extend(blocks.cells);
    out
}

/// A context as the library has it.
fn packed(chars: &[u32]) -> u64 {
    chars.iter().fold(0, |key, c| key << CHAR_BITS | *c as u64)
}

/// Whether the longest context that can follow on an n-gram is known.
fn is_whole(known: &FxHashSet<u64>, context: &Context, c: u32) -> bool {
    let class = |c: u32| char::from_u32(c).map_or(class::UNASSIGNED, unicode::class_of);
    let before = class(context.chars[context.chars.len() - 1]);
    let (last, length) =
        demojibake::model::extend(packed(&context.chars), before, c, class(c), context.chars.len());
    known.contains(&(last & MASKS[length]))
}

fn ngrams(contexts: &[Context]) -> Vec<u8> {
    let known: FxHashSet<u64> = contexts.iter().map(|c| packed(&c.chars)).collect();
    let mut keys = Vec::new();
    let mut values = Vec::new();
    for context in contexts {
        for &(c, level) in &context.after {
            keys.push((packed(&context.chars), c));
            values.push((is_whole(&known, context, c) as u32) << 5 | level as u32);
        }
    }
    let (grams, gram_cells) = fuse::fill(&keys, |i, hash| fingerprint(hash) << 6 | values[i]);
    let keys: Vec<_> = contexts.iter().map(|c| (packed(&c.chars), 0)).collect();
    let (backs, back_cells) = fuse::fill(&keys, |i, _| contexts[i].back_off as u32);
    eprintln!("{} n-grams, {} contexts", values.len(), keys.len());

    let header = |f: &Filter| [f.segment, f.firsts, f.seed].into_iter().flat_map(u32::to_le_bytes);
    let mut out: Vec<u8> = header(&grams).chain(header(&backs)).collect();
    assert_eq!(out.len(), HEADER);
    out.extend(gram_cells.iter().flat_map(|cell| (*cell as u16).to_le_bytes()));
    out.extend(back_cells.chunks(2).map(|two| (two[0] | two[1] << 4) as u8));
    out
}
