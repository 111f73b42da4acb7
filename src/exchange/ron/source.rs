//! The text of an annotation file, with the positions of its lines. A file that git left with conflict marks is read as the
//! two files that it stands for.

use std::ops::ControlFlow;

use ron::value::RawValue;
use serde::Deserialize;

use super::RonError;
use super::conflict::Conflict;
use super::records::VERSION;
use super::rows::{Frame, Row, Watch};
use super::tokens::place_of;
use super::top::{Top, without_mark};
use crate::annotation::fields::{Keeping, Unknown};
use crate::text::Message;

/// The source of a record, whose unlisted fields are passed to `U`.
type RecordReader<'r, 't, U> = Keeping<'r, &'r mut ron::Deserializer<'t>, U>;

/// Reads a record with `read`, which receives its deserializer; `unknown` receives the fields that the record does not
/// list.
pub(super) fn read_record<'t, T, U: Unknown>(
    text: &'t str,
    unknown: &mut U,
    read: impl FnOnce(RecordReader<'_, 't, U>) -> ron::Result<T>,
) -> ron::error::SpannedResult<T> {
    let mut deserializer = ron::Deserializer::from_str(text)?;
    let record = read(Keeping { deserializer: &mut deserializer, unknown });
    let record = record.map_err(|error| deserializer.span_error(error))?;
    deserializer.end().map_err(|error| deserializer.span_error(error))?;
    Ok(record)
}

/// The text of an annotation file, with the positions of its lines.
pub(super) struct Source {
    /// The text. If it has conflict marks, each side, with blanks in the place of the other: offsets are those of the file.
    sides: Vec<String>,
    /// Byte offsets of the lines' beginnings.
    lines: Vec<usize>,
    /// Lines with conflict marks, from 1.
    marks: Vec<usize>,
    /// The text without its annotations, if these can be read line by line.
    frame: Option<Frame>,
}

impl Source {
    pub(super) fn new(text: String) -> Self {
        let mut source = Self::whole(text);
        if let ([text], []) = (source.sides.as_slice(), source.marks.as_slice()) {
            source.frame = Frame::of(text);
        }
        source
    }

    /// A text that is read by the whole parser, however it is laid out.
    pub(super) fn whole(text: String) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        match Conflict::of(&text).filter(|_| ron::from_str::<Top<'_>>(without_mark(&text)).is_err()) {
            Some(Conflict { marks, sides }) => {
                let sides = sides.map_or_else(|| vec![text], |(ours, theirs)| vec![ours, theirs]);
                Self { sides, lines, marks, frame: None }
            }
            None => Self { sides: vec![text], lines, marks: Vec::new(), frame: None },
        }
    }

    /// The text, or its two sides.
    pub(super) fn sides(&self) -> &[String] {
        &self.sides
    }

    /// Lines with conflict marks, from 1; none in a file that is whole.
    pub(super) fn marks(&self) -> &[usize] {
        &self.marks
    }

    /// The annotations, read line by line; `None` if only the whole parser can read the file.
    pub(super) fn rows<B: Send + Sync>(&self, watch: Watch<'_, B>) -> ControlFlow<B, Option<Vec<Row<'_>>>> {
        match (&self.frame, self.sides.as_slice()) {
            (Some(frame), [text]) => frame.rows(text, watch),
            _ => ControlFlow::Continue(None),
        }
    }

    /// The fields of the file, and its version.
    pub(super) fn top(&self) -> Result<(Top<'_>, u64), RonError> {
        self.top_in(self.sides.iter().map(String::as_str))
    }

    /// Like [`Self::top`], without the annotations if these can be read line by line.
    pub(super) fn frame(&self) -> Result<(Top<'_>, u64), RonError> {
        match &self.frame {
            Some(frame) => self.top_in(std::iter::once(frame.text.as_str())),
            None => self.top(),
        }
    }

    fn top_in<'s>(&'s self, sides: impl Iterator<Item = &'s str>) -> Result<(Top<'s>, u64), RonError> {
        let mut top = Top::default();
        for side in sides {
            let text = without_mark(side);
            if text.trim().is_empty() {
                return Err(RonError::Empty);
            }
            let mut deserializer = ron::Deserializer::from_str(text).map_err(|error| self.unreadable(text, &error))?;
            let read = Top::deserialize(&mut deserializer).and_then(|read| deserializer.end().map(|()| read));
            let read = read.map_err(|error| self.unreadable(text, &deserializer.span_error(error)))?;
            top.add(read);
        }
        let mut version = None;
        for raw in top.all("version") {
            version = version.max(Some(self.read::<u64>(raw)?));
        }
        match version.ok_or(RonError::NotAnnotations { field: "version" })? {
            0 => Err(RonError::NoVersion),
            found if found > VERSION => Err(RonError::NewerVersion { found, known: VERSION }),
            version => Ok((top, version)),
        }
    }

    /// Reads a part of the file without which it cannot be used.
    pub(super) fn read<'s, T: Deserialize<'s>>(&self, raw: &'s RawValue) -> Result<T, RonError> {
        raw.into_rust().map_err(|error| self.syntax(raw.get_ron(), &error))
    }

    fn unreadable(&self, text: &str, error: &ron::error::SpannedError) -> RonError {
        match self.marks.as_slice() {
            [] => self.syntax(text, error),
            marks => RonError::Conflict { lines: marks.to_vec() },
        }
    }

    fn syntax(&self, part: &str, error: &ron::error::SpannedError) -> RonError {
        let (line, column) = self.place(part, error);
        RonError::Syntax { line, column, message: Message::of_ron(part, error) }
    }

    /// Line and column of an error in a part of the file.
    pub(super) fn place(&self, part: &str, error: &ron::error::SpannedError) -> (usize, usize) {
        let at = error.span.start;
        let (line, column) = self.position(part, 0);
        if at.line <= 1 { (line, column + at.col.saturating_sub(1)) } else { (line + at.line - 1, at.col) }
    }

    /// Line and column of a field of a record, or of what is inside it; see [`place_of`].
    pub(super) fn place_in(&self, record: &str, path: &[&str]) -> (usize, usize) {
        self.position(record, place_of(record, path))
    }

    /// Line and column of a byte of a part of the file.
    pub(super) fn position(&self, part: &str, at: usize) -> (usize, usize) {
        let (side, offset) = self.find(part);
        let offset = side.floor_char_boundary(offset + at);
        let line = self.line_at(offset);
        (line, 1 + side[self.lines[line - 1]..offset].chars().count())
    }

    /// Byte offset of a part of the text.
    pub(super) fn offset(&self, part: &str) -> usize {
        self.find(part).1
    }

    /// The side that a part is of, and where it is there.
    fn find(&self, part: &str) -> (&str, usize) {
        let at = |side: &String| (part.as_ptr() as usize).checked_sub(side.as_ptr() as usize);
        let mut sides = self.sides.iter().map(|side| (side.as_str(), at(side)));
        let found = sides.find_map(|(side, at)| Some((side, at.filter(|at| *at <= side.len())?)));
        let in_frame = |frame: &Frame| {
            let at = at(&frame.text).filter(|at| *at < frame.text.len())?;
            Some((self.sides.first()?.as_str(), if at < frame.hole.start { at } else { at + frame.hole.len() }))
        };
        let found = self.frame.as_ref().and_then(in_frame).or(found);
        found.unwrap_or_else(|| (self.sides.first().map_or("", String::as_str), 0))
    }

    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }
}
