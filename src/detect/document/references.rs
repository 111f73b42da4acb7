//! References: التنظيم refers back to the most salient faction that it can mean, by how often and how recently it was
//! mentioned; المدينة to the last place.

use foldhash::HashMap;
use rayon::prelude::*;

use crate::detect::candidate::{Evidence, Form, Source};
use crate::detect::confidence;
use crate::detect::kind::{Links, Reference};
use crate::detect::memory::Memory;
use crate::detect::parts::threads;
use crate::detect::proposal::{Proposal, State};
use crate::detect::rules::places::kinds_agree;
use crate::detect::stages::Settled;
use crate::detect::vocabulary::kind;
use crate::lexicon::format::FACTION_KINDS;
use crate::lexicon::{EntityId, Lexicon, NodeId, Posting};
use crate::text::Span;
use crate::text::fold::fold_words;

/// How far back a place reference looks, in bytes: about four paragraphs.
const PLACE_REACH: u32 = 6_000;

/// Bytes after which a mention has faded to about a third: some three paragraphs.
const FADING: f32 = 2_000.0;
/// Actors remembered for one noun or kind; the least salient is replaced.
const MOST_ACTORS: usize = 16;

/// How much a mention adds to its actor's salience.
mod weight {
    /// With the noun that may refer back: تنظيم القاعدة before التنظيم.
    pub(in crate::detect) const WITH_NOUN: f32 = 2.0;
    /// By name only, or by a reference.
    pub(in crate::detect) const BARE: f32 = 1.0;
    /// For an actor that matches the noun only by its kind.
    pub(in crate::detect) const BY_KIND: f32 = 0.5;
}

/// An earlier mention to which a reference may refer.
#[derive(Clone, Copy)]
struct Antecedent {
    entity: Option<EntityId>,
    span: Span,
    /// Not a faction, although its noun heads factions' names: what refers to it is not a mention.
    is_competing: bool,
}

/// The actors mentioned so far with their salience, to which each mention adds and which fades with distance.
#[derive(Default)]
struct Actors(Vec<(Antecedent, f32)>);

fn faded(salience: f32, from: Span, to: u32) -> f32 {
    salience * (-(to.saturating_sub(from.end.0) as f32) / FADING).exp()
}

impl Actors {
    fn add(&mut self, mention: Antecedent, weight: f32) {
        let here = mention.span.start.0;
        let same = |(actor, _): &&mut (Antecedent, f32)| actor.entity.is_some() && actor.entity == mention.entity;
        if let Some((actor, salience)) = self.0.iter_mut().find(same) {
            *salience = faded(*salience, actor.span, here) + weight;
            *actor = mention;
            return;
        }
        if self.0.len() >= MOST_ACTORS {
            let salience = self.0.iter().map(|(actor, salience)| faded(*salience, actor.span, here));
            let faintest = salience.enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
            self.0.swap_remove(faintest.map_or(0, |(actor, _)| actor));
        }
        self.0.push((mention, weight));
    }

    /// The most salient actor at a byte, and its salience.
    fn foremost(&self, here: u32) -> Option<(Antecedent, f32)> {
        let fading = self.0.iter().map(|(actor, salience)| (*actor, faded(*salience, actor.span, here)));
        fading.max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.span.start.cmp(&b.0.span.start)))
    }
}

/// Values by small numbers, such as those of nouns and kinds.
struct Numbered<T>(Vec<Option<T>>);

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Numbered<T> {
    fn get(&self, number: usize) -> Option<&T> {
        self.0.get(number)?.as_ref()
    }

    fn slot(&mut self, number: usize) -> &mut Option<T> {
        if self.0.len() <= number {
            self.0.resize_with(number + 1, || None);
        }
        &mut self.0[number]
    }
}

/// The last places by noun and by kind, and the salient factions, in the order of the text.
#[derive(Default)]
pub(in crate::detect) struct Recent {
    by_noun: Numbered<Antecedent>,
    by_kind: Numbered<Antecedent>,
    actors_by_noun: Numbered<Actors>,
    actors_by_kind: Numbered<Actors>,
    /// The noun that heads an entity's canonical name: داعش is a تنظيم.
    canonical_nouns: HashMap<EntityId, Option<u16>>,
}

/// The first mention of everything named in a text.
#[derive(Default)]
pub(in crate::detect) struct Named {
    factions: HashMap<EntityId, Span>,
    /// Coalitions by their noun.
    coalitions: HashMap<u16, Antecedent>,
}

impl Named {
    /// Collected from the parts of a text, before references are resolved.
    pub(in crate::detect) fn of(parts: &[Settled]) -> Self {
        let proposals = |part: &Settled| Self::of_proposals(&part.proposals);
        if threads() > 1 {
            parts.par_iter().map(proposals).reduce(Self::default, Self::with)
        } else {
            parts.iter().map(proposals).fold(Self::default(), Self::with)
        }
    }

    fn of_proposals(proposals: &[Proposal]) -> Self {
        let (mut named, coalition) = (Self::default(), kind::COALITION);
        for p in proposals {
            if p.kind.properties().links != Links::Factions || p.state != State::Sure || p.form != Form::Name {
                continue;
            }
            if let Some(entity) = p.entity {
                named.factions.entry(entity).or_insert(p.span);
            }
            if let Some(noun) = p.noun.checked_sub(1).filter(|_| p.entity_kind == coalition) {
                named.coalitions.entry(noun).or_insert(Antecedent {
                    entity: p.entity,
                    span: p.span,
                    is_competing: false,
                });
            }
        }
        named
    }

    /// Extended by the text that follows.
    fn with(mut self, later: Self) -> Self {
        #[expect(clippy::iter_over_hash_type, reason = "each entity has one span")]
        for (entity, span) in later.factions {
            self.factions.entry(entity).or_insert(span);
        }
        #[expect(clippy::iter_over_hash_type, reason = "each noun has one coalition")]
        for (noun, coalition) in later.coalitions {
            self.coalitions.entry(noun).or_insert(coalition);
        }
        self
    }
}

/// Resolves the references among the sorted proposals of the next part, and drops those without antecedent.
pub(in crate::detect) fn resolve(
    lexicon: &Lexicon,
    memory: &Memory,
    named: &Named,
    recent: &mut Recent,
    proposals: &mut [Proposal],
) {
    let coalition = kind::COALITION;
    for proposal in proposals.iter_mut() {
        match proposal.state {
            State::Sure => recent.remember(lexicon, proposal),
            State::Reference { noun, kind, usage, alone, ambiguous, named_at_home, node } => {
                match recent.antecedent(proposal, noun, kind, ambiguous) {
                    Some(antecedent) if antecedent.is_competing => proposal.state = State::Dropped,
                    Some(antecedent) => {
                        proposal.state = State::Sure;
                        proposal.entity = antecedent.entity;
                        proposal.evidence = Evidence::Antecedent(antecedent.span);
                        proposal.confidence = if antecedent.entity.is_some() {
                            confidence::REFERENCE
                        } else {
                            confidence::VAGUE_REFERENCE
                        };
                        recent.remember_reference(proposal, noun, kind);
                    }
                    // التحالف before التحالف الدولي.
                    None => {
                        let later = short_for(lexicon, node, &named.factions)
                            .or_else(|| named.coalitions.get(&noun).copied().filter(|_| kind == coalition));
                        let at_home = || memory.at_home(lexicon, node, proposal.span).filter(|_| named_at_home);
                        if later.is_none()
                            && let Some(entity) = at_home()
                        {
                            name_at_home(lexicon, proposal, entity);
                            recent.remember(lexicon, proposal);
                            continue;
                        }
                        // وزارة الداخلية in a text about Egypt.
                        let is_of_state = [coalition, kind::ARMED_GROUP].iter().all(|other| kind != *other);
                        let alone = alone || named_at_home && is_of_state && memory.is_of_one_country(proposal.span);
                        without_antecedent(proposal, later, usage || alone);
                        if alone && later.is_none() {
                            (proposal.form, proposal.source) = (Form::Name, Source::Pattern);
                            proposal.evidence = Evidence::Entry;
                        }
                    }
                }
            }
            State::HeadNoun { noun, is_faction } => {
                let head_noun = Antecedent { entity: proposal.entity, span: proposal.span, is_competing: !is_faction };
                // The faction itself was already counted if its canonical name contains the noun.
                let counts_already =
                    proposal.entity.is_some_and(|entity| recent.canonical_noun(lexicon, entity) == Some(noun));
                let weight = if counts_already { weight::WITH_NOUN - weight::BARE } else { weight::WITH_NOUN };
                recent.actors_by_noun.slot(noun.into()).get_or_insert_default().add(head_noun, weight);
                proposal.state = State::Dropped;
            }
            State::Weak { .. } | State::UnknownWord | State::Dropped => {}
        }
    }
}

/// التحالف before التحالف الدولي: a listed short name of a faction that the text names in full later.
fn short_for(lexicon: &Lexicon, node: NodeId, sure: &HashMap<EntityId, Span>) -> Option<Antecedent> {
    lexicon.postings(node).find_map(|posting| match posting {
        Posting::Faction { entity, .. } => {
            sure.get(&entity).map(|span| Antecedent { entity: Some(entity), span: *span, is_competing: false })
        }
        _ => None,
    })
}

/// الحرس الوطني is a name by itself if its country is mentioned.
fn name_at_home(lexicon: &Lexicon, proposal: &mut Proposal, entity: EntityId) {
    proposal.state = State::Sure;
    (proposal.form, proposal.source, proposal.evidence) = (Form::Name, Source::Lexicon, Evidence::Entry);
    (proposal.entity, proposal.entity_kind) = (Some(entity), lexicon.kind(entity));
    proposal.confidence = confidence::NAMED_AT_HOME;
}

fn without_antecedent(proposal: &mut Proposal, later: Option<Antecedent>, usage: bool) {
    if let Some(named) = later {
        proposal.state = State::Sure;
        proposal.entity = named.entity;
        proposal.evidence = Evidence::Elsewhere(named.span);
        proposal.confidence = confidence::NAMED_LATER;
    } else if usage {
        proposal.state = State::Sure;
        proposal.confidence = confidence::VAGUE_REFERENCE;
        proposal.source = Source::Lexicon;
        proposal.evidence = Evidence::Entry;
    } else {
        proposal.state = State::Dropped;
    }
}

impl Recent {
    fn remember(&mut self, lexicon: &Lexicon, proposal: &Proposal) {
        if proposal.form == Form::Reference {
            return;
        }
        let antecedent = Antecedent { entity: proposal.entity, span: proposal.span, is_competing: false };
        let own = proposal.noun.checked_sub(1);
        if proposal.kind.properties().reference != Some(Reference::ToTheForemost) {
            if let Some(noun) = own {
                *self.by_noun.slot(noun.into()) = Some(antecedent);
            }
            if proposal.entity_kind >= FACTION_KINDS {
                *self.by_kind.slot(proposal.entity_kind.into()) = Some(antecedent);
            }
            return;
        }
        if let Some(noun) = own {
            self.actors_by_noun.slot(noun.into()).get_or_insert_default().add(antecedent, weight::WITH_NOUN);
        }
        if let Some(entity) = proposal.entity
            && let Some(noun) = self.canonical_noun(lexicon, entity)
            && own != Some(noun)
        {
            self.actors_by_noun.slot(noun.into()).get_or_insert_default().add(antecedent, weight::BARE);
        }
        if proposal.entity_kind < FACTION_KINDS {
            self.actors_by_kind.slot(proposal.entity_kind.into()).get_or_insert_default().add(antecedent, weight::BARE);
        }
    }

    fn canonical_noun(&mut self, lexicon: &Lexicon, entity: EntityId) -> Option<u16> {
        *self.canonical_nouns.entry(entity).or_insert_with(|| canonical_noun(lexicon, entity))
    }

    /// A faction that is referred to stays salient.
    fn remember_reference(&mut self, reference: &Proposal, noun: u16, kind: u8) {
        if reference.kind.properties().reference == Some(Reference::ToTheForemost) && reference.entity.is_some() {
            let mention = Antecedent { entity: reference.entity, span: reference.span, is_competing: false };
            self.actors_by_noun.slot(noun.into()).get_or_insert_default().add(mention, weight::BARE);
            self.actors_by_kind.slot(kind.into()).get_or_insert_default().add(mention, weight::BARE);
        }
    }

    fn antecedent(&self, reference: &Proposal, noun: u16, kind: u8, ambiguous: bool) -> Option<Antecedent> {
        let here = reference.span.start.0;
        if reference.kind.properties().reference == Some(Reference::ToTheForemost) {
            let by_noun = self.actors_by_noun.get(noun.into()).and_then(|actors| actors.foremost(here));
            // المقاومة does not mean every armed group, but القوات can mean every army.
            let by_kind = self.actors_by_kind.get(kind.into()).filter(|_| !ambiguous).and_then(|a| a.foremost(here));
            return match (by_noun, by_kind) {
                (Some((named, salience)), Some((_, of_kind))) if salience >= of_kind * weight::BY_KIND => Some(named),
                (_, Some((of_kind, _))) => Some(of_kind),
                (named, None) => named.map(|(named, _)| named),
            };
        }
        let by_noun = self.by_noun.get(noun.into()).copied();
        let reach = |a: &Antecedent| here.saturating_sub(a.span.end.0) <= PLACE_REACH;
        let by_kind = (FACTION_KINDS..=u8::MAX)
            .take(32)
            .filter(|k| kinds_agree(kind, *k))
            .filter_map(|k| self.by_kind.get(k.into()).copied());
        by_kind.fold(by_noun, |best, other| later(best, Some(other))).filter(reach)
    }
}

fn later(a: Option<Antecedent>, b: Option<Antecedent>) -> Option<Antecedent> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if a.span.start >= b.span.start { a } else { b }),
        (a, b) => a.or(b),
    }
}

fn canonical_noun(lexicon: &Lexicon, entity: EntityId) -> Option<u16> {
    let first = fold_words(lexicon.entity(entity).canonical).into_iter().next()?;
    let node = lexicon.root(lexicon.word(first.as_bytes())?)?;
    lexicon.postings(node).find_map(|posting| match posting {
        Posting::GroupNoun(noun, _) => Some(noun.number),
        _ => None,
    })
}
