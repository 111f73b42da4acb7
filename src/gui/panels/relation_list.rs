//! The relations of an article beside its page, and what can be done with the selected one.

use eframe::egui::{Ui, vec2};

use super::card::card_frame;
use super::context::SideView;
use super::keys::letter_text;
use super::menus::menu_of;
use super::relating::annotated_words;
use super::side_lists::list_id;
use crate::annotation::{Relation, Status};
use crate::gui::command::{ContextMenu, UiCommand};
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::model::{AppAction, RelatingAction, SideTab};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, Label, List, Row, WidgetStyle, meter, small, title};
use crate::session::Session;

/// Height reserved for the card at the foot, in points.
const CARD: f32 = 206.0;

/// Draws the list and the card.
pub(super) fn relation_list(ui: &mut Ui, view: &SideView<'_>, acts: &mut Vec<AppAction>) {
    let Some(session) = &view.tab.session else { return };
    let look = WidgetStyle::of(ui.ctx());
    let i18n = view.i18n;
    let mut all: Vec<&Relation> = session.relations().iter().filter(|made| made.status != Status::Rejected).collect();
    if all.is_empty() {
        let key = if session.labels().relation_kinds.is_empty() { "relations-no-kinds" } else { "relations-empty" };
        ui.add(Label::new(&i18n.text(key)).color(look.theme.dim).wrapped());
        return;
    }
    let start = |relation: &Relation| session.annotations().get(&relation.from).map(|from| from.spans.first().start);
    all.sort_by_cached_key(|relation| start(relation));
    let done = all.iter().filter(|relation| relation.status == Status::Accepted).count();
    let values = [("done", Value::from(done)), ("total", Value::from(all.len()))];
    small(ui, &i18n.text_with("status-reviewed", &values));
    meter(ui, vec2(ui.available_width(), 4.0), (done, all.len()), look.theme.dim);
    ui.add_space(size::STEP);
    let chosen = view.tab.reader.relation();
    let at = chosen.and_then(|id| all.iter().position(|relation| relation.id == *id));
    let id = list_id(SideTab::Relations, view.tab.id);
    let foot = if at.is_some() { CARD + size::GROUP } else { 0.0 };
    let height = (ui.available_height() - foot).max(3.0 * size::ROW);
    let name = i18n.text(SideTab::Relations.key());
    ui.spacing_mut().item_spacing.y = 0.0;
    List::new(id, &name, height).chosen(at).show(ui, all.len(), |ui, place| {
        let relation = all.get(place.number())?;
        let row = RowText::of(view, look, session, relation);
        let (icon, color) = match relation.status {
            Status::Suggested => (Icon::Dot, look.theme.accent),
            _ => (Icon::Check, look.theme.dim),
        };
        let shown = Row::new(&row.from).second(&row.rest).swatch(row.color).name(&row.spoken).state(icon, color);
        let response = ui.add(shown.selected(at == Some(place.number())).at(place));
        if response.clicked() {
            acts.push(AppAction::Relating(RelatingAction::Select(relation.id.clone())));
        }
        let is_open = menu_of(&response, view.menus, ContextMenu::Relation, acts);
        if is_open && at != Some(place.number()) {
            acts.push(AppAction::Relating(RelatingAction::Select(relation.id.clone())));
        }
        Some(response)
    });
    if let Some(relation) = at.and_then(|at| all.get(at)) {
        ui.add_space(size::INSIDE);
        card_frame(ui, |ui| card(ui, view, session, relation, acts));
    }
}

struct RowText {
    from: String,
    rest: String,
    spoken: String,
    color: eframe::egui::Color32,
}

impl RowText {
    fn of(view: &SideView<'_>, look: WidgetStyle, session: &Session, relation: &Relation) -> Self {
        let language = view.i18n.lang().code();
        let kind = session.labels().relation_kind(&relation.kind);
        let kind = kind.map_or(relation.kind.as_str(), |kind| kind.name_in(language));
        let (from, to) = (annotated_words(session, &relation.from), annotated_words(session, &relation.to));
        let values =
            [("from", Value::from(from.as_str())), ("kind", Value::from(kind)), ("to", Value::from(to.as_str()))];
        let spoken = without_isolates(&view.i18n.text_with("relation-name", &values)).into_owned();
        let rest = view.i18n.text_with("relation-rest", &values).into_owned();
        let label = session.annotations().get(&relation.from).and_then(|own| session.label(&own.label));
        let theme = look.theme;
        let color = label.map_or(theme.dim, |label| theme.label(label.id.as_str(), &label.color).line);
        Self { from, rest, spoken, color }
    }
}

/// What the kind means, and what can be done.
fn card(ui: &mut Ui, view: &SideView<'_>, session: &Session, relation: &Relation, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let (i18n, language) = (view.i18n, view.i18n.lang().code());
    ui.spacing_mut().item_spacing = vec2(size::STEP, size::STEP);
    let kind = session.labels().relation_kind(&relation.kind);
    look.column(ui, |ui| {
        title(ui, kind.map_or(relation.kind.as_str(), |kind| kind.name_in(language)));
        let means = kind.and_then(|kind| kind.description.get(language)).map_or("", String::as_str);
        if !means.is_empty() {
            ui.add(Label::new(means).role(TextRole::Small).color(look.theme.dim).wrapped());
        }
        let label = |id| {
            let own = session.annotations().get(id).and_then(|own| session.label(&own.label));
            own.map_or_else(String::new, |label| label.name_in(language).to_owned())
        };
        let ends = [("from", Value::from(label(&relation.from))), ("to", Value::from(label(&relation.to)))];
        small(ui, &i18n.text_with("labels-relation-ends", &ends));
        let decide = [("popover-accept", UiCommand::Accept), ("popover-reject", UiCommand::Reject)];
        let decide = decide.into_iter().filter(|_| relation.status == Status::Suggested);
        let change = [("relation-change", UiCommand::LinkEntity), ("relation-turn", UiCommand::TurnRelation)];
        let has_attributes = kind.is_some_and(|kind| !kind.attributes.is_empty());
        let describe = [("popover-attributes", UiCommand::EditAttributes)].into_iter().filter(|_| has_attributes);
        let describe = describe.chain([("relation-note", UiCommand::AddNote)]);
        if !relation.note.is_empty() {
            ui.add(Label::new(&relation.note).color(look.theme.ink).wrapped());
        }
        let delete = [("popover-delete", UiCommand::Delete)];
        for line in [decide.collect::<Vec<_>>(), change.to_vec(), describe.collect(), delete.to_vec()] {
            if line.is_empty() {
                continue;
            }
            look.line(ui, size::TARGET, |ui| {
                for (key, command) in line {
                    let letter = letter_text(ui.ctx(), i18n, command).unwrap_or_default();
                    let text = i18n.text(key);
                    let button = Button::new(&text).quiet();
                    let button = if letter.is_empty() { button } else { button.key(&letter) };
                    if ui.add(button).clicked() {
                        acts.push(AppAction::Command(command));
                    }
                }
            });
        }
    });
}
