//! Readers and writers that repair what goes through them (feature `std`).

use alloc::vec::Vec;
use std::io::{BufRead, ErrorKind, Read, Result, Write};

use super::Stream;

/// So many bytes are read at once, and taken at once when they are written.
const CHUNK: usize = 1 << 15;

/// Reads from another reader and repairs what it gives (feature `std`).
///
/// What comes out is text in UTF-8; see [`Stream`] for what it is exactly, and how much memory that takes.
///
/// ```
/// use std::io::Read;
/// use demojibake::{FixReader, Fixer};
///
/// let file = "NicolÃ¡s\n".as_bytes();
/// let mut text = String::new();
/// FixReader::new(file, Fixer::new().stream()).read_to_string(&mut text)?;
/// assert_eq!(text, "Nicolás\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct FixReader<R> {
    inner: R,
    stream: Stream,
    ended: bool,
    chunk: Vec<u8>,
    /// What is repaired, and how much of it was given away.
    output: Vec<u8>,
    given: usize,
}

impl<R: Read> FixReader<R> {
    /// Repairs what `inner` gives as `stream` is told. Needs no buffering below it.
    ///
    /// ```
    /// use std::io::BufRead;
    /// use demojibake::{FixReader, Fixer};
    ///
    /// let reader = FixReader::new("NicolÃ¡s\nand".as_bytes(), Fixer::new().stream());
    /// assert_eq!(reader.lines().next().transpose()?, Some("Nicolás".to_owned()));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn new(inner: R, stream: Stream) -> Self {
        FixReader { inner, stream, ended: false, chunk: Vec::new(), output: Vec::new(), given: 0 }
    }

    /// The reader below; what was read from it and not given away is lost.
    ///
    /// ```
    /// use demojibake::{FixReader, Fixer};
    ///
    /// let reader = FixReader::new("NicolÃ¡s".as_bytes(), Fixer::new().stream());
    /// assert_eq!(reader.into_inner(), "NicolÃ¡s".as_bytes());
    /// ```
    pub fn into_inner(self) -> R {
        self.inner
    }
}

impl<R: Read> BufRead for FixReader<R> {
    /// Gives the rest of a window.
    ///
    /// # Errors
    /// Those of the reader below; nothing is lost by them, so that reading can go on.
    fn fill_buf(&mut self) -> Result<&[u8]> {
        while self.given >= self.output.len() {
            if let Some(window) = self.stream.next_window() {
                (self.output, self.given) = (window.output(), 0);
            } else if self.ended {
                break;
            } else {
                self.chunk.resize(CHUNK, 0);
                let read = match self.inner.read(&mut self.chunk) {
                    Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                    read => read?,
                };
                self.stream.push(self.chunk.get(..read).unwrap_or_default());
                if read == 0 {
                    self.ended = true;
                    self.stream.end();
                }
            }
        }
        Ok(self.output.get(self.given..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.given = self.output.len().min(self.given + amount);
    }
}

impl<R: Read> Read for FixReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

/// Repairs what is written to it and writes that to another writer (feature `std`).
///
/// A window is written when it's complete, the last one when the writer is [finished](FixWriter::finish) or dropped.
/// [`flush`](Write::flush) doesn't end a window, or what is written would depend on it. See [`Stream`] for what comes
/// out exactly, and how much memory that takes.
///
/// ```
/// use std::io::Write;
/// use demojibake::{FixWriter, Fixer};
///
/// let mut writer = FixWriter::new(Vec::new(), Fixer::new().stream());
/// write!(writer, "Nicol\u{c3}")?;
/// write!(writer, "\u{a1}s")?;
/// assert_eq!(writer.finish()?, "Nicolás".as_bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct FixWriter<W: Write> {
    /// There until the writer is finished.
    inner: Option<W>,
    stream: Stream,
    /// What is repaired, and how much of it was written.
    output: Vec<u8>,
    written: usize,
}

impl<W: Write> FixWriter<W> {
    /// Repairs what goes to `inner` as `stream` is told. Writes large pieces: needs no buffering below it.
    ///
    /// ```
    /// use std::io::Write;
    /// use demojibake::{FixWriter, Fixer};
    ///
    /// let mut file = Vec::new();
    /// FixWriter::new(&mut file, Fixer::new().stream()).write_all("NicolÃ¡s".as_bytes())?;
    /// assert_eq!(file, "Nicolás".as_bytes()); // written when the writer was dropped
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn new(inner: W, stream: Stream) -> Self {
        FixWriter { inner: Some(inner), stream, output: Vec::new(), written: 0 }
    }

    /// Writes what is left, flushes the writer below and gives it back.
    ///
    /// # Errors
    /// Those of the writer below.
    ///
    /// ```
    /// use std::io::Write;
    /// use demojibake::{FixWriter, Fixer};
    ///
    /// let mut writer = FixWriter::new(Vec::new(), Fixer::new().stream());
    /// writer.write_all("NicolÃ¡s".as_bytes())?;
    /// assert_eq!(writer.finish()?, "Nicolás".as_bytes());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn finish(mut self) -> Result<W> {
        self.end()?;
        self.inner.take().ok_or_else(|| ErrorKind::BrokenPipe.into()) // only finish and drop take it
    }

    fn end(&mut self) -> Result<()> {
        self.stream.end();
        while self.write_output()? {}
        self.inner.as_mut().map_or(Ok(()), Write::flush)
    }

    /// Writes what is repaired; whether there may be more.
    fn write_output(&mut self) -> Result<bool> {
        let Some(inner) = &mut self.inner else { return Ok(false) };
        while let Some(rest @ [_, ..]) = self.output.get(self.written..) {
            match inner.write(rest) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(n) => self.written += n,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        let window = self.stream.next_window();
        (self.output, self.written) = (window.as_ref().map(|w| w.output()).unwrap_or_default(), 0);
        Ok(window.is_some())
    }
}

impl<W: Write> Write for FixWriter<W> {
    /// Takes up to 32 KiB.
    ///
    /// # Errors
    /// Those of the writer below, which then are about what was taken before; of `bytes` nothing is taken then.
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        while self.write_output()? {}
        let taken = bytes.get(..CHUNK).unwrap_or(bytes);
        self.stream.push(taken);
        Ok(taken.len())
    }

    /// Writes the windows that are complete, and flushes the writer below.
    fn flush(&mut self) -> Result<()> {
        while self.write_output()? {}
        self.inner.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl<W: Write> Drop for FixWriter<W> {
    /// Writes what is left, as far as that can be done; [`finish`](FixWriter::finish) says whether it could.
    fn drop(&mut self) {
        if self.inner.is_some() && !std::thread::panicking() {
            let _ = self.end();
        }
    }
}
