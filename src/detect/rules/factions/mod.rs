//! Factions: names of the lexicon (`names`), and group nouns with the words that turn them into names (`groups`,
//! `forces`).

mod faction_match;
mod forces;
mod groups;
mod names;

pub(in crate::detect) use self::names::propose;
