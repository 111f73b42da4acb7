//! Geographic data from the lexicon: countries by code, and the larger places near a place. Collected on first use.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::lexicon::nearby::{LargePlaces, Nearby};
use crate::lexicon::{EntityId, Lexicon};

/// The geographic data of one lexicon.
#[derive(Default)]
pub(crate) struct Atlas {
    countries: OnceCell<HashMap<String, EntityId>>,
    large_places: OnceCell<LargePlaces>,
    by_size: OnceCell<Vec<(EntityId, (f32, f32))>>,
}

impl Atlas {
    /// The country with an ISO 3166-1 code.
    pub(crate) fn country(&self, lexicon: &Lexicon, code: &str) -> Option<EntityId> {
        let countries = self.countries.get_or_init(|| {
            let all = lexicon.entities().filter(|(_, entity)| entity.kind == "country");
            all.filter_map(|(id, entity)| Some((entity.country?.to_owned(), id))).collect()
        });
        countries.get(code).copied()
    }

    /// A larger place by which a place's position can be described.
    pub(crate) fn nearby(&self, lexicon: &Lexicon, place: EntityId) -> Option<Nearby> {
        self.large_places.get_or_init(|| LargePlaces::of(lexicon)).nearest(lexicon, place)
    }

    /// The well-known places with latitude and longitude in degrees, the largest first.
    pub(crate) fn places_by_size(&self, lexicon: &Lexicon) -> &[(EntityId, (f32, f32))] {
        self.by_size.get_or_init(|| self.large_places.get_or_init(|| LargePlaces::of(lexicon)).by_size(lexicon))
    }
}
