//! Bytes to text and back, strict, without scores.

/// A way to write text as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Charset(u8);

impl Charset {
    /// The charset's name.
    pub fn name(self) -> &'static str {
        let _ = self.0;
        "?"
    }
}
