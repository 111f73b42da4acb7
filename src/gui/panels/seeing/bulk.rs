//! The bar for what is ticked.

use eframe::egui::{Rect, Role, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use super::look::SeeingLook;
use super::summary::Summary;
use super::view::SeeingView;
use crate::annotation::{AttributeType, Status, Value};
use crate::gui::i18n::{I18n, Value as Text};
use crate::gui::model::{AppAction, Seeing, SeeingAction, SeenWriting, TabId};
use crate::gui::theme::size;
use crate::gui::widgets::{Button, MenuRow, TextField, WidgetStyle, choice_button, choice_of, strong};
use crate::session::MarkTreatment;

/// Height of the bar, and how far it lies above the edge, in points.
const HEIGHT: f32 = 44.0;
const ABOVE: f32 = 12.0;
/// The room that the list leaves it, in points.
pub(crate) const ROOM: f32 = HEIGHT + ABOVE + 4.0;
/// The widest that the bar is, in points.
const WIDEST: f32 = 860.0;
/// The most entities that are offered.
const MOST: usize = 14;

impl SeeingView {
    /// Shows the bar at the foot of a rectangle.
    pub(super) fn bulk(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        place: Rect,
        seeing: &Seeing,
        acts: &mut Vec<AppAction>,
    ) {
        let i18n = look.i18n;
        self.summary.refresh(seeing);
        bar(ui, place, &i18n.text("seen-bulk"), |ui| self.bulk_bar(ui, look, id, seeing, acts));
    }

    fn bulk_bar(&mut self, ui: &mut Ui, look: SeeingLook<'_>, id: TabId, seeing: &Seeing, acts: &mut Vec<AppAction>) {
        let i18n = look.i18n;
        let mut act = |act: SeeingAction| acts.push(AppAction::Seeing(id, act));
        if let Some(writing) = &seeing.writing {
            let kind = match writing {
                SeenWriting::Note => None,
                SeenWriting::Attribute(id) => {
                    let mut labels = seeing.survey.labels();
                    labels.find_map(|label| label.attributes.iter().find(|kind| kind.id == *id))
                }
            };
            let name = match kind {
                None => i18n.text("seen-note-field"),
                Some(kind) => {
                    let name = ("name", Text::from(kind.name_in(i18n.lang().code())));
                    i18n.text_with("seen-value-field", &[name, ("type", Text::from(example(kind.of_type)))])
                }
            };
            let width = (ui.available_width() - 190.0).max(120.0);
            let text = self.note.text().trim().to_owned();
            let treatment = match kind {
                None => Some(MarkTreatment::Note(text.clone())),
                Some(kind) => {
                    let value = Value::parse(kind.of_type, &text);
                    value.map(|value| MarkTreatment::Set(kind.id.clone(), Some(value)))
                }
            };
            let treatment = treatment.filter(|_| !text.is_empty());
            let field = TextField::new(&mut self.note, &name).placeholder(&name).width(width).show(ui);
            let keep = i18n.text("seen-note-keep");
            let keep = ui.add_enabled(treatment.is_some(), Button::new(&keep).primary()).clicked();
            if let Some(treatment) = treatment.filter(|_| field.submitted || keep) {
                act(SeeingAction::Treat(treatment));
                self.note.set_text("");
            }
            if ui.add(Button::new(&i18n.text("seen-cancel")).quiet().key("Esc")).clicked() {
                act(SeeingAction::Write(None));
            }
            return;
        }
        let mut text = i18n.text_with("seen-ticked", &[("count", Text::from(self.summary.marks))]).into_owned();
        if self.summary.entities.len() > 1 {
            let values = [("count", Text::from(self.summary.entities.len()))];
            text = format!("{text}{}{}", i18n.text("list-separator"), i18n.text_with("seen-ticked-entities", &values));
        }
        strong(ui, &text);
        ui.add_space(size::INSIDE);
        for (key, letter, status) in [("seen-accept", "A", Status::Accepted), ("seen-reject", "R", Status::Rejected)] {
            if ui.add(Button::new(&i18n.text(key)).quiet().key(letter)).clicked() {
                act(SeeingAction::Treat(MarkTreatment::Decide(status)));
            }
        }
        let labels = seeing.survey.labels().map(|label| (label.id.clone(), label.name_in(i18n.lang().code()), false));
        if let Some(label) = choice_of(ui, &i18n.text("seen-label"), labels).inner {
            act(SeeingAction::Treat(MarkTreatment::Relabel(label)));
        }
        let offered = offered(seeing, &self.summary);
        let chosen = choice_button(ui, &i18n.text("seen-entity"), |ui| {
            let mut chosen = None;
            for entity in &offered {
                if ui.add(MenuRow::new(&look.words.entity(entity))).clicked() {
                    chosen = Some(entity.clone());
                    ui.close();
                }
            }
            chosen
        });
        if let Some(entity) = chosen.inner.flatten() {
            act(SeeingAction::Treat(MarkTreatment::Link(entity)));
        }
        let values = attribute_values(i18n, seeing, &self.summary);
        if !values.is_empty() {
            let choices = values.iter().map(|(text, treatment)| (treatment, text, false));
            match choice_of(ui, &i18n.text("seen-attributes"), choices).inner {
                Some(Offer::Treat(treatment)) => act(SeeingAction::Treat(treatment.clone())),
                Some(Offer::Write(id)) => {
                    self.note.set_text("");
                    self.note.focus();
                    act(SeeingAction::Write(Some(SeenWriting::Attribute(id.clone()))));
                }
                None => {}
            }
        }
        if ui.add(Button::new(&i18n.text("seen-note")).quiet().key("N")).clicked() {
            self.note.focus();
            act(SeeingAction::Write(Some(SeenWriting::Note)));
        }
        if ui.add(Button::new(&i18n.text("seen-delete")).quiet().key("Del")).clicked() {
            act(SeeingAction::Treat(MarkTreatment::Delete));
        }
        let copy = i18n.text("seen-copy");
        let copy = Button::new(&copy).quiet();
        if copy.width(ui.ctx()) <= ui.available_width() && ui.add(copy).clicked() {
            act(SeeingAction::Copy);
        }
        let cancel = i18n.text("seen-untick");
        let cancel = Button::new(&cancel).quiet().key("Esc");
        if cancel.width(ui.ctx()) <= ui.available_width() && ui.add(cancel).clicked() {
            act(SeeingAction::Untick);
        }
    }
}

/// What the menu of attributes offers.
#[derive(PartialEq)]
enum Offer {
    /// To set a value, or to remove it.
    Treat(MarkTreatment),
    /// To write the value of the attribute with this id.
    Write(String),
}

/// How a value of a type is written, as an example; empty for a text.
fn example(of_type: AttributeType) -> &'static str {
    match of_type {
        AttributeType::Number => "12.5",
        AttributeType::Date => "2026-11-30",
        _ => "",
    }
}

/// The values that the labels of what is ticked offer for their attributes, each with what sets it.
fn attribute_values(i18n: &I18n, seeing: &Seeing, summary: &Summary) -> Vec<(String, Offer)> {
    let language = i18n.lang().code();
    let labels = summary.labels.iter().filter_map(|id| seeing.survey.label(id));
    let mut values: Vec<(String, Offer)> = Vec::new();
    for kind in labels.flat_map(|label| &label.attributes) {
        let mut add = |text: &str, offer: Offer| {
            let shown = [("name", Text::from(kind.name_in(language))), ("value", Text::from(text))];
            let text = i18n.text_with("seen-chip", &shown).into_owned();
            // Several labels may have the same one.
            if values.iter().all(|(_, other)| *other != offer) {
                values.push((text, offer));
            }
        };
        let set = |value: Option<Value>| Offer::Treat(MarkTreatment::Set(kind.id.clone(), value));
        match kind.of_type {
            AttributeType::Choice => {
                for choice in &kind.choices {
                    add(choice.name_in(language), set(Some(Value::Choice(choice.id.clone()))));
                }
            }
            AttributeType::YesNo => {
                add(&i18n.text("seen-yes"), set(Some(Value::YesNo(true))));
                add(&i18n.text("seen-no"), set(Some(Value::YesNo(false))));
            }
            AttributeType::Choices => {
                for choice in &kind.choices {
                    add(choice.name_in(language), set(Some(Value::Choices(vec![choice.id.clone()]))));
                }
            }
            AttributeType::Text | AttributeType::Number | AttributeType::Date => {
                add(&i18n.text("seen-value-write"), Offer::Write(kind.id.clone()));
            }
        }
        add(&i18n.text("seen-value-none"), set(None));
    }
    values
}

/// Shows a bar at the foot of a rectangle.
pub(super) fn bar(ui: &mut Ui, place: Rect, name: &str, add: impl FnOnce(&mut Ui)) {
    let style = WidgetStyle::of(ui.ctx());
    let theme = style.theme;
    let width = WIDEST.min(place.width() - 2.0 * size::INSIDE);
    let center = place.center_bottom() - vec2(0.0, ABOVE + HEIGHT / 2.0);
    let bar = Rect::from_center_size(center, vec2(width, HEIGHT));
    let shadow = eframe::egui::Shadow { offset: [0, 2], blur: 12, spread: 0, color: theme.shadow };
    ui.painter().add(shadow.as_shape(bar, 9));
    ui.painter().rect(bar, 9, theme.card, Stroke::new(size::HAIRLINE, theme.line), StrokeKind::Inside);
    let builder = UiBuilder::new()
        .max_rect(bar.shrink2(vec2(size::INSIDE + size::STEP, 0.0)))
        .layout(style.along())
        .accessibility_role(Role::Toolbar)
        .accessibility_label(name);
    let mut ui = ui.new_child(builder);
    ui.spacing_mut().item_spacing.x = size::STEP;
    add(&mut ui);
}

/// The entities that are offered: those of what is ticked, then the most frequent ones.
fn offered(seeing: &Seeing, summary: &Summary) -> Vec<String> {
    let mut offered: Vec<String> = summary.entities.iter().take(MOST).cloned().collect();
    if let Some(frequent) = seeing.shown.values.get(&crate::survey::Column::Entity) {
        let more = frequent.iter().map(|(id, _)| id).filter(|id| !id.is_empty());
        for id in more {
            if offered.len() >= MOST {
                break;
            }
            if !offered.contains(id) {
                offered.push(id.clone());
            }
        }
    }
    offered
}
