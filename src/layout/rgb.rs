//! Colours.

/// Red, green, blue.
pub type Rgb = [u8; 3];
