//! The iconv of this machine, if it has one, says the same as our decoders.

use std::io::Write as _;
use std::process::{Command, Stdio};

use demojibake::{Charset, Holes};

/// Our name and iconv's, of charsets that haven't changed for decades.
const NAMES: [(&str, &str); 44] = [
    ("ibm866", "CP866"),
    ("iso-8859-1", "ISO-8859-1"),
    ("iso-8859-2", "ISO-8859-2"),
    ("iso-8859-3", "ISO-8859-3"),
    ("iso-8859-4", "ISO-8859-4"),
    ("iso-8859-5", "ISO-8859-5"),
    ("iso-8859-7", "ISO-8859-7"),
    ("iso-8859-10", "ISO-8859-10"),
    ("iso-8859-13", "ISO-8859-13"),
    ("iso-8859-14", "ISO-8859-14"),
    ("iso-8859-15", "ISO-8859-15"),
    ("iso-8859-16", "ISO-8859-16"),
    ("koi8-r", "KOI8-R"),
    ("windows-874", "CP874"),
    ("windows-1250", "CP1250"),
    ("windows-1251", "CP1251"),
    ("windows-1252", "CP1252"),
    ("windows-1253", "CP1253"),
    ("windows-1254", "CP1254"),
    ("windows-1256", "CP1256"),
    ("windows-1257", "CP1257"),
    ("x-mac-ce", "MAC-CENTRALEUROPE"),
    ("cp437", "CP437"),
    ("cp737", "CP737"),
    ("cp775", "CP775"),
    ("cp850", "CP850"),
    ("cp852", "CP852"),
    ("cp855", "CP855"),
    ("cp857", "CP857"),
    ("cp858", "CP858"),
    ("cp860", "CP860"),
    ("cp861", "CP861"),
    ("cp862", "CP862"),
    ("cp863", "CP863"),
    ("cp865", "CP865"),
    ("cp869", "CP869"),
    ("viscii", "VISCII"),
    ("cp037", "IBM037"),
    ("cp500", "IBM500"),
    ("cp1047", "IBM1047"),
    ("shift_jis", "CP932"),
    ("euc-kr", "CP949"),
    ("johab", "JOHAB"),
    ("gbk", "GBK"),
];

/// What iconv makes of `bytes`; `None` when it can't be asked. What it can't decode is left out.
fn iconv(charset: &str, bytes: Vec<u8>) -> Option<String> {
    let mut child = Command::new("iconv")
        .args(["-c", "-f", charset, "-t", "UTF-8"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take()?;
    let feeder = std::thread::spawn(move || stdin.write_all(&bytes).is_ok());
    let output = child.wait_with_output().ok()?;
    if !feeder.join().ok()? || output.stdout.is_empty() {
        return None;
    }
    String::from_utf8(output.stdout).ok()
}

/// The codes of a charset with our characters: all bytes, all pairs of a byte that isn't a character.
fn codes(charset: Charset) -> Vec<(Vec<u8>, char)> {
    let mut out = Vec::new();
    let mut add = |code: &[u8]| {
        let text = charset.decode(code, Holes::Strict).ok();
        out.extend(text.as_ref().and_then(|t| t.chars().next()).map(|c| (code.to_vec(), c)));
        text.is_some()
    };
    for lead in 0..=255 {
        if !add(&[lead]) {
            for trail in 0x30..=255 {
                add(&[lead, trail]);
            }
        }
    }
    out
}

#[test]
fn this_machines_iconv_agrees() {
    let mut asked = 0;
    for (name, theirs) in NAMES {
        let charset = Charset::for_label(name).expect(name);
        let separator = charset.reverse("\n", Holes::Strict).expect("every charset here has a line feed");
        let mut codes = codes(charset);
        // johab's 5C is the won sign to iconv, a backslash to Windows; the line feed separates
        codes.retain(|(code, c)| *c != '\n' && !(name == "johab" && code == b"\\"));
        let bytes = codes.iter().flat_map(|(code, _)| code.iter().chain(&separator)).copied().collect();
        let Some(text) = iconv(theirs, bytes) else {
            println!("skipped: no iconv that knows {theirs}");
            continue;
        };
        let lines: Vec<&str> = text.split('\n').collect();
        assert_eq!(lines.len(), codes.len() + 1, "{name}");
        let mut same = 0;
        for ((code, c), line) in codes.iter().zip(lines) {
            // what iconv doesn't know it leaves out, or only its first byte: C1 controls of Windows, user-defined
            // characters, Johab's second bytes for a letter
            if !line.is_empty() && Some(line.as_bytes()) != code.get(1..) {
                assert_eq!(line, c.to_string(), "{name} {code:02X?}");
                same += 1;
            }
        }
        assert!(same * 10 >= codes.len() * 9, "{name}: iconv knows only {same} of {}", codes.len());
        asked += 1;
    }
    println!("iconv agrees on {asked} of {} charsets", NAMES.len());
}
