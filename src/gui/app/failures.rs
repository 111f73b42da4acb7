//! Jobs that have ended without coming to their end, by an error of the program: the window says so and goes on.

use std::sync::Arc;

use super::asking::Answer;
use super::detection::PassageFirst;
use super::tab::Detection;
use super::task::{TabId, Task};
use super::{App, AppAction, Notice};
use crate::document::previews;
use crate::gui::command::UiCommand;
use crate::gui::panels::Dialog;

impl App {
    /// Puts right what waited for a job, and says what has become of it. Nothing is begun again by itself: it would
    /// fail again.
    pub(super) fn take_failure(&mut self, task: Task) {
        match task {
            Task::Open(id) => {
                let is_open = self.tab_of(id).is_none_or(|tab| tab.session.is_some());
                let name = self.tab_of(id).map(|tab| tab.name.clone()).unwrap_or_default();
                if !is_open {
                    self.drop_tab(id);
                }
                self.notify(Notice::failure("notice-failed-open").with("file", name));
            }
            Task::Previews(id) => {
                self.take_previews(id, previews(&[]));
                self.fail_on(id, "notice-failed");
            }
            Task::ReadAgain(id) => self.fail_on(id, "notice-failed-read-again"),
            Task::Learn(id) => {
                self.fail_on(id, "notice-failed-learn");
                if self.tab_of(id).is_some_and(|tab| matches!(tab.detection, Detection::Running(_))) {
                    self.begin_detection(id);
                }
            }
            Task::Detect(id) => {
                if let Some(tab) = self.tab_of(id) {
                    tab.detection = Detection::Idle;
                }
                self.jobs.cancel(Task::DetectInView(id));
                let again = AppAction::Command(UiCommand::Detect);
                self.notify(Notice::failure("notice-failed-detect").about(id).offering("command-detect", again));
            }
            Task::DetectInView(id) => {
                if let Some(tab) = self.tab_of(id) {
                    tab.passage_first = PassageFirst::given_up(tab.session.as_ref());
                }
                self.fail_on(id, "notice-failed");
            }
            Task::IndexMarks(id) => {
                if let Some(tab) = self.tab_of(id) {
                    tab.indexed = tab.session.as_ref().map(|session| session.generation());
                }
                self.fail_on(id, "notice-failed");
            }
            Task::CheckOverrides(id) => self.fail_on(id, "notice-failed"),
            Task::Save(id) => {
                self.take_back_place(id);
                let save_as = AppAction::Command(UiCommand::SaveAs);
                let notice = Notice::failure("notice-failed-save").about(id);
                self.notify(notice.offering("command-save-as", save_as));
            }
            Task::Export(_) => self.notify(Notice::failure("notice-failed-export")),
            Task::Find => {
                self.find.matches = Arc::default();
                self.find.is_done = true;
                self.notify(Notice::failure("notice-failed-find"));
            }
            Task::FindEntities => {
                if let Some(Dialog::Entity(dialog)) = &mut self.dialog {
                    dialog.hits = Some((dialog.query(), Vec::new()));
                }
                self.notify(Notice::failure("notice-failed-find"));
            }
            Task::ReadLexicons => {
                self.own.give_up_reading();
                self.notify(Notice::failure("notice-failed-lexicons"));
            }
            Task::ReadFonts => {
                self.families = Some(Vec::new());
                self.notify(Notice::failure("notice-failed-fonts"));
            }
            Task::Scan(id) => {
                let folder = self.folders.iter().find(|folder| folder.id == id);
                let name = folder.map(|folder| folder.name.clone()).unwrap_or_default();
                self.drop_unlisted_folder(id);
                self.notify(Notice::failure("notice-failed-folder").with("file", name));
            }
            // Its row says so.
            Task::Count(id) => self.skip_uncountable(id),
            Task::Browse => {
                let problem = self.i18n.text("error-internal").into_owned();
                if let Some(chooser) = &mut self.chooser {
                    chooser.complain(problem);
                }
            }
            Task::AskDesktop(number) => self.take_answer(number, Answer::NoDialog),
            Task::KeepSettings | Task::Watch => self.notify(Notice::failure("notice-failed")),
        }
    }

    fn fail_on(&mut self, id: TabId, key: &'static str) {
        self.notify(Notice::failure(key).about(id));
    }
}
