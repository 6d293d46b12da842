//! How fast the fixer is, beside plsfix in the same run and beside the limits: copying, looking for ASCII, checking
//! UTF-8.
//!
//! RUN is `cargo run --release --manifest-path tools/throughput/Cargo.toml --target-dir target`.
//!
//!     RUN                      # the project's own texts
//!     RUN -- FILES             # these, line by line and whole
//!     RUN -- --hostile 1,10    # shapes that nobody writes, megabytes of each
//!     RUN -- --short           # strings of 8, 32 and 128 bytes
//!     RUN -- --program target/release/examples/fix --megabytes 1000
//!     valgrind --tool=callgrind target/release/throughput --workload good   # instructions; or garbled

mod clock;
mod program;
mod texts;

use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use demojibake::Fixer;
use plsfix::TextFixerConfig;

use clock::{Pieces, speed, time};
use texts::Text;

/// Measures the fixer's speed.
#[derive(Parser)]
#[command(name = "throughput")]
struct Args {
    /// Texts in UTF-8 [default: the project's own, mixed]
    files: Vec<PathBuf>,
    /// Megabytes of each of the own texts
    #[arg(long, default_value_t = 8.0)]
    megabytes: f64,
    /// Rounds of which the best one counts
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Seconds after which a text is broken off
    #[arg(long, default_value_t = 4.0)]
    seconds: f64,
    /// Measure hostile shapes of these megabytes instead
    #[arg(long, value_delimiter = ',')]
    hostile: Vec<f64>,
    /// Measure short strings instead
    #[arg(long)]
    short: bool,
    /// Run a fixer's program on files of these megabytes instead, with one thread and with two
    #[arg(long)]
    program: Option<PathBuf>,
    /// Only work through a fixed text, once: for counting instructions
    #[arg(long, value_enum)]
    workload: Option<Workload>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Workload {
    Good,
    Garbled,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("throughput: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), String> {
    let size = (args.megabytes * 1e6) as usize;
    if let Some(workload) = args.workload {
        work(workload);
    } else if let Some(program) = &args.program {
        return program::run(program, size);
    } else if args.short {
        short(args.rounds);
    } else if !args.hostile.is_empty() {
        hostile(&args.hostile);
    } else if args.files.is_empty() {
        files(&texts::own_texts(size), args);
    } else {
        let read = |path: &PathBuf| {
            let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
            let name = path.file_stem().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
            Ok(Text { name, text })
        };
        files(&args.files.iter().map(read).collect::<Result<Vec<_>, String>>()?, args);
    }
    Ok(())
}

/// plsfix with all that isn't about encodings turned off.
fn encoding_only() -> TextFixerConfig {
    TextFixerConfig {
        unescape_html: Some(false),
        remove_terminal_escapes: false,
        fix_c1_controls: false,
        fix_latin_ligatures: false,
        fix_character_width: false,
        uncurl_quotes: false,
        fix_line_breaks: false,
        remove_control_chars: false,
        normalization: None,
        ..TextFixerConfig::default()
    }
}

fn files(texts: &[Text], args: &Args) {
    let fixer = Fixer::new();
    let plsfix = encoding_only();
    let limit = Duration::from_secs_f64(args.seconds);
    println!("MB/s, the best of {} rounds; a text is broken off after {} s\n", args.rounds, args.seconds);
    println!(
        "| text | fix, by line | plsfix, by line | ratio | fix, whole | plan, whole | stream | memcpy | is_ascii | UTF-8 |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for Text { name, text } in texts {
        let lines = Pieces::new(text.lines());
        let fix = |l: &str| drop(black_box(fixer.fix(l)));
        let theirs = |l: &str| drop(black_box(plsfix::fix_text(l, Some(&plsfix))));
        let [ours, theirs] = lines.speeds(args.rounds, limit, [&fix, &theirs]);
        // as much as takes a part of the limit
        let part = ((ours * 1e6 * args.seconds / 8.0) as usize).min(text.len());
        let part = &text[..(part..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len())];
        let bytes = part.len();
        let whole = speed(bytes, args.rounds, || drop(black_box(fixer.fix(part))));
        let plan = speed(bytes, args.rounds, || drop(black_box(fixer.plan(part))));
        let stream = speed(bytes, args.rounds, || stream(&fixer, part));
        let mut copy = vec![0; text.len()];
        let memcpy = speed(text.len(), args.rounds, || copy.copy_from_slice(black_box(text.as_bytes())));
        let is_ascii = speed(text.len(), args.rounds, || _ = black_box(black_box(&text[..]).is_ascii()));
        let utf8 = speed(text.len(), args.rounds, || _ = black_box(std::str::from_utf8(text.as_bytes())));
        println!(
            "| {name} | {ours:.1} | {theirs:.1} | {:.1} | {whole:.1} | {plan:.1} | {stream:.1} | {memcpy:.0} | {is_ascii:.0} | {utf8:.0} |",
            ours / theirs
        );
    }
}

fn stream(fixer: &Fixer, text: &str) {
    let mut stream = fixer.stream();
    for part in text.as_bytes().chunks(1 << 16) {
        stream.push(part);
        while let Some(window) = stream.next_window() {
            black_box(window.output());
        }
    }
    stream.end();
    while let Some(window) = stream.next_window() {
        black_box(window.output());
    }
}

fn short(rounds: usize) {
    const ROWS: [(&str, &str); 5] = [
        ("ASCII", "the quick brown fox jumps over the lazy dog and "),
        ("good Western", "un été à la plage, une journée déjà passée, voilà "),
        ("good Cyrillic", "привет, как дела сегодня у вас дома, всё хорошо "),
        ("garbled, UTF-8", "dÃ©jÃ  vu Ã  la fÃªte, trÃ¨s lÃ©ger "),
        ("garbled, Cyrillic", "Ïðèâåò, êàê äåëà ñåãîäíÿ ó âàñ äîìà "),
    ];
    let fixer = Fixer::new();
    println!("ns a call of fix\n\n| text | 8 bytes | 32 bytes | 128 bytes |\n|---|---|---|---|");
    for (name, text) in ROWS {
        let cells: Vec<String> = [8, 32, 128]
            .map(|size| {
                let long = text.repeat(4);
                let end = (size..).find(|i| long.is_char_boundary(*i)).unwrap_or(size);
                let text = &long[..end];
                let calls = if name.starts_with("garbled") { 200 } else { 100_000 };
                let best = (0..rounds.max(5))
                    .map(|_| time(|| (0..calls).for_each(|_| drop(black_box(fixer.fix(black_box(text)))))))
                    .min()
                    .unwrap_or_default();
                format!("{:.0}", best.as_nanos() as f64 / calls as f64)
            })
            .into();
        println!("| {name} | {} |", cells.join(" | "));
    }
}

fn hostile(megabytes: &[f64]) {
    let fixer = Fixer::new();
    let sizes: Vec<String> = megabytes.iter().map(|m| format!("{m} MB")).collect();
    println!("MB/s of fix on one line\n\n| shape | {} |", sizes.join(" | "));
    println!("|---|{}", "---|".repeat(sizes.len()));
    for shape in texts::HOSTILE {
        let cells: Vec<String> = megabytes
            .iter()
            .map(|m| {
                let text = texts::hostile(shape, (m * 1e6) as usize);
                format!("{:.2}", speed(text.len(), 1, || drop(black_box(fixer.fix(&text)))))
            })
            .collect();
        println!("| {shape} | {} |", cells.join(" | "));
    }
}

/// A fixed text, once, line by line.
fn work(workload: Workload) {
    let fixer = Fixer::new();
    let texts = texts::own_texts(20_000);
    let wanted = |t: &&Text| (t.name == "garbled") == matches!(workload, Workload::Garbled);
    for text in texts.iter().filter(wanted) {
        text.text.lines().for_each(|l| drop(black_box(fixer.fix(l))));
    }
}
