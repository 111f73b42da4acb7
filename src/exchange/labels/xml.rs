//! XML as a tree, for the small files that define labels.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::error::LabelFileError;
use crate::text::Message;

/// The most elements inside each other.
const DEEPEST: usize = 256;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name without a prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// Its own text.
    pub(super) text: String,
    /// Where it begins in the file, in bytes.
    pub(super) at: usize,
}

impl Element {
    /// The value of an attribute, if it has one.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The children of this name.
    pub(super) fn named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> + 'e {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// It and all below it, in the order of the file.
    pub(super) fn all(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.children.iter().flat_map(Self::all)).collect()
    }
}

fn wrong(text: &str, at: usize, what: &str) -> LabelFileError {
    let message = Message::new("label-file-xml").with("what", what).in_english(format!("this is no valid XML: {what}"));
    LabelFileError::at(text, at, message)
}

fn element(text: &str, start: &BytesStart<'_>, at: usize) -> Result<Element, LabelFileError> {
    let spelled = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut made = Element { name: spelled(start.local_name().as_ref()), at, ..Element::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| wrong(text, at, &error.to_string()))?;
        let value =
            attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| wrong(text, at, &error.to_string()))?;
        made.attributes.push((spelled(attribute.key.local_name().as_ref()), value.into_owned()));
    }
    Ok(made)
}

/// The root element of a file.
pub(super) fn tree(text: &str) -> Result<Element, LabelFileError> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - bare.len();
    let mut reader = Reader::from_str(bare);
    // The elements that are open, in a root that is none.
    let mut open = vec![Element::default()];
    loop {
        let at = skipped + usize::try_from(reader.buffer_position()).unwrap_or(bare.len());
        let event = reader.read_event().map_err(|error| {
            let at = skipped + usize::try_from(reader.error_position()).unwrap_or(bare.len());
            wrong(text, at, &error.to_string())
        })?;
        match event {
            Event::Start(start) if open.len() > DEEPEST => {
                drop(start);
                return Err(wrong(text, at, "too many elements stand inside each other"));
            }
            Event::Start(start) => open.push(element(text, &start, at)?),
            Event::Empty(start) => {
                let made = element(text, &start, at)?;
                open.last_mut().map(|parent| parent.children.push(made)).unwrap_or_default();
            }
            Event::End(_) => {
                if let Some(closed) = open.pop()
                    && let Some(parent) = open.last_mut()
                {
                    parent.children.push(closed);
                }
            }
            Event::Text(words) => push_text(&mut open, &words.decode().unwrap_or_default()),
            Event::CData(words) => push_text(&mut open, &words.decode().unwrap_or_default()),
            Event::GeneralRef(name) => {
                let named = name.decode().unwrap_or_default();
                let letter = name.resolve_char_ref().ok().flatten().map(String::from);
                let known = letter.or_else(|| quick_xml::escape::resolve_predefined_entity(&named).map(str::to_owned));
                push_text(&mut open, &known.unwrap_or_default());
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let is_closed = open.len() == 1;
    let root = open.into_iter().next().and_then(|root| root.children.into_iter().next());
    match root.filter(|_| is_closed) {
        Some(root) => Ok(root),
        None => Err(wrong(text, text.len(), "the file ends before its first element does")),
    }
}

fn push_text(open: &mut [Element], text: &str) {
    if let Some(parent) = open.last_mut() {
        parent.text.push_str(text);
    }
}

/// A text for a value or between tags.
pub(super) fn escaped(text: &str) -> String {
    // Control characters have no place in XML.
    let legal = |c: &char| matches!(c, '\t' | '\n' | '\r') || *c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(legal).collect();
    quick_xml::escape::escape(text.as_str()).into_owned()
}
