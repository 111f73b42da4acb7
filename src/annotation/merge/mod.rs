//! Three-way merge of annotations: what one side has changed is taken, field by field; what both have changed in different
//! ways stays as it is here, and becomes a [`Conflict`](super::Conflict).
//!
//! Records belong together by their ids. Nothing is removed that the other side has changed or refers to. Must not know the
//! text: all three states have their spans in the same text.

mod carried;
mod decide;
mod lists;
mod mend;
mod records;
mod same;
mod state;

pub use carried::merge_carried;
pub use decide::Decision;
pub use state::merge;
