//! The text of a value as it's spelled in a file, and the way back; new text is spelled like the old.

/// How values stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As they are.
    Plain,
    /// What stands between the quotes of a JSON string.
    Json,
    /// What stands between quotes that are doubled in it.
    Quoted,
}

/// The text of a value, and the way back from a place in it to the place in its spelling.
/// Made to be used again: a file has millions of values.
#[derive(Default)]
pub struct Value {
    text: String,
    /// Behind each escape: the offset in the text, and in the spelling.
    marks: Vec<(usize, usize)>,
    style: Style,
}

/// How a string spells what can't stand there as it is.
#[derive(Default, Clone, Copy, PartialEq, Debug)]
enum Style {
    #[default]
    Plain,
    /// JSON: escapes where they must be.
    Raw,
    /// JSON: escapes only, with these digits for ten to fifteen.
    Escaped { upper_case: bool },
    /// Quotes are doubled.
    Doubled,
}

impl Value {
    /// The text of the value that is spelled `raw`. A lone surrogate of JSON becomes U+FFFD.
    pub fn decode<'v>(&'v mut self, raw: &'v str, spelling: Spelling) -> &'v str {
        self.marks.clear();
        self.text.clear();
        let (special, style) = match spelling {
            Spelling::Plain => ('\0', Style::Plain),
            Spelling::Json => ('\\', Style::Raw),
            Spelling::Quoted => ('"', Style::Doubled),
        };
        self.style = style;
        if spelling == Spelling::Plain || !raw.contains(special) {
            return raw;
        }
        let mut at = 0;
        let mut upper_case = None;
        while let Some(i) = raw[at..].find(special) {
            self.text.push_str(&raw[at..at + i]);
            at += i;
            let (c, len) = if spelling == Spelling::Quoted { ('"', 2) } else { escape(&raw[at..]) };
            let len = len.min(raw.len() - at);
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

    /// The spelling of `new` in the value that was decoded last.
    pub fn spell(&self, new: &str) -> String {
        let json = || {
            let quoted = serde_json::Value::from(new).to_string();
            quoted[1..quoted.len() - 1].to_string()
        };
        let upper_case = match self.style {
            Style::Plain => return new.to_string(),
            Style::Doubled => return new.replace('"', "\"\""),
            Style::Raw => return json(),
            Style::Escaped { upper_case } => upper_case,
        };
        let mut spelled = String::with_capacity(new.len() * 2);
        for c in json().chars() {
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

/// The character of the JSON escape that `raw` starts with, and how many bytes spell it.
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

    #[test]
    fn every_character_of_the_text_leads_back_to_its_spelling() {
        let raw = r#"aé\n\u00e9\ud83d\ude00b\/\ud800"#;
        let mut value = Value::default();
        let text = value.decode(raw, Spelling::Json).to_string();
        assert_eq!(text, "aé\né😀b/\u{FFFD}");
        let starts: Vec<&str> = text.char_indices().map(|(i, _)| &raw[value.spelled_at(i)..]).collect();
        let pieces = ["a", "é", r"\n", r"\u00e9", r"\ud83d\ude00", "b", r"\/", r"\ud800"];
        for (i, start) in starts.iter().enumerate() {
            assert_eq!(*start, pieces[i..].concat());
        }
        assert_eq!(value.spelled_at(text.len()), raw.len());
    }

    #[test]
    fn doubled_quotes_are_one() {
        let mut value = Value::default();
        assert_eq!(value.decode("say \"\"é\"\"!", Spelling::Quoted), "say \"é\"!");
        assert_eq!([0, 4, 5, 7, 8].map(|offset| value.spelled_at(offset)), [0, 4, 6, 8, 10]);
        assert_eq!(value.spell("\"a\""), "\"\"a\"\"");
        assert_eq!(value.decode("a\\\"", Spelling::Plain), "a\\\"");
        assert_eq!(value.spell("\"a\""), "\"a\"");
    }

    #[test]
    fn new_text_is_spelled_like_the_old() {
        let spell = |old: &str, new: &str| {
            let mut value = Value::default();
            value.decode(old, Spelling::Json);
            value.spell(new)
        };
        assert_eq!(spell("Ã©", "é\"\n\u{1}"), r#"é\"\n\u0001"#);
        assert_eq!(spell(r"Ã\u00a9", "é"), "é");
        assert_eq!(spell(r"\n", "é"), "é");
        assert_eq!(spell(r"\u00c3\u00a9", "é😀\\"), r"\u00e9\ud83d\ude00\\");
        assert_eq!(spell(r"\u00C3\u00A9", "é😀"), r"\u00E9\uD83D\uDE00");
    }
}
