//! Bytes to text and back, strict, without scores. Knows nothing of the rest of the crate.
//!
//! Two views of a charset: whole strings ([`Charset::decode`], [`Charset::reverse`]) and one character at a time
//! (`char_at`, `bytes_of`), which is what a search over a text needs.

mod big5;
mod bytes;
mod euc_kr;
mod gb;
mod holes;
mod jis;
mod johab;
mod labels;
mod list;
mod seven_bit;
mod single;
mod tables;
mod unicode;
mod vni;
mod whatwg;
mod windows950;

#[cfg(test)]
mod tests;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

#[allow(unused_imports)] // names of types that `Charset`'s methods return
pub(crate) use bytes::{CharBytes, Others};
pub use holes::Holes;
pub use list::Charset;
use list::Codec;
#[allow(unused_imports)]
pub(crate) use single::HOLE;
use unicode::Form;

use crate::error::{CharsetError, UnknownCharset};
use crate::steps;

/// How a charset uses bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One byte for each character.
    Single,
    /// ASCII, and two (three, four) bytes for each of the other characters.
    Double,
    /// UTF-8 itself.
    Utf8,
    /// CESU-8 and Java's modified UTF-8.
    Utf8Like,
    /// UTF-16.
    Utf16,
    /// UTF-32, VNI (a letter and a byte for its mark), ISO-2022 and HZ (marks between which bytes mean something else).
    Other,
}

impl Charset {
    /// The charset that a label names.
    ///
    /// Takes all labels of the WHATWG Encoding Standard, the names of [`Charset::all`] and the usual other names
    /// (`cp437`, `437`, `mac-roman`, `cp936` …); case, `-`, `_` and white space around it don't matter. Unlike in
    /// that standard, `iso-8859-1` and `latin1` mean ISO-8859-1 and not windows-1252.
    ///
    /// # Errors
    /// When no charset has this label.
    ///
    /// ```
    /// use demojibake::Charset;
    ///
    /// assert_eq!(Charset::for_label(" CP437 ")?, Charset::CP437);
    /// assert_eq!(Charset::for_label("mac_roman")?, Charset::MACINTOSH);
    /// assert_eq!(Charset::for_label("latin1")?.name(), "iso-8859-1");
    /// assert!(Charset::for_label("klingon").is_err());
    /// # Ok::<(), demojibake::UnknownCharset>(())
    /// ```
    pub fn for_label(label: &str) -> Result<Charset, UnknownCharset> {
        labels::find(label).ok_or_else(|| UnknownCharset { label: label.into() })
    }

    /// The text that `bytes` stand for; `holes` says what becomes of bytes that have no character.
    ///
    /// No byte order mark is looked for: EF BB BF is U+FEFF in UTF-8 and three letters in windows-1252.
    ///
    /// # Errors
    /// When bytes have no character and `holes` doesn't let them pass: the offset of the first of them.
    ///
    /// ```
    /// use demojibake::{Charset, Holes};
    ///
    /// assert_eq!(Charset::GBK.decode(b"\xD6\xD0\xB9\xFA", Holes::Strict)?, "中国");
    /// let error = Charset::UTF_8.decode(b"caf\xE9", Holes::Strict).unwrap_err();
    /// assert_eq!(error.offset(), 3);
    /// # Ok::<(), demojibake::CharsetError>(())
    /// ```
    pub fn decode(self, bytes: &[u8], holes: Holes) -> Result<String, CharsetError> {
        let codec = self.codec();
        let result = match (codec, whatwg::encoding(codec)) {
            (Codec::Single(single), _) => single.decode(bytes, holes),
            (Codec::SevenBit(codec), _) => codec.decode(bytes, holes),
            (_, Some(encoding)) => whatwg::decode(encoding, bytes, holes),
            (_, None) => self.decode_by_char(bytes, holes),
        };
        result.map_err(|at| CharsetError { charset: self, at, decoding: true })
    }

    /// The bytes that this charset's decoder turns into `text`: the inverse of [`Charset::decode`] on everything
    /// that it gives with [`Holes::Strict`] and [`Holes::C1`].
    ///
    /// Where several bytes decode to the same text, these are the usual ones (those that the charset's encoder
    /// gives). What [`Holes::Replacement`] and [`Holes::Drop`] did can't be undone: they are as `Strict` here.
    ///
    /// # Errors
    /// When the decoder can't give this text: the byte offset of the first character that it can't give.
    ///
    /// ```
    /// use demojibake::{Charset, Holes};
    ///
    /// assert_eq!(Charset::WINDOWS_1252.reverse("ÖÐ¹ú", Holes::Strict)?, b"\xD6\xD0\xB9\xFA");
    /// let error = Charset::WINDOWS_1252.reverse("Ö中", Holes::Strict).unwrap_err();
    /// assert_eq!(error.offset(), 2);
    /// # Ok::<(), demojibake::CharsetError>(())
    /// ```
    pub fn reverse(self, text: &str, holes: Holes) -> Result<Vec<u8>, CharsetError> {
        let result = match self.codec() {
            Codec::Single(single) => single.reverse(text, holes),
            Codec::Utf8 => Ok(text.as_bytes().to_vec()),
            Codec::Iso2022Jp => jis::iso_2022_jp_reverse(text, holes),
            Codec::SevenBit(codec) => codec.reverse(text, holes),
            _ => self.reverse_by_char(text, holes),
        };
        result.map_err(|at| CharsetError { charset: self, at, decoding: false })
    }

    /// For the charsets that encoding_rs doesn't have; each byte that doesn't fit is a hole of its own.
    fn decode_by_char(self, bytes: &[u8], holes: Holes) -> Result<String, usize> {
        let mut out = String::with_capacity(bytes.len() + bytes.len() / 2);
        let mut at = 0;
        while let Some(rest @ [byte, ..]) = bytes.get(at..) {
            match self.char_at(rest) {
                Some((c, len)) => {
                    out.push(c);
                    at += len;
                }
                None => {
                    holes::fill(&mut out, &[*byte], holes).ok_or(at)?;
                    at += 1;
                }
            }
        }
        Ok(out)
    }

    fn reverse_by_char(self, text: &str, holes: Holes) -> Result<Vec<u8>, usize> {
        let big5 = matches!(self.codec(), Codec::Big5);
        let mut out = Vec::with_capacity(text.len());
        let mut control = None;
        let mut chars = text.char_indices();
        while let Some((at, c)) = chars.next() {
            if big5 && let Some(pair) = big5::pair_of_two(c, chars.clone().next().map(|n| n.1)) {
                out.extend_from_slice(pair.as_slice());
                chars.next();
                continue;
            }
            match (self.bytes_of(c), holes::c1_byte(c, holes)) {
                (Some(bytes), _) => out.extend_from_slice(bytes.as_slice()),
                (None, Some(byte)) => {
                    control.get_or_insert(at);
                    out.push(byte);
                }
                (None, None) => return Err(at),
            }
        }
        // a bare byte may have become the lead of what follows it: then no decoder gave this text
        match control {
            Some(at) if self.decode(&out, holes).as_deref() != Ok(text) => Err(at),
            _ => Ok(out),
        }
    }

    /// How the charset uses bytes.
    pub(crate) fn kind(self) -> Kind {
        match self.codec() {
            Codec::Single(_) => Kind::Single,
            Codec::Gbk
            | Codec::Gb18030
            | Codec::Big5
            | Codec::Windows950
            | Codec::ShiftJis
            | Codec::EucJp
            | Codec::EucKr
            | Codec::Johab => Kind::Double,
            Codec::Utf8 => Kind::Utf8,
            Codec::Cesu8 | Codec::JavaUtf8 => Kind::Utf8Like,
            Codec::Utf16Le | Codec::Utf16Be => Kind::Utf16,
            Codec::Utf32Le | Codec::Utf32Be | Codec::Vni | Codec::Iso2022Jp | Codec::SevenBit(_) => {
                Kind::Other
            }
        }
    }

    /// Whether what bytes mean depends on marks before them; they are seven bits then.
    pub(crate) fn is_stateful(self) -> bool {
        matches!(self.codec(), Codec::Iso2022Jp | Codec::SevenBit(_))
    }

    /// How many bytes of a malformed character are one error.
    pub(crate) fn unit(self) -> usize {
        match self.codec() {
            Codec::Utf16Le | Codec::Utf16Be => 2,
            Codec::Utf32Le | Codec::Utf32Be => 4,
            _ => 1,
        }
    }

    /// The table of a single-byte charset: the code point of each byte, or [`HOLE`].
    #[inline]
    pub(crate) const fn table(self) -> Option<&'static [u16; 256]> {
        match self.codec() {
            Codec::Single(single) => Some(&single.table),
            _ => None,
        }
    }

    /// The usual bytes of a character; always `None` for the stateful ones, where they depend on what came before.
    #[inline]
    pub(crate) fn bytes_of(self, c: char) -> Option<CharBytes> {
        match self.codec() {
            Codec::Single(single) => single.byte_of(c).map(CharBytes::one),
            Codec::Utf8 => Some(unicode::utf8_bytes_of(c, Form::Utf8)),
            Codec::Cesu8 => Some(unicode::utf8_bytes_of(c, Form::Cesu8)),
            Codec::JavaUtf8 => Some(unicode::utf8_bytes_of(c, Form::Java)),
            Codec::Utf16Le => Some(unicode::utf16_bytes_of(c, false)),
            Codec::Utf16Be => Some(unicode::utf16_bytes_of(c, true)),
            Codec::Utf32Le => Some(unicode::utf32_bytes_of(c, false)),
            Codec::Utf32Be => Some(unicode::utf32_bytes_of(c, true)),
            Codec::Gbk => gb::bytes_of(c, true),
            Codec::Gb18030 => gb::bytes_of(c, false),
            Codec::Big5 => big5::bytes_of(c),
            Codec::Windows950 => windows950::bytes_of(c),
            Codec::ShiftJis => jis::sjis_bytes_of(c),
            Codec::EucJp => jis::euc_bytes_of(c),
            Codec::EucKr => euc_kr::bytes_of(c),
            Codec::Johab => johab::bytes_of(c),
            Codec::Vni => vni::bytes_of(c),
            Codec::Iso2022Jp | Codec::SevenBit(_) => None,
        }
    }

    /// What else decodes to a character, besides [`Charset::bytes_of`].
    pub(crate) fn other_bytes_of(self, c: char) -> impl Iterator<Item = CharBytes> {
        let others: Others = match self.codec() {
            Codec::Gbk => gb::other_bytes_of(c, true),
            Codec::Gb18030 => gb::other_bytes_of(c, false),
            Codec::Big5 => big5::other_bytes_of(c),
            Codec::Windows950 => windows950::other_bytes_of(c),
            Codec::ShiftJis => jis::sjis_other_bytes_of(c),
            Codec::EucJp => jis::euc_other_bytes_of(c),
            Codec::Johab => johab::other_bytes_of(c),
            Codec::JavaUtf8 => unicode::java_other_bytes_of(c),
            // the generator refuses a single-byte table in which two bytes mean the same; EUC-KR has no such pairs
            _ => [None; 4],
        };
        others.into_iter().flatten()
    }

    /// The one character at the start of `bytes` and how many bytes it takes. `None` when they are malformed, cut
    /// off or unassigned, or stand for two code points (four pairs of Big5); always for the stateful ones.
    #[inline]
    pub(crate) fn char_at(self, bytes: &[u8]) -> Option<(char, usize)> {
        steps::count();
        match self.codec() {
            Codec::Single(single) => single.char_of(*bytes.first()?).map(|c| (c, 1)),
            Codec::Utf8 => unicode::utf8_char_at(bytes, Form::Utf8),
            Codec::Cesu8 => unicode::utf8_char_at(bytes, Form::Cesu8),
            Codec::JavaUtf8 => unicode::utf8_char_at(bytes, Form::Java),
            Codec::Utf16Le => unicode::utf16_char_at(bytes, false),
            Codec::Utf16Be => unicode::utf16_char_at(bytes, true),
            Codec::Utf32Le => unicode::utf32_char_at(bytes, false),
            Codec::Utf32Be => unicode::utf32_char_at(bytes, true),
            Codec::Gbk | Codec::Gb18030 => gb::char_at(bytes),
            Codec::Big5 => big5::char_at(bytes),
            Codec::Windows950 => windows950::char_at(bytes),
            Codec::ShiftJis => jis::sjis_char_at(bytes),
            Codec::EucJp => jis::euc_char_at(bytes),
            Codec::EucKr => euc_kr::char_at(bytes),
            Codec::Johab => johab::char_at(bytes),
            Codec::Vni => vni::char_at(bytes),
            Codec::Iso2022Jp | Codec::SevenBit(_) => None,
        }
    }
}

/// Whether each byte is a character: for the table generator.
pub fn is_single_byte(charset: Charset) -> bool {
    charset.kind() == Kind::Single
}

impl fmt::Display for Charset {
    /// Its name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
