//! Who else has an article open, and what the person wants to do then.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::store::lock::SIGN_OF_LIFE;
use crate::store::{Lock, Other};

/// Seconds after which it is looked again whether the other one is gone.
const AGAIN_SECS: f64 = 2.0;

/// What the person does in an article that somebody else has open, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SharedUse {
    /// Only read.
    Read,
    /// Work, too.
    Work,
}

/// What a tab knows about others who have its article open.
#[derive(Debug, Default)]
pub(crate) struct Sharing {
    /// The tab's locks, and the annotation file that they are about.
    lock: Option<(PathBuf, Arc<Mutex<Lock>>)>,
    /// Whether it was looked last for work on the annotation file.
    is_worked_on: bool,
    /// When it is looked next, in seconds of the program's clock; `None` for never.
    look_at_secs: Option<f64>,
    /// Who has it.
    pub(crate) other: Option<Other>,
    /// The person's answer.
    pub(crate) answer: Option<SharedUse>,
}

impl Sharing {
    /// Whether annotations must not be changed.
    pub(crate) fn is_read_only(&self) -> bool {
        self.other.is_some() && self.answer == Some(SharedUse::Read)
    }

    /// When it is to be looked at the locks of an annotation file, in seconds of the program's clock.
    pub(crate) fn due_secs(&self, annotations: &Path, is_worked_on: bool) -> Option<f64> {
        let is_as_before = self.lock.as_ref().is_some_and(|(of, _)| of == annotations);
        if is_as_before && self.is_worked_on >= is_worked_on { self.look_at_secs } else { Some(0.0) }
    }

    /// The locks to look at now, and whether for work on the annotation file.
    pub(crate) fn begin(
        &mut self,
        annotations: PathBuf,
        is_worked_on: bool,
        new: impl FnOnce(&Path) -> Lock,
    ) -> (Arc<Mutex<Lock>>, bool) {
        let known = self.lock.take().filter(|(of, _)| *of == annotations);
        // Who has worked on it may do so again.
        self.is_worked_on = is_worked_on || known.is_some() && self.is_worked_on;
        self.look_at_secs = None;
        let lock = known.map_or_else(|| Arc::new(Mutex::new(new(&annotations))), |(_, lock)| lock);
        self.lock = Some((annotations, Arc::clone(&lock)));
        (lock, self.is_worked_on)
    }

    /// Takes what was seen; returns whether the article that was only read is free now.
    pub(crate) fn take(&mut self, other: Option<Other>, is_beside: bool, now_secs: f64) -> bool {
        let again = if other.is_some() { Some(AGAIN_SECS) } else { is_beside.then_some(SIGN_OF_LIFE.as_secs_f64()) };
        self.look_at_secs = again.map(|secs| now_secs + secs);
        let was_read_only = self.is_read_only();
        self.other = other;
        if self.other.is_none() {
            self.answer = None;
        }
        was_read_only && self.other.is_none()
    }

    /// Gives the locks back.
    pub(crate) fn release(&mut self) {
        if let Some((_, lock)) = self.lock.take() {
            lock.lock().unwrap_or_else(PoisonError::into_inner).release();
        }
    }
}
