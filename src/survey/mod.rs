//! What is there: the annotations of one article or of many as rows that can be filtered, sorted, grouped and counted, and
//! the words around a passage.
//!
//! Owns no truth of its own: rows are made from sessions or from annotations as they were read, and those of one article
//! are replaced when it changes ([`Survey::put`]). Must not know files or windows. Spans are UTF-8 bytes of an article's
//! text. A clone of a [`Survey`] shares its articles, so that a job can work on one while another is being made. Nothing
//! here fails.

mod article;
pub mod audit;
mod column;
mod concordance;
mod dates;
mod entities;
mod filter;
mod groups;
mod in_order;
mod names;
mod order;
mod row;
mod spread;
mod step;
#[allow(clippy::module_inception, reason = "the type that the folder is about")]
mod survey;
#[cfg(test)]
mod tests;
mod time;
mod together;

pub use article::{Article, Source};
pub use column::{Column, Plain, Wording};
pub use concordance::{Context, Line, Neighbour, WIDEST, sort_by_neighbour};
pub use dates::{ArticleDay, DaySource};
pub use entities::{EntityRow, RelationCount, entities, relations};
pub use filter::Filter;
pub use groups::{By, Group, GroupKey, groups};
pub use in_order::in_order;
pub use names::{Name, Names};
pub use order::{Order, sort};
pub use row::{RelationRow, Row};
pub use spread::{Mark, Spread, spread};
pub use step::Step;
pub use survey::{Made, RelationRef, RowRef, Survey};
pub use time::{Series, over_time};
pub use together::{Pair, Within, together};
