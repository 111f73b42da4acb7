//! Lists: a weak name beside a sure one, joined by و or a comma, is of its kind.

use super::candidate::Kind;
use super::proposal::{ALONE, Proposal, State};
use super::stretch::Stretch;
use super::tokens::Gap;
use super::vocabulary::class;
use crate::text::Span;

/// Links the weak proposals of a stretch (those from `first` on, in the order of the text) with the
/// sure one before or behind them in a list.
pub(super) fn link(stretch: &Stretch<'_>, first: usize, proposals: &mut [Proposal]) {
    let Some(of_stretch) = proposals.get(first..) else {
        return;
    };
    if !of_stretch.iter().any(|p| matches!(p.state, State::Weak { .. })) {
        return;
    }
    // القاعدة may be a town as well, proposed between the two factions.
    let joins: Vec<usize> = (0..of_stretch.len())
        .filter_map(|i| {
            let a = of_stretch.get(i)?;
            // Nothing is to be linked where all is sure.
            if !of_stretch.iter().skip(i).take(3).any(|p| matches!(p.state, State::Weak { .. })) {
                return Some(0);
            }
            let next = |d: usize| of_stretch.get(i + d).filter(|b| is_list(stretch, a, b)).map(|_| d);
            Some(next(1).or_else(|| if a.kind == Kind::Faction { next(2) } else { None }).unwrap_or(0))
        })
        .collect();
    for (i, behind) in joins.into_iter().enumerate().filter(|(_, behind)| *behind > 0) {
        for (weak, other) in [(first + i, first + i + behind), (first + i + behind, first + i)] {
            let sure =
                proposals.get(other).is_some_and(|p| !matches!(p.state, State::Reference { .. } | State::Dropped));
            let other_is_sure = proposals.get(other).is_some_and(|p| p.state == State::Sure);
            if let Some(Proposal { state: State::Weak { neighbour, .. }, span, .. }) = proposals.get_mut(weak)
                && sure
                // تقصف غزة وتدمر المنازل: a verb may stand there, too.
                && !stretch.is(word_of(stretch, *span), class::VERB)
                && (*neighbour == ALONE || other_is_sure)
            {
                *neighbour = other as u32;
            }
        }
    }
}

/// Whether `b` follows `a` as the next item of a list.
fn is_list(stretch: &Stretch<'_>, a: &Proposal, b: &Proposal) -> bool {
    if a.kind != b.kind || b.span.start < a.span.end {
        return false;
    }
    let at = word_of(stretch, b.span);
    let Some(token) = stretch.tokens.get(at) else {
        return false;
    };
    let before_is_a = stretch.tokens.get(at.wrapping_sub(1)).is_some_and(|before| before.end == a.span.end.0);
    let and_between = stretch.tokens.get(at.wrapping_sub(1)).is_some_and(|t| t.end - t.start == 2 && t.with_and)
        && stretch.tokens.get(at.wrapping_sub(2)).is_some_and(|before| before.end == a.span.end.0);
    let joined_and = token.with_and && token.start < b.span.start.0 && token.gap.is_plain();
    let comma = token.gap == Gap::COMMA || (token.gap.has(Gap::COMMA) && !token.gap.has(Gap::SENTENCE));
    let hyphen = token.gap == Gap::HYPHEN;
    (before_is_a && (joined_and || comma || hyphen)) || and_between
}

/// The word that holds the start of a name, with its proclitics.
fn word_of(stretch: &Stretch<'_>, name: Span) -> usize {
    stretch.tokens.partition_point(|token| token.end <= name.start.0)
}
