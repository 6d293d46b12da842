//! The one place that calls encoding_rs. Its traps:
//!
//! - `Encoding::decode` looks for a byte order mark and may switch to another charset; only the
//!   `without_bom_handling` decoders decode what they were asked to.
//! - `Encoding::encode` writes `&#8594;` for what it can't encode, and the encoders aren't the inverse of the
//!   decoders. No encoder is used at all: every reverse table is made from the decoder.
//! - The label `iso-8859-1` means windows-1252 there (see `labels.rs`).
//! - `Malformed(bad, extra)` says that `bad` bytes are malformed and that the decoder has read `extra` bytes
//!   more; it gives back those by itself.

use alloc::string::String;

use encoding_rs::{DecoderResult, Encoding};

use super::Codec;
use super::holes::{self, Holes};

/// encoding_rs's decoder for a codec that isn't ours.
pub(super) fn encoding(codec: &Codec) -> Option<&'static Encoding> {
    Some(match codec {
        Codec::Utf8 => encoding_rs::UTF_8,
        Codec::Utf16Le => encoding_rs::UTF_16LE,
        Codec::Utf16Be => encoding_rs::UTF_16BE,
        Codec::Gbk => encoding_rs::GBK,
        Codec::Gb18030 => encoding_rs::GB18030,
        Codec::Big5 => encoding_rs::BIG5,
        Codec::ShiftJis => encoding_rs::SHIFT_JIS,
        Codec::EucJp => encoding_rs::EUC_JP,
        Codec::EucKr => encoding_rs::EUC_KR,
        Codec::Iso2022Jp => encoding_rs::ISO_2022_JP,
        Codec::Single(_)
        | Codec::SevenBit(_)
        | Codec::Windows950
        | Codec::Utf32Le
        | Codec::Utf32Be
        | Codec::Cesu8
        | Codec::JavaUtf8
        | Codec::Johab
        | Codec::Vni => return None,
    })
}

/// The WHATWG name for a label; `None` for none and for the "replacement" of unsafe charsets.
pub(super) fn name(label: &str) -> Option<&'static str> {
    Encoding::for_label_no_replacement(label.as_bytes()).map(Encoding::name)
}

/// The text, or the offset of the first malformed sequence that `holes` doesn't let pass.
pub(super) fn decode(encoding: &'static Encoding, bytes: &[u8], holes: Holes) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut read = 0;
    loop {
        let rest = bytes.get(read..).unwrap_or_default();
        let (result, n) = decoder.decode_to_string_without_replacement(rest, &mut out, true);
        read += n;
        match result {
            DecoderResult::InputEmpty => return Ok(out),
            // at least 16: the longest thing that a decoder writes at one go must fit
            DecoderResult::OutputFull => out.reserve(rest.len().max(16)),
            DecoderResult::Malformed(bad, extra) => {
                let end = read.saturating_sub(usize::from(extra));
                let start = end.saturating_sub(usize::from(bad));
                holes::fill(&mut out, bytes.get(start..end).unwrap_or_default(), holes).ok_or(start)?;
            }
        }
    }
}
