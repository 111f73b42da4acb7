//! Executes the commands.

use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use super::{Candidates, Command, CommandError, Outcome, Session, Target};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationState, AttributeKind, Attributes, Change, Confidence, Deed, Edit, EditError,
    Gesture, Label, LabelId, Origin, Provenance, Spans, Status, Transaction, Value,
};
use crate::detect::{Candidate, Kind};
use crate::text::Span;

impl Session {
    pub(super) fn run(&mut self, command: Command, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let is_decision = command.is_decision();
        let outcome = self.carry_out(command, gesture)?;
        if is_decision {
            let is_mark = |edit: &&Edit| matches!(edit, Edit::Insert(_) | Edit::Replace(_));
            self.decisions += outcome.applied.edits().iter().filter(is_mark).count() as u64;
        }
        Ok(outcome)
    }

    /// What the commands lead to is found out on a copy, so that it can be one step.
    fn several(&mut self, commands: Vec<Command>, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let mut trial = self.snapshot();
        let (mut edits, mut failed, mut last) = (Vec::new(), None, Outcome::default());
        for command in commands {
            match trial.run(command, None) {
                Ok(outcome) => {
                    edits.extend_from_slice(outcome.applied.edits());
                    last = outcome;
                }
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        match failed {
            Some(error) if edits.is_empty() => Err(error),
            _ => {
                let outcome = self.commit(edits, gesture)?;
                Ok(Outcome { selected: last.selected, span: last.span, ..outcome })
            }
        }
    }

    fn carry_out(&mut self, command: Command, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        if self.is_read_only && !command.is_for_readers() {
            return Err(CommandError::ReadOnly);
        }
        match command {
            Command::Tag { span, label } => self.tag(span, &label, gesture),
            Command::SetLabel { id, label } => self.set_label(&id, &label, gesture),
            Command::SetNote { id, note } => {
                let former = self.existing(&id)?;
                if former.note == note {
                    return Ok(found(former));
                }
                let changed = Annotation { note, ..self.touched(former, Deed::Noted) };
                self.replace(changed, Vec::new(), gesture)
            }
            Command::NoteSuggestion { span, kind, note } => {
                let target = Target::Candidate { span, kind };
                if let Some(id) = self.decision_on(&target)?.map(|there| there.id.clone()) {
                    return self.carry_out(Command::SetNote { id, note }, gesture);
                }
                // It stays as open as it was; only now nobody but a person takes it away.
                let open = self.deciding_on(span, kind, Status::Suggested)?;
                let provenance = Provenance::of(Deed::Noted, self.by.as_str(), now());
                self.insert(Annotation { note, provenance, ..open }, gesture)
            }
            Command::SetAttribute { id, name, value } => self.set_attribute(&id, &name, value, gesture),
            Command::SetSpans { id, spans } => self.set_spans(&id, spans, gesture),
            Command::Resize { target: Target::Annotation(id), span } => self.resize(&id, span, gesture),
            Command::Resize { target: Target::Candidate { span: from, kind }, span } => {
                self.accept_elsewhere((from, kind), span, gesture)
            }
            Command::Delete { id } => {
                let span = self.existing(&id)?.spans.first();
                let outcome = self.commit(self.annotation_state.removal([&id]), gesture)?;
                Ok(Outcome { span: Some(span), ..outcome })
            }
            Command::DeleteOrphan(number) => {
                let mut orphans = self.annotation_state.orphans.clone();
                if number >= orphans.len() {
                    return Ok(Outcome::default());
                }
                orphans.remove(number);
                self.commit(vec![Edit::SetOrphans(orphans)], gesture)
            }
            Command::PlaceOrphans(placed) => self.place_orphans(placed, gesture),
            Command::Accept(target) => self.decide(&target, Status::Accepted, gesture),
            Command::Reject(target) => self.decide(&target, Status::Rejected, gesture),
            Command::Treat { places, meant, treatment } => self.treat(&places, &meant, &treatment, gesture),
            Command::TreatMarks { targets, treatment } => self.treat_marks(&targets, &treatment, gesture),
            Command::DecideAll { targets, status } => self.decide_all(&targets, status, gesture),
            Command::Reopen(targets) => self.reopen(&targets, gesture),
            Command::SetEntity { target, entity } => self.set_entity(&target, entity, gesture),
            Command::LinkEntity { target, entity } => self.choose_entity(&target, entity, gesture),
            Command::MergeEntities { from, to } => self.merge_entities(&from, &to, gesture),
            Command::AddLabel(label) => self.add_label(label, gesture),
            Command::EditLabel(label) => self.edit_label(label, gesture),
            Command::MoveLabel { label, to } => {
                self.existing_label(&label)?;
                self.commit(self.annotation_state.moving_label(&label, to), gesture)
            }
            Command::RemoveLabel { label, uses } => self.remove_label(&label, &uses, gesture),
            Command::RemoveRelationKind(kind) => {
                self.commit(self.annotation_state.removing_relation_kind(&kind), gesture)
            }
            Command::AddLabels(set) => self.add_labels(&set, gesture),
            Command::SetRelationKinds(kinds) => self.set_relation_kinds(kinds, gesture),
            Command::SetDocumentAttributes(kinds) => {
                let is_same = *self.annotation_state.labels.document_attributes == kinds;
                let edits = if is_same { Vec::new() } else { vec![Edit::SetDocumentAttributes(kinds)] };
                self.commit(edits, gesture)
            }
            Command::SetDocumentAttribute { name, value } => self.set_document_attribute(name, value, gesture),
            Command::SetWork(state) => self.set_work(state, gesture),
            Command::Relate { kind, from, to } => self.relate(kind, from, to, gesture),
            Command::EditRelation(relation) => self.edit_relation(relation, gesture),
            Command::DeleteRelation(id) => self.commit(vec![Edit::RemoveRelation(id)], gesture),
            Command::Several(commands) => self.several(commands, gesture),
            Command::GiveUp(gesture) => {
                let Some(back) = self.history.give_up(gesture, Arc::make_mut(&mut self.annotation_state))? else {
                    return Ok(Outcome::default());
                };
                self.note_applied(&back.forward, &back.inverse);
                self.changed();
                Ok(Outcome { changed: true, applied: back.forward, ..Outcome::default() })
            }
            Command::Undo => self.step(|session| session.history.undo(Arc::make_mut(&mut session.annotation_state))),
            Command::Redo => self.step(|session| session.history.redo(Arc::make_mut(&mut session.annotation_state))),
            Command::Decide(decisions) => {
                let mut after = AnnotationState::clone(&self.annotation_state);
                let mut edits = Vec::new();
                for (of, decision) in decisions {
                    let decided = after.decide(&of, decision);
                    decided.apply(&mut after)?;
                    edits.extend_from_slice(decided.edits());
                }
                self.commit(edits, gesture)
            }
            Command::Adjudicate(verdict) => self.adjudicate(verdict, gesture),
            Command::Replay(edits, cause) => {
                let mut after = AnnotationState::clone(&self.annotation_state);
                edits.replay(&mut after);
                let fitting = Transaction::between(&self.annotation_state, &after);
                let state = self.history.state();
                let outcome = self.commit(fitting.edits().to_vec(), gesture)?;
                if let Some(cause) = cause.filter(|_| self.history.state() != state) {
                    self.history.set_cause(cause);
                }
                Ok(outcome)
            }
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
        match self.tagged(span, label) {
            Tagged::There(there) => Ok(found(there)),
            Tagged::Accepted(accepted) => self.replace(accepted, Vec::new(), gesture),
            Tagged::Made(made) => self.insert(made, gesture),
        }
    }

    /// What tagging a passage leaves there: the annotation that has the label already, a suggestion that is accepted, or a
    /// new one.
    pub(super) fn tagged(&self, span: Span, label: &LabelId) -> Tagged<'_> {
        if let Some(there) = self.mine(&span.into(), label) {
            if there.status == Status::Accepted {
                return Tagged::There(there);
            }
            return Tagged::Accepted(Annotation { status: Status::Accepted, ..self.touched(there, Deed::Accepted) });
        }
        let candidate = self.kind_of_label(label).and_then(|kind| self.candidate_on(span, kind));
        let accepted = candidate.and_then(|index| self.decided_candidate(&self.candidates[index], Status::Accepted));
        Tagged::Made(accepted.unwrap_or_else(|| self.new_annotation(span, label.clone(), Deed::Made)))
    }

    fn set_label(
        &mut self,
        id: &AnnotationId,
        label: &LabelId,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let former = self.existing(id)?;
        self.existing_label(label)?;
        if former.label == *label && former.status == Status::Accepted {
            return Ok(found(former));
        }
        let (changed, edits) = self.relabelled(former, label)?;
        self.replace(changed, edits, gesture)
    }

    /// An annotation with another label, accepted, and the edits that make room for it.
    pub(super) fn relabelled(
        &self,
        former: &Annotation,
        label: &LabelId,
    ) -> Result<(Annotation, Vec<Edit>), CommandError> {
        let edits = self.resolve_overlaps(&former.spans, label, &former.id)?;
        let is_same = former.label == *label;
        let entity = former.entity.clone().filter(|_| is_same);
        let allowed = self.annotation_state.labels.get(label).map_or(&[][..], |label| &label.attributes);
        let attributes =
            if is_same { former.attributes.clone() } else { AttributeKind::carried(&former.attributes, allowed) };
        let deed = if is_same { Deed::Accepted } else { Deed::Changed };
        let (label, status) = (label.clone(), Status::Accepted);
        Ok((Annotation { label, entity, attributes, status, ..self.touched(former, deed) }, edits))
    }

    fn resize(&mut self, id: &AnnotationId, ends: Span, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let spans = self.existing(id)?.spans.between(ends);
        self.set_spans(id, spans, gesture)
    }

    fn set_spans(
        &mut self,
        id: &AnnotationId,
        spans: Spans,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let text = self.document.text();
        spans.iter().try_for_each(|span| Span::new(text, span.start, span.end).map(|_| ()))?;
        let former = self.existing(id)?;
        if former.spans == spans {
            return Ok(found(former));
        }
        let edits = self.resolve_overlaps(&spans, &former.label, id)?;
        let changed = Annotation { spans, status: Status::Accepted, ..self.touched(former, Deed::Changed) };
        self.replace(changed, edits, gesture)
    }

    fn set_attribute(
        &mut self,
        id: &AnnotationId,
        name: &str,
        value: Option<Value>,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let former = self.existing(id)?;
        if let Some(value) = &value {
            let label = self.annotation_state.labels.get(&former.label);
            AttributeKind::check_in(label.map_or(&[], |label| &label.attributes), name, value)?;
        }
        if former.attributes.get(name) == value.as_ref() {
            return Ok(found(former));
        }
        let mut changed = self.touched(former, Deed::Changed);
        changed.attributes.set(name, value);
        self.replace(changed, Vec::new(), gesture)
    }

    /// Accepts a suggestion with another span than its own; see [`Session::is_decided`].
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
        let accepted = self.deciding_on(from, kind, Status::Accepted)?;
        let accepted = Annotation { spans: span.into(), ..self.touched(&accepted, Deed::Changed) };
        let edits = self.resolve_overlaps(&accepted.spans, &accepted.label, &accepted.id)?;
        self.insert_with(accepted, edits, gesture)
    }

    /// The annotation of a target: the target itself, or the annotation made by deciding about the candidate.
    pub(super) fn decision_on(&self, target: &Target) -> Result<Option<&Annotation>, CommandError> {
        match target {
            Target::Annotation(id) => self.existing(id).map(Some),
            Target::Candidate { span, kind } => {
                Ok(self.label_of_kind(*kind).and_then(|label| self.on(&(*span).into(), label, |_| true)))
            }
        }
    }

    /// The annotation made by deciding about a candidate.
    pub(super) fn deciding_on(&self, span: Span, kind: Kind, status: Status) -> Result<Annotation, CommandError> {
        let candidate = self.candidate_on(span, kind).map(|index| &self.candidates[index]);
        let decided = candidate.and_then(|candidate| self.decided_candidate(candidate, status));
        decided.ok_or(CommandError::NoCandidate { span, kind })
    }

    fn decide(&mut self, target: &Target, status: Status, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        if let Some(there) = self.decision_on(target)? {
            if there.status == status {
                return Ok(found(there));
            }
            let decided = Annotation { status, ..self.touched(there, status.into()) };
            return self.replace(decided, Vec::new(), gesture);
        }
        let Target::Candidate { span, kind } = *target else {
            return Ok(Outcome::default());
        };
        let decided = self.deciding_on(span, kind, status)?;
        self.insert(decided, gesture)
    }

    /// Keeps an undecided annotation in the place of the suggestion, so that learning from other decisions no longer
    /// removes it once a person has acted on it.
    fn reopen(&mut self, targets: &[Target], gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let mut edits = Vec::new();
        let mut first: Option<Annotation> = None;
        for target in targets {
            let there = self.decision_on(target)?;
            let (edit, open): (fn(Arc<Annotation>) -> Edit, Annotation) = match (there, target) {
                (Some(there), _) if there.status == Status::Rejected => {
                    (Edit::Replace, Annotation { status: Status::Suggested, ..self.touched(there, Deed::Reopened) })
                }
                (None, Target::Candidate { span, kind }) => {
                    let candidate = self.candidate_on(*span, *kind).map(|index| &self.candidates[index]);
                    let Some(candidate) = candidate.filter(|candidate| self.is_left_out(candidate)) else { continue };
                    let Some(open) = self.decided_candidate(candidate, Status::Suggested) else { continue };
                    (Edit::Insert, open)
                }
                _ => continue,
            };
            edits.push(edit(Arc::new(open.clone())));
            first.get_or_insert(open);
        }
        let Some(first) = first else { return Ok(Outcome::default()) };
        let outcome = self.commit(edits, gesture)?;
        Ok(Outcome { applied: outcome.applied, changed: true, ..found(&first) })
    }

    fn set_candidates(&mut self, candidates: Arc<Candidates>) {
        self.candidates = candidates;
        self.changed();
    }

    fn step<E: Into<CommandError>>(
        &mut self,
        step: impl FnOnce(&mut Self) -> Result<Option<Change>, E>,
    ) -> Result<Outcome, CommandError> {
        let Some(Change { forward: applied, inverse, .. }) = step(self).map_err(Into::into)? else {
            return Ok(Outcome::default());
        };
        self.note_applied(&applied, &inverse);
        self.changed();
        let annotation = |transaction: &Transaction| {
            transaction.edits().iter().rev().find_map(|edit| match edit {
                Edit::Insert(annotation) | Edit::Replace(annotation) => Some(Arc::clone(annotation)),
                _ => None,
            })
        };
        let present = annotation(&applied).filter(|a| a.status != Status::Rejected);
        let span = present.clone().or_else(|| annotation(&inverse)).map(|a| a.spans.first());
        Ok(Outcome { changed: true, selected: present.map(|a| a.id.clone()), span, applied })
    }

    pub(super) fn existing(&self, id: &AnnotationId) -> Result<&Annotation, CommandError> {
        let missing = || EditError::NoAnnotation { id: id.clone() }.into();
        self.annotation_state.annotations.get(id).ok_or_else(missing)
    }

    pub(super) fn existing_label(&self, id: &LabelId) -> Result<&Label, CommandError> {
        self.annotation_state.labels.get(id).ok_or_else(|| EditError::NoLabel { id: id.clone() }.into())
    }

    /// The annotation with this label on exactly these fragments that `is_fit` accepts; visible ones take precedence
    /// over rejected ones.
    fn on<'s>(
        &'s self,
        spans: &Spans,
        label: &LabelId,
        is_fit: impl Fn(&Annotation) -> bool,
    ) -> Option<&'s Annotation> {
        let there = self.annotation_state.annotations.exactly(spans);
        let mut there = there.filter(|annotation| annotation.label == *label && is_fit(annotation));
        let first = there.next()?;
        Some(if first.status == Status::Rejected { there.next().unwrap_or(first) } else { first })
    }

    /// Whether the annotation is another person's: two people may tag the same passage alike, and each may change their
    /// mind.
    fn is_of_another(&self, annotation: &Annotation) -> bool {
        let by = annotation.provenance.first_by();
        annotation.status == Status::Accepted && !by.is_empty() && !self.by.is_empty() && by != self.by
    }

    /// The annotation with this label on exactly these fragments that is this person's or nobody's.
    fn mine(&self, spans: &Spans, label: &LabelId) -> Option<&Annotation> {
        self.on(spans, label, |annotation| !self.is_of_another(annotation))
    }

    /// Edits that make room for an annotation with this label on these fragments: a rejected annotation there is
    /// overruled; a visible one of the same person is an error.
    pub(super) fn resolve_overlaps(
        &self,
        spans: &Spans,
        label: &LabelId,
        but: &AnnotationId,
    ) -> Result<Vec<Edit>, CommandError> {
        match self.on(spans, label, |annotation| annotation.id != *but && !self.is_of_another(annotation)) {
            None => Ok(Vec::new()),
            Some(duplicate) if duplicate.status == Status::Rejected => {
                Ok(self.annotation_state.removal([&duplicate.id]))
            }
            Some(_) => Err(CommandError::Duplicate { span: spans.hull(), label: label.clone() }),
        }
    }

    fn new_annotation(&self, span: Span, label: LabelId, deed: Deed) -> Annotation {
        let entity = self.chosen_for(&label, span).map(str::to_owned);
        let known = self.annotation_state.labels.get(&label);
        let attributes = known.map_or_else(Attributes::default, |label| AttributeKind::defaults(&label.attributes));
        let provenance = Provenance::of(deed, self.by.as_str(), now());
        Annotation { entity, attributes, provenance, ..Annotation::new(span, label) }
    }

    /// The annotation made by deciding about a candidate; `None` if its kind has no label.
    pub(super) fn decided_candidate(&self, candidate: &Candidate, status: Status) -> Option<Annotation> {
        let label = self.label_of_kind(candidate.kind)?.clone();
        let made = Annotation {
            entity: self.entity_of(candidate),
            status,
            origin: Origin::Detected(candidate.source.name().to_owned()),
            confidence: Confidence::new(candidate.confidence.into()),
            ..self.new_annotation(candidate.span, label, status.into())
        };
        let is_chosen = self.chosen_entity(candidate).is_some();
        Some(if is_chosen { self.touched(&made, Deed::Changed) } else { made })
    }

    /// A copy with this person's act added to its provenance.
    pub(super) fn touched(&self, annotation: &Annotation, deed: Deed) -> Annotation {
        let provenance = annotation.provenance.clone().with(deed, &self.by, &now());
        Annotation { provenance, ..annotation.clone() }
    }

    pub(super) fn insert(&mut self, annotation: Annotation, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        self.insert_with(annotation, Vec::new(), gesture)
    }

    /// Inserts an annotation and applies other changes in the same step.
    fn insert_with(
        &mut self,
        annotation: Annotation,
        others: Vec<Edit>,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let found = found(&annotation);
        // The label may come from another article.
        let labels = &self.annotation_state.labels;
        let is_missing = labels.get(&annotation.label).is_none();
        let adopted = self.adopted_labels.get(&annotation.label).filter(|_| is_missing).cloned();
        let adopted = adopted.map(|label| Label { key: labels.free_key(), ..label });
        let at = labels.len();
        let mut edits: Vec<Edit> =
            adopted.map(|label| Edit::AddLabel { at, label: Arc::new(label) }).into_iter().collect();
        edits.extend(others);
        edits.push(Edit::Insert(Arc::new(annotation)));
        let Outcome { applied, .. } = self.commit(edits, gesture)?;
        Ok(Outcome { changed: true, applied, ..found })
    }

    pub(super) fn replace(
        &mut self,
        annotation: Annotation,
        mut edits: Vec<Edit>,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let found = found(&annotation);
        edits.push(Edit::Replace(Arc::new(annotation)));
        let Outcome { applied, .. } = self.commit(edits, gesture)?;
        Ok(Outcome { changed: true, applied, ..found })
    }

    /// Applies edits as one change; without edits nothing happens.
    pub(super) fn commit(&mut self, edits: Vec<Edit>, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        if edits.is_empty() {
            return Ok(Outcome::default());
        }
        let change = Change::make(edits.into(), Arc::make_mut(&mut self.annotation_state))?;
        let applied = change.forward.clone();
        self.note_applied(&applied, &change.inverse);
        self.history.record(change, gesture);
        self.changed();
        Ok(Outcome { changed: true, applied, ..Outcome::default() })
    }

    pub(super) fn changed(&mut self) {
        self.generation += 1;
        self.counts = OnceLock::new();
        self.set_kind_labels();
    }
}

pub(super) fn found(annotation: &Annotation) -> Outcome {
    let shown = annotation.status != Status::Rejected;
    let selected = shown.then(|| annotation.id.clone());
    Outcome { selected, span: Some(annotation.spans.first()), ..Outcome::default() }
}

/// What tagging a passage leaves there.
pub(super) enum Tagged<'s> {
    /// Nothing changes: this has the label and is accepted.
    There(&'s Annotation),
    /// This takes the place of an annotation that was not accepted.
    Accepted(Annotation),
    /// This is new.
    Made(Annotation),
}

/// The current time in RFC 3339, UTC, whole seconds.
pub(super) fn now() -> String {
    thread_local! {
        /// The last second that was asked for, and how it is written: twenty thousand decisions of one command fall into a
        /// few, and writing one takes longer than all else that a decision needs.
        static WRITTEN: RefCell<(i64, String)> = const { RefCell::new((i64::MIN, String::new())) };
    }
    let now = jiff::Timestamp::now();
    WRITTEN.with_borrow_mut(|(second, written)| {
        if *second != now.as_second() {
            (*second, *written) = (now.as_second(), now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
        }
        written.clone()
    })
}
