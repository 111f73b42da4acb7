//! Lists, which may go on behind other text.

use std::collections::HashMap;

use super::super::blocks::Kind;
use super::super::counters::{Counters, LEVELS};
use super::super::xml::Tag;
use super::styles::Styles;

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
    /// Under which it can be continued: its own, and that of the list that it continues.
    ids: Vec<String>,
}

impl Ends {
    /// The list that begins with this element and is in no other.
    pub(super) fn begin(&self, tag: &Tag<'_>) -> List {
        let style = tag.get("style-name").unwrap_or_default();
        let continued = tag.get("continue-list");
        let goes_on = tag.get("continue-numbering").is_some_and(|value| value == "true");
        let known = match &continued {
            Some(id) => self.of_id.get(id),
            None if goes_on => self.of_style.get(&style),
            None => None,
        };
        let counters = known.cloned().unwrap_or_default();
        List { style, counters, level: 0, ids: tag.get("id").into_iter().chain(continued).collect() }
    }

    /// Keeps where a list has ended.
    pub(super) fn keep(&mut self, list: List) {
        // A list that goes on with a second one goes on with what a third one has added to it.
        for id in list.ids {
            self.of_id.insert(id, list.counters.clone());
        }
        self.of_style.insert(list.style, list.counters);
    }
}

impl List {
    /// The next item, with the number that it says it has.
    pub(super) fn next(&mut self, styles: &Styles, says: Option<u32>) -> Kind {
        let level = self.level.min(LEVELS - 1);
        let known = styles.level(&self.style, level);
        if says.is_some() {
            self.counters.restart(level);
        }
        let number = self.counters.next(level, says.unwrap_or(known.first.max(1)));
        Kind::Item { level: level as u8 + 1, number: known.is_numbered.then_some(number) }
    }

    /// What stands above the items.
    pub(super) fn header(&self) -> Kind {
        Kind::Item { level: self.level.min(LEVELS - 1) as u8 + 1, number: None }
    }

    /// A list in this one begins; gives the style to which to come back.
    pub(super) fn enter(&mut self, style: Option<String>) -> Option<String> {
        self.level += 1;
        style.map(|style| std::mem::replace(&mut self.style, style))
    }

    /// A list in this one ends.
    pub(super) fn leave(&mut self, outer: Option<String>) {
        self.level -= 1;
        if let Some(outer) = outer {
            self.style = outer;
        }
    }
}
