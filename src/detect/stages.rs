//! What is proposed in a part of a text, on its way to being candidates. Each stage is a type that the one before it is
//! made into, so that what has not been weighed cannot be nested, and what crosses cannot be pointed back to.
//!
//! | stage | made by | who drops, and what |
//! |---|---|---|
//! | [`Proposed`] | the rules, the model, a person's tags | `proposer`: what the model takes for a place and is a word or a club |
//! | [`Scored`] | `document::weak_names`, then `model::place_classifier` | the first: names without evidence enough; the second: places that are too unlikely, and one of two that share words |
//! | [`Settled`] | `document::nesting` | what crosses another or may not lie inside it |
//! | candidates | `document::references` | references without antecedent |

use super::candidate::Candidate;
use super::memory::Memory;
use super::proposal::Proposal;

/// What the rules and the model propose, weak names among it, and what a person's tags have taught.
#[derive(Default)]
pub(super) struct Proposed {
    pub(super) proposals: Vec<Proposal>,
    /// How many proposals there are up to the end of each segment.
    pub(super) ends: Vec<u32>,
    /// What is sure.
    pub(super) memory: Memory,
    pub(super) taught: Vec<Candidate>,
}

/// The same when each weak name has been weighed by the whole text, and each place, where there is a model, by the
/// classifier.
#[derive(Default)]
pub(super) struct Scored {
    pub(super) proposals: Vec<Proposal>,
    /// See [`Proposed::ends`].
    pub(super) ends: Vec<u32>,
    pub(super) taught: Vec<Candidate>,
}

/// The same, sorted by start, longer first, when what stands may stand together; references are still open.
pub(super) struct Settled {
    pub(super) proposals: Vec<Proposal>,
    pub(super) taught: Vec<Candidate>,
}
