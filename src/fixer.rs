//! The front door: sees every stage, decides nothing itself.

use alloc::borrow::Cow;

use crate::ascii;
use crate::bound;
use crate::chain::Chain;
use crate::engine::Engine;
use crate::finish::finish;
use crate::notation::View;
use crate::plan::Plan;
use crate::repair;
use crate::settings::{Escapes, FixerBuilder, Limits, Normalization, Settings};

/// Repairs `text` with the default settings; borrowed when there is nothing to repair.
///
/// ```
/// use std::borrow::Cow;
///
/// assert_eq!(demojibake::fix("NicolÃ¡s wrote ²©²ÊÍøÕ¾"), "Nicolás wrote 博彩网站");
/// assert!(matches!(demojibake::fix("IRMÃ E IRMÃO"), Cow::Borrowed("IRMÃ E IRMÃO")));
/// ```
pub fn fix(text: &str) -> Cow<'_, str> {
    Fixer::new().fix(text)
}

/// Finds and repairs garbled runs. Cheap to make and to clone; immutable.
///
/// ```
/// use demojibake::Fixer;
///
/// let fixer = Fixer::new();
/// assert_eq!(fixer.fix("NicolÃ¡s"), "Nicolás");
/// assert_eq!(fixer.fix("SebastiÃ¡n"), "Sebastián");
/// ```
#[derive(Debug, Clone)]
pub struct Fixer {
    settings: Settings,
    limits: Limits,
    /// Whether no ASCII text is ever changed.
    ascii_stays: bool,
}

impl Default for Fixer {
    fn default() -> Self {
        Fixer::from(Settings::default())
    }
}

impl From<Settings> for Fixer {
    fn from(settings: Settings) -> Self {
        let limits = match settings.chain() {
            Some(chain) => bound::limits(chain, settings.limits()),
            None => settings.limits(),
        };
        let ascii_stays = settings.chain().is_none()
            && settings.escapes() != Escapes::All
            && limits.hinted_charsets().is_empty();
        Fixer { limits, ascii_stays, settings }
    }
}

impl Fixer {
    /// A fixer with the default settings.
    ///
    /// ```
    /// assert_eq!(demojibake::Fixer::new().fix("NicolÃ¡s"), "Nicolás");
    /// ```
    pub fn new() -> Self {
        Fixer::default()
    }

    /// Settings to choose from.
    ///
    /// ```
    /// use demojibake::Fixer;
    ///
    /// let cautious = Fixer::builder().min_confidence(0.99).max_layers(1).build();
    /// assert_eq!(cautious.fix("Ð¿Ñ€Ð¸Ð²ÐµÑ‚"), "привет");
    /// ```
    pub fn builder() -> FixerBuilder {
        FixerBuilder::default()
    }

    /// A fixer for text of which it's known what happened to it: see [`FixerBuilder::bound_to`].
    ///
    /// ```
    /// use demojibake::Fixer;
    ///
    /// let fixer = Fixer::bound_to("windows-1251>windows-1252".parse()?);
    /// let column = ["Äà", "Íåò", "Ðàçóìååòñÿ!", "Да", "n/a", "Noël"];
    /// assert_eq!(column.map(|row| fixer.fix(row).into_owned()), ["Да", "Нет", "Разумеется!", "Да", "n/a", "Noël"]);
    /// # Ok::<(), demojibake::ParseChainError>(())
    /// ```
    pub fn bound_to(chain: Chain) -> Fixer {
        Fixer::builder().bound_to(chain).build()
    }

    /// What the fixer was told.
    ///
    /// ```
    /// assert_eq!(demojibake::Fixer::new().settings().min_confidence(), 0.9);
    /// ```
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The repaired text; borrowed when there is nothing to repair.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// use demojibake::Fixer;
    ///
    /// assert!(matches!(Fixer::new().fix("NicolÃ¡s"), Cow::Owned(text) if text == "Nicolás"));
    /// assert!(matches!(Fixer::new().fix("Nicolás"), Cow::Borrowed("Nicolás")));
    /// ```
    #[inline]
    pub fn fix<'t>(&self, text: &'t str) -> Cow<'t, str> {
        // Most calls end here, in the caller.
        if self.ascii_stays && ascii::is_ascii(text.as_bytes()) {
            Cow::Borrowed(text)
        } else {
            self.fix_others(text)
        }
    }

    fn fix_others<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_quiet(text) {
            return Cow::Borrowed(text);
        }
        let plan = self.plan(text);
        if plan.is_empty() {
            return Cow::Borrowed(text);
        }
        plan.apply(text).map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// Whether a first look is enough to see that nothing will be done: no plan is made then.
    fn is_quiet(&self, text: &str) -> bool {
        let good_stays = !matches!(self.settings.normalization(), Normalization::Everything(_));
        self.settings.chain().is_none()
            && good_stays
            && repair::is_quiet(text, &self.limits)
            && View::of(text, self.settings.escapes()).is_none()
            && self.limits.hinted_charsets().is_empty()
    }

    /// What would be repaired in `text`, and how; [`fix`](Fixer::fix) is this plan, applied.
    ///
    /// ```
    /// use demojibake::Fixer;
    ///
    /// let plan = Fixer::new().plan("say Ïðèâåò twice");
    /// let repair = &plan.repairs()[0];
    /// assert_eq!((repair.before(), repair.after()), ("Ïðèâåò", "Привет"));
    /// assert_eq!(repair.range(), 4..16); // bytes
    /// assert_eq!(repair.chain().to_string(), "windows-1251>windows-1252");
    /// assert!(repair.confidence() > 0.9);
    /// ```
    pub fn plan(&self, text: &str) -> Plan {
        self.plan_part(text, true)
    }

    /// The plan of a text that may be a part of a longer one, or its `start`.
    fn plan_part(&self, text: &str, start: bool) -> Plan {
        let plan = self.engine().plan(text);
        finish(text, plan, self.engine(), start)
    }

    /// The plan of a part of a stream, whose certain runs count in the parts to come; `start` says whether it's the
    /// first one.
    pub(crate) fn plan_learning(&mut self, text: &str, start: bool) -> Plan {
        let (plan, learned) = self.engine().plan_and_learn(text);
        let plan = finish(text, plan, self.engine(), start);
        self.limits.learned = learned;
        plan
    }

    /// What makes the plans.
    pub(crate) fn engine(&self) -> Engine<'_> {
        Engine { settings: &self.settings, limits: &self.limits }
    }

    /// The settings as the engine asks for them.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }
}
