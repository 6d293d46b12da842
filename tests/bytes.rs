//! Bytes of unknown charset: what each stretch is, its text, and the way back, through the public API.

#[path = "bytes/declared.rs"]
mod declared;
#[path = "bytes/input.rs"]
mod input;
#[path = "laws/bytes.rs"]
mod law;
#[path = "bytes/laws.rs"]
mod laws;
#[path = "bytes/mixed.rs"]
mod mixed;
#[path = "bytes/whole.rs"]
mod whole;

use demojibake::{Charset, Decoded, Holes, decode_bytes};
use law::hold;

/// The bytes of `text` in a charset.
fn bytes(charset: Charset, text: &str) -> Vec<u8> {
    charset.reverse(text, Holes::Strict).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// Decodes, and checks what holds for all bytes.
fn decode(input: &[u8]) -> Decoded {
    let decoded = decode_bytes(input);
    hold(input, &decoded);
    decoded
}

/// Decodes and expects this text.
#[track_caller]
fn expect(input: &[u8], text: &str) -> Decoded {
    let decoded = decode(input);
    assert_eq!(decoded.text(), text, "{:?}", decoded.stretches());
    decoded
}
