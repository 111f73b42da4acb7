//! The first phase of a frame: take in reports, files dropped, keys, and what was queued.

use std::path::PathBuf;

use eframe::egui;

use super::files::{Failure, FileRequest};
use super::jobs::Report;
use super::suggestions::show_by;
use super::tab::TabId;
use super::watch::FileState;
use super::{Act, App, Notice};
use crate::annotation::{Carried, Notes};
use crate::document::Document;
use crate::gui::command::UiCommand;
use crate::layout::Turned;
use crate::session::Session;
use crate::store::{Opened, Stamp, StoreError, WriteMode};
use crate::text::Span;

impl App {
    pub(super) fn take_in(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|i| i.time);
        for report in self.jobs.take() {
            self.take_report(report);
        }
        let dropped: Vec<PathBuf> = ctx.input(|i| {
            i.raw
                .dropped_files
                .iter()
                .map(|file| file.path().to_path_buf())
                .filter(|path| !path.as_os_str().is_empty())
                .collect()
        });
        if !dropped.is_empty() {
            self.queue.push(Act::Open(dropped));
        }
        if ctx.input(|i| i.viewport().close_requested()) && !self.quitting {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.queue.push(Act::Command(UiCommand::Quit));
        }
        if let Some(rect) = ctx.input(|i| i.viewport().inner_rect) {
            // The size to come back to is that of the window, not of the screen.
            let is_maximized = ctx.input(|i| i.viewport().maximized == Some(true));
            self.is_full_screen = ctx.input(|i| i.viewport().fullscreen == Some(true));
            if !self.is_full_screen && !is_maximized {
                self.settings.window_size = Some((rect.width(), rect.height()));
            }
        }
        self.follow_system_theme(ctx);
        if self.dialog.is_none() && self.chooser.is_none() {
            let typing = crate::gui::widgets::text_field::is_typing(ctx);
            let pressed = ctx.input_mut(|input| UiCommand::take_pressed(input, typing));
            self.queue.extend(pressed.into_iter().map(Act::Command));
            self.take_zoom_gesture(ctx);
        }
        for act in std::mem::take(&mut self.queue) {
            self.perform(ctx, act);
            self.keep_settings_soon(now);
        }
        self.keep_settings(ctx, now);
        self.age_notices(ctx, now);
        self.after_saving(ctx);
        self.watch_articles(ctx, now);
        self.refresh_learning(ctx, now);
        self.announce_changes();
        self.refresh_passage(ctx);
        self.refresh_survey();
        self.refresh_find();
        self.set_title(ctx);
    }

    fn take_report(&mut self, report: Report) {
        match report {
            Report::Opened { tab, path, result } => match *result {
                Ok(opened) => self.show_opened(tab, opened),
                Err(error) => {
                    self.report(&error);
                    // A file that was open stays as it was; a tab that waited for it goes.
                    if self.tab_of(tab).is_some_and(|tab| tab.session.is_none()) {
                        self.drop_tab(tab);
                    }
                    self.settings
                        .recent
                        .retain(|recent| *recent != path || !matches!(error, StoreError::Missing { .. }));
                }
            },
            Report::Detected(detected) => self.take_detected(detected),
            Report::Learned(learned) => self.take_learned(learned),
            Report::LessonsNotKept(error) => self.report(&error),
            Report::Saved { tab, path, document, on_disk, state, result } => {
                let id = tab;
                let Some(tab) = self.tab_of(id) else { return };
                tab.saving = false;
                if let (Err(_), Some(before)) = (&result, tab.place_before.take()) {
                    (tab.annotations, tab.mode) = before;
                }
                match result {
                    Ok(stamp) => {
                        tab.mode = WriteMode::Unchanged(stamp);
                        (tab.place_before, tab.unreadable) = (None, None);
                        let is_first = !std::mem::replace(&mut tab.has_file, true);
                        if let Some(session) = &mut tab.session {
                            session.mark_saved_at(state);
                        }
                        self.keep_lessons(id, false);
                        self.take_on_disk(id, &document, on_disk);
                        // The status bar says that it is saved; where, is told the first time only.
                        let is_same = self.tab_of(id).is_some_and(|tab| tab.file_state == FileState::Same);
                        if is_first && is_same {
                            self.notify(Notice::done("notice-saved").with("file", name_of(&path)));
                        }
                    }
                    // Another program has written there: the person decides.
                    Err(error @ (StoreError::ChangedOnDisk { .. } | StoreError::Exists { .. })) => {
                        self.after_saving = None;
                        self.report(&error);
                        self.ask_overwrite(FileRequest::SaveAs(id), path);
                    }
                    Err(error) => {
                        self.after_saving = None;
                        let save_as = Act::Command(UiCommand::SaveAs);
                        self.notify(Notice::error(&error).about(id).offering("command-save-as", save_as));
                    }
                }
            }
            Report::Turned { tab, document, turned } => self.announce_turned(tab, &document, turned),
            Report::Surveyed { tab, document, survey } => self.take_survey(tab, &document, survey),
            Report::Looked(looked) => self.take_looked(looked),
            Report::ReadAgain { tab, former, state, seen, result } => {
                self.take_read_again(tab, &former, state, seen, *result);
            }
            Report::Found { stamp, first, all } => self.take_found(stamp, first, all),
            Report::Lexicons(read) => self.take_lexicons(*read),
            Report::Entities { query, hits } => self.take_entities(query, hits),
            Report::Fonts(families) => self.families = Some(families),
            Report::Exported { path, result, request } => match result {
                Ok(()) => {
                    self.notify(Notice::done("notice-exported").with("file", name_of(&path)));
                }
                Err(Failure::Store(StoreError::Exists { .. })) => self.ask_overwrite(request, path),
                Err(Failure::Store(error)) => self.report(&error),
                Err(Failure::Format(error)) => self.report(&error),
            },
            Report::Chosen { request, path, secs } => self.native_chosen(request, path, secs),
        }
    }

    /// Puts what was read into its tab and begins to detect.
    fn show_opened(&mut self, id: TabId, opened: Opened) {
        if let Some(index) = self.tabs.iter().position(|tab| tab.id == id) {
            // Read again in another encoding: about here.
            self.remember_place(index);
        }
        let author = self.settings.author();
        let Opened { article, annotations, document, seen, loaded } = opened;
        self.settings.remember(&article);
        let mut problems = Vec::new();
        problems.extend(undecodable(id, &document));
        let mut unreadable = None;
        let (notes, carried, mode, altered, has_file) = match loaded {
            None => (Notes::default(), Carried::default(), WriteMode::Unchanged(Stamp::ABSENT), false, false),
            Some(Ok(loaded)) => {
                problems.extend(loaded.warnings.iter().map(|warning| Notice::warning_of(warning)));
                (loaded.notes, loaded.carried, WriteMode::Unchanged(loaded.stamp), loaded.altered, true)
            }
            Some(Err(error)) => {
                unreadable = Some(error);
                (Notes::default(), Carried::default(), WriteMode::New, false, false)
            }
        };
        let lexicon = self.lexicon.clone();
        let place = self.settings.place_of(&article).cloned().unwrap_or_default();
        let at = place.in_text(document.text());
        let mut session = Session::open(document.clone(), author, notes, carried).with_lexicon(lexicon);
        show_by(&self.settings, &mut session);
        if altered {
            session.mark_unsaved();
        }
        let Some(tab) = self.tab_of(id) else { return };
        tab.name = name_of(&article);
        // Beside a file that cannot be read nothing is saved unasked: it may hold months of work.
        tab.annotations = unreadable.is_none().then_some(annotations);
        tab.unreadable = unreadable.clone();
        tab.article = Some(article);
        tab.mode = mode;
        tab.has_file = has_file;
        (tab.seen, tab.file_state) = (Some(seen), FileState::Same);
        tab.show(session);
        tab.direction = place.direction();
        if at.0 > 0 {
            tab.reader.resume_at(at);
        }
        // What was said of the text as it was read before.
        self.withdraw(id, &[]);
        problems.extend(unreadable.map(|error| Notice::error(&error)));
        // The first is the gravest, and the latest stands in front.
        for problem in problems.into_iter().rev() {
            self.notify(problem.about(id));
        }
        self.jobs.look_for_turned(id, document);
        self.begin_reading(id);
    }

    /// Tells that a text reads differently from what it stores, and offers to show where.
    fn announce_turned(&mut self, id: TabId, document: &std::sync::Arc<Document>, turned: Turned) {
        let Some(tab) = self.tabs.iter().find(|tab| tab.id == id) else { return };
        let session = tab.session.as_ref();
        if session.is_some_and(|session| std::sync::Arc::ptr_eq(session.document(), document)) {
            let notice = Notice::warning("warning-turned").with("count", turned.paragraphs);
            let notice = notice.with("paragraph", turned.first + 1).about(id);
            self.notify(notice.offering("notice-show", Act::ShowInvisible(id, turned.control)));
        }
    }

    fn set_title(&mut self, ctx: &egui::Context) {
        let app = self.i18n.text("app-name");
        let title = match self.tab() {
            Some(tab) => format!("{}{} — {app}", if tab.is_dirty() { "• " } else { "" }, tab.name),
            None => app.into_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    pub(super) fn fail(&mut self, error: &crate::session::CommandError) {
        let notice = Notice::warning_of(error);
        self.notify(match self.front {
            Some(tab) => notice.about(tab),
            None => notice,
        });
    }
}

/// Says that not all of an article could be read in its encoding, and where that begins.
pub(super) fn undecodable(id: TabId, document: &Document) -> Option<Notice> {
    document.undecodable()?;
    let text = document.text();
    let first = text.find('\u{fffd}')?;
    let span = Span::from_range(first..first + '\u{fffd}'.len_utf8());
    let notice = Notice::warning("warning-undecodable").with("paragraph", document.paragraph_at(span.start) + 1);
    Some(notice.with("encoding", document.encoding_name()).offering("notice-show", Act::ShowPassage(id, span)))
}

/// The last part of a path, for tabs and sentences.
pub(crate) fn name_of(path: &std::path::Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
