//! What the session's decisions teach; see [`crate::detect::user_model`].

use std::collections::HashMap;

use super::{NOTE_LABEL, Session};
use crate::annotation::label::color_of_file;
use crate::annotation::{Annotation, AnnotationSet, Label, LabelId, LabelSet, Status};
use crate::detect::{Decision, Described, FeedbackExample};

/// Decisions of each sort, accepted and refused, that are learned from: of more, some are left out evenly,
/// so that learning takes the same time and room however much was decided.
const MOST_DECISIONS: usize = 8_000;

impl Session {
    /// Whether a person has tagged or accepted something that can be learned from.
    pub fn has_user_tags(&self) -> bool {
        self.user_tags().next().is_some()
    }

    /// How many tags and accepted suggestions there are to learn from.
    pub fn count_user_tags(&self) -> usize {
        self.user_tags().count()
    }

    fn user_tags(&self) -> impl Iterator<Item = &Annotation> {
        let accepted = self.annotation_state.annotations.iter().filter(|a| a.status == Status::Accepted);
        accepted.filter(|a| a.label.as_str() != NOTE_LABEL)
    }

    /// The article around what was tagged, accepted or refused. Costs a walk over the annotations.
    pub fn feedback(&self) -> Vec<FeedbackExample> {
        let mut decided = some_of(&self.annotation_state.annotations, Status::Accepted);
        decided.extend(some_of(&self.annotation_state.annotations, Status::Rejected));
        decided.sort_by_key(|a| a.spans.first().start);
        // What stands in several pieces teaches nothing about runs of words.
        let in_one = decided.into_iter().filter_map(|a| Some((a, a.spans.single()?)));
        let decisions: Vec<Decision> = in_one
            .map(|(a, span)| Decision {
                start: span.start.0,
                end: span.end.0,
                label: a.label.as_str().to_owned(),
                described: self.described(&a.label),
                accepted: a.status == Status::Accepted,
                // To accept what was detected is to choose nothing: another mention can stand for another place.
                entity: self.chosen_for(&a.label, span).map(str::to_owned),
            })
            .collect();
        FeedbackExample::cut(self.document.text(), &decisions)
    }

    /// What other articles are told of a label of the person's own.
    fn described(&self, id: &LabelId) -> Option<Described> {
        let label = self.annotation_state.labels.get(id).filter(|_| !id.is_standard())?;
        Some(Described { name: label.name.clone(), color: label.color.clone() })
    }

    /// What the decisions of other articles teach here. A label is known by its name there and here, whatever
    /// its id ([`LabelSet::meant_by`]); one that this article does not have comes along.
    pub fn adopted(&self, feedback: &[FeedbackExample]) -> Adopted {
        let mut labels = LabelSet::from_labels([]);
        let mut meant: HashMap<(&str, Option<&Described>), Option<LabelId>> = HashMap::new();
        let feedback = feedback.iter().map(|example| {
            let decisions = example.decisions.iter().filter_map(|decision| {
                let described = decision.described.as_ref();
                let label = meant
                    .entry((decision.label.as_str(), described))
                    .or_insert_with(|| self.adopt(&decision.label.as_str().into(), described, &mut labels));
                Some(Decision { label: label.as_ref()?.as_str().to_owned(), ..decision.clone() })
            });
            FeedbackExample { text: example.text.clone(), decisions: decisions.collect(), at: None }
        });
        let feedback = feedback.filter(|example| !example.decisions.is_empty()).collect();
        Adopted { feedback, labels }
    }

    fn adopt(&self, id: &LabelId, described: Option<&Described>, others: &mut LabelSet) -> Option<LabelId> {
        let names: Vec<String> = described.iter().flat_map(|described| described.name.values().cloned()).collect();
        let known = self.annotation_state.labels.meant_by(id, &names).or_else(|| others.meant_by(id, &names));
        known.or_else(|| {
            let Described { name, color } = described?.clone();
            let label = Label { id: id.clone(), name, color: color_of_file(&color), ..Label::default() };
            let label = self.annotation_state.labels.newcomer(label, others)?;
            let id = label.id.clone();
            *others = others.clone().with([label]);
            Some(id)
        })
    }

    /// Labels of other articles that may be suggested; one comes into this article with the first suggestion
    /// of it that is decided.
    pub fn set_adopted_labels(&mut self, labels: LabelSet) {
        if self.adopted_labels != labels {
            self.adopted_labels = labels;
            self.changed();
        }
    }

    /// A label of this article, or one of another article that is suggested here.
    pub fn label(&self, id: &LabelId) -> Option<&Label> {
        self.annotation_state.labels.get(id).or_else(|| self.adopted_labels.get(id))
    }
}

/// What other articles teach in this one.
#[derive(Clone, Debug)]
pub struct Adopted {
    /// Their decisions, with the ids that their labels have here.
    pub feedback: Vec<FeedbackExample>,
    /// Labels of theirs that this article does not have.
    pub labels: LabelSet,
}

/// The annotations of a status that name something, at most [`MOST_DECISIONS`].
fn some_of(annotations: &AnnotationSet, status: Status) -> Vec<&Annotation> {
    let decided: Vec<_> = annotations.iter().filter(|a| a.status == status && a.label.as_str() != NOTE_LABEL).collect();
    let step = decided.len().div_ceil(MOST_DECISIONS).max(1);
    decided.into_iter().step_by(step).collect()
}
