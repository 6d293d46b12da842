//! Text of HZ and ISO-2022 that was read as what its seven bits look like, with its control bytes or without:
//! `~{VPND~}`, `$BF|K\8l(B`.

use alloc::vec::Vec;
use core::ops::Range;

use super::judged;
use crate::chain::MixUp;
use crate::charset::Charset;
use crate::plan::Repair;
use crate::settings::Limits;

/// The price of the mix-up in bits: the marks seldom stand in other text, and what they hold must be characters.
const PRICE: i32 = 8;
/// Bytes between two marks at most: a line of mail, many times over.
const LONGEST: usize = 2000;

/// How the controls of the marks are written, if they are: as themselves, as people or programs show them.
const ESCAPES: [&str; 3] = ["\x1B", "^[", "\u{241B}"];
const SHIFTS: [(&str, &str); 3] = [("\x0E", "\x0F"), ("^N", "^O"), ("\u{240E}", "\u{240F}")];

/// The stretches from mark to mark, undone where that reads well.
pub(super) fn find(text: &str, charset: Charset, limits: &Limits) -> Vec<Repair> {
    let mix_up = MixUp::new(charset, Charset::UTF_8);
    let mut found = Vec::new();
    for line in lines(text) {
        let mut at = line.start;
        while let Some(part) = next(text, at..line.end, charset) {
            at = part.end;
            found.extend(judged(text, part, (mix_up, PRICE), limits));
        }
    }
    found
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    })
}

/// The first stretch from a mark to the mark that ends it.
fn next(text: &str, range: Range<usize>, charset: Charset) -> Option<Range<usize>> {
    let line = text.get(range.clone())?;
    let between = |open: &str, close: &str| {
        let start = line.find(open)?;
        let inside = line.get(start + open.len()..)?;
        let end = inside.find(close).filter(|n| *n <= LONGEST)?;
        Some(start..start + open.len() + end + close.len())
    };
    let found = match charset {
        Charset::HZ => between("~{", "~}"),
        Charset::ISO_2022_KR => {
            SHIFTS.iter().filter_map(|(out, back)| between(out, back)).min_by_key(|r| r.start)
        }
        _ => japanese(line),
    }?;
    // the mark that announces Korean goes with the first stretch
    let before = line.get(..found.start)?;
    let start = match charset {
        Charset::ISO_2022_KR => before.strip_suffix("$)C").map_or(found.start, |b| without_escape(b).len()),
        _ => found.start,
    };
    Some(range.start + start..range.start + found.end)
}

/// From `$B` or `$@` to the next `(B` or `(J` behind whole pairs, with the escapes that stand before both.
fn japanese(line: &str) -> Option<Range<usize>> {
    let mut from = 0;
    loop {
        let mark =
            from + line.get(from..)?.find("$B").into_iter().chain(line.get(from..)?.find("$@")).min()?;
        from = mark + 2;
        let bytes = line.as_bytes().get(from..)?;
        let pairs = bytes.chunks(2).take(LONGEST / 2);
        let mut len = 0;
        for pair in pairs {
            let shown =
                ESCAPES.iter().find(|e| bytes.get(len..).is_some_and(|b| b.starts_with(e.as_bytes())));
            let mark = len + shown.map_or(0, |e| e.len());
            if len > 0 && matches!(bytes.get(mark..mark + 2), Some(b"(B" | b"(J")) {
                let start = without_escape(line.get(..from - 2)?).len();
                return Some(start..from + mark + 2);
            }
            if !matches!(pair, [0x21..=0x7E, 0x21..=0x7E]) {
                break;
            }
            len += 2;
        }
    }
}

fn without_escape(text: &str) -> &str {
    ESCAPES.iter().find_map(|e| text.strip_suffix(e)).unwrap_or(text)
}
