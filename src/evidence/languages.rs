//! What the languages' own models say of a stretch in its words.

use crate::charset::Charset;
use crate::model::language::{BALTIC, CENTRE, Fit, Homes, TURKISH, WEST, has_languages, weigh};

/// A stretch in its words, between the rest of the line; what was meant was in the charset `truth`. `None` where the
/// languages that are known have nothing to say: they are those in Latin letters.
pub(crate) fn fit(
    lead: &str,
    words: [&str; 2],
    [as_is, decoded]: [&str; 2],
    rest: &str,
    truth: Charset,
) -> Option<Fit> {
    if !decoded.chars().any(has_languages) {
        return None;
    }
    let [head, tail] = words;
    let whole = |middle| head.chars().chain(str::chars(middle)).chain(tail.chars());
    Some(weigh(lead, whole(as_is), whole(decoded), rest, homes(truth)))
}

/// Whose charset it is; 0 where no language of the table is known for it.
fn homes(charset: Charset) -> Homes {
    const HOMES: [(Homes, &[Charset]); 4] = [
        (
            WEST,
            &[
                Charset::WINDOWS_1252,
                Charset::ISO_8859_1,
                Charset::ISO_8859_15,
                Charset::MACINTOSH,
                Charset::CP437,
                Charset::CP850,
                Charset::CP860,
                Charset::CP861,
                Charset::CP863,
                Charset::CP865,
            ],
        ),
        (CENTRE, &[Charset::WINDOWS_1250, Charset::ISO_8859_2, Charset::CP852, Charset::X_MAC_CE]),
        (
            BALTIC,
            &[
                Charset::WINDOWS_1257,
                Charset::ISO_8859_4,
                Charset::ISO_8859_10,
                Charset::ISO_8859_13,
                Charset::CP775,
            ],
        ),
        (TURKISH, &[Charset::WINDOWS_1254, Charset::CP857, Charset::X_MAC_TURKISH]),
    ];
    HOMES.iter().find(|(_, charsets)| charsets.contains(&charset)).map_or(0, |(homes, _)| *homes)
}
