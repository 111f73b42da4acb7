//! The import page: a file of another program is read in jobs while the person chooses, and then taken over: into the article
//! in front as one step, or into new articles.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use eframe::egui;

use super::App;
use super::jobs::{Job, done};
use super::task::Task;
use crate::annotation::{Annotation, AnnotationState, Cause, LabelSet, Transaction};
use crate::document::Document;
use crate::exchange::format::ReadFn;
use crate::exchange::import::{Joined, LabelChoices, Sameness, place_watched};
use crate::exchange::{ExchangeError, Foreign, Format, Imported, format_named};
use crate::gui::model::{
    AppAction, FileRequest, ImportAction, ImportChoices, ImportDoing, ImportPage, ImportTarget, Notice, TabId,
    Understood,
};
use crate::gui::widgets::FieldState;
use crate::session::{Command, Session};
use crate::store::{self, ExportError, ImportedFile, Importing, WriteMode};

/// How often it is told how far reading and writing have come.
const TOLD_EACH: Duration = Duration::from_millis(100);

/// The article in front, to which annotations can be brought.
struct Here {
    /// Where it is, or its name.
    path: PathBuf,
    document: Arc<Document>,
    state: Arc<AnnotationState>,
    /// What is proposed there.
    session: Session,
    generation: u64,
}

impl App {
    /// Finds out in which format a file is, and shows the page on which it is imported. A file of no known format that was
    /// to be opened is read as a text.
    pub(super) fn look_at_file(&mut self, path: PathBuf, is_opened: bool) {
        self.jobs.start(Task::Recognise, move |_| {
            let recognised = ImportedFile::new(&path).recognise();
            let holds_articles = store::holds_articles(&path);
            done(move |app: &mut Self| match recognised {
                Ok(None) if is_opened && holds_articles => app.open_folder(path),
                Ok(None) if is_opened => app.open_path(path),
                Ok(format) => app.open_import(path, format.filter(|format| format.read.is_some())),
                Err(error) => app.report(&error),
            })
        });
    }

    fn open_import(&mut self, path: PathBuf, recognised: Option<&'static Format>) {
        self.finish_note();
        let mut search = FieldState::line("");
        if recognised.is_none() {
            search.focus();
        }
        let page = ImportPage {
            over: self.front,
            path,
            recognised,
            choices: ImportChoices { format: recognised, target: None, labels: LabelChoices::new() },
            article: None,
            own: LabelSet::default(),
            search,
            place: FieldState::line(""),
            is_place_chosen: false,
            understood: None,
            is_stale: true,
            asked: None,
            doing: None,
            problems: Vec::new(),
            foot: 0.0,
        };
        self.exporting = None;
        self.importing = Some(Box::new(page));
        if let Some(tab) = self.tab_mut() {
            tab.comparison = None;
            tab.edits_labels = false;
        }
        self.cover();
    }

    /// Whether the import page is shown.
    pub(super) fn shows_import(&self) -> bool {
        self.importing.as_ref().is_some_and(|page| page.over == self.front)
    }

    /// Whether the page of an export or of an import is shown.
    pub(super) fn shows_exchange(&self) -> bool {
        self.shows_export() || self.shows_import()
    }

    /// The height of the foot of that page, in points; 0 if there is none.
    pub(super) fn exchange_foot(&self) -> f32 {
        let export = self.exporting.as_ref().filter(|_| self.shows_export()).map(|page| page.foot);
        let import = || self.importing.as_ref().filter(|_| self.shows_import()).map(|page| page.foot);
        export.or_else(import).unwrap_or(0.0)
    }

    /// The article in whose place the page stands.
    fn imported_here(&self, over: Option<TabId>) -> Option<Here> {
        let tab = self.tabs.iter().find(|tab| Some(tab.id) == over)?;
        let session = tab.session.as_ref()?;
        let path = tab.article.clone().unwrap_or_else(|| PathBuf::from(&tab.name));
        let (document, state) = (Arc::clone(session.document()), Arc::clone(session.annotation_state()));
        Some(Here { path, document, state, session: session.snapshot(), generation: session.generation() })
    }

    /// The labels among which those of a file find their meaning.
    fn labels_for_import(&self, here: Option<&Here>, over: Option<TabId>) -> LabelSet {
        let of_folder = || {
            let folder = self.folders.iter().find(|folder| Some(folder.id) == over)?;
            folder.shared.labels.clone()
        };
        here.map(|here| here.state.labels.clone()).or_else(of_folder).unwrap_or_else(|| LabelSet::standard().clone())
    }

    /// Finds out what the page shows, after every choice and every change of the article.
    pub(super) fn refresh_importing(&mut self) {
        let Some(over) = self.importing.as_ref().map(|page| page.over) else { return };
        let is_gone = match over {
            Some(over) => {
                let is_elsewhere = |tab: &crate::gui::model::Tab| tab.reader.is_sent() || tab.edits_labels;
                !self.strip().any(|open| open == over)
                    || self.tabs.iter().any(|tab| tab.id == over && is_elsewhere(tab))
            }
            None => self.front.is_some(),
        };
        if is_gone {
            self.importing = None;
            self.jobs.cancel(Task::Understand);
            self.cover();
            return;
        }
        if !self.shows_import() {
            return;
        }
        let here = self.imported_here(over);
        let generation = here.as_ref().map(|here| here.generation);
        let Some(page) = &self.importing else { return };
        let is_asked = page.asked.as_ref().is_some_and(|(choices, of)| *choices == page.choices && *of == generation);
        if page.doing.is_some() || is_asked {
            return;
        }
        let own = self.labels_for_import(here.as_ref(), over);
        let Some(page) = &mut self.importing else { return };
        page.article = here.as_ref().map(|here| store::file_name(&here.path));
        let Some(read) = page.choices.format.and_then(|format| format.read) else { return };
        page.own = own;
        page.asked = Some((page.choices.clone(), generation));
        page.is_stale = true;
        let import = Import {
            path: page.path.clone(),
            format: page.choices.format.map_or("", |format| format.name),
            read,
            choices: page.choices.clone(),
            own: page.own.clone(),
        };
        self.jobs.start(Task::Understand, move |job| {
            let tell = |so_far: Understood| job.report(move |app: &mut Self| app.take_understood(so_far, true));
            let understood = import.understand(job, here.as_ref(), &tell)?;
            done(move |app: &mut Self| app.take_understood(understood, false))
        });
    }

    fn take_understood(&mut self, understood: Understood, is_stale: bool) {
        let Some(page) = &mut self.importing else { return };
        page.understood = Some(understood);
        page.is_stale = is_stale;
        if !page.is_place_chosen && !is_stale {
            let place = self.import_base().display().to_string();
            if let Some(page) = self.importing.as_mut().filter(|page| page.place.text() != place) {
                page.place.set_text(&place);
            }
        }
    }

    /// The folder that is proposed for new articles: the one that is open, or a place beside the file.
    fn import_base(&self) -> PathBuf {
        let Some(page) = &self.importing else { return PathBuf::new() };
        if let Some(folder) = page.over.and_then(|over| self.folder_path(over)) {
            return folder;
        }
        let beside = store::folder_of(&page.path).unwrap_or_default();
        let is_one = page.understood.as_ref().is_none_or(|understood| understood.articles < 2);
        if is_one { beside } else { beside.join(page.path.file_stem().unwrap_or_default()) }
    }

    pub(super) fn import_act(&mut self, ctx: &egui::Context, act: ImportAction) {
        let Some(page) = &mut self.importing else { return };
        match act {
            ImportAction::Format(format) => page.set_format(format),
            ImportAction::Target(target) => {
                // What becomes of it elsewhere says nothing about this.
                if page.target() != Some(target) {
                    page.understood = None;
                }
                page.choices.target = Some(target);
                page.problems.clear();
            }
            ImportAction::Label(name, label) => {
                page.choices.labels.insert(name, label);
            }
            ImportAction::Placed => page.is_place_chosen = true,
            ImportAction::ChoosePlace => self.ask_file(FileRequest::ImportFolder),
            ImportAction::Do { overwrite } => match page.target().filter(|_| page.is_ready()) {
                Some(ImportTarget::Article) => self.import_here(ctx),
                Some(ImportTarget::New) => self.import_new(overwrite),
                None => {}
            },
            ImportAction::Stop => {
                if let Some(doing) = &page.doing {
                    doing.stop.store(true, Ordering::Relaxed);
                }
            }
            ImportAction::Close => self.close_import(ctx),
        }
    }

    fn close_import(&mut self, ctx: &egui::Context) {
        // What is being written goes on, and says when it has ended.
        self.importing = None;
        self.jobs.cancel(Task::Understand);
        self.cover();
        ctx.memory_mut(|memory| memory.focused().inspect(|id| memory.surrender_focus(*id)));
        self.return_to_front(ctx);
    }

    /// Takes a folder that was chosen.
    pub(super) fn place_import(&mut self, path: &Path) {
        if let Some(page) = &mut self.importing {
            page.place.set_text(&path.display().to_string());
            page.is_place_chosen = true;
            page.problems.clear();
        }
    }

    /// Adds what was read to the article in front, as one step that can be undone.
    fn import_here(&mut self, ctx: &egui::Context) {
        let Some(page) = &mut self.importing else { return };
        let (file, over) = (store::file_name(&page.path), page.over);
        let Some(understood) = &page.understood else { return };
        let Some((generation, edits)) = understood.edits.clone() else { return };
        let count = understood.annotations() - understood.same;
        let Some(tab) = self.tabs.iter_mut().find(|tab| Some(tab.id) == over) else { return };
        let (id, Some(session)) = (tab.id, &mut tab.session) else { return };
        if session.generation() != generation {
            // It is found out anew.
            return;
        }
        if edits.is_empty() {
            self.close_import(ctx);
            self.notify(Notice::done("notice-import-same").with("source", file).about(id));
            return;
        }
        let edits = Arc::unwrap_or_clone(edits);
        let imported = session.execute(Command::Replay(edits, Some(Cause::Imported)));
        let state = session.state();
        match imported {
            Ok(_) => {
                self.close_import(ctx);
                let notice = Notice::done("notice-imported").with("count", count).with("source", file).about(id);
                self.notify(notice.offering("command-undo", AppAction::TakeBack(id, state)));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Writes new articles.
    fn import_new(&mut self, overwrite: bool) {
        let base = self.import_base();
        let Some(page) = &mut self.importing else { return };
        page.problems.clear();
        let Some((format, read)) = page.choices.format.and_then(|format| Some((format.name, format.read?))) else {
            return;
        };
        let folder = base.join(page.folder());
        let import =
            Import { path: page.path.clone(), format, read, choices: page.choices.clone(), own: page.own.clone() };
        self.exports += 1;
        let (number, stop) = (self.exports, Arc::new(AtomicBool::new(false)));
        let all = page.understood.as_ref().map_or(0, |understood| understood.articles);
        page.doing = Some(ImportDoing { number, done: 0, all, stop: Arc::clone(&stop) });
        let versions = self.versions.clone();
        self.jobs.start(Task::Import(number), move |job| {
            let mode = if overwrite { WriteMode::Force } else { WriteMode::New };
            let file = ImportedFile::new(&import.path);
            let mut writer =
                Importing { file: &file, article: None, mode, versions: versions.as_ref(), taken: BTreeSet::new() };
            let (mut written, mut problems, mut told) = (Vec::new(), Vec::new(), Instant::now());
            let is_format =
                format_named(import.format).map_or(Ok(()), |format| file.refuse_nothing(format, import.read));
            let mut take = |article: Result<Foreign, ExchangeError>| {
                if stop.load(Ordering::Relaxed) {
                    return Err(ExportError::Stopped);
                }
                let placed =
                    article.and_then(|foreign| import.place(foreign, None, &mut |_, _| !stop.load(Ordering::Relaxed)));
                if placed.as_ref().err() == Some(&ExchangeError::Stopped) {
                    return Err(ExportError::Stopped);
                }
                match placed.map_err(ExportError::from).and_then(|imported| writer.write_into(&folder, &imported)) {
                    Ok(file) => written.push(file.path),
                    Err(error) => problems.push(error),
                }
                if told.elapsed() >= TOLD_EACH {
                    told = Instant::now();
                    let done = written.len() + problems.len();
                    job.report(move |app: &mut Self| app.show_imported(number, done));
                }
                Ok(())
            };
            let ended = is_format.and_then(|()| file.read(import.read, &mut take));
            let is_stopped = ended == Err(ExportError::Stopped);
            problems.extend(ended.err().filter(|error| *error != ExportError::Stopped));
            done(move |app: &mut Self| app.take_imported(number, folder, &written, problems, is_stopped))
        });
    }

    fn show_imported(&mut self, number: u64, done: usize) {
        let doing = self.importing.as_mut().and_then(|page| page.doing.as_mut());
        if let Some(doing) = doing.filter(|doing| doing.number == number) {
            doing.done = done;
        }
    }

    /// The page of an import waits for its end no longer.
    pub(super) fn end_import(&mut self, number: u64) -> bool {
        let is_it = |page: &&mut Box<ImportPage>| page.doing.as_ref().is_some_and(|doing| doing.number == number);
        let page = self.importing.as_mut().filter(is_it);
        page.map(|page| page.doing = None).is_some()
    }

    fn take_imported(
        &mut self,
        number: u64,
        folder: PathBuf,
        written: &[PathBuf],
        problems: Vec<ExportError>,
        is_stopped: bool,
    ) {
        let has_page = self.end_import(number);
        let count = written.len();
        if count > 0 {
            let notice = Notice::done("notice-imported-files").with("count", count);
            self.notify(notice.with("folder", folder.display().to_string()));
        } else if is_stopped {
            self.notify(Notice::done("notice-import-stopped"));
        }
        if !problems.is_empty() {
            match &mut self.importing {
                Some(page) if has_page => {
                    page.problems = problems;
                    return;
                }
                _ => problems.iter().for_each(|error| self.report(error)),
            }
        }
        if !has_page || count == 0 {
            return;
        }
        self.importing = None;
        self.cover();
        match written {
            [one] => self.open_path(one.clone()),
            _ => self.open_folder(folder),
        }
    }
}

/// A file that is imported, and how.
struct Import {
    path: PathBuf,
    format: &'static str,
    read: ReadFn,
    choices: ImportChoices,
    own: LabelSet,
}

impl Import {
    /// Finds out what becomes of the file; `None` if that was cancelled. `tell` gets what is known so far.
    fn understand(&self, job: &Job<App>, here: Option<&Here>, tell: &dyn Fn(Understood)) -> Option<Understood> {
        let file = ImportedFile::new(&self.path);
        let mut understood = Understood::default();
        let wishes_new = self.choices.target == Some(ImportTarget::New);
        if let Some(here) = here.filter(|_| !wishes_new) {
            let (at, count) = self.find(&file, job, here)?;
            // A person may say that the only article of a file is this one.
            let insists = self.choices.target == Some(ImportTarget::Article);
            let at = at.or((insists && count == 1).then_some(0));
            if let Some(at) = at {
                understood.target = Some(ImportTarget::Article);
                return self.bring(&file, job, here, at, understood, tell);
            }
            understood.is_another = insists;
        }
        understood.target = Some(if understood.is_another { ImportTarget::Article } else { ImportTarget::New });
        let mut told = Instant::now();
        let ended = file.read(self.read, &mut |article| {
            if job.is_cancelled() {
                return Err(ExportError::Stopped);
            }
            let placed = article.and_then(|foreign| self.place(foreign, None, &mut watch(job, &understood, tell)));
            match placed {
                Err(ExchangeError::Stopped) => return Err(ExportError::Stopped),
                Ok(imported) => {
                    understood.articles += 1;
                    understood.add(&imported.report);
                }
                Err(error) => understood.problem = Some(error.into()),
            }
            if told.elapsed() >= TOLD_EACH {
                told = Instant::now();
                tell(understood.clone());
            }
            Ok(())
        });
        understood.ended(ended)
    }

    /// Places an article of the file; `watch` is told how far that is, and can stop it.
    fn place(
        &self,
        foreign: Foreign,
        article: Option<&Arc<Document>>,
        watch: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Imported, ExchangeError> {
        place_watched(self.format, foreign, article, (&self.own, &self.choices.labels), watch)
    }

    /// The number of the article of the file that is the one at hand, and how many were read until it was found.
    fn find(&self, file: &ImportedFile, job: &Job<App>, here: &Here) -> Option<(Option<usize>, usize)> {
        let (mut best, mut is_found, mut count) = (None, false, 0);
        let ended = file.read(self.read, &mut |article| {
            if job.is_cancelled() {
                return Err(ExportError::Stopped);
            }
            let Ok(foreign) = article else { return Ok(()) };
            let sameness = Sameness::of(&foreign, &here.document, &here.path);
            if best.map_or(Sameness::Other, |(_, known)| known) < sameness {
                best = Some((count, sameness));
            }
            is_found = sameness == Sameness::Certain;
            if is_found {
                return Err(ExportError::Stopped);
            }
            count += 1;
            Ok(())
        });
        let at = best.map(|(at, _)| at);
        (ended != Err(ExportError::Stopped) || is_found).then_some((at, count))
    }

    /// Brings an article of the file to the one at hand.
    fn bring(
        &self,
        file: &ImportedFile,
        job: &Job<App>,
        here: &Here,
        at: usize,
        mut understood: Understood,
        tell: &dyn Fn(Understood),
    ) -> Option<Understood> {
        let mut number = 0;
        let ended = file.read(self.read, &mut |article| {
            if job.is_cancelled() {
                return Err(ExportError::Stopped);
            }
            number += 1;
            if number <= at {
                return Ok(());
            }
            let mut watch = watch(job, &understood, tell);
            let placed = article.and_then(|foreign| self.place(foreign, Some(&here.document), &mut watch));
            drop(watch);
            match placed {
                Ok(imported) => {
                    understood.articles = 1;
                    understood.add(&imported.report);
                    let proposed = |annotation: &Annotation| {
                        here.session.proposed_entity(annotation.spans.single()?, &annotation.label)
                    };
                    let joined = Joined::new(&here.state, &imported.annotation_state, &proposed);
                    understood.same = joined.same;
                    let edits = Transaction::between(&here.state, &joined.annotation_state);
                    understood.edits = Some((here.generation, Arc::new(edits)));
                }
                Err(error) => understood.problem = Some(error.into()),
            }
            Err(ExportError::Stopped)
        });
        // It is read no further than to that article.
        let is_found = ended == Err(ExportError::Stopped) && !job.is_cancelled();
        understood.ended(if is_found { Ok(()) } else { ended })
    }
}

/// Tells how much of an article was placed, and stops it when its job is cancelled.
fn watch(job: &Job<App>, understood: &Understood, tell: &dyn Fn(Understood)) -> impl FnMut(usize, usize) -> bool {
    let mut told = Instant::now();
    move |done, all| {
        if told.elapsed() >= TOLD_EACH {
            told = Instant::now();
            tell(Understood { placing: Some((done, all)), ..understood.clone() });
        }
        !job.is_cancelled()
    }
}

impl Understood {
    /// As it is when reading has ended; `None` if that was cancelled.
    fn ended(mut self, ended: Result<(), ExportError>) -> Option<Self> {
        match ended {
            Err(ExportError::Stopped) => return None,
            Err(error) => self.problem = Some(error),
            Ok(()) => {}
        }
        self.is_whole = true;
        Some(self)
    }
}
