//! Standard input, read by a thread of its own: what has arrived is taken at once, and nobody waits for more.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// What a pipe gives at once on Linux.
const PART: usize = 64 * 1024;
/// How many parts are read before anybody wants them.
const PARTS: usize = 16;

pub struct ReadAhead {
    parts: Receiver<io::Result<Vec<u8>>>,
    part: Vec<u8>,
    taken: usize,
    error: Option<io::Error>,
}

impl ReadAhead {
    pub fn new(mut input: impl Read + Send + 'static) -> Self {
        let (sender, parts) = sync_channel(PARTS);
        thread::spawn(move || {
            loop {
                let mut part = vec![0; PART];
                let got = input.read(&mut part);
                let end = !matches!(&got, Ok(n) if *n > 0);
                if got.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::Interrupted) {
                    continue;
                }
                let part = got.map(|n| {
                    part.truncate(n);
                    part
                });
                if sender.send(part).is_err() || end {
                    return;
                }
            }
        });
        ReadAhead { parts, part: Vec::new(), taken: 0, error: None }
    }
}

impl Read for ReadAhead {
    /// Waits only when there is nothing at all.
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if let Some(e) = self.error.take() {
            return Err(e);
        }
        let mut done = 0;
        while done < to.len() {
            if self.taken == self.part.len() {
                let next = if done == 0 { self.parts.recv().ok() } else { self.parts.try_recv().ok() };
                self.taken = 0;
                self.part = match next {
                    Some(Ok(part)) => part,
                    Some(Err(e)) if done == 0 => return Err(e),
                    Some(Err(e)) => {
                        self.error = Some(e);
                        Vec::new()
                    }
                    None => Vec::new(),
                };
                if self.part.is_empty() {
                    break;
                }
            }
            let n = (self.part.len() - self.taken).min(to.len() - done);
            to[done..done + n].copy_from_slice(&self.part[self.taken..self.taken + n]);
            self.taken += n;
            done += n;
        }
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_arrives_in_order() {
        let bytes: Vec<u8> = (0..300_000u32).flat_map(u32::to_le_bytes).collect();
        let mut back = Vec::new();
        ReadAhead::new(io::Cursor::new(bytes.clone())).read_to_end(&mut back).unwrap();
        assert!(back == bytes);
    }

    #[test]
    fn an_error_comes_after_what_was_read_before_it() {
        struct Broken(bool);
        impl Read for Broken {
            fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) {
                    return Err(io::Error::other("broken"));
                }
                to[..2].copy_from_slice(b"ab");
                Ok(2)
            }
        }
        let mut back = Vec::new();
        assert!(ReadAhead::new(Broken(false)).read_to_end(&mut back).is_err());
        assert_eq!(back, b"ab");
    }
}
