//! Learning from a person's tags and decisions: names to find again, names to leave out, and the contexts in which
//! names with a label occur.
//!
//! Owns the feedback and the small model learned from it. Must not know annotations or files. Learning is fast enough
//! to repeat after every decision, so that only the feedback is kept. Deterministic: the same feedback gives the same
//! suggestions.

mod feedback;
mod learned;
mod names;
mod review;
mod tagger;

pub use self::feedback::{Decision, Described, FeedbackExample};
pub use self::learned::UserModel;
pub use self::review::Reviewed;
pub(super) use self::tagger::TaggerScratch;
