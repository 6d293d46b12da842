//! Folders of JSON lines → suites of cases.
//!
//! A case is `{"text", "expected"}` and, where known, `id`, `family`, `chain`, `lang`, `bucket` (its length: word,
//! title, sentence, para), `context` (whole, embedded, document) and `why`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Suites of good text: whatever changes there is a false alarm.
const GOOD: [&str; 2] = ["negatives", "good_but_strange"];

/// The order in which suites are reported; others follow by name.
const ORDER: [&str; 7] =
    ["negatives", "good_but_strange", "positives", "synthetic", "wild", "lossy", "documents"];

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Key {
    /// The kind of damage
    Family,
    /// The mix-ups
    Chain,
    /// The language of the garbled text
    Lang,
    /// The length: word, title, sentence, paragraph
    Bucket,
    /// Garbled as a whole, or inside good text
    Context,
}

impl Key {
    pub const ALL: [Key; 5] = [Key::Family, Key::Bucket, Key::Context, Key::Chain, Key::Lang];

    pub fn name(self) -> &'static str {
        ["family", "chain", "lang", "bucket", "context"][self as usize]
    }
}

/// One text and what should come out.
pub struct Case {
    pub id: String,
    pub text: String,
    pub expected: String,
    keys: [String; 5],
}

impl Case {
    pub fn key(&self, key: Key) -> &str {
        &self.keys[key as usize]
    }

    /// Whether it belongs to the column "exact on sentences and paragraphs".
    pub fn is_long(&self) -> bool {
        matches!(self.key(Key::Bucket), "sentence" | "para")
    }
}

/// The cases of one `<name>.jsonl`.
pub struct Suite {
    pub name: String,
    pub cases: Vec<Case>,
}

impl Suite {
    pub fn is_good_text(&self) -> bool {
        GOOD.contains(&self.name.as_str())
    }

    pub fn chars(&self) -> usize {
        self.cases.iter().map(|c| c.text.chars().count()).sum()
    }
}

/// Reads the suites of all folders; suites of one name become one.
pub fn load(folders: &[PathBuf], only: &[String], every: usize) -> Result<Vec<Suite>, String> {
    let mut suites: Vec<Suite> = Vec::new();
    for folder in folders {
        for path in jsonl_files(folder)? {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if !only.is_empty() && !only.contains(&name) {
                continue;
            }
            let mut cases: Vec<Case> = read(&path)?.into_iter().step_by(every).collect();
            match suites.iter_mut().find(|s| s.name == name) {
                Some(suite) => suite.cases.append(&mut cases),
                None => suites.push(Suite { name, cases }),
            }
        }
    }
    suites.retain(|s| !s.cases.is_empty());
    if suites.is_empty() {
        let wanted = if only.is_empty() { "*".to_owned() } else { only.join(",") };
        return Err(format!("no cases: no {wanted}.jsonl with a case in {folders:?}"));
    }
    let place = |s: &Suite| ORDER.iter().position(|o| *o == s.name).unwrap_or(ORDER.len());
    suites.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.name.cmp(&b.name)));
    Ok(suites)
}

fn jsonl_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|x| x == "jsonl"))
        .collect();
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<Case>, String> {
    let data = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines = data.split('\n').enumerate().filter(|(_, line)| !line.is_empty());
    lines
        .map(|(i, line)| {
            let place = format!("{}:{}", path.display(), i + 1);
            let value: Value = serde_json::from_str(line).map_err(|e| format!("{place}: {e}"))?;
            case(&value, i + 1).ok_or_else(|| format!("{place}: a case needs the strings text and expected"))
        })
        .collect()
}

fn case(value: &Value, line: usize) -> Option<Case> {
    let field = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let text = field("text")?;
    // good text is expected to stay, and its file needn't hold it twice
    let expected = field("expected").unwrap_or_else(|| text.clone());
    let id = field("id").unwrap_or_else(|| format!("line {line}"));
    let key = |name| field(name).unwrap_or_else(|| "-".to_owned());
    let keys = [key("family"), key("chain"), key("lang"), key("bucket"), key("context")];
    Some(Case { id, text, expected, keys })
}
