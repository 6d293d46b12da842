//! `gbk>windows-1252 + utf-8>windows-1251 twice`, read.

use alloc::vec::Vec;
use core::str::FromStr;

use super::{Chain, MixUp};
use crate::charset::Charset;
use crate::error::{ParseChainError, ParseProblem};
use crate::notation::Notation;

/// A chain without mix-ups.
pub(super) const NONE: &str = "none";

/// How often one mix-up may be said to have happened: far more than ever does, and nobody's memory is used up by
/// `1000000000 times`.
pub(super) const MOST_TIMES: usize = 100;

impl FromStr for MixUp {
    type Err = ParseChainError;

    /// Takes `true>wrong`.
    fn from_str(s: &str) -> Result<Self, ParseChainError> {
        match counted_mix_up(s, 0)? {
            (mix_up, 1) => Ok(mix_up),
            _ => Err(ParseChainError { at: 0, problem: ParseProblem::NotOne }),
        }
    }
}

impl FromStr for Chain {
    type Err = ParseChainError;

    /// Takes `none`, and mix-ups joined by `+`, each of them with `twice`, `three times` or `4 times` after it if need be;
    /// after the last one, `+ html` or `+ escapes`.
    fn from_str(s: &str) -> Result<Self, ParseChainError> {
        let mut chain = Chain::new(Vec::new());
        if s.trim() == NONE {
            return Ok(chain);
        }
        let mut at = 0;
        for part in s.split('+') {
            // at the end only, and not alone
            let notation = Notation::ALL.into_iter().find(|n| n.name() == part.trim());
            if let Some(notation) = notation.filter(|_| !chain.mix_ups.is_empty()) {
                chain = chain.written_in(notation);
                at += part.len() + 1;
                continue;
            }
            if !chain.notations.is_empty() {
                let at = at + part.len() - part.trim_start().len();
                return Err(ParseChainError { at, problem: ParseProblem::AfterNotation });
            }
            let (mix_up, times) = counted_mix_up(part, at)?;
            chain.mix_ups.extend(core::iter::repeat_n(mix_up, times));
            at += part.len() + 1;
        }
        Ok(chain)
    }
}

/// One mix-up and how often it happened; `at` is where `part` stands in the whole.
fn counted_mix_up(part: &str, at: usize) -> Result<(MixUp, usize), ParseChainError> {
    let start = at + part.len() - part.trim_start().len();
    let Some((truth, rest)) = part.split_once('>') else {
        return Err(ParseChainError { at: start, problem: ParseProblem::NoMixUp });
    };
    let rest_at = at + truth.len() + 1;
    let wrong_at = rest_at + rest.len() - rest.trim_start().len();
    let rest = rest.trim();
    let (wrong, times) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
    let times_at = wrong_at + rest.len() - times.trim_start().len();
    let mix_up = MixUp { truth: charset(truth.trim(), start)?, wrong: charset(wrong, wrong_at)? };
    let times = count(times.trim())
        .ok_or(ParseChainError { at: times_at, problem: ParseProblem::Times(times.trim().into()) })?;
    Ok((mix_up, times))
}

fn charset(label: &str, at: usize) -> Result<Charset, ParseChainError> {
    if label.is_empty() {
        return Err(ParseChainError { at, problem: ParseProblem::NoLabel });
    }
    Charset::for_label(label).map_err(|e| ParseChainError { at, problem: ParseProblem::Charset(e) })
}

fn count(times: &str) -> Option<usize> {
    if matches!(times, "" | "once") {
        return Some(1);
    }
    if times == "twice" {
        return Some(2);
    }
    let (number, rest) = times.split_at(times.find(char::is_whitespace)?);
    if rest.trim() != "times" {
        return None;
    }
    const WORDS: [&str; 5] = ["two", "three", "four", "five", "six"];
    let number = WORDS.iter().position(|w| *w == number).map(|i| i + 2).or_else(|| number.parse().ok())?;
    (1..=MOST_TIMES).contains(&number).then_some(number)
}
