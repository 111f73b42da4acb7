//! Writes a list of tasks.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value, json};

use super::names::{ENTITY, NOTE};
use crate::annotation::{Annotation, AnnotationId, Status, Value as AttributeValue};
use crate::exchange::{Article, Writer};
use crate::text::units::{Unit, UnitIndex};

pub(super) struct Written<'w> {
    out: Box<dyn Write + 'w>,
    count: usize,
}

/// An article as it is written: its text is not copied, and results are small texts.
#[derive(Serialize)]
struct Task<'a> {
    id: usize,
    data: Data<'a>,
    annotations: Vec<Results>,
    predictions: Vec<Results>,
}

#[derive(Serialize)]
struct Data<'a> {
    text: &'a str,
    source_file: &'a str,
    #[serde(flatten)]
    attributes: Map<String, Value>,
}

#[derive(Serialize)]
struct Results {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    model_version: Option<&'static str>,
    result: Vec<Box<RawValue>>,
}

impl<'w> Written<'w> {
    pub(super) fn new(out: Box<dyn Write + 'w>) -> Self {
        Self { out, count: 0 }
    }
}

impl Writer for Written<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        self.out.write_all(if self.count == 0 { b"[" } else { b",\n" })?;
        self.count += 1;
        let text = article.document.text();
        let index = UnitIndex::new(text, Unit::Char);
        let (mut decided, mut open) = (Vec::new(), Vec::new());
        let mut is_open: HashSet<&AnnotationId> = HashSet::new();
        for annotation in article.annotations() {
            let results = if annotation.status == Status::Suggested {
                is_open.insert(&annotation.id);
                &mut open
            } else {
                &mut decided
            };
            region(results, article, annotation, &index)?;
        }
        for relation in article.relations() {
            // Both ends of a relation stand in one list.
            let ends = [is_open.contains(&relation.from), is_open.contains(&relation.to)];
            let result = json!({
                "type": "relation", "from_id": relation.from.as_str(), "to_id": relation.to.as_str(),
                "direction": "right", "labels": [relation.kind],
            });
            match ends {
                [true, true] => open.push(to_raw_value(&result)?),
                _ => decided.push(to_raw_value(&result)?),
            }
        }
        let attributes = article.annotation_state.attributes.iter();
        let attributes = attributes.map(|(name, value)| (name.to_owned(), value.plain().into())).collect();
        let list = |result: Vec<Box<RawValue>>, id, model_version| {
            (!result.is_empty()).then_some(Results { id, model_version, result }).into_iter().collect()
        };
        let task = Task {
            id: self.count,
            data: Data { text, source_file: article.name, attributes },
            annotations: list(decided, Some(self.count), None),
            predictions: list(open, None, Some("Hawashi")),
        };
        serde_json::to_writer(&mut self.out, &task)?;
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(if self.count == 0 { b"[]\n" } else { b"]\n" })?;
        self.out.flush()
    }
}

/// The results about a passage.
fn region(
    results: &mut Vec<Box<RawValue>>,
    article: &Article<'_>,
    annotation: &Annotation,
    index: &UnitIndex<'_>,
) -> io::Result<()> {
    let text = article.document.text();
    let hull = annotation.spans.hull();
    let (start, end) = index.span(hull);
    let label = article.label_name(annotation);
    let id = annotation.id.as_str();
    let mut push = |name: &str, kind: &str, content: Value| -> io::Result<()> {
        let mut value = json!({ "start": start, "end": end, "text": hull.of(text) });
        value[kind] = content;
        // The same word is singular in the one place.
        let of_type = if kind == "text" { "textarea" } else { kind };
        results.push(to_raw_value(&json!({
            "id": id, "from_name": name, "to_name": "text", "type": of_type, "value": value, "origin": "manual",
        }))?);
        Ok(())
    };
    push("label", "labels", json!([label]))?;
    for (name, value) in annotation.attributes.iter() {
        match value {
            AttributeValue::Choice(choice) => push(name, "choices", json!([choice])),
            AttributeValue::Choices(choices) => push(name, "choices", json!(choices)),
            AttributeValue::Number(number) => push(name, "number", number.get().into()),
            other => push(name, "text", json!([other.plain()])),
        }?;
    }
    if !annotation.note.is_empty() {
        push(NOTE, "text", json!([annotation.note]))?;
    }
    if let Some(entity) = &annotation.entity {
        push(ENTITY, "text", json!([entity]))?;
    }
    Ok(())
}
