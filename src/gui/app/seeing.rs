//! The table of annotations of an article or a folder: its rows are read and arranged in jobs, and what is done with them is
//! one step over all of their articles.

use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use eframe::egui;

use super::App;
use super::jobs::{Job, done};
use super::task::Task;
use super::unopened::{Taught, Unopened};
use crate::exchange::folder_file::FolderFile;
use crate::gui::command::UiCommand;
use crate::gui::model::{
    Begins, ConcordanceAction, Detection, ExportOnly, FileRequest, FolderTab, JointWork, Notice, Seeing, SeeingAction,
    SeenMark, SeenPassage, SeenView, SeenWords, Shown, Tab, TabId,
};
use crate::gui::panels::table_text;
use crate::gui::reader::MarkRef;
use crate::lexicon::Lexicon;
use crate::session::{Command, MarkTreatment, Session, Target};
use crate::store::{self, Settings, StoreError};
use crate::survey::{Column, Made, Row, Source, Survey, in_order};
use crate::text::{BytePos, Span};

/// How long articles are read before what was read is shown.
const TOLD_EACH: Duration = Duration::from_millis(150);
/// The same for the first ones.
const TOLD_FIRST: Duration = Duration::from_millis(5);
/// The most articles that a job is given, so that this takes no time in a frame.
const MOST_GIVEN: usize = 2_048;
/// The most bytes of a passage that is shown beside the table, and those before the row.
const PASSAGE: usize = 1_600;
const BEFORE: usize = 500;

/// What articles that are not open are read with.
struct Reading {
    /// Some of those without rows; if there are none, of those in which names are looked for.
    unread: Vec<Arc<Path>>,
    undetected: Vec<Arc<Path>>,
    /// Those that are open by now: their rows come from their sessions.
    open: HashSet<Arc<Path>>,
    shared: Option<Arc<FolderFile>>,
    by: String,
    lexicon: Arc<Lexicon>,
}

impl App {
    /// The table that is shown in front, if one is.
    pub(crate) fn seeing_in_front(&self) -> Option<&Seeing> {
        let seeing = self.seeing.get(&self.front?)?;
        let is_there = self.folder().is_some() || self.tab().is_some_and(Tab::shows_page);
        (seeing.view != SeenView::Own && is_there && !self.shows_exchange()).then_some(seeing)
    }

    /// Shows a view in front, or what was there before.
    pub(super) fn toggle_view(&mut self, view: SeenView) {
        let Some(front) = self.front else { return };
        let is_shown = self.seeing_in_front().is_some_and(|seeing| seeing.view == view);
        self.see(front, if is_shown { SeenView::Own } else { view });
    }

    pub(super) fn see(&mut self, id: TabId, view: SeenView) {
        self.finish_note();
        let settings = &self.settings;
        let seeing = self.seeing.entry(id).or_insert_with(|| remembered(settings));
        (seeing.view, seeing.pictured) = (view, None);
        if view == SeenView::Own {
            match self.folder_views.get_mut(&id) {
                Some(folder) => folder.enter(),
                None => {
                    if let Some(tab) = self.tab_of(id) {
                        tab.begins = Some(Begins::Reading);
                    }
                }
            }
            return;
        }
        self.seeing_views.entry(id).or_default().enter();
        self.pictures_views.entry(id).or_default().enter();
        if let Some(tab) = self.tab_of(id) {
            tab.comparison = None;
            tab.edits_labels = false;
            tab.review = None;
        }
    }

    /// Keeps the table in front in step with the articles.
    pub(super) fn refresh_seeing(&mut self) {
        let open: Vec<TabId> = self.strip().collect();
        self.seeing.retain(|id, _| open.contains(id));
        self.seeing_views.retain(|id, _| open.contains(id));
        self.pictures.retain(|id, _| open.contains(id));
        self.pictures_views.retain(|id, _| open.contains(id));
        let Some(id) = self.front.filter(|_| self.seeing_in_front().is_some()) else { return };
        self.begin_seeing(id);
        self.read_rows(id);
        self.arrange_rows(id);
        if self.seeing.get(&id).is_some_and(|seeing| seeing.view.is_drawn()) {
            self.draw_pictures(id);
            self.read_passage(id);
            return;
        }
        self.read_passage(id);
        self.look_for_lines(id);
        self.refresh_audit(id);
    }

    /// Asks for the articles of a folder that are not open.
    fn begin_seeing(&mut self, id: TabId) {
        if self.seeing.get(&id).is_none_or(|seeing| seeing.is_begun) {
            return;
        }
        let folder = self.folders.iter().find(|folder| folder.id == id);
        let is_listed = folder.is_none_or(|folder| folder.is_listed);
        let Some(seeing) = self.seeing.get_mut(&id).filter(|_| is_listed) else { return };
        // It would report articles that wait no longer.
        self.jobs.cancel(Task::See(id));
        seeing.is_begun = true;
        let paths = folder.into_iter().flat_map(|folder| folder.rows.iter().map(|row| &**row.path()));
        (seeing.unread, seeing.undetected) = Default::default();
        paths.for_each(|path| seeing.read_soon(path));
    }

    /// The rows of these articles of open folders are read again, because their files have changed.
    pub(super) fn see_again(&mut self, id: TabId, paths: &[PathBuf]) {
        let Some(seeing) = self.seeing.get_mut(&id).filter(|seeing| seeing.is_begun) else { return };
        for path in paths {
            seeing.read_soon(path);
        }
    }

    /// Gives up the rows of articles that are no longer in a folder.
    pub(super) fn see_only_listed(&mut self, id: TabId) {
        let Some(folder) = self.folders.iter().find(|folder| folder.id == id) else { return };
        let Some(seeing) = self.seeing.get_mut(&id) else { return };
        let is_listed = |name: &str| folder.rows.at(Path::new(name)).is_some();
        if seeing.survey.articles().iter().all(|article| is_listed(&article.name)) {
            return;
        }
        seeing.survey.retain(is_listed);
        seeing.revision += 1;
        // Articles have other numbers now.
        seeing.ticked.clear();
        (seeing.chosen, seeing.passage) = (None, None);
    }

    /// Reads all again, because the lexicon has changed.
    pub(super) fn see_all_again(&mut self) {
        for seeing in self.seeing.values_mut() {
            seeing.is_begun = false;
        }
    }

    /// Reads rows in a job: those of open articles that have changed, and some of those that are not open.
    fn read_rows(&mut self, id: TabId) {
        if self.jobs.is_pending(Task::See(id)) {
            return;
        }
        let folder = self.folders.iter().find(|folder| folder.id == id);
        let Some(seeing) = self.seeing.get_mut(&id) else { return };
        let mut open: Vec<(TabId, u64, String, Session)> = Vec::new();
        let mut open_paths: HashSet<Arc<Path>> = HashSet::new();
        for tab in &self.tabs {
            let Some(name) = name_in(tab, id, folder) else { continue };
            let Some(session) = &tab.session else { continue };
            open_paths.insert(Path::new(&name).into());
            if seeing.live.get(&tab.id) != Some(&session.generation()) {
                open.push((tab.id, session.generation(), name, session.snapshot()));
            }
        }
        // What was closed is read from its file.
        let closed: Vec<TabId> =
            seeing.live.keys().copied().filter(|tab| !self.tabs.iter().any(|open| open.id == *tab)).collect();
        for tab in closed {
            seeing.live.remove(&tab);
        }
        if open.is_empty() && seeing.unread.is_empty() && seeing.undetected.is_empty() {
            return;
        }
        let given = |waiting: &VecDeque<Arc<Path>>| waiting.iter().take(MOST_GIVEN).cloned().collect();
        let reading = Reading {
            unread: given(&seeing.unread),
            undetected: if seeing.unread.is_empty() { given(&seeing.undetected) } else { Vec::new() },
            open: open_paths,
            shared: folder.map(|folder| folder.shared.clone()),
            by: self.settings.author(),
            lexicon: self.lexicon.clone(),
        };
        let (mut survey, taught) = (seeing.survey.clone(), seeing.taught.clone());
        self.jobs.start(Task::See(id), move |job| {
            let mut seen = Vec::new();
            let limit = if survey.articles().is_empty() { TOLD_FIRST } else { TOLD_EACH };
            for (tab, generation, name, session) in open {
                survey.put(&Source::of_session(&name, &session));
                seen.push((tab, generation));
            }
            let mut read = read_some(&mut survey, &reading, (limit, job));
            if reading.unread.is_empty() {
                detect_some(&mut survey, &reading, &taught, job, &mut read);
            }
            done(move |app: &mut Self| app.take_rows(id, survey, seen, read))
        });
    }

    fn take_rows(&mut self, id: TabId, survey: Survey, seen: Vec<(TabId, u64)>, read: ReadSome) {
        let Some(seeing) = self.seeing.get_mut(&id) else { return };
        let former = std::mem::replace(&mut seeing.survey, survey);
        // The texts of many rows are not given back within a frame.
        rayon::spawn(move || drop(former));
        seeing.revision += 1;
        seeing.live.extend(seen);
        seeing.failed += read.failed;
        // Others came behind them only.
        seeing.unread.drain(..read.unread.min(seeing.unread.len()));
        seeing.undetected.drain(..read.undetected.min(seeing.undetected.len()));
        seeing.undetected.extend(read.begun);
        // What is gone, or became something else, is not ticked any more.
        let ticked = std::mem::take(&mut seeing.ticked);
        let is_left = |mark: &SeenMark| seeing.treated.as_ref().is_none_or(|treatment| !seeing.is_so(mark, treatment));
        seeing.ticked = ticked.into_iter().filter_map(|mark| seeing.followed(mark)).filter(is_left).collect();
        seeing.chosen = seeing.chosen.take().and_then(|mark| seeing.followed(mark));
        seeing.chosen_at = seeing.chosen_row();
    }

    /// Filters, sorts and groups in a job what is asked for.
    fn arrange_rows(&mut self, id: TabId) {
        let lang = self.i18n.lang();
        let words = SeenWords { lexicon: self.lexicon.clone(), lang };
        let Some(seeing) = self.seeing.get(&id) else { return };
        let key = (seeing.asked.clone(), seeing.revision, lang);
        if seeing.arranged.as_ref() == Some(&key) || self.jobs.is_pending(Task::Arrange(id)) {
            return;
        }
        let is_of_these = seeing.arranged.as_ref().is_some_and(|(_, revision, _)| *revision == seeing.revision);
        let (survey, former) = (seeing.survey.clone(), is_of_these.then(|| seeing.shown.clone()));
        self.jobs.start(Task::Arrange(id), move |_| {
            let shown = Arc::new(Shown::of(&survey, &key.0, &words, former.as_deref()));
            let left_out = shown.left_out(&survey);
            done(move |app: &mut Self| {
                if let Some(seeing) = app.seeing.get_mut(&id) {
                    seeing.audit.left_out = left_out;
                    let former = std::mem::replace(&mut seeing.shown, shown);
                    rayon::spawn(move || drop(former));
                    seeing.arranged = Some(key);
                }
            })
        });
    }

    /// Reads the text around the chosen row.
    fn read_passage(&mut self, id: TabId) {
        let Some(seeing) = self.seeing.get(&id) else { return };
        let Some(mark) = seeing.chosen.clone() else { return };
        let Some((article, row)) = seeing.chosen_row().and_then(|at| seeing.survey.row(at)) else { return };
        let Some(number) = seeing.survey.index_of(&article.name) else { return };
        let of = (mark, article.sha256.clone());
        let is_read = seeing.passage.as_ref().is_some_and(|passage| passage.has(number, &article.sha256, row));
        // What could not be read would not be there the next time, either.
        if is_read || seeing.passage_of.as_ref() == Some(&of) || self.jobs.is_pending(Task::SeenPassage(id)) {
            return;
        }
        let (name, sha256, span) = (article.name.clone(), article.sha256.clone(), row.span);
        if let Some(seeing) = self.seeing.get_mut(&id) {
            seeing.passage_of = Some(of);
        }
        let folder = self.folders.iter().find(|folder| folder.id == id);
        let open = self.tabs.iter().find(|tab| name_in(tab, id, folder).as_deref() == Some(&name));
        if let Some(session) = open.and_then(|tab| tab.session.as_ref()) {
            let (start, text) = passage(session.document().text(), span);
            self.take_passage(id, SeenPassage { article: number, sha256, start, text });
        } else {
            self.jobs.start(Task::SeenPassage(id), move |_| {
                let document = store::read_article(Path::new(&name), None).ok();
                let (start, text) =
                    document.map_or((span.start.0, String::new()), |document| passage(document.text(), span));
                let passage = SeenPassage { article: number, sha256, start, text };
                done(move |app: &mut Self| app.take_passage(id, passage))
            });
        }
    }

    fn take_passage(&mut self, id: TabId, passage: SeenPassage) {
        if let Some(seeing) = self.seeing.get_mut(&id) {
            seeing.passage = Some(passage);
        }
    }

    pub(super) fn seeing_act(&mut self, ctx: &egui::Context, id: TabId, act: SeeingAction) {
        if let SeeingAction::View(view) = act {
            return self.see(id, view);
        }
        let Some(seeing) = self.seeing.get_mut(&id) else { return };
        match act {
            SeeingAction::View(_) => {}
            SeeingAction::Audit(act) => self.audit_act(id, act),
            SeeingAction::Ask(asked) => seeing.asked = *asked,
            SeeingAction::Columns(columns) => {
                self.settings.table_columns = Some(columns.iter().map(|column| column.name().to_owned()).collect());
                seeing.columns = columns;
            }
            SeeingAction::Width(column, width) => {
                match width {
                    Some(width) => seeing.widths.insert(column, width),
                    None => seeing.widths.remove(&column),
                };
                let widths = seeing.widths.iter().map(|(column, width)| (column.name().to_owned(), *width));
                self.settings.table_widths = widths.collect();
            }
            SeeingAction::Choose(mark) => {
                seeing.chosen = Some(mark);
                seeing.chosen_at = seeing.chosen_row();
            }
            SeeingAction::Tick(marks, true) => {
                seeing.ticked.extend(marks);
                seeing.treated = None;
            }
            SeeingAction::Tick(marks, false) => {
                for mark in marks {
                    seeing.ticked.remove(&mark);
                }
            }
            SeeingAction::Untick => {
                seeing.ticked.clear();
                seeing.writing = None;
            }
            SeeingAction::Write(writing) => seeing.writing = writing,
            SeeingAction::Open(mark) => self.open_seen(id, &mark),
            SeeingAction::Treat(treatment) => self.treat_seen(id, &treatment),
            SeeingAction::Copy => self.copy_seen(ctx, id),
            SeeingAction::Concordance(act) => self.concordance_act(ctx, id, act),
            SeeingAction::ReportPart(part, true) => drop(seeing.report.insert(part)),
            SeeingAction::ReportPart(part, false) => drop(seeing.report.remove(&part)),
            SeeingAction::Report => self.ask_file(FileRequest::Report(id)),
            SeeingAction::Export => {
                let only = ExportOnly::of(&seeing.survey, seeing.meant());
                self.open_export_of(only);
            }
        }
    }

    /// Carries out a command that means the rows of the table in front; returns whether it is one.
    pub(super) fn takes_in_table(&mut self, ctx: &egui::Context, command: UiCommand) -> bool {
        let has_rows = self.seeing_in_front().is_some_and(|seeing| !seeing.view.is_drawn());
        let Some(id) = self.front.filter(|_| has_rows) else { return false };
        let act = match command {
            UiCommand::SelectAll => {
                let Some(seeing) = self.seeing.get(&id) else { return false };
                SeeingAction::Tick(seeing.shown.rows.iter().filter_map(|at| seeing.mark_of(*at)).collect(), true)
            }
            UiCommand::Copy if self.seeing.get(&id).is_some_and(|seeing| seeing.view == SeenView::Concordance) => {
                SeeingAction::Concordance(ConcordanceAction::Copy)
            }
            UiCommand::Copy => SeeingAction::Copy,
            _ => return false,
        };
        self.seeing_act(ctx, id, act);
        true
    }

    /// Goes to a row's passage in its article.
    fn open_seen(&mut self, id: TabId, mark: &SeenMark) {
        let Some(seeing) = self.seeing.get(&id) else { return };
        let Some((article, row)) = seeing.row_of(mark).and_then(|at| seeing.survey.row(at)) else { return };
        let (name, span) = (article.name.clone(), row.span);
        if self.tab_of(id).is_some() {
            let selected = match &mark.1 {
                Target::Annotation(id) => Some(MarkRef::Annotation(id.clone())),
                Target::Candidate { span, .. } => {
                    let label = seen_label(&self.seeing, id, mark);
                    let tab = self.tabs.iter().find(|tab| tab.id == id);
                    let session = tab.and_then(|tab| tab.session.as_ref());
                    session.zip(label).and_then(|(session, label)| MarkRef::on(session, *span, &label.as_str().into()))
                }
            };
            self.see(id, SeenView::Own);
            if let Some(tab) = self.tab_of(id) {
                tab.reader.reveal(span);
                tab.reader.selected = selected;
            }
            return;
        }
        self.open_article(PathBuf::from(name), Begins::Reading);
        if let Some(tab) = self.tab_mut() {
            // The article may still have to be read.
            tab.begins_at = Some((span, Some(mark.1.clone())));
        }
    }

    /// Goes to the passage for which the front article was opened, once it was read, and its names were found if one of
    /// them is meant.
    pub(super) fn go_to_seen(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        let is_detected = matches!(tab.detection, Detection::Done);
        let Tab { reader, session: Some(session), begins_at, .. } = tab else { return };
        let is_meant =
            |(_, target): &mut (Span, Option<Target>)| is_detected || !matches!(target, Some(Target::Candidate { .. }));
        let Some((span, target)) = begins_at.take_if(is_meant) else { return };
        if session.document().text().get(span.range()).is_none() {
            return;
        }
        reader.reveal(span);
        reader.selected = match target {
            Some(Target::Annotation(id)) => session.annotations().get(&id).map(|_| MarkRef::Annotation(id)),
            Some(Target::Candidate { span, kind }) => {
                let label = session.label_of_kind(kind).cloned();
                label.and_then(|label| MarkRef::on(session, span, &label))
            }
            None => None,
        };
        if reader.selected.is_none() {
            reader.select(span);
        }
    }

    /// Does something with all that is ticked, as one step.
    fn treat_seen(&mut self, id: TabId, treatment: &MarkTreatment) {
        let Some(seeing) = self.seeing.get_mut(&id) else { return };
        seeing.writing = None;
        seeing.treated = Some(treatment.clone());
        let own_tab = self.tabs.iter().find(|tab| tab.id == id).map(|tab| tab.id);
        let mut tasks = Vec::new();
        for (article, targets) in seeing.ticked_by_article() {
            let Some(article) = seeing.survey.articles().get(article as usize) else { continue };
            let path = own_tab.is_none().then(|| PathBuf::from(&article.name));
            let (sha256, places) = (article.sha256.clone(), targets.len());
            let command = Command::TreatMarks { targets, treatment: treatment.clone() };
            tasks.push((own_tab, path, JointWork { sha256, command, places }));
        }
        self.do_in_articles(id, tasks, ("notice-seen-changed", String::new()));
    }

    /// Copies what is ticked, or all that is shown.
    fn copy_seen(&mut self, ctx: &egui::Context, id: TabId) {
        let words = SeenWords { lexicon: self.lexicon.clone(), lang: self.i18n.lang() };
        let Some(seeing) = self.seeing.get(&id) else { return };
        let rows = seeing.meant();
        let text = table_text(&self.i18n, &words, seeing, &rows);
        ctx.copy_text(text);
        self.notify(Notice::done("notice-rows-copied").with("count", rows.len()));
    }
}

/// A table with the columns that were chosen last.
fn remembered(settings: &Settings) -> Seeing {
    let mut seeing = Seeing::default();
    let column = |name: &str| Column::ALL.into_iter().find(|column| column.name() == name);
    if let Some(columns) = &settings.table_columns {
        seeing.columns =
            Column::ALL.into_iter().filter(|column| columns.iter().any(|name| name == column.name())).collect();
    }
    let widths = settings.table_widths.iter();
    seeing.widths = widths.filter_map(|(name, width)| Some((column(name)?, *width))).collect();
    seeing
}

/// The label of a mark's row.
fn seen_label(seeing: &std::collections::BTreeMap<TabId, Seeing>, id: TabId, mark: &SeenMark) -> Option<String> {
    let seeing = seeing.get(&id)?;
    let (_, row): (_, &Row) = seeing.survey.row(seeing.row_of(mark)?)?;
    Some(seeing.names().text(row.label).to_owned())
}

impl Seeing {
    /// A mark after its article has changed: a suggestion may have become an annotation.
    fn followed(&self, mark: SeenMark) -> Option<SeenMark> {
        if self.row_of(&mark).is_some() {
            return Some(mark);
        }
        let Target::Candidate { span, .. } = mark.1 else { return None };
        let article = self.survey.articles().get(mark.0 as usize)?;
        let there = article.rows.iter().find(|row| row.span == span && row.fragments == 1)?;
        Some((mark.0, there.target.clone()))
    }
}

/// The name of an open article in the table of a tab, if it belongs there.
pub(super) fn name_in(tab: &Tab, id: TabId, folder: Option<&FolderTab>) -> Option<String> {
    match folder {
        Some(folder) => {
            if folder.shared.blind && !tab.is_blind {
                // Somebody else's work on the article is open, or the result of a comparison.
                return None;
            }
            let path = folder.path_of(tab.article.as_deref()?)?;
            Some(path.to_string_lossy().into_owned())
        }
        None if tab.id == id => {
            Some(tab.article.as_ref().map_or_else(|| tab.name.clone(), |path| path.to_string_lossy().into_owned()))
        }
        None => None,
    }
}

/// What was read at once.
#[derive(Default)]
struct ReadSome {
    /// How many of the articles without rows need not be read any more, and how many of those in which names are looked for.
    unread: usize,
    undetected: usize,
    /// Articles that have the rows of their annotations now.
    begun: Vec<Arc<Path>>,
    /// How many could not be read.
    failed: usize,
}

impl Reading {
    /// Reads an article, unless it is open.
    fn read(&self, path: &Arc<Path>) -> Option<Result<Unopened, StoreError>> {
        (!self.open.contains(path)).then(|| Unopened::read(path, self.shared.clone(), &self.by))
    }
}

/// Reads the annotations of articles that have no rows yet, for so long as nobody waits for what was read.
fn read_some(survey: &mut Survey, reading: &Reading, (limit, job): (Duration, &Job<App>)) -> ReadSome {
    let begun = Instant::now();
    let mut read = ReadSome::default();
    in_order(
        &reading.unread,
        |path| {
            let made = |unopened: Unopened| Made::of(&Source::of_session(&path.to_string_lossy(), &unopened.session));
            reading.read(path).map(|opened| opened.ok().map(made))
        },
        |path, made| {
            match made {
                Some(Some(made)) => {
                    survey.take(made);
                    read.begun.push(path.clone());
                }
                Some(None) => read.failed += 1,
                None => {}
            }
            read.unread += 1;
            !job.is_cancelled() && begun.elapsed() <= limit
        },
    );
    read
}

/// Looks for names in one article after the other, for as long.
fn detect_some(survey: &mut Survey, reading: &Reading, taught: &Mutex<Taught>, job: &Job<App>, read: &mut ReadSome) {
    let begun = Instant::now();
    let mut taught = taught.lock().unwrap_or_else(PoisonError::into_inner);
    for path in &reading.undetected {
        if job.is_cancelled() || (read.undetected > 0 && begun.elapsed() > TOLD_EACH) {
            break;
        }
        match reading.read(path) {
            Some(Ok(mut unopened)) => {
                if !unopened.detect(&reading.lexicon, &mut taught, &|| job.flow()) {
                    break;
                }
                survey.put(&Source::of_session(&path.to_string_lossy(), &unopened.session));
            }
            Some(Err(_)) => read.failed += 1,
            None => {}
        }
        read.undetected += 1;
    }
}

/// The part of a text around a passage, and where it begins: whole paragraphs, as far as they are not too long.
fn passage(text: &str, span: Span) -> (u32, String) {
    let at = span.start.index().min(text.len());
    let line_start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let from = text.ceil_char_boundary(line_start.max(at.saturating_sub(BEFORE)));
    let from = if from > line_start {
        // From a whole word on.
        text.get(from..at).and_then(|part| part.find(char::is_whitespace)).map_or(from, |space| from + space + 1)
    } else {
        from
    };
    let to = text.floor_char_boundary((from + PASSAGE).max(span.end.index()).min(text.len()));
    let part = text.get(from..to).unwrap_or_default();
    let part = if to < text.len() {
        part.rfind(char::is_whitespace).filter(|end| from + end >= span.end.index()).map_or(part, |end| &part[..end])
    } else {
        part
    };
    (BytePos::from(from).0, part.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_begins_with_its_paragraph_or_a_word_and_holds_the_row() {
        let short = "عنوان\nدخلت القوات سرت أمس.\nنص";
        let at = short.find("سرت").unwrap();
        let (start, text) = passage(short, Span::from_range(at..at + 6));
        assert_eq!((start as usize, text.as_str()), (short.find("دخلت").unwrap(), "دخلت القوات سرت أمس.\nنص"));
        let long = format!("{}سرت {}", "كلمة ".repeat(900), "كلمة ".repeat(900));
        let at = long.find("سرت").unwrap();
        let (start, text) = passage(&long, Span::from_range(at..at + 6));
        assert!(text.len() <= PASSAGE && text.starts_with("كلمة ") && text.ends_with("كلمة"));
        assert_eq!(&text[at - start as usize..][..6], "سرت");
    }
}
