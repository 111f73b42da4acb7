//! The numbers that the rules refer to: words, word classes and kinds of entities.
//!
//! The words are data (`assets/lexicon`): a name used here but missing there is a compile error.

/// The hashes of folded words.
pub(super) type WordList = &'static [u32];

/// A place's name with the neighbours that show that it is an ordinary word: نصف قطر الدائرة.
#[derive(Debug)]
pub(super) struct Sense {
    /// The word in all its forms.
    pub(super) forms: WordList,
    /// Directly before it.
    pub(super) before: WordList,
    /// Directly after it.
    pub(super) after: WordList,
    /// Among the three words after it.
    pub(super) near: WordList,
    /// Whether one of `before` and one of `after` are both needed.
    pub(super) both: bool,
    /// Directly before it, words with which it is the place after all.
    pub(super) unless: WordList,
}

/// The words of `rule_words.ron`, one list each, `SENSES` of `senses.ron` and `CLUB_WORDS` of `club_words.ron`.
#[expect(clippy::unreadable_literal, reason = "hashes are read by nobody")]
pub(super) mod list {
    use super::{Sense, WordList};

    include!(concat!(env!("OUT_DIR"), "/rule_words.rs"));
}

/// The classes used by the detector.
pub(super) mod class {
    use crate::lexicon::format::{ClassSet, class_bit, known};
    pub(in crate::detect) const PREPOSITION: ClassSet = known(class_bit("preposition"));
    pub(in crate::detect) const WEAK_PREPOSITION: ClassSet = known(class_bit("loose-preposition"));
    pub(in crate::detect) const MOVEMENT: ClassSet = known(class_bit("movement"));
    pub(in crate::detect) const SIDE: ClassSet = known(class_bit("side"));
    pub(in crate::detect) const GIVEN_NAME: ClassSet = known(class_bit("given-name"));
    pub(in crate::detect) const SURNAME: ClassSet = known(class_bit("surname"));
    pub(in crate::detect) const TITLE: ClassSet = known(class_bit("title"));
    pub(in crate::detect) const INSTITUTE: ClassSet = known(class_bit("institute"));
    pub(in crate::detect) const DESCRIPTOR: ClassSet = known(class_bit("descriptor"));
    pub(in crate::detect) const UNIT_ADJECTIVE: ClassSet = known(class_bit("unit-adjective"));
    pub(in crate::detect) const ORDINARY: ClassSet = known(class_bit("ordinary"));
    pub(in crate::detect) const CUE: ClassSet = known(class_bit("cue"));
    pub(in crate::detect) const AGAINST: ClassSet = known(class_bit("against"));
    pub(in crate::detect) const USAGE: ClassSet = known(class_bit("usage-reference"));
    pub(in crate::detect) const PLAIN_AFTER: ClassSet = known(class_bit("not-a-reference-after"));
    pub(in crate::detect) const NEVER: ClassSet = known(class_bit("never"));
    pub(in crate::detect) const MEMBER: ClassSet = known(class_bit("member"));
    pub(in crate::detect) const UNIT: ClassSet = known(class_bit("unit"));
    pub(in crate::detect) const ORDINAL: ClassSet = known(class_bit("ordinal"));
    pub(in crate::detect) const STANDS_ALONE: ClassSet = known(class_bit("stands-alone"));
    pub(in crate::detect) const WING: ClassSet = known(class_bit("wing"));
    pub(in crate::detect) const RELATIVE: ClassSet = known(class_bit("relative"));
    pub(in crate::detect) const SPORT: ClassSet = known(class_bit("sport"));
    pub(in crate::detect) const CLUB: ClassSet = known(class_bit("club"));
    pub(in crate::detect) const ARM: ClassSet = known(class_bit("arm"));
    pub(in crate::detect) const FIGHTER: ClassSet = known(class_bit("fighter"));
    pub(in crate::detect) const ACT: ClassSet = known(class_bit("act"));
    pub(in crate::detect) const POLITICAL: ClassSet = known(class_bit("political"));
    pub(in crate::detect) const EVENT: ClassSet = known(class_bit("event"));
    pub(in crate::detect) const VERB: ClassSet = known(class_bit("verb"));
    pub(in crate::detect) const MISSION: ClassSet = known(class_bit("mission"));
    pub(in crate::detect) const TRIBAL: ClassSet = known(class_bit("tribal"));
}

/// The kinds used by the detector.
pub(super) mod kind {
    use crate::lexicon::format::{kind_number, known};
    pub(in crate::detect) const ARMED_GROUP: u8 = known(kind_number("armed-group"));
    pub(in crate::detect) const MILITARY: u8 = known(kind_number("military"));
    pub(in crate::detect) const POLICE: u8 = known(kind_number("police"));
    pub(in crate::detect) const INTELLIGENCE: u8 = known(kind_number("intelligence"));
    pub(in crate::detect) const GOVERNMENT: u8 = known(kind_number("government"));
    pub(in crate::detect) const COALITION: u8 = known(kind_number("coalition"));
    pub(in crate::detect) const PARTY: u8 = known(kind_number("party"));
    pub(in crate::detect) const BODY: u8 = known(kind_number("body"));
    pub(in crate::detect) const COUNTRY: u8 = known(kind_number("country"));
    pub(in crate::detect) const CAPITAL: u8 = known(kind_number("capital"));
    pub(in crate::detect) const GOVERNORATE: u8 = known(kind_number("governorate"));
    pub(in crate::detect) const CITY: u8 = known(kind_number("city"));
    pub(in crate::detect) const TOWN: u8 = known(kind_number("town"));
    pub(in crate::detect) const VILLAGE: u8 = known(kind_number("village"));
    pub(in crate::detect) const QUARTER: u8 = known(kind_number("quarter"));
    pub(in crate::detect) const CAMP: u8 = known(kind_number("camp"));
    pub(in crate::detect) const CROSSING: u8 = known(kind_number("crossing"));
    pub(in crate::detect) const AIRPORT: u8 = known(kind_number("airport"));
    pub(in crate::detect) const BASE: u8 = known(kind_number("base"));
    pub(in crate::detect) const OILFIELD: u8 = known(kind_number("oilfield"));
    pub(in crate::detect) const DAM: u8 = known(kind_number("dam"));
    pub(in crate::detect) const ROAD: u8 = known(kind_number("road"));
    pub(in crate::detect) const SQUARE: u8 = known(kind_number("square"));
    pub(in crate::detect) const SEA: u8 = known(kind_number("sea"));
    pub(in crate::detect) const RIVER: u8 = known(kind_number("river"));
    pub(in crate::detect) const LAKE: u8 = known(kind_number("lake"));
    pub(in crate::detect) const MOUNTAIN: u8 = known(kind_number("mountain"));
    pub(in crate::detect) const DESERT: u8 = known(kind_number("desert"));
    pub(in crate::detect) const ISLAND: u8 = known(kind_number("island"));
    pub(in crate::detect) const VALLEY: u8 = known(kind_number("valley"));
    pub(in crate::detect) const REGION: u8 = known(kind_number("region"));
    pub(in crate::detect) const OTHER: u8 = known(kind_number("other"));
}
