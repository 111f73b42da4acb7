//! The articles of an export: open ones as they are in the window, the others as they are on disk.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::unopened::{Taught, Unopened};
use crate::exchange::Statuses;
use crate::exchange::folder_file::FolderFile;
use crate::gui::model::{Content, ExportOnly, FolderRow, FolderTab, Scope, Tab, TabId};
use crate::lexicon::Lexicon;
use crate::session::Session;
use crate::store::{ExportError, ExportSource, file_name, folders_inside, name_inside};

/// An article that is exported.
pub(super) enum ExportInput {
    /// An open one.
    Open { name: String, session: Box<Session>, files: Vec<PathBuf> },
    /// One that is not open, with its name and with what its folder shares.
    File { name: String, path: PathBuf, shared: Arc<FolderFile> },
}

impl ExportInput {
    /// The article of a tab, if it was read.
    fn of_tab(tab: &Tab) -> Option<Self> {
        let name = tab.article.as_deref().map_or_else(|| tab.name.clone(), file_name);
        let files = files_of(tab).cloned().collect();
        Some(Self::Open { name, session: Box::new(tab.session.as_ref()?.snapshot()), files })
    }

    /// The path of its article, or its name.
    fn path(&self) -> &Path {
        match self {
            Self::Open { name, files, .. } => files.first().map_or_else(|| Path::new(name), PathBuf::as_path),
            Self::File { path, .. } => path,
        }
    }

    /// Names articles so that equal file names in several folders stay apart.
    fn name_apart(all: &mut [Self], root: Option<&Path>) {
        let articles: Vec<(&Path, Option<&Path>)> = all.iter().map(|input| (input.path(), root)).collect();
        let folders = folders_inside(&articles);
        for (input, folders) in all.iter_mut().zip(&folders) {
            let (Self::Open { name, .. } | Self::File { name, .. }) = input;
            *name = name_inside(folders, Path::new(name));
        }
    }
}

/// The files of an open article.
pub(super) fn files_of(tab: &Tab) -> impl Iterator<Item = &PathBuf> {
    tab.article.iter().chain(&tab.annotations)
}

/// Reads the articles of an export one after the other.
pub(super) struct ExportReading {
    pub(super) lexicon: Arc<Lexicon>,
    /// The name written into annotations.
    pub(super) by: String,
    /// Whether suggestions are looked for in articles that are not open.
    pub(super) suggests: bool,
    pub(super) taught: Taught,
    /// To which rows of a table it is limited.
    pub(super) only: Option<Arc<ExportOnly>>,
}

impl ExportReading {
    /// Reads one; `go_on` can end it.
    pub(super) fn read(
        &mut self,
        input: &ExportInput,
        go_on: &dyn Fn() -> ControlFlow<()>,
    ) -> Result<ExportSource, ExportError> {
        let only = self.only.clone();
        let source = move |name: String, session: &Session, files: Vec<PathBuf>| {
            let mut annotation_state = session.state_with_suggestions();
            if let Some(only) = &only {
                only.keep(session.document().sha256(), &mut annotation_state);
            }
            ExportSource {
                input: files.first().map_or_else(|| name.clone(), |path| path.display().to_string()),
                name,
                document: Arc::clone(session.document()),
                annotation_state,
                carried: session.carried().clone(),
                files,
            }
        };
        match input {
            ExportInput::Open { name, session, files } => Ok(source(name.clone(), session, files.clone())),
            ExportInput::File { name, path, shared } => {
                let mut unopened = Unopened::read(path, Some(Arc::clone(shared)), &self.by)?;
                if let Some(error) = unopened.unusable.take() {
                    return Err(error.into());
                }
                if self.suggests && !unopened.detect(&self.lexicon, &mut self.taught, go_on) {
                    return Err(ExportError::Stopped);
                }
                Ok(source(name.clone(), &unopened.session, unopened.files()))
            }
        }
    }
}

impl App {
    /// The folder of an export that stands in the place of this: that folder, or the one around an article.
    pub(super) fn folder_of_export(&self, over: TabId) -> Option<&FolderTab> {
        let around = || self.folder_around(self.tabs.iter().find(|tab| tab.id == over)?.article.as_deref()?);
        self.folders.iter().find(|folder| folder.id == over).or_else(around)
    }

    /// How many articles can be exported: the one in front, all that are open, and those of the folder.
    pub(super) fn export_counts(&self, over: TabId) -> [(Scope, usize); 4] {
        let is_read = |tab: &&Tab| tab.session.is_some();
        let article = self.tabs.iter().filter(is_read).filter(|tab| tab.id == over).count();
        let folder = self.folder_of_export(over).map_or(0, |folder| readable(folder).count());
        let only = self.exporting.as_ref().and_then(|page| page.only.as_ref());
        let shown = only.map_or(0, |only| only.articles.len());
        let open = self.tabs.iter().filter(is_read).count();
        [(Scope::Article, article), (Scope::Open, open), (Scope::Folder, folder), (Scope::Shown, shown)]
    }

    /// The statuses that are usual for a folder: the suggestions, as long as nobody has decided anything in it, as far as its
    /// rows tell.
    pub(super) fn usual_statuses(&self, over: TabId) -> Statuses {
        let is_decided = |row: &FolderRow| row.digest().map_or(row.annotated.is_some(), |digest| digest.decided() > 0);
        let is_decided = self.folder_of_export(over).is_some_and(|folder| folder.rows.iter().any(is_decided));
        Statuses { accepted: is_decided, suggested: !is_decided, rejected: false }
    }

    /// The open articles of a scope, with their states.
    pub(super) fn export_states(&self, over: TabId, scope: Scope) -> Vec<(TabId, u64)> {
        let folder = self.folder_of_export(over);
        let is_folder = self.folders.iter().any(|folder| folder.id == over);
        let is_meant = |tab: &&Tab| match scope {
            Scope::Article => tab.id == over,
            Scope::Open => true,
            Scope::Shown if !is_folder => tab.id == over,
            Scope::Folder | Scope::Shown => {
                tab.article.as_deref().is_some_and(|path| folder.is_some_and(|folder| folder.path_of(path).is_some()))
            }
        };
        let state = |tab: &Tab| Some((tab.id, tab.session.as_ref()?.generation()));
        self.tabs.iter().filter(is_meant).filter_map(state).collect()
    }

    /// The articles of a scope; where that is what is shown, those of these rows.
    pub(super) fn export_inputs(&self, over: TabId, scope: Scope, only: Option<&ExportOnly>) -> Vec<ExportInput> {
        match scope {
            Scope::Article => self.tabs.iter().filter(|tab| tab.id == over).filter_map(ExportInput::of_tab).collect(),
            Scope::Open => {
                let mut all: Vec<ExportInput> = self.tabs.iter().filter_map(ExportInput::of_tab).collect();
                ExportInput::name_apart(&mut all, None);
                all
            }
            Scope::Shown if !self.folders.iter().any(|folder| folder.id == over) => {
                self.export_inputs(over, Scope::Article, None)
            }
            Scope::Folder | Scope::Shown => {
                let Some(folder) = self.folder_of_export(over) else { return Vec::new() };
                let only = only.filter(|_| scope == Scope::Shown);
                let is_meant = |path: &&Path| only.is_none_or(|only| only.articles.contains(&*path.to_string_lossy()));
                let open = |path: &Path| {
                    let is_it = |tab: &&Tab| {
                        tab.article.as_deref().and_then(|own| folder.path_of(own)).as_deref() == Some(path)
                    };
                    self.tabs.iter().find(is_it).and_then(ExportInput::of_tab)
                };
                let input = |path: &Path| {
                    let (name, shared) = (file_name(path), Arc::clone(&folder.shared));
                    let closed = || ExportInput::File { name, path: path.to_owned(), shared };
                    open(path).unwrap_or_else(closed)
                };
                let mut all: Vec<ExportInput> = readable(folder).filter(is_meant).map(input).collect();
                ExportInput::name_apart(&mut all, Some(&folder.path));
                all
            }
        }
    }
}

/// The articles of a folder that can be read, as far as known.
fn readable(folder: &FolderTab) -> impl Iterator<Item = &Path> {
    let is_readable = |content: &Content| !matches!(content, Content::Unreadable(_));
    folder.rows.iter().filter(move |row| is_readable(&row.content)).map(|row| &**row.path())
}
