//! What a person does, kept within a fifth of a second, until it is saved.
//!
//! Owns the journals: one file for each article with unsaved work, and one for each window, in the program's own data
//! folder. `record` is what they hold, `file` how one is written, `journals` those of this process, `keeper` the thread that
//! writes them, `places` where they are, `found` what
//! another process has left, `aside` what is kept of journals that were restored or given up.

mod aside;
mod file;
mod found;
mod journals;
mod keeper;
mod places;
mod record;

pub use aside::{Aside, list_aside};
pub use found::{Former, Found, Recovered, find_about, is_in_journal, look_through, opened_without_file, recover};
pub use journals::{Journals, Subject};
pub use keeper::{Keeper, Order, Told};
pub(super) use places::FOLDER_VARIABLE;
pub use places::{data_folder, folders};
pub use record::{Draft, DraftOn, Header, OpenTab, OpenTabs, PathRecord, Record, Text};
