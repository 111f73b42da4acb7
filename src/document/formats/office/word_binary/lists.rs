//! Lists: whether the items have numbers, and which one the next has.

use std::collections::HashMap;

use super::super::blocks::Kind;
use super::super::counters::{Counters, LEVELS};
use super::bytes::{byte, int, short};

#[derive(Clone, Copy, Debug, Default)]
struct Level {
    first: u32,
    is_numbered: bool,
}

#[derive(Debug, Default)]
struct List {
    levels: Vec<Level>,
    counters: Counters,
}

/// How paragraphs use a list.
#[derive(Debug, Default)]
struct Override {
    list: u32,
    /// The levels at which it begins anew, with their first numbers.
    starts: Vec<(usize, u32)>,
}

#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: HashMap<u32, List, foldhash::fast::RandomState>,
    overrides: Vec<Override>,
}

impl Lists {
    /// Reads the lists, the levels behind their table, and the table of how paragraphs use them.
    pub(super) fn read(table: &[u8], levels: &[u8], overrides: &[u8]) -> Self {
        const ENTRY: usize = 28;
        let mut lists = Self::default();
        let mut rest = levels;
        for at in (0..usize::from(short(table, 0).unwrap_or(0))).map(|index| 2 + index * ENTRY) {
            let Some((id, flags)) = int(table, at).zip(byte(table, at + 26)) else { break };
            let mut list = List::default();
            for _ in 0..if flags & 1 != 0 { 1 } else { 9 } {
                let Some((level, behind)) = level(rest) else { break };
                list.levels.push(level);
                rest = behind;
            }
            lists.lists.insert(id, list);
        }
        lists.read_overrides(overrides);
        lists
    }

    fn read_overrides(&mut self, table: &[u8]) {
        const ENTRY: usize = 16;
        let count = (int(table, 0).unwrap_or(0) as usize).min(table.len() / ENTRY);
        let mut rest = table.get(4 + count * ENTRY..).unwrap_or_default();
        for at in (0..count).map(|index| 4 + index * ENTRY) {
            let Some((list, changes)) = int(table, at).zip(byte(table, at + 12)) else { break };
            let mut used = Override { list, starts: Vec::new() };
            rest = rest.get(4..).unwrap_or_default();
            for _ in 0..changes {
                let Some((first, flags)) = int(rest, 0).zip(int(rest, 4)) else { break };
                rest = rest.get(8..).unwrap_or_default();
                let mut first = first;
                if flags & 0x20 != 0 {
                    let Some((level, behind)) = level(rest) else { break };
                    (first, rest) = (level.first, behind);
                }
                if flags & 0x10 != 0 && used.starts.len() < LEVELS {
                    used.starts.push(((flags & 0xf) as usize, first));
                }
            }
            self.overrides.push(used);
        }
    }

    /// The next item of the list with this number, from 1, at a level from 0; `None` if there is no such list.
    pub(super) fn item(&mut self, list: u16, level: u8) -> Option<Kind> {
        let used = self.overrides.get_mut(usize::from(list).checked_sub(1)?)?;
        let list = self.lists.get_mut(&used.list)?;
        let at = usize::from(level).min(LEVELS - 1);
        let known = list.levels.get(at).or(list.levels.first()).copied().unwrap_or_default();
        let mut first = known.first;
        if let Some(start) = used.starts.iter().position(|(known, _)| *known == at) {
            first = used.starts.swap_remove(start).1;
            list.counters.restart(at);
        }
        let number = list.counters.next(at, first);
        Some(Kind::Item { level: at as u8 + 1, number: known.is_numbered.then_some(number) })
    }
}

/// A level, and what follows it.
fn level(bytes: &[u8]) -> Option<(Level, &[u8])> {
    const HEAD: usize = 28;
    let format = byte(bytes, 4)?;
    // A bullet, and nothing.
    let level = Level { first: int(bytes, 0)?, is_numbered: format != 23 && format != 255 };
    let properties = usize::from(byte(bytes, 24)?) + usize::from(byte(bytes, 25)?);
    let text = HEAD + properties;
    let behind = text + 2 + usize::from(short(bytes, text)?) * 2;
    Some((level, bytes.get(behind..)?))
}
