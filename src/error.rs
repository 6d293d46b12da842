//! The things that can fail: naming a charset, decoding strictly, reading or walking a chain, replaying a plan on
//! another text.

use alloc::string::String;
use core::fmt;
use core::ops::Range;

use crate::chain::MixUp;
use crate::charset::Charset;

/// No charset has this label.
///
/// ```
/// let error = demojibake::Charset::for_label("klingon").unwrap_err();
/// assert!(error.to_string().contains("klingon"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCharset {
    pub(crate) label: String,
}

impl fmt::Display for UnknownCharset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no charset is called {:?}; see Charset::all() for the names", self.label)
    }
}

impl core::error::Error for UnknownCharset {}

/// A [language](crate::Hint::language) isn't known.
///
/// ```
/// let error = demojibake::Hint::language("tlh").unwrap_err();
/// assert!(error.to_string().contains("tlh"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLanguage {
    pub(crate) tag: String,
}

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "no language {:?} with charsets of its own is known; give a BCP 47 tag such as \"ru\" or \"zh-TW\", or expect a charset",
            self.tag
        )
    }
}

impl core::error::Error for UnknownLanguage {}

/// Bytes have no character in a charset, or no bytes of a charset give a character.
///
/// ```
/// use demojibake::{Charset, Holes};
///
/// let error = Charset::UTF_8.decode(b"caf\xE9", Holes::Strict).unwrap_err();
/// assert_eq!(error.to_string(), "utf-8 has no character for the bytes at 3");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharsetError {
    pub(crate) charset: Charset,
    pub(crate) at: usize,
    pub(crate) decoding: bool,
}

impl CharsetError {
    /// Where: a byte offset in the bytes that were decoded, or in the text that was turned back.
    ///
    /// ```
    /// use demojibake::{Charset, Holes};
    ///
    /// assert_eq!(Charset::UTF_8.decode(b"caf\xE9", Holes::Strict).unwrap_err().offset(), 3);
    /// ```
    pub fn offset(&self) -> usize {
        self.at
    }

    /// The charset that was used.
    ///
    /// ```
    /// use demojibake::{Charset, Holes};
    ///
    /// assert_eq!(Charset::GBK.reverse("é", Holes::Strict).map_err(|e| e.charset()), Ok(b"\xA8\xA6".to_vec()));
    /// assert_eq!(Charset::BIG5.reverse("한", Holes::Strict).unwrap_err().charset(), Charset::BIG5);
    /// ```
    pub fn charset(&self) -> Charset {
        self.charset
    }
}

impl fmt::Display for CharsetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.decoding {
            write!(f, "{} has no character for the bytes at {}", self.charset, self.at)
        } else {
            write!(f, "no bytes of {} decode to the character at byte {} of the text", self.charset, self.at)
        }
    }
}

impl core::error::Error for CharsetError {}

/// A text isn't a [`Chain`](crate::Chain) or a [`MixUp`].
///
/// ```
/// use demojibake::Chain;
///
/// let error = "utf-8>windows-1252 + gbk>klingon".parse::<Chain>().unwrap_err();
/// assert_eq!(error.offset(), 25);
/// assert!(error.to_string().contains("klingon"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseChainError {
    pub(crate) at: usize,
    pub(crate) problem: ParseProblem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ParseProblem {
    NoMixUp,
    NoLabel,
    Charset(UnknownCharset),
    Times(String),
    NotOne,
    AfterNotation,
}

impl ParseChainError {
    /// Where, in bytes of what was parsed.
    ///
    /// ```
    /// let error = "gbk>klingon".parse::<demojibake::Chain>().unwrap_err();
    /// assert_eq!(error.offset(), 4);
    /// ```
    pub fn offset(&self) -> usize {
        self.at
    }
}

impl fmt::Display for ParseChainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            ParseProblem::NoMixUp => {
                write!(f, "a mix-up is written `true>wrong`, as in `gbk>windows-1252`: no `>`")?
            }
            ParseProblem::NoLabel => write!(f, "a charset is missing beside the `>`")?,
            ParseProblem::Charset(error) => write!(f, "{error}")?,
            ParseProblem::Times(times) => {
                write!(
                    f,
                    "{times:?} isn't how often it happened: write `twice` or a number up to 100 and `times`"
                )?;
            }
            ParseProblem::AfterNotation => write!(f, "`html` and `escapes` come after the last mix-up")?,
            ParseProblem::NotOne => write!(f, "one mix-up happens once: parse a Chain for more")?,
        }
        write!(f, " (at byte {})", self.at)
    }
}

impl core::error::Error for ParseChainError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.problem {
            ParseProblem::Charset(error) => Some(error),
            _ => None,
        }
    }
}

/// A [`Chain`](crate::Chain) can't have happened to a text, or can't happen to it without a loss.
///
/// ```
/// let chain: demojibake::Chain = "utf-8>windows-1252".parse()?;
/// let error = chain.ungarble("Ã©té").unwrap_err();
/// assert!(error.to_string().starts_with("mix-up 1 (utf-8>windows-1252) can't have happened"));
/// # Ok::<(), demojibake::ParseChainError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainError {
    pub(crate) mix_up: MixUp,
    pub(crate) step: usize,
    pub(crate) at: usize,
    pub(crate) problem: ChainProblem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChainProblem {
    NotInTruth,
    NotInWrong,
    Ambiguous,
    NotFromWrong,
    NotFromTruth,
    WrittenOut,
}

impl ChainError {
    /// The byte offset, in the text that was given, of the character that it fails at. Where the mix-up isn't the
    /// first one walked through, the character in which what it fails at begins.
    ///
    /// ```
    /// use demojibake::Chain;
    ///
    /// let twice: Chain = "utf-8>windows-1252 twice".parse()?;
    /// let error = twice.ungarble("ÃƒÂ©tÃ©").unwrap_err();
    /// assert_eq!((error.offset(), error.step()), (9, 0));
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    pub fn offset(&self) -> usize {
        self.at
    }

    /// Which of the chain's [mix-ups](crate::Chain::mix_ups) can't be done or undone: its index.
    ///
    /// ```
    /// let chain: demojibake::Chain = "gbk>windows-1252 + utf-8>windows-1252".parse()?;
    /// assert_eq!(chain.ungarble("é").unwrap_err().step(), 1);
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    pub fn step(&self) -> usize {
        self.step
    }

    /// That mix-up.
    ///
    /// ```
    /// let chain: demojibake::Chain = "gbk>windows-1252 + utf-8>windows-1252".parse()?;
    /// assert_eq!(chain.ungarble("é").unwrap_err().mix_up(), chain.mix_ups()[1]);
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    pub fn mix_up(&self) -> MixUp {
        self.mix_up
    }
}

impl fmt::Display for ChainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (truth, wrong) = (self.mix_up.truth(), self.mix_up.wrong());
        write!(f, "mix-up {} ({}) ", self.step + 1, self.mix_up)?;
        match self.problem {
            ChainProblem::NotInTruth => write!(f, "can't happen: {truth} has no bytes for what stands")?,
            ChainProblem::NotInWrong => {
                write!(f, "loses something: {wrong} has no character for the bytes of what stands")?
            }
            ChainProblem::Ambiguous => write!(
                f,
                "couldn't be undone: {wrong} decodes other bytes too to what becomes of what stands"
            )?,
            ChainProblem::WrittenOut => {
                write!(f, "couldn't be undone: something stands there that is written out already")?
            }
            ChainProblem::NotFromWrong => write!(f, "can't have happened: {wrong} never gives what stands")?,
            ChainProblem::NotFromTruth => {
                write!(f, "can't have happened: {truth} has no character for the bytes of what stands")?
            }
        }
        write!(f, " at byte {}", self.at)
    }
}

impl core::error::Error for ChainError {}

/// A [`Plan`](crate::Plan) was applied to a text that it wasn't made for, or undone on a text that it didn't give.
///
/// ```
/// let plan = demojibake::Fixer::new().plan("NicolÃ¡s");
/// let error = plan.apply("Nicolas").unwrap_err();
/// assert!(error.to_string().starts_with("the plan was made for another text"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplyError {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) undo: bool,
}

impl ApplyError {
    /// The byte offset up to which the text is what it should be; the first difference stands there or after it,
    /// within [`range`](ApplyError::range).
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("NicolÃ¡s");
    /// assert_eq!(plan.apply("NicolÃ©s").unwrap_err().offset(), 7);
    /// ```
    pub fn offset(&self) -> usize {
        self.start
    }

    /// The part of the text in which the first difference stands, in bytes. A plan knows the garbled runs character
    /// by character, and of the text between two of them whether it's the same: the part starts with the character
    /// that differs in a run, or is the text between two runs. It is empty at the end of a text that is too short.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan");
    /// let range = |text| plan.apply(text).unwrap_err().range();
    /// assert_eq!(range("jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan"), 0..9);
    /// assert_eq!(range("Jakarta, ²©²ÊXøÕ¾ - Sekitar tiga ratus nelayan"), 17..25);
    /// assert_eq!(range("Jakarta, ²©²ÊÍøÕ¾"), 25..25);
    /// ```
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = (self.start, self.end);
        f.write_str(if self.undo {
            "the plan doesn't give this text: "
        } else {
            "the plan was made for another text: "
        })?;
        if start < end {
            write!(f, "the first difference stands between bytes {start} and {end}")?;
        } else {
            write!(f, "the text ends too early, at byte {start}")?;
        }
        f.write_str(if self.undo {
            "; undo the text that `apply` gave"
        } else {
            "; make a new plan for this text"
        })
    }
}

impl core::error::Error for ApplyError {}
