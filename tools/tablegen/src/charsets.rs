//! `tablegen charsets`: the tables under `src/charset/tables/`, made from the decoders of encoding_rs and from the
//! charmaps under `tools/tablegen/data/charmaps/` (charsets that encoding_rs doesn't have).
//!
//! Every reverse table is made from the decoder: the encoders of encoding_rs leave out what the decoders can
//! produce (3,851 pairs of Big5, 1,880 of Shift_JIS). The encoder only decides which of several byte pairs is the
//! usual one for a character.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};

/// What a single-byte table and a table of pairs hold for an unassigned byte and pair.
const HOLE: u16 = 0xFFFF;
const NO_PAIR: u16 = 0;

/// The single-byte charsets of encoding_rs: its statics don't come as a list.
static WHATWG_SINGLES: [&Encoding; 28] = [
    encoding_rs::IBM866,
    encoding_rs::ISO_8859_2,
    encoding_rs::ISO_8859_3,
    encoding_rs::ISO_8859_4,
    encoding_rs::ISO_8859_5,
    encoding_rs::ISO_8859_6,
    encoding_rs::ISO_8859_7,
    encoding_rs::ISO_8859_8,
    encoding_rs::ISO_8859_10,
    encoding_rs::ISO_8859_13,
    encoding_rs::ISO_8859_14,
    encoding_rs::ISO_8859_15,
    encoding_rs::ISO_8859_16,
    encoding_rs::KOI8_R,
    encoding_rs::KOI8_U,
    encoding_rs::MACINTOSH,
    encoding_rs::WINDOWS_874,
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1251,
    encoding_rs::WINDOWS_1252,
    encoding_rs::WINDOWS_1253,
    encoding_rs::WINDOWS_1254,
    encoding_rs::WINDOWS_1255,
    encoding_rs::WINDOWS_1256,
    encoding_rs::WINDOWS_1257,
    encoding_rs::WINDOWS_1258,
    encoding_rs::X_MAC_CYRILLIC,
    encoding_rs::X_USER_DEFINED,
];

/// Options of `tablegen charsets`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write nothing; fail when the committed tables aren't what would be written.
    #[arg(long)]
    check: bool,
}

/// Writes or checks the tables.
///
/// # Errors
/// A message for the user: a file that can't be read or written, a bad charmap, or (with `--check`) the tables
/// that differ.
pub fn run(args: &Args) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let out = root.join("src/charset/tables");
    let files = build(&root.join("tools/tablegen/data/charmaps"))?;
    if args.check { check(&out, &files) } else { write(&out, &files) }
}

type Files = BTreeMap<String, Vec<u8>>;

fn write(out: &Path, files: &Files) -> Result<(), String> {
    for (name, content) in files {
        let path = out.join(name);
        fs::write(&path, content).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    let total: usize = files.iter().filter(|(n, _)| n.ends_with(".bin")).map(|(_, c)| c.len()).sum();
    println!("{} files in {}; the .bin files have {total} bytes", files.len(), out.display());
    Ok(())
}

fn check(out: &Path, files: &Files) -> Result<(), String> {
    let mut stale: Vec<String> = Vec::new();
    for (name, content) in files {
        if fs::read(out.join(name)).ok().as_ref() != Some(content) {
            stale.push(name.clone());
        }
    }
    let dir = fs::read_dir(out).map_err(|e| format!("{}: {e}", out.display()))?;
    for entry in dir {
        let name = entry.map_err(|e| e.to_string())?.file_name().to_string_lossy().into_owned();
        if name != "mod.rs" && !files.contains_key(&name) {
            stale.push(format!("{name} (not generated any more)"));
        }
    }
    if stale.is_empty() {
        println!("the {} charset tables are what is generated", files.len());
        return Ok(());
    }
    Err(format!(
        "src/charset/tables isn't what is generated: {}; run `cargo run -p tablegen -- charsets` and commit the result",
        stale.join(", ")
    ))
}

fn build(charmaps: &Path) -> Result<Files, String> {
    let mut files = Files::new();
    files.insert("singles.rs".into(), singles(charmaps)?.into_bytes());
    let mut small = header("Small tables of the multi-byte charsets: what stands beside the big ones.");

    let gbk = pairs(0x81..=0xFE, &trails(&[(0x40, 0x7E), (0x80, 0xFE)]), GB18030);
    table(&mut files, "gbk", &gbk, GBK, &mut small)?;
    gb18030_ranges(&mut small)?;
    let euc_kr = pairs(0x81..=0xFE, &trails(&[(0x41, 0x5A), (0x61, 0x7A), (0x81, 0xFE)]), EUC_KR);
    table(&mut files, "euc_kr", &euc_kr, EUC_KR, &mut small)?;
    let big5 = pairs(0x81..=0xFE, &trails(&[(0x40, 0x7E), (0xA1, 0xFE)]), BIG5);
    table(&mut files, "big5", &big5, BIG5, &mut small)?;

    // Shift_JIS reaches all rows of the JIS X 0208 index, EUC-JP the first 94; the values of the reverse table are
    // positions in the index, which both turn into bytes by arithmetic.
    let leads: Vec<u8> = (0x81..=0x9F).chain(0xE0..=0xFC).collect();
    let mut jis = pairs(leads, &trails(&[(0x40, 0x7E), (0x80, 0xFC)]), SHIFT_JIS);
    number(&mut jis);
    table(&mut files, "jis0208", &jis, SHIFT_JIS, &mut small)?;
    let mut jis = Vec::new();
    for (a, b) in (0xA1..=0xFE_u8).flat_map(|a| (0xA1..=0xFE_u8).map(move |b| (a, b))) {
        jis.push(Pair { code: 0, text: decode(EUC_JP, &[0x8F, a, b]) });
    }
    number(&mut jis);
    table(&mut files, "jis0212", &jis, EUC_JP, &mut small)?;
    files.insert("small.rs".into(), small.into_bytes());
    Ok(files)
}

fn header(what: &str) -> String {
    format!("// GENERATED by `cargo run -p tablegen -- charsets`; don't edit.\n//! {what}\n")
}

// ---- single-byte charsets

fn singles(charmaps: &Path) -> Result<String, String> {
    let mut tables: BTreeMap<String, [u16; 256]> = BTreeMap::new();
    // encoding_rs takes ISO-8859-1 for a name of windows-1252
    tables.insert("iso-8859-1".into(), std::array::from_fn(|b| b as u16));
    for encoding in WHATWG_SINGLES {
        let (name, table) = single(encoding);
        tables.insert(name, table);
    }
    let dir = fs::read_dir(charmaps).map_err(|e| format!("{}: {e}", charmaps.display()))?;
    for entry in dir {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.extension().is_some_and(|e| e == "tsv") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            tables.insert(name, charmap(&path)?);
        }
    }
    let mut out =
        header("The single-byte charsets: what each byte means, and a hash table for the way back.");
    out.push_str("#![cfg_attr(rustfmt, rustfmt_skip)]\n\nuse crate::charset::single::Single;\n");
    for (name, table) in &tables {
        let constant = name.to_uppercase().replace('-', "_");
        let mut order: Vec<u8> = (0..=255).filter(|&b| table[usize::from(b)] != HOLE).collect();
        order.sort_by_key(|&b| (table[usize::from(b)], b));
        if let Some(two) = order.windows(2).find(|w| table[usize::from(w[0])] == table[usize::from(w[1])]) {
            return Err(format!("{name}: the bytes {:02X} and {:02X} mean the same", two[0], two[1]));
        }
        let (factor, slots) = hash_table(table).ok_or(format!("{name}: no factor for its hash table"))?;
        write!(
            out,
            "\npub(crate) static {constant}: Single = Single {{\n    factor: 0x{factor:04X},\n    table: [\n"
        )
        .unwrap();
        rows(&mut out, table.iter().map(|c| format!("0x{c:04X}")));
        out.push_str("    ],\n    slots: [\n");
        rows(&mut out, slots.iter().map(|b| format!("0x{b:02X}")));
        out.push_str("    ],\n};\n");
    }
    Ok(out)
}

/// The first factor with which every code point that isn't its own byte finds one of its two slots free; the library
/// looks there (`src/charset/single.rs`).
fn hash_table(table: &[u16; 256]) -> Option<(u16, [u8; 512])> {
    (1..=u16::MAX).step_by(2).find_map(|factor| {
        let mut slots = [None; 512];
        for (byte, &code) in (0..=255_u8).zip(table).filter(|&(b, &c)| c != HOLE && c != u16::from(b)) {
            let slot = usize::from(code.wrapping_mul(factor) >> 7);
            let free = [slot, (slot + 1) % 512].into_iter().find(|&s| slots[s].is_none())?;
            slots[free] = Some(byte);
        }
        Some((factor, slots.map(|s| s.unwrap_or(0))))
    })
}

fn rows(out: &mut String, items: impl Iterator<Item = String>) {
    for row in items.collect::<Vec<_>>().chunks(16) {
        writeln!(out, "        {},", row.join(", ")).unwrap();
    }
}

fn single(encoding: &'static Encoding) -> (String, [u16; 256]) {
    let table = std::array::from_fn(|b| decode(encoding, &[b as u8]).map_or(HOLE, |t| only(&t) as u16));
    (encoding.name().to_lowercase(), table)
}

fn charmap(path: &PathBuf) -> Result<[u16; 256], String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut table = [HOLE; 256];
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        let entry = line.split_once('\t').and_then(|(byte, code)| {
            Some((u8::from_str_radix(byte, 16).ok()?, u16::from_str_radix(code, 16).ok()?))
        });
        let (byte, code) = entry.ok_or(format!("{}:{}: not `byte TAB code point`", path.display(), n + 1))?;
        table[usize::from(byte)] = code;
    }
    Ok(table)
}

// ---- tables of pairs

/// One cell of a table of pairs: what its bytes decode to, and what the reverse table gives for that character.
struct Pair {
    code: u16,
    text: Option<String>,
}

fn trails(ranges: &[(u8, u8)]) -> Vec<u8> {
    ranges.iter().flat_map(|&(a, b)| a..=b).collect()
}

/// All pairs in the order of the table; a pair's code is its two bytes.
fn pairs(leads: impl IntoIterator<Item = u8>, trails: &[u8], encoding: &'static Encoding) -> Vec<Pair> {
    let mut out = Vec::new();
    for lead in leads {
        for &trail in trails {
            let code = u16::from_be_bytes([lead, trail]);
            out.push(Pair { code, text: decode(encoding, &[lead, trail]) });
        }
    }
    out
}

/// Makes the codes positions.
fn number(pairs: &mut [Pair]) {
    for (i, pair) in pairs.iter_mut().enumerate() {
        pair.code = i as u16;
    }
}

/// The files of one table: `NAME.bin` (u16 each, 0 for unassigned), `NAME_reverse.bin` (see [`reverse`]), where
/// there are characters of plane 2 also `NAME_plane2.bin` (one bit each) and `NAME_reverse2.bin`; and the
/// characters' other pairs in `small`.
fn table(
    files: &mut Files,
    name: &str,
    pairs: &[Pair],
    encoding: &'static Encoding,
    small: &mut String,
) -> Result<(), String> {
    let mut cells = Vec::new();
    let mut plane2 = vec![0_u8; pairs.len().div_ceil(8)];
    let mut codes: BTreeMap<char, Vec<u16>> = BTreeMap::new();
    for (i, pair) in pairs.iter().enumerate() {
        let text = pair.text.as_deref().unwrap_or("");
        // the four pairs of Big5 that stand for a letter and a combining mark are written out in big5.rs
        let Some(c) = text.chars().next().filter(|_| text.chars().count() == 1) else {
            cells.push(NO_PAIR);
            continue;
        };
        match u32::from(c) >> 16 {
            0 => {}
            2 => plane2[i / 8] |= 1 << (i % 8),
            _ => return Err(format!("{name}: {c:?} is in neither plane 0 nor plane 2")),
        }
        cells.push(u32::from(c) as u16);
        codes.entry(c).or_default().push(pair.code);
    }
    let mut low = BTreeMap::new();
    let mut high = BTreeMap::new();
    let mut others = BTreeSet::new();
    for (&c, codes) in &codes {
        let usual = usual(c, codes, pairs, encoding);
        let map = if u32::from(c) >> 16 == 0 { &mut low } else { &mut high };
        map.insert(u32::from(c) as u16, usual);
        others.extend(codes.iter().filter(|&&code| code != usual).map(|&code| (u32::from(c), code)));
    }
    files.insert(format!("{name}.bin"), bytes(cells));
    files.insert(format!("{name}_reverse.bin"), reverse(&low));
    if !high.is_empty() {
        files.insert(format!("{name}_plane2.bin"), plane2);
        files.insert(format!("{name}_reverse2.bin"), reverse(&high));
    }
    if others.is_empty() {
        return Ok(());
    }
    writeln!(
        small,
        "\n/// Characters that more than one pair of {name} stands for, with the pairs that aren't in the reverse table.\n\
         #[rustfmt::skip]\npub(crate) static {}_OTHERS: [(u32, u16); {}] = [",
        name.to_uppercase(),
        others.len()
    )
    .unwrap();
    for row in others.iter().collect::<Vec<_>>().chunks(6) {
        let row: Vec<String> = row.iter().map(|(c, code)| format!("(0x{c:04X}, 0x{code:04X})")).collect();
        writeln!(small, "    {},", row.join(", ")).unwrap();
    }
    small.push_str("];\n");
    Ok(())
}

/// The pair that the encoder gives for `c`, or else the first.
fn usual(c: char, codes: &[u16], pairs: &[Pair], encoding: &'static Encoding) -> u16 {
    let text = c.to_string();
    let (encoded, _, failed) = encoding.encode(&text);
    let positions = pairs.first().is_some_and(|p| p.code == 0);
    match (positions, &*encoded) {
        // Shift_JIS and EUC-JP differ; the library knows how, from the position
        (true, _) => codes[0],
        (false, &[lead, trail]) if !failed && codes.contains(&u16::from_be_bytes([lead, trail])) => {
            u16::from_be_bytes([lead, trail])
        }
        _ => codes[0],
    }
}

fn bytes(values: impl IntoIterator<Item = u16>) -> Vec<u8> {
    values.into_iter().flat_map(u16::to_le_bytes).collect()
}

/// A reverse table: 1024 words of 64 bits (which characters of the block are there), 1024 × u16 (how many
/// characters stand before the block), then one u16 for each character.
fn reverse(map: &BTreeMap<u16, u16>) -> Vec<u8> {
    let mut bits = [0_u64; 1024];
    let mut before = [0_u16; 1024];
    for &c in map.keys() {
        bits[usize::from(c >> 6)] |= 1 << (c & 63);
    }
    let mut sum = 0;
    for (before, bits) in before.iter_mut().zip(bits) {
        *before = sum;
        sum += bits.count_ones() as u16;
    }
    let mut out: Vec<u8> = bits.into_iter().flat_map(u64::to_le_bytes).collect();
    out.extend(bytes(before));
    out.extend(bytes(map.values().copied()));
    out
}

/// The four-byte codes of GB 18030 for plane 0, as ranges.
fn gb18030_ranges(small: &mut String) -> Result<(), String> {
    let mut ranges: Vec<(u16, u16, u16)> = Vec::new();
    for pointer in 0..39420_u16 {
        let (p, mut four) = (u32::from(pointer), [0x81, 0x30, 0x81, 0x30]);
        for (byte, digit) in four.iter_mut().zip([p / 12600, p / 1260 % 10, p / 10 % 126, p % 10]) {
            *byte += digit as u8;
        }
        let text = decode(GB18030, &four).ok_or(format!("gb18030: pointer {pointer} is unassigned"))?;
        let code = only(&text) as u16;
        match ranges.last_mut() {
            Some((_, first, len)) if u32::from(code) == u32::from(*first) + u32::from(*len) => *len += 1,
            _ => ranges.push((pointer, code, 1)),
        }
    }
    let mut emit = |name: &str, what: &str| {
        writeln!(small, "\n/// {what}: first pointer, first code point, length.\n#[rustfmt::skip]").unwrap();
        writeln!(small, "pub(crate) static {name}: [(u16, u16, u16); {}] = [", ranges.len()).unwrap();
        for row in ranges.chunks(6) {
            let row: Vec<String> = row.iter().map(|(p, c, n)| format!("({p}, 0x{c:04X}, {n})")).collect();
            writeln!(small, "    {},", row.join(", ")).unwrap();
        }
        small.push_str("];\n");
        ranges.sort_by_key(|r| r.1);
    };
    emit("GB18030_RANGES", "The four-byte codes of plane 0, by pointer");
    emit("GB18030_RANGES_BY_CODE", "The same by code point");
    Ok(())
}

// ---- decoding

/// Strict; `None` when the bytes aren't a whole number of characters.
fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

fn only(text: &str) -> u32 {
    text.chars().next().map_or(0, u32::from)
}
