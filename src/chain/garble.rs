//! A chain done and undone on a whole text, strictly: every character takes part, or it's an error.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Chain, MixUp, switches};
use crate::charset::{CharBytes, Charset, Holes, Kind};
use crate::error::{ChainError, ChainProblem};
use crate::notation::View;

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
        let mixed = self.walk(text, false)?;
        if self.notations.is_empty() {
            return Ok(mixed);
        }
        // The first notation takes all there is. What looked written out before would be read as that when this is undone.
        let written = self.notations.first().map_or_else(String::new, |n| n.write(&mixed));
        match (View::in_notations(&written, &self.notations).text == mixed, self.mix_ups.last()) {
            (false, Some(&mix_up)) => {
                let (step, problem) = (self.mix_ups.len() - 1, ChainProblem::WrittenOut);
                Err(ChainError { mix_up, step, at: 0, problem })
            }
            _ => Ok(written),
        }
    }

    /// What `text` was before this chain happened to all of it: the mix-ups are undone, the last one first.
    ///
    /// Every character of the text takes part, so it's for a text that is garbled from end to end (in ASCII the
    /// common charsets agree). For garble in good text make a plan with a [`Fixer`](crate::Fixer).
    ///
    /// A C1 control (U+0080 to U+009F) counts as the byte of its number where the wrong charset has one byte for
    /// each character, unless that charset decodes another byte to this control. Where the charset has no character
    /// for that byte this is what [`garble`](Chain::garble) does; where it has one (93 is “ in windows-1252), the
    /// control came from a tool that mixes ISO-8859-1 in, as many do, and `garble` then doesn't give it back.
    ///
    /// So do the characters that Windows has for the single bytes that Shift_JIS leaves free (A0 and FD to FF are U+00A0
    /// or U+F8F0, and U+F8F1 to U+F8F3). Of several codes for one character the usual one is taken, and the other one
    /// where the text can't be undone with it.
    ///
    /// In ISO-2022-JP and ISO-2022-KR, escape bytes that were lost (`$BF|K\8l(B`) or are shown (`^[$B…`) are put in.
    ///
    /// Of several mix-ups, all but the first to happen may have touched only part of the text (a good `©` pasted among
    /// garble, a byte lost since): when such a one can't be undone everywhere, it's undone where it can be, and the
    /// rest is left to the mix-ups before it. When there is nothing to undo it's an error.
    ///
    /// Apart from these two, and from characters for which a charset has several codes, `garble` is the exact inverse.
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
        match self.read(text) {
            Some(view) => self.walk(&view.text, true).map_err(|e| ChainError { at: view.source(e.at), ..e }),
            None => self.walk(text, true),
        }
    }

    /// The text with what is written out in the chain's notations.
    fn read(&self, text: &str) -> Option<View> {
        (!self.notations.is_empty()).then(|| View::in_notations(text, &self.notations))
    }

    /// The mix-ups that have to do with `text`: without those that change nothing when this chain is undone on it. A
    /// chain was found on a wider part of a text; a layer there may have touched other runs only.
    pub(crate) fn that_changed(mut self, text: &str) -> Chain {
        let mut now = self.read(text).map(|view| view.text);
        for step in (1..self.mix_ups.len()).rev() {
            let Some(&mix_up) = self.mix_ups.get(step) else { break };
            let text = now.as_deref().unwrap_or(text);
            let next = mix_up.undo(text).ok().or_else(|| mix_up.undo_in_part(text).map(|(text, _)| text));
            match next.filter(|next| next != text) {
                Some(next) => now = Some(next),
                None => drop(self.mix_ups.remove(step)),
            }
        }
        self
    }

    fn walk(&self, text: &str, undo: bool) -> Result<String, ChainError> {
        let count = self.mix_ups.len();
        let mut done: Vec<Done> = Vec::with_capacity(count);
        let order = (0..count).map(|i| if undo { count - 1 - i } else { i });
        for (step, mix_up) in order.filter_map(|i| Some((i, *self.mix_ups.get(i)?))) {
            let now = done.last().map_or(text, |d| &d.text);
            let (from, to) = if undo { (mix_up.wrong, mix_up.truth) } else { (mix_up.truth, mix_up.wrong) };
            let next = if undo { mix_up.undo(now) } else { mix_up.happen(now) };
            let next = next.map(|text| Done { text, places: None, from, to });
            let next = next.or_else(|fault| {
                let part = if undo && step > 0 { mix_up.undo_in_part(now) } else { None };
                part.map(|(text, places)| Done { text, places: Some(places), from, to }).ok_or(fault)
            });
            let (at, problem) = match next {
                Ok(next) => {
                    done.push(next);
                    continue;
                }
                Err(Fault::Text(at, problem)) => (at, problem),
                Err(Fault::Bytes(at, problem)) => (char_of_byte(now, from, at), problem),
            };
            // back through the texts between, to the one that the caller has
            let givens = core::iter::once(text).chain(done.iter().map(|d| d.text.as_str())).take(done.len());
            let steps: Vec<(&str, &Done)> = givens.zip(&done).collect();
            let at = steps.into_iter().rev().fold(at, |at, (given, done)| done.place_in(given, at));
            return Err(ChainError { mix_up, step, at, problem });
        }
        Ok(done.pop().map_or_else(|| text.into(), |d| d.text))
    }
}

/// A text with one more mix-up done or undone.
struct Done {
    text: String,
    /// Where the mix-up was undone in part only: places in this text and in the one before it.
    places: Option<Vec<(usize, usize)>>,
    /// The charset that the text before was turned into bytes with, and that these were read with.
    from: Charset,
    to: Charset,
}

impl Done {
    /// Where the character at `at` stood in the text before, `given`.
    fn place_in(&self, given: &str, at: usize) -> usize {
        match &self.places {
            Some(places) => {
                let past = places.partition_point(|p| p.0 <= at);
                past.checked_sub(1).and_then(|i| places.get(i)).map_or(0, |p| p.1)
            }
            None => char_of_byte(given, self.from, length(self.text.get(..at).unwrap_or_default(), self.to)),
        }
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
        let switched = switches::restored(self.truth, &bytes);
        let undone = self.truth.decode(switched.as_deref().unwrap_or(&bytes), Holes::Strict);
        undone.or_else(|e| {
            // places in restored bytes are no places of the text's
            let at = if switched.is_some() { 0 } else { e.offset() };
            // Shift_JIS has some kanji twice, and Windows doesn't write the row that a Mac does
            let second = |c| self.wrong.other_bytes_of(c).next().or_else(|| bytes_of(self.wrong, c));
            let bytes = text.chars().try_fold(Vec::with_capacity(bytes.len()), |mut bytes, c| {
                bytes.extend_from_slice(second(c)?.as_slice());
                Some(bytes)
            });
            let undone = bytes.and_then(|bytes| self.truth.decode(&bytes, Holes::Strict).ok());
            undone.ok_or(Fault::Bytes(at, ChainProblem::NotFromTruth))
        })
    }

    /// Undoes the mix-up on each group of characters whose bytes are characters of two or more bytes, and leaves the
    /// rest, as the search does below a layer; `None` when nothing changes.
    fn undo_in_part(self, text: &str) -> Option<(String, Vec<(usize, usize)>)> {
        let mut bytes = Vec::with_capacity(text.len());
        // each character, its place in the text, and where its bytes start
        let mut chars: Vec<(char, usize, usize)> = Vec::with_capacity(text.len());
        // where bytes mustn't be read beyond: characters that have none
        let mut barriers = Vec::new();
        for (at, c) in text.char_indices() {
            chars.push((c, at, bytes.len()));
            match bytes_of(self.wrong, c) {
                Some(one) => bytes.extend_from_slice(one.as_slice()),
                None => {
                    barriers.push(bytes.len());
                    bytes.push(0);
                }
            }
        }
        let start_of = |i: usize| chars.get(i).map_or(bytes.len(), |c| c.2);
        let (mut out, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(chars.len()));
        let mut changed = false;
        let mut i = 0;
        while let Some(&(c, place, start)) = chars.get(i) {
            let end = barriers.get(barriers.partition_point(|b| *b < start)).copied().unwrap_or(bytes.len());
            let (mut at, mut next) = (start, i);
            let mut group = String::new();
            while let Some((c, len)) = bytes.get(at..end.min(at + 8)).and_then(|b| self.truth.char_at(b)) {
                if group.is_empty() && len < 2 {
                    break;
                }
                group.push(c);
                at += len;
                while next < chars.len() && start_of(next) < at {
                    next += 1;
                }
                if start_of(next) == at {
                    break;
                }
            }
            places.push((out.len(), place));
            if group.is_empty() || start_of(next) != at {
                out.push(c);
                i += 1;
            } else {
                out.push_str(&group);
                i = next;
                changed = true;
            }
        }
        changed.then_some((out, places))
    }
}

/// The bytes of one character that a wrong decoder gave, be it the standard's or another.
fn bytes_of(wrong: Charset, c: char) -> Option<CharBytes> {
    let stray = || match (wrong.kind(), c) {
        (Kind::Single, '\u{80}'..='\u{9f}') => u8::try_from(u32::from(c)).ok(),
        // Windows' code page 932 has a character for each of the four bytes that Shift_JIS leaves free
        _ if wrong == Charset::SHIFT_JIS => match c {
            '\u{a0}' | '\u{f8f0}' => Some(0xA0),
            '\u{f8f1}' => Some(0xFD),
            '\u{f8f2}' => Some(0xFE),
            '\u{f8f3}' => Some(0xFF),
            _ => None,
        },
        (Kind::Double, '\u{80}') => Some(0x80),
        _ => None,
    };
    wrong.bytes_of(c).or_else(|| stray().map(CharBytes::one))
}

/// What a wrong decoder makes of bytes, or the offset of those that it has nothing for.
pub(super) fn decode_wrong(bytes: &[u8], wrong: Charset) -> Result<String, usize> {
    let holes = if wrong.kind() == Kind::Single { Holes::C1 } else { Holes::Strict };
    wrong.decode(bytes, holes).map_err(|e| e.offset())
}

/// The bytes that a wrong decoder was given, or the offset of a character that it can't have made.
pub(super) fn bytes_in_wrong(text: &str, wrong: Charset) -> Result<Vec<u8>, usize> {
    if wrong.kind() != Kind::Single {
        match wrong.reverse(text, Holes::Strict) {
            Err(_) if wrong.kind() == Kind::Double => {}
            done => return done.map_err(|e| e.offset()),
        }
    }
    let mut bytes = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        bytes.extend_from_slice(bytes_of(wrong, c).ok_or(at)?.as_slice());
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
