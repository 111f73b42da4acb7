//! The end of the process: that which the person wants, and that which the system asks for.

use std::io::Write as _;
use std::time::Duration;

use super::App;

/// How long the window may take to end by itself. The system waits longer before it ends programs by force.
const PATIENCE: Duration = Duration::from_millis(1500);
/// What is said where there is no window any more to say it in.
const LOST_WINDOW: &str =
    "hawashi: another program has closed the window; what was not saved is kept and comes back with the next start";

impl App {
    /// Saves what must be kept and exits. The system reclaims everything else at once: freeing articles of 100 MB and
    /// stopping detection and graphics one by one took a second and more.
    pub(super) fn end_process(&mut self) -> ! {
        self.flush_journals();
        self.jobs.finish_writing();
        self.write_settings();
        self.release_locks();
        std::process::exit(0)
    }

    /// Ends in good order when the system wants that: at the end of the person's session, or when somebody says `kill`.
    #[cfg(unix)]
    pub(super) fn watch_signals(&self) {
        use std::thread::{Builder, sleep};

        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        use signal_hook::iterator::Signals;

        let (outbox, keeper) = (self.jobs.outbox(), self.keeper());
        let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT]) else { return };
        let watch = move || {
            if signals.forever().next().is_none() {
                return;
            }
            outbox.report(|app: &mut Self| app.end_for_system());
            sleep(PATIENCE);
            // The window does not answer, or is not drawn: what it has handed over is written all the same.
            if let Some(keeper) = keeper {
                keeper.flush(PATIENCE);
            }
            std::process::exit(0);
        };
        // Where there is no thread, signals end the program as they would without it.
        drop(Builder::new().name("signals".to_owned()).spawn(watch));
    }

    /// Keeps what was done when the window itself breaks down. One that another program has taken away is no error of
    /// this one: then it ends without a word of panic.
    pub(super) fn watch_panics(&self) {
        let Some(keeper) = self.keeper() else { return };
        let others = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() == Some("main") {
                keeper.flush(PATIENCE);
                // It takes every error of the display for one of the program.
                let is_display = panic.location().is_some_and(|location| location.file().contains("winit-"));
                if is_display {
                    drop(writeln!(std::io::stderr(), "{LOST_WINDOW}"));
                    std::process::exit(0);
                }
            }
            others(panic);
        }));
    }

    #[cfg(not(unix))]
    #[allow(clippy::unused_self, reason = "other systems have no signals")]
    pub(super) fn watch_signals(&self) {}
}
