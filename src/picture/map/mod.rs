//! Places on a map, without a network: discs sized by mentions and divided by what is named with them, over coasts,
//! borders and rivers from a table that is part of the program. The map is the same in both languages; what stands
//! around it begins at the side at which lines begin.

pub mod atlas;
pub mod geojson;
pub mod places;
pub mod projection;

mod base;
mod discs;
mod draw;
mod furniture;
mod labels;

pub use discs::Disc;
pub use draw::{MapLook, NamesIn};
pub use places::{InView, MapPlace, Places, Series, Unplaced, Why};
pub use projection::View;
