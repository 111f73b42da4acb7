//! What a person's tags and decisions teach: names to repeat, names to leave out, and how names of a
//! label stand in their sentences.
//!
//! Owns the feedback and the small model learned from it. Must not know annotations or files. Learning is
//! quick enough to be done anew after every decision, so that nothing of it is kept but the feedback.
//! Deterministic: the same feedback gives the same suggestions.

mod feedback;
mod learned;
mod names;
mod review;
mod tagger;

pub use self::feedback::{Decision, Described, FeedbackExample};
pub use self::learned::UserModel;
pub use self::review::Reviewed;
pub(super) use self::tagger::TaggerScratch;
