//! XML as trees of its elements: the whole file, or one element after the other, so that a large file never stands in memory as a
//! whole. Entities that a file defines are not expanded, and nothing outside the file is read.

use std::cell::Cell;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::error::LabelFileError;
use crate::text::Message;

/// The most elements inside each other.
const DEEPEST: usize = 256;

/// An element.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Element {
    /// Its name without a prefix.
    pub(in crate::exchange) name: String,
    pub(in crate::exchange) attributes: Vec<(String, String)>,
    pub(in crate::exchange) children: Vec<Element>,
    /// Its own text.
    pub(in crate::exchange) text: String,
    /// Where it begins in the file, in bytes.
    pub(in crate::exchange) at: usize,
}

impl Element {
    /// The value of an attribute, if it has one.
    pub(in crate::exchange) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The children of this name.
    pub(in crate::exchange) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> + 'e {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// It and all below it, in the order of the file.
    pub(in crate::exchange) fn all(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.children.iter().flat_map(Self::all)).collect()
    }
}

pub(in crate::exchange) fn wrong(text: &str, at: usize, what: &str) -> LabelFileError {
    let message = Message::new("label-file-xml").with("what", what).in_english(format!("this is no valid XML: {what}"));
    LabelFileError::at(text, at, message)
}

pub(in crate::exchange) fn element(text: &str, start: &BytesStart<'_>, at: usize) -> Result<Element, LabelFileError> {
    let spelled = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let name = spelled(start.local_name().as_ref());
    // The library takes any bytes for a name.
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return Err(wrong(text, at, "an element has no name"));
    }
    let mut made = Element { name, at, ..Element::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| wrong(text, at, &error.to_string()))?;
        let value =
            attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| wrong(text, at, &error.to_string()))?;
        made.attributes.push((spelled(attribute.key.local_name().as_ref()), value.into_owned()));
    }
    Ok(made)
}

/// The root element of a file.
pub(in crate::exchange) fn tree(text: &str) -> Result<Element, LabelFileError> {
    let root = Elements::of(text).next(|_| true)?;
    root.ok_or_else(|| wrong(text, text.len(), "the file ends before its first element does"))
}

/// The elements of a file, one after the other.
pub(in crate::exchange) struct Elements<'t> {
    text: &'t str,
    /// Where the part that is read begins.
    skipped: usize,
    reader: Reader<&'t [u8]>,
    /// The names of the open elements that are not taken.
    path: Vec<String>,
    lines: LineCount,
}

/// Counts lines on from where it was asked before: most are asked for in their order.
#[derive(Debug, Default)]
pub(in crate::exchange) struct LineCount {
    /// A byte, and how many lines end before it.
    counted: Cell<(usize, usize)>,
}

impl LineCount {
    /// The line of a byte of a text, the same one each time; 1 for the first.
    pub(in crate::exchange) fn of(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let (behind, lines) = Some(self.counted.get()).filter(|(behind, _)| *behind <= byte).unwrap_or_default();
        let lines = lines + memchr::memchr_iter(b'\n', &text.as_bytes()[behind..byte]).count();
        self.counted.set((byte, lines));
        1 + lines
    }
}

impl<'t> Elements<'t> {
    /// Those of a file.
    pub(in crate::exchange) fn of(text: &'t str) -> Self {
        Self::at(text, text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len())
    }

    /// Those from a byte of a file on, where one begins.
    pub(in crate::exchange) fn at(text: &'t str, byte: usize) -> Self {
        let rest = text.get(byte..).unwrap_or("");
        Self { text, skipped: byte, reader: Reader::from_str(rest), path: Vec::new(), lines: LineCount::default() }
    }

    /// The line in which an element begins; 1 for the first.
    pub(in crate::exchange) fn line_of(&self, element: &Element) -> usize {
        self.lines.of(self.text, element.at)
    }

    /// The next element whose path, the names from the root to itself, is wanted; with all that is in it.
    pub(in crate::exchange) fn next(
        &mut self,
        is_wanted: impl Fn(&[String]) -> bool,
    ) -> Result<Option<Element>, LabelFileError> {
        let text = self.text;
        // The elements that are open in the wanted one.
        let mut open: Vec<Element> = Vec::new();
        loop {
            let at = self.skipped + usize::try_from(self.reader.buffer_position()).unwrap_or(text.len());
            let event = self.reader.read_event().map_err(|error| {
                let at = self.skipped + usize::try_from(self.reader.error_position()).unwrap_or(text.len());
                wrong(text, at, &error.to_string())
            })?;
            match event {
                Event::Start(_) if self.path.len() + open.len() >= DEEPEST => {
                    return Err(wrong(text, at, "too many elements stand inside each other"));
                }
                Event::Start(start) => {
                    let made = element(text, &start, at)?;
                    if open.is_empty() {
                        self.path.push(made.name.clone());
                        if !is_wanted(&self.path) {
                            continue;
                        }
                    }
                    open.push(made);
                }
                Event::Empty(start) => {
                    let made = element(text, &start, at)?;
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(made);
                        continue;
                    }
                    self.path.push(made.name.clone());
                    let is_wanted = is_wanted(&self.path);
                    self.path.pop();
                    if is_wanted {
                        return Ok(Some(made));
                    }
                }
                Event::End(_) => match (open.pop(), open.last_mut()) {
                    (Some(closed), Some(parent)) => parent.children.push(closed),
                    (Some(closed), None) => {
                        self.path.pop();
                        return Ok(Some(closed));
                    }
                    (None, _) => drop(self.path.pop()),
                },
                Event::Text(words) => push_text(&mut open, &words.decode().unwrap_or_default()),
                Event::CData(words) => push_text(&mut open, &words.decode().unwrap_or_default()),
                Event::GeneralRef(name) => push_text(&mut open, &referred(&name)),
                Event::Eof if open.is_empty() && self.path.is_empty() => return Ok(None),
                Event::Eof => return Err(wrong(text, text.len(), "the file ends before its first element does")),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }
}

/// What a reference to a character stands for; nothing for an entity that a file defines.
pub(in crate::exchange) fn referred(name: &BytesRef<'_>) -> String {
    let letter = name.resolve_char_ref().ok().flatten().map(String::from);
    let named = name.decode().unwrap_or_default();
    let known = letter.or_else(|| quick_xml::escape::resolve_predefined_entity(&named).map(str::to_owned));
    known.unwrap_or_default()
}

fn push_text(open: &mut [Element], text: &str) {
    if let Some(parent) = open.last_mut() {
        parent.text.push_str(text);
    }
}

/// A text for a value or between tags.
pub fn escaped(text: &str) -> String {
    // Control characters have no place in XML.
    let legal = |c: &char| matches!(c, '\t' | '\n' | '\r') || *c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(legal).collect();
    quick_xml::escape::escape(text.as_str()).into_owned()
}
