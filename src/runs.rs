//! Detection alone: where a text is garbled, how sure that is, and what else it could have been.

use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;
use core::ops::Range;

use crate::chain::{Chain, MixUp};
use crate::finish;
use crate::fixer::Fixer;
use crate::notation::View;
use crate::plan::{Plan, Repair, Visible};
use crate::repair;
use crate::settings::CERTAIN;
use crate::shapes;

/// A garbled run of a text: [`Fixer::runs`] finds them.
///
/// Displays as its best [`Hypothesis`].
///
/// ```
/// let runs = demojibake::Fixer::new().runs("NicolÃ¡s");
/// assert!(runs[0].to_string().starts_with("5..9: Ã¡ → á (utf-8 read as windows-1252, "));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    best: Hypothesis,
    rivals: Vec<Hypothesis>,
}

/// What may have happened to a place of a text: a chain laid on it, with the text that it gives back.
///
/// Displays as one line, like a [`Repair`].
///
/// ```
/// let runs = demojibake::Fixer::new().runs("NicolÃ¡s");
/// let best = runs[0].best();
/// assert_eq!((best.before(), best.after(), best.range()), ("Ã¡", "á", 5..9));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Hypothesis {
    range: Range<usize>,
    before: String,
    after: String,
    chain: Chain,
    confidence: f32,
}

/// More rivals than these nobody looks at.
const MOST_RIVALS: usize = 16;

impl Run {
    /// A repair of which there's no doubt what it would be.
    fn of(repair: &Repair) -> Run {
        let (before, after) = (repair.before().into(), repair.after().into());
        let (range, chain, confidence) = (repair.range(), repair.chain().clone(), repair.confidence());
        Run { best: Hypothesis { range, before, after, chain, confidence }, rivals: Vec::new() }
    }

    /// Where the run stands, in bytes of the text, on character boundaries.
    ///
    /// ```
    /// assert_eq!(demojibake::Fixer::new().runs("NicolÃ¡s")[0].range(), 5..9);
    /// ```
    pub fn range(&self) -> Range<usize> {
        self.best.range()
    }

    /// How probable it is that the best hypothesis is right, from 0 to 1.
    ///
    /// ```
    /// assert!(demojibake::Fixer::new().runs("NicolÃ¡s")[0].confidence() >= 0.9);
    /// ```
    pub fn confidence(&self) -> f32 {
        self.best.confidence
    }

    /// What happened to it most probably.
    ///
    /// ```
    /// assert_eq!(demojibake::Fixer::new().runs("NicolÃ¡s")[0].best().after(), "á");
    /// ```
    pub fn best(&self) -> &Hypothesis {
        &self.best
    }

    /// What may have happened instead to this run, to a part of it or to more than it: what gives other text than the
    /// best hypothesis, the more probable first, at most 16. Each is judged by itself, whatever its rivals are.
    ///
    /// ```
    /// use demojibake::Fixer;
    ///
    /// let run = &Fixer::new().runs("Ïðèâåò")[0];
    /// assert_eq!(run.best().after(), "Привет");
    /// assert!(run.rivals().iter().all(|rival| rival.after() != "Привет"));
    /// ```
    pub fn rivals(&self) -> &[Hypothesis] {
        &self.rivals
    }
}

impl Hypothesis {
    /// Of a text that may have been read through a view.
    fn new(text: &str, view: Option<&View>, h: repair::Hypothesis) -> Hypothesis {
        let chain = Chain::new(h.chain.iter().map(|(t, w)| MixUp::new(*t, *w)).collect());
        let (range, chain) = match view {
            Some(view) => (view.source_range(&h.range), view.chain(&h.range, chain)),
            None => (h.range, chain),
        };
        let before: String = text.get(range.clone()).unwrap_or_default().into();
        let chain = chain.that_changed(&before);
        Hypothesis { range, before, after: h.after, chain, confidence: h.confidence }
    }

    /// Of a text in which U+FFFD was garbled.
    fn lost(text: &str, row: &repair::Replaced) -> Hypothesis {
        let before = text.get(row.range.clone()).unwrap_or_default().into();
        let chain = Chain::new(Vec::from([MixUp::new(row.pair.0, row.pair.1)]));
        Hypothesis {
            range: row.range.clone(),
            before,
            after: "\u{fffd}".repeat(row.count),
            chain,
            confidence: CERTAIN,
        }
    }

    /// Where it lies, in bytes of the text, on character boundaries.
    ///
    /// ```
    /// assert_eq!(demojibake::Fixer::new().runs("NicolÃ¡s")[0].best().range(), 5..9);
    /// ```
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// What stands there.
    ///
    /// ```
    /// assert_eq!(demojibake::Fixer::new().runs("NicolÃ¡s")[0].best().before(), "Ã¡");
    /// ```
    pub fn before(&self) -> &str {
        &self.before
    }

    /// What it was if this is what happened.
    ///
    /// ```
    /// assert_eq!(demojibake::Fixer::new().runs("NicolÃ¡s")[0].best().after(), "á");
    /// ```
    pub fn after(&self) -> &str {
        &self.after
    }

    /// What would have happened.
    ///
    /// ```
    /// let runs = demojibake::Fixer::new().runs("NicolÃ¡s");
    /// assert_eq!(runs[0].best().chain().to_string(), "utf-8>windows-1252");
    /// ```
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// How probable it is, from 0 to 1.
    ///
    /// ```
    /// let runs = demojibake::Fixer::new().runs("NicolÃ¡s");
    /// assert!(runs[0].best().confidence() >= 0.9);
    /// ```
    pub fn confidence(&self) -> f32 {
        self.confidence
    }
}

impl fmt::Display for Hypothesis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let visible = |text| Visible { text, whole: f.alternate() };
        let (before, after) = (visible(&self.before), visible(&self.after));
        let Range { start, end } = self.range;
        let percent = 100.0 * self.confidence;
        write!(f, "{start}..{end}: {before} → {after} ({}, {percent:.0} %)", self.chain.in_words())
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.best, f)
    }
}

impl Fixer {
    /// Whether something in `text` is garbled, as far as this fixer is sure.
    ///
    /// ```
    /// use demojibake::Fixer;
    ///
    /// assert!(Fixer::new().is_garbled("NicolÃ¡s"));
    /// assert!(!Fixer::new().is_garbled("Nicolás, IRMÃ E IRMÃO"));
    /// ```
    pub fn is_garbled(&self, text: &str) -> bool {
        if self.settings().chain().is_some()
            || View::of(text, self.settings().escapes()).is_some()
            || !shapes::find(text, self.limits()).is_empty()
        {
            return !self.plan(text).is_empty();
        }
        repair::is_garbled(text, self.limits()) || finish::changes(text, self.engine())
    }

    /// The [plan](Fixer::plan), and what it leaves alone although it's more probable than not that it's garbled: what
    /// somebody may want to look at. Disjoint, in the order of the text, beside the repairs.
    ///
    /// Here is also what is garbled and can't be repaired because too much of it was lost, with U+FFFD for each character
    /// that is gone: `锟斤拷` were two of them already before they were read as GBK.
    ///
    /// [Bound](crate::FixerBuilder::bound_to) fixers have no doubts.
    ///
    /// ```
    /// use demojibake::Fixer;
    ///
    /// let strict = Fixer::builder().min_confidence(0.999).build();
    /// let text = "Ïðèâåò, êàê äåëà? It’s said: êîò";
    /// let (plan, doubts) = strict.plan_and_doubts(text);
    /// assert_eq!(plan, strict.plan(text));
    /// assert!(doubts.iter().all(|doubt| (0.5..0.999).contains(&doubt.confidence())));
    ///
    /// let (plan, doubts) = Fixer::new().plan_and_doubts("这是锟斤拷。");
    /// assert!(plan.is_empty());
    /// assert_eq!((doubts[0].before(), doubts[0].after()), ("锟斤拷", "\u{fffd}\u{fffd}"));
    /// ```
    pub fn plan_and_doubts(&self, text: &str) -> (Plan, Vec<Hypothesis>) {
        if self.settings().chain().is_some() {
            return (self.plan(text), Vec::new());
        }
        let (plan, view, doubts) = self.engine().plan_and_doubts(text);
        let plan = finish::finish(text, plan, self.engine(), true);
        let apart = |h: &Hypothesis| {
            let meets = |r: &Repair| r.range().start < h.range.end && h.range.start < r.range().end;
            !plan.repairs().iter().any(meets)
        };
        let mut doubts: Vec<Hypothesis> =
            doubts.into_iter().map(|h| Hypothesis::new(text, view.as_ref(), h)).filter(apart).collect();
        let lost: Vec<_> =
            repair::replaced(text).iter().map(|row| Hypothesis::lost(text, row)).filter(apart).collect();
        doubts.retain(|d| !lost.iter().any(|l| l.range.start < d.range.end && d.range.start < l.range.end));
        doubts.extend(lost);
        doubts.sort_by_key(|d| d.range.start);
        (plan, doubts)
    }

    /// The garbled runs of `text` in its order, each with its rivals; nothing is repaired.
    ///
    /// These are the runs of which the fixer is [sure enough](crate::FixerBuilder::min_confidence). A
    /// [plan](Fixer::plan) may have some more: those that are seen only when the runs beside them are repaired.
    /// [Bound](crate::FixerBuilder::bound_to) fixers find nothing but their chain, and know no rivals.
    ///
    /// ```
    /// use demojibake::Fixer;
    ///
    /// let runs = Fixer::new().runs("Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan");
    /// assert_eq!(runs.len(), 1);
    /// assert_eq!(runs[0].range(), 9..25);
    /// assert!(runs[0].confidence() > 0.9);
    /// assert_eq!(runs[0].best().chain().to_string(), "gbk>windows-1252");
    /// for rival in runs[0].rivals() {
    ///     println!("or {rival}"); // or 9..25: ²©²ÊÍøÕ¾ → …
    /// }
    /// ```
    pub fn runs(&self, text: &str) -> Vec<Run> {
        if self.settings().chain().is_some() {
            return self.plan(text).repairs().iter().map(Run::of).collect();
        }
        let view = View::of(text, self.settings().escapes());
        let hypothesis = |h| Hypothesis::new(text, view.as_ref(), h);
        let run = |(best, all): (repair::Hypothesis, Vec<repair::Hypothesis>)| {
            let best = hypothesis(best);
            let rivals = rivals(&best, all.into_iter().map(hypothesis).collect());
            Run { best, rivals }
        };
        let read = view.as_ref().map_or(text, |view| &view.text);
        repair::with_rivals(read, self.limits()).into_iter().map(run).collect()
    }
}

/// Those of a run's hypotheses that aren't the best one: of several that give the same text the most probable.
fn rivals(best: &Hypothesis, mut all: Vec<Hypothesis>) -> Vec<Hypothesis> {
    // so that what is the same stands together
    let place = |h: &Hypothesis| (h.range.start, h.range.end);
    let sure =
        |a: &Hypothesis, b: &Hypothesis| b.confidence.partial_cmp(&a.confidence).unwrap_or(Ordering::Equal);
    all.retain(|h| place(h) != place(best) || h.after != best.after);
    all.sort_by(|a, b| (place(a), &a.after).cmp(&(place(b), &b.after)).then_with(|| sure(a, b)));
    all.dedup_by(|b, a| place(a) == place(b) && a.after == b.after);
    all.sort_by(|a, b| sure(a, b).then_with(|| place(a).cmp(&place(b))));
    all.truncate(MOST_RIVALS);
    all
}
