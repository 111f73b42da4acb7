//! A document being read and annotated: its state, and what can be read of it.

use std::fmt;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;

use super::candidates::Candidates;
use super::command::{Command, CommandError, Outcome};
use crate::annotation::{
    AnnotationSet, AnnotationState, Carried, Edit, Gesture, History, LabelId, LabelSet, Provenance, RelationSet,
    Transaction,
};
use crate::detect::{Candidate, Kind};
use crate::document::Document;
use crate::lexicon::{EntityId, Lexicon};
use crate::text::{BytePos, Span};

/// Returns the stable id (`place:iraq`) of an entity in the detector's lexicon.
type EntityNames = Arc<dyn Fn(EntityId) -> Option<String> + Send + Sync>;

/// A document being read and annotated.
pub struct Session {
    pub(super) document: Arc<Document>,
    /// Shared with snapshots; copied when it changes while one of them is alive.
    pub(super) annotation_state: Arc<AnnotationState>,
    pub(super) carried: Carried,
    pub(super) candidates: Arc<Candidates>,
    /// The label of each kind of candidates, the detector's built-in kinds first.
    pub(super) kind_labels: Vec<(Kind, Option<LabelId>)>,
    pub(super) history: History,
    pub(super) generation: u64,
    pub(super) gestures: u64,
    pub(super) by: String,
    pub(super) entity_names: EntityNames,
    /// Confidence below which suggestions are not shown, 0 for all.
    pub(super) threshold: f32,
    pub(super) shows_rejected: bool,
    pub(super) is_read_only: bool,
    /// Labels of other articles that are suggested here.
    pub(super) adopted_labels: LabelSet,
    pub(super) counts: OnceLock<Vec<LabelCount>>,
    /// What was applied since it was last taken out; `None` where nobody asks.
    pub(super) applied: Option<Vec<Applied>>,
    /// See [`Session::decisions`].
    pub(super) decisions: u64,
}

/// The number of uses of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelCount {
    /// The label.
    pub label: LabelId,
    /// The number of accepted annotations.
    pub accepted: usize,
    /// The number of undecided candidates that are shown and of annotations with the status `Suggested`.
    pub suggested: usize,
}

/// Edits as they were applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// When.
    pub at: Timestamp,
    /// Who: the name that is written into annotations.
    pub by: String,
    /// What.
    pub edits: Transaction,
    /// What takes it back.
    pub back: Transaction,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("annotations", &self.annotation_state.annotations.len())
            .field("candidates", &self.candidates.len())
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

impl Session {
    /// A session on a document without annotations. `by` is the name written into annotations.
    pub fn new(document: Arc<Document>, by: impl Into<String>) -> Self {
        Self::open(document, by, AnnotationState::default(), Carried::default())
    }

    /// A session on a document with the annotations read from its file.
    pub fn open(
        document: Arc<Document>,
        by: impl Into<String>,
        annotation_state: AnnotationState,
        carried: Carried,
    ) -> Self {
        Self::sharing(document, by.into(), Arc::new(annotation_state), carried)
    }

    pub(super) fn sharing(
        document: Arc<Document>,
        by: String,
        annotation_state: Arc<AnnotationState>,
        carried: Carried,
    ) -> Self {
        let mut session = Self {
            document,
            annotation_state,
            carried,
            candidates: Arc::default(),
            kind_labels: Vec::new(),
            history: History::default(),
            generation: 0,
            gestures: 0,
            by,
            entity_names: Arc::new(|_| None),
            threshold: 0.0,
            shows_rejected: false,
            is_read_only: false,
            adopted_labels: LabelSet::from_labels([]),
            counts: OnceLock::new(),
            applied: None,
            decisions: 0,
        };
        session.set_kind_labels();
        session
    }

    /// Sets the lexicon from which entities get their stable ids.
    #[must_use]
    pub fn with_lexicon(mut self, lexicon: Arc<Lexicon>) -> Self {
        self.set_lexicon(lexicon);
        self
    }

    /// A copy of the current session without its history, for reading on another thread.
    #[must_use]
    pub fn snapshot(&self) -> Self {
        Self {
            candidates: self.candidates.clone(),
            kind_labels: self.kind_labels.clone(),
            generation: self.generation,
            entity_names: self.entity_names.clone(),
            threshold: self.threshold,
            shows_rejected: self.shows_rejected,
            is_read_only: false,
            adopted_labels: self.adopted_labels.clone(),
            ..Self::sharing(self.document.clone(), self.by.clone(), self.annotation_state.clone(), Carried::default())
        }
    }

    /// Changes the lexicon from which entities of future candidates get their stable ids.
    pub(crate) fn set_lexicon(&mut self, lexicon: Arc<Lexicon>) {
        self.entity_names = Arc::new(move |id| Some(lexicon.entity(id).id.to_owned()));
    }

    /// The document.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The annotations, rejected ones included.
    pub fn annotations(&self) -> &AnnotationSet {
        &self.annotation_state.annotations
    }

    /// The relations between annotations.
    pub fn relations(&self) -> &RelationSet {
        &self.annotation_state.relations
    }

    /// The labels.
    pub fn labels(&self) -> &LabelSet {
        &self.annotation_state.labels
    }

    /// Annotations and labels, as they are saved; keeping a copy costs nothing until the next change.
    pub fn annotation_state(&self) -> &Arc<AnnotationState> {
        &self.annotation_state
    }

    /// Other contents of the annotation file, to be written back when saving.
    pub fn carried(&self) -> &Carried {
        &self.carried
    }

    /// The detector's candidates, decided ones included, sorted by start, longer ones first.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// Sets them, when the file has other ones by now.
    pub fn set_carried(&mut self, carried: Carried) {
        self.carried = carried;
    }

    /// Confidence below which suggestions are not shown, 0 for all.
    pub fn threshold(&self) -> f32 {
        self.threshold
    }

    /// Whether marks include what was rejected or left out.
    pub fn shows_rejected(&self) -> bool {
        self.shows_rejected
    }

    /// Sets the name for further annotations. With `also_earlier`, earlier annotations made here under the previous
    /// name get the new one too, because the person had not been asked yet.
    pub fn sign(&mut self, by: &str, also_earlier: bool) {
        let before = std::mem::replace(&mut self.by, by.to_owned());
        if !also_earlier || before == by {
            return;
        }
        let state = Arc::make_mut(&mut self.annotation_state);
        let has_signed = |provenance: &Provenance| provenance.iter().any(|act| act.by == before);
        let annotations = state.annotations.iter().filter(|a| has_signed(&a.provenance)).cloned();
        let annotations = annotations.map(|mut annotation| {
            annotation.provenance = annotation.provenance.renamed(&before, by);
            Edit::Replace(Arc::new(annotation))
        });
        let relations = state.relations.iter().filter(|r| has_signed(&r.provenance)).cloned();
        let relations = relations.map(|mut relation| {
            relation.provenance = relation.provenance.renamed(&before, by);
            Edit::ReplaceRelation(Arc::new(relation))
        });
        let renamed: Transaction = annotations.chain(relations).collect::<Vec<_>>().into();
        if renamed.is_empty() {
            return;
        }
        let Ok(back) = renamed.apply(state) else { return };
        self.note_applied(&renamed, &back);
        self.generation += 1;
        if !self.is_dirty() {
            self.mark_unsaved();
        }
    }

    /// From now on, what is applied can be taken out.
    pub fn keep_applied(&mut self) {
        self.applied.get_or_insert_default();
    }

    /// What was applied since the last time, in order.
    pub fn take_applied(&mut self) -> Vec<Applied> {
        self.applied.as_mut().map(std::mem::take).unwrap_or_default()
    }

    pub(super) fn note_applied(&mut self, edits: &Transaction, back: &Transaction) {
        if let Some(applied) = &mut self.applied {
            let (at, by) = (Timestamp::now(), self.by.clone());
            applied.push(Applied { at, by, edits: edits.clone(), back: back.clone() });
        }
    }

    /// How many marks were accepted, rejected, tagged or given another label since the session was begun; what was undone
    /// since is counted, too.
    pub fn decisions(&self) -> u64 {
        self.decisions
    }

    /// The name written into annotations.
    pub fn by(&self) -> &str {
        &self.by
    }

    /// Increases with every change of annotations, labels or candidates.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Executes a command as one step of the history.
    pub fn execute(&mut self, command: Command) -> Result<Outcome, CommandError> {
        self.run(command, None)
    }

    /// Executes a command as part of a gesture: consecutive commands of one gesture form one step of the history
    /// (typing a note, dragging an end).
    pub fn execute_in(&mut self, command: Command, gesture: Gesture) -> Result<Outcome, CommandError> {
        self.run(command, Some(gesture))
    }

    /// A new gesture.
    pub fn new_gesture(&mut self) -> Gesture {
        self.gestures += 1;
        Gesture(self.gestures)
    }

    /// What was done since the article was opened.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Sets whether the annotations are only read: commands that change them fail then.
    pub fn set_read_only(&mut self, is_read_only: bool) {
        self.is_read_only = is_read_only;
    }

    /// Whether the annotations are only read.
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// Whether the annotations differ from what was saved last. Undoing back to the saved state counts as saved.
    pub fn is_dirty(&self) -> bool {
        self.history.is_dirty()
    }

    /// Number of the current state of the annotations, for [`Self::mark_saved_at`].
    pub fn state(&self) -> u64 {
        self.history.state()
    }

    /// Whether the step that led to this [`Self::state`] is done and not undone.
    pub fn is_made(&self, state: u64) -> bool {
        self.history.is_made(state)
    }

    /// Whether the step that led to this [`Self::state`] was undone.
    pub fn is_undone(&self, state: u64) -> bool {
        self.history.is_undone(state)
    }

    /// Records that the current annotations are in the file.
    pub fn mark_saved(&mut self) {
        self.history.mark_saved(self.history.state());
    }

    /// Records that an earlier state of the annotations is in the file (saved in the background).
    pub fn mark_saved_at(&mut self, state: u64) {
        self.history.mark_saved(state);
    }

    /// Records that no file contains the current annotations, because some were moved when they were read.
    pub fn mark_unsaved(&mut self) {
        self.history.mark_unsaved();
    }

    /// The index of the candidate with exactly this span and kind.
    pub fn candidate_on(&self, span: Span, kind: Kind) -> Option<usize> {
        let first = self.candidates.partition_point(|c| c.span.text_order() < span.text_order());
        let same = self.candidates[first..].iter().take_while(|c| c.span == span);
        same.zip(first..).find(|(c, _)| c.kind == kind).map(|(_, i)| i)
    }

    /// The candidates that overlap `span`, with their indices, decided ones included.
    pub(crate) fn candidates_overlapping(&self, span: Span) -> impl Iterator<Item = (usize, &Candidate)> + '_ {
        self.candidates.overlapping(span)
    }

    /// The whole text.
    pub(super) fn whole(&self) -> Span {
        Span { start: BytePos(0), end: BytePos(self.document.len()) }
    }
}
