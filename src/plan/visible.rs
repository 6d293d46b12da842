//! Text as a person can see it: on one line, short, with escapes for what has no looks.

use core::fmt;

/// The most characters that are shown of a text, and how many of them are from its end.
const LONGEST: usize = 80;
const END: usize = 20;

pub(crate) struct Visible<'t> {
    pub(crate) text: &'t str,
    pub(crate) whole: bool,
}

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.text.chars().count();
        let cut = if self.whole || count <= LONGEST { count } else { LONGEST - END };
        self.text.chars().take(cut).try_for_each(|c| write(f, c))?;
        if cut == count {
            return Ok(());
        }
        write!(f, "[… {} characters …]", count - LONGEST)?;
        self.text.chars().skip(count - END).try_for_each(|c| write(f, c))
    }
}

fn write(f: &mut fmt::Formatter<'_>, c: char) -> fmt::Result {
    let unseen = match c {
        '\t' | '\n' | '\r' => return write!(f, "{}", c.escape_default()),
        // the ideographic space is text of its own, and seen as a gap
        ' ' | '\u{3000}' => false,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => true,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => true,
        c => c.is_control() || c.is_whitespace(),
    };
    if unseen { write!(f, "{}", c.escape_unicode()) } else { write!(f, "{c}") }
}
