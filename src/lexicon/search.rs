//! Finds entities by a name that the user types, in Arabic or English.

use std::cmp::Reverse;

use super::entity::EntityId;
use super::posting::Posting;
use super::tables::Lexicon;
use crate::text::fold::{fold_phrase, fold_words};

/// Entities checked between two calls of `go_on`.
const BETWEEN_QUESTIONS: usize = 1024;

/// How well a name fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Beginning,
    Word,
    Inside,
}

impl Lexicon {
    /// The entities whose names fit best, at most `most`: exact matches first, then names that begin with the query,
    /// then names that contain it; ties are ordered by population, largest first. Visits all entities: some
    /// milliseconds for the built-in ones. Calls `go_on` on the way; when it returns `false`, returns what was found so
    /// far.
    pub fn search(
        &self,
        query: &str,
        most: usize,
        is_wanted: impl Fn(EntityId) -> bool,
        go_on: impl Fn() -> bool,
    ) -> Vec<EntityId> {
        let query = fold_words(query);
        let wanted = query.join(" ");
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(Fit, Reverse<u32>, EntityId)> = Vec::new();
        // Spellings other than the displayed one are in the trie only.
        let meanings = self.name(&query).into_iter().flat_map(|node| self.postings(node));
        let named = meanings.filter_map(|posting| match posting {
            Posting::Place { entity, .. } | Posting::Faction { entity, .. } => Some(entity),
            _ => None,
        });
        found.extend(named.filter(|id| is_wanted(*id)).map(|id| (Fit::Whole, Reverse(self.population(id)), id)));
        for (number, (id, entity)) in self.entities().enumerate() {
            if number % BETWEEN_QUESTIONS == 0 && !go_on() {
                break;
            }
            let fit = [entity.canonical, entity.english].into_iter().filter_map(|name| fit(name, &wanted)).min();
            if let Some(fit) = fit.filter(|_| is_wanted(id)) {
                found.push((fit, Reverse(entity.population), id));
            }
        }
        found.sort();
        let mut hits: Vec<EntityId> = Vec::new();
        for (_, _, id) in found {
            if hits.len() >= most {
                break;
            }
            if !hits.contains(&id) {
                hits.push(id);
            }
        }
        hits
    }
}

fn fit(name: &str, wanted: &str) -> Option<Fit> {
    let name = fold_phrase(name);
    let at = name.find(wanted)?;
    Some(match at {
        0 if name.len() == wanted.len() => Fit::Whole,
        0 => Fit::Beginning,
        _ if name[..at].ends_with(' ') => Fit::Word,
        _ => Fit::Inside,
    })
}
