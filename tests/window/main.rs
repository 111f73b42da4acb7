//! The window, driven by the names of its controls, as a screen reader and a person find them. A module for each part.

#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

#[path = "../support/mod.rs"]
mod support;

mod about;
mod accessibility;
mod adjudicate;
mod alike;
mod appearance;
mod attributes;
mod audit;
mod author;
mod bad_input;
mod beside;
mod blind;
mod chooser;
mod context_menus;
mod detection;
mod documents;
mod encodings;
mod entities;
mod export_page;
mod fast_keys;
mod files;
mod filters;
mod folder;
mod fragments;
mod gestures;
mod history;
mod import_page;
mod invisibles;
mod keyboard;
mod label_files;
mod labels;
mod learning;
mod lists;
mod lost_file;
mod merge;
mod moved;
mod notes;
mod on_disk;
mod pace;
mod page;
mod palette;
mod pictures;
mod pictures_map;
mod reading;
mod recovery;
mod rejecting;
mod relations;
mod review;
mod rtl_cases;
mod saving;
mod scale;
mod seen;
mod shortcuts;
mod side_panel;
mod snapping;
mod table;
mod tiny;
mod tour;
mod undoing;
mod unkind;
mod versions;
mod widgets;
mod workflow;
