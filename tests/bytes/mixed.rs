//! Files whose charset changes from line to line or inside a line.

use demojibake::{Charset, StretchKind};

use super::{bytes, expect};

/// Text in a legacy charset, as people of that place would log it.
const LEGACY: [(Charset, &str); 9] = [
    (Charset::WINDOWS_1252, "Der Empfänger hat die Übergabe bestätigt, nächste Prüfung später"),
    (Charset::WINDOWS_1251, "Получатель подтвердил доставку, следующая проверка позже"),
    (Charset::KOI8_R, "Получатель подтвердил доставку, следующая проверка позже"),
    (Charset::GBK, "收件人已经确认收到货物，下次检查改到星期五"),
    (Charset::BIG5, "收件人已經確認收到貨物，下次檢查改到星期五"),
    (Charset::SHIFT_JIS, "荷物の受け取りを確認しました。次の検査は金曜日です。"),
    (Charset::EUC_KR, "수령인이 물품을 받았음을 확인했으며 다음 검사는 금요일이다"),
    (Charset::WINDOWS_1250, "Odbiorca potwierdził dostawę, następna kontrola będzie później"),
    (Charset::MACINTOSH, "Le destinataire a confirmé la réception, prochain contrôle différé à l’été"),
];

const UTF_8: [&str; 4] = [
    "Début de l’opération à sept heures, température élevée",
    "Начало работы в семь часов, температура повышена",
    "上午七点开始工作，温度偏高",
    "started at seven “sharp” – temperature 38 °C",
];

#[test]
fn by_line() {
    for (charset, old) in LEGACY {
        for new in UTF_8 {
            let lines = [(true, new), (false, old), (false, "ok"), (true, new), (false, old)];
            let text: Vec<&str> = lines.iter().map(|l| l.1).collect();
            let input: Vec<Vec<u8>> = lines
                .iter()
                .map(|&(utf8, line)| bytes(if utf8 { Charset::UTF_8 } else { charset }, line))
                .collect();
            let decoded = expect(&input.join(&b"\r\n"[..]), &text.join("\r\n"));
            assert!(!decoded.has_invalid(), "{charset} {new}");
        }
    }
}

#[test]
fn inside_a_line() {
    for (charset, old) in LEGACY {
        for new in UTF_8 {
            let text = format!("{new}: {old}\n{new}: {old}\n");
            let line = [new.as_bytes(), b": ", &bytes(charset, old), b"\n"].concat();
            let decoded = expect(&line.repeat(2), &text);
            let kinds: Vec<_> =
                decoded.stretches().iter().map(|s| (s.charset() == Charset::UTF_8, s.kind())).collect();
            let (utf8, legacy) = ((true, StretchKind::Text), (false, StretchKind::Text));
            assert_eq!(kinds, [utf8, legacy, utf8, legacy], "{charset} {new}");
        }
    }
}

#[test]
fn two_legacy_charsets_and_utf_8() {
    let (old, other) = (LEGACY[1].1, LEGACY[3].1);
    let input = [
        bytes(Charset::WINDOWS_1251, old),
        bytes(Charset::GBK, other),
        UTF_8[0].as_bytes().to_vec(),
        bytes(Charset::WINDOWS_1251, old),
        bytes(Charset::GBK, other),
    ];
    expect(&input.join(&b'\n'), &[old, other, UTF_8[0], old, other].join("\n"));
}

#[test]
fn two_charsets_of_one_language() {
    let text = "Die Prüfung der Schlüssel für Türen und Gänge läuft, größere Mängel fänden wir später";
    for (a, b) in [(Charset::WINDOWS_1252, Charset::CP850), (Charset::MACINTOSH, Charset::WINDOWS_1252)] {
        let input = [bytes(a, text), bytes(b, text), bytes(a, text), bytes(a, text)];
        expect(&input.join(&b'\n'), &[text; 4].join("\n"));
    }
}

#[test]
fn a_quoted_garble_in_a_legacy_file_is_no_utf_8() {
    // "Ã©" is C3 A9 in windows-1252; what it should be is for the plan on top to say
    let text = "Größe, Länge und Höhe der Türen wären für später zu prüfen.\n".repeat(40)
        + "Der Fehler war cafÃ© für Café.\n";
    let decoded = expect(&bytes(Charset::WINDOWS_1252, &text), &text);
    assert_eq!(decoded.stretches().len(), 1);
}

#[test]
fn japanese_mail_among_utf_8() {
    let (subject, old) = ("件名：会議のお知らせ", "次の検査は金曜日です。");
    let input = [
        UTF_8[1].as_bytes().to_vec(),
        bytes(Charset::ISO_2022_JP, subject),
        bytes(Charset::SHIFT_JIS, LEGACY[5].1),
        bytes(Charset::ISO_2022_JP, old),
    ];
    expect(&input.join(&b'\n'), &[UTF_8[1], subject, LEGACY[5].1, old].join("\n"));
}

#[test]
fn one_letter_of_windows_1252_in_utf_8() {
    let input = [&b"un caf\xE9 serr\xE9\n"[..], "à côté du théâtre fermé\n".as_bytes()].concat();
    expect(&input, "un café serré\nà côté du théâtre fermé\n");
}
