//! The choices among a few: how careful to be, and what becomes of lost bytes, C1 controls and Unicode forms.

use core::fmt;

/// How readily a run is taken for garbled: a preset for [which mix-ups](crate::MixUps) are assumed and how sure a
/// repair must be.
///
/// | | mix-ups | [least confidence](crate::FixerBuilder::min_confidence) |
/// | --- | --- | --- |
/// | `Strict` | UTF-8 read as anything usual, and other scripts read as Western: not Latin letters for Latin letters, nor what only rare decoders do | 0.99 |
/// | `Balanced` | all | 0.9 |
/// | `Eager` | all | 0.5 |
///
/// ```
/// use demojibake::{Caution, Fixer};
///
/// let strict = Fixer::builder().caution(Caution::Strict).build();
/// assert_eq!(strict.fix("ÐŸÑ€Ð¸Ð²ÐµÑ‚, NicolÃ¡s!"), "Привет, Nicolás!");
/// assert_eq!(strict.settings().min_confidence(), 0.99);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Caution {
    /// Only what is nearly certain: for text that nobody looks at afterwards, such as a database.
    Strict,
    /// What is probable: the default.
    #[default]
    Balanced,
    /// Whatever is more probable than not: for text that somebody reads over, or that is known to be bad.
    Eager,
}

impl Caution {
    pub(crate) fn min_confidence(self) -> f32 {
        match self {
            Caution::Strict => 0.99,
            Caution::Balanced => 0.9,
            Caution::Eager => 0.5,
        }
    }
}

/// What becomes of a character of a garbled run of which a byte was lost on the way.
///
/// A decoder that has no character for a byte puts U+FFFD or `?` there, and cleaners make a space of a no-break
/// space. What is left of the character often tells what it was.
///
/// ```
/// use demojibake::{Fixer, LostBytes};
///
/// let fixer = Fixer::builder().lost_bytes(LostBytes::Keep).build();
/// assert_eq!(fixer.settings().lost_bytes(), LostBytes::Keep);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum LostBytes {
    /// It is restored where it is sure enough, and otherwise marked: the default. All characters of a run are where they
    /// are right together in three cases of four (of Eager caution: whatever is most probable; of Strict caution: 39
    /// of 40); where they aren't, only those that are nearly certain (98 in 100).
    #[default]
    Restore,
    /// It becomes U+FFFD, and the run around it is repaired.
    Mark,
    /// It stays as it stands, and so does what can't be repaired without it.
    Keep,
}

/// What C1 controls (U+0080 to U+009F) in a garbled run are taken for.
///
/// Nobody writes them. Decoders give them for bytes that their charset doesn't have, and tools that confuse
/// ISO-8859-1 with windows-1252 for bytes that it does have.
///
/// ```
/// use demojibake::{C1Controls, Fixer};
///
/// let text = "Ð\u{9f}Ñ\u{80}Ð¸Ð²ÐµÑ\u{82}";
/// assert_eq!(Fixer::new().fix(text), "Привет");
/// assert_eq!(Fixer::new().fix("He said it\u{92}s late\u{85}"), "He said it’s late…");
/// let keeping = Fixer::builder().c1_controls(C1Controls::Keep).build();
/// assert!(keeping.fix(text).starts_with("Ð\u{9f}Ñ\u{80}"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum C1Controls {
    /// As `Bytes`; and those that are left over, which no run has use for, become the characters that windows-1252
    /// has for their bytes where these read well (`it\u{92}s` becomes `it’s`). The default. U+0085 between two words
    /// without a space is a line's end and stays, and so does whatever stands beside other control characters.
    #[default]
    Likely,
    /// Each is the byte of its number, where a run has use for it; others stay.
    Bytes,
    /// As `Likely`, but all that are left over, as browsers do: sure or not. 81, 8D, 8F, 90 and 9D, for which
    /// windows-1252 has no character, stay.
    #[cfg_attr(feature = "serde", serde(rename = "windows-1252"))]
    Windows1252,
    /// They stay as they are: no run with one in it is repaired.
    Keep,
}

/// What becomes of characters that are written out in ASCII: HTML's references (`&Atilde;`, `&#195;`, `&#xC3;`) and
/// escapes with a backslash (`\u00c3`, `\xc3`).
///
/// Where one is read as the character and belongs to a garbled run, it is repaired with the run, and what comes out is
/// plain characters; HTML and JSON that were well-formed stay so. Whatever isn't garbled stays written out.
///
/// ```
/// use demojibake::{Escapes, Fixer};
///
/// assert_eq!(Fixer::new().fix("Le prÃ&copy;sident &copy; et &eacute;"), "Le président &copy; et &eacute;");
/// let export = r#"{"name": "Nicol\u00c3\u00a1s", "city": "K\u00f6ln"}"#;
/// assert_eq!(Fixer::new().fix(export), export);
/// let all = Fixer::builder().escapes(Escapes::All).build();
/// assert_eq!(all.fix(export), r#"{"name": "Nicolás", "city": "K\u00f6ln"}"#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Escapes {
    /// Those are read that stand beside a character that isn't ASCII, by themselves or in a row: a program has written
    /// out part of a garbled letter. The default.
    #[default]
    Beside,
    /// All are read, also where all of the text is ASCII: for HTML whose letters are all written out, and for exports
    /// in JSON. Only with this setting does a fixer change a text that is ASCII.
    All,
    /// None is: they are text as any other.
    Keep,
}

/// Whether certain runs of a text speak for its other ones.
///
/// ```
/// use demojibake::{Fixer, Support};
///
/// // three letters alone may be anything; beside a certain run of the same kind they are more probably garbled, too
/// let rows = "Ïðèâåò, êàê äåëà?\nêîò\n";
/// let together = Fixer::builder().min_confidence(0.0);
/// let apart = together.clone().support(Support::None);
/// let confidence = |fixer: Fixer| fixer.plan(rows).repairs()[1].confidence();
/// assert!(confidence(together.build()) > confidence(apart.build()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Support {
    /// What garbled a certain run is thought of first elsewhere in the same text, or stream: the default. Where one mix-up of
    /// single-byte charsets garbled most of a text, its lines are taken as wholes.
    #[default]
    Document,
    /// Each run is judged by itself: for a text whose lines have nothing to do with each other.
    None,
}

/// A Unicode normalization form.
///
/// ```
/// use demojibake::Form;
///
/// assert_eq!(Form::Nfc.to_string(), "NFC");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Form {
    /// Composed: é is one character. What most text is in.
    Nfc,
    /// Decomposed: é is e and an accent. What file names on Macs were in.
    Nfd,
    /// Composed, and characters that are variants of others become these: `ﬁ` becomes `fi`, `Ａ` becomes `A`. Loses
    /// what tells them apart.
    Nfkc,
    /// Decomposed, and variants as in NFKC.
    Nfkd,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Form::Nfc => "NFC",
            Form::Nfd => "NFD",
            Form::Nfkc => "NFKC",
            Form::Nfkd => "NFKD",
        })
    }
}

/// What is brought to a Unicode normalization form.
///
/// A run gives back the characters that were written, composed or not: Vietnamese in windows-1258 or VNI, and file names
/// from Macs, have their accents apart.
///
/// ```
/// use demojibake::{Fixer, Form, Normalization};
///
/// let garbled = "Cafe\u{cc}\u{81} Cafe\u{301}"; // the first accent is garbled, the second one is good
/// assert_eq!(Fixer::new().fix(garbled), "Cafe\u{301} Cafe\u{301}");
/// let nfc = Fixer::builder().normalization(Normalization::Everything(Form::Nfc)).build();
/// assert_eq!(nfc.fix(garbled), "Café Café");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Normalization {
    /// Nothing: the default.
    #[default]
    None,
    /// What repairs give, each by itself: an accent that is repaired isn't joined with a good letter before it.
    Repairs(Form),
    /// All of the output, also where nothing was garbled. The plan has [repairs](crate::Repair) for that, too, whose
    /// [chain](crate::Repair::chain) is empty.
    Everything(Form),
}
