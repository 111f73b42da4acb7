//! The attributes of a label, or of the whole article: their rows, and the opened one.

use eframe::egui::Ui;

use super::editor::Editor;
use super::state::{Adding, LabelsView, Opened};
use crate::annotation::{AttributeKind, AttributeType, Value};
use crate::gui::model::{AppAction, AttributePart, Owner, Slot, TYPES};
use crate::gui::panels::attribute_rows::value_text;
use crate::gui::panels::fields::{beside, framed};
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, IconButton, Label, Row, Switch, WidgetStyle, choice_of, small, strong};

impl LabelsView {
    pub(super) fn attributes(&mut self, ui: &mut Ui, editor: Editor<'_>, owner: &Owner, acts: &mut Vec<AppAction>) {
        let i18n = editor.i18n;
        let look = WidgetStyle::of(ui.ctx());
        look.line(ui, size::ROW, |ui| {
            strong(ui, &i18n.text("labels-attributes"));
            if ui.add(Button::new(&i18n.text("labels-attribute-add")).quiet().icon(Icon::Plus)).clicked() {
                self.begin_adding(Adding::Attribute(owner.clone()));
            }
        });
        let all = owner.attributes(editor.labels());
        if all.is_empty() {
            ui.add(Label::new(&i18n.text("labels-attributes-empty")).color(look.theme.dim).wrapped());
        }
        for kind in all {
            let opened = Opened::Attribute(owner.clone(), kind.id.clone());
            let is_open = self.opened.as_ref() == Some(&opened);
            if attribute_row(ui, editor, kind, is_open) {
                self.opened = (!is_open).then_some(opened);
            }
            if is_open {
                framed(ui, |ui| self.open_attribute(ui, editor, (owner, kind), acts));
            }
        }
        let adding = Adding::Attribute(owner.clone());
        self.naming(ui, editor, &adding, "labels-attribute-name", acts);
    }

    fn open_attribute(
        &mut self,
        ui: &mut Ui,
        editor: Editor<'_>,
        (owner, kind): (&Owner, &AttributeKind),
        acts: &mut Vec<AppAction>,
    ) {
        let i18n = editor.i18n;
        let look = WidgetStyle::of(ui.ctx());
        let languages = [editor.language(), editor.other_language()];
        let slot = |part| Slot::Attribute(owner.clone(), kind.id.clone(), part);
        beside(ui, 2, |ui, at| {
            let name = i18n.text(if languages[at] == "ar" { "labels-name-ar" } else { "labels-name-en" });
            small(ui, &name);
            let width = ui.available_width();
            self.field(ui, editor, slot(AttributePart::Name(languages[at])), (&name, ""), width);
        });
        if matches!(kind.of_type, AttributeType::Choice | AttributeType::Choices) {
            let (name, hint) = (i18n.text("labels-choices"), i18n.text("labels-choices-hint"));
            small(ui, &name);
            let width = ui.available_width();
            self.field(ui, editor, slot(AttributePart::Choices(editor.language())), (&name, &hint), width);
        }
        beside(ui, 2, |ui, at| {
            if at == 0 {
                small(ui, &i18n.text("labels-type"));
                types(ui, editor, (owner, kind), acts);
            } else {
                let name = i18n.text("labels-default");
                small(ui, &name);
                match kind.of_type {
                    AttributeType::Choice | AttributeType::YesNo => default_choice(ui, editor, (owner, kind), acts),
                    _ => {
                        let width = ui.available_width();
                        let is_date = kind.of_type == AttributeType::Date;
                        let hint = if is_date { i18n.text("attribute-date-hint") } else { "".into() };
                        let slot = slot(AttributePart::Default(editor.language()));
                        self.field(ui, editor, slot, (&name, &hint), width);
                    }
                }
            }
        });
        if ui.add(Switch::new(&i18n.text("labels-required"), kind.required)).clicked() {
            let required = !kind.required;
            let command = owner.changing(editor.labels(), &kind.id, |kind| kind.required = required);
            acts.extend(command.map(|command| editor.change([command])));
        }
        look.line(ui, size::ROW, |ui| {
            let moves = [(Icon::Up, "labels-up", Some(true)), (Icon::Down, "labels-down", Some(false))];
            for (icon, key, up) in moves {
                let command = owner.moving(editor.labels(), &kind.id, up);
                let name = i18n.text(key);
                let button = IconButton::new(icon, &name).color(look.theme.ink);
                if ui.add_enabled(command.is_some(), button).clicked() {
                    acts.extend(command.map(|command| editor.change([command])));
                }
            }
            if ui.add(Button::new(&i18n.text("labels-attribute-remove")).quiet().icon(Icon::Delete)).clicked() {
                self.opened = None;
                let command = owner.moving(editor.labels(), &kind.id, None);
                acts.extend(command.map(|command| editor.change([command])));
            }
        });
    }
}

/// An attribute on one line; returns whether it was clicked.
fn attribute_row(ui: &mut Ui, editor: Editor<'_>, kind: &AttributeKind, is_open: bool) -> bool {
    let i18n = editor.i18n;
    let separator = i18n.text("list-separator");
    let type_key =
        TYPES.iter().find(|(of_type, _)| *of_type == kind.of_type).map_or("labels-type-text", |(_, key)| key);
    let names: Vec<&str> = kind.choices.iter().map(|choice| choice.name_in(editor.language())).collect();
    let mut what = i18n.text(type_key).into_owned();
    if !names.is_empty() {
        what = format!("{what}: \u{2068}{}\u{2069}", names.join(&separator));
    }
    let mut far: Vec<String> = Vec::new();
    far.extend(kind.required.then(|| i18n.text("labels-required").into_owned()));
    far.extend(kind.default.as_ref().map(|value| value_text(editor.i18n, kind, value)));
    let name = kind.name_in(editor.language());
    let spoken = [name.to_owned(), what.clone()].into_iter().chain(far.clone()).collect::<Vec<_>>().join(&separator);
    let far = far.join(" · ");
    ui.add(Row::new(name).second(&what).count(&far).name(&spoken).selected(is_open)).clicked()
}

fn types(ui: &mut Ui, editor: Editor<'_>, (owner, kind): (&Owner, &AttributeKind), acts: &mut Vec<AppAction>) {
    let i18n = editor.i18n;
    let now = TYPES.iter().find(|(of_type, _)| *of_type == kind.of_type).map_or("labels-type-text", |(_, key)| key);
    let choices = TYPES.into_iter().map(|(of_type, key)| (of_type, i18n.text(key), of_type == kind.of_type));
    if let Some(of_type) = choice_of(ui, &i18n.text(now), choices).inner {
        let command = owner.changing(editor.labels(), &kind.id, |kind| {
            kind.of_type = of_type;
            // A default of another type would not be allowed.
            kind.default = kind.default.take().filter(|value| kind.check(value).is_ok());
        });
        acts.extend(command.map(|command| editor.change([command])));
    }
}

fn default_choice(ui: &mut Ui, editor: Editor<'_>, (owner, kind): (&Owner, &AttributeKind), acts: &mut Vec<AppAction>) {
    let i18n = editor.i18n;
    let values: Vec<Value> = match kind.of_type {
        AttributeType::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        _ => kind.choices.iter().map(|choice| Value::Choice(choice.id.clone())).collect(),
    };
    let none = i18n.text("labels-default-none").into_owned();
    let text = |value: Option<&Value>| value.map_or_else(|| none.clone(), |value| value_text(editor.i18n, kind, value));
    let all = std::iter::once(None).chain(values.into_iter().map(Some));
    let choices = all.map(|value| (value.clone(), text(value.as_ref()), kind.default == value));
    if let Some(value) = choice_of(ui, &text(kind.default.as_ref()), choices).inner {
        let command = owner.changing(editor.labels(), &kind.id, |kind| kind.default = value);
        acts.extend(command.map(|command| editor.change([command])));
    }
}
