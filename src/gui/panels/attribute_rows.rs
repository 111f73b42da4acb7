//! Attributes as rows: the name, and a control for its values.

use eframe::egui::{Id, Key, Modifiers, Popup, Rect, Response, Shape, Stroke, Ui, UiBuilder, vec2};

use crate::annotation::attributes::Choice;
use crate::annotation::{AttributeKind, AttributeType, Attributes, Value};
use crate::gui::i18n::{I18n, without_isolates};
use crate::gui::model::AttributeFields;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{FieldState, Label, Segments, Strip, Switch, TextField, WidgetStyle, choice_of, small};

/// A value that was given, or that there shall be none.
type Given = Option<Value>;

/// Width of the names, in points, and the most of a row that they take.
const NAMES: f32 = 104.0;
const NAMES_SHARE: f32 = 0.36;

/// The attributes that there can be, and their values.
#[derive(Clone, Copy)]
pub(super) struct AttributeRows<'a> {
    pub(super) i18n: &'a I18n,
    pub(super) kinds: &'a [AttributeKind],
    pub(super) values: &'a Attributes,
    /// Values that are suggested where there is none.
    pub(super) suggested: Option<&'a Attributes>,
    /// Tells the fields of one form from those of another.
    pub(super) salt: &'static str,
}

/// A new value of an attribute, by its id.
pub(super) type Changed = (String, Option<Value>);

impl AttributeRows<'_> {
    /// Shows a row for each; returns the values that were chosen, or typed in a field that was left.
    pub(super) fn show(self, ui: &mut Ui, state: &mut AttributeFields) -> Vec<Changed> {
        let mut changed = Vec::new();
        let was_typing = state.typing.take();
        for (number, kind) in self.kinds.iter().enumerate() {
            let takes_focus = number == 0 && state.wants_focus;
            let value = self.values.get(&kind.id);
            let new = match kind.of_type {
                AttributeType::YesNo => {
                    state.wants_focus &= !takes_focus;
                    self.yes_or_no(ui, kind, value)
                }
                AttributeType::Choice if !kind.choices.is_empty() => {
                    let (new, has_focus) = self.choice(ui, kind, value, takes_focus);
                    // In the frame in which the card is measured, nothing can have it.
                    state.wants_focus &= !has_focus;
                    new
                }
                AttributeType::Choices if !kind.choices.is_empty() => {
                    state.wants_focus &= !takes_focus;
                    self.choices(ui, kind, value)
                }
                _ => {
                    let left = was_typing.as_deref() == Some(&kind.id);
                    self.typed(ui, kind, (value, takes_focus, left), state)
                }
            };
            changed.extend(new.map(|value| (kind.id.clone(), value)));
        }
        changed
    }

    /// The height of all rows, in points.
    pub(super) fn height(self) -> f32 {
        let rows = |kind: &AttributeKind| match kind.of_type {
            AttributeType::Choices if !kind.choices.is_empty() => 1 + kind.choices.len(),
            _ => 1,
        };
        self.kinds.iter().map(rows).sum::<usize>() as f32 * (size::ROW + size::STEP)
    }

    fn name(self, kind: &AttributeKind) -> String {
        kind.name_in(self.i18n.lang().code()).to_owned()
    }

    /// The name at the side where lines begin, and the control in the rest.
    fn row<R>(self, ui: &mut Ui, kind: &AttributeKind, is_missing: bool, add: impl FnOnce(&mut Ui) -> R) -> R {
        let look = WidgetStyle::of(ui.ctx());
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), eframe::egui::Sense::hover());
        let mut strip = Strip::new(rect, look);
        let mut names = ui.new_child(
            UiBuilder::new().max_rect(strip.leading(NAMES.min(rect.width() * NAMES_SHARE))).layout(look.along()),
        );
        let color = if is_missing { look.theme.warning.line } else { look.theme.dim };
        names.add(Label::new(&self.name(kind)).role(TextRole::Small).color(color));
        strip.leading(size::INSIDE);
        let mut rest = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(look.along()).id_salt(&kind.id));
        add(&mut rest)
    }

    fn yes_or_no(self, ui: &mut Ui, kind: &AttributeKind, value: Option<&Value>) -> Option<Given> {
        let texts = ["attribute-none", "labels-yes", "labels-no"].map(|key| self.i18n.text(key));
        let parts = [(&*texts[0], ""), (&*texts[1], ""), (&*texts[2], "")];
        let values = [None, Some(Value::YesNo(true)), Some(Value::YesNo(false))];
        let chosen = values.iter().position(|offered| offered.as_ref() == value).unwrap_or_default();
        let is_missing = kind.required && value.is_none();
        let clicked = self.row(ui, kind, is_missing, |ui| Segments::new(&parts, chosen).show(ui))?;
        values.into_iter().nth(clicked)
    }

    fn choice(
        self,
        ui: &mut Ui,
        kind: &AttributeKind,
        value: Option<&Value>,
        takes_focus: bool,
    ) -> (Option<Given>, bool) {
        let language = self.i18n.lang().code();
        let none = self.i18n.text("attribute-none").into_owned();
        let text = value.map_or_else(|| none.clone(), |value| value_text(self.i18n, kind, value));
        let mut new = self.step(ui, kind, value);
        let button = self.row(ui, kind, kind.required && value.is_none(), |ui| {
            let all = kind.choices.iter().map(|choice| (choice.name_in(language), Some(choice)));
            let choices = all.chain([(none.as_str(), None)]).map(|(name, choice)| {
                let offered = choice.map(|choice: &Choice| Value::Choice(choice.id.clone()));
                let is_on = offered.as_ref() == value;
                (offered, name, is_on)
            });
            choice_of(ui, &text, choices)
        });
        new = button.inner.or(new);
        let spoken = format!("{}: {}", self.name(kind), without_isolates(&text));
        announce(&button.response, &spoken);
        ui.data_mut(|data| data.insert_temp(self.button(kind), button.response.id));
        let had_focus = button.response.has_focus();
        if takes_focus {
            button.response.request_focus();
        }
        (new, had_focus)
    }

    /// Under what the id of a choice's button is kept.
    fn button(self, kind: &AttributeKind) -> Id {
        Id::unique((self.salt, "choice", &kind.id))
    }

    /// Down and Up go from choice to choice while the button has the focus, without opening its list.
    fn step(self, ui: &Ui, kind: &AttributeKind, value: Option<&Value>) -> Option<Given> {
        let button = ui.data(|data| data.get_temp::<Id>(self.button(kind)))?;
        if !ui.memory(|memory| memory.has_focus(button)) || Popup::is_any_open(ui.ctx()) {
            return None;
        }
        let now = kind.choices.iter().position(|choice| value == Some(&Value::Choice(choice.id.clone())));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let at = if pressed(Key::ArrowDown) {
            now.map_or(0, |now| now + 1)
        } else if pressed(Key::ArrowUp) {
            now?.checked_sub(1)?
        } else {
            return None;
        };
        kind.choices.get(at).map(|choice| Some(Value::Choice(choice.id.clone())))
    }

    fn choices(self, ui: &mut Ui, kind: &AttributeKind, value: Option<&Value>) -> Option<Given> {
        let language = self.i18n.lang().code();
        let chosen: &[String] = if let Some(Value::Choices(all)) = value { all } else { &[] };
        small(ui, &self.name(kind));
        let mut new = None;
        for choice in &kind.choices {
            let is_on = chosen.contains(&choice.id);
            if ui.add(Switch::new(choice.name_in(language), is_on)).clicked() {
                // In the order of the label set.
                let kept = kind.choices.iter().map(|other| &other.id);
                let kept = kept.filter(|id| if **id == choice.id { !is_on } else { chosen.contains(id) });
                let kept: Vec<String> = kept.cloned().collect();
                new = Some((!kept.is_empty()).then_some(Value::Choices(kept)));
            }
        }
        new
    }

    fn typed(
        self,
        ui: &mut Ui,
        kind: &AttributeKind,
        (value, takes_focus, was_typing): (Option<&Value>, bool, bool),
        state: &mut AttributeFields,
    ) -> Option<Given> {
        let now = value.map(|value| value_text(self.i18n, kind, value)).unwrap_or_default();
        let field = state.fields.entry(kind.id.clone()).or_insert_with(|| FieldState::line(&now));
        if takes_focus {
            field.focus();
            field.select_all();
            state.wants_focus = false;
        }
        let parsed = |text: &str| parsed(kind, text);
        let suggested = self.suggested.and_then(|all| all.get(&kind.id)).filter(|_| value.is_none());
        let suggestion = suggested.map(|value| value_text(self.i18n, kind, value));
        let is_date = kind.of_type == AttributeType::Date;
        let hint = if is_date { self.i18n.text("attribute-date-hint") } else { "".into() };
        let is_wrong = parsed(field.text()).is_none();
        let is_missing = kind.required && value.is_none();
        let name = self.name(kind);
        let id = Id::unique((self.salt, &kind.id));
        let shown = self.row(ui, kind, is_missing, |ui| {
            TextField::new(field, &name)
                .placeholder(suggestion.as_deref().unwrap_or(&hint))
                .id(id)
                .wrong(is_wrong)
                .show(ui)
        });
        if shown.response.gained_focus() {
            shown.response.scroll_to_me(None);
        }
        let is_typing = shown.response.has_focus();
        if is_typing {
            state.typing = Some(kind.id.clone());
        }
        if shown.cancelled {
            state.is_cancelled = true;
            field.set_text(&now);
            return None;
        }
        if let Some(suggested) = suggested.filter(|_| field.text().trim().is_empty()) {
            dashed(ui, shown.response.rect);
            if shown.submitted {
                return Some(Some(suggested.clone()));
            }
        }
        let is_left = was_typing && !is_typing || shown.submitted;
        if is_left && field.text().trim() != now {
            return parsed(field.text());
        }
        if !is_typing && !was_typing && field.text() != now && !is_wrong {
            // Something else has changed it: undo, another person.
            field.set_text(&now);
        }
        None
    }
}

/// What a text is as a value of an attribute: none if it is empty. `None` if it cannot be one.
fn parsed(kind: &AttributeKind, text: &str) -> Option<Given> {
    match text.trim() {
        "" => Some(None),
        text => Value::parse(kind.of_type, text).filter(|value| kind.check(value).is_ok()).map(Some),
    }
}

/// What stands in the field of an attribute and is not kept yet.
pub(super) fn typed_value(
    i18n: &I18n,
    kind: &AttributeKind,
    values: &Attributes,
    state: &AttributeFields,
) -> Option<Changed> {
    let text = state.fields.get(&kind.id)?.text().trim();
    let now = values.get(&kind.id).map(|value| value_text(i18n, kind, value)).unwrap_or_default();
    if text == now { None } else { Some((kind.id.clone(), parsed(kind, text)?)) }
}

/// The edge of a field whose value is only suggested.
fn dashed(ui: &Ui, rect: Rect) {
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let rect = rect.shrink(0.5);
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    ui.painter().add(Shape::line(corners.to_vec(), Stroke::new(2.0, theme.card)));
    ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(1.0, theme.dim), 4.0, 3.0));
}

fn announce(response: &Response, name: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// A value in the words of the interface.
pub(super) fn value_text(i18n: &I18n, kind: &AttributeKind, value: &Value) -> String {
    let language = i18n.lang().code();
    let named = |id: &String| {
        let choice = kind.choices.iter().find(|choice| choice.id == *id);
        choice.map_or(id.as_str(), |choice| choice.name_in(language)).to_owned()
    };
    match value {
        Value::Choice(id) => named(id),
        Value::Choices(ids) => ids.iter().map(named).collect::<Vec<_>>().join(&i18n.text("list-separator")),
        Value::YesNo(yes) => i18n.text(if *yes { "labels-yes" } else { "labels-no" }).into_owned(),
        value => value.plain(),
    }
}
