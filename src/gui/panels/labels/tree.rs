//! The tree of labels.

use eframe::egui::{Id, Key, Modifiers, Rect, Sense, Stroke as Pen, Ui, UiBuilder, vec2};

use super::editor::{Chosen, Editor, look_of};
use super::state::{Adding, Ask, BESIDE, LabelsView};
use crate::annotation::{Label as TagLabel, LabelId, LabelSet, ReadySet};
use crate::exchange::labels::LABEL_FORMATS;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, LabelsAction, Slot};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, FieldState, Icon, IconButton, LABEL_ROW, Label, LabelRow, List, MenuRow, Strip, TextField, WidgetStyle,
    choice_button, menu_separator, small,
};
use crate::session::Command;
use crate::text::fold::fold_phrase;

/// Height of the head and of the foot, in points.
const HEAD: f32 = 58.0;
const FOOT: f32 = 46.0;
/// The ready sets with the message keys of their rows.
const READY: [(ReadySet, &str); 3] = [
    (ReadySet::PlacesAndFactions, "labels-ready-places"),
    (ReadySet::Events, "labels-ready-events"),
    (ReadySet::Qualitative, "labels-ready-qualitative"),
];
/// The most levels that are followed: a file may contain a circle.
const DEEPEST: usize = 64;

/// The id of the list.
pub(super) fn id() -> Id {
    Id::unique("labels-tree")
}

fn search_id() -> Id {
    Id::unique("labels-search")
}

/// A row of the tree.
#[derive(Clone, Copy, Debug)]
struct Row<'a> {
    label: &'a TagLabel,
    level: usize,
    /// Whether the labels below it are shown; `None` if there are none.
    is_open: Option<bool>,
}

fn folded(name: &str) -> String {
    fold_phrase(&name.to_lowercase())
}

/// The rows of the tree, or those whose names contain what is looked for.
fn rows<'a>(labels: &'a LabelSet, view: &LabelsView) -> Vec<Row<'a>> {
    let sought = view.search.as_ref().map(|field| folded(field.text())).filter(|sought| !sought.is_empty());
    if let Some(sought) = sought {
        let is_found = |label: &&TagLabel| label.name.values().any(|name| folded(name).contains(&sought));
        return labels.iter().filter(is_found).map(|label| Row { label, level: 0, is_open: None }).collect();
    }
    let mut rows = Vec::new();
    let is_root = |label: &&TagLabel| label.parent.as_ref().is_none_or(|parent| labels.get(parent).is_none());
    for label in labels.iter().filter(is_root) {
        push(labels, label, 0, view, &mut rows);
    }
    rows
}

fn push<'a>(labels: &'a LabelSet, label: &'a TagLabel, level: usize, view: &LabelsView, rows: &mut Vec<Row<'a>>) {
    let has_children = level < DEEPEST && labels.children(&label.id).next().is_some();
    let is_open = has_children.then(|| !view.folded.contains(&label.id));
    rows.push(Row { label, level, is_open });
    if is_open == Some(true) {
        for child in labels.children(&label.id) {
            push(labels, child, level + 1, view, rows);
        }
    }
}

/// A label's key in the digits of the interface.
pub(super) fn key_text(i18n: &I18n, key: char) -> String {
    key.to_digit(10).map_or_else(|| key.to_string(), |digit| i18n.number(digit as usize))
}

impl LabelsView {
    pub(super) fn tree(&mut self, ui: &mut Ui, editor: Editor<'_>, acts: &mut Vec<AppAction>) {
        ui.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
        Self::tree_head(ui, editor, acts);
        let i18n = editor.i18n;
        let name = i18n.text("labels-search");
        let field = self.search.get_or_insert_with(|| FieldState::line(""));
        let shown = TextField::new(field, &name).placeholder(&name).icon(Icon::Find).id(search_id()).above(id());
        let shown = shown.show(ui);
        if shown.changed {
            List::begin_again(ui, id());
        }
        if shown.cancelled {
            field.set_text("");
            self.wants_focus = true;
        }
        let rows = rows(editor.labels(), self);
        if shown.submitted
            && let Some(first) = rows.first()
        {
            self.choose(Chosen::Label(first.label.id.clone()));
            self.wants_focus = true;
        }
        ui.add_space(size::INSIDE);
        let is_adding = matches!(self.adding, Some((Adding::Label(_), _)));
        let foot = FOOT + if is_adding { size::ROW + size::INSIDE } else { 0.0 };
        if rows.is_empty() && !editor.labels().is_empty() {
            let typed = self.search.as_ref().map_or("", |field| field.text()).to_owned();
            let text = i18n.text_with("labels-search-empty", &[("text", Value::from(typed))]);
            ui.add(Label::new(&text).color(WidgetStyle::of(ui.ctx()).theme.dim).wrapped());
        }
        // The attributes of the article are the last row.
        let height = (ui.available_height() - foot).max(3.0 * LABEL_ROW);
        let count = rows.len() + 1;
        let chosen = match &self.chosen {
            Chosen::Label(chosen) => rows.iter().position(|row| row.label.id == *chosen),
            Chosen::Article => Some(rows.len()),
            Chosen::None => None,
        };
        // The keyboard follows a label to its new place.
        let had_focus = |at: usize| ui.memory(|memory| memory.has_focus(id().with(at)));
        let former = self.place.take().filter(|(of, at)| *of == self.chosen && Some(*at) != chosen);
        self.wants_focus |= former.is_some_and(|(_, at)| had_focus(at));
        self.place = chosen.map(|at| (self.chosen.clone(), at));
        let is_sent = self.wants_focus;
        if std::mem::take(&mut self.wants_focus) {
            List::focus(ui.ctx(), id(), chosen.unwrap_or(0));
        }
        let counts = &editor.tab.mark_index.counts;
        let mut next = None;
        let name = i18n.text("labels-list").into_owned();
        List::new(id(), &name, height).rows_of(LABEL_ROW).chosen(chosen).below(search_id()).show(
            ui,
            count,
            |ui, place| {
                let Some(row) = rows.get(place.number()) else {
                    let text = i18n.text("labels-article");
                    let is_selected = self.chosen == Chosen::Article;
                    let row = LabelRow {
                        text: &text,
                        second: "",
                        look: None,
                        level: 0,
                        is_open: None,
                        key: "",
                        count: "",
                        is_hidden: false,
                        is_selected,
                        name: &text,
                    };
                    let (response, _) = row.show(ui, place);
                    if !is_sent && response.has_focus() || response.clicked() {
                        next = Some(Chosen::Article);
                    }
                    return Some(response);
                };
                let used = counts.iter().find(|count| count.label == row.label.id).map_or(0, |count| count.accepted);
                let (response, folds) = self.row(ui, editor, row, used, place);
                if folds {
                    self.fold(&row.label.id);
                }
                if response.clicked() {
                    response.request_focus();
                    self.shows_form = true;
                }
                if !is_sent && response.has_focus() || response.clicked() {
                    next = Some(Chosen::Label(row.label.id.clone()));
                }
                Some(response)
            },
        );
        if let Some(next) = next {
            if self.chosen != next {
                ui.ctx().request_repaint();
                self.end_adding(editor, acts);
            }
            self.choose(next);
        }
        self.tree_foot(ui, editor, acts);
    }

    fn row(
        &self,
        ui: &mut Ui,
        editor: Editor<'_>,
        row: &Row<'_>,
        used: usize,
        place: crate::gui::widgets::ListPlace,
    ) -> (eframe::egui::Response, bool) {
        let Row { label, level, is_open } = *row;
        let i18n = editor.i18n;
        let (text, second) = (label.name_in(editor.language()), label.name_in(editor.other_language()));
        let second = if text == second { "" } else { second };
        let key = label.key.map(|key| key_text(i18n, key)).unwrap_or_default();
        let count = if used > 0 { i18n.number(used) } else { String::new() };
        let is_hidden = editor.labels().hidden().contains(&label.id);
        let mut spoken = vec![text.to_owned()];
        spoken.extend((!second.is_empty()).then(|| second.to_owned()));
        if !key.is_empty() {
            spoken.push(i18n.text_with("labels-row-key", &[("key", Value::from(key.as_str()))]).into_owned());
        }
        spoken.extend(is_hidden.then(|| i18n.text("labels-row-hidden").into_owned()));
        spoken.push(i18n.text_with("labels-row-used", &[("count", used.into())]).into_owned());
        let name = spoken.join(&i18n.text("list-separator"));
        let row = LabelRow {
            text,
            second,
            look: Some(look_of(WidgetStyle::of(ui.ctx()).theme, label)),
            level,
            is_open,
            key: &key,
            count: &count,
            is_hidden,
            is_selected: self.chosen == Chosen::Label(label.id.clone()),
            name: &name,
        };
        row.show(ui, place)
    }

    fn fold(&mut self, label: &LabelId) {
        if !self.folded.remove(label) {
            self.folded.insert(label.clone());
        }
    }

    fn tree_head(ui: &mut Ui, editor: Editor<'_>, acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        let i18n = editor.i18n;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
        let mut strip = Strip::new(rect, look);
        let sets = i18n.text("labels-sets");
        let wanted = Button::new(&sets).quiet().icon(Icon::Down).width(ui.ctx()) + size::TARGET + 2.0 * size::INSIDE;
        let far = strip.trailing(wanted.min(rect.width() * 0.6));
        let close = i18n.text("labels-close");
        let mut far = ui.new_child(UiBuilder::new().max_rect(far).layout(look.against()));
        if far.add(IconButton::new(Icon::Close, &close)).clicked() {
            acts.push(editor.request(LabelsAction::Close));
        }
        choice_button(&mut far, &sets, |ui| {
            let mut chosen = None;
            for (set, key) in READY {
                if ui.add(MenuRow::new(&i18n.text(key))).clicked() {
                    chosen = Some(LabelsAction::AddReady(set));
                }
            }
            menu_separator(ui);
            if let Some(folder) = editor.folder {
                let text = i18n.text_with("labels-share", &[("folder", Value::from(folder))]);
                if ui.add(MenuRow::new(&text)).clicked() {
                    chosen = Some(LabelsAction::Share);
                }
            }
            if ui.add(MenuRow::new(&i18n.text("labels-import"))).clicked() {
                chosen = Some(LabelsAction::Import);
            }
            for format in LABEL_FORMATS {
                let language = i18n.lang().code();
                let name = format.names.iter().find(|(known, _)| *known == language).map_or("", |(_, name)| *name);
                let text = i18n.text_with("labels-export", &[("format", Value::from(name))]);
                if ui.add(MenuRow::new(&text)).clicked() {
                    chosen = Some(LabelsAction::Export(format));
                }
            }
            if let Some(action) = chosen {
                acts.push(editor.request(action));
                ui.close();
            }
        });
        let place = Rect::from_min_max(strip.rest().min + vec2(0.0, 8.0), strip.rest().max);
        let layout = eframe::egui::Layout::top_down(look.start());
        let mut near = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
        near.spacing_mut().item_spacing.y = 0.0;
        near.add(Label::new(&i18n.text("labels-title")).role(TextRole::Strong).heading());
        small(&mut near, &i18n.text_with("labels-count", &[("count", editor.labels().len().into())]));
    }

    fn tree_foot(&mut self, ui: &mut Ui, editor: Editor<'_>, acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        let i18n = editor.i18n;
        let edge = ui.cursor().top() + 0.5;
        ui.painter().hline(ui.max_rect().expand(BESIDE).x_range(), edge, Pen::new(size::HAIRLINE, look.theme.line));
        ui.add_space(size::INSIDE);
        if let Some((of @ Adding::Label(_), _)) = &self.adding {
            let of = of.clone();
            self.naming(ui, editor, &of, "labels-new-name", acts);
            ui.add_space(size::INSIDE);
        }
        look.line(ui, size::ROW, |ui| {
            let keys = super::super::keys::keys_text(ui.ctx(), i18n, crate::gui::command::UiCommand::NewLabel)
                .unwrap_or_default();
            if ui.add(Button::new(&i18n.text("labels-new")).icon(Icon::Plus).key(&keys)).clicked() {
                self.begin_label(editor.labels());
            }
            if let Chosen::Label(id) = &self.chosen {
                let below = Adding::Label(Some(id.clone()));
                if ui.add(Button::new(&i18n.text("labels-new-below")).quiet()).clicked() {
                    self.begin_adding(below);
                }
            }
        });
    }

    /// The keys of the tree while one of its rows has the focus.
    pub(super) fn tree_keys(&mut self, ui: &Ui, editor: Editor<'_>, acts: &mut Vec<AppAction>) {
        let stop = List::stop(ui.ctx(), id());
        let has_focus = stop.is_some_and(|stop| ui.memory(|memory| memory.has_focus(stop)));
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::NONE, Key::Slash) {
            self.search.get_or_insert_with(|| FieldState::line("")).focus();
        }
        let Chosen::Label(chosen) = self.chosen.clone() else { return };
        let Some(label) = editor.labels().get(&chosen).filter(|_| has_focus) else { return };
        let is_rtl = WidgetStyle::of(ui.ctx()).is_rtl();
        let (unfold, fold) = if is_rtl { (Key::ArrowLeft, Key::ArrowRight) } else { (Key::ArrowRight, Key::ArrowLeft) };
        if pressed(Modifiers::NONE, unfold) {
            self.folded.remove(&chosen);
        } else if pressed(Modifiers::NONE, fold) {
            match &label.parent {
                // From a label that has nothing to fold, to the one above it.
                Some(parent) if self.folded.contains(&chosen) || editor.labels().children(&chosen).next().is_none() => {
                    self.choose(Chosen::Label(parent.clone()));
                    self.wants_focus = true;
                }
                _ => drop(self.folded.insert(chosen.clone())),
            }
        }
        if pressed(Modifiers::NONE, Key::Space) {
            acts.push(editor.change([Command::EditLabel(TagLabel { hidden: !label.hidden, ..label.clone() })]));
        }
        if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::F2) {
            self.begin_naming(editor, &chosen);
        }
        if pressed(Modifiers::NONE, Key::Delete) {
            self.asks = Some(Ask::Remove);
            self.shows_form = true;
        }
        for (key, up) in [(Key::ArrowUp, true), (Key::ArrowDown, false)] {
            if pressed(Modifiers::ALT, key)
                && let Some(to) = beside(editor.labels(), label, up)
            {
                self.wants_focus = true;
                acts.push(editor.change([Command::MoveLabel { label: chosen.clone(), to }]));
            }
        }
    }

    /// Gives the field with the name in the interface's language the keyboard focus.
    fn begin_naming(&mut self, editor: Editor<'_>, label: &LabelId) {
        let slot = Slot::Name(label.clone(), editor.language());
        let value = slot.value(editor.labels()).unwrap_or_default();
        let field = self.fields.entry(slot).or_insert_with(|| FieldState::line(&value));
        field.focus();
        field.select_all();
        self.shows_form = true;
    }
}

/// The position in the legend of the label before or after one, of those on its level.
fn beside(labels: &LabelSet, label: &TagLabel, up: bool) -> Option<usize> {
    let level: Vec<&TagLabel> = labels.iter().filter(|other| other.parent == label.parent).collect();
    let at = level.iter().position(|other| other.id == label.id)?;
    let to = if up { at.checked_sub(1)? } else { at + 1 };
    labels.position(&level.get(to)?.id)
}
