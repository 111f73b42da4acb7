//! Controls that shape and order Arabic correctly, in Hawashi's look.
//!
//! Used for every string in the window, Latin ones too, so that one look holds. They know egui,
//! the theme and the text engine; they must not know documents, annotations or sessions. All
//! sizes are logical points. They cannot fail: text that cannot be shaped shows as boxes.

pub mod icons;
