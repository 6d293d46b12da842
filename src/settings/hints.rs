//! What the caller knows beforehand, and how much that counts.

use alloc::string::String;
use alloc::vec::Vec;

use super::languages::{self, Language};
use crate::chain::Chain;
use crate::charset::Charset;
use crate::error::UnknownLanguage;
use crate::model::BIT;
use crate::shapes;

/// Something that is expected of a text beforehand: a language, a charset, or what happened to it.
///
/// A hint has a weight in bits: with one of 3 bits the caller finds it 8 times as probable as he would without, with
/// one of −3 an eighth of that. It moves the confidence of the repairs that it is about by just that, and what
/// isn't probable otherwise is still left alone.
///
/// ```
/// use demojibake::{Charset, Fixer, Hint};
///
/// let row = "Äà."; // too short to be sure of
/// assert_eq!(Fixer::new().fix(row), row);
/// let hint = Hint::chain("windows-1251>windows-1252".parse()?).bits(20.0);
/// assert_eq!(Fixer::builder().expect(hint).build().fix(row), "Да.");
/// # Ok::<(), demojibake::ParseChainError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Hint {
    pub(crate) expected: Expected,
    pub(crate) bits: f32,
}

/// What a [`Hint`] is about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expected {
    Language(&'static Language, String),
    Charset(Charset),
    Chain(Chain),
}

/// What a hint weighs if nothing is said: as much as one certain run of a document counts for its others.
const USUAL: f32 = 6.0;
/// More than any evidence that a few words give.
const MOST: f32 = 60.0;

impl Hint {
    fn new(expected: Expected) -> Hint {
        Hint { expected, bits: USUAL }
    }

    /// The text was kept in `charset`, or read as it, at some time.
    ///
    /// Text in ISO-2022, HZ, EBCDIC or UTF-16 is looked for only if that is expected; see the
    /// [guide](crate::guide#damage-of-other-shapes).
    ///
    /// ```
    /// use demojibake::{Charset, Fixer, Hint};
    ///
    /// let fixer = Fixer::builder().expect(Hint::charset(Charset::BIG5)).build();
    /// assert_eq!(fixer.settings().hints().len(), 1);
    /// ```
    pub fn charset(charset: Charset) -> Hint {
        Hint::new(Expected::Charset(charset))
    }

    /// This happened to garbled runs, as a whole.
    ///
    /// ```
    /// use demojibake::{Fixer, Hint};
    ///
    /// let hint = Hint::chain("utf-8>windows-1252 twice".parse()?);
    /// let fixer = Fixer::builder().expect(hint).build();
    /// assert_eq!(fixer.settings().hints().len(), 1);
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    pub fn chain(chain: Chain) -> Hint {
        Hint::new(Expected::Chain(chain))
    }

    /// The text is in this language: BCP 47, of which the first part counts and, for Chinese and Serbian, the region or script
    /// (`ru`, `zh-TW`, `sr-Latn`). It speaks for the charsets that the language is kept in, and for text in its
    /// script.
    ///
    /// # Errors
    /// When the language isn't known: all are that had charsets of their own before Unicode.
    ///
    /// ```
    /// use demojibake::Hint;
    ///
    /// assert!(Hint::language("cs-CZ").is_ok());
    /// assert!(Hint::language("tlh").unwrap_err().to_string().contains("tlh"));
    /// ```
    pub fn language(tag: &str) -> Result<Hint, UnknownLanguage> {
        let language = languages::find(tag).ok_or_else(|| UnknownLanguage { tag: tag.into() })?;
        Ok(Hint::new(Expected::Language(language, tag.into())))
    }

    /// With this weight, in bits; 6 if nothing is said. Less than 0 speaks against it. At most 60 either way.
    ///
    /// ```
    /// use demojibake::{Charset, Hint};
    ///
    /// assert_ne!(Hint::charset(Charset::GBK).bits(3.0), Hint::charset(Charset::GBK));
    /// assert_eq!(Hint::charset(Charset::GBK).bits(6.0), Hint::charset(Charset::GBK));
    /// ```
    #[must_use]
    pub fn bits(mut self, bits: f32) -> Hint {
        self.bits = if bits.is_nan() { 0.0 } else { bits.clamp(-MOST, MOST) };
        self
    }

    /// What speaks for a chain before anything was decoded, in sixteenths of a bit.
    pub(crate) fn for_chain(&self, chain: &[(Charset, Charset)]) -> i32 {
        let holds = match &self.expected {
            Expected::Language(language, _) => {
                chain.first().is_some_and(|(truth, _)| language.charsets.contains(truth))
            }
            Expected::Charset(charset) => chain.iter().any(|(t, w)| t == charset || w == charset),
            Expected::Chain(expected) => is(expected, chain),
        };
        if holds { self.weight() } else { 0 }
    }

    /// What speaks for a hypothesis, in sixteenths of a bit.
    pub(crate) fn for_repair(&self, chain: &[(Charset, Charset)], after: &str) -> i32 {
        let Expected::Language(language, _) = &self.expected else { return self.for_chain(chain) };
        let truth = chain.first().map(|(truth, _)| *truth);
        let kept = truth.is_some_and(|t| t == Charset::UTF_8 || language.charsets.contains(&t));
        if kept && language.writes(after) { self.weight() } else { 0 }
    }

    /// The charset of another shape, such as EBCDIC, that text is expected in.
    pub(crate) fn expected_shape(&self) -> Option<Charset> {
        let charset = match &self.expected {
            Expected::Charset(charset) => Some(*charset),
            Expected::Chain(chain) => chain.mix_ups().first().map(|m| m.truth()),
            Expected::Language(..) => None,
        };
        charset.filter(|c| self.bits > 0.0 && shapes::is_looked_for(*c))
    }

    fn weight(&self) -> i32 {
        (self.bits * BIT as f32) as i32
    }
}

fn is(expected: &Chain, chain: &[(Charset, Charset)]) -> bool {
    expected.mix_ups().iter().map(|m| (m.truth(), m.wrong())).eq(chain.iter().copied())
}

/// The sum over hints.
pub(crate) fn sum(hints: &[Hint], each: impl Fn(&Hint) -> i32) -> i32 {
    hints.iter().map(each).fold(0, i32::saturating_add)
}

/// Hints about languages and charsets, for decoding bytes: charsets with what each is cheaper by, in bits.
pub(crate) fn hinted_charsets(hints: &[Hint]) -> Vec<(Charset, i32)> {
    let mut out = Vec::new();
    for hint in hints {
        match &hint.expected {
            Expected::Language(language, _) => {
                out.extend(language.charsets.iter().map(|c| (*c, hint.bits as i32)))
            }
            Expected::Charset(charset) => out.push((*charset, hint.bits as i32)),
            Expected::Chain(_) => {}
        }
    }
    out
}
