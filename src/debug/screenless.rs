//! Frames of the window without a screen.

use eframe::egui::{self, Event, RawInput, Rect, pos2, vec2};

use crate::gui::App;

/// One repaint up to and including tessellation, in a window of this size in points, at a time of the program's clock.
pub(super) fn repaint(ctx: &egui::Context, app: &mut App, size: [f32; 2], now_secs: f64, events: Vec<Event>) {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(size[0], size[1]))),
        time: Some(now_secs),
        focused: true,
        events,
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| app.frame(ui));
    drop(ctx.tessellate(output.shapes, output.pixels_per_point));
    // There is no graphics card to receive them.
    output.textures_delta.clear();
}

/// Numbers by chance: those of a seed are always the same ones.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next one below a limit.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit.max(1) as u64) as usize
    }
}
