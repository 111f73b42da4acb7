//! Placeholder until the detector stands.
fn main() {}
