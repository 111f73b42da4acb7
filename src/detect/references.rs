//! References: التنظيم points back to the last faction that it can mean, المدينة to the last place.

use std::collections::HashMap;

use super::candidate::{Evidence, Form, Kind, Source};
use super::places::kinds_agree;
use super::proposal::{Proposal, State};
use crate::lexicon::format::FACTION_KINDS;
use crate::lexicon::{EntityId, Lexicon, NodeId, Posting};
use crate::text::Span;
use crate::text::fold::fold_words;

/// How far back a place reference looks, in bytes: about four paragraphs.
const PLACE_REACH: u32 = 6_000;

/// An earlier mention that a reference may mean.
#[derive(Clone, Copy)]
struct Antecedent {
    entity: Option<EntityId>,
    span: Span,
}

/// The last mentions by group noun and by kind, in the order of the text.
#[derive(Default)]
struct Recent {
    by_noun: HashMap<(Kind, u16), Antecedent>,
    by_kind: HashMap<u8, Antecedent>,
    /// The noun that heads an entity's canonical name: داعش is a تنظيم.
    canonical_nouns: HashMap<EntityId, Option<u16>>,
}

/// Resolves the references among proposals that are sorted and stand; drops those without antecedent.
pub(super) fn resolve(lexicon: &Lexicon, proposals: &mut [Proposal]) {
    let mut recent = Recent::default();
    let named = |p: &&Proposal| p.kind == Kind::Faction && p.state == State::Sure && p.form == Form::Name;
    let sure: HashMap<EntityId, Span> =
        proposals.iter().rev().filter(named).filter_map(|p| Some((p.entity?, p.span))).collect();
    for proposal in proposals.iter_mut() {
        match proposal.state {
            State::Sure => recent.remember(lexicon, proposal),
            State::Reference { noun, kind, usage, ambiguous, node } => {
                match recent.antecedent(proposal, noun, kind, ambiguous) {
                    Some(antecedent) => {
                        proposal.state = State::Sure;
                        proposal.entity = antecedent.entity;
                        proposal.evidence = Evidence::Antecedent(antecedent.span);
                        proposal.confidence = if antecedent.entity.is_some() { 0.85 } else { 0.7 };
                    }
                    None => without_antecedent(proposal, short_for(lexicon, node, &sure), usage),
                }
            }
            State::Weak { .. } | State::Dropped => {}
        }
    }
}

/// التحالف before التحالف الدولي: a listed short name of a faction that the text names later.
fn short_for(lexicon: &Lexicon, node: NodeId, sure: &HashMap<EntityId, Span>) -> Option<Antecedent> {
    lexicon.postings(node).find_map(|posting| match posting {
        Posting::Faction { entity, .. } => {
            sure.get(&entity).map(|span| Antecedent { entity: Some(entity), span: *span })
        }
        _ => None,
    })
}

fn without_antecedent(proposal: &mut Proposal, later: Option<Antecedent>, usage: bool) {
    if let Some(named) = later {
        proposal.state = State::Sure;
        proposal.entity = named.entity;
        proposal.evidence = Evidence::Elsewhere(named.span);
        proposal.confidence = 0.75;
    } else if usage {
        proposal.state = State::Sure;
        proposal.confidence = 0.7;
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
        let antecedent = Antecedent { entity: proposal.entity, span: proposal.span };
        if let Some(noun) = proposal.noun.checked_sub(1) {
            self.by_noun.insert((proposal.kind, noun), antecedent);
        }
        if proposal.kind == Kind::Faction
            && let Some(entity) = proposal.entity
            && let Some(noun) = *self.canonical_nouns.entry(entity).or_insert_with(|| canonical_noun(lexicon, entity))
        {
            self.by_noun.insert((Kind::Faction, noun), antecedent);
        }
        let known_kind = (proposal.kind == Kind::Faction) == (proposal.entity_kind < FACTION_KINDS);
        if known_kind {
            self.by_kind.insert(proposal.entity_kind, antecedent);
        }
    }

    fn antecedent(&self, reference: &Proposal, noun: u16, kind: u8, ambiguous: bool) -> Option<Antecedent> {
        let by_noun = self.by_noun.get(&(reference.kind, noun)).copied();
        let reach = |a: &Antecedent| reference.span.start.0.saturating_sub(a.span.end.0) <= PLACE_REACH;
        if reference.kind == Kind::Faction {
            // المقاومة is not every armed group; القوات is every army.
            return if ambiguous { by_noun } else { later(by_noun, self.by_kind.get(&kind).copied()) };
        }
        let by_kind = (FACTION_KINDS..=u8::MAX)
            .take(32)
            .filter(|k| kinds_agree(kind, *k))
            .filter_map(|k| self.by_kind.get(&k).copied());
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
