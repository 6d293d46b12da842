//! Prints the text of a file of unknown charset; with `--stretches`, what each stretch of it is.

use std::io::Write as _;

use demojibake::decode_bytes;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (options, files): (Vec<_>, Vec<_>) = args.iter().partition(|a| a.starts_with("--"));
    for file in files {
        let decoded = decode_bytes(&std::fs::read(file)?);
        if options.is_empty() {
            out.write_all(decoded.text().as_bytes())?;
            continue;
        }
        for stretch in decoded.stretches() {
            let text = &decoded.text()[stretch.text()];
            writeln!(out, "{:?} {} {:?}: {text:?}", stretch.bytes(), stretch.charset(), stretch.kind())?;
        }
    }
    Ok(())
}
