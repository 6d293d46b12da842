//! Garbled text comes out as it was written, and nothing else changes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{Folder, fix, fix_input};

fn sample(name: &str) -> (String, String) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name);
    let text = fs::read_to_string(&path).expect("the sample is there");
    (path.display().to_string(), text)
}

/// What `--explain` says of each repair, without the confidence, which a better model may change.
#[track_caller]
fn without_confidence(explained: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    for line in explained.lines() {
        let (said, confidence) = line.rsplit_once(", ").expect("the confidence comes last");
        let percent = confidence.strip_suffix(" %)").and_then(|n| n.parse::<u8>().ok());
        assert!(percent.is_some_and(|n| (1..=100).contains(&n)), "{line}");
        lines.push(said);
    }
    lines
}

#[test]
fn samples_are_repaired_and_nothing_else_changes() {
    for name in ["article-id", "mixed"] {
        let (file, _) = sample(&format!("{name}.txt"));
        let (_, expected) = sample(&format!("{name}.expected.txt"));
        let repaired = fix(&[&file]).text();
        for (line, wanted) in repaired.lines().zip(expected.lines()) {
            assert_eq!(line, wanted, "{name}");
        }
        assert_eq!(repaired, expected, "{name}");
    }
}

#[test]
fn expected_texts_are_good_texts() {
    for name in ["article-id", "mixed"] {
        let (file, expected) = sample(&format!("{name}.expected.txt"));
        assert_eq!(fix(&["--explain", &file]).text(), "", "{name}");
        assert_eq!(fix(&[&file]).text(), expected, "{name}");
    }
}

#[test]
fn explain_gives_place_change_and_cause() {
    let (file, _) = sample("article-id.txt");
    let said = "²©²ÊÍøÕ¾ → 博彩网站 (gbk read as windows-1252";
    let wanted = [(1, 1), (7, 18), (10, 8)].map(|(line, column)| format!("{file}:{line}:{column}: {said}"));
    assert_eq!(without_confidence(&fix(&["--explain", &file]).text()), wanted);
}

#[test]
fn explain_names_every_mix_up_of_a_chain() {
    let text = "Dans l'eau\r\nNous passerons tout cet ÃƒÂ©tÃƒÂ© au bord de la mer.\r\n";
    let explained = fix_input(&["--explain"], text.as_bytes()).text();
    let wanted = "utf-8 read as windows-1252 twice";
    let lines = without_confidence(&explained);
    assert!(lines.iter().all(|l| l.starts_with("<stdin>:2:") && l.ends_with(wanted)), "{lines:?}");
    assert!(lines[0].starts_with("<stdin>:2:25: "), "{lines:?}");
}

#[test]
fn line_ends_and_nul_bytes_around_a_run_stay() {
    let text = "a\0b\r\n²©²ÊÍøÕ¾\r\n\0²©²ÊÍøÕ¾\0\n\rJakarta, ²©²ÊÍøÕ¾";
    let wanted = text.replace("²©²ÊÍøÕ¾", "博彩网站");
    assert_eq!(fix_input::<&str>(&[], text.as_bytes()).text(), wanted);
}

#[test]
fn a_garbled_line_of_any_length_comes_out_right() {
    let text = "Jakarta, ²©²ÊÍøÕ¾ dan warga pesisir, ".repeat(5_000);
    let wanted = text.replace("²©²ÊÍøÕ¾", "博彩网站");
    assert!(fix_input::<&str>(&[], text.as_bytes()).text() == wanted, "a long line isn't repaired");
}

#[test]
fn min_confidence_leaves_out_what_is_less_probable() {
    let (file, _) = sample("mixed.txt");
    let explained = |least: &str| fix(&["--explain", "--min-confidence", least, &file]).text();
    let (all, certain) = (explained("0"), explained("0.95"));
    assert!(all.lines().count() >= 14, "{all}");
    for line in certain.lines() {
        let percent: u8 = line.rsplit([',', ' ', '%', ')']).find_map(|n| n.parse().ok()).expect(line);
        assert!(percent >= 95 && all.contains(line), "{line}");
    }
}

#[test]
fn json_values_are_repaired_at_any_depth_and_the_rest_stays() {
    let line = concat!(
        r#" {"b" : 1.50, "²©²ÊÍøÕ¾":null, "a":[{"text":"Jakarta,\u0020²©²ÊÍøÕ¾ \/ \"Demak\" \u00e9"}, 1e5],"#,
        "\t\"b\":{\"c\":{\"d\":\"²©²ÊÍøÕ¾\"}} }\r\n"
    );
    let wanted = concat!(
        r#" {"b" : 1.50, "²©²ÊÍøÕ¾":null, "a":[{"text":"Jakarta,\u0020博彩网站 \/ \"Demak\" \u00e9"}, 1e5],"#,
        "\t\"b\":{\"c\":{\"d\":\"博彩网站\"}} }\r\n"
    );
    assert_eq!(fix_input(&["--jsonl"], line.as_bytes()).text(), wanted);
}

#[test]
fn json_escapes_stay_escapes() {
    let line = r#"{"a":{"b":"Jakarta,\u00b2\u00a9\u00b2\u00ca\u00cd\u00f8\u00d5\u00be\n\u2013 Demak"}}"#;
    let wanted = r#"{"a":{"b":"Jakarta,\u535a\u5f69\u7f51\u7ad9\n\u2013 Demak"}}"#;
    assert_eq!(fix_input(&["--jsonl"], line.as_bytes()).text(), wanted);
}

#[test]
fn fields_choose_what_is_repaired() {
    let line = r#"{"title":"²©²ÊÍøÕ¾","body":{"p":["²©²ÊÍøÕ¾"]},"raw":"²©²ÊÍøÕ¾"}"#;
    let wanted = r#"{"title":"博彩网站","body":{"p":["博彩网站"]},"raw":"²©²ÊÍøÕ¾"}"#;
    let args = ["--jsonl", "--field", "title", "--field", "body"];
    assert_eq!(fix_input(&args, line.as_bytes()).text(), wanted);
}

#[test]
fn json_values_are_repaired_beside_a_line_that_is_not_json() {
    let outcome = fix_input(&["--jsonl"], "[\"²©²ÊÍøÕ¾\"]\n²©²ÊÍøÕ¾\n[\"²©²ÊÍøÕ¾\"]".as_bytes());
    let wanted = "[\"博彩网站\"]\n²©²ÊÍøÕ¾\n[\"博彩网站\"]";
    assert_eq!((outcome.code, String::from_utf8(outcome.stdout).unwrap().as_str()), (Some(2), wanted));
}

#[test]
fn explain_points_into_the_json_line() {
    let folder = Folder::new("explain_json");
    let text = "{}\n{\"é\": \"\\n²©²ÊÍøÕ¾\", \"b\": [\"x\", \"²©²ÊÍøÕ¾\"]}\n";
    let file = folder.file("a.jsonl", text.as_bytes());
    let said = "²©²ÊÍøÕ¾ → 博彩网站 (gbk read as windows-1252";
    let wanted = [10, 33].map(|column| format!("{file}:2:{column}: {said}"));
    assert_eq!(without_confidence(&fix(&["--jsonl", "--explain", &file]).text()), wanted);
}

/// The README promises these repairs; its words are the test.
#[test]
fn the_readme_table_is_true() {
    let readme = include_str!("../../README.md");
    let rows: Vec<Vec<&str>> = readme
        .lines()
        .filter(|line| line.starts_with('|') && line.contains('`'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 10, "the table isn't where this test looks for it");
    for row in rows {
        let garbled = row[1].trim_matches('`');
        assert_eq!(fix_input::<&str>(&[], garbled.as_bytes()).text(), row[2], "{}", row[0]);
        let sentence = |word: &str| format!("The sign at the door said {word} and nothing more than that.\n");
        let repaired = fix_input::<&str>(&[], sentence(garbled).as_bytes()).text();
        assert_eq!(repaired, sentence(row[2]), "{}", row[0]);
    }
}

#[test]
fn what_is_left_in_doubt_is_counted_and_shown() {
    // three letters that are probably Russian, beside what is certain; a better model may be surer of either
    let sure = ["--min-confidence", "0.99"];
    let told = |args: &[&str]| fix(&[&sure[..], args].concat());
    let folder = Folder::new("doubts");
    let file = folder.file("a", "êîò\n²©²ÊÍøÕ¾\n".as_bytes());
    let summary = told(&["--check", &file]).stderr;
    assert!(
        summary.starts_with("fix: 1 file, 1 repair in 1, 1 left in doubt (--explain shows them)\n"),
        "{summary}"
    );
    let shown = told(&["--explain", &file]).text();
    let lines = without_confidence(&shown);
    assert_eq!(lines[0], format!("{file}:1:1: left alone: êîò → кот (windows-1251 read as windows-1252"));
    assert_eq!(lines.len(), 2);
    // in a table each in its place, quotes and all
    let csv = folder.file("a.csv", "x,\"1 \"\" êîò\"\n".as_bytes());
    let shown = told(&["--csv", "--explain", &csv]).text();
    assert!(shown.starts_with(&format!("{csv}:1:9: left alone: êîò → кот (")), "{shown}");
    assert_eq!(told(&["-q", "--check", &csv]).code, Some(0));
}
