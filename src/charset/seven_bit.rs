//! HZ and ISO-2022-KR: seven bits, and marks between which two bytes are a character.

use alloc::string::String;
use alloc::vec::Vec;

use super::bytes::CharBytes;
use super::holes::{self, Holes};
use super::{euc_kr, gb};

/// How a charset of seven bits marks what it writes in pairs, and what the pairs are.
pub(super) struct SevenBit {
    open: &'static [u8],
    close: &'static [u8],
    /// What says at a text's start that there are pairs.
    header: &'static [u8],
    /// Two bytes for one that would be a mark, and two that stand for nothing.
    escaped: Option<(u8, &'static [u8], &'static [u8])>,
    char_at: fn(&[u8]) -> Option<(char, usize)>,
    pair_of: fn(char) -> Option<CharBytes>,
    /// The last first byte of a pair.
    last_row: u8,
}

/// RFC 1843: `~{VPND~}` is 中文, `~~` a tilde.
pub(super) static HZ: SevenBit = SevenBit {
    open: b"~{",
    close: b"~}",
    header: b"",
    escaped: Some((b'~', b"~~", b"~\n")),
    char_at: gb::char_at,
    pair_of: |c| {
        core::iter::once(gb::bytes_of(c, true)).chain(gb::other_bytes_of(c, true)).flatten().find(in_rows)
    },
    last_row: 0x77,
};

/// RFC 1557: shift-out and shift-in around KS X 1001, which a designator announces.
pub(super) static ISO_2022_KR: SevenBit = SevenBit {
    open: b"\x0E",
    close: b"\x0F",
    header: b"\x1B$)C",
    escaped: None,
    char_at: euc_kr::char_at,
    pair_of: |c| euc_kr::bytes_of(c).filter(in_rows),
    last_row: 0x7E,
};

/// Whether a pair of the charset of eight bits is one of the 94 × 94.
fn in_rows(pair: &CharBytes) -> bool {
    matches!(pair.as_slice(), [0xA1..=0xFE, 0xA1..=0xFE])
}

impl SevenBit {
    pub(super) fn decode(&self, bytes: &[u8], holes: Holes) -> Result<String, usize> {
        let mut out = String::with_capacity(bytes.len());
        let mut at = 0;
        let mut pairs = false;
        while let Some(rest @ [byte, ..]) = bytes.get(at..) {
            if !pairs && rest.starts_with(self.open) {
                (pairs, at) = (true, at + self.open.len());
            } else if pairs && rest.starts_with(self.close) {
                (pairs, at) = (false, at + self.close.len());
            } else if !self.header.is_empty() && rest.starts_with(self.header) {
                at += self.header.len();
            } else if pairs && let Some(c) = self.pair(rest) {
                out.push(c);
                at += 2;
            } else if let Some((byte, two, none)) =
                self.escaped.filter(|e| !pairs && rest.first() == Some(&e.0))
            {
                if rest.starts_with(two) {
                    out.push(char::from(byte));
                    at += two.len();
                } else if rest.starts_with(none) {
                    at += none.len();
                } else {
                    holes::fill(&mut out, &[byte], holes).ok_or(at)?;
                    at += 1;
                }
            } else if self.is_plain(*byte) && (!pairs || *byte <= b' ') {
                // a line's end ends the pairs as well
                pairs &= *byte != b'\n';
                out.push(char::from(*byte));
                at += 1;
            } else {
                holes::fill(&mut out, &[*byte], holes).ok_or(at)?;
                at += 1;
            }
        }
        Ok(out)
    }

    fn pair(&self, bytes: &[u8]) -> Option<char> {
        let &[a @ 0x21..=0x7E, b @ 0x21..=0x7E, ..] = bytes else { return None };
        let pair = (a <= self.last_row).then_some([a | 0x80, b | 0x80])?;
        (self.char_at)(&pair).filter(|(_, len)| *len == 2).map(|(c, _)| c)
    }

    /// Whether a byte is itself outside of pairs.
    fn is_plain(&self, byte: u8) -> bool {
        byte < 0x80
            && ![self.open, self.close, self.header].iter().any(|m| m.len() != 2 && m.first() == Some(&byte))
    }

    pub(super) fn reverse(&self, text: &str, holes: Holes) -> Result<Vec<u8>, usize> {
        let mut out = Vec::with_capacity(text.len());
        let mut pairs = false;
        for (at, c) in text.char_indices() {
            let pair = if c.is_ascii() { None } else { (self.pair_of)(c).filter(|p| self.is_pair(p, c)) };
            let plain = u8::try_from(u32::from(c)).ok().filter(|b| self.is_plain(*b));
            let byte = plain.or_else(|| holes::c1_byte(c, holes));
            if pair.is_none() && byte.is_none() {
                return Err(at);
            }
            if pair.is_some() != pairs {
                out.extend_from_slice(if pairs { self.close } else { self.open });
                pairs = !pairs;
            }
            match (pair, byte, self.escaped) {
                (Some(pair), ..) => out.extend(pair.as_slice().iter().map(|b| b & 0x7F)),
                (_, Some(byte), Some((escaped, two, _))) if byte == escaped => out.extend_from_slice(two),
                (_, byte, _) => out.extend(byte),
            }
        }
        if pairs {
            out.extend_from_slice(self.close);
        }
        if out.windows(self.open.len()).any(|w| w == self.open) {
            out.splice(0..0, self.header.iter().copied());
        }
        Ok(out)
    }

    fn is_pair(&self, pair: &CharBytes, c: char) -> bool {
        let seven = pair.bytes.map(|b| b & 0x7F);
        self.pair(&seven) == Some(c)
    }
}
