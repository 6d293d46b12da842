//! Shows the evidence for the repairs of a string, letter by letter; with a second argument, also as a picture.
//!
//! `cargo run --example explain -- 'Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan' evidence.svg`
//!
//! A letter's cost is −log2 of how probable the character model finds it after the letters before it. Garbled text is
//! improbable as text; what it was isn't. The difference, less what the chain costs and what the words around say, is
//! what a repair is accepted for. (The model is for looking only: it isn't a part of the public interface.)

use std::fmt::Write as _;

use demojibake::model::{BIT, Context, START};
use demojibake::{Fixer, Hypothesis};

/// A letter and what it costs, in bits.
type Letter = (char, f32);

/// The costs of some letters that stand behind others.
fn letters(before: &str, text: &str) -> Vec<Letter> {
    let mut context: Context = before.chars().fold(START, |context, c| context.push(c));
    let mut cost = |c| {
        let (cost, next) = context.step(c);
        context = next;
        (c, cost as f32 / BIT as f32)
    };
    text.chars().map(&mut cost).collect()
}

fn sum(letters: &[Letter]) -> f32 {
    letters.iter().map(|l| l.1).sum()
}

/// What can't be seen, as an escape.
fn visible(c: char) -> String {
    match c {
        ' ' => "␣".to_string(),
        c if c.is_control() || c.is_whitespace() || c == '\u{ad}' => c.escape_unicode().to_string(),
        c => c.to_string(),
    }
}

fn line(name: &str, letters: &[Letter]) -> String {
    let each: Vec<String> = letters.iter().map(|(c, bits)| format!("{} {bits:.1}", visible(*c))).collect();
    format!("  {name:<13} {}  = {:.1} bits", each.join("  "), sum(letters))
}

/// The two rows of letters as bars, a bit two pixels high.
fn picture(best: &Hypothesis, rows: &[(&str, Vec<Letter>); 2]) -> String {
    const STEP: usize = 34;
    const ROW: usize = 120;
    let width = 160 + STEP * rows.iter().map(|r| r.1.len()).max().unwrap_or(0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{}\" font-family=\"sans-serif\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n\
         <text x=\"10\" y=\"22\">{}, {:.0} %</text>\n",
        2 * ROW + 60,
        escaped(&best.chain().in_words().to_string()),
        100.0 * best.confidence()
    );
    for (i, (name, letters)) in rows.iter().enumerate() {
        let floor = 30 + (i + 1) * ROW - 24;
        let color = ["#c44", "#484"][i];
        let _ = writeln!(svg, "<text x=\"10\" y=\"{floor}\">{name}</text>");
        let _ = writeln!(
            svg,
            "<text x=\"10\" y=\"{}\" fill=\"{color}\">{:.0} bits</text>",
            floor + 18,
            sum(letters)
        );
        for (n, (c, bits)) in letters.iter().enumerate() {
            let (x, height) = (130 + n * STEP, (bits * 2.0).clamp(1.0, 80.0));
            let y = floor as f32 - height;
            let _ = writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{y:.1}\" width=\"{}\" height=\"{height:.1}\" fill=\"{color}\"/>\
                 <text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\
                 <text x=\"{}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"10\">{bits:.0}</text>",
                STEP - 8,
                x + STEP / 2 - 4,
                floor + 18,
                escaped(&visible(*c)),
                x + STEP / 2 - 4,
                y - 3.0,
            );
        }
    }
    svg + "</svg>\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let text = args.next().unwrap_or_else(|| "Jakarta, ²©²ÊÍøÕ¾ - Sekitar tiga ratus nelayan".to_string());
    let file = args.next();
    // also what isn't sure enough to be repaired
    let runs = Fixer::builder().min_confidence(0.0).build().runs(&text);
    if runs.is_empty() {
        println!("nothing in it looks garbled");
    }
    for (i, run) in runs.iter().enumerate() {
        let best = run.best();
        println!("{best}");
        let before = &text[..run.range().start];
        let rows =
            [("as it stands", letters(before, best.before())), ("decoded", letters(before, best.after()))];
        for (name, letters) in &rows {
            println!("{}", line(name, letters));
        }
        println!("  evidence      {:.1} bits", sum(&rows[0].1) - sum(&rows[1].1));
        for rival in run.rivals().iter().take(3) {
            let before = &text[..rival.range().start];
            let bits = sum(&letters(before, rival.before())) - sum(&letters(before, rival.after()));
            println!("  or {rival}: {bits:.1} bits");
        }
        if let (0, Some(file)) = (i, &file) {
            std::fs::write(file, picture(best, &rows))?;
        }
    }
    Ok(())
}
