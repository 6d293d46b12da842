//! Bytes come back: from what they are decoded as, from what they are repaired to, and from a stream of them that is cut
//! anywhere.
#![no_main]

use demojibake::{Fixer, Window, decode_bytes};
use libfuzzer_sys::fuzz_target;

#[allow(dead_code)]
#[path = "../../../tests/laws/bytes.rs"]
mod laws;

fuzz_target!(|input: (u8, &[u8])| {
    let (size, bytes) = input;
    laws::hold(bytes, &decode_bytes(bytes));
    let fixer = Fixer::new();
    let fixed = fixer.fix_bytes(bytes);
    assert_eq!(fixed.undo(), bytes);
    assert_eq!(fixed.plan().apply(fixed.decoded().text()).as_deref(), Ok(fixed.text()));
    let whole = stream(&fixer, bytes, bytes.len().max(1));
    assert_eq!(stream(&fixer, bytes, usize::from(size).max(1)), whole, "in parts of {size} bytes");
});

/// What comes of a stream whose bytes come in parts of this size.
fn stream(fixer: &Fixer, bytes: &[u8], size: usize) -> Vec<u8> {
    let mut stream = fixer.stream();
    let mut out = Vec::new();
    for part in bytes.chunks(size) {
        stream.push(part);
        out.extend(std::iter::from_fn(|| stream.next_window()));
    }
    stream.end();
    out.extend(std::iter::from_fn(|| stream.next_window()));
    out.iter().flat_map(Window::output).collect()
}
