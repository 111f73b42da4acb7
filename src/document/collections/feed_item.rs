//! The items of a feed, and what each says. No entity that the file defines is looked up, and nothing outside it.

use std::ops::{ControlFlow, Range};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::feed::{has_tags, named, without_references};
use crate::document::builder::Builder;
use crate::document::formats::html::append_fragment;

fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    reader
}

/// The name of an element with the prefix that is usual for it: `title`, `content:encoded`.
fn name_of(element: &BytesStart<'_>) -> String {
    let name = String::from_utf8_lossy(element.name().as_ref()).into_owned();
    match name.split_once(':') {
        Some(("atom" | "rss" | "rdf" | "a10", local)) => local.to_owned(),
        _ => name,
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.html_attributes().flatten().find(|attribute| attribute.key.as_ref() == name.as_bytes())?;
    Some(without_references(&String::from_utf8_lossy(&attribute.value)).into_owned())
}

/// Appends the character of a reference, or the reference as it is written.
fn push_reference(reference: &BytesRef<'_>, text: &mut String) {
    let name = String::from_utf8_lossy(reference);
    match reference.resolve_char_ref() {
        Ok(Some(c)) => text.push(c),
        _ => match named(&name) {
            Some(known) => text.push_str(known),
            None => {
                text.push('&');
                text.push_str(&name);
                text.push(';');
            }
        },
    }
}

/// Tells where the items are, in bytes of the text; returns whether the feed ends as it should.
pub(super) fn items(xml: &str, mut tell: impl FnMut(Range<usize>) -> ControlFlow<()>) -> bool {
    let mut reader = reader(xml);
    // The start of an item, and how many elements are open in it.
    let mut open: Option<(usize, usize)> = None;
    let mut depth = 0_usize;
    loop {
        let at = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                depth += 1;
                match &mut open {
                    Some((_, inner)) => *inner += 1,
                    None if matches!(name_of(&element).as_str(), "item" | "entry") => open = Some((at, 0)),
                    None => {}
                }
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                open = match open {
                    Some((start, 0)) => {
                        if tell(start..reader.buffer_position() as usize).is_break() {
                            return true;
                        }
                        None
                    }
                    Some((start, inner)) => Some((start, inner - 1)),
                    None => None,
                };
            }
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// What is said about the whole feed.
#[derive(Default)]
pub(super) struct Source {
    pub(super) title: String,
    pub(super) language: String,
}

/// What is said before the first item.
pub(super) fn source(xml: &str) -> Source {
    let mut source = Source::default();
    let mut reader = reader(xml);
    let mut path: Vec<String> = Vec::new();
    let mut text = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let name = name_of(&element);
                // RDF has its items beside its channel.
                if matches!(name.as_str(), "item" | "entry") || path.len() > 64 {
                    break;
                }
                if source.language.is_empty() && matches!(name.as_str(), "feed" | "channel" | "rss") {
                    source.language = attribute(&element, "xml:lang").unwrap_or_default();
                }
                path.push(name);
                text.clear();
            }
            Ok(Event::End(_)) => {
                let name = path.pop().unwrap_or_default();
                if matches!(path.last().map(String::as_str), Some("channel" | "feed")) {
                    match name.as_str() {
                        "title" if source.title.is_empty() => source.title = plain(&text),
                        "language" | "dc:language" => text.trim().clone_into(&mut source.language),
                        _ => {}
                    }
                }
                text.clear();
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(event) => push_event(&event, &mut text),
        }
    }
    source
}

fn push_event(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(piece) => text.push_str(&String::from_utf8_lossy(piece)),
        Event::CData(piece) => text.push_str(&String::from_utf8_lossy(piece)),
        Event::GeneralRef(reference) => push_reference(reference, text),
        _ => {}
    }
}

/// A text that may be HTML, on one line.
fn plain(text: &str) -> String {
    if has_tags(text) {
        let mut b = Builder::default();
        append_fragment(text, &mut b);
        return crate::text::excerpt::one_line(b.text());
    }
    crate::text::excerpt::one_line(&without_references(text))
}

/// What an item says: its children in order, each with its name and its text.
#[derive(Default)]
pub(super) struct Item {
    fields: Vec<(String, String)>,
}

impl Item {
    /// Reads the XML of an item.
    pub(super) fn read(xml: &str) -> Self {
        let mut item = Self::default();
        let mut reader = reader(xml);
        let mut depth = 0_usize;
        let mut text = String::new();
        let mut name = String::new();
        let mut inner_start = None;
        loop {
            let at = reader.buffer_position() as usize;
            match reader.read_event() {
                Ok(Event::Start(element)) => {
                    depth += 1;
                    if depth == 2 {
                        name = name_of(&element);
                        text.clear();
                        let is_xhtml = attribute(&element, "type").is_some_and(|kind| kind == "xhtml");
                        inner_start = is_xhtml.then_some(reader.buffer_position() as usize);
                        item.note_attributes(&name, &element);
                    } else if depth == 3 && name == "author" {
                        // Its mail and address stand beside its name.
                        name = format!("author/{}", name_of(&element));
                        text.clear();
                    }
                }
                Ok(Event::End(_)) => {
                    if depth == 3 && name.starts_with("author/") {
                        item.fields
                            .push((std::mem::replace(&mut name, "author".to_owned()), std::mem::take(&mut text)));
                    } else if depth == 2 {
                        let inner = inner_start.take().and_then(|start| xml.get(start..at));
                        let said = inner.map_or_else(|| std::mem::take(&mut text), str::to_owned);
                        item.fields.push((std::mem::take(&mut name), said));
                    }
                    depth = depth.saturating_sub(1);
                }
                Ok(Event::Eof) | Err(_) => return item,
                Ok(event) if depth >= 2 => push_event(&event, &mut text),
                Ok(_) => {}
            }
        }
    }

    fn note_attributes(&mut self, name: &str, element: &BytesStart<'_>) {
        let said = |name: &str| attribute(element, name).unwrap_or_default();
        if name == "link" && matches!(said("rel").as_str(), "" | "alternate") {
            self.fields.push(("href".to_owned(), said("href")));
        }
        if name == "guid" && said("isPermaLink") == "false" {
            self.fields.push(("guid-is-no-link".to_owned(), "true".to_owned()));
        }
    }

    /// The first of these fields that is not blank.
    fn field(&self, names: &[&str]) -> Option<&str> {
        let said = |wanted: &&str| {
            let fields = self.fields.iter().filter(move |(name, _)| name == *wanted);
            fields.map(|(_, text)| text.trim()).find(|text| !text.is_empty())
        };
        names.iter().find_map(said)
    }

    pub(super) fn title(&self) -> Option<String> {
        self.field(&["title", "dc:title"]).map(plain).filter(|title| !title.is_empty())
    }

    /// The longest form in which its text is there.
    pub(super) fn body(&self) -> Option<&str> {
        self.field(&["content:encoded", "content", "description", "summary", "itunes:summary", "dc:description"])
    }

    pub(super) fn is_blank(&self) -> bool {
        self.title().is_none() && self.body().is_none()
    }

    pub(super) fn published(&self) -> Option<&str> {
        self.field(&["pubDate", "published", "dc:date", "dcterms:created", "issued", "updated", "modified"])
    }

    pub(super) fn id(&self) -> Option<&str> {
        self.field(&["guid", "id"])
    }

    pub(super) fn url(&self) -> Option<&str> {
        let guid = || self.field(&["guid"]).filter(|_| self.field(&["guid-is-no-link"]).is_none());
        self.field(&["href", "link"]).or_else(guid).filter(|url| url.contains(':'))
    }

    /// What it is called in its feed.
    pub(super) fn name(&self) -> Option<&str> {
        self.id().or_else(|| self.url())
    }

    /// The author: RSS writes `mail@example.org (name)`.
    pub(super) fn author(&self) -> Option<String> {
        let author = self.field(&["dc:creator", "author/name", "author", "author/email", "itunes:author"])?;
        let named = author.split_once('(').filter(|(mail, _)| mail.contains('@'));
        Some(plain(named.map_or(author, |(_, name)| name.trim_end().trim_end_matches(')'))))
    }
}
