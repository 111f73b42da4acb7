//! The commands of a tab's menu, for the front tab or for the one whose menu it is.

use std::path::PathBuf;

use eframe::egui::Context;

use super::App;
use crate::gui::command::UiCommand;
use crate::gui::model::{AfterSave, AppAction, TabId};
use crate::store;

impl App {
    /// Runs one of the commands of tabs for this one, which need not be in front.
    pub(super) fn command_on_tab(&mut self, ctx: &Context, id: TabId, command: UiCommand) {
        match command {
            UiCommand::Save => self.save(id, false),
            UiCommand::CloseTab => self.close(ctx, vec![id], AfterSave::Close),
            UiCommand::CloseOthers | UiCommand::CloseBefore | UiCommand::CloseAfter => {
                let closed = self.tabs_beside(id, command);
                self.close(ctx, closed, AfterSave::Close);
            }
            UiCommand::OpenBeside => self.open_beside(ctx, id),
            UiCommand::CopyPath => {
                if let Some(path) = self.path_of(id) {
                    self.perform(ctx, AppAction::CopyText(path.display().to_string()));
                }
            }
            UiCommand::OpenItsFolder => {
                let folder = self.path_of(id).and_then(|path| store::folder_of(&path));
                self.open_paths(folder.into_iter().collect());
            }
            _ => {}
        }
    }

    /// The path of the front tab; in a folder that of the article chosen there.
    pub(super) fn copy_path(&mut self, ctx: &Context) {
        let chosen = self.chosen_article();
        match (chosen, self.front) {
            (Some(path), _) => self.perform(ctx, AppAction::CopyText(path.display().to_string())),
            (None, Some(front)) => self.command_on_tab(ctx, front, UiCommand::CopyPath),
            (None, None) => {}
        }
    }

    fn path_of(&self, id: TabId) -> Option<PathBuf> {
        let folder = self.folders.iter().find(|folder| folder.id == id).map(|folder| folder.path.clone());
        folder.or_else(|| self.tabs.iter().find(|tab| tab.id == id)?.article.clone())
    }

    /// The other articles, or those on one side of a tab. Open folders stay, which come before all articles.
    fn tabs_beside(&self, id: TabId, command: UiCommand) -> Vec<TabId> {
        let articles: Vec<TabId> = self.tabs.iter().map(|tab| tab.id).collect();
        let at = articles.iter().position(|tab| *tab == id);
        let (before, after) = match at {
            Some(at) => (&articles[..at], &articles[at + 1..]),
            None => (&articles[..0], &articles[..]),
        };
        match command {
            UiCommand::CloseBefore => before.to_vec(),
            UiCommand::CloseAfter => after.to_vec(),
            _ => [before, after].concat(),
        }
    }
}
