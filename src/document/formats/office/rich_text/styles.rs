//! The sheet of styles.

use std::collections::HashMap;

use super::super::blocks::Kind;
use super::super::styles::kind_of_style;

/// How many styles are looked at that are based on each other; they may stand in a circle.
const BASES: usize = 32;

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<i32>,
    outline: Option<u8>,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<i32, Style, foldhash::fast::RandomState>,
    /// The style that is being described; `None` for one of characters or tables.
    current: Option<i32>,
    next: Style,
}

impl Styles {
    /// A group begins: another style.
    pub(super) fn begin(&mut self) {
        self.current = Some(0);
        self.next = Style::default();
    }

    pub(super) fn word(&mut self, word: &[u8], number: Option<i32>) {
        match word {
            b"s" => self.current = number,
            b"cs" | b"ts" | b"ds" => self.current = None,
            b"sbasedon" => self.next.based_on = number,
            b"outlinelevel" => self.next.outline = number.and_then(|level| u8::try_from(level).ok()),
            _ => {}
        }
    }

    /// A character of the name.
    pub(super) fn name(&mut self, letter: char) {
        if letter != ';' {
            self.next.name.push(letter);
        } else if let Some(id) = self.current.take() {
            self.by_id.insert(id, std::mem::take(&mut self.next));
        }
    }

    /// What paragraphs of this style are that are at this level of the outline themselves.
    pub(super) fn kind(&self, style: i32, outline: Option<u8>) -> Kind {
        let found = |id: i32| self.by_id.get(&id);
        let chain = || std::iter::successors(found(style), |style| found(style.based_on?)).take(BASES);
        let heading = |outline: u8| if outline < 9 { Kind::Heading(outline + 1) } else { Kind::Plain };
        let named = chain().find_map(|style| kind_of_style(&style.name));
        let outline = || outline.or_else(|| chain().find_map(|style| style.outline)).map(heading);
        named.or_else(outline).unwrap_or_default()
    }
}
