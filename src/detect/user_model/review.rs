//! Applies a person's decisions to detected candidates without reading the text again.

use super::learned::UserModel;
use crate::detect::candidate::{Candidate, Evidence, Standing};
use crate::detect::document::nesting;

/// The detected candidates after the person's decisions. Both lists are sorted by start, longer ones first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reviewed {
    /// Everything that was found; candidates that the decisions leave out are marked ([`Standing::LeftOut`]).
    pub candidates: Vec<Candidate>,
    /// The original versions of the candidates that are left out or changed in confidence: few.
    pub originals: Vec<Candidate>,
}

impl Reviewed {
    /// Candidates without any decisions applied.
    pub(in crate::detect) fn untouched(candidates: Vec<Candidate>) -> Self {
        Self { candidates, originals: Vec::new() }
    }

    /// The candidates still suggested.
    pub(in crate::detect) fn standing(mut self) -> Vec<Candidate> {
        // Without originals nothing was left out.
        if !self.originals.is_empty() {
            self.candidates.retain(|candidate| candidate.standing != Standing::LeftOut);
        }
        self.candidates
    }

    /// The result with other decisions, or none: the same as reading the text again would give if nothing further is
    /// suggested.
    #[must_use]
    pub fn again(
        user_model: Option<&UserModel>,
        text: &str,
        candidates: &[Candidate],
        originals: &[Candidate],
    ) -> Self {
        let mut found = as_found(candidates, originals);
        nesting::flag(&mut found);
        match user_model {
            Some(user_model) => user_model.review(text, found, Vec::new()),
            None => Self::untouched(found),
        }
    }
}

impl UserModel {
    /// Leaves out what was rejected, raises the confidence of what was accepted, and inserts what was `taught`.
    pub(in crate::detect) fn review(
        &self,
        text: &str,
        mut candidates: Vec<Candidate>,
        taught: Vec<Candidate>,
    ) -> Reviewed {
        let mut originals = Vec::new();
        for candidate in &mut candidates {
            let found = candidate.clone();
            self.names.review(text, candidate);
            if *candidate != found {
                originals.push(found);
            }
        }
        let left_out: Vec<Candidate> =
            candidates.extract_if(.., |candidate| candidate.standing == Standing::LeftOut).collect();
        if !taught.is_empty() {
            let kept = resolve_overlaps(&mut candidates, taught);
            candidates.extend(kept);
            candidates.sort_by_key(Candidate::order);
        }
        nesting::flag(&mut candidates);
        if !left_out.is_empty() {
            candidates.extend(left_out);
            candidates.sort_by_key(Candidate::order);
        }
        Reviewed { candidates, originals }
    }
}

/// Puts the originals back in place.
fn as_found(candidates: &[Candidate], originals: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::with_capacity(candidates.len() + originals.len());
    let mut standing = candidates.iter().peekable();
    for original in originals {
        while let Some(before) = standing.next_if(|candidate| candidate.order() < original.order()) {
            found.push(before.clone());
        }
        standing.next_if(|candidate| candidate.order() == original.order());
        found.push(original.clone());
    }
    found.extend(standing.cloned());
    found
}

/// Merges detected and learned candidates for the same words: a learned name takes precedence unless a longer one of
/// its kind contains it; a passage that only resembles tagged ones yields. Both lists are sorted by start.
fn resolve_overlaps(candidates: &mut Vec<Candidate>, found: Vec<Candidate>) -> Vec<Candidate> {
    let mut dropped = vec![false; candidates.len()];
    let mut active: Vec<usize> = Vec::new();
    let mut next = 0;
    let kept = found
        .into_iter()
        .filter(|taught| {
            while let Some(candidate) = candidates.get(next).filter(|c| c.span.start < taught.span.end) {
                if candidate.span.end > taught.span.start {
                    active.push(next);
                }
                next += 1;
            }
            active.retain(|at| candidates.get(*at).is_some_and(|c| c.span.end > taught.span.start));
            let by_name = matches!(taught.evidence, Evidence::TaggedName(_));
            let here = || active.iter().filter(|at| !dropped.get(**at).copied().unwrap_or(true));
            let beside = || here().filter_map(|at| candidates.get(*at)).filter(|c| c.span.overlaps(taught.span));
            if !by_name {
                return beside().next().is_none();
            }
            if beside().any(|c| c.kind == taught.kind && c.span.contains(taught.span)) {
                return false;
            }
            let crosses =
                |c: &Candidate| c.span == taught.span || !c.span.contains(taught.span) && !taught.span.contains(c.span);
            let leave: Vec<usize> = here()
                .copied()
                .filter(|at| candidates.get(*at).is_some_and(|c| c.span.overlaps(taught.span) && crosses(c)))
                .collect();
            for at in leave {
                if let Some(slot) = dropped.get_mut(at) {
                    *slot = true;
                }
            }
            true
        })
        .collect();
    let mut dropped = dropped.into_iter();
    candidates.retain(|_| !dropped.next().unwrap_or(false));
    kept
}
