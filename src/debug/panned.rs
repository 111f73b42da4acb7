//! The frames of a folder's map while it is dragged.

use std::time::{Duration, Instant};

use eframe::egui::{Event, Modifiers, PointerButton, pos2, vec2};
use serde::Serialize;

use super::window::{FRAME_MS, PATIENCE, WINDOW, Window, at};
use crate::gui::model::{AppAction, SeeingAction, SeenView};

/// The measurements of a folder's map. Times in milliseconds.
#[derive(Clone, Debug, Serialize)]
pub struct MapFigures {
    /// Places on it.
    pub places: usize,
    /// From asking for it until it is drawn with all that the articles name.
    pub drawn_ms: f64,
    /// Median frame while it is dragged at 60 Hz.
    pub p50_ms: f64,
    /// 99 of 100 of these are at most as long.
    pub p99_ms: f64,
    /// Longest of these.
    pub max_ms: f64,
    /// How often it was drawn anew meanwhile.
    pub redrawn: usize,
}

impl Window {
    /// Shows the map of the folder in front and drags it; then shows the list again.
    pub(super) fn pan_map(&mut self, frames: usize) -> MapFigures {
        let began = Instant::now();
        let see = |window: &mut Self, view| {
            let Some(front) = window.app.front else { return };
            window.app.perform(&window.ctx.clone(), AppAction::Seeing(front, SeeingAction::View(view)));
        };
        see(self, SeenView::Map);
        for _ in 0..3 {
            self.frame(Vec::new());
        }
        while self.app.is_busy() && began.elapsed() < PATIENCE {
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(2));
        }
        let drawn_ms = began.elapsed().as_secs_f64() * 1e3;
        let drawn = |window: &Self| window.app.pictures.values().find_map(|pictures| pictures.map().cloned());
        let places =
            drawn(self).and_then(|drawn| drawn.map.as_ref().map(|map| map.places().places.len())).unwrap_or_default();
        let middle = pos2(WINDOW[0] / 3.0, WINDOW[1] / 2.0);
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![Event::PointerMoved(middle), button(middle, true)]);
        let (mut last, mut redrawn) = (drawn(self), 0);
        let mut times = Vec::with_capacity(frames);
        for n in 0..frames {
            let turn = n as f32 * 0.05;
            let took = self.frame(vec![Event::PointerMoved(middle + vec2(180.0 * turn.sin(), 90.0 * turn.cos()))]);
            times.push(took);
            let now = drawn(self);
            redrawn += usize::from(
                now.as_ref().zip(last.as_ref()).is_some_and(|(now, last)| !std::sync::Arc::ptr_eq(now, last)),
            );
            last = now;
            std::thread::sleep(Duration::from_secs_f64((FRAME_MS - took).max(0.0) / 1e3));
        }
        self.frame(vec![button(middle, false)]);
        see(self, SeenView::Own);
        times.sort_by(f64::total_cmp);
        let max_ms = times.last().copied().unwrap_or_default();
        MapFigures { places, drawn_ms, p50_ms: at(&times, 0.50), p99_ms: at(&times, 0.99), max_ms, redrawn }
    }
}
