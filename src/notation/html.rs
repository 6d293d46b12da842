//! HTML's character references: `&Atilde;`, `&#195;`, `&#xC3;`.

use alloc::string::String;
use core::fmt::Write;

/// The names of U+00A0 to U+00FF, in order: HTML 4's.
const LATIN_1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo",
    "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot",
    "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",
    "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute",
    "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash",
    "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde",
    "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc",
    "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave",
    "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// The names of what windows-1252 has at 80 to 9F. Other characters with names aren't what it makes of any byte.
const WINDOWS: [(&str, char); 27] = [
    ("euro", '€'),
    ("sbquo", '‚'),
    ("fnof", 'ƒ'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("circ", 'ˆ'),
    ("permil", '‰'),
    ("Scaron", 'Š'),
    ("lsaquo", '‹'),
    ("OElig", 'Œ'),
    ("Zcaron", 'Ž'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bull", '•'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("tilde", '˜'),
    ("trade", '™'),
    ("scaron", 'š'),
    ("rsaquo", '›'),
    ("oelig", 'œ'),
    ("zcaron", 'ž'),
    ("Yuml", 'Ÿ'),
];

/// The longest name, or number, of a reference.
const LONGEST: usize = 8;

/// The character of the reference that `bytes` begin with, and the reference's length. Those of ASCII characters are
/// markup (`&lt;`) and count as none.
pub(super) fn at(bytes: &[u8]) -> Option<(char, usize)> {
    let rest = bytes.strip_prefix(b"&")?;
    let end = rest.iter().take(LONGEST + 1).position(|b| *b == b';')?;
    let name = core::str::from_utf8(rest.get(..end)?).ok()?;
    let c = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => named(name)?,
    };
    (!c.is_ascii()).then_some((c, end + 2))
}

/// Numbers 128 to 159 are C1 controls, as elsewhere in Unicode: whether they were meant for windows-1252's characters
/// matters to nobody who takes them for its bytes.
fn numbered(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    // `from_str_radix` takes a sign
    let all = digits.bytes().all(|b| b.is_ascii_hexdigit());
    char::from_u32(u32::from_str_radix(digits, radix).ok().filter(|_| all)?)
}

fn named(name: &str) -> Option<char> {
    let latin = LATIN_1.iter().zip('\u{a0}'..).find(|(n, _)| **n == name).map(|(_, c)| c);
    latin.or_else(|| WINDOWS.iter().find(|(n, _)| *n == name).map(|(_, c)| *c))
}

/// Writes a character as a reference: by its name if it has one.
pub(super) fn write(c: char, out: &mut String) {
    let latin = u32::from(c).checked_sub(0xA0).and_then(|i| LATIN_1.get(i as usize));
    let name = latin.or_else(|| WINDOWS.iter().find(|(_, w)| *w == c).map(|(n, _)| n));
    // writing to a string can't fail
    let _ = match name {
        Some(name) => write!(out, "&{name};"),
        None => write!(out, "&#{};", u32::from(c)),
    };
}
