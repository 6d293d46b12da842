//! docs/accuracy.svg: what share of garbled texts comes out as it was written, beside other fixers. Drawn from the numbers in
//! `benches`, so it can't say something else than they do.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Ours, and the others in the order of the columns of benches/peers.tsv.
const COLOURS: [&str; 3] = ["#356", "#d08a3c", "#bbb"];
/// What the families of the cases are called where nobody knows their names.
const NAMES: [(&str, &str); 10] = [
    ("utf8>single", "UTF-8 read as a one-byte charset"),
    ("utf8 layers", "… two or three times"),
    ("utf8>multi", "UTF-8 read as GBK, Shift_JIS …"),
    ("multi>single", "CJK read as a one-byte charset"),
    ("single>single other script", "Cyrillic, Greek … read as Western"),
    ("single>single latin", "Latin read as another Latin"),
    ("multi>multi", "CJK read as another CJK"),
    ("cyrillic>multi", "Cyrillic read as CJK"),
    ("mean of the family rows", "mean of these"),
    ("document", "documents of several runs"),
];

const LEFT: usize = 260;
const BAR: usize = 9;
const ROW: usize = 3 * BAR + 11;
const TOP: usize = 52;

/// The picture of the numbers under `root`.
///
/// # Errors
/// A message for the user, when a number isn't there.
pub fn draw(root: &Path) -> Result<String, String> {
    let read = |name: &str| fs::read_to_string(root.join(name)).map_err(|e| format!("{name}: {e}"));
    let (ours, peers) = (read("benches/ACCURACY.md")?, read("benches/peers.tsv")?);
    let mut peers = peers.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>());
    let header = peers.next().ok_or("benches/peers.tsv is empty")?;
    let peers: Vec<Vec<&str>> = peers.collect();
    let width = LEFT + 400 + 60;
    let height = TOP + NAMES.len() * ROW + 8;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n\
         <text x=\"10\" y=\"20\" font-weight=\"bold\">Garbled texts that come out exactly as they were written, %</text>\n"
    );
    for (i, name) in std::iter::once("demojibake").chain(header.into_iter().skip(1)).enumerate() {
        let x = LEFT + i * 130;
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"31\" width=\"10\" height=\"10\" fill=\"{}\"/><text x=\"{}\" y=\"41\">{name}</text>",
            COLOURS.get(i).ok_or("more fixers than colours")?,
            x + 15,
        );
    }
    for (i, (family, label)) in NAMES.iter().enumerate() {
        let y = TOP + i * ROW;
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{label}</text>",
            LEFT - 8,
            y + 3 * BAR / 2 + 5
        );
        let row = peers.iter().find(|row| row[0] == *family);
        let row = row.ok_or_else(|| format!("benches/peers.tsv has no row {family}"))?;
        let shares = std::iter::once(exact(&ours, family)?).chain(row.iter().skip(1).copied());
        for (n, share) in shares.enumerate() {
            let number: f64 = share.parse().map_err(|_| format!("{family}: {share} isn't a number"))?;
            let y = y + n * BAR;
            let _ = writeln!(
                svg,
                "<rect x=\"{LEFT}\" y=\"{y}\" width=\"{:.1}\" height=\"{}\" fill=\"{}\"/>\
                 <text x=\"{:.1}\" y=\"{}\" font-size=\"9\">{share}</text>",
                4.0 * number,
                BAR - 1,
                COLOURS[n],
                LEFT as f64 + 4.0 * number + 4.0,
                y + BAR - 1,
            );
        }
    }
    Ok(svg + "</svg>\n")
}

/// The share of a family, from the first row of its name: `| family | cases | exact % | …`.
fn exact<'a>(report: &'a str, family: &str) -> Result<&'a str, String> {
    let rows = report.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    let mut rows = rows.filter(|row| row.len() > 4 && row[1] == family);
    rows.next().map(|row| row[3]).ok_or_else(|| format!("benches/ACCURACY.md has no row {family}"))
}
