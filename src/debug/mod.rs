//! Measurements and checks that are run from the command line: `hawashi debug`. [features `gui` and `cli`]
//!
//! Drives the other layers as a person would and knows their insides; none of them knows it.

pub mod frames;
