//! What a person reads: repairs on one line, with escapes for what a terminal would swallow, and colours.

use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use demojibake::{Chain, Hypothesis, Repair};

use super::edit::Place;

/// Which parts of the output look how; empty styles where colours are off.
#[derive(Debug, Clone, Copy, Default)]
pub struct Colors {
    pub place: Style,
    pub before: Style,
    pub after: Style,
    pub cause: Style,
    pub removed: Style,
    pub added: Style,
    pub hunk: Style,
}

impl Colors {
    pub fn new(on: bool) -> Self {
        if !on {
            return Colors::default();
        }
        let color = |c: AnsiColor| Style::new().fg_color(Some(c.into()));
        Colors {
            place: Style::new().bold(),
            before: color(AnsiColor::Red),
            after: color(AnsiColor::Green),
            cause: Style::new().dimmed(),
            removed: color(AnsiColor::Red),
            added: color(AnsiColor::Green),
            hunk: color(AnsiColor::Cyan),
        }
    }

    pub fn on(&self) -> bool {
        self.place != Style::default()
    }
}

/// Writes the line for one repair.
pub fn repair(
    out: &mut (impl Write + ?Sized),
    colors: Colors,
    name: &str,
    place: Place,
    repair: &Repair,
) -> io::Result<()> {
    let p = colors.place;
    write!(out, "{p}{name}:{}:{}:{p:#} ", place.line, place.column)?;
    change(out, colors, (repair.before(), repair.after()), (repair.chain(), repair.confidence()))
}

/// Writes the line for something that is left alone.
pub fn doubt(
    out: &mut (impl Write + ?Sized),
    colors: Colors,
    name: &str,
    place: Place,
    what: &Hypothesis,
) -> io::Result<()> {
    let p = colors.place;
    write!(out, "{p}{name}:{}:{}:{p:#} left alone: ", place.line, place.column)?;
    change(out, colors, (what.before(), what.after()), (what.chain(), what.confidence()))
}

/// Ends a line with what stands or stood there, and why.
pub fn change(
    out: &mut (impl Write + ?Sized),
    colors: Colors,
    (old, new): (&str, &str),
    (chain, confidence): (&Chain, f32),
) -> io::Result<()> {
    let Colors { before, after, cause, .. } = colors;
    writeln!(
        out,
        "{before}{}{before:#} → {after}{}{after:#} {cause}({}, {:.0} %){cause:#}",
        Visible(old),
        Visible(new),
        chain.in_words(),
        100.0 * confidence
    )
}

/// Shows what a terminal would swallow (controls, spaces that aren't U+0020, soft hyphens, private use) as escapes:
/// garbled runs are full of them, and a repair must stay on one line.
pub struct Visible<'t>(pub &'t str);

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

/// A number with the right form of a noun: `1 file`, `2 files`.
pub fn count(n: u64, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_swallows_is_shown() {
        assert_eq!(
            Visible("a b\u{81}\u{ad}\u{a0}\n\u{e21a}é　\0").to_string(),
            "a b\\u{81}\\u{ad}\\u{a0}\\n\\u{e21a}é　\\u{0}"
        );
    }
}
