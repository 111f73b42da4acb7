//! What the package of a book says: what it is about, its files, and their order.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The package of a book.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Fields of Dublin Core, by their names in lower case: `title`, `creator`, …
    pub(super) fields: Vec<(String, String)>,
    /// Paths of the chapters in reading order.
    pub(super) chapters: Vec<String>,
}

/// A file of the book.
struct Item {
    path: String,
    is_contents: bool,
    is_text: bool,
}

/// The most of these that are kept.
const FIELDS: usize = 200;

impl Package {
    /// Reads a package; `folder` is where it is, with a slash at its end. What is damaged is left out.
    pub(super) fn of(xml: &str, folder: &str) -> Self {
        let mut package = Self::default();
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut order: Vec<(String, bool)> = Vec::new();
        let mut not_text: HashSet<String> = HashSet::new();
        let mut field: Option<(String, String)> = None;
        for_each_event(xml, |event| match event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                b"item" => {
                    let has =
                        |name, word: &str| attribute(tag, name).split_ascii_whitespace().any(|found| found == word);
                    let kind = attribute(tag, "media-type");
                    let item = Item {
                        path: resolved(folder, &attribute(tag, "href")),
                        is_contents: has("properties", "nav"),
                        is_text: kind.contains("html") || kind.is_empty() || kind.contains("dtbook"),
                    };
                    items.insert(attribute(tag, "id"), item);
                }
                b"itemref" => order.push((attribute(tag, "idref"), attribute(tag, "linear") == "no")),
                b"reference" if matches!(attribute(tag, "type").as_str(), "toc" | "cover") => {
                    not_text.insert(resolved(folder, &attribute(tag, "href")));
                }
                name if tag.name().as_ref().starts_with(b"dc:") => {
                    field = Some((String::from_utf8_lossy(name).to_ascii_lowercase(), String::new()));
                }
                _ => {}
            },
            Event::Text(text) => {
                if let Some((_, value)) = &mut field {
                    value.push_str(&text.xml10_content().unwrap_or_default());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some((_, value)) = &mut field {
                    push_reference(&String::from_utf8_lossy(reference), value);
                }
            }
            Event::End(_) => {
                if package.fields.len() < FIELDS {
                    package.fields.extend(field.take());
                }
            }
            _ => {}
        });
        let mut seen = HashSet::new();
        for (id, is_aside) in order {
            // The table of contents is no text, nor is a cover that readers are not led through.
            if let Some(item) = items.get(&id)
                && item.is_text
                && !item.is_contents
                && !(is_aside && not_text.contains(&item.path))
                && seen.insert(item.path.clone())
            {
                package.chapters.push(item.path.clone());
            }
        }
        package
    }

    /// The first field of this name.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// The path of the package, as the container says.
pub(super) fn package_path(container: &str) -> Option<String> {
    let mut path = None;
    for_each_event(container, |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.local_name().as_ref() == b"rootfile"
            && path.is_none()
        {
            path = Some(resolved("", &attribute(tag, "full-path")));
        }
    });
    path
}

/// Paths of the files that are encrypted, other than fonts, which are only made unfit for other books.
pub(super) fn encrypted_paths(xml: &str) -> Vec<String> {
    let (mut paths, mut is_font) = (Vec::new(), false);
    for_each_event(xml, |event| {
        let (Event::Start(tag) | Event::Empty(tag)) = event else { return };
        match tag.local_name().as_ref() {
            b"EncryptionMethod" => {
                let method = attribute(tag, "Algorithm");
                is_font = method.contains("idpf.org/2008/embedding") || method.contains("ns.adobe.com/pdf/enc#RC");
            }
            b"CipherReference" if !is_font => paths.push(resolved("", &attribute(tag, "URI"))),
            _ => {}
        }
    });
    paths
}

fn for_each_event(xml: &str, mut tell: impl FnMut(&Event<'_>)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return,
            Ok(event) => tell(&event),
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found =
        tag.attributes().with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name.as_bytes());
    let value = found.map(|found| String::from_utf8_lossy(&found.value).into_owned()).unwrap_or_default();
    if value.contains('&') { unescaped(&value) } else { value }
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}

fn push_reference(name: &str, value: &mut String) {
    value.push_str(&unescaped(&format!("&{name};")));
}

/// A path in the archive from what a file in a folder calls it: `../text/a%20b.xhtml#c`.
pub(super) fn resolved(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let path = if let Some(rooted) = href.strip_prefix('/') { rooted.to_owned() } else { format!("{folder}{href}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    percent_decoded(&parts.join("/"))
}

fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digit = |place: usize| behind.get(place).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}
