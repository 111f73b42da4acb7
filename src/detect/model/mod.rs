//! A trained tagger over words: its weights, its file format, and how it tags a segment.
//!
//! Owns features, the chain, the place classifier. Must not know files: it reads and writes bytes. Without a model the
//! detector works with its lexicon and rules alone.

pub(super) mod bytes;
pub(super) mod crf;
pub(super) mod features;
pub(super) mod place_classifier;
pub(super) mod tagging;

pub use self::bytes::Model;
