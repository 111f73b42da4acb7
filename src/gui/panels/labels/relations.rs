//! The kinds of relations that the chosen label can have: their rows, and the opened one.

use eframe::egui::Ui;

use super::editor::Editor;
use super::state::{Adding, Ask, LabelsView, Opened};
use crate::annotation::{Label as TagLabel, LabelId, RelationKind};
use crate::gui::i18n::Value;
use crate::gui::model::{AppAction, Slot, changing_relation};
use crate::gui::panels::fields::{beside, framed};
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, Label, MenuRow, Row, Switch, WidgetStyle, choice_button, small, strong};
use crate::session::Command;

/// The most names of allowed ends on one row.
const NAMES: usize = 3;

/// Whether a relation of this kind may begin or end at a label.
fn concerns(editor: Editor<'_>, kind: &RelationKind, label: &LabelId) -> bool {
    let fits =
        |ends: &[LabelId]| ends.is_empty() || editor.labels().line_of(label).any(|above| ends.contains(&above.id));
    fits(&kind.from) || fits(&kind.to)
}

/// The labels at an end of a kind.
fn ends(editor: Editor<'_>, ends: &[LabelId]) -> String {
    let i18n = editor.i18n;
    if ends.is_empty() {
        return i18n.text("labels-relation-any").into_owned();
    }
    let mut names: Vec<String> =
        ends.iter().take(NAMES).map(|id| format!("\u{2068}{}\u{2069}", editor.name_of(id))).collect();
    if ends.len() > NAMES {
        names.push(i18n.text_with("labels-relation-more", &[("count", (ends.len() - NAMES).into())]).into_owned());
    }
    names.join(&i18n.text("list-separator"))
}

impl LabelsView {
    pub(super) fn relations(&mut self, ui: &mut Ui, editor: Editor<'_>, label: &TagLabel, acts: &mut Vec<AppAction>) {
        let i18n = editor.i18n;
        let look = WidgetStyle::of(ui.ctx());
        look.line(ui, size::ROW, |ui| {
            strong(ui, &i18n.text("labels-relations"));
            if ui.add(Button::new(&i18n.text("labels-relation-add")).quiet().icon(Icon::Plus)).clicked() {
                self.begin_adding(Adding::Relation(label.id.clone()));
            }
        });
        let kinds = &editor.labels().relation_kinds;
        let concerning: Vec<&RelationKind> = kinds.iter().filter(|kind| concerns(editor, kind, &label.id)).collect();
        if concerning.is_empty() {
            ui.add(Label::new(&i18n.text("labels-relations-empty")).color(look.theme.dim).wrapped());
        }
        for kind in concerning {
            let opened = Opened::Relation(kind.id.clone());
            let is_open = self.opened.as_ref() == Some(&opened);
            let used = self.used.as_ref().map_or(0, |used| used.relations_of(&kind.id));
            let values = [("from", Value::from(ends(editor, &kind.from))), ("to", Value::from(ends(editor, &kind.to)))];
            let key = if kind.symmetric { "labels-relation-both" } else { "labels-relation-ends" };
            let what = i18n.text_with(key, &values);
            let name = kind.name_in(editor.language());
            let count = i18n.number(used);
            let row = Row::new(name).second(&what).count(if used > 0 { &count } else { "" }).selected(is_open);
            if ui.add(row).clicked() {
                self.opened = (!is_open).then_some(opened);
            }
            if is_open {
                framed(ui, |ui| self.open_relation(ui, editor, (kind, used), acts));
            }
        }
        self.naming(ui, editor, &Adding::Relation(label.id.clone()), "labels-relation-name", acts);
    }

    fn open_relation(
        &mut self,
        ui: &mut Ui,
        editor: Editor<'_>,
        (kind, used): (&RelationKind, usize),
        acts: &mut Vec<AppAction>,
    ) {
        let i18n = editor.i18n;
        let look = WidgetStyle::of(ui.ctx());
        let languages = [editor.language(), editor.other_language()];
        beside(ui, 2, |ui, at| {
            let name = i18n.text(if languages[at] == "ar" { "labels-name-ar" } else { "labels-name-en" });
            small(ui, &name);
            let width = ui.available_width();
            self.field(ui, editor, Slot::Relation(kind.id.clone(), languages[at]), (&name, ""), width);
        });
        beside(ui, 2, |ui, at| {
            let is_from = at == 0;
            let (key, now) =
                if is_from { ("labels-relation-from", &kind.from) } else { ("labels-relation-to", &kind.to) };
            small(ui, &i18n.text(key));
            choose_ends(ui, editor, kind, (now, is_from), acts);
        });
        if ui.add(Switch::new(&i18n.text("labels-relation-symmetric"), kind.symmetric)).clicked() {
            let symmetric = !kind.symmetric;
            let command = changing_relation(editor.labels(), &kind.id, |kind| kind.symmetric = symmetric);
            acts.extend(command.map(|command| editor.change([command])));
        }
        let asks = Ask::RemoveRelation(kind.id.clone());
        if used > 0 && self.asks.as_ref() == Some(&asks) {
            let values = [("count", used.into())];
            ui.add(Label::new(&i18n.text_with("labels-ask-remove-relation", &values)).wrapped());
        }
        look.line(ui, size::ROW, |ui| {
            let is_asked = self.asks.as_ref() == Some(&asks);
            let key = if is_asked { "labels-relation-remove-all" } else { "labels-relation-remove" };
            let text = i18n.text_with(key, &[("count", used.into())]);
            let button = Button::new(&text).icon(Icon::Delete);
            if ui.add(if is_asked { button } else { button.quiet() }).clicked() {
                if used > 0 && !is_asked {
                    self.asks = Some(asks.clone());
                } else {
                    (self.asks, self.opened) = (None, None);
                    acts.push(editor.change([Command::RemoveRelationKind(kind.id.clone())]));
                }
            }
            if is_asked && ui.add(Button::new(&i18n.text("dialog-cancel")).quiet()).clicked() {
                self.asks = None;
            }
        });
    }
}

/// The labels at one end: all, or those that are ticked.
fn choose_ends(
    ui: &mut Ui,
    editor: Editor<'_>,
    kind: &RelationKind,
    (now, is_from): (&[LabelId], bool),
    acts: &mut Vec<AppAction>,
) {
    choice_button(ui, &ends(editor, now), |ui| {
        let mut chosen: Option<Vec<LabelId>> = None;
        if ui.add(MenuRow::new(&editor.i18n.text("labels-relation-any")).on(now.is_empty())).clicked() {
            chosen = Some(Vec::new());
        }
        for label in editor.labels().iter() {
            let at = now.iter().position(|id| *id == label.id);
            if ui.add(MenuRow::new(editor.name(label)).on(at.is_some())).clicked() {
                let mut all = now.to_vec();
                match at {
                    Some(at) => drop(all.remove(at)),
                    None => all.push(label.id.clone()),
                }
                chosen = Some(all);
            }
        }
        if let Some(all) = chosen {
            let command = changing_relation(editor.labels(), &kind.id, |kind| {
                *(if is_from { &mut kind.from } else { &mut kind.to }) = all;
            });
            acts.extend(command.map(|command| editor.change([command])));
            ui.close();
        }
    });
}
