//! File formats, one file each: annotations in, text out, and back.
//!
//! Owns the structure and the units of files, including the program's own. Must not know windows, the command line or
//! the file system: a [`Writer`] writes articles one after the other to any byte sink, a [`Reader`] reads them from
//! bytes as [`Foreign`] articles, which [`place`] brings into a text. Offsets are written in the unit that the format names; internally they are UTF-8 bytes. Fails with
//! [`ExchangeError`].
//!
//! A new format needs one file in `formats` with a [`Format`] and one line in [`FORMATS`].

pub mod along;
pub mod anchor;
pub mod article;
pub mod columns;
pub mod error;
pub mod export;
pub mod folder_file;
pub mod foreign;
pub mod format;
pub mod formats;
pub mod import;
pub mod kept_text;
pub mod labels;
pub mod loss;
pub mod preview;
pub mod recognise;
pub mod ron;
pub mod statuses;
pub mod streams;
pub mod suggestions;

pub use along::Along;
pub use article::{Article, EntityFacts, EntityLookup};
pub use columns::Column;
pub use error::ExchangeError;
pub use export::{Export, Summary};
pub use foreign::{File, Foreign};
pub use format::{Definitions, Format, Units};
pub use formats::web::w3c;
pub use formats::{FORMATS, all_formats, brat, conll, csv, format_named, format_names, format_of_path};
pub use import::{Imported, place};
pub use kept_text::{KEPT_TEXT_SUFFIX, KeptTextError, kept_text, read_kept_text};
pub use labels::xml::escaped;
pub use loss::Loss;
pub use preview::Preview;
pub use recognise::recognise;
pub use statuses::{StatusCounts, Statuses};
pub use streams::{Options, Reader, Writer};
pub use suggestions::suggestions;
