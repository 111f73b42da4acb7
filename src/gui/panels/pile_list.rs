//! The list of annotations that lie on the same letters and are drawn once.

use eframe::egui::{Area, Id, Key, Order, Role, Ui, vec2};

use super::beside::beside;
use super::card::popup_frame;
use crate::annotation::{Annotation, Status};
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{AppAction, Tab};
use crate::gui::reader::{MarkRef, Pile};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Icon, Label, List, Row, WidgetStyle};

/// Width of the list, in points, and its most rows in view.
const WIDTH: f32 = 340.0;
const ROWS: usize = 8;
/// The most letters of a passage or a note in a row.
const MOST_LETTERS: usize = 80;

/// The id of the list.
fn pile_list_id() -> Id {
    Id::unique("pile-list")
}

/// Lists a pile beside its number; the annotation that is chosen is selected.
pub(crate) fn pile_list(
    ui: &Ui,
    i18n: &I18n,
    tab: &Tab,
    pile: &Pile,
    page: eframe::egui::Rect,
    acts: &mut Vec<AppAction>,
) {
    let Some(session) = &tab.session else { return };
    let look = WidgetStyle::of(ui.ctx());
    let is_shown = |a: &&Annotation| a.status != Status::Rejected || session.shows_rejected();
    let here = session.annotations().overlapping(pile.letter).filter(|annotation| annotation.label == pile.label);
    let all: Vec<&Annotation> = here.filter(is_shown).collect();
    let label = session.label(&pile.label);
    let name = label.map_or(pile.label.as_str(), |label| label.name_in(i18n.lang().code()));
    let values = [("count", Value::from(all.len())), ("label", name.into())];
    let title = i18n.text_with("page-pile", &values).into_owned();
    let height = all.len().clamp(1, ROWS) as f32 * size::ROW;
    let wanted = vec2(WIDTH + 2.0 * size::INSIDE, height + size::ROW + 2.0 * size::INSIDE + 4.0);
    let place = beside(pile.number, wanted, page, None);
    let place = place.unwrap_or_else(|| eframe::egui::Rect::from_center_size(page.center(), wanted));
    let selected = match &tab.reader.selected {
        Some(MarkRef::Annotation(id)) => all.iter().position(|annotation| annotation.id == *id),
        _ => None,
    };
    if List::stop(ui.ctx(), pile_list_id()).is_none() {
        List::focus(ui, pile_list_id(), selected.unwrap_or(0));
    }
    let color = look.theme.label(pile.label.as_str(), label.map_or("", |label| label.color.as_str())).line;
    let area = Area::new(pile_list_id().with("area")).order(Order::Foreground).fixed_pos(place.min).constrain_to(page);
    let shown = area.role(Role::Dialog).accessible_name(without_isolates(&title).into_owned()).show(ui.ctx(), |ui| {
        popup_frame(look).inner_margin(size::INSIDE).show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing.y = 0.0;
            look.line(ui, size::ROW, |ui| ui.add(Label::new(&title).role(TextRole::Small).color(look.theme.dim)));
            let list = List::new(pile_list_id(), &title, height).chosen(selected);
            list.show(ui, all.len(), |ui, place| {
                let annotation = all.get(place.number())?;
                let quote = shortened(&annotation.spans.quote(session.document().text()));
                let more = [annotation.note.trim(), annotation.by(), annotation.at()].map(shortened);
                let more: Vec<String> = more.into_iter().filter(|part| !part.is_empty()).collect();
                let second = more.join(" · ");
                let spoken = [quote.as_str(), &second].join(&i18n.text("list-separator"));
                let row = Row::new(&quote).second(&second).swatch(color).name(&spoken);
                let row = row.selected(selected == Some(place.number()));
                let row = match annotation.status {
                    Status::Suggested => row.state(Icon::Dot, look.theme.accent),
                    Status::Accepted => row.state(Icon::Check, look.theme.dim),
                    Status::Rejected => row.state(Icon::Cross, look.theme.dim).faint(true),
                };
                let response = ui.add(row.at(place));
                if response.clicked() {
                    acts.push(AppAction::SelectAnnotation(annotation.id.clone()));
                    acts.push(AppAction::EndPileList);
                }
                Some(response)
            });
        });
    });
    let is_ended = ui.input(|input| {
        let at = input.pointer.interact_pos().filter(|_| input.pointer.any_pressed());
        input.key_pressed(Key::Escape) || at.is_some_and(|at| !shown.response.rect.expand(4.0).contains(at))
    });
    if is_ended {
        acts.push(AppAction::EndPileList);
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(MOST_LETTERS).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
