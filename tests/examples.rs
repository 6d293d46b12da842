//! The examples beside the fixer, each run as a process.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs, thread};

/// Runs an example, which `cargo test` has built, and gives what it printed.
#[track_caller]
fn run(name: &str, args: &[&str], input: &[u8]) -> String {
    let test = std::env::current_exe().expect("a test knows its own path");
    let profile = test.ancestors().nth(2).expect("tests are in target/PROFILE/deps");
    let path = profile.join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let mut child = Command::new(&path)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("{}: {e}; `cargo build --examples` builds it", path.display()));
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    assert!(output.status.success(), "{name} ended with {}", output.status);
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// A file in the tests' folder.
fn file(name: &str, content: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path.display().to_string()
}

#[test]
fn stream() {
    let text = format!("NicolÃ¡s\n{}Jakarta, ²©²ÊÍøÕ¾\n", "a good line\n".repeat(20_000));
    let good = text.replace("Ã¡", "á").replace("²©²ÊÍøÕ¾", "博彩网站");
    assert!(run("stream", &[], text.as_bytes()) == good);
}

#[test]
fn decode() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("decode.bin");
    fs::write(&path, b"d\xC3\xA9but de la s\xC3\xA9ance\nfin de la s\xE9ance, r\xE9sum\xE9 envoy\xE9\n")
        .unwrap();
    let path = path.display().to_string();
    let text = "début de la séance\nfin de la séance, résumé envoyé\n";
    assert_eq!(run("decode", &[&path], b""), text);
    let stretches = run("decode", &["--stretches", &path], b"");
    assert!(
        stretches.starts_with("0..21 utf-8 Text: ") && stretches.contains(" windows-1252 Text: "),
        "{stretches}"
    );
}

#[test]
fn annotate() {
    let input =
        "{\"text\":\"é: NicolÃ¡s Pérez lives here\",\"spans\":[[4,14,\"PERSON\"],[15,21,\"PERSON\"]]}\n";
    let output = run("annotate", &[], input.as_bytes());
    assert_eq!(
        output,
        "{\"text\":\"é: Nicolás Pérez lives here\",\"spans\":[[4,12,\"PERSON\"],[13,19,\"PERSON\"]]}\n"
    );
}

#[test]
fn csv_column() {
    let csv = "id,answer,note\n1,\"Ðàçóìååòñÿ, äà\",Æ\n2,Íåò,Æ\n3,Äà,Æ\n4,Нет,Æ\n5,n/a,Æ\n";
    let output = run("csv_column", &["answer"], csv.as_bytes());
    assert_eq!(output, "id,answer,note\n1,\"Разумеется, да\",Æ\n2,Нет,Æ\n3,Да,Æ\n4,Нет,Æ\n5,n/a,Æ\n");
    let good = "id,answer\n1,Да\n2,Noël\n";
    assert_eq!(run("csv_column", &["answer"], good.as_bytes()), good);
}

#[test]
fn learn_chain() {
    let bad = file("learn_bad", "Êàçàíü, óë. Ëåíèíà\nгood\nÍèæíèé Íîâãîðîä\n");
    let good = file("learn_good", "Казань, ул. Ленина\nгood\nНижний Новгород\n");
    let told = run("learn_chain", &[&bad, &good], b"");
    assert!(
        told.starts_with("2 of 2 lines: windows-1251>windows-1252 (windows-1251 read as windows-1252)\n"),
        "{told}"
    );
    let more = file("learn_more", "Äà\nДа\nNoël\n");
    assert_eq!(run("learn_chain", &[&bad, &good, &more], b""), "Да\nДа\nNoël\n");
}

#[test]
fn explain() {
    let svg = file("evidence.svg", "");
    let told = run("explain", &["Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan", &svg], b"");
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[0].starts_with("9..25: ²©²ÊÍøÕ¾ → 博彩网站 (gbk read as windows-1252, "), "{told}");
    // each of eight letters as it stands and of four decoded with its bits, and their sum
    let fields = [1, 2].map(|i| lines[i].split_whitespace().count());
    assert_eq!(fields, [3 + 2 * 8 + 3, 1 + 2 * 4 + 3], "{told}");
    let bits: Vec<f32> = lines[1..4].iter().map(|l| bits(l)).collect();
    assert!(bits[0] > bits[1] && (bits[0] - bits[1] - bits[2]).abs() < 0.2, "{told}");
    let picture = fs::read_to_string(&svg).unwrap();
    // a bar for each letter of both rows, on a white sheet
    assert_eq!(picture.matches("<rect ").count(), 1 + 8 + 4);
    assert!(picture.ends_with("</svg>\n"));
    assert_eq!(run("explain", &["good"], b""), "nothing in it looks garbled\n");
}

/// The number before "bits" at the end of a line.
fn bits(line: &str) -> f32 {
    line.trim_end_matches(" bits").rsplit(' ').next().unwrap().parse().unwrap()
}
