//! `--diff`: the repairs as a unified diff. The changes are known, so nothing has to be compared, and only the lines
//! around them are in memory.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::ops::Range;

use super::edit::{Chunk, Edit, Place};
use super::pipeline::Sink;
use super::problem::Failure;
use super::show::{Colors, Visible};

/// Lines of context around a change, as in every other diff.
const CONTEXT: usize = 3;
/// A hunk of more lines is parted, so that it needn't be kept.
const LONGEST_HUNK: usize = 1000;
/// Of a line of more bytes only what is around its repairs is shown.
const LONGEST_LINE: usize = 64 << 10;
/// How much is shown around a repair of such a line, in characters.
const EXCERPT: usize = 40;

pub struct Diff<'a> {
    out: &'a mut dyn Write,
    colors: Colors,
    name: &'a str,
    headed: bool,
    /// The last good lines, for the start of a hunk.
    before: VecDeque<Line>,
    /// From its first changed line on.
    hunk: Vec<Line>,
    /// The number of the line that comes next, in the old text and in the new one.
    next: [u64; 2],
    /// The start of a line whose end comes with the next chunk.
    open: Line,
}

/// A line of the old text, and the changes in it.
#[derive(Default)]
struct Line {
    text: String,
    /// Their ranges are in the line.
    edits: Vec<Edit>,
    /// Its start was too long and has been shown.
    cut: bool,
}

impl<'a> Diff<'a> {
    pub fn new(out: &'a mut dyn Write, colors: Colors, name: &'a str) -> Self {
        let (before, hunk, open) = (VecDeque::new(), Vec::new(), Line::default());
        Diff { out, colors, name, headed: false, before, hunk, next: [1, 1], open }
    }

    fn take(&mut self, chunk: &Chunk) -> io::Result<()> {
        let mut edits = chunk.edits.iter().peekable();
        let mut at = 0;
        for text in chunk.text.split_inclusive('\n') {
            let mut line = std::mem::take(&mut self.open);
            let (shift, end) = (line.text.len(), at + text.len());
            let ended = text.ends_with('\n');
            while let Some(edit) = edits.next_if(|e| e.range.start < end || !ended) {
                let range = edit.range.start - at + shift..edit.range.end.min(end) - at + shift;
                line.edits.push(Edit { range, ..edit.clone() });
            }
            line.text.push_str(text);
            at = end;
            if line.text.len() > LONGEST_LINE {
                self.excerpts(&mut line)?;
            }
            if ended || chunk.last {
                self.line(line)?;
            } else {
                self.open = line;
            }
        }
        if chunk.last {
            // it may have come with the chunk before
            let line = std::mem::take(&mut self.open);
            if !line.text.is_empty() {
                self.line(line)?;
            }
            self.end_hunk()?;
        }
        Ok(())
    }

    fn line(&mut self, line: Line) -> io::Result<()> {
        if line.cut {
            self.end_hunk()?;
            self.before.clear();
            self.next = self.next.map(|n| n + 1);
        } else if line.edits.is_empty() && self.hunk.is_empty() {
            self.before.push_back(line);
            self.next = self.next.map(|n| n + 1);
            if self.before.len() > CONTEXT {
                self.before.pop_front();
            }
        } else {
            self.hunk.push(line);
            // after so many good lines the next change has a hunk of its own
            if self.quiet() > 2 * CONTEXT || self.hunk.len() > LONGEST_HUNK {
                self.end_hunk()?;
            }
        }
        Ok(())
    }

    /// How many good lines the hunk ends with.
    fn quiet(&self) -> usize {
        self.hunk.iter().rev().take_while(|l| l.edits.is_empty()).count()
    }

    /// Writes the hunk and keeps its last good lines as the start of the next one.
    fn end_hunk(&mut self) -> io::Result<()> {
        if self.hunk.is_empty() {
            return Ok(());
        }
        let extra = self.quiet().saturating_sub(CONTEXT);
        let after = self.hunk.split_off(self.hunk.len() - extra);
        let lines: Vec<Line> = self.before.drain(..).chain(self.hunk.drain(..)).collect();
        let leading = lines.iter().take_while(|l| l.edits.is_empty()).count() as u64;
        let start = self.next.map(|n| n - leading);
        let new_lines =
            |l: &Line| if l.edits.is_empty() { 1 } else { changed(l).0.split_inclusive('\n').count() };
        let count = [lines.len() as u64, lines.iter().map(|l| new_lines(l) as u64).sum()];
        self.head()?;
        let color = self.colors.hunk;
        let [old, new] = [0, 1].map(|i| (start[i], count[i]));
        writeln!(self.out, "{color}@@ -{},{} +{},{} @@{color:#}", old.0, old.1, new.0, new.1)?;
        // what stands together is removed together, and what comes instead stands below
        for group in lines.chunk_by(|a, b| a.edits.is_empty() == b.edits.is_empty()) {
            if group[0].edits.is_empty() {
                for line in group {
                    self.write(' ', &line.text, &[])?;
                }
                continue;
            }
            for line in group {
                let parts: Vec<_> = line.edits.iter().map(|e| e.range.clone()).collect();
                self.write('-', &line.text, &parts)?;
            }
            for line in group {
                let (text, parts) = changed(line);
                let mut at = 0;
                for part in text.split_inclusive('\n') {
                    let inside = |r: &Range<usize>| r.start.max(at) - at..r.end.max(at) - at;
                    self.write('+', part, &parts.iter().map(inside).collect::<Vec<_>>())?;
                    at += part.len();
                }
            }
        }
        self.next = [0, 1].map(|i| start[i] + count[i] + extra as u64);
        self.before = after.into();
        self.before.drain(..self.before.len().saturating_sub(CONTEXT));
        Ok(())
    }

    fn head(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.headed, true) {
            return Ok(());
        }
        let (name, bold) = (self.name, self.colors.place);
        writeln!(self.out, "{bold}--- {name}{bold:#}\n{bold}+++ {name}{bold:#}")
    }

    /// Shows the repairs of a long line by themselves and forgets its text. No tool takes that for a patch.
    fn excerpts(&mut self, line: &mut Line) -> io::Result<()> {
        self.end_hunk()?;
        line.cut = true;
        for edit in std::mem::take(&mut line.edits) {
            self.head()?;
            let (color, Place { line: number, column }) = (self.colors.hunk, edit.place);
            writeln!(
                self.out,
                "{color}@@ line {number}, column {column}, of which this is a part @@{color:#}"
            )?;
            let before = line.text[..edit.range.start].char_indices().rev().take(EXCERPT).last();
            let before = &line.text[before.map_or(edit.range.start, |b| b.0)..edit.range.start];
            let after = line.text[edit.range.end..].trim_end_matches(['\r', '\n']);
            let after: String = after.chars().take(EXCERPT).collect();
            for (sign, part) in [('-', &line.text[edit.range.clone()]), ('+', edit.new.as_str())] {
                let text = format!("…{before}{part}{after}…\n");
                let start = "…".len() + before.len();
                let part = start..start + part.len();
                self.write(sign, &text, &[part])?;
            }
        }
        line.text.clear();
        Ok(())
    }

    /// Writes a line of the diff; `parts` are what was changed in it.
    fn write(&mut self, sign: char, line: &str, parts: &[Range<usize>]) -> io::Result<()> {
        let style = match sign {
            '-' => self.colors.removed,
            '+' => self.colors.added,
            _ => anstyle::Style::new(),
        };
        let (text, end) = match line.strip_suffix('\n') {
            Some(text) => (text, "\n"),
            None => (line, "\n\\ No newline at end of file\n"),
        };
        if !self.colors.on() {
            return write!(self.out, "{sign}{text}{end}");
        }
        let strong = style.invert();
        write!(self.out, "{style}{sign}")?;
        let mut done = 0;
        for part in parts {
            let (start, stop) = (part.start.min(text.len()), part.end.min(text.len()));
            write!(self.out, "{}{style:#}", Visible(&text[done..start]))?;
            write!(self.out, "{strong}{}{strong:#}{style}", Visible(&text[start..stop]))?;
            done = stop;
        }
        write!(self.out, "{}{style:#}{end}", Visible(&text[done..]))
    }
}

/// The new text of a line, and where its changes are in it.
fn changed(line: &Line) -> (String, Vec<Range<usize>>) {
    let mut new = String::with_capacity(line.text.len());
    let mut parts = Vec::new();
    let mut done = 0;
    for edit in &line.edits {
        new.push_str(&line.text[done..edit.range.start]);
        parts.push(new.len()..new.len() + edit.new.len());
        new.push_str(&edit.new);
        done = edit.range.end;
    }
    new.push_str(&line.text[done..]);
    (new, parts)
}

impl Sink for Diff<'_> {
    fn chunk(&mut self, chunk: &Chunk) -> Result<(), Failure> {
        self.take(chunk).map_err(Failure::Output)
    }
}
