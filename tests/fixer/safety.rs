//! Files stay whole whatever happens: a kill at any moment, Ctrl-C, somebody else who writes.

#![cfg(unix)]

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::process::{Folder, fix, fixer};

const BAD: &str = "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan kembali menanam bibit bakau.\n";
const GOOD: &str = "Jakarta, 博彩网站 - Sekitar tiga ratus nelayan kembali menanam bibit bakau.\n";

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(sent.is_ok_and(|s| s.success()), "the signal can be sent");
}

fn start(args: &[&str]) -> Child {
    fixer().args(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the fixer starts")
}

/// The file that the fixer writes at the moment.
fn being_written(folder: &Folder) -> Option<String> {
    folder.names().into_iter().find(|n| n.ends_with(".fix-tmp") && !n.contains("fix-report"))
}

#[test]
fn a_kill_at_any_moment_leaves_every_file_whole() {
    let folder = Folder::new("kills");
    let texts: Vec<(String, String)> = (0..4)
        .map(|i| {
            let plain = "a good line of text that is there to fill the file\n".repeat(300 * (i + 1));
            (format!("{i}.txt"), format!("{BAD}{plain}{BAD}"))
        })
        .collect();
    let reset = || texts.iter().for_each(|(name, text)| drop(folder.file(name, text.as_bytes())));
    reset();
    let begin = Instant::now();
    assert!(fix(&["-i", &folder.path("")]).code == Some(0));
    let whole_run = begin.elapsed();
    let (mut early, mut late) = (0, 0);
    // delays all over a run and a bit more; which of them meets what is up to the machine
    for i in 0..200u32 {
        reset();
        let report = folder.path(&format!("report{i}"));
        let mut child = start(&["-i", "--report", &report, &folder.path("")]);
        thread::sleep(whole_run * i / 180);
        child.kill().expect("the fixer can be killed");
        child.wait().expect("the fixer ends");
        let mut repaired = 0;
        for (name, text) in &texts {
            let now = fs::read_to_string(folder.path(name)).expect("no file is missing");
            let good = text.replace(BAD, GOOD);
            assert!(now == *text || now == good, "{name} is broken after kill {i}");
            repaired += usize::from(now == good);
        }
        early += u32::from(repaired == 0);
        late += u32::from(repaired == texts.len());
        // what was reported can be undone, also after a kill
        if fs::metadata(&report).is_ok_and(|m| m.len() > 0) {
            let undone = fix(&["--undo", &report]);
            assert_eq!(undone.code, Some(0), "{}", undone.stderr);
            for (name, text) in &texts {
                assert_eq!(fs::read_to_string(folder.path(name)).unwrap(), *text, "{name}, kill {i}");
            }
        }
        for left in folder.names().iter().filter(|n| !texts.iter().any(|t| t.0 == **n)) {
            fs::remove_file(folder.path(left)).unwrap();
        }
    }
    assert!(early > 0 && late > 0, "the kills were all early or all late: {early}, {late}");
}

/// A file whose repair takes a while, and its text.
fn large(folder: &Folder) -> (String, String) {
    let plain = "a good line of text that is there to fill the file, and nothing else\n".repeat(400_000);
    let text = format!("{BAD}{plain}{BAD}");
    (folder.file("large.txt", text.as_bytes()), text)
}

/// Starts to repair the large file and stops the fixer while it's at it.
fn stopped_while_writing(folder: &Folder, file: &str) -> Child {
    let child = start(&["-i", "--threads", "1", file]);
    while being_written(folder).is_none() {
        thread::sleep(Duration::from_millis(1));
    }
    signal(&child, "STOP");
    child
}

#[test]
fn a_file_that_somebody_else_changes_meanwhile_is_not_overwritten() {
    let folder = Folder::new("changed_meanwhile");
    let (file, text) = large(&folder);
    let mut child = stopped_while_writing(&folder, &file);
    let changed = format!("{text}one line more\n");
    fs::write(&file, &changed).unwrap();
    signal(&child, "CONT");
    assert_eq!(child.wait().unwrap().code(), Some(2));
    assert!(fs::read_to_string(&file).unwrap() == changed);
    assert_eq!(folder.names(), ["large.txt"]);
}

#[test]
fn ctrl_c_leaves_the_file_as_it_was_and_nothing_beside_it() {
    for name in ["INT", "TERM"] {
        let folder = Folder::new(&format!("ctrl_c_{name}"));
        let (file, text) = large(&folder);
        let mut child = stopped_while_writing(&folder, &file);
        signal(&child, name);
        signal(&child, "CONT");
        assert_eq!(child.wait().unwrap().code(), Some(130));
        assert!(fs::read_to_string(&file).unwrap() == text);
        assert_eq!(folder.names(), ["large.txt"]);
    }
}

#[test]
fn what_a_killed_run_left_is_not_taken_for_a_file() {
    let folder = Folder::new("left_behind");
    folder.file(".a.txt.x1y2z3.fix-tmp", BAD.as_bytes());
    assert_eq!(fix(&["-q", "--check", "--hidden", &folder.path("")]).code, Some(0));
}
