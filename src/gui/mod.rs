//! The window: egui draws what the session says, and sends it commands.

pub mod command;
pub mod i18n;
pub mod theme;
pub mod widgets;
