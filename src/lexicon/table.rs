//! One compiled lexicon, read in place: the built-in one, or a user's.
//!
//! Copies nothing and cannot fail; reads outside its bounds give 0 or nothing.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::format::{self, CONTINUES, ClassSet, ENTITY_FIELDS, MAGIC, REGION_FIELDS, SECTIONS, TableSection};

/// The bytes made by [`super::compile::Compiler::finish`].
#[derive(Clone, Debug)]
pub(super) struct Table {
    blob: Cow<'static, [u8]>,
    /// Start and length of each section, in bytes.
    sections: [(usize, usize); SECTIONS],
    slot_mask: u32,
    /// Found when it is needed first.
    by_geonames: OnceLock<Vec<(u32, u32)>>,
}

impl Table {
    /// `None` when the bytes are not a lexicon.
    pub(super) fn read(blob: Cow<'static, [u8]>) -> Option<Self> {
        let number =
            |at: usize| blob.get(at..at + 4).and_then(|b| b.first_chunk::<4>()).map(|b| u32::from_le_bytes(*b));
        if number(0)? != MAGIC {
            return None;
        }
        let mut sections = [(0, 0); SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let (start, len) = (number(12 + i * 8)? as usize, number(16 + i * 8)? as usize);
            blob.get(start..start.checked_add(len)?)?;
            *section = (start, len);
        }
        let slots = (sections[TableSection::Slots as usize].1 / 4) as u32;
        slots.is_power_of_two().then(|| Self { blob, sections, slot_mask: slots - 1, by_geonames: OnceLock::new() })
    }

    pub(super) fn empty() -> Self {
        Self { blob: Cow::Borrowed(&[]), sections: [(0, 0); SECTIONS], slot_mask: 0, by_geonames: OnceLock::new() }
    }

    fn bytes(&self, section: TableSection) -> &[u8] {
        let (start, len) = self.sections[section as usize];
        self.blob.get(start..start + len).unwrap_or(&[])
    }

    /// The hash of its content; 0 for an empty one.
    pub(super) fn content_hash(&self) -> u64 {
        self.blob.get(4..).and_then(|rest| rest.first_chunk::<8>()).map_or(0, |hash| u64::from_le_bytes(*hash))
    }

    /// Context classes of a word, one bit each.
    #[inline]
    pub(super) fn classes(&self, word: u32) -> ClassSet {
        let half = |half: u32| ClassSet::from(self.number(TableSection::WordClasses, word.saturating_mul(2) + half));
        half(0) | half(1) << 32
    }

    #[inline]
    pub(super) fn number(&self, section: TableSection, index: u32) -> u32 {
        let (start, len) = self.sections[section as usize];
        let at = index as usize * 4;
        if at + 4 > len {
            return 0;
        }
        self.blob.get(start + at..).and_then(|b| b.first_chunk::<4>()).map_or(0, |b| u32::from_le_bytes(*b))
    }

    /// How many words there are.
    pub(super) fn words(&self) -> u32 {
        (self.sections[TableSection::WordClasses as usize].1 / 8) as u32
    }

    /// How many entities there are.
    pub(super) fn entities(&self) -> u32 {
        (self.sections[TableSection::Entities as usize].1 / (4 * ENTITY_FIELDS)) as u32
    }

    #[inline]
    pub(super) fn field(&self, entity: u32, field: u32) -> u32 {
        self.number(TableSection::Entities, entity.saturating_mul(ENTITY_FIELDS as u32).saturating_add(field))
    }

    pub(super) fn string(&self, entity: u32, field: u32) -> &str {
        self.text(self.field(entity, field), self.field(entity, field + 1))
    }

    fn text(&self, start: u32, len: u32) -> &str {
        let range = start as usize..start as usize + len as usize;
        self.bytes(TableSection::Strings).get(range).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    /// How many regions there are.
    pub(super) fn regions(&self) -> u32 {
        (self.sections[TableSection::Regions as usize].1 / (4 * REGION_FIELDS)) as u32
    }

    /// A region: its key (see [`format::region_key`]), Arabic and English name.
    pub(super) fn region(&self, index: u32) -> (u32, &str, &str) {
        let field =
            |n: u32| self.number(TableSection::Regions, index.saturating_mul(REGION_FIELDS as u32).saturating_add(n));
        (field(0), self.text(field(1), field(2)), self.text(field(3), field(4)))
    }

    /// The first region with this key or a higher one.
    pub(super) fn region_from(&self, key: u32) -> u32 {
        let (mut low, mut high) = (0, self.regions());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.region(middle).0 < key { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The entity with a stable id.
    pub(super) fn by_id(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.entities());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.string(middle, 0).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// The number of a folded word with this hash.
    #[inline]
    pub(super) fn word(&self, folded: &[u8], hash: u32) -> Option<u32> {
        let mut slot = hash & self.slot_mask;
        // The table is at most half full, so that an empty slot ends the search; the bound guards against broken data.
        for _ in 0..=self.slot_mask {
            let entry = self.number(TableSection::Slots, slot);
            let number = (entry & 0x00FF_FFFF).checked_sub(1)?;
            if entry & 0xFF00_0000 == hash & 0xFF00_0000 && self.spelled(number) == folded {
                return Some(number);
            }
            slot = (slot + 1) & self.slot_mask;
        }
        None
    }

    pub(super) fn spelled(&self, word: u32) -> &[u8] {
        let start = self.number(TableSection::WordOffsets, word) as usize;
        let end = self.number(TableSection::WordOffsets, word.saturating_add(1)) as usize;
        self.bytes(TableSection::WordBytes).get(start..end).unwrap_or(&[])
    }

    /// The root node of names that begin with a word, 0 for none.
    #[inline]
    pub(super) fn root(&self, word: u32) -> u32 {
        self.number(TableSection::WordNodes, word) & !CONTINUES
    }

    /// Whether a word occurs in names after their first word.
    pub(super) fn continues(&self, word: u32) -> bool {
        self.number(TableSection::WordNodes, word) & CONTINUES != 0
    }

    /// The child of a node by its next word, 0 for none.
    #[inline]
    pub(super) fn child(&self, node: u32, word: u32) -> u32 {
        let (mut low, mut high) =
            (self.number(TableSection::NodeEdges, node), self.number(TableSection::NodeEdges, node.saturating_add(1)));
        while low < high {
            let middle = low + (high - low) / 2;
            match self.number(TableSection::Edges, middle.saturating_mul(2)).cmp(&word) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    return self.number(TableSection::Edges, middle.saturating_mul(2).saturating_add(1));
                }
            }
        }
        0
    }

    #[inline]
    pub(super) fn is_leaf(&self, node: u32) -> bool {
        self.number(TableSection::NodeEdges, node) >= self.number(TableSection::NodeEdges, node.saturating_add(1))
    }

    #[inline]
    pub(super) fn postings(&self, node: u32) -> std::ops::Range<u32> {
        // Broken data may say more than there are.
        let most = (self.sections[TableSection::Postings as usize].1 / 4) as u32;
        let at = |node| self.number(TableSection::NodePostings, node).min(most);
        at(node)..at(node.saturating_add(1))
    }

    #[inline]
    pub(super) fn posting(&self, at: u32) -> u32 {
        self.number(TableSection::Postings, at)
    }

    /// The entities that have a GeoNames id, sorted by it.
    pub(super) fn by_geonames(&self) -> &[(u32, u32)] {
        self.by_geonames.get_or_init(|| {
            let ids = (0..self.entities()).map(|entity| (self.field(entity, format::GEONAMES_FIELD), entity));
            let mut ids: Vec<_> = ids.filter(|(id, _)| *id > 0).collect();
            ids.sort_unstable();
            ids
        })
    }
}
