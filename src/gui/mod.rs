//! The window. [feature `gui`]
//!
//! Owns everything that is drawn and every gesture. Reads the session through shared borrows and
//! changes it through commands only. Lengths are logical points unless a name ends in `_px`
//! (physical pixels). Offsets are UTF-8 bytes of the document.

pub mod command;
pub mod i18n;
pub mod mesh;
pub mod reader;
pub mod text;
pub mod theme;
pub mod widgets;
