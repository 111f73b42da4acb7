//! Writes the annotation file: one annotation per line, sorted, without empty fields. What nobody has decided yet stands
//! between conflict marks like those of git, as each side has it.

use serde::Serialize;

use super::comments::{CommentWriter, ENTRY, FIELD};
use super::hunks::{Hunk, Hunks};
use super::line::push_record;
use super::quotations::{Words, push_annotation};
use super::records::{Head, NamedLink, VERSION};
use crate::annotation::{AnnotationState, Carried, CommentPlace, Key, Label, LabelSet};
use crate::document::Document;

/// The text of the annotation file. `file` is the name of the article in it.
pub fn annotations_to_ron(file: &str, document: &Document, state: &AnnotationState, carried: &Carried) -> String {
    let head = Head {
        file: file.to_owned(),
        sha256: document.sha256().to_owned(),
        bytes: document.len().into(),
        encoding: document.encoding_name().to_string(),
        ..Head::default()
    };
    write(head, Words::Text(document.text()), state, carried).ron
}

/// An annotation file, and where its conflicts are.
pub(super) struct Written {
    pub(super) ron: String,
    /// The record of each conflict, and the line of its first mark, from 1.
    pub(super) marks: Vec<(Key, usize)>,
}

/// Writes a file. The attributes of the article and the unknown fields of its head are those of the state.
pub(super) fn write(head: Head, words: Words<'_>, state: &AnnotationState, carried: &Carried) -> Written {
    let mut out = String::with_capacity(1024 + 320 * state.annotations.len());
    let head = Head { attributes: state.attributes.clone(), extras: carried.article_extras.clone(), ..head };
    let mut file_writer = FileWriter {
        out: &mut out,
        carried,
        comments: CommentWriter::new(&carried.comments),
        hunks: Hunks::of(state, &head, words),
        marks: Vec::new(),
        counted: (0, 1),
    };
    file_writer.comments.push(file_writer.out, &CommentPlace::Head, "");
    file_writer.out.push_str("(\n");
    file_writer.field("version", |out| out.push_str(&VERSION.to_string()));
    file_writer.comments.push(file_writer.out, &CommentPlace::Field("article".to_owned()), FIELD);
    file_writer.entry("article", "", FIELD, |out| {
        out.push_str("article: ");
        push_record(out, &head, &mut |_, _| ());
    });
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
        let id = annotation.id.as_str();
        file_writer.comments.push_entry(file_writer.out, "annotations", id);
        file_writer.entry("annotations", id, ENTRY, |out| push_annotation(out, annotation, words));
    }
    file_writer.left_out("annotations");
    for orphan in &state.orphans {
        file_writer.raw("annotations", orphan.key(), &orphan.ron);
    }
    file_writer.end_list("annotations");
    let kept = state.orphans.iter().flat_map(|orphan| &orphan.relations);
    let mut relations: Vec<_> = state.relations.iter().chain(kept).collect();
    relations.sort_by(|a, b| a.id.cmp(&b.id));
    let has_relations = !relations.is_empty();
    file_writer.list("relations", has_relations, relations.into_iter(), |relation| relation.id.to_string());
    let links = state.links.iter().map(|(label, name, link)| NamedLink::new(label, name, link));
    file_writer.list("links", !state.links.is_empty(), links, NamedLink::key);
    for (name, ron) in &carried.extras.0 {
        file_writer.field(name, |out| out.push_str(ron));
    }
    file_writer.comments.push_rest(file_writer.out);
    file_writer.out.push_str(")\n");
    file_writer.comments.push(file_writer.out, &CommentPlace::Tail, "");
    let marks = file_writer.marks;
    Written { ron: out, marks }
}

struct FileWriter<'w, 'c> {
    out: &'w mut String,
    carried: &'c Carried,
    comments: CommentWriter<'c>,
    hunks: Hunks,
    marks: Vec<(Key, usize)>,
    /// How many bytes were counted, and the number of the line that they end in.
    counted: (usize, usize),
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
        name: &'static str,
        is_needed: bool,
        records: impl Iterator<Item = T>,
        key: impl Fn(&T) -> String,
    ) {
        let broken = self.carried.broken_in(name);
        if !is_needed && broken.is_empty() && !self.hunks.has_any_in(name) {
            return;
        }
        self.begin_list(name);
        for record in records {
            let key = key(&record);
            self.comments.push_entry(self.out, name, &key);
            self.entry(name, &key, ENTRY, |out| push_record(out, &record, &mut |_, _| ()));
        }
        self.left_out(name);
        for ron in broken {
            self.raw(name, ron, ron);
        }
        self.end_list(name);
    }

    /// A record; between marks if somebody has yet to decide about it.
    fn entry(&mut self, list: &'static str, key: &str, indent: &str, write: impl FnOnce(&mut String)) {
        let hunk = self.hunks.take(list, key);
        if let Some(hunk) = &hunk {
            self.mark(hunk);
        }
        self.out.push_str(indent);
        write(self.out);
        self.out.push_str(",\n");
        if let Some(hunk) = hunk {
            hunk.push_others(self.out, indent);
        }
    }

    /// The records of a list that are only there on other sides.
    fn left_out(&mut self, list: &'static str) {
        while let Some(hunk) = self.hunks.next_in(list) {
            self.mark(&hunk);
            hunk.push_others(self.out, ENTRY);
        }
    }

    fn mark(&mut self, hunk: &Hunk) {
        let (bytes, line) = self.counted;
        let line = line + self.out[bytes..].matches('\n').count();
        self.counted = (self.out.len(), line);
        self.marks.push((hunk.of.clone(), line));
        self.out.push_str(Hunk::OURS);
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
