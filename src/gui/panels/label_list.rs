//! The list of all labels, searched by any part of a name in either language, with what the chosen one is for.

use std::sync::Arc;

use eframe::egui::{Area, Color32, Id, Key, Order, Rect, Role, Sense, Ui, UiBuilder, Vec2, vec2};

use super::beside::{beside_or_at_foot, is_pressed_outside, most_height};
use super::card::popup_frame;
use super::dialogs::label_named;
use super::tag_bar::key_text;
use crate::annotation::{Label as TagLabel, LabelId, LabelSet};
use crate::gui::i18n::{I18n, Lang};
use crate::gui::model::AppAction;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{FieldState, Icon, List, Passage, Row, TextField, WidgetStyle};
use crate::text::fold::fold_phrase;

/// Width of the list, and its most and fewest rows.
const LIST: f32 = 300.0;
const ROWS: usize = 8;
const LEAST_ROWS: usize = 2;
/// Height of a line of a description, in points.
const SMALL_LINE: f32 = 20.0;

/// The id of the field for a label's name.
pub(crate) fn label_field_id() -> Id {
    Id::unique("label-field")
}

/// The searchable list of all labels, in place of the bar.
#[expect(clippy::too_many_arguments, reason = "what is listed, for which words, and where")]
pub(crate) fn label_list(
    ui: &Ui,
    i18n: &I18n,
    labels: &LabelSet,
    recent: &[LabelId],
    field: &mut FieldState,
    words: Rect,
    page: Rect,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let Found { numbers, is_new, .. } = found_labels(ui, labels, recent, folded(field.text()));
    let found = |number: usize| labels.iter().nth(*numbers.get(number)?);
    // A name without a label creates a new one.
    let typed = field.text().trim().to_owned();
    let count = numbers.len() + usize::from(is_new);
    let has_description = labels.iter().any(|label| !label.description.is_empty());
    let foot_height = if has_description { 2.0 * SMALL_LINE + size::STEP } else { 0.0 };
    let around = size::ROW + size::STEP + 2.0 * size::INSIDE + 4.0 + foot_height;
    let fitting = ((most_height(words, page) - around) / size::ROW).max(0.0) as usize;
    let rows = count.clamp(1, ROWS).min(fitting.max(LEAST_ROWS));
    let wanted = Vec2::new(LIST + 2.0 * size::INSIDE, rows as f32 * size::ROW + around);
    let rect = beside_or_at_foot(words, wanted, page);
    let name = i18n.text("label-find").into_owned();
    let choose = |id: &LabelId, acts: &mut Vec<AppAction>| {
        acts.push(AppAction::Tag(id.clone()));
        acts.push(AppAction::EndFindingLabel);
    };
    let create = |acts: &mut Vec<AppAction>| {
        acts.push(AppAction::AddLabel(label_named(labels, &typed, None, None)));
        acts.push(AppAction::EndFindingLabel);
    };
    let area = Area::new(Id::unique("label-list")).order(Order::Foreground).fixed_pos(rect.min).constrain(false);
    let shown = area.role(Role::Dialog).accessible_name(name.clone()).show(ui.ctx(), |ui| {
        popup_frame(look).inner_margin(size::INSIDE).show(ui, |ui| {
            ui.set_width(LIST);
            ui.set_min_height(wanted.y - 2.0 * size::INSIDE);
            ui.spacing_mut().item_spacing.y = size::STEP;
            let list = Id::unique("labels-found");
            let shown = TextField::new(field, &name).placeholder(&name).icon(Icon::Find).id(label_field_id());
            let shown = shown.above(list).show(ui);
            if shown.changed {
                List::begin_again(ui, list);
            }
            if shown.submitted {
                match found(0) {
                    Some(first) => choose(&first.id, acts),
                    None if is_new => create(acts),
                    None => {}
                }
            }
            if shown.cancelled || ui.input(|input| input.key_pressed(Key::Escape)) {
                acts.push(AppAction::EndFindingLabel);
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            List::new(list, &name, rows as f32 * size::ROW).below(label_field_id()).show(ui, count, |ui, place| {
                let Some(label) = found(place.number()) else {
                    let text = i18n.text_with("label-create", &[("name", typed.as_str().into())]);
                    let response = ui.add(Row::new(&text).icon(Icon::Plus).at(place));
                    if response.clicked() {
                        create(acts);
                    }
                    return Some(response);
                };
                let (first, second) = both_names(label, i18n.lang());
                let key = label.key.map(|key| key_text(i18n, key)).unwrap_or_default();
                let color: Color32 = look.theme.label(label.id.as_str(), &label.color).line;
                let row = Row::new(first).second(second).swatch(color).count(&key).at(place);
                let response = ui.add(row);
                if response.clicked() {
                    choose(&label.id, acts);
                }
                Some(response)
            });
            if has_description {
                let stop = List::stop(ui.ctx(), list);
                let active = (0..count).find(|number| stop == Some(List::row(list, *number)));
                let text = active.and_then(found).map_or("", |label| label.description_in(i18n.lang().code()));
                let (rect, _) = ui.allocate_exact_size(vec2(LIST, foot_height), Sense::hover());
                let mut place = ui.new_child(UiBuilder::new().max_rect(rect.with_min_y(rect.top() + size::STEP)));
                look.column(&mut place, |ui| {
                    let passage = Passage::new(ui.ctx(), text, TextRole::Small, LIST);
                    passage.show(ui, 2, text);
                });
            }
        });
    });
    if is_pressed_outside(ui, shown.response.rect) {
        acts.push(AppAction::EndFindingLabel);
    }
}

/// The labels that a query finds.
#[derive(Clone, Default)]
struct Found {
    query: String,
    /// Of how many labels.
    of: usize,
    numbers: Arc<Vec<usize>>,
    /// Whether no label has exactly this name.
    is_new: bool,
}

/// What is found, kept until something else is looked for: there may be very many labels.
///
/// Names that begin with what was typed come first, and of these the labels that were used last.
fn found_labels(ui: &Ui, labels: &LabelSet, recent: &[LabelId], query: String) -> Found {
    let id = Id::unique("label-list-found");
    let former: Found = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if former.query == query && former.of == labels.len() && !query.is_empty() {
        return former;
    }
    let (mut numbers, mut is_new) = (Vec::new(), !query.is_empty());
    let place = |label: &TagLabel| recent.iter().position(|id| *id == label.id).unwrap_or(usize::MAX);
    for (number, label) in labels.iter().enumerate() {
        let names = if query.is_empty() { Vec::new() } else { label.name.values().map(|name| folded(name)).collect() };
        is_new &= !names.contains(&query);
        if labels.hidden().contains(&label.id) {
            continue;
        }
        if query.is_empty() {
            numbers.push((0, place(label), number));
        } else if let Some(fit) = names.iter().filter_map(|name| name.find(&query).map(|at| at.min(1))).min() {
            numbers.push((fit, place(label), number));
        }
    }
    numbers.sort_unstable();
    let numbers = numbers.into_iter().map(|(_, _, number)| number).collect();
    let found = Found { query, of: labels.len(), numbers: Arc::new(numbers), is_new };
    ui.data_mut(|data| data.insert_temp(id, found.clone()));
    found
}

/// A name in the form used for comparison, regardless of spelling.
fn folded(name: &str) -> String {
    fold_phrase(&name.to_lowercase())
}

/// A label's name in the interface's language, and in the other one if different.
fn both_names(label: &TagLabel, lang: Lang) -> (&str, &str) {
    let (first, second) = (label.name_in(lang.code()), label.name_in(lang.other().code()));
    (first, if second == first { "" } else { second })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_found_by_any_part_of_its_name() {
        for (name, query) in [("مصراتة", "مصراته"), ("Armed Group", "group"), ("مُسلَّح", "مسلح")]
        {
            assert!(folded(name).contains(&folded(query)), "{query}");
        }
    }
}
