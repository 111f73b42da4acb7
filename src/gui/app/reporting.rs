//! A report of an article or a folder, or of what is shown of them: one page for somebody who does not have the program.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use super::desktop::open_with;
use super::export_sources::{ExportReading, files_of};
use super::exporting::{facts, write_apart};
use super::jobs::done;
use super::task::Task;
use super::unopened::Taught;
use crate::exchange::{Article, Statuses};
use crate::gui::model::{AppAction, ExportOnly, FileRequest, Notice, Scope, SeenWords, TabId};
use crate::layout::ThemeName;
use crate::picture::from_survey::Counted;
use crate::report::{Part, Report};
use crate::store::{ExportError, ExportSource};
use crate::survey::{Filter, Plain, Source, Survey};

impl App {
    /// Writes the report of a tab into a file that was chosen, and opens it in the browser.
    pub(super) fn write_report(&mut self, id: TabId, path: PathBuf, overwrite: bool) {
        let seeing = self.seeing.get(&id);
        let parts = seeing.map_or_else(|| Part::ALL.to_vec(), |seeing| seeing.report.iter().copied().collect());
        // What is ticked or filtered is meant; otherwise everything.
        let only = seeing.filter(|seeing| !seeing.ticked.is_empty() || !seeing.asked.filter.is_empty());
        let only = only.map(|seeing| Arc::new(ExportOnly::of(&seeing.survey, seeing.meant())));
        let is_folder = self.folders.iter().any(|folder| folder.id == id);
        let scope = match &only {
            Some(_) => Scope::Shown,
            None if is_folder => Scope::Folder,
            None => Scope::Article,
        };
        let inputs = self.export_inputs(id, scope, only.as_deref());
        let words = SeenWords { lexicon: self.lexicon.clone(), lang: self.i18n.lang() };
        let title = self.report_title(id);
        // What is open is not written over.
        let open: Vec<PathBuf> = self.tabs.iter().flat_map(files_of).cloned().collect();
        let statuses = only.as_ref().map_or(UNDENIED, |only| only.statuses);
        let (lexicon, by, opener) = (self.lexicon.clone(), self.settings.author(), self.opener.clone());
        let mut reading = ExportReading { lexicon, by, suggests: statuses.suggested, taught: Taught::new(), only };
        self.exports += 1;
        self.jobs.start(Task::Export(self.exports), move |job| {
            let mut sources: Vec<ExportSource> = Vec::new();
            let mut problem = None;
            for input in &inputs {
                match reading.read(input, &|| job.flow()) {
                    Ok(source) => sources.push(source),
                    Err(ExportError::Stopped) => return None,
                    Err(error) => problem = problem.or(Some(error)),
                }
            }
            let page = page(&sources, (&words, statuses), &title, &parts);
            let written = write_apart(&path, &open, overwrite, &page);
            let key = match written {
                Ok(()) if open_with(&opener, &path) => "notice-report-opened",
                _ => "notice-report-written",
            };
            done(move |app: &mut Self| {
                if let Some(error) = problem {
                    app.report(&error);
                }
                match written {
                    Ok(()) => {
                        let place = path.display().to_string();
                        let notice = Notice::done(key).with("file", place.as_str());
                        app.notify(notice.offering("command-copy-path", AppAction::CopyText(place)));
                    }
                    Err(error) => app.report_unwritten(FileRequest::Report(id), path, &error),
                }
            })
        });
    }

    /// The title of a tab's report: the name of its folder or its file.
    pub(super) fn report_title(&self, id: TabId) -> String {
        let folder = self.folders.iter().find(|folder| folder.id == id).map(|folder| folder.name.clone());
        let tab = || self.tabs.iter().find(|tab| tab.id == id).map(|tab| tab.name.clone());
        folder.or_else(tab).unwrap_or_default()
    }
}

/// What nobody has rejected.
const UNDENIED: Statuses = Statuses { accepted: true, suggested: true, rejected: false };

/// The page of these articles.
fn page(sources: &[ExportSource], (words, statuses): (&SeenWords, Statuses), title: &str, parts: &[Part]) -> Vec<u8> {
    let mut survey = Survey::default();
    for source in sources {
        survey.put(&Source::of_state(&source.input, &source.document, &source.annotation_state));
    }
    let mut rows = Filter::default().rows(&survey, &Plain);
    rows.retain(|at| survey.row(*at).is_some_and(|(_, row)| statuses.holds(row.status)));
    let articles: Vec<Article<'_>> = sources.iter().map(|source| source.article(Some(statuses))).collect();
    let entities = |id: &str| facts(&words.lexicon, id);
    let language = words.language();
    let counted = Counted {
        survey: &survey,
        rows: &rows,
        lexicon: &words.lexicon,
        language,
        names: language,
        theme: ThemeName::Light,
    };
    let mut page = Vec::new();
    let report = Report { title, articles: &articles, counted, entities: &entities, parts };
    // Memory takes whatever is written.
    let _ = report.write(&mut page);
    page
}
