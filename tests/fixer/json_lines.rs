//! `--jsonl`: lines without repairs come through byte for byte, and lines that aren't JSON are told.

use crate::process::{Folder, fix, fix_input};

/// Valid lines that any parse-and-print would change.
const ODD_LINES: [&str; 14] = [
    r#"{"b":1,"a":2,"b":3}"#,
    "  { \"a\" :\t\"x\" , \"b\":[ 1 ,2 ]  }  ",
    r#"{"n":[1e5,1E+05,1.0,1.10,-0,-0.0,0.1e-7,12345678901234567890123456789,1e999]}"#,
    r#"{"e":"\u0041\/\"\\\b\f\n\r\t\u0000\u007f"}"#,
    r#"{"u":"\u00e9\u00E9 é \ud83d\ude00 😀 \ud800 \u4F60好"}"#,
    r#"{"":"","{\"":"}\\","[":"\\\\","a:b":":","k\u0065y":","}"#,
    r#"{"a":{"b":{"c":[[["deep"]],{"d":null,"e":true}]}}}"#,
    r#""only a string""#,
    "[]",
    "{}",
    "null",
    "-17.50",
    "",
    " \t ",
];

#[test]
fn lines_without_repairs_come_through_byte_for_byte() {
    for end in ["\n", "\r\n"] {
        let text = ODD_LINES.join(end);
        assert_eq!(fix_input(&["--jsonl"], text.as_bytes()).text(), text);
        assert_eq!(fix_input(&["--jsonl", "--field", "b"], text.as_bytes()).text(), text);
        assert_eq!(fix_input(&["--jsonl", "--explain"], text.as_bytes()).text(), "");
        let ended = text + end;
        assert_eq!(fix_input(&["--jsonl"], ended.as_bytes()).text(), ended);
    }
}

#[test]
fn a_byte_order_mark_is_kept() {
    let text = "\u{feff}{\"a\": \"b\"}\n{}\n";
    assert_eq!(fix_input(&["--jsonl"], text.as_bytes()).text(), text);
}

#[test]
fn an_empty_file_stays_empty() {
    assert_eq!(fix_input(&["--jsonl"], b"").text(), "");
}

#[test]
fn long_and_deep_lines_come_through() {
    let long = format!("{{\"text\": \"{}\"}}", "good text and more of it, ".repeat(20_000));
    let deep = "[".repeat(50_000) + "\"x\"" + &"]".repeat(50_000);
    let text = format!("{long}\n{deep}\n");
    assert_eq!(fix_input(&["--jsonl"], text.as_bytes()).text(), text);
}

#[test]
fn a_line_that_is_not_json_is_told_and_stays_and_the_rest_is_done() {
    let folder = Folder::new("not_json");
    let text = "{\"a\":\"x\"}\nplain text\n{\"é\": x}\n{\"a\":\"y\"}\n";
    let bad = folder.file("bad.jsonl", text.as_bytes());
    let good = folder.file("good.jsonl", b"[1 , 2]");
    let outcome = fix(&["--jsonl", &bad, &good]);
    assert_eq!(
        (outcome.code, String::from_utf8(outcome.stdout).unwrap()),
        (Some(2), format!("{text}[1 , 2]"))
    );
    let messages: Vec<&str> = outcome.stderr.lines().collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages[0].starts_with(&format!("fix: {bad}:2:1: not JSON: ")), "{messages:?}");
    assert!(messages[1].starts_with(&format!("fix: {bad}:3:7: not JSON: expected value; ")), "{messages:?}");
    assert!(messages[0].contains("leave out --jsonl"), "{messages:?}");

    let outcome = fix(&["--jsonl", "--explain", &bad]);
    assert_eq!((outcome.code, outcome.stdout.as_slice()), (Some(2), &b""[..]));
}

#[test]
fn raw_controls_in_a_string_are_not_json() {
    let outcome = fix_input(&["--jsonl"], b"[\"a\0b\"]\n[\"ok\"]\n");
    assert_eq!((outcome.code, outcome.stdout.as_slice()), (Some(2), &b"[\"a\0b\"]\n[\"ok\"]\n"[..]));
    assert!(outcome.stderr.starts_with("fix: <stdin>:1:"), "{}", outcome.stderr);
}
