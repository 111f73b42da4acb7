//! What the lexicon knows of a place or a faction.

use std::num::NonZeroU32;

/// The number of an entity in the [`Lexicon`] that made it. Files carry [`Entity::id`] instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(NonZeroU32);

impl EntityId {
    /// The entity at an index, from 0.
    pub fn new(index: u32) -> Self {
        // One more, so that `Option<EntityId>` needs no extra space: long articles hold a million of them.
        Self(NonZeroU32::MIN.saturating_add(index))
    }

    /// Its index, from 0.
    pub fn index(self) -> u32 {
        self.0.get() - 1
    }
}

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
    /// Its id in GeoNames.
    pub geonames: Option<u32>,
}
