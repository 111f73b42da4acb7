//! The same done at many places at once, as one step: tags, other labels, meanings, notes, or nothing any more. What it
//! would change is known before it is done.

use std::sync::Arc;

use super::run::Tagged;
use super::{CommandError, Meant, Outcome, Session, Target, Treatment};
use crate::annotation::{Annotation, AnnotationId, Deed, Edit, Gesture, LabelId, Spans, Status};
use crate::text::Span;

/// A mark on exactly a place.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkThere {
    /// The annotation or suggestion.
    pub target: Target,
    /// Its label.
    pub label: LabelId,
    /// Undecided, accepted or rejected.
    pub status: Status,
    /// The stable id of its entity, if known.
    pub entity: Option<String>,
    /// Its note; empty for a suggestion.
    pub note: String,
}

/// A passage, with all marks that are on exactly it, also rejected ones.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedPlace {
    /// The passage.
    pub spans: Spans,
    /// Annotations before suggestions.
    pub marks: Vec<MarkThere>,
}

impl Meant {
    fn includes(&self, mark: &MarkThere) -> bool {
        self.label.as_ref().is_none_or(|label| *label == mark.label)
            && self.entity.as_ref().is_none_or(|entity| mark.entity.as_ref() == Some(entity))
    }
}

impl Treatment {
    /// Whether a place would be changed.
    pub fn reaches(&self, place: &MarkedPlace, meant: &Meant) -> bool {
        match self {
            Self::Tag(label) => {
                // What was accepted with the meaning in question is tagged already, whatever its label.
                let is_it = |mark: &MarkThere| mark.label == *label || meant.entity.is_some() && meant.includes(mark);
                let is_tagged = |mark: &MarkThere| mark.status == Status::Accepted && is_it(mark);
                place.spans.single().is_some() && !place.marks.iter().any(is_tagged)
            }
            _ => self.changed(place, meant).next().is_some(),
        }
    }

    /// The marks of a place that would be changed.
    fn changed<'p>(&'p self, place: &'p MarkedPlace, meant: &'p Meant) -> impl Iterator<Item = &'p MarkThere> {
        place.marks.iter().filter(move |mark| {
            let is_annotation = matches!(mark.target, Target::Annotation(_));
            let is_open = mark.status == Status::Suggested;
            let is_different = match self {
                Self::Tag(_) => false,
                Self::Relabel(label) => mark.label != *label || is_open,
                Self::Link(entity) => mark.entity.as_ref() != Some(entity) || is_open,
                Self::Note(note) => is_annotation && with_note(&mark.note, note) != mark.note,
                Self::Delete => is_annotation,
            };
            is_different && mark.status != Status::Rejected && meant.includes(mark)
        })
    }
}

/// A note in addition to another one.
pub(super) fn with_note(former: &str, note: &str) -> String {
    let (kept, note) = (former.trim_end(), note.trim());
    if note.is_empty() || kept.split('\n').any(|line| line.trim() == note) || kept == note {
        former.to_owned()
    } else if kept.is_empty() {
        note.to_owned()
    } else {
        format!("{kept}\n{note}")
    }
}

impl Session {
    /// What is on exactly these passages.
    pub fn place(&self, spans: &Spans) -> MarkedPlace {
        let annotations = self.annotations().exactly(spans).map(|annotation| MarkThere {
            target: Target::Annotation(annotation.id.clone()),
            label: annotation.label.clone(),
            status: annotation.status,
            entity: annotation.entity.clone(),
            note: annotation.note.clone(),
        });
        let mut marks: Vec<MarkThere> = annotations.collect();
        if let Some(span) = spans.single() {
            let overlapping = self.candidates_overlapping(span).filter(|(_, candidate)| candidate.span == span);
            let suggested = overlapping.filter(|(_, candidate)| self.is_suggested(candidate));
            marks.extend(suggested.filter_map(|(_, candidate)| {
                Some(MarkThere {
                    target: Target::Candidate { span, kind: candidate.kind },
                    label: self.label_of_kind(candidate.kind)?.clone(),
                    status: Status::Suggested,
                    entity: self.entity_of(candidate),
                    note: String::new(),
                })
            }));
        }
        MarkedPlace { spans: spans.clone(), marks }
    }

    /// The passages of all annotations and suggestions that mean an entity and are not rejected, in the order of the text,
    /// each once.
    pub fn places_meaning(&self, entity: &str) -> Vec<Spans> {
        let annotations = self
            .annotations()
            .iter()
            .filter(|annotation| annotation.entity.as_deref() == Some(entity) && annotation.status != Status::Rejected);
        let suggested = self
            .candidates
            .iter()
            .filter(|candidate| self.entity_of(candidate).as_deref() == Some(entity) && self.is_suggested(candidate));
        let mut places: Vec<Spans> = annotations
            .map(|annotation| annotation.spans.clone())
            .chain(suggested.map(|candidate| candidate.span.into()))
            .collect();
        places.sort_by_key(|spans| (spans.first().text_order(), spans.len()));
        places.dedup();
        places
    }

    /// Does the same at all of these places in one step, as far as it changes anything there.
    pub(super) fn treat(
        &mut self,
        places: &[Spans],
        meant: &Meant,
        treatment: &Treatment,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        if let Treatment::Tag(label) | Treatment::Relabel(label) = treatment {
            self.existing_label(label)?;
        }
        let mut edits = Vec::with_capacity(places.len());
        let mut deleted: Vec<AnnotationId> = Vec::new();
        for spans in places {
            spans.iter().try_for_each(|span| Span::new(self.document.text(), span.start, span.end).map(drop))?;
            if let (Treatment::Tag(label), Some(span)) = (treatment, spans.single()) {
                match self.tagged(span, label) {
                    Tagged::There(_) => {}
                    Tagged::Accepted(accepted) => edits.push(Edit::Replace(Arc::new(accepted))),
                    Tagged::Made(made) => edits.push(Edit::Insert(Arc::new(made))),
                }
                continue;
            }
            let place = self.place(spans);
            let mut changed = treatment.changed(&place, meant);
            match treatment {
                Treatment::Relabel(label) => {
                    // Two marks of one passage cannot get the same label.
                    if let Some(mark) = changed.next() {
                        edits.extend(self.with_label(mark, label)?);
                    }
                }
                _ => {
                    for mark in changed {
                        match (&mark.target, treatment) {
                            (Target::Annotation(id), Treatment::Delete) => deleted.push(id.clone()),
                            (Target::Annotation(id), Treatment::Note(note)) => {
                                let former = self.existing(id)?;
                                let note = with_note(&former.note, note);
                                let noted = Annotation { note, ..self.touched(former, Deed::Noted) };
                                edits.push(Edit::Replace(Arc::new(noted)));
                            }
                            (target, Treatment::Link(entity)) => {
                                let (linked, edit) = self.linked(target, entity.clone())?;
                                edits.push(edit(Arc::new(linked)));
                            }
                            _ => {}
                        }
                    }
                }
            }
        }
        edits.extend(self.annotation_state.removal(&deleted));
        let outcome = self.commit(edits, gesture)?;
        Ok(Outcome { span: places.first().map(Spans::first), ..outcome })
    }

    /// Gives a mark another label. Where the passage has that label already nothing is changed.
    fn with_label(&self, mark: &MarkThere, label: &LabelId) -> Result<Vec<Edit>, CommandError> {
        let (former, edit): (_, fn(Arc<Annotation>) -> Edit) = match &mark.target {
            Target::Annotation(id) => (self.existing(id)?.clone(), Edit::Replace),
            // With another label than the suggested one only the span of the suggestion was right.
            Target::Candidate { span, kind } => (self.deciding_on(*span, *kind, Status::Accepted)?, Edit::Insert),
        };
        match self.relabelled(&former, label) {
            Ok((changed, mut edits)) => {
                edits.push(edit(Arc::new(changed)));
                Ok(edits)
            }
            Err(CommandError::Duplicate { .. }) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_added_once_and_no_other_is_lost() {
        for (former, note, expected) in [
            ("", " check ", "check"),
            ("seen", "check", "seen\ncheck"),
            ("seen\ncheck", "check", "seen\ncheck"),
            ("seen\n", "check", "seen\ncheck"),
            ("two\nlines", "two\nlines", "two\nlines"),
            ("seen ", "", "seen "),
        ] {
            assert_eq!(with_note(former, note), expected, "{former:?} and {note:?}");
        }
    }

    #[test]
    fn only_what_differs_is_reached() {
        let span = Span::from_range(0..4);
        let mark = |status, entity: Option<&str>, id: Option<&str>| MarkThere {
            target: match id {
                Some(id) => Target::Annotation(id.into()),
                None => Target::Candidate { span, kind: crate::detect::Kind::LOCATION },
            },
            label: "location".into(),
            status,
            entity: entity.map(str::to_owned),
            note: String::new(),
        };
        let place = |marks| MarkedPlace { spans: span.into(), marks };
        let accepted = place(vec![mark(Status::Accepted, Some("place:sirte"), Some("a"))]);
        let suggested = place(vec![mark(Status::Suggested, Some("place:sirte"), None)]);
        let rejected = place(vec![mark(Status::Rejected, None, Some("a"))]);
        let bare = place(Vec::new());
        let any = Meant::default();
        let sirte = || "place:sirte".to_owned();
        // Of the four places those that are changed.
        for (treatment, expected) in [
            (Treatment::Tag("location".into()), [false, true, true, true]),
            (Treatment::Tag("faction".into()), [true; 4]),
            (Treatment::Relabel("faction".into()), [true, true, false, false]),
            (Treatment::Relabel("location".into()), [false, true, false, false]),
            (Treatment::Link(sirte()), [false, true, false, false]),
            (Treatment::Link("place:other".into()), [true, true, false, false]),
            (Treatment::Note("seen".into()), [true, false, false, false]),
            (Treatment::Note(" ".into()), [false; 4]),
            (Treatment::Delete, [true, false, false, false]),
        ] {
            let reached = [&accepted, &suggested, &rejected, &bare].map(|place| treatment.reaches(place, &any));
            assert_eq!(reached, expected, "{treatment:?}");
        }
        let other = Meant { label: Some("faction".into()), entity: None };
        assert!(!Treatment::Delete.reaches(&accepted, &other));
        let meaning = |entity: &str| Meant { label: None, entity: Some(entity.to_owned()) };
        assert!(Treatment::Delete.reaches(&accepted, &meaning("place:sirte")));
        assert!(!Treatment::Delete.reaches(&accepted, &meaning("place:other")));
        // With another label the same meaning is tagged all the same.
        let faction = Treatment::Tag("faction".into());
        let reached = [&accepted, &suggested].map(|place| faction.reaches(place, &meaning("place:sirte")));
        assert_eq!(reached, [false, true]);
    }
}
