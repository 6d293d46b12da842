//! `--csv`, `--tsv`, `--lines`, and how rows support each other.

use crate::process::{Folder, fix, fix_input};

#[test]
fn a_column_is_repaired_and_the_rest_stays() {
    let csv = "id;name;note\r\n1;²©²ÊÍøÕ¾;²©²ÊÍøÕ¾\r\n2;\"²©²ÊÍøÕ¾; \"\"x\"\"\";\"a\r\nb\"\r\n";
    let wanted = "id;name;note\r\n1;博彩网站;²©²ÊÍøÕ¾\r\n2;\"博彩网站; \"\"x\"\"\";\"a\r\nb\"\r\n";
    for column in ["name", "2"] {
        assert_eq!(fix_input(&["--csv", "--column", column], csv.as_bytes()).text(), wanted);
    }
    let all = fix_input(&["--csv"], csv.as_bytes()).text();
    assert_eq!(all, wanted.replace("²©²ÊÍøÕ¾", "博彩网站"));
}

#[test]
fn a_garbled_header_is_known_by_either_name() {
    let csv = "id,ÇÑ±¹ÀÇ ¿ª»ç\n1,ÇÑ±¹\n";
    for column in ["ÇÑ±¹ÀÇ ¿ª»ç", "한국의 역사"] {
        let fixed = fix_input(&["--csv", "--column", column], csv.as_bytes()).text();
        assert_eq!(fixed, "id,한국의 역사\n1,한국\n");
    }
}

#[test]
fn a_missing_column_is_told_with_those_there_are() {
    let outcome = fix_input(&["--csv", "--column", "nome"], b"id,name\n1,x\n");
    assert_eq!((outcome.code, outcome.stdout.as_slice()), (Some(2), &b""[..]));
    assert!(
        outcome.stderr.contains("no column is called nome; the first line has: id, name"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn tabs_have_no_quotes() {
    let tsv = "1\t\"²©²ÊÍøÕ¾\tx\\\t\n2\t²©²ÊÍøÕ¾\"\t\n";
    assert_eq!(fix_input(&["--tsv"], tsv.as_bytes()).text(), tsv.replace("²©²ÊÍøÕ¾", "博彩网站"));
    assert_eq!(fix_input(&["--tsv", "--column", "3"], tsv.as_bytes()).text(), tsv);
}

#[test]
fn wrong_quotes_are_told_and_the_record_stays() {
    let folder = Folder::new("wrong_quotes");
    let csv = "1,²©²ÊÍøÕ¾\n2,\"²©²ÊÍøÕ¾\"x\n3,²©²ÊÍøÕ¾\n4,\"²©²ÊÍøÕ¾\n5,²©²ÊÍøÕ¾\n";
    let file = folder.file("a.csv", csv.as_bytes());
    let outcome = fix(&["--csv", &file]);
    assert_eq!(outcome.code, Some(2));
    let wanted = "1,博彩网站\n2,\"²©²ÊÍøÕ¾\"x\n3,博彩网站\n4,\"²©²ÊÍøÕ¾\n5,博彩网站\n";
    assert_eq!(String::from_utf8(outcome.stdout).unwrap(), wanted);
    let told: Vec<&str> = outcome.stderr.lines().collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].starts_with(&format!("fix: {file}:2:13: something stands between the closing quote")),
        "{told:?}"
    );
    assert!(
        told[1].starts_with(&format!("fix: {file}:4:3: this quote isn't closed; the record stays")),
        "{told:?}"
    );
}

#[test]
fn rows_of_a_column_support_each_other() {
    // by itself the short one is left alone
    let short = "°¡";
    assert_eq!(fix_input(&["--lines"], format!("{short}\n").as_bytes()).text(), format!("{short}\n"));
    let rows = ["ÇÑ±¹ÀÇ ¿ª»ç", "´ëÇÑ¹Î±¹ ¼\u{AD}¿ï", "ÇÑ±¹¾î °øºÎ", "ºÎ»ê ¹Ù´Ù"];
    let csv: String = rows.iter().chain([&short]).map(|r| format!("1,{r},Æ\n")).collect();
    let fixed = fix_input(&["--csv"], csv.as_bytes()).text();
    assert_eq!(fixed, "1,한국의 역사,Æ\n1,대한민국 서울,Æ\n1,한국어 공부,Æ\n1,부산 바다,Æ\n1,가,Æ\n");
    let by_row = fix_input(&["--csv", "--evidence", "row"], csv.as_bytes()).text();
    assert!(by_row.ends_with(&format!("1,{short},Æ\n")), "{by_row}");
    let json: String = rows.iter().chain([&short]).map(|r| format!("{{\"a\":\"{r}\"}}\n")).collect();
    assert!(fix_input(&["--jsonl", "--field", "a"], json.as_bytes()).text().ends_with("{\"a\":\"가\"}\n"));
    assert!(fix_input(&["--jsonl"], json.as_bytes()).text().ends_with(&format!("{{\"a\":\"{short}\"}}\n")));
}

#[test]
fn lines_are_texts_of_their_own() {
    let text = "²©²ÊÍøÕ¾\r\n\r\ngood\n²©²ÊÍøÕ¾";
    assert_eq!(fix_input(&["--lines"], text.as_bytes()).text(), text.replace("²©²ÊÍøÕ¾", "博彩网站"));
}

#[test]
fn records_larger_than_a_block_come_through() {
    let field = "a good field that is long, ".repeat(60_000);
    let csv = format!("1,\"{field}\n\"\n2,²©²ÊÍøÕ¾\n");
    assert!(fix_input(&["--csv"], csv.as_bytes()).text() == csv.replace("²©²ÊÍøÕ¾", "博彩网站"));
    let json = format!("{{\"a\":\"{field}\"}}\n[\"²©²ÊÍøÕ¾\"]\n");
    assert!(fix_input(&["--jsonl"], json.as_bytes()).text() == json.replace("²©²ÊÍøÕ¾", "博彩网站"));
}

#[test]
fn a_record_without_end_is_told_and_stays() {
    let long = "a".repeat(10 << 20);
    let json = format!("[\"²©²ÊÍøÕ¾\"]\n[\"²©²ÊÍøÕ¾ {long}\"]\n[\"²©²ÊÍøÕ¾\"]\n");
    let outcome = fix_input(&["--jsonl"], json.as_bytes());
    assert_eq!(outcome.code, Some(2));
    let wanted = json.replacen("²©²ÊÍøÕ¾", "博彩网站", 1).replace("\n[\"²©²ÊÍøÕ¾\"]", "\n[\"博彩网站\"]");
    assert!(outcome.stdout == wanted.into_bytes(), "the output isn't as wanted");
    assert!(
        outcome.stderr.starts_with("fix: <stdin>:2:1: a record of more than 8 MiB"),
        "{}",
        outcome.stderr
    );
}
