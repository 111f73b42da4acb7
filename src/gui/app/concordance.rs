//! The concordance of an article or a folder: its lines are looked for and sorted in jobs.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use super::App;
use super::jobs::done;
use super::seeing::name_in;
use super::task::Task;
use crate::annotation::{LabelId, Spans};
use crate::document::Document;
use crate::exchange::csv::{spreadsheet, tamed};
use crate::gui::model::{
    Begins, ConcordanceAction, ConcordanceOf, FileRequest, FoundLines, JointWork, LineFinder, Notice, SeenView,
    SeenWords, Tab, TabId, name_in_folder,
};
use crate::picture::{Cell, Table};
use crate::session::{Command, Meant, Treatment};
use crate::store;
use crate::text::excerpt::one_line;

impl App {
    /// Looks for the lines that are asked for, once the articles are read, and sorts them.
    pub(super) fn look_for_lines(&mut self, id: TabId) {
        let Some(seeing) = self.seeing.get(&id).filter(|seeing| seeing.view == SeenView::Concordance) else { return };
        let Some(of) = seeing.concordance.of.clone().filter(|of| match of {
            ConcordanceOf::Words(_) => seeing.has_annotations(),
            ConcordanceOf::Marks(..) => !seeing.is_reading(),
        }) else {
            return;
        };
        if self.jobs.is_pending(Task::Concord(id)) {
            return;
        }
        // Words stay where they are, whatever is tagged; but an article may be new.
        let revision = match of {
            ConcordanceOf::Words(_) => seeing.survey.articles().len() as u64,
            ConcordanceOf::Marks(..) => seeing.revision,
        };
        let filter = seeing.asked.filter.clone();
        let key = (of.clone(), revision, filter.clone());
        let order = seeing.concordance.order.clone();
        if seeing.concordance.looked.as_ref() == Some(&key) {
            if seeing.concordance.ordered.as_ref() == Some(&order) {
                return;
            }
            let all = seeing.concordance.found.all.clone();
            self.jobs.start(Task::Concord(id), move |_| {
                let found = Arc::new(FoundLines::of(all, &order));
                done(move |app: &mut Self| {
                    if let Some(seeing) = app.seeing.get_mut(&id) {
                        seeing.concordance.found = found;
                        seeing.concordance.ordered = Some(order);
                    }
                })
            });
            return;
        }
        let folder = self.folders.iter().find(|folder| folder.id == id);
        let open = self.tabs.iter().filter_map(|tab| {
            let document: &Arc<Document> = tab.session.as_ref()?.document();
            Some((name_in(tab, id, folder)?, document.clone()))
        });
        let open: HashMap<String, Arc<Document>> = open.collect();
        let survey = seeing.survey.clone();
        let words = SeenWords { lexicon: self.lexicon.clone(), lang: self.i18n.lang() };
        self.jobs.start(Task::Concord(id), move |job| {
            let finder = LineFinder::new(of, words.meant_by(&filter, &survey));
            let mut lines = Vec::new();
            for (number, article) in (0..).zip(survey.articles()) {
                if job.is_cancelled() {
                    return None;
                }
                if !finder.needs(&survey, number) {
                    continue;
                }
                match open.get(&article.name) {
                    Some(document) => lines.extend(finder.lines(&survey, number, document.text())),
                    // What cannot be read any more has no lines.
                    None => {
                        if let Ok(document) = store::read_article(Path::new(&article.name), None) {
                            lines.extend(finder.lines(&survey, number, document.text()));
                        }
                    }
                }
            }
            let found = Arc::new(FoundLines::of(Arc::new(lines), &order));
            done(move |app: &mut Self| {
                let Some(seeing) = app.seeing.get_mut(&id) else { return };
                let is_other = seeing.concordance.looked.as_ref().is_none_or(|(of, ..)| *of != key.0);
                let is_as_long = seeing.concordance.found.all.len() == found.all.len();
                if is_other || !is_as_long {
                    seeing.concordance.ticked.clear();
                    seeing.concordance.chosen = None;
                }
                seeing.concordance.found = found;
                seeing.concordance.looked = Some(key);
                seeing.concordance.ordered = Some(order);
            })
        });
    }

    pub(super) fn concordance_act(&mut self, ctx: &egui::Context, id: TabId, act: ConcordanceAction) {
        let Some(seeing) = self.seeing.get_mut(&id) else { return };
        let concordance = &mut seeing.concordance;
        match act {
            ConcordanceAction::About(of) => {
                concordance.of = of;
                concordance.order.only = None;
                if concordance.of.is_none() {
                    concordance.looked = None;
                    concordance.found = Arc::default();
                }
            }
            ConcordanceAction::Order(order) => concordance.order = order,
            ConcordanceAction::Letters(letters) => concordance.letters = letters,
            ConcordanceAction::Choose(line) => concordance.chosen = Some(line),
            ConcordanceAction::Tick(lines, true) => concordance.ticked.extend(lines),
            ConcordanceAction::Tick(lines, false) => {
                for line in lines {
                    concordance.ticked.remove(&line);
                }
            }
            ConcordanceAction::Untick => concordance.ticked.clear(),
            ConcordanceAction::Open(line) => self.open_line(id, line),
            ConcordanceAction::Tag(label) => self.tag_lines(id, &label),
            ConcordanceAction::Copy => {
                let Some(table) = self.lines_table(id) else { return };
                // A tab or an end of a line would begin another cell.
                let lines = table.lines(one_line);
                let lines: Vec<String> = lines.iter().map(|line| line.join("\t")).collect();
                ctx.copy_text(lines.join("\n") + "\n");
                self.notify(Notice::done("notice-rows-copied").with("count", table.rows.len()));
            }
            ConcordanceAction::Export => self.ask_file(FileRequest::Lines(id)),
        }
    }

    /// The ticked lines of a tab, or all that are shown, with as much context as is shown.
    fn lines_table(&self, id: TabId) -> Option<Table> {
        let seeing = self.seeing.get(&id)?;
        let concordance = &seeing.concordance;
        let is_meant = |at: &&u32| concordance.ticked.is_empty() || concordance.ticked.contains(at);
        // A table is given to others: where the folder lies is none of their business.
        let folder = self.folder_of_export(id).map(|folder| folder.path.clone());
        let row = |at: &u32| {
            let line = concordance.found.all.get(*at as usize)?;
            let article = seeing.survey.articles().get(line.article as usize)?;
            let day = article.day.map_or_else(String::new, |found| found.day.to_string());
            let (before, after) = (line.line.before(concordance.letters), line.line.after(concordance.letters));
            let name = |folder: &PathBuf| name_in_folder(folder, &article.name);
            let file = folder.as_ref().map_or_else(|| article.name.clone(), name);
            let texts = [before.text.trim(), &line.line.text, after.text.trim(), &article.title, &day, &file];
            Some(texts.map(Cell::from).to_vec())
        };
        let head = [
            "concordance-head-before",
            "seen-text",
            "concordance-head-after",
            "seen-article",
            "seen-date",
            "seen-file",
        ];
        let head = head.map(|key| self.i18n.text(key).into_owned()).to_vec();
        Some(Table::new(head, concordance.found.shown.iter().filter(is_meant).filter_map(row).collect()))
    }

    /// Writes the lines into a file that was chosen, for a spreadsheet.
    pub(super) fn write_lines(&mut self, id: TabId, path: PathBuf, overwrite: bool) {
        let Some(table) = self.lines_table(id) else { return };
        let lines = move || spreadsheet(&table.lines(|text| tamed(text).into_owned()), true);
        self.write_chosen(FileRequest::Lines(id), path, overwrite, ("notice-picture-written", lines));
    }

    /// Goes to the passage of a line in its article.
    fn open_line(&mut self, id: TabId, line: u32) {
        let Some(seeing) = self.seeing.get(&id) else { return };
        let Some(line) = seeing.concordance.found.all.get(line as usize) else { return };
        let span = line.line.span;
        let target = line.row(&seeing.survey).map(|row| row.target.clone());
        let Some(article) = seeing.survey.articles().get(line.article as usize) else { return };
        let path = PathBuf::from(&article.name);
        if self.tab_of(id).is_some() {
            self.see(id, SeenView::Own);
        } else {
            self.open_article(path, Begins::Reading);
        }
        if let Some(tab) = self.tab_mut() {
            // The article may still have to be read.
            tab.begins_at = Some((span, target));
        }
    }

    /// Tags the ticked lines, as one step over their articles.
    fn tag_lines(&mut self, id: TabId, label: &LabelId) {
        let Some(seeing) = self.seeing.get(&id) else { return };
        let own_tab = self.tabs.iter().find(|tab: &&Tab| tab.id == id).map(|tab| tab.id);
        let found = &seeing.concordance.found;
        let mut places: std::collections::BTreeMap<u32, Vec<Spans>> = std::collections::BTreeMap::new();
        for at in found.shown.iter().filter(|at| seeing.concordance.ticked.contains(at)) {
            if let Some(line) = found.all.get(*at as usize) {
                places.entry(line.article).or_default().push(line.line.span.into());
            }
        }
        let mut tasks = Vec::new();
        for (article, places) in places {
            let Some(article) = seeing.survey.articles().get(article as usize) else { continue };
            let path = own_tab.is_none().then(|| PathBuf::from(&article.name));
            let count = places.len();
            let command = Command::Treat { places, meant: Meant::default(), treatment: Treatment::Tag(label.clone()) };
            tasks.push((own_tab, path, JointWork { sha256: article.sha256.clone(), command, places: count }));
        }
        if let Some(seeing) = self.seeing.get_mut(&id) {
            seeing.concordance.ticked.clear();
        }
        self.do_in_articles(id, tasks, ("notice-seen-changed", String::new()));
    }
}
