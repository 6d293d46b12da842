//! Tables and texts, for a terminal or as Markdown.

use std::fmt::Write;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Terminal,
    Markdown,
}

/// Rows of cells; the first column stands left, the others right.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new<const N: usize>(head: [&str; N]) -> Table {
        Table { rows: vec![head.map(str::to_owned).to_vec()] }
    }

    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.to_vec());
    }

    pub fn render(&self, style: Style) -> String {
        let columns = self.rows[0].len();
        let width = |c: usize| self.rows.iter().map(|r| r[c].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut out = String::new();
        for (i, row) in self.rows.iter().enumerate() {
            match style {
                Style::Terminal => {
                    let cells = row.iter().zip(&widths).enumerate().map(|(c, (cell, &w))| match c {
                        0 => format!("{cell:w$}"),
                        _ => format!("{cell:>w$}"),
                    });
                    let _ = writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end());
                }
                Style::Markdown => {
                    let cells: Vec<String> = row.iter().map(|c| c.replace('|', "\\|")).collect();
                    let _ = writeln!(out, "| {} |", cells.join(" | "));
                    if i == 0 {
                        let _ = writeln!(out, "|---|{}", "--:|".repeat(columns - 1));
                    }
                }
            }
        }
        out
    }
}

/// `part` of `whole` in per cent, or a dash of nothing.
pub fn percent(part: usize, whole: usize) -> String {
    if whole == 0 { "–".into() } else { format!("{:.1}", 100.0 * part as f64 / whole as f64) }
}

/// A text as one line to look at: invisible characters escaped, cut where it gets long.
///
/// The cut begins where the text first differs from `other`, less a little.
pub fn excerpt(text: &str, other: &str) -> String {
    const LONGEST: usize = 160;
    const LEAD: usize = 40;
    let same = text.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let skip = if text.chars().count() > LONGEST { same.saturating_sub(LEAD) } else { 0 };
    let mut out = String::from(if skip > 0 { "…" } else { "" });
    for c in text.chars().skip(skip).take(LONGEST) {
        if is_invisible(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    if text.chars().count() > skip + LONGEST {
        out.push('…');
    }
    out
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
        || matches!(c, '\u{f0000}'..)
}

/// `text` as code, whatever stands in it.
pub fn code(text: &str, style: Style) -> String {
    match style {
        Style::Terminal => text.to_owned(),
        Style::Markdown if text.contains('`') => format!("`` {text} ``"),
        Style::Markdown => format!("`{text}`"),
    }
}
