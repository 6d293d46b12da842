//! The example fixer, run as a process on files.

mod json_lines;
mod plain_text;
mod process;
mod repairs;

// The parts of the example that can be tested by themselves: `cargo test` builds an example but doesn't run its tests.
#[path = "../../examples/fix/explain.rs"]
#[allow(dead_code, reason = "only its tests are wanted here")]
mod explain;
#[path = "../../examples/fix/jsonl.rs"]
#[allow(dead_code, reason = "only its tests are wanted here")]
mod jsonl;
