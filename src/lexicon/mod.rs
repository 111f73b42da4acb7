//! Places, factions, group nouns and demonyms: entries compiled into a matcher.
//!
//! Owns what is known of names. Must not know documents, files or windows: the sources under
//! `assets/lexicon` are compiled when the program is built.

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
