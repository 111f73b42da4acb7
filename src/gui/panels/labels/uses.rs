//! How the chosen label looks, and where it is used: in which of the open articles, and by whom.

use eframe::egui::{Align, CornerRadius, Rect, Sense, Stroke as Pen, StrokeKind, Ui, vec2};

use super::editor::{Chosen, Editor, look_of};
use super::state::LabelsView;
use crate::annotation::Label as TagLabel;
use crate::gui::model::{AppAction, LabelsAction};
use crate::gui::text::TextRole;
use crate::gui::theme::{Theme, ThemeName, size};
use crate::gui::widgets::{Label, Row, Shaped, Strip, WidgetStyle, small, strong};
use crate::layout::Stroke;

/// Height of a ground of the sample, in points.
const GROUND: f32 = 56.0;
/// The most articles and people that are listed.
const MOST: usize = 6;
/// How far the ring lies outside of the chosen mark, in points.
const RING: f32 = 3.0;

impl LabelsView {
    pub(super) fn uses(&mut self, ui: &mut Ui, editor: Editor<'_>, acts: &mut Vec<AppAction>) {
        let Chosen::Label(id) = &self.chosen else { return };
        let Some(label) = editor.labels().get(id) else { return };
        let i18n = editor.i18n;
        let look = WidgetStyle::of(ui.ctx());
        ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
        ui.add_space(size::GROUP);
        strong(ui, &i18n.text("labels-sample"));
        sample(ui, editor, label);
        small(ui, &i18n.text("labels-sample-caption"));
        ui.add_space(size::INSIDE);
        strong(ui, &i18n.text("labels-use"));
        let Some(used) = self.used.as_ref() else { return };
        if used.articles.is_empty() {
            ui.add(Label::new(&i18n.text("labels-use-none")).color(look.theme.dim).wrapped());
        } else {
            let total: usize = used.articles.iter().map(|(_, _, count, _)| count).sum();
            let counts = [
                i18n.text_with("labels-use-count", &[("count", total.into())]),
                i18n.text_with("labels-use-articles", &[("count", used.articles.len().into())]),
                i18n.text_with("labels-use-relations", &[("count", used.counted.relations.into())]),
            ];
            ui.add(Label::new(&counts.join(" · ")).wrapped());
            for (tab, name, count, first) in used.articles.iter().take(MOST) {
                let count = i18n.number(*count);
                if ui.add(Row::new(name).count(&count)).clicked() {
                    acts.push(editor.request(LabelsAction::Show(*tab, first.clone())));
                }
            }
            ui.add_space(size::INSIDE);
            strong(ui, &i18n.text("labels-use-people"));
            let nobody = i18n.text("labels-use-nobody");
            for (by, count) in used.people.iter().take(MOST) {
                look.line(ui, size::TARGET, |ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::TARGET), Sense::hover());
                    let mut strip = Strip::new(rect, look);
                    let count = i18n.number(*count);
                    let place = strip.trailing(60.0);
                    let put = |ui: &mut Ui, place: Rect, text: &str, layout| {
                        let builder = eframe::egui::UiBuilder::new().max_rect(place).layout(layout);
                        ui.new_child(builder).add(Label::new(text));
                    };
                    put(ui, place, &count, look.against());
                    put(ui, strip.rest(), if by.is_empty() { &nobody } else { by }, look.along());
                });
            }
        }
        ui.add_space(size::GROUP);
        let one_step = i18n.text_with("labels-one-step", &[("count", editor.together.len().into())]);
        ui.add(Label::new(&one_step).color(look.theme.dim).role(TextRole::Small).wrapped());
    }
}

/// The label's name marked in the three states: undecided, decided, chosen; on light and on dark ground.
fn sample(ui: &mut Ui, editor: Editor<'_>, label: &TagLabel) {
    let look = WidgetStyle::of(ui.ctx());
    // As on a page: in Arabic if it has an Arabic name.
    let text = label.name_in("ar");
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 2.0 * GROUND), Sense::hover());
    let grounds = [ThemeName::Dark, ThemeName::Light].map(Theme::named);
    for (at, theme) in grounds.into_iter().enumerate() {
        let ground = Rect::from_min_size(rect.min + vec2(0.0, GROUND * at as f32), vec2(rect.width(), GROUND));
        let radius = size::RADIUS;
        let corners = if at == 0 {
            CornerRadius { nw: radius, ne: radius, ..CornerRadius::ZERO }
        } else {
            CornerRadius { sw: radius, se: radius, ..CornerRadius::ZERO }
        };
        ui.painter().rect_filled(ground, corners, theme.paper);
        let (colors, stroke) = look_of(theme, label);
        let third = ground.width() / 3.0;
        let mut strip = Strip::new(ground, look);
        for state in 0..3 {
            let cell = strip.leading(third);
            let words = Shaped::elided_middle(ui.ctx(), text, TextRole::Reading, third - 4.0 * size::STEP);
            let place = Rect::from_center_size(cell.center(), vec2(words.size().x, 28.0));
            if state != 1 {
                ui.painter().rect_filled(place, size::HIGHLIGHT_RADIUS, colors.fill);
            }
            line_under(ui, place, (stroke, if state == 1 { 1.5 } else { 2.0 }), colors.line);
            if state == 2 {
                let ring = Pen::new(size::RING, theme.accent);
                ui.painter().rect_stroke(place.expand(RING), size::STEP, ring, StrokeKind::Outside);
            }
            words.paint(ui.painter(), cell, Align::Center, theme.ink);
        }
    }
    ui.painter().rect_stroke(rect, size::RADIUS, Pen::new(size::HAIRLINE, look.theme.line), StrokeKind::Inside);
    let spoken = editor.i18n.text("labels-sample-caption").into_owned();
    response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Image, true, spoken.clone()));
}

fn line_under(ui: &Ui, place: Rect, (stroke, width): (Stroke, f32), color: eframe::egui::Color32) {
    for [left, top, right, bottom] in stroke.pieces([place.left(), place.right()], place.bottom(), width) {
        let under = Rect::from_min_max(eframe::egui::pos2(left, top), eframe::egui::pos2(right, bottom));
        ui.painter().rect_filled(under, 0, color);
    }
}
