//! Writing notes: nothing is changed until a note is kept, so that cancelling leaves nothing behind.

use super::App;
use crate::annotation::{Label, LabelId, Status};
use crate::gui::model::{NoteEdit, NoteOn, Place};
use crate::gui::reader::MarkRef;
use crate::gui::widgets::FieldState;
use crate::session::{Command, CommandError, MarkKind, NOTE_LABEL, Outcome, Session};
use crate::text::Span;

impl App {
    /// Starts a note on the selected mark or passage.
    pub(super) fn add_note(&mut self) {
        let on = match (self.selected_text(), self.selected()) {
            (Some(span), _) => self.tab().and_then(|tab| Some(exactly_on(tab.session.as_ref()?, span))),
            (None, Some(MarkRef::Annotation(id))) => Some(NoteOn::Annotation(id)),
            (None, Some(MarkRef::Suggestion { span, kind })) => Some(NoteOn::Suggestion(span, kind)),
            (None, None) => None,
        };
        if let Some(on) = on {
            self.write_note(on);
        }
    }

    /// Opens the editor.
    pub(super) fn write_note(&mut self, on: NoteOn) {
        self.finish_note();
        let Some(tab) = self.tab_mut() else { return };
        let Some(session) = &tab.session else { return };
        let former = match &on {
            NoteOn::Annotation(id) => match session.annotations().get(id) {
                Some(annotation) => annotation.note.clone(),
                None => return,
            },
            NoteOn::Suggestion(..) | NoteOn::Passage(_) => String::new(),
        };
        let mut field = FieldState::note(&former);
        field.focus();
        tab.note = Some(NoteEdit { on, field });
    }

    /// Keeps the note being written, in one step with the tag that it needs.
    pub(super) fn finish_note(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        let (Some(edit), Some(session)) = (tab.note.take(), &mut tab.session) else { return };
        let note = edit.field.text().trim().to_owned();
        let reader = &mut tab.reader;
        let selected = reader.selection().map(|span| span.trimmed(session.document().text()));
        let is_selected = match &edit.on {
            NoteOn::Annotation(_) => false,
            NoteOn::Suggestion(span, kind) => {
                reader.selected == Some(MarkRef::Suggestion { span: *span, kind: *kind }) || selected == Some(*span)
            }
            NoteOn::Passage(span) => selected == Some(*span),
        };
        let (place, before) = (place_of(session, &edit.on), session.state());
        match keep(session, edit.on, note) {
            Ok(outcome) => {
                tab.places.note((before, session.state()), None, place);
                if let (true, Some(id)) = (is_selected, outcome.selected) {
                    reader.deselect();
                    reader.selected = Some(MarkRef::Annotation(id));
                }
            }
            Err(error) => self.fail(&error),
        }
    }
}

/// The target of a note on a selected passage: the mark with exactly this span, if there is one.
fn exactly_on(session: &Session, span: Span) -> NoteOn {
    let marks = session.marks(span);
    let mark = marks.iter().find(|mark| mark.span == span && mark.status != Status::Rejected);
    match mark.map(|mark| mark.kind) {
        Some(MarkKind::Annotation(id)) => NoteOn::Annotation(id.clone()),
        Some(MarkKind::Suggestion(index)) => NoteOn::Suggestion(span, session.candidates()[index].kind),
        None => NoteOn::Passage(span),
    }
}

/// Where a note is written.
fn place_of(session: &Session, on: &NoteOn) -> Option<Place> {
    Some(match on {
        NoteOn::Annotation(id) => {
            let annotation = session.annotations().get(id)?;
            Place { span: annotation.spans.first(), label: Some(annotation.label.clone()) }
        }
        NoteOn::Suggestion(span, kind) => Place { span: *span, label: session.label_of_kind(*kind).cloned() },
        NoteOn::Passage(span) => Place { span: *span, label: None },
    })
}

fn keep(session: &mut Session, on: NoteOn, note: String) -> Result<Outcome, CommandError> {
    let gesture = session.new_gesture();
    let made = match on {
        NoteOn::Annotation(id) => {
            let former = session.annotations().get(&id);
            let was_note_only = former.is_some_and(|a| a.label.as_str() == NOTE_LABEL && !a.note.is_empty());
            // Without its note nothing would be left of it.
            let command =
                if note.is_empty() && was_note_only { Command::Delete { id } } else { Command::SetNote { id, note } };
            return session.execute_in(command, gesture);
        }
        _ if note.is_empty() => return Ok(Outcome::default()),
        NoteOn::Suggestion(span, kind) => {
            if session.candidate_on(span, kind).is_some() {
                // Who is in doubt writes a note: it decides nothing.
                return session.execute_in(Command::NoteSuggestion { span, kind, note }, gesture);
            }
            // It was withdrawn while the note was being written.
            let Some(label) = session.label_of_kind(kind).cloned() else { return Ok(Outcome::default()) };
            session.execute_in(Command::Tag { span, label }, gesture)?
        }
        NoteOn::Passage(span) => {
            let label = LabelId::from(NOTE_LABEL);
            if session.labels().get(&label).is_none() {
                // Both names are written, because the file may be opened in either language.
                let key = session.labels().free_key();
                let label = Label::new(NOTE_LABEL, "ملاحظة", "Note", "#6d7480", key);
                session.execute_in(Command::AddLabel(label), gesture)?;
            }
            session.execute_in(Command::Tag { span, label }, gesture)?
        }
    };
    match made.selected {
        Some(id) => session.execute_in(Command::SetNote { id, note }, gesture),
        None => Ok(made),
    }
}
