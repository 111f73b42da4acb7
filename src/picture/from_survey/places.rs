//! The map of a survey.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt as _};

use super::super::charts::matrix::Within;
use super::super::map::places::{MOST_SERIES, MapPlace, Places, Series, Unplaced, Why};
use super::{Counted, Keyed, Language, name_of};
use crate::lexicon::{EntityId, Posting};
use crate::survey::{self, By, Name, RowRef, groups, together};

/// Kinds of the lexicon whose point only stands for something large.
const WIDE: [&str; 2] = ["country", "sea"];

/// A place as it is named, however its mentions are known.
struct Found {
    /// The first name by which its mentions are known.
    name: Name,
    entity: Option<EntityId>,
    rows: Vec<RowRef>,
    shares: Vec<u64>,
}

impl Counted<'_> {
    /// The places with what is named with them. The series keep their rank among all that is no place; the columns are
    /// the series, the mentions those of the places and then of the places without coordinates.
    pub fn places(&self, within: Within) -> Keyed<Places> {
        let labels = self.place_labels();
        let is_place = |at: &RowRef| self.survey.row(*at).is_some_and(|(_, row)| labels.contains(&row.label));
        let rows: Vec<RowRef> = self.rows.iter().copied().filter(is_place).collect();
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
        let (mut counts, mut others) = (vec![0; known], (BTreeSet::new(), 0));
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
        let (mut names, mut mentions, mut of_unplaced) = (Vec::new(), Vec::new(), Vec::new());
        for found in self.found(&groups(self.survey, &rows, By::Entity), &shares, known) {
            let entity = found.entity.map(|entity| self.lexicon.entity(entity));
            let Some((lat, lon)) = entity.as_ref().and_then(|entity| entity.position) else {
                let why = match &entity {
                    Some(entity) => Why::Kind(entity.kind.to_owned()),
                    None => match self.possible(found.name) {
                        0 => Why::Unknown,
                        some => Why::Possible(some),
                    },
                };
                picture.unplaced.push(Unplaced {
                    id: entity.map_or_else(|| self.text(found.name), |entity| entity.id).to_owned(),
                    name: self.entity_name(found.name, found.rows.first().copied()),
                    why,
                    mentions: found.rows.len() as u64,
                });
                of_unplaced.push(found.rows);
                continue;
            };
            let is_wide = entity.as_ref().is_some_and(|entity| WIDE.contains(&entity.kind));
            let (id, arabic, english) =
                entity.map_or(("", "", ""), |entity| (entity.id, entity.canonical, entity.english));
            let articles: BTreeSet<u32> = found.rows.iter().map(|at| at.article).collect();
            picture.places.push(MapPlace {
                id: id.to_owned(),
                arabic: arabic.to_owned(),
                english: english.to_owned(),
                lon: rounded(lon),
                lat: rounded(lat),
                is_wide,
                mentions: found.rows.len() as u64,
                articles: articles.len() as u64,
                shares: found.shares,
            });
            names.push(found.name);
            mentions.push(found.rows);
        }
        mentions.extend(of_unplaced);
        let columns = ranked.iter().take(known).map(name_of).collect();
        Keyed { picture, rows: names, columns, mentions }
    }

    /// The places, the most named first. Mentions without an entity belong to the place that the person's own lexicon has for
    /// their spelling.
    fn found(&self, groups: &[survey::Group], shares: &HashMap<Name, Vec<u64>>, known: usize) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        let mut at: HashMap<EntityId, usize> = HashMap::new();
        for group in groups {
            let name = name_of(group);
            let entity = self.lexicon.by_id(self.text(name)).or_else(|| self.own_place(name));
            let own = shares.get(&name).cloned().unwrap_or_else(|| vec![0; known + 1]);
            let there = entity.and_then(|entity| at.get(&entity).copied());
            if let Some(found) = there.and_then(|there| all.get_mut(there)) {
                found.rows.extend(&group.rows);
                found.shares.iter_mut().zip(own).for_each(|(sum, share)| *sum += share);
                continue;
            }
            if let Some(entity) = entity {
                at.insert(entity, all.len());
            }
            all.push(Found { name, entity, rows: group.rows.clone(), shares: own });
        }
        for found in &mut all {
            found.rows.sort_unstable();
        }
        all.sort_by_key(|found| std::cmp::Reverse(found.rows.len()));
        all
    }

    /// The places that the lexicon has for a spelling.
    fn of_spelling(&self, spelling: Name) -> BTreeSet<EntityId> {
        let words: Vec<String> = self.text(spelling).split(' ').map(str::to_owned).collect();
        let meanings = self.lexicon.name(&words).into_iter().flat_map(|node| self.lexicon.postings(node));
        let place = |posting: Posting| if let Posting::Place { entity, .. } = posting { Some(entity) } else { None };
        meanings.filter_map(place).collect()
    }

    /// The place of the person's own lexicon with this spelling.
    fn own_place(&self, spelling: Name) -> Option<EntityId> {
        let is_own =
            |entity: &EntityId| self.lexicon.is_user_made(*entity) && self.lexicon.entity(*entity).position.is_some();
        self.of_spelling(spelling).into_iter().find(is_own)
    }

    fn possible(&self, spelling: Name) -> u64 {
        self.of_spelling(spelling).len() as u64
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
