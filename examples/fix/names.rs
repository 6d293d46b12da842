//! `--names`: file and folder names that are garbled, and, with -i, their renaming.
//!
//! The names in one folder support each other, and what is certain in one folder is expected in the others. What is
//! deepest is renamed first, so that paths stay right.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use demojibake::{Fixer, Repair, decode_bytes};

use super::args::{Args, Mode};
use super::inputs;
use super::interrupt;
use super::learned::Learned;
use super::problem::{Failure, Problem};
use super::replace;
use super::report::{Line, Name, Report};
use super::show::{Colors, Visible};
use super::tally::Tally;

/// The longest name that common file systems take, in bytes.
const LONGEST: usize = 255;

/// A name to be changed.
struct Rename {
    from: PathBuf,
    to: PathBuf,
    repairs: Vec<Repair>,
}

/// Lists the names that are garbled, and with -i renames.
pub fn all(
    args: &Args,
    fixer: &Fixer,
    colors: Colors,
    report: Option<&Report>,
    out: &mut dyn Write,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let say = |tally: &mut Tally, message: String| {
        tally.errors += 1;
        super::complain(&message);
    };
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    let here = [PathBuf::from(".")];
    for path in if args.paths.is_empty() { &here[..] } else { &args.paths } {
        if fs::symlink_metadata(path).is_err() {
            say(tally, format!("{}: there is no such file; check the path", path.display()));
            continue;
        }
        for found in inputs::walker(path, &args.inputs).build() {
            match found {
                Ok(entry) => {
                    let path = entry.into_path();
                    if let (Some(_), Some(folder)) = (path.file_name(), path.parent()) {
                        folders.entry(folder.to_path_buf()).or_default().push(path);
                    }
                }
                Err(e) => say(tally, format!("{e}; check who may read it")),
            }
        }
    }
    for paths in folders.values_mut() {
        paths.sort();
        paths.dedup();
        tally.files += paths.len() as u64;
    }
    let found =
        |fixer: &Fixer| -> Vec<Rename> { folders.values().flat_map(|f| of_folder(f, fixer)).collect() };
    let mut learned = Learned::new(fixer);
    let mut renames = found(fixer);
    renames.iter().flat_map(|r| &r.repairs).for_each(|repair| learned.take(0, repair));
    if !renames.is_empty() {
        renames = found(learned.fixer(0));
    }
    // deepest first; what stands in one folder stays in the order of its names
    renames.sort_by_key(|r| std::cmp::Reverse(r.from.components().count()));
    for rename in renames {
        if interrupt::wanted() {
            return Err(Failure::Interrupted);
        }
        tally.garbled += 1;
        for repair in &rename.repairs {
            *tally.chains.entry(repair.chain().in_words().to_string()).or_default() += 1;
        }
        show(out, colors, &rename).map_err(Failure::Output)?;
        let done = check(&rename).and_then(|()| match args.mode() {
            Mode::InPlace => carry_out(&rename, report).map(|()| 1),
            _ => Ok(0),
        });
        match done {
            Ok(n) => tally.written += n,
            Err(problem) => say(tally, format!("{}: {problem}", rename.from.display())),
        }
    }
    out.flush().map_err(Failure::Output)
}

/// What is garbled in the names of one folder.
fn of_folder(paths: &[PathBuf], fixer: &Fixer) -> Vec<Rename> {
    let names: Vec<String> = paths.iter().map(|p| text(p.file_name().unwrap_or_default())).collect();
    // no name has a line end in it that isn't a control and so never part of a run
    let joined: String = names.iter().map(|n| n.replace('\n', " ") + "\n").collect();
    let plan = fixer.plan(&joined);
    let mut repairs = plan.repairs().iter().peekable();
    let mut start = 0;
    let mut renames = Vec::new();
    for (path, name) in paths.iter().zip(&names) {
        let end = start + name.len();
        let (mut new, mut done, mut of_name) = (String::new(), 0, Vec::new());
        while let Some(repair) = repairs.next_if(|r| r.range().start < end) {
            let range = repair.range();
            if range.end <= end {
                new.push_str(&name[done..range.start - start]);
                new.push_str(repair.after());
                done = range.end - start;
                of_name.push(repair.clone());
            }
        }
        new.push_str(&name[done..]);
        // a name that isn't Unicode becomes so even where nothing else is wrong with it
        if OsStr::new(&new) != path.file_name().unwrap_or_default() {
            renames.push(Rename { from: path.clone(), to: path.with_file_name(&new), repairs: of_name });
        }
        start = end + 1;
    }
    renames
}

/// A name as text: Unicode, or bytes of some charset.
fn text(name: &OsStr) -> String {
    match name.to_str() {
        Some(name) => name.to_string(),
        None => decode_bytes(name.as_encoded_bytes()).into_text(),
    }
}

fn show(out: &mut dyn Write, colors: Colors, rename: &Rename) -> std::io::Result<()> {
    let Colors { before, after, cause, .. } = colors;
    let folder = rename.from.parent().unwrap_or(Path::new("")).join("");
    let name = |p: &Path| p.file_name().map(text).unwrap_or_default();
    let (old, new) = (name(&rename.from), name(&rename.to));
    let causes: Vec<String> = rename
        .repairs
        .iter()
        .map(|r| format!("{}, {:.0} %", r.chain().in_words(), 100.0 * r.confidence()))
        .collect();
    let causes = if causes.is_empty() { "not Unicode".to_string() } else { causes.join("; ") };
    writeln!(
        out,
        "{}{before}{}{before:#} → {after}{}{after:#} {cause}({causes}){cause:#}",
        folder.display(),
        Visible(&old),
        Visible(&new),
    )
}

/// Whether a name can be had.
fn check(rename: &Rename) -> Result<(), Problem> {
    let new = rename.to.file_name().map(text).unwrap_or_default();
    let bad = new.is_empty() || new == "." || new == ".." || new.contains(['/', '\0', '\\']);
    if bad || new.contains('\u{FFFD}') || rename.to.parent() != rename.from.parent() {
        return Err(Problem::new("what it was can't be a file name here", "rename it by hand"));
    }
    if new.len() > LONGEST {
        return Err(Problem::new("what it was is too long for a file name", "rename it by hand"));
    }
    if fs::symlink_metadata(&rename.to).is_ok() {
        return Err(taken());
    }
    Ok(())
}

fn taken() -> Problem {
    Problem::new("something has the repaired name already; both stay", "rename one of them by hand")
}

fn carry_out(rename: &Rename, report: Option<&Report>) -> Result<(), Problem> {
    if let Some(report) = report {
        report.line(&Line::Rename { from: Name::new(&rename.from), to: Name::new(&rename.to) })?;
    }
    replace::rename_new(&rename.from, &rename.to).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => taken(),
        _ => Problem::new(format_args!("can't rename it: {e}"), "check who may write into its folder"),
    })?;
    replace::sync_folder(&rename.to);
    Ok(())
}
