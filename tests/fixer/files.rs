//! Files and folders: what is found, what is skipped, in which charset, and what becomes of it with -i.

use std::fs;

use crate::process::{Folder, fix, fix_input};

const BAD: &str = "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan kembali menanam bibit bakau.\n";
const GOOD: &str = "Jakarta, 博彩网站 - Sekitar tiga ratus nelayan kembali menanam bibit bakau.\n";

/// Two lines of Chinese in GBK, and what they say.
const GBK: &[u8] = b"\xD6\xD0\xB9\xFA\xC8\xCB\xC3\xF1\xB9\xB2\xBA\xCD\xB9\xFA\n\
    \xCE\xD2\xC3\xC7\xBD\xF1\xCC\xEC\xC8\xA5\xB9\xAB\xD4\xB0\xC9\xA2\xB2\xBD\xA1\xA3\n";
const GBK_TEXT: &str = "中国人民共和国\n我们今天去公园散步。\n";

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn folders_are_searched_for_text_files() {
    let folder = Folder::new("folders_are_searched");
    for name in ["b.txt", "sub/a.txt", ".hidden", "ignored.txt", "sub/deep/c.txt"] {
        folder.file(name, BAD.as_bytes());
    }
    folder.file(".gitignore", b"ignored.txt\n");
    folder.file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x02\0\0\0");
    #[cfg(unix)]
    std::os::unix::fs::symlink("b.txt", folder.path("link.txt")).unwrap();
    let lines = |args: &[&str]| {
        let outcome = fix(&[args, &["--check", &folder.path("")]].concat());
        assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
        let stdout = String::from_utf8(outcome.stdout).unwrap();
        let names = stdout.lines().map(|l| l.split(':').next().unwrap().replace(&folder.path(""), ""));
        (names.collect::<Vec<_>>().join(" "), outcome.stderr)
    };
    let (names, summary) = lines(&[]);
    assert_eq!(names, "b.txt sub/a.txt sub/deep/c.txt");
    assert!(summary.contains("3 files, 3 repairs in 3, 1 skipped as binary\n"), "{summary}");
    assert!(summary.contains("3  gbk read as windows-1252"), "{summary}");
    assert_eq!(lines(&["--hidden"]).0, ".hidden b.txt sub/a.txt sub/deep/c.txt");
    assert_eq!(lines(&["--no-ignore"]).0, "b.txt ignored.txt sub/a.txt sub/deep/c.txt");
}

#[test]
fn a_named_binary_is_an_error_and_nothing_of_it_is_printed() {
    let folder = Folder::new("named_binary");
    let bytes: Vec<u8> = (0..3000u32).map(|i| (i.wrapping_mul(2654435761) >> 13) as u8).collect();
    let (binary, text) = (folder.file("a.bin", &bytes), folder.file("b.txt", BAD.as_bytes()));
    let outcome = fix(&[&binary, &text]);
    assert_eq!((outcome.code, outcome.stdout.as_slice()), (Some(2), GOOD.as_bytes()));
    assert!(outcome.stderr.starts_with(&format!("fix: {binary}: it isn't text; ")), "{}", outcome.stderr);
}

#[test]
fn files_of_other_charsets_come_out_in_utf_8() {
    let mixed = [GBK, "été à Nîmes, où l'hôtel est fermé\n".as_bytes()].concat();
    let text = "Jakarta, Demak: nelayan\nсловарь 漢字\n";
    for (bytes, wanted) in [
        (GBK.to_vec(), GBK_TEXT.to_string()),
        (mixed, format!("{GBK_TEXT}été à Nîmes, où l'hôtel est fermé\n")),
        (utf16(text), text.to_string()),
        ([b"\xFF\xFE".to_vec(), utf16(text)].concat(), format!("\u{feff}{text}")),
    ] {
        assert_eq!(fix_input::<&str>(&[], &bytes).text(), wanted);
        let folder = Folder::new("other_charsets");
        assert_eq!(fix(&[folder.file("a.txt", &bytes)]).text(), wanted);
    }
}

#[test]
fn from_and_to_name_the_charsets() {
    let russian = "Привет, мир\r\n";
    let koi8 = b"\xF0\xD2\xC9\xD7\xC5\xD4, \xCD\xC9\xD2\r\n";
    assert_eq!(fix_input(&["--from", "koi8-r"], koi8).text(), russian);
    let outcome = fix_input(&["--from", "koi8-r", "--to", "cp1251"], koi8);
    assert_eq!(
        (outcome.code, outcome.stdout.as_slice()),
        (Some(0), &b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0\r\n"[..])
    );
    let outcome = fix_input(&["--to", "utf-16le"], "\u{feff}a\n".as_bytes());
    assert_eq!(outcome.stdout, b"\xFF\xFEa\0\n\0");
    let outcome = fix_input(&["--to", "gbk"], BAD.as_bytes());
    assert!(
        outcome.stdout.starts_with(b"Jakarta, \xB2\xA9\xB2\xCA\xCD\xF8\xD5\xBE - "),
        "{:?}",
        outcome.stdout
    );
}

#[test]
fn what_cannot_be_encoded_is_named() {
    let outcome = fix_input(&["--to", "windows-1252"], format!("é\n{BAD}").as_bytes());
    assert_eq!((outcome.code, outcome.stdout.as_slice()), (Some(2), &b""[..]));
    let told = "fix: <stdin>: windows-1252 has no bytes for '博' (U+535A) in line 2; choose another charset";
    assert!(outcome.stderr.starts_with(told), "{}", outcome.stderr);
}

#[test]
fn in_place_writes_only_files_with_repairs() {
    let folder = Folder::new("in_place");
    let bad = folder.file("bad.txt", BAD.as_bytes());
    let good = folder.file("good.txt", GOOD.as_bytes());
    let legacy = folder.file("legacy.txt", GBK);
    let before = fs::metadata(&good).unwrap().modified().unwrap();
    let outcome = fix(&["-i", &bad, &good, &legacy, &bad]);
    assert_eq!((outcome.code, outcome.stdout.as_slice()), (Some(0), &b""[..]), "{}", outcome.stderr);
    assert_eq!(fs::read(&bad).unwrap(), GOOD.as_bytes());
    assert_eq!(fs::metadata(&good).unwrap().modified().unwrap(), before);
    assert_eq!(fs::read(&legacy).unwrap(), GBK);
    assert!(
        outcome
            .stderr
            .starts_with("fix: 3 files, 1 repair in 1, 1 rewritten, 1 left in a charset other than UTF-8")
    );
    assert_eq!(folder.names(), ["bad.txt", "good.txt", "legacy.txt"]);

    assert_eq!(fix(&["-q", "-i", "--to", "utf-8", &legacy, &good]).text(), "");
    assert_eq!(fs::read(&legacy).unwrap(), GBK_TEXT.as_bytes());
    assert_eq!(fs::metadata(&good).unwrap().modified().unwrap(), before);
}

#[test]
fn marks_and_line_ends_stay_in_place() {
    let folder = Folder::new("marks_stay");
    let bad = BAD.replace('\n', "\r\n");
    let good = GOOD.replace('\n', "\r\n");
    let utf8 = folder.file("a.txt", format!("\u{feff}{bad}{bad}x").as_bytes());
    let wide = folder.file("b.txt", &[b"\xFF\xFE".to_vec(), utf16(&bad)].concat());
    assert_eq!(fix(&["-qi", &utf8]).text(), "");
    assert_eq!(fix(&["-qi", "--to", "utf-16le", &wide]).text(), "");
    assert_eq!(fs::read_to_string(&utf8).unwrap(), format!("\u{feff}{good}{good}x"));
    assert_eq!(fs::read(&wide).unwrap(), [b"\xFF\xFE".to_vec(), utf16(&good)].concat());
}

#[test]
fn backups_are_kept_and_never_overwritten() {
    let folder = Folder::new("backups");
    let (a, b) = (folder.file("a.txt", BAD.as_bytes()), folder.file("b.txt", BAD.as_bytes()));
    assert_eq!(fix(&["-qi", "--backup", &a]).text(), "");
    assert_eq!(fix(&["-qi", "--backup=~", &b]).text(), "");
    assert_eq!(folder.names(), ["a.txt", "a.txt.bak", "b.txt", "b.txt~"]);
    assert_eq!(fs::read(folder.path("a.txt.bak")).unwrap(), BAD.as_bytes());
    folder.file("a.txt", format!("new {BAD}").as_bytes());
    let outcome = fix(&["-qi", "--backup", &a]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("a.txt.bak is there already"), "{}", outcome.stderr);
    assert_eq!(fs::read(&a).unwrap(), format!("new {BAD}").as_bytes());
    assert_eq!(fs::read(folder.path("a.txt.bak")).unwrap(), BAD.as_bytes());
}

#[cfg(unix)]
#[test]
fn mode_owner_and_links_stay() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

    let folder = Folder::new("mode_and_owner");
    let file = folder.file("a.txt", BAD.as_bytes());
    let link = folder.path("link.txt");
    symlink("a.txt", &link).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    // only root may give files away; anybody else tests the mode alone
    let given = chown(&file, Some(1234), Some(4321)).is_ok();
    assert_eq!(fix(&["-qi", &link]).text(), "");
    let meta = fs::metadata(&file).unwrap();
    assert_eq!(fs::read(&file).unwrap(), GOOD.as_bytes());
    assert_eq!(meta.mode() & 0o7777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    if given {
        assert_eq!((meta.uid(), meta.gid()), (1234, 4321));
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_stays_and_the_others_are_done() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("cannot_be_written");
    let locked = folder.file("locked.txt", BAD.as_bytes());
    let other = folder.file("other.txt", BAD.as_bytes());
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).unwrap();
    let outcome = fix(&["-i", &locked, &folder.path("missing"), &other]);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains(&format!("fix: {locked}: the file is read-only; make it writable")));
    assert!(outcome.stderr.contains("missing: No such file"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("2 with errors"), "{}", outcome.stderr);
    assert_eq!((fs::read(&locked).unwrap(), fs::read(&other).unwrap()), (BAD.into(), GOOD.into()));
}

/// Nobody, not even root, can make a file in /proc.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let outcome = fix(&["--report", "/proc/no-report", "--check"]);
    assert_eq!(outcome.code, Some(2));
    assert!(
        outcome.stderr.starts_with("fix: /proc/no-report: can't make the report: "),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stderr.ends_with("; check that its folder can be written\n"), "{}", outcome.stderr);
}

#[test]
fn standard_input_has_no_place() {
    let outcome = fix_input(&["-i"], BAD.as_bytes());
    assert_eq!((outcome.code, outcome.stdout.as_slice()), (Some(2), &b""[..]));
    assert!(outcome.stderr.contains("standard input can't be repaired in place; leave out -i"));
}

#[test]
fn a_file_larger_than_a_block_is_repaired_everywhere() {
    let folder = Folder::new("larger_than_a_block");
    let plain = "a good line of text that is there to fill the file, and nothing else\n".repeat(20_000);
    let text = format!("{plain}{BAD}{plain}{BAD}{plain}");
    let wanted = text.replace(BAD, GOOD);
    let file = folder.file("a.txt", text.as_bytes());
    assert!(fix(&[&file]).text() == wanted, "to standard output");
    assert!(fix(&["--threads", "1", &file]).text() == wanted, "on one thread");
    let explained = fix(&["--explain", &file]).text();
    let places: Vec<_> =
        explained.lines().map(|l| l.replace(&file, "").split(' ').next().unwrap().to_string()).collect();
    assert_eq!(places, [":20001:10:", ":40002:10:"]);
    assert_eq!(fix(&["-qi", &file]).text(), "");
    assert!(fs::read_to_string(&file).unwrap() == wanted, "in place");
}
