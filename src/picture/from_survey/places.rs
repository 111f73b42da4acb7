//! The map of a survey.

use foldhash::HashMap;

use super::super::charts::matrix::Within;
use super::super::map::places::{MOST_SERIES, MapPlace, Places, Series, Unplaced};
use super::{Counted, Keyed, Language, name_of};
use crate::survey::{self, By, Name, RowRef, groups, together};

/// Kinds of the lexicon whose point only stands for something large.
const WIDE: [&str; 2] = ["country", "sea"];

impl Counted<'_> {
    /// The places with what is named with them. The series keep their rank among all that is no place; the columns are
    /// the series.
    pub fn places(&self, within: Within) -> Keyed<Places> {
        let labels = self.place_labels();
        let is_place = |at: &RowRef| self.survey.row(*at).is_some_and(|(_, row)| labels.contains(&row.label));
        let rows: Vec<RowRef> = self.rows.iter().copied().filter(is_place).collect();
        let found = groups(self.survey, &rows, By::Entity);
        let ranked = self.ranked();
        let rank: HashMap<Name, usize> = ranked.iter().map(name_of).zip(0..).collect();
        let pairs = together(
            self.survey,
            self.rows,
            within.of_survey(),
            |row| labels.contains(&row.label),
            |row| !labels.contains(&row.label),
        );
        let known = ranked.len().min(MOST_SERIES);
        let mut shares: HashMap<Name, Vec<u64>> = HashMap::default();
        let (mut counts, mut others) = (vec![0; known], (std::collections::BTreeSet::new(), 0));
        for pair in &pairs {
            let series = rank.get(&pair.second).copied().unwrap_or(known).min(known);
            let passages = u64::from(pair.passages);
            shares.entry(pair.first).or_insert_with(|| vec![0; known + 1])[series] += passages;
            match counts.get_mut(series) {
                Some(count) => *count += passages,
                None => {
                    others.0.insert(pair.second);
                    others.1 += passages;
                }
            }
        }
        let series = ranked.iter().zip(&counts).map(|(group, count)| self.series(group, *count)).collect();
        let mut picture = Places {
            series,
            others: (others.0.len() as u64, others.1),
            within,
            places: Vec::new(),
            unplaced: Vec::new(),
        };
        let mut names = Vec::new();
        for group in &found {
            let name = name_of(group);
            let mentions = group.rows.len() as u64;
            let entity = self.entity(name);
            let position = entity.as_ref().and_then(|entity| entity.position);
            let Some((lat, lon)) = position else {
                let why = match entity {
                    Some(_) => self.language.say("no position in the lexicon", "بلا إحداثيات في المعجم"),
                    None => self.language.say("not in the lexicon", "ليس في المعجم"),
                };
                let name = self.entity_name(name, group.rows.first().copied());
                picture.unplaced.push(Unplaced { name, why: why.to_owned(), mentions });
                continue;
            };
            let is_wide = entity.as_ref().is_some_and(|entity| WIDE.contains(&entity.kind));
            let (arabic, english) = entity.map_or(("", ""), |entity| (entity.canonical, entity.english));
            picture.places.push(MapPlace {
                id: self.text(name).to_owned(),
                arabic: arabic.to_owned(),
                english: english.to_owned(),
                lon: rounded(lon),
                lat: rounded(lat),
                is_wide,
                mentions,
                articles: group.articles as u64,
                shares: shares.remove(&name).unwrap_or_else(|| vec![0; known + 1]),
            });
            names.push(name);
        }
        let columns = ranked.iter().take(known).map(name_of).collect();
        Keyed { picture, rows: names, columns, mentions: Vec::new() }
    }

    fn series(&self, group: &survey::Group, count: u64) -> Series {
        let (name, first) = (name_of(group), group.rows.first().copied());
        let in_language = |names: Language| Counted { names, ..*self }.entity_name(name, first);
        let (arabic, english) = (in_language(Language::Arabic), in_language(Language::English));
        let (name, other) = match self.language {
            Language::English => (english, arabic),
            Language::Arabic => (arabic, english),
        };
        Series { other_name: if other == name { String::new() } else { other }, name, count }
    }
}

/// The lexicon keeps degrees in 32 bits; their decimal digits are those that were written there.
fn rounded(degrees: f32) -> f64 {
    (f64::from(degrees) * 1e5).round() / 1e5
}
