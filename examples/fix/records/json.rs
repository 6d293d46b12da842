//! Finds the string values of a JSON line.
//!
//! The line is checked by serde_json and then scanned, not parsed into a tree: what isn't repaired is written from the
//! line itself, so key order, number spellings, white space and escapes stay as they are.

use std::ops::Range;

use serde_json::value::RawValue;

use super::value::{Spelling, Value};

/// Whether `line` is one JSON value; if not, the byte offset of what is wrong and the cause.
pub fn check(line: &str) -> Result<(), (usize, String)> {
    // A RawValue is only skimmed: it has no depth limit and lets lone surrogates (`"\ud800"`) pass, which JavaScript writes.
    let error = match serde_json::from_str::<&RawValue>(line) {
        Ok(_) => return Ok(()),
        Err(e) => e,
    };
    let mut offset = error.column().saturating_sub(1).min(line.len());
    while !line.is_char_boundary(offset) {
        offset -= 1;
    }
    let message = error.to_string();
    let cause = message.split(" at line ").next().unwrap_or(&message);
    Err((offset, cause.to_string()))
}

/// The string values of a checked line, as the byte ranges between their quotes, each with the number of the field that
/// it stands under. Keys aren't values.
pub struct Values<'l> {
    line: &'l str,
    /// Only what stands under these keys; everything when empty.
    fields: &'l [String],
    at: usize,
    depth: usize,
    /// The wanted key that the value that comes next belongs to.
    next: Option<usize>,
    /// The wanted key that an array or object belongs to, and its depth, while inside it.
    inside: Option<(usize, usize)>,
}

/// The string values of `line`, which must have passed [`check`].
pub fn values<'l>(line: &'l str, fields: &'l [String]) -> Values<'l> {
    Values { line, fields, at: 0, depth: 0, next: None, inside: None }
}

impl Values<'_> {
    /// Which field this key is.
    fn field(&self, key: Range<usize>) -> Option<usize> {
        let raw = &self.line[key];
        if !raw.contains('\\') {
            return self.fields.iter().position(|f| f == raw);
        }
        let mut value = Value::default();
        let key = value.decode(raw, Spelling::Json);
        self.fields.iter().position(|f| f == key)
    }
}

impl Iterator for Values<'_> {
    type Item = (usize, Range<usize>);

    fn next(&mut self) -> Option<(usize, Range<usize>)> {
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
                        if !self.fields.is_empty() && self.inside.is_none() {
                            self.next = self.field(string);
                        }
                    } else if self.fields.is_empty() {
                        return Some((0, string));
                    } else if let Some(field) = self.inside.map(|i| i.0).or(self.next) {
                        return Some((field, string));
                    }
                }
                b'{' | b'[' => {
                    self.depth += 1;
                    if let Some(field) = self.next.take() {
                        self.inside = Some((field, self.depth));
                    }
                }
                b'}' | b']' => {
                    if self.inside.is_some_and(|i| i.1 == self.depth) {
                        self.inside = None;
                    }
                    self.depth = self.depth.saturating_sub(1);
                }
                b',' => self.next = None,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'l>(line: &'l str, fields: &[&str]) -> Vec<&'l str> {
        check(line).unwrap();
        let fields: Vec<String> = fields.iter().map(ToString::to_string).collect();
        values(line, &fields).map(|(_, r)| &line[r]).collect()
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
    fn every_value_has_the_number_of_its_field() {
        let line = r#"{"b":["1",{"a":"2"}],"a":"3","c":"4"}"#;
        let fields = ["a", "b"].map(String::from);
        let numbers: Vec<usize> = values(line, &fields).map(|(field, _)| field).collect();
        assert_eq!(numbers, [1, 1, 0]);
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_place() {
        assert_eq!(check(r#"{"é": x}"#).unwrap_err(), (7, "expected value".to_string()));
        assert_eq!(check("").unwrap_err().0, 0);
        for line in [r#"{"a":1"#, r#"{"a":1} 2"#, "\"\u{0}\"", "{'a':1}", r#""\x41""#, "01", "nul"] {
            assert!(check(line).is_err(), "{line}");
        }
        assert!(check(&("[".repeat(100_000) + &"]".repeat(100_000))).is_ok());
    }
}
