//! Repairs what goes through it, in bounded memory: `zcat dump.sql.gz | cargo run --release --example stream | gzip >…`

use std::io;

use demojibake::{FixReader, Fixer};

fn main() -> io::Result<()> {
    // windows of 64 kB: large enough that runs support each other, small enough that a line is answered soon
    let stream = Fixer::new().stream().window(1 << 16);
    let mut input = FixReader::new(io::stdin().lock(), stream);
    match io::copy(&mut input, &mut io::stdout().lock()) {
        // whoever reads has seen enough
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done.map(drop),
    }
}
