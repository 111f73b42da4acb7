//! How each command is done.

use std::sync::{Arc, OnceLock};

use super::{Candidates, Command, CommandError, Outcome, Session, Target};
use crate::annotation::{
    Annotation, AnnotationId, Edit, EditError, Extras, Gesture, Label, LabelError, LabelId, LabelSet, Origin, Status,
    Stepped, Transaction,
};
use crate::detect::{Candidate, Kind, Standing};
use crate::text::Span;

impl Session {
    pub(super) fn run(&mut self, command: Command, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        match command {
            Command::Tag { span, label } => self.tag(span, &label, gesture),
            Command::SetLabel { id, label } => self.set_label(&id, label, gesture),
            Command::SetNote { id, note } => {
                let former = self.existing(&id)?;
                if former.note == note {
                    return Ok(found(former));
                }
                let changed = Annotation { note, ..self.touched(former) };
                self.replace(changed, Vec::new(), gesture)
            }
            Command::Resize { target: Target::Annotation(id), span } => self.resize(&id, span, gesture),
            Command::Resize { target: Target::Candidate { span: from, kind }, span } => {
                self.accept_elsewhere((from, kind), span, gesture)
            }
            Command::Delete { id } => {
                let span = self.existing(&id)?.span;
                self.commit(vec![Edit::Remove(id)], gesture)?;
                Ok(Outcome { changed: true, selected: None, span: Some(span) })
            }
            Command::DeleteOrphan(number) => {
                let mut orphans = self.annotation_state.orphans.clone();
                if number >= orphans.len() {
                    return Ok(Outcome::default());
                }
                orphans.remove(number);
                self.commit(vec![Edit::SetOrphans(orphans)], gesture)
            }
            Command::Accept(target) => self.decide(&target, Status::Accepted, gesture),
            Command::Reject(target) => self.decide(&target, Status::Rejected, gesture),
            Command::Reopen(targets) => self.reopen(&targets, gesture),
            Command::SetEntity { target, entity } => self.set_entity(&target, entity, gesture),
            Command::LinkEntity { target, entity } => self.choose_entity(&target, entity, gesture),
            Command::AddLabel(label) => {
                self.check_label(&label)?;
                let at = self.annotation_state.labels.len();
                self.commit(vec![Edit::AddLabel { at, label: Arc::new(label) }], gesture)
            }
            Command::EditLabel(label) => {
                self.check_label(&label)?;
                if self.annotation_state.labels.get(&label.id) == Some(&label) {
                    return Ok(Outcome::default());
                }
                self.commit(vec![Edit::ReplaceLabel(Arc::new(label))], gesture)
            }
            Command::RemoveLabel(label) => self.remove_label(label, gesture),
            Command::GiveUp(gesture) => {
                let changed = self.history.give_up(gesture, &mut self.annotation_state)?;
                if changed {
                    self.changed();
                }
                Ok(Outcome { changed, ..Outcome::default() })
            }
            Command::Undo => self.step(|session| session.history.undo(&mut session.annotation_state)),
            Command::Redo => self.step(|session| session.history.redo(&mut session.annotation_state)),
            Command::SetCandidates(candidates) => {
                self.set_candidates(candidates);
                Ok(Outcome { changed: true, ..Outcome::default() })
            }
            Command::SetThreshold(threshold) => {
                let changed = threshold != self.threshold;
                if changed {
                    self.threshold = threshold;
                    self.changed();
                }
                Ok(Outcome { changed, ..Outcome::default() })
            }
            Command::ShowRejected(shows) => {
                let changed = shows != self.shows_rejected;
                if changed {
                    self.shows_rejected = shows;
                    self.changed();
                }
                Ok(Outcome { changed, ..Outcome::default() })
            }
        }
    }

    fn tag(&mut self, span: Span, label: &LabelId, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let span = Span::new(self.document.text(), span.start, span.end)?;
        if self.adopted_labels.get(label).is_none() {
            self.existing_label(label)?;
        }
        if let Some(there) = self.duplicate(span, label, None) {
            if there.status == Status::Accepted {
                return Ok(found(there));
            }
            let accepted = Annotation { status: Status::Accepted, ..self.touched(there) };
            return self.replace(accepted, Vec::new(), gesture);
        }
        let candidate = self.kind_of_label(label).and_then(|kind| self.candidate_on(span, kind));
        let made = match candidate {
            Some(index) => self.decided_candidate(&self.candidates[index], Status::Accepted),
            None => self.new_annotation(span, label.clone()),
        };
        self.insert(made, gesture)
    }

    fn set_label(
        &mut self,
        id: &AnnotationId,
        label: LabelId,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let former = self.existing(id)?;
        self.existing_label(&label)?;
        if former.label == label && former.status == Status::Accepted {
            return Ok(found(former));
        }
        let resolved = self.resolve_overlaps(former.span, &label, id)?;
        let entity = former.entity.clone().filter(|_| former.label == label);
        let differs = former.changed || former.label != label;
        let changed = Annotation { label, entity, status: Status::Accepted, changed: differs, ..self.touched(former) };
        self.replace(changed, resolved, gesture)
    }

    fn resize(&mut self, id: &AnnotationId, span: Span, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let span = Span::new(self.document.text(), span.start, span.end)?;
        let former = self.existing(id)?;
        if former.span == span {
            return Ok(found(former));
        }
        let edits = self.resolve_overlaps(span, &former.label, id)?;
        let changed = Annotation { span, status: Status::Accepted, changed: true, ..self.touched(former) };
        self.replace(changed, edits, gesture)
    }

    /// Accepts a suggestion on another span than its own; see [`Session::is_decided`].
    fn accept_elsewhere(
        &mut self,
        (from, kind): (Span, Kind),
        span: Span,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let span = Span::new(self.document.text(), span.start, span.end)?;
        let target = Target::Candidate { span: from, kind };
        if from == span {
            return self.decide(&target, Status::Accepted, gesture);
        }
        let index = self.candidate_on(from, kind).ok_or(CommandError::NoCandidate { span: from, kind })?;
        let candidate = &self.candidates[index];
        let accepted = Annotation { span, changed: true, ..self.decided_candidate(candidate, Status::Accepted) };
        let edits = self.resolve_overlaps(span, &accepted.label, &accepted.id)?;
        self.insert_with(accepted, edits, gesture)
    }

    fn decide(&mut self, target: &Target, status: Status, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let there = match target {
            Target::Annotation(id) => Some(self.existing(id)?),
            Target::Candidate { span, kind } => self.duplicate(*span, self.label_of_kind(*kind), None),
        };
        if let Some(there) = there {
            if there.status == status {
                return Ok(found(there));
            }
            let decided = Annotation { status, ..self.touched(there) };
            return self.replace(decided, Vec::new(), gesture);
        }
        let Target::Candidate { span, kind } = *target else {
            return Ok(Outcome::default());
        };
        let index = self.candidate_on(span, kind).ok_or(CommandError::NoCandidate { span, kind })?;
        let decided = self.decided_candidate(&self.candidates[index], status);
        self.insert(decided, gesture)
    }

    /// An undecided annotation holds the place: what is learned from the other decisions takes
    /// nothing away where a person has spoken.
    fn reopen(&mut self, targets: &[Target], gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let mut edits = Vec::new();
        let mut first: Option<Annotation> = None;
        for target in targets {
            let there = match target {
                Target::Annotation(id) => Some(self.existing(id)?),
                Target::Candidate { span, kind } => self.duplicate(*span, self.label_of_kind(*kind), None),
            };
            let (edit, open): (fn(Arc<Annotation>) -> Edit, Annotation) = match (there, target) {
                (Some(there), _) if there.status == Status::Rejected => {
                    (Edit::Replace, Annotation { status: Status::Suggested, ..self.touched(there) })
                }
                (None, Target::Candidate { span, kind }) => {
                    let candidate = self.candidate_on(*span, *kind).map(|index| &self.candidates[index]);
                    let Some(candidate) = candidate.filter(|candidate| self.is_left_out(candidate)) else { continue };
                    (Edit::Insert, self.decided_candidate(candidate, Status::Suggested))
                }
                _ => continue,
            };
            edits.push(edit(Arc::new(open.clone())));
            first.get_or_insert(open);
        }
        let Some(first) = first else { return Ok(Outcome::default()) };
        self.commit(edits, gesture)?;
        Ok(Outcome { changed: true, ..found(&first) })
    }

    fn remove_label(&mut self, label: LabelId, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        self.existing_label(&label)?;
        let annotations = self.annotation_state.annotations.iter().filter(|a| a.label == label).count();
        let kind = self.kind_of_label(&label);
        let is_open = |c: &Candidate| c.standing != Standing::LeftOut && !self.is_decided(c);
        let suggestions = self.candidates.iter().filter(|c| Some(c.kind) == kind && is_open(c)).count();
        match annotations + suggestions {
            0 => self.commit(vec![Edit::RemoveLabel(label)], gesture),
            count => Err(CommandError::LabelInUse { label, count }),
        }
    }

    fn set_candidates(&mut self, candidates: Arc<Candidates>) {
        for kind in candidates.kinds() {
            if !self.kind_labels.iter().any(|(known, _)| known == kind) {
                self.kind_labels.push((*kind, kind.name().into()));
            }
        }
        self.candidates = candidates;
        self.changed();
    }

    fn step<E: Into<CommandError>>(
        &mut self,
        step: impl FnOnce(&mut Self) -> Result<Option<Stepped>, E>,
    ) -> Result<Outcome, CommandError> {
        let Some(Stepped { applied, inverse }) = step(self).map_err(Into::into)? else {
            return Ok(Outcome::default());
        };
        self.changed();
        let annotation = |transaction: &Transaction| {
            transaction.edits().iter().rev().find_map(|edit| match edit {
                Edit::Insert(annotation) | Edit::Replace(annotation) => Some(Arc::clone(annotation)),
                _ => None,
            })
        };
        let present = annotation(&applied).filter(|a| a.status != Status::Rejected);
        let span = present.clone().or_else(|| annotation(&inverse)).map(|a| a.span);
        Ok(Outcome { changed: true, selected: present.map(|a| a.id.clone()), span })
    }

    pub(super) fn existing(&self, id: &AnnotationId) -> Result<&Annotation, CommandError> {
        let missing = || EditError::NoAnnotation { id: id.clone() }.into();
        self.annotation_state.annotations.get(id).ok_or_else(missing)
    }

    fn existing_label(&self, id: &LabelId) -> Result<&Label, CommandError> {
        self.annotation_state.labels.get(id).ok_or_else(|| EditError::NoLabel { id: id.clone() }.into())
    }

    fn check_label(&self, label: &Label) -> Result<(), CommandError> {
        label.check()?;
        if let Some(key) = label.key
            && let Some(other) = self.annotation_state.labels.by_key(key)
            && other.id != label.id
        {
            return Err(LabelError::KeyTaken { key, other: other.id.clone() }.into());
        }
        Ok(())
    }

    /// The annotation with this label on exactly this span, other than `but`.
    pub(super) fn duplicate(&self, span: Span, label: &LabelId, but: Option<&AnnotationId>) -> Option<&Annotation> {
        let mut duplicates =
            self.annotation_state.annotations.exactly(span).filter(|a| a.label == *label && Some(&a.id) != but);
        let first = duplicates.next()?;
        // One that is shown goes before a rejected one.
        Some(if first.status == Status::Rejected { duplicates.next().unwrap_or(first) } else { first })
    }

    /// Edits that make room for an annotation with this label on this span: a rejected one there
    /// is overruled; a shown one is in the way.
    fn resolve_overlaps(&self, span: Span, label: &LabelId, but: &AnnotationId) -> Result<Vec<Edit>, CommandError> {
        match self.duplicate(span, label, Some(but)) {
            None => Ok(Vec::new()),
            Some(duplicate) if duplicate.status == Status::Rejected => Ok(vec![Edit::Remove(duplicate.id.clone())]),
            Some(_) => Err(CommandError::Duplicate { span, label: label.clone() }),
        }
    }

    fn new_annotation(&self, span: Span, label: LabelId) -> Annotation {
        let entity = self.chosen_for(&label, span).map(str::to_owned);
        Annotation {
            id: AnnotationId::generate(),
            span,
            label,
            entity,
            status: Status::Accepted,
            origin: Origin::Manual,
            changed: false,
            note: String::new(),
            by: self.by.clone(),
            at: now(),
            extras: Extras::default(),
        }
    }

    pub(super) fn decided_candidate(&self, candidate: &Candidate, status: Status) -> Annotation {
        Annotation {
            entity: self.entity_of(candidate),
            status,
            origin: Origin::Detected(candidate.source.name().to_owned()),
            changed: self.chosen_entity(candidate).is_some(),
            ..self.new_annotation(candidate.span, self.label_of_kind(candidate.kind).clone())
        }
    }

    /// A copy that says who changes it now.
    pub(super) fn touched(&self, annotation: &Annotation) -> Annotation {
        Annotation { by: self.by.clone(), at: now(), ..annotation.clone() }
    }

    pub(super) fn insert(&mut self, annotation: Annotation, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        self.insert_with(annotation, Vec::new(), gesture)
    }

    /// Inserts an annotation, and makes these changes in the same step.
    fn insert_with(
        &mut self,
        annotation: Annotation,
        others: Vec<Edit>,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let outcome = found(&annotation);
        // A file may have come without the label that a candidate suggests, and another article may have taught it.
        let (labels, standard) = (&self.annotation_state.labels, LabelSet::default());
        let known = || {
            let adopted = self.adopted_labels.get(&annotation.label).cloned();
            let adopted = adopted.map(|label| Label { key: labels.free_key(), ..label });
            standard.get(&annotation.label).cloned().or(adopted)
        };
        let missing = if labels.get(&annotation.label).is_none() { known() } else { None };
        let at = labels.len();
        let mut edits: Vec<Edit> =
            missing.map(|label| Edit::AddLabel { at, label: Arc::new(label) }).into_iter().collect();
        edits.extend(others);
        edits.push(Edit::Insert(Arc::new(annotation)));
        self.commit(edits, gesture)?;
        Ok(Outcome { changed: true, ..outcome })
    }

    pub(super) fn replace(
        &mut self,
        annotation: Annotation,
        mut edits: Vec<Edit>,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let outcome = found(&annotation);
        edits.push(Edit::Replace(Arc::new(annotation)));
        self.commit(edits, gesture)?;
        Ok(Outcome { changed: true, ..outcome })
    }

    pub(super) fn commit(&mut self, edits: Vec<Edit>, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let inverse = Transaction::from(edits).apply(&mut self.annotation_state)?;
        self.history.record(inverse, gesture);
        self.changed();
        Ok(Outcome { changed: true, ..Outcome::default() })
    }

    pub(super) fn changed(&mut self) {
        self.generation += 1;
        self.counts = OnceLock::new();
    }
}

pub(super) fn found(annotation: &Annotation) -> Outcome {
    let shown = annotation.status != Status::Rejected;
    Outcome { changed: false, selected: shown.then(|| annotation.id.clone()), span: Some(annotation.span) }
}

/// RFC 3339, UTC, whole seconds.
fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
