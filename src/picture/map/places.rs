//! What a map shows: places with their mentions, and what is named with them.

use super::super::charts::matrix::Within;
use super::super::{Cell, Language, Table};

/// The most series with a colour of their own; all others are one.
pub const MOST_SERIES: usize = 6;

/// A place with coordinates.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPlace {
    /// The entity's id, for other programs.
    pub id: String,
    /// Its name in Arabic; empty if there is none.
    pub arabic: String,
    /// Its name in English; empty if there is none.
    pub english: String,
    /// Degrees east (WGS84).
    pub lon: f64,
    /// Degrees north (WGS84).
    pub lat: f64,
    /// Whether it is a country or something larger: its point only stands for it, and the map is not widened for it.
    pub is_wide: bool,
    /// How often it is named.
    pub mentions: u64,
    /// In how many articles.
    pub articles: u64,
    /// How often each series is named with it; the last number is that of all others.
    pub shares: Vec<u64>,
}

impl MapPlace {
    /// Its name in a language, or the one that it has.
    pub fn name(&self, language: Language) -> &str {
        let (first, second) = match language {
            Language::English => (&self.english, &self.arabic),
            Language::Arabic => (&self.arabic, &self.english),
        };
        if first.is_empty() { second } else { first }
    }
}

/// What can be named with a place: a faction.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name in the picture's language.
    pub name: String,
    /// Its name in the other language; may be empty.
    pub other_name: String,
    /// How often it is named with any place.
    pub count: u64,
}

/// A place without coordinates.
#[derive(Clone, Debug, PartialEq)]
pub struct Unplaced {
    /// Its name.
    pub name: String,
    /// Why it has none: a region, several possible.
    pub why: String,
    /// How often it is named.
    pub mentions: u64,
}

/// All that a map shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// Places with coordinates.
    pub places: Vec<MapPlace>,
    /// At most [`MOST_SERIES`], the most named first.
    pub series: Vec<Series>,
    /// How many series share the colour of the others, and how often they are named.
    pub others: (u64, u64),
    /// Places without coordinates, the most named first.
    pub unplaced: Vec<Unplaced>,
    /// What has to name both.
    pub within: Within,
}

impl Places {
    /// The map's title.
    pub fn title(language: Language) -> &'static str {
        language.say("Map of the places", "خريطة المواقع")
    }

    /// A row for each place.
    pub fn table(&self, language: Language) -> Table {
        let names = [
            ("place", "الموقع"),
            ("in Arabic", "بالعربية"),
            ("latitude", "خط العرض"),
            ("longitude", "خط الطول"),
            ("mentions", "عدد الذكر"),
            ("articles", "عدد المقالات"),
        ];
        let mut head: Vec<String> = names.map(|(en, ar)| language.say(en, ar).to_owned()).to_vec();
        head.extend(self.series.iter().map(|series| series.name.clone()));
        head.push(language.say("others", "آخرون").to_owned());
        let row = |place: &MapPlace| {
            let mut cells: Vec<Cell> = vec![
                place.english.as_str().into(),
                place.arabic.as_str().into(),
                Cell::Decimal(place.lat, 4),
                Cell::Decimal(place.lon, 4),
                place.mentions.into(),
                place.articles.into(),
            ];
            let share = |number: usize| Cell::from(place.shares.get(number).copied().unwrap_or(0));
            cells.extend((0..=self.series.len()).map(share));
            cells
        };
        Table { head, rows: self.places.iter().map(row).collect() }
    }
}
