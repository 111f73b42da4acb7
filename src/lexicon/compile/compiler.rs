//! Compiles the entries of all sources into one table.

use std::collections::{BTreeMap, BTreeSet};

use super::super::format::{self, ClassSet, TableSection, class_bit, group, kind_name, known, place, posting};
use super::error::{CompileError, read, whole_file};
use super::inflect;
use super::sources::{
    ContextEntry, DemonymEntry, FactionEntry, GroupNounEntry, LeaderEntry, PlaceEntry, PlaceNounEntry, RegionEntry,
};
use super::writer::Writer;
use crate::text::fold::letters::fold_words;

/// The classes whose words are not places, or not without evidence.
const NEVER: ClassSet = known(class_bit("never"));
const ORDINARY: ClassSet = known(class_bit("ordinary"));
const GIVEN_NAME: ClassSet = known(class_bit("given-name"));

/// The entries read so far.
#[derive(Default)]
pub struct Compiler {
    places: Vec<(PlaceEntry, bool)>,
    regions: Vec<RegionEntry>,
    factions: Vec<FactionEntry>,
    demonyms: Vec<DemonymEntry>,
    place_nouns: Vec<PlaceNounEntry>,
    group_nouns: Vec<GroupNounEntry>,
    leaders: Vec<LeaderEntry>,
    context: Vec<ContextEntry>,
}

impl Compiler {
    /// Reads one source; the file name says what kind of entries it holds.
    pub fn add_source(&mut self, file: &str, text: &str) -> Result<(), CompileError> {
        match file {
            "regions.ron" => self.regions.extend(read::<Vec<RegionEntry>>(file, text)?),
            "factions.ron" => self.factions.extend(read::<Vec<FactionEntry>>(file, text)?),
            "demonyms.ron" => self.demonyms.extend(read::<Vec<DemonymEntry>>(file, text)?),
            "place_nouns.ron" => self.place_nouns.extend(read::<Vec<PlaceNounEntry>>(file, text)?),
            "group_nouns.ron" => self.group_nouns.extend(read::<Vec<GroupNounEntry>>(file, text)?),
            "leaders.ron" => self.leaders.extend(read::<Vec<LeaderEntry>>(file, text)?),
            "context_words.ron" => self.context.extend(read::<Vec<ContextEntry>>(file, text)?),
            _ => {
                let generated = file == "places_geonames.ron";
                self.places.extend(read::<Vec<PlaceEntry>>(file, text)?.into_iter().map(|entry| (entry, generated)));
            }
        }
        Ok(())
    }

    /// The binary lexicon, and all of its words in folded spelling.
    pub fn finish(mut self) -> Result<(Vec<u8>, Vec<String>), CompileError> {
        self.drop_replaced_places();
        let ids = self.numbered_ids()?;
        let mut writer = Writer::default();
        let regions = self.regions(&mut writer)?;
        let common = self.ordinary_words();
        let nationalities = self.nationality_words();
        let never = self.words_of(NEVER);
        let heads = self.administrative_heads();
        let sure_places: BTreeSet<Vec<String>> =
            self.places.iter().flat_map(|(p, _)| &p.ar).map(|name| fold_words(name)).collect();
        let all_places = self.places.iter().flat_map(|(p, _)| p.ar.iter().chain(&p.weak));
        let all_places: BTreeSet<Vec<String>> = all_places.map(|name| fold_words(name)).collect();
        let all_factions = self.factions.iter().flat_map(|f| f.ar.iter().chain(&f.weak));
        let all_factions: BTreeSet<Vec<String>> = all_factions.map(|name| fold_words(name)).collect();
        let is_new = |words: &Vec<String>| {
            !all_places.contains(words)
                && !all_factions.contains(words)
                && !matches!(words.as_slice(), [only] if common.contains(only) || nationalities.contains(only))
        };
        let spaced_otherwise = |words: &[String]| inflect::joined_or_split(words).filter(is_new);
        let mut ranks = vec![0_u64; ids.len()];
        let mut entities = vec![[0_u32; format::ENTITY_FIELDS]; ids.len()];

        for (entry, _) in &self.places {
            let index = ids.get(entry.id.as_str()).copied().unwrap_or(0);
            let names: Vec<&String> = entry.ar.iter().chain(&entry.weak).collect();
            entities[index as usize] = fields(
                &mut writer,
                &entry.id,
                &names,
                &entry.en,
                entry.kind,
                entry.country.as_deref(),
                entry.lat.zip(entry.lon),
                entry.population,
                0,
                entry.geonames.unwrap_or(0),
            );
            entities[index as usize][format::KIND_FIELD as usize] |= regions.of(entry) << 8;
            ranks[index as usize] = u64::MAX - prominence(kind_name(entry.kind), entry.population);
            let is_country = kind_name(entry.kind) == "country";
            let is_common = |word: &String| common.contains(word) || (is_country && nationalities.contains(word));
            for (weak, name) in entry.ar.iter().map(|n| (false, n)).chain(entry.weak.iter().map(|n| (true, n))) {
                for spelling in inflect::spellings(name) {
                    let words = fold_words(&spelling);
                    // "مدينة غزة" is indexed as غزة: the detector handles the head noun. In جمهورية الكونغو الديمقراطية
                    // the adjective belongs to the head.
                    let describes_head = |rest: &[String]| matches!(rest, [_, .., last] if last.starts_with("ال") && last.ends_with("يه"));
                    if let [head, rest @ ..] = words.as_slice()
                        && heads.contains(head)
                        && sure_places.contains(rest)
                        && !(head == "جمهوريه" && describes_head(rest))
                    {
                        continue;
                    }
                    if matches!(words.as_slice(), [only] if never.contains(only)) {
                        continue;
                    }
                    let (tag, features) = match (weak, words.as_slice()) {
                        // Three letters alone would be too ambiguous, but a reviewed name loses only listed words.
                        (false, [only]) if is_common(only) || only.chars().count() < 3 => {
                            (posting::WEAK_PLACE, posting::COMMON)
                        }
                        (false, _) => (posting::PLACE, 0),
                        (true, [only]) if is_common(only) || only.chars().count() <= 3 => {
                            (posting::WEAK_PLACE, posting::COMMON)
                        }
                        (true, _) => (posting::WEAK_PLACE, 0),
                    };
                    writer.add_name(&words, posting::pack(tag, features, index));
                    if tag == posting::PLACE
                        && let Some(other) = spaced_otherwise(&words)
                    {
                        writer.add_name(&other, posting::pack(tag, 0, index));
                    }
                }
                for spelling in inflect::respellings(name, &entry.en) {
                    let words = fold_words(&spelling);
                    // A short remainder is likely to be another word.
                    let is_long = words.iter().map(|word| word.chars().count()).sum::<usize>() >= 5;
                    if is_long && !all_places.contains(&words) && !words.iter().any(is_common) {
                        let tag = if weak { posting::WEAK_PLACE } else { posting::PLACE };
                        writer.add_name(&words, posting::pack(tag, 0, index));
                    }
                }
            }
        }
        for entry in &self.factions {
            let index = ids.get(entry.id.as_str()).copied().unwrap_or(0);
            let parent = entry.parent.as_deref().and_then(|id| ids.get(id)).map_or(0, |p| p + 1);
            let names: Vec<&String> = entry.ar.iter().chain(&entry.weak).collect();
            entities[index as usize] = fields(
                &mut writer,
                &entry.id,
                &names,
                &entry.en,
                entry.kind,
                entry.country.as_deref(),
                None,
                0,
                parent,
                0,
            );
            for (tag, names) in [(posting::FACTION, &entry.ar), (posting::WEAK_FACTION, &entry.weak)] {
                for spelling in names.iter().flat_map(|name| inflect::spellings(name)) {
                    let words = fold_words(&spelling);
                    writer.add_name(&words, posting::pack(tag, 0, index));
                    if tag == posting::FACTION
                        && let Some(other) = spaced_otherwise(&words)
                    {
                        writer.add_name(&other, posting::pack(tag, 0, index));
                    }
                }
            }
        }
        let mut demonyms = Vec::new();
        for (index, entry) in self.demonyms.iter().enumerate() {
            demonyms.push(ids.get(entry.of.as_str()).map_or(0, |place| place + 1));
            for (form, features) in inflect::demonym_forms(&entry.adj, &entry.extra) {
                writer.add_name(&fold_words(&form), posting::pack(posting::DEMONYM, features, index as u32));
            }
        }
        let mut group_nouns = Vec::new();
        for (index, entry) in self.group_nouns.iter().enumerate() {
            group_nouns.push(group_switches(entry));
            for (form, features) in inflect::group_forms(&entry.forms, entry.plural) {
                writer.add_name(&fold_words(&form), posting::pack(posting::GROUP_NOUN, features, index as u32));
            }
            for form in &entry.reference {
                writer.add_name(&fold_words(form), posting::pack(posting::GROUP_REFERENCE, 0, index as u32));
            }
        }
        let mut place_nouns = Vec::new();
        for (index, entry) in self.place_nouns.iter().enumerate() {
            let switches = if entry.inside { place::INSIDE } else { 0 } | if entry.strong { place::STRONG } else { 0 };
            place_nouns.push(u32::from(entry.kind) | switches);
            for (form, features) in inflect::place_forms(&entry.forms) {
                writer.add_name(&fold_words(&form), posting::pack(posting::PLACE_NOUN, features, index as u32));
            }
            for form in entry.forms.iter().take(usize::from(entry.reference)) {
                writer.add_name(
                    &fold_words(&format!("ال{form}")),
                    posting::pack(posting::PLACE_REFERENCE, 0, index as u32),
                );
            }
        }
        let mut leaders = Vec::new();
        for (index, entry) in self.leaders.iter().enumerate() {
            leaders.push(entry.of.as_deref().and_then(|id| ids.get(id)).map_or(0, |faction| faction + 1));
            let tag = if entry.weak { posting::WEAK_LEADER } else { posting::LEADER };
            for spelling in inflect::spellings(&entry.name) {
                writer.add_name(&fold_words(&spelling), posting::pack(tag, 0, index as u32));
            }
        }
        for entry in &self.context {
            for word in entry.words.iter().flat_map(|word| fold_words(word)) {
                writer.add_classes(&word, entry.class);
            }
        }
        writer.array(TableSection::Entities, entities.into_iter().flatten().collect());
        writer.array(TableSection::Demonyms, demonyms);
        writer.array(TableSection::GroupNouns, group_nouns);
        writer.array(TableSection::PlaceNouns, place_nouns);
        writer.array(TableSection::Leaders, leaders);
        let words = writer.words().map(|word| String::from_utf8_lossy(word).into_owned()).collect();
        let compiled = writer.finish(|packed| {
            let (tag, _, index) = posting::unpack(packed);
            let rank = if tag <= posting::WEAK_PLACE { ranks.get(index as usize).copied().unwrap_or(0) } else { 0 };
            (tag, rank, index)
        });
        Ok((compiled, words))
    }

    /// Numbers the regions, country by country, and writes them.
    fn regions(&mut self, writer: &mut Writer) -> Result<PlacedIn, CompileError> {
        self.regions.sort_by(|a, b| (&a.country, &a.code).cmp(&(&b.country, &b.code)));
        let (mut placed, mut table) = (PlacedIn::default(), Vec::new());
        for regions in self.regions.chunk_by(|a, b| a.country == b.country) {
            for (number, region) in (1..).zip(regions) {
                if number > format::MOST_REGIONS {
                    return Err(whole_file("regions.ron", format!("{} has too many regions", region.country)));
                }
                let key = format::region_key(&region.country, number);
                writer.add_region(&mut table, key, &region.ar, &region.en);
                placed.by_geonames.extend(region.geonames.iter().map(|id| (*id, key)));
                placed.by_id.extend(region.places.iter().map(|id| (id.clone(), key)));
            }
        }
        writer.array(TableSection::Regions, table);
        Ok(placed)
    }

    /// Drops each generated entry whose GeoNames id also has a reviewed entry.
    fn drop_replaced_places(&mut self) {
        let reviewed: BTreeSet<u32> =
            self.places.iter().filter(|(_, generated)| !generated).filter_map(|(p, _)| p.geonames).collect();
        self.places.retain(|(p, generated)| !generated || p.geonames.is_none_or(|id| !reviewed.contains(&id)));
    }

    /// Entities are numbered in the order of their ids, so that an id can be found by binary search.
    fn numbered_ids(&self) -> Result<BTreeMap<String, u32>, CompileError> {
        let mut ids = BTreeMap::new();
        let all = self
            .places
            .iter()
            .map(|(p, _)| (&p.id, "places"))
            .chain(self.factions.iter().map(|f| (&f.id, "factions.ron")));
        for (id, file) in all {
            if ids.insert(id.clone(), 0).is_some() {
                return Err(whole_file(file, format!("the id {id:?} is given twice")));
            }
        }
        for (number, id) in (0..).zip(ids.values_mut()) {
            *id = number;
        }
        Ok(ids)
    }

    /// Words that usually mean something other than a place.
    fn ordinary_words(&self) -> BTreeSet<String> {
        let mut words = self.words_of(ORDINARY);
        words.append(&mut self.words_of(GIVEN_NAME));
        words
    }

    fn words_of(&self, class: ClassSet) -> BTreeSet<String> {
        let listed = self.context.iter().filter(|entry| entry.class == class);
        listed.flat_map(|entry| &entry.words).flat_map(|word| fold_words(word)).collect()
    }

    fn nationality_words(&self) -> BTreeSet<String> {
        self.demonyms
            .iter()
            .flat_map(|entry| inflect::demonym_forms(&entry.adj, &[]))
            .flat_map(|(form, _)| fold_words(&form))
            .collect()
    }

    /// Head nouns that stay outside a place's name: مدينة, محافظة, دولة.
    fn administrative_heads(&self) -> BTreeSet<String> {
        let outside = self.place_nouns.iter().filter(|entry| !entry.inside && kind_name(entry.kind) != "region");
        outside.flat_map(|entry| &entry.forms).flat_map(|form| fold_words(form)).collect()
    }
}

/// The region of each place, as [`format::region_key`] encodes it.
#[derive(Default)]
struct PlacedIn {
    by_geonames: BTreeMap<u32, u32>,
    by_id: BTreeMap<String, u32>,
}

impl PlacedIn {
    /// The number of a place's region within its country, 0 when unknown.
    fn of(&self, place: &PlaceEntry) -> u32 {
        let key = place.geonames.and_then(|id| self.by_geonames.get(&id)).or_else(|| self.by_id.get(&place.id));
        let country = place.country.as_deref().map_or(0, format::country_letters);
        key.filter(|key| **key >> 8 == country).map_or(0, |key| key & 0xFF)
    }
}

/// Ranks places that share a name; the highest is meant when nothing else decides.
pub(crate) fn prominence(kind: &str, population: u32) -> u64 {
    let by_kind = match kind {
        "country" => 40_000_000_000,
        "capital" => 30_000_000_000,
        "region" | "sea" | "river" | "desert" | "governorate" => 3_000_000,
        _ => 0,
    };
    by_kind + u64::from(population)
}

fn group_switches(entry: &GroupNounEntry) -> u32 {
    let switches = [
        (entry.head, group::HEAD),
        (entry.nisba, group::NISBA),
        (entry.indefinite_nisba, group::INDEFINITE_NISBA),
        (entry.quoted, group::QUOTED),
        (entry.ambiguous, group::AMBIGUOUS),
        (entry.leader, group::LEADER),
    ];
    switches.iter().filter(|(on, _)| *on).fold(u32::from(entry.kind), |all, (_, bit)| all | bit)
}

/// The numeric fields of an entity; the writer stores its strings.
#[expect(clippy::too_many_arguments, reason = "one number after the other, used twice")]
pub fn fields(
    writer: &mut Writer,
    id: &str,
    names: &[&String],
    english: &str,
    kind: u8,
    country: Option<&str>,
    position: Option<(f32, f32)>,
    population: u32,
    parent: u32,
    geonames: u32,
) -> [u32; format::ENTITY_FIELDS] {
    let (id_at, id_len) = writer.string(id);
    let (name_at, name_len) = writer.string(names.first().map_or("", |name| name.as_str()));
    let (english_at, english_len) = writer.string(english);
    let country = country.map_or(0, format::country_letters);
    let (lat, lon) = position.unwrap_or((f32::NAN, f32::NAN));
    let kind = u32::from(kind) | country << 16;
    let (lat, lon) = (lat.to_bits(), lon.to_bits());
    [id_at, id_len, name_at, name_len, english_at, english_len, kind, lat, lon, population, parent, geonames]
}
