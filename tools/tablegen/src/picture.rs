//! `tablegen picture`: docs/pipeline.svg, the stages in the order in which data flows, and the chart of accuracy.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::chart;

/// A stage: its module, and what it gives to the next one.
const STAGES: [(&str, &str, &str); 6] = [
    ("detect", "where to look", "regions"),
    ("repair/search", "which chains to try", "candidates"),
    ("evidence/viterbi", "where a run begins and ends", "stretches"),
    ("evidence/judge", "how sure", "hypotheses"),
    ("repair/choose, settle", "which hold, together", "repairs"),
    ("plan", "apply, undo, offsets", "text"),
];

/// What a stage asks: its number, and the module.
const ASKED: [(usize, &str); 4] =
    [(0, "model"), (1, "charset, prices"), (2, "charset, model"), (3, "model, languages")];

const WIDTH: usize = 210;
const GAP: usize = 76;

/// Options of `tablegen picture`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write nothing; fail when a committed picture isn't what would be written.
    #[arg(long)]
    check: bool,
}

/// Writes or checks the pictures.
///
/// # Errors
/// A message for the user.
pub fn run(args: &Args) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (name, picture) in [("docs/pipeline.svg", draw()), ("docs/accuracy.svg", chart::draw(&root)?)] {
        let path = root.join(name);
        if !args.check {
            fs::write(&path, picture).map_err(|e| format!("{name}: {e}"))?;
        } else if fs::read_to_string(&path).ok() != Some(picture) {
            return Err(format!("{name} isn't what is drawn; run `cargo run -p tablegen -- picture`"));
        }
    }
    Ok(())
}

fn draw() -> String {
    // two rows of three
    let place = |i: usize| (60 + i % 3 * (WIDTH + GAP), 70 + i / 3 * 150);
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"930\" height=\"330\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
         <path d=\"M0 0 8 4 0 8z\" fill=\"#555\"/></marker></defs>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n\
         <g stroke=\"#555\" fill=\"none\" marker-end=\"url(#tip)\">\n",
    );
    let _ = writeln!(svg, "<path d=\"M12 98H56\"/>");
    for i in 0..STAGES.len() {
        let (x, y) = place(i);
        let (right, middle) = (x + WIDTH, y + 28);
        let _ = match i {
            // around to the second row
            2 => writeln!(
                svg,
                "<path d=\"M{} {}V{}H{}V{}\"/>",
                x + WIDTH / 2,
                y + 56,
                y + 84,
                60 + WIDTH / 2,
                y + 146
            ),
            _ => writeln!(svg, "<path d=\"M{right} {middle}H{}\"/>", right + GAP - 4),
        };
    }
    svg += "</g>\n<text x=\"12\" y=\"90\">text</text>\n";
    for (i, (module, does, gives)) in STAGES.iter().enumerate() {
        let (x, y) = place(i);
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"56\" rx=\"6\" fill=\"#eef3fa\" stroke=\"#356\"/>\n\
             <text x=\"{0}\" y=\"{1}\" text-anchor=\"middle\" font-weight=\"bold\">{module}</text>\n\
             <text x=\"{0}\" y=\"{2}\" text-anchor=\"middle\">{does}</text>",
            x + WIDTH / 2,
            y + 23,
            y + 42,
        );
        let (x, y) = if i == 2 { (x + WIDTH / 2 + 8, y + 76) } else { (x + WIDTH + 4, y + 20) };
        let _ = writeln!(svg, "<text x=\"{x}\" y=\"{y}\" font-size=\"10\">{gives}</text>");
    }
    for (i, module) in ASKED {
        let (x, y) = place(i);
        let _ = writeln!(
            svg,
            "<path d=\"M{0} {1}V{2}\" stroke=\"#999\" stroke-dasharray=\"3 3\"/>\
             <text x=\"{0}\" y=\"{3}\" text-anchor=\"middle\" fill=\"#555\">{module}</text>",
            // beside the arrow that comes from above
            x + WIDTH * 3 / 4 + 8,
            y - 22,
            y,
            y - 28,
        );
    }
    svg + "</svg>\n"
}
