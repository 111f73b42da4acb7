//! Handles jobs that failed because of an internal error: the window reports it and continues.

use std::sync::Arc;

use super::App;
use super::desktop::Answer;
use super::task::Task;
use crate::document::previews;
use crate::gui::command::UiCommand;
use crate::gui::model::{AppAction, Detection, Notice, PassageFirst, SeenView, TabId};
use crate::gui::panels::Dialog;
use crate::store::StoreError;

impl App {
    /// Cleans up after a failed job and reports it. Nothing is restarted automatically, because it would fail again.
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
            Task::Merge(id) => {
                // What it was to be followed by is not done; the next look at the file begins it again.
                self.leaving = None;
                if let Some(tab) = self.tab_of(id) {
                    tab.merging.then_save = None;
                }
                self.fail_on(id, "notice-failed");
            }
            Task::See(id) => {
                // Not once more: it would fail again.
                if let Some(seeing) = self.seeing.get_mut(&id) {
                    seeing.unread.clear();
                    seeing.undetected.clear();
                }
                self.fail_on(id, "notice-failed");
            }
            Task::Audit(id) => {
                // Not once more: it would fail again.
                if let Some(seeing) = self.seeing.get_mut(&id) {
                    (seeing.audit.of, seeing.audit.progress) = (Some(seeing.revision), None);
                }
                self.fail_on(id, "notice-failed");
            }
            Task::Arrange(id) | Task::SeenPassage(id) | Task::Concord(id) => {
                self.seeing.remove(&id);
                self.fail_on(id, "notice-failed");
            }
            Task::Draw(id) => {
                // Not once more: it would fail again.
                self.see(id, SeenView::Own);
                self.fail_on(id, "notice-failed");
            }
            Task::CheckOverrides(id)
            | Task::Compare(id)
            | Task::ReadLabels(id)
            | Task::KeepRead(id)
            | Task::ListVersions(id)
            | Task::CompareVersions(id)
            | Task::ReadVersion(id)
            | Task::RestoreVersion(id) => self.fail_on(id, "notice-failed"),
            Task::Save(id) => {
                self.take_back_place(id);
                if let Some(tab) = self.tab_of(id) {
                    tab.saving.trouble =
                        Some(StoreError::Internal { path: tab.annotations.clone().unwrap_or_default() });
                }
                let save_as = AppAction::Command(UiCommand::SaveAs);
                let notice = Notice::failure("notice-failed-save").about(id);
                self.notify(notice.offering("command-save-as", save_as));
            }
            Task::ForeseeExport => {
                self.exporting = None;
                self.cover();
                self.notify(Notice::failure("notice-failed-export"));
            }
            Task::Recognise => self.notify(Notice::failure("notice-failed-import")),
            Task::Understand => {
                self.importing = None;
                self.cover();
                self.notify(Notice::failure("notice-failed-import"));
            }
            Task::Import(number) => {
                self.end_import(number);
                self.notify(Notice::failure("notice-failed-import"));
            }
            Task::Export(number) => {
                self.end_export(number);
                self.notify(Notice::failure("notice-failed-export"));
            }
            Task::Recover | Task::Compared(_) | Task::ListAside | Task::PutBack | Task::KeepNames(_) => {
                self.notify(Notice::failure("notice-failed"));
            }
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
            Task::Palette => {
                self.dialog = None;
                self.notify(Notice::failure("notice-failed-find"));
            }
            Task::CountMentions(id) => {
                let generation = self.tab_of(id).and_then(|tab| Some(tab.session.as_ref()?.generation()));
                if let Some(Dialog::Entity(dialog)) = &mut self.dialog {
                    dialog.mentions = generation.map(|generation| (generation, None));
                }
                self.fail_on(id, "notice-failed");
            }
            Task::Reach(id) => {
                self.give_up_reach(id);
                self.fail_on(id, "notice-failed");
            }
            Task::ReachSeveral(id) | Task::FindAlike(id) | Task::FindAlikeAround(id) => {
                if let Some(tab) = self.tab_of(id) {
                    (tab.several, tab.alike) = (None, None);
                }
                self.fail_on(id, "notice-failed");
            }
            Task::ReadLexicons => {
                self.user_lexicons.give_up_reading();
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
            Task::Joint(number) => {
                self.give_up_joint(number);
                self.notify(Notice::failure("notice-failed"));
                self.recount_folders();
            }
            Task::Mark(_) => {
                self.notify(Notice::failure("notice-failed"));
                self.recount_folders();
            }
            // Its row shows the error.
            Task::Count(id) => self.skip_uncountable(id),
            Task::Browse => {
                let path = self.chooser.as_ref().map(|chooser| chooser.listed().to_owned()).unwrap_or_default();
                let problem = self.i18n.sentence(&StoreError::Internal { path });
                if let Some(chooser) = &mut self.chooser {
                    chooser.complain(problem);
                }
            }
            Task::AskDesktop(number) => self.take_answer(number, Answer::NoDialog),
            Task::KeepSettings | Task::Watch | Task::WatchFolder(_) | Task::LookForOthers => {
                self.notify(Notice::failure("notice-failed"));
            }
        }
    }

    fn fail_on(&mut self, id: TabId, key: &'static str) {
        self.notify(Notice::failure(key).about(id));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]

    use std::fs;
    use std::path::PathBuf;
    use std::time::{Duration, Instant};

    use eframe::egui::{self, RawInput, Rect, pos2, vec2};
    use tempfile::TempDir;

    use super::*;
    use crate::gui::i18n::without_isolates;
    use crate::gui::model::{AfterSave, Content, ExportAction, FindAction};
    use crate::gui::panels::LinkEntity;
    use crate::gui::reader::MarkRef;
    use crate::session::{Command, Target};
    use crate::store::Settings;
    use crate::text::Span;

    const LIBYA: &str = include_str!("../../../assets/samples/libya.txt");
    /// The longest time that a busy machine may need for anything.
    const PATIENCE: Duration = Duration::from_mins(5);

    /// The program without a screen, in a temporary folder.
    struct Window {
        ctx: egui::Context,
        app: App,
        folder: TempDir,
        secs: f64,
    }

    impl Window {
        /// With a new article of this text to open, and with jobs that panic.
        fn open(text: &str, breaks: fn(Task) -> bool) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let article = folder.path().join("article.txt");
            fs::write(&article, text).unwrap();
            let ctx = egui::Context::default();
            let mut app = App::with_settings(&ctx, vec![article], Settings::default());
            app.jobs.breaks = breaks;
            Self { ctx, app, folder, secs: 0.0 }
        }

        /// With an article already read, whose jobs panic from now on.
        fn read(text: &str, breaks: fn(Task) -> bool) -> Self {
            let mut window = Self::open(text, |_| false);
            window.wait("the names", |app| app.tab().is_some_and(|tab| matches!(tab.detection, Detection::Done)));
            window.app.jobs.breaks = breaks;
            window
        }

        fn frame(&mut self) {
            self.secs += 0.05;
            let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1000.0, 700.0)));
            let input = RawInput { screen_rect, time: Some(self.secs), focused: true, ..RawInput::default() };
            let app = &mut self.app;
            let mut output = self.ctx.run_ui(input, |ui| app.frame(ui));
            // There is no graphics card to receive them.
            output.textures_delta.clear();
        }

        fn wait(&mut self, what: &str, holds: impl Fn(&App) -> bool) {
            let began = Instant::now();
            while !holds(&self.app) {
                assert!(began.elapsed() < PATIENCE, "waited in vain for {what}; {:?}", self.said());
                std::thread::sleep(Duration::from_millis(1));
                self.frame();
            }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn said(&self) -> Vec<String> {
            self.app
                .notices
                .iter()
                .map(|notice| without_isolates(&notice.words(&self.app.tabs, &self.app.i18n)).into_owned())
                .collect()
        }

        fn act(&mut self, act: AppAction) {
            self.app.queue.push(act);
        }

        fn command(&mut self, command: UiCommand) {
            self.act(AppAction::Command(command));
        }

        fn select_first_mention(&mut self) {
            let tab = self.app.tab_mut().unwrap();
            let candidate = &tab.session.as_ref().unwrap().candidates()[0];
            tab.reader.selected = Some(MarkRef::Suggestion { span: candidate.span, kind: candidate.kind });
        }

        /// Checks that everything one can do with an article works.
        fn works(&mut self) {
            self.app.jobs.breaks = |_| false;
            if self.app.tab().is_none() {
                self.act(AppAction::Open(vec![self.path("article.txt")]));
            }
            self.wait("the article", |app| app.tab().is_some_and(|tab| tab.session.is_some()) && !app.is_busy());
            self.app.notices.clear();
            self.app.dialog = None;
            self.app.chooser = None;
            if self.app.tab().is_some_and(|tab| matches!(tab.detection, Detection::Idle)) {
                self.command(UiCommand::Detect);
                self.frame();
            }
            self.wait("the names", |app| app.tab().is_some_and(|tab| matches!(tab.detection, Detection::Done)));
            let found = self.app.tab().unwrap().session.as_ref().unwrap().candidates().len();
            assert!(found > 5, "{found} names");
            let label = "location".into();
            let span = Span::from_range(0..4);
            self.app.execute(Command::Tag { span, label }).unwrap();
            assert!(self.app.is_enabled(UiCommand::Save));
            self.command(UiCommand::Save);
            self.frame();
            self.wait("the save", |app| !app.tab().unwrap().is_dirty());
            self.wait("the lists", |app| !app.is_busy());
            assert!(self.app.tab().unwrap().mark_index.annotations.len() == 1, "the lists know it");
            assert!(self.path("article.hawashi.ron").exists());
        }
    }

    /// Checks that after a job has failed, the window reports it and everything works.
    fn breaks(window: &mut Window, provoke: impl Fn(&mut Window), says: &str) {
        provoke(window);
        window.frame();
        window.wait(says, |app| {
            app.notices.iter().any(|notice| without_isolates(&notice.words(&app.tabs, &app.i18n)).contains(says))
        });
        window.wait("the end of everything", |app| !app.is_busy());
        let times = window.said().iter().filter(|said| said.contains(says)).count();
        assert_eq!(times, 1, "{:?}", window.said());
        window.works();
    }

    #[test]
    fn reading_that_breaks_leaves_a_window_that_works() {
        let mut window = Window::open(LIBYA, |task| matches!(task, Task::Open(_)));
        breaks(&mut window, |_| (), "could not be opened because of an error in Hawashi");
        let mut window = Window::open(LIBYA, |task| matches!(task, Task::Learn(_)));
        breaks(&mut window, |_| (), "could not learn");
        let mut window = Window::open(LIBYA, |task| matches!(task, Task::Detect(_)));
        breaks(&mut window, |_| (), "search for names in article.txt ended early");
        let mut window = Window::open(LIBYA, |task| matches!(task, Task::CheckOverrides(_)));
        breaks(&mut window, |_| (), "Something failed in the background");
    }

    #[test]
    fn long_articles_whose_jobs_break_work_afterwards() {
        let long = LIBYA.repeat(100);
        let mut window = Window::open(&long, |task| matches!(task, Task::DetectInView(_)));
        breaks(&mut window, |_| (), "Something failed in the background");
        let mut window = Window::open(&long, |task| matches!(task, Task::IndexMarks(_)));
        breaks(&mut window, |_| (), "Something failed in the background");
        let link = |window: &mut Window| {
            window.select_first_mention();
            window.command(UiCommand::LinkEntity);
        };
        let mut window = Window::read(&long, |task| matches!(task, Task::CountMentions(_)));
        breaks(&mut window, link, "Something failed in the background");
    }

    #[test]
    fn the_mentions_of_a_name_are_counted_in_articles_of_any_length() {
        for times in [1, 100] {
            let mut window = Window::read(&LIBYA.repeat(times), |_| false);
            window.select_first_mention();
            window.command(UiCommand::LinkEntity);
            window.frame();
            window.wait("the count", |app| !app.is_busy());
            let counted = |window: &Window| match &window.app.dialog {
                Some(Dialog::Entity(dialog)) => dialog.mentions.and_then(|(_, count)| count),
                _ => None,
            };
            let session = window.app.tab().unwrap().session.as_ref().unwrap();
            let count = session.mentions_of_name(&window.app.selected().unwrap().target());
            assert!(count >= times);
            assert_eq!(counted(&window), Some(count), "{times}");
            // What is decided meanwhile counts.
            let Some(MarkRef::Suggestion { span, kind }) = window.app.selected() else { panic!("a suggestion") };
            window.app.execute(Command::Reject(Target::Candidate { span, kind })).unwrap();
            window.frame();
            window.wait("the new count", |app| !app.is_busy());
            assert!(counted(&window).is_some_and(|now| now < count), "{times}: {:?}", counted(&window));
        }
    }

    #[test]
    fn saving_that_breaks_can_be_done_again() {
        let mut window = Window::read(LIBYA, |task| matches!(task, Task::Save(_)));
        window.app.execute(Command::Tag { span: Span::from_range(0..9), label: "faction".into() });
        let save = |window: &mut Window| window.command(UiCommand::Save);
        save(&mut window);
        window.frame();
        window.wait("the notice", |app| !app.notices.is_empty());
        assert!(window.app.tab().unwrap().is_dirty(), "nothing is taken for saved");
        assert!(window.app.is_enabled(UiCommand::Save) && window.app.is_enabled(UiCommand::SaveAs));
        window.app.execute(Command::Undo);
        breaks(&mut window, save, "could not be saved because of an error in Hawashi");
        // Closing does not wait for ever for a failed save, either.
        let mut window = Window::read(LIBYA, |task| matches!(task, Task::Save(_)));
        window.app.execute(Command::Tag { span: Span::from_range(0..9), label: "faction".into() });
        let id = window.app.front.unwrap();
        window.act(AppAction::SaveThen(vec![id], AfterSave::Close));
        window.frame();
        window.wait("the notice", |app| !app.notices.is_empty());
        assert!(window.app.leaving.is_none() && window.app.tab().is_some());
    }

    #[test]
    fn all_that_is_asked_for_and_breaks_is_said_and_can_be_asked_again() {
        type Concerns = fn(Task) -> bool;
        type Provoke = fn(&mut Window);
        let table: [(Concerns, Provoke, &str); 9] = [
            (
                |task| task == Task::Find,
                |window| {
                    window.app.find.field.set_text("سرت");
                    window.act(AppAction::Find(FindAction::Changed));
                },
                "The search failed",
            ),
            (
                |task| task == Task::FindEntities,
                |window| {
                    window.select_first_mention();
                    window.command(UiCommand::LinkEntity);
                },
                "The search failed",
            ),
            (
                |task| matches!(task, Task::Export(_)),
                |window| {
                    window.app.open_export(Some(&crate::exchange::csv::FORMAT));
                    let path = window.path("out.csv");
                    window.app.place_export(&path);
                    window.app.export(false);
                    // What is being written goes on without its page.
                    window.act(AppAction::Export(ExportAction::Close));
                },
                "The export failed",
            ),
            (|task| task == Task::ReadLexicons, |window| window.app.read_lexicons(), "Your lexicons could not be read"),
            (
                |task| task == Task::ReadFonts,
                |window| {
                    let ctx = window.ctx.clone();
                    window.app.read_fonts(&ctx);
                },
                "The installed fonts could not be read",
            ),
            (
                |task| matches!(task, Task::ReadAgain(_)),
                |window| window.command(UiCommand::ReadAgain),
                "could not be read again",
            ),
            (
                |task| matches!(task, Task::Previews(_)),
                |window| window.command(UiCommand::ChooseEncoding),
                "Something failed in the background",
            ),
            (
                |task| matches!(task, Task::Scan(_)),
                |window| window.act(AppAction::Open(vec![window.path("")])),
                "could not be read because of an error in Hawashi",
            ),
            (|task| task == Task::Watch, |window| window.secs += 5.0, "Something failed in the background"),
        ];
        for (which, provoke, says) in table {
            let mut window = Window::read(LIBYA, which);
            breaks(&mut window, provoke, says);
        }
    }

    #[test]
    fn an_article_that_cannot_be_counted_says_so_in_its_row() {
        let mut window = Window::read(LIBYA, |task| matches!(task, Task::Count(_)));
        fs::write(window.path("other.txt"), LIBYA).unwrap();
        let folder = window.path("");
        window.act(AppAction::Open(vec![folder]));
        window.frame();
        window.wait("the folder", |app| app.folder().is_some_and(|folder| !folder.rows.is_empty()));
        window.wait("the end of counting", |app| !app.is_busy());
        window.frame();
        let rows = &window.app.folder().unwrap().rows;
        let is_said = |content: &Content| match content {
            Content::Unreadable(error) => window.app.i18n.sentence(&**error).contains("an error in Hawashi"),
            _ => false,
        };
        // The open article is counted from its session.
        assert_eq!(rows.iter().filter(|row| is_said(&row.content)).count(), 1, "of {} rows", rows.len());
        window.act(AppAction::SelectTab(window.app.tabs[0].id));
        window.frame();
        window.works();
    }

    #[test]
    fn the_chooser_says_that_a_folder_cannot_be_read() {
        let mut window = Window::read(LIBYA, |task| task == Task::Browse);
        window.command(UiCommand::Open);
        window.frame();
        window.wait("the end of reading", |app| app.chooser.is_some() && !app.is_busy());
        window.works();
    }

    #[test]
    fn an_answer_to_what_was_asked_before_is_not_shown() {
        let mut window = Window::read(LIBYA, |_| false);
        window.select_first_mention();
        let mark = window.app.selected().unwrap();
        window.app.dialog = Some(Dialog::Entity(Box::new(LinkEntity::new(mark))));
        for query in ["سرت", "بنغازي", "درنة", "Tobruk"] {
            window.app.search_entity(query.to_owned());
        }
        let hits = |app: &App| match &app.dialog {
            Some(Dialog::Entity(dialog)) => dialog.hits.clone(),
            _ => None,
        };
        while window.app.jobs.is_busy() {
            window.app.take_in(&window.ctx.clone());
            assert!(hits(&window.app).is_none_or(|(query, _)| query == "Tobruk"), "only the last is answered");
        }
        let (_, found) = hits(&window.app).unwrap();
        let lexicon = window.app.lexicon.clone();
        assert!(found.iter().any(|id| lexicon.entity(*id).english == "Tobruk"));
        // With another lexicon the same numbers would have other meanings.
        window.app.use_lexicon(&Arc::new((*lexicon).clone()));
        assert!(hits(&window.app).is_none());
        window.wait("the search with the new lexicon", |app| hits(app).is_some());
    }
}
