//! Places, factions, group nouns and demonyms: entries compiled into a matcher.
//!
//! Owns what is known about names. Must not know documents, files or windows: the sources under `assets/lexicon` are
//! compiled when the program is built, a user's sources when they are added. Words are looked up in folded spelling
//! (see [`crate::text::fold`]). Reading a lexicon copies nothing and cannot fail; the number of an entity from another
//! lexicon gives an empty entity.

pub mod compile;
mod country;
mod entity;
pub mod format;
mod joined;
pub mod nearby;
mod posting;
mod region;
mod search;
mod table;
mod tables;
pub mod territories;
pub mod user;

pub use compile::CompileError;
pub(crate) use country::COUNTRIES;
pub use entity::{Entity, EntityId};
pub use posting::{Features, GroupNoun, PlaceNoun, Posting};
pub use region::Region;
pub use tables::{Lexicon, NodeId, WordId};
pub use user::{UserEntry, UserError, UserLexicon};

#[cfg(test)]
mod tests;
