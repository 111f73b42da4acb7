//! Editing the labels of an article in the place of its page.

use std::path::PathBuf;

use eframe::egui;

use super::App;
use super::dispatch::focus_page;
use super::jobs::done;
use super::task::Task;
use crate::annotation::LabelSet;
use crate::exchange::labels::{LabelFormat, label_format_of, own};
use crate::gui::model::{FileRequest, LabelsAction, Notice, TabId};
use crate::gui::reader::MarkRef;
use crate::layout::with_free_looks;
use crate::session::Command;
use crate::store::{self, StoreError, WriteMode, file_name};

impl App {
    /// Whether the labels of the front article are being edited.
    pub(super) fn edits_labels(&self) -> bool {
        self.tab().is_some_and(|tab| tab.edits_labels && tab.session.is_some())
    }

    /// Shows the labels of the front article in the place of its page, or the page again.
    pub(super) fn toggle_labels(&mut self, ctx: &egui::Context) {
        let Some(tab) = self.tab() else { return };
        if tab.edits_labels {
            self.labels_act(ctx, tab.id, LabelsAction::Close);
            return;
        }
        self.finish_note();
        let front = self.front;
        let Some(tab) = self.tabs.iter_mut().find(|tab| Some(tab.id) == front) else { return };
        let Some(session) = &tab.session else { return };
        tab.edits_labels = true;
        tab.comparison = None;
        tab.finding_label = None;
        self.labels_view.begin(session.labels());
    }

    /// Begins to name a new label in the editor.
    pub(super) fn begin_label(&mut self) {
        let front = self.front;
        let tab = self.tabs.iter().find(|tab| Some(tab.id) == front);
        if let Some(session) = tab.and_then(|tab| tab.session.as_ref()) {
            self.labels_view.begin_label(session.labels());
        }
    }

    pub(super) fn labels_act(&mut self, ctx: &egui::Context, id: TabId, act: LabelsAction) {
        match act {
            LabelsAction::Do(commands) => self.change_labels(id, commands),
            LabelsAction::Close => self.close_labels(ctx, id),
            LabelsAction::AddReady(set) => self.add_set(id, &set.read()),
            LabelsAction::Share => self.share_labels(id),
            LabelsAction::Import => self.ask_file(FileRequest::ImportLabels(id)),
            LabelsAction::Export(format) => self.ask_file(FileRequest::ExportLabels(id, format)),
            LabelsAction::Show(of, annotation) => {
                self.close_labels(ctx, id);
                let Some(tab) = self.tab_of(of) else { return };
                tab.edits_labels = false;
                let span = tab.session.as_ref().and_then(|session| session.annotations().get(&annotation));
                if let Some(span) = span.map(|annotation| annotation.spans.first()) {
                    tab.reader.reveal(span);
                    tab.reader.selected = Some(MarkRef::Annotation(annotation));
                }
                self.front = Some(of);
            }
        }
    }

    /// Returns to the page; what is typed in a field is kept.
    fn close_labels(&mut self, ctx: &egui::Context, id: TabId) {
        let tab = self.tabs.iter().find(|tab| tab.id == id);
        let typed = tab.and_then(|tab| self.labels_view.finish(tab.session.as_ref()?.labels()));
        self.change_labels(id, typed.into_iter().collect());
        if let Some(tab) = self.tab_of(id) {
            tab.edits_labels = false;
        }
        ctx.memory_mut(|memory| memory.focused().inspect(|id| memory.surrender_focus(*id)));
        focus_page(ctx);
    }

    /// Adds what a set has and the article lacks, each with a look of its own.
    fn add_set(&mut self, id: TabId, set: &LabelSet) {
        let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_ref()) else { return };
        let before = session.labels().len();
        let set = with_free_looks(set, session.labels());
        self.change_labels(id, vec![Command::AddLabels(set)]);
        let after = self.tab_of(id).and_then(|tab| tab.session.as_ref()).map_or(0, |session| session.labels().len());
        self.notify(Notice::done("labels-added").with("count", after.saturating_sub(before)));
    }

    /// Adds the labels of a file. If it cannot be read, nothing is changed.
    pub(super) fn import_labels(&mut self, id: TabId, path: PathBuf) {
        self.jobs.start(Task::ReadLabels(id), move |_| {
            let text = store::read_annotation_text(&path).map(|(text, _)| text);
            let read = text.map(|text| (label_format_of(&path).unwrap_or(&own::FORMAT).read)(&text));
            done(move |app: &mut Self| match read {
                Ok(Ok(set)) => app.add_set(id, &set),
                Ok(Err(error)) => {
                    let reason = app.i18n.sentence(&error);
                    let notice = Notice::failure("labels-import-failed").with("file", file_name(&path));
                    app.notify(notice.with("reason", reason).about(id));
                }
                Err(error) => app.report(&error),
            })
        });
    }

    /// Writes the labels of an article into a file of their own.
    pub(super) fn export_labels(&mut self, id: TabId, format: &'static LabelFormat, path: PathBuf, overwrite: bool) {
        let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_ref()) else { return };
        let set = session.labels().clone();
        self.exports += 1;
        self.jobs.start(Task::Export(self.exports), move |_| {
            let mode = if overwrite { WriteMode::Force } else { WriteMode::New };
            let written = store::write_file(&path, (format.write)(&set).as_bytes(), mode);
            done(move |app: &mut Self| match written {
                Ok(_) => app.notify(Notice::done("labels-exported").with("file", file_name(&path))),
                Err(StoreError::Exists { .. }) => app.ask_overwrite(FileRequest::ExportLabels(id, format), path),
                Err(error) => app.report(&error),
            })
        });
    }

    /// Executes commands in a tab as one step.
    fn change_labels(&mut self, id: TabId, commands: Vec<Command>) {
        let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_mut()) else { return };
        let gesture = session.new_gesture();
        for command in commands {
            let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_mut()) else { return };
            if let Err(error) = session.execute_in(command, gesture) {
                self.fail(&error);
                // All of it or nothing.
                let session = self.tab_of(id).and_then(|tab| tab.session.as_mut());
                drop(session.map(|session| session.execute(Command::GiveUp(gesture))));
                return;
            }
        }
    }
}
