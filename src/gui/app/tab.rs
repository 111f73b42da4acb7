//! One open article.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use super::detection::PassageFirst;
use super::journal::{Restored, Resumed, TabJournal};
use super::learning::Learning;
use super::mark_index::MarkIndex;
use super::task::TabId;
use super::watch::FileState;
use crate::annotation::{AnnotationId, Gesture};
use crate::detect::{Explanation, Kind};
use crate::gui::reader::{MarkRef, Reader};
use crate::gui::widgets::FieldState;
use crate::session::Session;
use crate::store::{Seen, StoreError, WriteMode};
use crate::text::{Direction, Span};

/// How far detection has come.
#[derive(Clone, Debug, Default)]
pub(crate) enum Detection {
    /// Not begun, or given up.
    #[default]
    Idle,
    /// Under way.
    Running(Progress),
    /// Its candidates are in the session.
    Done,
}

/// Shared with the thread that detects.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress {
    percent: Arc<AtomicU8>,
}

impl Progress {
    /// Share done, 0 to 100.
    pub(crate) fn percent(&self) -> u8 {
        self.percent.load(Ordering::Relaxed)
    }

    pub(super) fn set_percent(&self, percent: u8) {
        self.percent.store(percent, Ordering::Relaxed);
    }
}

/// What a note is written on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NoteOn {
    /// An annotation.
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
    /// The words that it is about; `None` when its annotation is gone.
    pub(crate) fn span(&self, session: &Session) -> Option<Span> {
        match &self.on {
            NoteOn::Annotation(id) => session.annotations().get(id).map(|annotation| annotation.spans.first()),
            NoteOn::Suggestion(span, _) | NoteOn::Passage(span) => Some(*span),
        }
    }
}

/// An open article.
pub(crate) struct Tab {
    pub(crate) id: TabId,
    /// The file's name, for the tab.
    pub(crate) name: String,
    /// The article's file; none for a sample.
    pub(crate) article: Option<PathBuf>,
    /// Where annotations are saved; none until a place was chosen.
    pub(crate) annotations: Option<PathBuf>,
    /// Why the annotation file beside the article cannot be read; nothing is saved over it unasked.
    pub(crate) broken: Option<StoreError>,
    /// What may be overwritten there.
    pub(crate) mode: WriteMode,
    /// Both as they were before another place was chosen, until something is saved there.
    pub(super) place_before: Option<(Option<PathBuf>, WriteMode)>,
    /// `None` while the file is being read.
    pub(crate) session: Option<Session>,
    /// Why the file cannot be shown; another encoding may help.
    pub(crate) unreadable: Option<StoreError>,
    pub(crate) reader: Reader,
    /// The article's file when it was read, and what is known of it now.
    pub(super) seen: Option<Seen>,
    pub(crate) file_state: FileState,
    pub(crate) detection: Detection,
    pub(super) passage_first: PassageFirst,
    /// Whether the whole article was ever read for names.
    pub(super) is_detected: bool,
    pub(super) learning: Learning,
    /// What spoke for the marks that are selected or pointed at, in the session's state of this generation.
    pub(super) explained: (u64, Vec<(MarkRef, Explanation)>),
    /// Whether annotations were ever saved or loaded: "saved" and "no changes" differ.
    pub(crate) has_file: bool,
    pub(crate) note: Option<NoteEdit>,
    /// What is typed of a label's name, while one is looked for.
    pub(crate) finding_label: Option<Box<FieldState>>,
    /// Height of the tag bar while it stands at the page's foot, in points.
    pub(crate) docked_bar: Option<f32>,
    /// Direction that the person has given all paragraphs; each follows its content without one.
    pub(crate) direction: Option<Direction>,
    /// The drag that moves an annotation's end.
    pub(super) gesture: Option<Gesture>,
    /// All marks, gathered.
    pub(crate) mark_index: Arc<MarkIndex>,
    /// The session's generation that was indexed last, whether or not that has worked.
    pub(super) indexed: Option<u64>,
    pub(super) journal: TabJournal,
    /// What was restored of it, until the person has said what is to become of that.
    pub(crate) restored: Option<Restored>,
    /// Where reading goes on once it is read.
    pub(super) resumed: Option<Resumed>,
}

impl Tab {
    /// An article that is being read.
    pub(crate) fn new(id: TabId, name: String) -> Self {
        Self {
            id,
            name,
            article: None,
            annotations: None,
            broken: None,
            mode: WriteMode::New,
            place_before: None,
            session: None,
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
            finding_label: None,
            docked_bar: None,
            direction: None,
            gesture: None,
            mark_index: Arc::default(),
            indexed: None,
            journal: TabJournal::default(),
            restored: None,
            resumed: None,
        }
    }

    /// Shows another text of the article, from its beginning.
    pub(super) fn show(&mut self, session: Session) {
        self.session = Some(session);
        self.reader.reset();
        self.mark_index = Arc::default();
        self.indexed = None;
        self.note = None;
        self.gesture = None;
        self.explained = (0, Vec::new());
        self.restored = None;
    }

    /// What spoke for a mark, as soon as that was worked out.
    pub(crate) fn explanation(&self, mark: &MarkRef) -> Option<&Explanation> {
        self.explained.1.iter().find(|(of, _)| of == mark).map(|(_, explanation)| explanation)
    }

    /// Whether its file can be read in another encoding.
    pub(crate) fn can_be_read_again(&self) -> bool {
        let has_encodings = |session: &Session| session.document().kind().has_encodings;
        self.article.is_some() && self.session.as_ref().map_or(self.unreadable.is_some(), has_encodings)
    }

    /// Whether closing would lose something.
    pub(crate) fn is_dirty(&self) -> bool {
        self.session.as_ref().is_some_and(Session::is_dirty)
    }
}
