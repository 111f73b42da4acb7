//! Which of the proposals that share words may stand together.

use super::candidate::{Candidate, Kind};
use super::parts::Part;
use super::proposal::{Proposal, State};

/// Sorts proposals by start, longer first, and marks as dropped what crosses or may not lie inside another.
/// They come in the order of the text's parts.
pub(super) fn settle(proposals: &mut Vec<Proposal>, parts: &[Part]) {
    proposals.retain(|p| !p.is_dropped() && !p.span.is_empty());
    // Part by part: sorting takes room for half of what is sorted.
    let mut rest = proposals.as_mut_slice();
    for part in parts {
        let behind = rest.iter().position(|p| p.span.start.index() >= part.end).unwrap_or(rest.len());
        let (here, later) = rest.split_at_mut(behind);
        here.sort_by(|a, b| {
            let rank = |p: &Proposal| (p.span.start, std::cmp::Reverse(p.span.end), order(p));
            rank(a).cmp(&rank(b)).then(b.confidence.total_cmp(&a.confidence))
        });
        rest = later;
    }
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
            open.push(i);
        } else {
            proposals[i].state = State::Dropped;
        }
    }
}

/// Says of each candidate whether it lies inside another; they are sorted by start, longer first.
pub(super) fn flag(candidates: &mut [Candidate]) {
    let mut covered = 0;
    for candidate in candidates {
        candidate.nested = candidate.span.end.0 <= covered;
        covered = covered.max(candidate.span.end.0);
    }
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
        _ => false,
    }
}
