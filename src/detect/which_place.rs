//! Which of several places, or factions, of one name is meant.
//!
//! Owns the choice among homonyms: طرابلس in Libya or in Lebanon, السخنة in Syria or in Yemen. Must not
//! know how names are found. A name means one thing in a document, unless the words right beside a
//! mention say otherwise. The evidence, in the order of its weight: the nationality or the country that
//! follows (طرابلس اللبنانية), the noun before (مدينة, نهر), the countries that the document is about, the
//! places nearby, and what is the larger or better known. Linear in the mentions: of each name at most
//! [`CONSIDERED`] meanings are weighed, of each mention at most [`BESIDE`] neighbours on either side.

use foldhash::{HashMap, HashMapExt as _};

use super::candidate::{Candidate, Evidence, Form, Kind, Source};
use super::vocabulary::kind;
use super::{on_all_threads, threads};
use crate::lexicon::nearby::distance_km;
use crate::lexicon::{COUNTRIES, EntityId, Lexicon, Posting};
use crate::text::Span;
use crate::text::fold::fold_words;
use crate::text::sentences::is_line_end;
use crate::text::words::{word_at, words};

/// Meanings that are weighed for one name, after the document's countries have sorted them.
const CONSIDERED: usize = 8;
/// Mentions on either side that a mention looks at.
const BESIDE: usize = 2;
/// How far, in bytes, a neighbour may be.
const REACH: u32 = 1_200;
/// Mentions that a thread works on at once.
const BATCH: usize = if cfg!(test) { 64 } else { 1 << 15 };
/// Bytes around a mention that are read for its noun and its nationality.
const WINDOW: usize = 64;

/// What a piece of evidence adds to a meaning; the scale is that of a natural logarithm.
mod weight {
    /// طرابلس اللبنانية.
    pub(super) const NATIONALITY: f32 = 5.0;
    /// طرابلس (لبنان), طرابلس شمالي لبنان.
    pub(super) const COUNTRY_BESIDE: f32 = 3.0;
    /// نهر X for a river.
    pub(super) const NOUN: f32 = 3.0;
    /// مدينة X for a town.
    pub(super) const NEAR_NOUN: f32 = 1.5;
    /// نهر X for a town.
    pub(super) const OTHER_NOUN: f32 = -2.0;
    /// All that the document names lies in one country.
    pub(super) const COUNTRY_SHARE: f32 = 4.0;
    /// The document names the country, or something of it, at all.
    pub(super) const COUNTRY_KNOWN: f32 = 1.0;
    /// A neighbour is of the same country.
    pub(super) const SAME_COUNTRY: f32 = 0.8;
    /// A neighbour lies within 60, 150 or 400 kilometres.
    pub(super) const DISTANCE: [(f32, f32); 3] = [(60.0, 1.5), (150.0, 1.0), (400.0, 0.4)];
}

/// One meaning of a name.
#[derive(Clone, Copy, Debug)]
struct Meaning {
    entity: EntityId,
    country: u16,
    position: Option<(f32, f32)>,
    kind: u8,
    /// Logarithm of how well known it is.
    prior: f32,
    /// Its part of what is known under the name, 0 to 1.
    share: f32,
    /// The sum of the evidence so far.
    score: f32,
}

/// A spelling that occurs in the document.
struct Name {
    meanings: Vec<Meaning>,
    mentions: u32,
}

/// Chooses among homonyms: sets the entity of each name that can mean several, and of the references
/// that point back to it.
pub(super) fn settle(lexicon: &Lexicon, text: &str, candidates: &mut [Candidate]) {
    let (mut names, name_of) = read_names(lexicon, text, candidates);
    if names.iter().all(|name| name.meanings.len() < 2) {
        return;
    }
    let votes = count_countries(lexicon, text, &names, candidates);
    for name in names.iter_mut().filter(|name| name.meanings.len() > 1) {
        weigh_countries(name, &votes);
    }
    let size = batch_size(candidates.len());
    let find = |(number, batch): (usize, &[Candidate])| {
        let mut surroundings = Surroundings::new(lexicon, text);
        let evidence = |at| Some((at, local_evidence(&mut surroundings, &names, &name_of, candidates, at)?));
        (number * size..).take(batch.len()).filter_map(evidence).collect()
    };
    let found: Vec<Vec<(usize, Local)>> = on_all_threads(candidates.chunks(size).enumerate().collect(), find);
    add_local_evidence(&mut names, &name_of, &found);
    let batches = candidates.chunks_mut(size).zip(&found).enumerate().collect();
    let changed =
        on_all_threads(batches, |(number, (batch, found))| choose(&names, &name_of, number * size, batch, found));
    let changed: HashMap<Span, EntityId> = changed.into_iter().flatten().collect();
    if changed.is_empty() {
        return;
    }
    for reference in candidates.iter_mut().filter(|c| c.form == Form::Reference) {
        if let Evidence::Antecedent(span) | Evidence::Elsewhere(span) = reference.evidence
            && let Some(entity) = changed.get(&span)
        {
            reference.entity = Some(*entity);
        }
    }
}

/// Sets the entity of each mention of a batch, which begins with number `first`, to what its name and its surroundings
/// speak for. Those that were changed.
fn choose(
    names: &[Name],
    name_of: &[NameOf],
    first: usize,
    batch: &mut [Candidate],
    found: &[(usize, Local)],
) -> Vec<(Span, EntityId)> {
    let mut changed = Vec::new();
    for (at, local) in found {
        let name = name_of.get(*at).copied().flatten().and_then(|n| names.get(n as usize));
        let (Some(name), Some(candidate)) = (name, batch.get_mut(at - first)) else {
            continue;
        };
        // Without evidence a faction that shares its name stays unknown.
        let least = if candidate.entity.is_none() { weight::COUNTRY_KNOWN } else { f32::MIN };
        let told = name.meanings.iter().zip(local.decisive).filter(|(m, own)| m.score + own - m.prior >= least);
        let scores = told.map(|(m, own)| (m.score + own, m.entity));
        let best = scores.reduce(|best, other| if other.0 > best.0 { other } else { best });
        if let Some((_, entity)) = best
            && candidate.entity != Some(entity)
        {
            candidate.entity = Some(entity);
            changed.push((candidate.span, entity));
        }
    }
    changed
}

/// Mentions that a thread works on at once; alone it takes all.
fn batch_size(mentions: usize) -> usize {
    if threads() > 1 { BATCH } else { mentions.max(1) }
}

/// All that a mention's name can mean: what was chosen for it first, then the others, the likelier ones
/// first. For the card of a mention, where a person may choose another; empty where there is no choice.
pub fn alternatives(lexicon: &Lexicon, candidate: &Candidate, text: &str) -> Vec<EntityId> {
    let mut meanings = meanings(lexicon, candidate.span.of(text), candidate.kind);
    if meanings.is_empty() {
        return Vec::new();
    }
    let beside = Surroundings::new(lexicon, text).beside(candidate.span);
    for meaning in &mut meanings {
        meaning.score = meaning.prior + beside.supports(meaning);
    }
    meanings.sort_by(|a, b| {
        let chosen = |m: &Meaning| candidate.entity != Some(m.entity);
        chosen(a).cmp(&chosen(b)).then(b.score.total_cmp(&a.score))
    });
    meanings.into_iter().map(|meaning| meaning.entity).collect()
}

/// Whether a name has an entity, or is that of several factions: حكومة الوفاق الوطني, الجيش الوطني.
fn may_mean_several(candidate: &Candidate) -> bool {
    candidate.entity.is_some() || candidate.kind == Kind::Faction && candidate.source == Source::Lexicon
}

/// The distinct spellings, in the order of the text, and which one each candidate has.
fn read_names(lexicon: &Lexicon, text: &str, candidates: &[Candidate]) -> (Vec<Name>, Vec<NameOf>) {
    let size = batch_size(candidates.len());
    let batches: Vec<Spellings<'_>> =
        on_all_threads(candidates.chunks(size).collect(), |batch| Spellings::of(text, batch));
    let (mut names, mut known): (Vec<Name>, HashMap<(&str, Kind), u32>) = (Vec::new(), HashMap::new());
    let mut name_of = Vec::with_capacity(candidates.len());
    // Batches number spellings by themselves.
    let mut numbers = Vec::new();
    for batch in batches {
        numbers.clear();
        numbers.extend(batch.spellings.iter().map(|Spelling { surface, kind, entity, mentions }| {
            let number = *known.entry((surface, *kind)).or_insert_with(|| {
                names.push(Name { meanings: meanings_of_first(lexicon, surface, *kind, *entity), mentions: 0 });
                names.len() as u32 - 1
            });
            if let Some(name) = names.get_mut(number as usize) {
                name.mentions = name.mentions.saturating_add(*mentions);
            }
            number
        }));
        name_of.extend(batch.numbers.into_iter().map(|number| numbers.get(number? as usize).copied()));
    }
    (names, name_of)
}

/// Which of the names or spellings a candidate has, by number.
type NameOf = Option<u32>;

/// The spellings of a batch of mentions.
struct Spellings<'t> {
    spellings: Vec<Spelling<'t>>,
    /// Which one each mention has.
    numbers: Vec<NameOf>,
}

/// A spelling, with what its first mention stands for.
struct Spelling<'t> {
    surface: &'t str,
    kind: Kind,
    entity: Option<EntityId>,
    mentions: u32,
}

impl<'t> Spellings<'t> {
    fn of(text: &'t str, candidates: &[Candidate]) -> Self {
        let (mut spellings, mut known): (Vec<Spelling<'_>>, HashMap<(&str, Kind), u32>) = (Vec::new(), HashMap::new());
        let number = |candidate: &Candidate| {
            if candidate.form != Form::Name || !may_mean_several(candidate) {
                return None;
            }
            let (surface, kind, entity) = (candidate.span.of(text), candidate.kind, candidate.entity);
            let number = *known.entry((surface, kind)).or_insert_with(|| {
                spellings.push(Spelling { surface, kind, entity, mentions: 0 });
                spellings.len() as u32 - 1
            });
            if let Some(spelling) = spellings.get_mut(number as usize) {
                spelling.mentions += 1;
            }
            Some(number)
        };
        let numbers = candidates.iter().map(number).collect();
        Self { spellings, numbers }
    }
}

/// What a spelling can mean, whose first mention stands for an entity.
fn meanings_of_first(lexicon: &Lexicon, surface: &str, kind: Kind, entity: Option<EntityId>) -> Vec<Meaning> {
    let mut meanings = meanings(lexicon, surface, kind);
    if let Some(entity) = entity
        && !meanings.iter().any(|meaning| meaning.entity == entity)
    {
        // A pattern's entity: حكومة الوفاق may also be that of the party الوفاق.
        if kind == Kind::Location {
            meanings.clear();
        }
        meanings.push(meaning(lexicon, entity, false));
    }
    share_out(&mut meanings);
    meanings
}

/// The places or factions of this spelling, in the order of the lexicon.
fn meanings(lexicon: &Lexicon, surface: &str, kind: Kind) -> Vec<Meaning> {
    let mut folded = fold_words(surface);
    let Some(node) = lexicon.name(&folded).or_else(|| {
        // In للرقة the name begins at the second lam.
        let first = folded.first_mut().filter(|first| first.starts_with('ل'))?;
        first.insert(0, 'ا');
        lexicon.name(&folded)
    }) else {
        return Vec::new();
    };
    let mut found: Vec<Meaning> = Vec::new();
    for posting in lexicon.postings(node) {
        let ((Kind::Location, Posting::Place { entity, weak, .. })
        | (Kind::Faction, Posting::Faction { entity, weak })) = (kind, posting)
        else {
            continue;
        };
        if !found.iter().any(|m| m.entity == entity) {
            found.push(meaning(lexicon, entity, weak));
        }
    }
    found
}

fn meaning(lexicon: &Lexicon, entity: EntityId, weak: bool) -> Meaning {
    let facts = lexicon.entity(entity);
    // What a person lists under a sure name is what he means.
    let listed = if !weak && lexicon.is_own(entity) && facts.geonames.is_none() { 4.0 } else { 0.0 };
    let prior = renown(lexicon.kind(entity), facts.population).ln() + listed - if weak { 1.2 } else { 0.0 };
    Meaning {
        entity,
        country: lexicon.country(entity),
        position: facts.position,
        kind: lexicon.kind(entity),
        prior,
        share: 1.0,
        score: 0.0,
    }
}

/// How well known a place is: the root of its inhabitants, with a guess where they are not counted.
fn renown(kind: u8, population: u32) -> f32 {
    let (guess, factor) = match kind {
        kind::COUNTRY => (1_000_000, 1.5),
        kind::CAPITAL => (500_000, 3.0),
        kind::GOVERNORATE | kind::REGION | kind::SEA | kind::RIVER | kind::DESERT | kind::MOUNTAIN => (200_000, 1.0),
        kind::CITY => (50_000, 1.0),
        kind::TOWN => (8_000, 1.0),
        kind::VILLAGE => (300, 1.0),
        _ => (15_000, 1.0),
    };
    let inhabitants = if population == 0 { guess } else { population };
    factor * (inhabitants as f32 + 300.0).sqrt()
}

fn share_out(meanings: &mut [Meaning]) {
    let sum: f32 = meanings.iter().map(|m| m.prior.exp()).sum();
    for meaning in meanings {
        meaning.share = if sum > 0.0 { meaning.prior.exp() / sum } else { 0.0 };
    }
}

/// The countries that a document is about.
struct Votes {
    by_country: Vec<f32>,
    sum: f32,
}

impl Votes {
    fn add(&mut self, country: u16, vote: f32) {
        if let Some(votes) = self.by_country.get_mut(usize::from(country)).filter(|_| country > 0) {
            *votes += vote;
            self.sum += vote;
        }
    }

    fn of(&self, country: u16) -> f32 {
        self.by_country.get(usize::from(country)).copied().unwrap_or(0.0)
    }
}

/// How much each mention of a name counts: the tenth says less than the first.
fn loudness(name: &Name) -> f32 {
    (name.mentions as f32).sqrt()
}

/// The vote of a meaning for its country.
fn vote(name: &Name, meaning: &Meaning) -> f32 {
    let factor = if meaning.kind == kind::COUNTRY { 2.0 } else { 1.0 };
    loudness(name) * meaning.share * factor
}

fn count_countries(lexicon: &Lexicon, text: &str, names: &[Name], candidates: &[Candidate]) -> Votes {
    let mut votes = Votes { by_country: vec![0.0; COUNTRIES], sum: 0.0 };
    for name in names {
        for meaning in &name.meanings {
            votes.add(meaning.country, vote(name, meaning));
        }
    }
    // القوات الليبية: the nationality of a faction that has no entry.
    let mut nationalities: HashMap<&str, u32> = HashMap::new();
    for candidate in candidates {
        if let Evidence::Nationality(span) = candidate.evidence {
            *nationalities.entry(span.of(text)).or_default() += 1;
        }
    }
    let mut nationalities: Vec<(&str, u32)> = nationalities.into_iter().collect();
    nationalities.sort_unstable();
    for (surface, count) in nationalities {
        if let Some(country) = nationality(lexicon, surface) {
            votes.add(country, (count as f32).sqrt());
        }
    }
    votes
}

/// The country of a nationality adjective.
fn nationality(lexicon: &Lexicon, surface: &str) -> Option<u16> {
    let [word] = fold_words(surface).try_into().ok()?;
    let word: String = word;
    let node = lexicon.root(lexicon.word(word.as_bytes())?)?;
    lexicon.postings(node).find_map(|posting| match posting {
        Posting::Demonym { of: Some(place), .. } => Some(lexicon.country(place)).filter(|country| *country > 0),
        _ => None,
    })
}

/// Adds what the document's countries say, and keeps the meanings that can still be meant.
fn weigh_countries(name: &mut Name, votes: &Votes) {
    let scores: Vec<f32> = name
        .meanings
        .iter()
        .map(|meaning| {
            // A name's own mentions are no evidence for what it means.
            let own = |m: &Meaning| if m.country > 0 { vote(name, m) } else { 0.0 };
            let own_country: f32 = name.meanings.iter().filter(|m| m.country == meaning.country).map(own).sum();
            let own_all: f32 = name.meanings.iter().map(own).sum();
            let (of_country, all) = (votes.of(meaning.country) - own_country, votes.sum - own_all);
            let known = of_country > 0.05;
            let share = if known && all > 0.0 { of_country / all } else { 0.0 };
            meaning.prior + weight::COUNTRY_SHARE * share + if known { weight::COUNTRY_KNOWN } else { 0.0 }
        })
        .collect();
    for (meaning, score) in name.meanings.iter_mut().zip(scores) {
        meaning.score = score;
    }
    name.meanings.sort_by(|a, b| b.score.total_cmp(&a.score));
    name.meanings.truncate(CONSIDERED);
}

/// What the surroundings of one mention say of each meaning of its name.
struct Local {
    /// Noun and nationality: they hold for this mention whatever the rest says.
    decisive: [f32; CONSIDERED],
    /// The places beside it.
    nearby: [f32; CONSIDERED],
}

fn local_evidence(
    surroundings: &mut Surroundings<'_>,
    names: &[Name],
    name_of: &[NameOf],
    candidates: &[Candidate],
    at: usize,
) -> Option<Local> {
    let candidate = candidates.get(at)?;
    let own_name = (*name_of.get(at)?)?;
    let name = names.get(own_name as usize).filter(|name| name.meanings.len() > 1)?;
    let beside = surroundings.beside(candidate.span);
    let mut local = Local { decisive: [0.0; CONSIDERED], nearby: [0.0; CONSIDERED] };
    for (decisive, meaning) in local.decisive.iter_mut().zip(&name.meanings) {
        *decisive = beside.supports(meaning);
    }
    let before = candidates.get(at.saturating_sub(BESIDE)..at).unwrap_or(&[]).iter().rev();
    let behind = candidates.get(at + 1..).unwrap_or(&[]).iter().take(BESIDE);
    let indexed = (1..=BESIDE).map(|n| at.wrapping_sub(n)).zip(before).chain((1..=BESIDE).map(|n| at + n).zip(behind));
    for (index, other) in indexed {
        let gap = gap_between(candidate.span, other.span);
        let Some(other_name) = name_of.get(index).copied().flatten().filter(|n| *n != own_name && gap <= REACH) else {
            continue;
        };
        // The likeliest meaning stands first.
        let Some(place) = names.get(other_name as usize).and_then(|n| n.meanings.first()) else {
            continue;
        };
        let apposed =
            index > at && place.kind == kind::COUNTRY && is_apposed(surroundings.text, candidate.span, other.span);
        let factor = if gap <= 300 { 1.0 } else { 0.5 };
        for ((nearby, decisive), meaning) in local.nearby.iter_mut().zip(&mut local.decisive).zip(&name.meanings) {
            let same_country = meaning.country > 0 && meaning.country == place.country;
            if same_country {
                *nearby += weight::SAME_COUNTRY * factor;
                if apposed {
                    *decisive += weight::COUNTRY_BESIDE;
                }
            }
            if place.kind != kind::COUNTRY
                && let (Some(a), Some(b)) = (meaning.position, place.position)
            {
                let km = distance_km(a, b);
                *nearby += weight::DISTANCE.iter().find(|(within, _)| km <= *within).map_or(0.0, |d| d.1) * factor;
            }
        }
    }
    Some(local)
}

/// Adds the mentions' evidence to their names: the more mentions agree, the more it counts.
fn add_local_evidence(names: &mut [Name], name_of: &[NameOf], found: &[Vec<(usize, Local)>]) {
    let mut sums = vec![[0.0; CONSIDERED]; names.len()];
    for (at, local) in found.iter().flatten() {
        if let Some(sums) = name_of.get(*at).copied().flatten().and_then(|name| sums.get_mut(name as usize)) {
            for (sum, (decisive, nearby)) in sums.iter_mut().zip(local.decisive.iter().zip(&local.nearby)) {
                // What is decisive for a mention is only a hint for the others.
                *sum += decisive * 0.5 + nearby;
            }
        }
    }
    for (name, sums) in names.iter_mut().zip(sums) {
        let loudness = loudness(name);
        for (meaning, sum) in name.meanings.iter_mut().zip(sums) {
            meaning.score += (sum / loudness).min(6.0);
        }
    }
}

/// The words right beside a mention.
struct Beside {
    /// The kind of the noun before it: مدينة, نهر.
    noun: Option<u8>,
    /// The country of the nationality behind it: الليبية.
    nationality: Option<u16>,
}

impl Beside {
    fn supports(&self, meaning: &Meaning) -> f32 {
        let by_nationality = match self.nationality {
            Some(country) if country == meaning.country => weight::NATIONALITY,
            _ => 0.0,
        };
        let by_noun = match self.noun {
            Some(noun) if noun == meaning.kind => weight::NOUN,
            Some(noun) if are_near(noun, meaning.kind) => weight::NEAR_NOUN,
            Some(noun) if !matches!(noun, kind::REGION | kind::OTHER) => weight::OTHER_NOUN,
            _ => 0.0,
        };
        by_nationality + by_noun
    }
}

/// Whether a place of one kind may be called by the noun of another: مدينة for a town or a capital.
fn are_near(noun: u8, kind: u8) -> bool {
    let is_settlement =
        |kind| matches!(kind, kind::CITY | kind::CAPITAL | kind::TOWN | kind::VILLAGE | kind::QUARTER | kind::CAMP);
    (is_settlement(noun) && is_settlement(kind))
        || (matches!(noun, kind::GOVERNORATE | kind::COUNTRY)
            && matches!(kind, kind::GOVERNORATE | kind::REGION | kind::CITY | kind::CAPITAL))
        || (noun == kind::CAPITAL && kind == kind::COUNTRY)
}

/// Reads what stands beside mentions; the words that were met there are kept, for most come again.
struct Surroundings<'t> {
    lexicon: &'t Lexicon,
    text: &'t str,
    nouns: HashMap<&'t str, Option<u8>>,
    nationalities: HashMap<&'t str, Option<u16>>,
}

/// Words that are kept.
const MOST_KNOWN: usize = 4_096;

impl<'t> Surroundings<'t> {
    fn new(lexicon: &'t Lexicon, text: &'t str) -> Self {
        Self { lexicon, text, nouns: HashMap::new(), nationalities: HashMap::new() }
    }

    fn beside(&mut self, span: Span) -> Beside {
        if self.nouns.len().max(self.nationalities.len()) > MOST_KNOWN {
            self.nouns.clear();
            self.nationalities.clear();
        }
        let Self { lexicon, text, nouns, nationalities } = self;
        let noun = word_before(text, span).and_then(|word| *nouns.entry(word).or_insert_with(|| noun(lexicon, word)));
        let nationality = word_behind(text, span)
            .and_then(|word| *nationalities.entry(word).or_insert_with(|| nationality(lexicon, word)));
        Beside { noun, nationality }
    }
}

/// The word right before a mention.
fn word_before(text: &str, span: Span) -> Option<&str> {
    let start = span.start.index();
    let from = text.floor_char_boundary(start.saturating_sub(WINDOW));
    let window = text.get(from..start)?;
    let end = window.trim_end_matches(|c: char| (c.is_whitespace() && !is_line_end(c)) || c == '«' || c == '"').len();
    Some(word_at(window, end).filter(|_| end < window.len())?.of(window))
}

/// The kind of place that a word names, after proclitics.
fn noun(lexicon: &Lexicon, word: &str) -> Option<u8> {
    let folded = fold_words(word).pop()?;
    let mut stem = folded.as_str();
    for _ in 0..3 {
        if let Some(noun) = place_noun(lexicon, stem) {
            return Some(noun);
        }
        stem = stem.strip_prefix(['و', 'ف', 'ب', 'ك', 'ل'])?;
    }
    None
}

fn place_noun(lexicon: &Lexicon, folded: &str) -> Option<u8> {
    let node = lexicon.root(lexicon.word(folded.as_bytes())?)?;
    lexicon.postings(node).find_map(|posting| match posting {
        Posting::PlaceNoun(noun, _) => Some(noun.kind()),
        _ => None,
    })
}

/// The word right behind a mention, if it has the article: an indefinite adjective says something else, طرابلس ليبية
/// is a sentence.
fn word_behind(text: &str, span: Span) -> Option<&str> {
    let end = span.end.index();
    let window = text.get(end..text.floor_char_boundary(end.saturating_add(WINDOW).min(text.len())))?;
    let first = words(window).next()?;
    let gap = window.get(..first.start.index())?;
    if gap.is_empty() || !gap.chars().all(|c| c.is_whitespace() && !is_line_end(c)) {
        return None;
    }
    Some(first.of(window)).filter(|word| word.starts_with("ال"))
}

/// Bytes between two spans, 0 where they touch or nest.
fn gap_between(a: Span, b: Span) -> u32 {
    if a.end <= b.start { b.start.0 - a.end.0 } else { a.start.0.saturating_sub(b.end.0) }
}

/// طرابلس (لبنان), طرابلس في لبنان, طرابلس شمالي لبنان: one short word at most, and no و between.
fn is_apposed(text: &str, place: Span, country: Span) -> bool {
    let Some(between) = text.get(place.end.index()..country.start.index()) else {
        return false;
    };
    let ends = between.contains(['.', '؛', '؟', '!']) || between.contains(is_line_end);
    let joined = between.ends_with('و') || between.trim() == "و";
    !between.is_empty() && between.len() <= 18 && !ends && !joined && words(between).count() <= 1
}
