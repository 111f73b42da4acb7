//! Takes an annotation file apart: labels first, then annotations, then what joins them.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet, hash_map};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::comments::CommentReader;
use super::line::to_line;
use super::loaded::{Displaced, Loaded};
use super::plain::from_ron;
use super::quotations::Quotations;
use super::records::{Beside, Head, NamedLink, Quotes};
use super::rows::{Row, Rows};
use super::source::{Source, read_record};
use super::stand_in::{COLOR_OF_UNKNOWN_LABELS, is_broken, is_plain, stand_in};
use super::tokens::{field, text_field};
use super::top::{Raw, Top, bare};
use super::{LabelNames, RonError, Warning, migrate};
use crate::annotation::audit::{
    Fault, Finding, attribute_kinds, audit_annotation, audit_article, audit_label, audit_relation, audit_relation_kind,
};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotationState, AttributeKind, Carried, Comment, CommentPlace, EditError,
    EntityLink, EntityLinks, Label, LabelError, LabelId, LabelSet, Orphan, Proposal, Relation, RelationId,
    RelationKind, RelationSet, Spans, Status,
};
use crate::detect::Kind;
use crate::document::Document;
use crate::exchange::anchor::{Anchor, Anchors, Found, Mismatch};
use crate::text::ron_error::missing_field;
use crate::text::{BytePos, Message, Span};

/// How many labels each thread remembers, and the longest of them in bytes of RON.
const MOST_KNOWN: usize = 256;
const LONGEST_KNOWN: usize = 4096;

/// The fields that are lists.
const LISTS: [&str; 6] = ["labels", "relation_kinds", "document_attributes", "annotations", "relations", "links"];

/// What one file, or one side of it, holds.
pub(super) struct Side {
    pub(super) loaded: Loaded,
    pub(super) head: Head,
    pub(super) quotations: Quotations,
    /// Labels that are not in the file and were added, because it uses them.
    pub(super) stand_ins: Vec<LabelId>,
}

/// Reads a file and finds its annotations in the document. `rows` are its annotations, if they were read line by line.
pub(super) fn parse<'s, 't>(
    source: &'s Source,
    document: &'t Document,
    anchors: Anchors<'t>,
    rows: Option<Rows<'s>>,
) -> Result<Side, RonError> {
    let (top, version) = if rows.is_some() { source.frame() } else { source.top() }?;
    let mut reader = Reader {
        source,
        document,
        anchors,
        quotations: Quotations::default(),
        version,
        article: "",
        labels: Vec::new(),
        label_ids: HashSet::new(),
        label_set: LabelSet::default(),
        annotations: Vec::new(),
        relations: RelationSet::default(),
        links: EntityLinks::default(),
        orphans: Vec::new(),
        ids: HashSet::new(),
        without_id: HashMap::new(),
        texts: HashMap::new(),
        carried: Carried { extras: top.extras(), ..Carried::default() },
        comments: CommentReader::new(source),
        others: Vec::new(),
        warnings: Vec::new(),
        told: HashMap::new(),
        altered: false,
        settled: Vec::new(),
        sought: Vec::new(),
        displaced: Vec::new(),
        moved: Vec::new(),
    };
    let head = reader.read_head(&top)?;
    if top.all("annotations").next().is_none() {
        return Err(RonError::NotAnnotations { field: "annotations" });
    }
    reader.read_label_set(&top);
    reader.read_annotations(&top, rows)?;
    reader.find_sought();
    for entry in reader.entries(&top, "links") {
        reader.read_link(entry);
    }
    reader.give_up_duplicates();
    reader.read_relations(&top);
    reader.audit_label_set(&head);
    Ok(reader.finish(head))
}

/// An entry of a list.
#[derive(Clone, Copy)]
struct Entry<'s> {
    list: &'static str,
    ron: &'s str,
    /// Whether it is in another list of this name than the first.
    is_more: bool,
}

/// An annotation that was found in the text.
struct Placed<'s> {
    line: usize,
    ron: &'s str,
    annotation: Annotation,
}

struct Reader<'s, 't> {
    source: &'s Source,
    document: &'t Document,
    anchors: Anchors<'t>,
    quotations: Quotations,
    version: u64,
    /// The RON text of what the file says about its article.
    article: &'s str,
    labels: Vec<(&'s str, Label)>,
    /// The ids of these.
    label_ids: HashSet<LabelId>,
    label_set: LabelSet,
    annotations: Vec<Placed<'s>>,
    relations: RelationSet,
    links: EntityLinks,
    orphans: Vec<Orphan>,
    ids: HashSet<AnnotationId>,
    /// How often each record without an id of its own has come.
    without_id: HashMap<String, usize>,
    /// The entries so far by list and key.
    texts: HashMap<(&'static str, String), &'s str>,
    carried: Carried,
    comments: CommentReader,
    /// Comments with what stands in a list that is there twice.
    others: Vec<Comment>,
    warnings: Vec<Warning>,
    /// The warning about each kind of contradiction, by its sentence.
    told: HashMap<String, usize>,
    altered: bool,
    /// The first bytes of annotations that are where the file says, there and in the text.
    settled: Vec<(u32, u32)>,
    /// Annotations that are not where the file says.
    sought: Vec<Sought<'s>>,
    /// What became of them.
    displaced: Vec<Displaced>,
    moved: Vec<Moved>,
}

/// The label of an annotation that a relation can lead to, if it could be read, and its number if it is an orphan.
type End = (Option<LabelId>, Option<usize>);

/// An annotation that is not where its file says.
struct Sought<'s> {
    entry: Entry<'s>,
    line: usize,
    annotation: Annotation,
    anchor: Anchor,
    mismatch: Mismatch,
}

/// An annotation found elsewhere than its file says.
struct Moved {
    /// Its index among the annotations.
    annotation: usize,
    /// The index of its warning.
    warning: usize,
}

impl<'s> Reader<'s, '_> {
    fn read_head(&mut self, top: &Top<'s>) -> Result<Head, RonError> {
        let mut all = top.all("article");
        let first = all.next().ok_or(RonError::NotAnnotations { field: "article" })?;
        let mut head: Head = self.source.read(first)?;
        for other in all.map(bare) {
            if other != bare(first) {
                self.keep_other(CommentPlace::Field("article".to_owned()), other, "article".to_owned());
            }
        }
        self.article = bare(first);
        self.comments.note_field(self.source, self.article, "article", &head);
        self.carried.article_extras = std::mem::take(&mut head.extras);
        Ok(head)
    }

    /// The entries of a list, or of all lists of this name: a file that was merged may have several. What is no list is kept
    /// as text.
    fn entries(&mut self, top: &Top<'s>, list: &'static str) -> Vec<Entry<'s>> {
        let mut entries = Vec::new();
        let mut seen: HashMap<usize, &str> = HashMap::new();
        let is_merged = top.all(list).nth(1).is_some();
        for (number, raw) in top.all(list).enumerate() {
            let raws = match from_ron::<Vec<Raw<'_>>>(raw.0) {
                Ok(raws) => raws,
                Err(error) => {
                    self.warnings.push(self.broken(raw.0, &error));
                    let field = (list.to_owned(), bare(raw).to_owned());
                    if !self.carried.extras.0.contains(&field) {
                        self.carried.extras.0.push(field);
                    }
                    continue;
                }
            };
            let first = entries.len();
            for ron in raws.into_iter().map(bare) {
                // What both lists share is there once.
                let is_new = !is_merged || seen.insert(self.source.offset(ron), ron) != Some(ron);
                if is_new {
                    entries.push(Entry { list, ron, is_more: number > 0 });
                }
            }
            if number > 0 && first < entries.len() {
                let (line, _) = self.source.position(raw.0, 0);
                self.warnings.push(Warning::Repeated { line, field: list });
                self.altered = true;
            }
        }
        entries
    }

    /// Takes note of an entry that is used. Returns false if it is one of a list that is there twice: the same one needs
    /// nothing, another one is kept as a comment.
    fn is_first(&mut self, entry: Entry<'s>, key: &str) -> bool {
        let former = match self.texts.get(&(entry.list, key.to_owned())) {
            Some(former) if entry.is_more => *former,
            _ => {
                self.texts.insert((entry.list, key.to_owned()), entry.ron);
                return true;
            }
        };
        if former != entry.ron {
            let place = CommentPlace::Entry { list: entry.list.to_owned(), key: key.to_owned() };
            self.keep_other(place, entry.ron, key.to_owned());
        }
        self.comments.note(self.source, entry.ron, entry.list, key, None::<&()>);
        false
    }

    fn keep_other(&mut self, place: CommentPlace, ron: &str, name: String) {
        let (line, _) = self.source.position(ron, 0);
        self.warnings.push(Warning::OtherSide { line, name });
        // One comment of all lines: many short ones would take many times their length.
        let mut text = String::new();
        for line in ron.lines().map(str::trim).filter(|line| !line.is_empty()) {
            text.extend([if text.is_empty() { "// " } else { "\n// " }, line]);
        }
        self.others.push(Comment { place, text });
        self.altered = true;
    }

    /// Keeps an entry that cannot be used as it is.
    fn keep(&mut self, entry: Entry<'s>, warning: Warning) {
        let broken = self.carried.broken.entry(entry.list.to_owned()).or_default();
        // Of a broken entry the other list may hold the same.
        if !(entry.is_more && broken.iter().any(|ron| ron == entry.ron)) {
            broken.push(entry.ron.to_owned());
            self.warnings.push(warning);
        }
        self.comments.note(self.source, entry.ron, entry.list, entry.ron, None::<&()>);
    }

    fn note<T: Serialize>(&mut self, entry: Entry<'s>, key: &str, record: &T) {
        self.comments.note(self.source, entry.ron, entry.list, key, Some(record));
    }

    fn read_label_set(&mut self, top: &Top<'s>) {
        for entry in self.entries(top, "labels") {
            match self.read_label(entry) {
                Ok(Some(label)) => {
                    self.note(entry, label.id.as_str(), &label);
                    self.label_ids.insert(label.id.clone());
                    self.labels.push((entry.ron, label));
                }
                Ok(None) => {}
                Err(warning) => self.keep(entry, warning),
            }
        }
        let has_list = |list| top.all(list).any(|raw| from_ron::<Vec<Raw<'_>>>(raw.0).is_ok());
        let labels = || self.labels.iter().map(|(_, label)| label.clone());
        self.label_set = match self.version {
            1 => migrate::labels(labels().collect()),
            _ if has_list("labels") => LabelSet::from_labels(labels()),
            _ => LabelSet::default(),
        };
        let kinds = self.read_kinds(top, "relation_kinds", |kind: &RelationKind| &kind.id);
        if has_list("relation_kinds") {
            self.label_set.relation_kinds = kinds.into();
        }
        let attributes = self.read_kinds(top, "document_attributes", |kind: &AttributeKind| &kind.id);
        if has_list("document_attributes") {
            self.label_set.document_attributes = attributes.into();
        }
    }

    /// A label; one that was read before is not parsed again, since the files of a folder have the same ones.
    fn read_known_label(&self, ron: &'s str) -> Result<Label, Warning> {
        thread_local!(static KNOWN: RefCell<HashMap<String, Label>> = RefCell::default());
        if let Some(label) = KNOWN.with_borrow(|known| known.get(ron).cloned()) {
            return Ok(label);
        }
        let label: Label = self.record(ron)?;
        if ron.len() <= LONGEST_KNOWN {
            KNOWN.with_borrow_mut(|known| {
                if known.len() == MOST_KNOWN {
                    known.clear();
                }
                known.insert(ron.to_owned(), label.clone());
            });
        }
        Ok(label)
    }

    fn read_label(&mut self, entry: Entry<'s>) -> Result<Option<Label>, Warning> {
        let mut label = self.read_known_label(entry.ron)?;
        if label.color.is_empty() {
            COLOR_OF_UNKNOWN_LABELS.clone_into(&mut label.color);
        }
        if label.name.is_empty() {
            label.name.insert("en".to_owned(), label.id.to_string());
        }
        let field = |error: &LabelError| match error {
            LabelError::Color { .. } => "color",
            LabelError::NoName { .. } => "name",
            _ => "id",
        };
        label.check().map_err(|error| self.wrong(entry.ron, &[field(&error)], Message::of(&error)))?;
        // Looked for only where it is: there may be many.
        let known = self.label_ids.contains(&label.id).then_some(&self.labels);
        if let Some(former) = known.and_then(|all| all.iter().position(|(_, other)| other.id == label.id)) {
            if !self.is_first(entry, label.id.as_str()) {
                return Ok(None);
            }
            if !is_plain(&self.labels[former].1) {
                let error = EditError::LabelExists { id: label.id };
                return Err(self.wrong(entry.ron, &["id"], Message::of(&error)));
            }
            // It stood in for this one, which somebody has mended.
            self.labels.remove(former);
        } else {
            self.is_first(entry, label.id.as_str());
        }
        Ok(Some(if self.version == 1 { migrate::label(label) } else { label }))
    }

    /// Reads kinds of relations or attributes of articles.
    fn read_kinds<T: Deserialize<'s> + Serialize>(
        &mut self,
        top: &Top<'s>,
        list: &'static str,
        id: impl Fn(&T) -> &String,
    ) -> Vec<T> {
        let mut kinds: Vec<T> = Vec::new();
        for entry in self.entries(top, list) {
            let read = self.record::<T>(entry.ron).and_then(|kind| match id(&kind) {
                none if none.is_empty() => Err(self.wrong(entry.ron, &[], missing_field("id"))),
                taken if !entry.is_more && kinds.iter().any(|other| id(other) == taken) => {
                    let fault = Fault::Twice { id: taken.clone() };
                    Err(self.wrong(entry.ron, &["id"], Message::of(&fault)))
                }
                _ => Ok(kind),
            });
            match read {
                Ok(kind) => {
                    if self.is_first(entry, id(&kind)) {
                        self.note(entry, id(&kind), &kind);
                        kinds.push(kind);
                    }
                }
                Err(warning) => self.keep(entry, warning),
            }
        }
        kinds
    }

    fn read_link(&mut self, entry: Entry<'s>) {
        let read = self.record::<NamedLink>(entry.ron).and_then(|link| {
            let fields =
                [("name", link.name.as_str()), ("label", link.label.as_str()), ("entity", link.entity.as_str())];
            let missing = fields.into_iter().find(|(_, value)| value.is_empty());
            match missing.map(|(field, _)| field) {
                Some(field) => Err(self.wrong(entry.ron, &[field], missing_field(field))),
                None => Ok(link),
            }
        });
        match read {
            Ok(link) => {
                if self.is_first(entry, &link.key()) {
                    self.note(entry, &link.key(), &link);
                    let NamedLink { name, label, entity, extras } = link;
                    self.links.set(&label, &name, Some(EntityLink { entity, extras }));
                }
            }
            Err(warning) => self.keep(entry, warning),
        }
    }

    fn read_relations(&mut self, top: &Top<'s>) {
        let entries = self.entries(top, "relations");
        if entries.is_empty() {
            return;
        }
        let placed = self.annotations.iter().map(|placed| &placed.annotation);
        let placed = placed.map(|annotation| (annotation.id.clone(), (Some(annotation.label.clone()), None)));
        let mut ends: HashMap<AnnotationId, End> = placed.collect();
        for (number, orphan) in self.orphans.iter().enumerate() {
            if let Some(id) = &orphan.id {
                ends.entry(id.clone()).or_insert((orphan.label.clone(), Some(number)));
            }
        }
        for entry in entries {
            match self.read_relation(entry, &ends) {
                Ok(()) => {}
                Err(warning) => self.keep(entry, warning),
            }
        }
    }

    /// Keeps a relation with its annotations; if one of them was not found, the relation is kept with that one.
    fn read_relation(&mut self, entry: Entry<'s>, ends: &HashMap<AnnotationId, End>) -> Result<(), Warning> {
        let mut relation: Relation = self.record(entry.ron)?;
        let end_of = |field: &'static str, id: &AnnotationId| {
            ends.get(id).ok_or_else(|| {
                let missing = || Message::of(&EditError::NoAnnotation { id: id.clone() });
                let message = if id.as_str().is_empty() { missing_field(field) } else { missing() };
                self.wrong(entry.ron, &[field], message)
            })
        };
        let ((from, at), (to, other)) = (end_of("from", &relation.from)?, end_of("to", &relation.to)?);
        let key = (entry.list, relation.id.to_string());
        let has_id = !relation.id.as_str().is_empty();
        let is_taken = has_id && self.texts.contains_key(&key);
        if has_id && !self.is_first(entry, &key.1) {
            return Ok(());
        }
        if is_taken {
            let (line, _) = self.source.position(entry.ron, 0);
            self.warnings.push(Warning::SameId { line, id: key.1 });
        }
        if is_taken || !has_id {
            self.altered = true;
            relation.id = RelationId::derived(&self.numbered(to_line(&relation)));
        }
        let findings = audit_relation(&self.label_set, &relation, from.as_ref().zip(to.as_ref()));
        self.tell(entry.ron, findings);
        self.note(entry, relation.id.as_str(), &relation);
        match at.or(*other) {
            Some(orphan) => self.orphans[orphan].relations.push(relation),
            None => drop(self.relations.insert(Arc::new(relation))),
        }
        Ok(())
    }

    fn read_annotations(&mut self, top: &Top<'s>, rows: Option<Rows<'s>>) -> Result<(), RonError> {
        if let Some(rows) = rows {
            let count = rows.iter().map(Vec::len).sum();
            self.annotations.reserve(count);
            self.ids.reserve(count);
            for Row { ron, read } in rows.into_iter().flatten() {
                self.read_annotation(Entry { list: "annotations", ron, is_more: false }, read);
            }
            return Ok(());
        }
        // Without its annotations a file cannot be used.
        top.all("annotations").try_for_each(|raw| self.source.read::<Vec<Raw<'_>>>(raw).map(drop))?;
        let entries = self.entries(top, "annotations");
        let is_merged = entries.last().is_some_and(|entry| entry.is_more);
        for entry in entries {
            let key = if is_merged { text_field(entry.ron, "id") } else { None };
            if key.is_none_or(|id| self.is_first(entry, &id)) {
                self.read_annotation(entry, None);
            }
        }
        Ok(())
    }

    /// Takes an annotation, which may have been read already.
    fn read_annotation(&mut self, entry: Entry<'s>, read: Option<(Annotation, Beside)>) {
        let ron = entry.ron;
        let by_whole_parser = || {
            let mut beside = Beside::default();
            read_record(ron, &mut beside, |reader| Annotation::deserialize(reader))
                .map(|annotation| (annotation, beside))
        };
        let (mut annotation, mut beside) = match read.map_or_else(by_whole_parser, Ok) {
            Ok(read) => read,
            Err(error) => return self.keep_broken(entry, self.broken(ron, &error)),
        };
        let line = self.source.line_at(self.source.offset(ron));
        let missing = if annotation.spans == Spans::default() {
            Some("span")
        } else {
            annotation.label.as_str().is_empty().then_some("label")
        };
        if let Some(field) = missing {
            let (line, column) = self.source.place_in(ron, &[field]);
            let message = missing_field(field);
            let quote = beside.anchor.quote();
            return self.keep_broken(entry, Warning::Broken { line, column, message, quote });
        }
        if annotation.provenance.is_empty() {
            annotation.provenance = beside.provenance_of(&annotation);
        }
        let Beside { mut anchor, extras, .. } = beside;
        annotation.extras = extras;
        // Fragments that touch are one, but have a quotation each.
        let given = if anchor.quotes.len() > annotation.spans.len() { fragments_of(ron) } else { None };
        if given.is_some() {
            self.tell(ron, vec![Finding { path: vec!["span".to_owned()], fault: Fault::Fragments }]);
            self.altered = true;
        }
        anchor.fragments = given.unwrap_or_else(|| annotation.spans.iter().collect());
        self.tell(ron, audit_annotation(&self.label_set, &annotation));
        match self.anchors.check(&anchor) {
            Ok(spans) => {
                self.settled.push((annotation.spans.first().start.0, spans.first().start.0));
                self.place(entry, line, Annotation { spans, ..annotation }, anchor);
            }
            Err(mismatch) => self.sought.push(Sought { entry, line, annotation, anchor, mismatch }),
        }
    }

    fn place(&mut self, entry: Entry<'s>, line: usize, mut annotation: Annotation, anchor: Anchor) {
        annotation.id = self.free_id(&annotation, line);
        if self.anchors.are_as_given() {
            self.quotations.insert((annotation.id.clone(), annotation.spans.clone()), anchor);
        }
        self.note(entry, annotation.id.as_str(), &annotation);
        self.annotations.push(Placed { line, ron: entry.ron, annotation });
    }

    /// Finds the annotations that are not where the file says, now that the places of all others are known.
    fn find_sought(&mut self) {
        let sought = std::mem::take(&mut self.sought);
        let anchors: Vec<&Anchor> = sought.iter().map(|sought| &sought.anchor).collect();
        let found = self.anchors.find(&anchors, &self.settled);
        for (sought, found) in sought.into_iter().zip(found) {
            let Sought { entry, line, mut annotation, anchor, mismatch } = sought;
            let quote = anchor.quote();
            let label = self.names_of(&annotation.label);
            self.displaced.push(Displaced {
                line,
                id: annotation.id.clone(),
                label: label.clone(),
                quote: quote.clone().unwrap_or_default(),
                was: annotation.spans.clone(),
                around: (anchor.prefix.clone(), anchor.suffix.clone()),
                found: found.clone(),
            });
            let paragraph = |spans: &Spans| self.document.written_paragraph_number(spans.first().start);
            match found {
                Found::Exactly(spans) => {
                    let (quote, to, paragraph) = (quote.unwrap_or_default(), spans.hull(), paragraph(&spans));
                    self.warnings.push(Warning::Moved { line, mismatch, quote, label, to, paragraph });
                    self.moved.push(Moved { annotation: self.annotations.len(), warning: self.warnings.len() - 1 });
                    annotation.spans = spans;
                    self.place(entry, line, annotation, anchor);
                }
                Found::Perhaps(proposals) => {
                    let orphan = Orphan { proposals, ..orphan_of(&annotation, line, entry.ron, quote.clone()) };
                    let quote = quote.unwrap_or_default();
                    self.warnings.push(match orphan.near() {
                        Some(Proposal { spans, likeness }) => {
                            let now = spans.quote(self.document.text()).into_owned();
                            let (to, likeness, paragraph) = (spans.hull(), *likeness, paragraph(spans));
                            Warning::Near { line, quote, label, now, to, paragraph, likeness }
                        }
                        None => Warning::Lost { line, mismatch, quote, label },
                    });
                    self.keep_orphan(entry, orphan);
                }
            }
        }
        self.orphans.sort_by_key(|orphan| orphan.line);
    }

    /// If annotations were found on a passage that already has their label from the same person, they are not added as
    /// duplicates: their original words are gone.
    fn give_up_duplicates(&mut self) {
        let place = |Placed { annotation, .. }: &Placed<'_>| {
            let by = annotation.provenance.first_by().to_owned();
            (annotation.spans.clone(), annotation.label.clone(), by)
        };
        let is_moved: HashSet<usize> = self.moved.iter().map(|moved| moved.annotation).collect();
        if is_moved.is_empty() {
            return;
        }
        let was: HashMap<usize, Spans> =
            self.displaced.iter().map(|displaced| (displaced.line, displaced.was.clone())).collect();
        let kept = self.annotations.iter().enumerate().filter(|(index, _)| !is_moved.contains(index));
        let mut taken: HashMap<(Spans, LabelId, String), Option<&Spans>> =
            kept.map(|(_, annotation)| (place(annotation), None)).collect();
        let mut given_up = HashSet::new();
        self.moved.retain(|moved| {
            let annotation = &self.annotations[moved.annotation];
            let was = was.get(&annotation.line);
            let is_free = match taken.entry(place(annotation)) {
                hash_map::Entry::Vacant(entry) => {
                    entry.insert(was);
                    true
                }
                // Two that were on one passage before stay so.
                hash_map::Entry::Occupied(entry) => entry.get().is_some() && *entry.get() == was,
            };
            if !is_free {
                let Placed { line, ron, annotation } = &self.annotations[moved.annotation];
                let displaced = self.displaced.iter_mut().filter(|displaced| displaced.line == *line);
                displaced.for_each(|displaced| displaced.found = Found::Perhaps(Vec::new()));
                let former = &mut self.warnings[moved.warning];
                if let Warning::Moved { mismatch, quote, label, .. } = former.clone() {
                    self.orphans.push(orphan_of(annotation, *line, ron, Some(quote.clone())));
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
        let standard = LabelSet::standard();
        let names = match self.label_set.get(id).or_else(|| standard.get(id)) {
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
        let id = AnnotationId::derived(&self.numbered(to_line(annotation)));
        self.ids.insert(id.clone());
        id
    }

    /// A record with how often it has come before: what an id is derived from. Lines do not count, because they move when
    /// the file is written.
    fn numbered(&mut self, record: String) -> String {
        let numbered = format!("{} {record}", self.without_id.get(&record).copied().unwrap_or_default());
        *self.without_id.entry(record).or_default() += 1;
        numbered
    }

    /// Keeps an annotation that cannot be read; its relations are kept with it if its id can be.
    fn keep_broken(&mut self, entry: Entry<'s>, warning: Warning) {
        let line = warning.line().unwrap_or_default();
        self.warnings.push(warning);
        let ron = entry.ron;
        let id = text_field(ron, "id").filter(|id| !id.is_empty()).map(AnnotationId::from);
        let status = field(ron, "status").and_then(|status| ron::from_str::<Status>(status).ok()).unwrap_or_default();
        let quote = quote_in(ron);
        self.keep_orphan(entry, Orphan { line, ron: ron.to_owned(), id, status, quote, ..Orphan::default() });
    }

    fn keep_orphan(&mut self, entry: Entry<'s>, orphan: Orphan) {
        self.comments.note(self.source, entry.ron, entry.list, orphan.key(), None::<&()>);
        self.orphans.push(orphan);
    }

    fn record<T: Deserialize<'s>>(&self, ron: &'s str) -> Result<T, Warning> {
        from_ron(ron).map_err(|error| self.broken(ron, &error))
    }

    fn broken(&self, ron: &str, error: &ron::error::SpannedError) -> Warning {
        let (line, column) = self.source.place(ron, error);
        Warning::Broken { line, column, message: Message::of_ron(ron, error), quote: quote_in(ron) }
    }

    /// An entry that can be read and cannot be used.
    fn wrong(&self, ron: &str, path: &[&str], message: Message) -> Warning {
        let (line, column) = self.source.place_in(ron, path);
        Warning::Broken { line, column, message, quote: None }
    }

    /// Tells what contradicts the label set. What is said of one entry is not said again of each other.
    fn tell(&mut self, ron: &str, findings: Vec<Finding>) {
        for Finding { path, fault } in findings {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            let told = *self.told.entry(fault.to_string()).or_insert(self.warnings.len());
            match self.warnings.get_mut(told) {
                Some(Warning::Contradiction { more, .. }) => *more += 1,
                _ => {
                    let (line, column) = self.source.place_in(ron, &path);
                    self.warnings.push(Warning::Contradiction { line, column, fault, more: 0 });
                }
            }
        }
    }

    fn audit_label_set(&mut self, head: &Head) {
        let detected: Vec<&str> = Kind::DETECTED.iter().map(|kind| kind.name()).collect();
        let (labels, label_set) = (std::mem::take(&mut self.labels), self.label_set.clone());
        self.tell(self.article, audit_article(&label_set, &head.attributes));
        for (ron, label) in &labels {
            self.tell(ron, audit_label(&label_set, label, &detected));
        }
        self.labels = labels;
        let kind_of = |(list, key): &(&'static str, String)| match *list {
            "relation_kinds" => label_set.relation_kind(key).map(|kind| audit_relation_kind(&label_set, kind)),
            "document_attributes" => {
                let kind = label_set.document_attributes.iter().find(|kind| kind.id == *key)?;
                // It is looked for in a list, and stands here by itself.
                let findings = attribute_kinds(std::slice::from_ref(kind), &[]);
                let inside = |finding: Finding| Finding { path: finding.path[1..].to_vec(), ..finding };
                Some(findings.into_iter().map(inside).collect())
            }
            _ => None,
        };
        let found: Vec<_> = self.texts.iter().filter_map(|(key, ron)| Some((*ron, kind_of(key)?))).collect();
        for (ron, findings) in found {
            self.tell(ron, findings);
        }
    }

    fn add_unknown_labels(&mut self) -> Vec<LabelId> {
        let broken = self.carried.broken_in("labels").to_vec();
        let mut known: HashSet<LabelId> = self.label_set.iter().map(|label| label.id.clone()).collect();
        let mut unknown = Vec::new();
        for Placed { line, annotation, .. } in &self.annotations {
            let id = &annotation.label;
            if known.insert(id.clone()) {
                let label = stand_in(id, &self.label_set);
                // Of one that is there and cannot be read, that is said already.
                if is_broken(id, &broken) {
                    self.carried.stand_ins.push(label);
                } else {
                    unknown.push(label);
                    self.warnings.push(Warning::UnknownLabel { line: *line, label: id.clone() });
                }
            }
        }
        // Those that are written come first, as they will when the file is read again.
        unknown.extend(self.carried.stand_ins.iter().cloned());
        let added = unknown.iter().map(|label| label.id.clone()).collect();
        if !unknown.is_empty() {
            self.label_set = std::mem::take(&mut self.label_set).with(unknown);
        }
        added
    }

    fn finish(mut self, head: Head) -> Side {
        let moved = self.moved.len();
        let near = self.orphans.iter().filter(|orphan| orphan.near().is_some()).count();
        let (kept, lost) = (self.annotations.len() - moved, self.orphans.len() - near);
        let stand_ins = self.add_unknown_labels();
        let mut warnings = self.warnings;
        warnings.sort_by_key(Warning::line);
        let is_other = head.sha256 != self.document.sha256() && !head.sha256.is_empty();
        if is_other && !self.anchors.are_as_given() {
            warnings.insert(0, Warning::OtherText { kept, moved, near, lost });
        }
        let mut carried = self.carried;
        carried.comments = self.comments.finish(self.source, &LISTS);
        carried.comments.extend(self.others);
        let annotations = self.annotations.into_iter().map(|placed| placed.annotation);
        let annotation_state = AnnotationState {
            annotations: AnnotationSet::from_annotations(annotations),
            relations: self.relations,
            attributes: head.attributes.clone(),
            labels: self.label_set,
            links: self.links,
            orphans: self.orphans,
            conflicts: Vec::new(),
        };
        let altered = self.altered || moved > 0;
        let (displaced, version) = (self.displaced, self.version);
        let loaded = Loaded { annotation_state, carried, warnings, displaced, altered, version };
        Side { loaded, head, quotations: self.quotations, stand_ins }
    }
}

/// The fragments that an annotation gives, as they stand there.
fn fragments_of(ron: &str) -> Option<Vec<Span>> {
    let pairs: Vec<(u32, u32)> = ron::from_str(field(ron, "span")?).ok()?;
    Some(pairs.into_iter().map(|(start, end)| Span { start: BytePos(start), end: BytePos(end) }).collect())
}

/// The quotation in an entry that cannot be read.
fn quote_in(ron: &str) -> Option<String> {
    let Quotes(quotes) = ron::from_str(field(ron, "quote")?).ok()?;
    Some(quotes.join(" … ")).filter(|quote| !quote.is_empty())
}

/// The annotation that an orphan was, and what its file says of its passage; `None` if it cannot be read.
pub fn read_orphan(orphan: &Orphan) -> Option<(Annotation, Anchor)> {
    let mut beside = Beside::default();
    let mut annotation = read_record(&orphan.ron, &mut beside, |reader| Annotation::deserialize(reader)).ok()?;
    if annotation.provenance.is_empty() {
        annotation.provenance = beside.provenance_of(&annotation);
    }
    annotation.extras = beside.extras;
    let anchor = Anchor { fragments: annotation.spans.iter().collect(), ..beside.anchor };
    (!annotation.label.as_str().is_empty()).then_some((annotation, anchor))
}

/// A readable annotation that was not found in the text.
fn orphan_of(annotation: &Annotation, line: usize, ron: &str, quote: Option<String>) -> Orphan {
    let id = Some(annotation.id.clone()).filter(|id| !id.as_str().is_empty());
    let (label, note) = (Some(annotation.label.clone()), annotation.note.clone());
    Orphan { line, ron: ron.to_owned(), id, label, status: annotation.status, quote, note, ..Orphan::default() }
}
