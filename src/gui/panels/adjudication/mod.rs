//! Several annotators' files side by side in the place of the page: what they differ in, row by row, the opened one with its
//! sentence once for each of them; how far they agree; and how far the decisions are.

mod agreement;
mod context;
mod opened;
mod view;
mod words;

pub(crate) use view::{adjudication, adjudication_bar};
