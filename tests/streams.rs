//! Streams, readers and writers through the public API.

#[path = "streams/io.rs"]
mod io;
#[path = "streams/long.rs"]
mod long;

use demojibake::{C1Controls, Charset, Fixer, Holes, InputCharset, Stream, Support, Window};
use proptest::prelude::*;

/// Garbled and good parts of lines.
const PARTS: [&str; 14] = [
    "Jakarta, ",
    " - Sekitar tiga ratus nelayan kembali menanam bibit bakau. ",
    "²©²ÊÍøÕ¾",
    "NicolÃ¡s and SebastiÃ¡n",
    "\n",
    "\r\n",
    "Добрый день, 中国, été\n",
    "Ïðèâåò, êàê äåëà?",
    "縺薙ｓ縺ｫ縺｡縺ｯ",
    "MÃƒÂ©dÃƒÂ©e\n",
    "êîò\n",
    "Äà",
    "\u{1F600}",
    "it’s 20 €, ",
];

fn utf8() -> Fixer {
    Fixer::builder().input_charset(InputCharset::Known(Charset::UTF_8)).build()
}

/// Everything that comes of a stream when its bytes come in parts of these sizes, in turn.
fn windows(mut stream: Stream, input: &[u8], sizes: &[usize]) -> Vec<Window> {
    let mut out = Vec::new();
    let (mut rest, mut sizes) = (input, sizes.iter().cycle());
    while !rest.is_empty() {
        let (part, next) = rest.split_at((*sizes.next().unwrap()).clamp(1, rest.len()));
        rest = next;
        stream.push(part);
        out.extend(std::iter::from_fn(|| stream.next_window()));
    }
    stream.end();
    stream.push(b"nothing is taken after the end");
    out.extend(std::iter::from_fn(|| stream.next_window()));
    out
}

fn output(windows: &[Window]) -> Vec<u8> {
    windows.iter().flat_map(Window::output).collect()
}

/// What holds for the windows of every stream.
fn check(windows: &[Window]) {
    let mut end = 0;
    for w in windows {
        assert_eq!(w.bytes().start, end, "without gaps");
        assert!(!w.bytes().is_empty());
        end = w.bytes().end;
        assert_eq!(w.plan().apply(w.decoded().text()).as_deref(), Ok(w.text()));
    }
}

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PARTS[..]), 0..24).prop_map(|parts| parts.concat())
}

/// Bytes with much that is malformed.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        texts().prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..8),
        Just(b"\xEF\xBB\xBF".to_vec()),
        Just(b"\xE9t\xE9, d\xE9j\xE0 vu et entendu\n".to_vec()),
        Just(b"\xFF\xFE\n\0a\0".to_vec()),
    ];
    prop::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_does_not_matter_how_bytes_come(
        input in bytes(), sizes in prop::collection::vec(1..40_usize, 1..6), least in 1..200_usize, known in any::<bool>()
    ) {
        let fixer = if known { utf8() } else { Fixer::new() };
        let stream = || fixer.stream().window(least);
        let at_once = windows(stream(), &input, &[usize::MAX]);
        check(&at_once);
        prop_assert_eq!(&windows(stream(), &input, &sizes), &at_once);
        prop_assert_eq!(&windows(stream(), &input, &[1]), &at_once);
    }

    #[test]
    fn one_window_is_what_fix_bytes_gives(input in bytes(), known in any::<bool>()) {
        let fixer = if known { utf8() } else { Fixer::new() };
        let windows = windows(fixer.stream(), &input, &[7, 64]);
        prop_assert!(windows.len() <= 1);
        let fixed = fixer.fix_bytes(&input);
        prop_assume!(fixed.decoded().charset() != Charset::UTF_16LE); // its bytes are another stream's
        prop_assert_eq!(output(&windows), fixed.output());
    }

    #[test]
    fn without_support_windows_change_nothing(text in texts(), least in 1..100_usize) {
        let fixer = Fixer::builder().support(Support::None).build();
        let windows = windows(fixer.stream().window(least), text.as_bytes(), &[13]);
        prop_assert_eq!(String::from_utf8(output(&windows)).unwrap(), fixer.fix(&text));
    }

    #[test]
    fn what_is_not_utf_8_goes_through(input in bytes(), least in 1..100_usize) {
        let mut seen = 0;
        for window in windows(utf8().stream().window(least), &input, &[11]) {
            let given = &input[seen..seen + window.bytes().count()];
            seen += given.len();
            if window.plan().is_empty() {
                prop_assert_eq!(window.output(), given);
            }
        }
        prop_assert_eq!(seen, input.len());
    }
}

#[test]
fn windows_are_whole_lines() {
    let text = "NicolÃ¡s\nand SebastiÃ¡n\r\n\nthe last";
    let lines: Vec<String> = windows(utf8().stream().window(1), text.as_bytes(), &[3])
        .iter()
        .map(|w| w.text().to_owned())
        .collect();
    assert_eq!(lines, ["Nicolás\n", "and Sebastián\r\n", "\n", "the last"]);
    let lines = windows(utf8().stream().window(10), text.as_bytes(), &[3]);
    assert_eq!(lines.iter().map(|w| w.bytes()).collect::<Vec<_>>(), [0..11, 11..29, 29..38]);
}

#[test]
fn a_line_comes_out_when_it_has_come_in() {
    let mut stream = utf8().stream().window(1);
    stream.push("NicolÃ¡s".as_bytes());
    assert!(stream.next_window().is_none());
    stream.push(b"\nand");
    assert_eq!(stream.next_window().unwrap().text(), "Nicolás\n");
    assert!(stream.next_window().is_none());
    stream.end();
    assert_eq!(stream.next_window().unwrap().text(), "and");
    assert!(stream.next_window().is_none());
}

#[test]
fn what_was_learned_earlier_counts_later() {
    let confidence = |text: &str, support: Support| {
        let fixer = Fixer::builder().min_confidence(0.0).support(support).build();
        let windows = windows(fixer.stream().window(1), text.as_bytes(), &[5]);
        let repairs = windows.iter().flat_map(|w| w.plan().repairs());
        repairs.filter(|r| r.before() == "êîò").map(|r| r.confidence()).next().unwrap()
    };
    let sure = "Ïðèâåò, êàê äåëà?\n";
    let alone = confidence("êîò\n", Support::Document);
    let after = confidence(&format!("{sure}and\nso on\nêîò\n"), Support::Document);
    assert!(after > alone, "{after} {alone}");
    assert_eq!(confidence(&format!("êîò\n{sure}"), Support::Document), alone, "not before");
    assert_eq!(confidence(&format!("{sure}êîò\n"), Support::None), alone);
    // as much as in one text
    let text = format!("{sure}êîò\n");
    let whole = Fixer::builder().min_confidence(0.0).build().plan(&text).repairs()[1].confidence();
    assert_eq!(confidence(&text, Support::Document), whole);
    // and the more certain runs the more
    assert!(confidence(&format!("{}êîò\n", sure.repeat(12)), Support::Document) > after);
}

#[test]
fn a_stream_in_another_charset_is_read() {
    let text = "Погода в Москве сегодня.\nСмета расходов: Ïðèâåò, êàê äåëà?\n";
    let good = text.replace("Ïðèâåò, êàê äåëà", "Привет, как дела");
    for charset in [Charset::UTF_16LE, Charset::UTF_16BE, Charset::UTF_32LE, Charset::GB18030, Charset::UTF_8]
    {
        let input = charset.reverse(text, Holes::Strict).unwrap();
        for least in [1, 1 << 16] {
            let known = Fixer::builder().input_charset(InputCharset::Known(charset)).build();
            let windows = windows(known.stream().window(least), &input, &[1, 3, 2]);
            assert_eq!(String::from_utf8(output(&windows)).unwrap(), good, "{charset}");
        }
    }
    for charset in [Charset::UTF_16LE, Charset::UTF_16BE] {
        let marked = charset.reverse(&format!("\u{feff}{text}"), Holes::Strict).unwrap();
        let windows = windows(Fixer::new().stream().window(1), &marked, &[5]);
        assert_eq!(String::from_utf8(output(&windows)).unwrap(), good, "{charset}");
    }
    for charset in [Charset::WINDOWS_1251, Charset::KOI8_R] {
        let text = "Погода в Москве сегодня хорошая, ветер слабый.\n".repeat(40);
        let input = charset.reverse(&text, Holes::Strict).unwrap();
        let windows = windows(Fixer::new().stream().window(200), &input, &[64]);
        assert!(windows.len() > 5);
        assert_eq!(String::from_utf8(output(&windows)).unwrap(), text, "{charset}");
    }
}

#[test]
fn later_lines_are_read_like_earlier_ones() {
    // one word decides nothing; the window before it does
    let text = "Łódź leży w środkowej Polsce, a świętokrzyskie żubry śpią.\nżółw\n";
    let input = Charset::ISO_8859_2.reverse(text, Holes::Strict).unwrap();
    let windows = windows(Fixer::new().stream().window(1), &input, &[9]);
    assert_eq!(windows.len(), 2);
    assert_eq!(String::from_utf8(output(&windows)).unwrap(), text);
}

#[test]
fn a_mark_of_utf_8_stays_in_front() {
    for fixer in [Fixer::new(), utf8()] {
        let windows = windows(fixer.stream().window(1), "\u{feff}NicolÃ¡s\n\u{feff}a\n".as_bytes(), &[2]);
        assert_eq!(String::from_utf8(output(&windows)).unwrap(), "\u{feff}Nicolás\n\u{feff}a\n");
    }
}

#[test]
fn malformed_bytes_in_a_run_are_its_repairs() {
    let input = b"\xFF Nicol\xC3\x83\xC2\xA1s \xC3(\n";
    let windows = windows(utf8().stream(), input, &[4]);
    assert_eq!(output(&windows), b"\xFF Nicol\xC3\xA1s \xC3(\n");
    assert_eq!(
        windows[0].plan().repairs()[0].range(),
        9..13,
        "in the decoded text, where U+FFFD has three bytes"
    );
}

#[test]
fn settings_count_in_streams() {
    let text = "Ð\u{9f}Ñ\u{80}Ð¸Ð²ÐµÑ\u{82}\n";
    let keeping = Fixer::builder().c1_controls(C1Controls::Keep).build();
    assert_eq!(output(&windows(keeping.stream(), text.as_bytes(), &[3])), keeping.fix(text).as_bytes());
    let bound = Fixer::bound_to("windows-1251>windows-1252".parse().unwrap());
    let rows = windows(bound.stream().window(1), "Äà\nДа\nÍåò\n".as_bytes(), &[1]);
    assert_eq!(output(&rows), "Да\nДа\nНет\n".as_bytes());
}
