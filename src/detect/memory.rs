//! What is sure in a text: which entities, and which countries are named.
//!
//! A name once seen with strong evidence is known again without it, but not for ever: a file may hold many
//! articles, and «الدورة» of the thousandth is no quarter of Baghdad because the first had one. So a text is
//! remembered in sections, and a name is supported by its own and the two beside it.

use foldhash::HashMap;

use super::kind::Links;
use super::proposal::{Proposal, State};
use crate::lexicon::{COUNTRIES, EntityId, Lexicon, NodeId, Posting};
use crate::text::Span;

/// Share of what is named that is of one country in a text about it.
const OF_ONE_COUNTRY: f64 = 0.75;

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
    pub(super) weak: Vec<u32>,
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
    pub(super) fn append(&mut self, part: &mut Self) {
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

    pub(super) fn remember(&mut self, lexicon: &Lexicon, proposal: &Proposal) {
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
            let countries = match proposal.kind.properties().links {
                Links::Factions => &mut section.of_factions,
                Links::Places | Links::Anything => &mut section.countries,
            };
            countries.insert(country);
        }
        if country > 0 {
            section.named.add(country, 1);
        }
    }

    /// Where an entity is sure, near a span.
    pub(super) fn sure(&self, entity: EntityId, near: Span) -> Option<Span> {
        let own = section(near).saturating_sub(self.first);
        nearby(&self.sections, own).find_map(|section| section.sure.get(&entity)).copied()
    }

    pub(super) fn mentions_country(&self, lexicon: &Lexicon, entity: EntityId, near: Span) -> bool {
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
        f64::from(most) >= f64::from(all) * OF_ONE_COUNTRY && all > 0
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
