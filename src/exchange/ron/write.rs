//! Writes the annotation file: one annotation per line, sorted, without empty fields.

use serde::Serialize;

use super::comments::{CommentWriter, ENTRY, FIELD};
use super::line::{push_quoted, push_record};
use super::records::{Head, NamedLink, VERSION};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationState, Carried, CommentPlace, EntityLink, Label, LabelSet, Orphan,
};
use crate::document::Document;
use crate::exchange::anchor::context;

/// The text of the annotation file. `file` is the name of the article in it.
pub fn annotations_to_ron(file: &str, document: &Document, state: &AnnotationState, carried: &Carried) -> String {
    let text = document.text();
    let mut out = String::with_capacity(1024 + 320 * state.annotations.len());
    let mut file_writer = FileWriter { out: &mut out, carried, comments: CommentWriter::new(&carried.comments) };
    file_writer.comments.push(file_writer.out, &CommentPlace::Head, "");
    file_writer.out.push_str("(\n");
    file_writer.field("version", |out| out.push_str(&VERSION.to_string()));
    let head = Head {
        file: file.to_owned(),
        sha256: document.sha256().to_owned(),
        bytes: document.len().into(),
        encoding: document.encoding_name().to_string(),
        attributes: state.attributes.clone(),
        extras: carried.article_extras.clone(),
    };
    file_writer.field("article", |out| push_record(out, &head, &mut |_, _| ()));
    let (labels, standard) = (&state.labels, LabelSet::standard());
    // Once a person has changed one that stood in, it is a label of its own.
    let is_written = |label: &&Label| !carried.stand_ins.contains(label);
    file_writer.list("labels", true, labels.iter().filter(is_written), |label| label.id.to_string());
    let is_own = labels.relation_kinds != standard.relation_kinds;
    file_writer.list("relation_kinds", is_own, labels.relation_kinds.iter(), |kind| kind.id.clone());
    let is_own = labels.document_attributes != standard.document_attributes;
    file_writer.list("document_attributes", is_own, labels.document_attributes.iter(), |kind| kind.id.clone());
    file_writer.begin_list("annotations");
    for annotation in state.annotations.iter() {
        file_writer.comments.push_entry(file_writer.out, "annotations", annotation.id.as_str());
        file_writer.out.push_str(ENTRY);
        push_annotation(file_writer.out, annotation, text);
        file_writer.out.push_str(",\n");
    }
    for orphan in &state.orphans {
        file_writer.raw("annotations", orphan_key(orphan), &orphan.ron);
    }
    file_writer.end_list("annotations");
    let kept = state.orphans.iter().flat_map(|orphan| &orphan.relations);
    let mut relations: Vec<_> = state.relations.iter().chain(kept).collect();
    relations.sort_by(|a, b| a.id.cmp(&b.id));
    let has_relations = !relations.is_empty();
    file_writer.list("relations", has_relations, relations.into_iter(), |relation| relation.id.to_string());
    let links = state.links.iter().map(|(label, name, EntityLink { entity, extras })| NamedLink {
        name: name.to_owned(),
        label: label.clone(),
        entity: entity.clone(),
        extras: extras.clone(),
    });
    file_writer.list("links", !state.links.is_empty(), links, NamedLink::key);
    for (name, ron) in &carried.extras.0 {
        file_writer.field(name, |out| out.push_str(ron));
    }
    file_writer.comments.push_rest(file_writer.out);
    file_writer.out.push_str(")\n");
    file_writer.comments.push(file_writer.out, &CommentPlace::Tail, "");
    out
}

/// The key by which an orphan's comments are found again.
pub(super) fn orphan_key(orphan: &Orphan) -> &str {
    orphan.id.as_ref().map_or(&orphan.ron, AnnotationId::as_str)
}

struct FileWriter<'w, 'c> {
    out: &'w mut String,
    carried: &'c Carried,
    comments: CommentWriter<'c>,
}

impl FileWriter<'_, '_> {
    fn field(&mut self, name: &str, write: impl FnOnce(&mut String)) {
        self.comments.push(self.out, &CommentPlace::Field(name.to_owned()), FIELD);
        self.out.extend([FIELD, name, ": "]);
        write(self.out);
        self.out.push_str(",\n");
    }

    /// A list of records, one per line, and of those that could not be read. Without any, only when it says something that
    /// it is empty.
    fn list<T: Serialize>(
        &mut self,
        name: &str,
        is_needed: bool,
        records: impl Iterator<Item = T>,
        key: impl Fn(&T) -> String,
    ) {
        let broken = self.carried.broken_in(name);
        if !is_needed && broken.is_empty() {
            return;
        }
        self.begin_list(name);
        for record in records {
            self.comments.push_entry(self.out, name, &key(&record));
            self.out.push_str(ENTRY);
            push_record(self.out, &record, &mut |_, _| ());
            self.out.push_str(",\n");
        }
        for ron in broken {
            self.raw(name, ron, ron);
        }
        self.end_list(name);
    }

    fn begin_list(&mut self, name: &str) {
        self.comments.push(self.out, &CommentPlace::Field(name.to_owned()), FIELD);
        self.out.extend([FIELD, name, ": [\n"]);
    }

    fn end_list(&mut self, name: &str) {
        self.comments.push_end(self.out, name);
        self.out.extend([FIELD, "],\n"]);
    }

    /// A record that is RON already.
    fn raw(&mut self, list: &str, key: &str, ron: &str) {
        self.comments.push_entry(self.out, list, key);
        self.out.extend([ENTRY, ron, ",\n"]);
    }
}

/// Appends an annotation with its quotation and the text around it.
fn push_annotation(out: &mut String, annotation: &Annotation, text: &str) {
    let spans = &annotation.spans;
    push_record(out, annotation, &mut |field, out| match field {
        "label" => {
            out.push_str(", quote: ");
            match spans.single() {
                Some(span) => push_quoted(out, span.of(text)),
                None => {
                    let before = ["[", ", "].into_iter().chain(std::iter::repeat(", "));
                    for (span, before) in spans.iter().zip(before) {
                        out.push_str(before);
                        push_quoted(out, span.of(text));
                    }
                    out.push(']');
                }
            }
        }
        "span" => {
            let (prefix, suffix) = context(text, spans.hull());
            for (name, words) in [(", prefix: ", prefix), (", suffix: ", suffix)] {
                if !words.is_empty() {
                    out.push_str(name);
                    push_quoted(out, words);
                }
            }
        }
        _ => {}
    });
}
