//! The marks of ISO-2022 whose control bytes were lost on the way, or are shown: `$BF|K\\8l(B`, `^[$BF|K\\8l^[(B`.

use alloc::vec::Vec;

use crate::charset::Charset;

/// How programs show escape, shift-out and shift-in.
const SHOWN: [(&[u8], u8); 6] = [
    (b"^[", 0x1B),
    ("\u{241B}".as_bytes(), 0x1B),
    (b"^N", 0x0E),
    ("\u{240E}".as_bytes(), 0x0E),
    (b"^O", 0x0F),
    ("\u{240F}".as_bytes(), 0x0F),
];

/// The bytes with the control bytes in their places; `None` where none is missing.
pub(super) fn restored(charset: Charset, bytes: &[u8]) -> Option<Vec<u8>> {
    let korean = charset == Charset::ISO_2022_KR;
    if !korean && charset != Charset::ISO_2022_JP {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len() + 8);
    let mut at = 0;
    // inside of Japanese pairs; where Koreans' begin and end is lost with their marks
    let mut pairs = false;
    while let Some(rest @ [byte, ..]) = bytes.get(at..) {
        let shown =
            SHOWN.iter().find(|(mark, control)| rest.starts_with(mark) && (korean || *control == 0x1B));
        let escaped = out.last() == Some(&0x1B);
        let begins = matches!(rest, [b'$', b'B' | b'@', ..]) && !korean;
        let ends = matches!(rest, [b'(', b'B' | b'J', ..]) && !korean;
        if let Some((mark, control)) =
            shown.filter(|_| !pairs || rest.get(2) == Some(&b'(') || rest.get(3) == Some(&b'('))
        {
            out.push(*control);
            at += mark.len();
        } else if begins && (escaped || !pairs)
            || ends && (escaped || pairs)
            || korean && rest.starts_with(b"$)C")
        {
            if !escaped {
                out.push(0x1B);
            }
            pairs = begins;
            let len = if korean { 3 } else { 2 };
            out.extend_from_slice(rest.get(..len).unwrap_or_default());
            at += len;
        } else if pairs && !escaped && rest.len() > 1 {
            out.extend_from_slice(rest.get(..2).unwrap_or_default());
            at += 2;
        } else {
            out.push(*byte);
            at += 1;
        }
    }
    (out != bytes).then_some(out)
}
