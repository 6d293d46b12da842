//! CSV and TSV as they're spelled: where the records and the fields stand. Nothing is parsed into values, so quotes,
//! delimiters and line ends stay as they are.

use std::ops::Range;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    pub delimiter: u8,
    /// Whether a field that starts with `"` goes to the next `"` that isn't doubled.
    pub quotes: bool,
}

/// A record: a line, or several where quotes hold line ends.
#[derive(Debug, PartialEq)]
pub struct Record {
    /// With its line end.
    pub range: Range<usize>,
    pub fields: Vec<Field>,
    /// What is wrong with it, and where; its fields are those before.
    pub problem: Option<(usize, &'static str)>,
}

#[derive(Debug, PartialEq, Eq, Clone)]
pub struct Field {
    /// Without the quotes.
    pub range: Range<usize>,
    pub quoted: bool,
}

impl Format {
    /// Comma, semicolon, tab or bar: what the first line has most of.
    pub fn of(text: &str) -> Format {
        let line = text.lines().next().unwrap_or_default();
        let mut quoted = false;
        let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
        for b in line.bytes() {
            quoted ^= b == b'"';
            if let (false, Some(c)) = (quoted, counts.iter_mut().find(|c| c.0 == b)) {
                c.1 += 1;
            }
        }
        let best = counts.iter().rev().max_by_key(|c| c.1).map_or(b',', |c| c.0);
        Format { delimiter: best, quotes: true }
    }

    /// Where the last record ends that is whole; a quote that is open at the end may hold the rest.
    pub fn whole(&self, text: &str) -> usize {
        let mut at = 0;
        while let Some(record) = self.record(text, at) {
            let unfinished = record.problem.is_some_and(|p| p.1 == UNCLOSED);
            if unfinished || !text[record.range.clone()].ends_with('\n') {
                break;
            }
            at = record.range.end;
        }
        at
    }

    /// The record that starts at `at`; `None` at the end.
    pub fn record(&self, text: &str, at: usize) -> Option<Record> {
        let bytes = text.as_bytes();
        if at >= bytes.len() {
            return None;
        }
        let line_end =
            |at: usize| bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n + 1);
        let mut fields = Vec::new();
        let mut start = at;
        loop {
            let quoted = self.quotes && bytes.get(start) == Some(&b'"');
            let (field, end) = if quoted {
                let Some(close) = closing_quote(bytes, start + 1) else {
                    return Some(Record {
                        range: at..line_end(start),
                        fields,
                        problem: Some((start, UNCLOSED)),
                    });
                };
                (start + 1..close, close + 1)
            } else {
                let ends = |b: &u8| *b == self.delimiter || *b == b'\n';
                let end = bytes[start..].iter().position(ends).map_or(bytes.len(), |n| start + n);
                // the carriage return belongs to the line end
                let cr = bytes.get(end) != Some(&self.delimiter) && end > start && bytes[end - 1] == b'\r';
                (start..end - usize::from(cr), end - usize::from(cr))
            };
            fields.push(Field { range: field, quoted });
            match (bytes.get(end), bytes.get(end + 1)) {
                (Some(b), _) if *b == self.delimiter => start = end + 1,
                (None, _) | (Some(b'\n'), _) | (Some(b'\r'), None | Some(b'\n')) => {
                    return Some(Record { range: at..line_end(end), fields, problem: None });
                }
                _ => {
                    return Some(Record {
                        range: at..line_end(end),
                        fields,
                        problem: Some((end, AFTER_QUOTE)),
                    });
                }
            }
        }
    }
}

const UNCLOSED: &str = "this quote isn't closed";
const AFTER_QUOTE: &str = "something stands between the closing quote and the delimiter";

/// The quote that ends a field whose content starts at `at`.
fn closing_quote(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: Format = Format { delimiter: b',', quotes: true };

    fn read(format: Format, text: &str) -> Vec<(Vec<&str>, Option<usize>)> {
        let (mut at, mut out) = (0, Vec::new());
        while let Some(r) = format.record(text, at) {
            assert_eq!(r.range.start, at);
            at = r.range.end;
            let fields = r.fields.iter().map(|f| &text[f.range.clone()]).collect();
            out.push((fields, r.problem.map(|p| p.0)));
        }
        assert_eq!(at, text.len());
        out
    }

    #[test]
    fn fields_are_found_as_they_are_spelled() {
        assert_eq!(read(CSV, "a,b\r\n\"c,\"\"d\",\n"), [(vec!["a", "b"], None), (vec!["c,\"\"d", ""], None)]);
        assert_eq!(
            read(CSV, "a b\"c\n\n\"x\ny\""),
            [(vec!["a b\"c"], None), (vec![""], None), (vec!["x\ny"], None)]
        );
        let tsv = Format { delimiter: b'\t', quotes: false };
        assert_eq!(read(tsv, "\"a\tb\\\tc\r"), [(vec!["\"a", "b\\", "c"], None)]);
    }

    #[test]
    fn what_is_wrong_with_quotes_ends_with_its_line() {
        assert_eq!(read(CSV, "1,\"a\"b,c\n2,d\n"), [(vec!["1", "a"], Some(5)), (vec!["2", "d"], None)]);
        assert_eq!(read(CSV, "1,\"a\n2,d\n"), [(vec!["1"], Some(2)), (vec!["2", "d"], None)]);
    }

    #[test]
    fn a_record_is_whole_when_its_quotes_are_closed() {
        assert_eq!(CSV.whole("a\n\"b\nc"), 2);
        assert_eq!(CSV.whole("a\n\"b\nc\"\nd"), 8);
        assert_eq!(CSV.whole("a,b"), 0);
        assert_eq!(CSV.whole("a,\"b\"x\n"), 7);
    }

    #[test]
    fn the_delimiter_is_what_the_first_line_has_most_of() {
        let delimiter = |text| char::from(Format::of(text).delimiter);
        assert_eq!(delimiter("a;b;\"c,d,e\"\n1,2,3,4,5"), ';');
        assert_eq!(
            [delimiter("a"), delimiter("a\tb"), delimiter("a|b"), delimiter("")],
            [',', '\t', '|', ',']
        );
    }
}
