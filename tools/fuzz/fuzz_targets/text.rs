//! The laws of every text on what the fuzzer writes itself, with the default settings or others: it sees the letters, so it
//! finds what a branch asks for.
#![no_main]

use demojibake::Fixer;
use libfuzzer_sys::fuzz_target;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

// more is in it than one target needs
#[allow(dead_code)]
#[path = "../../../tests/laws/mod.rs"]
mod laws;

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let fixer = fixer(choice);
    if let Err(how) = laws::hold(&fixer, text) {
        panic!("{how}\n{fixer:?}");
    }
});

/// The default settings for even numbers, for each odd one others of those that the tests draw.
fn fixer(choice: u8) -> Fixer {
    if choice % 2 == 0 {
        return Fixer::new();
    }
    // proptest can be given the fuzzer's bytes as choices, but its strategies draw for ever where these end
    let rng = TestRng::from_seed(RngAlgorithm::XorShift, &[choice; 16]);
    let mut runner = TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng);
    laws::texts::settings()
        .new_tree(&mut runner)
        .map_or_else(|_| Fixer::new(), |settings| settings.current().build())
}
