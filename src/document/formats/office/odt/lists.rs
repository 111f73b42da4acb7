//! Lists, which may go on behind other text.

use std::collections::HashMap;

use super::super::super::super::error::DocumentError;
use super::super::blocks::{Flow, Kind};
use super::super::counters::{Counters, LEVELS};
use super::super::xml::{Tag, Xml};
use super::body::Body;

type Map<V> = HashMap<String, V, foldhash::fast::RandomState>;

/// Where lists have ended so far.
#[derive(Debug, Default)]
pub(super) struct Ends {
    of_style: Map<Counters>,
    of_id: Map<Counters>,
}

/// The list that is being read.
#[derive(Debug, Default)]
pub(super) struct List {
    style: String,
    counters: Counters,
    /// From 0.
    level: usize,
}

impl List {
    /// The next item, with the number that it says it has.
    fn next(&mut self, body: &Body, says: Option<u32>) -> Kind {
        let level = self.level.min(LEVELS - 1);
        let known = body.styles.level(&self.style, level);
        if says.is_some() {
            self.counters.restart(level);
        }
        let number = self.counters.next(level, says.unwrap_or(known.first.max(1)));
        Kind::Item { level: level as u8 + 1, number: known.is_numbered.then_some(number) }
    }
}

impl Body {
    /// Reads a list that is in no other.
    pub(super) fn list(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), DocumentError> {
        let style = tag.get("style-name").unwrap_or_default();
        let continued = tag.get("continue-list");
        let goes_on = tag.get("continue-numbering").is_some_and(|value| value == "true");
        let known = match &continued {
            Some(id) => self.ends.of_id.get(id),
            None if goes_on => self.ends.of_style.get(&style),
            None => None,
        };
        let mut list = List { counters: known.cloned().unwrap_or_default(), style, level: 0 };
        let id = tag.get("id");
        self.items(xml, flow, &mut list)?;
        // A list that goes on with a second one goes on with what a third one has added to it.
        for id in id.into_iter().chain(continued) {
            self.ends.of_id.insert(id, list.counters.clone());
        }
        self.ends.of_style.insert(list.style, list.counters);
        Ok(())
    }

    fn items(&mut self, xml: &mut Xml<'_>, flow: &mut Flow, list: &mut List) -> Result<(), DocumentError> {
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"list-item" => {
                    let number = tag.number("start-value");
                    self.item(xml, flow, list, number, false)?;
                }
                b"list-header" => self.item(xml, flow, list, None, true)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn item(
        &mut self,
        xml: &mut Xml<'_>,
        flow: &mut Flow,
        list: &mut List,
        says: Option<u32>,
        is_header: bool,
    ) -> Result<(), DocumentError> {
        let mut has_begun = false;
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"p" | b"h" => {
                    let kind = match (has_begun, is_header) {
                        (true, _) => Kind::ItemGoesOn,
                        (false, true) => Kind::Item { level: list.level.min(LEVELS - 1) as u8 + 1, number: None },
                        (false, false) => list.next(self, says),
                    };
                    has_begun = true;
                    self.paragraph(&tag, xml, flow, kind)?;
                }
                b"list" => {
                    let inner = tag.get("style-name");
                    let outer = inner.map(|style| std::mem::replace(&mut list.style, style));
                    list.level += 1;
                    self.items(xml, flow, list)?;
                    list.level -= 1;
                    if let Some(outer) = outer {
                        list.style = outer;
                    }
                }
                _ => self.block(&tag, xml, flow)?,
            }
        }
        Ok(())
    }
}
