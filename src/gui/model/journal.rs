//! The unsaved work of an article: what its journal holds, and what was restored.

use std::path::PathBuf;
use std::time::SystemTime;

use crate::annotation::Transaction;
use crate::store::Stamp;
use crate::store::journal::{Keeper, OpenTab, OpenTabs};

/// The journals, as the window sees them.
pub(crate) struct Journaling {
    pub(crate) keeper: Keeper,
    pub(crate) folders: Vec<PathBuf>,
    /// What the window showed when that was kept last.
    pub(crate) shown: OpenTabs,
    /// What was being opened when the program came to its end, and is not opened again by itself.
    pub(crate) offered: Vec<Offered>,
    /// When it is looked at again, in seconds of the program's clock.
    pub(crate) look_at_secs: Option<f64>,
    /// How safe is what was done so far.
    pub(crate) safety: Safety,
}

/// How safe unsaved work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Safety {
    /// It comes back after any end of the program.
    #[default]
    Kept,
    /// It is where the machine may keep nothing for long.
    ForNow,
    /// It is in this window only.
    Lost,
}

impl Journaling {
    /// The journals in these folders.
    pub(crate) fn new(keeper: Keeper, folders: Vec<PathBuf>) -> Self {
        Self {
            keeper,
            folders,
            shown: OpenTabs::default(),
            offered: Vec::new(),
            look_at_secs: None,
            safety: Safety::Kept,
        }
    }
}

/// What the person may open or leave.
#[derive(Clone, Debug)]
pub(crate) struct Offered {
    pub(crate) open: OpenTab,
    /// Whether there is unsaved work on it.
    pub(crate) has_work: bool,
}

/// What a tab's journal has been told.
#[derive(Default)]
pub(crate) struct TabJournal {
    /// How often something was done.
    pub(crate) done: u64,
    /// Whether there is anything in it.
    pub(crate) has_records: bool,
    /// What the annotation file held that was made sure of last, as a version: the work begins with it.
    pub(crate) held: Option<Stamp>,
    /// The note that is being written, as it was seen last.
    pub(crate) note: Option<String>,
    /// Whether it is in the journal.
    pub(crate) has_draft: bool,
    /// When it is to be kept, and at the latest, in seconds of the program's clock.
    pub(crate) keep_at_secs: Option<(f64, f64)>,
    /// How often in a row the article's opening has begun without coming to its end, also this time.
    pub(crate) openings: u8,
}

/// Where the reading of an article goes on that is being opened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resumed {
    pub(crate) reading_at: u32,
    pub(crate) selection: (u32, u32),
}

/// What was restored of an article, until the person has said what is to become of it.
#[derive(Debug)]
pub(crate) struct Restored {
    /// How often something had been done.
    pub(crate) changes: usize,
    /// When that was last.
    pub(crate) last: Option<SystemTime>,
    /// Whether a note was being written.
    pub(crate) has_draft: bool,
    /// What takes it back.
    pub(crate) back: Transaction,
    /// The session's state when it was restored.
    pub(crate) state: u64,
}

/// What the recovery bar asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RestoredAction {
    /// Keep it.
    Keep,
    /// Show it.
    Look,
    /// Take it back.
    Discard,
}
