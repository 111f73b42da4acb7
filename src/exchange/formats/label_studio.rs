//! Label Studio's JSON: a list of tasks, each a text with the annotations of people and the predictions of programs.
//!
//! Offsets count code points; `\r\n` counts two. All results about one region have its id: its labels, the values chosen for it, its
//! texts. A relation has two regions and no name, or several. Annotations that nobody has decided go out as a prediction.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value, json};

use crate::annotation::{
    Annotation, AnnotationId, Deed, Provenance, Relation, RelationId, Status, Value as AttributeValue,
};
use crate::exchange::foreign::{Broken, Counting, File, Marked, Where};
use crate::exchange::import::{Fields, Names, Texts, elements, into_plain, open_relation, plain};
use crate::exchange::{Article, ExchangeError, Foreign, Format, Loss, Reader, Units, Writer};
use crate::text::Message;
use crate::text::units::{Unit, UnitIndex};

/// The format.
pub static FORMAT: Format = Format {
    name: "label-studio",
    names: [("en", "Label Studio JSON"), ("ar", "Label Studio (JSON)")],
    about: [
        ("en", "a list of tasks for Label Studio, with annotations and predictions"),
        ("ar", "قائمة مهام لبرنامج Label Studio، فيها الوسوم والتوقعات"),
    ],
    suffix: ".label-studio.json",
    extensions: &[],
    units: Units::Only(Unit::Char),
    holds_many: true,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: |loss| match loss {
        Loss::Nested
        | Loss::References
        | Loss::Entities
        | Loss::Notes
        | Loss::Attributes
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents => false,
        // Suggestions are predictions; what was rejected is neither.
        Loss::Statuses
        | Loss::Fragments
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unplaced => true,
    },
    write: Some(|out, _, _| Ok(Box::new(Tasks { out, count: 0 }))),
    read: Some(|file| {
        let texts = Texts::of("label-studio", &file)?;
        Ok(Box::new(Read { texts, file, count: 0 }))
    }),
};

/// Names of the fields of a region that hold its note and its entity.
const NOTE: &str = "note";
const ENTITY: &str = "entity";
/// The kind of relations without a name.
const RELATED: &str = "related";

struct Tasks<'w> {
    out: Box<dyn Write + 'w>,
    count: usize,
}

/// An article as it is written: its text is not copied, and results are small texts.
#[derive(Serialize)]
struct Written<'a> {
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

impl Writer for Tasks<'_> {
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
        let task = Written {
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

struct Read<'f> {
    texts: Texts<'f>,
    file: File<'f>,
    /// The tasks until now, with a text and without.
    count: usize,
}

impl Reader for Read<'_> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        let Self { texts, file, count } = self;
        texts.next(|task: Fields<'_>, at| {
            *count += 1;
            // JSON_MIN has the fields of the text beside the regions.
            let below = task.below("data");
            let data = if below.iter().next().is_some() { &below } else { &task };
            let (text_field, text) = text_of(data).ok_or_else(|| {
                Message::new("label-studio-no-text")
                    .in_english("the task has no text: only tasks about text can be read")
            })?;
            let mut foreign = Foreign::counting(&[Counting::Char, Counting::Utf16]);
            for (name, _) in data.iter().filter(|(name, _)| *name != text_field) {
                let Some(value) = data.text(&[name]) else { continue };
                if name == "source_file" {
                    foreign.name = value;
                } else if value != text {
                    foreign.attributes.set(name, Some(AttributeValue::Text(value)));
                }
            }
            foreign.text = Some(text);
            if foreign.name.is_empty() {
                foreign.name = format!("{}-{count}", file.stem());
            }
            Task { seed: format!("label-studio {} {count}", file.name) }.results(&task, at, &mut foreign);
            Ok(foreign)
        })
    }
}

/// The text of a task, with the name of its field: `text`, otherwise that of the longest one.
fn text_of<'d>(data: &'d Fields<'_>) -> Option<(&'d str, String)> {
    let texts = data.iter().filter(|(_, raw)| raw.get().starts_with('"'));
    let longest = texts.max_by_key(|(_, raw)| raw.get().len()).map(|(name, _)| name);
    let found = ["text"].into_iter().chain(longest).find_map(|name| Some((name, data.text(&[name])?)));
    found.filter(|(_, text)| !text.is_empty())
}

/// A task whose results are read.
struct Task {
    /// What tells it from all others.
    seed: String,
}

impl Task {
    fn results(&self, task: &Fields<'_>, at: &Where, foreign: &mut Foreign) {
        let (mut names, mut others) = (Names::default(), Others::default());
        for (list, status) in [("annotations", Status::Accepted), ("predictions", Status::Suggested)] {
            for one in task.raw(list).into_iter().flat_map(elements).map(Fields::of) {
                let by = one.get("completed_by").map(|by| by.get("email").cloned().unwrap_or(by));
                let by = by.filter(|by| !by.is_null());
                let at_time = one.text(&["created_at"]).unwrap_or_default();
                let provenance = by
                    .filter(|_| status == Status::Accepted)
                    .map_or_else(Provenance::default, |by| Provenance::of(Deed::Made, into_plain(by), at_time));
                self.of_one(&one, (status, &provenance), at, foreign, &mut names, &mut others);
            }
        }
        others.join(at, foreign, &mut names);
        // JSON_MIN: the regions of each control under its name.
        if task.raw("annotations").is_none() {
            for region in task.iter().flat_map(|(name, _)| task.list(name)) {
                self.region(&region, None, (Status::Accepted, &Provenance::default()), at, foreign, &mut names);
            }
        }
        foreign.labels = names.into_set();
    }

    /// The results of one person or program.
    fn of_one(
        &self,
        one: &Fields<'_>,
        (status, provenance): (Status, &Provenance),
        at: &Where,
        foreign: &mut Foreign,
        names: &mut Names,
        others: &mut Others,
    ) {
        let mut regions: HashMap<String, usize> = HashMap::new();
        let results = || one.list("result");
        for result in results().filter(|result| result["value"].get("labels").is_some()) {
            let id = result.get("id").and_then(Value::as_str);
            let number = foreign.marked.len();
            if self.region(&result["value"], id, (status, provenance), at, foreign, names) {
                regions.extend(id.map(|id| (id.to_owned(), number)));
                let own = &foreign.marked[number].annotation.id;
                others.by_id.extend(id.map(|id| (id.to_owned(), own.clone())));
            }
        }
        for result in results() {
            let text = |key: &str| result.get(key).and_then(Value::as_str);
            if text("type") == Some("relation") {
                let own = |id: &str| Some(foreign.marked[*regions.get(id)?].annotation.id.clone());
                match ends_of(&result, own) {
                    Some(ends) => relate(&result, ends, foreign, names),
                    // An end may be in the list of another person or program.
                    None => others.waiting.push(result),
                }
                continue;
            }
            let (Some(name), Some(value)) = (text("from_name"), result.get("value")) else { continue };
            let mut said = ["choices", "text", "number", "rating", "datetime", "taxonomy"].into_iter().filter(|key| {
                // The text of a region is its quotation; that of a field is a list.
                *key != "text" || value["text"].is_array()
            });
            let Some(said) = said.find_map(|key| value.get(key)) else {
                // Regions of pictures and pages.
                if text("type").is_some_and(|name| name != "labels" && name.ends_with("labels")) {
                    foreign.broken.push(Broken { at: at.clone(), message: no_offsets() });
                }
                continue;
            };
            let said = match said.as_array().map(Vec::as_slice) {
                Some([one]) => plain(one),
                Some(several) => several.iter().map(plain).collect::<Vec<_>>().join("; "),
                None => plain(said),
            };
            match text("id").and_then(|id| regions.get(id)) {
                Some(region) => {
                    let annotation = &mut foreign.marked[*region].annotation;
                    match name {
                        NOTE => annotation.note = said,
                        ENTITY => annotation.entity = Some(said),
                        name => drop(annotation.attributes.set(name, Some(AttributeValue::Text(said)))),
                    }
                }
                // About the text as a whole.
                None => drop(foreign.attributes.set(name, Some(AttributeValue::Text(said)))),
            }
        }
    }

    /// Takes a region with labels; each label is an annotation of its own. Returns whether it could be read.
    fn region(
        &self,
        value: &Value,
        id: Option<&str>,
        (status, provenance): (Status, &Provenance),
        at: &Where,
        foreign: &mut Foreign,
        names: &mut Names,
    ) -> bool {
        let Some(labels) = value.get("labels").and_then(Value::as_array).filter(|labels| !labels.is_empty()) else {
            return false;
        };
        let (Some(start), Some(end)) = (value["start"].as_u64(), value["end"].as_u64()) else {
            foreign.broken.push(Broken { at: at.clone(), message: no_offsets() });
            return false;
        };
        for (number, label) in labels.iter().map(plain).enumerate() {
            let own = match id {
                Some(id) if number == 0 && ulid::Ulid::from_string(id).is_ok() => AnnotationId::from(id),
                _ => AnnotationId::derived(&format!("{} {} {start} {end} {label}", self.seed, id.unwrap_or(""))),
            };
            let annotation = Annotation {
                id: own,
                label: names.id(&label),
                status,
                provenance: provenance.clone(),
                ..Annotation::default()
            };
            let quotes = value["text"].as_str().map(str::to_owned).into_iter().collect();
            foreign.marked.push(Marked {
                annotation,
                fragments: vec![(start, end)],
                quotes,
                at: at.clone(),
                ..Marked::default()
            });
        }
        true
    }
}

fn no_offsets() -> Message {
    Message::new("label-studio-region")
        .in_english("a region of a text has the numbers \"start\" and \"end\"; pages and pictures have others")
}

/// The regions of all lists of a task, and the relations whose ends are not in one list.
#[derive(Default)]
struct Others {
    by_id: HashMap<String, AnnotationId>,
    waiting: Vec<Value>,
}

impl Others {
    fn join(self, at: &Where, foreign: &mut Foreign, names: &mut Names) {
        for result in self.waiting {
            let Some(ends) = ends_of(&result, |id| self.by_id.get(id).cloned()) else {
                foreign.broken.push(Broken { at: at.clone(), message: open_relation() });
                continue;
            };
            relate(&result, ends, foreign, names);
        }
    }
}

/// The annotations at both ends of a relation.
fn ends_of(result: &Value, meant: impl Fn(&str) -> Option<AnnotationId>) -> Option<(AnnotationId, AnnotationId)> {
    let end = |key: &str| result.get(key).and_then(Value::as_str).and_then(&meant);
    end("from_id").zip(end("to_id"))
}

fn relate(result: &Value, (from, to): (AnnotationId, AnnotationId), foreign: &mut Foreign, names: &mut Names) {
    let labels = result.get("labels").and_then(Value::as_array);
    let kind = labels.and_then(|labels| labels.first()).map_or_else(|| RELATED.to_owned(), plain);
    let direction = result.get("direction").and_then(Value::as_str);
    let (from, to) = if direction == Some("left") { (to, from) } else { (from, to) };
    names.relate(&kind, direction == Some("bi"));
    let id = RelationId::derived(&format!("{kind} {from} {to}"));
    foreign.relations.push(Relation { kind, from, to, id, ..Relation::default() });
}
