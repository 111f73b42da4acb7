//! Which of the proposals that share words may stand together.

use super::candidate::Kind;
use super::proposal::{Proposal, State};

/// Sorts proposals by start, longer first, and drops what crosses or may not lie inside another.
/// Gives, for each, whether it lies inside one that stands.
pub(super) fn settle(proposals: &mut Vec<Proposal>) -> Vec<bool> {
    proposals.retain(|p| !p.is_dropped() && !p.span.is_empty());
    proposals.sort_by(|a, b| {
        let rank = |p: &Proposal| (p.span.start, std::cmp::Reverse(p.span.end), order(p));
        rank(a).cmp(&rank(b)).then(b.confidence.total_cmp(&a.confidence))
    });
    let mut nested = vec![false; proposals.len()];
    // The proposals that hold the current place, the outermost first.
    let mut open: Vec<usize> = Vec::new();
    for i in 0..proposals.len() {
        let span = proposals[i].span;
        while open.last().is_some_and(|&outer| proposals[outer].span.end <= span.start) {
            open.pop();
        }
        let Some(&outer) = open.last() else {
            open.push(i);
            continue;
        };
        if proposals[outer].span.contains(span) && may_nest(&proposals[outer], &proposals[i]) {
            nested[i] = true;
            open.push(i);
        } else {
            proposals[i].state = State::Dropped;
        }
    }
    let mut kept = proposals.iter().map(|p| !p.is_dropped());
    nested.retain(|_| kept.next().unwrap_or(false));
    proposals.retain(|p| !p.is_dropped());
    nested
}

/// Among proposals of one span: names before references, factions before places.
fn order(proposal: &Proposal) -> u8 {
    let reference = matches!(proposal.state, State::Reference { .. });
    u8::from(reference) * 2 + u8::from(proposal.kind == Kind::Location)
}

fn may_nest(outer: &Proposal, inner: &Proposal) -> bool {
    if outer.span == inner.span {
        return false;
    }
    match (outer.kind, inner.kind) {
        (Kind::Faction, Kind::Location) => !matches!(inner.state, State::Reference { .. }),
        (Kind::Faction, Kind::Faction) => inner.may_nest,
        (Kind::Location, _) => false,
    }
}
