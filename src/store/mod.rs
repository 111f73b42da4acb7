//! Articles, annotation files and settings on disk; the only code that touches the file system.
//!
//! Owns paths, reading with limits, atomic saving, and the settings; the contents of annotation files belong to
//! `exchange::ron`. Must not know windows or the command line. Fails with [`StoreError`], which gives the path, the
//! position and how to fix it.

#![allow(clippy::disallowed_methods, reason = "this is the layer that touches the file system")]

pub mod article;
mod attributes;
pub mod blind;
pub mod bytes;
pub mod collections;
pub mod disk;
pub mod error;
pub mod export;
pub mod feedback;
pub mod folder;
#[cfg(unix)]
pub mod handed_over;
pub mod import;
mod interrupted;
pub mod journal;
mod kept;
mod kept_text;
pub mod left_open;
mod leftovers;
pub mod lexicons;
pub mod load;
pub mod lock;
mod lost;
mod merged;
pub mod names;
pub mod output;
pub mod paths;
pub mod places;
pub mod read;
pub mod save;
pub mod scan;
pub mod settings;
pub mod shared;
mod source;
pub mod stamp;
mod trace;
pub mod versions;
pub mod watch;

pub use article::{
    Listing, Opened, Opening, list_annotations, list_articles, open, open_among, open_watched, read_annotated_article,
};
pub use blind::{
    OtherFiles, OwnFiles, annotations_of, annotators_beside, check_seen, is_blind, is_own, own_annotation_path,
    own_files_beside,
};
pub use bytes::{read_at_most, read_bytes};
pub use collections::{Collection, choose_column, table_columns};
pub use disk::{Access, Disk, DiskFile, RealDisk};
pub use error::{Change, StoreError};
pub use export::{
    ExportError, ExportSource, Exporting, Sources, Told, Written, exported_name, folders_inside, name_inside,
    refuse_article, refuse_input,
};
pub use feedback::{feedback_around, feedback_in, feedback_path, is_feedback_path, load_feedback, save_feedback};
pub use folder::{FolderEntry, browse_folder, check_readable, check_writable, find_article, home_folder, stem_of};
#[cfg(unix)]
pub use handed_over::read_handed_over;
pub use import::{ImportWritten, ImportedFile, Importing, article_named, other_article_named};
pub use interrupted::{Interrupted, keep_interrupted, take_interrupted};
pub use leftovers::interrupted_save;
pub use lexicons::{LexiconsRead, load_lexicons, read_lexicons};
#[cfg(feature = "gui")]
pub(crate) use load::load_annotations;
pub use load::read_annotation_text;
pub(crate) use load::read_head;
pub use lock::{Holder, Lock, Other};
pub use lost::{Lost, is_away, take_lost};
pub use names::{NamesFile, keep_name, merge_names, own_names_file};
pub use output::{is_made_for_output, standard_output};
pub use paths::{
    Articles, annotation_path, annotations_beside, article_of, articles_named_in, file_name, folder_of, free_path,
    is_annotation_path, is_article_path, is_below_folder_of, is_same_file, is_same_or_hard_link, openable_extensions,
};
pub use places::{
    article_of_kept_text, collection_kind, collection_of, holds_articles, kept_text_path, may_hold_articles,
};
pub use read::{preview_encodings, read_anew, read_article};
pub use save::{
    NewFile, Saved, WriteMode, annotations_bytes, begin_report, check_replaceable, end_report, save_annotations,
    write_file,
};
pub use scan::{ArticleFile, FolderStamp, Scan, scan_folder};
pub use settings::{ReadingPlace, Settings, SettingsError};
pub use shared::{change_folder_file, folder_file_path, read_folder_file, take_into_folder};
pub use stamp::Stamp;
pub use versions::{Occasion, Version, Versions, Why, keep_former, versions_folder};
pub use watch::{FileNow, OnDisk, Seen, look_again, look_at_file, read_again, read_again_as};
