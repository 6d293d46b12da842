//! What is shown: --check, --diff, --explain, --text, colours; and the tools that need no files.

use std::fs;
use std::process::{Command, Stdio};

use crate::process::{Folder, fix, fix_input, fixer};

const BAD: &str = "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan kembali menanam bibit bakau.\n";
const GOOD: &str = "Jakarta, 博彩网站 - Sekitar tiga ratus nelayan kembali menanam bibit bakau.\n";

#[test]
fn check_lists_and_ends_with_1_and_writes_nothing() {
    let folder = Folder::new("check");
    let (bad, good) = (folder.file("bad", BAD.as_bytes()), folder.file("good", GOOD.as_bytes()));
    let outcome = fix(&["--check", &good, &bad]);
    assert_eq!(outcome.code, Some(1));
    let line = String::from_utf8(outcome.stdout).unwrap();
    assert!(
        line.starts_with(&format!("{bad}:1:10: ²©²ÊÍøÕ¾ → 博彩网站 (gbk read as windows-1252, ")),
        "{line}"
    );
    assert!(outcome.stderr.starts_with("fix: 2 files, 1 repair in 1\n"), "{}", outcome.stderr);
    assert_eq!(fs::read(&bad).unwrap(), BAD.as_bytes());
    let outcome = fix(&["--check", &good]);
    assert_eq!((outcome.code, outcome.stdout.as_slice()), (Some(0), &b""[..]));
    assert_eq!(outcome.stderr, "fix: 1 file, 0 repairs in 0\n");
    assert_eq!(fix(&["-q", "--check", &good]).text(), "");
}

#[test]
fn errors_count_more_than_repairs() {
    let folder = Folder::new("errors_count_more");
    let outcome = fix(&["--check", &folder.file("bad", BAD.as_bytes()), &folder.path("missing")]);
    assert_eq!(outcome.code, Some(2));
}

#[test]
fn a_diff_is_a_patch() {
    let folder = Folder::new("diff");
    let line = |i: usize| format!("good line {i}\n");
    let mut text: Vec<String> = (1..40).map(line).collect();
    for i in [0, 9, 10, 14, 30] {
        text[i] = BAD.to_string();
    }
    text.push(BAD.trim_end().to_string());
    let text = text.concat();
    let file = folder.file("a.txt", text.as_bytes());
    let outcome = fix(&["-q", "--diff", &file]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(1), ""));
    let patch = String::from_utf8(outcome.stdout).unwrap();
    let hunks: Vec<&str> = patch.lines().filter(|l| l.starts_with("@@")).collect();
    assert_eq!(hunks, ["@@ -1,4 +1,4 @@", "@@ -7,12 +7,12 @@", "@@ -28,7 +28,7 @@", "@@ -37,4 +37,4 @@"]);
    assert!(
        patch.starts_with(&format!("--- {file}\n+++ {file}\n@@ -1,4 +1,4 @@\n-{BAD}+{GOOD} good line 2\n")),
        "{patch}"
    );
    let pair = format!("-{BAD}-{BAD}+{GOOD}+{GOOD} good line 12\n");
    assert!(patch.contains(&pair), "{patch}");
    assert!(patch.ends_with(&format!("+{}\n\\ No newline at end of file\n", GOOD.trim_end())), "{patch}");
    // the proof of a patch is in the patching, where there is a git to do it
    let patch_file = folder.file("a.patch", patch.replace(&file, "a.txt").as_bytes());
    let mut git = Command::new("git");
    git.args(["apply", "-p0", "--unsafe-paths", &patch_file]).current_dir(folder.path(""));
    if let Ok(output) = git.env("GIT_CEILING_DIRECTORIES", folder.path("..")).output() {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(fs::read_to_string(&file).unwrap(), text.replace(BAD.trim_end(), GOOD.trim_end()));
    }
    assert_eq!(fix_input(&["-q", "--diff"], GOOD.as_bytes()).text(), "");
}

#[test]
fn a_diff_of_a_long_line_shows_the_places() {
    let plain = "a good part of a line that is there to be long, ".repeat(3000);
    let outcome = fix_input(&["-q", "--diff"], format!("x\n{plain}²©²ÊÍøÕ¾ {plain}\n{BAD}").as_bytes());
    let diff = String::from_utf8(outcome.stdout).unwrap();
    let column = plain.chars().count() + 1;
    assert!(diff.contains(&format!("@@ line 2, column {column}, of which this is a part @@\n-…")), "{diff}");
    assert!(diff.contains("there to be long, 博彩网站 a good part"), "{diff}");
    assert!(diff.contains("@@ -3,1 +3,1 @@\n-Jakarta"), "{diff}");
    assert!(diff.len() < 2000, "{}", diff.len());
}

#[test]
fn colours_are_for_terminals_and_can_be_turned_off() {
    let folder = Folder::new("colours");
    let file = folder.file("a", BAD.as_bytes());
    let run = |args: &[&str], no_color: bool| {
        let mut command = fixer();
        command.args(args).arg(&file).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        if no_color {
            command.env("NO_COLOR", "1");
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    for mode in ["--check", "--diff", "--explain"] {
        assert!(!run(&[mode], false).contains('\u{1b}'), "{mode} into a pipe");
        assert!(!run(&[mode, "--color", "never"], false).contains('\u{1b}'), "{mode}");
        assert!(run(&[mode, "--color", "always"], false).contains("\u{1b}["), "{mode}");
    }
    let diff = run(&["--diff", "--color", "always"], false);
    // the repaired range stands out in its line
    assert!(diff.contains("\u{1b}[7m\u{1b}[32m博彩网站\u{1b}[0m"), "{diff:?}");
    // the text itself never has colours
    assert_eq!(run(&["--color", "always"], false), GOOD);
}

#[test]
fn a_string_is_explained() {
    let told = fix(&["--text", "²©²ÊÍøÕ¾"]).text();
    assert!(
        told.starts_with("博彩网站\n<text>:1:1: ²©²ÊÍøÕ¾ → 博彩网站 (gbk read as windows-1252, "),
        "{told}"
    );
    assert_eq!(fix(&["--text", "good"]).text(), "good\nnothing in it looks garbled\n");
}

#[test]
fn chains_are_learned_from_texts_and_files() {
    let learned = fix(&["--learn", "Ã©tÃ©, NoÃ«l", "été, Noël"]).text();
    assert!(learned.starts_with("utf-8>windows-1252\n"), "{learned}");
    let folder = Folder::new("learn");
    let (bad, good) = (folder.file("bad", "Ã©tÃ©".as_bytes()), folder.file("good", "été".as_bytes()));
    let learned = fix(&["--learn", &format!("@{bad}"), &format!("@{good}")]).text();
    assert!(learned.starts_with("utf-8>windows-1252\n"), "{learned}");
    assert_eq!(fix(&["--learn", "été", "hiver"]).code, Some(2));
    let outcome = fix(&["--learn", "@/no/such/file", "x"]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("/no/such/file"), "{}", outcome.stderr);
}

#[test]
fn text_is_garbled_line_by_line() {
    let garbled = fix_input(&["--garble", "utf-8>windows-1252 twice"], "été\r\nabc\n".as_bytes()).text();
    assert_eq!(garbled, "ÃƒÂ©tÃƒÂ©\r\nabc\n");
    let outcome = fix_input(&["--garble", "koi8-r>windows-1252"], "а\nab中\nб\n".as_bytes());
    assert_eq!(
        (outcome.code, String::from_utf8(outcome.stdout).unwrap().as_str()),
        (Some(2), "Á\nab中\nÂ\n")
    );
    assert!(outcome.stderr.starts_with("fix: <stdin>:2:3: 中: "), "{}", outcome.stderr);
}

#[test]
fn completions_and_manual_name_the_options() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(fix(&["--completions", shell]).text().contains("min-confidence"), "{shell}");
    }
    let manual = fix(&["--man"]).text();
    for wanted in [".TH fix 1", "\\-\\-in\\-place", "\\-\\-undo", "Examples"] {
        assert!(manual.contains(wanted), "{wanted}");
    }
}

#[test]
fn lines_are_answered_as_they_come() {
    use std::io::{BufRead, BufReader, Write};

    let mut child = fixer().arg("--lines").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..3 {
        stdin.write_all(BAD.as_bytes()).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(line, GOOD);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn charsets_have_names_that_are_understood() {
    let names = fix(&["--charsets"]).text();
    assert_eq!(names.lines().count(), demojibake::Charset::all().count());
    for name in names.lines() {
        assert_eq!(fix(&["--from", name]).text(), "", "{name}");
    }
}
