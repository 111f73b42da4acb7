//! One step over several articles, open or not: made, taken back, and made again in all of them.
//!
//! In an open article it is a step of its history; in another one its annotation file is changed, as saving it would. To
//! take it back in one of them takes it back in all, as far as nobody has changed the same since.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::App;
use super::jobs::done;
use super::task::Task;
use super::unopened::{Taught, Unopened};
use crate::exchange::folder_file::FolderFile;
use crate::gui::model::{
    Alike, AppAction, JointPart, JointProgress, JointStep, JointTask, JointWork, Notice, Tab, TabId, UndoBut,
};
use crate::lexicon::Lexicon;
use crate::session::{Command, CommandError, Session};
use crate::store::{StoreError, Versions};

/// The most steps over several articles that can be taken back in all of them.
const REMEMBERED: usize = 20;

/// What went otherwise than wanted.
#[derive(Default)]
struct Trouble {
    /// Articles whose text has changed since the places were found.
    stale: usize,
    /// Articles that could not be read or written, and why the first could not.
    failed: usize,
    first: Option<StoreError>,
    /// Records that somebody has changed since.
    left: usize,
    /// Why a version could not be kept.
    unkept: Option<StoreError>,
}

impl Trouble {
    fn fail(&mut self, error: StoreError) {
        self.failed += 1;
        self.first.get_or_insert(error);
    }

    /// Takes what saving an article has led to; returns whether it was saved.
    fn take(&mut self, (saved, kept): (Result<(), StoreError>, Result<(), StoreError>)) -> bool {
        self.unkept = self.unkept.take().or(kept.err());
        match saved {
            Ok(()) => true,
            Err(error) => {
                self.fail(error);
                false
            }
        }
    }
}

/// A step that was made in the open articles, and what is left to do in the others.
struct Begun {
    number: u64,
    files: Vec<JointTask>,
    trouble: Trouble,
}

/// What articles that are not open are read and written with.
struct Files {
    lexicon: Arc<Lexicon>,
    versions: Option<Versions>,
    by: String,
}

impl App {
    /// Does at all chosen places what the question of a tab asks for, as one step.
    pub(super) fn do_together(&mut self, id: TabId, mut alike: Alike) {
        let (treatment, meant) = (alike.treatment(), alike.meant());
        let mut tasks = Vec::new();
        for article in &alike.articles {
            let places = article.chosen(&treatment, &meant);
            let count = places.len();
            let command = Command::Treat { places, meant: meant.clone(), treatment: treatment.clone() };
            if count > 0 {
                let (path, sha256) = (article.path.clone(), article.sha256.clone());
                tasks.push((article.tab, path, JointWork { sha256, command, places: count }));
            }
        }
        let told = (alike.deed.told(), alike.words.clone());
        let Some(begun) = self.begin_joint(id, tasks, told) else { return };
        if !begun.files.is_empty() {
            alike.articles.clear();
            alike.arrange();
            if let Some(tab) = self.tab_of(id) {
                tab.alike = Some(alike);
            }
        }
        self.go_on_joint(begun);
    }

    /// Does something with marks in several articles, as one step: each article by its tab or its file.
    pub(super) fn do_in_articles(
        &mut self,
        id: TabId,
        tasks: Vec<(Option<TabId>, Option<PathBuf>, JointWork)>,
        told: (&'static str, String),
    ) {
        if let Some(begun) = self.begin_joint(id, tasks, told) {
            self.go_on_joint(begun);
        }
    }

    /// Does what is to be done in open articles. `None` if the person has to say their name first.
    fn begin_joint(
        &mut self,
        id: TabId,
        tasks: Vec<(Option<TabId>, Option<PathBuf>, JointWork)>,
        told: (&'static str, String),
    ) -> Option<Begun> {
        let first = tasks.iter().find_map(|(_, path, _)| path.clone());
        if first.is_some_and(|article| self.asks_name_for(&article)) {
            return None;
        }
        let open = self.open_files();
        let (mut parts, mut files, mut trouble) = (Vec::new(), Vec::new(), Trouble::default());
        for (tab, path, work) in tasks {
            let by_path = || path.as_ref().and_then(|path| open.get(path)).copied();
            let tab = tab.filter(|tab| self.tabs.iter().any(|open| open.id == *tab)).or_else(by_path);
            match (tab, path) {
                (Some(tab), _) => {
                    let Some(Tab { session: Some(session), .. }) = self.tab_of(tab) else {
                        trouble.stale += 1;
                        continue;
                    };
                    if session.document().sha256() != work.sha256 {
                        trouble.stale += 1;
                        continue;
                    }
                    match self.execute_behind(tab, work.command) {
                        Ok(true) => parts.extend(self.part_of(tab, work.places)),
                        Ok(false) => {}
                        Err(error) => self.fail(&error),
                    }
                }
                (None, Some(article)) => files.push(JointTask { article, work }),
                (None, None) => {}
            }
        }
        let number = self.remember_joint(id, parts, Some(told));
        Some(Begun { number, files, trouble })
    }

    /// Does the same in the articles that are not open, in the background.
    fn go_on_joint(&mut self, begun: Begun) {
        let Begun { number, files: tasks, mut trouble } = begun;
        let all = tasks.len();
        if all == 0 {
            self.end_joint(number, trouble);
            return;
        }
        let stop = Arc::new(AtomicBool::new(false));
        self.show_progress(number, JointProgress { number, done: 0, all, stop: stop.clone() });
        let shared = self.shared_of(tasks.iter().map(|task| task.article.clone()));
        let files = self.files();
        self.jobs.start(Task::Joint(number), move |job| {
            let mut taught = Taught::new();
            for (at, task) in tasks.into_iter().enumerate() {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let shared = shared.get(&task.article).cloned().flatten();
                let part = treat_file(&task.article, shared, task.work, &files, &mut taught, &mut trouble);
                job.report(move |app: &mut Self| app.take_joint_part(number, at + 1, part));
            }
            done(move |app: &mut Self| app.end_joint(number, trouble))
        });
    }

    /// Remembers a step that was made in these articles; returns its number.
    pub(super) fn remember_joint(
        &mut self,
        id: TabId,
        parts: Vec<JointPart>,
        told: Option<(&'static str, String)>,
    ) -> u64 {
        self.marked += 1;
        let number = self.marked;
        let state = self.tab_of(id).and_then(|tab| tab.session.as_ref()).map_or(0, Session::state);
        let parts = parts.into_iter().map(Arc::new).collect();
        self.joint.push(JointStep {
            number,
            asked_in: (id, state),
            parts,
            told,
            progress: None,
            wants_undo: None,
            is_undone: false,
        });
        let superfluous = self.joint.len().saturating_sub(REMEMBERED);
        self.joint.drain(..superfluous);
        number
    }

    fn joint_mut(&mut self, number: u64) -> Option<&mut JointStep> {
        self.joint.iter_mut().find(|step| step.number == number)
    }

    fn show_progress(&mut self, number: u64, progress: JointProgress) {
        let Some(step) = self.joint_mut(number) else { return };
        let id = step.asked_in.0;
        step.progress = Some(progress.clone());
        // The person may have asked something else since.
        let asked = self.tab_of(id).and_then(|tab| tab.alike.as_mut());
        if let Some(alike) = asked.filter(|alike| alike.articles.is_empty() && !alike.is_looking) {
            alike.doing = Some(progress);
        }
    }

    fn take_joint_part(&mut self, number: u64, done: usize, part: Option<JointPart>) {
        let Some(step) = self.joint_mut(number) else { return };
        step.parts.extend(part.map(Arc::new));
        if let Some(progress) = step.progress.clone() {
            self.show_progress(number, JointProgress { done, ..progress });
        }
    }

    /// All that could be done is done.
    fn end_joint(&mut self, number: u64, trouble: Trouble) {
        let Some(step) = self.joint_mut(number) else { return };
        let was_doing = step.progress.take().is_some();
        let (asked_in, told, wants_undo) = (step.asked_in.0, step.told.clone(), step.wants_undo.take());
        let (count, articles) = (step.parts.iter().map(|part| part.places).sum::<usize>(), step.parts.len());
        let paths: Vec<PathBuf> = step.parts.iter().filter_map(|part| part.article.clone()).collect();
        if let Some(tab) = self.tab_of(asked_in)
            && was_doing
            && tab.alike.as_ref().is_some_and(|alike| alike.doing.as_ref().is_some_and(|doing| doing.number == number))
        {
            tab.alike = None;
        }
        if let Some((key, words)) = told.filter(|_| articles > 0) {
            let notice = Notice::done(key).with("count", count).with("words", words).with("articles", articles);
            self.notify(notice.offering("command-undo", AppAction::UndoJoint(number)));
        }
        self.tell(trouble);
        self.recount_articles(&paths);
        if let Some(UndoBut(but)) = wants_undo {
            self.carry_joint(number, true, but);
        }
    }

    /// Says what went otherwise.
    fn tell(&mut self, trouble: Trouble) {
        let Trouble { stale, failed, first, left, unkept } = trouble;
        if stale > 0 {
            self.notify(Notice::warning("joint-stale").with("count", stale));
        }
        if left > 0 {
            self.notify(Notice::warning("joint-left").with("count", left));
        }
        if let Some(first) = first {
            let reason = self.i18n.sentence(&first);
            self.notify(Notice::warning("joint-failed").with("count", failed).with("reason", reason));
        }
        self.report_version(unkept.map_or(Ok(()), Err));
    }

    /// The articles in the background could not be changed because of an internal error.
    pub(super) fn give_up_joint(&mut self, number: u64) {
        self.end_joint(number, Trouble::default());
    }

    /// Leaves those articles as they are that were not changed yet.
    pub(super) fn stop_joint(&mut self, number: u64) {
        if let Some(progress) = self.joint_mut(number).and_then(|step| step.progress.as_ref()) {
            progress.stop.store(true, Ordering::Relaxed);
        }
    }

    /// After a step of a tab was undone or made again: the same in all articles that it is about.
    pub(super) fn follow_joint(&mut self, id: TabId, state: u64, is_undo: bool) {
        let is_it = |step: &&JointStep| step.parts.iter().any(|part| part.step == Some((id, state)));
        if let Some(number) = self.joint.iter().rev().find(is_it).map(|step| step.number) {
            self.carry_joint(number, is_undo, Some(id));
        }
    }

    /// The step over several articles that undoing or redoing means in front though it has changed nothing there: the last
    /// thing that was asked for in this article, or in the whole folder.
    pub(super) fn joint_in_front(&self, is_undo: bool) -> Option<u64> {
        let mut steps = self.joint.iter().rev().filter(|step| step.is_undone != is_undo && step.told.is_some());
        if self.folder().is_some() {
            return steps.next().map(|step| step.number);
        }
        let tab = self.tab()?;
        let at = (tab.id, tab.session.as_ref()?.state());
        let is_elsewhere = |step: &&JointStep| {
            step.asked_in == at && step.parts.iter().all(|part| part.step.is_none_or(|(tab, _)| tab != at.0))
        };
        steps.find(is_elsewhere).map(|step| step.number)
    }

    /// Takes a step back in all of its articles, or makes it again; in one of them that is done already.
    pub(super) fn carry_joint(&mut self, number: u64, is_undo: bool, but: Option<TabId>) {
        let open = self.open_files();
        let Some(step) = self.joint_mut(number).filter(|step| step.is_undone != is_undo) else { return };
        if let Some(progress) = &step.progress {
            // What is still being done is taken back then.
            progress.stop.store(true, Ordering::Relaxed);
            step.wants_undo = Some(UndoBut(but));
            return;
        }
        step.is_undone = is_undo;
        let (mut trouble, mut files) = (Trouble::default(), Vec::new());
        for part in step.parts.clone() {
            let own = part.step.map(|(tab, _)| tab).filter(|tab| self.tabs.iter().any(|open| open.id == *tab));
            let tab = own.or_else(|| part.article.as_ref().and_then(|path| open.get(path)).copied());
            match tab {
                Some(tab) if Some(tab) == but => {}
                Some(tab) => self.carry_in_tab(tab, &part, is_undo, &mut trouble),
                None if part.article.is_some() => files.push(part),
                None => {}
            }
        }
        if files.is_empty() {
            self.tell(trouble);
            return;
        }
        let shared = self.shared_of(files.iter().filter_map(|part| part.article.clone()));
        let with = self.files();
        self.jobs.start(Task::Joint(number), move |_| {
            let mut changed = Vec::new();
            for part in &files {
                let Some(path) = &part.article else { continue };
                let shared = shared.get(path).cloned().flatten();
                if carry_in_file(path, shared, part, is_undo, &with, &mut trouble) {
                    changed.push(path.clone());
                }
            }
            done(move |app: &mut Self| {
                app.tell(trouble);
                app.recount_articles(&changed);
            })
        });
    }

    fn carry_in_tab(&mut self, id: TabId, part: &JointPart, is_undo: bool, trouble: &mut Trouble) {
        let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_ref()) else {
            trouble.stale += 1;
            return;
        };
        let next = if is_undo { Some(session.state()) } else { next_redone(session) };
        let command = if part.step.is_some_and(|(tab, state)| tab == id && Some(state) == next) {
            if is_undo { Command::Undo } else { Command::Redo }
        } else {
            let (command, left) = part.fitting(session, is_undo);
            trouble.left += left;
            command
        };
        if let Err(error) = self.execute_behind(id, command) {
            self.fail(&error);
        }
    }

    /// Executes a command in a tab that need not be in front; returns whether it has changed anything.
    pub(super) fn execute_behind(&mut self, id: TabId, command: Command) -> Result<bool, CommandError> {
        let outcome = self.tab_of(id).and_then(|tab| tab.execute(command, None)).transpose()?;
        Ok(outcome.is_some_and(|outcome| outcome.changed))
    }

    /// The open articles by their files.
    fn open_files(&self) -> HashMap<PathBuf, TabId> {
        let file = |tab: &Tab| Some((canonical(tab.article.as_deref()?), tab.id));
        self.tabs.iter().filter_map(file).collect()
    }

    /// What the last step of a tab has changed.
    pub(super) fn part_of(&self, id: TabId, places: usize) -> Option<JointPart> {
        let tab = self.tabs.iter().find(|tab| tab.id == id)?;
        JointPart::of(tab.session.as_ref()?, tab.article.as_deref().map(canonical), Some(id), places)
    }

    /// What the folders of articles share.
    fn shared_of(&self, articles: impl Iterator<Item = PathBuf>) -> HashMap<PathBuf, Option<Arc<FolderFile>>> {
        articles.map(|path| (path.clone(), self.shared_with(&path))).collect()
    }

    fn files(&self) -> Files {
        Files { lexicon: self.lexicon.clone(), versions: self.versions.clone(), by: self.settings.author() }
    }
}

/// The number of the state after the step that would be redone.
fn next_redone(session: &Session) -> Option<u64> {
    let (_, undone) = session.history().count();
    Some(session.history().listed(undone.checked_sub(1)?)?.after)
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Does something in an article that is not open; returns what that has changed.
fn treat_file(
    path: &Path,
    shared: Option<Arc<FolderFile>>,
    work: JointWork,
    files: &Files,
    taught: &mut Taught,
    trouble: &mut Trouble,
) -> Option<JointPart> {
    let mut unopened = match Unopened::read(path, shared, &files.by) {
        Ok(unopened) => unopened,
        Err(error) => {
            trouble.fail(error);
            return None;
        }
    };
    if unopened.session.document().sha256() != work.sha256 {
        trouble.stale += 1;
        return None;
    }
    unopened.detect(&files.lexicon, taught, &|| std::ops::ControlFlow::Continue(()));
    // Its labels may be others by now.
    let is_changed = unopened.session.execute(work.command).is_ok_and(|outcome| outcome.changed);
    let part = JointPart::of(&unopened.session, Some(path.to_owned()), None, work.places).filter(|_| is_changed)?;
    trouble.take(unopened.save(files.versions.as_ref())).then_some(part)
}

/// Takes a part of a step back in an annotation file, or makes it again; returns whether that has changed it.
fn carry_in_file(
    path: &Path,
    shared: Option<Arc<FolderFile>>,
    part: &JointPart,
    is_undo: bool,
    files: &Files,
    trouble: &mut Trouble,
) -> bool {
    let mut unopened = match Unopened::read(path, shared, &files.by) {
        Ok(unopened) => unopened,
        Err(error) => {
            trouble.fail(error);
            return false;
        }
    };
    let (command, left) = part.fitting(&unopened.session, is_undo);
    trouble.left += left;
    let is_changed = unopened.session.execute(command).is_ok_and(|outcome| outcome.changed);
    is_changed && trouble.take(unopened.save(files.versions.as_ref()))
}
