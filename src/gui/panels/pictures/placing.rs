//! Above the map while it waits for a place: what to do, and a field for coordinates.

use eframe::egui::{Id, Rect, Role, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use super::look::{PicturesLook, push};
use super::state::PicturesView;
use crate::gui::i18n::Value;
use crate::gui::model::{AppAction, PictureAction, Pictures, ToPlace};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Label, TextField, WidgetStyle};
use crate::picture::Language;
use crate::text::coordinates::coordinates;

/// Width of what stands above the map, and of the field, in points.
const WIDTH: f32 = 420.0;
const FIELD: f32 = 220.0;

/// The map waits for this place.
pub(super) fn begin(id: &str, name: &str) -> PictureAction {
    PictureAction::Placing(Some(ToPlace { id: id.to_owned(), name: name.to_owned() }))
}

impl PicturesView {
    /// Shows it in front of the map, as long as that waits.
    pub(super) fn placing(
        &mut self,
        ui: &mut Ui,
        look: PicturesLook<'_>,
        map: Rect,
        pictures: &Pictures,
        acts: &mut Vec<AppAction>,
    ) {
        let Some(place) = &pictures.placing else {
            self.placed_for = None;
            return;
        };
        if self.placed_for.as_deref() != Some(&place.id) {
            self.placed_for = Some(place.id.clone());
            self.coordinates.set_text("");
            self.coordinates.focus();
            self.is_wrong = false;
        }
        let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
        let theme = style.theme;
        let width = WIDTH.min(map.width() - 100.0).max(200.0);
        let sentence = i18n.text_with("map-placing", &[("name", Value::from(Language::isolated(&place.name)))]);
        let wrong = i18n.text("map-coordinates-wrong");
        let lines = |text: &str, role| {
            crate::gui::widgets::Shaped::wrapped(ui.ctx(), text, role, width - 24.0).size().y + size::STEP
        };
        let mut height = lines(&sentence, TextRole::Body) + size::ROW + 24.0;
        if self.is_wrong {
            height += lines(&wrong, TextRole::Small);
        }
        let card = Rect::from_center_size(map.center(), vec2(width, height)).with_min_y(map.top() + 12.0);
        let card = Rect::from_min_size(card.min, vec2(width, height));
        ui.painter().rect(card, 9, theme.card, Stroke::new(size::HAIRLINE, theme.line), StrokeKind::Outside);
        let builder = UiBuilder::new()
            .max_rect(card.shrink(12.0))
            .accessibility_role(Role::Group)
            .accessibility_label(sentence.to_string());
        let mut column = ui.new_child(builder);
        style.column(&mut column, |ui| {
            ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
            ui.add(Label::new(&sentence).wrapped());
            style.line(ui, size::ROW, |ui| {
                let (name, hint) = (i18n.text("map-coordinates"), i18n.text("map-coordinates-hint"));
                let field = TextField::new(&mut self.coordinates, &name).placeholder(&hint).width(FIELD);
                let shown = field.id(Id::unique(("map-coordinates", look.id.0))).wrong(self.is_wrong).show(ui);
                let keep = i18n.text("map-place");
                let is_kept = ui.add(Button::new(&keep).primary()).clicked() || shown.submitted;
                if is_kept {
                    match coordinates(self.coordinates.text()) {
                        Some(at) => push(acts, look.id, PictureAction::Place(place.clone(), at)),
                        None => self.is_wrong = true,
                    }
                } else if shown.changed {
                    self.is_wrong = false;
                }
                let cancel = i18n.text("dialog-cancel");
                if ui.add(Button::new(&cancel).quiet()).clicked() || shown.cancelled {
                    self.wants_focus = true;
                    push(acts, look.id, PictureAction::Placing(None));
                }
            });
            if self.is_wrong {
                ui.add(Label::new(&wrong).role(TextRole::Small).color(theme.warning.line).wrapped());
            }
        });
    }
}
