//! How long a page may take.

use std::time::Duration;

/// The end of a time of the processor: on a busy machine an honest page takes long, too, and what is read of it must not
/// depend on that.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline(Duration);

impl Deadline {
    /// So long from now on, of this thread.
    pub(super) fn after(time: Duration) -> Self {
        Self(used() + time)
    }

    pub(super) fn is_over(self) -> bool {
        used() > self.0
    }
}

/// What this thread has used so far.
#[cfg(unix)]
fn used() -> Duration {
    use rustix::time::{ClockId, clock_gettime};

    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

#[cfg(not(unix))]
fn used() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}
