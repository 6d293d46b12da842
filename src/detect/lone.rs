//! `Ã` by itself in running text: à whose second byte was a no-break space.
//!
//! No language has Ã as a word. Where it's a letter that is spoken of (`as vogais Ã e Õ`) one blank follows, in charts
//! no word stands before it. Of five places in the packages and manuals of a machine where Ã stands before a blank and a small
//! letter, none is good text.

/// Whether the character at a place, which is `Ã`, stands behind a word and before the two blanks that `à la` is left with,
/// or before the `s` of `às`.
pub(crate) fn is_lone_a(text: &str, at: usize) -> bool {
    let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else { return false };
    let mut word = before.chars().rev();
    let behind_word = word.next() == Some(' ') && word.next().is_some_and(char::is_lowercase);
    let mut rest = rest.chars();
    let is_a = rest.next() == Some('Ã') && rest.next() == Some(' ');
    let ends =
        |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-' | '.'));
    let next = rest.next();
    behind_word
        && is_a
        && match next {
            Some(' ') => rest.next().is_some_and(char::is_alphanumeric),
            Some('s') => ends(rest.next()),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_good_text_has() {
        let is = |text: &str| text.find('Ã').is_some_and(|at| is_lone_a(text, at));
        for text in ["passer Ã  la question", "va Ã  Paris", "chegou Ã s 10 horas", "até Ã s"] {
            assert!(is(text), "{text}");
        }
        for text in [
            "C O N C L U S Ã O",
            "as vogais Ã e Õ",
            "Ã  latin capital",
            "A Ã  b",
            "195 Ã  capital",
            "vi Ã s.f.",
            "Ã",
            "",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
