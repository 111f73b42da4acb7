//! The places as GeoJSON (RFC 7946): a point for each, with its numbers.

use serde_json::{Map, Value, json};

use super::places::{MapPlace, Places};

/// The places as a file's text.
pub fn geojson(places: &Places) -> String {
    let feature = |place: &MapPlace| {
        let mut with = Map::new();
        let series = places.series.iter().map(|series| series.name.as_str()).chain(["others"]);
        for (name, count) in series.zip(&place.shares).filter(|(_, count)| **count > 0) {
            with.insert(name.to_owned(), (*count).into());
        }
        json!({
            "type": "Feature",
            "id": place.id,
            "geometry": {"type": "Point", "coordinates": [rounded(place.lon), rounded(place.lat)]},
            "properties": {
                "name": place.name(super::super::Language::Arabic),
                "name:ar": place.arabic,
                "name:en": place.english,
                "mentions": place.mentions,
                "articles": place.articles,
                "with": with,
            },
        })
    };
    let features: Vec<Value> =
        places.places.iter().filter(|p| p.lon.is_finite() && p.lat.is_finite()).map(feature).collect();
    let unplaced = places.unplaced.iter().map(|place| json!({"name": place.name, "mentions": place.mentions}));
    let collection = json!({
        "type": "FeatureCollection",
        "features": features,
        "without_coordinates": unplaced.collect::<Vec<Value>>(),
    });
    format!("{collection:#}\n")
}

/// To a hundred-thousandth of a degree, about a metre.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}
