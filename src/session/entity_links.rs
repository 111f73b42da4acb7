//! Entity linking: the entity that a person chose for a name applies to all its mentions in the document.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::run::found;
use super::{CommandError, Outcome, Session, Target};
use crate::annotation::{Annotation, AnnotationId, Deed, Edit, EntityLink, Gesture, LabelId, Origin, Status};
use crate::detect::{Candidate, Evidence, Form, Source};
use crate::text::Span;
use crate::text::fold::fold_phrase;

/// Makes an edit of a changed or new annotation.
type MakeEdit = fn(Arc<Annotation>) -> Edit;

impl Session {
    /// The entity that the person has chosen for a candidate's name.
    pub(crate) fn chosen_entity(&self, candidate: &Candidate) -> Option<&str> {
        self.chosen_for(self.label_of_kind(candidate.kind)?, name_span(candidate))
    }

    /// The stable id of a candidate's entity, if known; the person's choice takes precedence over the detector's.
    pub fn entity_of(&self, candidate: &Candidate) -> Option<String> {
        let detected = || candidate.entity.and_then(|entity| (self.entity_names)(entity));
        self.chosen_entity(candidate).map(str::to_owned).or_else(detected)
    }

    /// The entity that is proposed for exactly this passage under a label.
    pub fn proposed_entity(&self, span: Span, label: &LabelId) -> Option<String> {
        let candidate = self.candidate_on(span, self.kind_of_label(label)?)?;
        self.entity_of(self.candidates.get(candidate)?)
    }

    /// The span of the name of a mark: for a reference, that of the mention to which it refers.
    pub(crate) fn name_of(&self, target: &Target) -> Option<Span> {
        match target {
            Target::Candidate { span, kind } => {
                let candidate = self.candidates.get(self.candidate_on(*span, *kind)?)?;
                Some(name_span(candidate))
            }
            Target::Annotation(id) => {
                let annotation = self.annotation_state.annotations.get(id)?;
                Some(self.antecedent(annotation).unwrap_or(annotation.spans.first()))
            }
        }
    }

    /// The entity chosen for the name in a passage.
    pub(super) fn chosen_for(&self, label: &LabelId, name: Span) -> Option<&str> {
        // Nearly always there is no choice, and then no text needs folding.
        if self.annotation_state.links.is_empty() {
            return None;
        }
        self.annotation_state.links.get(label, &self.folded(name)).map(|choice| choice.entity.as_str())
    }

    /// Sets the entity of a name, for all suggestions with the name from now on and for existing annotations, including
    /// references to it.
    pub(super) fn choose_entity(
        &mut self,
        target: &Target,
        entity: String,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let Some(of) = self.name_said_of(target)? else { return Ok(Outcome::default()) };
        let (selected, span) = (of.annotation.clone(), Some(of.span));
        if of.name.is_empty() {
            return Ok(Outcome { selected, span, ..Outcome::default() });
        }
        let changed = self.annotations_of(&of).filter(|annotation| annotation.entity.as_ref() != Some(&entity));
        let mut edits: Vec<Edit> = changed
            .map(|annotation| Annotation { entity: Some(entity.clone()), ..self.touched(annotation, Deed::Changed) })
            .map(|annotation| Edit::Replace(Arc::new(annotation)))
            .collect();
        if self.annotation_state.links.get(&of.label, &of.name).is_none_or(|choice| choice.entity != entity) {
            edits.push(Edit::LinkEntity { label: of.label, name: of.name, choice: Some(EntityLink::of(entity)) });
        }
        let outcome = self.commit(edits, gesture)?;
        Ok(Outcome { selected, span, ..outcome })
    }

    /// Gives everything that means one entity to another. Names that detection takes for the former one are linked to the
    /// other from now on.
    pub(super) fn merge_entities(
        &mut self,
        from: &str,
        to: &str,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        if from == to {
            return Ok(Outcome::default());
        }
        let of_former = self.annotation_state.annotations.iter().filter(|own| own.entity.as_deref() == Some(from));
        let mut edits: Vec<Edit> = of_former
            .map(|own| Annotation { entity: Some(to.to_owned()), ..self.touched(own, Deed::Changed) })
            .map(|own| Edit::Replace(Arc::new(own)))
            .collect();
        let chosen = self.annotation_state.links.iter().filter(|(_, _, choice)| choice.entity == from);
        let chosen = chosen.map(|(label, name, _)| (label.clone(), name.to_owned()));
        let found = self.candidates.iter().filter(|candidate| self.entity_of(candidate).as_deref() == Some(from));
        let found = found.filter_map(|candidate| {
            Some((self.label_of_kind(candidate.kind)?.clone(), self.folded(name_span(candidate))))
        });
        let names: BTreeSet<(LabelId, String)> = chosen.chain(found).filter(|(_, name)| !name.is_empty()).collect();
        let link = |(label, name)| Edit::LinkEntity { label, name, choice: Some(EntityLink::of(to.to_owned())) };
        edits.extend(names.into_iter().map(link));
        self.commit(edits, gesture)
    }

    /// Sets the entity of one mention, and accepts the mention.
    pub(super) fn set_entity(
        &mut self,
        target: &Target,
        entity: String,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        if let Some(there) = self.decision_on(target)?
            && there.entity.as_ref() == Some(&entity)
            && there.status == Status::Accepted
        {
            return Ok(found(there));
        }
        let (linked, edit) = self.linked(target, entity)?;
        let selected = found(&linked);
        let Outcome { applied, .. } = self.commit(vec![edit(Arc::new(linked))], gesture)?;
        Ok(Outcome { changed: true, applied, ..selected })
    }

    /// A mark with another entity, accepted, and what makes it an edit.
    pub(super) fn linked(&self, target: &Target, entity: String) -> Result<(Annotation, MakeEdit), CommandError> {
        let (former, edit): (_, MakeEdit) = match (self.decision_on(target)?, target) {
            (Some(there), _) => (self.touched(there, Deed::Changed), Edit::Replace),
            (None, Target::Annotation(id)) => (self.existing(id)?.clone(), Edit::Replace),
            (None, Target::Candidate { span, kind }) => {
                let accepted = self.deciding_on(*span, *kind, Status::Accepted)?;
                let is_same = accepted.entity.as_ref() == Some(&entity);
                (if is_same { accepted } else { self.touched(&accepted, Deed::Changed) }, Edit::Insert)
            }
        };
        Ok((Annotation { entity: Some(entity), status: Status::Accepted, ..former }, edit))
    }

    /// How many mentions in the document a choice for a mark's name would affect: suggestions that are shown, and
    /// annotations, including references to the name.
    pub fn mentions_of_name(&self, target: &Target) -> usize {
        let Ok(Some(of)) = self.name_said_of(target) else { return 0 };
        let suggested = self.candidates.iter().filter(|candidate| {
            self.label_of_kind(candidate.kind) == Some(&of.label)
                && self.is_suggested(candidate)
                && self.folded(name_span(candidate)) == of.name
        });
        suggested.count() + self.annotations_of(&of).count()
    }

    /// The name to which a choice applies; an error if the mark has no name.
    fn name_said_of(&self, target: &Target) -> Result<Option<NameSaid>, CommandError> {
        let (label, former, annotation) = match target {
            Target::Candidate { span, kind } => {
                let missing = CommandError::NoCandidate { span: *span, kind: *kind };
                let there = self.candidate_on(*span, *kind).zip(self.label_of_kind(*kind));
                let (index, label) = there.ok_or(missing)?;
                (label.clone(), self.entity_of(&self.candidates[index]), None)
            }
            Target::Annotation(id) => {
                let annotation = self.existing(id)?;
                (annotation.label.clone(), annotation.entity.clone(), Some(id.clone()))
            }
        };
        let named = self.name_of(target);
        Ok(named.map(|span| NameSaid { label, name: self.folded(span), span, former, annotation }))
    }

    /// The annotations with a name, and those made from references to it, except rejected ones.
    fn annotations_of<'s>(&'s self, of: &'s NameSaid) -> impl Iterator<Item = &'s Annotation> + 's {
        let is_of_name = |annotation: &Annotation| match self.antecedent(annotation) {
            Some(antecedent) => self.folded(antecedent) == of.name,
            // Which mention it refers to is not known until detection has run.
            None if is_reference(annotation) => of.former.is_some() && annotation.entity == of.former,
            None => fold_phrase(&annotation.spans.quote(self.document.text())) == of.name,
        };
        self.annotation_state.annotations.iter().filter(move |annotation| {
            annotation.label == of.label && annotation.status != Status::Rejected && is_of_name(annotation)
        })
    }

    /// The mention to which an annotation made from a reference refers.
    fn antecedent(&self, annotation: &Annotation) -> Option<Span> {
        let kind = self.kind_of_label(&annotation.label).filter(|_| is_reference(annotation))?;
        let candidate = self.candidates.get(self.candidate_on(annotation.spans.single()?, kind)?)?;
        (candidate.form == Form::Reference).then(|| name_span(candidate))
    }

    fn folded(&self, span: Span) -> String {
        fold_phrase(span.of(self.document.text()))
    }
}

/// The name to which a choice applies.
struct NameSaid {
    label: LabelId,
    /// Folded.
    name: String,
    span: Span,
    /// The entity of the mark before the choice.
    former: Option<String>,
    /// The annotation through which the name was chosen, if it was one.
    annotation: Option<AnnotationId>,
}

fn is_reference(annotation: &Annotation) -> bool {
    matches!(&annotation.origin, Origin::Detected(source) if source == Source::Coreference.name())
}

pub(super) fn name_span(candidate: &Candidate) -> Span {
    match candidate.evidence {
        Evidence::Antecedent(antecedent) if candidate.form == Form::Reference => antecedent,
        _ => candidate.span,
    }
}
