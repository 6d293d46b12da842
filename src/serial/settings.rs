//! Settings as they are stored; the form is described at [`Settings`].

use alloc::string::String;
use alloc::vec::Vec;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::bytes::InputCharset;
use crate::chain::{Chain, MixUp};
use crate::charset::Charset;
use crate::fixer::Fixer;
use crate::settings::{
    C1Controls, Caution, Escapes, Expected, Hint, LostBytes, MixUps, Normalization, Settings, Support,
};

impl Serialize for MixUps {
    /// As the list of its mix-ups; all of them as `"all"`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_all() { serializer.serialize_str("all") } else { serializer.collect_seq(self.iter()) }
    }
}

impl<'de> Deserialize<'de> for MixUps {
    /// From a list of mix-ups or `"all"`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "mix-ups are \"all\" or a list such as [\"gbk>windows-1252\"]")]
        enum Form {
            All(All),
            Some(Vec<MixUp>),
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "lowercase")]
        enum All {
            All,
        }
        Ok(match Form::deserialize(deserializer)? {
            Form::All(All::All) => MixUps::all(),
            Form::Some(mix_ups) => mix_ups.into_iter().collect(),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Hint", deny_unknown_fields)]
struct HintForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    charset: Option<Charset>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    chain: Option<Chain>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bits: Option<f32>,
}

impl Serialize for Hint {
    /// As what is expected, and its weight.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut form = HintForm { language: None, charset: None, chain: None, bits: Some(self.bits) };
        match &self.expected {
            Expected::Language(_, tag) => form.language = Some(tag.clone()),
            Expected::Charset(charset) => form.charset = Some(*charset),
            Expected::Chain(chain) => form.chain = Some(chain.clone()),
        }
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Hint {
    /// From what is expected, and perhaps a weight.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = HintForm::deserialize(deserializer)?;
        let hint = match (form.language, form.charset, form.chain) {
            (Some(tag), None, None) => Hint::language(&tag).map_err(D::Error::custom)?,
            (None, Some(charset), None) => Hint::charset(charset),
            (None, None, Some(chain)) => Hint::chain(chain),
            _ => return Err(D::Error::custom("a hint has one of `language`, `charset` and `chain`")),
        };
        Ok(match form.bits {
            Some(bits) => hint.bits(bits),
            None => hint,
        })
    }
}

/// Each field may be missing when it's read, and then is as in a new fixer.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Settings", deny_unknown_fields)]
struct SettingsForm {
    #[serde(default)]
    caution: Caution,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    min_confidence: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mix_ups: Option<MixUps>,
    #[serde(default = "max_layers")]
    max_layers: u8,
    #[serde(default)]
    hints: Vec<Hint>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    chain: Option<Chain>,
    #[serde(default)]
    support: Support,
    #[serde(default)]
    lost_bytes: LostBytes,
    #[serde(default)]
    c1_controls: C1Controls,
    #[serde(default)]
    escapes: Escapes,
    #[serde(default)]
    normalization: Normalization,
    #[serde(default)]
    input_charset: InputCharset,
}

fn max_layers() -> u8 {
    Settings::default().max_layers()
}

impl Serialize for Settings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = SettingsForm {
            caution: self.caution(),
            min_confidence: self.min_confidence,
            mix_ups: self.mix_ups.clone(),
            max_layers: self.max_layers(),
            hints: self.hints().to_vec(),
            chain: self.chain().cloned(),
            support: self.support(),
            lost_bytes: self.lost_bytes(),
            c1_controls: self.c1_controls(),
            escapes: self.escapes(),
            normalization: self.normalization(),
            input_charset: self.input_charset(),
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = SettingsForm::deserialize(deserializer)?;
        let mut builder = Fixer::builder()
            .caution(form.caution)
            .max_layers(form.max_layers)
            .support(form.support)
            .lost_bytes(form.lost_bytes)
            .c1_controls(form.c1_controls)
            .escapes(form.escapes)
            .normalization(form.normalization)
            .input_charset(form.input_charset);
        if let Some(confidence) = form.min_confidence {
            if !(0.0..=1.0).contains(&confidence) {
                return Err(D::Error::custom("`min_confidence` isn't from 0 to 1"));
            }
            builder = builder.min_confidence(confidence);
        }
        if let Some(mix_ups) = form.mix_ups {
            builder = builder.mix_ups(mix_ups);
        }
        if let Some(chain) = form.chain {
            builder = builder.bound_to(chain);
        }
        builder = form.hints.into_iter().fold(builder, |builder, hint| builder.expect(hint));
        Ok(builder.into())
    }
}
