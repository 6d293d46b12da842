//! Which mix-ups garbled a run, in the order in which they happened: a value to read, write, do and undo.

mod garble;
mod learn;
mod parse;
mod switches;

use alloc::vec::Vec;
use core::fmt;

use crate::charset::Charset;
use crate::notation::Notation;

/// Text was encoded in one charset and decoded in another.
///
/// Displays as `true>wrong` and is parsed from that; any [label](Charset::for_label) of a charset will do.
///
/// ```
/// use demojibake::{Charset, MixUp};
///
/// let mix_up: MixUp = "cp936 > latin1".parse()?;
/// assert_eq!(mix_up, MixUp::new(Charset::GBK, Charset::ISO_8859_1));
/// assert_eq!(mix_up.to_string(), "gbk>iso-8859-1");
/// # Ok::<(), demojibake::ParseChainError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MixUp {
    truth: Charset,
    wrong: Charset,
}

impl MixUp {
    /// Text in `truth` that was read as `wrong`.
    ///
    /// ```
    /// use demojibake::{Charset, MixUp};
    ///
    /// assert_eq!(MixUp::new(Charset::GBK, Charset::WINDOWS_1252).to_string(), "gbk>windows-1252");
    /// ```
    pub fn new(truth: Charset, wrong: Charset) -> Self {
        MixUp { truth, wrong }
    }

    /// The charset that the text was encoded in.
    ///
    /// ```
    /// use demojibake::{Charset, MixUp};
    ///
    /// assert_eq!(MixUp::new(Charset::GBK, Charset::WINDOWS_1252).truth(), Charset::GBK);
    /// ```
    pub fn truth(self) -> Charset {
        self.truth
    }

    /// The charset that it was decoded in by mistake.
    ///
    /// ```
    /// use demojibake::{Charset, MixUp};
    ///
    /// assert_eq!(MixUp::new(Charset::GBK, Charset::WINDOWS_1252).wrong(), Charset::WINDOWS_1252);
    /// ```
    pub fn wrong(self) -> Charset {
        self.wrong
    }
}

impl fmt::Display for MixUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}", self.truth.name(), self.wrong.name())
    }
}

/// One or more [mix-ups](MixUp) in the order in which they happened.
///
/// A chain displays as `gbk>windows-1252`. Several mix-ups are joined by ` + `, the one that happened first comes
/// first, and one that happened again is counted: `utf-8>windows-1252 twice`, `… three times`, `… 4 times`. What is
/// displayed can be parsed; parsing also takes any [label](Charset::for_label) of a charset, white space around
/// `>` and `+`, and a mix-up written out as often as it happened.
///
/// ```
/// use demojibake::Chain;
///
/// let chain: Chain = "UTF8>cp1252 + utf-8 > windows-1252 + koi8-r>cp866".parse()?;
/// assert_eq!(chain.to_string(), "utf-8>windows-1252 twice + koi8-r>ibm866");
/// assert_eq!(chain.mix_ups().len(), 3);
///
/// let twice: Chain = "utf-8>windows-1252 twice".parse()?;
/// assert_eq!(twice.garble("é")?, "ÃƒÂ©");
/// assert_eq!(twice.ungarble("ÃƒÂ©")?, "é");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// After all that some characters may have been written out in ASCII, in one or two [notations](Notation): that is
/// displayed, and parsed, as ` + html` or ` + escapes` at the end.
///
/// ```
/// use demojibake::Chain;
///
/// let chain: Chain = "utf-8>iso-8859-1 + escapes".parse()?;
/// assert_eq!(chain.ungarble(r"caf\u00c3\u00a9")?, "café");
/// assert_eq!(chain.garble("café")?, r"caf\u00c3\u00a9");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chain {
    /// Empty only in a repair that normalises.
    mix_ups: Vec<MixUp>,
    /// How characters were written out after the mix-ups.
    notations: Vec<Notation>,
}

impl Chain {
    pub(crate) fn new(mix_ups: Vec<MixUp>) -> Self {
        Chain { mix_ups, notations: Vec::new() }
    }

    /// This chain, and another mix-up after it.
    ///
    /// ```
    /// use demojibake::{Chain, Charset, MixUp};
    ///
    /// let utf8 = MixUp::new(Charset::UTF_8, Charset::WINDOWS_1252);
    /// assert_eq!(Chain::from(utf8).then(utf8).to_string(), "utf-8>windows-1252 twice");
    /// ```
    #[must_use]
    pub fn then(mut self, mix_up: MixUp) -> Self {
        self.mix_ups.push(mix_up);
        self
    }

    /// The mix-ups, the first that happened first. None in a [repair](crate::Repair) of what wasn't garbled but
    /// [normalized](crate::Repair::normalized) only; such a chain displays as `none`.
    ///
    /// ```
    /// use demojibake::{Chain, Charset};
    ///
    /// let chain: Chain = "gbk>windows-1252 + utf-8>windows-1251".parse()?;
    /// assert_eq!(chain.mix_ups()[0].truth(), Charset::GBK);
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    pub fn mix_ups(&self) -> &[MixUp] {
        &self.mix_ups
    }

    /// How characters were written out after the mix-ups; mostly empty.
    ///
    /// ```
    /// use demojibake::{Chain, Notation};
    ///
    /// let chain: Chain = "utf-8>windows-1252 + html".parse()?;
    /// assert_eq!(chain.notations(), [Notation::Html]);
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    pub fn notations(&self) -> &[Notation] {
        &self.notations
    }

    /// This chain, after which characters were written out.
    ///
    /// ```
    /// use demojibake::{Chain, Charset, MixUp, Notation};
    ///
    /// let chain = Chain::from(MixUp::new(Charset::UTF_8, Charset::WINDOWS_1252)).written_in(Notation::Html);
    /// assert_eq!(chain.to_string(), "utf-8>windows-1252 + html");
    /// assert_eq!(chain.in_words().to_string(), "utf-8 read as windows-1252, then written as html");
    /// ```
    #[must_use]
    pub fn written_in(mut self, notation: Notation) -> Self {
        if !self.notations.contains(&notation) {
            self.notations.push(notation);
        }
        self
    }

    /// The chain in words: `gbk read as windows-1252`, `utf-8 read as windows-1252 twice`, or
    /// `utf-8 read as windows-1252, then utf-8 read as windows-1251`.
    ///
    /// ```
    /// use demojibake::Chain;
    ///
    /// let chain: Chain = "gbk>windows-1252".parse()?;
    /// assert_eq!(chain.in_words().to_string(), "gbk read as windows-1252");
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    pub fn in_words(&self) -> impl fmt::Display + '_ {
        InWords(self)
    }

    /// Each mix-up and how many times in a row it happened.
    fn counted(&self) -> impl Iterator<Item = (MixUp, usize)> + '_ {
        // no longer than what can be parsed
        self.mix_ups.chunk_by(|a, b| a == b).flat_map(|same| same.chunks(parse::MOST_TIMES)).filter_map(
            |same| {
                let mix_up = same.first()?;
                Some((*mix_up, same.len()))
            },
        )
    }
}

impl From<MixUp> for Chain {
    /// The chain of this mix-up alone.
    fn from(mix_up: MixUp) -> Self {
        Chain::new(alloc::vec![mix_up])
    }
}

/// How often, with a space before it; nothing for once.
struct Times(usize);

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => Ok(()),
            2 => f.write_str(" twice"),
            3 => f.write_str(" three times"),
            n => write!(f, " {n} times"),
        }
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mix_ups.is_empty() {
            return f.write_str(parse::NONE);
        }
        for (i, (mix_up, times)) in self.counted().enumerate() {
            let joint = if i > 0 { " + " } else { "" };
            write!(f, "{joint}{mix_up}{}", Times(times))?;
        }
        self.notations.iter().try_for_each(|notation| write!(f, " + {notation}"))
    }
}

struct InWords<'c>(&'c Chain);

impl fmt::Display for InWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.mix_ups.is_empty() {
            return f.write_str("not garbled");
        }
        for (i, (mix_up, times)) in self.0.counted().enumerate() {
            let joint = if i > 0 { ", then " } else { "" };
            write!(f, "{joint}{} read as {}{}", mix_up.truth, mix_up.wrong, Times(times))?;
        }
        self.0.notations.iter().try_for_each(|notation| write!(f, ", then written as {notation}"))
    }
}
