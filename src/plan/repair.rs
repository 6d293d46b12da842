//! One repair and how a person reads it.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use super::visible::Visible;
use crate::chain::Chain;
use crate::settings::Form;

/// One accepted hypothesis: a run of the text and what stood there before it was garbled.
///
/// Displays as one line: where it stands in the input, before, after, what happened, how sure it is. What can't be
/// seen (control characters, soft hyphens, odd spaces, private use) is escaped, and the middle of a text of more than
/// 80 characters is left out; `{:#}` leaves nothing out. How many places were restored, and how many are lost, stands
/// behind what happened: `(utf-8 read as windows-1252, 2 restored, 1 lost, 93 %)`.
///
/// ```
/// let plan = demojibake::Fixer::new().plan("Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan");
/// let repair = &plan.repairs()[0];
/// assert_eq!((repair.before(), repair.after()), ("²©²ÊÍøÕ¾", "博彩网站"));
/// assert_eq!((repair.range(), repair.output_range()), (9..25, 9..21));
/// assert_eq!(repair.chain().to_string(), "gbk>windows-1252");
/// assert!(repair.confidence() > 0.5);
/// assert!(repair.to_string().starts_with("9..25: ²©²ÊÍøÕ¾ → 博彩网站 (gbk read as windows-1252, "));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    pub(crate) range: Range<usize>,
    /// Set by the plan, as is the hash.
    pub(crate) output: Range<usize>,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) chain: Chain,
    pub(crate) confidence: f32,
    /// Where bytes had been lost, in bytes of `after`: in order, disjoint, not empty.
    pub(crate) restored: Vec<Range<usize>>,
    /// The form that `after` was brought to.
    pub(crate) normalized: Option<Form>,
    /// Of the text up to the repair.
    pub(crate) hash: u64,
}

impl Repair {
    /// A repair of `text`; its place in the output is known when it's in a plan.
    pub(crate) fn new(text: &str, range: Range<usize>, after: String, chain: Chain, confidence: f32) -> Self {
        let before: String = text.get(range.clone()).unwrap_or_default().into();
        let chain = chain.that_changed(&before);
        let (output, restored) = (0..0, Vec::new());
        Repair { range, output, before, after, chain, confidence, restored, normalized: None, hash: 0 }
    }

    /// This repair, with something restored in these parts of what it gives.
    pub(crate) fn with_restored(mut self, restored: Vec<Range<usize>>) -> Self {
        self.restored = restored;
        self
    }

    /// This repair on a range of the text that may be wider, with what its text is in a Unicode form.
    pub(crate) fn normalized_to(
        mut self,
        form: Form,
        range: Range<usize>,
        text: &str,
        after: String,
    ) -> Self {
        self.before = text.get(range.clone()).unwrap_or_default().into();
        (self.range, self.after, self.normalized) = (range, after, Some(form));
        // where the restored characters are now isn't known
        if !self.restored.is_empty() {
            self.restored = Vec::from_iter((!self.after.is_empty()).then_some(0..self.after.len()));
        }
        self
    }

    /// This repair without byte order marks before what it gives.
    pub(crate) fn without_mark(mut self, mark: char) -> Self {
        self.after = self.after.trim_start_matches(mark).into();
        self
    }

    /// This repair, no surer than another one that becomes a part of it.
    pub(crate) fn less_sure(mut self, other: &&Repair) -> Self {
        self.confidence = self.confidence.min(other.confidence);
        self
    }

    /// Where the run stands in the input, in bytes, on character boundaries.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("NicolÃ¡s");
    /// assert_eq!(plan.repairs()[0].range(), 5..9);
    /// ```
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Where [`after`](Repair::after) stands in the output of the plan that it's in, in bytes.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("NicolÃ¡s");
    /// assert_eq!(plan.repairs()[0].output_range(), 5..7);
    /// ```
    pub fn output_range(&self) -> Range<usize> {
        self.output.clone()
    }

    /// The garbled run.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("NicolÃ¡s");
    /// assert_eq!(plan.repairs()[0].before(), "Ã¡");
    /// ```
    pub fn before(&self) -> &str {
        &self.before
    }

    /// What it was before: what the [chain](Repair::chain) gives when it's [undone](Chain::ungarble) on
    /// [`before`](Repair::before), [normalized](Repair::normalized) if that was asked for. Empty where nothing but a
    /// byte order mark stood (`ï»¿`): at the start of a text the mark is dropped.
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("NicolÃ¡s");
    /// assert_eq!(plan.repairs()[0].after(), "á");
    /// ```
    pub fn after(&self) -> &str {
        &self.after
    }

    /// What happened to it. Empty where nothing was garbled, and the text was only
    /// [normalized](Repair::normalized).
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("NicolÃ¡s");
    /// assert_eq!(plan.repairs()[0].chain().to_string(), "utf-8>windows-1252");
    /// ```
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// The Unicode form that [`after`](Repair::after) was brought to, where that changed it: see
    /// [`Normalization`](crate::Normalization). The chain alone doesn't lead from `before` to it then.
    ///
    /// ```
    /// use demojibake::{Fixer, Form, Normalization};
    ///
    /// let nfc = Fixer::builder().normalization(Normalization::Everything(Form::Nfc)).build();
    /// let plan = nfc.plan("Cafe\u{301}");
    /// let repair = &plan.repairs()[0];
    /// assert_eq!((repair.after(), repair.normalized()), ("é", Some(Form::Nfc)));
    /// assert!(repair.chain().mix_ups().is_empty());
    /// assert_eq!(repair.to_string(), "3..6: e\u{301} → é (NFC)");
    /// ```
    pub fn normalized(&self) -> Option<Form> {
        self.normalized
    }

    /// The parts of [`after`](Repair::after) of which bytes had been lost on the way, in bytes of it: in order, not
    /// empty, on character boundaries. Each was chosen among what can have stood there, or is a U+FFFD where nothing was
    /// sure enough: see [`LostBytes`](crate::LostBytes). Empty in nearly all repairs.
    ///
    /// ```
    /// // the no-break space after each Ã has become a space
    /// let plan = demojibake::Fixer::new().plan("DÃ©jÃ  vu, voilÃ  le travail");
    /// let repair = &plan.repairs()[0];
    /// assert_eq!(repair.after(), "éjà vu, voilà");
    /// let restored = repair.restored().iter().map(|range| &repair.after()[range.clone()]);
    /// assert!(restored.eq(["à", "à"]));
    /// ```
    pub fn restored(&self) -> &[Range<usize>] {
        &self.restored
    }

    /// How probable it is that `after` is what was written, from 0 to 1, what was [restored](Repair::restored) aside: of
    /// that see [`LostBytes::Restore`](crate::LostBytes::Restore).
    ///
    /// ```
    /// let plan = demojibake::Fixer::new().plan("NicolÃ¡s");
    /// assert!(plan.repairs()[0].confidence() >= 0.9);
    /// ```
    pub fn confidence(&self) -> f32 {
        self.confidence
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let visible = |text| Visible { text, whole: f.alternate() };
        let (before, after) = (visible(&self.before), visible(&self.after));
        let Range { start, end } = self.range;
        let percent = 100.0 * self.confidence;
        write!(f, "{start}..{end}: {before} → {after} (")?;
        if let Some(form) = self.normalized.filter(|_| self.chain.mix_ups().is_empty()) {
            return write!(f, "{form})");
        }
        write!(f, "{}", self.chain.in_words())?;
        let part = |range: &Range<usize>| self.after.get(range.clone()).unwrap_or_default();
        let lost = self.restored.iter().filter(|r| part(r).contains('\u{fffd}')).count();
        match (self.restored.len() - lost, lost) {
            (0, 0) => {}
            (restored, 0) => write!(f, ", {restored} restored")?,
            (0, lost) => write!(f, ", {lost} lost")?,
            (restored, lost) => write!(f, ", {restored} restored, {lost} lost")?,
        }
        if let Some(form) = self.normalized {
            write!(f, ", {form}")?;
        }
        write!(f, ", {percent:.0} %)")
    }
}
