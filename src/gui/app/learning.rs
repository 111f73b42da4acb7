//! Learning: decisions are learned from in the background, and the article is then read again with the result.
//!
//! Rejected names are always left out, and this is reported; further passages are suggested only after the person has
//! asked for suggestions.

use std::sync::Arc;

use eframe::egui;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::annotation::label::COLOR_ROLES;
use crate::annotation::{Label, LabelSet};
use crate::detect::{Candidate, Decision, FeedbackExample, Reviewed, UserModel};
use crate::document::Document;
use crate::gui::model::{AppAction, Changes, Detection, Learning, Notice, Progress, TabId};
use crate::layout::next_label_color;
use crate::lexicon::Lexicon;
use crate::session::{Adopted, Candidates, Command};
use crate::store::{self, StoreError};

/// In articles longer than this, in bytes, further passages are suggested only on request and not after every decision,
/// because reading them takes seconds.
const LONG: u32 = 8 << 20;
/// Idle time after a decision before learning starts, in seconds.
const REST_SECS: f64 = 1.0;

/// The result of learning on a thread.
struct Learned {
    tab: TabId,
    document: Arc<Document>,
    lexicon: Arc<Lexicon>,
    suggests: bool,
    project: Arc<Vec<FeedbackExample>>,
    project_tags: usize,
    /// Labels of the other articles that this one does not have.
    labels: LabelSet,
    /// Files of the folder that could not be read.
    problems: Vec<StoreError>,
    /// Whether the article must be read again with it.
    is_new: bool,
    user_model: Option<Arc<UserModel>>,
    /// The detected candidates after review; `None` if the article must be read again.
    reviewed: Option<Review>,
}

struct Review {
    candidates: Arc<Candidates>,
    originals: Vec<Candidate>,
    changes: Changes,
}

/// The labels of other articles, each in a colour that no label here has.
fn with_free_colors(labels: &LabelSet, here: &LabelSet) -> LabelSet {
    let mut in_use: Vec<_> = here.iter().filter_map(Label::rgb).collect();
    let colored = labels.iter().cloned().map(|mut label| {
        if label.rgb().is_some_and(|rgb| in_use.contains(&rgb)) {
            COLOR_ROLES[next_label_color(&in_use)].0.clone_into(&mut label.color);
        }
        in_use.extend(label.rgb());
        label
    });
    LabelSet::from_labels(colored.collect::<Vec<_>>())
}

impl App {
    /// Starts detection in a newly opened article, using what its annotations teach.
    pub(super) fn begin_reading(&mut self, id: TabId) {
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        tab.learning = Learning { learned: session.state(), ..Learning::default() };
        tab.is_detected = false;
        self.learn(id, true);
    }

    /// Learns once the person has paused after a decision in the front tab.
    pub(super) fn refresh_learning(&mut self, ctx: &egui::Context, now_secs: f64) {
        let is_running = self.front.is_some_and(|id| self.jobs.is_pending(Task::Learn(id)));
        let Some(tab) = self.tab_mut() else { return };
        let Some(session) = &tab.session else { return };
        let state = session.state();
        // After the person has stopped detection it must not start again by itself.
        if state == tab.learning.learned || is_running || matches!(tab.detection, Detection::Idle) {
            tab.learning.due = None;
            return;
        }
        let due_secs = match tab.learning.due {
            Some((waiting, due_secs)) if waiting == state => due_secs,
            _ => now_secs + REST_SECS,
        };
        if due_secs <= now_secs {
            let id = tab.id;
            tab.learning.due = None;
            self.learn(id, false);
        } else {
            tab.learning.due = Some((state, due_secs));
            ctx.request_repaint_after_secs((due_secs - now_secs) as f32);
        }
    }

    /// Suggests passages similar to the person's tags.
    pub(super) fn suggest_from_tags(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        let id = tab.id;
        tab.learning.suggests = true;
        tab.learning.announces = true;
        self.learn(id, true);
    }

    /// Removes these suggestions.
    pub(super) fn end_suggestions(&mut self, id: TabId) {
        let Some(tab) = self.tab_of(id) else { return };
        tab.learning.suggests = false;
        tab.learning.announces = false;
        self.learn(id, true);
    }

    /// Learns on a thread; with `anew`, the article is read again even if nothing has changed.
    pub(super) fn learn(&mut self, id: TabId, anew: bool) {
        let lexicon = self.lexicon.clone();
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        let (document, snapshot) = (session.document().clone(), session.snapshot());
        let suggests = tab.learning.suggests;
        let former = tab.learning.user_model.as_ref().map(|model| model.fingerprint());
        if anew {
            tab.detection = Detection::Running(Progress::default());
        }
        tab.learning.learned = session.state();
        tab.learning.is_news = !anew;
        let suggests_anew = suggests && document.len() <= LONG;
        let reviews = !anew && !suggests_anew && matches!(tab.detection, Detection::Done);
        let originals = tab.learning.originals.clone();
        let (project, annotations) = (tab.learning.project.clone(), tab.annotations.clone());
        let by = session.by().to_owned();
        if anew {
            self.jobs.cancel(Task::Detect(id));
        }
        self.jobs.start(Task::Learn(id), move |_| {
            let (project, problems) = match (project, annotations) {
                (Some(project), _) => (project, Vec::new()),
                (None, None) => (Arc::default(), Vec::new()),
                (None, Some(annotations)) => {
                    let (feedback, problems) = store::feedback_around(&annotations, &by);
                    (Arc::new(feedback), problems)
                }
            };
            let mut feedback = snapshot.feedback();
            let Adopted { feedback: adopted, labels } = snapshot.adopted(&project);
            let labels = with_free_colors(&labels, snapshot.labels());
            let is_tag = |decision: &&Decision| decision.accepted;
            let project_tags = adopted.iter().flat_map(|example| &example.decisions).filter(is_tag).count();
            feedback.extend(adopted);
            let is_known = match former {
                Some(former) => former == UserModel::fingerprint_of(&feedback, suggests),
                None => feedback.is_empty(),
            };
            let is_new = anew || !is_known;
            let user_model = if is_new { UserModel::learn(&lexicon, &feedback, suggests).map(Arc::new) } else { None };
            let reviewed = (is_new && reviews).then(|| {
                let again = Reviewed::again(user_model.as_deref(), document.text(), snapshot.candidates(), &originals);
                let candidates = Arc::new(Candidates::of(&document, again.candidates));
                let changes = Changes::between(&snapshot, &candidates);
                Review { candidates, originals: again.originals, changes }
            });
            let tab = id;
            let learned = Learned {
                tab,
                document,
                lexicon,
                suggests,
                project,
                project_tags,
                labels,
                problems,
                is_new,
                user_model,
                reviewed,
            };
            done(move |app: &mut App| app.take_learned(learned))
        });
    }

    /// Takes the result of learning; does nothing if nothing has changed.
    fn take_learned(&mut self, learned: Learned) {
        let Learned { tab: id, document, lexicon, suggests, is_new, user_model, reviewed, .. } = learned;
        let Learned { project, project_tags, labels, problems, .. } = learned;
        for problem in &problems {
            self.report(problem);
        }
        let is_stale = !Arc::ptr_eq(&lexicon, &self.lexicon);
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = tab.session.as_mut().filter(|session| Arc::ptr_eq(session.document(), &document)) else {
            return;
        };
        tab.learning.project = Some(project);
        tab.learning.project_tags = project_tags;
        // The request or the lexicon has changed in the meantime: a later result will follow.
        if is_stale || suggests != tab.learning.suggests {
            return;
        }
        session.set_adopted_labels(labels);
        if is_new {
            tab.learning.user_model = user_model;
            match (reviewed, &tab.detection) {
                (Some(Review { candidates, originals, changes }), Detection::Done) => {
                    tab.learning.originals = Arc::new(originals);
                    tab.learning.note(changes);
                    if let Err(error) = session.execute(Command::SetCandidates(candidates)) {
                        self.report(&error);
                    }
                }
                // It was stopped in the meantime.
                (_, Detection::Idle) => {}
                _ => self.begin_detection(id),
            }
        }
    }

    /// Reports the number of suggestions, if the person has asked for them.
    pub(super) fn announce_suggestions(&mut self, id: TabId) {
        let is_running = self.jobs.is_pending(Task::Learn(id));
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        if !tab.learning.announces || is_running {
            return;
        }
        tab.learning.announces = false;
        let found = session.candidates().iter().filter(|c| c.is_taught() && session.is_suggested(c)).count();
        let tags = session.count_user_tags() + tab.learning.project_tags;
        let notice = match found {
            0 => Notice::done("notice-suggested-none"),
            _ => Notice::done("notice-suggested")
                .with("count", found)
                .with("tags", tags)
                .offering("notice-take-away", AppAction::EndSuggestions(id)),
        };
        self.notify(notice.about(id));
    }
}
