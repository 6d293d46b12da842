//! Finds the string values of a JSON line and puts repaired text into them without touching anything else.
//!
//! The line is checked by serde_json and then scanned, not parsed into a tree: what isn't repaired is written from the
//! line itself, so key order, number spellings, white space and escapes stay as they are.

use std::ops::Range;

use serde_json::value::RawValue;

/// Whether `line` is one JSON value; if not, the cause and its column in characters from 1.
pub fn check(line: &str) -> Result<(), (usize, String)> {
    // A RawValue is only skimmed: it has no depth limit and lets lone surrogates (`"\ud800"`) pass, which JavaScript writes.
    let error = match serde_json::from_str::<&RawValue>(line) {
        Ok(_) => return Ok(()),
        Err(e) => e,
    };
    let column = line.bytes().take(error.column()).filter(|b| b & 0xC0 != 0x80).count().max(1);
    let message = error.to_string();
    let cause = message.split(" at line ").next().unwrap_or(&message);
    Err((column, cause.to_string()))
}

/// The string values of a checked line, as the byte ranges between their quotes. Keys aren't values.
pub struct Values<'l> {
    line: &'l str,
    /// Only what stands under these keys; everything when empty.
    fields: &'l [String],
    at: usize,
    depth: usize,
    /// The value that comes next belongs to a wanted key.
    wanted_next: bool,
    /// The depth of the array or object that a wanted key holds, while inside it.
    inside: Option<usize>,
}

/// The string values of `line`, which must have passed [`check`].
pub fn values<'l>(line: &'l str, fields: &'l [String]) -> Values<'l> {
    Values { line, fields, at: 0, depth: 0, wanted_next: false, inside: None }
}

impl Values<'_> {
    fn is_wanted_key(&self, key: Range<usize>) -> bool {
        let raw = &self.line[key];
        if !raw.contains('\\') {
            return self.fields.iter().any(|f| f == raw);
        }
        let mut value = Value::default();
        let key = value.decode(raw);
        self.fields.iter().any(|f| f == key)
    }
}

impl Iterator for Values<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.line.as_bytes();
        loop {
            let b = *bytes.get(self.at)?;
            self.at += 1;
            match b {
                b'"' => {
                    let string = self.at..string_end(bytes, self.at);
                    self.at = string.end + 1;
                    let is_key =
                        bytes.get(self.at..)?.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b':');
                    if is_key {
                        self.wanted_next =
                            !self.fields.is_empty() && self.inside.is_none() && self.is_wanted_key(string);
                    } else if self.fields.is_empty() || self.inside.is_some() || self.wanted_next {
                        return Some(string);
                    }
                }
                b'{' | b'[' => {
                    self.depth += 1;
                    if self.wanted_next {
                        self.inside = Some(self.depth);
                        self.wanted_next = false;
                    }
                }
                b'}' | b']' => {
                    if self.inside == Some(self.depth) {
                        self.inside = None;
                    }
                    self.depth = self.depth.saturating_sub(1);
                }
                b',' => self.wanted_next = false,
                _ => {}
            }
        }
    }
}

/// Where the quote stands that ends the string which starts at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(i) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| b == b'"' || b == b'\\')) {
        if bytes[at + i] == b'"' {
            return at + i;
        }
        at += i + 2;
    }
    bytes.len()
}

/// The text of a JSON string, and the way back from a place in the text to the place in the string as it is spelled.
/// Made to be used again: a file has millions of strings.
#[derive(Default)]
pub struct Value {
    text: String,
    /// Behind each escape: the offset in the text, and in the spelling.
    marks: Vec<(usize, usize)>,
    /// How to spell new text like the old.
    style: Style,
}

/// How a string spells what isn't ASCII.
#[derive(Default, Clone, Copy, PartialEq, Debug)]
enum Style {
    #[default]
    Raw,
    /// Escapes only, with these digits for ten to fifteen.
    Escaped { upper_case: bool },
}

impl Value {
    /// The text of the string spelled `raw` (what stands between the quotes). A lone surrogate becomes U+FFFD.
    pub fn decode<'v>(&'v mut self, raw: &'v str) -> &'v str {
        self.marks.clear();
        self.style = Style::Raw;
        if !raw.contains('\\') {
            return raw;
        }
        self.text.clear();
        let mut at = 0;
        let mut upper_case = None;
        while let Some(i) = raw[at..].find('\\') {
            self.text.push_str(&raw[at..at + i]);
            at += i;
            let (c, len) = escape(&raw[at..]);
            if c >= '\u{80}' {
                let upper = raw[at..at + len].bytes().any(|b| b.is_ascii_uppercase());
                upper_case = Some(upper || upper_case == Some(true));
            }
            self.text.push(c);
            at += len;
            self.marks.push((self.text.len(), at));
        }
        self.text.push_str(&raw[at..]);
        if let (Some(upper_case), true) = (upper_case, raw.is_ascii()) {
            self.style = Style::Escaped { upper_case };
        }
        &self.text
    }

    /// Where the character at byte `offset` of the decoded text starts in the spelling.
    pub fn spelled_at(&self, offset: usize) -> usize {
        match self.marks.partition_point(|&(text, _)| text <= offset).checked_sub(1) {
            Some(i) => self.marks[i].1 + (offset - self.marks[i].0),
            None => offset,
        }
    }

    /// The spelling of `new`: serde_json's, and with `\u` escapes where the string that was decoded last had them.
    pub fn spell(&self, new: &str) -> String {
        let quoted = serde_json::Value::from(new).to_string();
        let inner = &quoted[1..quoted.len() - 1];
        let Style::Escaped { upper_case } = self.style else {
            return inner.to_string();
        };
        let mut spelled = String::with_capacity(inner.len() * 2);
        for c in inner.chars() {
            if c.is_ascii() {
                spelled.push(c);
                continue;
            }
            for unit in c.encode_utf16(&mut [0; 2]) {
                spelled += &if upper_case { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") };
            }
        }
        spelled
    }
}

/// The character of the escape that `raw` starts with, and how many bytes spell it.
fn escape(raw: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = raw.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    match raw.as_bytes().get(1) {
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{c}', 2),
        Some(b'n') => ('\n', 2),
        Some(b'r') => ('\r', 2),
        Some(b't') => ('\t', 2),
        Some(b'u') => {
            let units = [unit(0).unwrap_or(0xFFFD), unit(6).unwrap_or(0)];
            match char::decode_utf16(units).next() {
                Some(Ok(c)) => (c, 6 * c.len_utf16()),
                _ => (char::REPLACEMENT_CHARACTER, 6),
            }
        }
        // `\"`, `\\` and `\/`; a checked line has no others.
        Some(&b) => (char::from(b), 2),
        None => ('\\', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'l>(line: &'l str, fields: &[&str]) -> Vec<&'l str> {
        check(line).unwrap();
        let fields: Vec<String> = fields.iter().map(ToString::to_string).collect();
        values(line, &fields).map(|r| &line[r]).collect()
    }

    #[test]
    fn values_are_found_at_any_depth_and_keys_are_not() {
        let line = r#" {"a" : "1", "b":[ "2", {"c":"3\"","d":{}}, ["4"], 5 , null ] , "e\":":"" } "#;
        assert_eq!(found(line, &[]), ["1", "2", "3\\\"", "4", ""]);
        assert_eq!(found(r#""alone""#, &[]), ["alone"]);
        assert_eq!(found("[]", &[]), [""; 0]);
    }

    #[test]
    fn a_field_is_everything_under_its_key() {
        let line = r#"{"t":"1","x":"no","y":{"t":["2",{"x":"3"}],"x":"no"},"t":4,"x":["no"],"x":{"t":"5"}}"#;
        assert_eq!(found(line, &["t"]), ["1", "2", "3", "5"]);
        assert_eq!(found(r#"[{"t":true},"no",{"t":[]},"no",{"t":{}},"no"]"#, &["t"]), [""; 0]);
    }

    #[test]
    fn a_key_is_known_in_any_spelling() {
        assert_eq!(found(r#"{"t\u00edtulo" : "1", "título":"2", "titulo":"no"}"#, &["título"]), ["1", "2"]);
    }

    #[test]
    fn every_character_of_the_text_leads_back_to_its_spelling() {
        let raw = r#"aé\n\u00e9\ud83d\ude00b\/\ud800"#;
        let mut value = Value::default();
        let text = value.decode(raw).to_string();
        assert_eq!(text, "aé\né😀b/\u{FFFD}");
        let starts: Vec<&str> = text.char_indices().map(|(i, _)| &raw[value.spelled_at(i)..]).collect();
        let pieces = ["a", "é", r"\n", r"\u00e9", r"\ud83d\ude00", "b", r"\/", r"\ud800"];
        for (i, start) in starts.iter().enumerate() {
            assert_eq!(*start, pieces[i..].concat());
        }
        assert_eq!(value.spelled_at(text.len()), raw.len());
    }

    #[test]
    fn new_text_is_spelled_like_the_old() {
        let spell = |old: &str, new: &str| {
            let mut value = Value::default();
            value.decode(old);
            value.spell(new)
        };
        assert_eq!(spell("Ã©", "é\"\n\u{1}"), r#"é\"\n\u0001"#);
        assert_eq!(spell(r"Ã\u00a9", "é"), "é");
        assert_eq!(spell(r"\n", "é"), "é");
        assert_eq!(spell(r"\u00c3\u00a9", "é😀\\"), r"\u00e9\ud83d\ude00\\");
        assert_eq!(spell(r"\u00C3\u00A9", "é😀"), r"\u00E9\uD83D\uDE00");
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_column() {
        assert_eq!(check(r#"{"é": x}"#).unwrap_err(), (7, "expected value".to_string()));
        assert_eq!(check("").unwrap_err().0, 1);
        for line in [r#"{"a":1"#, r#"{"a":1} 2"#, "\"\u{0}\"", "{'a':1}", r#""\x41""#, "01", "nul"] {
            assert!(check(line).is_err(), "{line}");
        }
        assert!(check(&("[".repeat(100_000) + &"]".repeat(100_000))).is_ok());
    }
}
