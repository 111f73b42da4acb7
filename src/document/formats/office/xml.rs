//! XML as it is read from its beginning to its end, by the names of elements without their prefixes: a format has several
//! namespaces for the same names. Entities that a file defines are not expanded.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::super::super::error::DocumentError;
use super::super::super::limits::DEPTH;

pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    kind: &'static str,
    /// How many elements are open.
    depth: usize,
    /// Whether it ends too early, or not as XML does.
    pub(super) is_damaged: bool,
    is_over: bool,
}

/// What stands in an element.
pub(super) enum Node<'x> {
    /// An element begins: it must be read to its end, by [`Xml::child`] or [`Xml::skip`].
    Open(Tag<'x>),
    Text(Cow<'x, str>),
}

pub(super) struct Tag<'x>(BytesStart<'x>);

impl Tag<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &[u8] {
        self.0.local_name().into_inner()
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut named = attributes.with_checks(false).flatten();
        let found = named.find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
        let value = String::from_utf8_lossy(&found.value);
        Some(match quick_xml::escape::unescape(&value) {
            Ok(plain) => plain.into_owned(),
            Err(_) => value.into_owned(),
        })
    }

    /// The value of an attribute that is a number.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name)?.trim().parse().ok()
    }

    /// The value of the attribute `val`, in which a DOCX keeps nearly everything.
    pub(super) fn val(&self) -> Option<String> {
        self.get("val")
    }

    /// Whether a switch is on: it is, if it is there and its value does not say otherwise.
    pub(super) fn is_on(&self) -> bool {
        self.val().is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

impl<'x> Xml<'x> {
    /// Reads a file; `kind` is for messages.
    pub(super) fn new(text: &'x str, kind: &'static str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Self { reader, kind, depth: 0, is_damaged: false, is_over: false }
    }

    /// The next node in the element that was opened last; `None` behind its end.
    pub(super) fn child(&mut self) -> Result<Option<Node<'x>>, DocumentError> {
        while !self.is_over {
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        let (kind, limit) = (self.kind, DEPTH as u64);
                        return Err(DocumentError::TooMuch { kind, what: "elements inside each other", limit });
                    }
                    return Ok(Some(Node::Open(Tag(tag))));
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(None);
                }
                Ok(Event::Text(text)) => return Ok(Some(Node::Text(legible(text.into_inner())))),
                Ok(Event::CData(text)) => return Ok(Some(Node::Text(legible(text.into_inner())))),
                Ok(Event::GeneralRef(name)) => return Ok(Some(Node::Text(referred(&name)))),
                Ok(Event::Eof) => {
                    self.is_over = true;
                    self.is_damaged |= self.depth > 0;
                }
                Err(_) => {
                    self.is_over = true;
                    self.is_damaged = true;
                }
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Empty(_)) => {}
            }
        }
        Ok(None)
    }

    /// The next element in the one that was opened last; `None` behind its end.
    pub(super) fn element(&mut self) -> Result<Option<Tag<'x>>, DocumentError> {
        while let Some(node) = self.child()? {
            if let Node::Open(tag) = node {
                return Ok(Some(tag));
            }
        }
        Ok(None)
    }

    /// Goes behind the end of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), DocumentError> {
        let outside = self.depth.saturating_sub(1);
        while !self.is_over && self.depth > outside {
            self.child()?;
        }
        Ok(())
    }

    /// The text in the element that was opened last and in those inside it.
    pub(super) fn text(&mut self) -> Result<String, DocumentError> {
        let outside = self.depth.saturating_sub(1);
        let mut whole = String::new();
        while !self.is_over && self.depth > outside {
            if let Some(Node::Text(text)) = self.child()? {
                whole.push_str(&text);
            }
        }
        Ok(whole)
    }
}

/// XML ends a line with a newline, whatever the file does.
fn legible(bytes: Cow<'_, [u8]>) -> Cow<'_, str> {
    let text = match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    };
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text }
}

/// What a reference stands for; nothing for an entity that a file defines.
fn referred<'x>(name: &BytesRef<'_>) -> Cow<'x, str> {
    if let Some(letter) = name.resolve_char_ref().ok().flatten() {
        return Cow::Owned(letter.to_string());
    }
    let named = name.decode().unwrap_or_default();
    quick_xml::escape::resolve_predefined_entity(&named).map_or(Cow::Borrowed(""), Cow::Borrowed)
}
