//! The places of articles on a map, each with the passages that name it: GeoJSON after the Linked Places format, and KML. Only
//! entities with known coordinates are places.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::exchange::labels::xml::escaped;
use crate::exchange::{Article, EntityFacts, EntityLookup, Format, Loss, Units, Writer};
use crate::text::sentences::sentence_at;
use crate::text::units::{Unit, UnitIndex};

/// Linked Places.
pub static GEOJSON: Format = Format {
    name: "geojson",
    names: [("en", "GeoJSON (Linked Places)"), ("ar", "GeoJSON (Linked Places)")],
    about: [
        ("en", "the places with coordinates, with their passages"),
        ("ar", "المواقع المعروفة الإحداثيات، مع مقاطعها"),
    ],
    suffix: ".geojson",
    extensions: &[],
    units: Units::Any,
    holds_many: true,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses,
    write: Some(|out, unit, options| Ok(Box::new(Places::begin(out, unit, options.entities, write_geojson)))),
    read: None,
};

/// Google Earth's format.
pub static KML: Format = Format {
    name: "kml",
    names: [("en", "KML map"), ("ar", "خريطة KML")],
    about: [
        ("en", "the places with coordinates, with their passages, for Google Earth and others"),
        ("ar", "المواقع المعروفة الإحداثيات، مع مقاطعها، لبرنامج Google Earth وغيره"),
    ],
    suffix: ".kml",
    extensions: &[],
    units: Units::None,
    holds_many: true,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses,
    write: Some(|out, unit, options| Ok(Box::new(Places::begin(out, unit, options.entities, write_kml)))),
    read: None,
};

fn loses(loss: Loss) -> bool {
    match loss {
        Loss::Nested
        | Loss::References
        | Loss::Entities
        | Loss::NoEvents
        | Loss::Widened
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors
        | Loss::RelationEnds
        | Loss::NumberTypes
        | Loss::ChoiceTypes => false,
        Loss::Statuses
        | Loss::Notes
        | Loss::Fragments
        | Loss::Attributes
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unlocated
        | Loss::Unplaced => true,
    }
}

/// The license-free context of Linked Places.
const CONTEXT: &str =
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld";

/// Where an article names a place.
struct Passage {
    article: String,
    sha256: String,
    start: u32,
    end: u32,
    quote: String,
    sentence: String,
}

struct Place {
    facts: EntityFacts,
    position: (f32, f32),
    spellings: BTreeSet<String>,
    passages: Vec<Passage>,
}

type WritePlaces = fn(&mut dyn Write, &BTreeMap<String, Place>, Unit) -> io::Result<()>;

struct Places<'w> {
    out: Box<dyn Write + 'w>,
    unit: Unit,
    entities: &'w dyn EntityLookup,
    write: WritePlaces,
    by_id: BTreeMap<String, Place>,
}

impl<'w> Places<'w> {
    fn begin(out: Box<dyn Write + 'w>, unit: Unit, entities: &'w dyn EntityLookup, write: WritePlaces) -> Self {
        Self { out, unit, entities, write, by_id: BTreeMap::new() }
    }
}

impl Writer for Places<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let text = article.document.text();
        let index = UnitIndex::new(text, self.unit);
        for annotation in article.annotations() {
            let Some(id) = &annotation.entity else { continue };
            let Some(facts) = self.entities.facts(id) else { continue };
            let Some(position) = facts.position else { continue };
            let hull = annotation.spans.hull();
            let (start, end) = index.span(hull);
            let quote = annotation.spans.quote(text).into_owned();
            let sentence = sentence_at(text, hull.start.index()).of(text).trim().to_owned();
            let place = self.by_id.entry(id.clone()).or_insert_with(|| Place {
                facts,
                position,
                spellings: BTreeSet::new(),
                passages: Vec::new(),
            });
            place.spellings.insert(quote.clone());
            let (article, sha256) = (article.name.to_owned(), article.document.sha256().to_owned());
            place.passages.push(Passage { article, sha256, start, end, quote, sentence });
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        (self.write)(&mut self.out, &self.by_id, self.unit)?;
        self.out.flush()
    }
}

fn write_geojson(out: &mut dyn Write, places: &BTreeMap<String, Place>, unit: Unit) -> io::Result<()> {
    write!(out, "{{\"type\":\"FeatureCollection\",\"@context\":\"{CONTEXT}\",\"features\":[")?;
    for (number, (id, place)) in places.iter().enumerate() {
        let (lat, lon) = place.position;
        let passage = |passage: &Passage| {
            json!({
                "source": format!("urn:sha256:{}", passage.sha256), "title": passage.article, "unit": unit.name(),
                "start": passage.start, "end": passage.end, "quote": passage.quote, "sentence": passage.sentence,
            })
        };
        let names: Vec<Value> = place.spellings.iter().map(|name| json!({ "toponym": name })).collect();
        let feature = json!({
            "@id": format!("urn:hawashi:{id}"),
            "type": "Feature",
            "properties": { "title": place.facts.canonical, "english": place.facts.english, "fclasses": ["P"] },
            "names": names,
            "geometry": { "type": "Point", "coordinates": [degrees(lon), degrees(lat)] },
            "passages": place.passages.iter().map(passage).collect::<Vec<_>>(),
        });
        write!(out, "{}{feature}", if number == 0 { "\n" } else { ",\n" })?;
    }
    out.write_all(b"\n]}\n")
}

/// Degrees with as many digits as they were given, not as the wider number has them.
fn degrees(angle: f32) -> Value {
    serde_json::from_str(&angle.to_string()).unwrap_or(Value::Null)
}

fn write_kml(out: &mut dyn Write, places: &BTreeMap<String, Place>, _: Unit) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n",
    )?;
    for place in places.values() {
        let (lat, lon) = place.position;
        let passages = place.passages.iter().map(|passage| format!("{}: {}", passage.article, passage.sentence));
        let passages = passages.collect::<Vec<_>>().join("\n");
        writeln!(
            out,
            "<Placemark><name>{}</name><description>{}</description><Point><coordinates>{lon},{lat}</coordinates></Point>\
             </Placemark>",
            escaped(&place.facts.canonical),
            escaped(&passages)
        )?;
    }
    out.write_all(b"</Document></kml>\n")
}
