//! Reads tasks: the long form with the results of each person, and the short ones.

use std::collections::HashMap;

use serde_json::Value;

use super::names::{ENTITY, NOTE, RELATED};
use crate::annotation::{
    Annotation, AnnotationId, Deed, Provenance, Relation, RelationId, Status, Value as AttributeValue,
};
use crate::exchange::foreign::{Broken, Counting, File, Marked, Where};
use crate::exchange::import::{Fields, Names, Texts, elements, into_plain, open_relation, plain, value_of};
use crate::exchange::{ExchangeError, Foreign, Reader};
use crate::text::Message;

/// The tasks of a list.
pub(super) struct Tasks<'f> {
    texts: Texts<'f>,
    numbering: Numbering<'f>,
}

impl<'f> Tasks<'f> {
    pub(super) fn of(file: File<'f>) -> Result<Self, ExchangeError> {
        Ok(Self { texts: Texts::of("label-studio", &file)?, numbering: Numbering { file, count: 0 } })
    }
}

impl Reader for Tasks<'_> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        let Self { texts, numbering } = self;
        texts.next(|task: Fields<'_>, at| numbering.article(&task, at))
    }
}

/// Names the articles of a file that have no name.
pub(super) struct Numbering<'f> {
    pub(super) file: File<'f>,
    /// The tasks until now, with a text and without.
    pub(super) count: usize,
}

/// What the short forms say of a task besides its data: who made its annotations and when, and numbers of Label Studio's own.
const ABOUT: [&str; 6] = ["id", "annotation_id", "annotator", "created_at", "updated_at", "lead_time"];

impl Numbering<'_> {
    /// The article of a task, in the long form or the short one.
    pub(super) fn article(&mut self, task: &Fields<'_>, at: &Where) -> Result<Foreign, Message> {
        self.count += 1;
        let Self { file, count } = self;
        // The short forms have the fields of the text beside the regions.
        let below = task.below("data");
        let is_short = below.iter().next().is_none();
        let data = if is_short { task } else { &below };
        let (text_field, text) = text_of(data).ok_or_else(|| {
            Message::new("label-studio-no-text").in_english("the task has no text: only tasks about text can be read")
        })?;
        let mut foreign = Foreign::counting(&[Counting::Char, Counting::Utf16]);
        for (name, _) in data.iter().filter(|(name, _)| *name != text_field && !(is_short && ABOUT.contains(name))) {
            // Several choices are an object.
            let several = || data.get(name)?.get("choices")?.as_array().map(|all| list_of(all));
            let Some(value) = data.text(&[name]).or_else(several).filter(|value| !value.is_empty()) else { continue };
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
        Task { seed: format!("label-studio {} {count}", file.name) }.results(task, at, &mut foreign);
        Ok(foreign)
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
        // In the short forms the regions of each control stand under its name.
        if task.raw("annotations").is_none() {
            let by = task.get("annotator").map(into_plain).filter(|by| !by.is_empty() && by != "null");
            let at_time = task.text(&["created_at"]).unwrap_or_default();
            let provenance = by.map_or_else(Provenance::default, |by| Provenance::of(Deed::Made, by, at_time));
            for region in task.iter().flat_map(|(name, _)| task.list(name)) {
                self.region(&region, None, (Status::Accepted, &provenance), at, foreign, &mut names);
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
            let value = match said.as_array().map(Vec::as_slice) {
                // One choice may be one of several or the only one; the label set knows.
                Some([one]) => value_of(one),
                _ => value_of(said),
            };
            let said = said.as_array().map_or_else(|| plain(said), |all| list_of(all));
            match text("id").and_then(|id| regions.get(id)) {
                Some(region) => {
                    let annotation = &mut foreign.marked[*region].annotation;
                    match name {
                        NOTE => annotation.note = said,
                        ENTITY => annotation.entity = Some(said),
                        name => drop(annotation.attributes.set(name, Some(value))),
                    }
                }
                // About the text as a whole.
                None => drop(foreign.attributes.set(name, Some(value))),
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

/// Several values in one text.
fn list_of(values: &[Value]) -> String {
    values.iter().map(plain).collect::<Vec<_>>().join("; ")
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
