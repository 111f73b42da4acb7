//! The question which of several suggestions are accepted or rejected, at the foot of the page: how far it reaches, and
//! what differs, before anything is done.

use eframe::egui::{self, Area, Id, Key, Order, Rect, Role, Stroke, Ui, UiBuilder, vec2};

use super::context::Names;
use super::entity::local_name;
use crate::annotation::Status;
use crate::gui::i18n::Value;
use crate::gui::model::{AppAction, Measure, OnlyAlike, Several, SeveralAction, Tab, surroundings};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Label, Row, Segments, Slider, WidgetStyle, small};
use crate::session::{Difference, Reach, Reached, Session};

/// The most of those that differ that are listed.
const MOST_LISTED: usize = 4;
/// The least confidences that can be chosen.
const LEAST: std::ops::RangeInclusive<f32> = 0.3..=0.99;

/// Draws the question at the foot of the page; returns its height, in points.
pub(crate) fn several_bar(ui: &Ui, names: Names<'_>, tab: &Tab, page: Rect, acts: &mut Vec<AppAction>) -> Option<f32> {
    let (session, several) = (tab.session.as_ref()?, tab.several.as_ref()?);
    let look = WidgetStyle::of(ui.ctx());
    let reach = several.reach.as_ref().map(|(_, _, reach)| reach);
    let differing = reach.map_or(0, |reach| reach.differing().count());
    let has_slider = several.measure == Measure::Sure;
    let rows = differing.min(MOST_LISTED) as f32;
    let lines = 3.0 + f32::from(has_slider) + rows;
    let height = lines * (size::ROW + size::STEP) + 2.0 * size::INSIDE;
    let rect = page.with_min_y(page.bottom() - height);
    let area = Area::new(Id::unique("several")).order(Order::Foreground).fixed_pos(rect.min).constrain(false);
    let name = names.i18n.text("several-title").into_owned();
    area.role(Role::Group).accessible_name(name).show(ui.ctx(), |ui| {
        ui.allocate_rect(rect, egui::Sense::hover());
        ui.painter().rect_filled(rect, 0, look.theme.card);
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(size::HAIRLINE, look.theme.accent));
        let inner = rect.shrink2(vec2(size::GROUP, size::INSIDE));
        let mut column = ui.new_child(UiBuilder::new().max_rect(inner));
        column.spacing_mut().item_spacing.y = size::STEP;
        question(&mut column, names, session, several, reach, differing, acts);
    });
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        acts.push(AppAction::Several(SeveralAction::Close));
    }
    Some(height)
}

fn question(
    ui: &mut Ui,
    names: Names<'_>,
    session: &Session,
    several: &Several,
    reach: Option<&Reach>,
    differing: usize,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let i18n = names.i18n;
    let mut act = |act: SeveralAction| acts.push(AppAction::Several(act));
    let offered: Vec<Measure> = Measure::ALL.into_iter().filter(|measure| several.offers(*measure)).collect();
    let texts: Vec<String> = offered.iter().map(|measure| i18n.text(measure.key()).into_owned()).collect();
    let parts: Vec<(&str, &str)> = texts.iter().map(|text| (text.as_str(), "")).collect();
    let chosen = offered.iter().position(|measure| *measure == several.measure).unwrap_or(0);
    look.line(ui, size::ROW, |ui| {
        if let Some(clicked) = Segments::new(&parts, chosen).show(ui) {
            act(SeveralAction::Measure(offered[clicked]));
        }
    });
    if several.measure == Measure::Sure {
        let percent = [("percent", Value::from((several.least * 100.0).round() as usize))];
        let text = i18n.text_with("threshold-from", &percent).into_owned();
        if let Some(least) = Slider::new(&i18n.text("several-least"), several.least, &text, LEAST, 0.01).show(ui) {
            act(SeveralAction::Least(least));
        }
    }
    let count = reach.map_or(0, |reach| reach.all.len());
    let told = match reach {
        None => i18n.text("find-searching").into_owned(),
        Some(_) => {
            let values = [("count", Value::from(count)), ("differ", Value::from(differing))];
            i18n.text_with("several-reach", &values).into_owned()
        }
    };
    look.line(ui, size::ROW, |ui| ui.add(Label::new(&told).role(TextRole::Strong)));
    for reached in reach.into_iter().flat_map(Reach::differing).take(MOST_LISTED) {
        if differing_row(ui, names, session, reached) {
            act(SeveralAction::Show(reached.span, reached.label.clone()));
        }
    }
    let with_count = |key: &str, count: usize| i18n.text_with(key, &[("count", Value::from(count))]).into_owned();
    let mut buttons = vec![(with_count("several-accept", count), Status::Accepted, OnlyAlike::No)];
    if differing > 0 {
        buttons.push((with_count("several-accept-alike", count - differing), Status::Accepted, OnlyAlike::Yes));
    }
    buttons.push((with_count("several-reject", count), Status::Rejected, OnlyAlike::No));
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        for (at, (text, status, only_alike)) in buttons.iter().enumerate() {
            let button = Button::new(text);
            let response = ui.add_enabled(count > 0, if at == 0 { button.primary() } else { button });
            if at == 0 && several.is_new && reach.is_some() {
                response.request_focus();
                act(SeveralAction::Shown);
            }
            if response.clicked() {
                act(SeveralAction::Decide(*status, *only_alike));
            }
        }
        if ui.add(Button::new(&i18n.text("several-cancel")).quiet()).clicked() {
            act(SeveralAction::Close);
        }
        if count == 0 && reach.is_some() {
            small(ui, &i18n.text("several-none"));
        }
    });
}

/// One that differs: how, and its words in their surroundings. Returns whether it was clicked.
pub(super) fn differing_row(ui: &mut Ui, names: Names<'_>, session: &Session, reached: &Reached) -> bool {
    let apart = apart(names, session, reached);
    let words = surroundings(session.document().text(), reached.span);
    ui.add(Row::new(&apart).sample(&words)).clicked()
}

/// What sets it apart from most.
fn apart(names: Names<'_>, session: &Session, reached: &Reached) -> String {
    match reached.difference {
        Some(Difference::Label) => {
            let label = session.label(&reached.label);
            label.map_or(reached.label.as_str(), |label| label.name_in(names.i18n.lang().code())).to_owned()
        }
        Some(Difference::Entity) => {
            let known = reached.entity.as_deref().and_then(|id| names.lexicon.by_id(id));
            known.map_or_else(|| names.i18n.text("several-unknown").into_owned(), |id| local_name(names, id))
        }
        Some(Difference::Confidence) | None => {
            let percent = (reached.confidence.unwrap_or(0.0) * 100.0).round() as usize;
            names.i18n.text_with("several-percent", &[("percent", Value::from(percent))]).into_owned()
        }
    }
}
