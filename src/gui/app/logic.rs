//! The first phase of a frame: processes reports, dropped files, keys and queued actions.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, Popup};

use super::App;
use super::file_notices::{damage, remarks, unplaced, zeros};
use super::jobs::{News, done};
use super::suggestions::show_by;
use super::task::Task;
use crate::annotation::{Carried, LabelId};
use crate::document::{Document, Encoding};
use crate::exchange::ron::Warning;
use crate::gui::command::{KeyMap, KeysOf, UiCommand};
use crate::gui::i18n::on_one_line;
use crate::gui::model::{AppAction, ExportAction, FileState, FoundExactly, ImportAction, Merging, Notice, TabId};
use crate::gui::panels::TabList;
use crate::layout::BidiOverrides;
use crate::session::{CommandError, Session};
use crate::store::journal::Recovered;
use crate::store::{Opened, WriteMode, file_name};
use crate::text::Localize as _;

impl App {
    pub(super) fn take_in(&mut self, ctx: &egui::Context) {
        crate::gui::pointer::observe(ctx);
        let now = self.clock.now(ctx);
        while let Some(news) = self.jobs.next() {
            match news {
                News::Report(take) => take(self),
                News::Failed(task) => self.take_failure(task),
            }
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
            self.queue.push(AppAction::Open(dropped));
        }
        if ctx.input(|i| i.viewport().close_requested()) && !self.quitting {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.queue.push(AppAction::Command(UiCommand::Quit));
        }
        if let Some(rect) = ctx.input(|i| i.viewport().inner_rect) {
            // Remember the size of the window, not that of the full screen.
            let is_maximized = ctx.input(|i| i.viewport().maximized == Some(true));
            self.is_full_screen = ctx.input(|i| i.viewport().fullscreen == Some(true));
            if !self.is_full_screen && !is_maximized {
                // As at 100 %: the next start creates the window before the interface size is applied.
                let scale = ctx.zoom_factor();
                self.settings.window_size = Some((rect.width() * scale, rect.height() * scale));
            }
        }
        self.follow_full_screen(ctx);
        self.follow_system_theme(ctx);
        if self.dialog.is_none() && self.chooser.is_none() {
            // In a window too small for its fields nobody sees what a letter would decide.
            let typing =
                crate::gui::widgets::text_field::is_typing(ctx) || TabList::is_open(ctx) || !Self::has_room(ctx);
            // The view of differences has letters of its own.
            let is_compared = self.tab().is_some_and(|tab| tab.comparison.is_some() || tab.shows_adjudication())
                || self.seeing_in_front().is_some();
            // Nobody who chooses in a menu or sets attributes means the page.
            let is_covered = self.tab().is_some_and(|tab| tab.details.is_some()) || Popup::is_any_open(ctx);
            let keys = if self.edits_labels() || is_compared || self.shows_exchange() || is_covered {
                KeysOf::Elsewhere
            } else if self.is_review_listening(ctx) {
                KeysOf::Review
            } else {
                KeysOf::Page
            };
            if self.shows_exchange()
                && ctx.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter))
            {
                self.queue.push(if self.shows_export() {
                    AppAction::Export(ExportAction::Do { overwrite: false })
                } else {
                    AppAction::Import(ImportAction::Do { overwrite: false })
                });
            }
            let pressed = {
                let map = KeyMap::of(ctx);
                ctx.input_mut(|input| map.take_pressed(input, typing, keys))
            };
            self.queue.extend(pressed.into_iter().map(AppAction::Command));
            self.take_zoom_gesture(ctx);
        }
        self.keep_pace(ctx, now);
        self.take_pasted(ctx, now);
        for act in std::mem::take(&mut self.queue) {
            self.perform(ctx, act);
            self.keep_settings_soon(now);
        }
        self.follow_front();
        self.merge_files(ctx);
        self.close_old_comparisons();
        self.refresh_adjudications();
        self.keep_settings(ctx, now);
        self.age_notices(ctx, now);
        self.keep_journals(ctx, now);
        self.autosave(ctx, now);
        self.look_for_others(ctx, now);
        self.go_on_leaving(ctx);
        self.watch_desktop(ctx);
        self.ask_for_author();
        self.turn_files();
        self.watch_files(ctx, now);
        self.refresh_learning(ctx, now);
        self.announce_changes();
        self.withdraw_undone();
        self.refresh_passage(ctx);
        self.refresh_explanations();
        self.refresh_reach();
        self.refresh_relating(ctx);
        self.begin_as_asked(ctx);
        self.refresh_review(ctx);
        self.refresh_several();
        self.refresh_alike();
        self.refresh_mark_index(ctx);
        self.refresh_versions();
        self.refresh_exporting();
        self.refresh_importing();
        self.refresh_find();
        self.refresh_folders(ctx);
        self.refresh_seeing();
        self.go_to_seen();
        self.refresh_tour(ctx);
        self.jobs.set_front(self.front);
        self.set_title(ctx);
    }

    /// Shows an article that was read in its tab, and starts detection.
    pub(super) fn show_opened(&mut self, id: TabId, opened: Opened, recovered: Recovered) {
        if let Some(index) = self.tabs.iter().position(|tab| tab.id == id) {
            // When it is read again in another encoding, stay at about the same position.
            self.remember_place(index);
        }
        let author = self.settings.author();
        let (read, annotation_state) = opened.states();
        let has_shared = opened.shared.is_some() && read != annotation_state;
        let begins = opened.begins_with_shared();
        let Opened { article, annotations, is_blind, document, seen, loaded, stamp, suspected, shared: _ } = opened;
        self.settings.remember(&article);
        let mut problems = Vec::new();
        problems.extend(damage(id, &document));
        problems.extend(zeros(id, &document));
        problems.extend(remarks(id, &document));
        let (mut broken, mut found_exactly) = (None, FoundExactly::default());
        let (carried, mode, altered, has_file) = match loaded {
            None => (Carried::default(), WriteMode::Unchanged(stamp), false, false),
            Some(Ok(loaded)) => {
                found_exactly = FoundExactly::of(loaded.displaced, 0);
                // What was found for certain is only counted.
                let is_counted = loaded.warnings.iter().any(|warning| matches!(warning, Warning::OtherText { .. }));
                // A bar asks about what is undecided.
                let is_told = |warning: &&Warning| match warning {
                    Warning::Moved { .. } => !is_counted,
                    Warning::Undecided { .. } => false,
                    _ => true,
                };
                let notice = |warning: &Warning| match warning {
                    Warning::OtherText { near, lost, .. } if near + lost > 0 => unplaced(id, warning),
                    Warning::Near { .. } | Warning::Lost { .. } => unplaced(id, warning),
                    _ => Notice::warning_of(warning),
                };
                problems.extend(loaded.warnings.iter().filter(is_told).map(notice));
                (loaded.carried, WriteMode::Unchanged(stamp), loaded.altered, !begins)
            }
            Some(Err(error)) => {
                broken = Some(error);
                (Carried::default(), WriteMode::New, false, false)
            }
        };
        let lexicon = self.lexicon.clone();
        let place = self.settings.place_of(&article).cloned().unwrap_or_default();
        let at = place.in_text(document.text());
        let mut session = Session::open(document.clone(), author, annotation_state, carried).with_lexicon(lexicon);
        show_by(&self.settings, &mut session);
        if altered {
            session.mark_unsaved();
        }
        // Jobs for the previous text.
        self.jobs.cancel_all_of(id);
        let Some(tab) = self.tab_of(id) else { return };
        tab.name = file_name(&article);
        // If the annotation file is unusable, do not save over it unasked: it may contain months of work.
        tab.annotations = broken.is_none().then_some(annotations);
        tab.broken.clone_from(&broken);
        tab.article = Some(article);
        tab.mode = mode;
        tab.has_file = has_file;
        tab.is_blind = is_blind;
        tab.found_exactly = found_exactly;
        (tab.seen, tab.file_state) = (Some(seen), FileState::Same);
        let was_shown = tab.show(session);
        if has_shared {
            // The base of what others write into the file is what it holds.
            tab.merging = Merging::of(Arc::new(read));
        }
        tab.unreadable = None;
        if !was_shown {
            tab.begin_at(&place, at);
        }
        // Notices about the previous text.
        self.withdraw(id, &[]);
        self.begin_journal(id, stamp);
        problems.extend(broken.map(|error| Notice::error(&error)));
        // The first problem is the most serious, and the latest notice is at the top.
        for problem in problems.into_iter().rev() {
            self.notify(problem.about(id));
        }
        if let Some(suspected) = suspected {
            self.offer_repair(id, suspected);
        }
        self.restore(id, recovered);
        self.check_overrides(id, document);
        self.begin_reading(id);
        self.resume_adjudicating(id);
    }

    /// Looks for paragraphs that display in another order than they are stored.
    pub(super) fn check_overrides(&mut self, id: TabId, document: Arc<Document>) {
        self.jobs.start(Task::CheckOverrides(id), move |job| {
            let turned = crate::layout::turned(&document, &mut || !job.is_cancelled())?;
            done(move |app: &mut App| app.announce_turned(id, &document, turned))
        });
    }

    /// Reports that a text was saved after a wrong reading, and offers to undo that.
    fn offer_repair(&mut self, id: TabId, suspected: Encoding) {
        let taken_for = suspected.misreadings().last().map_or("", |misreading| misreading.taken_for.name());
        let notice = Notice::warning("warning-misread").with("encoding", taken_for).about(id);
        self.notify(notice.offering("notice-repair", AppAction::SetEncoding(id, suspected)));
    }

    /// Reports that a text displays in another order than it is stored, and offers to show where.
    fn announce_turned(&mut self, id: TabId, document: &Arc<Document>, turned: BidiOverrides) {
        let Some(tab) = self.tabs.iter().find(|tab| tab.id == id) else { return };
        let session = tab.session.as_ref();
        if session.is_some_and(|session| Arc::ptr_eq(session.document(), document)) {
            let notice = Notice::warning("warning-turned").with("count", turned.paragraphs);
            let number = document.written_paragraph_number(turned.control.start);
            let notice = notice.with("paragraph", number).about(id);
            self.notify(notice.offering("notice-show", AppAction::ShowInvisible(id, turned.control)));
        }
    }

    fn set_title(&mut self, ctx: &egui::Context) {
        let app = self.i18n.text("app-name");
        let title = match self.tab() {
            Some(tab) => format!("{}{} — {app}", if tab.is_dirty() { "• " } else { "" }, on_one_line(&tab.name)),
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

    /// An error about labels or kinds of relations, with the names that the front article has for them.
    fn named(&self, error: &CommandError) -> Option<Notice> {
        let labels = self.tab()?.session.as_ref()?.labels();
        let lang = self.i18n.lang().code();
        let label = |id: &LabelId| labels.get(id).map_or(id.as_str(), |label| label.name_in(lang)).to_owned();
        let kind = |id: &str| labels.relation_kind(id).map_or(id, |kind| kind.name_in(lang)).to_owned();
        let notice = Notice::warning(error.key());
        Some(match error {
            CommandError::RelationEnds { kind: of, from, to } => {
                notice.with("kind", kind(of)).with("from", label(from)).with("to", label(to))
            }
            CommandError::RelationKindInUse { kind: of, count } => notice.with("kind", kind(of)).with("count", *count),
            CommandError::LabelInUse { label: of, count } => notice.with("id", label(of)).with("count", *count),
            CommandError::GivenToItself { label: of } => notice.with("id", label(of)),
            _ => return None,
        })
    }

    pub(super) fn fail(&mut self, error: &CommandError) {
        let notice = self.named(error).unwrap_or_else(|| Notice::warning_of(error));
        self.notify(match self.front {
            Some(tab) => notice.about(tab),
            None => notice,
        });
    }
}
