//! Files that hold many articles, one file for each kind.

mod dates;
pub(super) mod feed;
mod feed_item;
mod json_scan;
pub(super) mod mbox;
mod post;
pub(super) mod telegram;
mod telegram_list;
pub(super) mod whatsapp;
mod whatsapp_stamp;
