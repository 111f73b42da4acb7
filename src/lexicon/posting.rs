//! The meanings of a name in the lexicon.

use super::entity::EntityId;
use super::format::{TableSection, group, place, posting};
use super::table::Table;

/// Grammar of an inflected form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features(pub(super) u8);

impl Features {
    /// With the article.
    pub(crate) fn is_definite(self) -> bool {
        u32::from(self.0) & posting::DEFINITE != 0
    }

    /// Feminine, or a plural that takes feminine adjectives.
    pub(crate) fn is_feminine(self) -> bool {
        u32::from(self.0) & posting::FEMININE != 0
    }

    /// A plural.
    pub(crate) fn is_plural(self) -> bool {
        u32::from(self.0) & posting::PLURAL != 0
    }

    /// A dual: الحكومتين.
    pub(crate) fn is_dual(self) -> bool {
        u32::from(self.0) & posting::DUAL != 0
    }
}

/// A noun that heads a faction's name. The number identifies the noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupNoun {
    /// Number of the noun.
    pub number: u16,
    switches: u32,
}

impl GroupNoun {
    fn has(self, switch: u32) -> bool {
        self.switches & switch != 0
    }

    /// The number of the kind of faction it heads; see [`super::format::KINDS`].
    pub fn kind(self) -> u8 {
        (self.switches & 0xFF) as u8
    }

    /// Whether an unknown proper name may follow.
    pub(crate) fn heads_names(self) -> bool {
        self.has(group::HEAD)
    }

    /// Whether the article and a definite nationality make it a faction.
    pub(crate) fn takes_nationality(self) -> bool {
        self.has(group::NISBA)
    }

    /// Whether an indefinite nationality is enough: ميليشيات إيرانية.
    pub(crate) fn takes_indefinite_nationality(self) -> bool {
        self.has(group::INDEFINITE_NISBA)
    }

    /// Whether a quoted name makes it a faction.
    pub(crate) fn takes_quotation(self) -> bool {
        self.has(group::QUOTED)
    }

    /// Whether it has other common meanings.
    pub(crate) fn is_ambiguous(self) -> bool {
        self.has(group::AMBIGUOUS)
    }

    /// Whether a leader's name makes it a faction.
    pub(crate) fn takes_leader(self) -> bool {
        self.has(group::LEADER)
    }
}

/// A noun before a place's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceNoun {
    /// Number of the noun.
    pub number: u16,
    switches: u32,
}

impl PlaceNoun {
    /// The number of the kind of place; see [`super::format::KINDS`].
    pub fn kind(self) -> u8 {
        (self.switches & 0xFF) as u8
    }

    /// Whether the noun is part of the name: نهر الفرات.
    pub(crate) fn is_inside(self) -> bool {
        self.switches & place::INSIDE != 0
    }

    /// Whether it is enough evidence for a weak name.
    pub(crate) fn is_strong(self) -> bool {
        self.switches & place::STRONG != 0
    }
}

/// One meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posting {
    /// A place.
    Place {
        /// The place.
        entity: EntityId,
        /// Whether the name needs evidence.
        weak: bool,
        /// Whether it is also an ordinary word and so needs stronger evidence.
        common: bool,
    },
    /// A faction.
    Faction {
        /// The faction.
        entity: EntityId,
        /// Whether the name needs evidence.
        weak: bool,
    },
    /// A form of a group noun.
    GroupNoun(GroupNoun, Features),
    /// A group noun that can refer back.
    GroupReference(GroupNoun),
    /// A form of a place noun.
    PlaceNoun(PlaceNoun, Features),
    /// A place noun that can refer back.
    PlaceReference(PlaceNoun),
    /// A nationality.
    Demonym {
        /// Its place, if the lexicon has it.
        of: Option<EntityId>,
        /// Its form.
        features: Features,
    },
    /// A leader.
    Leader {
        /// The faction that a phrase with the leader's name usually means.
        of: Option<EntityId>,
        /// Whether the name is also an ordinary word.
        weak: bool,
    },
}

/// Reads a posting; nouns, demonyms and leaders always come from the built-in table.
pub(super) fn read(base: &Table, tag: u32, features: Features, index: u32) -> Option<Posting> {
    let entity_in = |section| base.number(section, index).checked_sub(1).map(EntityId::new);
    let common = u32::from(features.0) & posting::COMMON != 0;
    Some(match tag {
        posting::PLACE | posting::WEAK_PLACE => {
            Posting::Place { entity: EntityId::new(index), weak: tag == posting::WEAK_PLACE, common }
        }
        posting::FACTION | posting::WEAK_FACTION => {
            Posting::Faction { entity: EntityId::new(index), weak: tag == posting::WEAK_FACTION }
        }
        posting::GROUP_NOUN | posting::GROUP_REFERENCE => {
            let noun = GroupNoun { number: index as u16, switches: base.number(TableSection::GroupNouns, index) };
            if tag == posting::GROUP_NOUN { Posting::GroupNoun(noun, features) } else { Posting::GroupReference(noun) }
        }
        posting::PLACE_NOUN | posting::PLACE_REFERENCE => {
            let noun = PlaceNoun { number: index as u16, switches: base.number(TableSection::PlaceNouns, index) };
            if tag == posting::PLACE_NOUN { Posting::PlaceNoun(noun, features) } else { Posting::PlaceReference(noun) }
        }
        posting::DEMONYM => Posting::Demonym { of: entity_in(TableSection::Demonyms), features },
        posting::LEADER | posting::WEAK_LEADER => {
            Posting::Leader { of: entity_in(TableSection::Leaders), weak: tag == posting::WEAK_LEADER }
        }
        _ => return None,
    })
}
