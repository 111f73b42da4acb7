//! The program: `logic` processes the results of threads and commands, `ui` only draws from shared borrows and queues
//! [`AppAction`](super::model::AppAction)s, `dispatch` carries them out.
//!
//! `program` holds the state; each of the other modules acts on it for one subject.

mod about;
mod alike;
mod appearance;
mod asking;
mod author;
mod changes;
mod cheat_sheet;
mod coming_back;
mod decisions;
mod desktop;
mod details;
mod detection;
mod differences;
mod dispatch;
mod ending;
mod entities;
mod explaining;
mod failures;
mod file_notices;
mod files;
mod find;
mod folder;
mod folder_file;
mod fragments;
mod full_screen;
mod history;
mod jobs;
mod journal;
mod labels;
mod learning;
mod leaving;
mod lexicons;
mod logic;
mod mark_index;
mod merging;
mod moved;
mod navigation;
mod new_article;
mod next_article;
mod notes;
mod notices;
mod pace;
mod palette;
mod panes;
mod pool;
mod program;
mod relations;
mod reopening;
mod review;
mod saving;
mod several;
mod sharing;
mod spare;
mod suggestions;
mod tabs;
mod tagging;
mod task;
mod tour;
mod ui;
mod versions;
mod watch;

pub(in crate::gui) use desktop::refuse_distant_buses;
pub use program::App;
