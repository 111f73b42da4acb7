//! What the person can do, as data: menus, toolbar, popover, keyboard and the list of shortcuts derive from it.
//!
//! `table` has a row for each command: text, tip, keys, when it is enabled, whether it is on. `menu` puts commands into
//! menus, `keys` finds those whose keys were pressed, `situation` is what enabling depends on.

mod keys;
mod menu;
mod situation;
mod table;

pub(crate) use menu::{Menu, MenuEntry};
pub(crate) use situation::Situation;
pub(crate) use table::{INTERFACE_PERCENTS, NUMBERED, UiCommand, Wording};
