//! Decides which overlapping proposals may coexist.

use crate::detect::candidate::Candidate;
use crate::detect::kind::Kind;
use crate::detect::proposal::{Proposal, State};
use crate::detect::stages::{Scored, Settled};

/// Sorts proposals by start, longer first, and drops those that cross others or may not lie inside them. Works on each
/// segment separately, because sorting few proposals is fast.
pub(in crate::detect) fn resolve_overlaps(Scored { mut proposals, ends, taught }: Scored) -> Settled {
    let (mut rest, mut start) = (proposals.as_mut_slice(), 0);
    for end in ends {
        let (segment, behind) = rest.split_at_mut(((end - start) as usize).min(rest.len()));
        resolve_segment(segment);
        (rest, start) = (behind, end);
    }
    Settled { proposals, taught }
}

fn resolve_segment(proposals: &mut [Proposal]) {
    // Proposals that are already dropped collect at the end; the others are nearly sorted.
    let mut standing = 0;
    for i in 0..proposals.len() {
        if proposals[i].span.is_empty() {
            proposals[i].state = State::Dropped;
        }
        if !proposals[i].is_dropped() {
            proposals.swap(standing, i);
            standing += 1;
        }
    }
    let proposals = &mut proposals[..standing];
    proposals.sort_by(|a, b| {
        let rank = |p: &Proposal| (p.span.text_order(), order(p));
        rank(a).cmp(&rank(b)).then(b.confidence.total_cmp(&a.confidence))
    });
    // The proposals that contain the current position, the outermost first.
    let mut open: Vec<usize> = Vec::new();
    for i in 0..proposals.len() {
        let span = proposals[i].span;
        while open.last().is_some_and(|&outer| proposals[outer].span.end <= span.start) {
            open.pop();
        }
        let fits = open
            .last()
            .is_none_or(|&outer| proposals[outer].span.contains(span) && may_nest(&proposals[outer], &proposals[i]));
        if fits {
            open.push(i);
        } else {
            proposals[i].state = State::Dropped;
        }
    }
}

/// Sets for each candidate whether it lies inside another; candidates are sorted by start, longer first.
pub(in crate::detect) fn flag(candidates: &mut [Candidate]) {
    let mut covered = 0;
    for candidate in candidates {
        candidate.nested = candidate.span.end.0 <= covered;
        covered = covered.max(candidate.span.end.0);
    }
}

/// Order among proposals of the same span: names before references, factions before places.
fn order(proposal: &Proposal) -> u8 {
    let reference = matches!(proposal.state, State::Reference { .. });
    u8::from(reference) * 2 + u8::from(proposal.kind == Kind::LOCATION)
}

fn may_nest(outer: &Proposal, inner: &Proposal) -> bool {
    if outer.span == inner.span {
        return false;
    }
    if !outer.kind.properties().holds.contains(&inner.kind) {
        return false;
    }
    // Inside one of the same kind only where grammar says that it is a part: ضد, a wing.
    if inner.kind == outer.kind { inner.may_nest } else { !matches!(inner.state, State::Reference { .. }) }
}
