//! Good text comes through byte for byte; what can't be read is told.

use std::io::{Read, Write};
use std::process::Stdio;
use std::thread;

use crate::process::{Folder, fix, fix_input, fixer};

/// Nothing in here is garbled, and much of it is easily lost.
const GOOD: [(&str, &str); 10] = [
    ("empty file", ""),
    ("one newline", "\n"),
    ("no final newline", "first\nlast"),
    ("blank lines", "\n\n\na\n\n"),
    ("CRLF", "one\r\ntwo\r\n\r\nthree\r\n"),
    ("old Mac line ends", "one\rtwo\r"),
    ("NUL bytes", "a\0b\0\0\nc\0"),
    ("lone controls", "\u{1b}[1mbold\u{1b}[0m \u{7}\u{8}\u{c}\u{b}\u{7f}"),
    ("byte order mark", "\u{feff}good text\n"),
    (
        "letters of many languages",
        "Grüße, señor; Šťastný; Привет, мир; 你好，世界; こんにちは; 안녕하세요; שלום\n",
    ),
];

#[test]
fn good_files_come_through_byte_for_byte() {
    let folder = Folder::new("good_files");
    for (name, text) in GOOD {
        let file = folder.file("good.txt", text.as_bytes());
        assert_eq!(fix(&[&file]).text(), text, "{name}");
        assert_eq!(fix(&["--explain", &file]).text(), "", "{name}");
    }
}

#[test]
fn good_standard_input_comes_through_byte_for_byte() {
    for (name, text) in GOOD {
        assert_eq!(fix_input::<&str>(&[], text.as_bytes()).text(), text, "{name}");
        assert_eq!(fix_input(&["-"], text.as_bytes()).text(), text, "{name}");
    }
}

#[test]
fn a_line_of_any_length_comes_through() {
    let text = "a good line that does not end, ".repeat(20_000);
    assert_eq!(fix_input::<&str>(&[], text.as_bytes()).text(), text);
}

#[test]
fn several_files_are_printed_in_their_order() {
    let folder = Folder::new("several_files");
    let (a, b) = (folder.file("a", b"one\n"), folder.file("b", b"two, no newline"));
    assert_eq!(fix_input(&[&b, "-", &a], b"<three>").text(), "two, no newline<three>one\n");
}

#[test]
fn a_missing_file_is_an_error_after_the_others_are_done() {
    let folder = Folder::new("missing_file");
    let (a, b) = (folder.file("a", b"one\n"), folder.file("b", b"two\n"));
    let missing = folder.path("missing.txt");
    let outcome = fix(&[&a, &missing, &b]);
    assert_eq!((outcome.code, outcome.stdout.as_slice()), (Some(2), &b"one\ntwo\n"[..]));
    assert!(outcome.stderr.starts_with(&format!("fix: {missing}: ")), "{}", outcome.stderr);
    assert!(outcome.stderr.ends_with("; check the path\n"), "{}", outcome.stderr);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = fixer()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the fixer starts");
    // Larger than any pipe, so that the fixer is still writing when its reader goes away.
    let text = "good text\n".repeat(1_000_000);
    let mut stdin = child.stdin.take().unwrap();
    // it ends when its reader does, and then this can't be written to the end
    let writer = thread::spawn(move || stdin.write_all(text.as_bytes()));
    let mut start = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    assert_eq!(&start, b"good text\n");
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn help_shows_examples_and_version_the_version() {
    let help = fix(&["--help"]).text();
    for wanted in
        ["Usage: fix ", "--explain", "--jsonl", "--field <NAME>", "--min-confidence <N>", "Examples"]
    {
        assert!(help.contains(wanted), "{wanted} isn't in:\n{help}");
    }
    assert_eq!(fix(&["--version"]).text(), format!("fix {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_arguments_are_an_error_and_nothing_is_printed() {
    let wrong: [(&[&str], &str); 4] = [
        (&["--field", "text"], "--jsonl"),
        (&["--min-confidence", "90"], "from 0 to 1"),
        (&["--min-confidence", "NaN"], "from 0 to 1"),
        (&["--no-such-option"], "--no-such-option"),
    ];
    for (args, told) in wrong {
        let outcome = fix_input(args, b"good text");
        assert_eq!((outcome.code, outcome.stdout.as_slice()), (Some(2), &b""[..]), "{args:?}");
        assert!(outcome.stderr.contains(told), "{args:?}: {}", outcome.stderr);
    }
}
