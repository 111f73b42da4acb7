//! Measurements, checks and sessions without a screen, run from the command line: `hawashi debug`. [features `gui` and `cli`]
//!
//! Drives the other layers as a user would, and knows their internals; no other layer depends on it.

pub mod frames;
mod panned;
mod screenless;
mod script;
pub mod seeing;
pub mod session;
mod window;
