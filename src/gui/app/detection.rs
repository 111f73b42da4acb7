//! Runs detection on threads: first for the passage in view, then for the whole article.
//!
//! The results for the passage are shown until the whole text has been read; the whole text provides more evidence
//! (such as a name that is certain elsewhere), so its results then replace them.

use std::sync::Arc;

use eframe::egui;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::detect::{Candidate, Detector, Reviewed, UserModel};
use crate::document::Document;
use crate::gui::model::{Changes, Detection, PassageFirst, Progress, TabId};
use crate::lexicon::Lexicon;
use crate::session::{Candidates, Command, Session};
use crate::text::{BytePos, Span};

/// An article of up to this length is read as a whole at once, in bytes: it takes some 20 ms.
const AT_ONCE: u32 = 256 * 1024;
/// How much text around the view is read first, on either side, in bytes: it takes a few ms.
const AROUND: u32 = 16 * 1024;

/// The candidates found in a passage of a document, or in all of it.
struct Detected {
    tab: TabId,
    document: Arc<Document>,
    lexicon: Arc<Lexicon>,
    passage: Option<Span>,
    candidates: Arc<Candidates>,
    /// See [`Reviewed`]; empty for a passage.
    originals: Vec<Candidate>,
    /// The differences from the previous suggestions; empty for a passage.
    changes: Changes,
}

impl App {
    /// Starts detection in an article, again if it was run before.
    pub(super) fn begin_detection(&mut self, id: TabId) {
        let lexicon = self.lexicon.clone();
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        let progress = Progress::default();
        tab.detection = Detection::Running(progress.clone());
        tab.passage_first = PassageFirst::default();
        let (user_model, former) = (tab.learning.user_model.clone(), session.snapshot());
        self.jobs.cancel(Task::DetectInView(id));
        self.detect(id, lexicon, user_model, former, progress);
    }

    /// Stops detection; results for the view are kept.
    pub(super) fn stop_detection(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        if matches!(tab.detection, Detection::Running(_)) {
            tab.detection = Detection::Idle;
            let id = tab.id;
            self.jobs.cancel(Task::Detect(id));
            self.jobs.cancel(Task::DetectInView(id));
        }
    }

    /// Reads the passage in view of the front tab ahead of time.
    pub(super) fn refresh_passage(&mut self, ctx: &egui::Context) {
        let lexicon = self.lexicon.clone();
        let is_reading = self.front.is_some_and(|id| self.jobs.is_pending(Task::DetectInView(id)));
        let Some(tab) = self.tab_mut() else { return };
        let Some(session) = &tab.session else { return };
        let document = session.document().clone();
        if !matches!(tab.detection, Detection::Running(_)) || document.len() <= AT_ONCE || is_reading {
            return;
        }
        let Some(view) = tab.reader.in_view() else {
            // Nothing has been drawn yet: try again in the next frame.
            ctx.request_repaint();
            return;
        };
        if tab.passage_first.read.is_some_and(|read| read.contains(view)) {
            return;
        }
        let passage = passage_around(&document, view);
        // When the article is read again, the suggestions elsewhere stay until it has been read completely.
        let former = tab.is_detected.then(|| session.snapshot());
        let (id, user_model) = (tab.id, tab.learning.user_model.clone());
        self.detect_in(id, document, lexicon, user_model, passage, former);
    }

    /// Takes the results of detection.
    fn take_detected(&mut self, detected: Detected) {
        let Detected { tab: id, document, lexicon, passage, candidates, originals, changes } = detected;
        // Numbers of entities have other meanings in another lexicon: a new run is under way.
        if !Arc::ptr_eq(&lexicon, &self.lexicon) {
            return;
        }
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &mut tab.session else { return };
        // The text may have been read again in another encoding in the meantime.
        if !Arc::ptr_eq(session.document(), &document) {
            return;
        }
        match passage {
            None => {
                tab.detection = Detection::Done;
                tab.is_detected = true;
                tab.learning.originals = Arc::new(originals);
                tab.learning.note(changes);
            }
            Some(_) => {
                tab.passage_first = PassageFirst { read: passage };
                if !matches!(tab.detection, Detection::Running(_)) {
                    return;
                }
            }
        }
        if let Err(error) = session.execute(Command::SetCandidates(candidates)) {
            self.report(&error);
        }
        if passage.is_none() {
            self.announce_suggestions(id);
        }
    }
}

/// The view and its surroundings, in whole paragraphs unless these are very long.
fn passage_around(document: &Document, view: Span) -> Span {
    let text = document.text();
    let start = view.start.0.saturating_sub(AROUND);
    let end = view.end.0.saturating_add(AROUND).min(document.len());
    let paragraph = |at: u32| document.paragraph(document.paragraph_at(BytePos(at)));
    let (first, last) = (paragraph(start), paragraph(end));
    let start = if start - first.start.0 < AROUND { first.start.0 } else { start };
    let end = if last.end.0.saturating_sub(end) < AROUND { last.end.0.max(end) } else { end };
    Span::from_range(text.floor_char_boundary(start as usize)..text.ceil_char_boundary(end as usize))
}

impl App {
    /// Detects names in a whole article.
    fn detect(
        &mut self,
        tab: TabId,
        lexicon: Arc<Lexicon>,
        user_model: Option<Arc<UserModel>>,
        former: Session,
        progress: Progress,
    ) {
        self.jobs.start(Task::Detect(tab), move |job| {
            let document = former.document().clone();
            let detector = Detector::new(lexicon.clone()).with_user_model(user_model);
            let len = document.text().len();
            let Reviewed { candidates, originals } = detector.review_with(document.text(), &mut |done| {
                if progress.set_share(done, len) {
                    job.wake();
                }
                job.flow()
            });
            if job.is_cancelled() {
                return None;
            }
            let candidates = Arc::new(Candidates::of(&document, candidates));
            let changes = Changes::between(&former, &candidates);
            let passage = None;
            let detected = Detected { tab, document, lexicon, passage, candidates, originals, changes };
            done(move |app: &mut App| app.take_detected(detected))
        });
    }

    /// Detects names in a passage.
    fn detect_in(
        &mut self,
        tab: TabId,
        document: Arc<Document>,
        lexicon: Arc<Lexicon>,
        user_model: Option<Arc<UserModel>>,
        passage: Span,
        former: Option<Session>,
    ) {
        self.jobs.start(Task::DetectInView(tab), move |_| {
            let detector = Detector::new(lexicon.clone()).with_user_model(user_model);
            let mut candidates = detector.detect(passage.of(document.text()));
            for candidate in &mut candidates {
                candidate.move_by(passage.start.0);
            }
            if let Some(former) = former {
                candidates.extend(former.candidates().iter().filter(|c| !c.span.overlaps(passage)).cloned());
            }
            let candidates = Arc::new(Candidates::of(&document, candidates));
            let (passage, originals, changes) = (Some(passage), Vec::new(), Changes::default());
            let detected = Detected { tab, document, lexicon, passage, candidates, originals, changes };
            done(move |app: &mut App| app.take_detected(detected))
        });
    }
}
