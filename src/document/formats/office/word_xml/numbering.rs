//! Lists: whether the items have numbers, and which one the next has.

use std::collections::HashMap;

use super::super::super::super::error::DocumentError;
use super::super::blocks::Kind;
use super::super::counters::{Counters, LEVELS};
use super::super::xml::Xml;
use super::styles::{InList, Styles};

type Map<V> = HashMap<String, V, foldhash::fast::RandomState>;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    first: Option<u32>,
    /// Whether its items have numbers, in whatever digits or letters.
    is_numbered: bool,
    /// The style whose paragraphs are its items.
    style: Option<String>,
}

/// What lists have in common that count on together.
#[derive(Debug, Default)]
struct Definition {
    levels: Vec<Level>,
    /// A style that names the list in which the levels are.
    link: Option<String>,
    counters: Counters,
}

#[derive(Debug, Default)]
struct List {
    definition: String,
    /// The levels at which it differs: where it begins anew, and with which number.
    starts: Vec<(usize, u32)>,
    /// The levels that it defines itself.
    levels: Vec<(usize, Level)>,
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: Map<Definition>,
    lists: Map<List>,
}

impl Numbering {
    pub(super) fn read(text: &str, kind: &'static str) -> Result<Self, DocumentError> {
        let mut xml = Xml::new(text, kind);
        let mut numbering = Self::default();
        xml.element()?;
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"abstractNum" => {
                    let id = tag.get("abstractNumId").unwrap_or_default();
                    let definition = Definition::read(&mut xml)?;
                    numbering.definitions.insert(id, definition);
                }
                b"num" => {
                    let id = tag.get("numId").unwrap_or_default();
                    let list = List::read(&mut xml)?;
                    numbering.lists.insert(id, list);
                }
                _ => xml.skip()?,
            }
        }
        Ok(numbering)
    }

    /// The next item that a paragraph with this style is; `None` if it is in no list.
    pub(super) fn item(&mut self, own: &InList, style: Option<&str>, styles: &Styles) -> Option<Kind> {
        let of_style = styles.list(style);
        let id = own.list.clone().or_else(|| of_style?.1.list.clone())?;
        let mut list = self.lists.get_mut(&id)?;
        let mut definition_id = list.definition.clone();
        if let Some(link) = self.definitions.get(&definition_id)?.link.as_deref() {
            let linked = styles.list(Some(link)).and_then(|(_, in_list)| in_list.list.clone())?;
            list = self.lists.get_mut(&linked)?;
            definition_id.clone_from(&list.definition);
        }
        let definition = self.definitions.get_mut(&definition_id)?;
        let of_level = |(id, in_list): (&str, &InList)| {
            let styled = || definition.levels.iter().position(|level| level.style.as_deref() == Some(id));
            in_list.level.or_else(styled)
        };
        let level = own.level.or_else(|| of_style.and_then(of_level)).unwrap_or(0).min(LEVELS - 1);
        let replaced = list.levels.iter().find(|(known, _)| *known == level).map(|(_, level)| level);
        let known = replaced.or(definition.levels.get(level)).cloned().unwrap_or_default();
        let mut first = known.first.unwrap_or(1);
        if let Some(at) = list.starts.iter().position(|(known, _)| *known == level) {
            first = list.starts.swap_remove(at).1;
            definition.counters.restart(level);
        }
        let number = definition.counters.next(level, first);
        Some(Kind::Item { level: level as u8 + 1, number: known.is_numbered.then_some(number) })
    }
}

impl Definition {
    fn read(xml: &mut Xml<'_>) -> Result<Self, DocumentError> {
        let mut definition = Self::default();
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"lvl" => {
                    let at = tag.number("ilvl").unwrap_or(definition.levels.len());
                    let level = Level::read(xml)?;
                    if at < LEVELS {
                        definition.levels.resize(definition.levels.len().max(at + 1), Level::default());
                        definition.levels.splice(at..=at, [level]);
                    }
                }
                b"numStyleLink" => {
                    definition.link = tag.val();
                    xml.skip()?;
                }
                _ => xml.skip()?,
            }
        }
        Ok(definition)
    }
}

impl List {
    fn read(xml: &mut Xml<'_>) -> Result<Self, DocumentError> {
        let mut list = Self::default();
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"abstractNumId" => {
                    list.definition = tag.val().unwrap_or_default();
                    xml.skip()?;
                }
                b"lvlOverride" => {
                    let at = tag.number("ilvl").unwrap_or(0);
                    while let Some(tag) = xml.element()? {
                        match tag.name() {
                            b"startOverride" if list.starts.len() < LEVELS => {
                                list.starts.push((at, tag.number("val").unwrap_or(1)));
                                xml.skip()?;
                            }
                            b"lvl" if list.levels.len() < LEVELS => {
                                let level = Level::read(xml)?;
                                list.levels.push((at, level));
                            }
                            _ => xml.skip()?,
                        }
                    }
                }
                _ => xml.skip()?,
            }
        }
        Ok(list)
    }
}

impl Level {
    fn read(xml: &mut Xml<'_>) -> Result<Self, DocumentError> {
        let mut level = Self { is_numbered: true, ..Self::default() };
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"start" => level.first = tag.number("val"),
                b"numFmt" => level.is_numbered = tag.val().is_none_or(|format| format != "bullet" && format != "none"),
                b"pStyle" => level.style = tag.val(),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(level)
    }
}
