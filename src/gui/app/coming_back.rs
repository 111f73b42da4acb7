//! What was open when the person ended the program comes back at the next start, behind what that names; so does the place in
//! a folder's list, whenever the folder is opened.

use super::App;
use crate::gui::model::TabId;
use crate::store::left_open::{FolderPlace, LeftOpen};

impl App {
    /// What is open now. Samples have no file and do not come back.
    pub(super) fn left_open(&self) -> LeftOpen {
        let folders = self.folders.iter().map(|folder| (folder.id, folder.path.clone()));
        let articles = self.tabs.iter().filter_map(|tab| Some((tab.id, tab.article.clone()?)));
        let all: Vec<_> = folders.chain(articles).collect();
        let path = |of: TabId| all.iter().find(|(id, _)| *id == of).map(|(_, path)| path.clone());
        let side_by_side = self.pair.both().and_then(|[first, second]| path(first).zip(path(second)));
        let front = all.iter().find(|(id, _)| Some(*id) == self.front).map(|(_, path)| path.clone());
        LeftOpen { paths: all.into_iter().map(|(_, path)| path).collect(), front, side_by_side }
    }

    /// Opens once more what was left open. What is gone meanwhile is not missed.
    pub(super) fn come_back(&mut self, left: LeftOpen) {
        self.open_paths(left.paths.into_iter().filter(|path| path.exists()).collect());
        if let Some(front) = left.front.filter(|path| path.exists()) {
            self.open_paths(vec![front]);
        }
        let tab = |path| self.tabs.iter().find(|tab| tab.article.as_ref() == Some(path)).map(|tab| tab.id);
        let both = left.side_by_side.as_ref().and_then(|(first, second)| tab(first).zip(tab(second)));
        if let Some(both) = both {
            self.pair.put(both.into());
        }
    }

    /// Remembers where the person is in a folder.
    pub(super) fn remember_folder(&mut self, id: TabId) {
        let Some(folder) = self.folders.iter().find(|folder| folder.id == id && folder.is_listed) else { return };
        let Some(view) = self.folder_views.get(&id) else { return };
        let (sorted_by, is_descending) = view.sorting();
        self.settings.remember_folder(FolderPlace {
            folder: folder.path.clone(),
            article: view.chosen().map(ToOwned::to_owned),
            sorted_by: sorted_by.to_owned(),
            is_descending,
        });
    }
}
