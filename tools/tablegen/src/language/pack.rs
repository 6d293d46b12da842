//! The languages' table as text, and as the library reads it.
//!
//! `language.bin`: a header of 48 bytes (number of languages; at 2 and 4, little-endian, of trigrams and letters; at 8
//! the sixteen costs of bigrams, at 24 the sixteen that trigrams add in the unknown language, at 40 the four that they
//! add in the others, in sixteenths of a bit). Then a byte a language each of homes, entropies and strangers; for
//! each bigram a nibble a language; a bit for each trigram that is kept, the number of such bits before each 64 (u16);
//! for each trigram that is kept a nibble for the unknown language and two bits for each other one; for each letter
//! its code point (u16), its cost in the unknown language, and the number of cells up to and with its own (u16); the
//! cells, a language and a cost each, in eighths of a bit.

use std::fmt::Write as _;

use demojibake::model::language::{HEADER, SYMBOLS};

use super::{Language, Letter, NAMES, Table};

pub fn pack(table: &Table) -> Vec<u8> {
    let mut out = vec![0u8; HEADER];
    out[0] = table.languages.len() as u8;
    out[2..4].copy_from_slice(&(table.trigrams.len() as u16).to_le_bytes());
    out[4..6].copy_from_slice(&(table.letters.len() as u16).to_le_bytes());
    let levels = [&table.bigram_levels, &table.unknown_levels, &table.trigram_levels];
    for (start, levels) in [8, 24, 40].into_iter().zip(levels) {
        for (i, level) in levels.iter().enumerate() {
            out[start + i] = *level as u8;
        }
    }
    out.extend(table.languages.iter().map(|l| l.homes));
    out.extend(table.languages.iter().map(|l| l.entropy));
    out.extend(table.languages.iter().map(|l| l.stranger));
    for row in &table.bigrams {
        out.extend(row.chunks(2).map(|p| p[0] | p.get(1).unwrap_or(&0) << 4));
    }
    let mut known = vec![0u8; SYMBOLS * SYMBOLS * SYMBOLS / 8];
    for (i, _) in &table.trigrams {
        known[i / 8] |= 1 << (i % 8);
    }
    out.extend(&known);
    let mut rank = 0u16;
    for block in known.chunks(8) {
        out.extend(rank.to_le_bytes());
        rank += block.iter().map(|b| b.count_ones() as u16).sum::<u16>();
    }
    for (_, row) in &table.trigrams {
        let mut bytes = vec![0u8; (4 + 2 * (row.len() - 1)).div_ceil(8)];
        bytes[0] = row[0];
        for (i, level) in row[1..].iter().enumerate() {
            let at = 4 + 2 * i;
            bytes[at / 8] |= level << (at % 8);
        }
        out.extend(bytes);
    }
    let mut cells = Vec::new();
    for l in &table.letters {
        cells.extend(l.cells.iter().flat_map(|(language, cost)| [*language, *cost]));
        out.extend((l.letter as u16).to_le_bytes());
        out.push(l.world);
        out.extend((cells.len() as u16 / 2).to_le_bytes());
    }
    out.extend(cells);
    out
}

fn name(symbol: usize) -> char {
    NAMES.as_bytes()[symbol] as char
}

pub fn to_text(table: &Table) -> String {
    let mut out = String::new();
    let numbers = |n: &[i16]| n.iter().map(|n| n.to_string()).collect::<Vec<_>>().join("\t");
    let digits = |row: &[u8]| row.iter().map(|n| format!("{n:x}")).collect::<String>();
    for levels in [&table.bigram_levels, &table.unknown_levels, &table.trigram_levels] {
        let _ = writeln!(out, "levels\t{}", numbers(levels));
    }
    for l in &table.languages {
        let _ = writeln!(out, "language\t{}\t{}\t{}\t{}", l.name, l.homes, l.entropy, l.stranger);
    }
    for (i, row) in table.bigrams.iter().enumerate() {
        let _ = writeln!(out, "bigram\t{}{}\t{}", name(i / SYMBOLS), name(i % SYMBOLS), digits(row));
    }
    for (i, row) in &table.trigrams {
        let (before, last, symbol) = (i / SYMBOLS / SYMBOLS, i / SYMBOLS % SYMBOLS, i % SYMBOLS);
        let _ = writeln!(out, "trigram\t{}{}{}\t{}", name(before), name(last), name(symbol), digits(row));
    }
    for l in &table.letters {
        let cells: Vec<String> =
            l.cells.iter().map(|(language, cost)| format!("{language}:{cost}")).collect();
        let _ = writeln!(out, "letter\t{:04x}\t{}\t{}", l.letter as u32, l.world, cells.join(" "));
    }
    out
}

pub fn from_text(text: &str) -> Result<Table, String> {
    let mut table = Table::default();
    let mut levels = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let fields: Vec<&str> = line.split('\t').collect();
        read(&fields, &mut table, &mut levels)
            .ok_or_else(|| format!("line {}: not understood: {line:.60}", i + 1))?;
    }
    let levels: [Vec<i16>; 3] = levels.try_into().map_err(|_| "three lines of levels are wanted")?;
    [table.bigram_levels, table.unknown_levels, table.trigram_levels] = levels;
    let languages = table.languages.len();
    let whole = table.bigrams.iter().chain(table.trigrams.iter().map(|t| &t.1)).all(|r| r.len() == languages);
    if !whole || table.bigrams.len() != SYMBOLS * SYMBOLS || !(1..=255).contains(&languages) {
        return Err("bigrams or cells are missing".into());
    }
    Ok(table)
}

fn read(fields: &[&str], table: &mut Table, levels: &mut Vec<Vec<i16>>) -> Option<()> {
    let number = |s: &str| s.parse::<u8>().ok();
    let digits = |s: &str| s.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<Vec<u8>>>();
    let index = |s: &str| s.chars().try_fold(0, |i, c| Some(i * SYMBOLS + NAMES.find(c)?));
    match fields {
        ["levels", rest @ ..] => {
            levels.push(rest.iter().map(|n| n.parse().ok()).collect::<Option<_>>()?);
        }
        ["language", name, homes, entropy, stranger] => table.languages.push(Language {
            name: (*name).into(),
            homes: number(homes)?,
            entropy: number(entropy)?,
            stranger: number(stranger)?,
        }),
        ["bigram", name, row] => {
            (index(name)? == table.bigrams.len()).then_some(())?;
            table.bigrams.push(digits(row)?);
        }
        ["trigram", name, row] => table.trigrams.push((index(name)?, digits(row)?)),
        ["letter", code, world, cells] => table.letters.push(Letter {
            letter: char::from_u32(u32::from_str_radix(code, 16).ok()?)?,
            world: number(world)?,
            cells: cells
                .split_whitespace()
                .map(|cell| cell.split_once(':').and_then(|(l, c)| Some((number(l)?, number(c)?))))
                .collect::<Option<_>>()?,
        }),
        _ => return None,
    }
    Some(())
}
