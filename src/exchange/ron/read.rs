//! Reads annotation files: what is usable is used, the rest is kept and reported.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use ron::value::RawValue;
use serde::Deserialize;

use super::line::to_line;
use super::records::{Beside, Head, NamedLink};
use super::source::{Source, bare, read_record};
use super::write::annotations_to_ron;
use super::{LabelNames, RonError, Warning, migrate};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotationState, AttributeKind, Carried, EditError, EntityLink,
    EntityLinks, Label, LabelId, LabelSet, Orphan, Relation, RelationId, RelationKind, RelationSet, Spans,
};
use crate::document::Document;
use crate::exchange::anchor::{Anchored, Anchors};
use crate::text::Message;
use crate::text::ron_error::missing_field;

/// Colour of a label that a file uses but does not define.
const COLOR_OF_UNKNOWN_LABELS: &str = "#8a8a8a";

/// The contents of an annotation file.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// Annotations and labels.
    pub annotation_state: AnnotationState,
    /// What must be written back with them.
    pub carried: Carried,
    /// What could not be used as it is, in the order of the file.
    pub warnings: Vec<Warning>,
    /// Whether the annotations differ from the file, because some were moved or given new ids.
    pub altered: bool,
    /// The format version of the file.
    pub version: u64,
}

/// Reads what an annotation file says about its article.
pub(crate) fn parse_head(text: String) -> Result<Head, RonError> {
    let source = Source::new(text);
    let (top, _, _) = source.top()?;
    source.whole(top.article, "article")
}

/// The format version of an annotation file; `None` if it is not one.
pub(crate) fn parse_version(text: &str) -> Option<u64> {
    // The beginning as this program writes it needs no further parsing.
    let written = text.strip_prefix("(\n    version: ").and_then(|rest| rest.split_once(','));
    let read = || Source::new(text.to_owned()).top().ok().map(|(_, version, _)| version);
    written.and_then(|(version, _)| version.parse().ok()).or_else(read)
}

/// Annotations transferred to another text of their article.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedOver {
    /// Annotations and labels in the new text.
    pub annotation_state: AnnotationState,
    /// What must be written back with them.
    pub carried: Carried,
    /// The number of annotations that were not moved.
    pub kept: usize,
    /// The number of annotations found elsewhere by their words.
    pub moved: usize,
    /// Annotations of the old text that were not found in the new one.
    pub lost: Vec<Warning>,
}

/// Transfers annotations from the text on which they were made to a new one: by their context, otherwise by their
/// words. Those that are not found are kept unchanged, and return when their words do.
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

/// Parses an annotation file and finds the passages of its annotations in the document.
pub fn parse_annotations(text: String, document: &Document) -> Result<Loaded, RonError> {
    parse(&Source::new(text), document, Anchors::new(document.text()))
}

fn parse<'t>(source: &Source, document: &'t Document, anchors: Anchors<'t>) -> Result<Loaded, RonError> {
    let (top, version, extras) = source.top()?;
    let head: Head = source.whole(top.article, "article")?;
    let list = |raw: Option<_>, field| raw.map_or(Ok(Vec::new()), |raw| source.whole(Some(raw), field));
    let annotations: Vec<&RawValue> = source.whole(top.annotations, "annotations")?;
    let (relations, links) = (list(top.relations, "relations")?, list(top.links, "links")?);

    let mut reader = Reader {
        source,
        document,
        anchors,
        version,
        labels: Vec::new(),
        annotations: Vec::with_capacity(annotations.len()),
        relations: RelationSet::default(),
        links: EntityLinks::default(),
        orphans: Vec::new(),
        ids: HashSet::with_capacity(annotations.len()),
        carried: Carried { extras, article_extras: head.extras, ..Carried::default() },
        warnings: Vec::new(),
        altered: false,
        moved: Vec::new(),
    };
    for raw in list(top.labels, "labels")? {
        reader.read_label(raw);
    }
    for raw in annotations {
        reader.read_annotation(raw);
    }
    for raw in links {
        reader.read_link(raw);
    }
    reader.give_up_duplicates();
    for raw in relations {
        reader.read_relation(raw);
    }
    let labels = std::mem::take(&mut reader.labels);
    let mut labels = match (version, top.labels) {
        (1, _) => migrate::labels(labels),
        (_, None) => LabelSet::default(),
        (_, Some(_)) => LabelSet::from_labels(labels),
    };
    if let Some(raw) = top.relation_kinds {
        labels.relation_kinds = source.whole::<Vec<RelationKind>>(Some(raw), "relation_kinds")?;
    }
    if let Some(raw) = top.document_attributes {
        labels.document_attributes = source.whole::<Vec<AttributeKind>>(Some(raw), "document_attributes")?;
    }
    let moved = reader.moved.len();
    let (kept, lost) = (reader.annotations.len() - moved, reader.orphans.len());
    let mut warnings = reader.warnings;
    add_unknown_labels(&mut labels, &reader.annotations, &mut warnings);
    warnings.sort_by_key(Warning::line);
    if head.sha256 != document.sha256() && !head.sha256.is_empty() {
        warnings.insert(0, Warning::OtherText { kept, moved, lost });
    }
    let annotations = AnnotationSet::from_annotations(reader.annotations.into_iter().map(|(_, annotation)| annotation));
    let annotation_state = AnnotationState {
        annotations,
        relations: reader.relations,
        attributes: head.attributes,
        labels,
        links: reader.links,
        orphans: reader.orphans,
    };
    let altered = reader.altered || moved > 0;
    Ok(Loaded { annotation_state, carried: reader.carried, warnings, altered, version })
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
        *labels = labels.clone().with(unknown);
    }
}

/// The quotation in an entry that could not be read.
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

struct Reader<'s, 't> {
    source: &'s Source,
    document: &'t Document,
    anchors: Anchors<'t>,
    version: u64,
    labels: Vec<Label>,
    /// With their lines.
    annotations: Vec<(usize, Annotation)>,
    relations: RelationSet,
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
    /// The index of the annotation and that of its warning.
    annotation: usize,
    warning: usize,
    /// Its RON text.
    ron: String,
}

impl Reader<'_, '_> {
    fn read_label(&mut self, raw: &RawValue) {
        let read = self.record::<Label>(raw).and_then(|(line, mut label)| {
            if label.color.is_empty() {
                COLOR_OF_UNKNOWN_LABELS.clone_into(&mut label.color);
            }
            if label.name.is_empty() {
                label.name.insert("en".to_owned(), label.id.to_string());
            }
            let broken = |message: Message| Warning::Broken { line, column: 1, message, quote: None };
            label.check().map_err(|error| broken(Message::of(&error)))?;
            if self.labels.iter().any(|other| other.id == label.id) {
                let error = EditError::LabelExists { id: label.id };
                return Err(broken(Message::of(&error)));
            }
            Ok(if self.version == 1 { migrate::label(label) } else { label })
        });
        match read {
            Ok(label) => self.labels.push(label),
            Err(warning) => {
                self.warnings.push(warning);
                self.carried.broken_labels.push(bare(raw).to_owned());
            }
        }
    }

    fn read_link(&mut self, raw: &RawValue) {
        let read = self.record::<NamedLink>(raw).and_then(|(line, link)| {
            let fields =
                [("name", link.name.as_str()), ("label", link.label.as_str()), ("entity", link.entity.as_str())];
            if let Some((field, _)) = fields.into_iter().find(|(_, value)| value.is_empty()) {
                let message = missing_field(field);
                return Err(Warning::Broken { line, column: 1, message, quote: None });
            }
            Ok(link)
        });
        match read {
            Ok(NamedLink { name, label, entity, extras }) => {
                self.links.set(&label, &name, Some(EntityLink { entity, extras }));
            }
            Err(warning) => {
                self.warnings.push(warning);
                self.carried.broken_links.push(bare(raw).to_owned());
            }
        }
    }

    /// Keeps a relation with its annotations; if one of these was not found, the relation is kept with that one.
    fn read_relation(&mut self, raw: &RawValue) {
        let read = self.record::<Relation>(raw).and_then(|(line, relation)| {
            let is_orphan = |id: &AnnotationId| self.orphans.iter().position(|orphan| orphan.id.as_ref() == Some(id));
            let is_there = |id: &AnnotationId| self.ids.contains(id) && is_orphan(id).is_none();
            let ends = [&relation.from, &relation.to];
            let missing = ends.into_iter().find(|id| !is_there(id) && is_orphan(id).is_none());
            if let Some(id) = missing {
                let message = Message::of(&EditError::NoAnnotation { id: id.clone() });
                return Err(Warning::Broken { line, column: 1, message, quote: None });
            }
            let orphan = ends.into_iter().find_map(is_orphan);
            Ok((line, orphan, relation))
        });
        match read {
            Ok((line, orphan, mut relation)) => {
                let is_taken = self.relations.get(&relation.id).is_some();
                if is_taken || relation.id.as_str().is_empty() {
                    if is_taken {
                        self.warnings.push(Warning::SameId { line, id: relation.id.to_string() });
                    }
                    self.altered = true;
                    relation.id = RelationId::derived(&format!("{line} {}", to_line(&relation)));
                }
                match orphan {
                    Some(orphan) => self.orphans[orphan].relations.push(relation),
                    None => drop(self.relations.insert(Arc::new(relation))),
                }
            }
            Err(warning) => {
                self.warnings.push(warning);
                self.carried.broken_relations.push(bare(raw).to_owned());
            }
        }
    }

    fn read_annotation(&mut self, raw: &RawValue) {
        let ron = bare(raw);
        let line = self.source.line_at(self.source.offset(ron));
        let mut beside = Beside::default();
        let read = read_record(ron, &mut beside, |reader| Annotation::deserialize(reader));
        let mut annotation = match read {
            Ok(annotation) => annotation,
            Err(error) => return self.keep_broken(ron, self.broken(ron, &error)),
        };
        let quote = beside.anchor.quote();
        let missing = if annotation.spans == Spans::default() {
            Some("span")
        } else {
            annotation.label.as_str().is_empty().then_some("label")
        };
        if let Some(field) = missing {
            let message = missing_field(field);
            return self.keep_broken(ron, Warning::Broken { line, column: 1, message, quote });
        }
        if annotation.provenance.is_empty() {
            annotation.provenance = beside.provenance_of(&annotation);
        }
        let Beside { mut anchor, extras, .. } = beside;
        annotation.extras = extras;
        anchor.spans = std::mem::take(&mut annotation.spans);
        match self.anchors.place(&anchor) {
            Anchored::Kept(spans) => annotation.spans = spans,
            Anchored::Moved(spans, mismatch) => {
                let label = self.names_of(&annotation.label);
                let (quote, to) = (quote.unwrap_or_default(), spans.hull());
                let paragraph = self.document.written_paragraph_number(to.start);
                self.warnings.push(Warning::Moved { line, mismatch, quote, label, to, paragraph });
                let (index, warning) = (self.annotations.len(), self.warnings.len() - 1);
                self.moved.push(Moved { annotation: index, warning, ron: ron.to_owned() });
                annotation.spans = spans;
            }
            Anchored::Lost(mismatch) => {
                let label = self.names_of(&annotation.label);
                let words = quote.clone().unwrap_or_default();
                self.warnings.push(Warning::Lost { line, mismatch, quote: words, label });
                self.orphans.push(orphan_of(&annotation, line, ron, quote));
                return;
            }
        }
        annotation.id = self.free_id(&annotation, line);
        self.annotations.push((line, annotation));
    }

    /// If annotations were found on a passage that already has their label from the same person, they are not added as
    /// duplicates: their original words are gone.
    fn give_up_duplicates(&mut self) {
        let place = |(_, annotation): &(usize, Annotation)| {
            let by = annotation.provenance.first_by().to_owned();
            (annotation.spans.clone(), annotation.label.clone(), by)
        };
        let is_moved: HashSet<usize> = self.moved.iter().map(|moved| moved.annotation).collect();
        if is_moved.is_empty() {
            return;
        }
        let kept = self.annotations.iter().enumerate().filter(|(index, _)| !is_moved.contains(index));
        let mut taken: HashSet<(Spans, LabelId, String)> = kept.map(|(_, annotation)| place(annotation)).collect();
        let mut given_up = HashSet::new();
        self.moved.retain(|moved| {
            let is_free = taken.insert(place(&self.annotations[moved.annotation]));
            if !is_free {
                let (line, annotation) = &self.annotations[moved.annotation];
                let former = &mut self.warnings[moved.warning];
                if let Warning::Moved { mismatch, quote, label, .. } = former.clone() {
                    self.orphans.push(orphan_of(annotation, *line, &moved.ron, Some(quote.clone())));
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

    /// The annotation's id; where it has none or shares one, an id that is the same whenever this file is read, so that a
    /// journal can refer to it.
    fn free_id(&mut self, annotation: &Annotation, line: usize) -> AnnotationId {
        let id = &annotation.id;
        if !id.as_str().is_empty() && self.ids.insert(id.clone()) {
            return id.clone();
        }
        if !id.as_str().is_empty() {
            self.warnings.push(Warning::SameId { line, id: id.to_string() });
        }
        self.altered = true;
        let id = AnnotationId::derived(&format!("{line} {}", to_line(annotation)));
        self.ids.insert(id.clone());
        id
    }

    fn keep_broken(&mut self, ron: &str, warning: Warning) {
        let line = warning.line().unwrap_or_default();
        self.warnings.push(warning);
        self.orphans.push(Orphan { line, ron: ron.to_owned(), quote: quote_in(ron), ..Orphan::default() });
    }

    /// Parses a record and returns the line on which it begins.
    fn record<'r, T: Deserialize<'r>>(&self, raw: &'r RawValue) -> Result<(usize, T), Warning> {
        let ron = bare(raw);
        let line = self.source.line_at(self.source.offset(ron));
        ron::from_str(ron).map(|record| (line, record)).map_err(|error| self.broken(ron, &error))
    }

    fn broken(&self, ron: &str, error: &ron::error::SpannedError) -> Warning {
        let (line, column) = self.source.place(ron, error);
        Warning::Broken { line, column, message: Message::of_ron(ron, error), quote: quote_in(ron) }
    }
}

/// An annotation that was read but not found in the text.
fn orphan_of(annotation: &Annotation, line: usize, ron: &str, quote: Option<String>) -> Orphan {
    let id = Some(annotation.id.clone()).filter(|id| !id.as_str().is_empty());
    let (label, note) = (Some(annotation.label.clone()), annotation.note.clone());
    Orphan { line, ron: ron.to_owned(), id, label, status: annotation.status, quote, note, relations: Vec::new() }
}
