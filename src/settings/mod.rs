//! What a fixer is told: settings to choose, to read and to store. The engine sees them through [`Limits`] alone.

mod builder;
mod hints;
mod languages;
mod limits;
mod mixups;
mod policy;

use alloc::vec::Vec;

use crate::bytes::InputCharset;
use crate::chain::Chain;

pub use builder::FixerBuilder;
#[cfg(feature = "serde")]
pub(crate) use hints::Expected;
pub use hints::Hint;
pub(crate) use hints::hinted_charsets;
pub(crate) use limits::{CERTAIN, Learned, Limits};
pub use mixups::MixUps;
pub use policy::{C1Controls, Caution, Escapes, Form, LostBytes, Normalization, Support};

/// Everything that a [`Fixer`](crate::Fixer) was told, to be looked at; [`FixerBuilder`] makes it.
///
/// ```
/// use demojibake::{Caution, Fixer, Settings};
///
/// let fixer = Fixer::builder().caution(Caution::Strict).max_layers(2).build();
/// let settings: Settings = fixer.settings().clone();
/// assert_eq!((settings.caution(), settings.max_layers()), (Caution::Strict, 2));
/// let same = Fixer::from(settings);
/// assert_eq!(same.settings(), fixer.settings());
/// ```
///
/// # Serialised
///
/// With the feature `serde` settings can be stored and read again. In JSON, with everything in it:
///
/// ```json
/// {
///   "caution": "strict",
///   "min_confidence": 0.5,
///   "mix_ups": ["utf-8>windows-1252", "gbk>windows-1252"],
///   "max_layers": 2,
///   "hints": [{"language": "ru", "bits": 3.0}, {"charset": "gbk", "bits": 6.0},
///             {"chain": "utf-8>cp437 twice", "bits": -1.5}],
///   "chain": "windows-1251>windows-1252",
///   "support": "none",
///   "lost_bytes": "mark",
///   "c1_controls": "windows-1252",
///   "escapes": "all",
///   "normalization": {"everything": "nfc"},
///   "input_charset": {"known": "utf-8"}
/// }
/// ```
///
/// The other values of the enums are their variants in lower case (`"restore"`, `{"repairs": "nfd"}`, `"unknown"`), and
/// `"mix_ups": "all"` are all. A field that is missing is as in [`Fixer::new`](crate::Fixer::new); one that isn't known
/// is an error, so that nothing is left out because of a typing error. The form is stable: fields and values may be added.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    caution: Caution,
    /// Instead of the caution's.
    pub(crate) min_confidence: Option<f32>,
    pub(crate) mix_ups: Option<MixUps>,
    max_layers: u8,
    hints: Vec<Hint>,
    chain: Option<Chain>,
    support: Support,
    lost_bytes: LostBytes,
    c1_controls: C1Controls,
    escapes: Escapes,
    normalization: Normalization,
    input_charset: InputCharset,
}

/// How many mix-ups may be stacked if nothing is said: six deep is the deepest that was met in the wild.
const MAX_LAYERS: u8 = 6;

impl Default for Settings {
    fn default() -> Self {
        Settings {
            caution: Caution::Balanced,
            min_confidence: None,
            mix_ups: None,
            max_layers: MAX_LAYERS,
            hints: Vec::new(),
            chain: None,
            support: Support::Document,
            lost_bytes: LostBytes::Restore,
            c1_controls: C1Controls::default(),
            escapes: Escapes::default(),
            normalization: Normalization::None,
            input_charset: InputCharset::Unknown,
        }
    }
}

impl Settings {
    /// The preset.
    ///
    /// ```
    /// assert_eq!(demojibake::Settings::default().caution(), demojibake::Caution::Balanced);
    /// ```
    pub fn caution(&self) -> Caution {
        self.caution
    }

    /// What is less probable than this is left alone; the preset's unless it was set.
    ///
    /// ```
    /// assert_eq!(demojibake::Settings::default().min_confidence(), 0.9);
    /// ```
    pub fn min_confidence(&self) -> f32 {
        self.min_confidence.unwrap_or(self.caution.min_confidence())
    }

    /// The mix-ups that may be assumed; the preset's unless they were set.
    ///
    /// ```
    /// assert_eq!(demojibake::Settings::default().mix_ups(), demojibake::MixUps::all());
    /// ```
    pub fn mix_ups(&self) -> MixUps {
        match (&self.mix_ups, self.caution) {
            (Some(mix_ups), _) => mix_ups.clone(),
            (None, Caution::Strict) => MixUps::safe(),
            (None, _) => MixUps::all(),
        }
    }

    /// How many mix-ups may be stacked on one run.
    ///
    /// ```
    /// assert_eq!(demojibake::Settings::default().max_layers(), 6);
    /// ```
    pub fn max_layers(&self) -> u8 {
        self.max_layers
    }

    /// What is expected beforehand.
    ///
    /// ```
    /// assert!(demojibake::Settings::default().hints().is_empty());
    /// ```
    pub fn hints(&self) -> &[Hint] {
        &self.hints
    }

    /// The chain that the fixer is bound to.
    ///
    /// ```
    /// assert_eq!(demojibake::Settings::default().chain(), None);
    /// ```
    pub fn chain(&self) -> Option<&Chain> {
        self.chain.as_ref()
    }

    /// Whether a text's runs support each other.
    ///
    /// ```
    /// assert_eq!(demojibake::Settings::default().support(), demojibake::Support::Document);
    /// ```
    pub fn support(&self) -> Support {
        self.support
    }

    /// What becomes of characters that lost a byte.
    ///
    /// ```
    /// assert_eq!(demojibake::Settings::default().lost_bytes(), demojibake::LostBytes::Restore);
    /// ```
    pub fn lost_bytes(&self) -> LostBytes {
        self.lost_bytes
    }

    /// What C1 controls are taken for.
    ///
    /// ```
    /// assert_eq!(demojibake::Settings::default().c1_controls(), demojibake::C1Controls::Likely);
    /// ```
    pub fn c1_controls(&self) -> C1Controls {
        self.c1_controls
    }

    /// Which characters that are written out are read.
    ///
    /// ```
    /// assert_eq!(demojibake::Settings::default().escapes(), demojibake::Escapes::Beside);
    /// ```
    pub fn escapes(&self) -> Escapes {
        self.escapes
    }

    /// What is brought to a Unicode normalization form.
    ///
    /// ```
    /// assert_eq!(demojibake::Settings::default().normalization(), demojibake::Normalization::None);
    /// ```
    pub fn normalization(&self) -> Normalization {
        self.normalization
    }

    /// What is known of the charset of bytes.
    ///
    /// ```
    /// assert_eq!(demojibake::Settings::default().input_charset(), demojibake::InputCharset::Unknown);
    /// ```
    pub fn input_charset(&self) -> InputCharset {
        self.input_charset
    }

    /// The same, as the engine asks for it.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            min_confidence: self.min_confidence(),
            max_layers: self.max_layers,
            mix_ups: self.mix_ups(),
            hints: self.hints.clone(),
            support: self.support,
            lost_bytes: self.lost_bytes,
            c1_controls: self.c1_controls,
            learned: Learned::default(),
        }
    }
}
