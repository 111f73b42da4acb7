//! The commands as data: menus, toolbar, popover, keyboard and the list of shortcuts are derived from it.
//!
//! `table` has a row for each command: text, tooltip, keys, what these do while somebody types, when it is enabled,
//! whether it is on. `menu` arranges the
//! commands in menus, `keys` finds those whose keys were pressed, `situation` is the state on which they depend.

mod keys;
mod menu;
mod situation;
mod table;

pub(crate) use keys::{KeyMap, KeysOf, in_digits_of, name_of_shortcut, shortcut_text};
pub(crate) use menu::{ContextMenu, Menu, MenuEntry};
pub(crate) use situation::Situation;
pub(crate) use table::{INTERFACE_PERCENTS, NUMBERED, Stretch, UiCommand, WhileMovingEnd, Wording};
