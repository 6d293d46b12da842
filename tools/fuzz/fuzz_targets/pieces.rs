//! The laws of every text on good text, garble and oddities under any settings: the fuzzer's bytes are the choices of the
//! strategies that the tests have, so what it varies are words, chains and settings.
#![no_main]

use demojibake::Fixer;
use libfuzzer_sys::{Corpus, fuzz_target};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

#[allow(dead_code)]
#[path = "../../../tests/laws/mod.rs"]
mod laws;

fuzz_target!(|choices: &[u8]| -> Corpus {
    // choices that are used up go on as zeros, and a strategy that tries again would never end: it gives up soon
    let config = Config { max_local_rejects: 64, failure_persistence: None, ..Config::default() };
    let choices = TestRng::from_seed(RngAlgorithm::PassThrough, choices);
    let mut runner = TestRunner::new_with_rng(config, choices);
    let texts = prop_oneof![3 => laws::texts::any_text(), 1 => laws::texts::lossy_text()];
    let Ok(case) = (texts, any::<bool>(), laws::texts::settings()).new_tree(&mut runner) else {
        return Corpus::Reject;
    };
    let (text, default, settings) = case.current();
    let fixer = if default { Fixer::new() } else { settings.build() };
    if let Err(how) = laws::hold(&fixer, &text) {
        panic!("{how}\n{fixer:?}");
    }
    Corpus::Keep
});
