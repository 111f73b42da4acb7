//! Editing the labels of an article in the place of its page.

use std::path::PathBuf;

use eframe::egui;

use super::App;
use super::dispatch::focus_page;
use super::jobs::done;
use super::task::Task;
use crate::annotation::{AnnotationState, LabelSet, Transaction, Uses, merge};
use crate::exchange::import::known_among;
use crate::exchange::labels::{LabelFormat, label_format_of, own};
use crate::gui::model::{Begins, FileRequest, LabelsAction, Notice, Tab, TabId};
use crate::gui::reader::MarkRef;
use crate::layout::with_free_looks;
use crate::session::{Command, CommandError, Session};
use crate::store::{self, StoreError, WriteMode, file_name};

impl App {
    /// Whether the labels of the front article are being edited.
    pub(super) fn edits_labels(&self) -> bool {
        self.tab().is_some_and(|tab| tab.edits_labels && tab.session.is_some())
    }

    /// Shows the labels of the front article in the place of its page, or the page again; in a folder those of the chosen
    /// article.
    pub(super) fn toggle_labels(&mut self, ctx: &egui::Context) {
        if let Some(path) = self.chosen_article() {
            self.open_article(path, Begins::Labels);
            return;
        }
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
            LabelsAction::Do(commands) => self.change_labels(id, &commands),
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
        self.change_labels(id, &typed.into_iter().collect::<Vec<_>>());
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
        self.change_labels(id, &[Command::AddLabels(set)]);
        let after = self.tab_of(id).and_then(|tab| tab.session.as_ref()).map_or(0, |session| session.labels().len());
        self.notify(Notice::done("labels-added").with("count", after.saturating_sub(before)));
    }

    /// Adds the labels of a file. If it cannot be read, nothing is changed.
    pub(super) fn import_labels(&mut self, id: TabId, path: PathBuf) {
        self.jobs.start(Task::ReadLabels(id), move |_| {
            let text = store::read_annotation_text(&path).map(|(text, _)| text);
            let format = label_format_of(&path).unwrap_or(&own::FORMAT);
            let read = text.map(|text| (format.read)(&text));
            done(move |app: &mut Self| match read {
                Ok(Ok(set)) => {
                    let own =
                        app.tab_of(id).and_then(|tab| tab.session.as_ref()).map(|session| session.labels().clone());
                    // Other programs' files have names only.
                    let known = own.filter(|_| format.name != own::FORMAT.name).map(|own| known_among(&set, &own));
                    app.add_set(id, known.as_ref().unwrap_or(&set));
                }
                Ok(Err(error)) => {
                    let reason = app.i18n.sentence(&error);
                    let notice = Notice::failure("labels-import-failed").with("file", file_name(&path));
                    app.notify(notice.with("reason", reason));
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

    /// The open articles that use the same labels as one, with itself first: those of its folder, or all that are in none.
    pub(super) fn together(&self, id: TabId) -> Vec<TabId> {
        let folder = |tab: &Tab| tab.article.as_deref().and_then(|article| self.sharing_folder(article));
        let Some(own) = self.tabs.iter().find(|tab| tab.id == id) else { return Vec::new() };
        let around = folder(own);
        let is_writable = |tab: &&Tab| tab.session.as_ref().is_some_and(|session| !session.is_read_only());
        let others = self.tabs.iter().filter(|tab| tab.id != id && folder(tab) == around).filter(is_writable);
        std::iter::once(id).chain(others.map(|tab| tab.id)).collect()
    }

    /// Executes commands in a tab, and what follows from them in the open articles that use the same labels, as one step.
    fn change_labels(&mut self, id: TabId, commands: &[Command]) {
        let together = self.together(id);
        let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_mut()) else { return };
        let (gesture, state, before) = (session.new_gesture(), session.state(), session.labels().clone());
        for command in commands {
            if let Err(error) = session.execute_in(command.clone(), gesture) {
                // All of it or nothing.
                drop(session.execute(Command::GiveUp(gesture)));
                self.fail(&error);
                return;
            }
        }
        if session.state() == state {
            return;
        }
        let after = session.labels().clone();
        self.pass_on_labels(id, before.clone());
        let mut parts: Vec<_> = self.part_of(id, 0).into_iter().collect();
        for other in together.into_iter().skip(1) {
            let Some(session) = self.tab_of(other).and_then(|tab| tab.session.as_mut()) else { continue };
            match follow(session, commands, &before, &after) {
                Ok(true) => parts.extend(self.part_of(other, 0)),
                Ok(false) => {}
                Err(error) => self.fail(&error),
            }
        }
        if parts.len() > 1 {
            self.remember_joint(id, parts, None);
        }
    }
}

/// Changes the labels of an article as those of another were changed, as one step; what is otherwise here stays so. Returns
/// whether that has changed anything.
fn follow(
    session: &mut Session,
    commands: &[Command],
    before: &LabelSet,
    after: &LabelSet,
) -> Result<bool, CommandError> {
    let (gesture, state) = (session.new_gesture(), session.state());
    for command in commands {
        let Command::RemoveLabel { label, uses } = command else { continue };
        // What is used here though nobody has asked about it stays.
        let is_kept = *uses == Uses::None && session.annotation_state().use_of(label).annotations > 0;
        if is_kept || session.labels().get(label).is_none() {
            continue;
        }
        if let Uses::Give(heir) = uses
            && let Some(heir) = after.get(heir).filter(|heir| session.labels().get(&heir.id).is_none())
        {
            session.execute_in(Command::AddLabels(LabelSet::from_labels([heir.clone()])), gesture)?;
        }
        session.execute_in(command.clone(), gesture)?;
    }
    let of = |labels: &LabelSet| AnnotationState { labels: labels.clone(), ..AnnotationState::blank() };
    let ours = session.annotation_state();
    let merged = merge(&of(before), ours, &of(after));
    // Where both were changed in different ways, what is here stays without a question.
    let merged = AnnotationState { conflicts: ours.conflicts.clone(), ..merged };
    let edits = Transaction::between(ours, &merged);
    session.execute_in(Command::Replay(edits, None), gesture)?;
    Ok(session.state() != state)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use std::sync::Arc;

    use super::*;
    use crate::annotation::Label;
    use crate::document::Document;
    use crate::text::Span;

    fn session() -> Session {
        let mut session = Session::new(Arc::new(Document::from_text("قال متحدث إن الهدوء عاد").unwrap()), "test");
        let tag = Command::Tag { span: Span::from_range(0..6), label: "faction".into() };
        session.execute(tag).unwrap();
        session
    }

    #[test]
    fn labels_of_another_article_follow_and_what_is_otherwise_stays() {
        let (mut one, mut other) = (session(), session());
        let named = |session: &Session, name: &str| Label {
            name: [("en".to_owned(), name.to_owned())].into(),
            ..session.labels().get(&"location".into()).unwrap().clone()
        };
        let describe =
            |text: &str, label: Label| Label { description: [("en".to_owned(), text.to_owned())].into(), ..label };
        let own = describe("own", other.labels().get(&"location".into()).unwrap().clone());
        other.execute(Command::EditLabel(own)).unwrap();
        let mut go = |commands: Vec<Command>, other: &mut Session| {
            let before = one.labels().clone();
            for command in &commands {
                one.execute(command.clone()).unwrap();
            }
            follow(other, &commands, &before, one.labels()).unwrap()
        };
        let spot = vec![Command::EditLabel(named(&session(), "Spot"))];
        assert!(go(spot, &mut other));
        let location = other.labels().get(&"location".into()).unwrap();
        assert_eq!((location.name_in("en"), location.description_in("en")), ("Spot", "own"));
        assert!(!follow(&mut other, &[], one.labels(), one.labels()).unwrap(), "nothing has changed");
        // A label is merged with one that is new here.
        let event = Label::new("event", "حدث", "Event", "rose", None);
        one.execute(Command::AddLabel(event)).unwrap();
        let before = one.labels().clone();
        let merge = vec![Command::RemoveLabel { label: "faction".into(), uses: Uses::Give("event".into()) }];
        one.execute(merge[0].clone()).unwrap();
        assert!(follow(&mut other, &merge, &before, one.labels()).unwrap());
        assert_eq!(other.annotations().iter().next().map(|own| own.label.as_str()), Some("event"));
        assert!(other.labels().get(&"faction".into()).is_none());
        other.execute(Command::Undo).unwrap();
        assert_eq!(other.annotations().iter().next().map(|own| own.label.as_str()), Some("faction"), "one step");
        // What nobody has asked about stays.
        let before = one.labels().clone();
        let remove = vec![Command::RemoveLabel { label: "location".into(), uses: Uses::None }];
        one.execute(remove[0].clone()).unwrap();
        other.execute(Command::Tag { span: Span::from_range(7..11), label: "location".into() }).unwrap_or_default();
        follow(&mut other, &remove, &before, one.labels()).unwrap();
        let uses = other.annotation_state().use_of(&"location".into()).annotations;
        assert_eq!(other.labels().get(&"location".into()).is_some(), uses > 0);
    }
}
