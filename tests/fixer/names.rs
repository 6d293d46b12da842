//! `--names`: garbled file names are listed, renamed with -i, and undone.

use std::fs;

use crate::process::{Folder, fix};

#[test]
fn names_are_listed_renamed_and_undone() {
    let folder = Folder::new("names");
    folder.file("music/ÑÅÊÐÅÒ - Áåñïå÷íûé Åçäîê.mp3", b"1");
    folder.file("ÒÅÊÑÒÛ ïåñåí/Ïðèâåò, ìîé äðóã.txt", b"2");
    folder.file("good.txt", b"3");
    let names = folder.names();
    let outcome = fix(&["--names", &folder.path("")]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    let listed = String::from_utf8(outcome.stdout).unwrap();
    assert!(
        listed.contains("ÑÅÊÐÅÒ - Áåñïå÷íûé Åçäîê.mp3 → СЕКРЕТ - Беспечный Ездок.mp3 (windows-1251 read as"),
        "{listed}"
    );
    assert_eq!(folder.names(), names, "without -i nothing is renamed");
    assert_eq!(fix(&["-q", "--check", "--names", &folder.path("")]).code, Some(1));

    let report = folder.path("report");
    let outcome = fix(&["-i", "--names", "--report", &report, &folder.path("")]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("3 rewritten"), "{}", outcome.stderr);
    let renamed =
        ["good.txt", "music/СЕКРЕТ - Беспечный Ездок.mp3", "report", "ТЕКСТЫ песен/Привет, мой друг.txt"];
    assert_eq!(folder.names(), renamed);

    let outcome = fix(&["--undo", &report]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("0 files and 3 names as before"), "{}", outcome.stderr);
    fs::remove_file(&report).unwrap();
    assert_eq!(folder.names(), names);
}

#[test]
fn a_name_that_is_taken_stays() {
    let folder = Folder::new("names_taken");
    folder.file("ÑÅÊÐÅÒ - Áåñïå÷íûé Åçäîê", b"1");
    folder.file("СЕКРЕТ - Беспечный Ездок", b"2");
    let outcome = fix(&["-i", "--names", &folder.path("")]);
    assert_eq!(outcome.code, Some(2));
    assert!(
        outcome.stderr.contains("something has the repaired name already; both stay"),
        "{}",
        outcome.stderr
    );
    assert_eq!(folder.names(), ["ÑÅÊÐÅÒ - Áåñïå÷íûé Åçäîê", "СЕКРЕТ - Беспечный Ездок"]);
    assert_eq!(fs::read(folder.path("СЕКРЕТ - Беспечный Ездок")).unwrap(), b"2");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_unicode_become_so() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::path::Path;

    let folder = Folder::new("names_bytes");
    let name = OsStr::from_bytes(b"\xC2\xE5\xF1\xE5\xEB\xFB\xE5 \xF0\xE5\xE1\xFF\xF2\xE0.txt");
    let old = Path::new(&folder.path("")).join(name);
    fs::write(&old, "x").unwrap();
    let report = folder.path("report");
    let outcome = fix(&["-qi", "--names", "--report", &report, &folder.path("")]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert_eq!(folder.names(), ["report", "Веселые ребята.txt"]);
    assert_eq!(fix(&["--undo", &report]).code, Some(0));
    assert!(old.exists());
}

#[test]
fn what_is_certain_in_one_folder_is_expected_in_the_others() {
    let folder = Folder::new("names_expected");
    folder.file("Êèíî/01 Ãðóïïà êðîâè.ogg", b"1");
    folder.file("Êèíî/02 Çâåçäà ïî èìåíè Ñîëíöå.ogg", b"2");
    assert_eq!(fix(&["-qi", "--names", &folder.path("")]).code, Some(0));
    assert_eq!(folder.names(), ["Кино/01 Группа крови.ogg", "Кино/02 Звезда по имени Солнце.ogg"]);
}
