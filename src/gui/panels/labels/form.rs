//! The form of the chosen label: names, description, look, key, place in the tree; and what is asked before it is merged,
//! or removed.

use eframe::egui::{Sense, Ui, UiBuilder, vec2};

use super::editor::{Chosen, Editor, look_of};
use super::state::{Ask, LabelsView};
use super::tree::key_text;
use crate::annotation::label::COLOR_ROLES;
use crate::annotation::{Label as TagLabel, LineStyle, Uses};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Owner, Slot};
use crate::gui::panels::fields::{beside, framed};
use crate::gui::text::TextRole;
use crate::gui::theme::{Theme, ThemeName, size};
use crate::gui::widgets::{
    Button, ColorChoice, Icon, Label, LineChoice, MenuRow, Strip, WidgetStyle, choice_button, choice_of, icons,
    paint_look, small, strong,
};
use crate::layout::palette::{Palette, contrast};
use crate::layout::{Stroke, free_line};
use crate::session::Command;

/// Width of the form from which six colours stand beside each other with their figures whole, in points.
const SIX_COLORS: f32 = 664.0;
/// Side of the sample in the head, in points.
const SAMPLE: f32 = 24.0;
/// The digits that can be a label's key.
const KEYS: std::ops::RangeInclusive<char> = '1'..='9';

/// The message keys of the line styles' names.
fn line_key(line: LineStyle) -> &'static str {
    match line {
        LineStyle::Solid => "labels-line-solid",
        LineStyle::Dashed => "labels-line-dashed",
        LineStyle::Dotted => "labels-line-dotted",
        LineStyle::Double => "labels-line-double",
    }
}

/// The least contrast of text and of the line of a colour, in the light and the dark theme; and whether both are enough
/// in every theme.
fn contrasts(color: &str) -> ([f32; 2], bool) {
    let rgb = crate::annotation::label::rgb_of(color);
    let (mut least, mut is_fine) = ([f32::MAX; 2], true);
    for theme in ThemeName::ALL {
        let palette = Palette::of(theme);
        let colors = palette.label("", rgb);
        let text = contrast(palette.ink, colors.fill);
        let line = contrast(colors.line, palette.paper).min(contrast(colors.line, colors.fill));
        is_fine &= text >= palette.text_contrast && line >= palette.mark_contrast;
        if matches!(theme, ThemeName::Light | ThemeName::Dark) {
            least = [least[0].min(text), least[1].min(line)];
        }
    }
    (least, is_fine)
}

impl LabelsView {
    pub(super) fn form(&mut self, ui: &mut Ui, editor: Editor<'_>, acts: &mut Vec<AppAction>) {
        let i18n = editor.i18n;
        match self.chosen.clone() {
            Chosen::None => {
                let key = if editor.labels().is_empty() { "labels-empty" } else { "labels-none-chosen" };
                ui.add(Label::new(&i18n.text(key)).color(WidgetStyle::of(ui.ctx()).theme.dim).wrapped());
            }
            Chosen::Article => {
                ui.add(Label::new(&i18n.text("labels-article")).role(TextRole::Strong).heading());
                ui.add(Label::new(&i18n.text("labels-article-text")).wrapped());
                ui.add_space(size::INSIDE);
                self.attributes(ui, editor, &Owner::Article, acts);
            }
            Chosen::Label(id) => {
                let Some(label) = editor.labels().get(&id) else { return };
                self.head(ui, editor, label, acts);
                self.question(ui, editor, label, acts);
                self.names(ui, editor, label);
                ui.add_space(size::INSIDE);
                colors(ui, editor, label, acts);
                ui.add_space(size::INSIDE);
                place(ui, editor, label, acts);
                ui.add_space(size::INSIDE);
                self.attributes(ui, editor, &Owner::Label(id.clone()), acts);
                ui.add_space(size::INSIDE);
                self.relations(ui, editor, label, acts);
            }
        }
    }

    /// Sample, names, and what can be done with the whole label.
    fn head(&mut self, ui: &mut Ui, editor: Editor<'_>, label: &TagLabel, acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        let i18n = editor.i18n;
        let (merge, remove) = (i18n.text("labels-merge"), i18n.text("labels-remove"));
        let hide = i18n.text(if label.hidden { "labels-show" } else { "labels-hide" });
        let buttons =
            [Button::new(&merge), Button::new(&hide).icon(Icon::Hidden), Button::new(&remove).icon(Icon::Delete)];
        let wanted: f32 = buttons.iter().map(|button| button.width(ui.ctx()) + size::INSIDE).sum();
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
        let mut strip = Strip::new(rect, look);
        let is_beside = rect.width() - wanted >= 120.0;
        let far = if is_beside {
            strip.trailing(wanted)
        } else {
            ui.allocate_exact_size(vec2(rect.width(), size::ROW), Sense::hover()).0
        };
        let square = icons::square(strip.leading(SAMPLE), SAMPLE);
        let (colors, stroke) = look_of(look.theme, label);
        paint_look(ui.painter(), square, colors, stroke, 2.0);
        strip.leading(size::INSIDE);
        let mut near = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(look.along()));
        near.spacing_mut().item_spacing.x = size::INSIDE;
        near.add(Label::new(editor.name(label)).role(TextRole::Strong).heading());
        small(&mut near, editor.second(label));
        let layout = if is_beside { look.against() } else { look.along() };
        let mut far = ui.new_child(UiBuilder::new().max_rect(far).layout(layout));
        far.spacing_mut().item_spacing.x = size::INSIDE;
        let order: Vec<usize> = if is_beside { vec![2, 1, 0] } else { vec![0, 1, 2] };
        let mut buttons = buttons.map(Some);
        for at in order {
            let Some(button) = buttons[at].take() else { continue };
            if !far.add(button).clicked() {
                continue;
            }
            match at {
                0 => self.asks = Some(Ask::Merge),
                1 => {
                    let shown = TagLabel { hidden: !label.hidden, ..label.clone() };
                    acts.push(editor.change([Command::EditLabel(shown)]));
                }
                _ => self.asks = Some(Ask::Remove),
            }
        }
        ui.add_space(size::INSIDE);
    }

    /// What is asked before the label is merged or removed: how far that reaches, and what becomes of its annotations.
    fn question(&mut self, ui: &mut Ui, editor: Editor<'_>, label: &TagLabel, acts: &mut Vec<AppAction>) {
        let Some(asks) = self.asks.clone() else { return };
        let i18n = editor.i18n;
        let used = self.used.as_ref().map(|used| used.counted).unwrap_or_default();
        let values = [
            ("label", Value::from(editor.name(label))),
            ("count", used.annotations.into()),
            ("relations", used.relations.into()),
        ];
        let key = match asks {
            Ask::Merge => "labels-ask-merge",
            Ask::Remove if used.annotations == 0 => "labels-ask-remove-unused",
            Ask::Remove => "labels-ask-remove",
            Ask::RemoveRelation(_) => return,
        };
        let mut answer = None;
        framed(ui, |ui| {
            ui.add(Label::new(&i18n.text_with(key, &values)).wrapped());
            WidgetStyle::of(ui.ctx()).line(ui, size::ROW, |ui| {
                if asks == Ask::Remove && used.annotations == 0 {
                    if ui.add(Button::new(&i18n.text("labels-remove-now")).primary()).clicked() {
                        answer = Some(Uses::None);
                    }
                } else {
                    choice_button(ui, &i18n.text("labels-give-to"), |ui| {
                        let theme = WidgetStyle::of(ui.ctx()).theme;
                        for other in editor.labels().iter().filter(|other| other.id != label.id) {
                            let row = MenuRow::new(editor.name(other)).swatch(look_of(theme, other).0.line);
                            if ui.add(row).clicked() {
                                answer = Some(Uses::Give(other.id.clone()));
                                ui.close();
                            }
                        }
                    });
                    if asks == Ask::Remove {
                        let remove = i18n.text_with("labels-remove-all", &[("count", used.annotations.into())]);
                        if ui.add(Button::new(&remove)).clicked() {
                            answer = Some(Uses::Remove);
                        }
                    }
                }
                if ui.add(Button::new(&i18n.text("dialog-cancel")).quiet()).clicked() {
                    self.asks = None;
                    self.wants_focus = true;
                }
            });
        });
        let Some(uses) = answer else { return };
        self.asks = None;
        self.wants_focus = true;
        self.chosen = match &uses {
            Uses::Give(heir) => Chosen::Label(heir.clone()),
            Uses::None | Uses::Remove => next_to(editor, label),
        };
        acts.push(editor.change([Command::RemoveLabel { label: label.id.clone(), uses }]));
    }

    fn names(&mut self, ui: &mut Ui, editor: Editor<'_>, label: &TagLabel) {
        let i18n = editor.i18n;
        let languages = [editor.language(), editor.other_language()];
        beside(ui, 2, |ui, at| {
            let name = i18n.text(if languages[at] == "ar" { "labels-name-ar" } else { "labels-name-en" });
            small(ui, &name);
            let width = ui.available_width();
            self.field(ui, editor, Slot::Name(label.id.clone(), languages[at]), (&name, ""), width);
        });
        ui.add_space(size::STEP);
        let name = i18n.text("labels-description");
        small(ui, &name);
        let hint = label.description.get(editor.other_language()).map_or("", String::as_str);
        let width = ui.available_width();
        self.field(ui, editor, Slot::Description(label.id.clone(), editor.language()), (&name, hint), width);
    }
}

/// The label that is chosen once this one is gone: the one below it in the legend, otherwise the one above.
fn next_to(editor: Editor<'_>, label: &TagLabel) -> Chosen {
    let all: Vec<&TagLabel> = editor.labels().iter().collect();
    let at = all.iter().position(|other| other.id == label.id).unwrap_or(0);
    let next = all.get(at + 1).or_else(|| all.get(at.checked_sub(1)?));
    next.map_or(Chosen::None, |next| Chosen::Label(next.id.clone()))
}

fn colors(ui: &mut Ui, editor: Editor<'_>, label: &TagLabel, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let i18n = editor.i18n;
    look.line(ui, size::ROW, |ui| {
        strong(ui, &i18n.text("label-color"));
        small(ui, &i18n.text("labels-color-caption"));
    });
    let columns = if ui.available_width() >= SIX_COLORS { 6 } else { 4 };
    let width = (ui.available_width() - size::INSIDE * (columns as f32 - 1.0)) / columns as f32;
    for row in COLOR_ROLES.chunks(columns) {
        look.line(ui, 0.0, |ui| {
            for (color, _) in row {
                if color_choice(ui, editor, label, color, width) {
                    // The line stays if it is free in that colour.
                    let same = TagLabel { color: (*color).to_owned(), ..label.clone() };
                    let is_taken = editor.labels().look_of_another(&same).is_some();
                    let line = free_line(editor.labels(), color).filter(|_| is_taken).unwrap_or(label.line);
                    acts.push(editor.change([Command::EditLabel(TagLabel { line, ..same })]));
                }
            }
        });
    }
    small(ui, &i18n.text("labels-color-foot"));
}

/// One of the colours; returns whether it was chosen.
fn color_choice(ui: &mut Ui, editor: Editor<'_>, label: &TagLabel, color: &str, width: f32) -> bool {
    let i18n = editor.i18n;
    let rgb = crate::annotation::label::rgb_of(color);
    let others: Vec<&TagLabel> =
        editor.labels().iter().filter(|other| other.id != label.id && other.rgb() == rgb).collect();
    let ([text, line], is_fine) = contrasts(color);
    let figures = [text, line].map(|contrast| i18n.decimal(contrast.into(), 1));
    let mut name = i18n.text(&format!("color-{color}")).into_owned();
    if let Some(other) = others.first() {
        let values = [("color", Value::from(name)), ("label", Value::from(editor.name(other)))];
        name = i18n.text_with("labels-color-of", &values).into_owned();
    }
    let values = [("text", Value::from(figures[0].as_str())), ("line", Value::from(figures[1].as_str()))];
    let key = if is_fine { "labels-contrast" } else { "labels-contrast-low" };
    let name = [name, i18n.text_with(key, &values).into_owned()].join(&i18n.text("list-separator"));
    let samples = [ThemeName::Light, ThemeName::Dark].map(|name| {
        let theme = Theme::named(name);
        (theme.ink, theme.label("", color))
    });
    let is_chosen = label.rgb() == rgb;
    let choice = ColorChoice {
        samples,
        stroke: label.line.into(),
        contrasts: [&figures[0], &figures[1]],
        is_fine,
        is_taken: !others.is_empty(),
        is_chosen,
        name: &name,
        width,
    };
    // A label whose every line is taken by others cannot have the colour.
    ui.add(choice).clicked() && !is_chosen
}

/// Line, key, and the label above.
fn place(ui: &mut Ui, editor: Editor<'_>, label: &TagLabel, acts: &mut Vec<AppAction>) {
    let i18n = editor.i18n;
    beside(ui, 3, |ui, at| match at {
        0 => {
            small(ui, &i18n.text("labels-line"));
            let styles = LineStyle::ALL.map(|line| {
                let other = editor.labels().look_of_another(&TagLabel { line, ..label.clone() });
                let name = i18n.text(line_key(line));
                let name = match other {
                    Some(other) => {
                        let values = [("line", Value::from(name)), ("label", Value::from(editor.name(other)))];
                        i18n.text_with("labels-line-of", &values).into_owned()
                    }
                    None => name.into_owned(),
                };
                (Stroke::from(line), name, other.is_none())
            });
            let chosen = LineStyle::ALL.iter().position(|line| *line == label.line).unwrap_or(0);
            if let Some(clicked) = (LineChoice { styles: &styles, chosen }).show(ui) {
                let line = LineStyle::ALL[clicked];
                acts.push(editor.change([Command::EditLabel(TagLabel { line, ..label.clone() })]));
            }
        }
        1 => {
            small(ui, &i18n.text("labels-key"));
            keys(ui, editor, label, acts);
        }
        _ => {
            small(ui, &i18n.text("labels-parent"));
            parents(ui, editor, label, acts);
        }
    });
}

fn keys(ui: &mut Ui, editor: Editor<'_>, label: &TagLabel, acts: &mut Vec<AppAction>) {
    let i18n = editor.i18n;
    let now = label.key.map_or_else(|| i18n.text("labels-key-none").into_owned(), |key| spoken_key(i18n, key));
    let holder = |key| editor.labels().by_key(key).filter(|other| other.id != label.id);
    let text = |key: char| {
        let values = |name| [("key", Value::from(key_text(i18n, key))), ("label", Value::from(name))];
        match holder(key) {
            None => i18n.text_with("labels-key-free", &values("")).into_owned(),
            Some(other) => {
                let said = if label.key.is_some() { "labels-key-swap" } else { "labels-key-take" };
                i18n.text_with(said, &values(editor.name(other))).into_owned()
            }
        }
    };
    let none = (None, i18n.text("labels-key-none").into_owned(), label.key.is_none());
    let keys = KEYS.map(|key| (Some(key), text(key), label.key == Some(key)));
    if let Some(key) = choice_of(ui, &now, std::iter::once(none).chain(keys)).inner {
        let with = |key: Option<char>, label: &TagLabel| Command::EditLabel(TagLabel { key, ..label.clone() });
        let other = key.and_then(holder);
        // It is free before it is given away, and what is given up goes to who had it.
        let freed = other.map(|other| with(None, other));
        let given = other.filter(|_| label.key.is_some()).map(|other| with(label.key, other));
        acts.push(editor.change(freed.into_iter().chain([with(key, label)]).chain(given)));
    }
}

fn spoken_key(i18n: &I18n, key: char) -> String {
    i18n.text_with("labels-key-is", &[("key", Value::from(key_text(i18n, key)))]).into_owned()
}

fn parents(ui: &mut Ui, editor: Editor<'_>, label: &TagLabel, acts: &mut Vec<AppAction>) {
    let i18n = editor.i18n;
    let top = i18n.text("labels-parent-none");
    let now = label.parent.as_ref().map_or_else(|| top.clone().into_owned(), |parent| editor.name_of(parent));
    let is_below = |other: &TagLabel| editor.labels().line_of(&other.id).any(|above| above.id == label.id);
    let others = editor.labels().iter().filter(|other| !is_below(other)).map(Some);
    let choices = std::iter::once(None).chain(others).map(|other| {
        let name = other.map_or(&*top, |other| editor.name(other));
        (other, name, label.parent.as_ref() == other.map(|other| &other.id))
    });
    if let Some(other) = choice_of(ui, &now, choices).inner {
        let parent = other.map(|other| other.id.clone());
        acts.push(editor.change([Command::EditLabel(TagLabel { parent, ..label.clone() })]));
    }
}
