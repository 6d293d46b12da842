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
    framed | shut_branches(syms)
}

/// Shuts out the branches of a tree of files (`│\u{a0}\u{a0} └── `), where the region has no other signs and letters that DOS text
/// would be made of; whether there are any.
fn shut_branches(syms: &mut [Sym]) -> bool {
    /// Signs of branches, fewer of which may be two bytes of UTF-8 (`├│` is ó).
    const LEAST: usize = 3;
    let is_bar = |s: &Sym| s.c == '│';
    let is_branch = |c: char| matches!(c, '│' | '─' | '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼');
    let is_blank = |c: char| matches!(c, ' ' | '\u{a0}');
    let may_stand = |c: char| {
        let class = model::class_of(c);
        c.is_ascii()
            || is_branch(c)
            || is_blank(c)
            || class::is_accented(class)
            || class::is_cjk_letter(class)
    };
    if !syms.iter().any(is_bar) || !syms.iter().all(|s| may_stand(s.c)) {
        return false;
    }
    let mut found = false;
    let mut before = ' ';
    for row in syms.chunk_by_mut(|a, b| [a.c, b.c].iter().all(|c| is_branch(*c) || is_blank(*c))) {
        let count = row.iter().filter(|s| is_branch(s.c)).count();
        let corner = row.iter().any(|s| matches!(s.c, '┌' | '┐' | '└' | '┘'));
        let twice = row.windows(2).any(|two| two[0].c == two[1].c && is_branch(two[0].c));
        if count >= LEAST && row.iter().any(is_bar) && (corner || twice) && !before.is_alphanumeric() {
            row.iter_mut().for_each(|s| s.c = NOTHING);
            found = true;
        }
        before = row[row.len() - 1].c;
    }
    found
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
    fn branches_are_shut_out() {
        assert_eq!(left("│\u{a0}\u{a0} └── lib.rs"), "........lib.rs");
        assert_eq!(left("│└┬┘│└┬┘││"), "..........");
        for text in ["├│ y ├│", "organizaci├│n", "│┘┤ ╧┴╥╔╪", "│ Н└──"] {
            assert_eq!(left(text), text);
        }
    }

    #[test]
    fn letters_of_dos_charsets_are_not() {
        for text in ["╨╥╔╫┼╘", "│atwo", "──", "╨┐╤А╨╕", "a │ b"] {
            assert_eq!(left(text), text);
        }
        assert_eq!(left("─── ╨┐╤А╨╕ ───"), "... ╨┐╤А╨╕ ...", "garble in a frame");
    }
}
