//! doccano's JSONL: one text a line, with its passages as `entities` and `relations`, or as triples under `label`.
//!
//! doccano counts UTF-16 units, or grapheme clusters in its grapheme mode, and no file says which; it is found by the edges of words.
//! Labels are names. The keys of an export's other fields lie flat beside the text and become attributes of the article.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use crate::annotation::{Annotation, AnnotationId, Relation, RelationId, Value as AttributeValue};
use crate::exchange::foreign::{Broken, Counting, File, Marked, Where};
use crate::exchange::import::{Fields, Names, Texts, into_plain, plain};
use crate::exchange::{Article, ExchangeError, Foreign, Format, Loss, Reader, Units, Writer};
use crate::text::Message;
use crate::text::units::{Unit, UnitIndex};

/// The format.
pub static FORMAT: Format = Format {
    name: "doccano",
    names: [("en", "doccano JSONL"), ("ar", "doccano JSONL")],
    about: [("en", "a text a line with its passages and relations"), ("ar", "في كل سطر نص ومقاطعه وعلاقاته")],
    suffix: ".doccano.jsonl",
    extensions: &[],
    units: Units::Only(Unit::Utf16),
    holds_many: true,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: |loss| match loss {
        Loss::Nested
        | Loss::References
        | Loss::Relations
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents
        | Loss::NumberTypes
        | Loss::ChoiceTypes => false,
        Loss::Fragments
        | Loss::Statuses
        | Loss::Entities
        | Loss::Notes
        | Loss::Attributes
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unplaced
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors
        | Loss::RelationEnds => true,
    },
    write: Some(|out, _, _| Ok(Box::new(Lines { out, texts: 0 }))),
    read: Some(|file| {
        let texts = Texts::of("doccano", &file)?;
        Ok(Box::new(Read { texts, file, count: 0 }))
    }),
};

struct Lines<'w> {
    out: Box<dyn Write + 'w>,
    texts: usize,
}

/// An article as it is written: nothing of it is copied.
#[derive(Serialize)]
struct Line<'a> {
    id: usize,
    text: &'a str,
    entities: Vec<Entity<'a>>,
    relations: Vec<Value>,
    #[serde(rename = "Comments")]
    comments: [(); 0],
}

#[derive(Serialize)]
struct Entity<'a> {
    id: usize,
    label: &'a str,
    start_offset: u32,
    end_offset: u32,
}

impl Writer for Lines<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let text = article.document.text();
        let index = UnitIndex::new(text, Unit::Utf16);
        let mut numbers: HashMap<&AnnotationId, usize> = HashMap::new();
        let mut entities = Vec::new();
        for (number, annotation) in article.annotations().enumerate() {
            let label = article.label_name(annotation);
            let (start, end) = index.span(annotation.spans.hull());
            entities.push(Entity { id: number + 1, label, start_offset: start, end_offset: end });
            numbers.insert(&annotation.id, number + 1);
        }
        let relation = |(number, relation): (usize, &Relation)| {
            let (from, to) = (numbers.get(&relation.from)?, numbers.get(&relation.to)?);
            Some(json!({ "id": number + 1, "from_id": from, "to_id": to, "type": relation.kind }))
        };
        let relations: Vec<Value> = article.relations().enumerate().filter_map(relation).collect();
        self.texts += 1;
        let line = Line { id: self.texts, text, entities, relations, comments: [] };
        serde_json::to_writer(&mut self.out, &line)?;
        self.out.write_all(b"\n")
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

struct Read<'f> {
    texts: Texts<'f>,
    file: File<'f>,
    count: usize,
}

/// The keys that are not fields of the text's own.
const KNOWN: [&str; 10] =
    ["id", "text", "data", "label", "labels", "entities", "annotations", "relations", "Comments", "cats"];

impl Reader for Read<'_> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        let Self { texts, file, count } = self;
        texts.next(|object: Fields<'_>, at| {
            let text = object.text(&["text", "data"]);
            let text = text.ok_or_else(|| Message::new("doccano-no-text").in_english("the entry has no \"text\""))?;
            *count += 1;
            let mut foreign = Foreign::counting(&[Counting::Utf16, Counting::Char, Counting::Grapheme]);
            foreign.name = format!("{}-{count}", file.stem());
            foreign.text = Some(text);
            passages(&object, at, &format!("doccano {} {count}", file.name), &mut foreign);
            // Labels of the whole text.
            for key in ["label", "labels", "cats"] {
                let said: Vec<String> =
                    object.list(key).filter_map(|label| label.as_str().map(str::to_owned)).collect();
                if !said.is_empty() {
                    foreign.attributes.set(key, Some(AttributeValue::Text(said.join("; "))));
                }
            }
            for (name, _) in object.iter().filter(|(name, _)| !KNOWN.contains(name)) {
                let value = object.get(name).map(into_plain).unwrap_or_default();
                foreign.attributes.set(name, Some(AttributeValue::Text(value)));
            }
            Ok(foreign)
        })
    }
}

/// Takes the passages and relations of an entry; `seed` tells it from all others.
fn passages(object: &Fields<'_>, at: &Where, seed: &str, foreign: &mut Foreign) {
    let mut names = Names::default();
    let mut by_id: HashMap<String, AnnotationId> = HashMap::new();
    let lists = ["entities", "label", "labels", "annotations"].into_iter().flat_map(|key| object.list(key));
    for passage in lists {
        let Some((start, end, label, id)) = passage_of(&passage) else {
            // A text may have labels of its own as a whole.
            if !passage.is_string() {
                let message = Message::new("doccano-passage")
                    .in_english("a passage has a start, an end and a label: [0, 5, \"Location\"]");
                foreign.broken.push(Broken { at: at.clone(), message });
            }
            continue;
        };
        let own = AnnotationId::derived(&format!("{seed} {start} {end} {label}"));
        if let Some(id) = id {
            by_id.insert(id, own.clone());
        }
        let annotation = Annotation { id: own, label: names.id(&label), ..Annotation::default() };
        foreign.marked.push(Marked { annotation, fragments: vec![(start, end)], at: at.clone(), ..Marked::default() });
    }
    for relation in object.list("relations") {
        let end = |key: &str| by_id.get(&plain(relation.get(key)?)).cloned();
        let kind = relation.get("type").map(plain);
        let (Some(from), Some(to), Some(kind)) = (end("from_id"), end("to_id"), kind) else {
            let message = Message::new("doccano-relation")
                .in_english("a relation has a type, and from_id and to_id of passages of its text");
            foreign.broken.push(Broken { at: at.clone(), message });
            continue;
        };
        names.relate(&kind, false);
        let id = RelationId::derived(&format!("{kind} {from} {to}"));
        foreign.relations.push(Relation { kind, from, to, id, ..Relation::default() });
    }
    foreign.labels = names.into_set();
}

/// Start, end, label and id of a passage in any of doccano's shapes.
fn passage_of(passage: &Value) -> Option<(u64, u64, String, Option<String>)> {
    if let Some(triple) = passage.as_array() {
        let [start, end, label] = &triple[..] else { return None };
        return Some((start.as_u64()?, end.as_u64()?, plain(label), None));
    }
    let number = |keys: [&str; 2]| keys.into_iter().find_map(|key| passage.get(key)?.as_u64());
    let (start, end) = (number(["start_offset", "start"])?, number(["end_offset", "end"])?);
    let label = passage.get("label").filter(|label| !label.is_null())?;
    Some((start, end, plain(label), passage.get("id").map(plain)))
}
