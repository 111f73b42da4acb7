//! The binary form of the lexicon, written by its compiler and read by [`super::Lexicon`].
//!
//! `build.rs` includes this file too, so it must not use anything else from the crate. All numbers are little-endian
//! `u32`; a section is either an array of them, or bytes.

/// First four bytes of a compiled lexicon.
pub(crate) const MAGIC: u32 = 0x3558_4C48;
/// Bytes before the sections: the magic number, a hash of everything that follows it, and the position of each section.
pub(crate) const HEAD: usize = 4 + 8 + SECTIONS * 8;

/// The sections, in the order of the header's (offset, length) pairs, both in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum TableSection {
    /// Open-addressed hash table: `0` or word number + 1, in the low 24 bits, hash bits above.
    Slots,
    /// Start of each word in [`TableSection::WordBytes`], then one end marker.
    WordOffsets,
    /// Folded words, UTF-8.
    WordBytes,
    /// Context classes of each word, one bit each, in two numbers, the lower half first; see [`CLASSES`].
    WordClasses,
    /// The node that each word leads to, 0 for none, combined with [`CONTINUES`].
    WordNodes,
    /// First edge of each node, then one end marker.
    NodeEdges,
    /// First posting of each node, then one end marker.
    NodePostings,
    /// (word, node) pairs, sorted by word within a node.
    Edges,
    /// Postings; see [`posting`].
    Postings,
    /// Entities, [`ENTITY_FIELDS`] numbers each, sorted by id.
    Entities,
    /// Group nouns: kind and flags.
    GroupNouns,
    /// Place nouns: kind and flags.
    PlaceNouns,
    /// Demonyms: entity + 1, or 0.
    Demonyms,
    /// Leaders: entity + 1, or 0.
    Leaders,
    /// Regions that places lie in, [`REGION_FIELDS`] numbers each, sorted by the first.
    Regions,
    /// Strings of the entities, UTF-8.
    Strings,
}

/// Set in [`TableSection::WordNodes`] for a word that occurs in a name after its first word.
pub(crate) const CONTINUES: u32 = 1 << 31;

/// How many sections there are.
pub(crate) const SECTIONS: usize = 16;

/// Numbers of one entity: id, canonical and English name (offset and length each), kind, region and country (see
/// [`KIND_FIELD`]), latitude and longitude as `f32` bits (NaN when unknown), population, parent + 1, GeoNames id.
pub(crate) const ENTITY_FIELDS: usize = 12;
/// The field that holds the kind in the lowest 8 bits, then the region's number within its country in 8 bits (0 when
/// unknown), then the two letters of the country's code.
pub(crate) const KIND_FIELD: u32 = 6;
/// The field of the GeoNames id, 0 when there is none.
pub(crate) const GEONAMES_FIELD: u32 = 11;

/// Numbers of one region: its country and number, encoded as in [`KIND_FIELD`] above the kind, then Arabic and English
/// name (offset and length each).
pub(crate) const REGION_FIELDS: usize = 5;
/// Most regions of one country; they are numbered from 1.
pub(crate) const MOST_REGIONS: u32 = 255;

/// The first number of a region, made from its country's code and its number there.
pub(crate) fn region_key(country: &str, number: u32) -> u32 {
    country_letters(country) << 8 | number
}

/// The two letters of a country's code as one number, 0 for anything else.
pub(crate) fn country_letters(country: &str) -> u32 {
    match country.as_bytes() {
        &[a, b] => u32::from(a) << 8 | u32::from(b),
        _ => 0,
    }
}

/// The kinds used in the sources. The first [`FACTION_KINDS`] are factions.
pub const KINDS: [&str; 35] = [
    "armed-group",
    "military",
    "police",
    "intelligence",
    "government",
    "coalition",
    "party",
    "tribe",
    "body",
    "movement",
    "country",
    "capital",
    "governorate",
    "city",
    "town",
    "village",
    "quarter",
    "camp",
    "crossing",
    "airport",
    "base",
    "oilfield",
    "dam",
    "road",
    "square",
    "sea",
    "river",
    "lake",
    "mountain",
    "desert",
    "island",
    "valley",
    "strait",
    "region",
    "other",
];

/// The kind of places that are none of the others.
pub(crate) const KIND_OTHER: u8 = known(kind_number("other"));
/// How many of [`KINDS`] are kinds of factions.
pub(crate) const FACTION_KINDS: u8 = 10;

/// The number of the kind with this name, if there is one.
pub(crate) const fn kind_number(name: &str) -> Option<u8> {
    match position(&KINDS, name) {
        Some(at) => Some(at as u8),
        None => None,
    }
}

/// The name of a kind's number.
pub(crate) fn kind_name(number: u8) -> &'static str {
    KINDS.get(number as usize).unwrap_or(&"other")
}

/// Classes of ordinary words that help to decide about a name beside them; a class's position here is its bit in a
/// word's flags. The words are listed in `context_words.ron`. The first 32 are features of the trained model, in this
/// order.
pub(crate) const CLASSES: [&str; 32] = [
    "preposition",
    "loose-preposition",
    "movement",
    "given-name",
    "title",
    "institute",
    "descriptor",
    "unit-adjective",
    "ordinary",
    "cue",
    "against",
    "usage-reference",
    "side",
    "not-a-reference-after",
    "surname",
    "member",
    "never",
    "sport",
    "club",
    "unit",
    "ordinal",
    "mission",
    "stands-alone",
    "relative",
    "wing",
    "arm",
    "fighter",
    "act",
    "political",
    "event",
    "tribal",
    "verb",
];

/// A set of context classes, one bit each.
pub type ClassSet = u64;

/// The bit of the class with this name, if there is one.
pub(crate) const fn class_bit(name: &str) -> Option<ClassSet> {
    match position(&CLASSES, name) {
        Some(at) => Some(1 << at),
        None => None,
    }
}

/// The roles that a word can play beside a club's name; the words are listed in `club_words.ron`.
pub(crate) const CLUB_ROLES: [&str; 21] = [
    "wins",
    "does",
    "owned",
    "owned-in-sport",
    "beats",
    "plays",
    "moves",
    "transfer",
    "coming",
    "upon",
    "against",
    "to",
    "from",
    "sport",
    "particle",
    "match",
    "team",
    "time",
    "side",
    "each",
    "line",
];

/// The bit of the role with this name, if there is one.
pub(crate) const fn club_role(name: &str) -> Option<u32> {
    match position(&CLUB_ROLES, name) {
        Some(at) => Some(1 << at),
        None => None,
    }
}

/// Unwraps an option in a constant.
///
/// # Panics
/// When there is no value: the constant then fails to compile.
pub const fn known<T: Copy>(of: Option<T>) -> T {
    match of {
        Some(value) => value,
        None => panic!("there is nothing of this name"),
    }
}

const fn position(names: &[&str], name: &str) -> Option<usize> {
    let mut at = 0;
    while at < names.len() {
        if same(names[at].as_bytes(), name.as_bytes()) {
            return Some(at);
        }
        at += 1;
    }
    None
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// The tags of a posting.
pub mod posting {
    /// A place that the name means without further evidence.
    pub(crate) const PLACE: u32 = 0;
    /// A place that needs evidence.
    pub(crate) const WEAK_PLACE: u32 = 1;
    /// A faction that the name means without further evidence.
    pub const FACTION: u32 = 2;
    /// A faction that needs evidence.
    pub(crate) const WEAK_FACTION: u32 = 3;
    /// A form of a group noun.
    pub(crate) const GROUP_NOUN: u32 = 4;
    /// A definite group noun that can refer back.
    pub(crate) const GROUP_REFERENCE: u32 = 5;
    /// A form of a place noun.
    pub(crate) const PLACE_NOUN: u32 = 6;
    /// A definite place noun that can refer back.
    pub(crate) const PLACE_REFERENCE: u32 = 7;
    /// A nationality adjective or people.
    pub(crate) const DEMONYM: u32 = 8;
    /// A leader.
    pub(crate) const LEADER: u32 = 9;
    /// A leader whose name is also an ordinary word.
    pub(crate) const WEAK_LEADER: u32 = 10;

    /// Feature: with the article.
    pub(crate) const DEFINITE: u32 = 1;
    /// Feature: feminine, or a plural that takes feminine adjectives.
    pub(crate) const FEMININE: u32 = 2;
    /// Feature: a plural.
    pub(crate) const PLURAL: u32 = 4;
    /// Feature of a weak place: an ordinary word, an adjective or a short name, so that it needs stronger evidence.
    pub(crate) const COMMON: u32 = 8;
    /// Feature of a group noun: a dual.
    pub(crate) const DUAL: u32 = 16;

    /// Packs a posting: 4 bits tag, 6 bits features, 22 bits index.
    pub(crate) fn pack(tag: u32, features: u32, index: u32) -> u32 {
        (tag << 28) | ((features & 0x3F) << 22) | (index & 0x003F_FFFF)
    }

    /// Unpacks a posting into tag, features and index.
    pub(crate) fn unpack(posting: u32) -> (u32, u32, u32) {
        (posting >> 28, (posting >> 22) & 0x3F, posting & 0x003F_FFFF)
    }
}

/// Flags of a group noun, above the 8 bits of its kind.
pub mod group {
    /// May be followed by an unknown proper name.
    pub(crate) const HEAD: u32 = 1 << 8;
    /// A faction when it has the article and a definite nationality.
    pub(crate) const NISBA: u32 = 1 << 9;
    /// Also a faction without the article, with an indefinite nationality.
    pub(crate) const INDEFINITE_NISBA: u32 = 1 << 10;
    /// A faction when it has a quoted name.
    pub(crate) const QUOTED: u32 = 1 << 11;
    /// Has other common meanings.
    pub(crate) const AMBIGUOUS: u32 = 1 << 12;
    /// A faction when it has a leader's name.
    pub(crate) const LEADER: u32 = 1 << 13;
}

/// Flags of a place noun, above the 8 bits of its kind.
pub mod place {
    /// Part of the name: نهر الفرات.
    pub(crate) const INSIDE: u32 = 1 << 8;
    /// Enough evidence for a weak name.
    pub(crate) const STRONG: u32 = 1 << 9;
}

/// The longest word of the lexicon, in folded bytes; longer words of a text are not looked up.
pub const LONGEST_WORD: usize = 60;
