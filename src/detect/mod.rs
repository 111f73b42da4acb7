//! Finds locations and factions in a text and proposes them as [`Candidate`]s; a person decides.
//!
//! Owns context: the lexicon's matches, grammar patterns, references. Must not know annotations,
//! sessions, files or windows. Spans are UTF-8 bytes of the text as given. Cannot fail once built.
//! Linear in the text.
//!
//! The floors, from below; each knows those under it only (a test holds it):
//!
//! | floor | what it has |
//! |---|---|
//! | `kind`, `vocabulary`, `confidence` | what a mention can be of; words and classes that the rules ask for; how sure a rule is |
//! | `word`, `candidate`, `proposal` | a word, and mentions on their way |
//! | `segment` | a paragraph's words with every name of the lexicon that begins at each |
//! | `rules` | grammar: what is proposed in a segment, and what a word is |
//! | `memory`, `stages`, `parts` | what is sure in a text; proposals from stage to stage; the parts of a text and their threads |
//! | [`model`] | the trained tagger and the classifier of places |
//! | `reader`, `proposer` | words are read and looked up, the rules asked |
//! | `document` | what the whole text says: weak names, nesting, references, homonyms |
//! | [`user_model`] | what a person's tags teach |
//! | `detector` | the pipeline; [`explain`] and [`training`] stand on it |

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

pub use self::candidate::{Candidate, Evidence, Form, Source, Standing};
pub use self::detector::Detector;
pub use self::document::which_place;
pub use self::explain::{Explanation, Reason};
pub use self::kind::Kind;
pub use self::model::Model;
pub use self::user_model::{Decision, Described, FeedbackExample, Reviewed, UserModel};

#[cfg(test)]
mod tests;
