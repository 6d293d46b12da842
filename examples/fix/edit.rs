//! Changes of one chunk of text, and where they stand.

use std::ops::Range;

use demojibake::{Hypothesis, Repair};

use super::decode::Origin;

/// A change of a chunk: what stands in `range` becomes `new`.
#[derive(Debug, Clone)]
pub struct Edit {
    /// In bytes of the chunk's text.
    pub range: Range<usize>,
    /// As it's written in the file: with the escapes and the quotes that belong there.
    pub new: String,
    /// Why; `None` where a repair needs it elsewhere (quotes around a value).
    pub repair: Option<Repair>,
    /// The column of its value.
    pub column: usize,
    /// Where it stands in the file.
    pub place: Place,
}

impl Edit {
    /// The place is put in when the chunk's own place is known.
    pub fn new(range: Range<usize>, new: String, repair: Option<Repair>, column: usize) -> Self {
        Edit { range, new, repair, column, place: Place::START }
    }
}

/// Something that isn't as it should be in a file, and stays as it is.
#[derive(Debug)]
pub struct Complaint {
    /// In bytes of the chunk's text.
    pub offset: usize,
    pub place: Place,
    pub message: String,
}

impl Complaint {
    /// The place is put in when the chunk's own place is known.
    pub fn new(offset: usize, message: String) -> Self {
        Complaint { offset, place: Place::START, message }
    }
}

/// Something that is probably garbled, and stays because that isn't sure enough.
#[derive(Debug)]
pub struct Doubt {
    /// In bytes of the chunk's text.
    pub offset: usize,
    pub place: Place,
    pub what: Hypothesis,
}

impl Doubt {
    /// The place is put in when the chunk's own place is known.
    pub fn new(offset: usize, what: Hypothesis) -> Self {
        Doubt { offset, place: Place::START, what }
    }
}

/// A part of a file's text, with what is to be changed in it.
#[derive(Debug, Default)]
pub struct Chunk {
    pub text: String,
    /// Where it stands in the whole text, in bytes.
    pub offset: u64,
    pub place: Place,
    pub edits: Vec<Edit>,
    pub complaints: Vec<Complaint>,
    pub doubts: Vec<Doubt>,
    /// What the bytes of the file were where they weren't simply UTF-8; ranges in the whole text. They belong to the
    /// text of this chunk or of the next ones.
    pub origins: Vec<(Range<u64>, Origin)>,
    /// Nothing is to be repaired in it.
    pub leave: bool,
    /// The last one.
    pub last: bool,
}

impl Chunk {
    /// The text with all changes.
    pub fn changed(&self) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut done = 0;
        for edit in &self.edits {
            out.push_str(&self.text[done..edit.range.start]);
            out.push_str(&edit.new);
            done = edit.range.end;
        }
        out.push_str(&self.text[done..]);
        out
    }

    /// Puts the places into edits, complaints and doubts and gives the place behind the chunk.
    pub fn locate(&mut self, start: Place) -> Place {
        self.place = start;
        self.edits.sort_by_key(|e| (e.range.start, e.range.end));
        let mut walk = Walk::new(&self.text, start);
        for edit in &mut self.edits {
            edit.place = walk.to(edit.range.start);
        }
        let mut walk = Walk::new(&self.text, start);
        self.complaints.sort_by_key(|c| c.offset);
        for complaint in &mut self.complaints {
            complaint.place = walk.to(complaint.offset);
        }
        let mut walk = Walk::new(&self.text, start);
        self.doubts.sort_by_key(|d| d.offset);
        for doubt in &mut self.doubts {
            doubt.place = walk.to(doubt.offset);
        }
        walk.to(self.text.len())
    }
}

/// A line and a column, both from 1; columns are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub line: u64,
    pub column: u64,
}

impl Place {
    pub const START: Place = Place { line: 1, column: 1 };
}

impl Default for Place {
    fn default() -> Self {
        Place::START
    }
}

/// A place in a text that moves forwards only, so that the places of many repairs cost one pass.
struct Walk<'t> {
    text: &'t str,
    place: Place,
    offset: usize,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, place: Place) -> Self {
        Walk { text, place, offset: 0 }
    }

    /// Moves to the byte `offset`; lines end with `\n`.
    fn to(&mut self, offset: usize) -> Place {
        let passed = &self.text[self.offset..offset];
        let last_line = match passed.rfind('\n') {
            Some(end) => {
                self.place.line += passed.bytes().filter(|&b| b == b'\n').count() as u64;
                self.place.column = 1;
                &passed[end + 1..]
            }
            None => passed,
        };
        self.place.column += last_line.chars().count() as u64;
        self.offset = offset;
        self.place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters_and_start_again_on_each_line() {
        let text = "añb\r\nκ\n\nxyz";
        let mut walk = Walk::new(text, Place::START);
        let mut at = |needle: &str| {
            let place = walk.to(text.find(needle).unwrap());
            (place.line, place.column)
        };
        assert_eq!([at("a"), at("b"), at("κ"), at("x"), at("z")], [(1, 1), (1, 3), (2, 1), (4, 1), (4, 3)]);
    }

    #[test]
    fn places_go_on_in_the_next_chunk() {
        let chunk = |text: &str| Chunk { text: text.to_string(), ..Chunk::default() };
        let place = chunk("ab\ncd").locate(Place::START);
        assert_eq!(place, Place { line: 2, column: 3 });
        assert_eq!(chunk("é\n").locate(place), Place { line: 3, column: 1 });
        assert_eq!(chunk("é").locate(place), Place { line: 2, column: 4 });
    }

    #[test]
    fn edits_are_put_in_in_order() {
        let mut chunk = Chunk { text: "a-b-c".to_string(), ..Chunk::default() };
        let edit = |range, new: &str| Edit::new(range, new.to_string(), None, 0);
        chunk.edits = vec![edit(4..5, "xyz"), edit(0..0, "("), edit(0..1, ""), edit(5..5, ")")];
        chunk.locate(Place::START);
        assert_eq!(chunk.changed(), "(-b-xyz)");
    }
}
