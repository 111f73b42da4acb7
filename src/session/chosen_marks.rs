//! The same done with each of several marks, as one step.

use std::sync::Arc;

use super::places::with_note;
use super::{Command, CommandError, MarkTreatment, Meant, Outcome, Session, Target, Treatment};
use crate::annotation::{Annotation, Edit, Gesture, Status, Transaction};

impl Session {
    /// Does the same with each of these marks in one step. What cannot be done with one of them does not keep the others
    /// from it.
    pub(super) fn treat_marks(
        &mut self,
        targets: &[Target],
        treatment: &MarkTreatment,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        // One after the other, so that each finds what the one before has left.
        let mut trial = self.snapshot();
        for target in targets {
            drop(trial.treat_mark(target, treatment));
        }
        let edits = Transaction::between(&self.annotation_state, &trial.annotation_state);
        self.commit(edits.edits().to_vec(), gesture)
    }

    fn treat_mark(&mut self, target: &Target, treatment: &MarkTreatment) -> Result<Outcome, CommandError> {
        let command = match (treatment, target) {
            (MarkTreatment::Decide(Status::Accepted), _) => Command::Accept(target.clone()),
            (MarkTreatment::Decide(Status::Rejected), _) => Command::Reject(target.clone()),
            (MarkTreatment::Decide(Status::Suggested), Target::Annotation(id)) => {
                let there = self.existing(id)?;
                if there.status == Status::Suggested {
                    return Ok(Outcome::default());
                }
                let status = Status::Suggested;
                let open = Annotation { status, ..self.touched(there, status.into()) };
                return self.commit(vec![Edit::Replace(Arc::new(open))], None);
            }
            (MarkTreatment::Relabel(label), Target::Annotation(id)) => {
                Command::SetLabel { id: id.clone(), label: label.clone() }
            }
            (MarkTreatment::Relabel(label), Target::Candidate { span, kind }) => Command::Treat {
                places: vec![(*span).into()],
                meant: Meant { label: self.label_of_kind(*kind).cloned(), entity: None },
                treatment: Treatment::Relabel(label.clone()),
            },
            (MarkTreatment::Link(entity), _) => Command::SetEntity { target: target.clone(), entity: entity.clone() },
            (MarkTreatment::Note(note), Target::Annotation(id)) => {
                Command::SetNote { id: id.clone(), note: with_note(&self.existing(id)?.note, note) }
            }
            (MarkTreatment::Note(note), Target::Candidate { span, kind }) => {
                Command::NoteSuggestion { span: *span, kind: *kind, note: note.trim().to_owned() }
            }
            (MarkTreatment::Set(name, value), Target::Annotation(id)) => {
                Command::SetAttribute { id: id.clone(), name: name.clone(), value: value.clone() }
            }
            (MarkTreatment::Delete, Target::Annotation(id)) => Command::Delete { id: id.clone() },
            (
                MarkTreatment::Decide(Status::Suggested) | MarkTreatment::Set(..) | MarkTreatment::Delete,
                Target::Candidate { .. },
            ) => return Ok(Outcome::default()),
        };
        self.execute(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{
        AnnotationSet, AnnotationState, AttributeKind, AttributeType, Carried, LabelId, ReadySet, Value,
    };
    use crate::document::Document;
    use crate::text::Span;

    fn label(number: usize) -> LabelId {
        AnnotationState::default().labels.iter().nth(number).unwrap().id.clone()
    }

    /// Two words, the first tagged with two labels.
    fn session() -> (Session, Vec<Target>) {
        let tagged = [(0..6, 0), (0..6, 1), (7..13, 0)]
            .map(|(range, number)| Annotation::new(Span::from_range(range), label(number)));
        let ids = tagged.iter().map(|annotation| Target::Annotation(annotation.id.clone())).collect();
        let annotations = AnnotationSet::from_annotations(tagged);
        let state = AnnotationState { annotations, ..AnnotationState::default() };
        let document = Arc::new(Document::from_text("سرت حلب").unwrap());
        (Session::open(document, "Mona", state, Carried::default()), ids)
    }

    #[test]
    fn several_are_changed_in_one_step_and_undone_in_one() {
        for (treatment, changed) in [
            (MarkTreatment::Decide(Status::Rejected), 3),
            (MarkTreatment::Decide(Status::Suggested), 3),
            (MarkTreatment::Decide(Status::Accepted), 0),
            (MarkTreatment::Link("place:sirte".to_owned()), 3),
            (MarkTreatment::Note("look".to_owned()), 3),
            (MarkTreatment::Delete, 3),
            // The passage of the first has that label already.
            (MarkTreatment::Relabel(label(1)), 1),
            // There is no such attribute.
            (MarkTreatment::Set("side".to_owned(), None), 0),
        ] {
            let (mut session, targets) = session();
            let before = session.annotation_state().clone();
            let outcome = session.execute(Command::TreatMarks { targets, treatment: treatment.clone() }).unwrap();
            assert_eq!(outcome.applied.edits().len(), changed, "{treatment:?}");
            assert_eq!(outcome.changed, changed > 0, "{treatment:?}");
            if changed > 0 {
                session.execute(Command::Undo).unwrap();
            }
            assert_eq!(*session.annotation_state(), before, "{treatment:?}: one step");
        }
    }

    #[test]
    fn an_attribute_is_set_where_the_label_has_it() {
        let labels = AnnotationState::default().labels.with(ReadySet::Events.read().iter().cloned());
        let is_choice = |kind: &&AttributeKind| kind.of_type == AttributeType::Choice && !kind.choices.is_empty();
        let (event, kind) = labels
            .iter()
            .find_map(|label| Some((label.id.clone(), label.attributes.iter().find(is_choice)?.clone())))
            .unwrap();
        let tagged =
            [(0..6, event), (7..13, label(0))].map(|(range, label)| Annotation::new(Span::from_range(range), label));
        let targets: Vec<Target> = tagged.iter().map(|one| Target::Annotation(one.id.clone())).collect();
        let annotations = AnnotationSet::from_annotations(tagged);
        let state = AnnotationState { annotations, labels, ..AnnotationState::default() };
        let document = Arc::new(Document::from_text("سرت حلب").unwrap());
        let mut session = Session::open(document, "Mona", state, Carried::default());
        let value = Value::Choice(kind.choices[0].id.clone());
        let treatment = MarkTreatment::Set(kind.id.clone(), Some(value.clone()));
        session.execute(Command::TreatMarks { targets, treatment }).unwrap();
        let values: Vec<_> = session.annotations().iter().map(|one| one.attributes.get(&kind.id).cloned()).collect();
        assert_eq!(values, [Some(value), None], "the other label has no such attribute");
    }

    #[test]
    fn what_is_gone_does_not_keep_the_others_from_being_changed() {
        let (mut session, mut targets) = session();
        targets.insert(0, Target::Annotation("gone".into()));
        let treatment = MarkTreatment::Decide(Status::Rejected);
        let outcome = session.execute(Command::TreatMarks { targets, treatment }).unwrap();
        assert_eq!(outcome.applied.edits().len(), 3);
    }
}
