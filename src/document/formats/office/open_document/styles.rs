//! Styles of paragraphs, of text and of lists, with what they are based on.

use std::collections::HashMap;

use super::super::super::super::error::DocumentError;
use super::super::blocks::Kind;
use super::super::counters::LEVELS;
use super::super::styles::kind_of_style;
use super::super::xml::Xml;

/// How many styles are looked at that are based on each other; they may stand in a circle.
const BASES: usize = 32;

type Map<V> = HashMap<String, V, foldhash::fast::RandomState>;

#[derive(Debug, Default)]
struct Style {
    display_name: Option<String>,
    parent: Option<String>,
    outline: Option<u8>,
    is_hidden: bool,
    font: Option<String>,
}

/// A level of a list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Level {
    pub(super) first: u32,
    pub(super) is_numbered: bool,
}

/// Styles by their names; those of paragraphs and those of text may have the same.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: Map<Style>,
    texts: Map<Style>,
    lists: Map<[Level; LEVELS]>,
}

impl Styles {
    /// Reads an element with styles.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), DocumentError> {
        while let Some(tag) = xml.element()? {
            let Some(name) = tag.get("name") else {
                xml.skip()?;
                continue;
            };
            match tag.name() {
                b"style" => {
                    let mut style = Style {
                        display_name: tag.get("display-name"),
                        parent: tag.get("parent-style-name"),
                        outline: tag.number("default-outline-level"),
                        ..Style::default()
                    };
                    let styles = match tag.get("family").as_deref() {
                        Some("paragraph") => &mut self.paragraphs,
                        Some("text") => &mut self.texts,
                        _ => {
                            xml.skip()?;
                            continue;
                        }
                    };
                    while let Some(tag) = xml.element()? {
                        let is_of_text = tag.name() == b"text-properties";
                        style.is_hidden |= is_of_text && tag.get("display").is_some_and(|display| display == "none");
                        if is_of_text {
                            style.font = tag.get("font-name").or_else(|| tag.get("font-family"));
                        }
                        xml.skip()?;
                    }
                    styles.insert(name, style);
                }
                b"list-style" => {
                    let levels = list_levels(xml)?;
                    self.lists.insert(name, levels);
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn chain<'s>(&'s self, name: &'s str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let found = |name: &'s str| self.paragraphs.get_key_value(name).map(|(name, style)| (name.as_str(), style));
        std::iter::successors(found(name), move |(_, style)| found(style.parent.as_deref()?)).take(BASES)
    }

    /// What paragraphs of this style are.
    pub(super) fn kind(&self, name: &str) -> Option<Kind> {
        let known = self.chain(name).find_map(|(name, style)| {
            let named = style.display_name.as_deref().and_then(kind_of_style).or_else(|| kind_of_style(name));
            let level = style.outline.filter(|level| (1..=9).contains(level));
            named.or_else(|| level.map(Kind::Heading))
        });
        // Not every file brings the styles that it uses.
        known.or_else(|| kind_of_style(name))
    }

    /// Whether paragraphs of this style are not shown.
    pub(super) fn hides_paragraph(&self, name: &str) -> bool {
        self.paragraphs.get(name).is_some_and(|style| style.is_hidden)
    }

    /// Whether text of this style is not shown.
    pub(super) fn hides_text(&self, name: &str) -> bool {
        self.texts.get(name).is_some_and(|style| style.is_hidden)
    }

    /// The font that a style of text names.
    pub(super) fn font(&self, name: &str) -> Option<&str> {
        self.texts.get(name)?.font.as_deref()
    }

    /// A level, from 0, of a list of this style.
    pub(super) fn level(&self, list: &str, level: usize) -> Level {
        self.lists.get(list).and_then(|levels| levels.get(level)).copied().unwrap_or_default()
    }
}

fn list_levels(xml: &mut Xml<'_>) -> Result<[Level; LEVELS], DocumentError> {
    let mut levels = [Level::default(); LEVELS];
    while let Some(tag) = xml.element()? {
        let at = tag.number::<usize>("level").and_then(|level| level.checked_sub(1));
        if let Some(level) = at.and_then(|at| levels.get_mut(at)) {
            let has_format = tag.get("num-format").is_some_and(|format| !format.is_empty());
            level.is_numbered = tag.name() == b"list-level-style-number" && has_format;
            level.first = tag.number("start-value").unwrap_or(1);
        }
        xml.skip()?;
    }
    Ok(levels)
}
