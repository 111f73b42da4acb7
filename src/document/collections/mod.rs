//! Files that hold many articles, one file for each kind.

mod json_scan;
mod post;
pub(super) mod telegram;
mod telegram_list;
pub(super) mod whatsapp;
mod whatsapp_stamp;
