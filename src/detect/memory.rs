//! What is certain in a text: which entities and which countries are mentioned.
//!
//! A name once seen with strong evidence is recognised again without it, but not for ever: a file may contain many
//! articles, and «الدورة» in the thousandth is not a quarter of Baghdad because the first one mentioned it. The text is
//! therefore divided into sections, and a name is supported by its own section and the two next to it.

use foldhash::HashMap;

use super::kind::Links;
use super::proposal::{Proposal, State};
use crate::lexicon::{COUNTRIES, EntityId, Lexicon, NodeId, Posting};
use crate::text::Span;

/// Share of mentions that belong to one country in a text about that country.
const OF_ONE_COUNTRY: f64 = 0.75;

/// Bytes of a section: text farther away than one or two of them is no evidence for a name. News articles are shorter.
const SECTION_BYTES: usize = 32 << 10;

/// The section in which a span begins.
pub(super) fn section(span: Span) -> usize {
    span.start.index() / SECTION_BYTES
}

/// A section and its neighbours, the section itself first.
pub(super) fn nearby<T>(sections: &[T], section: usize) -> impl Iterator<Item = &T> {
    let beside = [Some(section), section.checked_sub(1), Some(section + 1)];
    beside.into_iter().filter_map(|at| sections.get(at?))
}

/// What is certain in a text or a part of it, and what is still undecided in a part.
#[derive(Default)]
pub(super) struct Memory {
    /// Number of the first section here in the whole text.
    first: usize,
    sections: Vec<MemorySection>,
    /// The weak proposals of the part, by number.
    pub(super) weak: Vec<u32>,
    latest: RecentEntities,
}

/// The entities recorded most recently, with their section: most are mentioned again soon.
#[derive(Default)]
struct RecentEntities {
    section: usize,
    entities: [Option<EntityId>; Self::PLACES],
}

impl RecentEntities {
    const PLACES: usize = 32;

    /// Whether an entity is among them; adds it if not.
    fn knows(&mut self, section: usize, entity: EntityId) -> bool {
        if self.section != section {
            *self = Self { section, ..Self::default() };
        }
        let place = &mut self.entities[entity.index() as usize % Self::PLACES];
        place.replace(entity) == Some(entity)
    }
}

/// What is certain in a section.
#[derive(Clone, Default)]
struct MemorySection {
    sure: HashMap<EntityId, Span>,
    /// Countries that are mentioned themselves or through one of their places.
    countries: Countries,
    /// Countries of the factions that are mentioned.
    of_factions: Countries,
    named: Tally,
}

/// The number of mentions for each country: a section has few countries, so a list is enough.
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
    /// The empty memory of a part of a text that begins at a byte.
    pub(super) fn of_part(start: usize) -> Self {
        Self { first: start / SECTION_BYTES, ..Self::default() }
    }

    /// Adds the proposals from number `first` on.
    pub(super) fn collect_part(&mut self, lexicon: &Lexicon, first: usize, proposals: &[Proposal]) {
        for (i, proposal) in proposals.iter().enumerate().skip(first) {
            match proposal.state {
                State::Sure => self.remember(lexicon, proposal),
                State::Weak { .. } => self.weak.push(i as u32),
                _ => {}
            }
        }
    }

    /// Appends the memory of the following part.
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

    /// A sure mention of an entity near a span.
    pub(super) fn sure(&self, entity: EntityId, near: Span) -> Option<Span> {
        let own = section(near).saturating_sub(self.first);
        nearby(&self.sections, own).find_map(|section| section.sure.get(&entity)).copied()
    }

    pub(super) fn mentions_country(&self, lexicon: &Lexicon, entity: EntityId, near: Span) -> bool {
        self.has_near(near, lexicon.country(entity), |section| &section.countries)
    }

    /// Among factions that share a name, the one whose country or another of its factions is mentioned nearby.
    pub(super) fn at_home(&self, lexicon: &Lexicon, name: NodeId, near: Span) -> Option<EntityId> {
        let mut factions = lexicon.postings(name).filter_map(|posting| match posting {
            Posting::Faction { entity, .. } => Some(entity),
            _ => None,
        });
        factions.find(|entity| {
            self.mentions_country(lexicon, *entity, near) || self.mentions_compatriot(lexicon, *entity, near)
        })
    }

    /// Whether most of the places and factions mentioned nearby belong to one country.
    pub(super) fn is_of_one_country(&self, near: Span) -> bool {
        let own = section(near).saturating_sub(self.first);
        let mut named = Tally::default();
        nearby(&self.sections, own).for_each(|section| named.extend(&section.named));
        let (most, all) = named.0.iter().fold((0, 0), |(most, all), (_, times)| (*times.max(&most), all + times));
        f64::from(most) >= f64::from(all) * OF_ONE_COUNTRY && all > 0
    }

    /// Whether another faction of an entity's country is mentioned.
    fn mentions_compatriot(&self, lexicon: &Lexicon, entity: EntityId, near: Span) -> bool {
        self.has_near(near, lexicon.country(entity), |section| &section.of_factions)
    }

    fn has_near(&self, near: Span, country: u16, countries: impl Fn(&MemorySection) -> &Countries) -> bool {
        let own = section(near).saturating_sub(self.first);
        country > 0 && nearby(&self.sections, own).any(|section| countries(section).contains(country))
    }
}
