//! What was done since an article was opened: the rows of the history, and what each step was.

use jiff::Timestamp;

use crate::annotation::{
    Annotation, AnnotationState, Cause, Change, Edit, History, ListedStep, Status, Transaction, Work, WorkState,
};
use crate::text::Span;

/// Edits of a step that are looked at to say what it was.
const LOOKED_AT: usize = 16;
/// The most letters of the words that it is about.
const MOST_LETTERS: usize = 120;

/// A row of the history, the newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HistoryRow {
    /// A step, by its place in [`History::listed`].
    Step(usize),
    /// Between what was undone and what is done.
    Here,
    /// The article was opened.
    Opened,
}

/// What the history asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HistoryAction {
    /// Choose the step that led to this state.
    Choose(u64),
    /// Undo or do again until the annotations are in this state.
    Go(u64),
    /// Show this passage on the page.
    Show(Span),
}

/// The number of rows, and the row with a number.
pub(crate) fn rows_of_history(history: &History) -> (usize, impl Fn(usize) -> HistoryRow) {
    let (count, undone) = history.count();
    let row = move |number: usize| match number {
        number if number < undone => HistoryRow::Step(number),
        number if number == undone => HistoryRow::Here,
        number if number <= count => HistoryRow::Step(number - 1),
        _ => HistoryRow::Opened,
    };
    (count + 2, row)
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepKind {
    /// Tagged words by hand.
    Tagged,
    Accepted,
    Rejected,
    Reopened,
    Deleted,
    Noted,
    Relabelled,
    Moved,
    Linked,
    Described,
    Changed,
    Related,
    RelationChanged,
    /// An attribute of the article.
    Document,
    /// Several labels, or the label set.
    Labels,
    /// A label was added, changed or removed.
    LabelAdded,
    LabelChanged,
    LabelRemoved,
    /// The kinds of relations, or what is known about an article, were defined anew.
    RelationKinds,
    DocumentAttributes,
    /// What a person says about the work on the article.
    Work(Option<WorkState>),
    Orphans,
    /// Decisions about conflicts of a merge.
    Decided,
    /// Not made by the person here.
    From(Cause),
}

/// A step in words, before they are put into a language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StepWords {
    pub(crate) kind: StepKind,
    /// The number of annotations that it changed.
    pub(crate) count: usize,
    pub(crate) at: Timestamp,
    /// The first passage that it is about.
    pub(crate) span: Option<Span>,
    /// Its words.
    pub(crate) quote: String,
    /// The name of the label that it is about, in a language.
    pub(crate) label: String,
    /// Who did it, where the record says so.
    pub(crate) by: String,
}

/// What a step did. `state` is the current state of the annotations, for names of labels; `lang` the code of a language.
pub(crate) fn step_words(step: ListedStep<'_>, text: &str, state: &AnnotationState, lang: &str) -> StepWords {
    let Change { forward, inverse, at } = step.change;
    let looked_at = || forward.edits().iter().take(LOOKED_AT);
    let is_annotation = |edit: &&Edit| matches!(edit, Edit::Insert(_) | Edit::Replace(_) | Edit::Remove(_));
    let edit = looked_at().find(is_annotation).or(forward.edits().first());
    // The inverse has what was before, in the opposite order.
    let before = |edit: &Edit| {
        let id = match edit {
            Edit::Replace(annotation) => &annotation.id,
            Edit::Remove(id) => id,
            _ => return None,
        };
        inverse.edits().iter().rev().take(LOOKED_AT).find_map(|edit| match edit {
            Edit::Insert(annotation) | Edit::Replace(annotation) if annotation.id == *id => Some(annotation),
            _ => None,
        })
    };
    let mut words = StepWords {
        kind: StepKind::Changed,
        count: forward.edits().iter().filter(is_annotation).count(),
        at: *at,
        span: None,
        quote: String::new(),
        label: String::new(),
        by: String::new(),
    };
    let Some(edit) = edit else { return words };
    let former = before(edit);
    let about = match edit {
        Edit::Insert(annotation) | Edit::Replace(annotation) => Some(annotation),
        _ => former,
    };
    if let Some(annotation) = about {
        words.span = Some(annotation.spans.first());
        // A mark may be as long as the article.
        let beginning: String = annotation.spans.quote(text).chars().take(MOST_LETTERS).collect();
        words.quote = beginning.split_whitespace().collect::<Vec<_>>().join(" ");
        let label = state.labels.get(&annotation.label);
        label.map_or(annotation.label.as_str(), |label| label.name_in(lang)).clone_into(&mut words.label);
        words.by = annotation.provenance.last().map(|act| act.by.clone()).unwrap_or_default();
    }
    words.kind = match edit {
        Edit::Insert(annotation) if annotation.origin.is_manual() => StepKind::Tagged,
        Edit::Insert(annotation) => decision(annotation.status),
        Edit::Replace(annotation) => former.map_or(StepKind::Changed, |former| replaced(former, annotation)),
        Edit::Remove(_) => StepKind::Deleted,
        Edit::InsertRelation(_) => StepKind::Related,
        Edit::RemoveRelation(_) | Edit::ReplaceRelation(_) => StepKind::RelationChanged,
        Edit::SetAttribute { name, value } if Work::is_state(name) => StepKind::Work(WorkState::of(value.as_ref())),
        Edit::SetAttribute { .. } => StepKind::Document,
        Edit::AddLabel { .. } | Edit::ReplaceLabel(_) | Edit::RemoveLabel(_) if about_labels(forward) > 1 => {
            words.count = about_labels(forward);
            StepKind::Labels
        }
        Edit::AddLabel { label, .. } => {
            label.name_in(lang).clone_into(&mut words.label);
            StepKind::LabelAdded
        }
        Edit::ReplaceLabel(label) => {
            label.name_in(lang).clone_into(&mut words.label);
            StepKind::LabelChanged
        }
        Edit::RemoveLabel(id) => {
            let removed = inverse.edits().iter().rev().find_map(|edit| match edit {
                Edit::AddLabel { label, .. } if label.id == *id => Some(label.name_in(lang)),
                _ => None,
            });
            removed.unwrap_or(id.as_str()).clone_into(&mut words.label);
            StepKind::LabelRemoved
        }
        Edit::SetRelationKinds(_) => StepKind::RelationKinds,
        Edit::SetDocumentAttributes(_) => StepKind::DocumentAttributes,
        Edit::LinkEntity { name, .. } => {
            words.quote.clone_from(name);
            StepKind::Linked
        }
        Edit::SetOrphans(_) => StepKind::Orphans,
        Edit::SetConflicts(_) => StepKind::Decided,
    };
    if let Some(cause) = step.cause {
        words.kind = StepKind::From(cause);
        // Several people may have made what it brings.
        words.by.clear();
    }
    words
}

/// How many labels a step has added, changed or removed.
fn about_labels(step: &Transaction) -> usize {
    let is_label = |edit: &&Edit| matches!(edit, Edit::AddLabel { .. } | Edit::ReplaceLabel(_) | Edit::RemoveLabel(_));
    step.edits().iter().filter(is_label).count()
}

fn decision(status: Status) -> StepKind {
    match status {
        Status::Accepted => StepKind::Accepted,
        Status::Rejected => StepKind::Rejected,
        Status::Suggested => StepKind::Reopened,
    }
}

fn replaced(former: &Annotation, now: &Annotation) -> StepKind {
    if former.label != now.label {
        StepKind::Relabelled
    } else if former.spans != now.spans {
        StepKind::Moved
    } else if former.note != now.note {
        StepKind::Noted
    } else if former.entity != now.entity {
        StepKind::Linked
    } else if former.status != now.status {
        decision(now.status)
    } else if former.attributes != now.attributes {
        StepKind::Described
    } else {
        StepKind::Changed
    }
}
