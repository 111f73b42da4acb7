//! Offsets and spans, spelling folding with a map back, words, sentences, base direction.
//!
//! Owns what can be known about a text without a lexicon, and sentences not yet put into a language. Must not know
//! documents, files or windows. Every offset is a UTF-8 byte offset into the given text, except inside
//! [`fold::Folded`], whose own offsets count in the folded spelling. Nothing here fails or panics on any text.

pub mod alike;
mod byline;
pub mod coordinates;
pub mod dates;
pub mod digits;
pub mod direction;
pub mod excerpt;
pub mod fold;
pub mod hash;
pub mod localize;
pub mod movement;
pub mod proclitics;
pub mod ron_error;
pub mod search;
pub mod sentences;
pub mod span;
mod system;
pub mod units;
pub mod words;

pub use byline::Byline;
pub use direction::Direction;
pub use localize::{Arg, Localize, Message};
pub use span::{BytePos, Span, SpanError};
pub(crate) use system::system_message;
