//! Bytes to repaired text: decoding, and the plan on top.

use alloc::string::String;
use alloc::vec::Vec;

use super::Decoded;
use crate::fixer::Fixer;
use crate::plan::Plan;
use crate::settings::hinted_charsets;

/// What [`Fixer::fix_bytes`] gives: what the bytes were, what was garbled in their text, and the repaired text.
#[derive(Debug, Clone, PartialEq)]
pub struct FixedBytes {
    decoded: Decoded,
    plan: Plan,
    text: String,
}

impl FixedBytes {
    /// What each stretch of the bytes was, and its text before repairs.
    pub fn decoded(&self) -> &Decoded {
        &self.decoded
    }

    /// The repairs of the decoded text; their ranges are in [`Decoded::text`].
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The repaired text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The repaired text alone.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Exactly the bytes that were given.
    pub fn undo(&self) -> Vec<u8> {
        self.decoded.encode()
    }
}

impl Fixer {
    /// Decodes bytes of unknown charset, as [`decode_bytes`] does, and repairs what is garbled in their text.
    ///
    /// ```
    /// use demojibake::Fixer;
    ///
    /// let fixed = Fixer::new().fix_bytes(b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xCA\xE0\xEA \xE4\xE5\xEB\xE0?");
    /// assert_eq!(fixed.text(), "Привет, мир! Как дела?");
    /// assert!(fixed.plan().is_empty());
    /// ```
    ///
    /// What is [known](crate::FixerBuilder::input_charset) of the bytes' charset counts, and so do
    /// [hints](crate::Hint) about charsets and languages.
    ///
    /// ```
    /// use demojibake::{Charset, Fixer, InputCharset};
    ///
    /// let dos = Fixer::builder().input_charset(InputCharset::Known(Charset::CP437)).build();
    /// assert_eq!(dos.fix_bytes(b"Gr\x81n").text(), "Grün");
    /// ```
    pub fn fix_bytes(&self, bytes: &[u8]) -> FixedBytes {
        let decoded = self.decode(bytes);
        let plan = self.plan(decoded.text());
        let text = plan.apply(decoded.text()).unwrap_or_else(|_| decoded.text().into());
        FixedBytes { decoded, plan, text }
    }

    fn decode(&self, bytes: &[u8]) -> Decoded {
        let settings = self.settings();
        settings.input_charset().decode_expecting(bytes, &hinted_charsets(settings.hints()))
    }
}
