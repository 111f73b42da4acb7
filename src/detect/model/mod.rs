//! A trained tagger over words: what its weights are, how a file holds them, and how it marks a segment.
//!
//! Owns features, the chain, the classifier of places. Must not know files: it reads and writes bytes. Without a
//! model the detector works by its lexicon and rules alone.

pub(super) mod bytes;
pub(super) mod crf;
pub(super) mod features;
pub(super) mod place_classifier;
pub(super) mod tagging;

pub use self::bytes::Model;
