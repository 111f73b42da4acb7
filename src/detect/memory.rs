//! What the text around says about a weak name: its entity elsewhere, its country, its neighbours.
//!
//! A name once seen with strong evidence is known again without it, but not for ever: a file may hold many
//! articles, and «الدورة» of the thousandth is no quarter of Baghdad because the first had one. So a text is
//! remembered in sections, and a name is supported by its own and the two beside it.

use foldhash::HashMap;

use super::PartProposals;
use super::candidate::{Evidence, Kind};
use super::proposal::{Proposal, State};
use crate::lexicon::{COUNTRIES, EntityId, Lexicon, NodeId, Posting};
use crate::text::Span;

/// Evidence that a weak name needs to be proposed.
pub(super) const THRESHOLD: f32 = 1.75;

/// Local evidence that only a name of several words has, among weak factions.
pub(super) const SEVERAL_WORDS: f32 = 2.0;

/// Weights of the evidence that only the whole text has.
mod weight {
    /// The same entity was sure somewhere.
    pub(super) const ELSEWHERE: f32 = 2.0;
    /// The text mentions the place's country, or a sure place of it.
    pub(super) const COUNTRY: f32 = 0.8;
    /// A sure place stands beside it in a list.
    pub(super) const NEIGHBOUR: f32 = 1.8;
    /// That place is of the same country.
    pub(super) const OF_ITS_COUNTRY: f32 = 0.4;
    /// Share of what is named that is of one country in a text about it.
    pub(super) const OF_ONE_COUNTRY: f64 = 0.75;
    /// A large city.
    pub(super) const LARGE: f32 = 0.5;
    /// A village: many share a name with something else.
    pub(super) const SMALL: f32 = -0.3;
    /// A town that few know, when its name is an ordinary word.
    pub(super) const UNKNOWN: f32 = -0.5;
}

/// Bytes of a section: what lies farther off than one to two of them says nothing about a name. News articles
/// are shorter.
const SECTION_BYTES: usize = 32 << 10;

/// The section that a span begins in.
pub(super) fn section(span: Span) -> usize {
    span.start.index() / SECTION_BYTES
}

/// A section and those beside it, the own one first.
pub(super) fn nearby<T>(sections: &[T], section: usize) -> impl Iterator<Item = &T> {
    let beside = [Some(section), section.checked_sub(1), Some(section + 1)];
    beside.into_iter().filter_map(|at| sections.get(at?))
}

/// What is sure in a text or a part of it, and what is still to be decided in a part.
#[derive(Default)]
pub(super) struct Memory {
    /// The section of the text that the first one here is.
    first: usize,
    sections: Vec<MemorySection>,
    /// The weak proposals of the part, by number.
    weak: Vec<u32>,
    latest: RecentEntities,
}

/// Entities that were remembered last, and in which section: most are named again soon.
#[derive(Default)]
struct RecentEntities {
    section: usize,
    entities: [Option<EntityId>; Self::PLACES],
}

impl RecentEntities {
    const PLACES: usize = 32;

    /// Whether an entity is among them; it is from now on.
    fn knows(&mut self, section: usize, entity: EntityId) -> bool {
        if self.section != section {
            *self = Self { section, ..Self::default() };
        }
        let place = &mut self.entities[entity.index() as usize % Self::PLACES];
        place.replace(entity) == Some(entity)
    }
}

/// What is sure in a section.
#[derive(Clone, Default)]
struct MemorySection {
    sure: HashMap<EntityId, Span>,
    /// The countries that are named, or a place of them.
    countries: Countries,
    /// The countries of the factions that are named.
    of_factions: Countries,
    named: Tally,
}

/// How often something of each country is named: few countries in a section, so that a list is enough.
#[derive(Clone, Default)]
struct Tally(Vec<(u16, u32)>);

impl Tally {
    fn add(&mut self, country: u16, times: u32) {
        match self.0.iter_mut().find(|(known, _)| *known == country) {
            Some((_, sum)) => *sum += times,
            None => self.0.push((country, times)),
        }
    }

    fn extend(&mut self, others: &Self) {
        others.0.iter().for_each(|(country, times)| self.add(*country, *times));
    }
}

/// A set of countries.
#[derive(Clone, Copy, Default)]
struct Countries([u64; COUNTRIES.div_ceil(64)]);

impl Countries {
    fn insert(&mut self, country: u16) {
        if let Some(bits) = self.0.get_mut(usize::from(country) / 64) {
            *bits |= 1 << (country % 64);
        }
    }

    fn contains(&self, country: u16) -> bool {
        self.0.get(usize::from(country) / 64).is_some_and(|bits| bits >> (country % 64) & 1 == 1)
    }

    fn extend(&mut self, others: &Self) {
        self.0.iter_mut().zip(others.0).for_each(|(known, also)| *known |= also);
    }
}

/// Decides the weak proposals of a text's parts: they become sure or are dropped. Twice, because a name that has
/// become sure supports others.
pub(super) fn decide(lexicon: &Lexicon, parts: &mut [PartProposals]) -> Memory {
    let mut memory = Memory::default();
    for part in parts.iter_mut() {
        memory.append(&mut part.memory);
    }
    for last_round in [false, true] {
        for PartProposals { proposals, memory: Memory { weak, .. }, .. } in parts.iter_mut() {
            weak.retain(|number| !memory.resolve_weak(lexicon, proposals, *number as usize, last_round));
        }
    }
    memory
}

impl Memory {
    /// What is known of a part of a text that begins at a byte: nothing yet.
    pub(super) fn of_part(start: usize) -> Self {
        Self { first: start / SECTION_BYTES, ..Self::default() }
    }

    /// Takes in the proposals from number `first` on.
    pub(super) fn collect_part(&mut self, lexicon: &Lexicon, first: usize, proposals: &[Proposal]) {
        for (i, proposal) in proposals.iter().enumerate().skip(first) {
            match proposal.state {
                State::Sure => self.remember(lexicon, proposal),
                State::Weak { .. } => self.weak.push(i as u32),
                _ => {}
            }
        }
    }

    /// Takes in what is sure in the part that follows in the text.
    fn append(&mut self, part: &mut Self) {
        let before = part.first.saturating_sub(self.first);
        self.sections.resize_with(self.sections.len().max(before + part.sections.len()), MemorySection::default);
        for (known, also) in self.sections.iter_mut().skip(before).zip(part.sections.drain(..)) {
            known.countries.extend(&also.countries);
            known.of_factions.extend(&also.of_factions);
            known.named.extend(&also.named);
            if known.sure.is_empty() {
                known.sure = also.sure;
                continue;
            }
            #[expect(clippy::iter_over_hash_type, reason = "each entity has one span")]
            for (entity, span) in also.sure {
                known.sure.entry(entity).or_insert(span);
            }
        }
    }

    /// Decides a weak proposal, unless it has to wait for the last round.
    fn resolve_weak(&mut self, lexicon: &Lexicon, proposals: &mut [Proposal], number: usize, is_last: bool) -> bool {
        let Some(&Proposal { state: State::Weak { neighbour, common, .. }, kind, .. }) = proposals.get(number) else {
            return true;
        };
        let sure = proposals.get(neighbour as usize).filter(|n| n.state == State::Sure && n.kind == kind);
        let beside = sure.map(|n| (n.span, n.entity));
        let Some(proposal) = proposals.get_mut(number) else {
            return true;
        };
        match weigh(lexicon, self, proposal, beside) {
            Some(Verdict { entity, evidence, confidence }) => {
                if proposal.entity != Some(entity) {
                    proposal.entity = Some(entity);
                    proposal.entity_kind = lexicon.kind(entity);
                }
                proposal.state = State::Sure;
                proposal.evidence = evidence;
                proposal.confidence = confidence;
                // باريس وكان may be a verb, which must not make a town of every other كان.
                if !(common && matches!(evidence, Evidence::Neighbour(_))) {
                    self.remember(lexicon, proposal);
                }
                true
            }
            None => {
                if is_last {
                    proposal.state = State::Dropped;
                }
                is_last
            }
        }
    }

    fn remember(&mut self, lexicon: &Lexicon, proposal: &Proposal) {
        let Some(entity) = proposal.entity else {
            return;
        };
        let at = section(proposal.span).saturating_sub(self.first);
        if self.sections.len() <= at {
            self.sections.resize_with(at + 1, MemorySection::default);
        }
        let Some(section) = self.sections.get_mut(at) else {
            return;
        };
        let country = lexicon.country(entity);
        if !self.latest.knows(at, entity) {
            section.sure.entry(entity).or_insert(proposal.span);
            let countries = match proposal.kind {
                Kind::Location => &mut section.countries,
                _ => &mut section.of_factions,
            };
            countries.insert(country);
        }
        if country > 0 {
            section.named.add(country, 1);
        }
    }

    /// Where an entity is sure, near a span.
    fn sure(&self, entity: EntityId, near: Span) -> Option<Span> {
        let own = section(near).saturating_sub(self.first);
        nearby(&self.sections, own).find_map(|section| section.sure.get(&entity)).copied()
    }

    fn mentions_country(&self, lexicon: &Lexicon, entity: EntityId, near: Span) -> bool {
        self.has_near(near, lexicon.country(entity), |section| &section.countries)
    }

    /// The faction of those that share a name whose country, or another faction of it, is named nearby.
    pub(super) fn at_home(&self, lexicon: &Lexicon, name: NodeId, near: Span) -> Option<EntityId> {
        let mut head_nouns = lexicon.postings(name).filter_map(|posting| match posting {
            Posting::Faction { entity, .. } => Some(entity),
            _ => None,
        });
        head_nouns.find(|entity| {
            self.mentions_country(lexicon, *entity, near) || self.mentions_compatriot(lexicon, *entity, near)
        })
    }

    /// Whether what is named nearby, places and factions, is for the most part of one country.
    pub(super) fn is_of_one_country(&self, near: Span) -> bool {
        let own = section(near).saturating_sub(self.first);
        let mut named = Tally::default();
        nearby(&self.sections, own).for_each(|section| named.extend(&section.named));
        let (most, all) = named.0.iter().fold((0, 0), |(most, all), (_, times)| (*times.max(&most), all + times));
        f64::from(most) >= f64::from(all) * weight::OF_ONE_COUNTRY && all > 0
    }

    /// Whether a faction of the country of an entity is named.
    fn mentions_compatriot(&self, lexicon: &Lexicon, entity: EntityId, near: Span) -> bool {
        self.has_near(near, lexicon.country(entity), |section| &section.of_factions)
    }

    fn has_near(&self, near: Span, country: u16, countries: impl Fn(&MemorySection) -> &Countries) -> bool {
        let own = section(near).saturating_sub(self.first);
        country > 0 && nearby(&self.sections, own).any(|section| countries(section).contains(country))
    }
}

/// What a weak name is after all.
struct Verdict {
    entity: EntityId,
    evidence: Evidence,
    confidence: f32,
}

fn weigh(
    lexicon: &Lexicon,
    memory: &Memory,
    proposal: &Proposal,
    beside: Option<(Span, Option<EntityId>)>,
) -> Option<Verdict> {
    let State::Weak { local, common, only_local, node, .. } = proposal.state else {
        return None;
    };
    let entity = proposal.entity?;
    let elsewhere = memory.sure(entity, proposal.span);
    let (mut sum, mut evidence) = (local, proposal.evidence);
    if let Some((span, neighbour)) = beside {
        sum += weight::NEIGHBOUR;
        let country = lexicon.country(entity);
        if country > 0 && neighbour.is_some_and(|neighbour| lexicon.country(neighbour) == country) {
            sum += weight::OF_ITS_COUNTRY;
        }
        evidence = Evidence::Neighbour(span);
    }
    if only_local && sum < 1.0 {
        return None;
    }
    if proposal.kind == Kind::Faction {
        // القاعدة after تنظيم القاعدة; but فتح is a verb too, so that it needs its own surroundings.
        let known = elsewhere.filter(|_| !common || sum >= 1.0);
        // الجيش الوطني is no chance meeting of words where its country is spoken of, or another faction of it.
        if sum >= SEVERAL_WORDS
            && let Some(entity) = memory.at_home(lexicon, node, proposal.span)
        {
            let evidence = elsewhere.map_or(proposal.evidence, Evidence::Elsewhere);
            return Some(Verdict { entity, evidence, confidence: 0.75 });
        }
        return match (known, beside) {
            (Some(span), _) => Some(Verdict { entity, evidence: Evidence::Elsewhere(span), confidence: 0.8 }),
            (None, Some((span, _))) => Some(Verdict { entity, evidence: Evidence::Neighbour(span), confidence: 0.75 }),
            (None, None) => None,
        };
    }
    if let Some(span) = elsewhere {
        sum += weight::ELSEWHERE;
        if local < 1.0 {
            evidence = Evidence::Elsewhere(span);
        }
    }
    if memory.mentions_country(lexicon, entity, proposal.span) {
        sum += weight::COUNTRY;
    }
    sum += match lexicon.population(entity) {
        100_000.. => weight::LARGE,
        1..20_000 if common => weight::UNKNOWN,
        1..5_000 => weight::SMALL,
        _ => 0.0,
    };
    let confidence = (0.6 + (sum - THRESHOLD) * 0.1).min(0.9);
    (sum >= THRESHOLD).then_some(Verdict { entity, evidence, confidence })
}
