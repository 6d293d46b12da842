//! The serialised form of charsets, chains, plans and settings (feature `serde`). It's described at [`Plan`] and
//! [`Settings`](crate::Settings), and stable:
//! fields may be added, what there is keeps its meaning.

mod settings;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::chain::{Chain, MixUp};
use crate::charset::Charset;
use crate::error::UnknownCharset;
use crate::plan::{Plan, Repair};
use crate::settings::Form;

impl Serialize for Charset {
    /// As its name.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Charset {
    /// From any of its labels.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let label = String::deserialize(deserializer)?;
        Charset::for_label(&label).map_err(|e: UnknownCharset| D::Error::custom(e))
    }
}

impl Serialize for MixUp {
    /// As `true>wrong`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MixUp {
    /// From `true>wrong`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer)
    }
}

impl Serialize for Chain {
    /// As it displays.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Chain {
    /// From what can be parsed.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer)
    }
}

fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err: fmt::Display>>(deserializer: D) -> Result<T, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}

/// 64 bits as 16 hexadecimal digits: JSON's numbers don't hold them everywhere.
struct Hex(u64);

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:016x}", self.0))
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        let right = digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let number = if right { u64::from_str_radix(&digits, 16).ok() } else { None };
        number.map(Hex).ok_or_else(|| D::Error::custom("a hash has 16 hexadecimal digits"))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Repair")]
struct RepairForm {
    range: [usize; 2],
    output: [usize; 2],
    before: String,
    after: String,
    chain: Chain,
    confidence: f32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    restored: Vec<[usize; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    normalized: Option<Form>,
    hash: Hex,
}

impl Serialize for Repair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = RepairForm {
            range: [self.range.start, self.range.end],
            output: [self.output.start, self.output.end],
            before: self.before.clone(),
            after: self.after.clone(),
            chain: self.chain.clone(),
            confidence: self.confidence,
            restored: self.restored.iter().map(|r| [r.start, r.end]).collect(),
            normalized: self.normalized,
            hash: Hex(self.hash),
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Repair {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = RepairForm::deserialize(deserializer)?;
        let fits = |[start, end]: [usize; 2], text: &str| end.checked_sub(start) == Some(text.len());
        if !fits(form.range, &form.before) {
            return Err(D::Error::custom("a repair's `range` isn't as long as its `before`"));
        }
        if !fits(form.output, &form.after) {
            return Err(D::Error::custom("a repair's `output` isn't as long as its `after`"));
        }
        if !(0.0..=1.0).contains(&form.confidence) {
            return Err(D::Error::custom("a repair's `confidence` isn't from 0 to 1"));
        }
        let restored: Vec<_> = form.restored.iter().map(|[start, end]| *start..*end).collect();
        let mut done = 0;
        for r in &restored {
            if r.start < done || form.after.get(r.clone()).is_none_or(str::is_empty) {
                return Err(D::Error::custom("a repair's `restored` aren't parts of its `after` in order"));
            }
            done = r.end;
        }
        Ok(Repair {
            range: form.range[0]..form.range[1],
            output: form.output[0]..form.output[1],
            before: form.before,
            after: form.after,
            chain: form.chain,
            confidence: form.confidence,
            restored,
            normalized: form.normalized,
            hash: form.hash.0,
        })
    }
}

#[derive(Serialize)]
#[serde(rename = "Plan")]
struct PlanOut<'p> {
    length: usize,
    hash: Hex,
    repairs: &'p [Repair],
}

#[derive(Deserialize)]
#[serde(rename = "Plan")]
struct PlanIn {
    length: usize,
    hash: Hex,
    repairs: Vec<Repair>,
}

impl Serialize for Plan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        PlanOut { length: self.length, hash: Hex(self.hash), repairs: &self.repairs }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Plan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let PlanIn { length, hash, repairs } = PlanIn::deserialize(deserializer)?;
        let (mut input, mut output) = (0_usize, 0_usize);
        for r in &repairs {
            let gap = r.range.start.checked_sub(input).filter(|_| r.range.end <= length);
            let Some(gap) = gap else {
                return Err(D::Error::custom("the repairs overlap, aren't in order or go beyond `length`"));
            };
            if output.checked_add(gap) != Some(r.output.start) {
                return Err(D::Error::custom("a repair's `output` isn't where the repairs before it put it"));
            }
            (input, output) = (r.range.end, r.output.end);
        }
        if output.checked_add(length - input).is_none() {
            return Err(D::Error::custom("the output is too long"));
        }
        Ok(Plan { repairs, length, hash: hash.0 })
    }
}
