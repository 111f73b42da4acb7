//! Web Annotations as JSON-LD: one `AnnotationPage` with the exported annotations. Offsets are in code points, as the
//! Web Annotation Data Model requires; quotations are included.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::annotation::{Annotation, Label};
use crate::exchange::anchor::context;
use crate::exchange::{Article, Format, Loss, Units, Writer};
use crate::text::Span;
use crate::text::units::{Unit, UnitIndex};

/// The format.
pub static FORMAT: Format = Format {
    name: "w3c",
    names: [("en", "W3C Web Annotation"), ("ar", "W3C Web Annotation")],
    about: [("en", "Web Annotations as JSON-LD"), ("ar", "وسوم الويب بصيغة JSON-LD")],
    suffix: ".jsonld",
    extensions: &[],
    units: Units::Only(Unit::Char),
    holds_many: true,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: |loss| match loss {
        Loss::Nested
        | Loss::References
        | Loss::Statuses
        | Loss::Entities
        | Loss::Notes
        | Loss::Fragments
        | Loss::Provenance => false,
        // It says who made an annotation, when that was, and when the last thing was done.
        Loss::Attributes
        | Loss::Origins
        | Loss::History
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::Unplaced => true,
    },
    write: |out, _, _| Ok(Box::new(Page { out, items: Vec::new(), hashes: Vec::new() })),
    read: None,
};

/// The page is written at the end, because it gives the number of its items before them.
struct Page<'w> {
    out: Box<dyn Write + 'w>,
    items: Vec<Value>,
    hashes: Vec<String>,
}

impl Writer for Page<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        self.items.extend(items(article));
        self.hashes.push(article.document.sha256().to_owned());
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        let name = self.hashes.join("+");
        let page = json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": format!("urn:hawashi:page:{name}"),
            "type": "AnnotationPage",
            "partOf": {
                "id": format!("urn:hawashi:collection:{name}"),
                "type": "AnnotationCollection",
                "total": self.items.len(),
            },
            "startIndex": 0,
            "unit": Unit::Char.name(),
            "items": std::mem::take(&mut self.items),
        });
        serde_json::to_writer_pretty(&mut self.out, &page)?;
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}

fn items(article: &Article<'_>) -> Vec<Value> {
    let text = article.document.text();
    let index = UnitIndex::new(text, Unit::Char);
    article.annotations().map(|annotation| item(article, annotation, &index)).collect()
}

fn item(article: &Article<'_>, annotation: &Annotation, index: &UnitIndex<'_>) -> Value {
    let label = article.annotation_state.labels.get(&annotation.label);
    let label = label.map_or(annotation.label.as_str(), |label: &Label| label.name_in("en"));
    let mut body = vec![json!({ "type": "TextualBody", "purpose": "tagging", "value": label })];
    if let Some(entity) = &annotation.entity {
        body.push(json!({ "type": "SpecificResource", "purpose": "identifying", "source": entity }));
    }
    if !annotation.note.is_empty() {
        body.push(json!({ "type": "TextualBody", "purpose": "commenting", "value": annotation.note }));
    }
    // Each of several fragments becomes a target of its own.
    let mut targets: Vec<Value> = annotation.spans.iter().map(|span| target(article, span, index)).collect();
    let target = if targets.len() == 1 { targets.remove(0) } else { Value::Array(targets) };
    let mut item = json!({
        "id": iri(annotation.id.as_str()),
        "type": "Annotation",
        "motivation": "tagging",
        "status": annotation.status.name(),
        "body": body,
        "target": target,
    });
    let mut acts = annotation.provenance.iter();
    let (first, last) = (acts.next(), acts.next_back());
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

fn target(article: &Article<'_>, span: Span, index: &UnitIndex<'_>) -> Value {
    let text = article.document.text();
    let (start, end) = index.span(span);
    let (prefix, suffix) = context(text, span);
    json!({
        "source": format!("urn:sha256:{}", article.document.sha256()),
        "title": article.name,
        "selector": [
            { "type": "TextQuoteSelector", "exact": span.of(text), "prefix": prefix, "suffix": suffix },
            { "type": "TextPositionSelector", "start": start, "end": end },
        ],
    })
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
