//! Lists, in the table of Word 97 and in the paragraphs of older files.

use std::collections::HashMap;

use super::super::blocks::Kind;
use super::super::counters::{Counters, LEVELS};

type Map<V> = HashMap<i32, V, foldhash::fast::RandomState>;

#[derive(Clone, Copy, Debug, Default)]
struct Level {
    first: Option<u32>,
    /// Its kind of numbers, as `\levelnfc` has it.
    format: i32,
}

impl Level {
    fn is_numbered(self) -> bool {
        // A bullet, and nothing.
        self.format != 23 && self.format != 255
    }
}

#[derive(Debug, Default)]
struct List {
    levels: Vec<Level>,
    counters: Counters,
}

/// How paragraphs use a list.
#[derive(Debug, Default)]
struct Override {
    list: i32,
    /// The levels at which it begins anew, with their first numbers.
    starts: Vec<(usize, u32)>,
}

#[derive(Debug, Default)]
pub(super) struct Lists {
    tables: Map<List>,
    overrides: Map<Override>,
    next: List,
    next_override: Override,
    override_level: usize,
    /// The list of an older file that goes on from paragraph to paragraph.
    old: Option<Old>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Old {
    is_numbered: bool,
    level: u8,
    next: u32,
}

impl Lists {
    /// Takes a word in the table of lists.
    pub(super) fn word(&mut self, word: &[u8], number: Option<i32>) {
        let number = number.unwrap_or(0);
        match word {
            b"list" => self.next = List::default(),
            b"listlevel" if self.next.levels.len() < LEVELS => self.next.levels.push(Level::default()),
            b"levelnfc" | b"levelnfcn" => {
                if let Some(level) = self.next.levels.last_mut() {
                    level.format = number;
                }
            }
            b"levelstartat" => {
                if let Some(level) = self.next.levels.last_mut() {
                    level.first = u32::try_from(number).ok();
                }
            }
            b"listid" => {
                self.tables.insert(number, std::mem::take(&mut self.next));
            }
            _ => {}
        }
    }

    /// Takes a word in the table of how paragraphs use them.
    pub(super) fn override_word(&mut self, word: &[u8], number: Option<i32>) {
        let number = number.unwrap_or(0);
        match word {
            b"listoverride" => {
                self.next_override = Override::default();
                self.override_level = 0;
            }
            b"listid" => self.next_override.list = number,
            b"lfolevel" => self.override_level += 1,
            b"levelstartat" if self.next_override.starts.len() < LEVELS => {
                let first = u32::try_from(number).unwrap_or(1);
                self.next_override.starts.push((self.override_level.saturating_sub(1), first));
            }
            b"ls" => {
                self.overrides.insert(number, std::mem::take(&mut self.next_override));
            }
            _ => {}
        }
    }

    /// Takes a word that says how an older file numbers its paragraphs.
    pub(super) fn old_word(&mut self, word: &[u8], number: Option<i32>) {
        let old = self.old.get_or_insert(Old { is_numbered: true, level: 1, next: 1 });
        match word {
            b"pnlvlblt" => old.is_numbered = false,
            b"pnlvl" => old.level = number.map_or(1, |level| level.clamp(1, LEVELS as i32) as u8),
            b"pnstart" => old.next = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(1),
            _ => {}
        }
    }

    /// Paragraphs are no items any more.
    pub(super) fn end_old(&mut self) {
        self.old = None;
    }

    /// The next item of a list, at a level from 0; `None` if there is no such list.
    pub(super) fn item(&mut self, list: Option<i32>, level: u8) -> Option<Kind> {
        let Some(list) = list else {
            let old = self.old.as_mut()?;
            let number = old.is_numbered.then_some(old.next);
            old.next = old.next.saturating_add(1);
            return Some(Kind::Item { level: old.level, number });
        };
        let used = self.overrides.get_mut(&list)?;
        let list = self.tables.get_mut(&used.list)?;
        let at = usize::from(level).min(LEVELS - 1);
        let known = list.levels.get(at).copied().unwrap_or_default();
        let mut first = known.first.unwrap_or(1);
        if let Some(start) = used.starts.iter().position(|(known, _)| *known == at) {
            first = used.starts.swap_remove(start).1;
            list.counters.restart(at);
        }
        let number = list.counters.next(at, first);
        Some(Kind::Item { level: at as u8 + 1, number: known.is_numbered().then_some(number) })
    }
}
