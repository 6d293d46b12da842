//! A chain done and undone on a whole text, strictly: every character takes part, or it's an error.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Chain, MixUp};
use crate::charset::{Charset, Holes, Kind};
use crate::error::{ChainError, ChainProblem};

/// Where and why a mix-up can't be done or undone.
enum Fault {
    /// At this byte offset of the text.
    Text(usize, ChainProblem),
    /// At this one of the bytes between.
    Bytes(usize, ChainProblem),
}

impl Chain {
    /// What `text` becomes when this chain happens to it.
    ///
    /// Bytes from 80 to 9F that a single-byte charset doesn't assign become C1 controls, as they do on Windows;
    /// any other byte that the wrong charset has no character for is an error, because real decoders lose it. It
    /// is also an error when something else would have become the same: what this function gives,
    /// [`ungarble`](Chain::ungarble) always turns back into `text`.
    ///
    /// # Errors
    /// When a character can't be encoded in a true charset, when bytes can't be decoded in a wrong one, and when
    /// information would be lost: [which mix-up](ChainError::step) and [where](ChainError::offset).
    ///
    /// ```
    /// use demojibake::Chain;
    ///
    /// let chain: Chain = "gbk>windows-1252".parse()?;
    /// assert_eq!(chain.garble("博彩网站")?, "²©²ÊÍøÕ¾");
    /// assert_eq!("utf-8>windows-1253".parse::<Chain>()?.garble("aҀ").unwrap_err().offset(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn garble(&self, text: &str) -> Result<String, ChainError> {
        self.walk(text, false)
    }

    /// What `text` was before this chain happened to all of it: the mix-ups are undone, the last one first.
    ///
    /// Every character of the text takes part, so it's for a text that is garbled from end to end (in ASCII the
    /// common charsets agree). For garble in good text make a plan with a [`Fixer`](crate::Fixer).
    ///
    /// A C1 control (U+0080 to U+009F) counts as the byte of its number where the wrong charset has one byte for
    /// each character, unless that charset decodes another byte to this control. Where the charset has no character
    /// for that byte this is what [`garble`](Chain::garble) does; where it has one (93 is “ in windows-1252), the
    /// control came from a tool that mixes ISO-8859-1 in, as many do, and `garble` then doesn't give it back. Apart
    /// from that, and from characters for which a charset has several codes, the two are exact inverses.
    ///
    /// # Errors
    /// When a character can't have come from a wrong charset, and when its bytes mean nothing in the true one:
    /// [which mix-up](ChainError::step) and [where](ChainError::offset).
    ///
    /// ```
    /// use demojibake::Chain;
    ///
    /// let chain: Chain = "utf-8>windows-1252".parse()?;
    /// assert_eq!(chain.ungarble("Ã©tÃ©")?, "été");
    /// assert_eq!(chain.ungarble("â€œ")?, chain.ungarble("â\u{80}\u{9c}")?);
    /// let error = chain.ungarble("Ã©té").unwrap_err();
    /// assert_eq!(error.offset(), 5);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ungarble(&self, text: &str) -> Result<String, ChainError> {
        self.walk(text, true)
    }

    fn walk(&self, text: &str, undo: bool) -> Result<String, ChainError> {
        let mut texts: Vec<String> = Vec::with_capacity(self.mix_ups.len());
        let count = self.mix_ups.len();
        for done in 0..count {
            let step = if undo { count - 1 - done } else { done };
            let Some(&mix_up) = self.mix_ups.get(step) else { break };
            let now = texts.last().map_or(text, String::as_str);
            match if undo { mix_up.undo(now) } else { mix_up.happen(now) } {
                Ok(next) => texts.push(next),
                Err(fault) => {
                    let sides = |m: MixUp| if undo { (m.wrong, m.truth) } else { (m.truth, m.wrong) };
                    let (mut at, problem) = match fault {
                        Fault::Text(at, problem) => (at, problem),
                        Fault::Bytes(at, problem) => (char_of_byte(now, sides(mix_up).0, at), problem),
                    };
                    // back through the texts between, to the one that the caller has
                    for earlier in (0..done).rev() {
                        let i = if undo { count - 1 - earlier } else { earlier };
                        let (Some(&m), Some(given)) = (self.mix_ups.get(i), texts.get(earlier)) else {
                            break;
                        };
                        let (from, to) = sides(m);
                        let before = if earlier == 0 {
                            Some(text)
                        } else {
                            texts.get(earlier - 1).map(String::as_str)
                        };
                        at = char_of_byte(
                            before.unwrap_or_default(),
                            from,
                            length(given.get(..at).unwrap_or_default(), to),
                        );
                    }
                    return Err(ChainError { mix_up, step, at, problem });
                }
            }
        }
        Ok(texts.pop().unwrap_or_else(|| text.into()))
    }
}

impl MixUp {
    fn happen(self, text: &str) -> Result<String, Fault> {
        let bytes = self
            .truth
            .reverse(text, Holes::Strict)
            .map_err(|e| Fault::Text(e.offset(), ChainProblem::NotInTruth))?;
        let bad =
            decode_wrong(&bytes, self.wrong).map_err(|at| Fault::Bytes(at, ChainProblem::NotInWrong))?;
        let back = bytes_in_wrong(&bad, self.wrong).unwrap_or_default();
        if back != bytes {
            let same = back.iter().zip(&bytes).take_while(|(a, b)| a == b).count();
            return Err(Fault::Bytes(same, ChainProblem::Ambiguous));
        }
        Ok(bad)
    }

    fn undo(self, text: &str) -> Result<String, Fault> {
        let bytes =
            bytes_in_wrong(text, self.wrong).map_err(|at| Fault::Text(at, ChainProblem::NotFromWrong))?;
        self.truth
            .decode(&bytes, Holes::Strict)
            .map_err(|e| Fault::Bytes(e.offset(), ChainProblem::NotFromTruth))
    }
}

/// What a wrong decoder makes of bytes, or the offset of those that it has nothing for.
pub(super) fn decode_wrong(bytes: &[u8], wrong: Charset) -> Result<String, usize> {
    let holes = if wrong.kind() == Kind::Single { Holes::C1 } else { Holes::Strict };
    wrong.decode(bytes, holes).map_err(|e| e.offset())
}

/// The bytes that a wrong decoder was given, or the offset of a character that it can't have made.
pub(super) fn bytes_in_wrong(text: &str, wrong: Charset) -> Result<Vec<u8>, usize> {
    if wrong.kind() != Kind::Single {
        return wrong.reverse(text, Holes::Strict).map_err(|e| e.offset());
    }
    let mut bytes = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let control = || u8::try_from(u32::from(c)).ok().filter(|b| matches!(b, 0x80..=0x9F));
        bytes.push(wrong.byte_of(c).or_else(control).ok_or(at)?);
    }
    Ok(bytes)
}

/// How many bytes a text takes; a text that can't be written takes more than any other.
fn length(text: &str, charset: Charset) -> usize {
    bytes_in_wrong(text, charset).map_or(usize::MAX, |bytes| bytes.len())
}

/// The place of the character that the byte at `n` belongs to.
fn char_of_byte(text: &str, charset: Charset, n: usize) -> usize {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let past = places.partition_point(|&at| length(text.get(..at).unwrap_or_default(), charset) <= n);
    past.checked_sub(1).and_then(|i| places.get(i)).copied().unwrap_or(0)
}
