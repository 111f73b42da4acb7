//! The styles of paragraphs: what they say of their paragraphs, with what they are based on.

use std::collections::HashMap;

use super::super::super::super::error::DocumentError;
use super::super::blocks::Kind;
use super::super::styles::kind_of_style;
use super::super::xml::{Tag, Xml};

/// How many styles are looked at that are based on each other; they may stand in a circle.
const BASES: usize = 32;

/// The place of a paragraph in a list.
#[derive(Clone, Debug, Default)]
pub(super) struct InList {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

/// What a style or a paragraph itself says.
#[derive(Clone, Debug, Default)]
pub(super) struct Properties {
    /// From 0; 9 is text that is no heading.
    pub(super) outline: Option<u8>,
    pub(super) in_list: InList,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    properties: Properties,
}

/// Styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style, foldhash::fast::RandomState>,
    /// Of paragraphs that name none.
    usual: Option<String>,
}

impl Styles {
    pub(super) fn read(text: &str, kind: &'static str) -> Result<Self, DocumentError> {
        let mut xml = Xml::new(text, kind);
        let mut styles = Self::default();
        xml.element()?;
        while let Some(tag) = xml.element()? {
            if tag.name() != b"style" || tag.get("type").is_some_and(|kind| kind != "paragraph" && kind != "numbering")
            {
                xml.skip()?;
                continue;
            }
            let Some(id) = tag.get("styleId") else {
                xml.skip()?;
                continue;
            };
            if tag.get("default").is_some_and(|value| value == "1" || value == "true") {
                styles.usual.get_or_insert_with(|| id.clone());
            }
            let style = Style::read(&mut xml)?;
            styles.styles.entry(id).or_insert(style);
        }
        Ok(styles)
    }

    /// The style with this id, or the one of paragraphs that name none; then what it is based on, and so on.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let start = id.or(self.usual.as_deref());
        let found = |id: &'s str| self.styles.get_key_value(id).map(|(id, style)| (id.as_str(), style));
        std::iter::successors(start.and_then(found), move |(_, style)| found(style.based_on.as_deref()?)).take(BASES)
    }

    /// What a paragraph is that has this style and says so much itself.
    pub(super) fn kind(&self, id: Option<&str>, own: &Properties) -> Kind {
        let heading = |outline: u8| if outline < 9 { Kind::Heading(outline + 1) } else { Kind::Plain };
        if let Some(outline) = own.outline {
            return heading(outline);
        }
        let known = self.chain(id).find_map(|(_, style)| {
            let named = kind_of_style(&style.name);
            named.or_else(|| style.properties.outline.map(heading))
        });
        // Not every file brings the styles that it uses.
        let unknown = || id.filter(|id| !self.styles.contains_key(*id)).and_then(|id| kind_of_style(&spaced(id)));
        known.or_else(unknown).unwrap_or_default()
    }

    /// The list that a style puts its paragraphs into: the style's id, and what it says.
    pub(super) fn list<'s>(&'s self, id: Option<&'s str>) -> Option<(&'s str, &'s InList)> {
        let mut styles = self.chain(id).map(|(id, style)| (id, &style.properties.in_list));
        styles.find(|(_, in_list)| in_list.list.is_some())
    }
}

impl Style {
    fn read(xml: &mut Xml<'_>) -> Result<Self, DocumentError> {
        let mut style = Self::default();
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"name" => style.name = tag.val().unwrap_or_default(),
                b"basedOn" => style.based_on = tag.val(),
                b"pPr" => {
                    while let Some(tag) = xml.element()? {
                        style.properties.property(&tag, xml)?;
                    }
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
        Ok(style)
    }
}

impl Properties {
    /// Reads one property of a paragraph, to its end.
    pub(super) fn property(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), DocumentError> {
        match tag.name() {
            b"outlineLvl" => self.outline = tag.number("val"),
            b"numPr" => {
                while let Some(tag) = xml.element()? {
                    match tag.name() {
                        b"numId" => self.in_list.list = tag.val(),
                        b"ilvl" => self.in_list.level = tag.number("val"),
                        _ => {}
                    }
                    xml.skip()?;
                }
                return Ok(());
            }
            _ => {}
        }
        xml.skip()
    }
}

/// `Heading1` as `Heading 1`.
fn spaced(id: &str) -> String {
    let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
    format!("{name} {}", &id[name.len()..])
}
