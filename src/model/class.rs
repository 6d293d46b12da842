//! The classes that characters are folded to: what the model falls back on where it has seen no text.
//!
//! A class is a script and a kind (letter, mark) or a sort of symbol. Letters keep one class for both cases:
//! case is modelled apart. This file is shared with the generator, which fills the table from the Unicode
//! properties; nothing here depends on the rest of the crate.

/// A character class: an index into the class tables.
pub type Class = u8;

/// Line breaks, tabs and other C0 controls; also what stands before a text's first character.
pub const BREAK: Class = 0;
/// U+0020.
pub const SPACE: Class = 1;
/// U+00A0, U+3000 and the other blanks.
pub const BLANK: Class = 2;
/// U+0080–U+009F: never in good text.
pub const C1: Class = 3;
/// Joiners, direction marks, variation selectors: invisible.
pub const FORMAT: Class = 4;
/// ASCII digits.
pub const DIGIT: Class = 5;
/// `. , ; : ! ?`
pub const ASCII_STOP: Class = 6;
/// ASCII brackets and quotes.
pub const ASCII_BRACKET: Class = 7;
/// The other ASCII symbols.
pub const ASCII_SYMBOL: Class = 8;
/// `‘ ’ “ ” „ – — … « » ‹ › ¡ ¿ • ·`
pub const TYPOGRAPHIC: Class = 9;
/// `¢ £ ¤ ¥ €` and the like.
pub const CURRENCY: Class = 10;
/// `¹ ² ³ ª º ¼ ½ ¾` and other number forms.
pub const SUPERSCRIPT: Class = 11;
/// `¨ ¯ ´ ¸ ˆ ˜` and other spacing marks.
pub const SPACING_MARK: Class = 12;
/// `± × ÷ ¬` and mathematical operators.
pub const MATH: Class = 13;
/// `¦ § © ® ° ¶ ™` and letter-like symbols.
pub const SIGN: Class = 14;
/// Box drawings and block elements.
pub const BOX: Class = 15;
/// Arrows, geometric shapes, dingbats.
pub const SHAPE: Class = 16;
/// Emoji and pictographs.
pub const EMOJI: Class = 17;
/// Private use.
pub const PRIVATE: Class = 18;
/// U+FFFD.
pub const REPLACEMENT: Class = 19;
/// Unassigned, noncharacters.
pub const UNASSIGNED: Class = 20;
/// U+00AD.
pub const SOFT_HYPHEN: Class = 21;
/// Marks that belong to no script.
pub const MARK: Class = 22;
/// Punctuation and symbols of other scripts.
pub const OTHER_PUNCTUATION: Class = 23;
/// Digits of other scripts.
pub const OTHER_DIGIT: Class = 24;
/// `、 。 「 」` and other CJK punctuation.
pub const CJK_PUNCTUATION: Class = 25;
/// Full-width ASCII.
pub const FULL_WIDTH: Class = 26;
/// a–z.
pub const LATIN_ASCII: Class = 27;
/// The letters of Latin-1: à–ÿ.
pub const LATIN_1: Class = 28;
/// Latin Extended-A.
pub const LATIN_A: Class = 29;
/// Latin Extended-B, IPA and later blocks.
pub const LATIN_RARE: Class = 30;
/// Latin Extended Additional: Vietnamese, Yoruba, Welsh …
pub const LATIN_ADDITIONAL: Class = 31;
/// Greek.
pub const GREEK: Class = 32;
/// Polytonic Greek.
pub const GREEK_EXTENDED: Class = 33;
/// а–я.
pub const CYRILLIC: Class = 34;
/// ѐ–џ, ґ.
pub const CYRILLIC_1: Class = 35;
/// The other Cyrillic letters.
pub const CYRILLIC_RARE: Class = 36;
/// Han, the unified block.
pub const HAN: Class = 37;
/// Han, extension and compatibility blocks.
pub const HAN_RARE: Class = 38;
/// Hiragana.
pub const HIRAGANA: Class = 39;
/// Katakana and ー.
pub const KATAKANA: Class = 40;
/// Half-width kana, hangul and symbols.
pub const HALF_WIDTH: Class = 41;
/// Hangul syllables.
pub const HANGUL: Class = 42;
/// Hangul letters.
pub const JAMO: Class = 43;
/// Bopomofo.
pub const BOPOMOFO: Class = 44;
/// Enclosed letters and numbers, squared CJK words.
pub const ENCLOSED: Class = 45;
/// Letters of scripts that have no class of their own.
pub const OTHER_LETTER: Class = 46;
/// The first of the classes of [`SCRIPTS`]: two for each, letters and marks.
pub const FIRST_SCRIPT: Class = 47;

/// Scripts with a class for letters and one for marks, by their Unicode names.
pub const SCRIPTS: [&str; 36] = [
    "Hebrew",
    "Arabic",
    "Syriac",
    "Thaana",
    "Nko",
    "Devanagari",
    "Bengali",
    "Gurmukhi",
    "Gujarati",
    "Oriya",
    "Tamil",
    "Telugu",
    "Kannada",
    "Malayalam",
    "Sinhala",
    "Thai",
    "Lao",
    "Tibetan",
    "Myanmar",
    "Georgian",
    "Ethiopic",
    "Cherokee",
    "Canadian_Aboriginal",
    "Khmer",
    "Mongolian",
    "Tifinagh",
    "Ol_Chiki",
    "Meetei_Mayek",
    "Adlam",
    "Yi",
    "Armenian",
    "Javanese",
    "Balinese",
    "Vai",
    "Chakma",
    "Coptic",
];

/// How many classes there are.
pub const COUNT: usize = FIRST_SCRIPT as usize + 2 * SCRIPTS.len();

/// The script of a letter, as far as words mix them: 0 for what isn't a letter.
pub(crate) fn script(class: Class) -> u8 {
    match class {
        LATIN_ASCII..=LATIN_ADDITIONAL => 1,
        GREEK | GREEK_EXTENDED => 2,
        CYRILLIC..=CYRILLIC_RARE => 3,
        // Han stands beside kana in one word, and ideographs beside Latin letters without a blank.
        HAN..=KATAKANA => 4,
        HANGUL => 5,
        FIRST_SCRIPT.. => 6 + (class - FIRST_SCRIPT) / 2,
        _ => 0,
    }
}

/// Whether a class is one of CJK text's own letters: ideographs, kana and syllables.
pub(crate) fn is_cjk_letter(class: Class) -> bool {
    matches!(class, HAN..=KATAKANA | HANGUL)
}

/// Whether characters of this class are Latin letters beyond ASCII that languages write.
pub(crate) fn is_accented(class: Class) -> bool {
    matches!(class, LATIN_1..=LATIN_ADDITIONAL)
}

/// Whether n-grams say anything of a class after another: CJK text goes on after a Latin word as if it had begun there.
pub(crate) fn follow(before: Class, class: Class) -> bool {
    let latin = |class| matches!(class, LATIN_ASCII..=LATIN_ADDITIONAL);
    !(latin(before) && is_cjk_letter(class) || is_cjk_letter(before) && latin(class))
}

/// Whether characters of this class are signs on the letters of a script of their own.
pub(crate) fn is_script_mark(class: Class) -> bool {
    class >= FIRST_SCRIPT && (class - FIRST_SCRIPT) % 2 == 1
}
