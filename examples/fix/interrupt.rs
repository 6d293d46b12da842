//! Ctrl-C: the work ends at the next place where every file is whole.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

static WANTED: AtomicBool = AtomicBool::new(false);

/// The exit code of a program that a signal ended.
pub const EXIT_CODE: u8 = 130;

/// From here on Ctrl-C (and SIGTERM, SIGHUP) is noted instead of ending the program; the second one ends it.
///
/// Even that leaves every file whole, because what isn't renamed is a file of its own; but that one stays around.
pub fn listen() -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(|| {
        if WANTED.swap(true, Ordering::Relaxed) {
            process::exit(EXIT_CODE.into());
        }
    })
}

/// Whether the user wants an end.
pub fn wanted() -> bool {
    WANTED.load(Ordering::Relaxed)
}
