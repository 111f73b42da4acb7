//! Decides about names that need evidence by the text around them: their entity elsewhere, their country, their
//! neighbours.

use crate::detect::candidate::Evidence;
use crate::detect::confidence;
use crate::detect::kind::Links;
use crate::detect::memory::Memory;
use crate::detect::proposal::{Proposal, SEVERAL_WORDS, State};
use crate::detect::stages::{Proposed, Scored};
use crate::lexicon::{EntityId, Lexicon};
use crate::text::Span;

/// The least evidence with which a weak name is proposed.
pub(in crate::detect) const THRESHOLD: f32 = 1.75;

/// Weights of the evidence that only the whole text gives.
pub(in crate::detect) mod weight {
    crate::detect::numbers::named! {
        /// The same entity is certain elsewhere
        ELSEWHERE = 2.0;
        /// The text mentions the place's country, or a sure place of it
        COUNTRY = 0.8;
        /// A sure place is next to it in a list
        NEIGHBOUR = 1.8;
        /// That place is of the same country
        OF_ITS_COUNTRY = 0.4;
        /// A large city
        LARGE = 0.5;
        /// A village: many villages share their name with something else
        SMALL = -0.3;
        /// A little-known town whose name is an ordinary word
        UNKNOWN = -0.5;
    }
}

/// Decides the weak proposals of a text's parts: each becomes sure or is dropped. Runs twice, because a name that has
/// become sure supports others.
pub(in crate::detect) fn decide(lexicon: &Lexicon, mut parts: Vec<Proposed>) -> (Memory, Vec<Scored>) {
    let mut memory = Memory::default();
    for part in &mut parts {
        memory.append(&mut part.memory);
    }
    for last_round in [false, true] {
        for Proposed { proposals, memory: Memory { weak, .. }, .. } in &mut parts {
            weak.retain(|number| !resolve_weak(&mut memory, lexicon, proposals, *number as usize, last_round));
        }
    }
    let scored = |Proposed { proposals, ends, taught, .. }| Scored { proposals, ends, taught };
    (memory, parts.into_iter().map(scored).collect())
}

/// Decides a weak proposal, unless it must wait for the last round.
fn resolve_weak(
    memory: &mut Memory,
    lexicon: &Lexicon,
    proposals: &mut [Proposal],
    number: usize,
    is_last: bool,
) -> bool {
    let Some(&Proposal { state: State::Weak { neighbour, common, .. }, kind, .. }) = proposals.get(number) else {
        return true;
    };
    let sure = proposals.get(neighbour as usize).filter(|n| n.state == State::Sure && n.kind == kind);
    let beside = sure.map(|n| (n.span, n.entity));
    let Some(proposal) = proposals.get_mut(number) else {
        return true;
    };
    match weigh(lexicon, memory, proposal, beside) {
        Some(Resolution { entity, evidence, confidence }) => {
            if proposal.entity != Some(entity) {
                proposal.entity = Some(entity);
                proposal.entity_kind = lexicon.kind(entity);
            }
            proposal.state = State::Sure;
            proposal.evidence = evidence;
            proposal.confidence = confidence;
            // In باريس وكان the second word may be a verb, which must not turn every other كان into a town.
            if !(common && matches!(evidence, Evidence::Neighbour(_))) {
                memory.remember(lexicon, proposal);
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

/// The final decision about a weak name.
struct Resolution {
    entity: EntityId,
    evidence: Evidence,
    confidence: f32,
}

fn weigh(
    lexicon: &Lexicon,
    memory: &Memory,
    proposal: &Proposal,
    beside: Option<(Span, Option<EntityId>)>,
) -> Option<Resolution> {
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
    if proposal.kind.properties().links == Links::Factions {
        // القاعدة after تنظيم القاعدة; but فتح is also a verb, so that it needs its own surroundings.
        let known = elsewhere.filter(|_| !common || sum >= 1.0);
        // الجيش الوطني is not a coincidence if its country, or another of the country's factions, is mentioned.
        if sum >= SEVERAL_WORDS
            && let Some(entity) = memory.at_home(lexicon, node, proposal.span)
        {
            let evidence = elsewhere.map_or(proposal.evidence, Evidence::Elsewhere);
            return Some(Resolution { entity, evidence, confidence: confidence::IN_ITS_COMPANY });
        }
        return match (known, beside) {
            (Some(span), _) => {
                Some(Resolution { entity, evidence: Evidence::Elsewhere(span), confidence: confidence::SURE_ELSEWHERE })
            }
            (None, Some((span, _))) => {
                Some(Resolution { entity, evidence: Evidence::Neighbour(span), confidence: confidence::IN_ITS_COMPANY })
            }
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
    let (least, for_each, most) = confidence::BY_EVIDENCE;
    let confidence = (least + (sum - THRESHOLD) * for_each).min(most);
    (sum >= THRESHOLD).then_some(Resolution { entity, evidence, confidence })
}
