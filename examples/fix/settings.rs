//! Options to a fixer.

use demojibake::{C1Controls, Caution, Escapes, Fixer, Form, LostBytes, MixUp, MixUps, Normalization};

use super::args::{C1, Care, Lost, Settings, UnicodeForm, WrittenOut};

/// The fixer that the options ask for.
pub fn fixer(args: &Settings) -> Fixer {
    let mut builder = Fixer::builder();
    if let Some(care) = args.caution {
        builder = builder.caution(match care {
            Care::Strict => Caution::Strict,
            Care::Balanced => Caution::Balanced,
            Care::Eager => Caution::Eager,
        });
    }
    if let Some(n) = args.min_confidence {
        builder = builder.min_confidence(n);
    }
    if let Some(n) = args.max_layers {
        builder = builder.max_layers(n);
    }
    if !args.only.is_empty() || !args.without.is_empty() {
        builder = builder.mix_ups(mix_ups(args));
    }
    if let Some(chain) = &args.chain {
        builder = builder.bound_to(chain.clone());
    }
    if let Some(lost) = args.lost_bytes {
        builder = builder.lost_bytes(match lost {
            Lost::Restore => LostBytes::Restore,
            Lost::Mark => LostBytes::Mark,
            Lost::Keep => LostBytes::Keep,
        });
    }
    if let Some(c1) = args.c1 {
        builder = builder.c1_controls(match c1 {
            C1::Likely => C1Controls::Likely,
            C1::Bytes => C1Controls::Bytes,
            C1::Windows1252 => C1Controls::Windows1252,
            C1::Keep => C1Controls::Keep,
        });
    }
    if let Some(escapes) = args.escapes {
        builder = builder.escapes(match escapes {
            WrittenOut::Beside => Escapes::Beside,
            WrittenOut::All => Escapes::All,
            WrittenOut::Keep => Escapes::Keep,
        });
    }
    if let Some(form) = args.normalize {
        builder = builder.normalization(Normalization::Repairs(unicode(form)));
    }
    if let Some(form) = args.normalize_all {
        builder = builder.normalization(Normalization::Everything(unicode(form)));
    }
    args.expect.iter().cloned().fold(builder, |b, hint| b.expect(hint)).build()
}

fn unicode(form: UnicodeForm) -> Form {
    match form {
        UnicodeForm::Nfc => Form::Nfc,
        UnicodeForm::Nfd => Form::Nfd,
        UnicodeForm::Nfkc => Form::Nfkc,
        UnicodeForm::Nfkd => Form::Nfkd,
    }
}

fn mix_ups(args: &Settings) -> MixUps {
    let mut set = MixUps::all();
    if !args.only.is_empty() {
        let pairs = |(truths, wrongs): &super::args::Pairs| {
            let wrongs = wrongs.clone();
            let pair = move |t| wrongs.clone().into_iter().map(move |w| MixUp::new(t, w));
            truths.clone().into_iter().flat_map(pair).filter(|m| m.truth() != m.wrong())
        };
        set = args.only.iter().flat_map(pairs).collect();
    }
    args.without.iter().fold(set, |set, charset| set.without_charset(*charset))
}
