//! What a map shows: places with their mentions, and what is named with them.

use super::super::charts::matrix::Within;
use super::super::{Cell, Language, Table};
use super::projection::View;

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
    /// The entity's id, or the spelling of one that is not known.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why it has none.
    pub why: Why,
    /// How often it is named.
    pub mentions: u64,
}

/// Why a place has no coordinates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The lexicon has none for this kind of it: a region.
    Kind(String),
    /// So many places have its name, and which one is meant is not known.
    Possible(u64),
    /// No place in the lexicon has its name.
    Unknown,
}

impl Why {
    /// It in words.
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::Kind(_) => language.say("no position in the lexicon", "بلا إحداثيات في المعجم").to_owned(),
            Self::Possible(count) => {
                format!("{} {}", language.say("possible:", "المحتمل:"), language.count(*count))
            }
            Self::Unknown => language.say("not in the lexicon", "ليس في المعجم").to_owned(),
        }
    }
}

/// What a part of the world has of a map's places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InView {
    /// How many places.
    pub places: usize,
    /// How often each series is named with them; the last number is that of all others.
    pub series: Vec<u64>,
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
    /// What is seen of them in a part of the world.
    pub fn in_view(&self, view: &View) -> InView {
        let [west, south, east, north] = view.degrees();
        let is_seen = |place: &&MapPlace| (west..=east).contains(&place.lon) && (south..=north).contains(&place.lat);
        let mut found = InView { places: 0, series: vec![0; self.series.len() + 1] };
        for place in self.places.iter().filter(is_seen) {
            found.places += 1;
            for (sum, share) in found.series.iter_mut().zip(&place.shares) {
                *sum += share;
            }
        }
        found
    }

    /// What is counted where not all places are seen, in words.
    pub fn counted(&self, seen: &InView, language: Language) -> String {
        let (seen, all) = (language.count(seen.places as u64), language.count(self.places.len() as u64));
        match language {
            Language::English => format!("in view: {seen} of {all} places"),
            Language::Arabic => format!("المواقع الظاهرة: {seen} من {all}"),
        }
    }

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
                Cell::Named(place.english.clone(), place.id.clone()),
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
        Table::new(head, self.places.iter().map(row).collect())
    }
}
