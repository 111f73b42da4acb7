//! Turns the session's decisions into training examples; see [`crate::detect::user_model`].

use std::collections::HashMap;

use super::{NOTE_LABEL, Session};
use crate::annotation::label::color_of_file;
use crate::annotation::{Annotation, AnnotationSet, Label, LabelId, LabelSet, Status};
use crate::detect::{Decision, Described, FeedbackExample};

/// The most accepted and the most rejected decisions to learn from; if there are more, an evenly spaced sample is used,
/// so that learning takes bounded time and memory.
const MOST_DECISIONS: usize = 8_000;

impl Session {
    /// Whether there are tags or accepted suggestions to learn from.
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

    /// The training examples: the text around what was tagged, accepted or rejected. Visits all annotations.
    pub fn feedback(&self) -> Vec<FeedbackExample> {
        let mut decided = some_of(&self.annotation_state.annotations, Status::Accepted);
        decided.extend(some_of(&self.annotation_state.annotations, Status::Rejected));
        decided.sort_by_key(|a| a.spans.first().start);
        // An annotation of several fragments says nothing about runs of words.
        let in_one = decided.into_iter().filter_map(|a| Some((a, a.spans.single()?)));
        let decisions: Vec<Decision> = in_one
            .map(|(a, span)| Decision {
                start: span.start.0,
                end: span.end.0,
                label: a.label.as_str().to_owned(),
                described: self.described(&a.label),
                accepted: a.status == Status::Accepted,
                // Accepting a suggestion does not choose its entity: another mention can refer to another place.
                entity: self.chosen_for(&a.label, span).map(str::to_owned),
            })
            .collect();
        FeedbackExample::cut(self.document.text(), &decisions)
    }

    /// The description of a user's label for other articles.
    fn described(&self, id: &LabelId) -> Option<Described> {
        let label = self.annotation_state.labels.get(id).filter(|_| !id.is_standard())?;
        Some(Described { name: label.name.clone(), color: label.color.clone() })
    }

    /// Converts the decisions made in other articles for use here. Labels are matched by name, whatever their ids
    /// ([`LabelSet::meant_by`]); labels that this article does not have are included.
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

    /// Sets the labels of other articles that may be suggested here; such a label is added to this article when the
    /// first suggestion with it is decided.
    pub fn set_adopted_labels(&mut self, labels: LabelSet) {
        if self.adopted_labels != labels {
            self.adopted_labels = labels;
            self.changed();
        }
    }

    /// A label of this article, or a label of another article that is suggested here.
    pub fn label(&self, id: &LabelId) -> Option<&Label> {
        self.annotation_state.labels.get(id).or_else(|| self.adopted_labels.get(id))
    }
}

/// Training examples from other articles, converted for this one.
#[derive(Clone, Debug)]
pub struct Adopted {
    /// Their decisions, with the label ids of this article.
    pub feedback: Vec<FeedbackExample>,
    /// Their labels that this article does not have.
    pub labels: LabelSet,
}

/// The annotations of a status whose labels name things, at most [`MOST_DECISIONS`].
fn some_of(annotations: &AnnotationSet, status: Status) -> Vec<&Annotation> {
    let decided: Vec<_> = annotations.iter().filter(|a| a.status == status && a.label.as_str() != NOTE_LABEL).collect();
    let step = decided.len().div_ceil(MOST_DECISIONS).max(1);
    decided.into_iter().step_by(step).collect()
}
