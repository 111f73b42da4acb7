//! The kinds of mentions: a kind is the id of the label that it suggests, as a small number, with properties for the
//! detector. A new kind needs a row in the table here and rules that propose it.

use std::sync::{Mutex, PoisonError};

use crate::lexicon::{EntityId, Lexicon, Posting};

/// A kind of mention. Small, and the same number for the same label as long as the program runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(u16);

/// The entities to which a kind's mentions can be linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    /// Places.
    Places,
    /// Factions.
    Factions,
    /// Any entity that the person chooses.
    Anything,
}

/// What a noun of this kind refers back to: التنظيم, المدينة.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// The last mention that the noun can mean.
    ToTheLast,
    /// The most salient one, by how often and how recently it was mentioned.
    ToTheForemost,
}

/// The detector's properties of a kind.
#[derive(Debug)]
pub(super) struct Properties {
    /// The id of the label that it suggests.
    name: &'static str,
    pub(super) links: Links,
    /// How its nouns refer back; `None` if they do not.
    pub(super) reference: Option<Reference>,
    /// The kinds of names that may be nested in its own.
    pub(super) holds: &'static [Kind],
}

/// The kinds that the detector finds by itself, in the order of the legend.
static DETECTED: [Properties; Kind::DETECTED.len()] = [
    Properties { name: "location", links: Links::Places, reference: Some(Reference::ToTheLast), holds: &[] },
    Properties {
        name: "faction",
        links: Links::Factions,
        reference: Some(Reference::ToTheForemost),
        holds: &[Kind::LOCATION, Kind::FACTION],
    },
];

/// Properties of all other kinds, which are found only by learning from a person's tags.
static TAUGHT: Properties = Properties { name: "", links: Links::Anything, reference: None, holds: &[] };

/// The labels seen besides those of [`DETECTED`]. They are few and never removed, because their numbers outlive
/// sessions.
static LABELS: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

impl Kind {
    /// A place.
    pub const LOCATION: Self = Self(0);
    /// An organised actor in a conflict or a struggle for power.
    pub const FACTION: Self = Self(1);
    /// The kinds that the detector finds by itself, in the order of the legend.
    pub(crate) const DETECTED: [Self; 2] = [Self::LOCATION, Self::FACTION];

    /// The kind that suggests a label; `None` if there are implausibly many labels.
    pub fn of_label(id: &str) -> Option<Self> {
        if let Some(kind) = Self::detected(id) {
            return Some(kind);
        }
        let mut labels = LABELS.lock().unwrap_or_else(PoisonError::into_inner);
        let known = labels.iter().position(|known| *known == id);
        let number = known.unwrap_or(labels.len());
        let kind = u16::try_from(number + DETECTED.len()).ok().map(Self)?;
        if known.is_none() {
            labels.push(Box::leak(id.into()));
        }
        Some(kind)
    }

    /// The built-in kind with a name.
    pub fn detected(name: &str) -> Option<Self> {
        Self::DETECTED.into_iter().find(|kind| kind.properties().name == name)
    }

    /// Whether the detector finds it by itself, rather than only by learning from a person's tags.
    pub(crate) fn is_detected(self) -> bool {
        usize::from(self.0) < DETECTED.len()
    }

    /// The name used in files and on the command line; also the id of its label.
    pub fn name(self) -> &'static str {
        match usize::from(self.0).checked_sub(DETECTED.len()) {
            None => self.properties().name,
            Some(label) => {
                let labels = LABELS.lock().unwrap_or_else(PoisonError::into_inner);
                labels.get(label).copied().unwrap_or_default()
            }
        }
    }

    /// Whether its mentions can be linked to an entity.
    pub fn links_to(self, lexicon: &Lexicon, entity: EntityId) -> bool {
        match self.properties().links {
            Links::Places => !lexicon.is_faction(entity),
            Links::Factions => lexicon.is_faction(entity),
            Links::Anything => true,
        }
    }

    pub(super) fn properties(self) -> &'static Properties {
        DETECTED.get(usize::from(self.0)).unwrap_or(&TAUGHT)
    }
}

impl Links {
    /// The entity of a posting, if it is of the right sort, and whether the name needs evidence.
    pub(super) fn entity(self, posting: Posting) -> Option<(EntityId, bool)> {
        match (self, posting) {
            (Self::Places | Self::Anything, Posting::Place { entity, weak, .. })
            | (Self::Factions | Self::Anything, Posting::Faction { entity, weak }) => Some((entity, weak)),
            _ => None,
        }
    }
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Kind").field(&self.name()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_one_kind_and_keeps_its_name() {
        let (weapon, person) = (Kind::of_label("weapon"), Kind::of_label("person"));
        assert_eq!(weapon, Kind::of_label("weapon"));
        assert_ne!(weapon, person);
        assert_eq!(weapon.map(Kind::name), Some("weapon"));
        assert_eq!(Kind::of_label("faction"), Some(Kind::FACTION));
        assert_eq!(Kind::LOCATION.name(), "location");
        assert!(weapon.is_some_and(|kind| !kind.is_detected() && kind > Kind::FACTION));
    }

    #[test]
    fn what_a_kind_stands_for_is_its_own_property() {
        let lexicon = Lexicon::builtin();
        let entity = |id: &str| lexicon.by_id(id).expect(id);
        let (place, faction) = (entity("place:iraq"), entity("faction:islamic-state"));
        let links = |kind: Kind| (kind.links_to(&lexicon, place), kind.links_to(&lexicon, faction));
        assert_eq!(links(Kind::LOCATION), (true, false));
        assert_eq!(links(Kind::FACTION), (false, true));
        assert_eq!(Kind::of_label("militia").map(links), Some((true, true)), "a label of one's own");
    }
}
