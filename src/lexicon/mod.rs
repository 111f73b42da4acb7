//! Places, factions, group nouns and demonyms: entries compiled into a matcher.
//!
//! Owns what is known of names. Must not know documents, files or windows: the sources under
//! `assets/lexicon` are compiled when the program is built. Words are looked up in folded spelling
//! (see [`crate::text::fold`]). Reading a lexicon copies nothing and cannot fail; a number that is
//! not of this lexicon gives an empty entity.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

pub mod compile;
pub mod format;
mod posting;

pub use posting::{Features, GroupNoun, PlaceNoun, Posting};

use self::format::{ENTITY_FIELDS, MAGIC, SECTIONS, Section};

/// The number of an entity in the [`Lexicon`] that made it. Files carry [`Entity::id`] instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// What the lexicon knows of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity<'l> {
    /// Stable id used in files: `place:iraq`, `faction:islamic-state`.
    pub id: &'l str,
    /// The Arabic name shown for it.
    pub canonical: &'l str,
    /// The English name.
    pub english: &'l str,
    /// The kind as in the sources: `city`, `armed-group`, …
    pub kind: &'l str,
    /// ISO 3166-1 code of the country, two capital letters.
    pub country: Option<&'l str>,
    /// Latitude and longitude, WGS84 degrees.
    pub position: Option<(f32, f32)>,
    /// Inhabitants, 0 when unknown.
    pub population: u32,
}

/// A word of the lexicon's vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

/// A place in the trie of names: the words that lead there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeId(u32);

/// The compiled lexicon.
#[derive(Clone, Debug)]
pub struct Lexicon {
    blob: Cow<'static, [u8]>,
    /// Start and length of each section, in bytes.
    sections: [(usize, usize); SECTIONS],
    slot_mask: u32,
}

impl Lexicon {
    /// The lexicon that the program is shipped with.
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: OnceLock<Arc<Lexicon>> = OnceLock::new();
        let compiled: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
        Arc::clone(
            BUILTIN.get_or_init(|| Arc::new(Self::from_compiled(Cow::Borrowed(compiled)).unwrap_or_else(Self::empty))),
        )
    }

    /// A lexicon from what [`compile::Compiler::finish`] made; `None` when the bytes are something else.
    pub fn from_compiled(blob: Cow<'static, [u8]>) -> Option<Self> {
        let number =
            |at: usize| blob.get(at..at + 4).and_then(|b| b.first_chunk::<4>()).map(|b| u32::from_le_bytes(*b));
        if number(0)? != MAGIC {
            return None;
        }
        let mut sections = [(0, 0); SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let (start, len) = (number(4 + i * 8)? as usize, number(8 + i * 8)? as usize);
            blob.get(start..start.checked_add(len)?)?;
            *section = (start, len);
        }
        let slots = (sections[Section::Slots as usize].1 / 4) as u32;
        slots.is_power_of_two().then(|| Self { blob, sections, slot_mask: slots - 1 })
    }

    /// A lexicon that knows nothing.
    pub fn empty() -> Self {
        Self { blob: Cow::Borrowed(&[]), sections: [(0, 0); SECTIONS], slot_mask: 0 }
    }

    fn bytes(&self, section: Section) -> &[u8] {
        let (start, len) = self.sections[section as usize];
        self.blob.get(start..start + len).unwrap_or(&[])
    }

    fn number(&self, section: Section, index: u32) -> u32 {
        let (start, len) = self.sections[section as usize];
        let at = index as usize * 4;
        if at + 4 > len {
            return 0;
        }
        self.blob.get(start + at..).and_then(|b| b.first_chunk::<4>()).map_or(0, |b| u32::from_le_bytes(*b))
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.sections[Section::Entities as usize].1 / (4 * ENTITY_FIELDS)
    }

    /// Whether the lexicon knows nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All entities, in the order of their ids.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, Entity<'_>)> {
        (0..self.len() as u32).map(|i| (EntityId(i), self.entity(EntityId(i))))
    }

    /// What is known of an entity; all empty for a number of another lexicon.
    pub fn entity(&self, entity: EntityId) -> Entity<'_> {
        let (lat, lon) = (f32::from_bits(self.field(entity, 7)), f32::from_bits(self.field(entity, 8)));
        let known = (entity.0 as usize) < self.len();
        Entity {
            id: self.string(entity, 0),
            canonical: self.string(entity, 2),
            english: self.string(entity, 4),
            kind: if known { format::kind_name(self.kind(entity)) } else { "" },
            country: self.country_name(entity),
            position: (known && !lat.is_nan() && !lon.is_nan()).then_some((lat, lon)),
            population: self.field(entity, 9),
        }
    }

    /// The entity of a stable id.
    pub fn by_id(&self, id: &str) -> Option<EntityId> {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.string(EntityId(middle), 0).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(EntityId(middle)),
            }
        }
        None
    }

    fn field(&self, entity: EntityId, field: u32) -> u32 {
        self.number(Section::Entities, entity.0.saturating_mul(ENTITY_FIELDS as u32).saturating_add(field))
    }

    fn string(&self, entity: EntityId, field: u32) -> &str {
        let start = self.field(entity, field) as usize;
        let end = start + self.field(entity, field + 1) as usize;
        self.bytes(Section::Strings).get(start..end).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    fn country_name(&self, entity: EntityId) -> Option<&str> {
        country_code(self.country(entity))
    }

    /// The number of an entity's kind; see [`format::KINDS`].
    pub fn kind(&self, entity: EntityId) -> u8 {
        (self.field(entity, 6) & 0xFF) as u8
    }

    /// Whether an entity is a faction (otherwise a place).
    pub fn is_faction(&self, entity: EntityId) -> bool {
        self.kind(entity) < format::FACTION_KINDS || self.string(entity, 0).starts_with("faction:")
    }

    /// An entity's country as a number below [`COUNTRIES`], 0 when unknown.
    pub fn country(&self, entity: EntityId) -> u16 {
        let code = self.field(entity, 6) >> 16;
        let letter = |l: u32| l.checked_sub(u32::from(b'A')).filter(|l| *l < 26);
        match (letter(code >> 8), letter(code & 0xFF)) {
            (Some(a), Some(b)) => (1 + a * 26 + b) as u16,
            _ => 0,
        }
    }

    /// Inhabitants of a place, 0 when unknown.
    pub fn population(&self, entity: EntityId) -> u32 {
        self.field(entity, 9)
    }

    /// The faction that a faction belongs to.
    pub fn parent(&self, entity: EntityId) -> Option<EntityId> {
        self.field(entity, 10).checked_sub(1).map(EntityId)
    }

    /// The number of a folded word, if any name or class has it.
    pub fn word(&self, folded: &[u8]) -> Option<WordId> {
        let hash = format::hash(folded);
        let mut slot = hash & self.slot_mask;
        // The table is at most half full, so that a hole ends the search; the bound is for broken data.
        for _ in 0..=self.slot_mask {
            let entry = self.number(Section::Slots, slot);
            let number = (entry & 0x00FF_FFFF).checked_sub(1)?;
            if entry & 0xFF00_0000 == hash & 0xFF00_0000 && self.word_bytes(number) == folded {
                return Some(WordId(number));
            }
            slot = (slot + 1) & self.slot_mask;
        }
        None
    }

    fn word_bytes(&self, word: u32) -> &[u8] {
        let start = self.number(Section::WordOffsets, word) as usize;
        let end = self.number(Section::WordOffsets, word + 1) as usize;
        self.bytes(Section::WordBytes).get(start..end).unwrap_or(&[])
    }

    /// The context classes of a word, a bit each; see [`format::CLASSES`].
    pub fn classes(&self, word: WordId) -> u32 {
        self.number(Section::WordFlags, word.0)
    }

    /// Where names that begin with this word go on.
    pub fn root(&self, word: WordId) -> Option<NodeId> {
        Some(self.number(Section::WordNodes, word.0)).filter(|node| *node != 0).map(NodeId)
    }

    /// Where names go on with another word.
    pub fn child(&self, node: NodeId, word: WordId) -> Option<NodeId> {
        let (mut low, mut high) =
            (self.number(Section::NodeEdges, node.0), self.number(Section::NodeEdges, node.0 + 1));
        while low < high {
            let middle = low + (high - low) / 2;
            match self.number(Section::Edges, middle * 2).cmp(&word.0) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    return Some(NodeId(self.number(Section::Edges, middle * 2 + 1)));
                }
            }
        }
        None
    }

    /// Whether no longer name goes through this node.
    pub fn is_leaf(&self, node: NodeId) -> bool {
        self.number(Section::NodeEdges, node.0) >= self.number(Section::NodeEdges, node.0 + 1)
    }

    /// Whether a name ends at this node.
    pub fn has_postings(&self, node: NodeId) -> bool {
        self.number(Section::NodePostings, node.0) < self.number(Section::NodePostings, node.0 + 1)
    }

    /// What a name means: sure places, then weak ones, each with the most prominent first; factions; nouns.
    pub fn postings(&self, node: NodeId) -> impl Iterator<Item = Posting> + '_ {
        let range = self.number(Section::NodePostings, node.0)..self.number(Section::NodePostings, node.0 + 1);
        range.filter_map(|at| self.posting(self.number(Section::Postings, at)))
    }

    fn posting(&self, packed: u32) -> Option<Posting> {
        let (tag, features, index) = format::posting::unpack(packed);
        posting::read(self, tag, Features(features as u8), index)
    }
}

/// One more than the largest number that [`Lexicon::country`] gives.
pub const COUNTRIES: usize = 26 * 26 + 1;

/// All codes of two letters, so that a number can be shown as text without storing it.
fn country_code(number: u16) -> Option<&'static str> {
    static CODES: OnceLock<String> = OnceLock::new();
    let at = usize::from(number.checked_sub(1)?) * 2;
    let codes = CODES.get_or_init(|| {
        (b'A'..=b'Z').flat_map(|a| (b'A'..=b'Z').map(move |b| [a, b])).flatten().map(char::from).collect()
    });
    codes.get(at..at + 2)
}

#[cfg(test)]
mod tests;
