//! A bar on standard error that says how far a command has come: only on a terminal, and only once it takes its time.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long a command runs before a bar is drawn.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often it is drawn.
const EACH: Duration = Duration::from_millis(100);
/// Its width, in characters.
const WIDTH: usize = 30;

/// Whether a bar stands in the last line.
static IS_DRAWN: AtomicBool = AtomicBool::new(false);

/// How far something has come.
#[derive(Debug)]
pub(super) struct Progress {
    name: String,
    /// When it is drawn next; `None` where nobody would see it.
    next: Option<Instant>,
}

impl Progress {
    /// Of this file or command.
    pub(super) fn of(name: &str) -> Self {
        let next = io::stderr().is_terminal().then(|| Instant::now() + PATIENCE);
        Self { name: super::escape::escape_controls(name).into_owned(), next }
    }

    /// Draws how much is done, of how much.
    pub(super) fn at(&mut self, done: usize, all: usize) {
        let now = Instant::now();
        if self.next.is_none_or(|next| now < next) || all == 0 {
            return;
        }
        self.next = Some(now + EACH);
        let filled = WIDTH * done.min(all) / all;
        let bar = format!("{}{}", "#".repeat(filled), ".".repeat(WIDTH - filled));
        IS_DRAWN.store(true, Ordering::Relaxed);
        let mut error = io::stderr().lock();
        drop(write!(error, "\r\u{1b}[K[{bar}] {done} of {all}  {}", self.name).and_then(|()| error.flush()));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        clear();
    }
}

/// Takes the bar away, before something else is written.
pub(super) fn clear() {
    if IS_DRAWN.swap(false, Ordering::Relaxed) {
        drop(write!(io::stderr().lock(), "\r\u{1b}[K"));
    }
}
