//! What holds for all bytes: here for the tests of bytes and for a fuzz target.

use demojibake::{Decoded, StretchKind};

/// The stretches cover bytes and text in order, and the bytes come back.
pub fn hold(input: &[u8], decoded: &Decoded) {
    assert_eq!(decoded.encode(), input, "{decoded:?}");
    let (mut byte, mut text) = (0, 0);
    for s in decoded.stretches() {
        assert_eq!((s.bytes().start, s.text().start), (byte, text), "{decoded:?}");
        assert!(!s.bytes().is_empty(), "{decoded:?}");
        let part = decoded.text().get(s.text()).expect("on character boundaries");
        match s.kind() {
            StretchKind::Mark => assert_eq!(part, ""),
            StretchKind::Invalid => assert_eq!(part, "\u{FFFD}"),
            StretchKind::Text => assert!(!part.is_empty()),
            other => panic!("{other:?}"),
        }
        (byte, text) = (s.bytes().end, s.text().end);
    }
    assert_eq!((byte, text), (input.len(), decoded.text().len()), "{decoded:?}");
}
