//! The end of the process: that which the person wants, and that which the system asks for.

use super::App;

impl App {
    /// Writes what is kept and ends. The system takes back the rest at once: articles of 100 MB, threads that look
    /// for names, and what draws them, which to take down by itself took a second and more.
    pub(super) fn end_process(&mut self) -> ! {
        self.flush_journals();
        self.jobs.finish_writing();
        self.write_settings();
        std::process::exit(0)
    }

    /// Ends in good order when the system wants that: at the end of the person's session, or when somebody says `kill`.
    #[cfg(unix)]
    pub(super) fn watch_signals(&self) {
        use std::thread::{Builder, sleep};
        use std::time::Duration;

        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        use signal_hook::iterator::Signals;

        /// How long the window may take to end by itself. The system waits longer before it ends programs by force.
        const PATIENCE: Duration = Duration::from_millis(1500);

        let (outbox, keeper) = (self.jobs.outbox(), self.keeper());
        let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT]) else { return };
        let watch = move || {
            if signals.forever().next().is_none() {
                return;
            }
            outbox.tell(|app: &mut Self| app.end_for_system());
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

    #[cfg(not(unix))]
    #[allow(clippy::unused_self, reason = "other systems have no signals")]
    pub(super) fn watch_signals(&self) {}
}
