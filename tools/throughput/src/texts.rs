//! The texts that are measured: the project's own, mixed to files of a given size, and shapes that nobody writes.

use std::fs;
use std::path::Path;

/// A text and what it's called.
pub struct Text {
    pub name: String,
    pub text: String,
}

/// A generator of numbers that is the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new() -> Self {
        Random(7)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

fn own(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The project's own texts, `size` bytes of each kind.
pub fn own_texts(size: usize) -> Vec<Text> {
    let sentences = own("tools/cases/sentences.tsv");
    let sentences: Vec<(&str, &str)> = sentences.lines().filter_map(|l| l.split_once('\t')).collect();
    let of = |languages: &[&str]| -> Vec<&str> {
        sentences.iter().filter(|(l, _)| languages.contains(l)).map(|(_, s)| *s).collect()
    };
    let cases = own("tests/cases/synthetic.jsonl") + &own("tests/cases/wild.jsonl");
    let garbled: Vec<String> = cases
        .lines()
        .filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok())
        .filter_map(|v| Some(v["text"].as_str()?.to_owned()))
        .collect();
    let garbled: Vec<&str> = garbled.iter().map(String::as_str).collect();
    let english: Vec<&str> = of(&["en"]).into_iter().filter(|s| s.is_ascii()).collect();
    let western = of(&["fr", "de", "es", "pt", "it"]);
    let cjk = of(&["zh-Hans", "zh-Hant", "ja", "ko"]);
    let all: Vec<&str> = sentences.iter().map(|(_, s)| *s).collect();
    let mut random = Random::new();
    let mut mix = |name: &str, lists: &[&[&str]], per_mille: usize| {
        let mut text = String::with_capacity(size + 1000);
        while text.len() < size {
            let list =
                if random.below(1000) < per_mille { &garbled[..] } else { lists[random.below(lists.len())] };
            text += list[random.below(list.len())];
            text.push('\n');
        }
        Text { name: name.into(), text }
    };
    vec![
        mix("ascii", &[&english], 0),
        mix("western", &[&western], 0),
        mix("cjk", &[&cjk], 0),
        mix("all languages", &[&all], 0),
        mix("one in a hundred", &[&english, &western, &cjk, &all], 10),
        mix("garbled", &[&garbled], 1000),
    ]
}

/// The names of the shapes that nobody writes.
pub const HOSTILE: [&str; 6] =
    ["no chain holds", "good and bad", "one run", "layers", "random Unicode", "random Latin-1 letters"];

/// `size` bytes of such a shape, without a line break.
pub fn hostile(shape: &str, size: usize) -> String {
    let mut random = Random::new();
    let mut text = String::with_capacity(size + 16);
    let layers = layers();
    while text.len() < size {
        match shape {
            // letters and signs that charsets have, in no order that means anything
            "no chain holds" => {
                const LETTERS: [char; 16] =
                    ['ÿ', '¬', 'ð', '¶', 'Ý', '¤', 'ƒ', 'þ', '¦', 'Œ', 'Þ', '§', 'ý', 'Ð', '¸', '¼'];
                text.push(LETTERS[random.below(16)]);
            }
            "good and bad" => text += ["eÃ©", "aÐ¿", "é", "nÏ"][random.below(4)],
            "one run" => text += ["Ð¿", "Ñ€", "Ð¸", "Ð²", "Ðµ", "Ñ‚"][random.below(6)],
            "layers" => text += &layers,
            "random Unicode" => {
                text.extend(char::from_u32(random.below(0x11_0000) as u32).filter(|c| *c != '\n'))
            }
            _ => text.push(char::from_u32(0xc0 + random.below(64) as u32).unwrap_or('é')),
        }
    }
    text
}

/// One letter, garbled until it's some thousand letters long.
fn layers() -> String {
    let chain: demojibake::Chain = "utf-8>iso-8859-1".parse().expect("a chain");
    let mut text = String::from("é");
    while text.len() < 4000 {
        match chain.garble(&text) {
            Ok(more) => text = more,
            Err(_) => break,
        }
    }
    text
}
