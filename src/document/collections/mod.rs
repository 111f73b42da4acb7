//! Files that hold many articles, one file for each kind.

pub(super) mod archive;
mod dates;
pub(super) mod feed;
mod feed_item;
mod json_scan;
pub(super) mod mbox;
mod post;
pub(super) mod telegram;
mod telegram_list;
mod unpack;
pub(super) mod whatsapp;
mod whatsapp_stamp;
