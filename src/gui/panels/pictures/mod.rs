//! The pictures of an article or a folder, side by side, and its map: drawn by a job, shown as they would be exported. Each
//! mark says what it is and leads to its passages, by the pointer and by the keyboard.

mod card;
mod choices;
mod dates;
mod look;
mod map;
mod mark;
mod numbers;
mod panel;
mod placing;
mod state;
mod view;

pub(crate) use look::PicturesLook;
pub(crate) use state::PicturesView;
