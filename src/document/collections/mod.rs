//! Files that hold many articles, one file for each kind.

pub(super) mod archive;
mod archive_file;
mod dates;
pub(super) mod feed;
mod feed_item;
mod feed_text;
mod http;
mod json_mend;
mod json_scan;
pub(super) mod mbox;
mod post;
mod sheet;
pub(super) mod table;
mod table_columns;
mod table_memory;
mod table_rows;
pub(super) mod telegram;
mod telegram_album;
mod telegram_head;
mod telegram_lines;
mod telegram_list;
mod unpack;
pub(super) mod warc;
mod warc_record;
pub(super) mod whatsapp;
mod whatsapp_stamp;

pub(super) use self::archive_file::unpacked;
