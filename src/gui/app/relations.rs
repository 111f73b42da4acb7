//! Making, changing and deleting relations between marks.

use eframe::egui;

use super::App;
use crate::annotation::{AnnotationId, Gesture, Relation, RelationId, Status};
use crate::gui::model::{Relating, RelatingAction, Tab};
use crate::gui::reader::{MarkRef, Reader};
use crate::session::Command;

impl App {
    pub(super) fn relating_act(&mut self, ctx: &egui::Context, act: RelatingAction) {
        match act {
            RelatingAction::Walk { forward } => self.walk_to_end(forward),
            RelatingAction::To(mark) => self.choose_end(mark),
            RelatingAction::Search => {
                if let Some(relating) = self.relating() {
                    relating.field.focus();
                }
            }
            RelatingAction::Turn => self.turn_relation(),
            RelatingAction::Choose(kind) => {
                self.relate(kind);
                focus(ctx);
            }
            RelatingAction::Close => {
                let Some(tab) = self.tab_mut() else { return };
                if let (Some(relating), Some(session)) = (tab.relating.take(), &tab.session) {
                    match relating.changes {
                        Some(relation) => tab.reader.select_relation(relation),
                        None => {
                            let at = relating.from.first_span(session);
                            at.inspect(|span| tab.reader.reveal(*span));
                            tab.reader.selected = Some(relating.from);
                        }
                    }
                }
                focus(ctx);
            }
            RelatingAction::Select(id) => {
                self.show_relation(&id);
            }
        }
    }

    fn relating(&mut self) -> Option<&mut Relating> {
        self.tab_mut()?.relating.as_mut()
    }

    /// Begins a relation at the selected mark.
    pub(super) fn begin_relation_here(&mut self) {
        if let Some(mark) = self.selected() {
            self.begin_relation(mark, None);
        }
    }

    pub(super) fn begin_relation(&mut self, from: MarkRef, to: Option<MarkRef>) {
        self.finish_note();
        let Some(tab) = self.tab_mut() else { return };
        (tab.finding_label, tab.details) = (None, None);
        tab.reader.deselect();
        tab.reader.selected = Some(from.clone());
        tab.relating = Some(Relating::of(from));
        if let Some(to) = to {
            self.choose_end(to);
        }
    }

    fn choose_end(&mut self, to: MarkRef) {
        let Some(Tab { relating: Some(relating), session: Some(session), reader, .. }) = self.tab_mut() else { return };
        let at = to.first_span(session);
        relating.choose(session, to);
        if let Some(span) = at {
            reader.reveal(span);
        }
    }

    fn walk_to_end(&mut self, forward: bool) {
        let hidden = self.hidden.clone();
        let Some(Tab { relating: Some(relating), session: Some(session), .. }) = self.tab_mut() else { return };
        let next = relating.next_end(session, &hidden, forward);
        relating.has_no_end = relating.to.is_none() && next.is_none();
        if let Some(to) = next {
            self.choose_end(to);
        }
    }

    /// Turns the relation round that is being made, or the selected one.
    pub(super) fn turn_relation(&mut self) {
        if let Some(relating) = self.relating() {
            relating.is_turned = !relating.is_turned;
            relating.wants_kinds = true;
            return;
        }
        let Some(relation) = self.selected_relation() else { return };
        let turned = Relation { from: relation.to.clone(), to: relation.from.clone(), ..relation };
        self.execute(Command::EditRelation(turned));
    }

    /// The relation that is selected on the page.
    pub(super) fn selected_relation(&self) -> Option<Relation> {
        let tab = self.tab()?;
        tab.session.as_ref()?.relations().get(tab.reader.relation()?).cloned()
    }

    /// Chooses the kind of this number, from 1, while they are listed; returns whether they are.
    pub(super) fn choose_relation_kind(&mut self, number: u8) -> bool {
        let Some(Tab { relating: Some(relating), session: Some(session), .. }) = self.tab() else { return false };
        let chosen = usize::from(number).checked_sub(1).and_then(|at| relating.kinds(session).get(at).copied());
        if let Some(kind) = chosen.map(|kind| kind.id.clone()) {
            self.relate(kind);
        }
        true
    }

    /// Adds the relation with a kind, or gives it that kind. Suggestions at its ends are accepted in the same step.
    fn relate(&mut self, kind: String) {
        let Some(Tab { relating: Some(relating), session: Some(session), .. }) = self.tab_mut() else { return };
        let gesture = session.new_gesture();
        if let Some(id) = relating.changes.clone() {
            let Some(relation) = session.relations().get(&id).cloned() else { return };
            let (from, to) = if relating.is_turned {
                (relation.to.clone(), relation.from.clone())
            } else {
                (relation.from.clone(), relation.to.clone())
            };
            self.execute_in(gesture, Command::EditRelation(Relation { kind, from, to, ..relation }));
            if let Some(tab) = self.tab_mut() {
                tab.relating = None;
            }
            self.show_relation(&id);
            return;
        }
        let Some((from, to)) = relating.ends().map(|(from, to)| (from.clone(), to.clone())) else { return };
        let ends = self.accepted_in(gesture, &from).zip(self.accepted_in(gesture, &to));
        let Some((from, to)) = ends else { return };
        let made = Command::Relate { kind: kind.clone(), from: from.clone(), to: to.clone() };
        if self.execute_in(gesture, made).is_none() {
            self.execute(Command::GiveUp(gesture));
            return;
        }
        let Some(tab) = self.tab_mut() else { return };
        tab.relating = None;
        let relations = tab.session.as_ref().map(|session| session.relations());
        let id = relations.and_then(|all| {
            all.of(&from).filter(|made| made.kind == kind && made.to == to).last().map(|made| made.id.clone())
        });
        if let Some(id) = id {
            self.show_relation(&id);
        }
    }

    /// The annotation of a mark; a suggestion is accepted.
    pub(super) fn accepted_in(&mut self, gesture: Gesture, mark: &MarkRef) -> Option<AnnotationId> {
        match mark {
            MarkRef::Annotation(id) => Some(id.clone()),
            MarkRef::Suggestion { .. } => self.execute_in(gesture, Command::Accept(mark.target()))?.selected,
        }
    }

    /// Selects a relation, and shows where it begins.
    pub(super) fn show_relation(&mut self, id: &RelationId) {
        let Some((reader, session)) = self.page() else { return };
        let Some(relation) = session.relations().get(id) else { return };
        if let Some(from) = session.annotations().get(&relation.from) {
            reader.reveal(from.spans.first());
        }
        reader.select_relation(id.clone());
    }

    /// Selects a relation where it is seen.
    pub(super) fn select_relation(&mut self, id: RelationId) {
        if let Some((reader, _)) = self.page() {
            reader.select_relation(id);
        }
    }

    /// While a relation is being made, the mark that is clicked is its other end.
    pub(super) fn refresh_relating(&mut self, ctx: &egui::Context) {
        if self.tab().is_some_and(|tab| tab.relating.is_some())
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape))
        {
            self.relating_act(ctx, RelatingAction::Close);
        }
        let Some(Tab { relating: Some(relating), session: Some(session), reader, .. }) = self.tab_mut() else { return };
        let clicked = reader.selected.clone().filter(|mark| *mark != relating.from && relating.changes.is_none());
        if let Some(to) = clicked.filter(|to| relating.to.as_ref() != Some(to)) {
            relating.choose(session, to);
        }
        reader.deselect();
        reader.selected = Some(relating.from.clone());
    }

    /// Asks which kind the selected relation is to have.
    pub(super) fn change_relation(&mut self) {
        let Some(relation) = self.selected_relation() else { return };
        let (from, to) = (MarkRef::Annotation(relation.from), MarkRef::Annotation(relation.to));
        if let Some(tab) = self.tab_mut() {
            let relating = Relating::of(from);
            tab.relating = Some(Relating { to: Some(to), changes: Some(relation.id), wants_kinds: true, ..relating });
        }
    }

    /// Accepts or rejects the selected relation; a rejected one is not shown.
    pub(super) fn decide_relation(&mut self, status: Status) {
        let Some(relation) = self.selected_relation() else { return };
        self.execute(Command::EditRelation(Relation { status, ..relation }));
    }

    pub(super) fn delete_relation(&mut self) {
        let Some(relation) = self.selected_relation() else { return };
        self.execute(Command::DeleteRelation(relation.id));
    }
}

fn focus(ctx: &egui::Context) {
    ctx.memory_mut(|memory| memory.request_focus(Reader::id()));
}
