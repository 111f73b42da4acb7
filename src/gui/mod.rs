//! The window. [feature `gui`]
//!
//! Owns everything that is drawn and every gesture. Reads the session through shared borrows and
//! changes it through commands only. Lengths are logical points unless a name ends in `_px`
//! (physical pixels). Offsets are UTF-8 bytes of the document.

pub mod app;
mod atlas;
mod command;
pub mod i18n;
mod keyboard;
pub mod mesh;
pub(crate) mod model;
pub(crate) mod panels;
mod pointer;
pub mod reader;
mod samples;
pub mod text;
pub mod theme;
pub mod widgets;
mod window;

pub use app::App;
#[cfg(feature = "cli")]
pub(crate) use window::program;
pub use window::run;
