//! Collects a user's entries and compiles them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::compile::{fields, inflect, prominence, writer::Writer};
use super::super::entity::EntityId;
use super::super::format::{self, ClassSet, ENTITY_FIELDS, FACTION_KINDS, TableSection, class_bit, known, posting};
use super::super::posting::Posting;
use super::super::tables::Lexicon;
use super::error_kind::{LexiconErrorKind, UserError, at};
use crate::text::fold::fold_words;

/// The most entities that the format can number.
const MOST_ENTITIES: usize = 1 << 22;
/// The most words that the format can number.
const MOST_WORDS: usize = (1 << 24) - 2;
/// The most bytes of strings and numbers that the format can address.
const MOST_BYTES: usize = u32::MAX as usize / 8;

/// An entry in the form common to all file formats.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) names: Vec<String>,
    pub(super) weak: Vec<String>,
    pub(super) english: String,
    pub(super) kind: u8,
    pub(super) country: Option<String>,
    pub(super) position: Option<(f32, f32)>,
    pub(super) population: u32,
    pub(super) parent: Option<String>,
    pub(super) geonames: u32,
    /// The name of the region of the country, in either language; empty when unknown.
    pub(super) region: String,
    /// Whether it is shown in the place of the built-in entity with its id.
    pub(super) replaces: bool,
}

/// The entries of all sources, to be compiled into one table.
pub(super) struct Builder<'b> {
    pub(super) base: &'b Lexicon,
    base_len: u32,
    writer: Writer,
    /// The fields of each entity, with the source and line of its entry.
    entities: Vec<([u32; ENTITY_FIELDS], u32, u32)>,
    ranks: Vec<u64>,
    parents: Vec<(usize, String)>,
    /// The built-in entities in whose place others are shown.
    replaced: BTreeSet<u32>,
    /// The regions of each country, numbered from 1 in the order of their first mention.
    regions: BTreeMap<String, Vec<String>>,
    files: Vec<String>,
    /// The number of entries in each source.
    counts: Vec<u64>,
}

impl<'b> Builder<'b> {
    pub(super) fn new(base: &'b Lexicon) -> Self {
        Self {
            base,
            base_len: base.len() as u32,
            writer: Writer::default(),
            entities: Vec::new(),
            ranks: Vec::new(),
            parents: Vec::new(),
            replaced: BTreeSet::new(),
            regions: BTreeMap::new(),
            files: Vec::new(),
            counts: Vec::new(),
        }
    }

    /// Starts a source: the following entries belong to it.
    pub(super) fn begin(&mut self, file: &str) {
        self.files.push(file.to_owned());
        self.counts.push(0);
    }

    /// Counts an entry of the current source.
    fn count(&mut self) {
        if let Some(count) = self.counts.last_mut() {
            *count += 1;
        }
    }

    /// The number of entries in each source, in order.
    pub(super) fn counts(&self) -> Vec<u64> {
        self.counts.clone()
    }

    /// The built-in entity with a GeoNames id.
    pub(super) fn known(&self, geonames: u32) -> Option<EntityId> {
        let known = self.base.base.by_geonames();
        let at = known.binary_search_by_key(&geonames, |(id, _)| *id).ok()?;
        known.get(at).map(|(_, entity)| EntityId::new(*entity))
    }

    /// Adds an entry. One with the id of a built-in entity adds names to that entity; it is shown in its place if it says so,
    /// the first one if there are several.
    pub(super) fn add(&mut self, entry: &Entry, line: usize) -> Result<(), UserError> {
        let file = self.files.last().map_or("", String::as_str);
        let (words, bytes) = self.writer.sizes();
        if self.base_len as usize + self.entities.len() + 1 >= MOST_ENTITIES
            || words >= MOST_WORDS
            || bytes >= MOST_BYTES
        {
            return Err(at(file, line, 1, LexiconErrorKind::Full));
        }
        self.count();
        let known = self.base.by_id(&entry.id).map(|entity| entity.index());
        let index = known.unwrap_or(self.base_len + self.entities.len() as u32);
        let replaces = entry.replaces && known.is_some_and(|known| self.replaced.insert(known));
        if known.is_none() || replaces {
            let shown: Vec<&String> = entry.names.iter().chain(&entry.weak).collect();
            let mut numbers = fields(
                &mut self.writer,
                &entry.id,
                &shown,
                &entry.english,
                entry.kind,
                entry.country.as_deref(),
                entry.position,
                entry.population,
                0,
                entry.geonames,
            );
            numbers[format::KIND_FIELD as usize] |= self.region(entry) << 8;
            if let Some(parent) = &entry.parent {
                self.parents.push((self.entities.len(), parent.clone()));
            }
            self.entities.push((numbers, self.files.len() as u32, line as u32));
            self.ranks.push(u64::MAX - prominence(format::kind_name(entry.kind), entry.population));
        }
        let is_faction = match known {
            Some(known) => self.base.is_faction(EntityId::new(known)),
            None => entry.kind < FACTION_KINDS,
        };
        let (sure_tag, weak_tag) =
            if is_faction { (posting::FACTION, posting::WEAK_FACTION) } else { (posting::PLACE, posting::WEAK_PLACE) };
        for (tag, names) in [(sure_tag, &entry.names), (weak_tag, &entry.weak)] {
            for spelling in names.iter().flat_map(|name| inflect::spellings(name)) {
                let words = fold_words(&spelling);
                // What it was called before keeps its place among the meanings of that name.
                if entry.replaces && known.is_some_and(|known| self.has_name(EntityId::new(known), &words)) {
                    continue;
                }
                let common = tag == posting::WEAK_PLACE && matches!(words.as_slice(), [only] if self.is_common(only));
                let features = if common { posting::COMMON } else { 0 };
                self.writer.add_name(&words, posting::pack(tag, features, index));
            }
        }
        Ok(())
    }

    /// The number of an entry's region within its country; 0 if it has none or the country has too many.
    fn region(&mut self, entry: &Entry) -> u32 {
        let Some(country) = entry.country.as_ref().filter(|_| !entry.region.is_empty()) else { return 0 };
        let regions = self.regions.entry(country.clone()).or_default();
        if let Some(known) = regions.iter().position(|known| *known == entry.region) {
            return known as u32 + 1;
        }
        if regions.len() >= format::MOST_REGIONS as usize {
            return 0;
        }
        regions.push(entry.region.clone());
        regions.len() as u32
    }

    /// Writes the regions: with both names if the built-in lexicon knows the region, otherwise with the name given.
    fn write_regions(&mut self) {
        let mut table = Vec::new();
        for (country, regions) in &self.regions {
            for (number, name) in (1..).zip(regions) {
                let known = self.base.region_named(country, name);
                let (arabic, english) = known.map_or((name.as_str(), name.as_str()), |r| (r.arabic, r.english));
                self.writer.add_region(&mut table, format::region_key(country, number), arabic, english);
            }
        }
        self.writer.array(TableSection::Regions, table);
    }

    /// Adds names to a built-in entity.
    pub(super) fn add_names(&mut self, entity: EntityId, names: &[String]) {
        self.count();
        for name in names {
            self.add_name(entity, name);
        }
    }

    /// Adds a name to a built-in entity, unless it already has it.
    fn add_name(&mut self, entity: EntityId, name: &str) {
        let words = fold_words(name);
        if !self.has_name(entity, &words) {
            let common = matches!(words.as_slice(), [only] if self.is_common(only));
            let features = if common { posting::COMMON } else { 0 };
            self.writer.add_name(&words, posting::pack(posting::WEAK_PLACE, features, entity.index()));
        }
    }

    /// Whether a built-in entity has a name, in folded words.
    fn has_name(&self, built_in: EntityId, words: &[String]) -> bool {
        let is = |posting: Posting| matches!(posting, Posting::Place { entity, .. } | Posting::Faction { entity, .. } if entity == built_in);
        self.base.name(words).is_some_and(|node| self.base.postings(node).any(is))
    }

    /// Whether a name already has a meaning in the built-in lexicon.
    pub(super) fn is_taken(&self, words: &[String]) -> bool {
        self.base.name(words).is_some_and(|node| self.base.has_postings(node))
    }

    /// Whether a folded word is an ordinary word, a given name, a nationality or a noun, or is short.
    pub(super) fn is_common(&self, word: &str) -> bool {
        const CLASSES: ClassSet =
            known(class_bit("ordinary")) | known(class_bit("given-name")) | known(class_bit("never"));
        let Some(found) = self.base.word(word.as_bytes()) else {
            return word.chars().count() <= 3;
        };
        let is_other = |posting| !matches!(posting, Posting::Place { .. } | Posting::Faction { .. });
        word.chars().count() <= 3
            || self.base.classes(found) & CLASSES != 0
            || self.base.root(found).is_some_and(|node| self.base.postings(node).any(is_other))
    }

    /// The finished table.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, UserError> {
        let mut order: Vec<u32> = (0..self.entities.len() as u32).collect();
        let (entities, writer) = (&self.entities, &self.writer);
        let id = |index: &u32| {
            let numbers = entities.get(*index as usize).map_or([0; ENTITY_FIELDS], |(numbers, ..)| *numbers);
            writer.kept(numbers[0], numbers[1])
        };
        // Entities are numbered in the order of their ids, so that an id can be found by binary search.
        order.sort_by(|a, b| id(a).cmp(id(b)).then(a.cmp(b)));
        for pair in order.windows(2) {
            if let [first, second] = pair
                && id(first) == id(second)
                && let Some((_, file, line)) = entities.get(*second as usize)
            {
                let file = self.files.get((*file as usize).saturating_sub(1)).map_or("", String::as_str);
                let value = String::from_utf8_lossy(id(second)).into_owned();
                return Err(at(file, *line as usize, 1, LexiconErrorKind::Twice { value }));
            }
        }
        let mut number = vec![0; order.len()];
        for (new, old) in (self.base_len..).zip(&order) {
            if let Some(slot) = number.get_mut(*old as usize) {
                *slot = new;
            }
        }
        let mut parents = vec![0; order.len()];
        for (child, parent) in &self.parents {
            let own = || {
                let found = order.binary_search_by(|index| id(index).cmp(parent.as_bytes())).ok()?;
                Some(self.base_len + found as u32)
            };
            let of_base = || self.base.by_id(parent).map(|entity| entity.index());
            if let (Some(slot), Some(parent)) = (parents.get_mut(*child), of_base().or_else(own)) {
                *slot = parent + 1;
            }
        }
        let mut numbers = Vec::with_capacity(order.len() * ENTITY_FIELDS);
        let mut ranks = Vec::with_capacity(order.len());
        for old in &order {
            let mut entity = entities.get(*old as usize).map_or([0; ENTITY_FIELDS], |(numbers, ..)| *numbers);
            entity[10] = parents.get(*old as usize).copied().unwrap_or(0);
            numbers.extend(entity);
            ranks.push(self.ranks.get(*old as usize).copied().unwrap_or(0));
        }
        let base_len = self.base_len;
        self.writer.renumber(|packed| {
            let (tag, features, index) = posting::unpack(packed);
            let own = index.checked_sub(base_len).and_then(|own| number.get(own as usize)).copied();
            posting::pack(tag, features, own.unwrap_or(index))
        });
        self.write_regions();
        self.writer.array(TableSection::Entities, numbers);
        Ok(self.writer.finish(|packed| {
            let (tag, _, index) = posting::unpack(packed);
            (tag, index.checked_sub(base_len).and_then(|own| ranks.get(own as usize)).copied().unwrap_or(0))
        }))
    }
}
