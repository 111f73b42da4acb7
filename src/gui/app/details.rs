//! Setting the attributes of a mark or a relation.

use eframe::egui;

use super::App;
use crate::annotation::{Relation, Value};
use crate::gui::model::{Described, Details, DetailsAction};
use crate::gui::reader::{MarkRef, Reader};
use crate::session::Command;

impl App {
    /// Opens the attributes of the selected mark or relation.
    pub(super) fn edit_attributes(&mut self) {
        self.finish_note();
        let relation = self.selected_relation().map(|relation| Described::Relation(relation.id));
        let Some(on) = self.selected().map(Described::Mark).or(relation) else { return };
        self.show_details(Details::of(on));
    }

    /// Opens the note of the selected relation.
    pub(super) fn edit_relation_note(&mut self) {
        if let Some(relation) = self.selected_relation() {
            self.show_details(Details::note_of(relation.id));
        }
    }

    fn show_details(&mut self, details: Details) {
        if let Some(tab) = self.tab_mut() {
            tab.finding_label = None;
            tab.details = Some(details);
        }
    }

    pub(super) fn details_act(&mut self, ctx: &egui::Context, act: DetailsAction) {
        match act {
            DetailsAction::Set(name, value) => self.set_attribute(name, value),
            DetailsAction::Note(note) => self.change_relation_by(|relation| Relation { note, ..relation }),
            DetailsAction::Close => {
                if let Some(tab) = self.tab_mut() {
                    tab.details = None;
                }
                ctx.memory_mut(|memory| memory.request_focus(Reader::id()));
            }
        }
    }

    /// Changes the relation whose card is open.
    fn change_relation_by(&mut self, change: impl FnOnce(Relation) -> Relation) {
        let Some(tab) = self.tab() else { return };
        let (Some(details), Some(session)) = (&tab.details, &tab.session) else { return };
        let Described::Relation(id) = &details.on else { return };
        if let Some(relation) = session.relations().get(id).cloned() {
            self.execute(Command::EditRelation(change(relation)));
        }
    }

    /// Sets an attribute of that whose card is open. A suggestion is accepted by that, in the same step.
    fn set_attribute(&mut self, name: String, value: Option<Value>) {
        let Some(on) = self.tab().and_then(|tab| tab.details.as_ref()).map(|details| details.on.clone()) else {
            return;
        };
        let Described::Mark(mark) = on else {
            self.change_relation_by(|mut relation| {
                relation.attributes.set(&name, value);
                relation
            });
            return;
        };
        let Some((_, session)) = self.page() else { return };
        let gesture = session.new_gesture();
        let id = match mark {
            MarkRef::Annotation(id) => Some(id),
            MarkRef::Suggestion { .. } => {
                self.execute_in(gesture, Command::Accept(mark.target())).and_then(|outcome| outcome.selected)
            }
        };
        let Some(id) = id else { return };
        self.execute_in(gesture, Command::SetAttribute { id: id.clone(), name, value });
        self.select(&id);
        if let Some(details) = self.tab_mut().and_then(|tab| tab.details.as_mut()) {
            details.on = Described::Mark(MarkRef::Annotation(id));
        }
    }
}
