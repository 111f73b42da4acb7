//! How far a tab's annotations are saved.

use std::time::SystemTime;

use crate::store::{Change, StoreError};

/// Seconds of rest after which what was done is saved by itself.
const REST_SECS: f64 = 5.0;
/// Seconds until saving is tried again that has failed.
const AGAIN_SECS: f64 = 60.0;

/// The state of saving.
#[derive(Debug, Default)]
pub(crate) struct Saving {
    /// When the annotations were saved last by this window.
    pub(crate) at: Option<SystemTime>,
    /// Why they could not be saved the last time.
    pub(crate) trouble: Option<StoreError>,
    /// The message key of the notice that says why.
    pub(crate) told: Option<&'static str>,
    /// The state of the annotations as they were read, until they are saved.
    pub(crate) read: Option<u64>,
    /// Whether the person has saved, and was asked for the name first that their own file has.
    pub(crate) waits_for_name: bool,
    /// The rest after the last change, until they are saved by themselves.
    pub(crate) rest: Option<Rest>,
}

impl Saving {
    /// Whether somebody else has written the file, and the person has not decided about it yet.
    pub(crate) fn is_conflict(&self) -> bool {
        matches!(self.trouble, Some(StoreError::ChangedOnDisk { .. }))
    }

    /// Whether the file, or its folder, is known to be gone.
    pub(crate) fn is_lost(&self) -> bool {
        matches!(
            self.trouble,
            Some(StoreError::ChangedOnDisk { change: Change::Removed, .. } | StoreError::NoFolder { .. })
        )
    }

    /// The rest since the annotations are in this state.
    pub(crate) fn rest_for(&mut self, state: u64, now_secs: f64) -> &mut Rest {
        if self.rest.is_none_or(|rest| rest.state != state) {
            self.rest = Some(Rest { state, until_secs: now_secs + REST_SECS, is_tried: false });
        }
        self.rest.get_or_insert_default()
    }
}

/// A time in which nothing is done.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rest {
    /// The state of the annotations.
    state: u64,
    /// When it ends, in seconds of the program's clock.
    pub(crate) until_secs: f64,
    /// Whether saving this state has begun once.
    is_tried: bool,
}

impl Rest {
    /// Whether it is over; at once when the article is left.
    pub(crate) fn is_over(&self, is_left: bool, now_secs: f64) -> bool {
        now_secs >= self.until_secs || is_left && !self.is_tried
    }

    /// Saving begins; should it fail, it is tried again after a while.
    pub(crate) fn begin_again(&mut self, now_secs: f64) {
        (self.until_secs, self.is_tried) = (now_secs + AGAIN_SECS, true);
    }
}

/// What the status bar says about saving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SaveView {
    pub(crate) state: SaveState,
    /// Whether the annotations follow the journal by themselves.
    pub(crate) saves_itself: bool,
    /// Whether the article is only read, because somebody else has it.
    pub(crate) is_read_only: bool,
}

/// How far an article's annotations are saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// There is nothing to save.
    #[default]
    NoChanges,
    /// They are being written.
    Saving,
    /// They are in their file; since when, if this window wrote it.
    Saved(Option<SystemTime>),
    /// What was changed is in the journal.
    Kept,
    /// The same, but the journal is where the machine may keep nothing for long.
    KeptForNow,
    /// What was changed is in this window only.
    NotKept,
    /// They are in the journal, and not saved before the person has answered; the key of a few words that say what.
    Waits(&'static str),
    /// They cannot be saved; the key of a few words that say why.
    Failed(&'static str),
}
