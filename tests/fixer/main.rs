//! The example fixer, run as a process on files.

mod files;
mod json_lines;
mod modes;
mod names;
mod plain_text;
mod process;
mod readme;
mod repairs;
mod safety;
mod settings;
mod tables;
mod terminal;
mod undo;

// The parts of the example that have tests of their own: `cargo test` builds an example but doesn't run its tests.
#[path = "../../examples/fix/main.rs"]
#[allow(dead_code, unused_imports, reason = "only its tests are wanted here")]
mod program;
