//! Reads annotations of the web, whichever of the programs wrote them.

use std::collections::HashMap;

use serde_json::Value;

use super::super::flat::status_named;
use crate::annotation::{Annotation, AnnotationId, Deed, NOTE_LABEL, Provenance, Value as AttributeValue};
use crate::exchange::foreign::{Broken, BrokenList, Counting, File, Marked, Where, utf8};
use crate::exchange::import::{Entries, Names, none_read, plain};
use crate::exchange::{ExchangeError, Foreign, Reader};
use crate::text::Message;

/// The lists of annotations in a file that is one object.
const LISTS: [&str; 3] = ["items", "annotations", "rows"];

/// Starts reading.
pub(super) fn read<'f>(
    format: &'static str,
    file: File<'f>,
    counting: &'static [Counting],
) -> Result<Box<dyn Reader + 'f>, ExchangeError> {
    let mut reading =
        Reading { format, file, counting, pages: Vec::new(), by_source: HashMap::new(), broken: BrokenList::default() };
    let mut entries = Entries::below(utf8(format, file.bytes)?, &LISTS);
    let mut replies = Vec::new();
    while let Some(entry) = entries.read::<Value>() {
        match entry {
            Ok((item, at)) => reading.item(&item, at, &mut replies),
            Err(broken) => reading.broken.push(broken),
        }
    }
    for reply in replies {
        reading.reply(reply);
    }
    if let Some(first) = reading.pages.first_mut() {
        first.foreign.broken.put_before(reading.broken);
    } else if reading.broken.first().is_some() {
        return Err(none_read(format, reading.broken.first()));
    }
    reading.pages.reverse();
    Ok(Box::new(Pages(reading.pages)))
}

/// The articles that are left, the last one first: annotations of all articles stand in a file in any order.
struct Pages(Vec<Page>);

impl Reader for Pages {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        Ok(self.0.pop().map(|page| {
            let mut foreign = page.foreign;
            foreign.labels = page.names.into_set();
            if !page.notes.is_empty() {
                foreign.attributes.set("notes", Some(AttributeValue::Text(page.notes.join("\n"))));
            }
            foreign
        }))
    }
}

/// What is said of one article.
struct Page {
    foreign: Foreign,
    names: Names,
    /// Its annotations by their ids in the file.
    by_id: HashMap<String, usize>,
    /// Notes on the whole page.
    notes: Vec<String>,
}

struct Reading<'f> {
    format: &'static str,
    file: File<'f>,
    counting: &'static [Counting],
    pages: Vec<Page>,
    by_source: HashMap<String, usize>,
    broken: BrokenList,
}

/// An answer to another annotation.
struct Reply {
    to: Vec<String>,
    page: usize,
    text: String,
}

impl Reading<'_> {
    /// The page of this address, whose article may be a file of the given title beside the one that is read.
    fn page(&mut self, source: &str, title: Option<&str>) -> usize {
        if let Some(page) = self.by_source.get(source) {
            return *page;
        }
        let mut foreign = Foreign::counting(self.counting);
        title.unwrap_or(source).clone_into(&mut foreign.name);
        foreign.text = title.and_then(|title| self.file.text_beside(self.format, title));
        self.pages.push(Page { foreign, names: Names::default(), by_id: HashMap::new(), notes: Vec::new() });
        self.by_source.insert(source.to_owned(), self.pages.len() - 1);
        self.pages.len() - 1
    }

    fn item(&mut self, item: &Value, at: Where, replies: &mut Vec<Reply>) {
        let targets = listed(item.get("target"));
        let first = targets.first();
        let source = first.and_then(|target| text(target, "source").or(target.as_str())).or_else(|| text(item, "uri"));
        let title = first.and_then(|target| text(target, "title"));
        let title = title.or_else(|| item.pointer("/document/title/0").and_then(Value::as_str));
        let page = self.page(source.unwrap_or(""), title);
        let said = Said::of(item);
        let references: Vec<String> =
            listed(item.get("references")).iter().filter_map(|id| id.as_str()).map(str::to_owned).collect();
        let mut marked = Marked { at: at.clone(), ..Marked::default() };
        for target in &targets {
            select(&mut marked, target);
        }
        anchor(&mut marked, item, &said);
        if marked.fragments.is_empty() && marked.quotes.is_empty() {
            match said.note {
                text if !text.is_empty() && !references.is_empty() => {
                    replies.push(Reply { to: references, page, text });
                }
                // A note on the whole page.
                text if !text.is_empty() && targets.iter().all(|target| target.get("selector").is_none()) => {
                    self.pages[page].notes.push(text);
                }
                _ => {
                    let message = Message::new("web-no-selector")
                        .in_english("it says neither offsets nor a quotation: a path into a page cannot be followed");
                    self.pages[page].foreign.broken.push(Broken { at, message });
                }
            }
            return;
        }
        let format = self.format;
        let Page { foreign, names, by_id, .. } = &mut self.pages[page];
        let id = text(item, "id").or_else(|| text(item, "annotation_id")).unwrap_or("");
        let own = own_id(id).unwrap_or_else(|| AnnotationId::derived(&format!("{format} {id} {at}")));
        let mut annotation = Annotation { id: own, note: said.note, entity: said.entity, ..Annotation::default() };
        annotation.label = names.id(said.tags.first().map_or(NOTE_LABEL, String::as_str));
        if said.tags.len() > 1 {
            annotation.attributes.set("tags", Some(AttributeValue::Text(said.tags[1..].join("; "))));
        }
        annotation.status = status_named(said.status.as_deref().unwrap_or(""));
        annotation.provenance = made(item);
        marked.annotation = annotation;
        by_id.insert(id.to_owned(), foreign.marked.len());
        foreign.marked.push(marked);
    }

    /// Appends an answer to the note that it answers.
    fn reply(&mut self, reply: Reply) {
        let Page { foreign, by_id, notes, .. } = &mut self.pages[reply.page];
        let meant = reply.to.iter().rev().find_map(|id| by_id.get(id)).and_then(|at| foreign.marked.get_mut(*at));
        match meant.map(|marked| &mut marked.annotation.note) {
            Some(note) if note.is_empty() => *note = reply.text,
            Some(note) => note.extend(["\n", &reply.text]),
            None => notes.push(reply.text),
        }
    }
}

/// What the bodies of an annotation say.
#[derive(Default)]
struct Said {
    tags: Vec<String>,
    note: String,
    entity: Option<String>,
    status: Option<String>,
    quote: Option<String>,
}

impl Said {
    fn of(item: &Value) -> Self {
        let mut said = Self { status: text(item, "status").map(str::to_owned), ..Self::default() };
        for body in listed(item.get("body")).into_iter().chain(listed(item.get("bodies"))) {
            said.body(body);
        }
        // Hypothesis has fields of its own.
        said.tags.extend(listed(item.get("tags")).into_iter().map(plain));
        said.add_note(text(item, "text").unwrap_or(""));
        said.tags.retain(|tag| !tag.trim().is_empty());
        said
    }

    fn add_note(&mut self, note: &str) {
        if !note.is_empty() && !self.note.is_empty() {
            self.note.push('\n');
        }
        self.note.push_str(note);
    }

    fn body(&mut self, body: &Value) {
        let purpose = text(body, "purpose").or_else(|| text(body, "type")).unwrap_or("");
        // A value is a text, or the id and label of a term.
        let value = body.get("value").map(|value| value.get("label").unwrap_or(value));
        let value = value.or_else(|| body.as_str().map(|_| body)).map(plain);
        let iri = text(body, "source").or_else(|| text(body, "uri")).or_else(|| text(body, "id"));
        match purpose {
            "tagging" | "classifying" | "TAG" => self.tags.extend(value.or_else(|| iri.map(str::to_owned))),
            "identifying" | "linking" | "SpecificResource" => {
                self.entity = iri.map(str::to_owned).or(value);
            }
            "PLACE" | "PERSON" | "EVENT" => {
                self.tags.push(purpose.to_owned());
                self.entity = text(body, "uri").map(str::to_owned);
                self.status = body.pointer("/status/value").and_then(Value::as_str).map(str::to_owned);
            }
            "QUOTE" | "TRANSCRIPTION" => self.quote = value,
            _ => self.add_note(&value.unwrap_or_default()),
        }
    }
}

/// Adds what a target says of its passage.
fn select(marked: &mut Marked, target: &Value) {
    let mut fragment = None;
    let mut selectors = listed(target.get("selector"));
    while let Some(selector) = selectors.pop() {
        // A selector may narrow another one.
        selectors.extend(listed(selector.get("refinedBy")));
        let number = |name: &str| selector.get(name).and_then(Value::as_u64);
        match selector.get("type").and_then(Value::as_str) {
            Some("TextQuoteSelector") => {
                marked.quotes.extend(text(selector, "exact").map(str::to_owned));
                // Those before the first fragment and behind the last one.
                if marked.prefix.is_empty() {
                    text(selector, "prefix").unwrap_or("").clone_into(&mut marked.prefix);
                }
                text(selector, "suffix").unwrap_or("").clone_into(&mut marked.suffix);
            }
            Some("TextPositionSelector") => fragment = number("start").zip(number("end")),
            // Recogito's own model; paths into a page have other fields.
            None => {
                marked.fragments.extend(number("start").zip(number("end")));
                marked.quotes.extend(text(selector, "quote").map(str::to_owned));
            }
            Some(_) => {}
        }
    }
    marked.fragments.extend(fragment);
}

/// The place of an annotation of Recogito 2: where its quotation begins.
fn anchor(marked: &mut Marked, item: &Value, said: &Said) {
    let start = text(item, "anchor").and_then(|anchor| anchor.strip_prefix("char-offset:"));
    let Some((start, quote)) = start.and_then(|start| start.parse::<u64>().ok()).zip(said.quote.as_ref()) else {
        return;
    };
    marked.fragments.push((start, start.saturating_add(quote.encode_utf16().count() as u64)));
    marked.quotes.push(quote.clone());
}

/// Who made an annotation, and when.
fn made(item: &Value) -> Provenance {
    let target = listed(item.get("target")).into_iter().next();
    let field = |name: &str| item.get(name).or_else(|| target.and_then(|target| target.get(name)));
    let by = field("creator").and_then(|by| by.as_str().or_else(|| text(by, "name")).or_else(|| text(by, "id")));
    let by = by.or_else(|| item.pointer("/user_info/display_name").and_then(Value::as_str));
    let account = text(item, "user").map(|user| user.strip_prefix("acct:").unwrap_or(user));
    let by = by.or_else(|| account.map(|account| account.split('@').next().unwrap_or(account)));
    let at = field("created").and_then(Value::as_str).filter(|at| !at.is_empty());
    match (by.map(str::trim).filter(|by| !by.is_empty()), at) {
        (None, None) => Provenance::default(),
        (by, at) => Provenance::of(Deed::Made, by.unwrap_or(""), at.unwrap_or("")),
    }
}

/// An id of 128 bits as one of ours.
fn own_id(id: &str) -> Option<AnnotationId> {
    if ulid::Ulid::from_string(id).is_ok() {
        return Some(AnnotationId::from(id));
    }
    let uuid = id.strip_prefix("urn:uuid:").unwrap_or(id);
    let hex: String = uuid.split('-').collect();
    let bits = (uuid.len() == 36 && hex.len() == 32).then(|| u128::from_str_radix(&hex, 16).ok())??;
    Some(AnnotationId::from(ulid::Ulid::from(bits).to_string()))
}

/// The elements of a list, or the one that stands in its place.
fn listed(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(one) => vec![one],
    }
}

fn text<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name).and_then(Value::as_str)
}
