//! One open article.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::about::About;
use super::adjudicating::Adjudicating;
use super::alike::Alike;
use super::details::Details;
use super::detection::{Detection, PassageFirst, Progress};
use super::differences::ShownComparison;
use super::journal::{Restored, Resumed, TabJournal};
use super::learning::{Keeping, Learning};
use super::mark_index::MarkIndex;
use super::merging::Merging;
use super::moved::{FoundExactly, Placing};
use super::places::{Place, Places};
use super::relating::Relating;
use super::review::Review;
use super::saving::Saving;
use super::several::Several;
use super::sharing::Sharing;
use super::tab_id::TabId;
use super::versions::TabVersions;
use crate::annotation::{AnnotationId, Gesture, RelationId};
use crate::detect::{Explanation, Kind};
use crate::gui::reader::{MarkRef, Pile, Reader};
use crate::gui::widgets::FieldState;
use crate::session::{Command, CommandError, Outcome, Session, Target};
use crate::store::settings::ReadingPlace;
use crate::store::{Seen, StoreError, WriteMode};
use crate::text::{BytePos, Direction, Span};

/// The known state of an open article's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum FileState {
    /// It contains the text that is shown.
    #[default]
    Same,
    /// It contains another text, with this SHA-256.
    Changed(String),
    /// It is missing.
    Gone,
}

/// The target of a note.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NoteOn {
    /// An existing annotation.
    Annotation(AnnotationId),
    /// A suggestion, which is accepted when the note is kept.
    Suggestion(Span, Kind),
    /// A passage, which is tagged when the note is kept.
    Passage(Span),
}

/// A note being written.
pub(crate) struct NoteEdit {
    pub(crate) on: NoteOn,
    pub(crate) field: FieldState,
}

impl NoteEdit {
    /// The span of its target; `None` when the annotation is gone.
    pub(crate) fn span(&self, session: &Session) -> Option<Span> {
        match &self.on {
            NoteOn::Annotation(id) => session.annotations().get(id).map(|annotation| annotation.spans.first()),
            NoteOn::Suggestion(span, _) | NoteOn::Passage(span) => Some(*span),
        }
    }
}

/// How the work on an article begins once it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begins {
    /// The page has the keyboard.
    Reading,
    /// Its suggestions are reviewed.
    Review,
    /// Its labels are edited.
    Labels,
}

/// A text of which something is still being read: it can be read, and nothing can be changed or saved.
pub(crate) struct Arriving {
    /// The text without annotations, or the beginning of it.
    pub(crate) session: Session,
    /// What is still being read.
    pub(crate) missing: Missing,
    /// How much of that was read.
    pub(crate) progress: Progress,
}

/// What is still being read of an article whose text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// The rest of its pages, then its annotations.
    Pages,
    /// Its annotations.
    Annotations,
}

/// What the page shows: a session, or a text whose annotations are still being read.
pub(crate) fn shown<'t>(session: Option<&'t Session>, arriving: Option<&'t Arriving>) -> Option<&'t Session> {
    session.or(arriving.map(|arriving| &arriving.session))
}

/// An open article.
pub(crate) struct Tab {
    pub(crate) id: TabId,
    /// The file's name, for the tab.
    pub(crate) name: String,
    /// The article's file; `None` for a sample.
    pub(crate) article: Option<PathBuf>,
    /// The file for annotations; `None` until one was chosen.
    pub(crate) annotations: Option<PathBuf>,
    /// Whether that is the person's own file in a blind folder, which nobody else reads.
    pub(crate) is_blind: bool,
    /// Why the annotation file beside the article cannot be read; it is not overwritten unasked.
    pub(crate) broken: Option<StoreError>,
    /// How the annotation file may be written.
    pub(crate) mode: WriteMode,
    /// Both as before another file was chosen, until something is saved there.
    pub(crate) place_before: Option<(Option<PathBuf>, WriteMode)>,
    pub(crate) saving: Saving,
    pub(crate) sharing: Sharing,
    pub(crate) merging: Merging,
    /// `None` while the file is being read.
    pub(crate) session: Option<Session>,
    /// The text meanwhile, if its annotations take a while.
    pub(crate) arriving: Option<Arriving>,
    /// Why the file cannot be shown; another encoding may help.
    pub(crate) unreadable: Option<StoreError>,
    pub(crate) reader: Reader,
    /// The article's file when it was read, and its known state.
    pub(crate) seen: Option<Seen>,
    pub(crate) file_state: FileState,
    pub(crate) detection: Detection,
    pub(crate) passage_first: PassageFirst,
    /// Whether detection has ever finished for the whole article.
    pub(crate) is_detected: bool,
    pub(crate) learning: Learning,
    /// Explanations of the marks that are selected or pointed at, for this generation of the session.
    pub(crate) explained: (u64, Vec<(MarkRef, Explanation)>),
    /// Whether annotations were ever saved or loaded, to distinguish "saved" from "no changes".
    pub(crate) has_file: bool,
    pub(crate) note: Option<NoteEdit>,
    /// The annotations over each other that are listed.
    pub(crate) pile: Option<Pile>,
    /// The text typed to search for a label, while that is open.
    pub(crate) finding_label: Option<Box<FieldState>>,
    /// The mark whose attributes are being set.
    pub(crate) details: Option<Details>,
    /// The form with what is known about the article, while it is shown.
    pub(crate) about: Option<About>,
    /// The relation that is being made.
    pub(crate) relating: Option<Relating>,
    /// Height of the tag bar while it is docked at the foot of the page, in points.
    pub(crate) docked_bar: Option<f32>,
    /// The direction set for all paragraphs; `None` if each follows its content.
    pub(crate) direction: Option<Direction>,
    /// The gesture of dragging an annotation's end.
    pub(crate) gesture: Option<Gesture>,
    /// Where each step was made.
    pub(crate) places: Places,
    /// The index of all marks.
    pub(crate) mark_index: Arc<MarkIndex>,
    /// The session's generation that was indexed last, successfully or not.
    pub(crate) indexed: Option<u64>,
    pub(crate) journal: TabJournal,
    /// What was restored, until the user has answered.
    pub(crate) restored: Option<Restored>,
    /// Where reading continues once the article is read.
    pub(crate) resumed: Option<Resumed>,
    /// What differs between two states, while that is shown in the place of the page.
    pub(crate) comparison: Option<ShownComparison>,
    /// Several annotators' files that are made into one here.
    pub(crate) adjudicating: Option<Box<Adjudicating>>,
    /// Whether its labels are edited in the place of the page.
    pub(crate) edits_labels: bool,
    /// Whether the page of an export or an import stands in the place of the page.
    pub(crate) is_covered: bool,
    /// Earlier states of its annotation file.
    pub(crate) versions: TabVersions,
    /// The chosen step of its history: the number of the state after it.
    pub(crate) chosen_step: Option<u64>,
    /// The annotation whose place is being selected on the page.
    pub(crate) placing: Option<Placing>,
    /// The question about which of several suggestions to decide.
    pub(crate) several: Option<Several>,
    /// The question about all places like one.
    pub(crate) alike: Option<Alike>,
    /// The annotations that were found for certain when the text was read.
    pub(crate) found_exactly: FoundExactly,
    /// The review, while the article is being reviewed.
    pub(crate) review: Option<Review>,
    /// How the work on it begins once it was read, if the keyboard goes there.
    pub(crate) begins: Option<Begins>,
    /// The passage to which to go once it was read, and the mark that is selected there.
    pub(crate) begins_at: Option<(Span, Option<Target>)>,
    /// Whether it was opened on the way through a folder, and is closed on the way on unless something was done in it.
    pub(crate) is_passing: bool,
    /// The decisions in its session that were counted.
    pub(crate) decisions: u64,
}

impl Tab {
    /// An article being read.
    pub(crate) fn new(id: TabId, name: String) -> Self {
        Self {
            id,
            name,
            article: None,
            annotations: None,
            is_blind: false,
            broken: None,
            mode: WriteMode::New,
            place_before: None,
            saving: Saving::default(),
            sharing: Sharing::default(),
            merging: Merging::default(),
            session: None,
            arriving: None,
            unreadable: None,
            reader: Reader::default(),
            seen: None,
            file_state: FileState::Same,
            detection: Detection::Idle,
            passage_first: PassageFirst::default(),
            is_detected: false,
            learning: Learning::default(),
            explained: (0, Vec::new()),
            has_file: false,
            note: None,
            pile: None,
            finding_label: None,
            details: None,
            about: None,
            relating: None,
            docked_bar: None,
            direction: None,
            gesture: None,
            places: Places::default(),
            mark_index: Arc::default(),
            indexed: None,
            journal: TabJournal::default(),
            restored: None,
            resumed: None,
            comparison: None,
            adjudicating: None,
            edits_labels: false,
            is_covered: false,
            versions: TabVersions::default(),
            chosen_step: None,
            placing: None,
            several: None,
            alike: None,
            found_exactly: FoundExactly::default(),
            review: None,
            begins: None,
            begins_at: None,
            is_passing: false,
            decisions: 0,
        }
    }

    /// Executes a command in its session, as part of a gesture if there is one: remembers where that was done, and follows
    /// what is selected. `None` while the file is being read.
    pub(crate) fn execute(
        &mut self,
        command: Command,
        gesture: Option<Gesture>,
    ) -> Option<Result<Outcome, CommandError>> {
        let Self { reader, session: Some(session), places, .. } = self else { return None };
        let place = Place::of(reader, session);
        let is_new = !matches!(command, Command::Undo | Command::Redo | Command::GiveUp(_));
        let before = session.state();
        let outcome = match gesture {
            Some(gesture) => session.execute_in(command, gesture),
            None => session.execute(command),
        };
        if outcome.is_ok() {
            if is_new {
                places.note((before, session.state()), gesture, place);
            }
            reader.selected = reader.selected.take().and_then(|mark| mark.followed(session));
        }
        Some(outcome)
    }

    /// What its tab is called: its file; where annotators' files are made into one, also who they are.
    pub(crate) fn title(&self) -> std::borrow::Cow<'_, str> {
        match &self.adjudicating {
            Some(adjudicating) if !adjudicating.hides_names => {
                format!("{} ({})", self.name, adjudicating.compared.names.join(" · ")).into()
            }
            _ => (&self.name).into(),
        }
    }

    /// Whether a relation is still there.
    pub(crate) fn has_relation(&self, id: &RelationId) -> bool {
        self.session.as_ref().is_some_and(|session| session.relations().get(id).is_some())
    }

    /// Shows a new text of the article, from its beginning. A text that was waiting for its annotations stays as it stands;
    /// returns whether it is that.
    pub(crate) fn show(&mut self, session: Session) -> bool {
        let arriving = self.arriving.take().map(|arriving| Arc::clone(arriving.session.document()));
        let is_shown = arriving.is_some_and(|document| Arc::ptr_eq(&document, session.document()));
        self.saving = Saving { read: Some(session.state()), ..Saving::default() };
        self.merging = Merging::of(session.annotation_state().clone());
        self.session = Some(session);
        if !is_shown {
            self.reader.reset();
        }
        self.mark_index = Arc::default();
        self.indexed = None;
        self.note = None;
        self.gesture = None;
        self.places = Places::default();
        self.pile = None;
        self.explained = (0, Vec::new());
        self.restored = None;
        self.comparison = None;
        self.placing = None;
        self.review = None;
        self.several = None;
        self.alike = None;
        is_shown
    }

    /// The annotation file whose earlier states are listed: also one that cannot be read, because then they are needed most.
    pub(crate) fn file_of_versions(&self) -> Option<&Path> {
        self.annotations.as_deref().or_else(|| self.broken.as_ref().map(StoreError::path))
    }

    /// Whether the page is shown, and not something in its place.
    pub(crate) fn shows_page(&self) -> bool {
        self.comparison.is_none() && !self.edits_labels && !self.is_covered && !self.shows_adjudication()
    }

    /// Whether annotators' files stand side by side in the place of the page.
    pub(crate) fn shows_adjudication(&self) -> bool {
        let is_shown = self.adjudicating.as_ref().is_some_and(|adjudicating| !adjudicating.is_on_page);
        is_shown && self.comparison.is_none() && !self.edits_labels && !self.is_covered
    }

    /// See [`shown`].
    pub(crate) fn shown(&self) -> Option<&Session> {
        shown(self.session.as_ref(), self.arriving.as_ref())
    }

    /// Begins reading at a byte, or where the window was left.
    pub(crate) fn begin_at(&mut self, place: &ReadingPlace, at: BytePos) {
        self.direction = place.direction();
        if at.0 > 0 {
            self.reader.resume_at(at);
        }
        self.resume();
    }

    /// Goes on reading where that was left off.
    pub(crate) fn resume(&mut self) {
        let Some(session) = shown(self.session.as_ref(), self.arriving.as_ref()) else { return };
        let Some(Resumed { reading_at, selection: (start, end) }) = self.resumed.take() else { return };
        let text = session.document().text();
        let on_text = |byte: u32| text.floor_char_boundary(byte as usize);
        let (start, end) = (on_text(start), on_text(end));
        self.reader.select(Span { start: start.min(end).into(), end: end.max(start).into() });
        if reading_at > 0 {
            self.reader.resume_at(on_text(reading_at).into());
        }
    }

    /// The explanation of a mark, once computed.
    pub(crate) fn explanation(&self, mark: &MarkRef) -> Option<&Explanation> {
        self.explained.1.iter().find(|(of, _)| of == mark).map(|(_, explanation)| explanation)
    }

    /// Of a web page, whether all of it is read instead of its article.
    pub(crate) fn whole_page(&self) -> Option<bool> {
        let document = self.session.as_ref()?.document();
        Some(document.original().filter(|_| document.kind().has_whole_page)?.whole_page)
    }

    /// Whether its file can be read in another encoding.
    pub(crate) fn can_be_read_again(&self) -> bool {
        let has_encodings = |session: &Session| session.document().kind().has_encodings;
        self.article.is_some() && self.session.as_ref().map_or(self.unreadable.is_some(), has_encodings)
    }

    /// Whether it shows what everybody begins with in a blind folder, and nothing of the person's own yet.
    pub(crate) fn is_prepared(&self) -> bool {
        self.is_blind && !self.has_file && !self.is_worked_on()
    }

    /// Whether closing would lose changes.
    pub(crate) fn is_dirty(&self) -> bool {
        self.session.as_ref().is_some_and(Session::is_dirty)
    }

    /// Whether the person has changed anything since it was read.
    pub(crate) fn is_worked_on(&self) -> bool {
        self.session.as_ref().is_some_and(|session| self.saving.read != Some(session.state()))
    }

    /// The share of the article read so far, in percent, during detection.
    pub(crate) fn detection_percent(&self) -> Option<u8> {
        match &self.detection {
            Detection::Running(progress) => Some(progress.percent()),
            Detection::Idle | Detection::Done => None,
        }
    }

    /// The training examples to save with the annotations; `None` for a sample.
    pub(crate) fn keeping(&self) -> Option<Keeping> {
        self.article.as_ref()?;
        Some(Keeping { session: self.session.as_ref()?.snapshot(), is_asked: self.learning.suggests })
    }

    /// Whether learning is scheduled after a decision.
    pub(crate) fn is_about_to_learn(&self) -> bool {
        self.learning.due.is_some()
    }
}
