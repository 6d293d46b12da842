//! The frames of tables: nothing that was read wrongly, though DOS charsets have letters in the place of their signs.

use super::NOTHING;
use crate::detect::has_line;
use crate::hypothesis::Sym;
use crate::model::{self, class};

/// Shuts out the signs of frames; whether there are any. They are rows of box drawing with a line in them, and with such a
/// row in the region single bars as well: tables of manuals whose lines were joined have hundreds of both.
pub(super) fn shut_frames(syms: &mut [Sym]) -> bool {
    let is_box = |s: &Sym| model::class_of(s.c) == class::BOX;
    let is_line = |row: &[Sym]| has_line(row.iter().map(|s| s.c));
    let mut framed = false;
    for row in syms.chunk_by_mut(|a, b| is_box(a) && is_box(b)).filter(|row| is_line(row)) {
        row.iter_mut().for_each(|s| s.c = NOTHING);
        framed = true;
    }
    if framed {
        let bars = syms.chunk_by_mut(|a, b| is_box(a) && is_box(b)).filter(|row| row.len() == 1);
        bars.flatten().filter(|s| matches!(s.c, '│' | '┃' | '║')).for_each(|s| s.c = NOTHING);
    }
    framed
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::hypothesis;

    fn left(text: &str) -> String {
        let mut syms = hypothesis::syms(text, 0);
        shut_frames(&mut syms);
        syms.iter().map(|s| if s.c == NOTHING { '.' } else { s.c }).collect()
    }

    #[test]
    fn frames_are_shut_out() {
        assert_eq!(left("┌───┬──┐ │软件│ b │"), "........ .软件. b .");
        assert_eq!(left("═══ Text ═══"), "... Text ...");
    }

    #[test]
    fn letters_of_dos_charsets_are_not() {
        for text in ["╨╥╔╫┼╘", "│atwo", "──", "╨┐╤А╨╕", "a │ b"] {
            assert_eq!(left(text), text);
        }
        assert_eq!(left("─── ╨┐╤А╨╕ ───"), "... ╨┐╤А╨╕ ...", "garble in a frame");
    }
}
