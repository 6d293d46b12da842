//! Lines of any length, and bounded memory.

use std::io::{self, Read};

use demojibake::{FixReader, Fixer, Support};

use super::{output, utf8, windows};

/// What a window may have at the most: see the documentation of `Stream`.
const LINE: usize = 1 << 16;

fn apart() -> Fixer {
    Fixer::builder().support(Support::None).build()
}

#[test]
fn a_long_line_with_much_ascii_comes_out_as_if_it_were_whole() {
    // 700 bytes of ASCII between runs, and a line of some hundred kilobytes
    let plain = "Sekitar tiga ratus nelayan kembali menanam bibit bakau di pesisir. ".repeat(10);
    let line = format!("{plain}²©²ÊÍøÕ¾, NicolÃ¡s {plain}Ïðèâåò, êàê äåëà? ").repeat(120);
    let text = format!("{line}\n{line}\nNicolÃ¡s\n");
    let windows = windows(apart().stream().window(1), text.as_bytes(), &[5000]);
    assert!(windows.iter().all(|w| w.bytes().count() <= LINE));
    assert!(output(&windows) == apart().fix(&text).as_bytes());
}

#[test]
fn a_long_line_without_ascii_loses_no_run() {
    for (bad, good) in [
        ("縺薙ｓ縺ｫ縺｡縺ｯ、元気ですか。", "こんにちは、元気ですか。"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚, дом и сад. ", "Привет, дом и сад. "),
    ] {
        let text = bad.repeat(LINE / bad.len() + 300);
        let windows = windows(utf8().stream().window(1), text.as_bytes(), &[4096]);
        assert!(windows.len() > 1 && windows.iter().all(|w| w.bytes().count() <= LINE));
        assert!(output(&windows) == good.repeat(text.len() / bad.len()).as_bytes(), "{bad}");
    }
}

#[test]
fn good_lines_without_an_end_go_through() {
    for good in
        ["中国人民银行今天发布公告。", "Добрый день, дорогие друзья! ", "\u{FFFD}", "\u{1F600}", "plain "]
    {
        let text = good.repeat(LINE / good.len() + 1000);
        let windows = windows(utf8().stream().window(1), text.as_bytes(), &[10_000]);
        assert!(windows.iter().all(|w| w.bytes().count() <= LINE));
        assert!(output(&windows) == text.as_bytes(), "{good}");
    }
    // nor do bytes that are nothing at all
    let bytes = vec![0xFF; LINE + 5000];
    assert!(output(&windows(utf8().stream().window(1), &bytes, &[9999])) == bytes);
}

/// Gives so many bytes of a line that never ends.
struct Endless(u64);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = (buffer.len() as u64).min(self.0) as usize;
        buffer[..n].fill(b'x');
        self.0 -= n as u64;
        Ok(n)
    }
}

#[test]
fn memory_does_not_grow_with_the_line() {
    // 64 MiB without a line end, of which never more than a window comes out at once
    let mut reader = FixReader::new(Endless(1 << 26), utf8().stream().window(1));
    let (mut total, mut most) = (0, 0);
    loop {
        let piece = io::BufRead::fill_buf(&mut reader).unwrap().len();
        if piece == 0 {
            break;
        }
        total += piece;
        most = most.max(piece);
        io::BufRead::consume(&mut reader, piece);
    }
    assert_eq!(total, 1 << 26);
    assert!(most <= LINE, "{most}");
}
