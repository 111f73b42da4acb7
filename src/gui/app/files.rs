//! Opening, exporting, choosing files, and the questions that go with them.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::file_notices::interrupted;
use super::folder_file::shared_in;
use super::jobs::done;
use super::suggestions::show_by;
use super::task::Task;
use crate::document::{Document, DocumentError, Encoding, Preview, previews};
use crate::gui::model::{
    AppAction, Arriving, FileRequest, FolderTab, Missing, Notice, Progress, Tab, TabId, may_import,
};
use crate::gui::panels::{ChooseEncoding, Dialog};
use crate::gui::samples::SAMPLES;
use crate::session::Session;
use crate::store::journal::{self, Recovered};
use crate::store::{
    self, Articles, Interrupted, Lost, Opened, Opening, RealDisk, Stamp, StoreError, Versions, WriteMode, file_name,
};
use crate::text::Message;

impl App {
    /// Opens files in tabs and folders as lists of articles; files that are already open come to the front.
    pub(super) fn open_paths(&mut self, paths: Vec<PathBuf>) {
        if paths.len() > 1 && paths.iter().all(|path| store::is_annotation_path(path)) {
            return self.open_annotation_files(paths);
        }
        for path in paths {
            // A table may be annotations of another program, too: that is looked at first.
            let kind = store::collection_kind(&path);
            if path.is_dir() || kind.is_some_and(|kind| kind.columns.is_none()) {
                self.open_folder(path);
            } else if may_import(&path) && self.tab_with(&path).is_none() {
                self.look_at_file(path, true);
            } else {
                self.open_path(path);
            }
        }
    }

    /// The tab with this article or annotation file.
    fn tab_with(&self, path: &Path) -> Option<TabId> {
        let same = |known: &Option<PathBuf>| known.as_deref().is_some_and(|known| store::is_same_file(known, path));
        let is_it = |tab: &&Tab| same(&tab.article) || same(&tab.annotations) && tab.has_file;
        self.tabs.iter().find(is_it).map(|tab| tab.id)
    }

    pub(super) fn open_path(&mut self, path: PathBuf) {
        if let Some(tab) = self.tab_with(&path) {
            self.front = Some(tab);
            return;
        }
        let id = self.add_tab(file_name(&path));
        if let Some(tab) = self.tab_of(id) {
            tab.article = Some(path.clone());
        }
        let asked = self.asked_encoding.as_ref().filter(|(_, paths)| paths.iter().any(|asked| path.starts_with(asked)));
        let encoding = asked.map(|(encoding, _)| *encoding);
        self.read(id, path, encoding);
    }

    /// Reads an article and its annotations into a tab.
    pub(super) fn read(&mut self, id: TabId, path: PathBuf, encoding: Option<Encoding>) {
        self.read_or_recover(id, path, encoding, true);
    }

    /// Like [`Self::read`]; `waits` for an article whose folder is not there, and that has unsaved work.
    pub(super) fn read_or_recover(&mut self, id: TabId, path: PathBuf, encoding: Option<Encoding>, waits: bool) {
        let (named, saved_elsewhere) = (self.named_article.clone(), self.settings.saved_elsewhere.clone());
        let (folders, versions) = (self.journal_folders(), self.versions.clone());
        let (folder, own) = (self.sharing_folder(&path), self.settings.author());
        self.jobs.start(Task::Open(id), move |job| {
            let named = named.as_ref().filter(|(annotations, _)| store::is_same_file(annotations, &path));
            let named = named.map(|(_, article)| article.as_path());
            let articles = Articles { named, saved_elsewhere: &saved_elsewhere, own: Some(&own) };
            let (of_pages, of_annotations) = (Progress::default(), Progress::default());
            let show = |article: &Path, document: Arc<Document>, missing: Missing, progress: &Progress| {
                let (article, progress) = (article.to_owned(), progress.clone());
                let arriving = Arriving { session: Session::new(document, ""), missing, progress };
                job.report(move |app: &mut App| app.show_arriving(id, article, arriving));
            };
            let advance = |progress: &Progress, done: usize, all: usize| {
                if progress.set_share(done, all) {
                    job.wake();
                }
                job.flow()
            };
            let opening = Opening {
                beginning: &|article, document| show(article, Arc::new(document), Missing::Pages, &of_pages),
                pages: &|done, all| advance(&of_pages, done, all),
                text: &|article, document| show(article, Arc::clone(document), Missing::Annotations, &of_annotations),
                annotations: &|done, all| advance(&of_annotations, done, all),
            };
            let kept = Kept { folders: &folders, versions: versions.as_ref(), folder: folder.as_deref(), waits };
            let result = open_with_journals(&path, encoding, articles, kept, &opening).continue_value()?;
            done(move |app: &mut App| match result {
                Ok((opened, recovered, ..)) if opened.annotations.as_os_str().is_empty() => {
                    app.drop_tab(id);
                    app.open_recovered(opened, recovered);
                }
                Ok((opened, recovered, left, lost)) => {
                    app.take_opened(id, opened, recovered);
                    if let Some(lost) = lost {
                        app.say_lost(id, lost);
                    }
                    if let Some(left) = left {
                        app.notify(interrupted(left).about(id));
                    }
                }
                Err(error) => app.take_unopened(id, &path, error),
            })
        });
    }

    /// Shows what there is of an article: the beginning of its text, or its text without annotations.
    fn show_arriving(&mut self, id: TabId, article: PathBuf, arriving: Arriving) {
        let place = self.settings.place_of(&article).cloned().unwrap_or_default();
        // Of an article that is read again, the former text stays until all is read.
        let Some(tab) = self.tab_of(id).filter(|tab| tab.session.is_none()) else { return };
        let text = arriving.session.document().text();
        // Who has begun to read stays where they are; who reads on beyond the pages that are there waits for theirs.
        let resumed = tab.resumed.as_ref().map_or(0, |resumed| resumed.reading_at);
        let is_beyond = place.at.max(resumed) as usize >= text.len();
        let read = tab.arriving.as_ref().and_then(|_| tab.reader.reading_at());
        if read.is_none() && arriving.missing == Missing::Pages && is_beyond {
            return;
        }
        let at = read.map_or_else(|| place.in_text(text), |at| text.floor_char_boundary(at.0 as usize).into());
        tab.name = file_name(&article);
        tab.article = Some(article);
        tab.arriving = Some(arriving);
        tab.reader.reset();
        tab.begin_at(&place, at);
    }

    fn take_opened(&mut self, id: TabId, opened: Opened, recovered: Recovered) {
        // Changes made since then have positions in the text as it is shown.
        if self.tab_of(id).is_some_and(|tab| tab.is_dirty()) {
            self.notify(Notice::warning("warning-save-first").about(id));
        } else {
            self.show_opened(id, opened, recovered);
        }
    }

    /// Handles a file that could not be opened: an open article stays as it was; a new tab is closed, unless another
    /// encoding may help.
    fn take_unopened(&mut self, id: TabId, path: &Path, error: StoreError) {
        if matches!(error, StoreError::Missing { .. }) {
            self.settings.recent.retain(|recent| recent != path);
        }
        if self.choose_again(id, &error) {
            return;
        }
        let is_text = !matches!(error, StoreError::Document { error: DocumentError::Binary { .. }, .. });
        if let Some(tab) = self.tab_of(id) {
            tab.arriving = None;
        }
        match self.tab_of(id).filter(|tab| tab.session.is_none()) {
            Some(tab) if !is_text => tab.unreadable = Some(error),
            waiting => {
                let gone = waiting.map(|tab| tab.id);
                match error {
                    StoreError::ArticleElsewhere { path, article } => {
                        let error = StoreError::ArticleElsewhere { path: path.clone(), article: article.clone() };
                        let open = AppAction::OpenElsewhere { annotations: path, article };
                        self.notify(Notice::error(&error).offering("notice-open-elsewhere", open));
                    }
                    error @ StoreError::FolderAway { .. } => self.offer_again(&error),
                    error => self.report(&error),
                }
                if let Some(id) = gone {
                    self.drop_tab(id);
                }
            }
        }
    }

    /// Opens an annotation file with an article outside its folder, which the person has agreed to.
    pub(super) fn open_elsewhere(&mut self, annotations: PathBuf, article: PathBuf) {
        self.settings.remember_elsewhere(article);
        self.open_paths(vec![annotations]);
    }

    /// Opens a sample as an article without a file.
    pub(super) fn open_sample(&mut self, index: usize) {
        let Some(sample) = SAMPLES.get(index) else { return };
        if let Some(tab) = self.tabs.iter().find(|tab| tab.article.is_none() && tab.name == sample.file) {
            self.front = Some(tab.id);
            return;
        }
        match Document::from_text(sample.text) {
            Ok(document) => {
                let id = self.add_tab(sample.file.to_owned());
                self.show_without_file(id, Arc::new(document));
            }
            Err(error) => self.report(&error),
        }
    }

    /// Shows a text that has no file.
    pub(super) fn show_without_file(&mut self, id: TabId, document: Arc<Document>) {
        let session = Session::new(document, self.settings.author());
        self.show_session_without_file(id, session);
    }

    /// Shows a text with annotations that have no file.
    pub(super) fn show_session_without_file(&mut self, id: TabId, session: Session) {
        let mut session = session.with_lexicon(self.lexicon.clone());
        show_by(&self.settings, &mut session);
        if let Some(tab) = self.tab_of(id) {
            tab.session = Some(session);
        }
        self.begin_journal(id, Stamp::ABSENT);
        self.begin_reading(id);
    }

    pub(super) fn add_tab(&mut self, name: String) -> TabId {
        self.next_tab += 1;
        let id = TabId(self.next_tab);
        self.tabs.push(Tab::new(id, name));
        self.front = Some(id);
        id
    }

    /// Closes a tab without asking; the one beside it or its neighbour comes to the front.
    pub(super) fn drop_tab(&mut self, id: TabId) {
        let order: Vec<TabId> = self.strip().collect();
        let Some(at) = order.iter().position(|tab| *tab == id) else { return };
        self.follow_front();
        let beside = self.pair.close(id);
        if let Some(index) = self.tabs.iter().position(|tab| tab.id == id) {
            self.remember_place(index);
            self.end_journal(id);
            let article = self.tabs.remove(index).article;
            self.jobs.cancel_all_of(id);
            self.withdraw(id, &[]);
            if let Some(article) = article {
                self.recount_article(&article);
            }
        } else {
            self.remember_folder(id);
            self.jobs.cancel_all_of(id);
            let is_it = |folder: &&FolderTab| folder.id == id;
            let has_lexicons = self.folders.iter().find(is_it).is_some_and(|folder| !folder.shared.lexicons.is_empty());
            self.folders.retain(|folder| folder.id != id);
            self.folder_views.remove(&id);
            if has_lexicons {
                self.read_lexicons();
            }
        }
        if self.front == Some(id) {
            let neighbour = || order.get(at + 1).or_else(|| order.get(at.checked_sub(1)?)).copied();
            self.front = beside.or_else(neighbour);
        }
    }

    /// What is open, in the order of the tabs.
    pub(super) fn strip(&self) -> impl Iterator<Item = TabId> + '_ {
        self.folders.iter().map(|folder| folder.id).chain(self.tabs.iter().map(|tab| tab.id))
    }

    /// The tab for which a file is chosen: the front tab when opening a file.
    fn tab_for(&self, request: FileRequest) -> Option<&Tab> {
        match request {
            FileRequest::SaveAs(id) | FileRequest::ImportLabels(id) | FileRequest::ExportLabels(id, _) => {
                self.tabs.iter().find(|tab| tab.id == id)
            }
            FileRequest::Open | FileRequest::Compare | FileRequest::NewArticle | FileRequest::Import => self.tab(),
            FileRequest::Export(_)
            | FileRequest::ExportPlace(_)
            | FileRequest::ExportFolder
            | FileRequest::ExportList => {
                let over = self.exporting.as_ref()?.over;
                self.tabs.iter().find(|tab| tab.id == over)
            }
            FileRequest::Picture(id, ..) | FileRequest::Report(id) | FileRequest::Lines(id) => {
                self.tabs.iter().find(|tab| tab.id == id)
            }
            FileRequest::Lexicon(_) | FileRequest::CheatSheet | FileRequest::ImportFolder => None,
        }
    }

    /// The folder in which choosing begins: that of the article in question, whatever was chosen before.
    pub(super) fn start_folder(&self, request: FileRequest) -> Option<PathBuf> {
        if matches!(request, FileRequest::NewArticle | FileRequest::Compare | FileRequest::Import)
            && let Some(folder) = self.folder()
        {
            return Some(folder.path.clone());
        }
        if request.is_of_export()
            && let Some(folder) = self.exporting.as_ref().and_then(|page| store::folder_of(&page.path()))
            && folder.is_dir()
        {
            return Some(folder);
        }
        if request == FileRequest::ImportFolder
            && let Some(page) = &self.importing
        {
            return store::folder_of(&page.path);
        }
        let file = match request {
            FileRequest::SaveAs(id) if let Some(result) = self.proposed_result(id) => return store::folder_of(&result),
            FileRequest::Lexicon(Some(id)) => return self.folder_path(id),
            FileRequest::Picture(id, ..) | FileRequest::Report(id) | FileRequest::Lines(id)
                if let Some(folder) = self.folder_path(id) =>
            {
                return Some(folder);
            }
            FileRequest::Lexicon(None) => self.settings.lexicons.last().map(|lexicon| &lexicon.path),
            // The text of a sample is beside its annotations once these are saved.
            _ => self.tab_for(request).and_then(|tab| tab.article.as_ref().or(tab.annotations.as_ref())),
        };
        file.and_then(|file| store::folder_of(file)).or_else(|| self.settings.last_folder.clone())
    }

    pub(super) fn proposed_name(&self, request: FileRequest) -> String {
        if request == FileRequest::NewArticle {
            return self.new_name();
        }
        if let FileRequest::Picture(_, kind, _) = request {
            return format!("{}{}", self.i18n.text(kind.key()), request.suffix());
        }
        if let FileRequest::Report(id) | FileRequest::Lines(id) = request {
            let title = self.report_title(id);
            let stem = Path::new(&title).file_stem().unwrap_or_default().to_string_lossy();
            let key = if matches!(request, FileRequest::Report(_)) { "report-file" } else { "concordance-file" };
            return format!("{stem}-{}{}", self.i18n.text(key), request.suffix());
        }
        if request == FileRequest::CheatSheet {
            return format!("{}{}", self.i18n.text("shortcuts-file"), request.suffix());
        }
        if let Some(page) = self.exporting.as_ref().filter(|_| request.is_of_export()) {
            let name = file_name(&page.path());
            return if request == FileRequest::ExportList { format!("{name}{}", request.suffix()) } else { name };
        }
        let Some(tab) = self.tab_for(request) else { return String::new() };
        let article = tab.article.clone().unwrap_or_else(|| PathBuf::from(&tab.name));
        match request {
            FileRequest::Open
            | FileRequest::Compare
            | FileRequest::NewArticle
            | FileRequest::Lexicon(_)
            | FileRequest::CheatSheet
            | FileRequest::Picture(..)
            | FileRequest::Report(_)
            | FileRequest::Lines(_)
            | FileRequest::Export(_)
            | FileRequest::ExportPlace(_)
            | FileRequest::ExportFolder
            | FileRequest::ExportList
            | FileRequest::Import
            | FileRequest::ImportFolder
            | FileRequest::ImportLabels(_) => String::new(),
            FileRequest::ExportLabels(_, format) => {
                let stem = Path::new(&tab.name).file_stem().unwrap_or_default().to_string_lossy();
                format!("{stem}{}", format.suffix)
            }
            FileRequest::SaveAs(id) if let Some(result) = self.proposed_result(id) => file_name(&result),
            FileRequest::SaveAs(_) => {
                let path = tab
                    .annotations
                    .clone()
                    .unwrap_or_else(|| store::annotations_of(&article, Some(&self.settings.author())));
                file_name(&if tab.broken.is_some() { store::free_path(&path) } else { path })
            }
        }
    }

    /// Why a name other than the default one is asked for.
    pub(crate) fn save_reason(&self, request: FileRequest) -> Option<String> {
        let FileRequest::SaveAs(_) = request else { return None };
        let error = match self.tab_for(request)?.broken.as_ref()? {
            StoreError::Kept { error, .. } => error,
            error => error,
        };
        let message = match error {
            StoreError::Syntax { line, .. } => Message::new("save-elsewhere-line").with("line", *line),
            StoreError::NewerVersion { found, .. } => Message::new("save-elsewhere-newer").with("found", *found),
            _ => Message::new("save-elsewhere"),
        };
        Some(self.i18n.words(&message.with("file", file_name(error.path()))))
    }

    /// Continues with a chosen file.
    pub(super) fn chosen(&mut self, request: FileRequest, path: PathBuf, overwrite: bool) {
        if self.tab_for(request).is_none_or(|tab| tab.article.is_none()) {
            self.settings.last_folder = path.parent().map(Path::to_owned);
        }
        match request {
            FileRequest::Open => self.open_paths(vec![path]),
            FileRequest::Compare => self.compare_files(vec![path]),
            FileRequest::NewArticle => self.write_new(path, overwrite),
            FileRequest::CheatSheet => self.write_cheat_sheet(path, overwrite),
            FileRequest::Lexicon(folder) => {
                match folder {
                    Some(folder) => self.share_lexicon(folder, path),
                    None => self.add_lexicon(path),
                }
                self.show_lexicons();
            }
            FileRequest::SaveAs(id) => {
                let path = if store::is_annotation_path(&path) { path } else { path.with_extension("hawashi.ron") };
                if self.is_compared(id, &path) {
                    let notice = Notice::warning("warning-save-over-compared").with("compared", file_name(&path));
                    self.notify(notice.about(id));
                    return;
                }
                if self.is_begun_with(id, &path) {
                    let notice = Notice::warning("warning-save-over-begun").with("begun", file_name(&path));
                    self.notify(notice.about(id));
                    return;
                }
                if path.exists() && !overwrite {
                    self.ask_overwrite(request, path);
                    return;
                }
                if let Some(tab) = self.tab_of(id) {
                    let mode = if overwrite { WriteMode::Force } else { WriteMode::New };
                    // If saving fails, the previous file is restored.
                    let place = (tab.annotations.replace(path), std::mem::replace(&mut tab.mode, mode));
                    tab.place_before.get_or_insert(place);
                }
                self.save(id, overwrite);
            }
            // The person has agreed to replace it.
            FileRequest::Export(_) => self.export(overwrite),
            FileRequest::ExportPlace(_) | FileRequest::ExportFolder => self.place_export(&path),
            FileRequest::ExportList => self.save_export_list(path, overwrite),
            FileRequest::Picture(id, kind, format) => self.write_picture((id, kind, format), path, overwrite),
            FileRequest::Report(id) => self.write_report(id, path, overwrite),
            FileRequest::Lines(id) => self.write_lines(id, path, overwrite),
            FileRequest::Import => self.look_at_file(path, false),
            FileRequest::ImportFolder => self.place_import(&path),
            FileRequest::ImportLabels(id) => self.import_labels(id, path),
            FileRequest::ExportLabels(id, format) => self.export_labels(id, format, path, overwrite),
        }
    }

    pub(super) fn ask_overwrite(&mut self, request: FileRequest, path: PathBuf) {
        self.dialog = Some(Dialog::Overwrite { request, path });
    }

    /// Asks for the encoding of a tab's article.
    pub(super) fn choose_encoding(&mut self, id: TabId) {
        let Some(tab) = self.tab_of(id).filter(|tab| tab.can_be_read_again()) else { return };
        let Some(path) = tab.article.clone() else { return };
        self.front = Some(id);
        self.dialog = Some(Dialog::Encoding(ChooseEncoding::new(id)));
        self.jobs.start(Task::Previews(id), move |_| {
            // If the file cannot be read, there are only names; choosing one shows the reason.
            let previews = store::preview_encodings(&path).unwrap_or_else(|_error| previews(&[]));
            done(move |app: &mut App| app.take_previews(id, previews))
        });
    }

    pub(super) fn take_previews(&mut self, id: TabId, previews: Vec<Preview>) {
        if let Some(Dialog::Encoding(dialog)) = &mut self.dialog {
            dialog.take(id, previews);
        }
    }

    /// Reads the file of a tab again in another encoding.
    pub(super) fn reopen(&mut self, id: TabId, encoding: Encoding) {
        let Some(tab) = self.tab_of(id) else { return };
        let Some(path) = tab.article.clone() else { return };
        if tab.is_dirty() {
            // Offsets refer to the text as decoded, so unsaved annotations would lose their positions.
            let notice = Notice::warning("warning-save-first").about(tab.id);
            self.notify(notice);
            return;
        }
        self.read(id, path, Some(encoding));
    }
}

/// What is kept of articles, and where.
#[derive(Clone, Copy)]
struct Kept<'k> {
    /// The folders of the journals.
    folders: &'k [PathBuf],
    versions: Option<&'k Versions>,
    /// The folder whose articles share something.
    folder: Option<&'k Path>,
    /// Whether unsaved work waits for a folder that is not there.
    waits: bool,
}

/// An article, the work on it that was unsaved, what a save that came to no end has left, and what has become of the
/// annotation file that the work begins with.
type OpenedAgain = (Opened, Recovered, Option<Interrupted>, Option<Lost>);

/// Opens an article with the work that other processes have left in their journals, and by a save that came to no end. An
/// article whose file is missing is opened as its journal has it, without an annotation file.
fn open_with_journals(
    path: &Path,
    encoding: Option<Encoding>,
    articles: Articles<'_>,
    Kept { folders, versions, folder, waits }: Kept<'_>,
    opening: &Opening<'_, ()>,
) -> ControlFlow<(), Result<OpenedAgain, StoreError>> {
    let disk: Arc<dyn store::Disk> = Arc::new(RealDisk);
    let mut journals = journal::find_about(&disk, folders, path);
    let elsewhere = journals.last().and_then(journal::Found::annotations_elsewhere);
    let path = elsewhere.as_deref().unwrap_or(path);
    // The work in a journal is the person's, under whichever name and in whichever file it was begun.
    let own = articles.own.filter(|_| elsewhere.is_some());
    let articles = if elsewhere.is_some() { Articles { own: None, ..articles } } else { articles };
    let as_before = || journals.last().and_then(|found| found.encoding()?.parse().ok());
    let opened = match store::open_watched(path, encoding.or_else(as_before), articles, opening)? {
        Err(error @ StoreError::Missing { .. }) => match (journals.last(), store::folder_of(path)) {
            (Some(_), Some(folder)) if waits && store::is_away(&folder) => {
                Err(StoreError::FolderAway { path: path.to_owned(), folder })
            }
            (found, _) => found.and_then(journal::opened_without_file).ok_or(error),
        },
        opened => opened,
    };
    let mut opened = match opened {
        Ok(opened) => Opened { shared: shared_in(folder), ..opened },
        Err(error) => return ControlFlow::Continue(Err(error.with_kept(folders, versions))),
    };
    if let Some(own) = own {
        let article = &opened.article;
        opened.is_blind = store::is_blind(article) && store::is_own(&opened.annotations, article, own);
    }
    if opened.article != path && journals.is_empty() {
        journals.extend(journal::find_about(&disk, folders, &opened.article));
    }
    let interrupted = store::take_interrupted(&mut opened, versions);
    let lost = store::take_lost(&mut opened, &journals, versions);
    let with_kept = |error: StoreError| error.with_kept(folders, versions);
    let lost = lost.map(|lost| Lost { unusable: lost.unusable.map(with_kept), ..lost });
    opened.loaded = opened.loaded.map(|loaded| loaded.map_err(with_kept));
    let mut recovered = journal::recover(&opened, journals);
    if opened.annotations.as_os_str().is_empty() {
        recovered.hold_all_of(&mut opened);
    }
    ControlFlow::Continue(Ok((opened, recovered, interrupted, lost)))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the test writes the file that it opens")]

    use eframe::egui;

    use super::*;
    use crate::store::Settings;

    /// The program with an article that was read from these bytes.
    fn open(bytes: &[u8]) -> (tempfile::TempDir, PathBuf, App, TabId) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, bytes).unwrap();
        let mut app = App::with_settings(&egui::Context::default(), Vec::new(), Settings::default());
        let id = app.add_tab("a.txt".to_owned());
        app.read(id, path.clone(), None);
        take_all(&mut app);
        (folder, path, app, id)
    }

    fn take_all(app: &mut App) {
        while app.jobs.is_busy() {
            app.take_in(&egui::Context::default());
            std::thread::yield_now();
        }
    }

    #[test]
    fn of_two_readings_of_a_file_the_one_asked_for_last_is_shown() {
        let (_folder, path, mut app, id) = open(&[0xe1, 0xe1, 0xe1, 0x0a]);
        for (encodings, text) in
            [(["windows-1252", "windows-1256"], "للل\n"), (["windows-1256", "windows-1252"], "ááá\n")]
        {
            for encoding in encodings {
                app.read(id, path.clone(), Some(encoding.parse().unwrap()));
            }
            take_all(&mut app);
            let session = app.tab().unwrap().session.as_ref().unwrap();
            assert_eq!(session.document().text(), text, "{encodings:?}");
        }
    }

    #[test]
    fn a_text_is_read_before_its_annotations_and_nothing_can_be_changed_or_saved_meanwhile() {
        use super::super::jobs::News;
        use crate::annotation::{Annotation, AnnotationSet, AnnotationState, Carried};
        use crate::text::Span;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let text = "قال في سرت\n".repeat(400);
        std::fs::write(&path, &text).unwrap();
        let document = Document::from_text(&text).unwrap();
        let made = (0..8_000).map(|number| {
            let at = number % 400 * "قال في سرت\n".len();
            let annotation = Annotation::new(Span::from_range(at..at + "قال".len()), "location");
            Annotation { note: format!("{number}"), ..annotation }
        });
        let state =
            AnnotationState { annotations: AnnotationSet::from_annotations(made), ..AnnotationState::default() };
        let beside = folder.path().join("a.hawashi.ron");
        let ron = crate::exchange::ron::annotations_to_ron("a.txt", &document, &state, &Carried::default());
        assert!(ron.len() > 1024 * 1024);
        std::fs::write(&beside, &ron).unwrap();

        let mut app = App::with_settings(&egui::Context::default(), Vec::new(), Settings::default());
        let id = app.add_tab("a.txt".to_owned());
        app.read(id, path, None);
        let mut was_shown = false;
        while app.tab().unwrap().session.is_none() {
            let Some(News::Report(report)) = app.jobs.next() else {
                std::thread::yield_now();
                continue;
            };
            report(&mut app);
            if let Some(arriving) = &app.tab().unwrap().arriving {
                assert_eq!(arriving.session.document().text(), text);
                was_shown = true;
                let span = Span::from_range(0.."قال".len());
                app.tab_mut().unwrap().reader.select(span);
                assert!(app.execute(crate::session::Command::Tag { span, label: "faction".into() }).is_none());
                app.save(id, true);
                assert!(!app.is_saving(id) && app.dialog.is_none());
            }
        }
        assert!(was_shown);
        let tab = app.tab().unwrap();
        assert_eq!(tab.session.as_ref().unwrap().annotations().len(), 8_000);
        assert!(tab.arriving.is_none());
        assert_eq!(tab.reader.selection(), Some(Span::from_range(0.."قال".len())), "the page stays as it was");
        assert_eq!(std::fs::read_to_string(&beside).unwrap(), ron);
    }

    /// A PDF of so many pages, each with its number.
    #[cfg(feature = "documents")]
    fn pdf(pages: usize) -> Vec<u8> {
        let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
        let page = |page: usize| {
            let text = format!("BT /F 12 Tf 50 300 Td (Page {page} is read.) Tj ET");
            let (number, contents, len) = (4 + 2 * page, 5 + 2 * page, text.len());
            format!(
                "{number} 0 obj\n<</Type/Page/Parent 2 0 R/Contents {contents} 0 R>>\nendobj\n\
                 {contents} 0 obj\n<</Length {len}>>stream\n{text}\nendstream\nendobj\n"
            )
        };
        let head = format!(
            "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
             2 0 obj\n<</Type/Pages/Count {pages}/MediaBox[0 0 400 400]/Resources<</Font<</F 3 0 R>>>>/Kids[{}]>>\nendobj\n\
             3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>\nendobj\n",
            kids.join(" ")
        );
        let pages: Vec<String> = (0..pages).map(page).collect();
        [head, pages.concat(), "trailer <</Root 1 0 R>>\n%%EOF".to_owned()].concat().into_bytes()
    }

    #[cfg(feature = "documents")]
    #[test]
    fn the_first_pages_are_read_while_the_others_come_and_the_place_stays() {
        use super::super::jobs::News;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, pdf(400)).unwrap();
        for (left_at, scrolled) in [(0, 0), (0, 40), (6_000, 0)] {
            let mut settings = Settings::default();
            if left_at > 0 {
                settings.remember_place(&path, left_at.into(), None);
            }
            let mut app = App::with_settings(&egui::Context::default(), Vec::new(), settings);
            let id = app.add_tab("a.pdf".to_owned());
            app.read(id, path.clone(), None);
            let mut shown = Vec::new();
            while app.tab().unwrap().session.is_none() {
                let Some(News::Report(report)) = app.jobs.next() else {
                    std::thread::yield_now();
                    continue;
                };
                report(&mut app);
                let tab = app.tab_mut().unwrap();
                if let Some(arriving) = &tab.arriving {
                    assert_eq!(arriving.missing, Missing::Pages);
                    let text = arriving.session.document().text();
                    assert!(text.starts_with("Page 0 is read."), "{text}");
                    assert!(shown.last().is_none_or(|len| text.len() > *len));
                    shown.push(text.len());
                    assert!(left_at == 0 || text.len() > left_at as usize, "the place where reading goes on is there");
                    if scrolled > 0 && shown.len() == 1 {
                        tab.reader.resume_at(scrolled.into());
                    }
                }
            }
            let tab = app.tab().unwrap();
            let text = tab.session.as_ref().unwrap().document().text();
            assert!(text.contains("Page 399 is read."));
            assert!(left_at > 0 || !shown.is_empty() && shown[0] < text.len() / 4, "{shown:?}");
            let at = tab.reader.reading_at().map_or(0, |at| at.0);
            assert_eq!(at, left_at.max(scrolled));
        }
    }

    #[test]
    fn reading_annotations_can_be_cancelled() {
        let (_folder, path, mut app, id) = open("قال".as_bytes());
        let other = app.add_tab("b.txt".to_owned());
        app.read(other, path, None);
        app.drop_tab(other);
        take_all(&mut app);
        assert_eq!(app.tabs.iter().map(|tab| tab.id).collect::<Vec<_>>(), [id]);
    }

    #[test]
    fn what_was_done_while_a_file_was_read_again_is_not_lost() {
        let (_folder, path, mut app, id) = open("قال في سرت".as_bytes());
        app.read(id, path, None);
        let session = app.tab_of(id).unwrap().session.as_mut().unwrap();
        let span = crate::text::Span::from_range(0.."قال".len());
        session.execute(crate::session::Command::Tag { span, label: "location".into() }).unwrap();
        take_all(&mut app);
        assert_eq!(app.tab().unwrap().session.as_ref().unwrap().annotations().len(), 1);
        assert_eq!(app.banners().count(), 1, "it says what to do first");
    }
}
