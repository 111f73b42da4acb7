//! brat's standoff files: the annotations in `.ann`, the text in a `.txt` beside it, the labels in `annotation.conf`.
//!
//! Offsets count code points; `\r\n` counts two. Each line is a record: `T` a passage, `R` a relation, `E` an event, `A` or `M` an
//! attribute, `N` a link to an entity, `#` a note, `*` a relation without a direction. A passage never runs over a line end: it is
//! written as several fragments. An event is read as its trigger, with a relation to each argument; where several events have one trigger,
//! an attribute of the relations says whose they are. After
//! <https://brat.nlplab.org/standoff.html>.

use std::collections::HashMap;
use std::io::{self, Write};
use std::iter::Enumerate;
use std::ops::Range;

use crate::annotation::{Annotation, AnnotationId, Label, Relation, RelationId, Value};
use crate::exchange::foreign::{Broken, Counting, File, Marked, Where, ends_line, into_utf8, utf8};
use crate::exchange::import::Names;
use crate::exchange::labels::brat::{self as conf, names_of, plain};
use crate::exchange::{
    Article, Definitions, EntityLookup, ExchangeError, Foreign, Format, Loss, Reader, Units, Writer,
};
use crate::text::units::{Unit, UnitIndex};
use crate::text::{Message, Span};

/// The format.
pub static FORMAT: Format = Format {
    name: "brat",
    names: [("en", "brat standoff"), ("ar", "brat")],
    about: [
        ("en", "a file of lines for brat, with the text and annotation.conf beside it"),
        ("ar", "ملف أسطر لبرنامج brat، ومعه النص وملف annotation.conf"),
    ],
    suffix: ".ann",
    extensions: &["ann"],
    units: Units::Only(Unit::Char),
    holds_many: false,
    has_mark: false,
    text_file: Some(".txt"),
    definitions: Some(Definitions { name: "annotation.conf", write: conf::write }),
    loses: |loss| match loss {
        Loss::Nested
        | Loss::References
        | Loss::Entities
        | Loss::Notes
        | Loss::Fragments
        | Loss::Attributes
        | Loss::Relations
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents
        | Loss::RelationEnds => false,
        Loss::Statuses
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::Unplaced
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors
        | Loss::NumberTypes
        | Loss::ChoiceTypes => true,
    },
    write: Some(|out, _, options| Ok(Box::new(Lines { out, entities: options.entities }))),
    read: Some(read),
};

/// The type of notes that people write, and that of values which brat's attributes cannot hold.
const NOTE: &str = "AnnotatorNotes";
const VALUE: &str = "Attribute";
/// What stands for a line end in a note, which is one line of the file.
const LINE_END: char = '⏎';

struct Lines<'w> {
    out: Box<dyn Write + 'w>,
    entities: &'w dyn EntityLookup,
}

impl Writer for Lines<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let text = article.document.text();
        let index = UnitIndex::new(text, Unit::Char);
        let names = names_of(&article.annotation_state.labels);
        let mut numbers = HashMap::new();
        let mut count = Counts::default();
        for (number, annotation) in article.annotations().enumerate() {
            let id = format!("T{}", number + 1);
            let fragments: Vec<Span> = annotation.spans.iter().flat_map(|span| lines_of(text, span)).collect();
            let places: Vec<String> = fragments
                .iter()
                .map(|span| {
                    let (start, end) = index.span(*span);
                    format!("{start} {end}")
                })
                .collect();
            let words: Vec<&str> = fragments.iter().map(|span| span.of(text)).collect();
            let label = names.get(&annotation.label).cloned().unwrap_or_else(|| plain(annotation.label.as_str()));
            writeln!(self.out, "{id}\t{label} {}\t{}", places.join(";"), words.join(" "))?;
            for (name, value) in annotation.attributes.iter() {
                self.value(&mut count, &id, name, value)?;
            }
            if let Some(entity) = &annotation.entity {
                count.links += 1;
                let shown = self.entities.facts(entity).map(|facts| facts.canonical).unwrap_or_default();
                let key = if entity.contains(':') { entity.clone() } else { format!("hawashi:{entity}") };
                writeln!(self.out, "N{}\tReference {id} {}\t{}", count.links, key.replace(' ', "_"), one_line(&shown))?;
            }
            self.note(&mut count, NOTE, &id, &annotation.note)?;
            numbers.insert(annotation.id.clone(), id);
        }
        for (number, relation) in article.relations().enumerate() {
            let (Some(from), Some(to)) = (numbers.get(&relation.from), numbers.get(&relation.to)) else { continue };
            let id = format!("R{}", number + 1);
            writeln!(self.out, "{id}\t{} Arg1:{from} Arg2:{to}\t", plain(&relation.kind))?;
            for (name, value) in relation.attributes.iter() {
                self.value(&mut count, &id, name, value)?;
            }
            self.note(&mut count, NOTE, &id, &relation.note)?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// How many records of a kind were written.
#[derive(Default)]
struct Counts {
    attributes: usize,
    links: usize,
    notes: usize,
}

impl Lines<'_> {
    /// Choices and yes are brat's attributes; what has other values becomes a note of a type of its own.
    fn value(&mut self, count: &mut Counts, of: &str, name: &str, value: &Value) -> io::Result<()> {
        let id = plain(name);
        let choice = match value {
            Value::Choice(choice) if id == *name && plain(choice) == *choice && !choice.is_empty() => {
                Some(choice.as_str())
            }
            Value::YesNo(true) if id == *name => None,
            other => return self.note(count, VALUE, of, &format!("{name}: {}", other.plain())),
        };
        count.attributes += 1;
        let choice = choice.map(|choice| format!(" {choice}")).unwrap_or_default();
        writeln!(self.out, "A{}\t{id} {of}{choice}", count.attributes)
    }

    fn note(&mut self, count: &mut Counts, of_type: &str, of: &str, note: &str) -> io::Result<()> {
        if note.is_empty() {
            return Ok(());
        }
        count.notes += 1;
        let note = note.replace("\r\n", "\n").replace('\n', &LINE_END.to_string());
        writeln!(self.out, "#{}\t{of_type} {of}\t{}", count.notes, one_line(&note))
    }
}

/// Without what would end the record.
fn one_line(text: &str) -> String {
    text.replace(ends_line, " ")
}

/// The parts of a passage between line ends.
fn lines_of(text: &str, span: Span) -> Vec<Span> {
    let mut at = span.start.index();
    let mut parts = Vec::new();
    for part in span.of(text).split_inclusive(ends_line) {
        let bare = part.trim_end_matches(ends_line);
        if !bare.is_empty() {
            parts.push(Span::from_range(at..at + bare.len()));
        }
        at += part.len();
    }
    if parts.is_empty() { vec![span] } else { parts }
}

fn read(file: File<'_>) -> Result<Box<dyn Reader + '_>, ExchangeError> {
    let lines = utf8(FORMAT.name, file.bytes)?.split('\n').enumerate();
    let stem = file.name.strip_suffix(".ann").unwrap_or(file.name);
    let text = file.beside.read(&format!("{stem}.txt"));
    let text = text.map(|bytes| into_utf8(FORMAT.name, bytes)).transpose()?;
    // A set of labels that cannot be read does not keep the annotations from being read.
    let labels = file.beside.read("annotation.conf").and_then(|bytes| String::from_utf8(bytes).ok());
    let labels = labels.and_then(|text| conf::read(&text).ok());
    let mut foreign = Foreign::counting(&[Counting::Char, Counting::Utf16]);
    let mut names = Names::default();
    if let Some(set) = &labels {
        names.define(set, |label: &Label| plain(label.name_in("en")));
    }
    stem.clone_into(&mut foreign.name);
    foreign.text = text;
    foreign.lines_apart = true;
    Ok(Box::new(Records {
        lines,
        foreign,
        names,
        by_id: HashMap::new(),
        events: Vec::new(),
        triggers: HashMap::new(),
        is_read: false,
    }))
}

/// The longest name of a type, in bytes: it stands in every record, and in the labels.
const LONGEST_NAME: usize = 1000;

/// What a record of the file is here.
#[derive(Clone, Copy)]
enum Target {
    Marked(usize),
    Relation(usize),
    Event(usize),
}

struct Records<'f, L: Iterator<Item = &'f str>> {
    lines: Enumerate<L>,
    foreign: Foreign,
    names: Names,
    by_id: HashMap<&'f str, Target>,
    events: Vec<Event<'f>>,
    /// Which passages are triggers, and of how many events.
    triggers: HashMap<usize, usize>,
    is_read: bool,
}

/// An event: its trigger, and the role and the record of each argument.
struct Event<'f> {
    id: &'f str,
    line: usize,
    at: usize,
    arguments: Vec<(&'f str, &'f str)>,
    /// The relations that these have become.
    relations: Range<usize>,
}

/// The attribute of a relation that says which event it belongs to, if its trigger has several.
const EVENT: &str = "event";

impl<'f, L: Iterator<Item = &'f str>> Reader for Records<'f, L> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        if std::mem::replace(&mut self.is_read, true) {
            return Ok(None);
        }
        // Records may name others that stand below them.
        let lines = self.lines.by_ref().map(|(number, line)| (number + 1, line.strip_suffix('\r').unwrap_or(line)));
        let lines: Vec<(usize, &'f str)> = lines.filter(|(_, line)| !line.is_empty()).collect();
        for passes in ["T", "E", "R*", "AMN#"] {
            for (number, line) in &lines {
                if line.starts_with(|c| passes.contains(c))
                    && let Err(message) = self.record(*number, line)
                {
                    self.foreign.broken.push(Broken { at: Where::Line(*number), message });
                }
            }
            if passes == "E" {
                self.join_events();
            }
        }
        let is_unknown = |line: &str| !line.trim().is_empty() && !line.starts_with(|c| "TERAMN#*".contains(c));
        for (number, _) in lines.iter().filter(|(_, line)| is_unknown(line)) {
            self.foreign.broken.push(Broken { at: Where::Line(*number), message: unknown() });
        }
        self.foreign.broken.sort_by_line();
        let mut foreign = std::mem::replace(&mut self.foreign, Foreign::counting(&[]));
        foreign.labels = std::mem::take(&mut self.names).into_set();
        Ok(Some(foreign))
    }
}

fn unknown() -> Message {
    Message::new("brat-unknown")
        .in_english("no record of brat begins like this: T, R, E, A, M, N, # or * with a number")
}

fn incomplete() -> Message {
    Message::new("brat-incomplete").in_english("the record is not complete")
}

fn nowhere(id: &str) -> Message {
    Message::new("brat-nowhere").with("id", id).in_english(format!("no record is named {id}"))
}

impl<'f, L: Iterator<Item = &'f str>> Records<'f, L> {
    fn record(&mut self, number: usize, line: &'f str) -> Result<(), Message> {
        let (id, rest) = line.split_once('\t').ok_or_else(incomplete)?;
        let (said, words) = rest.split_once('\t').unwrap_or((rest, ""));
        let mut parts = said.split(' ').filter(|part| !part.is_empty());
        let name = parts.next().ok_or_else(incomplete)?;
        if name.len() > LONGEST_NAME {
            return Err(Message::new("brat-long-name")
                .with("most", LONGEST_NAME)
                .in_english(format!("the name of a type has at most {LONGEST_NAME} bytes")));
        }
        match id.as_bytes().first() {
            Some(b'T') => self.passage(number, id, name, said, words)?,
            Some(b'E') => self.event(number, id, name, parts)?,
            Some(b'R') => {
                let ends: Vec<&str> = parts.filter_map(|part| Some(part.split_once(':')?.1)).collect();
                let [from, to] = ends[..] else { return Err(incomplete()) };
                self.relation(id, name, from, to)?;
            }
            Some(b'*') => {
                let all: Vec<&str> = parts.collect();
                for pair in all.windows(2) {
                    self.relation("", name, pair[0], pair[1])?;
                }
                self.names.relate(name, true);
            }
            Some(b'A' | b'M') => {
                let target = parts.next().ok_or_else(incomplete)?;
                let value = parts.next().map_or(Value::YesNo(true), |choice| Value::Choice(choice.to_owned()));
                self.attribute(target, name, value)?;
            }
            Some(b'N') => {
                let (target, entity) = parts.next().zip(parts.next()).ok_or_else(incomplete)?;
                let at = self.passage_named(target)?;
                let entity = entity.strip_prefix("hawashi:").unwrap_or(entity);
                self.foreign.marked[at].annotation.entity = Some(entity.to_owned());
            }
            _ => {
                let target = parts.next().ok_or_else(incomplete)?;
                if name == VALUE {
                    let (name, value) = words.split_once(": ").ok_or_else(incomplete)?;
                    return self.attribute(target, name, Value::Text(value.replace(LINE_END, "\n")));
                }
                let target = self.target(target)?;
                let note = match target {
                    Target::Marked(at) => &mut self.foreign.marked[at].annotation.note,
                    Target::Event(event) => &mut self.foreign.marked[self.events[event].at].annotation.note,
                    Target::Relation(at) => &mut self.foreign.relations[at].note,
                };
                if !note.is_empty() {
                    note.push('\n');
                }
                note.push_str(&words.replace(LINE_END, "\n"));
            }
        }
        Ok(())
    }

    /// Ids in a file count its records; the same record of the same file has the same id here.
    fn id_of(&self, id: &str) -> AnnotationId {
        AnnotationId::derived(&format!("brat {} {id}", self.foreign.name))
    }

    fn target(&self, id: &str) -> Result<Target, Message> {
        self.by_id.get(id).copied().ok_or_else(|| nowhere(id))
    }

    /// The passage of a record, or that of the event that it is.
    fn passage_named(&self, id: &str) -> Result<usize, Message> {
        match self.target(id)? {
            Target::Marked(at) => Ok(at),
            Target::Event(event) => Ok(self.events[event].at),
            Target::Relation(_) => Err(nowhere(id)),
        }
    }

    fn passage(
        &mut self,
        number: usize,
        id: &'f str,
        name: &str,
        said: &'f str,
        words: &'f str,
    ) -> Result<(), Message> {
        let places = said.trim_start().strip_prefix(name).unwrap_or("");
        let mut fragments = Vec::new();
        for place in places.split(';') {
            let mut ends = place.split(' ').filter(|end| !end.is_empty());
            let mut end = || ends.next().and_then(|end| end.parse::<u64>().ok());
            fragments.push(end().zip(end()).ok_or_else(|| {
                Message::new("brat-offsets")
                    .in_english("two numbers must stand behind the label, the start and the end")
            })?);
        }
        let quotes = quotes_of(words, &fragments);
        let annotation = Annotation { id: self.id_of(id), label: self.names.id(name), ..Annotation::default() };
        self.by_id.insert(id, Target::Marked(self.foreign.marked.len()));
        self.foreign.marked.push(Marked {
            annotation,
            fragments,
            quotes,
            at: Where::Line(number),
            ..Marked::default()
        });
        Ok(())
    }

    fn event(
        &mut self,
        line: usize,
        id: &'f str,
        name: &'f str,
        arguments: impl Iterator<Item = &'f str>,
    ) -> Result<(), Message> {
        let (label, trigger) = name.split_once(':').ok_or_else(incomplete)?;
        if matches!(self.by_id.get(id), Some(Target::Event(_))) {
            return Err(Message::new("brat-twice").with("id", id).in_english(format!("another event is named {id}")));
        }
        let of = self.passage_named(trigger)?;
        let label = self.names.id(label);
        let at = if self.triggers.contains_key(&of) && self.foreign.marked[of].annotation.label != label {
            // The same words are the trigger of events of two types.
            let mut marked = self.foreign.marked[of].clone();
            marked.annotation.id = self.id_of(id);
            self.foreign.marked.push(marked);
            self.foreign.marked.len() - 1
        } else {
            of
        };
        *self.triggers.entry(at).or_default() += 1;
        self.foreign.marked[at].annotation.label = label;
        self.by_id.insert(id, Target::Event(self.events.len()));
        let arguments = arguments.filter_map(|argument| argument.split_once(':')).collect();
        self.events.push(Event { id, line, at, arguments, relations: 0..0 });
        Ok(())
    }

    /// The arguments of events are relations; they may be events themselves, that stand anywhere in the file.
    fn join_events(&mut self) {
        for number in 0..self.events.len() {
            let Event { id: event, line, at, .. } = self.events[number];
            let arguments = std::mem::take(&mut self.events[number].arguments);
            let is_shared = self.triggers.get(&at).is_some_and(|events| *events > 1);
            let first = self.foreign.relations.len();
            for (role, argument) in arguments {
                match self.passage_named(argument) {
                    Ok(to) => {
                        // `Theme2` is one more `Theme`.
                        let kind = role.trim_end_matches(|c: char| c.is_ascii_digit());
                        let from = self.foreign.marked[at].annotation.id.clone();
                        let to = self.foreign.marked[to].annotation.id.clone();
                        let id = RelationId::derived(&format!("{line} {role} {from} {to}"));
                        self.names.relate(kind, false);
                        let mut relation = Relation { id, kind: kind.to_owned(), from, to, ..Relation::default() };
                        if is_shared {
                            relation.attributes.set(EVENT, Some(Value::Text(event.to_owned())));
                        }
                        self.foreign.relations.push(relation);
                    }
                    Err(message) => self.foreign.broken.push(Broken { at: Where::Line(line), message }),
                }
            }
            self.events[number].relations = first..self.foreign.relations.len();
        }
    }

    fn relation(&mut self, id: &'f str, kind: &str, from: &str, to: &str) -> Result<(), Message> {
        let (a, b) = (self.passage_named(from)?, self.passage_named(to)?);
        let (from, to) = (self.foreign.marked[a].annotation.id.clone(), self.foreign.marked[b].annotation.id.clone());
        let own = RelationId::derived(&format!("{id} {kind} {from} {to}"));
        if !id.is_empty() {
            self.by_id.insert(id, Target::Relation(self.foreign.relations.len()));
        }
        self.names.relate(kind, false);
        self.foreign.relations.push(Relation { id: own, kind: kind.to_owned(), from, to, ..Relation::default() });
        Ok(())
    }

    fn attribute(&mut self, target: &str, name: &str, value: Value) -> Result<(), Message> {
        let attributes = match self.target(target)? {
            Target::Marked(at) => &mut self.foreign.marked[at].annotation.attributes,
            Target::Relation(at) => &mut self.foreign.relations[at].attributes,
            Target::Event(event) => {
                let Event { at, relations, .. } = &self.events[event];
                if self.triggers.get(at).is_some_and(|events| *events > 1) && !relations.is_empty() {
                    // What is said of one of several events is no attribute of their trigger.
                    for relation in &mut self.foreign.relations[relations.clone()] {
                        relation.attributes.set(name, Some(value.clone()));
                    }
                    return Ok(());
                }
                &mut self.foreign.marked[*at].annotation.attributes
            }
        };
        attributes.set(name, Some(value));
        Ok(())
    }
}

/// The quotation of each fragment: a file has them in one piece with spaces between. They are counted in code points, and in
/// UTF-16 units, which some versions have written.
fn quotes_of(words: &str, fragments: &[(u64, u64)]) -> Vec<String> {
    if words.is_empty() {
        return Vec::new();
    }
    let split = |units: fn(char) -> u64| {
        let mut rest = words;
        let mut quotes = Vec::new();
        for (number, (start, end)) in fragments.iter().enumerate() {
            if number > 0 {
                rest = rest.strip_prefix(' ')?;
            }
            let mut left = end.checked_sub(*start)?;
            let mut at = 0;
            while left > 0 {
                let c = rest[at..].chars().next()?;
                left = left.checked_sub(units(c))?;
                at += c.len_utf8();
            }
            quotes.push(rest[..at].to_owned());
            rest = &rest[at..];
        }
        rest.is_empty().then_some(quotes)
    };
    split(|_| 1).or_else(|| split(|c| c.len_utf16() as u64)).unwrap_or_else(|| vec![words.to_owned()])
}
