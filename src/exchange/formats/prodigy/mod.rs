//! Prodigy's and spaCy's JSONL: one text a line with its `spans`; spaCy's own `ents` and its pairs and tokens for training are read, too.
//!
//! Offsets count code points, as Python does. Fields that Prodigy does not know stay in its files, so that a span can carry all that
//! an annotation has: entity, note, attributes, status, fragments, who made it. Of a binary answer (`ner.teach`), the answer of a span
//! or of its line is its status.

mod training;

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value, json};

use crate::annotation::{
    Annotation, AnnotationId, Attributes, Confidence, Deed, Origin, Provenance, Relation, RelationId, Status,
    Value as AttributeValue,
};
use crate::exchange::foreign::{Broken, Counting, File, Marked, Where};
use crate::exchange::import::{Fields, Names, Texts, elements, into_plain, object_of, plain, set_all, value_of};
use crate::exchange::{Article, ExchangeError, Foreign, Format, Loss, Reader, Units, Writer};
use crate::text::Message;
use crate::text::units::{Unit, UnitIndex};

/// The format.
pub static FORMAT: Format = Format {
    name: "prodigy",
    names: [("en", "Prodigy and spaCy JSONL"), ("ar", "Prodigy وspaCy (JSONL)")],
    about: [("en", "a text a line with its spans"), ("ar", "في كل سطر نص ومقاطعه")],
    suffix: ".prodigy.jsonl",
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
        | Loss::Attributes
        | Loss::Provenance
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents
        | Loss::Ids
        | Loss::NumberTypes => false,
        // Who proposed what a person made is not said.
        Loss::Origins
        | Loss::History
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unplaced
        | Loss::LabelNames
        | Loss::LabelColors
        | Loss::RelationEnds
        | Loss::ChoiceTypes => true,
    },
    write: Some(|out, _, _| Ok(Box::new(Lines { out }))),
    read: Some(|file| {
        let texts = Texts::of("prodigy", &file)?;
        Ok(Box::new(Read { texts, file, count: 0 }))
    }),
};

struct Lines<'w> {
    out: Box<dyn Write + 'w>,
}

/// An article as it is written: its text is not copied.
#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    spans: Vec<Box<RawValue>>,
    relations: Vec<Value>,
    meta: Map<String, Value>,
    answer: &'static str,
}

impl Writer for Lines<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let index = UnitIndex::new(article.document.text(), Unit::Char);
        let mut spans = Vec::new();
        let mut ends: HashMap<&AnnotationId, (u32, u32, &str)> = HashMap::new();
        for annotation in article.annotations() {
            let (start, end) = index.span(annotation.spans.hull());
            let label = article.label_name(annotation);
            let mut span = json!({ "start": start, "end": end, "label": label, "id": annotation.id.as_str() });
            ends.insert(&annotation.id, (start, end, label));
            describe(&mut span, annotation);
            if annotation.spans.single().is_none() {
                let fragments = annotation.spans.iter().map(|fragment| index.span(fragment));
                span["fragments"] = fragments.map(|(start, end)| json!([start, end])).collect();
            }
            spans.push(to_raw_value(&span)?);
        }
        let end = |id: &AnnotationId| {
            let (start, end, label) = ends.get(id)?;
            Some(json!({ "start": start, "end": end, "label": label, "id": id.as_str() }))
        };
        let relation = |relation: &Relation| {
            let (head, child) = (end(&relation.from)?, end(&relation.to)?);
            Some(json!({ "label": relation.kind, "head_span": head, "child_span": child, "id": relation.id.as_str() }))
        };
        let relations: Vec<Value> = article.relations().filter_map(relation).collect();
        let mut meta = object_of(article.annotation_state.attributes.iter());
        meta.insert("source_file".to_owned(), article.name.into());
        let line = Line { text: article.document.text(), spans, relations, meta, answer: "accept" };
        serde_json::to_writer(&mut self.out, &line)?;
        self.out.write_all(b"\n")
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// What an annotation has besides its passage and its label.
fn describe(span: &mut Value, annotation: &Annotation) {
    if annotation.status != Status::Accepted {
        span["status"] = annotation.status.name().into();
    }
    if let Some(entity) = &annotation.entity {
        span["entity"] = entity.as_str().into();
    }
    if !annotation.note.is_empty() {
        span["note"] = annotation.note.as_str().into();
    }
    if !annotation.attributes.is_empty() {
        span["attributes"] = Value::Object(object_of(annotation.attributes.iter()));
    }
    match &annotation.origin {
        Origin::Manual => {}
        Origin::Detected(by) => span["source"] = format!("hawashi {by}").into(),
        Origin::Imported(format) => span["source"] = format.as_str().into(),
    }
    if let Some(confidence) = annotation.confidence {
        span["score"] = confidence.share().into();
    }
    if let Some(first) = annotation.provenance.iter().next() {
        span["annotator"] = first.by.as_str().into();
        span["created"] = first.at.as_str().into();
    }
}

struct Read<'f> {
    texts: Texts<'f>,
    file: File<'f>,
    count: usize,
}

impl Reader for Read<'_> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        let Self { texts, file, count } = self;
        texts.next(|entry: &RawValue, at| {
            if let Some(mut foreign) = training::read(entry) {
                *count += 1;
                foreign.name = format!("{}-{count}", file.stem());
                return Ok(foreign);
            }
            let (text, object) = match elements(entry)[..] {
                [text, object, ..] => (serde_json::from_str(text.get()).ok(), Fields::of(object)),
                _ => {
                    let object = Fields::of(entry);
                    (object.text(&["text"]), object)
                }
            };
            let text: String =
                text.ok_or_else(|| Message::new("prodigy-no-text").in_english("the entry has no \"text\""))?;
            *count += 1;
            let mut foreign = Foreign::counting(&[Counting::Char, Counting::Utf16]);
            foreign.text = Some(text);
            let meta = object.below("meta");
            for (name, _) in meta.iter() {
                let Some(value) = meta.get(name) else { continue };
                if name == "source_file" {
                    foreign.name = into_plain(value);
                } else {
                    foreign.attributes.set(name, Some(value_of(&value)));
                }
            }
            if foreign.name.is_empty() {
                foreign.name = format!("{}-{count}", file.stem());
            }
            of_whole(&object, &mut foreign.attributes);
            spans(&object, at, &format!("prodigy {} {count}", file.name), &mut foreign);
            Ok(foreign)
        })
    }
}

/// Takes what is said of a text as a whole: a label with its answer, the options that were chosen, or spaCy's categories with
/// their scores.
fn of_whole(object: &Fields<'_>, attributes: &mut Attributes) {
    let mut set = |name: &str, value: String| drop(attributes.set(name, Some(AttributeValue::Text(value))));
    if let Some(label) = object.text(&["label"]) {
        set("label", label);
        if let Some(answer) = object.text(&["answer"]) {
            set("answer", answer);
        }
    }
    let chosen: Vec<String> = object.list("accept").map(into_plain).collect();
    if !chosen.is_empty() {
        set("accept", chosen.join("; "));
    }
    let categories = object.below("cats");
    for (name, _) in categories.iter() {
        set(name, categories.get(name).map(into_plain).unwrap_or_default());
    }
}

/// Takes the spans and relations of an entry; `seed` tells it from all others.
fn spans(object: &Fields<'_>, at: &Where, seed: &str, foreign: &mut Foreign) {
    let mut names = Names::default();
    let answer = object.text(&["answer"]);
    let answer = answer.as_deref();
    let mut ids: HashMap<(u64, u64), AnnotationId> = HashMap::new();
    let mut known: HashSet<AnnotationId> = HashSet::new();
    // In spaCy's files the spans of groups lie one level deeper.
    let groups = object.below("spans");
    let has_groups = groups.iter().next().is_some();
    let mut seen: HashSet<(u64, u64, String)> = HashSet::new();
    let of_groups = groups.iter().flat_map(|(name, _)| groups.list(name));
    let lists = lists_of(object).flat_map(|name| object.list(name)).chain(of_groups);
    for span in lists {
        let Some((start, end, label)) = span_of(&span) else {
            let message = Message::new("prodigy-span").in_english("a span has a start, an end and a label");
            foreign.broken.push(Broken { at: at.clone(), message });
            continue;
        };
        // spaCy repeats its entities in a group of spans.
        let is_new = seen.insert((start, end, label.clone()));
        if !is_new && has_groups {
            continue;
        }
        let text = |key: &str| span.get(key).and_then(Value::as_str);
        let id = text("id")
            .map_or_else(|| AnnotationId::derived(&format!("{seed} {start} {end} {label}")), AnnotationId::from);
        ids.entry((start, end)).or_insert_with(|| id.clone());
        known.insert(id.clone());
        let mut annotation = Annotation { id, label: names.id(&label), ..Annotation::default() };
        text("note").unwrap_or("").clone_into(&mut annotation.note);
        annotation.entity = text("entity").map(str::to_owned);
        annotation.status = match text("status").or_else(|| text("answer")).or(answer) {
            Some("rejected" | "reject") => Status::Rejected,
            Some("suggested" | "ignore") => Status::Suggested,
            _ => Status::Accepted,
        };
        annotation.confidence = span.get("score").and_then(Value::as_f64).and_then(Confidence::new);
        if let Some(by) = text("source").and_then(|source| source.strip_prefix("hawashi ")) {
            annotation.origin = Origin::Detected(by.to_owned());
        }
        if let Some(by) = text("annotator") {
            annotation.provenance = Provenance::of(Deed::Made, by, text("created").unwrap_or(""));
        }
        if let Some(values) = span.get("attributes").and_then(Value::as_object) {
            set_all(&mut annotation.attributes, values);
        }
        let pair = |pair: &Value| pair.get(0)?.as_u64().zip(pair.get(1)?.as_u64());
        let fragments = span.get("fragments").and_then(Value::as_array);
        let fragments = fragments.and_then(|all| all.iter().map(pair).collect::<Option<Vec<_>>>());
        let fragments = fragments.filter(|all| !all.is_empty()).unwrap_or_else(|| vec![(start, end)]);
        let quotes = text("text").filter(|_| fragments.len() == 1).map(str::to_owned).into_iter().collect();
        foreign.marked.push(Marked { annotation, fragments, quotes, at: at.clone(), ..Marked::default() });
    }
    for relation in object.list("relations") {
        let end = |key: &str| {
            let span = relation.get(key)?;
            let own = span.get("id").and_then(Value::as_str).map(AnnotationId::from);
            let (start, end, _) = span_of(span)?;
            own.filter(|id| known.contains(id)).or_else(|| ids.get(&(start, end)).cloned())
        };
        let (Some(from), Some(to), Some(kind)) =
            (end("head_span"), end("child_span"), relation.get("label").map(plain))
        else {
            let message = Message::new("prodigy-relation")
                .in_english("a relation has a label, and head_span and child_span that are spans of its text");
            foreign.broken.push(Broken { at: at.clone(), message });
            continue;
        };
        names.relate(&kind, false);
        let id = relation
            .get("id")
            .and_then(Value::as_str)
            .map_or_else(|| RelationId::derived(&format!("{kind} {from} {to}")), RelationId::from);
        foreign.relations.push(Relation { kind, from, to, id, ..Relation::default() });
    }
    foreign.labels = names.into_set();
}

/// The names of the lists of spans: those of Prodigy and spaCy, or else any list whose first element is one, as
/// `location_mentions` of IDRISI (<https://github.com/rsuwaileh/IDRISI>).
fn lists_of<'o>(object: &'o Fields<'_>) -> impl Iterator<Item = &'o str> {
    let is_known = |name: &str| KNOWN.contains(&name) && object.raw(name).is_some();
    let has_known = KNOWN.into_iter().any(is_known);
    let is_list = move |name: &str| {
        let first = || object.list(name).next();
        if has_known {
            KNOWN.contains(&name)
        } else {
            first().is_some_and(|span| span.is_object() && span_of(&span).is_some())
        }
    };
    object.iter().map(|(name, _)| name).filter(move |name| is_list(name))
}

/// Lists of spans.
const KNOWN: [&str; 3] = ["spans", "ents", "entities"];

/// Start, end and label of a span, or of a triple of spaCy's training data.
fn span_of(span: &Value) -> Option<(u64, u64, String)> {
    if let Some(triple) = span.as_array() {
        let [start, end, label] = &triple[..] else { return None };
        return Some((start.as_u64()?, end.as_u64()?, plain(label)));
    }
    let number = |names: [&str; 4]| names.into_iter().find_map(|name| span.get(name)?.as_u64());
    let start = number(["start", "start_char", "start_offset", "startIdx"])?;
    let end = number(["end", "end_char", "end_offset", "endIdx"])?;
    let label = ["label", "type", "tag"].into_iter().find_map(|name| span.get(name))?;
    Some((start, end, plain(label)))
}
