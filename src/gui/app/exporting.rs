//! The export page: what will be written is found out in jobs while the person chooses, and then written in one.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use eframe::egui;
use serde_json::json;

use super::App;
use super::dispatch::focus_page;
use super::export_sources::{ExportInput, ExportReading, files_of};
use super::file_notices::{exported, kept_earlier};
use super::jobs::done;
use super::task::Task;
use super::unopened::Taught;
use crate::exchange::{
    Along, Article, EntityFacts, EntityLookup, Format, Options, Preview, StatusCounts, Statuses, Summary,
};
use crate::gui::model::{
    ExportAction, ExportChoices, ExportDoing, ExportOnly, ExportPage, FileRequest, Foreseen, Notice, Scope, TabId,
    proposed_file,
};
use crate::gui::widgets::FieldState;
use crate::lexicon::Lexicon;
use crate::store::{self, ExportError, ExportSource, Exporting, StoreError, WriteMode, Written, exported_name};

/// How often it is told how far reading and writing have come.
const TOLD_EACH: Duration = Duration::from_millis(100);

/// What an export says about entities.
pub(super) fn facts(lexicon: &Lexicon, id: &str) -> Option<EntityFacts> {
    let entity = lexicon.entity(lexicon.by_id(id)?);
    Some(EntityFacts::new(entity.canonical, entity.english, entity.position))
}

impl App {
    /// Shows the export page in the place of what is in front, with a format or the one that was chosen last.
    pub(super) fn open_export(&mut self, format: Option<&'static Format>) {
        let Some(over) = self.front else { return };
        let format = format.unwrap_or(self.export_format);
        if let Some(page) = self.exporting.as_mut().filter(|page| page.over == over) {
            page.set_format(format);
            return;
        }
        self.finish_note();
        let is_folder = self.folder().is_some();
        let (name, statuses) = match self.tab().map(|tab| (&tab.name, &tab.session)) {
            Some((name, Some(session))) => (name.clone(), Statuses::usual(session.annotation_state())),
            Some(_) => return,
            None => (String::new(), self.usual_statuses(over)),
        };
        let folder = self.folder_of_export(over).map_or_else(String::new, |folder| folder.name.clone());
        let scope = if is_folder { Scope::Folder } else { Scope::Article };
        let mut search = FieldState::line("");
        search.focus();
        let choices =
            ExportChoices { format, scope, statuses, unit: None, mark: format.has_mark, crlf: false, columns: &[] };
        let page = ExportPage {
            over,
            choices,
            counts: self.export_counts(over),
            only: None,
            names: [name, folder],
            search,
            place: FieldState::line(""),
            is_place_chosen: false,
            foreseen: None,
            is_stale: true,
            asked: None,
            doing: None,
            problems: Vec::new(),
            foot: 0.0,
        };
        self.importing = None;
        self.exporting = Some(Box::new(page));
        if let Some(tab) = self.tab_mut() {
            tab.comparison = None;
            tab.edits_labels = false;
        }
        self.cover();
    }

    /// Shows the export page for some rows of the table in front.
    pub(super) fn open_export_of(&mut self, only: ExportOnly) {
        self.open_export(None);
        let over = self.front;
        let Some(page) = self.exporting.as_mut().filter(|page| Some(page.over) == over) else { return };
        page.choices.scope = Scope::Shown;
        page.choices.statuses = only.statuses;
        page.only = Some(Arc::new(only));
        page.is_place_chosen = false;
        page.asked = None;
    }

    /// Marks the article in whose place a page of this kind stands.
    pub(super) fn cover(&mut self) {
        let export = self.exporting.as_ref().map(|page| page.over);
        let import = self.importing.as_ref().and_then(|page| page.over);
        for tab in &mut self.tabs {
            tab.is_covered = [export, import].contains(&Some(tab.id));
        }
    }

    /// Whether the export page is shown.
    pub(super) fn shows_export(&self) -> bool {
        self.exporting.as_ref().is_some_and(|page| Some(page.over) == self.front)
    }

    /// Finds out what the export page shows, after every choice and every change of its articles.
    pub(super) fn refresh_exporting(&mut self) {
        let Some(over) = self.exporting.as_ref().map(|page| page.over) else { return };
        let is_sent = self.tabs.iter().any(|tab| tab.id == over && (tab.reader.is_sent() || tab.edits_labels));
        if is_sent || !self.strip().any(|open| open == over) {
            self.exporting = None;
            self.jobs.cancel(Task::ForeseeExport);
            self.cover();
            return;
        }
        if !self.shows_export() {
            return;
        }
        let counts = self.export_counts(over);
        let Some(page) = &mut self.exporting else { return };
        page.counts = counts;
        if page.doing.is_some() {
            return;
        }
        let choices = page.choices;
        let key = (choices, self.export_states(over, choices.scope));
        let Some(page) = &mut self.exporting else { return };
        if page.asked.as_ref() == Some(&key) {
            return;
        }
        page.asked = Some(key);
        page.is_stale = true;
        self.propose_place(over);
        self.foresee(over, choices);
    }

    /// Puts the usual place into its field, unless the person has chosen one.
    fn propose_place(&mut self, over: TabId) {
        let Some(page) = self.exporting.as_ref().filter(|page| !page.is_place_chosen) else { return };
        let format = page.choices.format;
        let base = self.export_base(over);
        let folder = self.folder_of_export(over).map(|folder| (folder.path.clone(), folder.name.clone()));
        let over_folder = self.folders.iter().any(|folder| folder.id == over) || page.choices.scope == Scope::Folder;
        let place = match page.choices.scope {
            Scope::Article => base.join(proposed_file(Path::new(&page.names[0]), format)),
            _ if page.writes_each() => match &folder {
                // Beside the folder: copies inside it would be its new articles.
                Some((path, name)) => path.parent().unwrap_or(path).join(format!("{}-{}", name, format.name)),
                None => base.join(format!("export-{}", format.name)),
            },
            Scope::Open => base.join(format!("{}{}", self.i18n.text("export-file-open"), format.suffix)),
            Scope::Folder | Scope::Shown => match folder {
                Some((path, name)) if over_folder => path.join(format!("{name}{}", format.suffix)),
                _ => base.join(proposed_file(Path::new(&page.names[0]), format)),
            },
        };
        let place = place.display().to_string();
        if let Some(page) = self.exporting.as_mut().filter(|page| page.place.text() != place) {
            page.place.set_text(&place);
        }
    }

    /// The folder beside whose contents an export is proposed.
    fn export_base(&self, over: TabId) -> PathBuf {
        if let Some(path) = self.folder_path(over) {
            return path;
        }
        let tab = self.tabs.iter().find(|tab| tab.id == over);
        let beside = tab.and_then(|tab| tab.article.as_ref().or(tab.annotations.as_ref()));
        let beside = beside.and_then(|file| store::folder_of(file)).or_else(|| self.settings.last_folder.clone());
        beside.or_else(store::home_folder).unwrap_or_default()
    }

    fn foresee(&mut self, over: TabId, choices: ExportChoices) {
        let only = self.exporting.as_ref().and_then(|page| page.only.clone());
        let inputs = self.export_inputs(over, choices.scope, only.as_deref());
        let mut reading = self.export_reading(choices);
        let lexicon = self.lexicon.clone();
        self.jobs.start(Task::ForeseeExport, move |job| {
            let ExportChoices { format, statuses, unit, mark, crlf, columns, .. } = choices;
            let entities = |id: &str| facts(&lexicon, id);
            let options = Options { unit, mark, crlf, columns, entities: &entities };
            let (all, mut told) = (inputs.len(), Instant::now());
            let is_open = |input: &ExportInput| matches!(input, ExportInput::Open { .. });
            let knows_suggestions = statuses.suggested || inputs.iter().all(is_open);
            let mut foreseen = Foreseen { read: (0, all), knows_suggestions, ..Foreseen::default() };
            let mut has_preview = false;
            for (at, input) in inputs.iter().enumerate() {
                if job.is_cancelled() {
                    return None;
                }
                match reading.read(input, &|| job.flow()) {
                    Ok(source) => {
                        let article = source.article(Some(statuses));
                        if !std::mem::replace(&mut has_preview, true) {
                            match Preview::of(format, &article, options, &|| !job.is_cancelled()) {
                                Ok(preview) => foreseen.preview = preview,
                                Err(error) => foreseen.problem = Some(error.into()),
                            }
                        }
                        Along::join(&mut foreseen.along, &Along::of(format, &article, &entities));
                        foreseen.statuses.join(StatusCounts::of(source.annotation_state.annotations.iter()));
                        foreseen.add_file(&source, &article, format, &entities);
                    }
                    Err(ExportError::Stopped) => return None,
                    Err(error) => {
                        foreseen.unreadable += 1;
                        foreseen.problem.get_or_insert(error);
                    }
                }
                foreseen.read = (at + 1, all);
                if at + 1 < all && (at == 0 || told.elapsed() >= TOLD_EACH) {
                    told = Instant::now();
                    let so_far = foreseen.clone();
                    job.report(move |app: &mut Self| app.take_foreseen(so_far));
                }
            }
            done(move |app: &mut Self| app.take_foreseen(foreseen))
        });
    }

    fn take_foreseen(&mut self, foreseen: Foreseen) {
        if let Some(page) = &mut self.exporting {
            page.foreseen = Some(foreseen);
            page.is_stale = false;
        }
    }

    fn export_reading(&self, choices: ExportChoices) -> ExportReading {
        let (lexicon, by) = (self.lexicon.clone(), self.settings.author());
        let only = self.exporting.as_ref().and_then(|page| page.only.clone());
        let only = only.filter(|_| choices.scope == Scope::Shown);
        ExportReading { lexicon, by, suggests: choices.statuses.suggested, taught: Taught::new(), only }
    }

    pub(super) fn export_act(&mut self, ctx: &egui::Context, act: ExportAction) {
        let Some(page) = &mut self.exporting else { return };
        let format = page.choices.format;
        match act {
            ExportAction::Format(format) => {
                page.set_format(format);
                self.export_format = format;
                // A place that was chosen for another format has its ending.
                if std::mem::take(&mut page.is_place_chosen) {
                    page.asked = None;
                }
            }
            ExportAction::Scope(scope) => {
                page.choices.scope = scope;
                page.is_place_chosen = false;
                page.problems.clear();
            }
            ExportAction::Statuses(statuses) => page.choices.statuses = statuses,
            ExportAction::Unit(unit) => page.choices.unit = Some(unit),
            ExportAction::Mark(mark) => page.choices.mark = mark,
            ExportAction::Crlf(crlf) => page.choices.crlf = crlf,
            ExportAction::Columns(columns) => page.choices.columns = columns,
            ExportAction::Placed => page.is_place_chosen = true,
            ExportAction::ChoosePlace => {
                let request =
                    if page.writes_each() { FileRequest::ExportFolder } else { FileRequest::ExportPlace(format) };
                self.ask_file(request);
            }
            ExportAction::SaveList => self.ask_file(FileRequest::ExportList),
            ExportAction::Do { overwrite } => self.export(overwrite),
            ExportAction::Stop => {
                if let Some(doing) = &page.doing {
                    doing.stop.store(true, Ordering::Relaxed);
                }
            }
            ExportAction::Close => self.close_export(ctx),
        }
    }

    fn close_export(&mut self, ctx: &egui::Context) {
        // What is being written goes on, and says when it has ended.
        self.exporting = None;
        self.jobs.cancel(Task::ForeseeExport);
        self.cover();
        ctx.memory_mut(|memory| memory.focused().inspect(|id| memory.surrender_focus(*id)));
        self.return_to_front(ctx);
    }

    /// Gives the keyboard back to what is in front.
    pub(super) fn return_to_front(&mut self, ctx: &egui::Context) {
        if self.tab().is_some() {
            focus_page(ctx);
        } else if let Some(view) = self.front.and_then(|front| self.folder_views.get_mut(&front)) {
            view.enter();
        }
    }

    /// Takes a place that was chosen.
    pub(super) fn place_export(&mut self, path: &Path) {
        if let Some(page) = &mut self.exporting {
            page.place.set_text(&path.display().to_string());
            page.is_place_chosen = true;
            page.problems.clear();
        }
    }

    /// Writes it.
    pub(super) fn export(&mut self, overwrite: bool) {
        let Some(page) = self.exporting.as_mut().filter(|page| page.is_ready()) else { return };
        page.problems.clear();
        let (over, choices, path, writes_each) = (page.over, page.choices, page.path(), page.writes_each());
        let path = if path.is_absolute() { path } else { self.export_base(over).join(path) };
        let only = self.exporting.as_ref().and_then(|page| page.only.clone());
        let inputs = self.export_inputs(over, choices.scope, only.as_deref());
        // What is open is not written over, whether it is exported or not.
        let open: Vec<PathBuf> = self.tabs.iter().flat_map(files_of).cloned().collect();
        let closed = inputs.iter().filter_map(|input| match input {
            ExportInput::File { path, .. } if !writes_each => Some(path.clone()),
            _ => None,
        });
        let read: Vec<PathBuf> = open.into_iter().chain(closed).collect();
        let mut reading = self.export_reading(choices);
        let (lexicon, versions) = (self.lexicon.clone(), self.versions.clone());
        self.exports += 1;
        let (number, all, stop) = (self.exports, inputs.len(), Arc::new(AtomicBool::new(false)));
        if let Some(page) = &mut self.exporting {
            page.doing = Some(ExportDoing { number, done: 0, all, stop: Arc::clone(&stop) });
        }
        self.jobs.start(Task::Export(number), move |job| {
            let ExportChoices { format, statuses, unit, mark, crlf, columns, .. } = choices;
            let entities = |id: &str| facts(&lexicon, id);
            let exporting = Exporting {
                format,
                options: Options { unit, mark, crlf, columns, entities: &entities },
                statuses: Some(statuses),
                mode: if overwrite { WriteMode::Force } else { WriteMode::New },
                inputs: read,
                versions: versions.as_ref(),
            };
            let is_stopped = || stop.load(Ordering::Relaxed);
            let flow =
                || if is_stopped() { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) };
            let mut told = Instant::now();
            let mut sources = inputs.iter().enumerate().map(|(at, input)| {
                if told.elapsed() >= TOLD_EACH {
                    told = Instant::now();
                    job.report(move |app: &mut Self| app.show_exported(number, at));
                }
                if is_stopped() { Err(ExportError::Stopped) } else { reading.read(input, &flow) }
            });
            let (mut written, mut problems) = (Vec::new(), Vec::new());
            let mut told_of = |done: Result<Written, ExportError>| match done {
                Ok(file) => written.push(file),
                Err(error) => problems.push(error),
            };
            let ended = if writes_each {
                exporting.write_each(&path, &mut sources, &mut told_of)
            } else {
                exporting.write_all(&path, &mut sources, &mut told_of)
            };
            let is_stopped = ended == Err(ExportError::Stopped);
            problems.extend(ended.err().filter(|error| *error != ExportError::Stopped));
            done(move |app: &mut Self| {
                app.take_exported(number, &path, Exported { format, written, problems, is_stopped, writes_each });
            })
        });
    }

    fn show_exported(&mut self, number: u64, at: usize) {
        let doing = self.exporting.as_mut().and_then(|page| page.doing.as_mut());
        if let Some(doing) = doing.filter(|doing| doing.number == number) {
            doing.done = at;
        }
    }

    /// The page of an export waits for its end no longer.
    pub(super) fn end_export(&mut self, number: u64) -> bool {
        let is_it = |page: &&mut Box<ExportPage>| page.doing.as_ref().is_some_and(|doing| doing.number == number);
        let page = self.exporting.as_mut().filter(is_it);
        page.map(|page| page.doing = None).is_some()
    }

    fn take_exported(&mut self, number: u64, path: &Path, exported_now: Exported) {
        let Exported { format, mut written, problems, is_stopped, writes_each } = exported_now;
        let has_page = self.end_export(number);
        for file in &mut written {
            if let Some(error) = file.not_kept.take() {
                self.report_version(Err(error));
            }
            if let Some(earlier) = &file.earlier {
                self.notify(kept_earlier(earlier));
            }
        }
        let count = written.len();
        match written.first() {
            Some(file) if !writes_each => self.notify(exported(&file.path, &file.summary)),
            Some(_) => {
                let notice = Notice::done("notice-exported-files").with("count", count);
                self.notify(notice.with("folder", path.display().to_string()));
            }
            None if is_stopped => self.notify(Notice::done("notice-export-stopped")),
            None => {}
        }
        if is_stopped || problems.is_empty() {
            if has_page && !is_stopped && count > 0 {
                self.export_has_ended();
            }
            return;
        }
        let exists = |error: &ExportError| matches!(error, ExportError::Store(StoreError::Exists { .. }));
        if has_page && !writes_each && problems.iter().all(exists) {
            self.ask_overwrite(FileRequest::Export(format), path.to_owned());
            return;
        }
        match &mut self.exporting {
            Some(page) if has_page => page.problems = problems,
            _ => problems.iter().for_each(|error| self.report(error)),
        }
    }

    /// Closes the page of an export that was made; the keyboard goes back in the next frame.
    fn export_has_ended(&mut self) {
        self.queue.push(crate::gui::model::AppAction::Export(ExportAction::Close));
    }

    /// Writes what the export will lose as a list.
    pub(super) fn save_export_list(&mut self, path: PathBuf, overwrite: bool) {
        let Some(page) = &self.exporting else { return };
        let format = page.choices.format;
        let Some(foreseen) = &page.foreseen else { return };
        let files: Vec<_> = if page.writes_each() {
            foreseen.files.iter().map(|(name, summary)| summary.report(name, format)).collect()
        } else {
            let mut whole = Summary::default();
            foreseen.files.iter().for_each(|(_, summary)| whole.join(summary));
            vec![whole.report(&page.path().display().to_string(), format)]
        };
        let json = json!({ "format": format.name, "files": files });
        let list = move || format!("{json:#}\n").into_bytes();
        self.write_chosen(FileRequest::ExportList, path, overwrite, ("notice-export-list", list));
    }

    /// Writes what a job makes into the file that was chosen for a request, and says so with this message.
    pub(super) fn write_chosen(
        &mut self,
        request: FileRequest,
        path: PathBuf,
        overwrite: bool,
        (said, make): (&'static str, impl FnOnce() -> Vec<u8> + Send + 'static),
    ) {
        let open: Vec<PathBuf> = self.tabs.iter().flat_map(files_of).cloned().collect();
        self.exports += 1;
        self.jobs.start(Task::Export(self.exports), move |_| {
            let written = write_apart(&path, &open, overwrite, &make());
            done(move |app: &mut Self| match written {
                Ok(()) => app.notify(Notice::done(said).with("file", store::file_name(&path))),
                Err(error) => app.report_unwritten(request, path, &error),
            })
        });
    }

    /// Asks whether a file that is there is to be written over; says any other error.
    pub(super) fn report_unwritten(&mut self, request: FileRequest, path: PathBuf, error: &ExportError) {
        if matches!(error, ExportError::Store(StoreError::Exists { .. })) {
            self.ask_overwrite(request, path);
        } else {
            self.report(error);
        }
    }
}

/// Writes a file, but never over one that is open.
pub(super) fn write_apart(path: &Path, open: &[PathBuf], overwrite: bool, bytes: &[u8]) -> Result<(), ExportError> {
    let mode = if overwrite { WriteMode::Force } else { WriteMode::New };
    store::refuse_input(path, open)?;
    store::write_file(path, bytes, mode)?;
    Ok(())
}

/// What has become of an export.
struct Exported {
    format: &'static Format,
    written: Vec<Written>,
    problems: Vec<ExportError>,
    is_stopped: bool,
    writes_each: bool,
}

impl Foreseen {
    fn add_file(&mut self, source: &ExportSource, article: &Article<'_>, format: &Format, entities: &dyn EntityLookup) {
        let mut summary = Summary::default();
        summary.add(format, article, entities);
        let name = exported_name(&source.name, format).display().to_string();
        self.files.push((name, summary));
    }
}
