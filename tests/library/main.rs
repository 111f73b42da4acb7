//! What the library does without a window, by its public interface. A module for each subject.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

#[path = "../support/clock.rs"]
mod clock;
#[path = "../support/fault_disk.rs"]
#[allow(dead_code, reason = "each test binary uses its part")]
mod fault_disk;
#[path = "../support/needs.rs"]
mod needs;

mod anchors;
mod annotation;
mod annotation_file;
mod architecture;
mod detection;
mod documents;
mod entity_links;
mod exchange;
mod import;
mod label_files;
mod learning;
mod lexicon_user;
mod lexicon_which_place;
mod merge;
mod model;
mod several;
mod store;
mod store_saving;
mod versions;
mod vowel_marks;
