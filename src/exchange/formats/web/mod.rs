//! Annotations of the web: the W3C's Web Annotation Data Model, and the JSON of Hypothesis and of Recogito, which are like it.
//!
//! All name a passage by its quotation with its surroundings, and by its offsets: code points by the W3C's model, UTF-16 units in
//! the files of the two programs. They are written by one file each, and read by one code, because files mix them.

pub mod hypothesis;
mod read;
pub mod recogito;
pub mod w3c;

use serde_json::{Value, json};

use crate::annotation::{Act, Annotation};
use crate::exchange::Article;
use crate::exchange::anchor::context;
use crate::text::Span;
use crate::text::units::UnitIndex;

/// The two selectors of a passage.
fn selectors(article: &Article<'_>, span: Span, index: &UnitIndex<'_>) -> Value {
    let text = article.document.text();
    let (start, end) = index.span(span);
    let (prefix, suffix) = context(text, span);
    json!([
        { "type": "TextQuoteSelector", "exact": span.of(text), "prefix": prefix, "suffix": suffix },
        { "type": "TextPositionSelector", "start": start, "end": end },
    ])
}

/// What the article is called where it has no address.
fn source(article: &Article<'_>) -> String {
    format!("urn:sha256:{}", article.document.sha256())
}

/// An annotation after the W3C's model.
fn item(article: &Article<'_>, annotation: &Annotation, index: &UnitIndex<'_>) -> Value {
    let label = article.label_name(annotation);
    let mut body = vec![json!({ "type": "TextualBody", "purpose": "tagging", "value": label })];
    if let Some(entity) = &annotation.entity {
        body.push(json!({ "type": "SpecificResource", "purpose": "identifying", "source": entity }));
    }
    if !annotation.note.is_empty() {
        body.push(json!({ "type": "TextualBody", "purpose": "commenting", "value": annotation.note }));
    }
    // Each of several fragments becomes a target of its own.
    let target =
        |span| json!({ "source": source(article), "title": article.name, "selector": selectors(article, span, index) });
    let mut targets: Vec<Value> = annotation.spans.iter().map(target).collect();
    let target = if targets.len() == 1 { targets.remove(0) } else { Value::Array(targets) };
    let mut item = json!({
        "id": iri(annotation.id.as_str()),
        "type": "Annotation",
        "motivation": "tagging",
        "status": annotation.status.name(),
        "body": body,
        "target": target,
    });
    let (first, last) = acts(annotation);
    if let Some(by) = first.map(|act| &act.by).filter(|by| !by.is_empty()) {
        item["creator"] = json!({ "type": "Person", "name": by });
    }
    for (field, act) in [("created", first), ("modified", last)] {
        if let Some(at) = act.map(|act| &act.at).filter(|at| !at.is_empty()) {
            item[field] = json!(at);
        }
    }
    item
}

/// The first thing that was done, and the last one, if that is another.
fn acts(annotation: &Annotation) -> (Option<&Act>, Option<&Act>) {
    let mut acts = annotation.provenance.iter();
    (acts.next(), acts.next_back())
}

/// A ULID has 128 bits, like a UUID; ids from other programs are percent-encoded.
fn iri(id: &str) -> String {
    if let Ok(ulid) = ulid::Ulid::from_string(id) {
        let hex = format!("{:032x}", u128::from(ulid));
        return format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
    }
    id.bytes().fold("urn:hawashi:annotation:".to_owned(), |iri, b| {
        if b.is_ascii_alphanumeric() || b"-._".contains(&b) {
            iri + char::from(b).encode_utf8(&mut [0; 4])
        } else {
            iri + &format!("%{b:02X}")
        }
    })
}
