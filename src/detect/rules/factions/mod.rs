//! Factions: names of the lexicon (`names`), and group nouns with what makes them names (`groups`, `forces`).

mod faction_match;
mod forces;
mod groups;
mod names;

pub(in crate::detect) use self::names::propose;
