//! What programs rely on beside functions: types that go between threads, and are compared, cloned and printed.

use std::error::Error;
use std::fmt::{Debug, Display};
use std::panic::{RefUnwindSafe, UnwindSafe};

use demojibake::*;

fn value<T: Clone + Debug + PartialEq + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}
fn worker<T: Clone + Debug + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}
fn error<T: Error + Clone + PartialEq + Send + Sync + 'static>() {}
fn shown<T: Display>() {}

#[test]
fn types_go_between_threads() {
    value::<Chain>();
    value::<MixUp>();
    value::<MixUps>();
    value::<Charset>();
    value::<Holes>();
    value::<Plan>();
    value::<Repair>();
    value::<Run>();
    value::<Hypothesis>();
    value::<Decoded>();
    value::<Stretch>();
    value::<StretchKind>();
    value::<FixedBytes>();
    value::<Window>();
    value::<InputCharset>();
    value::<Settings>();
    value::<Hint>();
    value::<(Caution, LostBytes, C1Controls, Escapes, Notation, Support, Normalization, Form)>();
    worker::<Fixer>();
    worker::<FixerBuilder>();
    worker::<Stream>();
    fn both<T: Send + Sync>() {}
    both::<FixReader<std::fs::File>>();
    both::<FixWriter<std::fs::File>>();
}

#[test]
fn errors_are_errors_and_people_can_read_what_is_shown() {
    error::<UnknownCharset>();
    error::<UnknownLanguage>();
    error::<CharsetError>();
    error::<ParseChainError>();
    error::<ChainError>();
    error::<ApplyError>();
    shown::<Plan>();
    shown::<Repair>();
    shown::<Run>();
    shown::<Hypothesis>();
    shown::<Chain>();
    shown::<MixUp>();
    shown::<Charset>();
    shown::<Form>();
}

#[test]
fn signatures_are_what_they_were() {
    // a change here is a new major version
    let _: fn(&str) -> std::borrow::Cow<'_, str> = fix;
    let _: fn(&[u8]) -> Decoded = decode_bytes;
    let _: fn() -> Fixer = Fixer::new;
    let _: fn() -> FixerBuilder = Fixer::builder;
    let _: fn(Chain) -> Fixer = Fixer::bound_to;
    let _: fn(&Fixer, &str) -> Plan = Fixer::plan;
    let _: fn(&Fixer, &str) -> Vec<Run> = Fixer::runs;
    let _: fn(&Fixer, &str) -> bool = Fixer::is_garbled;
    let _: fn(&Fixer, &[u8]) -> FixedBytes = Fixer::fix_bytes;
    let _: fn(&Fixer) -> Stream = Fixer::stream;
    let _: fn(&Plan, &str) -> Result<String, ApplyError> = Plan::apply;
    let _: fn(&Plan, &str) -> Result<String, ApplyError> = Plan::undo;
    let _: fn(&str, &str) -> Vec<Chain> = Chain::learn;
    let _: fn(&Chain, &str) -> Result<String, ChainError> = Chain::garble;
    let _: fn(&Chain, &str) -> Result<String, ChainError> = Chain::ungarble;
    let _: fn(InputCharset, &[u8]) -> Decoded = InputCharset::decode;
}

#[test]
fn one_fixer_serves_many_threads() {
    let fixer = Fixer::new();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(fixer.fix("NicolÃ¡s"), "Nicolás"));
        }
    });
}
