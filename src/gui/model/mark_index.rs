//! An index of all marks of an article, for lists, cards, legend, scrollbar and tour.

use std::sync::Arc;

use super::mentions::{MentionGroup, mention_groups};
use crate::annotation::{Annotation, LabelId, Orphan, Status};
use crate::gui::reader::MarkPlace;
use crate::lexicon::Lexicon;
use crate::session::{LabelCount, Session};
use crate::text::Span;
use crate::text::fold::fold_phrase;

/// Positions distinguished along the scrollbar; no window is higher.
const SLOTS: u64 = 2_400;

/// Letters of an annotation's text that can be searched.
const MOST_LETTERS: usize = 200;

/// An annotation in the list.
#[derive(Debug)]
pub(crate) struct AnnotationRow {
    pub(crate) annotation: Arc<Annotation>,
    /// Its text and its note in the form used for searching.
    pub(crate) folded: String,
}

impl AnnotationRow {
    fn of(annotation: &Arc<Annotation>, text: &str) -> Self {
        Self {
            annotation: Arc::clone(annotation),
            folded: format!("{} {}", shortened(&annotation.spans.quote(text)), shortened(&annotation.note)),
        }
    }
}

/// An annotation that was not found in the text, as listed.
#[derive(Debug)]
pub(crate) struct OrphanRow {
    pub(crate) label: Option<LabelId>,
    /// Its text and its note in the form used for searching.
    pub(crate) folded: String,
}

impl OrphanRow {
    fn of(orphan: &Orphan) -> Self {
        let quote = orphan.quote.as_deref().unwrap_or(&orphan.ron);
        Self { label: orphan.label.clone(), folded: format!("{} {}", shortened(quote), shortened(&orphan.note)) }
    }
}

fn shortened(text: &str) -> String {
    fold_phrase(&text.chars().take(MOST_LETTERS).collect::<String>())
}

/// What a person has done in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Deeds {
    /// Annotations that a person made.
    pub(crate) tagged: usize,
    /// Suggestions that were accepted or rejected.
    pub(crate) decided: usize,
    /// Annotations with a note.
    pub(crate) noted: usize,
}

impl Deeds {
    fn of(session: &Session) -> Self {
        let mut deeds = Self::default();
        for annotation in session.annotations().iter() {
            deeds.noted += usize::from(!annotation.note.trim().is_empty());
            if annotation.origin.is_manual() {
                deeds.tagged += 1;
            } else {
                deeds.decided += usize::from(annotation.status != Status::Suggested);
            }
        }
        deeds
    }
}

/// The index of an article's marks.
#[derive(Debug, Default)]
pub(crate) struct MarkIndex {
    /// The session's generation at the time of indexing.
    pub(crate) generation: u64,
    /// Mentions by entity, the most frequent first.
    pub(crate) groups: Vec<MentionGroup>,
    /// The mentions of all groups in the order of the text, each with the position of its group in `groups`.
    mentions: Vec<(Span, u32)>,
    /// The number of uses of each label.
    pub(crate) counts: Vec<LabelCount>,
    /// The number of rejected marks with each label.
    pub(crate) rejected: Vec<(LabelId, usize)>,
    /// The number of suggestions left out because of other decisions.
    pub(crate) left_out: usize,
    /// Visible annotations, in the order of the text.
    pub(crate) annotations: Vec<Arc<AnnotationRow>>,
    /// Annotations that were not found in the text.
    pub(crate) orphans: Vec<OrphanRow>,
    /// Positions of marks along the document, each label once per position.
    pub(crate) places: Vec<MarkPlace>,
    /// Where annotations were found approximately, until the person has decided; in the order of the text.
    pub(crate) uncertain: Vec<Span>,
    pub(crate) deeds: Deeds,
}

impl MarkIndex {
    /// The number of rejected marks.
    pub(crate) fn count_rejected(&self) -> usize {
        self.rejected.iter().map(|(_, count)| count).sum()
    }

    /// The positions in `groups` of those with this label that have a mention on exactly this span.
    pub(crate) fn groups_at(&self, span: Span, label: &LabelId) -> impl Iterator<Item = usize> {
        let first = self.mentions.partition_point(|(mention, _)| mention.text_order() < span.text_order());
        let here = self.mentions.iter().skip(first).take_while(move |(mention, _)| *mention == span);
        let groups = here.map(|(_, group)| *group as usize);
        groups.filter(|group| self.groups.get(*group).is_some_and(|group| group.label == *label))
    }

    /// Builds the index of a session. `former` is an earlier index of the same text, of which the rows of annotations that
    /// have not changed are kept.
    pub(crate) fn of(session: &Session, lexicon: &Lexicon, former: &Self) -> Self {
        let groups = mention_groups(session, lexicon);
        Self {
            generation: session.generation(),
            mentions: mentions(&groups),
            groups,
            counts: session.counts().to_vec(),
            rejected: rejected(session),
            left_out: session.candidates().iter().filter(|c| session.is_left_out(c)).count(),
            annotations: rows(session, &former.annotations),
            orphans: session.annotation_state().orphans.iter().map(OrphanRow::of).collect(),
            places: places(session),
            uncertain: uncertain(session),
            deeds: Deeds::of(session),
        }
    }
}

/// The rows of what is shown, in the order of the text; so are the former ones.
fn rows(session: &Session, former: &[Arc<AnnotationRow>]) -> Vec<Arc<AnnotationRow>> {
    fn order(annotation: &Annotation) -> impl Ord {
        (annotation.spans.first().text_order(), &annotation.id)
    }
    let (text, shows_rejected, hidden) =
        (session.document().text(), session.shows_rejected(), session.labels().hidden());
    let shown = session.annotations().iter_shared().filter(|a| shows_rejected || a.status != Status::Rejected);
    let mut former = former.iter().peekable();
    let row = |annotation: &Arc<Annotation>| {
        while former.next_if(|row| order(&row.annotation) < order(annotation)).is_some() {}
        match former.peek() {
            Some(row) if Arc::ptr_eq(&row.annotation, annotation) => Arc::clone(row),
            _ => Arc::new(AnnotationRow::of(annotation, text)),
        }
    };
    shown.filter(|a| !hidden.contains(&a.label)).map(row).collect()
}

fn mentions(groups: &[MentionGroup]) -> Vec<(Span, u32)> {
    let all = (0..).zip(groups).flat_map(|(at, group)| group.mentions.iter().map(move |mention| (*mention, at)));
    let mut all: Vec<(Span, u32)> = all.collect();
    all.sort_unstable_by_key(|(mention, group)| (mention.text_order(), *group));
    all
}

fn uncertain(session: &Session) -> Vec<Span> {
    let near = session.annotation_state().orphans.iter().filter_map(Orphan::near);
    let mut spans: Vec<Span> = near.flat_map(|near| near.spans.iter()).collect();
    spans.sort_unstable_by_key(|span| span.text_order());
    spans.dedup();
    spans
}

fn rejected(session: &Session) -> Vec<(LabelId, usize)> {
    let mut counts: Vec<(LabelId, usize)> = Vec::new();
    for annotation in session.annotations().iter().filter(|annotation| annotation.status == Status::Rejected) {
        match counts.iter_mut().find(|(label, _)| *label == annotation.label) {
            Some((_, count)) => *count += 1,
            None => counts.push((annotation.label.clone(), 1)),
        }
    }
    counts
}

fn places(session: &Session) -> Vec<MarkPlace> {
    let len = u64::from(session.document().len().max(1));
    let mut places: Vec<MarkPlace> = Vec::new();
    for mark in session.all_marks().filter(|mark| mark.status != Status::Rejected) {
        let slot = u64::from(mark.span.start.0) * SLOTS / len;
        let share = slot as f32 / SLOTS as f32;
        let is_decided = mark.status == Status::Accepted;
        let here = places.iter().rev().take_while(|place| place.share == share);
        if !here.into_iter().any(|place| place.label == *mark.label && place.is_decided == is_decided) {
            places.push(MarkPlace { share, label: mark.label.clone(), is_decided });
        }
    }
    places
}
