//! Whether the pointer was moved by hand since the keyboard was last used, and presses that follow each other.
//!
//! Cards and tooltips open only for such a pointer. If the system merely reports a position (when a window opens or
//! moves under the pointer), or if the pointer rests while somebody types, nothing opens.

use eframe::egui::{Context, Event, Id, PointerState, Pos2, Response};

/// Seconds after a movement of the window in which movements of the pointer cannot be distinguished from it.
const SETTLING_SECS: f64 = 0.3;

#[derive(Clone, Copy, Debug, Default)]
struct Pointer {
    /// Its last reported position, in points of the window.
    at: Option<Pos2>,
    /// The window's position then, in points of the screen, and the time of its last movement, in seconds of the
    /// program's clock.
    window: Option<Pos2>,
    window_moved_secs: Option<f64>,
    has_moved: bool,
    is_meant: bool,
    /// The pass in which this was recorded.
    pass: Option<u64>,
}

fn id() -> Id {
    Id::unique("hawashi-pointer")
}

/// Processes the frame's events; done by the first caller in each frame.
fn observed(ctx: &Context) -> Pointer {
    let mut pointer: Pointer = ctx.data(|data| data.get_temp(id())).unwrap_or_default();
    let pass = Some(ctx.cumulative_pass_nr());
    if std::mem::replace(&mut pointer.pass, pass) == pass {
        return pointer;
    }
    ctx.input(|input| {
        let is_typed = |event: &Event| {
            matches!(event, Event::Key { pressed: true, .. } | Event::Text(_) | Event::Paste(_) | Event::Ime(_))
        };
        // All events of the frame: those of commands have been removed from the others.
        let events = &input.raw.events;
        let window = input.viewport().inner_rect.map(|rect| rect.min);
        let was = std::mem::replace(&mut pointer.window, window);
        if was.is_some() && was != window {
            pointer.window_moved_secs = Some(input.time);
            pointer.is_meant = false;
        }
        let is_settled = pointer.window_moved_secs.is_none_or(|moved| input.time - moved > SETTLING_SECS);
        let at = input.pointer.latest_pos();
        let before = std::mem::replace(&mut pointer.at, at);
        // The first position is only where the system has found it.
        pointer.has_moved = is_settled
            && before.is_some_and(|before| at.is_some_and(|at| at != before))
            && events.iter().any(|event| matches!(event, Event::PointerMoved(_)));
        pointer.is_meant = !events.iter().any(is_typed) && at.is_some() && (pointer.has_moved || pointer.is_meant);
    });
    ctx.data_mut(|data| data.insert_temp(id(), pointer));
    pointer
}

/// Follows the pointer in a frame in which nothing may query it.
pub(crate) fn observe(ctx: &Context) {
    observed(ctx);
}

/// Whether the pointer was moved by hand, so that cards and tooltips may open.
pub(crate) fn is_meant(ctx: &Context) -> bool {
    observed(ctx).is_meant
}

/// Whether it was moved by hand in this frame.
pub(crate) fn has_moved(ctx: &Context) -> bool {
    observed(ctx).has_moved
}

/// Whether a row or a button is being dragged away: it was pressed, and the pointer has moved farther than in a click.
pub(crate) fn drags(response: &Response) -> bool {
    let drags = |pointer: &PointerState| pointer.primary_down() && pointer.is_decidedly_dragging();
    let origin = response.ctx.input(|input| input.pointer.press_origin().filter(|_| drags(&input.pointer)));
    origin.is_some_and(|origin| {
        response.interact_rect.contains(origin) && response.ctx.layer_id_at(origin) == Some(response.layer_id)
    })
}

/// Seconds within which presses in the same place are a double or triple click.
const CLICK_SECS: f64 = 0.4;
/// The greatest distance between such presses, in points.
const CLICK_REACH: f32 = 5.0;

/// Consecutive presses of the button in the same place.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Presses {
    /// Their number; 0 before the first one.
    pub(crate) count: u32,
    secs: f64,
    at: Pos2,
}

impl Presses {
    /// Counts a press, up to `most`; the next one begins again at 1.
    pub(crate) fn add(&mut self, at: Pos2, secs: f64, most: u32) {
        let is_again = secs - self.secs < CLICK_SECS && self.at.distance(at) < CLICK_REACH;
        *self = Self { count: if is_again { self.count % most + 1 } else { 1 }, secs, at };
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{Key, Modifiers, RawInput, Rect, ViewportId, pos2, vec2};

    use super::*;

    /// The result after each of these frames, given by their events and the window's position.
    fn meant(frames: &[(Vec<Event>, Pos2)]) -> Vec<bool> {
        let ctx = Context::default();
        let said = frames.iter().enumerate().map(|(number, (events, window))| {
            let mut input = RawInput { events: events.clone(), time: Some(number as f64), ..RawInput::default() };
            let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
            viewport.inner_rect = Some(Rect::from_min_size(*window, vec2(800.0, 600.0)));
            let mut said = false;
            let mut output = ctx.run_ui(input, |ui| said = is_meant(ui.ctx()));
            output.textures_delta.clear();
            said
        });
        said.collect()
    }

    #[test]
    fn only_a_hand_that_moves_it_means_something() {
        let moved = |x: f32| vec![Event::PointerMoved(pos2(x, 100.0))];
        let key = || {
            let (key, modifiers) = (Key::A, Modifiers::NONE);
            vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]
        };
        let here = pos2(10.0, 10.0);
        let frames = |events: Vec<Vec<Event>>| events.into_iter().map(|events| (events, here)).collect::<Vec<_>>();
        assert_eq!(meant(&frames(vec![moved(5.0), vec![], moved(5.0)])), [false, false, false], "it was found there");
        assert_eq!(meant(&frames(vec![moved(5.0), moved(9.0), vec![]])), [false, true, true]);
        assert_eq!(meant(&frames(vec![moved(5.0), moved(9.0), key(), vec![]])), [false, true, false, false]);
        assert_eq!(meant(&frames(vec![moved(5.0), moved(9.0), key(), moved(7.0)])), [false, true, false, true]);
        let gone = vec![Event::PointerGone];
        assert_eq!(meant(&frames(vec![moved(5.0), gone, moved(9.0), moved(8.0)])), [false, false, false, true]);
        // The window moves under it.
        let there = pos2(300.0, 10.0);
        assert_eq!(meant(&[(moved(500.0), here), (moved(210.0), there), (vec![], there)]), [false; 3]);
    }
}
