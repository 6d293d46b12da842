//! Strategies: texts as people write them, the same garbled by real chains, and texts that nobody writes.

use demojibake::{
    C1Controls, Caution, Charset, Escapes, Fixer, FixerBuilder, Hint, LostBytes, MixUp, MixUps, Support,
};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_8859_2, KOI8_R, MACINTOSH, SHIFT_JIS, UTF_8,
    WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1256, WINDOWS_1257,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Words of one language each, everyday ones of `tools/cases/sentences.tsv`.
pub const WORDS: [&[&str]; 22] = [
    &["the", "baker", "sister’s", "café", "late", "umbrella", "“warm”", "river", "–", "summer"],
    &["élève", "oublié", "forêt", "mûres", "clés", "garçon", "où", "à", "déjeuné", "l’été"],
    &["Bäcker", "öffnet", "Straße", "Großmutter", "schönes", "Märchen", "über", "Häuschen", "Kühe", "müssen"],
    &["não", "irmã", "chaves", "portão", "coração", "amanhã", "estação", "às", "três", "avó"],
    &["NÃO", "IRMÃ", "CORAÇÃO", "ESTAÇÃO", "AMANHÃ", "ÀS", "TRÊS", "MAÇÃ", "É", "PÃO"],
    &["niño", "manzana", "después", "jardín", "¿Dónde", "está?", "mañana", "enseñó", "pequeño", "otoño"],
    &["Veðrið", "börnin", "þessi", "álfa", "fjöllunum", "snemma", "á", "það", "nýja", "skó"],
    &["ciasto", "jabłkami", "rodzinę", "leżały", "śnieg", "rękawiczki", "środę", "żółtą", "Łódka", "później"],
    &["Můj", "bratr", "přijede", "zpoždění", "klíče", "našli", "žlutý", "kůň", "běžely", "řece"],
    &["süteményt", "könyv", "őszi", "erdőben", "gyermek", "nagyon", "hűvös", "hosszú", "éjszaka", "fűtő"],
    &["elmalı", "pişirdi", "bütün", "çağırdı", "üstüne", "yarın", "rüzgâr", "küçük", "öğreniyor", "ırmağa"],
    &["nướng", "bánh", "táo", "gia", "đình", "đến", "chìa", "khóa", "những", "biển"],
    &["Бабушка", "испекла", "яблочный", "пирог", "семью", "завтра", "поезд", "опоздал", "реке", "ё"],
    &["Ќе", "одиме", "кон", "реката", "кујната", "ќерка", "ветрот", "ѓорѓи", "масата", "учи"],
    &["γιαγιά", "έψησε", "μηλόπιτα", "οικογένεια", "κλειδιά", "θάλασσα", "ποτάμι", "Τετάρτη", "Το", "είναι"],
    &["סבתא", "אפתה", "עוגת", "תפוחים", "המפתחות", "מחר", "הרכבת", "הילדים", "שעה", "את"],
    &["خبزت", "جدتي", "فطيرة", "التفاح", "القطار", "ساعة", "الأطفال", "النهر", "غدا", "إلى"],
    &["คุณยาย", "อบขนม", "กุญแจ", "โต๊ะ", "พรุ่งนี้", "ทะเล", "รถไฟ", "แม่น้ำ", "เด็กๆ", "เรือ"],
    &["奶奶", "烤了苹果派", "钥匙", "厨房桌子上", "明天", "海边", "火车晚点了", "孩子们", "渔船", "窗户"],
    &["蘋果派", "鑰匙", "廚房", "明天", "海邊", "火車晚了", "孩子們", "漁船", "小提琴", "功能"],
    &["祖母", "りんごの", "ケーキを", "焼いて", "家族", "風が", "電車が", "遅れて", "子供たちは", "表示"],
    &[
        "할머니가",
        "사과",
        "케이크를",
        "열쇠가",
        "바람이",
        "바다에",
        "기차가",
        "아이들은",
        "강가로",
        "달려갔다",
    ],
];

const LEGACY: [&Encoding; 13] = [
    GBK,
    BIG5,
    SHIFT_JIS,
    EUC_JP,
    EUC_KR,
    WINDOWS_1251,
    KOI8_R,
    IBM866,
    WINDOWS_1250,
    ISO_8859_2,
    WINDOWS_1253,
    WINDOWS_1256,
    WINDOWS_1257,
];

const WRONG: [&Encoding; 13] = [
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1251,
    WINDOWS_1254,
    WINDOWS_1257,
    ISO_8859_2,
    KOI8_R,
    IBM866,
    MACINTOSH,
    GB18030,
    SHIFT_JIS,
    BIG5,
    EUC_KR,
];

/// Text in `truth` read as `wrong`; nothing where that loses something.
fn mix_up(text: &str, truth: &'static Encoding, wrong: &'static Encoding) -> Option<String> {
    let (bytes, _, unmappable) = truth.encode(text);
    let read = wrong.decode_without_bom_handling_and_without_replacement(&bytes)?;
    (!unmappable && read != text).then(|| read.into_owned())
}

/// A few words of one language with spaces and punctuation between them.
pub fn good_text() -> impl Strategy<Value = String> {
    let glue =
        select(vec![" ", " ", " ", ", ", ". ", "\n", "\r\n", " – ", " (", ") ", ": ", "! ", " 12 ", "\t"]);
    select(WORDS.to_vec())
        .prop_flat_map(move |words| vec((select(words.to_vec()), glue.clone()), 1..12))
        .prop_map(|parts| parts.iter().map(|(word, glue)| format!("{word}{glue}")).collect())
}

/// Good text after one to three mix-ups (as many of them as lose nothing).
fn garbled_text() -> impl Strategy<Value = String> {
    let truth = prop_oneof![Just(UTF_8), select(LEGACY.to_vec())];
    (good_text(), vec((truth, select(WRONG.to_vec())), 1..4)).prop_map(|(text, chain)| {
        chain.iter().fold(text, |text, (truth, wrong)| mix_up(&text, truth, wrong).unwrap_or(text))
    })
}

/// Pieces that only hostile or broken programs make.
fn odd_piece() -> impl Strategy<Value = String> {
    let range = |from: char, to: char| vec(proptest::char::range(from, to), 1..8).prop_map(String::from_iter);
    // what ED A0 80 … ED BF BF, UTF-8's forbidden surrogates, look like in Latin-1
    let cesu = (proptest::char::range('\u{a0}', '\u{bf}'), proptest::char::range('\u{80}', '\u{bf}'))
        .prop_map(|(second, third)| format!("í{second}{third}"));
    let fixed = select(vec![
        "\u{feff}",
        "\0",
        "\r",
        "\r\n",
        "\u{1b}[0m",
        "\u{85}",
        "\u{2028}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{10ffff}",
        "\u{fffd}",
        "ï¿½",
        "锟斤拷",
        "?",
        "Ã",
        "Â",
        "Ã ",
        "â€",
        "ƒ\\",
        "|",
        "\\",
        "👩‍👩‍👧‍👦",
        "🇧🇷",
        "e\u{301}\u{301}\u{301}",
        "\u{200d}",
        "\u{202e}",
        "\u{ad}",
        "\u{a0}",
        "&#8364;",
        "%C3%A9",
        "\\xc3\\xa9",
        "\\x80",
        "\\u00a9",
        "&copy;",
        "&#137;",
        "&Atilde;",
    ]);
    prop_oneof![
        4 => range('\u{80}', '\u{ff}'),
        2 => vec(select(WINDOWS_1252_UPPER.chars().collect::<Vec<_>>()), 1..12).prop_map(String::from_iter),
        1 => range('\u{c0}', '\u{17f}'),
        1 => range('\u{400}', '\u{45f}'),
        1 => range('\u{2500}', '\u{25a0}'),
        1 => range('\u{4e00}', '\u{9fff}'),
        1 => range('\u{ff61}', '\u{ff9f}'),
        1 => range('\u{ac00}', '\u{d7a3}'),
        1 => range('\u{300}', '\u{36f}'),
        1 => range('\u{590}', '\u{6ff}'),
        1 => range('\u{e000}', '\u{f8ff}'),
        1 => range('\u{fdd0}', '\u{fdef}'),
        1 => range('\0', '\u{1f}'),
        1 => range(' ', '~'),
        2 => cesu,
        3 => fixed.prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

/// What windows-1252 makes of bytes 80 to BF, which end all UTF-8 sequences, and of the bytes that begin them.
const WINDOWS_1252_UPPER: &str =
    "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÂÂÃÃÄÅÐÑÎÏØÙàáâãäåæçèéðñ";

/// Good text misread with a loss: what a decoder has nothing for is marked, left out, or cleaned away afterwards.
pub fn lossy_text() -> impl Strategy<Value = String> {
    let wrong = select(vec![WINDOWS_1252, WINDOWS_1250, WINDOWS_1251, GBK, SHIFT_JIS, EUC_KR, BIG5]);
    (good_text(), wrong, 0..7usize).prop_map(|(text, wrong, loss)| {
        let (read, _) = wrong.decode_without_bom_handling(text.as_bytes());
        let control = |c: char| matches!(c, '\u{80}'..='\u{9f}');
        match loss {
            0 => read.replace('\u{fffd}', "?"),
            1 => read.replace('\u{fffd}', ""),
            2 => read.replace(control, "\u{fffd}"),
            3 => read.replace(control, ""),
            4 => read.replace('\u{a0}', " ").replace(['“', '”'], "\""),
            5 => read.to_lowercase(),
            _ => read.into_owned(),
        }
    })
}

/// Any of it, in any order, glued together with or without space: runs at the edges and against each other.
pub fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => good_text(), 4 => garbled_text(), 4 => odd_piece()];
    vec((piece, select(vec!["", " ", "\n"])), 0..6)
        .prop_map(|parts| parts.iter().map(|(piece, glue)| format!("{piece}{glue}")).collect())
}

/// A file whose lines one mix-up of single-byte charsets garbled, but for some good ones and odd ones among them.
pub fn document() -> impl Strategy<Value = String> {
    const SINGLE: [&Encoding; 9] = [
        WINDOWS_1252,
        MACINTOSH,
        WINDOWS_1250,
        ISO_8859_2,
        WINDOWS_1254,
        WINDOWS_1257,
        WINDOWS_1251,
        KOI8_R,
        IBM866,
    ];
    let line = |words: &'static [&'static str]| {
        let sentence = vec(select(words.to_vec()), 1..7).prop_map(|words| words.join(" "));
        (sentence, prop_oneof![8 => Just(None), 1 => odd_piece().prop_map(Some)], 0..10u8)
    };
    (select(WORDS.to_vec()), select(SINGLE.to_vec()), select(SINGLE.to_vec())).prop_flat_map(
        move |(words, truth, wrong)| {
            vec(line(words), 8..20).prop_map(move |lines| {
                let garble = |(text, odd, good): &(String, Option<String>, u8)| {
                    let garbled = mix_up(text, truth, wrong).filter(|_| *good > 0);
                    format!("{}{}\n", garbled.as_ref().unwrap_or(text), odd.as_deref().unwrap_or(""))
                };
                lines.iter().map(garble).collect()
            })
        },
    )
}

/// Some mix-ups, as a program that knows its sources would choose them.
pub fn some_mix_ups() -> impl Strategy<Value = MixUps> {
    let charsets: Vec<Charset> = Charset::all().collect();
    let some = |charsets: &[Charset]| proptest::sample::subsequence(charsets.to_vec(), 1..=12);
    (some(&charsets), some(&charsets)).prop_map(|(truths, wrongs)| {
        MixUps::between(truths, wrongs).with(MixUp::new(Charset::UTF_8, Charset::WINDOWS_1252))
    })
}

/// Settings under which all laws hold. Not among them: chains that a fixer is bound to (what was garbled twice by it is
/// undone once), and what is done to good text because it's asked for.
pub fn settings() -> impl Strategy<Value = FixerBuilder> {
    let hints = [
        Hint::charset(Charset::KOI8_R),
        Hint::charset(Charset::GBK).bits(12.0),
        Hint::language("pl").unwrap(),
        Hint::language("ja").unwrap().bits(-6.0),
        Hint::chain("utf-8>windows-1252 twice".parse().unwrap()).bits(10.0),
    ];
    (
        select(vec![Caution::Strict, Caution::Balanced, Caution::Eager]),
        select(vec![Support::Document, Support::None]),
        select(vec![LostBytes::Restore, LostBytes::Mark, LostBytes::Keep]),
        select(vec![C1Controls::Likely, C1Controls::Bytes, C1Controls::Keep]),
        select(vec![Escapes::Beside, Escapes::Keep]),
        proptest::sample::subsequence(hints.to_vec(), 0..=2),
        select(vec![None, Some(Charset::WINDOWS_1252), Some(Charset::GBK)]),
    )
        .prop_map(|(caution, support, lost, c1, escapes, hints, left_out)| {
            let builder = Fixer::builder()
                .caution(caution)
                .support(support)
                .lost_bytes(lost)
                .c1_controls(c1)
                .escapes(escapes);
            let builder = hints.into_iter().fold(builder, FixerBuilder::expect);
            match left_out {
                Some(charset) => builder.mix_ups(MixUps::all().without_charset(charset)),
                None => builder,
            }
        })
}
