//! The laws of every text on what the fuzzer writes itself: it sees the letters, so it finds what a branch asks for.
#![no_main]

use demojibake::Fixer;
use libfuzzer_sys::fuzz_target;

// more is in it than one target needs
#[allow(dead_code)]
#[path = "../../../tests/laws/mod.rs"]
mod laws;

fuzz_target!(|text: &str| {
    if let Err(how) = laws::hold(&Fixer::new(), text) {
        panic!("{how}");
    }
});
