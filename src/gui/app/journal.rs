//! What is done is handed to the journals as it is done, and what another process has left in them is restored.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use eframe::egui;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::annotation::Cause;
use crate::detect::Kind;
use crate::document::Document;
use crate::gui::model::{
    ComparedState, Comparison, Journaling, NoteEdit, NoteOn, Notice, Purpose, Restored, RestoredAction, Safety, Tab,
    TabId,
};
use crate::gui::panels::Dialog;
use crate::gui::widgets::FieldState;
use crate::session::{Applied, Command, Session};
use crate::store::journal::{self, Aside, Draft, DraftOn, Keeper, Order, Record, Recovered, Subject, Told};
use crate::store::{Opened, RealDisk, Stamp, is_same_file};
use crate::text::Message;

/// A pause in writing a note after which it is kept, and the longest time without one, in seconds.
const PAUSE_SECS: f64 = 0.2;
const LONGEST_SECS: f64 = 1.0;
/// How long the end of the program waits for the journals.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

impl App {
    /// What is done is kept in journals in the first of these folders that takes them; what is left there is restored.
    #[must_use]
    pub fn keeping_journals(mut self, folders: Vec<PathBuf>) -> Self {
        let outbox = self.jobs.outbox();
        let tell = move |told| outbox.report(move |app: &mut Self| app.take_told(told));
        let Some(keeper) = Keeper::start(Arc::new(RealDisk), folders.clone(), tell) else { return self };
        self.journaling = Some(Journaling::new(keeper, folders));
        self.recover();
        self
    }

    /// Lists the journals that were put aside.
    pub(super) fn list_aside(&mut self) {
        self.dialog = Some(Dialog::Aside(None));
        let folders = self.journal_folders();
        self.jobs.start(Task::ListAside, move |_| {
            let list = journal::list_aside(&RealDisk, &folders);
            done(move |app: &mut Self| {
                if let Some(Dialog::Aside(listed)) = &mut app.dialog {
                    *listed = Some(list);
                }
            })
        });
    }

    /// Puts a journal back, and restores it in its article.
    pub(super) fn put_back(&mut self, aside: Aside) {
        self.finish_note();
        self.dialog = None;
        let article = aside.article();
        let is_its = |tab: &&Tab| match (&article, &tab.article) {
            (Some(article), Some(open)) => is_same_file(article, open),
            (None, None) => tab.name == aside.name(),
            _ => false,
        };
        let open = self.tabs.iter().find(is_its).map(|tab| (tab.id, tab.is_dirty()));
        if let Some((id, true)) = open {
            // The article is read again.
            self.front = Some(id);
            self.notify(Notice::warning("warning-save-first").about(id));
            return;
        }
        self.jobs.start(Task::PutBack, move |_| {
            let put_back = aside.put_back(&RealDisk);
            done(move |app: &mut Self| match (put_back, article, open) {
                (Err(error), ..) => app.report(&error),
                (Ok(()), Some(article), Some((id, _))) => {
                    app.front = Some(id);
                    app.read(id, article, None);
                }
                (Ok(()), Some(article), None) => app.open_paths(vec![article]),
                (Ok(()), None, open) => {
                    if let Some((id, _)) = open {
                        app.drop_tab(id);
                    }
                    app.front = None;
                    app.recover();
                }
            })
        });
    }

    /// Writes the journals from outside the frame.
    pub(in crate::gui) fn keeper(&self) -> Option<Keeper> {
        self.journaling.as_ref().map(|journaling| journaling.keeper.clone())
    }

    fn take_told(&mut self, told: Told) {
        self.notices.retain(|notice| !notice.says("notice-not-kept") && !notice.says("notice-kept-for-now"));
        if let Some(journaling) = &mut self.journaling {
            journaling.safety = match told {
                Told::KeptAgain => Safety::Kept,
                Told::KeptForNow(..) => Safety::ForNow,
                Told::NotKept(_) => Safety::Lost,
            };
        }
        match told {
            Told::NotKept(error) => {
                let notice = Notice::failure("notice-not-kept").with("reason", Message::of(&error));
                self.notify(notice);
            }
            Told::KeptForNow(folder, error) => {
                let notice = Notice::warning("notice-kept-for-now").with("folder", folder.display().to_string());
                self.notify(notice.with("reason", Message::of(&error)));
            }
            Told::KeptAgain => self.notify(Notice::done("notice-kept-again")),
        }
    }

    pub(super) fn order(&self, order: Order) {
        if let Some(journaling) = &self.journaling {
            journaling.keeper.order(order);
        }
    }

    /// The folders of the journals, for jobs.
    pub(super) fn journal_folders(&self) -> Vec<PathBuf> {
        self.journaling.as_ref().map(|journaling| journaling.folders.clone()).unwrap_or_default()
    }

    /// A tab's journal is about the text that it shows from now on.
    pub(super) fn begin_journal(&mut self, id: TabId, base: Stamp) {
        if self.journaling.is_none() {
            return;
        }
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &mut tab.session else { return };
        session.keep_applied();
        tab.journal.done += 1;
        let (done, document) = (tab.journal.done, session.document().clone());
        if let Some(subject) = self.subject(id, base, document) {
            self.order(Order::Begin(id.0, done, subject));
        }
    }

    fn subject(&self, id: TabId, base: Stamp, document: Arc<Document>) -> Option<Subject> {
        let tab = self.tabs.iter().find(|tab| tab.id == id)?;
        // Once a sample is saved, its text stands beside its annotations.
        let written = tab.annotations.as_ref().filter(|_| tab.has_file).map(|path| path.with_file_name(&tab.name));
        Some(Subject {
            article: tab.article.clone().or(written),
            annotations: tab.annotations.clone().filter(|_| tab.has_file),
            name: tab.name.clone(),
            base,
            document,
        })
    }

    /// Hands over what was done in all tabs.
    pub(super) fn keep_journals(&mut self, ctx: &egui::Context, now_secs: f64) {
        if self.journaling.is_none() {
            return;
        }
        let mut orders = Vec::new();
        for tab in &mut self.tabs {
            hand_over(tab, now_secs, &mut orders);
            if let Some((at, _)) = tab.journal.keep_at_secs {
                ctx.request_repaint_after_secs((at - now_secs).max(0.0) as f32 + 0.01);
            }
        }
        for order in orders {
            self.order(order);
        }
        self.keep_read();
        self.keep_window(ctx, now_secs);
    }

    /// Hands over what was done in a tab, before it is saved; gives how much that is.
    pub(super) fn hand_over(&mut self, id: TabId) -> u64 {
        let mut orders = Vec::new();
        let Some(tab) = self.tab_of(id) else { return 0 };
        hand_over(tab, f64::INFINITY, &mut orders);
        let done = tab.journal.done;
        for order in orders {
            self.order(order);
        }
        done
    }

    /// A tab was saved as it was when this much was done. A note that is being written was not.
    pub(super) fn forget_saved(&mut self, id: TabId, upto: u64, base: Stamp, document: &Arc<Document>) {
        if let Some(tab) = self.tab_of(id)
            && let (Some(note), Some(session), true) = (&tab.note, &tab.session, tab.journal.has_draft)
        {
            tab.journal.done += 1;
            let again = Order::Push(id.0, tab.journal.done, Record::Draft(Some(draft_of(note, session))));
            self.order(again);
        }
        if let Some(subject) = self.subject(id, base, document.clone()) {
            self.order(Order::Saved(id.0, upto, subject));
        }
    }

    /// A tab's work begins with these contents of its annotation file: they may not be on the disk, or not any more.
    pub(super) fn begins_with(&mut self, id: TabId, stamp: Stamp) {
        if let Some(tab) = self.tab_of(id) {
            tab.journal.done += 1;
            let wrote = Order::Push(id.0, tab.journal.done, Record::Wrote(stamp));
            self.order(wrote);
        }
    }

    /// A tab is closed, and what is unsaved in it given up.
    pub(super) fn end_journal(&mut self, id: TabId) {
        self.hand_over(id);
        let is_dirty = self.tabs.iter().any(|tab| tab.id == id && tab.is_dirty());
        self.order(if is_dirty { Order::SetAside(id.0) } else { Order::Clear(id.0) });
    }

    /// The window is closed by the person: nothing is to come back.
    pub(super) fn end_journals(&mut self) {
        for id in self.tabs.iter().map(|tab| tab.id).collect::<Vec<_>>() {
            self.end_journal(id);
        }
        self.end_window_journal();
    }

    /// Puts all of it on the disk, also a note in the middle of a word.
    pub(crate) fn flush_journals(&mut self) {
        for id in self.tabs.iter().map(|tab| tab.id).collect::<Vec<_>>() {
            self.hand_over(id);
        }
        if let Some(journaling) = &self.journaling {
            journaling.keeper.flush(PATIENCE);
        }
    }

    /// Restores what journals hold of an article that was just opened.
    pub(super) fn restore(&mut self, id: TabId, recovered: Recovered) {
        for path in &recovered.left {
            let notice = Notice::warning("notice-journal-other-text").with("path", path.display().to_string());
            self.notify(notice.about(id));
        }
        if recovered.is_waiting {
            self.notify(Notice::warning("notice-journal-waits").about(id));
        }
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &mut tab.session else { return };
        if recovered.former.journals.is_empty() {
            return;
        }
        let is_empty = recovered.is_empty();
        if let Err(error) = session.execute(Command::Replay(recovered.edits, Some(Cause::Recovered))) {
            self.fail(&error);
            return;
        }
        let state = session.state();
        let last = recovered.former.last.parse::<jiff::Timestamp>().ok().map(SystemTime::from);
        let mut order = None;
        if let Some(draft) = recovered.draft {
            tab.note = Some(note_of(&draft, session));
            tab.journal.note = Some(draft.text.clone());
            tab.journal.has_draft = true;
            tab.journal.done += 1;
            order = Some(Order::Push(id.0, tab.journal.done, Record::Draft(Some(draft))));
        }
        let restored = Restored {
            changes: recovered.former.changes,
            last,
            has_draft: tab.note.is_some(),
            back: recovered.back,
            state,
        };
        tab.restored = (!is_empty).then_some(restored);
        if let Some(order) = order {
            self.order(order);
        }
        let upto = self.hand_over(id);
        self.order(Order::TakeOver(id.0, upto, recovered.former));
        if let Some(tab) = self.tab_of(id) {
            tab.journal.has_records = true;
        }
        if is_empty {
            return;
        }
        for (is_so, key) in [
            (recovered.is_damaged, "notice-journal-damaged"),
            (recovered.is_text_changed, "notice-restored-text"),
            (recovered.is_file_changed, "notice-restored-file"),
        ] {
            if is_so {
                self.notify(Notice::warning(key).about(id));
            }
        }
    }

    /// Opens an article that has no file, or none any more, as its journal has it.
    pub(super) fn open_recovered(&mut self, opened: Opened, recovered: Recovered) {
        let header = recovered.former.journals.first().and_then(|found| found.header.as_ref());
        let name = header.map(|header| header.name.clone()).unwrap_or_default();
        let had_file = header.is_some_and(|header| header.article.is_some());
        let id = self.add_tab(name);
        self.show_without_file(id, opened.document);
        if had_file {
            self.notify(Notice::warning("notice-article-gone").about(id));
        }
        self.restore(id, recovered);
        self.resume_adjudicating(id);
    }

    /// The person has answered the recovery bar.
    pub(super) fn answer_restored(&mut self, id: TabId, act: RestoredAction) {
        match act {
            RestoredAction::Keep => self.keep_restored(id),
            RestoredAction::Look => self.look_at_restored(id),
            RestoredAction::Discard => self.discard_restored(id),
        }
    }

    /// The person keeps what was restored.
    pub(super) fn keep_restored(&mut self, id: TabId) {
        if let Some(tab) = self.tab_of(id) {
            tab.restored = None;
        }
    }

    /// Shows what was restored, against the file as it was saved.
    pub(super) fn look_at_restored(&mut self, id: TabId) {
        let Some(tab) = self.tab_of(id) else { return };
        let (Some(restored), Some(session)) = (&tab.restored, &tab.session) else { return };
        let (document, now, back) =
            (session.document().clone(), session.annotation_state().clone(), restored.back.clone());
        self.compare(id, move || {
            let mut was = now.as_ref().clone();
            back.replay(&mut was);
            let [was, now] = [was.into(), now].map(|state| ComparedState { document: document.clone(), state });
            Ok(Comparison::new(Purpose::Restored, was, now))
        });
    }

    /// The person does not want what was restored; its journals are kept for a while.
    pub(super) fn discard_restored(&mut self, id: TabId) {
        let Some(tab) = self.tab_of(id) else { return };
        let (Some(restored), Some(session)) = (tab.restored.take(), &mut tab.session) else { return };
        if restored.has_draft {
            tab.note = None;
        }
        let is_last = session.state() == restored.state;
        let command = if is_last { Command::Undo } else { Command::Replay(restored.back, Some(Cause::Discarded)) };
        let discarded = if restored.changes == 0 { Ok(()) } else { session.execute(command).map(|_| ()) };
        tab.reader.selected = None;
        match discarded {
            Ok(()) => self.notify(Notice::done("notice-restored-discarded").about(id)),
            Err(error) => self.fail(&error),
        }
    }

    /// The system wants the program to end: nobody is asked, and all of it comes back with the next start.
    pub(crate) fn end_for_system(&mut self) {
        self.show_window();
        self.end_process();
    }
}

/// What was done in a tab, as orders; the note that is being written when its time has come.
fn hand_over(tab: &mut Tab, now_secs: f64, orders: &mut Vec<Order>) {
    let Some(session) = &mut tab.session else { return };
    let (id, kept) = (tab.id.0, &mut tab.journal);
    for Applied { at, by, edits, back } in session.take_applied() {
        kept.done += 1;
        kept.has_records = true;
        orders.push(Order::Push(id, kept.done, Record::change(at, by, edits, back)));
    }
    let text = tab.note.as_ref().map(|note| note.field.text());
    if text != kept.note.as_deref() {
        let is_begun = kept.note.is_none();
        kept.note = text.map(str::to_owned);
        // Opening a note changes nothing; ending one is kept at once.
        kept.keep_at_secs = match (text.is_some(), kept.keep_at_secs) {
            (false, _) => kept.has_draft.then_some((0.0, 0.0)),
            (true, _) if is_begun => None,
            (true, Some((_, latest))) => Some((latest.min(now_secs + PAUSE_SECS), latest)),
            (true, None) => Some((now_secs + PAUSE_SECS, now_secs + LONGEST_SECS)),
        };
    }
    if kept.keep_at_secs.take_if(|(at, _)| *at <= now_secs).is_some() {
        let draft = tab.note.as_ref().map(|note| draft_of(note, session));
        kept.has_draft = draft.is_some();
        kept.done += 1;
        kept.has_records = true;
        orders.push(Order::Push(id, kept.done, Record::Draft(draft)));
    }
    // What annotators' files have in common is nowhere else until the result has a file.
    let is_result = tab.adjudicating.is_some() && !tab.has_file;
    if kept.has_records && !session.is_dirty() && !kept.has_draft && !is_result {
        kept.has_records = false;
        orders.push(Order::Clear(id));
    }
}

fn draft_of(note: &NoteEdit, session: &Session) -> Draft {
    let on = match &note.on {
        NoteOn::Annotation(id) => DraftOn::Annotation(id.clone()),
        NoteOn::Suggestion(span, kind) => DraftOn::Passage(*span, session.label_of_kind(*kind).cloned()),
        NoteOn::Passage(span) => DraftOn::Passage(*span, None),
    };
    Draft { on, text: note.field.text().to_owned() }
}

/// The note that was being written. If its annotation is gone, it is shown elsewhere.
fn note_of(draft: &Draft, session: &Session) -> NoteEdit {
    let on = match &draft.on {
        DraftOn::Annotation(id) if session.annotations().get(id).is_some() => NoteOn::Annotation(id.clone()),
        DraftOn::Annotation(_) => NoteOn::Passage(Draft::place_without_words(session.document())),
        DraftOn::Passage(span, label) => match label.as_ref().and_then(|label| Kind::of_label(label.as_str())) {
            Some(kind) => NoteOn::Suggestion(*span, kind),
            None => NoteOn::Passage(*span),
        },
    };
    NoteEdit { on, field: FieldState::note(&draft.text) }
}
