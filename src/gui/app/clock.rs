//! The program's clock, which goes on where nothing is drawn.

use std::time::Instant;

use eframe::egui::Context;

/// The seconds of the frames, and of the time after the last one: a window that is covered or minimised is not drawn, but has
/// to save all the same.
#[derive(Debug)]
pub(super) struct Clock {
    frame_secs: f64,
    since: Instant,
}

impl Default for Clock {
    fn default() -> Self {
        Self { frame_secs: f64::NEG_INFINITY, since: Instant::now() }
    }
}

impl Clock {
    /// Seconds since the start of the program.
    pub(super) fn now(&mut self, ctx: &Context) -> f64 {
        let secs = ctx.input(|input| input.time);
        if secs > self.frame_secs {
            *self = Self { frame_secs: secs, since: Instant::now() };
            return secs;
        }
        self.frame_secs + self.since.elapsed().as_secs_f64()
    }
}
