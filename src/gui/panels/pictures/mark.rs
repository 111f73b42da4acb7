//! The marks of a picture under the pointer and under the keyboard.

use eframe::egui::{
    CursorIcon, EventFilter, Key, Modifiers, Pos2, Rect, Response, Role, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::look::PicturesLook;
use super::state::PicturesView;
use crate::gui::i18n::without_isolates;
use crate::gui::model::{DrawnPicture, PictureKind};
use crate::gui::widgets::{WidgetStyle, tooltip_at_pointer};
use crate::picture::Mark;

/// Width of the ring round a mark, in points.
const RING: f32 = 2.0;

impl PicturesView {
    /// Shows the mark under the pointer or at the keyboard's place; returns one that was opened.
    pub(super) fn marks<'d>(
        &mut self,
        ui: &Ui,
        look: PicturesLook<'_>,
        (kind, response, place): (PictureKind, &Response, Rect),
        drawn: &'d DrawnPicture,
    ) -> Option<&'d Mark> {
        let style = WidgetStyle::of(ui.ctx());
        let marks = &drawn.list.marks;
        let at = |pos: Pos2| drawn.list.mark_at([pos.x - place.left(), pos.y - place.top()]);
        let hovered = response.hover_pos().and_then(at);
        let here = if response.has_focus() && !marks.is_empty() {
            Some(self.walk(ui, response, kind, marks.len()))
        } else {
            None
        };
        let kept = here.and_then(|here| marks.get(here));
        for mark in hovered.iter().copied().chain(kept) {
            let [left, top, right, bottom] = mark.bounds;
            let ring =
                Rect::from_min_max(pos2(left, top), pos2(right, bottom)).translate(vec2(place.left(), place.top()));
            let stroke = Stroke::new(RING, style.theme.ink);
            if kind == PictureKind::Map {
                let radius = ring.width().max(ring.height()) / 2.0 + RING;
                ui.painter_at(response.rect).circle_stroke(ring.center(), radius, stroke);
                continue;
            }
            let ring = ring.expand(RING).intersect(response.rect);
            ui.painter().rect_stroke(ring, 2.0, stroke, StrokeKind::Inside);
        }
        let title = look.i18n.text(kind.key()).into_owned();
        let said = hovered.or(kept);
        let spoken = said.map_or_else(|| title.clone(), |mark| format!("{title}. {}", without_isolates(&mark.title)));
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
        if let Some(mark) = said {
            self.said = Some(mark.title.clone());
        } else if kind == PictureKind::Map && response.hovered() {
            self.said = Some(look.i18n.text("map-keys").into_owned());
        }
        if let Some(mark) = hovered {
            tooltip_at_pointer(response, &mark.title);
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        let by_key = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if response.clicked() && !by_key { hovered } else { kept.filter(|_| by_key) }
    }

    /// The arrow keys walk through the marks in reading order, on the map, which they move, Page Down and Page Up; returns
    /// the one reached.
    fn walk(&mut self, ui: &Ui, response: &Response, kind: PictureKind, count: usize) -> usize {
        if kind != PictureKind::Map {
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        }
        let is_rtl = WidgetStyle::of(ui.ctx()).is_rtl();
        let (on, back) = if is_rtl { (Key::ArrowLeft, Key::ArrowRight) } else { (Key::ArrowRight, Key::ArrowLeft) };
        let times = |keys: [Key; 2]| {
            keys.iter()
                .map(|key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, *key)))
                .sum::<usize>()
        };
        let (forward, backward) = if kind == PictureKind::Map {
            (times([Key::PageDown, Key::J]), times([Key::PageUp, Key::K]))
        } else {
            (times([on, Key::ArrowDown]), times([back, Key::ArrowUp]))
        };
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let here = self.here.entry(kind).or_default();
        *here = (*here + forward).saturating_sub(backward).min(count - 1);
        if pressed(Key::Home) {
            *here = 0;
        }
        if pressed(Key::End) {
            *here = count - 1;
        }
        *here
    }
}
