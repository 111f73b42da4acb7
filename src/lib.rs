//! Hawashi: a reader and annotator for right-to-left news articles.
//!
//! Data flows in one direction: bytes -> [`document::Document`] -> [`detect::Detector`] -> [`session::Session`] ->
//! `layout::PageLayout` -> mesh. `docs/architecture.md` follows one sentence through it.

pub mod agreement;
pub mod annotation;
pub mod detect;
pub mod document;
pub mod exchange;
pub mod lexicon;
pub mod session;
pub mod store;
pub mod survey;
pub mod text;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(all(feature = "cli", feature = "gui"))]
pub mod debug;
#[cfg(feature = "gui")]
pub mod gui;
#[cfg(feature = "layout")]
pub mod layout;
#[cfg(feature = "layout")]
pub mod picture;
#[cfg(feature = "layout")]
pub mod report;

pub use document::Encoding;
