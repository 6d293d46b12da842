//! A fixer's program, whole: from its start to its end, reading a file and writing what comes out.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::texts::own_texts;

/// Bytes of a text that is written again and again until the file is long enough.
const PIECE: usize = 4_000_000;

pub fn run(program: &Path, size: usize) -> Result<(), String> {
    let path = std::env::temp_dir().join(format!("throughput-{}.txt", std::process::id()));
    let result = measure(program, size, &path).map_err(|e| format!("{}: {e}", program.display()));
    // whatever went wrong, the file shouldn't stay
    let _ = fs::remove_file(&path);
    result
}

fn measure(program: &Path, size: usize, path: &Path) -> std::io::Result<()> {
    println!("MB/s of the whole process\n\n| text | 1 thread | 2 threads |\n|---|---|---|");
    for text in own_texts(PIECE).iter().filter(|t| t.name != "garbled") {
        let mut file = File::create(path)?;
        for _ in 0..size.div_ceil(PIECE) {
            file.write_all(text.text.as_bytes())?;
        }
        drop(file);
        let bytes = fs::metadata(path)?.len();
        let mut cells = Vec::new();
        for threads in ["1", "2"] {
            let start = Instant::now();
            let input = File::open(path)?;
            let status = Command::new(program)
                .args(["--threads", threads, "-q"])
                .stdin(input)
                .stdout(Stdio::null())
                .status()?;
            let took = start.elapsed().as_secs_f64();
            let speed = bytes as f64 / 1e6 / took;
            cells.push(if status.success() { format!("{speed:.0}") } else { status.to_string() });
        }
        println!("| {} | {} |", text.name, cells.join(" | "));
    }
    Ok(())
}
