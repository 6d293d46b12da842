//! Repairs texts that have annotations, and moves these along.
//!
//! Standard input has JSON lines like `{"text": "… NicolÃ¡s …", "spans": [[2, 10, "PERSON"]]}`, spans in bytes. The same
//! comes out with the text repaired and each span on the same words. `cargo run --example annotate <in.jsonl >out.jsonl`

use std::error::Error;
use std::io::{self, BufRead, Write};

use demojibake::Fixer;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Annotated {
    text: String,
    /// Start, end, label.
    spans: Vec<(usize, usize, String)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let fixer = Fixer::new();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let mut annotated: Annotated = serde_json::from_str(&line?)?;
        let plan = fixer.plan(&annotated.text);
        annotated.text = plan.apply(&annotated.text)?;
        for (start, end, _) in &mut annotated.spans {
            // a span that ends inside a repaired run takes the whole of it
            let moved = plan.range_to_output(*start..*end);
            (*start, *end) = (moved.start, moved.end);
        }
        writeln!(out, "{}", serde_json::to_string(&annotated)?)?;
    }
    Ok(())
}
