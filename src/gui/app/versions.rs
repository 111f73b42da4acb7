//! Earlier states of annotation files: keeping them when something is saved, listing, showing and restoring them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::annotation::{AnnotationState, Cause, Counts, Transaction, differences};
use crate::document::Document;
use crate::gui::model::{
    AppAction, ComparedState, Comparison, ListedFor, ListedState, Notice, Purpose, TabId, Timeline, VersionsAction,
};
use crate::gui::panels;
use crate::session::{Command, Session};
use crate::store::{Disk, Occasion, RealDisk, StoreError, Version, Versions, Why, annotations_bytes, keep_interrupted};
use crate::text::Message;

impl App {
    /// Earlier states of annotation files are kept in this folder.
    #[must_use]
    pub fn keeping_versions(mut self, folder: PathBuf) -> Self {
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        self.versions = Some(Versions::new(disk, folder));
        self
    }

    /// Says that an earlier state could not be kept; once, however often that happens.
    pub(super) fn report_version(&mut self, kept: Result<(), StoreError>) {
        self.notices.retain(|notice| !notice.says("notice-version-not-kept"));
        if let Err(error) = kept {
            self.notify(Notice::warning("notice-version-not-kept").with("reason", Message::of(&error)));
        }
    }

    /// Shows the list of earlier states.
    pub(super) fn show_versions(&mut self, ctx: &egui::Context) {
        if !self.is_panel_shown() {
            self.toggle_panel();
        }
        self.side_timeline = Some(Timeline::Versions);
        if let Some(id) = self.front {
            panels::focus_versions(ctx, id);
        }
    }

    /// Reads the versions of the front tab's annotation file while they are shown, whenever they may have changed.
    pub(super) fn refresh_versions(&mut self) {
        if self.side_timeline != Some(Timeline::Versions) || !self.is_panel_shown() {
            return;
        }
        let Some(versions) = self.versions.clone() else { return };
        let Some(tab) = self.tab_mut() else { return };
        let (id, Some(session)) = (tab.id, &tab.session) else { return };
        let Some(path) = tab.file_of_versions().map(Path::to_owned) else { return };
        let is_dirty = session.is_dirty();
        let wanted = ListedFor { path: path.clone(), mode: tab.mode, state: session.state(), is_dirty };
        if tab.versions.listed_for.as_ref() == Some(&wanted) {
            return;
        }
        let is_other = tab.versions.listed_for.as_ref().is_none_or(|former| former.path != path);
        let known = if is_other { Vec::new() } else { tab.versions.list.clone() };
        tab.versions.listed_for = Some(wanted);
        let (document, state) = (session.document().clone(), session.annotation_state().clone());
        self.jobs.start(Task::ListVersions(id), move |_| {
            let mut list = versions.list(&path);
            versions.count(&mut list, &known, &document);
            let unsaved = is_dirty.then(|| match list.first() {
                Some(newest) => versions.load(newest, &document).map_or_else(
                    |_damaged| Counts::default(),
                    |loaded| Counts::of(&differences(&loaded.annotation_state, &state)),
                ),
                None => Counts { added: state.annotations.len(), ..Counts::default() },
            });
            done(move |app: &mut Self| app.take_versions(id, list, unsaved))
        });
    }

    fn take_versions(&mut self, id: TabId, list: Vec<Version>, unsaved: Option<Counts>) {
        let Some(tab) = self.tab_of(id) else { return };
        let versions = &mut tab.versions;
        (versions.is_read, versions.list, versions.unsaved) = (true, list, unsaved);
        let chosen = versions.chosen.clone().filter(|chosen| versions.rows().any(|row| row == *chosen));
        match chosen.or_else(|| versions.rows().next()) {
            Some(chosen) => self.choose_version(id, chosen),
            None => (versions.chosen, versions.card) = (None, None),
        }
    }

    pub(super) fn versions_act(&mut self, id: TabId, act: VersionsAction) {
        match act {
            VersionsAction::Choose(state) => self.choose_version(id, state),
            VersionsAction::ShowChosen => {
                if let Some(card) = self.tab_of(id).and_then(|tab| tab.versions.card.clone()) {
                    self.show_comparison(id, card);
                }
            }
            VersionsAction::ShowSince(version) => self.show_since(id, &version),
            VersionsAction::Read(version) => self.read_version(id, &version),
            VersionsAction::Restore(version) => self.restore_version(id, &version),
        }
    }

    /// Compares a state with the one before it, for its card.
    fn choose_version(&mut self, id: TabId, chosen: ListedState) {
        let Some(store) = self.versions.clone() else { return };
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        let (document, state) = (session.document().clone(), session.annotation_state().clone());
        let versions = &mut tab.versions;
        if versions.chosen.as_ref() != Some(&chosen) {
            versions.card = None;
        }
        versions.chosen = Some(chosen.clone());
        let (version, former) = match &chosen {
            ListedState::Now => (None, versions.list.first().cloned()),
            ListedState::Version(version) => match versions.with_former(version) {
                Some((version, former)) => (Some(version.clone()), former.cloned()),
                None => return,
            },
        };
        self.jobs.start(Task::CompareVersions(id), move |_| {
            let compared = compare_with_former(&store, version.as_ref(), former.as_ref(), &document, &state);
            done(move |app: &mut Self| match compared {
                Ok(comparison) => {
                    if let Some(tab) = app.tab_of(id).filter(|tab| tab.versions.chosen.as_ref() == Some(&chosen)) {
                        tab.versions.card = Some(Arc::new(comparison));
                    }
                }
                Err(error) => app.report(&error),
            })
        });
    }

    /// A version by its id, with the store and the tab's text and annotations.
    fn version_of(
        &mut self,
        id: TabId,
        version: &str,
    ) -> Option<(Versions, Version, Arc<Document>, Arc<AnnotationState>)> {
        let store = self.versions.clone()?;
        let tab = self.tab_of(id)?;
        let (version, _) = tab.versions.with_former(version)?;
        let session = tab.session.as_ref()?;
        Some((store, version.clone(), session.document().clone(), session.annotation_state().clone()))
    }

    /// Shows what has changed since a version.
    fn show_since(&mut self, id: TabId, version: &str) {
        let Some((store, version, document, now)) = self.version_of(id, version) else { return };
        self.compare(id, move || {
            let was = store.load(&version, &document)?.annotation_state;
            let side = |state: Arc<AnnotationState>| ComparedState { document: document.clone(), state };
            let purpose = Purpose::Since { version: version.id(), at: version.at };
            Ok(Comparison::new(purpose, side(was.into()), side(now)))
        });
    }

    /// Opens the article with the annotations of a version in a tab of its own, which has no file.
    fn read_version(&mut self, id: TabId, version: &str) {
        let Some((store, version, document, _)) = self.version_of(id, version) else { return };
        let name = self.tab_of(id).map(|tab| tab.name.clone()).unwrap_or_default();
        self.jobs.start(Task::ReadVersion(id), move |_| {
            let loaded = store.load(&version, &document);
            done(move |app: &mut Self| match loaded {
                Ok(loaded) => {
                    let author = app.settings.author();
                    let session = Session::open(document, author, loaded.annotation_state, loaded.carried);
                    let at = app.moment(version.at);
                    let values = [("file", name.into()), ("time", at.into())];
                    let name = app.i18n.text_with("versions-tab", &values);
                    let name = crate::gui::i18n::without_isolates(&name).into_owned();
                    let id = app.add_tab(name);
                    app.show_session_without_file(id, session);
                }
                Err(error) => app.report(&error),
            })
        });
    }

    /// Restores a version as one step that can be undone. The present state is kept as a version, too.
    fn restore_version(&mut self, id: TabId, version: &str) {
        self.finish_note();
        let Some((store, version, document, state)) = self.version_of(id, version) else { return };
        let Some(tab) = self.tab_of(id) else { return };
        let (Some(path), Some(session)) = (tab.file_of_versions().map(Path::to_owned), &tab.session) else { return };
        let is_readable = tab.broken.is_none();
        let article = tab.article.clone().unwrap_or_else(|| PathBuf::from(&tab.name));
        let (carried, by) = (session.carried().clone(), session.by().to_owned());
        self.jobs.start(Task::RestoreVersion(id), move |_| {
            // What cannot be read stays on the disk as it is.
            let kept = is_readable.then(|| {
                let bytes = annotations_bytes(&path, &article, &document, &state, &carried);
                let occasion = Occasion { why: Why::BeforeRestore, by: &by, document: Some(&document) };
                store.keep(&path, &bytes, occasion).map(drop)
            });
            let loaded = store.load(&version, &document);
            done(move |app: &mut Self| {
                if let Some(kept) = kept {
                    app.report_version(kept);
                }
                match loaded {
                    Ok(loaded) => app.restore_state(id, &version, &loaded.annotation_state),
                    Err(error) => app.report(&error),
                }
            })
        });
    }

    fn restore_state(&mut self, id: TabId, version: &Version, then: &AnnotationState) {
        let time = self.moment(version.at);
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &mut tab.session else { return };
        let edits = Transaction::between(session.annotation_state(), then);
        if edits.is_empty() {
            self.notify(Notice::done("notice-version-same").with("time", time).about(id));
            return;
        }
        let restored = session.execute(Command::Replay(edits, Some(Cause::Version)));
        let state = session.state();
        tab.comparison = None;
        tab.reader.selected = None;
        // The list is another one now.
        tab.versions.listed_for = None;
        match restored {
            Ok(_) => {
                let notice = Notice::done("notice-version-restored").with("time", time).about(id);
                self.notify(notice.offering("command-undo", AppAction::TakeBack(id, state)));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// When something was, in the language of the interface.
    fn moment(&self, at: jiff::Timestamp) -> String {
        panels::moment(&self.i18n, at)
    }
}

fn compare_with_former(
    store: &Versions,
    version: Option<&Version>,
    former: Option<&Version>,
    document: &Arc<Document>,
    present: &Arc<AnnotationState>,
) -> Result<Comparison, StoreError> {
    let load = |version: &Version| store.load(version, document).map(|loaded| Arc::new(loaded.annotation_state));
    let now = version.map_or_else(|| Ok(present.clone()), load)?;
    let was = match former {
        Some(former) => load(former)?,
        // The labels were there before.
        None => Arc::new(AnnotationState { labels: now.labels.clone(), ..AnnotationState::default() }),
    };
    let version = version.map(|version| (version.id(), version.at));
    let purpose = Purpose::Step { version, former: former.map(|former| former.at) };
    let side = |state| ComparedState { document: document.clone(), state };
    Ok(Comparison::new(purpose, side(was), side(now)))
}

/// Saves by `save`; keeps what is written over, where it was not kept yet, and what was saved. Also returns why one of
/// these could not be kept, if it was saved: that is no reason not to save, and what is not saved has one trouble only.
pub(super) fn saving<S>(
    versions: Option<&Versions>,
    path: &Path,
    occasion: Occasion<'_>,
    save: impl FnOnce() -> Result<S, StoreError>,
) -> (Result<S, StoreError>, Result<(), StoreError>) {
    let Some(versions) = versions else { return (save(), Ok(())) };
    let found = versions.keep_found(path).map(drop);
    // What a save before this one has left unfinished is not wanted beside the file any more once this one is complete.
    let interrupted = keep_interrupted(path, versions);
    let saved = save();
    if let (Ok(_), Some(interrupted)) = (&saved, interrupted) {
        interrupted.remove();
    }
    let kept = if saved.is_ok() { found.and(versions.keep_file(path, occasion).map(drop)) } else { Ok(()) };
    (saved, kept)
}
