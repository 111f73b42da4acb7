//! The text of an annotation file, with the positions of its lines. A file with conflict marks is read as the files that it
//! stands for.

use std::ops::ControlFlow;

use serde::Deserialize;

use super::RonError;
use super::conflict::{Conflict, Sides};
use super::plain::from_ron;
use super::records::VERSION;
use super::rows::{Frame, Rows, Watch};
use super::tokens::place_of;
use super::top::{Raw, Top, without_mark};
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
    /// One side of a file with conflict marks has blanks in the place of the others: offsets are those of the file.
    text: String,
    /// Byte offsets of the lines' beginnings.
    lines: Vec<usize>,
    /// Lines with conflict marks, from 1.
    marks: Vec<usize>,
    /// The text without its annotations, if these can be read line by line.
    frame: Option<Frame>,
}

/// The files for which a text stands.
pub(super) struct Sources {
    pub(super) ours: Source,
    /// Those of the other side, where git left conflict marks.
    pub(super) others: Option<Others>,
}

/// What both sides of a file with conflict marks began with, and what the other side has.
pub(super) struct Others {
    text: String,
    sides: Sides,
    marks: Vec<usize>,
}

impl Sources {
    pub(super) fn new(text: String) -> Self {
        let Some(Conflict { marks, sides }) =
            Conflict::of(&text).filter(|_| ron::from_str::<Top<'_>>(without_mark(&text)).is_err())
        else {
            return Self { ours: Source::new(text), others: None };
        };
        match sides {
            Some(sides) => Self {
                ours: Source { marks: marks.clone(), ..Source::whole(sides.ours(&text)) },
                others: Some(Others { text, sides, marks }),
            },
            None => Self { ours: Source { marks, ..Source::whole(text) }, others: None },
        }
    }
}

impl Others {
    /// What both began with, if that is known.
    pub(super) fn base(&self) -> Option<Source> {
        self.sides.base(&self.text).map(|text| self.source(text))
    }

    /// The other side.
    pub(super) fn theirs(&self) -> Source {
        self.source(self.sides.theirs(&self.text))
    }

    fn source(&self, text: String) -> Source {
        Source { marks: self.marks.clone(), ..Source::whole(text) }
    }
}

impl Source {
    /// The source of a text without conflict marks.
    pub(super) fn new(text: String) -> Self {
        let frame = Frame::of(&text);
        Self { frame, ..Self::whole(text) }
    }

    /// A text that is read by the whole parser, however it is laid out.
    pub(super) fn whole(text: String) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, lines, marks: Vec::new(), frame: None }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Lines with conflict marks, from 1; none in a file that is whole.
    pub(super) fn marks(&self) -> &[usize] {
        &self.marks
    }

    /// The annotations, read line by line; `None` if only the whole parser can read the file.
    pub(super) fn rows<B: Send + Sync>(&self, watch: Watch<'_, B>) -> ControlFlow<B, Option<Rows<'_>>> {
        match &self.frame {
            Some(frame) => frame.rows(&self.text, watch),
            None => ControlFlow::Continue(None),
        }
    }

    /// The fields of the file, and its version.
    pub(super) fn top(&self) -> Result<(Top<'_>, u64), RonError> {
        self.top_in(&self.text)
    }

    /// Like [`Self::top`], without the annotations if these can be read line by line.
    pub(super) fn frame(&self) -> Result<(Top<'_>, u64), RonError> {
        self.top_in(self.frame.as_ref().map_or(&self.text, |frame| &frame.text))
    }

    fn top_in<'s>(&'s self, text: &'s str) -> Result<(Top<'s>, u64), RonError> {
        let text = without_mark(text);
        if text.trim().is_empty() {
            return Err(RonError::Empty);
        }
        let top: Top<'_> = from_ron(text).map_err(|error| self.unreadable(text, &error))?;
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
    pub(super) fn read<'s, T: Deserialize<'s>>(&self, Raw(ron): Raw<'s>) -> Result<T, RonError> {
        from_ron(ron).map_err(|error| self.syntax(ron, &error))
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
        let offset = self.text.floor_char_boundary(self.offset(part) + at);
        let line = self.line_at(offset);
        (line, 1 + self.text[self.lines[line - 1]..offset].chars().count())
    }

    /// Byte offset of a part of the text.
    pub(super) fn offset(&self, part: &str) -> usize {
        let at = |text: &str| (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
        let in_frame = |frame: &Frame| {
            let at = at(&frame.text).filter(|at| *at < frame.text.len())?;
            Some(if at < frame.hole.start { at } else { at + frame.hole.len() })
        };
        let found = self.frame.as_ref().and_then(in_frame);
        found.or_else(|| at(&self.text).filter(|at| *at <= self.text.len())).unwrap_or_default()
    }

    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }
}
