//! Options to a fixer.

use demojibake::Fixer;

use super::args::Settings;

/// The fixer that the options ask for.
pub fn fixer(args: &Settings) -> Fixer {
    let mut builder = Fixer::builder();
    if let Some(n) = args.min_confidence {
        builder = builder.min_confidence(n);
    }
    if let Some(n) = args.max_layers {
        builder = builder.max_layers(n);
    }
    builder.build()
}
