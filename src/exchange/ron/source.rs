//! The text of an annotation file, with the positions of its lines.

use ron::value::RawValue;
use serde::Deserialize;

use super::RonError;
use super::write::VERSION;
use crate::annotation::Extras;
use crate::annotation::fields::{Keeping, Unknown};
use crate::text::Message;

/// The fields of an annotation file, as RON text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Top<'t> {
    #[serde(borrow, deserialize_with = "given")]
    pub(super) version: Option<&'t RawValue>,
    #[serde(borrow, deserialize_with = "given")]
    pub(super) article: Option<&'t RawValue>,
    #[serde(borrow, deserialize_with = "given")]
    pub(super) labels: Option<&'t RawValue>,
    #[serde(borrow, deserialize_with = "given")]
    pub(super) relation_kinds: Option<&'t RawValue>,
    #[serde(borrow, deserialize_with = "given")]
    pub(super) document_attributes: Option<&'t RawValue>,
    #[serde(borrow, deserialize_with = "given")]
    pub(super) annotations: Option<&'t RawValue>,
    #[serde(borrow, deserialize_with = "given")]
    pub(super) relations: Option<&'t RawValue>,
    /// Called `choices` in version 1.
    #[serde(borrow, alias = "choices", deserialize_with = "given")]
    pub(super) links: Option<&'t RawValue>,
}

fn given<'t, D: serde::Deserializer<'t>>(deserializer: D) -> Result<Option<&'t RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

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

/// The RON text of a value, without the comments around it.
pub(super) fn bare(raw: &RawValue) -> &str {
    let ron = raw.get_ron();
    let has_comment = ron.starts_with('/') || ron.ends_with(['/', '\n']);
    if has_comment { raw.trim().get_ron() } else { ron }
}

/// The text of an annotation file, with the positions of its lines.
pub(super) struct Source {
    text: String,
    /// Byte offsets of the lines' beginnings.
    lines: Vec<usize>,
}

impl Source {
    pub(super) fn new(text: String) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, lines }
    }

    /// The fields of the file, its version, and the fields that this version does not know.
    pub(super) fn top(&self) -> Result<(Top<'_>, u64, Extras), RonError> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        let mut extras = Extras::default();
        let top = read_record(text, &mut extras, |reader| Top::deserialize(reader))
            .map_err(|error| self.syntax(text, &error))?;
        let version = self.whole::<u64>(top.version, "version")?;
        if version > VERSION {
            return Err(RonError::NewerVersion { found: version, known: VERSION });
        }
        Ok((top, version, extras))
    }

    /// A field without which the file cannot be used.
    pub(super) fn whole<'s, T: Deserialize<'s>>(
        &self,
        raw: Option<&'s RawValue>,
        field: &'static str,
    ) -> Result<T, RonError> {
        let raw = raw.ok_or(RonError::NotAnnotations { field })?;
        raw.into_rust().map_err(|error| self.syntax(raw.get_ron(), &error))
    }

    fn syntax(&self, part: &str, error: &ron::error::SpannedError) -> RonError {
        let (line, column) = self.place(part, error);
        RonError::Syntax { line, column, message: Message::of_ron(part, error) }
    }

    /// Line and column of an error in a part of the file.
    pub(super) fn place(&self, part: &str, error: &ron::error::SpannedError) -> (usize, usize) {
        let at = error.span.start;
        let offset = self.offset(part);
        let (line, column) = (self.line_at(offset), 1 + self.text[self.line_start(offset)..offset].chars().count());
        if at.line <= 1 { (line, column + at.col.saturating_sub(1)) } else { (line + at.line - 1, at.col) }
    }

    /// Byte offset of a part of the text.
    pub(super) fn offset(&self, part: &str) -> usize {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.text.floor_char_boundary(offset.min(self.text.len()))
    }

    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }

    fn line_start(&self, offset: usize) -> usize {
        self.lines[self.line_at(offset) - 1]
    }
}
