//! The first place of a text that good text doesn't explain: a pass at the speed of a few table look-ups a character.
//!
//! Most text ends here. What is doubted is looked at by the model ([`super::regions`]), so this pass must only not
//! leave out what a repair could be of:
//!
//! - a pair of characters that isn't among the quiet ones ([`quiet`]);
//! - a Latin letter between ASCII letters, where another letter would be so much better that the price of a mix-up is
//!   paid, all such letters of the line taken together;
//! - two such pairs in a word of letters of one other script, or one in a short word, unless its letters are usual
//!   ones ([`usual`]); one, where they are quite unusual; or one with a capital after a small letter (`вБКТПО`);
//! - a row of CJK characters that are rare ones, or that make no word ([`usual`]);
//! - what no word has: a capital behind a small letter, after which something was lost, or a mark of quotation between two;
//! - `Ã` by itself ([`super::lone`]).

use core::ops::Range;

use super::context_after;
use super::lone::is_lone_a;
use super::quiet::{self, BLANK, BREAK, Sort};
use super::suspicion::{COMMON, SUSPICIOUS, oddness};
use super::usual::{self, Frame, is_ideograph, is_latin, own_script};
use crate::ascii;
use crate::lines;
use crate::model::{self, BIT, class};

/// What the Latin letters of a line must save for the line to be doubted, and the share of a mix-up's price that each
/// of them pays.
const SOFT: i32 = 8 * BIT;
const SHARE: i32 = 2;
/// Bytes between two odd pairs of letters of one script, at the most. Read in another charset of the script every pair
/// is odd (`оПХБЕР`); one of them stands in good text of many languages (`ардай`).
const ODD: usize = 12;
/// What speaks for garble at the end of a row of CJK characters, and inside one, where good text may follow.
const CJK: i32 = 0;
const CJK_INSIDE: i32 = 10;
/// Characters before the last one of a row that are looked at for words.
const NEAR: usize = 4;
/// What the good part of a row speaks against garble in what follows, at the most.
const GOOD: i32 = -5;

/// Where doubt begins in `text` from `from` on, where a line or the rest of one starts.
pub(super) fn first(text: &str, from: usize) -> Option<usize> {
    let mut pass = Pass {
        text,
        from,
        soft: 0..from,
        saved: 0,
        odd: None,
        row: 0,
        cjk: None,
        framed: None,
        good: (0, 0),
    };
    let mut at = from;
    loop {
        let ascii = ascii::prefix(&text.as_bytes()[at..]);
        at += ascii;
        let before = if ascii > 0 { Some(text.as_bytes()[at - 1]) } else { None };
        if at == text.len() {
            return None;
        }
        match pass.others(at, before) {
            Ok(end) => at = end,
            Err(doubt) => return Some(doubt),
        }
    }
}

struct Pass<'t> {
    text: &'t str,
    from: usize,
    /// Up to the last Latin letter that isn't quiet, and what it and those before it in its line save.
    soft: Range<usize>,
    saved: i32,
    /// The last letter of another script that makes an odd pair with one of the same or a blank.
    odd: Option<usize>,
    /// What the CJK characters of a row up to here speak for garble, in bits.
    row: i32,
    /// Where the last row of CJK characters ended.
    cjk: Option<usize>,
    /// Where the last line of a table's frame stands, or a bar behind it in the same line of the text.
    framed: Option<usize>,
    /// Where a word of good hangul ended, and what it spoke against garble.
    good: (usize, i32),
}

impl Pass<'_> {
    /// Looks at characters that aren't ASCII up to the first one that is; where that stands, or where doubt begins.
    #[inline]
    fn others(&mut self, start: usize, byte_before: Option<u8>) -> Result<usize, usize> {
        let mut before =
            (byte_before.map_or(BREAK, quiet::ascii), byte_before.map_or('\n', char::from), Sort::None);
        let mut at = start;
        for c in self.text[start..].chars() {
            if c.is_ascii() {
                if let Sort::Single(_) = before.2
                    && !quiet::is_quiet(before.0, quiet::ascii(c as u8))
                {
                    self.doubt(at - before.1.len_utf8(), before.1, c)?;
                }
                if c == ' ' && before.1 == 'Ã' && is_lone_a(self.text, at - before.1.len_utf8()) {
                    return Err(at - before.1.len_utf8());
                }
                if before.2 == Sort::Cjk {
                    self.row_ends(start, at, before.1)?;
                }
                return Ok(at);
            }
            let sort = quiet::sort(c);
            let place = match sort {
                Sort::Single(place) => place,
                _ => BLANK,
            };
            match sort {
                Sort::Single(_) if before.2 != Sort::Cjk => {
                    if is_strange_in_word(self.text, at, before.1, c) {
                        return Err(at);
                    }
                    let odd = !quiet::is_quiet(before.0, place);
                    if odd && !(at > start && before.2 == Sort::None && is_mark(c)) {
                        self.doubt(at, c, before.1)?;
                    }
                }
                Sort::None => {
                    if let Sort::Single(_) = before.2
                        && !quiet::is_quiet(before.0, BLANK)
                    {
                        self.doubt(at - before.1.len_utf8(), before.1, ' ')?;
                    }
                }
                _ => self.cjk(at, before.1, c, before.2)?,
            }
            before = (place, if sort == Sort::None { ' ' } else { c }, sort);
            at += c.len_utf8();
        }
        if before.2 == Sort::Cjk {
            self.row_ends(start, at, before.1)?;
        }
        Ok(at)
    }

    /// A pair that isn't quiet: `c`, which stands at `at`, beside another character.
    #[cold]
    fn doubt(&mut self, at: usize, c: char, beside: char) -> Result<(), usize> {
        let script = own_script(c);
        if script.is_some()
            && (beside.is_ascii() && !beside.is_ascii_alphabetic() || own_script(beside) == script)
        {
            let (before, rest) = (&self.text[self.from..at], &self.text[at..]);
            let near = self.odd.is_some_and(|odd| at - odd <= ODD) || usual::is_short_word(before, rest);
            self.odd = Some(at);
            let capital = beside.is_lowercase() && c.is_uppercase();
            let most = if near { usual::USUAL } else { usual::ODD };
            return if capital || usual::costs_more(before, rest, most) { Err(at) } else { Ok(()) };
        }
        match usual::frame(&self.text[self.from..at], &self.text[at..]) {
            Frame::None => {}
            Frame::Line => {
                self.framed = Some(at);
                return Ok(());
            }
            Frame::Bar => return Ok(()),
            Frame::BarOfTable => {
                if self.framed.is_some_and(|line| !self.breaks(line..at)) {
                    // the next bar needs to look no further back
                    self.framed = Some(at);
                    return Ok(());
                }
            }
        }
        let pair = !beside.is_ascii();
        let first = if pair { at - beside.len_utf8() } else { at };
        if !is_latin(c) || pair && !usual::is_pair_in_word(&self.text[self.from..first], &self.text[first..])
        {
            return Err(at);
        }
        if at < self.soft.end && at >= self.soft.start {
            return Ok(());
        }
        if self.breaks(self.soft.end..at) {
            self.saved = 0;
        }
        self.soft = at..at + c.len_utf8();
        self.saved += self.saved_by_another(at, c);
        if pair {
            self.saved += self.saved_by_another(first, beside);
        }
        if self.saved > SOFT { Err(at) } else { Ok(()) }
    }

    /// Whether a line of the text ends in this part of it.
    fn breaks(&self, part: Range<usize>) -> bool {
        self.text.as_bytes()[part].contains(&b'\n')
    }

    /// What the best other letter in the place of a Latin one saves.
    fn saved_by_another(&self, at: usize, c: char) -> i32 {
        /// Characters that know of it, and itself; as many before it say what it costs.
        const REACH: usize = 4;
        let line = lines::start(self.text, at.saturating_sub(64).max(self.from), at);
        let context = context_after(self.text, at, line, REACH);
        let rest = &self.text[at + c.len_utf8()..];
        // What isn't dear where it stands starts no region, whatever else it could be.
        let (first, after) = context.step(c);
        if first + rest.chars().next().map_or(0, |next| after.step(next).0) <= SUSPICIOUS {
            return 0;
        }
        let next = || rest.chars().take(REACH - 1).take_while(|c| *c != '\n');
        // no further than to `most`
        let cost = |c: char, most: i32| {
            let (mut sum, mut context) = context.step(c);
            for c in next() {
                if sum >= most {
                    break;
                }
                let (cost, after) = context.step(c);
                sum += cost;
                context = after;
            }
            sum
        };
        let as_is = cost(c, i32::MAX);
        let mut best = 0;
        for (other, price) in quiet::alternatives(c) {
            let most = as_is - price * BIT / SHARE;
            best = best.max(most - cost(other, most - best));
        }
        best
    }

    /// The end of a row of CJK characters, before ASCII or the text's end.
    fn row_ends(&mut self, start: usize, end: usize, last: char) -> Result<(), usize> {
        let row = core::mem::take(&mut self.row);
        if model::class_of(last) == class::HANGUL {
            self.good = (end, row.clamp(GOOD, 0));
        }
        // of a line's other rows the sum tells more
        let first = self.cjk.is_none_or(|end| self.breaks(end..start));
        self.cjk = Some(end);
        let row_text = &self.text[start..end];
        let runs_on = || self.text.as_bytes().get(end).is_some_and(u8::is_ascii_lowercase);
        if first && (usual::is_odd_word(row_text) || model::class_of(last) == class::HANGUL && runs_on())
            || usual::is_kana_with_others(row_text.chars())
        {
            return Err(start);
        }
        let odd = row > CJK && row - usual::explained(row_text) > CJK;
        if odd || start + last.len_utf8() == end && self.is_lone(start, last) { Err(start) } else { Ok(()) }
    }

    /// Whether a Han character or syllable stands by itself in a Latin word (`f체rchterlich`), or one that isn't among the
    /// most usual ones between two or at the end of one: `La modifica 猫 stata`, `盲ra`.
    fn is_lone(&self, at: usize, c: char) -> bool {
        let letter = |c: Option<&u8>| c.is_some_and(u8::is_ascii_alphabetic);
        let bytes = self.text.as_bytes();
        let (before, after) = (&bytes[self.from..at], &bytes[at + c.len_utf8()..]);
        let beside = [letter(before.last()), letter(after.first())];
        let beyond = |c: Option<&u8>, next: Option<&u8>| c == Some(&b' ') && letter(next);
        let between =
            beyond(before.last(), before.iter().rev().nth(1)) && beyond(after.first(), after.get(1));
        is_ideograph(c) && (beside == [true; 2] || oddness(c) > COMMON && (beside != [false; 2] || between))
    }

    /// A CJK character, or one after a CJK one.
    fn cjk(&mut self, at: usize, before: char, c: char, sort_before: Sort) -> Result<(), usize> {
        match model::class_of(c) {
            class::C1 | class::PRIVATE | class::HALF_WIDTH | class::REPLACEMENT => return Err(at),
            class if is_letter(class) => return Err(at),
            // EUC-JP's ー, read as GBK
            _ if c == '〖' && model::class_of(before) == class::KATAKANA => return Err(at),
            _ => {}
        }
        if matches!(sort_before, Sort::Single(_)) && is_letter(model::class_of(before)) {
            return Err(at);
        }
        if sort_before != Sort::Cjk && at == self.good.0 + 1 && model::class_of(c) == class::HANGUL {
            // of Korean words a blank apart one is as the other
            self.row = self.good.1;
        }
        self.row = self.row.max(GOOD) + oddness(c);
        if self.row > CJK_INSIDE {
            let near = self.text[self.from..at].chars().rev().take(NEAR).map(char::len_utf8).sum::<usize>();
            let next = self.text[at..].chars().take(2).map(char::len_utf8).sum::<usize>();
            self.row -= usual::explained(&self.text[at - near..at + next]);
        }
        if self.row > CJK_INSIDE { Err(at) } else { Ok(()) }
    }
}

/// Whether something stands in a word of small letters that words don't have: a capital that is the first byte of UTF-8 in
/// Western charsets, before no other one, after which something was lost (`zaÄetku`, `siÄ`), or a mark of quotation
/// or U+00A0 (`d'h“tes`, `est\u{a0}n` from DOS), though not behind the one letter of a Polish preposition.
fn is_strange_in_word(text: &str, at: usize, before: char, c: char) -> bool {
    let next = text.as_bytes().get(at + c.len_utf8());
    match c {
        'Â'..='Ö' | 'Ø'..='Þ' => {
            before.is_ascii_lowercase() && next.is_none_or(|n| n.is_ascii() && !n.is_ascii_uppercase())
        }
        '“' | '”' | '„' | '‚' | '…' | '‹' | '›' | '«' | '»' => {
            before.is_lowercase() && next.is_some_and(u8::is_ascii_lowercase)
        }
        '\u{a0}' => {
            let word = text.as_bytes()[..at].iter().rev().take(2);
            word.filter(|b| b.is_ascii_lowercase()).count() == 2 && next.is_some_and(u8::is_ascii_lowercase)
        }
        _ => false,
    }
}

/// Whether letters of this class stand in no text beside CJK ones without a blank.
fn is_letter(class: model::Class) -> bool {
    class >= class::LATIN_ASCII && !(class::HAN..=class::ENCLOSED).contains(&class)
}

/// Whether a character belongs to the letter before it: one on a letter that no charset has isn't garbled by itself.
fn is_mark(c: char) -> bool {
    let class = model::class_of(c);
    class == class::MARK || class::is_script_mark(class)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use alloc::string::String;
    use alloc::vec::Vec;

    use super::super::regions;
    use super::*;

    fn file(path: &str) -> String {
        std::fs::read_to_string(std::format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    /// The garbled texts of the project's cases.
    fn garbled() -> Vec<String> {
        let lines =
            ["wild", "synthetic"].map(|name| file(&std::format!("tests/cases/{name}.jsonl"))).concat();
        let text =
            |line| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().map(Into::into);
        lines.lines().filter_map(text).collect()
    }

    #[test]
    fn a_word_in_doubt() {
        for (text, at) in [
            ("NicolÃ¡s", 5),
            ("say Ïðèâåò twice", 4),
            ("a\nb, ²©²ÊÍøÕ¾", 5),
            ("привет РїСЂРёРІРµС‚", 14),
            ("la forÃªt, la forêt", 6),
            ("涓枃", 0),
            ("it\u{92}s", 2),
            ("zaÄetku", 2),
            ("chambres d'h“tes", 11),
            ("ケ〖ジの扩嘎を", 3),
            ("see 重城調泣", 4),
            ("jog침치bok", 3),
            ("gr\u{a0}ficos", 2),
            ("エントリを联买し", 0),
            ("дзбшйн", 2),
        ] {
            let doubt = first(text, 0);
            assert!(doubt.is_some_and(|d| d >= at && d < at + 8), "{text}: {doubt:?}");
        }
    }

    #[test]
    fn good_text_is_quiet() {
        for text in [
            "",
            "plain\ntext",
            "L’été, c’est déjà passé : « bientôt ! »",
            "Größe und Straße, naïve Übungen",
            "Não é só a canção",
            "Съешь же ещё этих мягких французских булок, да выпей чаю",
            "Καλημέρα, τι κάνεις σήμερα",
            "नमस्ते दुनिया",
            "გამარჯობა 🙂👍",
            "我们今天去学校，他说很好。",
            "w\u{a0}domu",
            "git을 사용합니다",
        ] {
            assert_eq!(first(text, 0), None, "{text}");
        }
    }

    #[test]
    fn most_sentences_are_quiet() {
        let sentences = file("tools/cases/sentences.tsv");
        let quiet = sentences.lines().filter(|line| first(line, 0).is_none()).count();
        assert!(100 * quiet >= 85 * sentences.lines().count(), "{quiet} of {}", sentences.lines().count());
    }

    #[test]
    fn where_it_starts_is_the_start_of_a_line() {
        // a letter that could be the last one of a pair stands alone after the cut
        let text = "Ã¡ and more";
        assert_eq!(first(text, 0), Some(2));
        assert_eq!(first(text, text.len()), None);
        assert!(first("é\n\u{80}", "é\n".len()).is_some());
    }

    #[test]
    fn few_regions_are_left_out() {
        let texts = garbled();
        let seen = |all: bool| texts.iter().filter(|t| regions(t, all).next().is_some()).count();
        let (all, quick) = (seen(true), seen(false));
        assert!(all > 1000, "{all}");
        // one Latin letter for another, where good text of some other language has both; short words of usual ideographs
        assert!(1000 * quick >= 984 * all, "{quick} of {all}");
    }

    #[test]
    fn a_region_is_the_same_whatever_led_to_it() {
        for text in garbled() {
            let all: Vec<_> = regions(&text, true).map(|r| (r.range, r.before)).collect();
            for found in regions(&text, false).map(|r| (r.range, r.before)) {
                // behind a region the rest of a line is looked at by itself, quickly or not
                assert!(all.contains(&found), "{text}: {found:?}");
            }
        }
    }
}
