//! The letters beyond ASCII of the languages that are written in Latin script.
//!
//! The character model sees four letters at a time. That a file with ä, õ and ö all over won't have ð but may have
//! š (Estonian) is seen on the whole file only.

use alloc::vec::Vec;

use crate::model::BIT;

/// The usual letters of languages, in lower case, as their own spelling rules list them; languages with the same
/// letters once.
const ALPHABETS: [&str; 33] = [
    "",                                                                    // English, Indonesian, Swahili
    "äöü",                                                                 // German without ß
    "äöüß",                                                                // German
    "àâçéèêëîïôùûüœæÿ",                                                    // French
    "áéíóúñü",                                                             // Spanish
    "áâãàçéêíóôõúü",                                                       // Portuguese
    "àèéìíòóùú",                                                           // Italian
    "àçèéíïòóúü",                                                          // Catalan
    "åäöé",                                                                // Swedish, Finnish
    "æøåéóòô",                                                             // Danish, Norwegian
    "áðéíóúýþæö",                                                          // Icelandic
    "áðíóúýæø",                                                            // Faroese
    "éëïóöüèá",                                                            // Dutch
    "áéíóú",                                                               // Irish
    "àèìòù",                                                               // Scottish Gaelic
    "âêîôûŵŷáëïö",                                                         // Welsh
    "ąćęłńóśźż",                                                           // Polish
    "áčďéěíňóřšťúůýž",                                                     // Czech
    "áäčďéíĺľňóôŕšťúýž",                                                   // Slovak
    "áéíóöőúüű",                                                           // Hungarian
    "ăâîşţșț",                                                             // Romanian
    "čćđšž",                                                               // Croatian, Slovene, Bosnian
    "ąčęėįšųūž",                                                           // Lithuanian
    "āčēģīķļņšūžōŗ",                                                       // Latvian
    "äõöüšž",                                                              // Estonian
    "çğıöşüâîûi̇",                                                          // Turkish
    "çəğıöşüi̇",                                                            // Azerbaijani
    "çë",                                                                  // Albanian
    "çêîşû",                                                               // Kurdish
    "ċġħżàèìòù",                                                           // Maltese
    "ĉĝĥĵŝŭ",                                                              // Esperanto
    "àáảãạâăđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự", // Vietnamese
    "áčđŋšŧž",                                                             // Northern Sami
];

/// What a letter that a language doesn't have costs, once for the file: foreign names have such letters.
const FOREIGN: i32 = 6 * BIT;

/// So many foreign letters count: more say only that the language isn't listed.
const MOST: usize = 3;

/// What the letters of a file cost under the alphabet that suits them best.
pub(super) fn cost(text: impl Iterator<Item = char>) -> i32 {
    let mut counts: Vec<(char, usize)> = Vec::new();
    for c in text.filter(|c| matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && c.is_alphabetic())
    {
        for c in c.to_lowercase() {
            match counts.iter_mut().find(|count| count.0 == c) {
                Some(count) => count.1 += 1,
                None => counts.push((c, 1)),
            }
        }
    }
    // the alphabet that leaves the fewest occurrences out, then its letters
    let left_out = |alphabet: &str| {
        let out = || counts.iter().filter(|count| !alphabet.contains(count.0));
        (out().map(|count| count.1).sum::<usize>(), out().count())
    };
    let fewest = ALPHABETS.iter().map(|a| left_out(a)).min().map_or(0, |left| left.1);
    fewest.min(MOST) as i32 * FOREIGN // at most MOST
}
