//! Lists: a weak name joined to a sure one by و or a comma is of the same kind.

use crate::detect::kind::Kind;
use crate::detect::proposal::{ALONE, Proposal, State};
use crate::detect::segment::Segment;
use crate::detect::vocabulary::class;
use crate::detect::word::Gap;
use crate::text::Span;

/// Links the weak proposals of a segment (those from `first` on, in the order of the text) with the sure ones before or
/// after them in a list.
pub(in crate::detect) fn link(segment: &Segment<'_>, first: usize, proposals: &mut [Proposal]) {
    for at in first..proposals.len() {
        let Some(next) = next_item(segment, proposals, at) else {
            continue;
        };
        for (weak, other) in [(at, next), (next, at)] {
            let state = proposals.get(other).map_or(State::Dropped, |proposal| proposal.state);
            if let Some(Proposal { state: State::Weak { neighbour, .. }, span, .. }) = proposals.get_mut(weak)
                && !matches!(state, State::Reference { .. } | State::Dropped)
                // تقصف غزة وتدمر المنازل: the next word may also be a verb.
                && !segment.is(word_of(segment, *span), class::VERB)
                && (*neighbour == ALONE || state == State::Sure)
            {
                *neighbour = other as u32;
            }
        }
    }
}

/// The proposal that follows another in a list if one of them is weak.
fn next_item(segment: &Segment<'_>, proposals: &[Proposal], at: usize) -> Option<usize> {
    let item = proposals.get(at)?;
    let is_weak = |proposal: &Proposal| matches!(proposal.state, State::Weak { .. });
    // القاعدة may also be proposed as a town between the two factions.
    let reach = if item.kind == Kind::FACTION { 2 } else { 1 };
    let mut next = proposals.iter().enumerate().skip(at + 1).take(reach);
    let (next, _) = next.find(|(_, next)| (is_weak(item) || is_weak(next)) && is_list(segment, item, next))?;
    Some(next)
}

/// Whether `b` follows `a` as the next item of a list.
fn is_list(segment: &Segment<'_>, a: &Proposal, b: &Proposal) -> bool {
    if a.kind != b.kind || b.span.start < a.span.end {
        return false;
    }
    let at = word_of(segment, b.span);
    let Some(token) = segment.tokens.get(at) else {
        return false;
    };
    let before_is_a = segment.tokens.get(at.wrapping_sub(1)).is_some_and(|before| before.end == a.span.end.0);
    let and_between = segment.tokens.get(at.wrapping_sub(1)).is_some_and(|t| t.end - t.start == 2 && t.with_and)
        && segment.tokens.get(at.wrapping_sub(2)).is_some_and(|before| before.end == a.span.end.0);
    let joined_and = token.with_and && token.start < b.span.start.0 && token.gap.is_plain();
    let comma = token.gap == Gap::COMMA || (token.gap.has(Gap::COMMA) && !token.gap.has(Gap::SENTENCE));
    let hyphen = token.gap == Gap::HYPHEN;
    (before_is_a && (joined_and || comma || hyphen)) || and_between
}

/// The word that contains the start of a name, including its proclitics.
fn word_of(segment: &Segment<'_>, name: Span) -> usize {
    segment.tokens.partition_point(|token| token.end <= name.start.0)
}
