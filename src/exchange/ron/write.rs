//! Writes the annotation file: one annotation per line, sorted, without empty fields.

use serde::Serialize;

use super::line::{push_quoted, push_record};
use super::records::{Head, NamedLink};
use crate::annotation::{Annotation, AnnotationState, Carried, EntityLink, LabelSet};
use crate::document::Document;
use crate::exchange::anchor::context;

/// The format version that is written.
pub(crate) const VERSION: u64 = 2;

/// The text of the annotation file. `file` is the name of the article in it.
pub fn annotations_to_ron(file: &str, document: &Document, state: &AnnotationState, carried: &Carried) -> String {
    let text = document.text();
    let mut out = String::with_capacity(1024 + 320 * state.annotations.len());
    out.push_str("(\n    version: ");
    out.push_str(&VERSION.to_string());
    out.push_str(",\n    article: ");
    let head = Head {
        file: file.to_owned(),
        sha256: document.sha256().to_owned(),
        bytes: document.len().into(),
        encoding: document.encoding_name().to_string(),
        attributes: state.attributes.clone(),
        extras: carried.article_extras.clone(),
    };
    push_record(&mut out, &head, &mut |_, _| ());
    out.push_str(",\n");
    let standard = LabelSet::standard();
    list(&mut out, "labels", state.labels.iter(), &carried.broken_labels);
    if state.labels.relation_kinds != standard.relation_kinds {
        list(&mut out, "relation_kinds", state.labels.relation_kinds.iter(), &[]);
    }
    if state.labels.document_attributes != standard.document_attributes {
        list(&mut out, "document_attributes", state.labels.document_attributes.iter(), &[]);
    }
    out.push_str("    annotations: [\n");
    for annotation in state.annotations.iter() {
        out.push_str("        ");
        push_annotation(&mut out, annotation, text);
        out.push_str(",\n");
    }
    raw(&mut out, state.orphans.iter().map(|orphan| orphan.ron.as_str()));
    out.push_str("    ],\n");
    let kept = state.orphans.iter().flat_map(|orphan| &orphan.relations);
    let mut relations: Vec<_> = state.relations.iter().chain(kept).collect();
    if !relations.is_empty() || !carried.broken_relations.is_empty() {
        relations.sort_by(|a, b| a.id.cmp(&b.id));
        list(&mut out, "relations", relations.into_iter(), &carried.broken_relations);
    }
    if !state.links.is_empty() || !carried.broken_links.is_empty() {
        let links = state.links.iter();
        let links = links.map(|(label, name, EntityLink { entity, extras })| NamedLink {
            name: name.to_owned(),
            label: label.clone(),
            entity: entity.clone(),
            extras: extras.clone(),
        });
        list(&mut out, "links", links, &carried.broken_links);
    }
    for (name, ron) in &carried.extras.0 {
        out.extend(["    ", name, ": ", ron, ",\n"]);
    }
    out.push_str(")\n");
    out
}

/// A list of records, one per line, and of those that could not be read.
fn list<T: Serialize>(out: &mut String, name: &str, records: impl Iterator<Item = T>, broken: &[String]) {
    out.extend(["    ", name, ": [\n"]);
    for record in records {
        out.push_str("        ");
        push_record(out, &record, &mut |_, _| ());
        out.push_str(",\n");
    }
    raw(out, broken.iter().map(String::as_str));
    out.push_str("    ],\n");
}

/// Records that are already RON.
fn raw<'a>(out: &mut String, records: impl Iterator<Item = &'a str>) {
    for ron in records {
        out.extend(["        ", ron, ",\n"]);
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
