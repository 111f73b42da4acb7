//! Decides which of several places or factions with the same name is meant.
//!
//! Owns the choice among homonyms: طرابلس in Libya or in Lebanon, السخنة in Syria or in Yemen. Must not know how names
//! are found. A name means one thing in a document, unless the words directly beside a mention say otherwise. If those
//! words give a country in which, and near which, no place of this name is known, the mention means none: نابولي بولاية
//! يوتا is not Naples in Italy. The evidence in the order of its weight: the region, country or nationality that
//! follows (باريس بولاية تكساس، طرابلس اللبنانية), there or elsewhere in the document; how well known a place is; the
//! noun before it (مدينة, نهر); the countries that the document is about and the places nearby, which decide among
//! equally well-known places and never make Paris a town in Texas. Linear in the mentions: at most [`CONSIDERED`]
//! meanings of each name and at most [`BESIDE`] neighbours on either side of each mention are considered.

use foldhash::{HashMap, HashMapExt as _};

use super::homonym_weights as weight;
use super::surroundings::{Beside, By, CAPITAL, Role, Surroundings, Tie, is_administrative, nationality};
use crate::detect::candidate::{Candidate, Evidence, Form, Source};
use crate::detect::kind::{Kind, Links};
use crate::detect::parts::{on_all_threads, threads};
use crate::detect::vocabulary::kind;
use crate::lexicon::nearby::distance_km;
use crate::lexicon::territories::belongs_to;
use crate::lexicon::{COUNTRIES, EntityId, Lexicon};
use crate::text::Span;
use crate::text::fold::fold_words;

/// Meanings considered for one name, after sorting by the document's countries.
const CONSIDERED: usize = 8;
/// Neighbouring mentions considered on either side.
const BESIDE: usize = 2;
/// The greatest distance of a neighbour in bytes, and the distance up to which it has its full weight.
const REACH: u32 = 1_200;
const RIGHT_BESIDE: u32 = 300;
/// A state's capital with fewer inhabitants is rarely mentioned except in texts about that state.
const SMALL_CAPITAL: u32 = 100_000;
/// Mentions in one thread's batch.
const BATCH: usize = if cfg!(test) { 64 } else { 1 << 15 };

/// One meaning of a name.
#[derive(Clone, Copy, Debug)]
struct Meaning {
    entity: EntityId,
    country: u16,
    position: Option<(f32, f32)>,
    kind: u8,
    /// Logarithm of its renown.
    prior: f32,
    /// Whether it is known only as its state's capital: روسو in Dominica.
    is_small_capital: bool,
    /// Its share of the renown under the name, 0 to 1.
    share: f32,
    /// Whether the name needs evidence.
    weak: bool,
    /// Evidence from the document's countries and the places near its mentions.
    around: f32,
    /// Evidence from little-known places close by.
    close: f32,
    /// The strongest explicit evidence for it at any mention.
    stated: f32,
    /// Evidence from the document's countries alone.
    by_countries: f32,
}

impl Meaning {
    /// The document's evidence for it, limited.
    fn by_document(&self) -> f32 {
        weight::MOST_BY_DOCUMENT * self.around / (weight::MOST_BY_DOCUMENT + self.around.abs()) + self.close
    }
}

/// A mention's own evidence for one meaning.
#[derive(Clone, Copy, Debug, Default)]
struct MentionEvidence {
    /// From a noun before it.
    noun: f32,
    /// From a region, a country or a nationality beside it.
    stated: f32,
}

/// A spelling found in the document.
struct Name {
    meanings: Vec<Meaning>,
    mentions: u32,
    /// Whether a mention has a region, a country or a nationality beside it, which the other mentions follow.
    is_stated: bool,
    /// The countries in which a mention is said to lie although no place of this name is known there; the other
    /// mentions follow it.
    unknown_in: Vec<u16>,
}

impl Name {
    /// Whether the document's countries support a meaning for which no mention has explicit evidence: the country
    /// Georgia in a text that also has ولاية جورجيا.
    fn is_countered(&self) -> bool {
        let stated = self.meanings.iter().filter(|m| m.stated > 0.0).map(|m| m.by_countries).fold(0.0, f32::max);
        let mut unstated = self.meanings.iter().filter(|m| m.stated <= 0.0);
        unstated.any(|m| m.by_countries > if m.kind == kind::COUNTRY { 0.0 } else { stated })
    }

    /// Whether a mention does not follow the explicit evidence at other mentions: after أثينا بولاية جورجيا, a list of
    /// Madrid, أثينا and Dublin is still a list of European cities.
    fn leaves(&self, peers: &Peers) -> bool {
        let mut stated =
            self.meanings.iter().filter(|m| m.stated > 0.0).map(|m| m.country).chain(self.unknown_in.iter().copied());
        peers.has_known && stated.all(|country| peers.are_outside(country))
    }
}

/// The score of a meaning at a mention, with and without how well known it is. With `follows`, the explicit evidence
/// comes from other mentions.
fn score(meaning: &Meaning, own: MentionEvidence, nearby: f32, peers: &Peers, follows: bool) -> (f32, f32) {
    let is_among_others = peers.are_of_several() && peers.are_outside(meaning.country);
    let by_document = meaning.by_document() * if is_among_others { weight::AMONG_OTHERS } else { 1.0 };
    let evidence = by_document + own.noun;
    if !follows {
        return (meaning.prior + evidence + own.stated, evidence + own.stated);
    }
    // Explicit evidence from another mention applies here, too, and then outweighs renown, unless the neighbouring
    // places disagree.
    let stated = weight::STATED_ELSEWHERE * meaning.stated + nearby;
    (weight::KNOWN_IF_STATED * meaning.prior + evidence + stated, evidence + stated)
}

/// The other places of the list in which a mention stands: for أثينا, مدريد and دبلن in مدريد وأثينا ودبلن.
#[derive(Clone, Copy, Debug, Default)]
struct Peers {
    /// The countries of their likeliest meanings, padded with zeros.
    countries: [u16; 2 * BESIDE],
    /// Whether everybody knows one of them.
    has_known: bool,
}

impl Peers {
    /// The names before and after a mention that only list separators divide from it.
    fn of(
        surroundings: &Surroundings<'_>,
        names: &[Name],
        name_of: &[NameOf],
        candidates: &[Candidate],
        at: usize,
    ) -> Self {
        let mut peers = Self::default();
        let likeliest = |at: usize| {
            let name = name_of.get(at).copied().flatten()?;
            names.get(name as usize)?.meanings.first()
        };
        let lists = |first: usize| match candidates.get(first..=first + 1) {
            Some([a, b]) => surroundings.lists(a.span, b.span),
            _ => false,
        };
        let before = (at.saturating_sub(BESIDE)..at).rev().take_while(|before| lists(*before));
        let behind = (at + 1..=at + BESIDE).take_while(|behind| lists(*behind - 1));
        for (slot, peer) in peers.countries.iter_mut().zip(before.chain(behind).filter_map(likeliest)) {
            *slot = peer.country;
            peers.has_known |= peer.country > 0 && peer.prior >= weight::KNOWN;
        }
        peers
    }

    /// Whether the list has well-known places and none of them in a country.
    fn are_outside(&self, country: u16) -> bool {
        let is_there = |of: &u16| belongs_to(country, *of) || belongs_to(*of, country);
        self.has_known && !self.countries.iter().filter(|of| **of > 0).any(is_there)
    }

    /// Whether they are of several countries.
    fn are_of_several(&self) -> bool {
        let mut countries = self.countries.iter().filter(|country| **country > 0);
        let first = countries.next();
        countries.any(|country| Some(country) != first)
    }
}

/// Chooses among homonyms: sets the entity of each name that can mean several, and of the references
/// that point back to it.
pub(in crate::detect) fn disambiguate(lexicon: &Lexicon, text: &str, candidates: &mut [Candidate]) {
    let (mut names, name_of) = read_names(lexicon, text, candidates);
    let votes = count_countries(lexicon, text, &names, candidates);
    for name in &mut names {
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
    let changed: Changed = changed.into_iter().flatten().collect();
    if !changed.is_empty() {
        follow(lexicon, text, candidates, &changed);
    }
    name_capitals(lexicon, text, candidates);
}

/// The new entities of mentions whose entity was changed.
type Changed = HashMap<Span, Option<EntityId>>;

/// Updates references to changed mentions.
fn follow(lexicon: &Lexicon, text: &str, candidates: &mut [Candidate], changed: &Changed) {
    for reference in candidates.iter_mut().filter(|c| c.form == Form::Reference) {
        if let Evidence::Antecedent(span) | Evidence::Elsewhere(span) = reference.evidence
            && let Some(entity) = changed.get(&span)
        {
            let is_capital = |entity| lexicon.kind(entity) == kind::CAPITAL;
            // ولاية واشنطن is not a العاصمة.
            if reference.span.of(text) != CAPITAL || entity.is_none_or(is_capital) {
                reference.entity = *entity;
            }
        }
    }
}

/// الكويت العاصمة: the word directly after a capital's name refers to that capital.
fn name_capitals(lexicon: &Lexicon, text: &str, candidates: &mut [Candidate]) {
    for at in 1..candidates.len() {
        if let Some([name, reference]) = candidates.get_mut(at - 1..=at)
            && (name.form, reference.form) == (Form::Name, Form::Reference)
            && gap_between(name.span, reference.span) <= 1
            && reference.span.of(text) == CAPITAL
            && let Some(entity) = name.entity.filter(|entity| lexicon.kind(*entity) == kind::CAPITAL)
        {
            reference.entity = Some(entity);
        }
    }
}

/// Sets the entity of each mention in a batch, whose first mention has number `first`, by the evidence for its name and
/// from its surroundings. Returns the changed ones.
fn choose(
    names: &[Name],
    name_of: &[NameOf],
    first: usize,
    batch: &mut [Candidate],
    found: &[(usize, Local)],
) -> Vec<(Span, Option<EntityId>)> {
    let mut changed = Vec::new();
    for (at, local) in found {
        let name = name_of.get(*at).copied().flatten().and_then(|n| names.get(n as usize));
        let (Some(name), Some(candidate)) = (name, batch.get_mut(at - first)) else {
            continue;
        };
        let is_stated_here = local.own.iter().any(|own| own.stated > 0.0);
        let follows = !is_stated_here && !name.leaves(&local.peers);
        if !local.unknown_in.is_empty() || !name.unknown_in.is_empty() && follows {
            candidate.entity_confidence = 1.0;
            if candidate.entity.take().is_some() {
                changed.push((candidate.span, None));
            }
            continue;
        }
        // A faction whose name is shared stays unlinked without evidence.
        let least = if candidate.entity.is_none() { weight::KNOWN_AT_ALL } else { f32::MIN };
        let meanings = name.meanings.iter().zip(local.own).zip(local.nearby);
        let follows = follows && name.is_stated;
        let scores = meanings.map(|((m, own), nearby)| (score(m, own, nearby, &local.peers, follows), m.entity));
        let heard = scores.filter(|((_, evidence), _)| *evidence >= least).map(|((score, _), entity)| (score, entity));
        let best = heard.clone().reduce(|best, other| if other.0 > best.0 { other } else { best });
        if let Some((most, entity)) = best {
            candidate.entity_confidence = 1.0 / heard.map(|(score, _)| (score - most).exp()).sum::<f32>();
            if candidate.entity != Some(entity) {
                candidate.entity = Some(entity);
                changed.push((candidate.span, Some(entity)));
            }
        }
    }
    changed
}

/// Mentions in one batch; a single thread takes all of them.
fn batch_size(mentions: usize) -> usize {
    if threads() > 1 { BATCH } else { mentions.max(1) }
}

/// All possible meanings of a mention's name: the chosen one first, then the others by likelihood. For a mention's
/// card, where a person may choose another; empty if there is no choice.
pub fn alternatives(lexicon: &Lexicon, candidate: &Candidate, text: &str) -> Vec<EntityId> {
    let mut meanings = meanings(lexicon, candidate.span.of(text), candidate.kind);
    if meanings.is_empty() {
        return Vec::new();
    }
    let beside = Surroundings::new(lexicon, text).beside(candidate.span);
    let score = |m: &Meaning| {
        let own = by_words(&beside, m);
        m.prior + own.noun + own.stated
    };
    meanings.sort_by(|a, b| {
        let chosen = |m: &Meaning| candidate.entity != Some(m.entity);
        chosen(a).cmp(&chosen(b)).then(score(b).total_cmp(&score(a)))
    });
    meanings.into_iter().map(|meaning| meaning.entity).collect()
}

/// Whether a name is linked, or is shared by several factions: حكومة الوفاق الوطني, الجيش الوطني.
fn may_mean_several(candidate: &Candidate) -> bool {
    candidate.entity.is_some()
        || candidate.kind.properties().links == Links::Factions && candidate.source == Source::Lexicon
}

/// The distinct spellings in the order of the text, and the spelling of each candidate.
fn read_names(lexicon: &Lexicon, text: &str, candidates: &[Candidate]) -> (Vec<Name>, Vec<NameOf>) {
    let size = batch_size(candidates.len());
    let batches: Vec<Spellings<'_>> =
        on_all_threads(candidates.chunks(size).collect(), |batch| Spellings::of(text, batch));
    let (mut names, mut known): (Vec<Name>, HashMap<(&str, Kind), u32>) = (Vec::new(), HashMap::new());
    let mut name_of = Vec::with_capacity(candidates.len());
    // Each batch numbers its own spellings.
    let mut numbers = Vec::new();
    for batch in batches {
        numbers.clear();
        numbers.extend(batch.spellings.iter().map(|Spelling { surface, kind, entity, mentions }| {
            let number = *known.entry((surface, *kind)).or_insert_with(|| {
                names.push(Name {
                    meanings: meanings_of_first(lexicon, surface, *kind, *entity),
                    mentions: 0,
                    is_stated: false,
                    unknown_in: Vec::new(),
                });
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

/// The number of a candidate's name or spelling.
type NameOf = Option<u32>;

/// The spellings of a batch of mentions.
struct Spellings<'t> {
    spellings: Vec<Spelling<'t>>,
    /// The spelling of each mention.
    numbers: Vec<NameOf>,
}

/// A spelling, with the entity of its first mention.
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

/// The possible meanings of a spelling whose first mention has an entity.
fn meanings_of_first(lexicon: &Lexicon, surface: &str, kind: Kind, entity: Option<EntityId>) -> Vec<Meaning> {
    let mut meanings = meanings(lexicon, surface, kind);
    if let Some(entity) = entity
        && !meanings.iter().any(|meaning| meaning.entity == entity)
    {
        // The entity of a pattern: حكومة الوفاق may also belong to the party الوفاق.
        if kind.properties().links != Links::Factions {
            meanings.clear();
        }
        meanings.push(meaning(lexicon, entity, false));
    }
    share_out(&mut meanings);
    meanings
}

/// The places or factions with this spelling, in the order of the lexicon.
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
        let Some((entity, weak)) = kind.properties().links.entity(posting) else {
            continue;
        };
        if !found.iter().any(|m| m.entity == entity) {
            found.push(meaning(lexicon, entity, weak));
        }
    }
    let known = found.iter().copied().reduce(|a, b| if b.prior > a.prior { b } else { a });
    if let Some(known) = known.filter(|known| known.prior >= weight::KNOWN) {
        // Places of one country are told apart by their nouns: مدينة الكويت, ولاية واشنطن.
        let is_other = |m: &&mut Meaning| m.prior < weight::KNOWN && m.country != known.country;
        for other in found.iter_mut().filter(is_other) {
            let by_name = if other.weak && !known.weak { weight::BESIDE_SURE } else { 0.0 };
            let by_renown = if other.weak || other.prior < weight::FEW { weight::BESIDE_KNOWN } else { 0.0 };
            other.prior += by_name + by_renown;
        }
    }
    found
}

fn meaning(lexicon: &Lexicon, entity: EntityId, weak: bool) -> Meaning {
    let facts = lexicon.entity(entity);
    // What users list under a sure name is what they mean.
    let listed = if !weak && lexicon.is_user_made(entity) && facts.geonames.is_none() { weight::LISTED } else { 0.0 };
    let renown = renown(lexicon.kind(entity), facts.population).ln();
    // The population of small places is often unknown and says less.
    let renown = renown + (weight::FEW - renown).max(0.0) * weight::NOT_COUNTED;
    let prior = renown + listed + if weak { weight::WEAK } else { 0.0 };
    let is_small_capital = lexicon.kind(entity) == kind::CAPITAL && (1..SMALL_CAPITAL).contains(&facts.population);
    Meaning {
        entity,
        country: lexicon.country(entity),
        position: facts.position,
        kind: lexicon.kind(entity),
        prior,
        is_small_capital,
        share: 1.0,
        weak,
        around: 0.0,
        close: 0.0,
        stated: 0.0,
        by_countries: 0.0,
    }
}

/// How well known a place is: the square root of its population, which is guessed if unknown.
fn renown(kind: u8, population: u32) -> f32 {
    let counted = |guess: u32| (if population == 0 { guess } else { population }, 1.0);
    let with = |(more, factor): (u32, f32)| (population.saturating_add(more), factor);
    let (inhabitants, factor) = match kind {
        kind::COUNTRY => with(weight::OF_STATE),
        kind::CAPITAL => with(weight::OF_CAPITAL),
        kind::GOVERNORATE | kind::REGION | kind::SEA | kind::RIVER | kind::DESERT | kind::MOUNTAIN => {
            counted(weight::PART_GUESS)
        }
        kind::CITY => counted(weight::CITY_GUESS),
        kind::TOWN => counted(weight::TOWN_GUESS),
        kind::VILLAGE => counted(weight::VILLAGE_GUESS),
        _ => counted(weight::OTHER_GUESS),
    };
    factor * (inhabitants as f32 + weight::LEAST_INHABITANTS).sqrt()
}

fn share_out(meanings: &mut [Meaning]) {
    let sum: f32 = meanings.iter().map(|m| m.prior.exp()).sum();
    for meaning in meanings {
        meaning.share = if sum > 0.0 { meaning.prior.exp() / sum } else { 0.0 };
    }
}

/// How much a document is about each country.
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

/// The weight of all mentions of a name: the tenth adds less than the first.
fn loudness(name: &Name) -> f32 {
    (name.mentions as f32).sqrt()
}

/// The vote of a meaning for its country.
fn vote(name: &Name, meaning: &Meaning) -> f32 {
    let factor = if meaning.kind == kind::COUNTRY { weight::COUNTRY_VOTE } else { 1.0 };
    loudness(name) * meaning.share * factor
}

fn count_countries(lexicon: &Lexicon, text: &str, names: &[Name], candidates: &[Candidate]) -> Votes {
    let mut votes = Votes { by_country: vec![0.0; COUNTRIES], sum: 0.0 };
    for name in names {
        for meaning in &name.meanings {
            votes.add(meaning.country, vote(name, meaning));
        }
    }
    // القوات الليبية: the nationality of a faction without an entity.
    let mut nationalities: HashMap<&str, u32> = HashMap::new();
    for candidate in candidates {
        if let Evidence::Nationality(span) = candidate.evidence {
            *nationalities.entry(span.of(text)).or_default() += 1;
        }
    }
    let mut nationalities: Vec<(&str, u32)> = nationalities.into_iter().collect();
    nationalities.sort_unstable();
    for (surface, count) in nationalities {
        if let Some(nationality) = nationality(lexicon, surface) {
            // Which of the countries sharing the adjective is meant is unknown.
            let share = (count as f32).sqrt() / nationality.countries().count() as f32;
            nationality.countries().for_each(|country| votes.add(country, share));
        }
    }
    votes
}

/// Adds the evidence of the document's countries, and keeps the meanings that are still possible.
fn weigh_countries(name: &mut Name, votes: &Votes) {
    let around: Vec<f32> = name
        .meanings
        .iter()
        .map(|meaning| {
            // A name's own mentions are not evidence for its meaning.
            let own = |m: &Meaning| if m.country > 0 { vote(name, m) } else { 0.0 };
            let own_country: f32 = name.meanings.iter().filter(|m| m.country == meaning.country).map(own).sum();
            let own_all: f32 = name.meanings.iter().map(own).sum();
            let (of_country, all) = (votes.of(meaning.country) - own_country, votes.sum - own_all);
            let known = of_country > weight::NO_VOTE;
            let share = if known && all > 0.0 { of_country / all } else { 0.0 };
            weight::COUNTRY_SHARE * share + if known { weight::COUNTRY_KNOWN } else { 0.0 }
        })
        .collect();
    for (meaning, around) in name.meanings.iter_mut().zip(around) {
        meaning.around = around;
        meaning.by_countries = around;
    }
    let score = |meaning: &Meaning| meaning.prior + meaning.by_document();
    name.meanings.sort_by(|a, b| score(b).total_cmp(&score(a)));
    name.meanings.truncate(CONSIDERED);
}

/// The evidence of one mention's surroundings for each meaning of its name.
struct Local {
    /// What applies to this mention regardless of the rest.
    own: [MentionEvidence; CONSIDERED],
    /// Evidence from neighbouring places.
    nearby: [f32; CONSIDERED],
    /// Evidence from little-known places close by.
    close: [f32; CONSIDERED],
    /// واشنطن العاصمة: the explicit evidence applies only here, because elsewhere الكويت is the state.
    is_capital: bool,
    /// The countries in which it is said to lie, where no place of the name is known there.
    unknown_in: Vec<u16>,
    peers: Peers,
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
    let name = names.get(own_name as usize)?;
    let may_be_unknown =
        candidate.kind.properties().links == Links::Places && name.meanings.iter().all(|m| is_settlement(m.kind));
    if name.meanings.len() < 2 && !may_be_unknown {
        return None;
    }
    let beside = surroundings.beside(candidate.span);
    let mut local = Local {
        own: Default::default(),
        nearby: [0.0; CONSIDERED],
        close: [0.0; CONSIDERED],
        is_capital: beside.is_capital,
        unknown_in: Vec::new(),
        peers: Peers::of(surroundings, names, name_of, candidates, at),
    };
    let mut lies_in: Vec<u16> = beside.lies_in.iter().flat_map(|nationality| nationality.countries()).collect();
    for (own, meaning) in local.own.iter_mut().zip(&name.meanings) {
        *own = by_words(&beside, meaning);
    }
    let before = candidates.get(at.saturating_sub(BESIDE)..at).unwrap_or(&[]).iter().rev();
    let behind = candidates.get(at + 1..).unwrap_or(&[]).iter().take(BESIDE);
    let indexed = (1..=BESIDE).map(|n| at.wrapping_sub(n)).zip(before).chain((1..=BESIDE).map(|n| at + n).zip(behind));
    for (index, other) in indexed {
        let gap = gap_between(candidate.span, other.span);
        let Some(other_name) = name_of.get(index).copied().flatten().filter(|n| *n != own_name && gap <= REACH) else {
            continue;
        };
        let Some(other_name) = names.get(other_name as usize) else { continue };
        if index == at + 1
            && let Some(tie) = surroundings.tie(candidate.span, other.span)
        {
            add_tie(&mut local, name, other_name, tie, beside.role != Role::Other);
            if lies_in.is_empty() && may_be_unknown && says_where(&beside, tie, name) {
                lies_in.extend(holders(other_name, tie).map(|m| m.country));
            }
        }
        // The likeliest meaning comes first.
        let Some(place) = other_name.meanings.first() else { continue };
        let factor = if gap <= RIGHT_BESIDE { 1.0 } else { weight::FURTHER_OFF };
        for ((nearby, close), meaning) in local.nearby.iter_mut().zip(&mut local.close).zip(&name.meanings) {
            if meaning.country > 0 && meaning.country == place.country {
                *nearby += weight::SAME_COUNTRY * factor;
            }
            if place.kind != kind::COUNTRY
                && let (Some(a), Some(b)) = (meaning.position, place.position)
            {
                let km = distance_km(a, b);
                *nearby += weight::DISTANCES.iter().find(|(within, _)| km <= *within).map_or(0.0, |d| d.1) * factor;
                let is_close = km <= weight::CLOSE_KM && meaning.country == place.country;
                if is_close && (place.prior < weight::FEW || place.is_small_capital) {
                    *close += weight::CLOSE * factor;
                }
            }
        }
    }
    if may_be_unknown && !lies_in.is_empty() && !lies_in.contains(&0) {
        // All possible meanings, because only the likeliest ones are being considered.
        let all = meanings(surroundings.lexicon(), candidate.span.of(surroundings.text()), candidate.kind);
        let mut all = all.iter().chain(&name.meanings);
        let is_unknown = all.all(|m| {
            let mut countries = lies_in.iter();
            countries.all(|country| !belongs_to(m.country, *country) && surroundings.is_abroad(m.entity, *country))
        });
        if is_unknown {
            local.unknown_in = lies_in;
        }
    }
    Some(local)
}

/// Whether the place after a name really says where the name's place lies: قوات دمشق في ولاية تكساس and لاجئون من حلب
/// في ألمانيا come from somewhere else.
fn says_where(beside: &Beside, tie: Tie, name: &Name) -> bool {
    match tie.by {
        By::Bracket => true,
        By::In if beside.role == Role::Goal => true,
        By::In => {
            let is_capital = name.meanings.iter().any(|m| m.kind == kind::CAPITAL);
            tie.is_joined && tie.noun.is_some_and(is_administrative) && beside.role != Role::Origin && !is_capital
        }
        By::Nothing | By::Comma | By::Side => false,
    }
}

/// The countries and regions that a following name can mean, if the text says that they contain the place.
fn holders(name: &Name, tie: Tie) -> impl Iterator<Item = &Meaning> {
    let is_part = |m: &Meaning| matches!(m.kind, kind::GOVERNORATE | kind::REGION);
    let has_part = tie.noun.is_some_and(is_administrative) && name.meanings.iter().any(is_part);
    // البصرة is a town first.
    let likeliest = name.meanings.first().is_some_and(|m| has_part || m.kind == kind::COUNTRY || is_part(m));
    name.meanings.iter().filter(move |m| likeliest && (is_part(m) || !has_part && m.kind == kind::COUNTRY))
}

/// Adds the evidence of a place that is said to contain a mention, for each meaning.
fn add_tie(local: &mut Local, name: &Name, holding: &Name, tie: Tie, is_goal: bool) {
    // ولاية جورجيا is not a country.
    let is_part = |m: &&Meaning| matches!(m.kind, kind::GOVERNORATE | kind::REGION);
    let has_noun = tie.noun.is_some_and(is_administrative);
    let has_part = has_noun && holding.meanings.iter().any(|m| is_part(&m));
    let capital = name.meanings.iter().max_by(|a, b| a.prior.total_cmp(&b.prior));
    let may_be_state = !is_goal && capital.is_some_and(|m| matches!(m.kind, kind::CAPITAL | kind::COUNTRY));
    let likeliest = holding.meanings.first().map(|m| m.entity);
    // باريس، تكساس; but باريس، نيويورك، فيينا are three towns.
    let is_loose = matches!(tie.by, By::Comma | By::Nothing);
    let is_likely_land = !is_loose || holding.meanings.first().is_some_and(|m| m.kind == kind::COUNTRY || is_part(&m));
    let stated = |meaning: &Meaning, holder: &Meaning| {
        let km = meaning.position.zip(holder.position).map(|(a, b)| distance_km(a, b));
        let is_land = has_noun || is_likely_land && (holder.kind == kind::COUNTRY || is_part(&holder));
        if !is_land {
            // الإسكندرية جنوبي بغداد, المنصورة بمدينة عدن: only the distance matters.
            let most = match tie.by {
                By::Side => weight::BESIDE_TOWN_KM,
                By::In | By::Bracket => weight::IN_TOWN_KM,
                By::Comma | By::Nothing => return 0.0,
            };
            if likeliest != Some(holder.entity) {
                return 0.0;
            }
            let farther = |km: f32| km / most * weight::AT_THE_FARTHEST;
            return km.filter(|km| *km <= most).map_or(0.0, |km| weight::STATED_LOOSELY * (1.0 - farther(km)));
        }
        if !belongs_to(meaning.country, holder.country) {
            return 0.0;
        }
        if holder.kind == kind::COUNTRY {
            return match tie.by {
                By::Nothing => 0.0,
                By::In if may_be_state => weight::COUNTRY_BESIDE,
                By::In | By::Comma => weight::STATED_LOOSELY,
                By::Bracket | By::Side => weight::STATED,
            };
        }
        let stated = match tie.by {
            By::Bracket | By::Side => weight::STATED,
            _ if has_noun => weight::STATED,
            _ => weight::STATED_LOOSELY,
        };
        stated + km.map_or(0.0, |km| (-km / weight::REGION_KM).max(weight::FAR_FROM_REGION))
    };
    for ((own, nearby), meaning) in local.own.iter_mut().zip(&mut local.nearby).zip(&name.meanings) {
        let holders = holding.meanings.iter().filter(|m| !has_part || is_part(m));
        let most = holders.map(|holder| stated(meaning, holder)).fold(0.0, f32::max);
        if most > weight::COUNTRY_BESIDE {
            own.stated = own.stated.max(most);
        } else {
            *nearby += most;
        }
    }
}

/// Adds the mentions' evidence to their names: the more mentions agree, the more it counts.
fn add_local_evidence(names: &mut [Name], name_of: &[NameOf], found: &[Vec<(usize, Local)>]) {
    let mut sums = vec![[(0.0, 0.0); CONSIDERED]; names.len()];
    for (at, local) in found.iter().flatten() {
        let Some(number) = name_of.get(*at).copied().flatten() else { continue };
        let (Some(sums), Some(name)) = (sums.get_mut(number as usize), names.get_mut(number as usize)) else {
            continue;
        };
        name.unknown_in.extend_from_slice(&local.unknown_in);
        for (((around, close), meaning), at) in sums.iter_mut().zip(&mut name.meanings).zip(0..) {
            let (Some(own), Some(nearby), Some(near)) = (local.own.get(at), local.nearby.get(at), local.close.get(at))
            else {
                continue;
            };
            // A noun is decisive for its mention, and only a hint for the others.
            *around += own.noun * weight::NOUN_ELSEWHERE + nearby;
            *close += near;
            if !local.is_capital {
                meaning.stated = meaning.stated.max(own.stated);
            }
        }
    }
    for (name, sums) in names.iter_mut().zip(sums) {
        let loudness = loudness(name);
        for (meaning, (around, close)) in name.meanings.iter_mut().zip(sums) {
            meaning.around += (around / loudness).min(weight::MOST_BY_NEIGHBOURS);
            meaning.close += (close / loudness).min(weight::MOST_BY_CLOSE);
        }
        let is_stated = name.meanings.iter().any(|meaning| meaning.stated > 0.0);
        name.is_stated = is_stated && !name.is_countered();
        // The other mentions do not follow it into a country that the document mentions nowhere else.
        if is_stated || name.meanings.iter().any(|meaning| meaning.by_countries > 0.0) {
            name.unknown_in.clear();
        }
    }
}

/// The evidence of the noun and the nationality beside a mention for a meaning.
fn by_words(beside: &Beside, meaning: &Meaning) -> MentionEvidence {
    let is_too_great = beside.is_small && meaning.prior > weight::GREAT;
    let noun = match beside.noun {
        Some(_) if is_too_great => weight::TOO_GREAT,
        Some(noun) => by_noun(noun, meaning),
        None => 0.0,
    };
    match beside.nationality {
        Some(nationality) if !nationality.fits(meaning.country) => MentionEvidence { noun, stated: 0.0 },
        Some(_) if beside.is_its_own => MentionEvidence { noun, stated: weight::STATED },
        Some(_) => MentionEvidence { noun: noun + weight::NATIONALITY, stated: 0.0 },
        None if beside.is_capital && meaning.kind == kind::CAPITAL => MentionEvidence { noun, stated: weight::STATED },
        None => MentionEvidence { noun, stated: 0.0 },
    }
}

fn by_noun(noun: u8, meaning: &Meaning) -> f32 {
    let is_part = matches!(meaning.kind, kind::GOVERNORATE | kind::REGION);
    if noun == kind::GOVERNORATE && is_part {
        weight::PART_OF_COUNTRY
    } else if noun == meaning.kind {
        // A town is called مدينة as often as بلدة.
        if is_settlement(noun) { weight::SAME_NOUN } else { weight::NOUN }
    } else if are_near(noun, meaning.kind) {
        weight::NEAR_NOUN
    } else if matches!(noun, kind::REGION | kind::OTHER) {
        0.0
    } else {
        weight::OTHER_NOUN
    }
}

/// Whether a place of one kind may be called by the noun of another: مدينة for a town or a capital.
fn are_near(noun: u8, kind: u8) -> bool {
    (is_settlement(noun) && is_settlement(kind))
        || (matches!(noun, kind::GOVERNORATE | kind::COUNTRY)
            && (is_settlement(kind) || matches!(kind, kind::GOVERNORATE | kind::REGION)))
        || (noun == kind::CAPITAL && kind == kind::COUNTRY)
}

fn is_settlement(kind: u8) -> bool {
    matches!(kind, kind::CITY | kind::CAPITAL | kind::TOWN | kind::VILLAGE | kind::QUARTER | kind::CAMP)
}

/// Bytes between two spans, 0 if they touch or nest.
fn gap_between(a: Span, b: Span) -> u32 {
    if a.end <= b.start { b.start.0 - a.end.0 } else { a.start.0.saturating_sub(b.end.0) }
}
