//! Shared code for the tests of the window.

#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

pub(crate) mod folder;
pub(crate) mod needs;
#[cfg(feature = "gui")]
mod screen_reader;
#[cfg(feature = "gui")]
pub(crate) mod window;
