//! The first phase of a frame: take in reports, files dropped, keys, and what was queued.

use std::path::PathBuf;

use eframe::egui;

use super::files::{Failure, FileRequest};
use super::jobs::Report;
use super::suggestions::show_by;
use super::tab::TabId;
use super::{Act, App};
use crate::annotation::{Carried, Notes};
use crate::document::{Document, DocumentError, Encoding};
use crate::gui::command::UiCommand;
use crate::gui::i18n::Value;
use crate::gui::panels::{Dialog, TabList, encoding_label};
use crate::layout::Turned;
use crate::session::Session;
use crate::store::{Opened, Stamp, StoreError, WriteMode};
use crate::text::Explain as _;

/// Warnings about an annotation file that are shown one by one; more are counted.
const WARNINGS_SHOWN: usize = 3;
/// Numbers of damaged lines that are written out.
const LINES_SHOWN: usize = 3;

impl App {
    pub(super) fn take_in(&mut self, ctx: &egui::Context) {
        let now = ctx.input(|i| i.time);
        for report in self.jobs.take() {
            self.take_report(report, now);
        }
        ctx.input_mut(|input| self.keycaps.put_right(&mut input.events));
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
                // As at 100 %: the next start makes the window before the interface has its size.
                let scale = ctx.zoom_factor();
                self.settings.window_size = Some((rect.width() * scale, rect.height() * scale));
            }
        }
        self.follow_full_screen(ctx);
        self.follow_system_theme(ctx);
        if self.dialog.is_none() && self.chooser.is_none() {
            let typing = crate::gui::widgets::text_field::is_typing(ctx) || TabList::is_open(ctx);
            let pressed = ctx.input_mut(|input| UiCommand::take_pressed(input, typing));
            self.queue.extend(pressed.into_iter().map(Act::Command));
            self.take_zoom_gesture(ctx);
        }
        for act in std::mem::take(&mut self.queue) {
            self.perform(ctx, act);
            self.keep_settings_soon(now);
        }
        self.keep_settings(ctx, now);
        self.notices.retain(|notice| notice.until_secs.is_none_or(|until| until > now));
        if let Some(until) = self.notices.iter().filter_map(|n| n.until_secs).min_by(f64::total_cmp) {
            ctx.request_repaint_after_secs((until - now).max(0.0) as f32);
        }
        self.after_saving(ctx);
        self.refresh_learning(ctx, now);
        self.announce_changes(now);
        self.refresh_passage(ctx);
        self.refresh_survey();
        self.refresh_find();
        self.refresh_folders();
        self.set_title(ctx);
    }

    fn take_report(&mut self, report: Report, now: f64) {
        match report {
            Report::Opened { tab, path, result } => match *result {
                Ok(opened) => self.show_opened(tab, opened),
                Err(error) => {
                    // A file that was open stays as it was; a tab that waited for it goes, unless another
                    // encoding may help.
                    let is_text = !matches!(error, StoreError::Document { error: DocumentError::Binary { .. }, .. });
                    let waiting = self.tab_of(tab).filter(|tab| tab.session.is_none());
                    match waiting {
                        Some(tab) if !is_text => tab.unreadable = Some(error.clone()),
                        waiting => {
                            let gone = waiting.map(|tab| tab.id);
                            self.report(&error);
                            if let Some(id) = gone {
                                self.drop_tab(id);
                            }
                        }
                    }
                    self.settings
                        .recent
                        .retain(|recent| *recent != path || !matches!(error, StoreError::Missing { .. }));
                }
            },
            Report::Previews { tab, previews } => {
                if let Some(Dialog::Encoding(dialog)) = &mut self.dialog {
                    dialog.take(tab, previews);
                }
            }
            Report::Detected(detected) => self.take_detected(detected, now),
            Report::Learned(learned) => self.take_learned(learned),
            Report::Saved { tab, path, state, result, not_kept } => {
                if let Some(error) = not_kept {
                    self.report(&error);
                }
                let id = tab;
                let Some(tab) = self.tab_of(id) else { return };
                tab.saving = false;
                match result {
                    Ok(stamp) => {
                        tab.mode = WriteMode::Unchanged(stamp);
                        let is_first = !std::mem::replace(&mut tab.has_file, true);
                        if let Some(session) = &mut tab.session {
                            session.mark_saved_at(state);
                        }
                        // The status bar says that it is saved; where, is told the first time only.
                        if is_first {
                            let named = [("file", Value::from(name_of(&path)))];
                            let text = self.i18n.text_with("notice-saved", &named).into_owned();
                            self.done(now, text);
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
                        self.report(&error);
                    }
                }
            }
            Report::Turned { tab, document, turned } => self.announce_turned(tab, &document, turned),
            Report::Surveyed { tab, survey } => self.take_survey(tab, survey),
            Report::Found { stamp, first, all } => self.take_found(stamp, first, all),
            Report::Scanned { folder, result } => self.take_scan(folder, result),
            Report::Counted { folder, lexicon, path, content } => self.take_counted(folder, &lexicon, &path, content),
            Report::CountedAll { folder } => self.take_counted_all(folder),
            Report::Lexicons(read) => self.take_lexicons(*read),
            Report::Entities { query, hits } => self.take_entities(query, hits),
            Report::Keyboard(keycaps) => self.keycaps = keycaps,
            Report::Fonts(families) => self.families = Some(families),
            Report::Exported { path, result, request } => match result {
                Ok(()) => {
                    let text = self
                        .i18n
                        .text_with("notice-exported", &[("file", Value::from(name_of(&path).as_str()))])
                        .into_owned();
                    self.done(now, text);
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
        let Opened { article, annotations, document, loaded, suspected } = opened;
        self.settings.remember(&article);
        let mut problems = Vec::new();
        let damage = self.damage(&name_of(&article), &document);
        let mut is_broken = None;
        let (notes, carried, mode, altered, has_file) = match loaded {
            None => (Notes::default(), Carried::default(), WriteMode::Unchanged(Stamp::ABSENT), false, false),
            Some(Ok(loaded)) => {
                let more = loaded.warnings.len().saturating_sub(WARNINGS_SHOWN);
                problems.extend(loaded.warnings.iter().take(WARNINGS_SHOWN).map(|w| self.sentence(w)));
                if more > 0 {
                    problems.push(self.i18n.text_with("warning-more", &[("count", Value::from(more))]).into_owned());
                }
                (loaded.notes, loaded.carried, WriteMode::Unchanged(loaded.stamp), loaded.altered, true)
            }
            Some(Err(error)) => {
                is_broken = Some(error);
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
        tab.annotations = is_broken.is_none().then_some(annotations);
        tab.article = Some(article);
        tab.mode = mode;
        tab.has_file = has_file;
        tab.session = Some(session);
        tab.unreadable = None;
        tab.reader.reset();
        tab.direction = place.direction();
        if at.0 > 0 {
            tab.reader.resume_at(at);
        }
        tab.survey = std::sync::Arc::default();
        tab.is_surveyed = false;
        tab.note = None;
        if let Some(error) = is_broken {
            self.report(&error);
        }
        if let Some(damage) = damage {
            let button = self.i18n.text("notice-other-encoding").into_owned();
            self.warn_with(&damage, button, Act::ChooseEncoding(id));
        }
        for problem in problems {
            self.warn(problem);
        }
        if let Some(suspected) = suspected {
            self.offer_repair(id, suspected);
        }
        self.jobs.look_for_turned(id, document);
        self.begin_reading(id);
    }

    /// What of a text could not be read, and where.
    fn damage(&self, name: &str, document: &Document) -> Option<String> {
        let undecodable = document.undecodable()?;
        let lines = document.damaged_lines();
        let shown: Vec<String> = lines.iter().take(LINES_SHOWN).map(|line| self.i18n.number(*line)).collect();
        let comma = if self.i18n.is_rtl() { "، " } else { ", " };
        let rest = lines.len().saturating_sub(LINES_SHOWN);
        let values = [
            ("file", Value::from(name)),
            ("count", Value::from(undecodable.bytes)),
            ("encoding", Value::from(encoding_label(&self.i18n, document.encoding()))),
            ("lines", Value::from(shown.join(comma))),
            ("line-count", Value::from(lines.len())),
            ("rest", Value::from(rest)),
        ];
        Some(self.i18n.text_with("warning-undecodable", &values).into_owned())
    }

    /// Tells that a text was stored after a wrong reading, and offers to undo that.
    fn offer_repair(&mut self, id: TabId, suspected: Encoding) {
        let Some(tab) = self.tab_of(id) else { return };
        let name = tab.name.clone();
        let taken_for = suspected.misreadings().last().map_or("", |misreading| misreading.taken_for.name());
        let values = [("file", Value::from(name)), ("encoding", Value::from(taken_for))];
        let text = self.i18n.text_with("warning-misread", &values).into_owned();
        let button = self.i18n.text("notice-repair").into_owned();
        self.warn_with(&text, button, Act::SetEncoding(id, suspected));
    }

    /// Tells that a text reads differently from what it stores, and offers to show where.
    fn announce_turned(&mut self, id: TabId, document: &std::sync::Arc<Document>, turned: Turned) {
        let Some(tab) = self.tabs.iter().find(|tab| tab.id == id) else { return };
        let session = tab.session.as_ref();
        if session.is_some_and(|session| std::sync::Arc::ptr_eq(session.document(), document)) {
            let values = [
                ("file", Value::from(&tab.name)),
                ("count", Value::from(turned.paragraphs)),
                ("paragraph", Value::from(turned.first + 1)),
            ];
            let text = self.i18n.text_with("warning-turned", &values).into_owned();
            let button = self.i18n.text("notice-show").into_owned();
            self.warn_with(&text, button, Act::ShowInvisible(id, turned.control));
        }
    }

    fn set_title(&mut self, ctx: &egui::Context) {
        let app = self.i18n.text("app-name");
        let title = match self.tab() {
            Some(tab) => format!("{}{} — {app}", if tab.is_dirty() { "• " } else { "" }, tab.name),
            None => match self.folder() {
                Some(folder) => format!("{} — {app}", folder.name),
                None => app.into_owned(),
            },
        };
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    pub(super) fn fail(&mut self, error: &crate::session::CommandError) {
        let text = if self.i18n.has(error.key()) { self.sentence(error) } else { error.to_string() };
        self.warn(text);
    }
}

/// The last part of a path, for tabs and sentences.
pub(crate) fn name_of(path: &std::path::Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
