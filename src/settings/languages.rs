//! Languages, the script of each and the charsets that its texts were kept in.

use crate::charset::Charset;

/// A language, or several with the same script and charsets.
#[derive(Debug, PartialEq)]
pub(crate) struct Language {
    /// Their tags, with spaces between.
    tags: &'static str,
    script: Script,
    /// Beside UTF-8.
    pub(crate) charsets: &'static [Charset],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Thai,
    Chinese,
    Japanese,
    Korean,
    Armenian,
    Georgian,
    Ethiopic,
    Indic,
    Khmer,
    Lao,
    Burmese,
    Tibetan,
    Mongolian,
}

const WESTERN: &[Charset] = &[
    Charset::WINDOWS_1252,
    Charset::ISO_8859_1,
    Charset::ISO_8859_15,
    Charset::MACINTOSH,
    Charset::CP850,
    Charset::CP437,
];
const CENTRAL: &[Charset] =
    &[Charset::WINDOWS_1250, Charset::ISO_8859_2, Charset::CP852, Charset::X_MAC_CE, Charset::ISO_8859_16];
const BALTIC: &[Charset] = &[
    Charset::WINDOWS_1257,
    Charset::ISO_8859_13,
    Charset::ISO_8859_4,
    Charset::CP775,
    Charset::X_MAC_CE,
    Charset::ISO_8859_10,
];
const CYRILLIC: &[Charset] = &[
    Charset::WINDOWS_1251,
    Charset::KOI8_R,
    Charset::KOI8_U,
    Charset::IBM866,
    Charset::ISO_8859_5,
    Charset::X_MAC_CYRILLIC,
    Charset::CP855,
];

const fn entry(tags: &'static str, script: Script, charsets: &'static [Charset]) -> Language {
    Language { tags, script, charsets }
}

/// A tag with a region or a script stands before the one without.
static LANGUAGES: &[Language] = &[
    entry(
        "en de fr es pt it nl sv da nb nn no fi ca gl eu af ga gd sw id ms tl lb br oc rm fo sq wa co an ast",
        Script::Latin,
        WESTERN,
    ),
    entry(
        "is",
        Script::Latin,
        &[
            Charset::WINDOWS_1252,
            Charset::ISO_8859_1,
            Charset::ISO_8859_15,
            Charset::CP861,
            Charset::CP850,
            Charset::MACINTOSH,
        ],
    ),
    entry(
        "cy",
        Script::Latin,
        &[Charset::ISO_8859_14, Charset::WINDOWS_1252, Charset::ISO_8859_1, Charset::MACINTOSH],
    ),
    entry("sr-Latn sh pl cs sk hu ro sl hr bs hsb dsb", Script::Latin, CENTRAL),
    entry(
        "et",
        Script::Latin,
        &[
            Charset::WINDOWS_1257,
            Charset::ISO_8859_13,
            Charset::ISO_8859_15,
            Charset::ISO_8859_4,
            Charset::CP775,
            Charset::WINDOWS_1252,
        ],
    ),
    entry("lv lt ltg sgs", Script::Latin, BALTIC),
    entry(
        "tr az ku kmr",
        Script::Latin,
        &[
            Charset::WINDOWS_1254,
            Charset::ISO_8859_3,
            Charset::CP857,
            Charset::X_MAC_TURKISH,
            Charset::WINDOWS_1252,
        ],
    ),
    entry("mt eo", Script::Latin, &[Charset::ISO_8859_3]),
    entry("se smn sms smj sma", Script::Latin, &[Charset::ISO_8859_10, Charset::ISO_8859_4]),
    entry(
        "vi",
        Script::Latin,
        &[Charset::WINDOWS_1258, Charset::VISCII, Charset::TCVN3, Charset::VNI, Charset::WINDOWS_1252],
    ),
    entry("ru uk be bg mk sr kk ky tg mn tt ba cv os ce", Script::Cyrillic, CYRILLIC),
    entry(
        "el",
        Script::Greek,
        &[Charset::WINDOWS_1253, Charset::ISO_8859_7, Charset::CP737, Charset::CP869, Charset::X_MAC_GREEK],
    ),
    entry(
        "he iw yi",
        Script::Hebrew,
        &[Charset::WINDOWS_1255, Charset::ISO_8859_8, Charset::ISO_8859_8_I, Charset::CP862],
    ),
    entry("ar fa ur ps ckb ug sd", Script::Arabic, &[Charset::WINDOWS_1256, Charset::ISO_8859_6]),
    entry("th", Script::Thai, &[Charset::WINDOWS_874]),
    entry(
        "zh-TW zh-HK zh-MO zh-Hant yue",
        Script::Chinese,
        &[Charset::BIG5, Charset::WINDOWS_950, Charset::GBK, Charset::GB18030],
    ),
    entry("zh wuu", Script::Chinese, &[Charset::GBK, Charset::GB18030, Charset::BIG5]),
    entry("ja", Script::Japanese, &[Charset::SHIFT_JIS, Charset::EUC_JP, Charset::ISO_2022_JP]),
    entry("ko", Script::Korean, &[Charset::EUC_KR, Charset::JOHAB]),
    entry("hy", Script::Armenian, &[]),
    entry("ka", Script::Georgian, &[]),
    entry("am ti", Script::Ethiopic, &[]),
    entry("hi mr ne sa bn as pa gu or ta te kn ml si", Script::Indic, &[]),
    entry("km", Script::Khmer, &[]),
    entry("lo", Script::Lao, &[]),
    entry("my", Script::Burmese, &[]),
    entry("bo dz", Script::Tibetan, &[]),
    entry("mn-Mong mvf", Script::Mongolian, &[]),
];

/// The language of a tag: by all of it, by its first two parts, or by the first one.
pub(crate) fn find(tag: &str) -> Option<&'static Language> {
    let parts: usize = tag.split(['-', '_']).take(2).map(|part| part.len() + 1).sum();
    let two = tag.get(..parts.saturating_sub(1))?;
    let first = tag.split(['-', '_']).next()?;
    [two, first]
        .iter()
        .find_map(|wanted| LANGUAGES.iter().find(|l| l.tags.split(' ').any(|t| same(t, wanted))))
}

/// Tags are the same in any case, and with `_` as systems' locales have it.
fn same(tag: &str, other: &str) -> bool {
    let plain = |c: u8| if c == b'_' { b'-' } else { c.to_ascii_lowercase() };
    tag.bytes().map(plain).eq(other.bytes().map(plain))
}

impl Language {
    /// Whether most letters of a text that aren't ASCII are of the language's script.
    pub(crate) fn writes(&self, text: &str) -> bool {
        let letters = || text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
        let own = letters().filter(|c| self.script.has(*c)).count();
        own > 0 && 2 * own > letters().count()
    }
}

impl Script {
    fn has(self, c: char) -> bool {
        let han = matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
        match self {
            Script::Latin => matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'),
            Script::Greek => matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}'),
            Script::Cyrillic => matches!(c, '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}'),
            Script::Hebrew => matches!(c, '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}'),
            Script::Arabic => {
                matches!(c, '\u{600}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fefc}')
            }
            Script::Thai => matches!(c, '\u{e00}'..='\u{e7f}'),
            Script::Chinese => han || matches!(c, '\u{3100}'..='\u{312f}'),
            Script::Japanese => {
                han || matches!(c, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}')
            }
            Script::Korean => {
                han || matches!(c, '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}')
            }
            Script::Armenian => matches!(c, '\u{530}'..='\u{58f}'),
            Script::Georgian => matches!(c, '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}'),
            Script::Ethiopic => matches!(c, '\u{1200}'..='\u{139f}' | '\u{2d80}'..='\u{2ddf}'),
            Script::Indic => matches!(c, '\u{900}'..='\u{dff}'),
            Script::Khmer => matches!(c, '\u{1780}'..='\u{17ff}'),
            Script::Lao => matches!(c, '\u{e80}'..='\u{eff}'),
            Script::Burmese => matches!(c, '\u{1000}'..='\u{109f}'),
            Script::Tibetan => matches!(c, '\u{f00}'..='\u{fff}'),
            Script::Mongolian => matches!(c, '\u{1800}'..='\u{18af}'),
        }
    }
}
