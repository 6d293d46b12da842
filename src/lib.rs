#![doc = include_str!("../README.md")]
//!
//! # More
//!
//! - [`guide`]: plans, settings, bytes, streams, known damage.
//! - [`from_ftfy`]: for people who come from ftfy, function by function.
//!
//! Features: `std` (on by default: `FixReader` and `FixWriter`), `serde`. Without `std` the library needs `alloc` only.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

mod ascii;
mod bound;
mod bytes;
mod chain;
mod charset;
mod detect;
mod engine;
mod error;
mod evidence;
mod finish;
mod fixer;
mod hash;
mod hypothesis;
mod letters;
mod lines;
mod notation;
mod plan;
mod repair;
mod runs;
#[cfg(feature = "serde")]
mod serial;
mod settings;
mod shapes;
mod steps;
mod stream;

pub use bytes::{Decoded, FixedBytes, InputCharset, Stretch, StretchKind, decode_bytes};
pub use chain::{Chain, MixUp};
pub use charset::{Charset, Holes};
pub use error::{ApplyError, ChainError, CharsetError, ParseChainError, UnknownCharset, UnknownLanguage};
pub use fixer::{Fixer, fix};
pub use notation::Notation;
pub use plan::{Plan, Repair};
pub use runs::{Hypothesis, Run};
pub use settings::{
    C1Controls, Caution, Escapes, FixerBuilder, Form, Hint, LostBytes, MixUps, Normalization, Settings,
    Support,
};
#[cfg(feature = "std")]
pub use stream::io::{FixReader, FixWriter};
pub use stream::{Stream, Window};

#[doc = include_str!("../docs/guide.md")]
pub mod guide {}

#[doc = include_str!("../docs/ftfy.md")]
pub mod from_ftfy {}

// For the table generator only: it shares the classes and the packing. It changes without notice.
#[doc(hidden)]
pub mod model;

// For `tablegen` only. It changes without notice.
#[doc(hidden)]
pub mod internal {
    pub use crate::charset::is_single_byte;
    pub use crate::detect::quiet;
    pub use crate::evidence::judge::Features;
    pub use crate::evidence::weights::{COLUMNS, columns};
    pub use crate::hypothesis::mixups::all as mix_ups;
    pub use crate::repair::{Measured, measure};
}
