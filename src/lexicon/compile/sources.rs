//! The entries of the RON sources under `assets/lexicon`.
//!
//! Names of kinds and classes are looked up as they are read, so that an unknown one is reported with its line.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::super::format::{CLASSES, ClassSet, KINDS, class_bit, kind_number};

/// A place: `places_*.ron` and `countries.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceEntry {
    /// `place:…`
    pub id: String,
    /// Names that mean the place without further evidence.
    pub ar: Vec<String>,
    /// Names that need evidence.
    #[serde(default)]
    pub weak: Vec<String>,
    /// English name.
    pub en: String,
    /// Kind.
    #[serde(deserialize_with = "kind")]
    pub kind: u8,
    /// ISO 3166-1.
    pub country: Option<String>,
    /// WGS84 degrees.
    pub lat: Option<f32>,
    /// WGS84 degrees.
    pub lon: Option<f32>,
    /// Inhabitants, 0 when unknown.
    #[serde(default)]
    pub population: u32,
    /// GeoNames id.
    #[serde(default)]
    pub geonames: Option<u32>,
}

/// A first-level region of a country and the places in it: `regions.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionEntry {
    /// ISO 3166-1.
    pub country: String,
    /// GeoNames' code within the country.
    pub code: String,
    /// Arabic name, empty when unknown.
    pub ar: String,
    /// English name.
    pub en: String,
    /// GeoNames ids of places.
    pub geonames: Vec<u32>,
    /// Ids of places without a GeoNames id.
    pub places: Vec<String>,
}

/// A faction: `factions.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactionEntry {
    /// `faction:…`
    pub id: String,
    /// Names that mean the faction without further evidence.
    pub ar: Vec<String>,
    /// Names that need evidence.
    #[serde(default)]
    pub weak: Vec<String>,
    /// English name.
    pub en: String,
    /// Kind.
    #[serde(deserialize_with = "kind")]
    pub kind: u8,
    /// ISO 3166-1.
    pub country: Option<String>,
    /// Id of the faction that it belongs to.
    #[serde(default)]
    pub parent: Option<String>,
}

/// A nationality: `demonyms.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemonymEntry {
    /// Masculine singular without article: سوري.
    pub adj: String,
    /// Id of the place.
    pub of: String,
    /// ISO 3166-1, for those who read the source.
    pub country: Option<String>,
    /// Irregular forms: روس.
    #[serde(default)]
    pub extra: Vec<String>,
}

/// A noun before a place's name: `place_nouns.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceNounEntry {
    /// The noun itself, for those who read the source.
    pub noun: String,
    /// Forms without article.
    pub forms: Vec<String>,
    /// Whether the noun belongs to the span.
    pub inside: bool,
    /// Kind of place.
    #[serde(deserialize_with = "kind")]
    pub kind: u8,
    /// Whether its definite form can refer back to a place named earlier.
    #[serde(default)]
    pub reference: bool,
    /// Whether it is enough evidence for a weak name.
    #[serde(default)]
    pub strong: bool,
}

/// A noun that heads a faction's name: `group_nouns.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupNounEntry {
    /// The noun itself, for those who read the source.
    pub noun: String,
    /// Indefinite and construct forms; forms of several words are kept unchanged.
    pub forms: Vec<String>,
    /// Kind of faction.
    #[serde(deserialize_with = "kind")]
    pub kind: u8,
    /// See [`super::super::format::group`].
    #[serde(default)]
    pub head: bool,
    /// See [`super::super::format::group`].
    #[serde(default)]
    pub nisba: bool,
    /// See [`super::super::format::group`].
    #[serde(default)]
    pub indefinite_nisba: bool,
    /// See [`super::super::format::group`].
    #[serde(default)]
    pub quoted: bool,
    /// Forms that can refer back to a faction named earlier.
    #[serde(default)]
    pub reference: Vec<String>,
    /// See [`super::super::format::group`].
    #[serde(default)]
    pub ambiguous: bool,
    /// See [`super::super::format::group`].
    #[serde(default)]
    pub leader: bool,
    /// Whether the forms are plurals.
    #[serde(default)]
    pub plural: bool,
}

/// A leader whose name completes a faction's name: `leaders.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaderEntry {
    /// The name.
    pub name: String,
    /// Id of the faction that such a phrase usually means.
    #[serde(default)]
    pub of: Option<String>,
    /// Whether the name is also an ordinary word or a common given name.
    #[serde(default)]
    pub weak: bool,
}

/// Words of a class: `context_words.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextEntry {
    /// One of [`super::super::format::CLASSES`].
    #[serde(deserialize_with = "class")]
    pub class: ClassSet,
    /// The words, without clitics.
    pub words: Vec<String>,
}

/// The number of a kind, by its name.
fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    named(deserializer, "kind", "kinds", &KINDS, kind_number)
}

/// The bit of a class, by its name.
fn class<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ClassSet, D::Error> {
    named(deserializer, "class", "classes", &CLASSES, class_bit)
}

fn named<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    one: &str,
    all: &str,
    names: &[&str],
    find: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let name = String::deserialize(deserializer)?;
    find(&name).ok_or_else(|| D::Error::custom(unknown(one, &name, all, names)))
}

/// The complaint about a name that is not in its table.
pub(super) fn unknown(one: &str, name: &str, all: &str, names: &[&str]) -> String {
    format!("unknown {one} {name:?}; the {all} are {}", names.join(", "))
}
