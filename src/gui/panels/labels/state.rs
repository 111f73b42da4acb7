//! The editor's state between frames, its fields, and what is added by name.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{Id, Ui};

use super::editor::{Chosen, Editor};
use super::used::Used;
use crate::annotation::{LabelId, LabelSet};
use crate::gui::model::{AppAction, Owner, Slot};
use crate::gui::panels::dialogs::label_named;
use crate::gui::widgets::{FieldState, TextField};
use crate::session::Command;

/// Space beside the contents of a column, in points.
pub(super) const BESIDE: f32 = 16.0;

/// What is asked in the form before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// With which label the chosen one is merged.
    Merge,
    /// What becomes of its annotations.
    Remove,
    /// Whether a kind of relations goes with its relations.
    RemoveRelation(String),
}

/// What gets a name before it is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Adding {
    Label(Option<LabelId>),
    Attribute(Owner),
    Relation(LabelId),
}

/// The row of the form that is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opened {
    Attribute(Owner, String),
    Relation(String),
}

/// The editor's state between frames.
#[derive(Default)]
pub(crate) struct LabelsView {
    pub(super) chosen: Chosen,
    pub(super) search: Option<FieldState>,
    pub(super) folded: BTreeSet<LabelId>,
    pub(super) fields: BTreeMap<Slot, FieldState>,
    /// The field with the keyboard focus: what is typed there is written once it is left.
    pub(super) editing: Option<Slot>,
    pub(super) asks: Option<Ask>,
    pub(super) adding: Option<(Adding, FieldState)>,
    pub(super) opened: Option<Opened>,
    pub(super) used: Option<Used>,
    /// The field that had the keyboard focus in the last frame.
    pub(super) left: Option<Slot>,
    /// Whether the form is in front where there is room for one column only.
    pub(super) shows_form: bool,
    /// Whether the tree had the keyboard focus in the last frame, and where the chosen row stood.
    pub(super) had_tree: bool,
    pub(super) place: Option<(Chosen, usize)>,
    /// Whether the list is about to get the keyboard focus.
    pub(super) wants_focus: bool,
    /// Whether a menu was open in the last frame: its Escape is not for the editor.
    pub(super) was_covered: bool,
}

impl LabelsView {
    /// Begins with the labels of an article.
    pub(crate) fn begin(&mut self, labels: &LabelSet) {
        let is_there = matches!(&self.chosen, Chosen::Label(id) if labels.get(id).is_some());
        let chosen = if is_there { std::mem::take(&mut self.chosen) } else { Chosen::None };
        *self = Self { chosen, wants_focus: true, ..Self::default() };
        if self.chosen == Chosen::None
            && let Some(first) = labels.iter().next()
        {
            self.chosen = Chosen::Label(first.id.clone());
        }
    }

    /// Begins to name a new label, on the level of the chosen one.
    pub(crate) fn begin_label(&mut self, labels: &LabelSet) {
        let parent = match &self.chosen {
            Chosen::Label(id) => labels.get(id).and_then(|label| label.parent.clone()),
            _ => None,
        };
        self.begin_adding(Adding::Label(parent));
    }

    /// What is typed in a field that was not left yet.
    pub(crate) fn finish(&mut self, labels: &LabelSet) -> Option<Command> {
        let slot = self.editing.take()?;
        let typed = self.fields.get(&slot)?.text().to_owned();
        let is_new = slot.value(labels).is_some_and(|value| value.trim() != typed.trim());
        is_new.then(|| slot.writing(labels, &typed)).flatten()
    }

    /// Whether a field is about to get the keyboard focus.
    pub(crate) fn wants_focus(&self) -> bool {
        let fields = self.fields.values().chain(self.adding.iter().map(|(_, field)| field)).chain(&self.search);
        self.wants_focus || fields.into_iter().any(FieldState::wants_focus)
    }

    pub(super) fn back_to_tree(&mut self) {
        self.wants_focus = true;
        self.shows_form = false;
    }

    pub(super) fn begin_adding(&mut self, adding: Adding) {
        let mut field = FieldState::line("");
        field.focus();
        self.adding = Some((adding, field));
    }

    pub(super) fn choose(&mut self, chosen: Chosen) {
        if self.chosen != chosen {
            self.chosen = chosen;
            self.asks = None;
            self.opened = None;
            self.adding = None;
        }
    }

    /// A field of the form. What is typed is written when it is left; Escape takes it back.
    pub(super) fn field(
        &mut self,
        ui: &mut Ui,
        editor: Editor<'_>,
        slot: Slot,
        (name, hint): (&str, &str),
        width: f32,
    ) {
        let Some(value) = slot.value(editor.labels()) else { return };
        let state = self.fields.entry(slot.clone()).or_insert_with(|| FieldState::line(&value));
        let id = Id::unique(("labels-field", format!("{slot:?}")));
        let is_wrong = !slot.takes(editor.labels(), state.text());
        let shown = TextField::new(state, name).placeholder(hint).width(width).id(id).wrong(is_wrong).show(ui);
        if shown.response.gained_focus() {
            shown.response.scroll_to_me(None);
        }
        if shown.cancelled {
            state.set_text(&value);
            self.wants_focus = true;
        } else if shown.submitted {
            // Left at once; the keyboard returns to the tree.
            self.editing = None;
            self.wants_focus = true;
        } else if shown.response.has_focus() {
            self.editing = Some(slot);
        } else if state.text() != value && self.left.as_ref() != Some(&slot) {
            // Something else has changed it: undo, another field.
            state.set_text(&value);
        }
    }

    /// The field in which the name of something new is typed, if that is what is added.
    pub(super) fn naming(
        &mut self,
        ui: &mut Ui,
        editor: Editor<'_>,
        of: &Adding,
        key: &str,
        acts: &mut Vec<AppAction>,
    ) {
        let Some((_, field)) = self.adding.as_mut().filter(|(adding, _)| adding == of) else { return };
        let name = editor.i18n.text(key);
        let id = Id::unique("labels-naming");
        let shown = TextField::new(field, &name).placeholder(&name).id(id).show(ui);
        if shown.response.gained_focus() {
            shown.response.scroll_to_me(None);
        }
        if shown.cancelled {
            self.adding = None;
            self.wants_focus = true;
        } else if shown.submitted || shown.response.lost_focus() {
            // Like the other fields it is written when it is left.
            self.end_adding(editor, acts);
        }
    }

    /// Makes what is being named, if it has a name by now.
    pub(super) fn end_adding(&mut self, editor: Editor<'_>, acts: &mut Vec<AppAction>) {
        let Some((adding, field)) = self.adding.take() else { return };
        let name = field.text().trim();
        if !name.is_empty() {
            self.add(editor, adding, name, acts);
        }
    }

    pub(super) fn add(&mut self, editor: Editor<'_>, adding: Adding, name: &str, acts: &mut Vec<AppAction>) {
        let labels = editor.labels();
        match adding {
            Adding::Label(parent) => {
                let parent = parent.and_then(|id| labels.get(&id));
                let label = label_named(labels, name, None, parent);
                self.choose(Chosen::Label(label.id.clone()));
                self.wants_focus = true;
                acts.push(editor.change([Command::AddLabel(label)]));
            }
            Adding::Attribute(owner) => {
                if let Some((id, command)) = owner.adding(labels, name) {
                    self.opened = Some(Opened::Attribute(owner, id));
                    acts.push(editor.change([command]));
                }
            }
            Adding::Relation(from) => {
                let (id, command) = crate::gui::model::adding_relation(labels, name, &from);
                self.opened = Some(Opened::Relation(id));
                acts.push(editor.change([command]));
            }
        }
    }
}
