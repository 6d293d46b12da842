//! Which mix-ups are thought of, and what each costs before any evidence.
//!
//! A price is −log2 of how often a mix-up is met among garbled texts, roughly, in bits: what was really seen in
//! public code, logs and bug reports is cheap; what only a table can think of is dear. A mix-up's price is the sum
//! of its two sides'.

use crate::charset::Charset;

/// What a charset is used for, so that a mix-up can be called impossible or letter for letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Unicode,
    Cjk,
    /// Letters of another script than Latin in the upper half.
    Script,
    /// Latin letters in the upper half.
    Latin,
}

/// A charset and its prices as the true and as the wrong one; `NO` where it isn't thought of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    pub(crate) charset: Charset,
    pub(crate) used_for: Use,
    truth: u8,
    wrong: u8,
}

const NO: u8 = u8::MAX;

impl Side {
    /// Whether text is ever read in this charset by mistake.
    pub(crate) const fn may_be_wrong(&self) -> bool {
        self.wrong != NO
    }
}

/// Wrong charsets of this price or more are rare.
const RARE: u8 = 8;

const fn side(charset: Charset, used_for: Use, truth: u8, wrong: u8) -> Side {
    Side { charset, used_for, truth, wrong }
}

/// The charsets, the usual ones first: of two that give the same text the first is named.
pub(crate) const SIDES: &[Side] = &[
    side(Charset::UTF_8, Use::Unicode, 0, NO),
    side(Charset::WINDOWS_1252, Use::Latin, 4, 0),
    side(Charset::ISO_8859_1, Use::Latin, NO, 1),
    side(Charset::GBK, Use::Cjk, 4, 2),
    side(Charset::WINDOWS_1251, Use::Script, 4, 3),
    side(Charset::SHIFT_JIS, Use::Cjk, 5, 4),
    side(Charset::BIG5, Use::Cjk, 5, 5),
    side(Charset::WINDOWS_950, Use::Cjk, NO, 6),
    side(Charset::EUC_KR, Use::Cjk, 5, 5),
    side(Charset::EUC_JP, Use::Cjk, 6, 7),
    side(Charset::WINDOWS_1250, Use::Latin, 5, 3),
    side(Charset::WINDOWS_1254, Use::Latin, 6, 3),
    side(Charset::ISO_8859_15, Use::Latin, NO, 3),
    side(Charset::MACINTOSH, Use::Latin, 6, 4),
    side(Charset::CP437, Use::Latin, 6, 4),
    side(Charset::CP850, Use::Latin, 6, 4),
    side(Charset::KOI8_R, Use::Script, 6, 6),
    side(Charset::IBM866, Use::Script, 6, 5),
    side(Charset::WINDOWS_1253, Use::Script, 5, 6),
    side(Charset::WINDOWS_1255, Use::Script, 5, 6),
    side(Charset::WINDOWS_1256, Use::Script, 5, 6),
    side(Charset::WINDOWS_874, Use::Script, 5, 6),
    side(Charset::WINDOWS_1257, Use::Latin, 6, 6),
    side(Charset::WINDOWS_1258, Use::Latin, 9, 6),
    side(Charset::ISO_8859_2, Use::Latin, 6, 5),
    side(Charset::CP852, Use::Latin, 7, 6),
    side(Charset::KOI8_U, Use::Script, 7, 7),
    side(Charset::ISO_8859_5, Use::Script, 7, 7),
    side(Charset::X_MAC_CYRILLIC, Use::Script, 7, 7),
    side(Charset::ISO_8859_7, Use::Script, 7, 8),
    side(Charset::CP737, Use::Script, 7, 8),
    side(Charset::ISO_8859_8, Use::Script, 8, 8),
    side(Charset::ISO_8859_6, Use::Script, 8, 8),
    side(Charset::CP862, Use::Script, 8, 8),
    side(Charset::CP855, Use::Script, 9, 8),
    side(Charset::CP857, Use::Latin, 9, 8),
    side(Charset::CP775, Use::Latin, 9, 8),
    side(Charset::X_MAC_CE, Use::Latin, 9, 8),
    side(Charset::X_MAC_GREEK, Use::Script, 9, 8),
    side(Charset::X_MAC_TURKISH, Use::Latin, 9, 8),
    side(Charset::ISO_8859_3, Use::Latin, 10, 8),
    side(Charset::ISO_8859_4, Use::Latin, 9, 8),
    side(Charset::ISO_8859_10, Use::Latin, 10, 8),
    side(Charset::ISO_8859_13, Use::Latin, 9, 8),
    side(Charset::ISO_8859_14, Use::Latin, 11, 8),
    // Never the true one: Romanian with cedillas instead of commas is good text.
    side(Charset::ISO_8859_16, Use::Latin, NO, 8),
    side(Charset::CP860, Use::Latin, 10, 9),
    side(Charset::CP861, Use::Latin, 10, 9),
    side(Charset::CP863, Use::Latin, 10, 9),
    side(Charset::CP865, Use::Latin, 10, 9),
    side(Charset::CP869, Use::Script, 10, 9),
    // Vietnamese fonts. What was typed with them was never labelled, so that every browser took it for Western.
    side(Charset::TCVN3, Use::Latin, 8, NO),
    side(Charset::VNI, Use::Latin, 8, NO),
    side(Charset::VISCII, Use::Latin, 10, NO),
    // UTF-8 as some programs write it; thought of only where their own sequences stand, so that the price says little.
    side(Charset::CESU_8, Use::Unicode, 4, NO),
    side(Charset::JAVA_UTF_8, Use::Unicode, 6, NO),
];

/// Every mix-up that is thought of, true and wrong charset, with its price in bits: for the table generator.
pub fn all() -> impl Iterator<Item = (Charset, Charset, i32)> {
    let of = |truth: &'static Side| {
        SIDES.iter().filter_map(move |wrong| Some((truth.charset, wrong.charset, price(truth, wrong)?)))
    };
    SIDES.iter().flat_map(of)
}

/// The sides of the kinds of UTF-8 whose own sequences stand among these bytes: surrogates, and a NUL of two bytes.
pub(crate) fn kinds_of_utf8(bytes: &[u8]) -> impl Iterator<Item = &'static Side> {
    let has = |is: fn(&[u8]) -> bool| bytes.windows(2).any(is);
    let cesu = has(|pair| matches!(pair, [0xED, 0xA0..=0xAF]));
    let java = has(|pair| matches!(pair, [0xC0, 0x80]));
    SIDES.iter().filter(move |s| match s.charset {
        Charset::UTF_8 => true,
        // a NUL of two bytes beside surrogates is Java's, too
        Charset::CESU_8 => cesu && !java,
        Charset::JAVA_UTF_8 => java,
        _ => false,
    })
}

/// The price of `truth` read as `wrong` in bits, or `None` where it isn't thought of.
#[inline]
pub(crate) fn price(truth: &Side, wrong: &Side) -> Option<i32> {
    let price = PRICES[truth.charset.index()][wrong.charset.index()];
    (price != NO).then_some(price as i32)
}

/// All prices, by the numbers of the true and the wrong charset: a search asks for thousands.
static PRICES: [[u8; Charset::COUNT]; Charset::COUNT] = {
    let mut out = [[NO; Charset::COUNT]; Charset::COUNT];
    let mut i = 0;
    while i < SIDES.len() * SIDES.len() {
        let (truth, wrong) = (&SIDES[i / SIDES.len()], &SIDES[i % SIDES.len()]);
        out[truth.charset.index()][wrong.charset.index()] = price_of(truth, wrong);
        i += 1;
    }
    out
};

const fn price_of(truth: &Side, wrong: &Side) -> u8 {
    if truth.charset.index() == wrong.charset.index() || truth.truth == NO || wrong.wrong == NO {
        return NO;
    }
    let of_latin = matches!(truth.used_for, Use::Latin);
    // Of Western text in a CJK charset that of Windows is known to get there: `ge鋘dert`, `Configuraci髇`.
    const WINDOWS: [Charset; 4] =
        [Charset::WINDOWS_1252, Charset::WINDOWS_1250, Charset::WINDOWS_1254, Charset::WINDOWS_1257];
    if matches!(wrong.used_for, Use::Cjk) && of_latin && !is_among(truth.charset, &WINDOWS) {
        return NO;
    }
    const VIETNAMESE: [Charset; 3] = [Charset::TCVN3, Charset::VNI, Charset::VISCII];
    const WESTERN: [Charset; 2] = [Charset::WINDOWS_1252, Charset::ISO_8859_1];
    if is_among(truth.charset, &VIETNAMESE) && !is_among(wrong.charset, &WESTERN) {
        return NO;
    }
    let mut price = truth.truth + wrong.wrong;
    // Decoders that hardly anybody has are known to have garbled UTF-8; that they got anything else is unheard of.
    // `Ģuŧŧ` (Brahui) isn't Korean read as ISO 8859-4, nor is `BİR` English read as Mac Turkish.
    let both_of_dos = is_among(truth.charset, &DOS) && is_among(wrong.charset, &DOS);
    if wrong.wrong >= RARE && !matches!(truth.used_for, Use::Unicode) && !both_of_dos {
        price += 6;
    }
    // Latin letters in a charset of another script: `fγaγ` is Kabyle. windows-1251 is the one that is seen most (`Qualitдt`),
    // and who had a DOS page read it in another one.
    if of_latin
        && matches!(wrong.used_for, Use::Script)
        && wrong.charset.index() != Charset::WINDOWS_1251.index()
    {
        price += if is_among(truth.charset, &DOS) == is_among(wrong.charset, &DOS) { 2 } else { 6 };
    }
    // Who had a DOS page had no Mac: `âsht`, Gheg Albanian, isn't `ësht`.
    const MAC: [Charset; 1] = [Charset::MACINTOSH];
    if is_among(truth.charset, &DOS) && is_among(wrong.charset, &MAC)
        || is_among(truth.charset, &MAC) && is_among(wrong.charset, &DOS)
    {
        price += 4;
    }
    // Charsets of one country get mixed up more often than those of two.
    if are_of_one_country(truth.charset, wrong.charset) {
        price = if price < 6 { 3 } else { price - 3 };
    }
    price
}

const fn is_among(charset: Charset, list: &[Charset]) -> bool {
    let mut i = 0;
    while i < list.len() {
        if list[i].index() == charset.index() {
            return true;
        }
        i += 1;
    }
    false
}

/// Code pages of DOS.
const DOS: [Charset; 7] = [
    Charset::CP437,
    Charset::CP850,
    Charset::CP852,
    Charset::CP775,
    Charset::IBM866,
    Charset::CP737,
    Charset::CP862,
];

/// Whether people of one country or script have both charsets, and files in both.
const fn are_of_one_country(a: Charset, b: Charset) -> bool {
    const HOMES: [&[Charset]; 5] = [
        &[Charset::SHIFT_JIS, Charset::EUC_JP],
        &[Charset::GBK, Charset::BIG5],
        &[
            Charset::WINDOWS_1251,
            Charset::KOI8_R,
            Charset::KOI8_U,
            Charset::IBM866,
            Charset::ISO_8859_5,
            Charset::X_MAC_CYRILLIC,
            Charset::CP855,
        ],
        &[Charset::WINDOWS_1253, Charset::ISO_8859_7, Charset::CP737, Charset::CP869, Charset::X_MAC_GREEK],
        &[Charset::WINDOWS_1250, Charset::ISO_8859_2, Charset::CP852, Charset::X_MAC_CE],
    ];
    let mut i = 0;
    while i < HOMES.len() {
        if is_among(a, HOMES[i]) {
            return is_among(b, HOMES[i]);
        }
        i += 1;
    }
    false
}
