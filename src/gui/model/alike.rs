//! The same words elsewhere in an article, and what is to be done with all of them.

use crate::annotation::LabelId;
use crate::gui::reader::MarkRef;
use crate::session::Session;
use crate::text::Span;

/// What is done with all places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// They are tagged with a label.
    Tag,
    /// Their tags get another label.
    Relabel,
    /// They mean the same.
    Link,
    /// They get the same note.
    Note,
    /// Their tags are deleted.
    Delete,
}

impl Deed {
    /// All, in the order in which they are offered.
    pub(crate) const ALL: [Self; 5] = [Self::Tag, Self::Relabel, Self::Link, Self::Note, Self::Delete];

    /// The key of its name, and that of the button that does it.
    pub(crate) fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Tag => ("alike-tag", "alike-do-tag"),
            Self::Relabel => ("alike-relabel", "alike-do-relabel"),
            Self::Link => ("alike-link", "alike-do-link"),
            Self::Note => ("alike-note", "alike-do-note"),
            Self::Delete => ("alike-delete", "alike-do-delete"),
        }
    }
}

/// A place where the words stand.
#[derive(Clone, Debug)]
pub(crate) struct Occurrence {
    pub(crate) span: Span,
    /// The mark there with the label that is meant.
    pub(crate) there: Option<MarkRef>,
    /// Whether it is among those to be changed.
    pub(crate) is_on: bool,
}

/// The question about all places like one.
#[derive(Debug)]
pub(crate) struct Alike {
    /// The words, for its title.
    pub(crate) words: String,
    /// The mark from which it was asked, and its label.
    pub(crate) source: Option<(MarkRef, LabelId)>,
    /// The label with which they are tagged.
    pub(crate) label: LabelId,
    pub(crate) deed: Deed,
    /// The places, once they were found.
    pub(crate) places: Option<Vec<Occurrence>>,
    /// The generation of the session to which their marks belong.
    pub(crate) generation: u64,
    /// Whether it has not been drawn yet, and takes the keyboard when it is.
    pub(crate) is_new: bool,
}

impl Alike {
    /// Takes the places that were found, each with what is there.
    pub(crate) fn take(&mut self, spans: &[Span], session: &Session) {
        let occurrence = |span: &Span| Occurrence { span: *span, there: None, is_on: true };
        self.places = Some(spans.iter().map(occurrence).collect());
        self.look(session);
    }

    /// Looks again what is there.
    pub(crate) fn look(&mut self, session: &Session) {
        let label = self.source.as_ref().map_or(&self.label, |(_, label)| label);
        for place in self.places.iter_mut().flatten() {
            place.there = MarkRef::on(session, place.span, label);
        }
        self.generation = session.generation();
    }

    /// Whether this can be done at all.
    pub(crate) fn offers(&self, deed: Deed, session: &Session) -> bool {
        let annotation = match &self.source {
            Some((MarkRef::Annotation(id), _)) => session.annotations().get(id),
            _ => None,
        };
        match deed {
            Deed::Tag => true,
            Deed::Relabel => self.source.is_some(),
            Deed::Link => annotation.is_some_and(|annotation| annotation.entity.is_some()),
            Deed::Note => annotation.is_some_and(|annotation| !annotation.note.trim().is_empty()),
            Deed::Delete => annotation.is_some(),
        }
    }

    /// Whether a place would be changed.
    pub(crate) fn reaches(&self, place: &Occurrence, session: &Session) -> bool {
        let annotation = match &place.there {
            Some(MarkRef::Annotation(id)) => session.annotations().get(id),
            _ => None,
        };
        let source = self.source.as_ref().map(|(mark, _)| mark);
        let is_source = source.is_some() && place.there.as_ref() == source;
        match self.deed {
            Deed::Tag => annotation.is_none_or(|there| there.status != crate::annotation::Status::Accepted),
            Deed::Relabel => place.there.is_some(),
            Deed::Link => place.there.is_some() && !is_source,
            Deed::Note => annotation.is_some() && !is_source,
            Deed::Delete => annotation.is_some(),
        }
    }

    /// The places that would be changed, with their numbers.
    pub(crate) fn reached<'a>(&'a self, session: &'a Session) -> impl Iterator<Item = (usize, &'a Occurrence)> {
        self.places.iter().flatten().enumerate().filter(|(_, place)| self.reaches(place, session))
    }
}

/// An action of the question about all places like one.
#[derive(Clone, Debug)]
pub(crate) enum AlikeAction {
    /// What is to be done.
    Deed(Deed),
    /// With which label they are tagged.
    Label(LabelId),
    /// Leave out the place of this number, or take it again.
    Turn(usize),
    /// Show the place of this number on the page.
    Show(usize),
    /// Do it.
    Do,
    /// It has been drawn.
    Shown,
    /// Change nothing.
    Close,
}
