//! `--report` and `--undo`: every file comes back byte for byte, or stays as it is.

use std::fs;

use crate::process::{Folder, Outcome, fix};

const BAD: &str = "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan kembali menanam bibit bakau.\n";

#[track_caller]
fn undo(report: &str) -> Outcome {
    fix(&["--undo", report])
}

/// Files that are hard to get back, all of them with something to repair.
fn originals() -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let bad = BAD.as_bytes();
    // lines of Russian in windows-1251 among UTF-8, and bytes that have no character
    let russian =
        b"\xCC\xFB \xF1\xE5\xE3\xEE\xE4\xED\xFF \xEF\xEE\xE9\xE4\xB8\xEC \xE3\xF3\xEB\xFF\xF2\xFC\n";
    let mixed = [bad, bad, bad, russian, b"\x98\xFF\n", bad, russian].concat();
    let plain = "a good line of text that is there to fill the file, and nothing else\n".repeat(16_000);
    vec![
        ("plain", bad.to_vec()),
        ("no line end", format!("{BAD}{BAD}²©²ÊÍøÕ¾").into_bytes()),
        ("mark", format!("\u{feff}{BAD}").into_bytes()),
        ("invalid", [bad, b"bad bytes: \xFF\xC3\n", bad].concat()),
        ("mixed", mixed.clone()),
        ("utf-16", utf16(&BAD.repeat(3))),
        ("utf-16 with mark", [b"\xFF\xFE".to_vec(), utf16(BAD)].concat()),
        ("large", [plain.as_bytes(), bad, plain.as_bytes(), &mixed, bad].concat()),
    ]
}

#[test]
fn every_file_comes_back_byte_for_byte() {
    let folder = Folder::new("undo");
    let files: Vec<(String, Vec<u8>)> =
        originals().into_iter().map(|(name, bytes)| (folder.file(name, &bytes), bytes)).collect();
    for (i, to) in [&[][..], &["--to", "utf-16be"], &["--to", "gb18030"]].into_iter().enumerate() {
        let report = folder.path(&format!("report{i}"));
        let names: Vec<&str> = files.iter().map(|f| f.0.as_str()).collect();
        let outcome = fix(&[&["-i", "--report", &report], to, &names].concat());
        // what had no character has no bytes in GB 18030 either, but UTF-16 has U+FFFD
        assert!(outcome.code == Some(0) || i == 2, "{}", outcome.stderr);
        let changed = files.iter().filter(|(name, bytes)| fs::read(name).unwrap() != *bytes).count();
        assert!(changed >= files.len() - if i == 2 { 3 } else { 0 }, "{changed} changed: {}", outcome.stderr);
        let undone = undo(&report);
        assert_eq!(undone.code, Some(0), "{}", undone.stderr);
        for (name, bytes) in &files {
            assert!(fs::read(name).unwrap() == *bytes, "{name} didn't come back from {to:?}");
        }
        // once more: there's nothing left to do
        assert!(
            undo(&report).stderr.contains(&format!("0 files and 0 names as before, {changed} already so"))
        );
    }
}

#[test]
fn records_come_back_too() {
    let folder = Folder::new("undo_records");
    let json =
        "{\"a\": \"x \\u00b2\\u00a9\\u00b2\\u00ca\\u00cd\\u00f8\\u00d5\\u00be\"}\nnot json\n[\"²©²ÊÍøÕ¾\"]\n";
    let csv = "n,t\r\n1,\"²©²ÊÍøÕ¾ \"\"x\"\"\"\r\n2,²©²ÊÍøÕ¾\r\n";
    for (name, kind, text) in [("a.jsonl", "--jsonl", json), ("a.csv", "--csv", csv)] {
        let (file, report) = (folder.file(name, text.as_bytes()), folder.path(&format!("{name}.report")));
        let outcome = fix(&["-qi", kind, "--report", &report, &file]);
        assert!(outcome.stderr.is_empty() != (name == "a.jsonl"), "{}", outcome.stderr);
        assert_ne!(fs::read_to_string(&file).unwrap(), text);
        assert_eq!(undo(&report).code, Some(0));
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
}

#[test]
fn a_report_is_json_lines_that_say_what_was_done() {
    let folder = Folder::new("report_lines");
    let file = folder.file("a.txt", format!("é\n{BAD}").as_bytes());
    let report = folder.path("report");
    assert_eq!(fix(&["-qi", "--report", &report, &file]).text(), "");
    let text = fs::read_to_string(&report).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert_eq!(lines[0]["report"]["version"], 1);
    assert_eq!(lines[1]["file"]["path"], file);
    assert_eq!(lines[1]["file"]["written"], true);
    let repair = &lines[2]["repair"];
    assert_eq!((&repair["line"], &repair["column"], &repair["offset"]), (&2.into(), &10.into(), &12.into()));
    assert_eq!((&repair["before"], &repair["after"]), (&"²©²ÊÍøÕ¾".into(), &"博彩网站".into()));
    assert_eq!(repair["chain"], "gbk>windows-1252");
    assert!(repair["confidence"].as_f64().unwrap() > 0.9, "{text}");
}

#[test]
fn a_report_of_a_check_undoes_nothing() {
    let folder = Folder::new("report_of_check");
    let file = folder.file("a.txt", BAD.as_bytes());
    let report = folder.path("report");
    assert_eq!(fix(&["-q", "--check", "--report", &report, &file]).code, Some(1));
    assert!(fs::read_to_string(&report).unwrap().contains("博彩网站"));
    assert!(undo(&report).stderr.contains("0 files and 0 names as before"));
}

#[test]
fn a_report_is_never_overwritten() {
    let folder = Folder::new("report_kept");
    let (file, report) = (folder.file("a.txt", BAD.as_bytes()), folder.file("report", b"needed\n"));
    let outcome = fix(&["-i", "--report", &report, &file]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("the report is there already"), "{}", outcome.stderr);
    assert_eq!(fs::read(&file).unwrap(), BAD.as_bytes());
    assert_eq!(fs::read(&report).unwrap(), b"needed\n");
}

#[test]
fn a_file_that_was_changed_since_stays_and_the_others_come_back() {
    let folder = Folder::new("changed_since");
    let (a, b) = (folder.file("a", BAD.as_bytes()), folder.file("b", BAD.as_bytes()));
    let report = folder.path("report");
    assert_eq!(fix(&["-qi", "--report", &report, &a, &b]).text(), "");
    fs::write(&a, "mine\n").unwrap();
    let outcome = undo(&report);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("it was changed since the report was written"), "{}", outcome.stderr);
    assert_eq!((fs::read(&a).unwrap(), fs::read(&b).unwrap()), (b"mine\n".to_vec(), BAD.into()));
}

#[test]
fn a_damaged_report_changes_nothing() {
    let folder = Folder::new("damaged_report");
    let file = folder.file("a", format!("{BAD}{BAD}").as_bytes());
    let report = folder.path("report");
    assert_eq!(fix(&["-qi", "--report", &report, &file]).text(), "");
    let (text, repaired) = (fs::read_to_string(&report).unwrap(), fs::read(&file).unwrap());
    let lines: Vec<&str> = text.lines().collect();
    let damages = [
        text.replacen("\"before\":\"²", "\"before\":\"³", 1),
        text.replace("\"offset\":9,", "\"offset\":8,"),
        text.replace("\"offset\":9,", "\"offset\":99999,"),
        text.replace("博彩网站", "博彩网店"),
        lines[..lines.len() - 1].join("\n") + "\n",
        "not a report\n".to_string(),
        text.replace("\"version\":1", "\"version\":9"),
    ];
    for damaged in damages {
        assert_ne!(damaged, text);
        let outcome = undo(&folder.file("damaged", damaged.as_bytes()));
        assert_eq!(outcome.code, Some(2), "{damaged}");
        assert_eq!(fs::read(&file).unwrap(), repaired, "{damaged}");
        assert_eq!(folder.names(), ["a", "damaged", "report"]);
    }
    assert_eq!(undo(&report).code, Some(0));
}

#[test]
fn a_missing_report_is_told() {
    let outcome = undo("/no/such/report");
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.starts_with("fix: /no/such/report: No such file"), "{}", outcome.stderr);
}
