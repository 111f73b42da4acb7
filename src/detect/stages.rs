//! The stages of the proposals in a part of a text. Each stage is a type made from the one before it, so that unscored
//! proposals cannot be nested, and references cannot refer to crossing ones.
//!
//! | stage | made by | what is dropped |
//! |---|---|---|
//! | [`Proposed`] | the rules, the model, a person's tags | by `proposer`: words and clubs that the model takes for
//! places |
//! | [`Scored`] | `document::weak_names`, then `model::place_classifier` | by the first: names without enough evidence;
//! by the second: places that are too unlikely, and one of two that share words |
//! | [`Settled`] | `document::nesting` | proposals that cross others or may not lie inside them |
//! | candidates | `document::references` | references without antecedent |

use super::candidate::Candidate;
use super::memory::Memory;
use super::proposal::Proposal;

/// The proposals of the rules, the model and learning, including weak names.
#[derive(Default)]
pub(super) struct Proposed {
    pub(super) proposals: Vec<Proposal>,
    /// Number of proposals up to the end of each segment.
    pub(super) ends: Vec<u32>,
    /// What is certain.
    pub(super) memory: Memory,
    pub(super) taught: Vec<Candidate>,
}

/// The proposals after each weak name has been decided by the whole text, and each place, if there is a model, by the
/// classifier.
#[derive(Default)]
pub(super) struct Scored {
    pub(super) proposals: Vec<Proposal>,
    /// See [`Proposed::ends`].
    pub(super) ends: Vec<u32>,
    pub(super) taught: Vec<Candidate>,
}

/// The proposals sorted by start, longer first, without illegal overlaps; references are still open.
pub(super) struct Settled {
    pub(super) proposals: Vec<Proposal>,
    pub(super) taught: Vec<Candidate>,
}
