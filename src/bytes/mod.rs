//! Bytes of unknown charset to text: what each stretch of a file is, decoded without losing a byte.
//!
//! Sees charsets and the character model; knows nothing of garbled text, which is looked for afterwards in what
//! this module decoded. In: bytes. Out: [`Decoded`].
//!
//! The evidence is that of the whole crate, bits: bytes and text determine each other, so a charset's cost is
//! what its text costs under the character model. The steps: a byte order mark; valid UTF-8; charsets of whole
//! files (UTF-16, UTF-32, EBCDIC: `whole`); lines with escape sequences (ISO-2022-JP); else a vote of the words
//! that aren't UTF-8 on one charset for the file (`vote`), another vote on whether lines
//! are in other charsets, and the cheapest path along the bytes that switches between these and UTF-8 (`lattice`).

mod alphabets;
mod builder;
mod candidates;
mod declared;
mod decoded;
mod fixed;
mod input;
mod lattice;
mod vote;
mod whole;
mod words;

use alloc::vec::Vec;
use core::ops::Range;

pub use decoded::{Decoded, Stretch, StretchKind};
pub use fixed::FixedBytes;
pub use input::InputCharset;
pub(crate) use input::{Place, whole_charset};

use crate::charset::Charset;
use builder::Builder;
use input::Expected;
use lattice::Lane;

/// More charsets than this in one file aren't looked for; UTF-8 is one of them.
const MAX_LANES: usize = 4;

/// Where only one word in so many could be UTF-8, the file is probably a legacy one that quotes `Ã©`: entering UTF-8
/// then costs twice what entering another legacy charset does.
const RARE: usize = 100;

/// Finds what each stretch of `bytes` is and decodes it.
///
/// Any bytes can be given: a file, a line, a column of a database. Found are byte order marks, UTF-8, UTF-16 and
/// UTF-32 with and without mark, and all charsets of [`Charset`] that texts are kept in, also where the charset
/// changes from line to line or inside a line between UTF-8 and another. A charset that the bytes declare
/// themselves (HTML, XML, CSS, MIME and PO headers, Python, Emacs, Vim) is a hint and may be wrong.
///
/// It never fails and loses nothing: bytes that have no character become U+FFFD, and
/// [`Decoded::encode`] gives back exactly `bytes`.
///
/// ```
/// use demojibake::{Charset, decode_bytes};
///
/// let decoded = decode_bytes(b"\xCF\xEE\xE3\xEE\xE4\xE0 \xE2 \xCC\xEE\xF1\xEA\xE2\xE5 \xF1\xE5\xE3\xEE\xE4\xED\xFF");
/// assert_eq!(decoded.text(), "Погода в Москве сегодня");
/// assert_eq!(decoded.charset(), Charset::WINDOWS_1251);
///
/// // a log: one line in UTF-8, one in windows-1252
/// let log = b"d\xC3\xA9but de la s\xC3\xA9ance\nfin de la s\xE9ance, r\xE9sum\xE9 envoy\xE9\n";
/// let decoded = decode_bytes(log);
/// assert_eq!(decoded.text(), "début de la séance\nfin de la séance, résumé envoyé\n");
/// assert_eq!(decoded.stretches().len(), 2);
/// assert_eq!(decoded.encode(), log);
/// ```
pub fn decode_bytes(bytes: &[u8]) -> Decoded {
    InputCharset::Unknown.decode(bytes)
}

/// Finds what each stretch is; `expected` has no declarations of the bytes' own yet.
fn find_out(bytes: &[u8], mut expected: Expected, place: Place) -> Decoded {
    let mut out = Builder::new(bytes);
    let mut start = 0;
    let whole = place == Place::Start;
    if whole && let Some((charset, len)) = whole::mark(bytes) {
        out.mark(charset, len);
        start = len;
        if charset != Charset::UTF_8 {
            whole::decode(&mut out, charset, start..bytes.len());
            return out.finish();
        }
    }
    let rest = bytes.get(start..).unwrap_or_default();
    let odd = rest.contains(&0x1B) || rest.contains(&0);
    if !odd && core::str::from_utf8(rest).is_ok() {
        out.text(Charset::UTF_8, start..bytes.len());
        return out.finish();
    }
    if whole
        && start == 0
        && let Some(charset) = whole::find(bytes, &expected)
    {
        whole::decode(&mut out, charset, 0..bytes.len());
        return out.finish();
    }
    let mut done = start;
    let declared = declared::find(rest);
    out.declared(declared.first().copied());
    expected.declared.extend(declared);
    let pieces = pieces(bytes, start);
    let lanes = lanes(bytes, &pieces, &expected, start > 0);
    for piece in &pieces {
        debug_assert_eq!(done, piece.range.start);
        match piece.jis {
            true => out.stateful(Charset::ISO_2022_JP, piece.range.clone()),
            false => lattice::decode(&mut out, bytes, piece.range.clone(), &lanes),
        }
        done = piece.range.end;
    }
    out.finish()
}

/// A part of a file that is decoded by itself: whole lines.
struct Piece {
    range: Range<usize>,
    /// Whether these are lines of ISO-2022-JP.
    jis: bool,
}

/// Sets the lines of ISO-2022-JP apart: seven bits, escape sequences, and decodable.
fn pieces(bytes: &[u8], start: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = start;
    if !bytes.contains(&0x1B) {
        return if at < bytes.len() { [Piece { range: at..bytes.len(), jis: false }].into() } else { pieces };
    }
    for line in bytes.get(start..).unwrap_or_default().split_inclusive(|&b| b == b'\n') {
        let range = at..at + line.len();
        at = range.end;
        let jis = whole::is_jis(line);
        match pieces.last_mut() {
            Some(last) if last.jis == jis => last.range.end = range.end,
            _ => pieces.push(Piece { range, jis }),
        }
    }
    pieces
}

/// The charsets between which the text switches, with the price of entering each.
fn lanes(bytes: &[u8], pieces: &[Piece], expected: &Expected, marked: bool) -> Vec<Lane> {
    let mut words = Vec::new();
    let utf8: usize =
        pieces.iter().filter(|p| !p.jis).map(|p| words::find(bytes, p.range.clone(), &mut words)).sum();
    let entry = vote::entry(bytes, &words);
    let mut lanes = Vec::new();
    if utf8 > 0 || marked || words.is_empty() {
        let rare = !marked && utf8 * RARE < words.len();
        lanes.push(Lane::new(Charset::UTF_8, if rare { 2 * entry } else { 0 }));
    }
    let mut known = Vec::new();
    let mut next = vote::winner(bytes, &words, expected);
    while let Some(charset) = next {
        lanes.push(Lane::new(charset, if known.is_empty() { 0 } else { entry }));
        known.push(charset);
        next = if lanes.len() < MAX_LANES {
            vote::another(bytes, &words, expected, &known, entry)
        } else {
            None
        };
    }
    lanes
}
