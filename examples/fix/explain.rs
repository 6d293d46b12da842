//! Lists repairs, one a line: `file:line:column: before → after (cause, confidence)`.

use std::fmt;
use std::io::{self, Write};

use demojibake::Repair;

/// A place in a text that moves forwards only, so that the places of many repairs cost one pass.
pub struct Place {
    line: usize,
    column: usize,
    offset: usize,
}

impl Place {
    /// The first character of a text that starts on this line (from 1).
    pub fn at_line(line: usize) -> Self {
        Place { line, column: 1, offset: 0 }
    }

    /// Moves to the byte `offset` of `text`; lines end with `\n`, columns are characters from 1.
    pub fn advance(&mut self, text: &str, offset: usize) {
        let passed = &text[self.offset..offset];
        let last_line = match passed.rfind('\n') {
            Some(end) => {
                self.line += passed.bytes().filter(|&b| b == b'\n').count();
                self.column = 1;
                &passed[end + 1..]
            }
            None => passed,
        };
        self.column += last_line.chars().count();
        self.offset = offset;
    }
}

/// Writes the line for one repair.
pub fn write(out: &mut impl Write, name: &str, place: &Place, repair: &Repair) -> io::Result<()> {
    writeln!(
        out,
        "{name}:{}:{}: {} → {} ({}, {:.0} %)",
        place.line,
        place.column,
        Visible(repair.before()),
        Visible(repair.after()),
        repair.chain().in_words(),
        100.0 * repair.confidence()
    )
}

/// Shows what a terminal would swallow (controls, spaces that aren't U+0020, soft hyphens, private use) as escapes:
/// garbled runs are full of them, and a repair must stay on one line.
struct Visible<'t>(&'t str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '\t' | '\n' | '\r' => write!(f, "{}", c.escape_default())?,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => {
                    write!(f, "{}", c.escape_unicode())?;
                }
                '\u{e000}'..='\u{f8ff}' | '\u{feff}' => write!(f, "{}", c.escape_unicode())?,
                // The ideographic space is text of its own, and seen as a gap.
                c if c.is_control() || (c.is_whitespace() && c != ' ' && c != '\u{3000}') => {
                    write!(f, "{}", c.escape_unicode())?;
                }
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters_and_start_again_on_each_line() {
        let text = "añb\r\nκ\n\nxyz";
        let mut place = Place::at_line(1);
        let mut at = |needle: &str| {
            place.advance(text, text.find(needle).unwrap());
            (place.line, place.column)
        };
        assert_eq!([at("a"), at("b"), at("κ"), at("x"), at("z")], [(1, 1), (1, 3), (2, 1), (4, 1), (4, 3)]);
    }

    #[test]
    fn what_a_terminal_swallows_is_shown() {
        assert_eq!(
            Visible("a b\u{81}\u{ad}\u{a0}\n\u{e21a}é　\0").to_string(),
            "a b\\u{81}\\u{ad}\\u{a0}\\n\\u{e21a}é　\\u{0}"
        );
    }
}
