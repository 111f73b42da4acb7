//! Numbers of marks that lie over each other and are drawn once.

use eframe::egui::{
    Align, Color32, CornerRadius, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::model::{Pile, Reader, ReaderAction, ReaderLook, ReaderOutput};
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::Shaped;

/// Height of a number, and the space beside it on either side, in points.
const HEIGHT: f32 = 17.0;
const INSIDE: f32 = 5.0;
/// The most numbers on the page: more could not be read.
const MOST: usize = 60;

/// A number at the end of a mark's line.
pub(super) struct PileNumber {
    /// What it counts; its rectangle is the mark's first one.
    pub(super) pile: Pile,
    pub(super) count: usize,
    /// The name of their label.
    pub(super) name: String,
    pub(super) color: Color32,
    /// Whether the line ends on the left.
    pub(super) ends_left: bool,
}

impl Reader {
    /// Draws the numbers; a click on one lists what it counts.
    pub(super) fn pile_numbers(
        &mut self,
        ui: &Ui,
        numbers: Vec<PileNumber>,
        look: &ReaderLook<'_>,
        out: &mut ReaderOutput,
    ) {
        self.number_places.clear();
        let page = ui.clip_rect();
        let visible = numbers.into_iter().filter(|number| page.intersects(number.pile.number)).take(MOST);
        for PileNumber { pile, count, name, color, ends_left } in visible {
            let text = Shaped::line(ui.ctx(), &look.i18n.number(count), TextRole::Small);
            let size = vec2(text.size().x + 2.0 * INSIDE, HEIGHT);
            let line = pile.number;
            let left = if ends_left { line.left() } else { (line.right() - size.x).max(line.left()) };
            let mut rect = Rect::from_min_size(pos2(left, line.bottom() - HEIGHT / 2.0), size);
            // Beside those of other labels on the same letters.
            while let Some(taken) = self.number_places.iter().find(|taken| taken.intersects(rect)) {
                let step = if ends_left { taken.right() - rect.left() } else { taken.left() - rect.right() };
                rect = rect.translate(vec2(step + step.signum(), 0.0));
            }
            self.number_places.push(rect);
            let id = ui.scope_id().with(("pile", pile.letter.start.0, &pile.label));
            let response = ui.interact(rect, id, Sense::click());
            let values = [("count", Value::from(count)), ("label", name.into())];
            let name = without_isolates(&look.i18n.text_with("page-pile", &values)).into_owned();
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            let radius = CornerRadius::same((HEIGHT / 2.0) as u8);
            let is_lit = response.hovered() || response.has_focus();
            let width = if is_lit { size::RING } else { size::HAIRLINE };
            ui.painter().rect(rect, radius, look.theme.card, Stroke::new(width, color), StrokeKind::Inside);
            text.paint(ui.painter(), rect, Align::Center, look.theme.ink);
            if response.clicked() {
                out.actions.push(ReaderAction::ListPile(Pile { number: rect, ..pile }));
            }
        }
    }

    /// Whether a number stands at a point of the window.
    pub(super) fn is_on_number(&self, at: Pos2) -> bool {
        self.number_places.iter().any(|place| place.contains(at))
    }
}
