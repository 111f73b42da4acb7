//! What is shown on the text: annotations and undecided suggestions.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::Session;
use crate::annotation::{
    Annotation, AnnotationId, AnnotationSet, AnnotationState, LabelId, Origin, Provenance, Status,
};
use crate::detect::{Candidate, Form, Source, Standing};
use crate::text::{BytePos, Span};

/// What a mark stands for.
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
    /// Where, in bytes; of an annotation on several fragments, one of these.
    pub span: Span,
    /// Whether it is the first mark of what it stands for: each fragment of an annotation has one.
    pub is_first: bool,
    /// In which colour.
    pub label: &'s LabelId,
    /// Name or reference.
    pub form: Form,
    /// Undecided, accepted, or rejected: by a person, or, of a suggestion, left out because of what
    /// a person has decided elsewhere. Rejected ones are there only while [`Session::shows_rejected`].
    pub status: Status,
    /// Annotation or suggestion.
    pub kind: MarkKind<'s>,
    /// Whether it lies inside a longer mark.
    pub nested: bool,
    /// Whether a person made it, or changed what was suggested.
    pub is_user_made: bool,
}

/// How often a label is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelCount {
    /// The label.
    pub label: LabelId,
    /// Accepted annotations.
    pub accepted: usize,
    /// Undecided candidates that are shown, and annotations with the status `Suggested`.
    pub suggested: usize,
}

impl Session {
    /// What must be painted in a passage, sorted by start, longer ones first, annotations before
    /// suggestions. Costs a binary search and a walk over what is there.
    pub fn marks(&self, span: Span) -> Vec<Mark<'_>> {
        self.each_mark(span).collect()
    }

    /// Every mark of the document, in the order of [`Self::marks`]; one at a time, because those of
    /// a long text would take as much memory as the text.
    pub fn all_marks(&self) -> impl Iterator<Item = Mark<'_>> + '_ {
        self.each_mark(self.whole())
    }

    fn each_mark(&self, span: Span) -> impl Iterator<Item = Mark<'_>> + '_ {
        let annotations = self.annotation_state.annotations.fragments(span);
        let hidden = self.annotation_state.labels.hidden();
        let not_hidden = move |label: &LabelId| !hidden.contains(label);
        let is_shown = not_hidden.clone();
        let annotations = annotations
            .filter(move |(_, a)| (self.shows_rejected || a.status != Status::Rejected) && is_shown(&a.label));
        let suggestions = self.candidates_overlapping(span);
        let suggestions =
            suggestions.filter(|(_, c)| self.is_suggested(c) || self.shows_rejected && self.is_left_out(c));
        let suggestions = suggestions.filter(move |(_, c)| self.label_of_kind(c.kind).is_some_and(&not_hidden));
        let (mut annotations, mut suggestions) = (annotations.peekable(), suggestions.peekable());
        let key = |span: Span| (span.start, Reverse(span.end));
        let mut nesting = Nesting::default();
        std::iter::from_fn(move || {
            let annotation = match (annotations.peek(), suggestions.peek()) {
                (Some((fragment, _)), Some((_, c))) if key(*fragment) > key(c.span) => None,
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

    /// The words of all of what a mark stands for.
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

    /// Whether a candidate is suggested: of a kind that a label stands for, undecided, not left out, and believed in enough.
    pub fn is_suggested(&self, candidate: &Candidate) -> bool {
        let is_labelled = self.label_of_kind(candidate.kind).is_some();
        is_labelled
            && candidate.standing != Standing::LeftOut
            && candidate.confidence >= self.threshold
            && !self.is_decided(candidate)
    }

    /// The notes, and what is suggested as annotations that nobody has decided about.
    pub fn state_with_suggestions(&self) -> AnnotationState {
        let suggested =
            self.candidates.iter().filter(|candidate| self.is_suggested(candidate)).filter_map(|candidate| {
                let decided = self.decided_candidate(candidate, Status::Suggested)?;
                Some(Annotation { provenance: Provenance::default(), ..decided })
            });
        let annotations = self.annotation_state.annotations.iter().cloned().chain(suggested);
        AnnotationState { annotations: AnnotationSet::from_annotations(annotations), ..self.annotation_state.clone() }
    }

    /// Whether a candidate that nobody has decided about is not suggested because of what a person
    /// has decided elsewhere.
    pub fn is_left_out(&self, candidate: &Candidate) -> bool {
        let is_gone = match candidate.standing {
            Standing::Found => false,
            Standing::Doubted => candidate.confidence < self.threshold,
            Standing::LeftOut => true,
        };
        is_gone && self.label_of_kind(candidate.kind).is_some() && !self.is_decided(candidate)
    }

    /// Whether a person has decided about the candidate: an annotation of any status with its
    /// label stands on its span, or one with another label was made there. What is suggested only
    /// because of tags keeps off every passage that was tagged or refused as the same; what a person has
    /// moved or changed, every suggestion of the same under it.
    pub fn is_decided(&self, candidate: &Candidate) -> bool {
        let Some(label) = self.label_of_kind(candidate.kind) else { return false };
        if candidate.is_taught() {
            let mut there = self.annotation_state.annotations.overlapping(candidate.span);
            return there.any(|a| a.label == *label || a.status == Status::Accepted);
        }
        let is_changed = |a: &Annotation| a.is_changed() && matches!(a.origin, Origin::Detected(_));
        let mut there = self.annotation_state.annotations.overlapping(candidate.span);
        there.any(|a| {
            let is_same = a.label == *label;
            let is_there = a.spans.single() == Some(candidate.span);
            if is_there { is_same || a.status == Status::Accepted } else { is_same && is_changed(a) }
        })
    }

    /// How often each label is used, in the order of the legend; labels that are not in it last.
    pub fn counts(&self) -> &[LabelCount] {
        self.counts.get_or_init(|| self.count())
    }

    fn count(&self) -> Vec<LabelCount> {
        let zero = |label: &LabelId| LabelCount { label: label.clone(), accepted: 0, suggested: 0 };
        let mut counts: Vec<LabelCount> = self.annotation_state.labels.iter().map(|label| zero(&label.id)).collect();
        let mut add = |label: &LabelId, status| {
            let at = counts.iter().position(|count| count.label == *label).unwrap_or_else(|| {
                counts.push(zero(label));
                counts.len() - 1
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

/// Says of each of the sorted marks whether a longer one before it holds it.
#[derive(Default)]
struct Nesting {
    /// How far the marks reach that came before those on the present span.
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
