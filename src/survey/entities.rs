//! Entities with what is known of their mentions, and relations between them.

use foldhash::{HashMap, HashMapExt as _};
use jiff::civil::Date;

use super::groups::{By, Group, GroupKey, groups};
use super::names::Name;
use super::survey::{RelationRef, RowRef, Survey};
use super::together::{Within, together};
use crate::annotation::Status;

/// An entity, or a spelling whose entity is not known, with its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityRow {
    /// Its stable id, or the folded spelling.
    pub name: Name,
    /// Whether that is the id of an entity.
    pub is_entity: bool,
    /// The label that most of its mentions have.
    pub label: Name,
    /// Its mentions, in the order in which the rows were given.
    pub mentions: Vec<RowRef>,
    /// In how many articles they are.
    pub articles: usize,
    /// The first and the last day of these articles, as far as known.
    pub days: Option<(Date, Date)>,
    /// What has another label and is named together with it, and in how many passages; the most frequent first.
    pub with: Vec<(Name, u32)>,
}

/// The entities of rows, the most frequent first, with what is named together with each `within` one passage.
pub fn entities(survey: &Survey, rows: &[RowRef], within: Within) -> Vec<EntityRow> {
    let mut found: Vec<EntityRow> =
        groups(survey, rows, By::Entity).iter().map(|group| entity(survey, group)).collect();
    let label_of: HashMap<Name, Name> = found.iter().map(|entity| (entity.name, entity.label)).collect();
    let place: HashMap<Name, usize> = found.iter().enumerate().map(|(at, entity)| (entity.name, at)).collect();
    // Pairs come with the most frequent first.
    for pair in together(survey, rows, within, |_| true, |_| true) {
        if label_of.get(&pair.first) != label_of.get(&pair.second)
            && let Some(entity) = place.get(&pair.first).and_then(|at| found.get_mut(*at))
        {
            entity.with.push((pair.second, pair.passages));
        }
    }
    found
}

fn entity(survey: &Survey, group: &Group) -> EntityRow {
    let rows = || group.rows.iter().filter_map(|at| survey.row(*at)).map(|(_, row)| row);
    let mut labels: HashMap<Name, usize> = HashMap::new();
    rows().for_each(|row| *labels.entry(row.label).or_default() += 1);
    let most = labels.iter().max_by_key(|(label, count)| (**count, std::cmp::Reverse(**label)));
    let name = if let GroupKey::Name(name) = group.key { name } else { Name::EMPTY };
    EntityRow {
        name,
        is_entity: rows().any(|row| row.entity == name && !name.is_empty()),
        label: most.map_or(Name::EMPTY, |(label, _)| *label),
        mentions: group.rows.clone(),
        articles: group.articles,
        days: group.days,
        with: Vec::new(),
    }
}

/// The relations of one kind between the same two.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationCount {
    /// Their kind.
    pub kind: Name,
    /// The entity, or the folded spelling, at their beginning.
    pub from: Name,
    /// The entity, or the folded spelling, at their end.
    pub to: Name,
    /// The relations, by article.
    pub relations: Vec<RelationRef>,
    /// In how many articles they are.
    pub articles: usize,
}

/// The relations that have one of these statuses, by kind and by what they are between, the most frequent first.
pub fn relations(survey: &Survey, statuses: &[Status]) -> Vec<RelationCount> {
    let mut places: HashMap<(Name, Name, Name), usize> = HashMap::new();
    let mut found: Vec<RelationCount> = Vec::new();
    for (at, relation) in survey.relations().filter(|(_, relation)| statuses.contains(&relation.status)) {
        let end = |row| survey.row(RowRef { article: at.article, row }).map(|(_, row)| row.named());
        let (Some(from), Some(to)) = (end(relation.from), end(relation.to)) else { continue };
        let place = *places.entry((relation.kind, from, to)).or_insert_with(|| {
            found.push(RelationCount { kind: relation.kind, from, to, relations: Vec::new(), articles: 0 });
            found.len() - 1
        });
        let count = &mut found[place];
        // They come by article.
        count.articles += usize::from(count.relations.last().is_none_or(|last| last.article != at.article));
        count.relations.push(at);
    }
    let text = |name| survey.names().text(name).to_owned();
    found.sort_by_cached_key(|count| {
        (usize::MAX - count.relations.len(), text(count.kind), text(count.from), text(count.to))
    });
    found
}
