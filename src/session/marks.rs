//! The marks shown on the text: annotations and undecided suggestions.

use std::borrow::Cow;
use std::collections::HashMap;

use super::session::{LabelCount, Session};
use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotationState, LabelId, Origin, Provenance, Status,
};
use crate::detect::{Candidate, Form, Source, Standing};
use crate::text::{BytePos, Span};

/// What a mark represents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind<'s> {
    /// The candidate with this index in [`Session::candidates`].
    Suggestion(usize),
    /// The annotation with this id.
    Annotation(&'s AnnotationId),
}

/// A passage to be highlighted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark<'s> {
    /// Its span, in bytes; for an annotation of several fragments, that of one fragment.
    pub span: Span,
    /// Whether it is the first mark of its annotation: each fragment has a mark.
    pub is_first: bool,
    /// Its label, which determines the colour.
    pub label: &'s LabelId,
    /// Whether it is a name or a reference.
    pub form: Form,
    /// Undecided, accepted or rejected. Rejected includes suggestions left out because of a person's other decisions.
    /// Rejected marks exist only while [`Session::shows_rejected`].
    pub status: Status,
    /// Whether it is an annotation or a suggestion.
    pub kind: MarkKind<'s>,
    /// Whether it lies inside a longer mark.
    pub nested: bool,
    /// Whether a person made it, or changed a suggestion.
    pub is_user_made: bool,
}

impl Session {
    /// The marks to paint in a passage, sorted by start, longer ones first, annotations before suggestions. Costs a
    /// binary search and a pass over the marks found.
    pub fn marks(&self, span: Span) -> Vec<Mark<'_>> {
        self.each_mark(span).collect()
    }

    /// Every mark of the document, in the order of [`Self::marks`]. An iterator, because the marks of a long text would
    /// take as much memory as the text.
    pub fn all_marks(&self) -> impl Iterator<Item = Mark<'_>> + '_ {
        self.each_mark(self.whole())
    }

    /// Like [`Self::marks`], one after another.
    pub(crate) fn each_mark(&self, span: Span) -> impl Iterator<Item = Mark<'_>> + '_ {
        let annotations = self.annotation_state.annotations.fragments(span);
        let hidden = self.annotation_state.labels.hidden();
        let not_hidden = move |label: &LabelId| !hidden.contains(label);
        let is_shown = not_hidden;
        let annotations = annotations
            .filter(move |(_, a)| (self.shows_rejected || a.status != Status::Rejected) && is_shown(&a.label));
        let suggestions = self.candidates_overlapping(span);
        let suggestions =
            suggestions.filter(|(_, c)| self.is_suggested(c) || self.shows_rejected && self.is_left_out(c));
        let suggestions = suggestions.filter(move |(_, c)| self.label_of_kind(c.kind).is_some_and(&not_hidden));
        let (mut annotations, mut suggestions) = (annotations.peekable(), suggestions.peekable());
        let mut nesting = Nesting::default();
        std::iter::from_fn(move || {
            let annotation = match (annotations.peek(), suggestions.peek()) {
                (Some((fragment, _)), Some((_, c))) if fragment.text_order() > c.span.text_order() => None,
                _ => annotations.next(),
            };
            let mut mark = match annotation {
                Some((fragment, a)) => Mark {
                    span: fragment,
                    is_first: fragment == a.spans.first(),
                    label: &a.label,
                    form: form_of(a),
                    status: a.status,
                    kind: MarkKind::Annotation(&a.id),
                    nested: false,
                    is_user_made: a.is_user_made(),
                },
                None => {
                    let (index, c) = suggestions.next()?;
                    Mark {
                        span: c.span,
                        is_first: true,
                        label: self.label_of_kind(c.kind)?,
                        form: c.form,
                        status: if self.is_suggested(c) { Status::Suggested } else { Status::Rejected },
                        kind: MarkKind::Suggestion(index),
                        nested: false,
                        is_user_made: false,
                    }
                }
            };
            mark.nested = nesting.holds(mark.span);
            Some(mark)
        })
    }

    /// The words of everything that a mark represents, including other fragments.
    pub fn words_of(&self, mark: &Mark<'_>) -> Cow<'_, str> {
        let text = self.document.text();
        match mark.kind {
            MarkKind::Annotation(id) => {
                let annotation = self.annotation_state.annotations.get(id);
                annotation.map_or(Cow::Borrowed(mark.span.of(text)), |annotation| annotation.spans.quote(text))
            }
            MarkKind::Suggestion(_) => mark.span.of(text).into(),
        }
    }

    /// Whether a candidate is suggested: its kind has a label, it is undecided and not left out, and its confidence
    /// reaches the threshold.
    pub fn is_suggested(&self, candidate: &Candidate) -> bool {
        let is_labelled = self.label_of_kind(candidate.kind).is_some();
        is_labelled
            && candidate.standing != Standing::LeftOut
            && candidate.confidence >= self.threshold
            && !self.is_decided(candidate)
    }

    /// The annotations, with all suggestions added as undecided annotations.
    pub fn state_with_suggestions(&self) -> AnnotationState {
        let suggested =
            self.candidates.iter().filter(|candidate| self.is_suggested(candidate)).filter_map(|candidate| {
                let decided = self.decided_candidate(candidate, Status::Suggested)?;
                Some(Annotation { provenance: Provenance::default(), ..decided })
            });
        let annotations = self.annotation_state.annotations.iter().cloned().chain(suggested);
        AnnotationState {
            annotations: AnnotationSet::from_annotations(annotations),
            ..AnnotationState::clone(&self.annotation_state)
        }
    }

    /// Whether an undecided candidate is not suggested because of what a person decided elsewhere.
    pub fn is_left_out(&self, candidate: &Candidate) -> bool {
        let is_gone = match candidate.standing {
            Standing::Found => false,
            Standing::Doubted => candidate.confidence < self.threshold,
            Standing::LeftOut => true,
        };
        is_gone && self.label_of_kind(candidate.kind).is_some() && !self.is_decided(candidate)
    }

    /// Whether a person has decided about the candidate: its span has an annotation with its label, of any status, or
    /// one with another label that was made from it. A candidate that comes only from learning also counts as decided
    /// if it overlaps a passage that was tagged or rejected with its label; any candidate does if it overlaps a mark
    /// with its label that a person moved or changed.
    pub fn is_decided(&self, candidate: &Candidate) -> bool {
        let Some(label) = self.label_of_kind(candidate.kind) else { return false };
        if candidate.is_taught() {
            let mut there = self.annotation_state.annotations.overlapping(candidate.span);
            return there.any(|a| a.label == *label || a.status == Status::Accepted);
        }
        // However many annotations lie over it, few are on exactly its span or were changed.
        let annotations = &self.annotation_state.annotations;
        let mut there = annotations.exactly(&candidate.span.into());
        there.any(|a| a.label == *label || a.status == Status::Accepted)
            || annotations.changed_proposals(candidate.span).any(|a| a.label == *label)
    }

    /// The number of uses of each label, in the order of the legend; labels outside the legend come last.
    pub fn counts(&self) -> &[LabelCount] {
        self.counts.get_or_init(|| self.count())
    }

    fn count(&self) -> Vec<LabelCount> {
        let zero = |label: &LabelId| LabelCount { label: label.clone(), accepted: 0, suggested: 0 };
        let mut counts: Vec<LabelCount> = self.annotation_state.labels.iter().map(|label| zero(&label.id)).collect();
        let mut others: HashMap<LabelId, usize> = HashMap::new();
        let mut add = |label: &LabelId, status| {
            let at = self.annotation_state.labels.position(label).unwrap_or_else(|| {
                *others.entry(label.clone()).or_insert_with(|| {
                    counts.push(zero(label));
                    counts.len() - 1
                })
            });
            match status {
                Status::Accepted => counts[at].accepted += 1,
                Status::Suggested => counts[at].suggested += 1,
                Status::Rejected => {}
            }
        };
        for annotation in self.annotation_state.annotations.iter() {
            add(&annotation.label, annotation.status);
        }
        for candidate in self.candidates.iter().filter(|c| self.is_suggested(c)) {
            if let Some(label) = self.label_of_kind(candidate.kind) {
                add(label, Status::Suggested);
            }
        }
        counts
    }
}

fn form_of(annotation: &Annotation) -> Form {
    match &annotation.origin {
        Origin::Detected(source) if source == Source::Coreference.name() => Form::Reference,
        _ => Form::Name,
    }
}

/// Finds for each of the sorted marks whether it lies inside a longer one before it.
#[derive(Default)]
struct Nesting {
    /// The farthest end of the marks before those with the current span.
    farthest: Option<BytePos>,
    present: Option<Span>,
}

impl Nesting {
    fn holds(&mut self, span: Span) -> bool {
        if self.present != Some(span) {
            self.farthest = self.farthest.max(self.present.map(|span| span.end));
            self.present = Some(span);
        }
        self.farthest.is_some_and(|end| span.end <= end)
    }
}
