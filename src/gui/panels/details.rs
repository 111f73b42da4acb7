//! The card on which the attributes of a mark or a relation are set, beside its words.

use eframe::egui::{Area, AreaState, Id, Key, Modifiers, Order, Popup, Rect, Role, Ui, vec2};

use super::attribute_rows::AttributeRows;
use super::beside::{FROM_EDGE, beside_or_at_foot, in_margin, is_pressed_outside};
use super::card::popup_frame;
use crate::annotation::{AttributeKind, Attributes, Value as AttributeValue};
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{AppAction, AttributeFields, Described, Details, DetailsAction};
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

/// Shows the attributes of a mark or a relation in the margin at the height of its words (points), or beside them.
pub(crate) fn details_card(
    ui: &Ui,
    i18n: &I18n,
    session: &Session,
    details: &mut Details,
    words: Rect,
    (page, margin): (Rect, Rect),
    acts: &mut Vec<AppAction>,
) {
    let Some(subject) = Subject::of(session, &details.on, i18n.lang().code()) else {
        acts.push(AppAction::Details(DetailsAction::Close));
        return;
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
    let name = i18n.text_with("details-title", &[("label", Value::from(subject.name))]);
    let rows = AttributeRows { i18n, kinds: subject.kinds, values: &subject.values, suggested: None, salt: "details" };
    let note_kind = [note_kind(i18n)];
    let note_values: Attributes = subject.note.iter().map(|note| (NOTE.to_owned(), note.clone())).collect();
    let note = subject.has_note.then_some(AttributeRows {
        i18n,
        kinds: &note_kind,
        values: &note_values,
        suggested: None,
        salt: "details-note",
    });
    let rows_height = rows.height() + note.map_or(0.0, AttributeRows::height);
    let area = Area::new(id).order(Order::Foreground).constrain_to(page).fixed_pos(at);
    let area = area.role(Role::Dialog).accessible_name(without_isolates(&name).into_owned());
    let mut closes = false;
    let shown = area.show(ui.ctx(), |ui| {
        popup_frame(look).show(ui, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
            look.column(ui, |ui| {
                strong(ui, &name);
                let most = rows_height.min(MOST).min(page.height() - AROUND).max(2.0 * size::ROW);
                scroll_column(ui, ("details-rows", &name), most, |ui| {
                    let changed = rows.show(ui, &mut details.rows);
                    acts.extend(
                        changed.into_iter().map(|(id, value)| AppAction::Details(DetailsAction::Set(id, value))),
                    );
                    let changed = note.map(|note| note.show(ui, &mut details.note)).unwrap_or_default();
                    let text = |value: Option<AttributeValue>| value.map(|value| value.plain()).unwrap_or_default();
                    acts.extend(
                        changed.into_iter().map(|(_, value)| AppAction::Details(DetailsAction::Note(text(value)))),
                    );
                });
                ui.add_space(size::STEP);
                closes |= ui.add(Button::new(&i18n.text("details-done")).primary()).clicked();
            });
        });
    });
    // What is typed in a field that was not left is not kept.
    let is_cancelled = |fields: &mut AttributeFields| std::mem::take(&mut fields.is_cancelled);
    closes |= is_cancelled(&mut details.rows) | is_cancelled(&mut details.note);
    if !was_covered {
        closes |= ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    }
    let is_outside = is_pressed_outside(ui, shown.response.rect);
    if closes || is_outside && !was_covered {
        acts.push(AppAction::Details(DetailsAction::Close));
    }
}

/// The name of the note's row, which is no attribute.
const NOTE: &str = "note";

/// The note as a row among attributes.
fn note_kind(i18n: &I18n) -> AttributeKind {
    let name = [(i18n.lang().code().to_owned(), i18n.text("details-note").into_owned())].into();
    AttributeKind { id: NOTE.to_owned(), name, ..AttributeKind::default() }
}

/// What the card is about.
struct Subject<'s> {
    /// The name of its label or kind.
    name: &'s str,
    kinds: &'s [AttributeKind],
    values: Attributes,
    has_note: bool,
    note: Option<AttributeValue>,
}

impl<'s> Subject<'s> {
    /// `None` if it is not there any more.
    fn of(session: &'s Session, on: &Described, language: &str) -> Option<Self> {
        match on {
            Described::Mark(mark) => {
                let label = session.labels().get(&mark.label(session)?)?;
                let own = match mark {
                    MarkRef::Annotation(id) => session.annotations().get(id),
                    MarkRef::Suggestion { .. } => None,
                };
                let suggested = || AttributeKind::defaults(&label.attributes);
                let values = own.map_or_else(suggested, |own| own.attributes.clone());
                Some(Self {
                    name: label.name_in(language),
                    kinds: &label.attributes,
                    values,
                    has_note: false,
                    note: None,
                })
            }
            Described::Relation(id) => {
                let relation = session.relations().get(id)?;
                let kind = session.labels().relation_kind(&relation.kind)?;
                let note = Some(&relation.note).filter(|note| !note.is_empty()).cloned().map(AttributeValue::Text);
                let values = relation.attributes.clone();
                Some(Self { name: kind.name_in(language), kinds: &kind.attributes, values, has_note: true, note })
            }
        }
    }
}
