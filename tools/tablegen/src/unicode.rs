//! What the Unicode properties say of every character: its class in the model, its case and lower case.

use demojibake::model::class::{self, Class};
use demojibake::model::tables::{LOWER, UNCASED, UPPER_ALONE};
use unicode_properties::{GeneralCategory as G, UnicodeEmoji, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// The class of a character.
pub fn class_of(c: char) -> Class {
    let cp = c as u32;
    let category = c.general_category();
    match cp {
        0..0x20 | 0x7f => return class::BREAK,
        0x20 => return class::SPACE,
        0x80..0xa0 => return class::C1,
        0xad => return class::SOFT_HYPHEN,
        0xfffd => return class::REPLACEMENT,
        0x2028 | 0x2029 => return class::BREAK,
        0xff01..=0xff5e | 0xffe0..=0xffe6 => return class::FULL_WIDTH,
        0xff61..=0xffdc | 0xffe8..=0xffee => return class::HALF_WIDTH,
        0x2500..=0x259f => return class::BOX,
        _ => {}
    }
    match c {
        '0'..='9' => return class::DIGIT,
        '.' | ',' | ';' | ':' | '!' | '?' => return class::ASCII_STOP,
        '(' | ')' | '[' | ']' | '{' | '}' | '"' | '\'' => return class::ASCII_BRACKET,
        '¨' | '¯' | '´' | '¸' | 'ˆ' | '˜' | '\u{2c6}'..='\u{2df}' => return class::SPACING_MARK,
        '¡' | '¿' | '«' | '»' | '·' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' => {
            return class::TYPOGRAPHIC;
        }
        'ª' | 'º' => return class::SUPERSCRIPT,
        '¬' | '±' | '×' | '÷' => return class::MATH,
        '¦' | '§' | '©' | '®' | '°' | '¶' => return class::SIGN,
        'µ' => return class::GREEK,
        _ if c.is_ascii() && !c.is_ascii_alphabetic() => return class::ASCII_SYMBOL,
        _ => {}
    }
    match category {
        G::Unassigned | G::Surrogate => return class::UNASSIGNED,
        G::PrivateUse => return class::PRIVATE,
        G::Control => return class::BREAK,
        G::Format => return class::FORMAT,
        G::SpaceSeparator | G::LineSeparator | G::ParagraphSeparator => return class::BLANK,
        G::CurrencySymbol => return class::CURRENCY,
        _ => {}
    }
    let script = c.script();
    match cp {
        0x3000..=0x303f | 0xfe10..=0xfe1f | 0xfe30..=0xfe4f if !matches!(c, '々' | '〆' | '〇') => {
            return class::CJK_PUNCTUATION;
        }
        0x30fb | 0x309b..=0x309e => return class::CJK_PUNCTUATION,
        0x30fc..=0x30fe => return class::KATAKANA,
        0x2460..=0x24ff | 0x3200..=0x33ff | 0x1f100..=0x1f2ff => return class::ENCLOSED,
        0xfe00..=0xfe0f => return class::FORMAT,
        0x2070..=0x209f | 0x2150..=0x218f | 0xb2 | 0xb3 | 0xb9 | 0xbc..=0xbe => return class::SUPERSCRIPT,
        _ => {}
    }
    use G::*;
    match category {
        MathSymbol => return class::MATH,
        OtherSymbol if c.is_emoji_char() && cp >= 0x2600 => return class::EMOJI,
        ModifierSymbol if (0x1f3fb..=0x1f3ff).contains(&cp) => return class::EMOJI,
        OtherSymbol if (0x2190..0x2c00).contains(&cp) => return class::SHAPE,
        OtherSymbol if (0x2100..0x2190).contains(&cp) => return class::SIGN,
        OtherSymbol if cp >= 0x1f000 => return class::EMOJI,
        DecimalNumber => return class::OTHER_DIGIT,
        OtherNumber | LetterNumber if !matches!(script, Script::Han | Script::Hiragana) => {
            return class::SUPERSCRIPT;
        }
        ConnectorPunctuation | DashPunctuation | OpenPunctuation | ClosePunctuation | InitialPunctuation
        | FinalPunctuation | OtherPunctuation | OtherSymbol | ModifierSymbol => {
            return class::OTHER_PUNCTUATION;
        }
        _ => {}
    }
    let mark = matches!(category, NonspacingMark | SpacingMark | EnclosingMark);
    match script {
        Script::Latin => match cp {
            0..0x80 => class::LATIN_ASCII,
            0x80..0x100 => class::LATIN_1,
            0x100..0x180 => class::LATIN_A,
            // Romanian's comma letters are as usual as Latin Extended-A.
            0x218..=0x21b => class::LATIN_A,
            0x1e00..0x1f00 => class::LATIN_ADDITIONAL,
            0x1a0 | 0x1a1 | 0x1af | 0x1b0 => class::LATIN_ADDITIONAL,
            _ => class::LATIN_RARE,
        },
        Script::Greek if cp >= 0x1f00 => class::GREEK_EXTENDED,
        Script::Greek if !mark => class::GREEK,
        Script::Cyrillic if !mark => match cp {
            0x410..0x450 => class::CYRILLIC,
            0x400..0x460 | 0x490 | 0x491 => class::CYRILLIC_1,
            _ => class::CYRILLIC_RARE,
        },
        Script::Han if (0x4e00..0xa000).contains(&cp) || matches!(c, '々' | '〆' | '〇') => class::HAN,
        Script::Han => class::HAN_RARE,
        Script::Hiragana => class::HIRAGANA,
        Script::Katakana => class::KATAKANA,
        Script::Hangul if (0xac00..0xd7a4).contains(&cp) => class::HANGUL,
        Script::Hangul => class::JAMO,
        Script::Bopomofo => class::BOPOMOFO,
        _ => match class::SCRIPTS.iter().position(|s| *s == script.full_name()) {
            Some(i) => class::FIRST_SCRIPT + 2 * i as Class + mark as Class,
            None if mark => class::MARK,
            None => class::OTHER_LETTER,
        },
    }
}

/// A character's cell in the case column of the table.
pub fn case_cell(c: char) -> i16 {
    // Two characters by the standard, of which the second is a mark; in capitals it stands inside words (`BELİRLİ`).
    if c == 'İ' {
        return ('i' as i32 - c as i32) as i16;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(l), None) if l != c => {
            let delta = l as i32 - c as i32;
            i16::try_from(delta)
                .ok()
                .filter(|d| ![UNCASED, LOWER, UPPER_ALONE].contains(d))
                .unwrap_or(UNCASED)
        }
        (Some(_), Some(_)) => UPPER_ALONE,
        _ if c.is_lowercase() && !matches!(c, 'ª' | 'º') => LOWER,
        _ => UNCASED,
    }
}
