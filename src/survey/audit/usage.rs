//! What strings are called in all articles.

use std::collections::BTreeMap;

use crate::annotation::Status;
use crate::survey::{Name, Names, Survey};

/// How often a string has a label and an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The label's id.
    pub label: Name,
    /// The entity's id; empty if it has none.
    pub entity: Name,
    /// How often.
    pub count: u32,
}

/// What each folded string is called by what was accepted. Numbers of names are those of the survey.
#[derive(Clone, Debug, Default)]
pub struct Usage {
    pub(super) names: std::sync::Arc<Names>,
    /// The most frequent first.
    pub(super) uses: BTreeMap<Name, Vec<Use>>,
    /// The strings by their first word.
    pub(super) phrases: BTreeMap<String, Vec<Phrase>>,
}

/// A string that is marked somewhere.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Its folded words behind the first one.
    pub(super) rest: Vec<String>,
    pub(super) name: Name,
}

/// The fewest letters of a string that is looked for elsewhere: shorter ones are parts of everything.
const LEAST_LETTERS: usize = 3;

impl Usage {
    /// What the articles of a survey call things.
    pub fn of(survey: &Survey) -> Self {
        let mut uses: BTreeMap<Name, Vec<Use>> = BTreeMap::new();
        // What refers back to a name is called by many words that mean something else elsewhere.
        let counted = |row: &crate::survey::Row| {
            row.status == Status::Accepted
                && survey.names().text(row.origin) != crate::detect::Source::Coreference.name()
        };
        for (_, row) in survey.rows().filter(|(_, row)| counted(row)) {
            let all = uses.entry(row.folded).or_default();
            match all.iter_mut().find(|one| (one.label, one.entity) == (row.label, row.entity)) {
                Some(one) => one.count += 1,
                None => all.push(Use { label: row.label, entity: row.entity, count: 1 }),
            }
        }
        let names = survey.shared_names();
        let mut phrases: BTreeMap<String, Vec<Phrase>> = BTreeMap::new();
        for (name, all) in &mut uses {
            all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| names.text(a.label).cmp(names.text(b.label))));
            let text = names.text(*name);
            if text.chars().filter(|c| c.is_alphabetic()).count() < LEAST_LETTERS || text.contains('…') {
                continue;
            }
            let mut words = text.split(' ').map(str::to_owned);
            let Some(first) = words.next() else { continue };
            phrases.entry(first).or_default().push(Phrase { rest: words.collect(), name: *name });
        }
        // The longest is tried first.
        for all in phrases.values_mut() {
            all.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        Self { names, uses, phrases }
    }

    /// What a folded string is called, the most frequent first.
    pub fn of_string(&self, folded: &str) -> &[Use] {
        self.names.find(folded).and_then(|name| self.uses.get(&name)).map_or(&[], Vec::as_slice)
    }

    /// How often a folded string is marked with a label.
    pub(super) fn with_label(&self, folded: &str, label: &str) -> u32 {
        let is_it = |one: &&Use| self.names.text(one.label) == label;
        self.of_string(folded).iter().filter(is_it).map(|one| one.count).sum()
    }
}
