//! Writes the keys as a page for printing, and opens it where it can be printed.

use std::path::PathBuf;

use super::App;
use super::desktop::open_with;
use super::jobs::done;
use super::task::Task;
use crate::gui::command::KeyMap;
use crate::gui::model::{AppAction, FileRequest, Notice, cheat_sheet};
use crate::store::{self, StoreError, WriteMode};

impl App {
    /// Writes the page, with the keys as the person has changed them, opens it in the browser, and says where it is.
    pub(super) fn write_cheat_sheet(&mut self, path: PathBuf, overwrite: bool) {
        let page = cheat_sheet(&self.i18n, &KeyMap::with(&self.settings.keys));
        let opener = self.opener.clone();
        self.exports += 1;
        self.jobs.start(Task::Export(self.exports), move |_| {
            let mode = if overwrite { WriteMode::Force } else { WriteMode::New };
            let written = store::write_file(&path, page.as_bytes(), mode);
            let key = match written {
                Ok(_) if open_with(&opener, &path) => "notice-keys-opened",
                _ => "notice-keys-printed",
            };
            done(move |app: &mut Self| match written {
                Ok(_) => {
                    let place = path.display().to_string();
                    let notice = Notice::done(key).with("file", place.as_str());
                    app.notify(notice.offering("command-copy-path", AppAction::CopyText(place)));
                }
                Err(StoreError::Exists { .. }) => app.ask_overwrite(FileRequest::CheatSheet, path),
                Err(error) => app.report(&error),
            })
        });
    }
}
