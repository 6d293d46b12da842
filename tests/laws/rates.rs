//! Laws that hold for nearly all texts: real words, garbled by every chain that their languages could meet, and how many of them come
//! out how. Nothing in it is random, so a rate is the same everywhere.

use demojibake::{Chain, Charset, Fixer, MixUp};

use super::texts::WORDS;

/// How texts came out.
#[derive(Debug, Default, Clone, Copy)]
pub struct Rates {
    pub all: usize,
    /// As they had been written.
    pub exact: usize,
    /// As they came.
    pub kept: usize,
}

impl Rates {
    pub fn add(&mut self, garbled: &str, good: &str, got: &str) {
        self.all += 1;
        self.exact += usize::from(got == good);
        self.kept += usize::from(got == garbled);
    }

    /// Those that came out as something else than the good text or what came in, in per cent.
    pub fn wrong(&self) -> f64 {
        100.0 * (self.all - self.exact - self.kept) as f64 / self.all.max(1) as f64
    }

    pub fn right(&self) -> f64 {
        100.0 * self.exact as f64 / self.all.max(1) as f64
    }
}

/// A text of some words of one language.
fn good(language: usize, start: usize, words: usize) -> String {
    let all = WORDS[language];
    let some: Vec<&str> = (0..words).map(|i| all[(start + i) % all.len()]).collect();
    some.join(" ")
}

/// The charsets that texts in the languages of [`WORDS`] were kept in, beside UTF-8.
const KEPT_IN: [&[Charset]; 22] = [
    WESTERN,
    WESTERN,
    WESTERN,
    WESTERN,
    WESTERN,
    WESTERN,
    WESTERN,
    CENTRAL,
    CENTRAL,
    CENTRAL,
    &[Charset::WINDOWS_1254, Charset::CP857, Charset::X_MAC_TURKISH],
    &[Charset::WINDOWS_1258],
    &[Charset::WINDOWS_1251, Charset::KOI8_R, Charset::IBM866, Charset::ISO_8859_5, Charset::X_MAC_CYRILLIC],
    &[Charset::WINDOWS_1251, Charset::ISO_8859_5, Charset::CP855],
    &[Charset::WINDOWS_1253, Charset::ISO_8859_7, Charset::CP737],
    &[Charset::WINDOWS_1255, Charset::ISO_8859_8, Charset::CP862],
    &[Charset::WINDOWS_1256, Charset::ISO_8859_6],
    &[Charset::WINDOWS_874],
    &[Charset::GBK],
    &[Charset::BIG5],
    &[Charset::SHIFT_JIS, Charset::EUC_JP],
    &[Charset::EUC_KR],
];
const WESTERN: &[Charset] =
    &[Charset::WINDOWS_1252, Charset::MACINTOSH, Charset::CP437, Charset::CP850, Charset::ISO_8859_15];
const CENTRAL: &[Charset] = &[Charset::WINDOWS_1250, Charset::ISO_8859_2, Charset::CP852, Charset::X_MAC_CE];

/// The chains that a language's texts may have gone through: what they were kept in, read as any charset there is, and
/// UTF-8 two and three times.
fn chains(language: usize) -> impl Iterator<Item = Chain> {
    let times = |wrong: Charset, n: usize| {
        let mix_up = MixUp::new(Charset::UTF_8, wrong);
        (1..n).fold(Chain::from(mix_up), |chain, _| chain.then(mix_up))
    };
    let wrongs = [Charset::WINDOWS_1252, Charset::ISO_8859_1, Charset::WINDOWS_1251, Charset::MACINTOSH];
    let layers = wrongs.into_iter().flat_map(move |wrong| [times(wrong, 2), times(wrong, 3)]);
    let truths = [Charset::UTF_8].into_iter().chain(KEPT_IN[language].iter().copied());
    let once =
        truths.flat_map(|truth| Charset::all().map(move |wrong| Chain::from(MixUp::new(truth, wrong))));
    once.chain(layers)
}

/// Good texts with what a lossless chain made of them, every `step`th of all.
pub fn garbled(step: usize) -> impl Iterator<Item = (String, String, Chain)> {
    let pairs = (0..WORDS.len()).flat_map(|language| chains(language).map(move |chain| (chain, language)));
    pairs.enumerate().filter(move |(i, _)| i % step == 0).filter_map(|(i, (chain, language))| {
        let text = good(language, i, 4 + i % 6);
        let garbled = chain.garble(&text).ok()?;
        let same = chain.ungarble(&garbled).is_ok_and(|back| back == text);
        (same && garbled != text).then_some((text, garbled, chain))
    })
}

/// How the fixer does on them: those that were UTF-8, and those that were kept in another charset.
pub fn repaired(fixer: &Fixer, step: usize) -> (Rates, Rates) {
    let (mut utf8, mut legacy) = (Rates::default(), Rates::default());
    for (good, garbled, chain) in garbled(step) {
        let was_utf8 = chain.mix_ups()[0].truth() == Charset::UTF_8;
        let rates = if was_utf8 { &mut utf8 } else { &mut legacy };
        rates.add(&garbled, &good, &fixer.fix(&garbled));
    }
    (utf8, legacy)
}

/// How many runs that are repaired by themselves aren't any more with good text on the lines around them, of how many.
pub fn lost_among_good_text(fixer: &Fixer, step: usize) -> (usize, usize) {
    let (mut lost, mut all) = (0, 0);
    for (i, (good_text, garbled, _)) in garbled(step).enumerate() {
        if fixer.fix(&garbled) != good_text {
            continue;
        }
        all += 1;
        let [before, after] = [1, 2].map(|n| good(i * n % WORDS.len(), i, 9));
        let around = |text: &str| format!("{before}.\n{text}\n{after}.\n");
        lost += usize::from(fixer.fix(&around(&garbled)) != around(&good_text));
    }
    (lost, all)
}
