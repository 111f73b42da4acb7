//! The session: owns a document's annotations and is their only writer. [`Command`] -> [`Outcome`].
//!
//! Owns a shared document, its annotations, the detector's candidates and the history. Must not know files, windows or
//! the command line. Spans are UTF-8 bytes of the document's text. Fails with [`CommandError`]; then nothing is
//! changed.

mod adjudicating;
mod candidates;
mod chosen_marks;
pub mod command;
mod entity_links;
mod feedback;
mod labels;
pub mod marks;
mod orphans;
mod places;
mod relations;
mod run;
#[allow(clippy::module_inception, reason = "the type that the folder is about")]
mod session;
mod several;
mod treatment;

pub use candidates::Candidates;
pub use command::{Command, CommandError, Outcome, Target};
pub use feedback::Adopted;
pub use marks::{Mark, MarkKind};
pub use places::{MarkThere, MarkedPlace};
pub use session::{Applied, LabelCount, Session};
pub use several::{Difference, Reach, Reached, Scope};
pub use treatment::{MarkTreatment, Meant, Treatment};

pub(crate) use crate::annotation::NOTE_LABEL;
