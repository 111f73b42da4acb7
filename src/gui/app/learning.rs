//! Learning from the person: decisions are learned from in the background, and the article is read
//! again with what they teach.
//!
//! What was refused is left out in any case, and that is told; further passages are suggested once that was
//! asked for.

use std::path::Path;
use std::sync::Arc;

use eframe::egui;

use super::changes::Changes;
use super::jobs::done;
use super::tab::{Detection, Progress};
use super::task::{TabId, Task};
use super::{App, AppAction, Notice, Tab};
use crate::annotation::label::COLOR_ROLES;
use crate::annotation::{Label, LabelSet};
use crate::detect::{Candidate, Decision, FeedbackExample, Reviewed, UserModel};
use crate::document::Document;
use crate::layout::next_label_color;
use crate::lexicon::Lexicon;
use crate::session::{Adopted, Candidates, Command, Session};
use crate::store::{self, StoreError};

/// In articles longer than this, in bytes, further passages are suggested when that is asked for, and not
/// anew after every decision: reading them takes seconds.
const LONG: u32 = 8 << 20;
/// Seconds of rest after a decision before it is learned from.
const REST_SECS: f64 = 1.0;

/// What a tab has learned, and what of it is under way.
#[derive(Debug, Default)]
pub(super) struct Learning {
    /// What the other articles of the folder teach, once they were asked.
    project: Option<Arc<Vec<FeedbackExample>>>,
    /// Tags in those that are about labels of this one.
    pub(super) project_tags: usize,
    /// What detection goes by.
    pub(super) own: Option<Arc<UserModel>>,
    /// Candidates of the whole article as they were found, where `own` has changed them.
    pub(super) originals: Arc<Vec<Candidate>>,
    /// The state of the notes that was learned from last.
    pub(super) learned: u64,
    /// The state of the notes that is learned from next, and when, in seconds of the program's clock.
    due: Option<(u64, f64)>,
    /// Whether further passages are suggested.
    pub(super) suggests: bool,
    /// Whether the person waits to hear how many.
    announces: bool,
    /// Whether what is learned now comes of what the person has just decided.
    is_news: bool,
    /// What learning has changed, until it is told.
    pub(super) changes: Option<Changes>,
}

/// What is kept beside the annotations when these are saved: what the decisions in them teach.
pub(super) struct Keeping {
    session: Session,
    is_asked: bool,
}

impl Keeping {
    /// Keeps it for the other articles of the folder, once suggestions were asked for and from then on; an error is
    /// given back.
    pub(super) fn keep(self, annotations: &Path) -> Option<StoreError> {
        let path = store::feedback_path(annotations);
        let is_wanted = self.is_asked || path.is_file();
        is_wanted.then(|| store::save_feedback(&path, &self.session.feedback()).err()).flatten()
    }
}

/// What a thread has learned.
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
    /// Whether the article is to be read again with it.
    is_new: bool,
    own: Option<Arc<UserModel>>,
    /// What was detected, gone over by it; nothing where the article is to be read again.
    reviewed: Option<Review>,
}

struct Review {
    candidates: Arc<Candidates>,
    originals: Vec<Candidate>,
    changes: Changes,
}

impl Learning {
    /// Something was changed: it is told as soon as the article is in front.
    pub(super) fn note(&mut self, changes: Changes) {
        self.changes = Some(changes.after(self.changes.take(), self.is_news));
    }
}

impl Tab {
    /// What saving the annotations keeps beside them; nothing of a sample.
    pub(super) fn keeping(&self) -> Option<Keeping> {
        self.article.as_ref()?;
        Some(Keeping { session: self.session.as_ref()?.snapshot(), is_asked: self.learning.suggests })
    }

    /// Whether a decision will be learned from when the person has rested.
    pub(super) fn is_about_to_learn(&self) -> bool {
        self.learning.due.is_some()
    }
}

/// Labels that come along from other articles, each in a colour that no other label here has.
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
    /// Looks for names in an article that was just opened, by what its annotations teach.
    pub(super) fn begin_reading(&mut self, id: TabId) {
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        tab.learning = Learning { learned: session.state(), ..Learning::default() };
        tab.is_detected = false;
        self.learn(id, true);
    }

    /// Learns when the person has rested after a decision in the tab in front.
    pub(super) fn refresh_learning(&mut self, ctx: &egui::Context, now_secs: f64) {
        let is_running = self.front.is_some_and(|id| self.jobs.is_pending(Task::Learn(id)));
        let Some(tab) = self.tab_mut() else { return };
        let Some(session) = &tab.session else { return };
        let state = session.state();
        // Who has stopped the search does not want it to begin again.
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

    /// Suggests what is like the person's tags.
    pub(super) fn suggest_from_tags(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        let id = tab.id;
        tab.learning.suggests = true;
        tab.learning.announces = true;
        self.learn(id, true);
    }

    /// Takes these suggestions away.
    pub(super) fn end_suggestions(&mut self, id: TabId) {
        let Some(tab) = self.tab_of(id) else { return };
        tab.learning.suggests = false;
        tab.learning.announces = false;
        self.learn(id, true);
    }

    /// Learns on a thread; with `anew`, the article is read again even when there is nothing new.
    pub(super) fn learn(&mut self, id: TabId, anew: bool) {
        let lexicon = self.lexicon.clone();
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        let (document, snapshot) = (session.document().clone(), session.snapshot());
        let suggests = tab.learning.suggests;
        let former = tab.learning.own.as_ref().map(|own| own.fingerprint());
        if anew {
            tab.detection = Detection::Running(Progress::default());
        }
        tab.learning.learned = session.state();
        tab.learning.is_news = !anew;
        let suggests_anew = suggests && document.len() <= LONG;
        let reviews = !anew && !suggests_anew && matches!(tab.detection, Detection::Done);
        let originals = tab.learning.originals.clone();
        let (project, annotations) = (tab.learning.project.clone(), tab.annotations.clone());
        if anew {
            self.jobs.cancel(Task::Detect(id));
        }
        self.jobs.start(Task::Learn(id), move |_| {
            let (project, problems) = match (project, annotations) {
                (Some(project), _) => (project, Vec::new()),
                (None, None) => (Arc::default(), Vec::new()),
                (None, Some(annotations)) => {
                    let (feedback, problems) = store::feedback_around(&annotations);
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
            let own = if is_new { UserModel::learn(&lexicon, &feedback, suggests).map(Arc::new) } else { None };
            let reviewed = (is_new && reviews).then(|| {
                let text = document.text();
                let again = Reviewed::again(own.as_deref(), text, snapshot.candidates(), &originals);
                let candidates = Arc::new(Candidates::new(text, again.candidates));
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
                own,
                reviewed,
            };
            done(move |app: &mut App| app.take_learned(learned))
        });
    }

    /// Something was learned; nothing where there was nothing new.
    fn take_learned(&mut self, learned: Learned) {
        let Learned { tab: id, document, lexicon, suggests, is_new, own, reviewed, .. } = learned;
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
        // Asked otherwise, or with another lexicon, meanwhile: the later answer is on its way.
        if is_stale || suggests != tab.learning.suggests {
            return;
        }
        session.set_adopted_labels(labels);
        if is_new {
            tab.learning.own = own;
            match (reviewed, &tab.detection) {
                (Some(Review { candidates, originals, changes }), Detection::Done) => {
                    tab.learning.originals = Arc::new(originals);
                    tab.learning.note(changes);
                    if let Err(error) = session.execute(Command::SetCandidates(candidates)) {
                        self.report(&error);
                    }
                }
                // It was stopped meanwhile.
                (_, Detection::Idle) => {}
                _ => self.begin_detection(id),
            }
        }
    }

    /// Tells what the tags have given, to who has asked for it.
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
