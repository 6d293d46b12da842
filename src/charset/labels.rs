//! What people call the charsets.

use super::{Charset, whatwg};

/// Labels that the WHATWG standard doesn't have or that it gives another meaning, squashed (see [`squashed`]).
/// The names themselves are found without being listed.
const LABELS: &[(&str, Charset)] = &[
    // the standard takes all of these for windows-1252, which isn't what a decoder of ISO-8859-1 does
    ("latin1", Charset::ISO_8859_1),
    ("l1", Charset::ISO_8859_1),
    ("cp819", Charset::ISO_8859_1),
    ("ibm819", Charset::ISO_8859_1),
    ("iso885911987", Charset::ISO_8859_1),
    ("isoir100", Charset::ISO_8859_1),
    ("csisolatin1", Charset::ISO_8859_1),
    ("latin7", Charset::ISO_8859_13),
    ("latin8", Charset::ISO_8859_14),
    ("latin9", Charset::ISO_8859_15),
    ("latin10", Charset::ISO_8859_16),
    ("cp65001", Charset::UTF_8),
    ("cp936", Charset::GBK),
    ("ms936", Charset::GBK),
    ("windows936", Charset::GBK),
    ("cp54936", Charset::GB18030),
    ("cp932", Charset::SHIFT_JIS),
    ("windows932", Charset::SHIFT_JIS),
    ("cp949", Charset::EUC_KR),
    ("uhc", Charset::EUC_KR),
    ("cp950", Charset::WINDOWS_950),
    ("ms950", Charset::WINDOWS_950),
    ("cp51932", Charset::EUC_JP),
    ("cp1361", Charset::JOHAB),
    ("ms1361", Charset::JOHAB),
    ("hz", Charset::HZ),
    ("csiso2022kr", Charset::ISO_2022_KR),
    ("macroman", Charset::MACINTOSH),
    ("macgreek", Charset::X_MAC_GREEK),
    ("maccyrillic", Charset::X_MAC_CYRILLIC),
    ("macce", Charset::X_MAC_CE),
    ("maccenteuro", Charset::X_MAC_CE),
    ("maccentraleurope", Charset::X_MAC_CE),
    ("maccentraleurroman", Charset::X_MAC_CE),
    ("maclatin2", Charset::X_MAC_CE),
    ("xmaccentraleurroman", Charset::X_MAC_CE),
    ("macturkish", Charset::X_MAC_TURKISH),
    ("abc", Charset::TCVN3),
    ("vniwindows", Charset::VNI),
    ("vniwin", Charset::VNI),
    ("mutf8", Charset::JAVA_UTF_8),
    ("modifiedutf8", Charset::JAVA_UTF_8),
    ("ibm37", Charset::CP037),
    ("cp37", Charset::CP037),
    ("ebcdiccpus", Charset::CP037),
];

/// Letters and digits only, in lower case: `MAC-Roman`, `mac_roman` and `macroman` are one label.
fn squashed(label: &str) -> impl Iterator<Item = u8> + '_ {
    label.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase())
}

pub(super) fn find(label: &str) -> Option<Charset> {
    let label = label.trim();
    let same = |other: &str| squashed(label).eq(squashed(other));
    if !label.is_ascii() || squashed(label).next().is_none() {
        return None;
    }
    if let Some((_, charset)) = LABELS.iter().find(|l| same(l.0)) {
        return Some(*charset);
    }
    // our own code pages: cp437, ibm437, dos437 and 437 are one
    let number = ["cp", "ibm", "dos"].iter().find_map(|p| strip_prefix(label, p)).unwrap_or(label);
    let page = |c: &Charset| c.name().strip_prefix("cp").is_some_and(|n| n == number);
    Charset::all().find(|c| same(c.name())).or_else(|| Charset::all().find(page)).or_else(|| {
        whatwg::name(label).and_then(|name| Charset::all().find(|c| c.name().eq_ignore_ascii_case(name)))
    })
}

fn strip_prefix<'l>(label: &'l str, prefix: &str) -> Option<&'l str> {
    let (head, tail) = label.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(tail.trim_start_matches(['-', '_']))
}
