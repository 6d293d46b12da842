//! Bytes to repaired text: decoding, and the plan on top.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Decoded, Place};
use crate::charset::Charset;
use crate::fixer::Fixer;
use crate::plan::Plan;
use crate::settings::hinted_charsets;

/// What [`Fixer::fix_bytes`] gives: what the bytes were, what was garbled in their text, and the repaired text.
///
/// ```
/// use demojibake::Fixer;
///
/// let fixed = Fixer::new().fix_bytes("NicolÃ¡s".as_bytes());
/// assert_eq!((fixed.decoded().text(), fixed.text()), ("NicolÃ¡s", "Nicolás"));
/// assert_eq!(fixed.undo(), "NicolÃ¡s".as_bytes());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FixedBytes {
    decoded: Decoded,
    plan: Plan,
    text: String,
}

impl FixedBytes {
    /// What a plan makes of the text that it was made for.
    pub(crate) fn new(decoded: Decoded, plan: Plan) -> Self {
        let text = plan.apply(decoded.text()).unwrap_or_else(|_| decoded.text().into());
        FixedBytes { decoded, plan, text }
    }

    /// What each stretch of the bytes was, and its text before repairs.
    ///
    /// ```
    /// use demojibake::{Charset, Fixer};
    ///
    /// let fixed = Fixer::new().fix_bytes("Nicolás".as_bytes());
    /// assert_eq!(fixed.decoded().charset(), Charset::UTF_8);
    /// ```
    pub fn decoded(&self) -> &Decoded {
        &self.decoded
    }

    /// The repairs of the decoded text; their ranges are in [`Decoded::text`].
    ///
    /// ```
    /// let fixed = demojibake::Fixer::new().fix_bytes("NicolÃ¡s".as_bytes());
    /// assert_eq!(fixed.plan().repairs()[0].range(), 5..9);
    /// ```
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The repaired text.
    ///
    /// ```
    /// assert_eq!(demojibake::Fixer::new().fix_bytes("NicolÃ¡s".as_bytes()).text(), "Nicolás");
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The repaired text alone.
    ///
    /// ```
    /// let text: String = demojibake::Fixer::new().fix_bytes("NicolÃ¡s".as_bytes()).into_text();
    /// assert_eq!(text, "Nicolás");
    /// ```
    pub fn into_text(self) -> String {
        self.text
    }

    /// The repaired text in UTF-8, for a file that is mostly UTF-8 already: where malformed bytes of UTF-8 stand
    /// outside of repairs, and at the start a byte order mark of UTF-8, they are as they were.
    ///
    /// ```
    /// use demojibake::{Charset, Fixer, InputCharset};
    ///
    /// let fixer = Fixer::builder().input_charset(InputCharset::Known(Charset::UTF_8)).build();
    /// let fixed = fixer.fix_bytes(b"Nicol\xC3\x83\xC2\xA1s \xFF");
    /// assert_eq!(fixed.text(), "Nicolás \u{FFFD}");
    /// assert_eq!(fixed.output(), b"Nicol\xC3\xA1s \xFF");
    /// ```
    pub fn output(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.text.len() + 3);
        if self.decoded.bom() == Some(Charset::UTF_8) {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        let mut done = 0;
        for (place, bytes) in self.decoded.malformed_utf8() {
            let in_output = self.plan.range_to_output(place);
            let gap = self.text.get(done..in_output.start).unwrap_or_default();
            // a repair that takes it says what becomes of it
            if self.text.get(in_output.clone()) == Some("\u{fffd}") {
                out.extend_from_slice(gap.as_bytes());
                out.extend_from_slice(bytes);
                done = in_output.end;
            }
        }
        out.extend_from_slice(self.text.get(done..).unwrap_or_default().as_bytes());
        out
    }

    /// Exactly the bytes that were given.
    ///
    /// ```
    /// let bytes = b"Nicol\xC3\x83\xC2\xA1s \xFF";
    /// assert_eq!(demojibake::Fixer::new().fix_bytes(bytes).undo(), bytes);
    /// ```
    pub fn undo(&self) -> Vec<u8> {
        self.decoded.encode()
    }
}

impl Fixer {
    /// Decodes bytes of unknown charset, as [`decode_bytes`](crate::decode_bytes) does, and repairs what is garbled in their text.
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
        let settings = self.settings();
        let hints = hinted_charsets(settings.hints());
        let decoded = settings.input_charset().decode_part(bytes, &hints, Place::Start);
        let plan = self.plan(decoded.text());
        FixedBytes::new(decoded, plan)
    }
}
