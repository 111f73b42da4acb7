//! The command line, as scripts call it: the built program, its output, its exit status and the files it leaves.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

#[path = "../support/mod.rs"]
mod support;

mod blind;
mod check;
mod cli;
mod compare;
mod documents;
mod exchange;
mod exchange_nothing;
mod files_made;
mod limits;
mod pictures;
mod session;
mod special_files;
mod stats;
