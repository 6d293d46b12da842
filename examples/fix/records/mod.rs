//! How a text falls into values, and the changes that repairs of these values make in it.

mod json;
mod table;
mod value;

use std::ops::Range;

use demojibake::{Escapes, Fixer, Hypothesis, Repair};

use super::args::{Evidence, Records};
use super::edit::{Chunk, Complaint, Doubt, Edit};
use super::learned::Learned;
use super::problem::Problem;
use table::{Format, Record};
use value::{Spelling, Value};

/// How one file falls into values.
#[derive(Debug, Clone)]
pub struct Layout {
    kind: Kind,
    /// What a value is judged by.
    evidence: Evidence,
}

#[derive(Debug, Clone)]
enum Kind {
    /// The whole text is one value.
    Text,
    Lines,
    Json {
        fields: Vec<String>,
    },
    Table {
        /// Found in the first line when not given.
        format: Option<Format>,
        /// The columns that are wanted, by name or number; all when empty.
        names: Vec<String>,
        /// Their indexes, when the first line is known.
        columns: Vec<usize>,
    },
}

/// A value as it stands in a chunk.
struct Cell {
    column: usize,
    range: Range<usize>,
    spelling: Spelling,
}

impl Layout {
    pub fn new(args: &Records) -> Layout {
        let names = args.columns.clone();
        let kind = if args.jsonl {
            Kind::Json { fields: args.fields.clone() }
        } else if args.csv {
            let format = args.delimiter.map(|delimiter| Format { delimiter, quotes: true });
            Kind::Table { format, names, columns: Vec::new() }
        } else if args.tsv {
            Kind::Table {
                format: Some(Format { delimiter: b'\t', quotes: false }),
                names,
                columns: Vec::new(),
            }
        } else if args.lines {
            Kind::Lines
        } else {
            Kind::Text
        };
        let usual = match &kind {
            Kind::Text | Kind::Table { .. } => Evidence::Column,
            Kind::Json { fields } if !fields.is_empty() => Evidence::Column,
            Kind::Json { .. } | Kind::Lines => Evidence::Row,
        };
        Layout { kind, evidence: args.evidence.unwrap_or(usual) }
    }

    /// Whether lines are judged by themselves, so that it doesn't matter how a stream is cut between them.
    pub fn by_line(&self) -> bool {
        self.evidence == Evidence::Row && matches!(self.kind, Kind::Lines | Kind::Json { .. })
    }

    /// Learns from the start of the text what it must know before anything is repaired.
    pub fn begin(&mut self, text: &str, fixer: &Fixer) -> Result<(), Problem> {
        let Kind::Table { format, names, columns } = &mut self.kind else { return Ok(()) };
        let format = *format.get_or_insert_with(|| Format::of(text));
        let Some(first) = format.record(text, 0) else { return Ok(()) };
        let header: Vec<&str> = first.fields.iter().map(|f| &text[f.range.clone()]).collect();
        for name in names {
            let before = columns.len();
            // a name may be garbled too
            let same = |h: &str| h == name.as_str() || fixer.fix(h) == name.as_str();
            columns.extend((0..header.len()).filter(|i| same(header[*i])));
            if columns.len() > before {
                continue;
            }
            match name.parse::<usize>() {
                Ok(n) if n > 0 => columns.push(n - 1),
                _ => {
                    return Err(Problem::new(
                        format_args!("no column is called {name}"),
                        format_args!("the first line has: {}", header.join(", ")),
                    ));
                }
            }
        }
        Ok(())
    }

    /// Whether what is found in one part of a stream speaks for the next ones.
    pub fn learns(&self) -> bool {
        self.evidence == Evidence::Column
    }

    /// Where the last record ends that is whole.
    pub fn whole(&self, text: &str) -> usize {
        match &self.kind {
            Kind::Text | Kind::Lines => text.len(),
            Kind::Json { .. } => text.rfind('\n').map_or(0, |n| n + 1),
            Kind::Table { format, .. } => format.map_or(0, |f| f.whole(text)),
        }
    }

    /// Puts the repairs of its values, what was left in doubt, and what is wrong with its records, into a chunk.
    pub fn judge(&self, chunk: &mut Chunk, learned: &Learned) {
        let text = &chunk.text;
        let cells = match &self.kind {
            Kind::Text => vec![Cell { column: 0, range: 0..text.len(), spelling: Spelling::Plain }],
            Kind::Lines => lines(text)
                .map(|l| Cell {
                    column: 0,
                    range: l.start..l.start + text[l].trim_end_matches(['\n', '\r']).len(),
                    spelling: Spelling::Plain,
                })
                .collect(),
            Kind::Json { fields } => json_cells(text, fields, &mut chunk.complaints),
            Kind::Table { format, columns, names } => {
                let Some(format) = format else { return };
                let wanted = |i: usize| names.is_empty() || columns.contains(&i);
                table_cells(text, *format, &wanted, &mut chunk.complaints)
            }
        };
        let found = match self.evidence {
            Evidence::Column if cells.len() > 1 => by_column(text, &cells, learned),
            _ => by_row(text, &cells, learned),
        };
        let Findings { repairs: found, doubts } = found;
        let mut edits = Vec::with_capacity(found.len());
        let mut value = Value::default();
        for of_cell in found.chunk_by(|a, b| a.cell == b.cell) {
            let cell = &cells[of_cell[0].cell];
            value.decode(&text[cell.range.clone()], cell.spelling);
            let at = |offset: usize| cell.range.start + value.spelled_at(offset);
            let start = edits.len();
            edits.extend(of_cell.iter().map(|f| {
                let range = at(f.range.start)..at(f.range.end);
                Edit::new(range, value.spell(f.what.after()), Some(f.what.clone()), cell.column)
            }));
            if let (Kind::Table { format: Some(format), .. }, Spelling::Plain) = (&self.kind, cell.spelling) {
                quote(text, &cell.range, *format, start, &mut edits);
            }
        }
        chunk.doubts = Vec::with_capacity(doubts.len());
        for Found { cell, range, what } in doubts {
            let cell = &cells[cell];
            value.decode(&text[cell.range.clone()], cell.spelling);
            chunk.doubts.push(Doubt::new(cell.range.start + value.spelled_at(range.start), what));
        }
        chunk.edits = edits;
    }
}

/// A repair or a doubt in a value.
struct Found<T> {
    /// The index of the value.
    cell: usize,
    /// In the value's text.
    range: Range<usize>,
    what: T,
}

/// What was found in the values of a chunk, in their order.
#[derive(Default)]
struct Findings {
    repairs: Vec<Found<Repair>>,
    doubts: Vec<Found<Hypothesis>>,
}

impl Findings {
    /// Takes what a fixer finds in a text; `place` gives the value that a range of it is in, and where in that, or
    /// `None` for what goes on into the next value, which is nobody's.
    fn take(
        &mut self,
        fixer: &Fixer,
        text: &str,
        place: impl Fn(Range<usize>) -> Option<(usize, Range<usize>)>,
    ) {
        let (plan, doubts) = fixer.plan_and_doubts(text);
        let repair =
            |r: &Repair| place(r.range()).map(|(cell, range)| Found { cell, range, what: r.clone() });
        self.repairs.extend(plan.repairs().iter().filter_map(repair));
        let doubt = |h: Hypothesis| place(h.range()).map(|(cell, range)| Found { cell, range, what: h });
        self.doubts.extend(doubts.into_iter().filter_map(doubt));
    }
}

/// Puts quotes around a field when the repairs in it, the edits from `first` on, can't stand without.
fn quote(text: &str, field: &Range<usize>, format: Format, first: usize, edits: &mut Vec<Edit>) {
    let column = edits.get(first).map_or(0, |e| e.column);
    let special = |b: u8| b == format.delimiter || matches!(b, b'\n' | b'\r') || (format.quotes && b == b'"');
    if !edits[first..].iter().any(|e| e.new.bytes().any(special)) {
        return;
    }
    if !format.quotes {
        // there's no way to write it
        edits.truncate(first);
        return;
    }
    for edit in &mut edits[first..] {
        edit.new = edit.new.replace('"', "\"\"");
    }
    let outside = |at: &usize| edits[first..].iter().all(|e| !e.range.contains(at));
    let inner: Vec<usize> =
        text[field.clone()].match_indices('"').map(|(i, _)| field.start + i).filter(outside).collect();
    let places = [field.start].into_iter().chain(inner).chain([field.end]);
    edits.extend(places.map(|at| Edit::new(at..at, "\"".to_string(), None, column)));
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        at - line.len()..at
    })
}

fn json_cells(text: &str, fields: &[String], complaints: &mut Vec<Complaint>) -> Vec<Cell> {
    let mut cells = Vec::new();
    for range in lines(text) {
        let line = &text[range.clone()];
        if line.trim_ascii().is_empty() {
            continue;
        }
        match json::check(line) {
            Ok(()) => cells.extend(json::values(line, fields).map(|(column, r)| Cell {
                column,
                range: range.start + r.start..range.start + r.end,
                spelling: Spelling::Json,
            })),
            Err((offset, cause)) => complaints.push(Complaint::new(
                range.start + offset,
                format!(
                    "not JSON: {cause}; the line stays as it is: correct it, or leave out --jsonl to repair plain text"
                ),
            )),
        }
    }
    cells
}

fn table_cells(
    text: &str,
    format: Format,
    wanted: &dyn Fn(usize) -> bool,
    complaints: &mut Vec<Complaint>,
) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut at = 0;
    while let Some(Record { range, fields, problem }) = format.record(text, at) {
        at = range.end;
        if let Some((offset, cause)) = problem {
            complaints.push(Complaint::new(
                offset,
                format!(
                    "{cause}; the record stays as it is: correct it, or name the delimiter, or leave out --csv \
                     to repair plain text"
                ),
            ));
            continue;
        }
        cells.extend(fields.into_iter().enumerate().filter(|(i, _)| wanted(*i)).map(|(column, field)| {
            Cell {
                column,
                spelling: if field.quoted { Spelling::Quoted } else { Spelling::Plain },
                range: field.range,
            }
        }));
    }
    cells
}

/// What is found in each value by itself.
fn by_row(text: &str, cells: &[Cell], learned: &Learned) -> Findings {
    let mut value = Value::default();
    let mut found = Findings::default();
    for (i, cell) in cells.iter().enumerate() {
        let value = value.decode(&text[cell.range.clone()], cell.spelling);
        let fixer = learned.fixer(cell.column);
        if !value.is_ascii() || fixer.settings().escapes() == Escapes::All {
            found.take(fixer, value, |range| Some((i, range)));
        }
    }
    found
}

/// What is found in the values of each column together: one text for each column, a value on each line.
fn by_column(text: &str, cells: &[Cell], learned: &Learned) -> Findings {
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_key(|i| cells[*i].column);
    let mut found = Findings::default();
    let mut value = Value::default();
    for column in order.chunk_by(|a, b| cells[*a].column == cells[*b].column) {
        let mut joined = String::new();
        // where in the joined text each value starts
        let mut starts = Vec::with_capacity(column.len());
        for i in column {
            starts.push((joined.len(), *i));
            joined.push_str(value.decode(&text[cells[*i].range.clone()], cells[*i].spelling));
            joined.push('\n');
        }
        found.take(learned.fixer(cells[column[0]].column), &joined, |Range { start, end }| {
            let row = starts.partition_point(|s| s.0 <= start).saturating_sub(1);
            let (from, cell) = starts[row];
            let next = starts.get(row + 1).map_or(joined.len(), |s| s.0);
            (end < next).then(|| (cell, start - from..end - from))
        });
    }
    found.repairs.sort_by_key(|f| (f.cell, f.range.start));
    found
}
