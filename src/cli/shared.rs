//! What the folders named on the command line share with their articles, as they do in the window while they are open: labels,
//! lexicons, and choices of what names mean. An article named by itself is taken as it is, as in the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Reporter;
use super::inputs::Input;
use crate::annotation::{AnnotationState, Carried};
use crate::detect::Candidate;
use crate::document::Document;
use crate::exchange::folder_file::FolderFile;
use crate::lexicon::Lexicon;
use crate::session::Session;
use crate::store;

/// The folders, each with what it shares.
#[derive(Debug, Default)]
pub(super) struct Shared {
    folders: Vec<(PathBuf, FolderFile)>,
}

impl Shared {
    /// Reads the files of the folders among these paths. A wrong one is reported, and nothing of it is used.
    pub(super) fn of(paths: &[PathBuf], reporter: &mut Reporter) -> Self {
        let mut folders = Vec::new();
        for path in paths.iter().filter(|path| path.is_dir()) {
            match store::read_folder_file(path) {
                Ok(file) => folders.push((path.clone(), file)),
                Err(error) => reporter.error(&error),
            }
        }
        Self { folders }
    }

    /// The lexicons of the folders, behind these.
    pub(super) fn lexicons(&self, own: &[PathBuf]) -> Vec<PathBuf> {
        let of = |(folder, file): &(PathBuf, FolderFile)| -> Vec<PathBuf> {
            file.lexicons.iter().map(|lexicon| folder.join(lexicon)).collect()
        };
        own.iter().cloned().chain(self.folders.iter().flat_map(of)).collect()
    }

    /// The articles without the lexicons, which may have the ending of one.
    pub(super) fn articles(&self, inputs: Vec<Input>) -> Vec<Input> {
        let lexicons = self.lexicons(&[]);
        inputs
            .into_iter()
            .filter(|input| input.path().is_none_or(|path| !lexicons.iter().any(|own| own == path)))
            .collect()
    }

    /// What the folder of an article shares with it: of folders inside each other the inner one.
    pub(super) fn with(&self, input: &Input) -> Option<&FolderFile> {
        let path: &Path = input.path()?;
        let around = self.folders.iter().filter(|(folder, _)| path.starts_with(folder));
        around.max_by_key(|(folder, _)| folder.components().count()).map(|(_, file)| file)
    }

    /// Gives the mentions in an article what its folder has chosen for their names.
    pub(super) fn choose(
        &self,
        input: &Input,
        document: &Arc<Document>,
        lexicon: &Arc<Lexicon>,
        candidates: &mut [Candidate],
    ) {
        let Some(file) = self.with(input).filter(|file| !file.links().is_empty()) else { return };
        let mut state = AnnotationState::default();
        file.apply(&mut state);
        let session = Session::open(document.clone(), "", state, Carried::default());
        for candidate in candidates {
            let chosen = session.chosen_entity(candidate).and_then(|id| lexicon.by_id(id));
            candidate.entity = chosen.or(candidate.entity);
        }
    }
}
