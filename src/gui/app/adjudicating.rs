//! Several annotators' files of one article are put side by side and made into one: a result of its own, in a tab of its own,
//! which is saved under a new name.
//!
//! What all have in common goes in at once; each decision is a step of the result's history. The result names its files, so
//! that the work goes on when it is opened again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use super::App;
use super::dispatch::focus_page;
use super::jobs::done;
use super::task::Task;
use crate::agreement::{Adjudication, annotator};
use crate::annotation::{Adjudicated, AnnotationState, Cause, Transaction};
use crate::document::Document;
use crate::gui::model::{Adjudicating, AdjudicatingAction, Compared, ComparedState, FileRequest, Notice, Tab, TabId};
use crate::gui::reader::MarkRef;
use crate::session::{Command, Session};
use crate::store::{self, Articles, StoreError, file_name};
use crate::text::Span;
use crate::text::words::words;

/// What became of reading annotators' files.
enum Read {
    /// They stand side by side.
    Compared(Box<Compared>, Arc<Document>),
    /// One of them is the result of the others: it is opened.
    Result(PathBuf),
    /// There are fewer than two.
    TooFew,
    /// One belongs to another text than the first.
    OtherText(PathBuf, PathBuf),
    /// One cannot be read.
    Unreadable(StoreError),
}

impl App {
    /// Puts annotators' files side by side. One alone is compared with that of the front article.
    pub(super) fn compare_files(&mut self, mut files: Vec<PathBuf>) {
        if let ([_], Some(Tab { annotations: Some(own), has_file: true, .. })) = (files.as_slice(), self.tab()) {
            files.insert(0, own.clone());
        }
        self.read_compared(files, |app, read| app.take_compared(read));
    }

    /// Puts all annotators' files side by side that lie beside the article at hand, or returns to where they stand so.
    pub(super) fn compare_annotators(&mut self) {
        let front = self.front;
        if let Some(id) = front.filter(|_| self.tab().is_some_and(|tab| tab.adjudicating.is_some())) {
            self.turn_adjudication(id);
            return;
        }
        let article = self.chosen_article().or_else(|| self.tab()?.article.clone());
        let Some(article) = article else { return self.ask_file(FileRequest::Compare) };
        self.marked += 1;
        let own = self.settings.author();
        self.jobs.start(Task::Compared(self.marked), move |_| {
            let files = store::annotators_beside(&article, &own);
            done(move |app: &mut Self| match files {
                Err(error) => app.say_hidden(&error),
                Ok(files) if files.len() > 1 => app.compare_files(files),
                Ok(files) => {
                    let file = file_name(&article);
                    app.notify(if files.is_empty() {
                        Notice::warning("warning-compare-nothing").with("file", file)
                    } else {
                        Notice::done("notice-compare-none").with("file", file)
                    });
                    app.ask_file(FileRequest::Compare);
                }
            })
        });
    }

    /// Opens annotation files that came at once: those of one article side by side.
    pub(super) fn open_annotation_files(&mut self, files: Vec<PathBuf>) {
        self.marked += 1;
        self.jobs.start(Task::Compared(self.marked), move |_| {
            let of = |file: &PathBuf| store::articles_named_in(file).into_iter().next();
            let first = files.first().and_then(of);
            let is_one = first.is_some() && files.iter().all(|file| of(file) == first);
            done(move |app: &mut Self| {
                if is_one {
                    app.compare_files(files);
                } else {
                    for file in files {
                        app.open_path(file);
                    }
                }
            })
        });
    }

    fn read_compared(&mut self, files: Vec<PathBuf>, take: impl FnOnce(&mut Self, Read) + Send + 'static) {
        let (saved_elsewhere, own) = (self.settings.saved_elsewhere.clone(), self.settings.author());
        self.marked += 1;
        self.jobs.start(Task::Compared(self.marked), move |_| {
            let articles = Articles { saved_elsewhere: &saved_elsewhere, ..Articles::default() };
            let read = read_files(files, articles, &own);
            done(move |app: &mut Self| take(app, read))
        });
    }

    fn take_compared(&mut self, read: Read) {
        let (compared, document) = match read {
            Read::Compared(compared, document) => (*compared, document),
            other => return self.say_not_compared(other),
        };
        self.show_hidden();
        let is_open = |tab: &&Tab| {
            tab.adjudicating.as_ref().is_some_and(|adjudicating| adjudicating.compared.files == compared.files)
        };
        if let Some(id) = self.tabs.iter().find(is_open).map(|tab| tab.id) {
            self.front = Some(id);
            return;
        }
        self.finish_note();
        self.settings.remember(&compared.article);
        let id = self.add_tab(file_name(&compared.article));
        let mut common = compared.adjudication.common.clone();
        let files = Adjudicated(compared.files.iter().map(|file| name_beside(file, &compared.article)).collect());
        let (name, value) = files.value();
        common.attributes.set(name, Some(value));
        let session = Session::new(document, self.settings.author());
        let edits = Transaction::between(session.annotation_state(), &common);
        self.show_session_without_file(id, session);
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &mut tab.session else { return };
        if let Err(error) = session.execute(Command::Replay(edits, Some(Cause::InCommon))) {
            return self.fail(&error);
        }
        // As long as nothing is decided, nothing is lost with it.
        session.mark_saved();
        tab.saving.read = Some(session.state());
        tab.adjudicating = Some(Box::new(Adjudicating::new(compared, session)));
    }

    fn say_not_compared(&mut self, read: Read) {
        match read {
            Read::Compared(..) => {}
            Read::Result(file) => self.open_paths(vec![file]),
            Read::TooFew => self.notify(Notice::warning("warning-compare-too-few")),
            Read::OtherText(file, first) => {
                let notice = Notice::warning("warning-compare-other-text").with("file", file_name(&file));
                self.notify(notice.with("first", file_name(&first)));
            }
            Read::Unreadable(error @ StoreError::Blind { .. }) => self.say_hidden(&error),
            Read::Unreadable(error) => self.report(&error),
        }
    }

    /// Goes on with a result that was opened again, where its files can be read.
    pub(super) fn resume_adjudicating(&mut self, id: TabId) {
        let recent = self.settings.recent.clone();
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        let Some(Adjudicated(names)) = Adjudicated::of(&session.annotation_state().attributes) else { return };
        if tab.adjudicating.is_some() || names.len() < 2 {
            return;
        }
        let name = Path::new(&tab.name).file_name().map(ToOwned::to_owned);
        let is_named = |path: &&PathBuf| path.file_name().map(ToOwned::to_owned) == name;
        let near = tab.article.iter().chain(&tab.annotations).chain(recent.iter().filter(is_named));
        let folders: Vec<PathBuf> = near.filter_map(|path| store::folder_of(path)).collect();
        let find = |name: &String| {
            let mut places = folders.iter().map(|folder| folder.join(name));
            places.find(|path| path.is_file()).unwrap_or_else(|| PathBuf::from(name))
        };
        let files = names.iter().map(find).collect();
        let sha256 = session.document().sha256().to_owned();
        self.read_compared(files, move |app, read| {
            let (compared, document) = match read {
                Read::Compared(compared, document) => (*compared, document),
                other => return app.say_not_compared(other),
            };
            let Some(Tab { session: Some(session), adjudicating, .. }) = app.tab_of(id) else { return };
            if document.sha256() == sha256 && adjudicating.is_none() {
                let mut resumed = Adjudicating::new(compared, session);
                resumed.is_on_page = resumed.done() == resumed.decided.len();
                *adjudicating = Some(Box::new(resumed));
            }
        });
    }

    /// Shows the files side by side, or the page of their result.
    fn turn_adjudication(&mut self, id: TabId) {
        self.finish_note();
        if let Some(Tab { adjudicating: Some(adjudicating), comparison, edits_labels, .. }) = self.tab_of(id) {
            let is_hidden = comparison.take().is_some() || std::mem::take(edits_labels);
            adjudicating.is_on_page = !is_hidden && !adjudicating.is_on_page;
            adjudicating.wants_focus = true;
        }
    }

    /// Brings the views of annotators' files up to date with their results.
    pub(super) fn refresh_adjudications(&mut self) {
        for tab in &mut self.tabs {
            if let (Some(adjudicating), Some(session)) = (&mut tab.adjudicating, &tab.session) {
                adjudicating.follow(session);
            }
        }
    }

    /// Whether a file is one of those from which a tab's result is made: it is not saved over.
    pub(super) fn is_compared(&self, id: TabId, path: &Path) -> bool {
        let adjudicating = self.tabs.iter().find(|tab| tab.id == id).and_then(|tab| tab.adjudicating.as_ref());
        adjudicating.is_some_and(|it| it.compared.files.iter().any(|file| store::is_same_file(file, path)))
    }

    /// The file that is proposed for a result: a new one beside its article.
    pub(super) fn proposed_result(&self, id: TabId) -> Option<PathBuf> {
        let tab = self.tabs.iter().find(|tab| tab.id == id)?;
        let article = &tab.adjudicating.as_ref()?.compared.article;
        let stem = article.file_stem()?.to_string_lossy();
        tab.annotations.clone().or_else(|| {
            Some(store::free_path(
                &article.with_file_name(format!("{stem}.adjudicated{}", crate::exchange::ron::SUFFIX)),
            ))
        })
    }

    pub(super) fn adjudicating_act(&mut self, ctx: &egui::Context, id: TabId, act: AdjudicatingAction) {
        match act {
            AdjudicatingAction::Take(whose) => self.adjudicate(id, move |side| side == whose),
            AdjudicatingAction::TakeAll => self.adjudicate(id, |_| true),
            AdjudicatingAction::TakeNothing => self.adjudicate(id, |_| false),
            AdjudicatingAction::Edit => self.edit_adjudicated(ctx, id),
            AdjudicatingAction::KeepNote => self.note_question(id),
            AdjudicatingAction::LeaveNote | AdjudicatingAction::Later => {
                let Some(Tab { adjudicating: Some(adjudicating), .. }) = self.tab_of(id) else { return };
                adjudicating.note = None;
                let next = adjudicating.next_open(adjudicating.chosen).filter(|_| act == AdjudicatingAction::Later);
                adjudicating.choose(next.unwrap_or(adjudicating.chosen));
            }
            AdjudicatingAction::ToPage | AdjudicatingAction::Back => {
                self.turn_adjudication(id);
                ctx.memory_mut(|memory| memory.focused().inspect(|id| memory.surrender_focus(*id)));
                if act == AdjudicatingAction::ToPage {
                    self.show_question(id);
                    focus_page(ctx);
                }
            }
        }
    }

    /// Decides about the question that is opened, and opens the next one.
    fn adjudicate(&mut self, id: TabId, takes: impl Fn(usize) -> bool) {
        let Some(Tab { adjudicating: Some(adjudicating), session: Some(session), .. }) = self.tab_of(id) else {
            return;
        };
        let Some(question) = adjudicating.questions().get(adjudicating.chosen) else { return };
        let verdict = question.verdict(session.annotation_state(), &adjudicating.compared.names, takes);
        if let Err(error) = session.execute(Command::Adjudicate(verdict)) {
            return self.fail(&error);
        }
        adjudicating.follow(session);
        if let Some(next) = adjudicating.next_open(adjudicating.chosen) {
            adjudicating.choose(next);
        }
    }

    /// Keeps the note that is being written about a question.
    fn note_question(&mut self, id: TabId) {
        let Some(Tab { adjudicating: Some(adjudicating), session: Some(session), .. }) = self.tab_of(id) else {
            return;
        };
        adjudicating.wants_focus = true;
        let Some((number, field)) = adjudicating.note.take() else { return };
        let Some(question) = adjudicating.questions().get(number) else { return };
        let (note, state) = (field.text().trim().to_owned(), session.annotation_state());
        let on = question.note(state).or_else(|| question.accepted(state).first().copied());
        let on = on.map(|annotation| annotation.id.clone());
        let command = match on {
            Some(on) => Command::SetNote { id: on, note },
            None if note.is_empty() => return,
            None => Command::Adjudicate(question.noted(state, &note)),
        };
        if let Err(error) = session.execute(command) {
            self.fail(&error);
        }
    }

    /// Shows what was taken on the page, to be changed there; of an open question what the first has there is taken.
    fn edit_adjudicated(&mut self, ctx: &egui::Context, id: TabId) {
        let Some(Tab { adjudicating: Some(adjudicating), session: Some(session), .. }) = self.tab_of(id) else {
            return;
        };
        let chosen = adjudicating.chosen;
        let Some(question) = adjudicating.questions().get(chosen) else { return };
        let nothing = question.accepted(session.annotation_state()).is_empty();
        if nothing || matches!(adjudicating.decided.get(chosen), Some(None)) {
            let first = question.sides.iter().position(|side| !side.is_empty()).unwrap_or_default();
            let names = &adjudicating.compared.names;
            let verdict = question.verdict(session.annotation_state(), names, |side| side == first);
            if let Err(error) = session.execute(Command::Adjudicate(verdict)) {
                return self.fail(&error);
            }
            adjudicating.follow(session);
        }
        adjudicating.is_on_page = true;
        ctx.memory_mut(|memory| memory.focused().inspect(|id| memory.surrender_focus(*id)));
        self.show_question(id);
        focus_page(ctx);
    }

    /// Shows the passage of the question that is opened on the page, and selects what the result has there.
    fn show_question(&mut self, id: TabId) {
        let Some(Tab { adjudicating: Some(adjudicating), session: Some(session), reader, .. }) = self.tab_of(id) else {
            return;
        };
        let Some(question) = adjudicating.questions().get(adjudicating.chosen) else { return };
        reader.deselect();
        let accepted = question.accepted(session.annotation_state());
        reader.reveal(accepted.first().map_or(question.span, |annotation| annotation.spans.first()));
        reader.selected = accepted.first().map(|annotation| MarkRef::Annotation(annotation.id.clone()));
    }
}

/// Reads the files, and compares them, if this person may see them.
fn read_files(files: Vec<PathBuf>, articles: Articles<'_>, by: &str) -> Read {
    let mut read: Vec<(PathBuf, PathBuf, Arc<Document>, AnnotationState)> = Vec::new();
    for file in files {
        if read.iter().any(|(known, ..)| store::is_same_file(known, &file)) {
            continue;
        }
        let opened = match store::open_among(&file, None, articles) {
            Ok(opened) => opened,
            Err(error) => return Read::Unreadable(error),
        };
        if let Err(error) = store::check_seen(&file, &opened.article, by) {
            return Read::Unreadable(error);
        }
        let state = match opened.loaded {
            Some(Ok(loaded)) => loaded.annotation_state,
            Some(Err(error)) => return Read::Unreadable(error),
            None => AnnotationState::default(),
        };
        if let Some((first, _, document, _)) = read.first()
            && document.text() != opened.document.text()
        {
            return Read::OtherText(file, first.clone());
        }
        read.push((file, opened.article, opened.document, state));
    }
    let is_result = |state: &AnnotationState| Adjudicated::of(&state.attributes).is_some();
    let results: Vec<usize> = (0..read.len()).filter(|at| is_result(&read[*at].3)).collect();
    if let ([result], true) = (results.as_slice(), read.len() > 1) {
        let Adjudicated(names) = Adjudicated::of(&read[*result].3.attributes).unwrap_or_default();
        let is_named = |file: &Path| names.iter().any(|name| Path::new(name).file_name() == file.file_name());
        if read.iter().enumerate().all(|(at, (file, ..))| at == *result || is_named(file)) {
            return Read::Result(read[*result].0.clone());
        }
    }
    let Some((_, article, document, _)) = read.first().filter(|_| read.len() > 1) else { return Read::TooFew };
    let (article, document) = (article.clone(), Arc::clone(document));
    let words: Vec<Span> = words(document.text()).collect();
    let states: Vec<&AnnotationState> = read.iter().map(|(.., state)| state).collect();
    let adjudication = Adjudication::between(document.text(), &words, &states);
    let files: Vec<PathBuf> = read.iter().map(|(file, ..)| file.clone()).collect();
    let names = names_of(&files, &article, &states);
    let side = |(.., state): (PathBuf, PathBuf, Arc<Document>, AnnotationState)| ComparedState {
        document: Arc::clone(&document),
        state: Arc::new(state),
    };
    let sides = read.into_iter().map(side).collect();
    Read::Compared(Box::new(Compared { article, files, names, sides, adjudication }), document)
}

/// What annotators are called: by their name in the file; where that is missing, or two have the same, by the file.
fn names_of(files: &[PathBuf], article: &Path, states: &[&AnnotationState]) -> Vec<String> {
    let own: Vec<Option<&str>> = states.iter().map(|state| annotator(state)).collect();
    let stem = article.file_stem().unwrap_or_default().to_string_lossy();
    let name = |(file, name): (&PathBuf, Option<&str>)| match name {
        Some(name) if own.iter().filter(|other| **other == Some(name)).count() == 1 => name.to_owned(),
        _ => {
            let whole = file_name(file);
            let part = whole.strip_suffix(crate::exchange::ron::SUFFIX).unwrap_or(&whole);
            let rest = part.strip_prefix(&*stem).map(|rest| rest.trim_start_matches(['.', '-', '_', ' ']));
            rest.filter(|rest| !rest.is_empty()).unwrap_or(part).to_owned()
        }
    };
    files.iter().zip(own.iter().copied()).map(name).collect()
}

/// How a result refers to one of its files: by its path from the article's folder where it is inside, else by its whole path.
fn name_beside(file: &Path, article: &Path) -> String {
    let folder = store::folder_of(article).unwrap_or_default();
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let inside = file.strip_prefix(&folder).unwrap_or(&file);
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/").replace("//", "/")
}
