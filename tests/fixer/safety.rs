//! Files stay whole whatever happens: a kill at any moment, Ctrl-C, somebody else who writes.

#![cfg(unix)]

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

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

/// Files of several sizes with something to repair in each, and what was killed so far.
struct Victims {
    folder: Folder,
    /// Names, and texts as they were.
    texts: Vec<(String, String)>,
    /// Kills before the first file was replaced, in between, and after the last one.
    kills: [u32; 3],
}

impl Victims {
    fn new(name: &str) -> Victims {
        let texts = (1..=4)
            .map(|i| {
                let plain = "a good line of text that is there to fill the file\n".repeat(300 * i);
                (format!("{i}.txt"), format!("{BAD}{plain}{BAD}"))
            })
            .collect();
        Victims { folder: Folder::new(name), texts, kills: [0; 3] }
    }

    /// How many files are repaired; each is as it was or repaired, and none is missing.
    fn repaired(&self) -> usize {
        let whole = self.texts.iter().filter(|(name, text)| {
            let now = fs::read_to_string(self.folder.path(name)).expect("no file is missing");
            let good = now == text.replace(BAD, GOOD);
            assert!(good || now == *text, "{name} is broken after {:?} kills", self.kills);
            good
        });
        whole.count()
    }

    /// Starts to repair all files, lets `kill` end that, and looks at what is left.
    fn kill(&mut self, start: impl FnOnce(&[&str]) -> Child, kill: impl FnOnce(&Victims, &mut Child)) {
        for (name, text) in &self.texts {
            self.folder.file(name, text.as_bytes());
        }
        let (report, all) = (self.folder.path("report"), self.folder.path(""));
        let mut child = start(&["-i", "--report", &report, &all]);
        kill(self, &mut child);
        child.wait().expect("the fixer ends");
        let repaired = self.repaired();
        self.kills[usize::from(repaired > 0) + usize::from(repaired == self.texts.len())] += 1;
        // what was reported can be undone, also after a kill
        if fs::metadata(&report).is_ok_and(|m| m.len() > 0) {
            let undone = fix(&["--undo", &report]);
            assert_eq!(undone.code, Some(0), "{}", undone.stderr);
            assert_eq!(self.repaired(), 0);
        }
        for left in self.folder.names().iter().filter(|n| !self.texts.iter().any(|t| t.0 == **n)) {
            fs::remove_file(self.folder.path(left)).unwrap();
        }
    }
}

/// Two hundred kills: at any byte that is written, and at any state of the files that can be seen from outside. None
/// of them depends on a clock.
#[test]
fn a_kill_at_any_moment_leaves_every_file_whole() {
    let mut victims = Victims::new("kills");
    let largest = victims.texts[3].1.len();
    for i in 0..100 {
        // the system kills a process whose file gets larger than this; whole blocks of 512 or 1024 bytes
        let blocks = i * (largest / 512 + 2) / 99;
        let limited = |args: &[&str]| {
            let script = format!("ulimit -c 0; ulimit -f {blocks}; exec \"$0\" \"$@\"");
            let mut shell = Command::new("sh");
            shell.args(["-c", &script]).arg(fixer().get_program()).args(args);
            shell.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a shell starts")
        };
        victims.kill(limited, |_, _| ());
        match i {
            0 => assert_eq!(victims.kills, [1, 0, 0], "nothing can be written"),
            99 => assert!(victims.kills[2] > 0, "everything can be written"),
            _ => {}
        }
    }
    for i in 0..100 {
        let threads = ["1", "2"][i % 2];
        let start = |args: &[&str]| start(&[args, &["--threads", threads]].concat());
        let (files, bytes) = (i / 2 % 5, i as u64 * 19);
        victims.kill(start, |victims, child| {
            let report = victims.folder.path("report");
            // so many files are done, or so much of the report is written
            let far = || match i / 10 % 2 {
                0 => victims.repaired() >= files,
                _ => fs::metadata(&report).is_ok_and(|m| m.len() >= bytes),
            };
            while !far() && child.try_wait().is_ok_and(|ended| ended.is_none()) {
                thread::yield_now();
            }
            let _ = child.kill();
        });
    }
    assert_eq!(victims.kills.iter().sum::<u32>(), 200);
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
