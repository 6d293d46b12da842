//! The bytes of one character.

/// The bytes of one character in some charset: one to six.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct CharBytes {
    pub(crate) len: u8,
    pub(crate) bytes: [u8; 6],
}

impl CharBytes {
    /// The first six of `bytes`; no charset has more.
    #[inline]
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let mut out = CharBytes { len: 0, bytes: [0; 6] };
        for (to, from) in out.bytes.iter_mut().zip(bytes) {
            *to = *from;
            out.len += 1;
        }
        out
    }

    #[inline]
    pub(crate) fn one(byte: u8) -> Self {
        CharBytes { len: 1, bytes: [byte, 0, 0, 0, 0, 0] }
    }

    /// Two bytes, the first in the upper half.
    #[inline]
    pub(crate) fn pair(pair: u16) -> Self {
        let [a, b] = pair.to_be_bytes();
        CharBytes { len: 2, bytes: [a, b, 0, 0, 0, 0] }
    }

    #[inline]
    pub(crate) fn as_slice(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.len)).unwrap_or_default()
    }
}

/// What else than the usual bytes decodes to a character; no charset has more than four.
pub(crate) type Others = [Option<CharBytes>; 4];

/// The entries of a sorted table of other pairs for `c`.
pub(super) fn others_in(table: &[(u32, u16)], c: char) -> impl Iterator<Item = u16> {
    let start = table.partition_point(|e| e.0 < u32::from(c));
    table.get(start..).unwrap_or_default().iter().take_while(move |e| e.0 == u32::from(c)).map(|e| e.1)
}

/// Gathers what an iterator gives.
pub(super) fn others(bytes: impl Iterator<Item = CharBytes>) -> Others {
    let mut out = [None; 4];
    for (to, from) in out.iter_mut().zip(bytes) {
        *to = Some(from);
    }
    out
}
