//! Reads the frozen vectors; `make_vectors.py` says what is in them.

use std::collections::{BTreeMap, HashMap};

/// What the oracle, corrected by `differences.tsv`, says that bytes mean.
pub type Table = BTreeMap<Vec<u8>, String>;

const SINGLES: &str = include_str!("singles.tsv");
const DIFFERENCES: &str = include_str!("differences.tsv");

/// The multi-byte charsets with their vectors.
pub const MULTI: [(&str, &str); 7] = [
    ("gb18030", include_str!("gb18030.tsv")),
    ("big5", include_str!("big5.tsv")),
    ("shift_jis", include_str!("shift_jis.tsv")),
    ("euc-jp", include_str!("euc-jp.tsv")),
    ("euc-kr", include_str!("euc-kr.tsv")),
    ("windows-950", include_str!("windows-950.tsv")),
    ("johab", include_str!("johab.tsv")),
];

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.split('\n').filter(|l| !l.is_empty() && !l.starts_with('#'))
}

pub fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().map(|c| c.to_digit(16).expect(hex) as u8).collect();
    digits.chunks(2).map(|d| d[0] << 4 | d[1]).collect()
}

fn text(points: &str) -> Option<String> {
    let char_of = |p| char::from_u32(u32::from_str_radix(p, 16).expect(points)).expect(points);
    if points == "-" { None } else { Some(points.split('+').map(char_of).collect()) }
}

fn correct(name: &str, table: &mut Table) {
    for line in lines(DIFFERENCES) {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields[0] != name {
            continue;
        }
        let bytes = bytes(fields[1]);
        // a difference that isn't one any more must go from the file
        assert_eq!(table.get(&bytes).cloned(), text(fields[2]), "{line}");
        match text(fields[3]) {
            Some(text) => table.insert(bytes, text),
            None => table.remove(&bytes),
        };
    }
}

/// Every single-byte charset of the vectors: its name, what iconv calls it where we know, and its table.
pub fn singles() -> HashMap<String, Table> {
    let mut all = HashMap::new();
    for line in lines(SINGLES) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (name, points) = (fields[0], fields[2].split(' '));
        let start = 256 - points.clone().count();
        let mut table: Table = (0..start).map(|b| (vec![b as u8], char::from(b as u8).to_string())).collect();
        for (byte, points) in (start..256).zip(points) {
            let c1 = (0x80..0xA0).contains(&byte) && name.starts_with("windows-");
            let text = text(points).or(c1.then(|| char::from(byte as u8).to_string()));
            table.extend(text.map(|t| (vec![byte as u8], t)));
        }
        correct(name, &mut table);
        all.insert(name.to_string(), table);
    }
    all
}

/// A multi-byte charset: its bytes from 80 that stand alone, and its pairs (and EUC-JP's and GB 18030's longer codes).
pub fn multi(name: &str, file: &'static str) -> Table {
    let mut table = Table::new();
    for line in lines(file) {
        let (first, rest) = line.split_once('\t').expect(line);
        if first == "four" {
            four(rest, &mut table);
            continue;
        }
        let prefix = if first == "--" { Vec::new() } else { bytes(first) };
        for run in rest.split('\t') {
            let (last, chars) = run.split_at(3);
            let mut code = prefix.clone();
            code.extend(bytes(&last[..2]));
            if last.ends_with('=') {
                table.insert(code, chars.to_string());
                continue;
            }
            for c in chars.chars() {
                table.insert(code.clone(), c.to_string());
                if let Some(last) = code.last_mut() {
                    *last = last.wrapping_add(1);
                }
            }
        }
    }
    if name == "windows-950" {
        user_defined(&mut table);
    }
    correct(name, &mut table);
    table
}

/// The user-defined pairs of Windows' code page 950 are private use in this order (Microsoft's bestfit950).
fn user_defined(table: &mut Table) {
    table.insert(vec![0x80], "\u{80}".to_string());
    let ranges = [(0xFA40_u16, 0xFEFE), (0x8E40, 0xA0FE), (0x8140, 0x8DFE), (0xC6A1, 0xC8FE)];
    let pairs = ranges.into_iter().flat_map(|(a, b)| a..=b);
    let pairs = pairs.filter(|p| matches!(p & 0xFF, 0x40..=0x7E | 0xA1..=0xFE));
    for (pair, c) in pairs.zip('\u{E000}'..='\u{F848}') {
        assert_eq!(table.insert(pair.to_be_bytes().to_vec(), c.to_string()), None);
    }
    assert_eq!(table.get([0xC8, 0xFE].as_slice()).map(String::as_str), Some("\u{F848}"));
}

fn four(line: &str, table: &mut Table) {
    let fields: Vec<&str> = line.split('\t').collect();
    let number = |i: usize, radix| u32::from_str_radix(fields[i], radix).expect(line);
    for i in 0..number(2, 10) {
        let (p, c) = (number(0, 10) + i, char::from_u32(number(1, 16) + i).expect(line));
        table.insert(four_bytes(p), c.to_string());
    }
}

/// The four bytes of a pointer of GB 18030.
pub fn four_bytes(p: u32) -> Vec<u8> {
    vec![
        0x81 + (p / 12600) as u8,
        0x30 + (p / 1260 % 10) as u8,
        0x81 + (p / 10 % 126) as u8,
        0x30 + (p % 10) as u8,
    ]
}
