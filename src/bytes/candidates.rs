//! The charsets that a file may be in, and how rare each of them is.

use crate::charset::Charset;
use crate::model::BIT;

/// A charset and what it costs to assume it, in bits: −log2 of how many of the files that aren't UTF-8 are in it,
/// roughly, as seen on the web (windows-1252 a half, the others of a script's main charset some hundredths).
const PRICES: [(Charset, i32); 57] = [
    (Charset::WINDOWS_1252, 1),
    (Charset::ISO_8859_1, 3),
    (Charset::WINDOWS_1251, 3),
    (Charset::GBK, 3),
    (Charset::SHIFT_JIS, 3),
    (Charset::EUC_KR, 4),
    (Charset::EUC_JP, 4),
    (Charset::BIG5, 4),
    (Charset::WINDOWS_1250, 6),
    (Charset::ISO_8859_2, 7),
    (Charset::WINDOWS_1254, 7),
    (Charset::WINDOWS_1256, 5),
    (Charset::WINDOWS_874, 5),
    (Charset::WINDOWS_1253, 5),
    (Charset::ISO_8859_7, 6),
    (Charset::WINDOWS_1255, 5),
    (Charset::WINDOWS_1257, 4),
    (Charset::WINDOWS_1258, 12),
    (Charset::KOI8_R, 5),
    (Charset::ISO_8859_15, 9),
    (Charset::IBM866, 7),
    (Charset::ISO_8859_5, 7),
    (Charset::KOI8_U, 6),
    (Charset::ISO_8859_6, 7),
    (Charset::ISO_8859_8, 7),
    (Charset::MACINTOSH, 7),
    (Charset::X_MAC_CYRILLIC, 8),
    (Charset::CP437, 7),
    (Charset::CP850, 7),
    (Charset::CP852, 9),
    (Charset::ISO_8859_13, 12),
    (Charset::ISO_8859_4, 14),
    (Charset::ISO_8859_3, 16),
    (Charset::ISO_8859_10, 18),
    (Charset::ISO_8859_14, 18),
    (Charset::ISO_8859_16, 24),
    (Charset::WINDOWS_950, 6),
    (Charset::CP737, 8),
    (Charset::CP775, 14),
    (Charset::CP855, 12),
    (Charset::CP857, 20),
    (Charset::CP858, 12),
    (Charset::CP860, 20),
    (Charset::CP861, 20),
    (Charset::CP862, 12),
    (Charset::CP863, 20),
    (Charset::CP865, 20),
    (Charset::CP869, 16),
    (Charset::X_MAC_CE, 16),
    (Charset::X_MAC_GREEK, 16),
    (Charset::X_MAC_TURKISH, 24),
    (Charset::JOHAB, 12),
    (Charset::VISCII, 10),
    (Charset::TCVN3, 10),
    (Charset::VNI, 10),
    (Charset::CESU_8, 14),
    (Charset::GB18030, 5),
];

/// What a declaration in the file is worth: as much as a few words, less than a sentence.
const DECLARED: i32 = 24;

/// The charsets and their prices, in sixteenths of a bit; those that were declared are cheap.
pub(super) fn prices<'h>(hints: &'h [Charset]) -> impl Iterator<Item = (Charset, i32)> + 'h {
    PRICES.iter().map(move |&(charset, price)| {
        let hinted = hints.iter().any(|&h| h == charset || same(h) == charset);
        (charset, BIT * if hinted { price.min(1) - DECLARED } else { price })
    })
}

/// What a declared name means in practice.
fn same(declared: Charset) -> Charset {
    match declared {
        Charset::ISO_8859_1 => Charset::WINDOWS_1252,
        Charset::ISO_8859_8_I => Charset::ISO_8859_8,
        other => other,
    }
}
