//! Finds locations and factions in a text and proposes them as [`Candidate`]s; a person decides.
//!
//! Owns context: the lexicon's matches, grammar patterns, references. Must not know annotations, sessions, files or
//! windows. Spans are UTF-8 bytes of the given text. Detection cannot fail. Linear in the text.
//!
//! The layers, from the bottom up; each knows only those below it (a test checks this):
//!
//! | layer | what it contains |
//! |---|---|
//! | `kind`, `vocabulary`, `confidence` | kinds of mentions; words and classes that the rules refer to; how confident
//! each rule is |
//! | `word`, `candidate`, `proposal` | words, and mentions at different stages |
//! | `segment` | a paragraph's words, with every name of the lexicon that begins at each |
//! | `rules` | grammar: what to propose in a segment, and what a word is |
//! | `memory`, `stages`, `parts` | what is certain in a text; proposals from stage to stage; the parts of a text and
//! their threads |
//! | [`model`] | the trained tagger and the place classifier |
//! | `reader`, `proposer` | reads and looks up words, and applies the rules |
//! | `document` | decisions by the whole text: weak names, nesting, references, homonyms |
//! | `writers` | names in bylines |
//! | [`user_model`] | learning from a person's tags |
//! | `detector` | the pipeline; [`explain`] and [`training`] use it |

pub mod candidate;
mod confidence;
mod detector;
mod document;
pub mod explain;
mod folded_word;
mod kind;
mod known;
mod memo;
mod memory;
pub mod model;
mod numbers;
mod parts;
mod proposal;
mod proposer;
mod reader;
mod rules;
mod segment;
mod stages;
pub mod training;
pub mod user_model;
mod vocabulary;
mod word;
mod writers;

pub use self::candidate::{Candidate, Evidence, Form, Source, Standing};
pub use self::detector::Detector;
pub use self::document::which_place;
pub use self::explain::{Explanation, Reason};
pub use self::kind::Kind;
pub use self::model::Model;
pub use self::user_model::{Decision, Described, FeedbackExample, Reviewed, UserModel};
pub use self::writers::drop_writers;

#[cfg(test)]
mod tests;
