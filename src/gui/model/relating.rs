//! A relation while its other end and its kind are being chosen.

use eframe::egui::Rect;

use crate::annotation::audit::can_join;
use crate::annotation::{LabelId, LabelSet, RelationId, RelationKind, Status};
use crate::gui::reader::MarkRef;
use crate::gui::widgets::FieldState;
use crate::session::Session;
use crate::text::{BytePos, Span};

/// A relation that is being made, or whose kind is being changed.
pub(crate) struct Relating {
    /// The mark with which it began.
    pub(crate) from: MarkRef,
    /// The other end, once it is chosen.
    pub(crate) to: Option<MarkRef>,
    /// Whether it leads from the other end to the first one.
    pub(crate) is_turned: bool,
    /// The relation whose kind is being changed.
    pub(crate) changes: Option<RelationId>,
    /// What is typed to find the other end.
    pub(crate) field: FieldState,
    /// The card's place in the margin, when it was last drawn, in points.
    pub(crate) card: Option<Rect>,
    /// Whether the list of kinds gets the keyboard focus when it is next shown.
    pub(crate) wants_kinds: bool,
    /// Whether no mark of the text can be its other end, as found when one was sought.
    pub(crate) has_no_end: bool,
}

/// A request concerning relations.
#[derive(Clone, Debug)]
pub(crate) enum RelatingAction {
    /// Go to the next mark, or to the one before, that can be its other end.
    Walk {
        /// Whether forward in the text.
        forward: bool,
    },
    /// Choose its other end.
    To(MarkRef),
    /// Search another end.
    Search,
    /// Turn it round.
    Turn,
    /// Add it with this kind, or give it this kind.
    Choose(String),
    /// Cancel.
    Close,
    /// Select a relation on the page.
    Select(RelationId),
}

impl Relating {
    /// A relation that begins at a mark.
    pub(crate) fn of(from: MarkRef) -> Self {
        let mut field = FieldState::line("");
        field.focus();
        Self {
            from,
            to: None,
            is_turned: false,
            changes: None,
            field,
            card: None,
            wants_kinds: false,
            has_no_end: false,
        }
    }

    /// Chooses the other end; turns the relation round if it could only lead in the other direction.
    pub(crate) fn choose(&mut self, session: &Session, to: MarkRef) {
        let labels = self.from.label(session).zip(to.label(session));
        if let Some((from, to)) = labels {
            let set = session.labels();
            self.is_turned =
                kinds_between(set, &from, &to).next().is_none() && kinds_between(set, &to, &from).next().is_some();
        }
        self.to = Some(to);
        self.field.set_text("");
        self.wants_kinds = true;
    }

    /// Both ends, the source first.
    pub(crate) fn ends(&self) -> Option<(&MarkRef, &MarkRef)> {
        let to = self.to.as_ref()?;
        Some(if self.is_turned { (to, &self.from) } else { (&self.from, to) })
    }

    /// The kinds that are allowed between its ends, those that are used most first.
    pub(crate) fn kinds<'s>(&self, session: &'s Session) -> Vec<&'s RelationKind> {
        let ends = self.ends().and_then(|(from, to)| from.label(session).zip(to.label(session)));
        let Some((from, to)) = ends else { return Vec::new() };
        let mut kinds: Vec<&'s RelationKind> = kinds_between(session.labels(), &from, &to).collect();
        let used = |kind: &RelationKind| session.relations().iter().filter(|made| made.kind == kind.id).count();
        kinds.sort_by_cached_key(|kind| std::cmp::Reverse(used(kind)));
        kinds
    }

    /// The nearest mark after the present end, or before it, to which a relation may lead; goes round at the ends of
    /// the text.
    pub(crate) fn next_end(&self, session: &Session, hidden: &[LabelId], forward: bool) -> Option<MarkRef> {
        let here = self.to.as_ref().unwrap_or(&self.from);
        let (at, from) = (here.first_span(session)?, self.from.label(session)?);
        let can_end = |label: &LabelId| {
            let set = session.labels();
            !hidden.contains(label)
                && (kinds_between(set, &from, label).next().is_some()
                    || kinds_between(set, label, &from).next().is_some())
        };
        let whole = Span { start: BytePos(0), end: BytePos(session.document().len()) };
        let all = session.each_mark(whole).filter(|mark| mark.is_first && can_end(mark.label));
        let is_other = |mark: &MarkRef| *mark != self.from && mark != here;
        let (mut first, mut last, mut before, mut after) = (None, None, None, None);
        let mut has_passed = false;
        for mark in all {
            let Some(found) = MarkRef::of(session, &mark).filter(|_| mark.status != Status::Rejected) else { continue };
            has_passed |= found == *here;
            if !is_other(&found) {
                continue;
            }
            first.get_or_insert_with(|| found.clone());
            let is_behind = has_passed || mark.span.text_order() > at.text_order();
            if is_behind {
                after.get_or_insert_with(|| found.clone());
                if forward && after.is_some() {
                    break;
                }
            } else {
                before = Some(found.clone());
            }
            last = Some(found);
        }
        if forward { after.or(first) } else { before.or(last) }
    }
}

/// The kinds of relations that may lead from one label to another.
fn kinds_between<'l, 'i>(
    labels: &'l LabelSet,
    from: &'i LabelId,
    to: &'i LabelId,
) -> impl Iterator<Item = &'l RelationKind> + use<'l, 'i> {
    labels.relation_kinds.iter().filter(move |kind| can_join(labels, kind, from, to))
}
