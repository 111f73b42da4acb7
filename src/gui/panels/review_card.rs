//! The card of review: what is to be decided, with its keys, in the margin at the height of the mark.
//!
//! Card and keys stay where they are while the text moves; a hairline ties the card to its mark. Where the margin is too
//! narrow, a bar above the tag bar takes the card's place.

use eframe::egui::{self, Area, CornerRadius, Id, Order, Rect, Role, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::beside::{FROM_EDGE, in_margin};
use super::card::{Facts, decision_frame, facts};
use super::context::Names;
use super::entity::{alternatives, full_name, kind_and_land, local_name, other_name};
use super::keys::{key_in_review, letter_text};
use crate::gui::command::UiCommand;
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::model::{AppAction, Choosing, Review, Tab};
use crate::gui::reader::MarkRef;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Label, Row, Shaped, Strip, WidgetStyle, scroll_if, small, tooltip};
use crate::lexicon::EntityId;
use crate::session::Session;

/// Width of the card, in points.
const WIDTH: f32 = 260.0;
/// Space inside the card, in points.
const INSIDE: i8 = 12;
/// Where the page holds the line of the mark, as a share of its height.
const HELD_AT: f32 = 0.38;
/// Height of the bar that takes the card's place, in points.
const BAR: f32 = 44.0;
/// The least room for label and how sure on that bar, in points.
const LABEL_AND_SURE: f32 = 250.0;
/// The most entities that can be chosen by a digit.
const NUMBERED: usize = 9;
/// The least height in which a card can stand, in points.
const LEAST_HEIGHT: f32 = 270.0;
/// Distance of the hairline from the text, where it bends, in points.
const BEND: f32 = 6.0;

/// Where the card stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CardPlace {
    /// The page without the tag bar, in points.
    pub(crate) page: Rect,
    /// The margin beside the text, in points.
    pub(crate) margin: Rect,
    /// Height of a line of the text, in points.
    pub(crate) line: f32,
    /// Whether a bar takes the card's place.
    pub(crate) is_bar: bool,
    /// The mark with its ring, if it is in view, in points.
    pub(crate) ring: Option<Rect>,
}

impl CardPlace {
    /// Height of the bar in place of the card, if the margin or the height above the tag bar (points) has no room for
    /// that, in points.
    pub(crate) fn bar(margin: Rect, height: f32) -> Option<f32> {
        (margin.width() < WIDTH + 2.0 * FROM_EDGE || height < LEAST_HEIGHT).then_some(BAR)
    }
}

/// What the card says about a mark.
struct Said<'a> {
    facts: Facts<'a>,
    title: String,
    kind: String,
    /// The entities that can be chosen.
    others: Vec<EntityId>,
    now: Option<EntityId>,
}

fn said<'a>(names: Names<'a>, tab: &Tab, session: &Session, mark: &MarkRef) -> Option<Said<'a>> {
    let facts = facts(names, tab, session, mark)?;
    let others = alternatives(names, session, mark);
    let now = mark.entity(session).and_then(|id| names.lexicon.by_id(&id));
    // Where a name has one meaning only, the country is not what tells it apart.
    let (title, kind) = match now {
        Some(id) if others.len() > 1 => (full_name(names, id, &others), facts.kind.clone()),
        Some(id) => (local_name(names, id), kind_and_land(names, id, &facts.kind)),
        None => (facts.name.clone(), facts.kind.clone()),
    };
    Some(Said { facts, title, kind, others, now })
}

/// Draws the card, or the bar in its place; returns the place of a card in the margin.
pub(crate) fn review_card(
    ui: &Ui,
    names: Names<'_>,
    tab: &Tab,
    place: CardPlace,
    acts: &mut Vec<AppAction>,
) -> Option<Rect> {
    let (session, review) = (tab.session.as_ref()?, tab.review.as_ref()?);
    let said = tab.reader.selected.as_ref().and_then(|mark| said(names, tab, session, mark));
    if said.is_none() && review.finished.is_none() {
        return None;
    }
    if place.is_bar {
        bar(ui, names, tab, said.as_ref(), place, acts);
        return None;
    }
    let look = WidgetStyle::of(ui.ctx());
    // Where the line of the current mark is held, whatever the page does meanwhile; in a low window higher.
    let height = review.card.map_or(0.0, |card| card.height());
    let held = place.page.top() + place.page.height() * HELD_AT - place.line / 2.0;
    let at = in_margin(place.margin, place.page, held, height);
    let area = Area::new(Id::unique("review-card")).order(Order::Middle).fixed_pos(at).constrain(false);
    let name = names.i18n.text("review-card").into_owned();
    let shown = area.role(Role::Group).accessible_name(name).show(ui.ctx(), |ui| {
        decision_frame(look).inner_margin(INSIDE).show(ui, |ui| {
            ui.set_width(WIDTH - 2.0 * f32::from(INSIDE) - 2.0);
            ui.spacing_mut().item_spacing.y = size::STEP;
            look.column(ui, |ui| match &said {
                Some(said) => {
                    head(ui, names, session, tab, said);
                    decide(ui, names, acts);
                    entities(ui, names, review, said, acts);
                }
                None => finished(ui, names, tab, acts),
            });
        });
    });
    let card = shown.response.rect;
    if said.is_some() {
        tie(ui, place, card, look);
    }
    Some(card)
}

/// The hairline from the card to its mark: between the lines, and where the card stands elsewhere with a bend.
fn tie(ui: &Ui, place: CardPlace, card: Rect, look: WidgetStyle) {
    let Some(ring) = place.ring else { return };
    let y = ring.bottom() - 0.5;
    if y < place.page.top() || y > place.page.bottom() {
        return;
    }
    let from = y.clamp(card.top() + f32::from(INSIDE), card.bottom() - f32::from(INSIDE));
    let bend = (place.margin.right() - BEND).max(card.right() + 2.0);
    let painter = ui.painter().with_clip_rect(place.page);
    let pen = Stroke::new(size::HAIRLINE, look.theme.accent);
    painter.hline(card.right()..=bend, from, pen);
    if (from - y).abs() > 0.5 {
        painter.vline(bend, from.min(y)..=from.max(y), pen);
    }
    painter.hline(bend..=ring.left().max(bend), y, pen);
    painter.circle_filled(pos2(card.right(), from), 2.5, look.theme.accent);
}

/// Label and how sure, what the name stands for, and why.
fn head(ui: &mut Ui, names: Names<'_>, session: &Session, tab: &Tab, said: &Said<'_>) {
    let look = WidgetStyle::of(ui.ctx());
    look.line(ui, size::TARGET, |ui| label_and_sure(ui, names, session, tab, said));
    let title = ui.add(Label::new(&said.title).role(TextRole::Title).heading());
    // Screen readers say what is to be decided now.
    let spoken = without_isolates(&said.title).into_owned();
    ui.ctx().accesskit_node_builder(title.id, |node| {
        node.set_label(spoken);
        node.set_live(egui::accesskit::Live::Polite);
    });
    small(ui, &said.kind);
    small(ui, &said.facts.found);
    ui.add_space(size::STEP);
}

fn label_and_sure(ui: &mut Ui, names: Names<'_>, session: &Session, tab: &Tab, said: &Said<'_>) {
    let look = WidgetStyle::of(ui.ctx());
    ui.spacing_mut().item_spacing.x = size::INSIDE;
    let label = tab.reader.selected.as_ref().and_then(|mark| mark.label(session));
    if let Some(label) = label.and_then(|id| session.label(&id)) {
        let name = label.name_in(names.i18n.lang().code());
        let highlight = look.theme.label(label.id.as_str(), &label.color);
        let shaped = Shaped::elided_middle(ui.ctx(), name, TextRole::Body, 130.0);
        let width = shaped.size().x + 14.0 + 3.0 * size::INSIDE;
        let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), egui::Sense::hover());
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), highlight.fill);
        let mut strip = Strip::new(rect.shrink2(vec2(size::INSIDE, 0.0)), look);
        let line = Rect::from_center_size(strip.leading(14.0).center(), vec2(14.0, 3.0));
        ui.painter().rect_filled(line, 1, highlight.line);
        strip.leading(size::INSIDE);
        shaped.paint(ui.painter(), strip.rest(), strip.start(), look.theme.ink);
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, without_isolates(name)));
    }
    let sure = match said.facts.confidence {
        Some(confidence) => {
            let percent = [("percent", Value::from((confidence * 100.0).round() as usize))];
            names.i18n.text_with("review-sure", &percent).into_owned()
        }
        None => names.i18n.text(said.facts.status).into_owned(),
    };
    small(ui, &sure);
}

/// Accept and Reject, side by side.
fn decide(ui: &mut Ui, names: Names<'_>, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        for (key, command) in [("popover-accept", UiCommand::Accept), ("popover-reject", UiCommand::Reject)] {
            button(ui, names, key, command, acts);
        }
    });
}

fn button(ui: &mut Ui, names: Names<'_>, key: &str, command: UiCommand, acts: &mut Vec<AppAction>) {
    let text = names.i18n.text(key);
    let letter = letter_text(ui.ctx(), names.i18n, command).unwrap_or_default();
    let button = Button::new(&text).key(&letter);
    let button = if command == UiCommand::Accept { button.primary() } else { button };
    if ui.add(button).clicked() {
        acts.push(AppAction::Command(command));
    }
}

/// What else the name can mean: behind a key, or listed with digits.
fn entities(ui: &mut Ui, names: Names<'_>, review: &Review, said: &Said<'_>, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let dim = look.theme.dim;
    ui.add_space(size::STEP);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(size::HAIRLINE, look.theme.line));
    let count = said.others.iter().filter(|id| Some(**id) != said.now).count();
    let letter = letter_text(ui.ctx(), names.i18n, UiCommand::LinkEntity).unwrap_or_default();
    let Some(which) = review.choosing else {
        if count == 0 {
            small(ui, &names.i18n.text("review-no-others"));
        } else {
            let text = names.i18n.text("review-others").into_owned();
            let number = names.i18n.number(count);
            let row = Row::new(&text).key(&letter).count(&number);
            if ui.add(row).clicked() {
                acts.push(AppAction::Command(UiCommand::LinkEntity));
            }
        }
        search(ui, names, acts);
        return;
    };
    look.line(ui, size::TARGET, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        let key = if which == Choosing::This { "review-which" } else { "review-which-all" };
        ui.add(Label::new(&names.i18n.text(key)));
        let rest = ui.available_rect_before_wrap();
        let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(look.against()));
        far.spacing_mut().item_spacing.x = size::STEP;
        small(&mut far, &letter);
        far.add(Label::new(&names.i18n.text("review-back")).role(TextRole::Small).color(dim));
    });
    numbered(ui, names, said, acts);
}

/// The entities to choose from by digits, and the search for another one.
fn numbered(ui: &mut Ui, names: Names<'_>, said: &Said<'_>, acts: &mut Vec<AppAction>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for (number, id) in said.others.iter().take(NUMBERED).enumerate() {
        if entity_row(ui, names, number, *id, said) {
            acts.push(AppAction::Command(UiCommand::Tag(number as u8 + 1)));
        }
    }
    search(ui, names, acts);
}

fn entity_row(ui: &mut Ui, names: Names<'_>, number: usize, id: EntityId, said: &Said<'_>) -> bool {
    let kind = names.i18n.text(&format!("kind-{}", names.lexicon.entity(id).kind));
    let text = format!("{} · {kind}", full_name(names, id, &said.others));
    let second = other_name(names, id);
    let key = names.i18n.number(number + 1);
    let spoken = [text.as_str(), second.as_str()].join(&names.i18n.text("list-separator"));
    let row = Row::new(&text).key(&key).second(&second).name(&spoken);
    ui.add(row.selected(Some(id) == said.now)).clicked()
}

fn search(ui: &mut Ui, names: Names<'_>, acts: &mut Vec<AppAction>) {
    let text = names.i18n.text("review-search");
    let key = key_in_review(ui.ctx(), UiCommand::SearchEntity);
    if ui.add(Row::new(&text).key(&key).faint(true)).clicked() {
        acts.push(AppAction::Command(UiCommand::SearchEntity));
    }
}

/// Nothing is left: what was decided, and what comes next.
fn finished(ui: &mut Ui, names: Names<'_>, tab: &Tab, acts: &mut Vec<AppAction>) {
    let text = |key: &str| names.i18n.text(key).into_owned();
    let (accepted, rejected) = decided(tab);
    let is_looking = tab.detection_percent().is_some();
    let key = match (is_looking, accepted + rejected) {
        (true, _) => "review-looking",
        (false, 0) => "review-nothing-found",
        (false, _) => "review-nothing-left",
    };
    let head = ui.add(Label::new(&text(key)).role(TextRole::Title).heading());
    ui.ctx().accesskit_node_builder(head.id, |node| node.set_live(egui::accesskit::Live::Polite));
    if is_looking {
        return;
    }
    let values = [("accepted", Value::from(accepted)), ("rejected", Value::from(rejected))];
    let why = if accepted + rejected == 0 {
        text("review-nothing-found-why")
    } else {
        names.i18n.text_with("review-nothing-left-why", &values).into_owned()
    };
    ui.add(Label::new(&why).role(TextRole::Small).color(WidgetStyle::of(ui.ctx()).theme.dim).wrapped());
    ui.add_space(size::STEP);
    stop(ui, names, acts);
    if rejected > 0 {
        let show = text("review-show-rejected");
        if ui.add(Button::new(&show)).clicked() {
            acts.push(AppAction::Command(UiCommand::ToggleRejected));
        }
    }
}

fn stop(ui: &mut Ui, names: Names<'_>, acts: &mut Vec<AppAction>) {
    for command in [UiCommand::DoneAndNext, UiCommand::StopReview] {
        let text = names.i18n.words(&command.wording_anywhere(names.i18n).text);
        let key = key_in_review(ui.ctx(), command);
        let button = Button::new(&text).key(&key);
        let button = if command == UiCommand::DoneAndNext { button.primary() } else { button };
        if ui.add(button).clicked() {
            acts.push(AppAction::Command(command));
        }
    }
}

/// How many are accepted and rejected.
pub(super) fn decided(tab: &Tab) -> (usize, usize) {
    let accepted = tab.mark_index.counts.iter().map(|count| count.accepted).sum();
    (accepted, tab.mark_index.count_rejected())
}

/// The bar in place of the card, above the tag bar; the entities open upwards from it.
fn bar(ui: &Ui, names: Names<'_>, tab: &Tab, said: Option<&Said<'_>>, place: CardPlace, acts: &mut Vec<AppAction>) {
    let (Some(session), Some(review)) = (&tab.session, &tab.review) else { return };
    let look = WidgetStyle::of(ui.ctx());
    let rect = Rect::from_min_size(place.page.left_bottom(), vec2(place.page.width(), BAR));
    let area = Area::new(Id::unique("review-bar")).order(Order::Middle).fixed_pos(rect.min).constrain(false);
    let name = names.i18n.text("review-card").into_owned();
    area.role(Role::Group).accessible_name(name).show(ui.ctx(), |ui| {
        ui.allocate_rect(rect, egui::Sense::hover());
        ui.painter().rect_filled(rect, 0, look.theme.card);
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(size::HAIRLINE, look.theme.accent));
        let inner = rect.shrink2(vec2(size::GROUP, (BAR - size::ROW) / 2.0));
        let mut row = ui.new_child(UiBuilder::new().max_rect(inner).layout(look.along()));
        row.spacing_mut().item_spacing.x = size::INSIDE;
        let Some(said) = said else {
            let (accepted, rejected) = decided(tab);
            let key = if accepted + rejected == 0 { "review-nothing-found" } else { "review-nothing-left" };
            row.add(Label::new(&names.i18n.text(key)));
            stop(&mut row, names, acts);
            return;
        };
        // What is meant comes first and keeps its room; what the buttons say is shortened before it.
        let letter = letter_text(ui.ctx(), names.i18n, UiCommand::LinkEntity).unwrap_or_default();
        let (long, short) = (names.i18n.text("review-others"), names.i18n.text("review-others-short"));
        let decisions: f32 = [("popover-accept", UiCommand::Accept), ("popover-reject", UiCommand::Reject)]
            .map(|(key, command)| {
                let letter = letter_text(ui.ctx(), names.i18n, command).unwrap_or_default();
                Button::new(&names.i18n.text(key)).key(&letter).width(ui.ctx()) + size::INSIDE
            })
            .iter()
            .sum();
        let has_others = !said.others.is_empty();
        let width_of = |text: &str| if has_others { Button::new(text).key(&letter).width(ui.ctx()) } else { 0.0 };
        let title = Shaped::line(ui.ctx(), &said.title, TextRole::Strong).size().x;
        let room = inner.width() - decisions;
        let others = if title + width_of(&long) <= room { long } else { short };
        let title_room = (room - width_of(&others) - size::INSIDE).max(0.0);
        let shown = Shaped::elided_middle(ui.ctx(), &said.title, TextRole::Strong, title_room.min(title.ceil() + 1.0));
        let (place, response) = row.allocate_exact_size(vec2(shown.size().x, size::ROW), egui::Sense::hover());
        shown.paint(row.painter(), place, look.start(), look.theme.ink);
        let spoken = without_isolates(&said.title).into_owned();
        row.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Label);
            node.set_label(spoken);
            node.set_live(egui::accesskit::Live::Polite);
        });
        tooltip(response, &said.title);
        button(&mut row, names, "popover-accept", UiCommand::Accept, acts);
        button(&mut row, names, "popover-reject", UiCommand::Reject, acts);
        if has_others && row.add(Button::new(&others).key(&letter)).clicked() {
            acts.push(AppAction::Command(UiCommand::LinkEntity));
        }
        // The tag bar says the label as well.
        if row.available_width() >= LABEL_AND_SURE {
            label_and_sure(&mut row, names, session, tab, said);
        }
    });
    if let (Some(said), Some(_)) = (said, review.choosing) {
        let rows = said.others.len().min(NUMBERED) as f32 + 1.0;
        // Never over the current line: below it, or above it where there is more room.
        let around = size::STEP + size::INSIDE;
        let ring = place.ring.filter(|ring| place.page.intersects(*ring));
        let below = rect.top() - ring.map_or(place.page.top(), |ring| ring.bottom()) - around;
        let above = ring.map_or(0.0, |ring| ring.top() - place.page.top() - around);
        let wanted = rows * size::ROW + 2.0 * size::INSIDE;
        // Whole rows.
        let most = ((below.max(above) - 2.0 * size::INSIDE) / size::ROW).floor().max(1.0) * size::ROW;
        let height = wanted.min(most + 2.0 * size::INSIDE);
        let foot = match ring {
            Some(ring) if below < height && above > below => ring.top() - size::INSIDE,
            _ => rect.top() - size::STEP,
        };
        let width = (place.page.width() - 2.0 * size::GROUP).min(360.0);
        let left = if look.is_rtl() { rect.right() - size::GROUP - width } else { rect.left() + size::GROUP };
        let list = Rect::from_min_size(pos2(left, foot - height), vec2(width, height));
        let area = Area::new(Id::unique("review-list")).order(Order::Middle).fixed_pos(list.min).constrain(false);
        let name = names.i18n.text("review-which").into_owned();
        area.role(Role::Group).accessible_name(name.clone()).show(ui.ctx(), |ui| {
            ui.allocate_rect(list, egui::Sense::hover());
            let edge = Stroke::new(1.0, look.theme.accent);
            ui.painter().rect(list, size::CARD_RADIUS, look.theme.card, edge, StrokeKind::Inside);
            let mut column = ui.new_child(UiBuilder::new().max_rect(list.shrink(size::INSIDE)));
            let (is_long, room) = (height < wanted, column.available_height());
            scroll_if(&mut column, is_long, ("review-list", &name), room, |ui| numbered(ui, names, said, acts));
        });
    }
}
