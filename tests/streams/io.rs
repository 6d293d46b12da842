//! Readers and writers: what goes wrong below them, and in what pieces.

use std::io::{self, BufRead, ErrorKind, Read, Write};

use demojibake::{FixReader, FixWriter, Fixer};
use proptest::prelude::*;

use super::{bytes, texts};

/// Gives and takes a few bytes at a time, and fails now and then.
struct Shaky<T> {
    inner: T,
    step: usize,
    turn: usize,
}

impl<T> Shaky<T> {
    fn new(inner: T, step: usize) -> Self {
        Shaky { inner, step, turn: 0 }
    }

    fn trouble(&mut self) -> io::Result<()> {
        self.turn += 1;
        match self.turn % 5 {
            1 => Err(ErrorKind::Interrupted.into()),
            3 => Err(ErrorKind::WouldBlock.into()),
            _ => Ok(()),
        }
    }
}

impl<T: Read> Read for Shaky<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.trouble()?;
        let most = buffer.len().min(self.step);
        self.inner.read(&mut buffer[..most])
    }
}

impl<T: Write> Write for Shaky<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.trouble()?;
        self.inner.write(&bytes[..bytes.len().min(self.step)])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn expected(fixer: &Fixer, input: &[u8], least: usize) -> Vec<u8> {
    super::output(&super::windows(fixer.stream().window(least), input, &[usize::MAX]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn readers_and_writers_lose_nothing(
        input in bytes(), step in 1..50_usize, buffer in 1..20_usize, least in 1..150_usize
    ) {
        let fixer = Fixer::new();
        let wanted = expected(&fixer, &input, least);

        let mut reader = FixReader::new(Shaky::new(&input[..], step), fixer.stream().window(least));
        let (mut got, mut piece) = (Vec::<u8>::new(), vec![0; buffer]);
        loop {
            match reader.read(&mut piece) {
                Ok(0) => break,
                Ok(n) => got.extend(&piece[..n]),
                Err(e) => prop_assert_eq!(e.kind(), ErrorKind::WouldBlock),
            }
        }
        prop_assert_eq!(&got, &wanted);
        prop_assert_eq!(reader.read(&mut piece).unwrap(), 0);

        let mut written = Vec::new();
        let mut writer = FixWriter::new(Shaky::new(&mut written, step), fixer.stream().window(least));
        let mut rest = &input[..];
        while !rest.is_empty() {
            match writer.write(&rest[..rest.len().min(buffer)]) {
                Ok(n) => rest = &rest[n..],
                Err(e) => prop_assert_eq!(e.kind(), ErrorKind::WouldBlock),
            }
        }
        // flushing in the middle changes nothing, and what can't be written is written later
        while let Err(e) = writer.flush() {
            prop_assert_eq!(e.kind(), ErrorKind::WouldBlock);
        }
        drop(writer);
        prop_assert!(wanted.starts_with(&written), "what is left was tried once");
    }

    #[test]
    fn finished_writers_have_written_all(text in texts(), least in 1..150_usize) {
        let fixer = Fixer::new();
        let mut writer = FixWriter::new(Vec::new(), fixer.stream().window(least));
        writer.write_all(text.as_bytes()).unwrap();
        prop_assert_eq!(writer.finish().unwrap(), expected(&fixer, text.as_bytes(), least));
    }
}

#[test]
fn a_dropped_writer_has_written_all() {
    let mut written = Vec::new();
    let mut writer = FixWriter::new(&mut written, Fixer::new().stream());
    writer.write_all("NicolÃ¡s".as_bytes()).unwrap();
    writer.flush().unwrap();
    drop(writer);
    assert_eq!(written, "Nicolás".as_bytes());
}

#[test]
fn lines_can_be_read() {
    let reader = FixReader::new("NicolÃ¡s\nSebastiÃ¡n".as_bytes(), Fixer::new().stream().window(1));
    let lines: Vec<String> = reader.lines().map(Result::unwrap).collect();
    assert_eq!(lines, ["Nicolás", "Sebastián"]);
}

#[test]
fn a_writer_that_takes_nothing_is_an_error() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Ok(0)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut writer = FixWriter::new(Full, Fixer::new().stream());
    writer.write_all(b"a").unwrap();
    assert_eq!(writer.finish().err().map(|e| e.kind()), Some(ErrorKind::WriteZero));
}
