//! The card on which a relation gets its other end and its kind.

use eframe::egui::{Area, AreaState, Id, Key, Modifiers, Order, Rect, Role, Stroke, Ui, pos2, vec2};

use super::beside::{ABOVE_LINE, FROM_EDGE, beside, in_margin};
use super::card::decision_frame;
use super::context::Names;
use super::keys::letter_text;
use super::side_lists::beginning;
use crate::annotation::{AnnotationId, LabelId, RelationKind};
use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, MarkIndex, Relating, RelatingAction};
use crate::gui::reader::{MarkRef, Reader};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, Label, List, Row, TextField, WidgetStyle, small};
use crate::session::Session;
use crate::text::Span;
use crate::text::fold::fold_phrase;

/// Widths of the card, and its height before it was measured, in points.
const WIDTH: f32 = 260.0;
const LEAST_WIDTH: f32 = 212.0;
const HEIGHT: f32 = 240.0;
/// The most ends that are found, and the most kinds in view.
const MOST_FOUND: usize = 6;
const MOST_KINDS: usize = 7;
/// The most letters of the words of an end.
const MOST_LETTERS: usize = 60;

/// Where the card may stand, in points.
#[derive(Clone, Copy)]
pub(crate) struct RelatingPlace {
    pub(crate) page: Rect,
    /// The margin beside the text.
    pub(crate) margin: Rect,
    /// The words with which the relation begins.
    pub(crate) words: Option<Rect>,
}

fn field_id() -> Id {
    Id::unique("relation-end")
}

fn kinds_id() -> Id {
    Id::unique("relation-kinds")
}

/// Draws the card in the margin at the height of its mark, or beside the mark.
pub(crate) fn relating_card(
    ui: &Ui,
    names: Names<'_>,
    (session, index, reader): (&Session, &MarkIndex, &Reader),
    relating: &mut Relating,
    place: RelatingPlace,
    acts: &mut Vec<AppAction>,
) -> Option<Rect> {
    let i18n = names.i18n;
    let look = WidgetStyle::of(ui.ctx());
    if relating.from.span(session).is_none() {
        acts.push(AppAction::Relating(RelatingAction::Close));
        return None;
    }
    keys(ui, session, reader, relating, acts);
    let id = Id::unique("relation-card");
    let height = AreaState::load(ui.ctx(), id).and_then(|state| state.size).map_or(HEIGHT, |size| size.y);
    let room = place.margin.width() - 2.0 * FROM_EDGE;
    let is_in_margin = room >= LEAST_WIDTH;
    let width = if is_in_margin { room.min(WIDTH) } else { WIDTH };
    let wanted = vec2(width, height);
    let at = if is_in_margin {
        // Without words in view it stands in the middle.
        let line = place.words.map_or(place.page.center().y - height / 2.0 + ABOVE_LINE, |words| words.top());
        in_margin(place.margin, place.page, line, height)
    } else {
        let foot = pos2(place.page.left() + FROM_EDGE, place.page.bottom() - FROM_EDGE - height);
        place.words.and_then(|words| beside(words, wanted, place.page, None)).map_or(foot, |rect| rect.min)
    };
    let key = if relating.changes.is_some() { "relation-change" } else { "relation-new" };
    let title = i18n.text(key).into_owned();
    let area = Area::new(id).order(Order::Foreground).fixed_pos(at).constrain_to(place.page);
    let shown = area.role(Role::Dialog).accessible_name(title.clone()).show(ui.ctx(), |ui| {
        decision_frame(look).inner_margin(12).show(ui, |ui| {
            ui.set_width(width - 26.0);
            ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
            look.column(ui, |ui| {
                small(ui, &title);
                ends(ui, i18n, session, relating);
                let is_sought = relating.to.is_none() || !relating.field.text().trim().is_empty();
                if relating.changes.is_none() {
                    search(ui, i18n, (session, index), relating, acts);
                }
                if !is_sought {
                    kinds(ui, i18n, session, relating, acts);
                }
                buttons(ui, i18n, relating, acts);
            });
        });
    });
    let card = shown.response.rect;
    if is_in_margin && let Some(words) = place.words.filter(|words| place.page.y_range().contains(words.bottom())) {
        let y = words.bottom().clamp(card.top() + 12.0, card.bottom() - 12.0);
        ui.painter().hline(card.right()..=words.left().max(card.right()), y, Stroke::new(1.0, look.theme.accent));
    }
    is_in_margin.then_some(card)
}

/// Left and Right walk from mark to mark, / searches.
fn keys(ui: &Ui, session: &Session, reader: &Reader, relating: &Relating, acts: &mut Vec<AppAction>) {
    let has_field = ui.memory(|memory| memory.has_focus(field_id()));
    let stop = List::stop(ui.ctx(), kinds_id());
    let has_kinds = stop.is_some_and(|stop| ui.memory(|memory| memory.has_focus(stop)));
    let walks = has_kinds || has_field && relating.field.text().is_empty();
    if walks && relating.changes.is_none() {
        let start = relating.from.first_span(session).map(|span| span.start);
        let is_rtl = start.is_none_or(|start| reader.reads_rtl(session.document(), start));
        for (key, is_left) in [(Key::ArrowLeft, true), (Key::ArrowRight, false)] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                acts.push(AppAction::Relating(RelatingAction::Walk { forward: is_left == is_rtl }));
            }
        }
    }
    if !has_field && relating.changes.is_none() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Slash))
    {
        acts.push(AppAction::Relating(RelatingAction::Search));
    }
}

/// Source and target, each with the colour of its label.
fn ends(ui: &mut Ui, i18n: &I18n, session: &Session, relating: &Relating) {
    let look = WidgetStyle::of(ui.ctx());
    let (from, to) = match relating.ends() {
        Some((from, to)) => (from, Some(to)),
        None => (&relating.from, None),
    };
    for (mark, arrow) in [(Some(from), ""), (to, if look.is_rtl() { "←" } else { "→" })] {
        let (text, color) = match mark {
            Some(mark) => {
                let label = mark.label(session).and_then(|id| session.label(&id));
                let color =
                    label.map_or(look.theme.dim, |label| look.theme.label(label.id.as_str(), &label.color).line);
                (words(session, mark), color)
            }
            None => (i18n.text("relation-other-end").into_owned(), look.theme.line),
        };
        let text = if arrow.is_empty() { text } else { format!("{arrow} \u{2068}{text}\u{2069}") };
        ui.add(Row::new(&text).swatch(color).faint(mark.is_none()));
    }
}

/// The field for the other end, and what it finds.
fn search(
    ui: &mut Ui,
    i18n: &I18n,
    (session, index): (&Session, &MarkIndex),
    relating: &mut Relating,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let name = i18n.text("relation-search");
    let list = Id::unique("relation-ends");
    let shown = TextField::new(&mut relating.field, &name).placeholder(&name).icon(Icon::Find).id(field_id());
    let shown = shown.above(list).show(ui);
    if shown.changed {
        List::begin_again(ui, list);
    }
    let query = fold_phrase(&relating.field.text().to_lowercase());
    if query.is_empty() {
        if relating.has_no_end {
            let why = i18n.text("relation-no-end");
            ui.add(Label::new(&why).role(TextRole::Small).color(look.theme.dim).wrapped());
        }
        return;
    }
    let found = found_ends(session, index, relating, &query);
    if found.is_empty() {
        small(ui, &i18n.text("relation-none-found"));
        return;
    }
    if shown.submitted {
        acts.push(AppAction::Relating(RelatingAction::To(found[0].clone())));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = found.len() as f32 * size::ROW;
    List::new(list, &name, height).below(field_id()).show(ui, found.len(), |ui, place| {
        let mark = found.get(place.number())?;
        let label = mark.label(session).and_then(|id| session.label(&id));
        let color = label.map_or(look.theme.dim, |label| look.theme.label(label.id.as_str(), &label.color).line);
        let second = label.map_or("", |label| label.name_in(i18n.lang().code()));
        let text = words(session, mark);
        let response = ui.add(Row::new(&text).second(second).swatch(color).at(place));
        if response.clicked() {
            acts.push(AppAction::Relating(RelatingAction::To(mark.clone())));
        }
        Some(response)
    });
}

/// The marks whose words fit, the nearest first.
fn found_ends(session: &Session, index: &MarkIndex, relating: &Relating, query: &str) -> Vec<MarkRef> {
    let Some(here) = relating.from.first_span(session) else { return Vec::new() };
    let rows = index.annotations.iter().filter(|row| row.folded.contains(query));
    let annotated = rows.map(|row| (row.annotation.spans.first(), row.annotation.label.clone()));
    let groups = index.groups.iter().filter(|group| !group.is_rejected && group.folded.contains(query));
    let mentioned = groups.flat_map(|group| group.mentions.iter().map(|span| (*span, group.label.clone())));
    let mut places: Vec<(Span, LabelId)> = annotated.chain(mentioned).collect();
    places.sort_by_key(|(span, _)| span.start.0.abs_diff(here.start.0));
    let mut found: Vec<MarkRef> = Vec::new();
    for (span, label) in places {
        let Some(mark) = MarkRef::on(session, span, &label) else { continue };
        if mark != relating.from && !found.contains(&mark) {
            found.push(mark);
        }
        if found.len() >= MOST_FOUND {
            break;
        }
    }
    found
}

/// The kinds that are allowed between the ends, each with its digit; or why there are none.
fn kinds(ui: &mut Ui, i18n: &I18n, session: &Session, relating: &mut Relating, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let language = i18n.lang().code();
    let all: Vec<&RelationKind> = relating.kinds(session);
    if all.is_empty() {
        let name = |mark: &MarkRef| {
            let label = mark.label(session).and_then(|id| session.label(&id));
            label.map_or_else(String::new, |label| label.name_in(language).to_owned())
        };
        let Some((from, to)) = relating.ends() else { return };
        let values = [("from", Value::from(name(from))), ("to", Value::from(name(to)))];
        let why = i18n.text_with("relation-none-allowed", &values).into_owned();
        ui.add(Label::new(&why).role(TextRole::Small).color(look.theme.dim).wrapped());
        relating.wants_kinds = false;
        return;
    }
    if std::mem::take(&mut relating.wants_kinds) {
        List::focus(ui.ctx(), kinds_id(), 0);
    }
    let now = relating.changes.as_ref().and_then(|id| session.relations().get(id)).map(|relation| &relation.kind);
    let name = i18n.text("relation-kinds");
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = all.len().min(MOST_KINDS) as f32 * size::ROW;
    let list = List::new(kinds_id(), &name, height).keeping_sideways();
    list.show(ui, all.len(), |ui, place| {
        let kind = all.get(place.number())?;
        let key = i18n.number(place.number() + 1);
        let row = Row::new(kind.name_in(language));
        let row = if place.number() < 9 { row.key(&key) } else { row };
        let response = ui.add(row.selected(now == Some(&kind.id)).at(place));
        if response.clicked() {
            acts.push(AppAction::Relating(RelatingAction::Choose(kind.id.clone())));
        }
        Some(response)
    });
    ui.spacing_mut().item_spacing.y = size::STEP;
}

fn buttons(ui: &mut Ui, i18n: &I18n, relating: &Relating, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::STEP;
        if relating.to.is_some() {
            let letter = letter_text(ui.ctx(), i18n, UiCommand::TurnRelation).unwrap_or_default();
            if ui.add(Button::new(&i18n.text("relation-turn")).quiet().key(&letter)).clicked() {
                acts.push(AppAction::Relating(RelatingAction::Turn));
            }
        }
        if ui.add(Button::new(&i18n.text("note-cancel")).quiet().key("\u{2066}Esc\u{2069}")).clicked() {
            acts.push(AppAction::Relating(RelatingAction::Close));
        }
    });
}

/// The words of a mark on one line.
fn words(session: &Session, mark: &MarkRef) -> String {
    let text = session.document().text();
    match mark {
        MarkRef::Annotation(id) => annotated_words(session, id),
        MarkRef::Suggestion { span, .. } => beginning(span.of(text), MOST_LETTERS),
    }
}

/// The words of an annotation on one line.
pub(super) fn annotated_words(session: &Session, id: &AnnotationId) -> String {
    let own = session.annotations().get(id);
    own.map(|own| beginning(&own.spans.quote(session.document().text()), MOST_LETTERS)).unwrap_or_default()
}
