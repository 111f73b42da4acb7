//! Describes where a place lies relative to a larger one: "71 km north of Beirut".

use std::collections::HashMap;

use super::entity::EntityId;
use super::tables::Lexicon;

/// Fewest inhabitants of a place that is well known enough to describe others by.
const LARGE: u32 = 50_000;
/// How many times larger than the place itself it must be.
const FACTOR: u32 = 2;
/// How far away it may be, in kilometres.
const REACH_KM: f32 = 600.0;

/// A direction of the compass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// North.
    N,
    /// North-east.
    Ne,
    /// East.
    E,
    /// South-east.
    Se,
    /// South.
    S,
    /// South-west.
    Sw,
    /// West.
    W,
    /// North-west.
    Nw,
}

/// A larger place, and the direction and distance of another place from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearby {
    /// The larger place.
    pub place: EntityId,
    /// The distance, in kilometres.
    pub km: f32,
    /// The direction from the larger place.
    pub bearing: Bearing,
}

/// A place and its coordinates.
type Placed = (EntityId, (f32, f32));

/// The well-known places of each country, collected once, because that visits every entity.
#[derive(Debug, Default)]
pub struct LargePlaces(HashMap<u16, Vec<Placed>>);

impl LargePlaces {
    /// Those of a lexicon.
    pub fn of(lexicon: &Lexicon) -> Self {
        let mut places: HashMap<u16, Vec<Placed>> = HashMap::new();
        let all = (0..lexicon.len() as u32).map(EntityId::new);
        for id in all.filter(|id| lexicon.population(*id) >= LARGE && !lexicon.is_faction(*id)) {
            let entity = lexicon.entity(id);
            if let Some(position) = entity.position
                && !matches!(entity.kind, "country" | "governorate" | "region")
            {
                places.entry(lexicon.country(id)).or_default().push((id, position));
            }
        }
        Self(places)
    }

    /// All of them with latitude and longitude in degrees, the largest first.
    pub fn by_size(&self, lexicon: &Lexicon) -> Vec<(EntityId, (f32, f32))> {
        let mut all: Vec<Placed> = self.0.values().flatten().copied().collect();
        all.sort_by_key(|(id, _)| (std::cmp::Reverse(lexicon.population(*id)), id.index()));
        all
    }

    /// The nearest well-known and larger place of the same country; `None` if the place has no coordinates or there is
    /// no such place nearby. `lexicon` must be the one that these places come from.
    pub fn nearest(&self, lexicon: &Lexicon, id: EntityId) -> Option<Nearby> {
        let here = lexicon.entity(id).position.filter(|_| !lexicon.is_faction(id))?;
        let least = lexicon.population(id).saturating_mul(FACTOR);
        let others = self.0.get(&lexicon.country(id))?.iter();
        let others = others.filter(|(other, _)| *other != id && lexicon.population(*other) >= least);
        let measured = others.map(|(place, at)| (distance_km(*at, here), *place, *at));
        let (km, place, at) = measured.min_by(|a, b| a.0.total_cmp(&b.0))?;
        (km <= REACH_KM).then(|| Nearby { place, km, bearing: bearing(at, here) })
    }
}

/// Kilometres between two places given by latitude and longitude in degrees; accurate enough within a country.
pub(crate) fn distance_km(a: (f32, f32), b: (f32, f32)) -> f32 {
    let (dy, dx) = degrees(a, b);
    111.2 * dy.hypot(dx)
}

fn bearing(from: (f32, f32), to: (f32, f32)) -> Bearing {
    use Bearing::{E, N, Ne, Nw, S, Se, Sw, W};
    let (dy, dx) = degrees(from, to);
    let eighth = (dx.atan2(dy).to_degrees() / 45.0).round() as i32;
    [N, Ne, E, Se, S, Sw, W, Nw][eighth.rem_euclid(8) as usize]
}

/// How far north and how far east the second place is, in degrees of latitude.
fn degrees((lat_a, lon_a): (f32, f32), (lat_b, lon_b): (f32, f32)) -> (f32, f32) {
    let middle = f32::midpoint(lat_a, lat_b).to_radians().cos();
    let mut dx = lon_b - lon_a;
    if dx.abs() > 180.0 {
        dx -= 360.0_f32.copysign(dx);
    }
    (lat_b - lat_a, dx * middle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_described_by_a_larger_one_of_its_country() {
        let lexicon = Lexicon::builtin();
        let id = |id: &str| lexicon.by_id(id).expect("known");
        let large = LargePlaces::of(&lexicon);
        for (place, country) in [("place:tripoli-lb", "LB"), ("place:sirte-ly", "LY")] {
            let near = large.nearest(&lexicon, id(place)).expect("something is near");
            assert_eq!(lexicon.entity(near.place).country, Some(country));
            assert!(lexicon.population(near.place) >= LARGE && near.km > 1.0 && near.km < REACH_KM);
        }
        // A faction has no position.
        assert_eq!(large.nearest(&lexicon, id("faction:islamic-state")), None);
    }

    #[test]
    fn directions_are_those_of_the_compass() {
        let beirut = (33.89, 35.50);
        for (to, expected) in [
            ((34.43, 35.50), Bearing::N),
            ((34.40, 36.10), Bearing::Ne),
            ((33.89, 36.30), Bearing::E),
            ((33.27, 35.50), Bearing::S),
            ((33.60, 35.15), Bearing::Sw),
            ((33.89, 34.50), Bearing::W),
        ] {
            assert_eq!(bearing(beirut, to), expected, "{to:?}");
        }
        // Across the date line.
        assert_eq!(bearing((0.0, 179.0), (0.0, -179.0)), Bearing::E);
        assert!((distance_km((0.0, 179.0), (0.0, -179.0)) - 222.4).abs() < 1.0);
    }
}
