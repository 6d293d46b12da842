//! Text of any length, part by part: bytes in, windows of whole lines out, each decoded and planned.
//!
//! No input or output is done here; [`io`] does that. Where a window ends depends on the bytes and not on how they come in.

mod cut;
mod front;
#[cfg(feature = "std")]
pub(crate) mod io;
mod window;

use alloc::vec::Vec;

pub use window::Window;

use crate::bytes::{Decoded, FixedBytes, InputCharset, Place};
use crate::charset::Charset;
use crate::fixer::Fixer;
use crate::settings::hinted_charsets;
use cut::{Cut, Cutter};
use front::Front;

/// A text that comes part by part: repairs it window by window, with bounded memory.
///
/// [Push](Stream::push) bytes, take the [windows](Stream::next_window) that are ready, and at the [end](Stream::end)
/// the rest. A window is whole lines, 64 KiB or a little more. For files and sockets there are
/// `FixReader` and `FixWriter` (feature `std`).
///
/// ```
/// use demojibake::Fixer;
///
/// let mut stream = Fixer::new().stream();
/// let mut output = Vec::new();
/// for part in ["Jakarta, ²©²Ê", "ÍøÕ¾ - Seki", "tar tiga ratus nelayan\n"] {
///     stream.push(part.as_bytes());
///     while let Some(window) = stream.next_window() {
///         output.extend(window.output());
///     }
/// }
/// stream.end();
/// while let Some(window) = stream.next_window() {
///     output.extend(window.output());
/// }
/// assert_eq!(output, "Jakarta, 博彩网站 - Sekitar tiga ratus nelayan\n".as_bytes());
/// ```
///
/// # What it gives
///
/// What comes out doesn't depend on how the bytes are cut when they are pushed. It is what
/// [`Fixer::fix_bytes`] gives for all of them at once, where a stream of up to 64 KiB is one window, and beyond that with
/// these differences:
///
/// - Certain runs [support](crate::Support) others in their own window and in those after it, not in those before. With
///   [`Support::None`](crate::Support::None) that makes no difference.
/// - A line that is longer than twice the window, and than 64 KiB, is cut: where it has 512 bytes of ASCII in a row, which changes
///   nothing, or else between two runs, which may change what is next to the cut.
/// - Each window that isn't UTF-8 is decoded by itself, with the charsets of the windows before it as a hint.
/// - Bytes that have no character come out as they are, not as U+FFFD, unless the stream is in UTF-16 or another
///   charset in which ASCII isn't ASCII. A byte order mark of UTF-8 comes out, too.
///
/// # Memory
///
/// What was pushed and isn't in a window yet (twice the window or 64 KiB, whichever is more, if windows are taken after
/// each push), the window that is worked on, and what was learned, of which little is kept: memory doesn't grow with the
/// stream or with its lines.
#[derive(Debug, Clone)]
pub struct Stream {
    fixer: Fixer,
    front: Front,
    cutter: Cutter,
    /// What isn't in a window yet, and where that starts in the stream.
    pending: Vec<u8>,
    offset: u64,
    ended: bool,
    least: usize,
    /// Charsets that were found, and what each of them is worth in the windows to come, in bits.
    seen: Vec<(Charset, i32)>,
}

/// The least bytes of a window if nothing is said.
const WINDOW: usize = 1 << 16;
/// What it's worth that an earlier window was in a charset, in bits: as much as a few words say.
const SEEN_BEFORE: i32 = 12;
/// More charsets than these aren't remembered.
const MOST_SEEN: usize = 8;

impl Fixer {
    /// A stream that this fixer repairs.
    ///
    /// ```
    /// let mut stream = demojibake::Fixer::new().stream();
    /// stream.push("NicolÃ¡s".as_bytes());
    /// stream.end();
    /// assert_eq!(stream.next_window().unwrap().text(), "Nicolás");
    /// ```
    pub fn stream(&self) -> Stream {
        Stream {
            fixer: self.clone(),
            front: Front::new(),
            cutter: Cutter::default(),
            pending: Vec::new(),
            offset: 0,
            ended: false,
            least: WINDOW,
            seen: Vec::new(),
        }
    }
}

impl Stream {
    /// Sets the least bytes of a window; 65536 if nothing is said. With 1, each line is a window, and comes out as
    /// soon as it has come in: for logs that are watched. Support still comes from the lines before.
    ///
    /// Lines come out at once only when it's [known](crate::InputCharset::Known) that the stream is UTF-8; else the
    /// first 1024 bytes are waited for, to see what it is.
    ///
    /// ```
    /// use demojibake::{Charset, Fixer, InputCharset};
    ///
    /// let utf8 = InputCharset::Known(Charset::UTF_8);
    /// let mut stream = Fixer::builder().input_charset(utf8).build().stream().window(1);
    /// stream.push("NicolÃ¡s\nand".as_bytes());
    /// assert_eq!(stream.next_window().map(|w| w.output()), Some("Nicolás\n".into()));
    /// assert!(stream.next_window().is_none());
    /// ```
    #[must_use]
    pub fn window(mut self, least: usize) -> Stream {
        self.least = least.clamp(1, usize::MAX / 4);
        self
    }

    /// Takes the next bytes. They are kept until they are in a window, so take the windows after each push.
    ///
    /// After the [end](Stream::end) nothing is taken any more.
    ///
    /// ```
    /// let mut stream = demojibake::Fixer::new().stream();
    /// stream.push(b"Nicol\xC3");
    /// stream.push(b"\xA1s"); // cut anywhere
    /// stream.end();
    /// assert_eq!(stream.next_window().unwrap().text(), "Nicolás");
    /// ```
    pub fn push(&mut self, bytes: &[u8]) {
        if !self.ended {
            let input = self.fixer.settings().input_charset();
            self.front.push(input, bytes, false, &mut self.pending);
        }
    }

    /// No more bytes will come: the windows that are left can be taken.
    ///
    /// ```
    /// let mut stream = demojibake::Fixer::new().stream();
    /// stream.push("NicolÃ¡s".as_bytes());
    /// assert!(stream.next_window().is_none());
    /// stream.end();
    /// assert!(stream.next_window().is_some());
    /// ```
    pub fn end(&mut self) {
        if !self.ended {
            let input = self.fixer.settings().input_charset();
            self.front.push(input, &[], true, &mut self.pending);
            self.ended = true;
        }
    }

    /// The next window, if enough has come for it.
    ///
    /// ```
    /// let mut stream = demojibake::Fixer::new().stream();
    /// stream.push("NicolÃ¡s".as_bytes());
    /// stream.end();
    /// while let Some(window) = stream.next_window() {
    ///     for repair in window.plan().repairs() {
    ///         println!("{}: {repair}", window.bytes().start);
    ///     }
    /// }
    /// ```
    pub fn next_window(&mut self) -> Option<Window> {
        let cut = self.cutter.cut(&self.pending, self.least, self.ended)?;
        let length = match cut {
            Cut::At(length) => length,
            Cut::Within(most) => {
                let decoded = self.decode(self.pending.get(..most)?);
                let plan = self.fixer.plan(decoded.text());
                decoded.encode_up_to(cut::between(decoded.text(), plan.repairs())).len()
            }
        };
        let decoded = self.decode(self.pending.get(..length)?);
        self.pending.drain(..length);
        self.remember(&decoded);
        let plan = self.fixer.plan_learning(decoded.text(), self.offset == 0);
        let start = self.offset;
        self.offset += length as u64;
        Some(Window { start, length, fixed: FixedBytes::new(decoded, plan) })
    }

    fn decode(&self, bytes: &[u8]) -> Decoded {
        let settings = self.fixer.settings();
        let place = if self.offset == 0 { Place::Start } else { Place::Middle };
        if let Front::Whole(..) = self.front {
            return InputCharset::Known(Charset::UTF_8).decode_part(bytes, &[], Place::Middle);
        }
        let mut hints = hinted_charsets(settings.hints());
        hints.extend_from_slice(&self.seen);
        settings.input_charset().decode_part(bytes, &hints, place)
    }

    /// Remembers what windows were.
    fn remember(&mut self, decoded: &Decoded) {
        let mut found: Vec<(Charset, i32)> =
            decoded.declared().map(|c| (c, 2 * SEEN_BEFORE)).into_iter().collect();
        found.extend(decoded.stretches().iter().map(|s| (s.charset(), SEEN_BEFORE)));
        for (charset, bits) in found {
            let known = charset == Charset::UTF_8 || self.seen.iter().any(|s| s.0 == charset);
            if !known && self.seen.len() < MOST_SEEN {
                self.seen.push((charset, bits));
            }
        }
    }
}
