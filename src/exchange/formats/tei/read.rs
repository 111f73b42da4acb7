//! Reads a text with what is said of it inside and beside it.

use std::collections::HashMap;

use quick_xml::Reader as XmlReader;
use quick_xml::events::Event;

use super::names::{LABEL, NAME};
use crate::annotation::{Annotation, AnnotationId, Relation, RelationId};
use crate::exchange::foreign::{Broken, Counting, File, Marked, Where, utf8};
use crate::exchange::import::Names;
use crate::exchange::labels::xml::{Element, element, referred, wrong};
use crate::exchange::streams::One;
use crate::exchange::{ExchangeError, Foreign, Reader};
use crate::text::Message;
use crate::text::units::{Unit, UnitIndex};

/// Names in the text.
const NAMED: [&str; 8] = ["placeName", "persName", "orgName", "geogName", "settlement", "country", "rs", "name"];
/// Elements that are a line of their own.
const BLOCKS: [&str; 14] =
    ["p", "ab", "head", "l", "lg", "div", "item", "list", "lb", "row", "cell", "byline", "dateline", "trailer"];
/// What is no text of the article.
const APART: [&str; 5] = ["note", "fw", "figDesc", "teiHeader", "standOff"];
/// The most elements inside each other.
const DEEPEST: usize = 256;

/// Starts reading.
pub(super) fn read(file: File<'_>) -> Result<Box<dyn Reader + '_>, ExchangeError> {
    let text = utf8(NAME, file.bytes)?;
    let mut walk = Walk::default();
    walk.all(text)?;
    if !walk.has_text {
        let message = Message::new("tei-no-text").in_english("the file has no element <text> of TEI");
        return Err(ExchangeError::not_readable(NAME, message));
    }
    let stem = file.name.strip_suffix(".xml").unwrap_or(file.name);
    let stem = stem.strip_suffix(".tei").or_else(|| stem.strip_suffix(".TEIP5")).unwrap_or(stem);
    Ok(One::boxed(walk.end(stem)))
}

/// An element that is open.
struct Open {
    element: Element,
    /// Where its text begins.
    start: usize,
    line: usize,
    is_preserved: bool,
    is_apart: bool,
}

/// A name in the text.
struct Name {
    element: Element,
    start: usize,
    end: usize,
    line: usize,
}

#[derive(Default)]
struct Walk {
    text: String,
    has_text: bool,
    open: Vec<Open>,
    names: Vec<Name>,
    /// Spans, notes and relations beside the text, with their lines and their words.
    beside: Vec<(Element, usize)>,
    /// Names of labels by their ids.
    labels: HashMap<String, String>,
    /// Where elements with an id begin, and paragraphs, in code points.
    starts: HashMap<String, usize>,
    paragraphs: Vec<usize>,
}

impl Walk {
    fn all(&mut self, text: &str) -> Result<(), ExchangeError> {
        let mut reader = XmlReader::from_str(text);
        let (mut line, mut behind) = (1, 0);
        loop {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
            let in_line = |at: usize, what: &str| ExchangeError::from(wrong(text, at, what));
            let event = reader
                .read_event()
                .map_err(|error| in_line(usize::try_from(reader.error_position()).unwrap_or(at), &error.to_string()))?;
            line += memchr::memchr_iter(b'\n', &text.as_bytes()[behind..at.max(behind)]).count();
            behind = at.max(behind);
            match event {
                Event::Start(_) if self.open.len() >= DEEPEST => {
                    return Err(in_line(at, "too many elements stand inside each other"));
                }
                Event::Start(start) => {
                    let element = element(text, &start, at).map_err(|error| in_line(at, &error.message.to_string()))?;
                    self.begin(element, line);
                }
                Event::Empty(start) => {
                    let element = element(text, &start, at).map_err(|error| in_line(at, &error.message.to_string()))?;
                    self.begin(element, line);
                    self.close();
                }
                Event::End(_) => self.close(),
                Event::Text(words) => self.words(&words.decode().unwrap_or_default()),
                Event::CData(words) => self.words(&words.decode().unwrap_or_default()),
                Event::GeneralRef(name) => self.referred(&referred(&name)),
                Event::Eof if self.open.is_empty() => return Ok(()),
                Event::Eof => return Err(in_line(text.len(), "the file ends before its first element does")),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Whether what stands here is part of the article's text.
    fn is_in_text(&self) -> bool {
        self.open.iter().any(|open| open.element.name == "text") && !self.open.iter().any(|open| open.is_apart)
    }

    fn begin(&mut self, element: Element, line: usize) {
        self.has_text |= element.name == "text";
        let parent = self.open.last();
        let is_preserved =
            element.get("space").map_or(parent.is_some_and(|open| open.is_preserved), |space| space == "preserve");
        let is_apart = APART.contains(&element.name.as_str()) || parent.is_some_and(|open| open.is_apart);
        if self.is_in_text() && BLOCKS.contains(&element.name.as_str()) {
            self.end_line();
        }
        if self.is_in_text() {
            if let Some(id) = element.get("id") {
                self.starts.insert(id.to_owned(), self.text.len());
            }
            if element.name == "p" {
                self.paragraphs.push(self.text.len());
            }
        }
        self.open.push(Open { element, start: self.text.len(), line, is_preserved, is_apart });
    }

    /// Begins a new line, unless one has begun.
    fn end_line(&mut self) {
        let bare = self.text.trim_end_matches(' ').len();
        self.text.truncate(bare);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn close(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        let name = open.element.name.as_str();
        let is_text = self.is_in_text();
        if NAMED.contains(&name) && is_text {
            let name = Name { start: open.start, end: self.text.len(), line: open.line, element: open.element };
            self.names.push(name);
            return;
        }
        if is_text && BLOCKS.contains(&name) && !open.is_preserved {
            self.end_line();
        }
        let is_beside = self.open.iter().any(|open| open.element.name == "standOff");
        match name {
            "span" | "note" | "relation" if is_beside => self.beside.push((open.element, open.line)),
            "catDesc" => {
                let id = self.open.last().and_then(|category| category.element.get("id")).map(str::to_owned);
                let text = std::mem::take(&mut open.element.text);
                self.labels.extend(id.map(|id| (id, text)));
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.is_in_text() {
            if self.open.last().is_some_and(|open| open.is_preserved) {
                self.text.push_str(words);
                return;
            }
            // Line ends and indents of the file are blanks.
            for c in words.chars() {
                if !matches!(c, ' ' | '\n' | '\r' | '\t') {
                    self.text.push(c);
                } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            }
        } else if let Some(open) = self.open.last_mut() {
            open.element.text.push_str(words);
        }
    }

    /// A character that was written by its number is no blank of the file.
    fn referred(&mut self, letters: &str) {
        if self.is_in_text() {
            self.text.push_str(letters);
        } else if let Some(open) = self.open.last_mut() {
            open.element.text.push_str(letters);
        }
    }

    fn end(self, name: &str) -> Foreign {
        let mut foreign = Foreign::counting(&[Counting::Byte]);
        let mut names = Names::default();
        let id = |of: &str| AnnotationId::derived(&format!("tei {name} {of}"));
        for found in &self.names {
            let words = &self.text[found.start..found.end];
            let bare = words.trim();
            if bare.is_empty() {
                continue;
            }
            let start = found.start + (words.len() - words.trim_start().len());
            let type_of = found.element.get("type").filter(|_| matches!(found.element.name.as_str(), "rs" | "name"));
            let mut annotation = Annotation { id: id(&format!("{start} {}", found.line)), ..Annotation::default() };
            annotation.label = names.id(type_of.unwrap_or(&found.element.name));
            annotation.entity = found.element.get("ref").or_else(|| found.element.get("key")).map(str::to_owned);
            foreign.marked.push(Marked {
                annotation,
                fragments: vec![(start as u64, (start + bare.len()) as u64)],
                at: Where::Line(found.line),
                ..Marked::default()
            });
        }
        let mut by_id: HashMap<String, usize> = HashMap::new();
        let index = UnitIndex::new(&self.text, Unit::Char);
        for (element, line) in self.beside.iter().filter(|(element, _)| element.name == "span") {
            let at = Where::Line(*line);
            let ranges =
                element.get("target").unwrap_or("").split_whitespace().map(|target| self.range(&index, target));
            let Some(fragments) = ranges.collect::<Option<Vec<_>>>().filter(|ranges| !ranges.is_empty()) else {
                let message = Message::new("tei-target")
                    .in_english("a span needs a target such as #string-range(id,39,8), whose text is in the file");
                foreign.broken.push(Broken { at, message });
                continue;
            };
            let own = element.get("id").unwrap_or("");
            let label = element.get("ana").unwrap_or("span").trim_start_matches('#');
            let label =
                self.labels.get(label).map_or_else(|| label.strip_prefix(LABEL).unwrap_or(label), String::as_str);
            let mut annotation = Annotation { id: id(&format!("{own} {line}")), ..Annotation::default() };
            annotation.label = names.id(label);
            annotation.entity = element.get("corresp").map(|entity| entity.replace("%20", " "));
            by_id.insert(own.to_owned(), foreign.marked.len());
            foreign.marked.push(Marked { annotation, fragments, at, ..Marked::default() });
        }
        let meant = |element: &Element, name: &str| by_id.get(element.get(name)?.trim_start_matches('#')).copied();
        for (element, line) in &self.beside {
            match element.name.as_str() {
                "note" => {
                    if let Some(marked) = meant(element, "target").and_then(|at| foreign.marked.get_mut(at)) {
                        marked.annotation.note.clone_from(&element.text);
                    }
                }
                "relation" => {
                    let Some((from, to)) = meant(element, "active").zip(meant(element, "passive")) else {
                        let message = Message::new("webanno-end")
                            .in_english("an end of this relation is no annotation of the file");
                        foreign.broken.push(Broken { at: Where::Line(*line), message });
                        continue;
                    };
                    let kind = element.get("name").unwrap_or("related").to_owned();
                    names.relate(&kind, false);
                    let of = |at: usize| foreign.marked[at].annotation.id.clone();
                    let (from, to) = (of(from), of(to));
                    let id = RelationId::derived(&format!("{kind} {from} {to}"));
                    foreign.relations.push(Relation { kind, from, to, id, ..Relation::default() });
                }
                _ => {}
            }
        }
        name.clone_into(&mut foreign.name);
        foreign.labels = names.into_set();
        foreign.text = Some(self.text);
        foreign
    }

    /// The bytes that a pointer means: `#string-range(id,39,8)`, or `//p[1]` in the place of the id.
    fn range(&self, index: &UnitIndex<'_>, target: &str) -> Option<(u64, u64)> {
        let inside = target.trim_start_matches('#').strip_prefix("string-range(")?.strip_suffix(')')?;
        let mut parts = inside.rsplitn(3, ',');
        let (len, start) = (parts.next()?.trim().parse::<u32>().ok()?, parts.next()?.trim().parse::<u32>().ok()?);
        let of = parts.next()?.trim();
        let number =
            of.strip_prefix("//p[").and_then(|rest| rest.strip_suffix(']')).and_then(|n| n.parse::<usize>().ok());
        let base = match number {
            Some(number) => *self.paragraphs.get(number.checked_sub(1)?)?,
            None => *self.starts.get(of.trim_start_matches('#'))?,
        };
        let start = index.from_byte(base).checked_add(start)?;
        Some((index.to_byte(start)? as u64, index.to_byte(start.checked_add(len)?)? as u64))
    }
}
