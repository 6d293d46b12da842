//! On a terminal: colours unless NO_COLOR is set, and a progress bar.

#![cfg(unix)]

use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};
use std::thread;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::process::{Folder, fixer};

const BAD: &str = "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan kembali menanam bibit bakau.\n";

/// What a command shows on a terminal that `attach` connects it to.
fn shown(mut command: Command, attach: impl FnOnce(&mut Command, Stdio)) -> String {
    let ours: OwnedFd = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("there are terminals");
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let name = ptsname(&ours, Vec::new()).unwrap();
    let theirs = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    command.env("TERM", "xterm-256color").env_remove("NO_COLOR").env_remove("CLICOLOR").env_remove("CI");
    attach(&mut command, theirs.into());
    let mut child = command.spawn().expect("the fixer starts");
    // its end of the terminal is closed when it ends
    drop(command);
    let reader = thread::spawn(move || {
        let (mut ours, mut all, mut part) = (File::from(ours), Vec::new(), [0; 4096]);
        // Linux gives an error at the end, others nothing
        while let Ok(n @ 1..) = ours.read(&mut part) {
            all.extend_from_slice(&part[..n]);
        }
        String::from_utf8_lossy(&all).into_owned()
    });
    child.wait().expect("the fixer ends");
    reader.join().unwrap()
}

fn call(args: &[&str]) -> Command {
    let mut command = fixer();
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn a_terminal_has_colours_unless_somebody_minds() {
    let folder = Folder::new("terminal_colours");
    let file = folder.file("a", BAD.as_bytes());
    let out = |command: &mut Command, terminal: Stdio| {
        command.stdout(terminal);
    };
    let seen = shown(call(&["--check", &file]), out);
    assert!(seen.contains("\u{1b}[31m²©²ÊÍøÕ¾\u{1b}[0m → \u{1b}[32m博彩网站\u{1b}[0m"), "{seen:?}");
    let plain = shown(call(&["--check", &file]), |command, terminal| {
        command.env("NO_COLOR", "1").stdout(terminal);
    });
    assert!(plain.contains("²©²ÊÍøÕ¾ → 博彩网站") && !plain.contains('\u{1b}'), "{plain:?}");
}

#[test]
fn long_work_shows_a_bar_on_a_terminal_and_takes_it_away() {
    let folder = Folder::new("terminal_bar");
    let file = folder.file("a", format!("{BAD}{}", "a good line of text\n".repeat(200_000)).as_bytes());
    let err = |command: &mut Command, terminal: Stdio| {
        command.stderr(terminal);
    };
    let seen = shown(call(&["--check", &file]), err);
    assert!(seen.contains("/3.8"), "the bytes of the file aren't shown: {seen:?}");
    // the last thing is the summary
    let last = seen.trim_end().rsplit('\n').next().unwrap();
    assert!(last.contains("1  gbk read as windows-1252"), "{seen:?}");
    let quiet = shown(call(&["--check", "-q", &file]), err);
    assert_eq!(quiet, "");
}
