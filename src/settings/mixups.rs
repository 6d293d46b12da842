//! Which mix-ups may be assumed.

use alloc::boxed::Box;
use core::fmt;

use crate::chain::MixUp;
use crate::charset::Charset;
use crate::hypothesis::mixups::{self, SIDES, Side, Use};

/// A set of mix-ups: those that a fixer may assume.
///
/// The fixer thinks of some 2,000 mix-ups by itself ([`MixUps::all`]); a set leaves some of them out. One that it
/// doesn't think of by itself, EBCDIC read as Mac Greek, isn't found because it is in a set: what is known to have
/// happened can be undone with a fixer that is [bound to it](crate::Fixer::bound_to).
///
/// ```
/// use demojibake::{Charset, Fixer, MixUp, MixUps};
///
/// // the old database was in windows-1251 or KOI8-R, and its exports were read as windows-1252
/// let ours = MixUps::between([Charset::WINDOWS_1251, Charset::KOI8_R], [Charset::WINDOWS_1252]);
/// assert!(ours.contains(MixUp::new(Charset::KOI8_R, Charset::WINDOWS_1252)));
/// let fixer = Fixer::builder().mix_ups(ours).build();
/// assert_eq!(fixer.fix("Ïðèâåò, ìèð!\nNicolÃ¡s wrote."), "Привет, мир!\nNicolÃ¡s wrote.");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MixUps {
    /// For each true charset the wrong ones, as bits; `None` for all.
    rows: Option<Box<Rows>>,
}

type Rows = [u128; Charset::COUNT];

// a row has a bit for each charset
const _: () = assert!(Charset::COUNT <= 128);

fn bit(wrong: Charset) -> u128 {
    1 << wrong.index()
}

impl MixUps {
    /// Every mix-up that a fixer thinks of by itself.
    ///
    /// ```
    /// use demojibake::MixUps;
    ///
    /// assert!(MixUps::all().contains("utf-8>windows-1252".parse()?));
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    pub const fn all() -> MixUps {
        MixUps { rows: None }
    }

    /// No mix-up: to put some [in](MixUps::with).
    ///
    /// ```
    /// assert_eq!(demojibake::MixUps::none().iter().count(), 0);
    /// ```
    pub fn none() -> MixUps {
        MixUps { rows: Some(Box::new([0; Charset::COUNT])) }
    }

    /// Those of text in one of the charsets `truths` that was read as one of `wrongs`.
    ///
    /// ```
    /// use demojibake::{Charset, MixUps};
    ///
    /// let set = MixUps::between([Charset::UTF_8], [Charset::WINDOWS_1252, Charset::CP437]);
    /// assert_eq!(set.iter().count(), 2);
    /// ```
    pub fn between(
        truths: impl IntoIterator<Item = Charset>,
        wrongs: impl IntoIterator<Item = Charset>,
    ) -> MixUps {
        let wrongs = wrongs.into_iter().fold(0, |bits, wrong| bits | bit(wrong));
        let mut set = MixUps::none();
        for truth in truths {
            if let Some(row) = set.row_mut(truth) {
                *row |= wrongs & !bit(truth);
            }
        }
        set
    }

    /// This set, and `mix_up`.
    ///
    /// ```
    /// use demojibake::MixUps;
    ///
    /// let set = MixUps::none().with("gbk>windows-1252".parse()?);
    /// assert!(set.contains("gbk>windows-1252".parse()?) && set.iter().count() == 1);
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    #[must_use]
    pub fn with(mut self, mix_up: MixUp) -> MixUps {
        if let Some(row) = self.row_mut(mix_up.truth()) {
            *row |= bit(mix_up.wrong());
        }
        self
    }

    /// This set without `mix_up`.
    ///
    /// ```
    /// use demojibake::{Charset, Fixer, MixUp, MixUps};
    ///
    /// let mix_ups = MixUps::all().without(MixUp::new(Charset::GBK, Charset::WINDOWS_1252));
    /// assert!(!mix_ups.contains(MixUp::new(Charset::GBK, Charset::WINDOWS_1252)));
    /// assert!(mix_ups.contains(MixUp::new(Charset::GBK, Charset::WINDOWS_1254)));
    /// ```
    #[must_use]
    pub fn without(mut self, mix_up: MixUp) -> MixUps {
        if let Some(row) = self.row_mut(mix_up.truth()) {
            *row &= !bit(mix_up.wrong());
        }
        self
    }

    /// This set without the mix-ups that have `charset` on either side.
    ///
    /// ```
    /// use demojibake::{Charset, MixUps};
    ///
    /// let no_mac = MixUps::all().without_charset(Charset::MACINTOSH);
    /// assert!(!no_mac.contains("utf-8>macintosh".parse()?));
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    #[must_use]
    pub fn without_charset(mut self, charset: Charset) -> MixUps {
        for truth in Charset::all() {
            if let Some(row) = self.row_mut(truth) {
                *row &= if truth == charset { 0 } else { !bit(charset) };
            }
        }
        self
    }

    /// Whether `mix_up` is in the set.
    ///
    /// ```
    /// use demojibake::MixUps;
    ///
    /// assert!(MixUps::all().contains("utf-8>cp437".parse()?));
    /// assert!(!MixUps::all().contains("cp037>x-mac-greek".parse()?));
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    pub fn contains(&self, mix_up: MixUp) -> bool {
        match &self.rows {
            Some(rows) => rows.get(mix_up.truth().index()).is_some_and(|row| row & bit(mix_up.wrong()) != 0),
            None => price(mix_up).is_some(),
        }
    }

    /// The mix-ups of the set, by their charsets in the order of [`Charset::all`].
    ///
    /// ```
    /// use demojibake::{Charset, MixUps};
    ///
    /// let set = MixUps::between([Charset::GBK, Charset::BIG5], [Charset::WINDOWS_1252]);
    /// let names: Vec<String> = set.iter().map(|m| m.to_string()).collect();
    /// assert_eq!(names, ["gbk>windows-1252", "big5>windows-1252"]);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = MixUp> + '_ {
        let pairs = || Charset::all().flat_map(|truth| Charset::all().map(move |w| MixUp::new(truth, w)));
        pairs().filter(|mix_up| self.contains(*mix_up))
    }

    /// Whether it is [`MixUps::all`].
    pub(crate) fn is_all(&self) -> bool {
        self.rows.is_none()
    }

    /// The same question as [`contains`](MixUps::contains), of a mix-up that the engine thinks of.
    #[inline]
    pub(crate) fn allow(&self, truth: Charset, wrong: Charset) -> bool {
        let Some(rows) = &self.rows else { return true };
        rows.get(truth.index()).is_some_and(|row| row & bit(wrong) != 0)
    }

    /// What [`Caution::Strict`](crate::Caution::Strict) leaves of [`MixUps::all`].
    pub(crate) fn safe() -> MixUps {
        known().filter(|(truth, wrong, price)| is_safe(truth, wrong, *price)).map(mix_up).collect()
    }

    fn row_mut(&mut self, truth: Charset) -> Option<&mut u128> {
        let rows = self.rows.get_or_insert_with(|| {
            let mut rows = Box::new([0; Charset::COUNT]);
            for mix_up in known().map(mix_up) {
                if let Some(row) = rows.get_mut(mix_up.truth().index()) {
                    *row |= bit(mix_up.wrong());
                }
            }
            rows
        });
        rows.get_mut(truth.index())
    }
}

/// The charset's sides are few, so looking through them is cheap.
fn side(charset: Charset) -> Option<&'static Side> {
    SIDES.iter().find(|side| side.charset == charset)
}

fn price(mix_up: MixUp) -> Option<i32> {
    mixups::price(side(mix_up.truth())?, side(mix_up.wrong())?)
}

/// A mix-up that the engine thinks of, and its price.
type Known = (&'static Side, &'static Side, i32);

fn known() -> impl Iterator<Item = Known> {
    let pairs = SIDES.iter().flat_map(|truth| SIDES.iter().map(move |wrong| (truth, wrong)));
    pairs.filter_map(|(truth, wrong)| Some((truth, wrong, mixups::price(truth, wrong)?)))
}

fn mix_up((truth, wrong, _): Known) -> MixUp {
    MixUp::new(truth.charset, wrong.charset)
}

/// Whether a mix-up leaves hardly a doubt where it is found: not Latin letters for Latin letters, nor one script for
/// another that isn't Latin, nor what is rare.
fn is_safe(truth: &Side, wrong: &Side, price: i32) -> bool {
    /// The price from which a mix-up other than UTF-8's is rare: `windows-1251>macintosh`.
    const RARE: i32 = 12;
    truth.used_for == Use::Unicode
        || price < RARE && truth.used_for != Use::Latin && wrong.used_for == Use::Latin
}

impl Default for MixUps {
    /// [`MixUps::all`].
    fn default() -> Self {
        MixUps::all()
    }
}

impl FromIterator<MixUp> for MixUps {
    fn from_iter<I: IntoIterator<Item = MixUp>>(mix_ups: I) -> Self {
        mix_ups.into_iter().fold(MixUps::none(), MixUps::with)
    }
}

impl fmt::Debug for MixUps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_all() {
            return f.write_str("MixUps(all)");
        }
        f.debug_set().entries(self.iter().map(|m| alloc::format!("{m}"))).finish()
    }
}
