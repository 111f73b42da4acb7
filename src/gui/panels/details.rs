//! The card on which the attributes of a mark are set, beside its words.

use eframe::egui::{Area, AreaState, Id, Key, Modifiers, Order, Popup, Rect, Role, Ui, vec2};

use super::attribute_rows::AttributeRows;
use super::beside::{FROM_EDGE, beside_or_at_foot, in_margin, is_pressed_outside};
use super::card::popup_frame;
use crate::annotation::{AttributeKind, Attributes};
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{AppAction, Details, DetailsAction};
use crate::gui::reader::MarkRef;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, WidgetStyle, scroll_column, strong};
use crate::session::Session;

/// Width of the card, its least width in the margin, and its height before it was measured, in points.
const WIDTH: f32 = 340.0;
const IN_MARGIN: f32 = 212.0;
/// Space inside it, in points.
const INSIDE: f32 = 12.0;
const HEIGHT: f32 = 240.0;
/// The most height of its rows before they scroll, in points.
const MOST: f32 = 360.0;
/// Height of its title and of what closes it, with the space around them, in points.
const AROUND: f32 = 104.0;

/// Shows the attributes of a mark in the margin at the height of its words (points), or beside them.
pub(crate) fn details_card(
    ui: &Ui,
    i18n: &I18n,
    session: &Session,
    details: &mut Details,
    words: Rect,
    (page, margin): (Rect, Rect),
    acts: &mut Vec<AppAction>,
) {
    let Some(label) = details.on.label(session).and_then(|id| session.labels().get(&id)) else {
        acts.push(AppAction::Details(DetailsAction::Close));
        return;
    };
    let suggested = AttributeKind::defaults(&label.attributes);
    let values: &Attributes = match &details.on {
        MarkRef::Annotation(id) => session.annotations().get(id).map_or(&suggested, |own| &own.attributes),
        MarkRef::Suggestion { .. } => &suggested,
    };
    let look = WidgetStyle::of(ui.ctx());
    let id = Id::unique("details");
    let height = AreaState::load(ui.ctx(), id).and_then(|state| state.size).map_or(HEIGHT, |size| size.y);
    let room = margin.width() - 2.0 * (FROM_EDGE + INSIDE);
    let is_in_margin = room >= IN_MARGIN - 2.0 * INSIDE;
    let width = if is_in_margin { room.min(WIDTH) } else { WIDTH };
    let wanted = vec2(width + 2.0 * INSIDE, height);
    let at = if is_in_margin {
        in_margin(margin, page, words.top(), height)
    } else {
        beside_or_at_foot(words, wanted, page).min
    };
    let is_covered = Popup::is_any_open(ui.ctx());
    let was_covered = std::mem::replace(&mut details.was_covered, is_covered) || is_covered;
    let name = i18n.text_with("details-title", &[("label", Value::from(label.name_in(i18n.lang().code())))]);
    let rows = AttributeRows { i18n, kinds: &label.attributes, values, suggested: None, salt: "details" };
    let area = Area::new(id).order(Order::Foreground).constrain_to(page).fixed_pos(at);
    let area = area.role(Role::Dialog).accessible_name(without_isolates(&name).into_owned());
    let mut closes = false;
    let shown = area.show(ui.ctx(), |ui| {
        popup_frame(look).show(ui, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
            look.column(ui, |ui| {
                strong(ui, &name);
                let most = rows.height().min(MOST).min(page.height() - AROUND).max(2.0 * size::ROW);
                scroll_column(ui, ("details-rows", &name), most, |ui| {
                    let changed = rows.show(ui, &mut details.rows);
                    acts.extend(
                        changed.into_iter().map(|(id, value)| AppAction::Details(DetailsAction::Set(id, value))),
                    );
                });
                ui.add_space(size::STEP);
                closes |= ui.add(Button::new(&i18n.text("details-done")).primary()).clicked();
            });
        });
    });
    // What is typed in a field that was not left is not kept.
    closes |= std::mem::take(&mut details.rows.is_cancelled);
    if !was_covered {
        closes |= ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    }
    let is_outside = is_pressed_outside(ui, shown.response.rect);
    if closes || is_outside && !was_covered {
        acts.push(AppAction::Details(DetailsAction::Close));
    }
}
