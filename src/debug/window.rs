//! The window without a screen, whose frames are measured.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use eframe::egui::{self, Event, Key, Modifiers};
use tempfile::TempDir;

use super::screenless::{Chance, repaint};
use crate::document::Encoding;
use crate::gui::App;
use crate::session::Session;

/// Size of the window in points, which are pixels here.
pub(super) const WINDOW: [f32; 2] = [1360.0, 860.0];
/// Duration of a frame at 60 Hz, in milliseconds.
pub(super) const FRAME_MS: f64 = 1e3 / 60.0;
/// Longest wait for a file or for detection.
pub(super) const PATIENCE: Duration = Duration::from_mins(10);

pub(super) struct Window {
    pub(super) ctx: egui::Context,
    pub(super) app: App,
    /// Its journals must not be restored by the next window.
    _journals: Option<TempDir>,
    pub(super) time_secs: f64,
    pub(super) chance: Chance,
    pub(super) width: f32,
}

impl Window {
    pub(super) fn new(path: PathBuf, encoding: Option<Encoding>, has_journal: bool) -> Self {
        let ctx = egui::Context::default();
        let journals = tempfile::tempdir().ok().filter(|_| has_journal);
        let folders = journals.iter().map(|folder| folder.path().to_owned()).collect();
        let app = App::new(&ctx, vec![path], encoding, None).alone();
        let app = if has_journal { app.keeping_journals(folders) } else { app };
        Self { ctx, app, _journals: journals, time_secs: 0.0, chance: Chance::new(7), width: WINDOW[0] }
    }

    pub(super) fn session(&self) -> Option<&Session> {
        self.app.tab().and_then(|tab| tab.session.as_ref())
    }

    /// One repaint; returns its time in milliseconds.
    pub(super) fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time_secs += 1.0 / 60.0;
        let began = Instant::now();
        repaint(&self.ctx, &mut self.app, [self.width, WINDOW[1]], self.time_secs, events);
        began.elapsed().as_secs_f64() * 1e3
    }
}

/// The percentile of sorted times.
pub(super) fn at(times: &[f64], share: f64) -> f64 {
    times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

pub(super) fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "the process's own figures, no file of the person's")]
fn status_mib(of: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(of));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}

#[cfg(not(target_os = "linux"))]
fn status_mib(_: &str) -> f64 {
    0.0
}

pub(super) fn peak_rss_mib() -> f64 {
    status_mib("VmHWM:")
}

pub(super) fn rss_mib() -> f64 {
    status_mib("VmRSS:")
}
