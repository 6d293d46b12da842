//! Work, counted: that it grows with the text and not with its square is tested in steps, which are the same on every
//! machine, and not in seconds.

#[cfg(not(test))]
/// One step: a character that the model prices or a charset decodes. Counted in this crate's own tests only.
#[inline(always)]
pub(crate) fn count() {}

#[cfg(test)]
pub(crate) use counted::count;

#[cfg(test)]
mod counted {
    use alloc::format;
    use alloc::string::String;
    use std::cell::Cell;

    use crate::Fixer;

    std::thread_local! {
        static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    pub(crate) fn count() {
        STEPS.set(STEPS.get() + 1);
    }

    fn steps(what: impl FnOnce()) -> f64 {
        STEPS.set(0);
        what();
        STEPS.get() as f64
    }

    /// What texts of the hardest kinds are made of, on one line and on many.
    const PIECES: [&str; 10] = [
        "a good line of text ",
        "Добрый день, 中国, été\n",
        "Ïðèâåò, êàê äåëà? ",
        "NicolÃ¡s and SebastiÃ¡n\n",
        "dÃƒÂ©jÃƒÂ  vu ",
        "\u{80}",
        "縺薙ｓ縺ｫ縺｡縺ｯ ",
        "¤",
        "ÃÂ",
        "ƒ\\",
    ];

    #[test]
    fn work_grows_with_the_text() {
        let fixer = Fixer::new();
        for piece in PIECES {
            let text = |n: usize| piece.repeat(n / piece.len());
            let fix = |text: &str| steps(|| drop(fixer.plan(text)));
            let bytes = |text: &str| steps(|| drop(fixer.fix_bytes(text.as_bytes())));
            for (what, work) in [("plan", &fix as &dyn Fn(&str) -> f64), ("fix_bytes", &bytes)] {
                // a text of several regions is looked at twice, so both have several
                let [small, large] = [25_000, 50_000].map(|n| work(&text(n)));
                assert!(large <= 2.3 * small + 10_000.0, "{what} of {piece:?}: {small}, twice it: {large}");
            }
        }
    }

    /// Greek of which the quick pass doubts something wherever it's long enough.
    const GREEK: &str = "Καλημέρα, τι κάνεις σήμερα; Ο καιρός στην Κω και την Κέα είναι καλός, και πάμε όλοι μαζί βόλτα με \
        το καΐκι του θείου μας ως το απέναντι ξωκλήσι, όπου ψήνει ο παπάς χταπόδια για τους προσκυνητές. ";

    #[test]
    fn what_is_garbled_several_times_is_no_harder() {
        let fixer = Fixer::new();
        let garbled = |layers: usize| {
            let chain = ["utf-8>windows-1252"; 3][..layers].join(" + ").parse::<crate::Chain>().unwrap();
            // a good letter stands beside the run
            format!("Wir können mehr davon lesen: {}", chain.garble(&GREEK.repeat(3)).unwrap())
        };
        for layers in 1..=3 {
            let text = garbled(layers);
            assert_eq!(fixer.fix(&text), format!("Wir können mehr davon lesen: {}", GREEK.repeat(3)));
            let each = steps(|| drop(fixer.plan(&text))) / text.chars().count() as f64;
            assert!(each < 70.0, "{layers} layers: {each} a character");
        }
    }

    #[test]
    fn work_grows_with_the_number_of_runs() {
        let fixer = Fixer::new();
        let text =
            |n: usize| -> String { (0..n).map(|i| format!("{} {i} ", PIECES[i % PIECES.len()])).collect() };
        let [small, large] = [500, 1_000].map(|n| steps(|| drop(fixer.plan(&text(n)))));
        assert!(large <= 2.3 * small, "{small}, and twice it: {large}");
    }
}
