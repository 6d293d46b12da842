//! Settings, chosen one by one.

use super::{C1Controls, Caution, Escapes, Hint, LostBytes, MixUps, Normalization, Settings, Support};
use crate::bytes::InputCharset;
use crate::chain::Chain;
use crate::fixer::Fixer;

/// Makes a [`Fixer`]. Whatever isn't chosen is as in [`Fixer::new`].
///
/// ```
/// use demojibake::{Caution, Charset, Fixer, Hint, LostBytes};
///
/// let fixer = Fixer::builder()
///     .caution(Caution::Eager)
///     .expect(Hint::charset(Charset::KOI8_R))
///     .lost_bytes(LostBytes::Mark)
///     .build();
/// assert_eq!(fixer.fix("ðÒÉ×ÅÔ, ÍÉÒ!"), "Привет, мир!");
/// ```
#[derive(Debug, Clone, Default)]
pub struct FixerBuilder {
    settings: Settings,
}

impl FixerBuilder {
    /// How readily a run is taken for garbled. What is set by [`min_confidence`](Self::min_confidence) or
    /// [`mix_ups`](Self::mix_ups), before or after, counts instead of the preset's.
    ///
    /// ```
    /// use demojibake::{Caution, Fixer};
    ///
    /// let fixer = Fixer::builder().caution(Caution::Eager).build();
    /// assert_eq!(fixer.settings().min_confidence(), 0.5);
    /// ```
    #[must_use]
    pub fn caution(mut self, caution: Caution) -> Self {
        self.settings.caution = caution;
        self
    }

    /// Leave alone what is less probable than this (0 to 1; what isn't a number is 1).
    ///
    /// ```
    /// let fixer = demojibake::Fixer::builder().min_confidence(0.99).build();
    /// assert!(fixer.plan("NicolÃ¡s").repairs().iter().all(|r| r.confidence() >= 0.99));
    /// ```
    #[must_use]
    pub fn min_confidence(mut self, confidence: f32) -> Self {
        self.settings.min_confidence =
            Some(if confidence.is_nan() { 1.0 } else { confidence.clamp(0.0, 1.0) });
        self
    }

    /// Assume only these mix-ups.
    ///
    /// ```
    /// use demojibake::{Charset, Fixer, MixUps};
    ///
    /// let only_utf8 = MixUps::between([Charset::UTF_8], Charset::all());
    /// let fixer = Fixer::builder().mix_ups(only_utf8).build();
    /// assert_eq!(fixer.fix("NicolÃ¡s\n²©²ÊÍøÕ¾"), "Nicolás\n²©²ÊÍøÕ¾");
    /// ```
    #[must_use]
    pub fn mix_ups(mut self, mix_ups: MixUps) -> Self {
        self.settings.mix_ups = Some(mix_ups);
        self
    }

    /// How many mix-ups may be stacked on one run.
    ///
    /// ```
    /// let fixer = demojibake::Fixer::builder().max_layers(1).build();
    /// assert!(fixer.plan("ÃƒÂ©tÃƒÂ©").repairs().iter().all(|r| r.chain().mix_ups().len() == 1));
    /// ```
    #[must_use]
    pub fn max_layers(mut self, layers: u8) -> Self {
        self.settings.max_layers = layers;
        self
    }

    /// Something is expected; may be called several times, and each hint that is about a repair counts.
    ///
    /// ```
    /// use demojibake::{Charset, Fixer, Hint};
    ///
    /// let fixer = Fixer::builder().expect(Hint::charset(Charset::GBK)).expect(Hint::language("zh")?).build();
    /// assert_eq!(fixer.settings().hints().len(), 2);
    /// # Ok::<(), demojibake::UnknownLanguage>(())
    /// ```
    #[must_use]
    pub fn expect(mut self, hint: Hint) -> Self {
        self.settings.hints.push(hint);
        self
    }

    /// It is known what happened: every line of a text is checked for this chain and nothing else. For the column of
    /// a table, whose rows were all written by the same program.
    ///
    /// Each line counts by itself. Undone is what reads better undone, be it one letter; lines that were good stay,
    /// and so do those that another thing happened to. All charsets may be in the chain, also those that a fixer
    /// doesn't think of by itself (EBCDIC, VISCII). Hints and sets of mix-ups have no say. A line that was garbled
    /// twice by the chain is undone once.
    ///
    /// ```
    /// use demojibake::{Chain, Fixer};
    ///
    /// // the chain can be learned from one row of which a good copy exists
    /// let chain = Chain::learn("ÇÝëÜÎê", "Зэыщъ").into_iter().next();
    /// let chain = chain.unwrap_or("iso-8859-5>windows-1252".parse()?);
    /// assert_eq!(Fixer::builder().bound_to(chain).build().settings().min_confidence(), 0.9);
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    #[must_use]
    pub fn bound_to(mut self, chain: Chain) -> Self {
        self.settings.chain = Some(chain);
        self
    }

    /// Whether a text's certain runs support its other ones.
    ///
    /// ```
    /// use demojibake::{Fixer, Support};
    ///
    /// let fixer = Fixer::builder().support(Support::None).build();
    /// assert_eq!(fixer.settings().support(), Support::None);
    /// ```
    #[must_use]
    pub fn support(mut self, support: Support) -> Self {
        self.settings.support = support;
        self
    }

    /// What becomes of characters that lost a byte.
    ///
    /// ```
    /// use demojibake::{Fixer, LostBytes};
    ///
    /// let fixer = Fixer::builder().lost_bytes(LostBytes::Mark).build();
    /// assert_eq!(fixer.settings().lost_bytes(), LostBytes::Mark);
    /// ```
    #[must_use]
    pub fn lost_bytes(mut self, lost_bytes: LostBytes) -> Self {
        self.settings.lost_bytes = lost_bytes;
        self
    }

    /// What C1 controls are taken for.
    ///
    /// ```
    /// use demojibake::{C1Controls, Fixer};
    ///
    /// let fixer = Fixer::builder().c1_controls(C1Controls::Windows1252).build();
    /// assert_eq!(fixer.fix("it\u{92}s"), "it’s");
    /// ```
    #[must_use]
    pub fn c1_controls(mut self, c1_controls: C1Controls) -> Self {
        self.settings.c1_controls = c1_controls;
        self
    }

    /// Which characters that are written out in ASCII are read.
    ///
    /// ```
    /// use demojibake::{Escapes, Fixer};
    ///
    /// let fixer = Fixer::builder().escapes(Escapes::All).build();
    /// assert_eq!(fixer.fix("&Atilde;&copy;t&Atilde;&copy;"), "été");
    /// ```
    #[must_use]
    pub fn escapes(mut self, escapes: Escapes) -> Self {
        self.settings.escapes = escapes;
        self
    }

    /// What is brought to a Unicode normalization form.
    ///
    /// ```
    /// use demojibake::{Fixer, Form, Normalization};
    ///
    /// let fixer = Fixer::builder().normalization(Normalization::Everything(Form::Nfd)).build();
    /// assert_eq!(fixer.fix("é"), "e\u{301}");
    /// ```
    #[must_use]
    pub fn normalization(mut self, normalization: Normalization) -> Self {
        self.settings.normalization = normalization;
        self
    }

    /// What is known of the charset of the bytes that are given to [`Fixer::fix_bytes`].
    ///
    /// ```
    /// use demojibake::{Charset, Fixer, InputCharset};
    ///
    /// let fixer = Fixer::builder().input_charset(InputCharset::Known(Charset::KOI8_R)).build();
    /// assert_eq!(fixer.fix_bytes(b"\xC4\xC1").text(), "да");
    /// ```
    #[must_use]
    pub fn input_charset(mut self, input_charset: InputCharset) -> Self {
        self.settings.input_charset = input_charset;
        self
    }

    /// The fixer.
    ///
    /// ```
    /// let fixer = demojibake::Fixer::builder().build();
    /// assert_eq!(fixer.fix("NicolÃ¡s"), "Nicolás");
    /// ```
    #[must_use]
    pub fn build(self) -> Fixer {
        Fixer::from(self.settings)
    }
}

impl From<FixerBuilder> for Settings {
    /// What was chosen so far.
    fn from(builder: FixerBuilder) -> Self {
        builder.settings
    }
}

impl From<Settings> for FixerBuilder {
    /// To change some of them.
    fn from(settings: Settings) -> Self {
        FixerBuilder { settings }
    }
}
