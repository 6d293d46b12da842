//! The README's sessions are what a shell shows: each is run again, in a copy of `tests/sessions`.
//!
//! `BLESS=1 cargo test --test fixer readme` writes what is shown now into the README.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::process::{Folder, fixer};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sessions");

/// File names that not every tool which unpacks this crate would write as they are.
const NAMES: [&str; 4] = [
    "Music/Êèíî/01 Ãðóïïà êðîâè.ogg",
    "Music/Êèíî/02 Çâåçäà ïî èìåíè Ñîëíöå.ogg",
    "Music/BjÃ¶rk - JÃ³ga.ogg",
    "Music/Sigur Rós - Sæglópur.ogg",
];

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|e| e.unwrap().path()) {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).unwrap();
        }
    }
}

/// What a terminal would show after these lines; `$ ` starts a command, and what isn't one is output.
fn shown(folder: &Path, session: &str) -> String {
    let programs = Path::new(fixer().get_program()).parent().unwrap().to_path_buf();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let mut out = String::new();
    for command in session.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1; {command}")]).current_dir(folder).env("PATH", &path);
        let output = shell.output().expect("a shell starts");
        let output = String::from_utf8(output.stdout).expect("the output is UTF-8");
        // the README has one kind of line ends
        out += &format!("$ {command}\n{}", output.replace('\r', ""));
    }
    out
}

/// Without confidences and what else was thought of, which a better model may change.
fn without_shades(text: &str) -> String {
    let lines = text.split_inclusive('\n').filter(|line| !line.starts_with("  or "));
    let without_percents = |line: &str| {
        line.replace(" %)", "").trim_end_matches(|c: char| c.is_ascii_digit() || c == '\n').to_string()
    };
    lines.map(|line| without_percents(line) + "\n").collect()
}

#[test]
fn the_readme_shows_what_is_printed() {
    let folder = Folder::new("readme");
    copy(Path::new(FILES), Path::new(&folder.path("")));
    for name in NAMES {
        folder.file(name, b"");
    }
    let readme = fs::read_to_string(README).unwrap();
    let mut new = String::new();
    let mut sessions = 0;
    for (i, part) in readme.split("```").enumerate() {
        let fence = if i > 0 { "```" } else { "" };
        new += fence;
        match part.strip_prefix("console\n") {
            Some(session) if i % 2 == 1 => {
                let shown = shown(Path::new(&folder.path("")), session);
                if std::env::var_os("BLESS").is_none() {
                    assert_eq!(without_shades(&shown), without_shades(session));
                }
                new += &format!("console\n{shown}");
                sessions += 1;
            }
            _ => new += part,
        }
    }
    assert!(sessions >= 4, "the sessions aren't where this test looks for them");
    if std::env::var_os("BLESS").is_some() {
        fs::write(README, new).unwrap();
    }
}
