//! Reading annotation files: what can be used is used, the rest is kept and reported.

use std::collections::{BTreeMap, HashSet};

use ron::value::RawValue;
use serde::de::{Deserialize, Error as _, MapAccess, Unexpected};

use super::record::{FromFields, Record};
use super::write::{VERSION, annotations_to_ron};
use super::{LabelNames, RonError, Warning};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotationState, Carried, EditError, EntityLink, EntityLinks, Extras,
    Label, LabelId, LabelSet, Origin, Orphan, Status,
};
use crate::document::Document;
use crate::exchange::anchor::{Anchor, Anchored, Anchors};
use crate::text::ron_error::{missing_field, not_utf8};
use crate::text::{Message, Span};

/// Colour of a label that a file uses without describing it.
const COLOR_OF_UNKNOWN_LABELS: &str = "#8a8a8a";

/// What was read from an annotation file.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// Annotations and labels.
    pub annotation_state: AnnotationState,
    /// What is to be written back with them.
    pub carried: Carried,
    /// What could not be used as it stands, in the order of the file.
    pub warnings: Vec<Warning>,
    /// Whether the notes differ from the file: annotations were moved or given new ids.
    pub altered: bool,
}

/// What an annotation file says of its article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The article's file name.
    pub file: String,
    /// SHA-256 of the decoded text.
    pub sha256: String,
    /// Length of the decoded text, in UTF-8 bytes.
    pub bytes: u64,
    /// Name of the encoding.
    pub encoding: String,
}

impl<'de> FromFields<'de> for Head {
    fn read_field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
        match name {
            "file" => self.file = map.next_value()?,
            "sha256" => self.sha256 = map.next_value()?,
            "bytes" => self.bytes = map.next_value()?,
            "encoding" => self.encoding = map.next_value()?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

#[derive(Default)]
struct Top<'de> {
    version: Option<&'de RawValue>,
    article: Option<&'de RawValue>,
    labels: Option<&'de RawValue>,
    annotations: Option<&'de RawValue>,
    choices: Option<&'de RawValue>,
}

impl<'de> FromFields<'de> for Top<'de> {
    fn read_field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
        let field = match name {
            "version" => &mut self.version,
            "article" => &mut self.article,
            "labels" => &mut self.labels,
            "annotations" => &mut self.annotations,
            "choices" => &mut self.choices,
            _ => return Ok(false),
        };
        *field = Some(map.next_value()?);
        Ok(true)
    }
}

#[derive(Default)]
struct LabelFields {
    id: String,
    name: BTreeMap<String, String>,
    color: Option<String>,
    key: Option<char>,
}

impl<'de> FromFields<'de> for LabelFields {
    fn read_field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
        match name {
            "id" => self.id = map.next_value()?,
            "name" => self.name = map.next_value()?,
            "color" => self.color = Some(map.next_value()?),
            "key" => {
                // `'1'` is written here; `Some('1')` and `None` are what other programs may write.
                let raw = map.next_value::<&RawValue>()?;
                let key = raw.into_rust::<char>().map(Some).or_else(|_| raw.into_rust::<Option<char>>());
                let other = || A::Error::invalid_value(Unexpected::Other(raw.get_ron()), &"a character");
                self.key = key.map_err(|_| other())?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

#[derive(Default)]
struct ChoiceFields {
    name: String,
    label: String,
    entity: String,
}

impl<'de> FromFields<'de> for ChoiceFields {
    fn read_field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
        match name {
            "name" => self.name = map.next_value()?,
            "label" => self.label = map.next_value()?,
            "entity" => self.entity = map.next_value()?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

#[derive(Default)]
struct AnnotationFields {
    id: Option<String>,
    span: Option<(u32, u32)>,
    label: Option<String>,
    anchor: Anchor,
    entity: Option<String>,
    status: Status,
    origin: Option<Origin>,
    changed: bool,
    note: String,
    by: String,
    at: String,
}

impl<'de> FromFields<'de> for AnnotationFields {
    fn read_field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
        match name {
            "id" => self.id = Some(map.next_value()?),
            "span" => self.span = Some(map.next_value()?),
            "label" => self.label = Some(map.next_value()?),
            "quote" => self.anchor.quote = Some(map.next_value()?),
            "prefix" => self.anchor.prefix = map.next_value()?,
            "suffix" => self.anchor.suffix = map.next_value()?,
            "entity" => self.entity = map.next_value()?,
            "status" => self.status = map.next_value()?,
            "origin" => self.origin = Some(map.next_value()?),
            "changed" => self.changed = map.next_value()?,
            "note" => self.note = map.next_value()?,
            "by" => self.by = map.next_value()?,
            "at" => self.at = map.next_value()?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// Reads what an annotation file says of its article.
pub fn parse_head(text: String) -> Result<Head, RonError> {
    let source = Source::new(text);
    let (top, _) = source.top()?;
    Ok(source.whole::<Record<Head>>(top.article, "article")?.known)
}

/// Annotations that were taken over to another text of their article.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedOver {
    /// Annotations and labels in the new text.
    pub annotation_state: AnnotationState,
    /// What is to be written back with them.
    pub carried: Carried,
    /// Annotations where they were.
    pub kept: usize,
    /// Annotations found elsewhere by their words.
    pub moved: usize,
    /// Those that were in the former text and are not in the new one.
    pub lost: Vec<Warning>,
}

/// Takes annotations over from the text that they were made on to a new one: each where its surroundings are now,
/// else where its words are. One that is not found is kept as it was, and comes back with its words.
pub fn carry_over(
    former: &Document,
    annotation_state: &AnnotationState,
    carried: &Carried,
    document: &Document,
) -> Result<CarriedOver, RonError> {
    let ron = annotations_to_ron("", former, annotation_state, carried);
    let source = Source::new(ron);
    let loaded = parse(&source, document, Anchors::after(former.text(), document.text()))?;
    let known: HashSet<&str> = annotation_state.orphans.iter().map(|orphan| orphan.ron.as_str()).collect();
    let new = loaded.annotation_state.orphans.iter().filter(|orphan| !known.contains(orphan.ron.as_str()));
    let lines: HashSet<usize> = new.map(|orphan| orphan.line).collect();
    let is_moved = |warning: &&Warning| matches!(warning, Warning::Moved { .. });
    let moved = loaded.warnings.iter().filter(is_moved).count();
    let is_new = |warning: &Warning| {
        matches!(warning, Warning::Lost { .. }) && warning.line().is_some_and(|line| lines.contains(&line))
    };
    let lost = loaded.warnings.into_iter().filter(is_new).collect();
    let kept = loaded.annotation_state.annotations.len() - moved;
    Ok(CarriedOver { annotation_state: loaded.annotation_state, carried: loaded.carried, kept, moved, lost })
}

/// Reads the text of an annotation file and finds the places of its annotations in the document.
pub fn parse_annotations(text: String, document: &Document) -> Result<Loaded, RonError> {
    parse(&Source::new(text), document, Anchors::new(document.text()))
}

fn parse<'t>(source: &Source, document: &'t Document, anchors: Anchors<'t>) -> Result<Loaded, RonError> {
    let (top, extras) = source.top()?;
    let head = source.whole::<Record<Head>>(top.article, "article")?;
    let labels = match top.labels {
        Some(raw) => source.whole::<Vec<&RawValue>>(Some(raw), "labels")?,
        None => Vec::new(),
    };
    let annotations = source.whole::<Vec<&RawValue>>(top.annotations, "annotations")?;
    let choices = match top.choices {
        Some(raw) => source.whole::<Vec<&RawValue>>(Some(raw), "choices")?,
        None => Vec::new(),
    };

    let mut reader = Reader {
        source,
        document,
        anchors,
        labels: Vec::new(),
        annotations: Vec::with_capacity(annotations.len()),
        links: EntityLinks::default(),
        orphans: Vec::new(),
        ids: HashSet::new(),
        carried: Carried { extras, article_extras: head.extras, ..Carried::default() },
        warnings: Vec::new(),
        altered: false,
        moved: Vec::new(),
    };
    for raw in labels {
        reader.read_label(raw);
    }
    let described = !reader.labels.is_empty();
    for raw in annotations {
        reader.read_annotation(raw);
    }
    for raw in choices {
        reader.read_choice(raw);
    }
    reader.give_up_duplicates();
    let mut labels = if described { LabelSet::from_labels(reader.labels) } else { LabelSet::default() };
    let moved = reader.moved.len();
    let (kept, lost) = (reader.annotations.len() - moved, reader.orphans.len());
    let mut warnings = reader.warnings;
    add_unknown_labels(&mut labels, &reader.annotations, &mut warnings);
    warnings.sort_by_key(Warning::line);
    if head.known.sha256 != document.sha256() && !head.known.sha256.is_empty() {
        warnings.insert(0, Warning::OtherText { kept, moved, lost });
    }
    let annotations = AnnotationSet::from_annotations(reader.annotations.into_iter().map(|(_, annotation)| annotation));
    let annotation_state = AnnotationState { annotations, labels, links: reader.links, orphans: reader.orphans };
    Ok(Loaded { annotation_state, carried: reader.carried, warnings, altered: reader.altered || moved > 0 })
}

fn add_unknown_labels(labels: &mut LabelSet, annotations: &[(usize, Annotation)], warnings: &mut Vec<Warning>) {
    let mut unknown: Vec<Label> = Vec::new();
    let mut known: HashSet<LabelId> = labels.iter().map(|label| label.id.clone()).collect();
    for (line, annotation) in annotations {
        if known.insert(annotation.label.clone()) {
            let standard = LabelSet::default();
            let id = &annotation.label;
            let plain = || Label::new(id.as_str(), id.as_str(), id.as_str(), COLOR_OF_UNKNOWN_LABELS, None);
            let key_is_free = |label: &Label| label.key.is_none_or(|key| labels.by_key(key).is_none());
            let standard = standard.get(id).filter(|label| key_is_free(label));
            unknown.push(standard.cloned().unwrap_or_else(plain));
            warnings.push(Warning::UnknownLabel { line: *line, label: id.clone() });
        }
    }
    if !unknown.is_empty() {
        *labels = LabelSet::from_labels(labels.iter().cloned().chain(unknown).collect::<Vec<_>>());
    }
}

/// What an entry that cannot be read says that it stands on.
fn quote_in(ron: &str) -> Option<String> {
    let behind = ron.split_once("quote:")?.1.trim_start();
    let mut is_escaped = false;
    let end = behind.strip_prefix('"')?.find(|c| match (is_escaped, c) {
        (false, '\\') => {
            is_escaped = true;
            false
        }
        (false, '"') => true,
        _ => {
            is_escaped = false;
            false
        }
    })?;
    ron::from_str(&behind[..end + 2]).ok().filter(|quote: &String| !quote.is_empty())
}

impl RonError {
    /// Bytes that are no UTF-8 stand behind this text.
    pub fn not_utf8(before: &str) -> Self {
        let (line, column) = line_and_column(before);
        Self::Syntax { line, column, message: not_utf8() }
    }
}

/// Line and column (in characters) of the end of a text, from 1.
fn line_and_column(before: &str) -> (usize, usize) {
    let line = 1 + before.bytes().filter(|b| *b == b'\n').count();
    let column = 1 + before.chars().rev().take_while(|c| *c != '\n').count();
    (line, column)
}

/// The text of an annotation file, with the places of its lines.
struct Source {
    text: String,
    /// Byte offsets of the lines' beginnings.
    lines: Vec<usize>,
}

impl Source {
    fn new(text: String) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, lines }
    }

    fn top(&self) -> Result<(Top<'_>, Extras), RonError> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(&self.text);
        let record: Record<Top<'_>> = ron::from_str(text).map_err(|error| self.syntax(text, &error))?;
        let version = self.whole::<u64>(record.known.version, "version")?;
        if version > VERSION {
            return Err(RonError::NewerVersion { found: version, known: VERSION });
        }
        Ok((record.known, record.extras))
    }

    /// A field that the file cannot be used without.
    fn whole<'s, T: Deserialize<'s>>(&self, raw: Option<&'s RawValue>, field: &'static str) -> Result<T, RonError> {
        let raw = raw.ok_or_else(|| RonError::NotAnnotations { field })?;
        raw.into_rust().map_err(|error| self.syntax(raw.get_ron(), &error))
    }

    fn syntax(&self, part: &str, error: &ron::error::SpannedError) -> RonError {
        let (line, column) = self.place(part, error);
        RonError::Syntax { line, column, message: Message::of_ron(part, error) }
    }

    /// Line and column of a mistake in a part of the file.
    fn place(&self, part: &str, error: &ron::error::SpannedError) -> (usize, usize) {
        let at = error.span.start;
        let offset = self.offset(part);
        let (line, column) = (self.line_at(offset), 1 + self.text[self.line_start(offset)..offset].chars().count());
        if at.line <= 1 { (line, column + at.col.saturating_sub(1)) } else { (line + at.line - 1, at.col) }
    }

    /// Byte offset of a part of the text.
    fn offset(&self, part: &str) -> usize {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.text.floor_char_boundary(offset.min(self.text.len()))
    }

    fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }

    fn line_start(&self, offset: usize) -> usize {
        self.lines[self.line_at(offset) - 1]
    }
}

struct Reader<'s, 't> {
    source: &'s Source,
    document: &'t Document,
    anchors: Anchors<'t>,
    labels: Vec<Label>,
    /// With their lines.
    annotations: Vec<(usize, Annotation)>,
    links: EntityLinks,
    orphans: Vec<Orphan>,
    ids: HashSet<AnnotationId>,
    carried: Carried,
    warnings: Vec<Warning>,
    altered: bool,
    moved: Vec<Moved>,
}

/// An annotation that was found elsewhere than its file says.
struct Moved {
    /// Its index among the annotations, and that of its warning.
    annotation: usize,
    warning: usize,
    /// Its RON text.
    ron: String,
}

impl Reader<'_, '_> {
    fn read_label(&mut self, raw: &RawValue) {
        let read = self.record::<LabelFields>(raw).and_then(|(line, record)| {
            let Record { known, extras } = record;
            let color = known.color.unwrap_or_else(|| COLOR_OF_UNKNOWN_LABELS.to_owned());
            let mut label = Label { id: known.id.into(), name: known.name, color, key: known.key, extras };
            if label.name.is_empty() {
                label.name.insert("en".to_owned(), label.id.to_string());
            }
            let broken = |message: Message| Warning::Broken { line, column: 1, message, quote: None };
            label.check().map_err(|error| broken(Message::of(&error)))?;
            if self.labels.iter().any(|other| other.id == label.id) {
                let error = EditError::LabelExists { id: label.id };
                return Err(broken(Message::of(&error)));
            }
            Ok(label)
        });
        match read {
            Ok(label) => self.labels.push(label),
            Err(warning) => {
                self.warnings.push(warning);
                self.carried.broken_labels.push(raw.trim().get_ron().to_owned());
            }
        }
    }

    fn read_choice(&mut self, raw: &RawValue) {
        let read = self.record::<ChoiceFields>(raw).and_then(|(line, Record { known, extras })| {
            let ChoiceFields { name, label, entity } = known;
            let fields = [("name", &name), ("label", &label), ("entity", &entity)];
            if let Some((field, _)) = fields.into_iter().find(|(_, value)| value.is_empty()) {
                let message = missing_field(field);
                return Err(Warning::Broken { line, column: 1, message, quote: None });
            }
            Ok((LabelId::from(label), name, EntityLink { entity, extras }))
        });
        match read {
            Ok((label, name, choice)) => drop(self.links.set(&label, &name, Some(choice))),
            Err(warning) => {
                self.warnings.push(warning);
                self.carried.broken_links.push(raw.trim().get_ron().to_owned());
            }
        }
    }

    fn read_annotation(&mut self, raw: &RawValue) {
        let (line, record) = match self.record::<AnnotationFields>(raw) {
            Ok(read) => read,
            Err(warning) => return self.keep_broken(raw, warning),
        };
        let Record { known, extras } = record;
        let AnnotationFields { id, span, label, mut anchor, entity, status, origin, changed, note, by, at } = known;
        let id = id.map(AnnotationId::from);
        let label = label.filter(|label| !label.is_empty()).map(LabelId::from);
        let (Some((start, end)), Some(label)) = (span, label.clone()) else {
            let field = if span.is_none() { "span" } else { "label" };
            let message = missing_field(field);
            return self.keep_broken(raw, Warning::Broken { line, column: 1, message, quote: anchor.quote });
        };
        (anchor.start, anchor.end) = (start, end);
        let span = match self.anchors.place(&anchor) {
            Anchored::Kept(span) => span,
            Anchored::Moved(span, mismatch) => {
                let quote = anchor.quote.unwrap_or_default();
                let (label, paragraph) = (self.names_of(&label), self.document.paragraph_at(span.start) + 1);
                self.warnings.push(Warning::Moved { line, mismatch, quote, label, to: span, paragraph });
                let (annotation, warning) = (self.annotations.len(), self.warnings.len() - 1);
                self.moved.push(Moved { annotation, warning, ron: raw.trim().get_ron().to_owned() });
                span
            }
            Anchored::Lost(mismatch) => {
                let quote = anchor.quote.clone().unwrap_or_default();
                self.warnings.push(Warning::Lost { line, mismatch, quote, label: self.names_of(&label) });
                let ron = raw.trim().get_ron().to_owned();
                self.orphans.push(Orphan { line, ron, id, label: Some(label), quote: anchor.quote, note });
                return;
            }
        };
        let id = self.free_id(id, line);
        let origin = origin.unwrap_or(Origin::Manual);
        let annotation = Annotation { id, span, label, entity, status, origin, changed, note, by, at, extras };
        self.annotations.push((line, annotation));
    }

    /// Of annotations that were found on a passage that has their label already, none is put on top of the other:
    /// the words that they stood on are gone.
    fn give_up_duplicates(&mut self) {
        let place = |(_, annotation): &(usize, Annotation)| (annotation.span, annotation.label.clone());
        let is_moved: HashSet<usize> = self.moved.iter().map(|moved| moved.annotation).collect();
        let kept = self.annotations.iter().enumerate().filter(|(index, _)| !is_moved.contains(index));
        let mut taken: HashSet<(Span, LabelId)> = kept.map(|(_, annotation)| place(annotation)).collect();
        let mut given_up = HashSet::new();
        self.moved.retain(|moved| {
            let is_free = taken.insert(place(&self.annotations[moved.annotation]));
            if !is_free {
                let (line, annotation) = &self.annotations[moved.annotation];
                let former = &mut self.warnings[moved.warning];
                if let Warning::Moved { mismatch, quote, label, .. } = former.clone() {
                    let (id, label_id) = (Some(annotation.id.clone()), Some(annotation.label.clone()));
                    let (ron, text) = (moved.ron.clone(), Some(quote.clone()));
                    let note = annotation.note.clone();
                    self.orphans.push(Orphan { line: *line, ron, id, label: label_id, quote: text, note });
                    *former = Warning::Lost { line: *line, mismatch, quote, label };
                }
                given_up.insert(moved.annotation);
            }
            is_free
        });
        let mut index = 0;
        self.annotations.retain(|_| {
            index += 1;
            !given_up.contains(&(index - 1))
        });
    }

    fn names_of(&self, id: &LabelId) -> LabelNames {
        let standard = LabelSet::default();
        let named = self.labels.iter().find(|label| label.id == *id).or_else(|| standard.get(id));
        let names = match named {
            Some(label) => label.name.clone(),
            None => BTreeMap::from([("en".to_owned(), id.to_string())]),
        };
        LabelNames { id: id.clone(), names }
    }

    fn free_id(&mut self, id: Option<AnnotationId>, line: usize) -> AnnotationId {
        let id = id.filter(|id| !id.as_str().is_empty());
        match id {
            Some(id) if self.ids.insert(id.clone()) => id,
            other => {
                if let Some(id) = other {
                    self.warnings.push(Warning::SameId { line, id: id.to_string() });
                }
                self.altered = true;
                let id = AnnotationId::generate();
                self.ids.insert(id.clone());
                id
            }
        }
    }

    fn keep_broken(&mut self, raw: &RawValue, warning: Warning) {
        let line = warning.line().unwrap_or_default();
        self.warnings.push(warning);
        let ron = raw.trim().get_ron().to_owned();
        let quote = quote_in(&ron);
        self.orphans.push(Orphan { line, ron, id: None, label: None, quote, note: String::new() });
    }

    /// Reads a record and says on which line it begins.
    fn record<'r, T: FromFields<'r>>(&self, raw: &'r RawValue) -> Result<(usize, Record<T>), Warning> {
        let trimmed = raw.trim();
        let line = self.source.line_at(self.source.offset(trimmed.get_ron()));
        trimmed.into_rust::<Record<T>>().map(|record| (line, record)).map_err(|error| {
            let (line, column) = self.source.place(trimmed.get_ron(), &error);
            let message = Message::of_ron(trimmed.get_ron(), &error);
            Warning::Broken { line, column, message, quote: quote_in(trimmed.get_ron()) }
        })
    }
}
