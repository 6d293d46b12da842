//! The charsets: their names and what decodes them.

use super::seven_bit::{self, SevenBit};
use super::single::Single;
use super::tables::singles;

/// A way to write text as bytes.
///
/// ```
/// use demojibake::Charset;
///
/// assert_eq!(Charset::WINDOWS_1252.name(), "windows-1252");
/// assert_eq!(Charset::for_label("cp1252"), Ok(Charset::WINDOWS_1252));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Charset(u8);

/// What decodes a charset.
pub(super) enum Codec {
    Single(&'static Single),
    Utf8,
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
    Cesu8,
    JavaUtf8,
    Gbk,
    Gb18030,
    Big5,
    Windows950,
    ShiftJis,
    EucJp,
    Iso2022Jp,
    SevenBit(&'static SevenBit),
    EucKr,
    Johab,
    Vni,
}

macro_rules! charsets {
    ($($(#[$doc:meta])* $id:ident = $name:literal, $codec:expr;)*) => {
        #[repr(u8)]
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Id {
            $($id),*
        }

        impl Charset {
            $($(#[$doc])* pub const $id: Charset = Charset(Id::$id as u8);)*
        }

        static LIST: [(&str, Codec); [$($name),*].len()] = [$(($name, $codec)),*];
    };
}

impl Charset {
    /// How many charsets there are.
    pub(crate) const COUNT: usize = LIST.len();

    /// The charset's place in [`Charset::all`].
    #[inline]
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }

    /// Every charset, the Unicode ones first, then those of several bytes, then the single-byte ones.
    ///
    /// ```
    /// use demojibake::Charset;
    ///
    /// assert!(Charset::all().any(|c| c.name() == "koi8-r"));
    /// ```
    pub fn all() -> impl Iterator<Item = Charset> {
        (0..LIST.len() as u8).map(Charset)
    }

    /// The name, in lower case; that of the WHATWG Encoding Standard where it has the charset.
    ///
    /// ```
    /// assert_eq!(demojibake::Charset::GBK.name(), "gbk");
    /// ```
    pub fn name(self) -> &'static str {
        LIST[usize::from(self.0)].0
    }

    #[inline]
    pub(super) const fn codec(self) -> &'static Codec {
        // a `Charset` is made only here, from a place in the list
        &LIST[self.0 as usize].1
    }
}

impl core::fmt::Debug for Charset {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Charset({})", self.name())
    }
}

charsets! {
    /// UTF-8.
    UTF_8 = "utf-8", Codec::Utf8;
    /// UTF-16, low byte first.
    UTF_16LE = "utf-16le", Codec::Utf16Le;
    /// UTF-16, high byte first.
    UTF_16BE = "utf-16be", Codec::Utf16Be;
    /// UTF-32, low byte first.
    UTF_32LE = "utf-32le", Codec::Utf32Le;
    /// UTF-32, high byte first.
    UTF_32BE = "utf-32be", Codec::Utf32Be;
    /// CESU-8: characters above U+FFFF are two surrogates of three bytes each.
    CESU_8 = "cesu-8", Codec::Cesu8;
    /// Java's modified UTF-8: CESU-8 with U+0000 as C0 80.
    JAVA_UTF_8 = "java-utf-8", Codec::JavaUtf8;
    /// Simplified Chinese. The decoder is that of GB 18030, as in the WHATWG standard: it takes four-byte codes too.
    GBK = "gbk", Codec::Gbk;
    /// Simplified Chinese, all of Unicode.
    GB18030 = "gb18030", Codec::Gb18030;
    /// Traditional Chinese, with the Hong Kong characters.
    BIG5 = "big5", Codec::Big5;
    /// Traditional Chinese, as Windows has it: private-use characters where [`BIG5`](Charset::BIG5) has the
    /// Hong Kong characters.
    WINDOWS_950 = "windows-950", Codec::Windows950;
    /// Japanese, as Windows has it (code page 932).
    SHIFT_JIS = "shift_jis", Codec::ShiftJis;
    /// Japanese, Unix; with JIS X 0212.
    EUC_JP = "euc-jp", Codec::EucJp;
    /// Japanese, mail; switches by escape sequences.
    ISO_2022_JP = "iso-2022-jp", Codec::Iso2022Jp;
    /// Simplified Chinese in seven bits, for mail and news: `~{VPND~}`.
    HZ = "hz-gb-2312", Codec::SevenBit(&seven_bit::HZ);
    /// Korean, mail; switches by shift-out and shift-in.
    ISO_2022_KR = "iso-2022-kr", Codec::SevenBit(&seven_bit::ISO_2022_KR);
    /// Korean, as Windows has it (code page 949).
    EUC_KR = "euc-kr", Codec::EucKr;
    /// Korean, by letters (code page 1361).
    JOHAB = "johab", Codec::Johab;
    /// Vietnamese, VNI fonts: a letter and a byte for its marks.
    VNI = "vni", Codec::Vni;
    /// Cyrillic, DOS.
    IBM866 = "ibm866", Codec::Single(&singles::IBM866);
    /// Western European; bytes 80 to 9F are C1 controls. Not windows-1252.
    ISO_8859_1 = "iso-8859-1", Codec::Single(&singles::ISO_8859_1);
    /// Central European.
    ISO_8859_2 = "iso-8859-2", Codec::Single(&singles::ISO_8859_2);
    /// Maltese, Esperanto.
    ISO_8859_3 = "iso-8859-3", Codec::Single(&singles::ISO_8859_3);
    /// Baltic, old.
    ISO_8859_4 = "iso-8859-4", Codec::Single(&singles::ISO_8859_4);
    /// Cyrillic.
    ISO_8859_5 = "iso-8859-5", Codec::Single(&singles::ISO_8859_5);
    /// Arabic.
    ISO_8859_6 = "iso-8859-6", Codec::Single(&singles::ISO_8859_6);
    /// Greek.
    ISO_8859_7 = "iso-8859-7", Codec::Single(&singles::ISO_8859_7);
    /// Hebrew, visual order.
    ISO_8859_8 = "iso-8859-8", Codec::Single(&singles::ISO_8859_8);
    /// Hebrew, logical order; the bytes are those of ISO-8859-8.
    ISO_8859_8_I = "iso-8859-8-i", Codec::Single(&singles::ISO_8859_8);
    /// Nordic.
    ISO_8859_10 = "iso-8859-10", Codec::Single(&singles::ISO_8859_10);
    /// Baltic.
    ISO_8859_13 = "iso-8859-13", Codec::Single(&singles::ISO_8859_13);
    /// Celtic.
    ISO_8859_14 = "iso-8859-14", Codec::Single(&singles::ISO_8859_14);
    /// Western European with the euro sign.
    ISO_8859_15 = "iso-8859-15", Codec::Single(&singles::ISO_8859_15);
    /// South-Eastern European.
    ISO_8859_16 = "iso-8859-16", Codec::Single(&singles::ISO_8859_16);
    /// Russian.
    KOI8_R = "koi8-r", Codec::Single(&singles::KOI8_R);
    /// Ukrainian.
    KOI8_U = "koi8-u", Codec::Single(&singles::KOI8_U);
    /// Thai, Windows.
    WINDOWS_874 = "windows-874", Codec::Single(&singles::WINDOWS_874);
    /// Central European, Windows.
    WINDOWS_1250 = "windows-1250", Codec::Single(&singles::WINDOWS_1250);
    /// Cyrillic, Windows.
    WINDOWS_1251 = "windows-1251", Codec::Single(&singles::WINDOWS_1251);
    /// Western European, Windows.
    WINDOWS_1252 = "windows-1252", Codec::Single(&singles::WINDOWS_1252);
    /// Greek, Windows.
    WINDOWS_1253 = "windows-1253", Codec::Single(&singles::WINDOWS_1253);
    /// Turkish, Windows.
    WINDOWS_1254 = "windows-1254", Codec::Single(&singles::WINDOWS_1254);
    /// Hebrew, Windows.
    WINDOWS_1255 = "windows-1255", Codec::Single(&singles::WINDOWS_1255);
    /// Arabic, Windows.
    WINDOWS_1256 = "windows-1256", Codec::Single(&singles::WINDOWS_1256);
    /// Baltic, Windows.
    WINDOWS_1257 = "windows-1257", Codec::Single(&singles::WINDOWS_1257);
    /// Vietnamese, with combining tones, Windows.
    WINDOWS_1258 = "windows-1258", Codec::Single(&singles::WINDOWS_1258);
    /// Western European, Mac (Mac Roman).
    MACINTOSH = "macintosh", Codec::Single(&singles::MACINTOSH);
    /// Cyrillic, Mac.
    X_MAC_CYRILLIC = "x-mac-cyrillic", Codec::Single(&singles::X_MAC_CYRILLIC);
    /// Greek, Mac.
    X_MAC_GREEK = "x-mac-greek", Codec::Single(&singles::X_MAC_GREEK);
    /// Central European, Mac.
    X_MAC_CE = "x-mac-ce", Codec::Single(&singles::X_MAC_CE);
    /// Turkish, Mac.
    X_MAC_TURKISH = "x-mac-turkish", Codec::Single(&singles::X_MAC_TURKISH);
    /// United States, DOS.
    CP437 = "cp437", Codec::Single(&singles::CP437);
    /// Greek, DOS.
    CP737 = "cp737", Codec::Single(&singles::CP737);
    /// Baltic, DOS.
    CP775 = "cp775", Codec::Single(&singles::CP775);
    /// Western European, DOS.
    CP850 = "cp850", Codec::Single(&singles::CP850);
    /// Central European, DOS.
    CP852 = "cp852", Codec::Single(&singles::CP852);
    /// Cyrillic, DOS.
    CP855 = "cp855", Codec::Single(&singles::CP855);
    /// Turkish, DOS.
    CP857 = "cp857", Codec::Single(&singles::CP857);
    /// Western European with the euro sign, DOS.
    CP858 = "cp858", Codec::Single(&singles::CP858);
    /// Portuguese, DOS.
    CP860 = "cp860", Codec::Single(&singles::CP860);
    /// Icelandic, DOS.
    CP861 = "cp861", Codec::Single(&singles::CP861);
    /// Hebrew, DOS.
    CP862 = "cp862", Codec::Single(&singles::CP862);
    /// Canadian French, DOS.
    CP863 = "cp863", Codec::Single(&singles::CP863);
    /// Nordic, DOS.
    CP865 = "cp865", Codec::Single(&singles::CP865);
    /// Greek, DOS.
    CP869 = "cp869", Codec::Single(&singles::CP869);
    /// Vietnamese; six letters stand among the C0 controls.
    VISCII = "viscii", Codec::Single(&singles::VISCII);
    /// Vietnamese, TCVN 5712 VN3 (the ABC fonts); upper-case letters with a tone had a font of their own.
    TCVN3 = "tcvn3", Codec::Single(&singles::TCVN3);
    /// EBCDIC, United States and others.
    CP037 = "cp037", Codec::Single(&singles::CP037);
    /// EBCDIC, international.
    CP500 = "cp500", Codec::Single(&singles::CP500);
    /// EBCDIC, Latin-1 of Open Systems.
    CP1047 = "cp1047", Codec::Single(&singles::CP1047);
    /// Bytes 80 to FF are U+F780 to U+F7FF.
    X_USER_DEFINED = "x-user-defined", Codec::Single(&singles::X_USER_DEFINED);
}
