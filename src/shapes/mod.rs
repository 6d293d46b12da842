//! Damage of other shapes than a charset's bytes read in another one of ASCII's kin: text of two bytes a character,
//! marks of seven-bit charsets without their controls, EBCDIC. The search knows nothing of them.
//!
//! Bytes that were read as UTF-16 are seen by themselves. The others can't be told from good text safely, and are
//! looked for where the caller [expects](crate::Hint::charset) their charset.

mod switched;
mod whole;
mod wide;

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::chain::{Chain, MixUp};
use crate::charset::Charset;
use crate::evidence::{cost, sureness};
use crate::model::{BIT, START};
use crate::plan::Repair;
use crate::settings::Limits;

/// The repairs of such damage, in order, disjoint.
pub(crate) fn find(text: &str, limits: &Limits) -> Vec<Repair> {
    let mut found = wide::find(text, limits);
    for charset in limits.hinted_charsets() {
        if charset.is_stateful() {
            found.extend(switched::find(text, charset, limits));
        } else {
            found.extend(whole::find(text, charset, limits));
        }
    }
    found.sort_by_key(|r| r.range().start);
    let mut end = 0;
    found.retain(|r| {
        let apart = r.range().start >= end;
        end = end.max(r.range().end);
        apart
    });
    found
}

/// The repair of a part of the text by a mix-up that is undone on all of it, if what it gives is so much cheaper that
/// it's sure enough. What is expected of the mix-up counts, as does its price in bits.
fn judged(text: &str, part: Range<usize>, (mix_up, price): (MixUp, i32), limits: &Limits) -> Option<Repair> {
    let before = text.get(part.clone())?;
    let chain = Chain::from(mix_up);
    let after: String = chain.ungarble(before).ok()?;
    let allowed = limits.max_layers > 0 && limits.allow_unusual(mix_up.truth(), mix_up.wrong());
    if !allowed || after == before {
        return None;
    }
    let bits = |text: &str| cost(START, text.chars()).0;
    let prior = limits.prior(&[(mix_up.truth(), mix_up.wrong())], &after);
    let evidence = bits(before) - bits(&after) - price * BIT + prior;
    let sure = sureness(evidence as f32 / BIT as f32);
    (evidence > 0 && sure >= limits.min_confidence).then(|| Repair::new(text, part, after, chain, sure))
}

/// The charsets that are looked for where they are expected.
pub(crate) fn is_looked_for(charset: Charset) -> bool {
    charset.is_stateful()
        || matches!(
            charset,
            Charset::UTF_16LE | Charset::UTF_16BE | Charset::CP037 | Charset::CP500 | Charset::CP1047
        )
}
