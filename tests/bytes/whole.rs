//! Files in one charset.

use demojibake::{Charset, Fixer, StretchKind, decode_bytes};

use super::{bytes, decode, expect};

#[test]
fn nothing_is_nothing() {
    let decoded = expect(b"", "");
    assert!(decoded.stretches().is_empty());
    assert_eq!((decoded.charset(), decoded.bom()), (Charset::UTF_8, None));
}

#[test]
fn marks_name_the_charset() {
    let text = "Größe: 5 µm, мир, 中文, 😀\r\n";
    for charset in
        [Charset::UTF_8, Charset::UTF_16LE, Charset::UTF_16BE, Charset::UTF_32LE, Charset::UTF_32BE]
    {
        let decoded = expect(&bytes(charset, &format!("\u{FEFF}{text}")), text);
        assert_eq!((decoded.bom(), decoded.charset()), (Some(charset), charset));
        assert_eq!(decoded.stretches()[0].kind(), StretchKind::Mark);
        let empty = expect(&bytes(charset, "\u{FEFF}"), "");
        assert_eq!(empty.bom(), Some(charset));
    }
}

#[test]
fn only_the_first_mark_is_one() {
    let decoded = expect("\u{FEFF}a\u{FEFF}".as_bytes(), "a\u{FEFF}");
    assert_eq!(decoded.stretches().len(), 2);
}

#[test]
fn utf_16_without_mark() {
    for text in [
        "Invoice no. 4711\r\nDue in 30 days\r\n",
        "Счёт за июнь оплачен полностью, спасибо.",
        "请在三天之内把合同寄回我们公司，谢谢您的合作。",
        "見積書をお送りしますので、ご確認ください。",
        "Η συνάντηση αναβλήθηκε για την Παρασκευή.",
    ] {
        for charset in [Charset::UTF_16LE, Charset::UTF_16BE] {
            let decoded = expect(&bytes(charset, text), text);
            assert_eq!((decoded.charset(), decoded.bom()), (charset, None));
        }
    }
}

#[test]
fn damaged_utf_16_keeps_its_bytes() {
    let mut input = bytes(Charset::UTF_16LE, "\u{FEFF}до ");
    input.extend(b"\x00\xD8"); // half a surrogate pair
    input.extend(bytes(Charset::UTF_16LE, " после"));
    input.push(0x21);
    let decoded = expect(&input, "до \u{FFFD} после\u{FFFD}");
    assert!(decoded.has_invalid());
}

#[test]
fn nuls_stay_where_they_are() {
    expect(b"one\0two\0three\0", "one\0two\0three\0");
    expect(b"\0", "\0");
    expect("été\0hiver".as_bytes(), "été\0hiver");
}

#[test]
fn sentences_in_legacy_charsets() {
    let cases: [(&str, &[Charset]); 14] = [
        (
            "Der Schlüssel für die Haustür hängt übrigens natürlich am Brett; größere Möbel müssen über die Straße.",
            &[Charset::WINDOWS_1252, Charset::MACINTOSH, Charset::CP850, Charset::CP437],
        ),
        (
            "Le président a déclaré être très étonné par la décision où l’on a créé ce « problème ».",
            &[Charset::WINDOWS_1252, Charset::MACINTOSH],
        ),
        (
            "Wczoraj późnym wieczorem zgasło światło na całej ulicy, więc zapaliliśmy świece i piliśmy ciepłą herbatę.",
            &[Charset::WINDOWS_1250, Charset::ISO_8859_2, Charset::CP852, Charset::X_MAC_CE],
        ),
        (
            "Вчера вечером на улице погас свет, и мы пили чай при свечах.",
            &[
                Charset::WINDOWS_1251,
                Charset::KOI8_R,
                Charset::IBM866,
                Charset::ISO_8859_5,
                Charset::X_MAC_CYRILLIC,
                Charset::CP855,
            ],
        ),
        (
            "Учора ввечері на вулиці згасло світло, і ми пили чай із свічками.",
            &[Charset::KOI8_U, Charset::WINDOWS_1251],
        ),
        (
            "Χθες το βράδυ έσβησε το φως στον δρόμο και ήπιαμε τσάι με κεριά.",
            &[
                Charset::WINDOWS_1253,
                Charset::ISO_8859_7,
                Charset::CP737,
                Charset::CP869,
                Charset::X_MAC_GREEK,
            ],
        ),
        (
            "אתמול בערב כבה האור ברחוב ושתינו תה לאור נרות.",
            &[Charset::WINDOWS_1255, Charset::ISO_8859_8, Charset::CP862],
        ),
        (
            "انقطع التيار الكهربائي مساء أمس فشربنا الشاي على ضوء الشموع.",
            &[Charset::WINDOWS_1256, Charset::ISO_8859_6],
        ),
        ("เมื่อคืนไฟดับทั้งถนน พวกเราเลยจุดเทียนนั่งดื่มชากัน", &[Charset::WINDOWS_874]),
        (
            "Dün akşam sokağın ışıkları söndü, biz de mum ışığında çay içtik.",
            &[Charset::WINDOWS_1254, Charset::CP857],
        ),
        ("昨天晚上街上停电了，我们点着蜡烛喝茶聊天。", &[Charset::GBK]),
        ("昨天晚上街上停電了，我們點著蠟燭喝茶聊天。", &[Charset::BIG5]),
        (
            "昨日の夜は停電になったので、ろうそくの明かりでお茶を飲みました。",
            &[Charset::SHIFT_JIS, Charset::EUC_JP],
        ),
        ("어젯밤에 거리의 불이 꺼져서 우리는 촛불을 켜고 차를 마셨다.", &[Charset::EUC_KR, Charset::JOHAB]),
    ];
    for (text, charsets) in cases {
        for &charset in charsets {
            let decoded = decode(&bytes(charset, text));
            assert_eq!(decoded.text(), text, "{charset}: {:?}", decoded.charset());
        }
    }
}

#[test]
fn a_lone_letter_among_latin_ones_is_latin() {
    for text in
        ["È difficile da dire.", "È stato così.", "É verdade.", "Ó meu amigo", "Å leve er godt", "À la carte"]
    {
        expect(&bytes(Charset::WINDOWS_1252, text), text);
    }
    // words of another script have more letters, or stand beside others
    for text in ["Да test", "Она и он: a and b"] {
        expect(&bytes(Charset::WINDOWS_1251, text), text);
    }
}

#[test]
fn bytes_that_happen_to_be_utf_8_at_the_start() {
    // the last three bytes of the first word are a Gujarati digit
    let text = "Чарлз долго смотрел в окно и молчал.";
    expect(&bytes(Charset::IBM866, text), text);
    // cut off in front, a file is UTF-8 all the same
    for text in ["Жарко было весь день.", "これは試験です。", "été, à la plage"] {
        let decoded = decode(&text.as_bytes()[1..]);
        assert_eq!(decoded.charset(), Charset::UTF_8, "{text}: {:?}", decoded.text());
    }
}

#[test]
fn romanian_with_cedillas_is_windows_1250() {
    for text in [
        "Forţele coaliţiei au obţinut experienţa şi învăţătura româneşti, şi educaţia ştiinţei.",
        "Aveţi şi contribuţia forţei, dar şi educaţie.",
        "Coaliţie, forţe şi ştiinţă",
    ] {
        expect(&bytes(Charset::WINDOWS_1250, text), text);
    }
}

#[test]
fn iso_2022_jp_by_its_escape_sequences() {
    let text = "件名：会議のお知らせ\r\nplain\r\n明日の午後";
    let decoded = expect(&bytes(Charset::ISO_2022_JP, text), text);
    assert_eq!(decoded.charset(), Charset::ISO_2022_JP);
    // a terminal's colours are no charset
    let colours = "\u{1b}[31mred\u{1b}[0m";
    assert_eq!(expect(colours.as_bytes(), colours).charset(), Charset::UTF_8);
}

#[test]
fn ebcdic_by_its_spaces() {
    let text = "CUSTOMER 00412 OWES 17 DOLLARS AND HAS BEEN TOLD SO TWICE";
    assert_eq!(expect(&bytes(Charset::CP037, text), text).stretches().len(), 1);
}

#[test]
fn unusual_codes_turn_back() {
    // GBK has the euro sign twice, Shift_JIS has whole rows twice, Big5 has pairs of two characters
    expect(b"\xBC\xDB\xB8\xF1\xCA\xC7\xC8\xFD\xCA\xAE\xA2\xE3\xBB\xF2\x80", "价格是三十€或€");
    let mut input = bytes(Charset::BIG5, "昨天晚上街上停電了，我們點著蠟燭喝茶聊天");
    input.extend(b"\x88\x62");
    let decoded = decode(&input);
    assert!(decoded.text().ends_with("Ê\u{304}"), "{}", decoded.text());
}

#[test]
fn bytes_without_a_character_are_kept() {
    let input = b"valid d\xC3\xA9j\xC3\xA0 vu \xE2\x82 and \xE4\xB8\xAD\xE6\x96\x87, \xE4\xB8\xAD\xE6";
    let decoded = decode(input);
    assert!(decoded.text().starts_with("valid déjà vu \u{FFFD} and 中文, 中"), "{}", decoded.text());
    assert!(decoded.has_invalid());
    // FF is nothing in Shift_JIS
    let mut input = bytes(Charset::SHIFT_JIS, "昨日の夜は停電");
    input.push(0xFF);
    input.extend(bytes(Charset::SHIFT_JIS, "になったので、お茶を飲みました。"));
    expect(&input, "昨日の夜は停電\u{FFFD}になったので、お茶を飲みました。");
}

#[test]
fn line_ends_stay() {
    let text = "Größe\r\nÄnderung für später\n\rÜbung\n\n";
    expect(&bytes(Charset::WINDOWS_1252, text), text);
    expect(text.as_bytes(), text);
}

#[test]
fn the_plan_comes_on_top() {
    // garbled once already when it was written in UTF-8
    let garbled = "Il a dÃ©jÃ\u{a0} rÃ©pondu Ã\u{a0} la rÃ©ception hier.";
    let fixed = Fixer::new().fix_bytes(garbled.as_bytes());
    assert_eq!(fixed.text(), "Il a déjà répondu à la réception hier.");
    assert_eq!(fixed.decoded(), &decode_bytes(garbled.as_bytes()));
    assert!(!fixed.plan().is_empty());
    assert_eq!(fixed.undo(), garbled.as_bytes());
    assert_eq!(fixed.clone().into_text(), fixed.text());
}
