//! The command line.

use std::path::PathBuf;

use clap::{ArgGroup, Args as Group, Parser, ValueEnum, ValueHint};
use clap_complete::Shell;
use demojibake::{Chain, Charset, Hint};

const EXAMPLES: &str = "\
Examples (`fix` stands for `cargo run --release --example fix --`):
  fix page.txt                             print the repaired text of a file
  fix --text '²©²ÊÍøÕ¾'                    what is this, and what happened to it?
  fix --check src docs                     list the repairs in two folders; exit 1 if there are any
  fix --diff src | less -R                 the same as a patch
  fix -i --report undo.jsonl src docs      repair the files, and keep what is needed to go back:
  fix --undo undo.jsonl                    … byte for byte
  curl -s https://example.org | fix        repair standard input
  fix --jsonl --field title <a >b          repair the values of one key in JSON lines
  fix --csv --column name export.csv       repair a column, whose rows support each other
  fix --names ~/Music                      which file names are garbled? (-i renames them)
  fix --from big5 --to utf-8 -i old.txt    convert a file, and repair what was garbled in it

Exit code: 0 when all went well, 1 when --check or --diff found something to repair, 2 when something couldn't be \
read, written or understood (the rest is done all the same), 130 after Ctrl-C.";

/// Repairs garbled text (mojibake) and leaves everything else as it is, byte for byte.
///
/// Without a mode the repaired text of all files goes to standard output, in UTF-8. Files may be in any charset and
/// in several at once; folders are searched for text files, without what .gitignore names.
#[derive(Debug, Parser)]
#[command(name = "fix", version, after_help = EXAMPLES, max_term_width = 110)]
#[command(group = ArgGroup::new("mode"), group = ArgGroup::new("records"), group = ArgGroup::new("tool"))]
pub struct Args {
    /// Files and folders; `-` is standard input, and so is nothing at all
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub modes: Modes,
    #[command(flatten)]
    pub tools: Tools,
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub records: Records,
    #[command(flatten)]
    pub settings: Settings,
    #[command(flatten)]
    pub running: Running,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Modes")]
pub struct Modes {
    /// Repair the files themselves; those without repairs aren't touched
    #[arg(short, long, group = "mode")]
    pub in_place: bool,

    /// With -i, keep each file that changes under its name with SUFFIX
    #[arg(long, value_name = "SUFFIX", num_args = 0..=1, require_equals = true, default_missing_value = ".bak")]
    #[arg(requires = "in_place")]
    pub backup: Option<String>,

    /// Write nothing; list the repairs, `file:line:column: before → after (cause, confidence)`; exit 1 if there are any
    #[arg(long, group = "mode")]
    pub check: bool,

    /// Write nothing; print the repairs as a unified diff; exit 1 if there are any
    #[arg(long, group = "mode")]
    pub diff: bool,

    /// List the repairs like --check, and what is left alone because it isn't sure enough; exit 0
    #[arg(long, group = "mode")]
    pub explain: bool,

    /// Write each repair to FILE, a new one, as JSON lines; with -i it holds all that --undo needs
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub report: Option<PathBuf>,

    /// Look at the names of files and folders instead of their text; with -i, rename
    #[arg(long, conflicts_with_all = ["diff", "records", "backup", "from", "to"])]
    pub names: bool,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Other things to do")]
pub struct Tools {
    /// Bring files and names back to what they were before the run that wrote this report
    #[arg(long, value_name = "REPORT", value_hint = ValueHint::FilePath, group = "tool")]
    #[arg(conflicts_with_all = ["paths", "mode", "records", "names"])]
    pub undo: Option<PathBuf>,

    /// Repair STRING and say how, and what else it could be
    #[arg(long, value_name = "STRING", group = "tool", conflicts_with_all = ["paths", "mode", "records", "names"])]
    pub text: Option<String>,

    /// Print the chains that lead from BAD to GOOD, two texts or (with @ before them) two files
    #[arg(long, num_args = 2, value_names = ["BAD", "GOOD"], group = "tool")]
    #[arg(conflicts_with_all = ["paths", "mode", "records", "names"])]
    pub learn: Option<Vec<String>>,

    /// Garble the text instead of repairing it, to make test data: `--garble 'utf-8>windows-1252 twice'`
    #[arg(long, value_name = "CHAIN", value_parser = chain, group = "tool")]
    #[arg(conflicts_with_all = ["mode", "records", "names"])]
    pub garble: Option<Chain>,

    /// Print the names of all charsets, as --from, --to and chains want them
    #[arg(long, group = "tool", conflicts_with_all = ["paths", "mode", "records", "names"])]
    pub charsets: bool,

    /// Print the completions for a shell
    #[arg(long, value_name = "SHELL", group = "tool", conflicts_with_all = ["paths", "mode", "records", "names"])]
    pub completions: Option<Shell>,

    /// Print the manual page
    #[arg(long, group = "tool", conflicts_with_all = ["paths", "mode", "records", "names"])]
    pub man: bool,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Files")]
pub struct Inputs {
    /// The charset of the files; found out for each file, and for the parts of it, when not given
    #[arg(long, value_name = "CHARSET", value_parser = charset)]
    pub from: Option<Charset>,

    /// The charset to write; UTF-8 when not given
    #[arg(long, value_name = "CHARSET", value_parser = charset)]
    pub to: Option<Charset>,

    /// In folders, take hidden files too
    #[arg(long)]
    pub hidden: bool,

    /// In folders, take also what .gitignore and .ignore name
    #[arg(long)]
    pub no_ignore: bool,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Records")]
pub struct Records {
    /// Every line is a JSON value: repair its string values, each a text of its own, and nothing else
    #[arg(long, group = "records")]
    pub jsonl: bool,

    /// With --jsonl, repair only what stands under this key, at any depth; can be given several times
    #[arg(long = "field", value_name = "NAME", requires = "jsonl")]
    pub fields: Vec<String>,

    /// Comma-separated values (or semicolons, tabs, bars: as the first line has them)
    #[arg(long, group = "records", group = "table")]
    pub csv: bool,

    /// Tab-separated values, without quotes
    #[arg(long, group = "records", group = "table")]
    pub tsv: bool,

    /// With --csv or --tsv, repair only the column of this name or number (from 1); can be given several times
    #[arg(long = "column", value_name = "NAME", requires = "table")]
    pub columns: Vec<String>,

    /// With --csv, the delimiter
    #[arg(long, value_name = "CHAR", value_parser = delimiter, requires = "csv")]
    pub delimiter: Option<u8>,

    /// Every line is a text of its own
    #[arg(long, group = "records")]
    pub lines: bool,

    /// Whether rows support each other; `column` for tables and --field, `row` for the others when not given
    #[arg(long, value_name = "HOW", requires = "records")]
    pub evidence: Option<Evidence>,
}

/// What a value of a record is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Evidence {
    /// By itself alone
    Row,
    /// Together with the other values of its column
    Column,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "What is repaired")]
pub struct Settings {
    /// Leave alone what is less probable than this, from 0 to 1
    #[arg(long, value_name = "N", value_parser = confidence)]
    pub min_confidence: Option<f32>,

    /// How readily a run is taken for garbled
    #[arg(long, value_name = "HOW")]
    pub caution: Option<Care>,

    /// How many mix-ups may be stacked on one run
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    pub max_layers: Option<u8>,

    /// What is probable here: a language (ru, zh-TW), a charset (big5) or a chain (gbk>windows-1252); can be given
    /// several times
    #[arg(long, value_name = "WHAT", value_parser = hint)]
    pub expect: Vec<Hint>,

    /// Assume only these mix-ups: `gbk,big5>windows-1252`; can be given several times
    #[arg(long, value_name = "MIX-UPS", value_parser = mix_ups)]
    pub only: Vec<Pairs>,

    /// Assume no mix-up with this charset; can be given several times
    #[arg(long, value_name = "CHARSET", value_parser = charset)]
    pub without: Vec<Charset>,

    /// It's known what happened: undo this chain wherever a line reads better without it, and nothing else
    #[arg(long, value_name = "CHAIN", value_parser = chain, conflicts_with_all = ["expect", "only", "without"])]
    pub chain: Option<Chain>,

    /// What becomes of characters of which a byte was lost
    #[arg(long, value_name = "HOW")]
    pub lost_bytes: Option<Lost>,

    /// What C1 controls are taken for
    #[arg(long, value_name = "WHAT")]
    pub c1: Option<C1>,

    /// Which characters are read that are written out, as in `&Atilde;` and `\u00c3`
    #[arg(long, value_name = "WHICH")]
    pub escapes: Option<WrittenOut>,

    /// Bring what repairs give into a Unicode form
    #[arg(long, value_name = "FORM")]
    pub normalize: Option<UnicodeForm>,

    /// Bring all text into a Unicode form, also where nothing was garbled
    #[arg(long, value_name = "FORM", conflicts_with = "normalize")]
    pub normalize_all: Option<UnicodeForm>,
}

/// The true charsets and the wrong ones of some mix-ups.
pub type Pairs = (Vec<Charset>, Vec<Charset>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Care {
    /// Only what is nearly certain
    Strict,
    /// What is probable
    Balanced,
    /// What is more probable than not
    Eager,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lost {
    /// They are restored where that is sure enough
    Restore,
    /// They become U+FFFD
    Mark,
    /// They stay as they stand
    Keep,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum C1 {
    /// The bytes of their numbers; those left over become windows-1252's characters where that reads well
    Likely,
    /// The bytes of their numbers; those left over stay
    Bytes,
    /// The bytes of their numbers; those left over become windows-1252's characters
    #[value(name = "windows-1252")]
    Windows1252,
    /// Themselves
    Keep,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WrittenOut {
    /// Those beside characters that aren't ASCII
    Beside,
    /// All, also where the text is ASCII
    All,
    /// None
    Keep,
}

#[derive(Debug, Group)]
#[command(next_help_heading = "Running")]
pub struct Running {
    /// How many threads work; all processors' when not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub threads: Option<u16>,

    /// Colours and a progress bar: on a terminal, always, never. NO_COLOR turns colours off
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    pub color: When,

    /// No progress bar and no summary
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

impl Args {
    /// What the options that exclude each other ask for.
    pub fn mode(&self) -> Mode {
        match &self.modes {
            m if m.in_place => Mode::InPlace,
            m if m.check => Mode::Check,
            m if m.diff => Mode::Diff,
            m if m.explain => Mode::Explain,
            _ => Mode::Print,
        }
    }
}

/// What becomes of the repairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Print,
    InPlace,
    Check,
    Diff,
    Explain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UnicodeForm {
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}

fn confidence(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(n) if (0.0..=1.0).contains(&n) => Ok(n),
        _ => Err("give a number from 0 to 1, for example 0.9".to_string()),
    }
}

fn charset(label: &str) -> Result<Charset, String> {
    Charset::for_label(label).map_err(|_| format!("no charset is called {label}; --charsets lists them"))
}

fn chain(text: &str) -> Result<Chain, String> {
    text.parse().map_err(|e| format!("{e}; for example 'utf-8>windows-1252 twice'"))
}

fn hint(text: &str) -> Result<Hint, String> {
    if text.contains('>') {
        return chain(text).map(Hint::chain);
    }
    match Charset::for_label(text) {
        Ok(charset) => Ok(Hint::charset(charset)),
        Err(_) => Hint::language(text).map_err(|_| {
            format!("{text} is no language that had a charset of its own, no charset and no chain; for example ru, big5")
        }),
    }
}

fn mix_ups(text: &str) -> Result<Pairs, String> {
    let (truths, wrongs) = text
        .split_once('>')
        .ok_or("write the true charsets, > and the wrong ones, as in gbk,big5>windows-1252")?;
    let list = |labels: &str| labels.split(',').map(charset).collect::<Result<Vec<_>, _>>();
    Ok((list(truths)?, list(wrongs)?))
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        [b @ (b' '..=b'~' | b'\t')] if !b.is_ascii_alphanumeric() && *b != b'"' => Ok(*b),
        _ if text == "\\t" => Ok(b'\t'),
        _ => Err("give one character of ASCII, no letter or digit, for example ';'".to_string()),
    }
}
