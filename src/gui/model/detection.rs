//! The state of detection in an article.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use crate::session::Session;
use crate::text::{BytePos, Span};

/// The state of detection.
#[derive(Clone, Debug, Default)]
pub(crate) enum Detection {
    /// Not started, or cancelled.
    #[default]
    Idle,
    /// In progress.
    Running(Progress),
    /// The results are in the session.
    Done,
}

/// Shared with the thread that does the work.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress {
    percent: Arc<AtomicU8>,
}

impl Progress {
    /// Share done, 0 to 100.
    pub(crate) fn percent(&self) -> u8 {
        self.percent.load(Ordering::Relaxed)
    }

    /// Sets the share done; returns whether its percentage has changed.
    pub(crate) fn set_share(&self, done: usize, all: usize) -> bool {
        let percent = (done * 100 / all.max(1)).min(100) as u8;
        self.percent.swap(percent, Ordering::Relaxed) != percent
    }
}

/// The state of reading the passage in view while the whole article is being read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PassageFirst {
    /// The passage read last.
    pub(crate) read: Option<Span>,
}

impl PassageFirst {
    /// Stops reading passages of this article ahead of time.
    pub(crate) fn given_up(session: Option<&Session>) -> Self {
        let all = session.map(|session| Span { start: BytePos(0), end: session.document().len().into() });
        Self { read: all }
    }
}
