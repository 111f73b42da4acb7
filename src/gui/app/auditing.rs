//! The audit of an article or a folder: looked through in a job whenever its rows have changed, and cured in one step.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::App;
use super::jobs::done;
use super::seeing::name_in;
use super::task::Task;
use super::unopened::Unopened;
use crate::agreement::annotator;
use crate::annotation::Adjudicated;
use crate::document::Document;
use crate::exchange::folder_file::{Fine, FolderFile};
use crate::gui::model::{
    AuditAction, Auditing, Begins, Fineness, FoundLine, JointWork, MOST_FINDINGS, SeenView, TabId, name_in_folder,
};
use crate::gui::reader::MarkRef;
use crate::lexicon::Lexicon;
use crate::session::{Command, Session, Target};
use crate::store::{self, Articles, OtherFiles};
use crate::survey::Survey;
use crate::survey::audit::{Audited, Finding, Other, Usage};
use crate::text::Span;
use crate::text::excerpt::around;

/// How often it is told how far the audit is.
const TOLD_EACH: Duration = Duration::from_millis(150);
/// How many bytes around a finding are shown.
const AROUND: usize = 300;

/// What articles are looked through with.
struct Looking {
    survey: Survey,
    open: HashMap<String, Session>,
    shared: Option<Arc<FolderFile>>,
    by: String,
    lexicon: Arc<Lexicon>,
}

impl App {
    /// What the folder of a tab's audit says is fine; a tab's own folder, or the one around its article.
    pub(super) fn fine_for(&self, id: TabId) -> Option<(TabId, PathBuf, Arc<FolderFile>)> {
        let folder = self.folders.iter().find(|folder| folder.id == id);
        let around = || {
            let tab = self.tabs.iter().find(|tab| tab.id == id)?;
            self.folder_around(tab.article.as_deref()?)
        };
        folder.or_else(around).map(|folder| (folder.id, folder.path.clone(), folder.shared.clone()))
    }

    /// Looks through the articles in front, once their rows are there and whenever these have changed.
    pub(super) fn refresh_audit(&mut self, id: TabId) {
        let folder = self.folders.iter().find(|folder| folder.id == id);
        let Some(seeing) = self.seeing.get(&id).filter(|seeing| seeing.view == SeenView::Audit) else { return };
        let revision = seeing.revision;
        if seeing.is_reading() || seeing.audit.of == Some(revision) || self.jobs.is_pending(Task::Audit(id)) {
            return;
        }
        let mut open = HashMap::new();
        for tab in &self.tabs {
            if let (Some(name), Some(session)) = (name_in(tab, id, folder), &tab.session) {
                open.insert(name, session.snapshot());
            }
        }
        let looking = Looking {
            survey: seeing.survey.clone(),
            open,
            shared: folder.map(|folder| folder.shared.clone()),
            by: self.settings.author(),
            lexicon: self.lexicon.clone(),
        };
        let is_first = seeing.audit.of.is_none();
        self.jobs.start(Task::Audit(id), move |job| {
            let usage = Usage::of(&looking.survey);
            let mut others = OtherFiles::new(&looking.by);
            let (mut found, mut unlisted, mut told) = (Vec::new(), 0, Instant::now());
            let all = looking.survey.articles().len();
            for (number, article) in looking.survey.articles().iter().enumerate() {
                if job.is_cancelled() {
                    return None;
                }
                let read = looking.lines(&usage, &article.name, &mut others);
                let room = MOST_FINDINGS.saturating_sub(found.len());
                unlisted += read.len().saturating_sub(room);
                found.extend(read.into_iter().take(room));
                if told.elapsed() >= TOLD_EACH {
                    told = Instant::now();
                    // Later, what was found before stays until all is looked through.
                    let so_far = is_first.then(|| found.clone());
                    job.report(move |app: &mut Self| app.take_audited(id, so_far, Some((number + 1, all)), 0, None));
                }
            }
            done(move |app: &mut Self| app.take_audited(id, Some(found), None, unlisted, Some(revision)))
        });
    }

    fn take_audited(
        &mut self,
        id: TabId,
        found: Option<Vec<FoundLine>>,
        progress: Option<(usize, usize)>,
        unlisted: usize,
        of: Option<u64>,
    ) {
        let fine = self.fine_for(id);
        let Some(seeing) = self.seeing.get_mut(&id) else { return };
        let fineness = Fineness { folder: fine.as_ref().map(|(_, path, file)| (path, &**file)) };
        let audit = &mut seeing.audit;
        let place = audit.place_of_chosen(&fineness);
        audit.progress = progress;
        if let Some(found) = found {
            audit.found = Arc::new(found);
            audit.unlisted = unlisted;
        }
        audit.of = of.or(audit.of);
        // What was cured is gone; what stands in its place is next.
        audit.keep_chosen(&fineness, place);
    }

    pub(super) fn audit_act(&mut self, id: TabId, act: AuditAction) {
        let fine = self.fine_for(id);
        let fineness = Fineness { folder: fine.as_ref().map(|(_, path, file)| (path, &**file)) };
        let Some(seeing) = self.seeing.get_mut(&id) else { return };
        let audit = &mut seeing.audit;
        match act {
            AuditAction::Choose(article, key) => {
                audit.chosen = Some((article, key));
                audit.asks_all = false;
            }
            AuditAction::Kind(kind) => {
                (audit.kind, audit.asks_all) = (kind, false);
                audit.keep_chosen(&fineness, 0);
            }
            AuditAction::ShowFine(shows) => {
                (audit.shows_fine, audit.asks_all) = (shows, false);
                audit.keep_chosen(&fineness, 0);
            }
            AuditAction::AskAll(asks) => {
                audit.asks_all = asks;
                if let Some(kind) = audit.chosen_line().map(|line| line.finding.problem.name()).filter(|_| asks) {
                    audit.kind = Some(kind);
                }
            }
            AuditAction::Cure(number) => {
                let Some(line) = audit.chosen_line().cloned() else { return };
                self.cure(id, &[line], number);
            }
            AuditAction::CureAll => {
                audit.asks_all = false;
                let lines: Vec<FoundLine> =
                    audit.shown(&fineness).into_iter().filter_map(|at| audit.found.get(at).cloned()).collect();
                self.cure(id, &lines, 0);
            }
            AuditAction::Fine(is_fine) => {
                let Some((article, finding)) = audit.chosen.clone() else { return };
                let place = audit.place_of_chosen(&fineness);
                let Some((folder, path, _)) = &fine else { return };
                let folder = *folder;
                let fine = Fine {
                    article: name_in_folder(path, &article),
                    finding,
                    by: self.settings.author(),
                    ..Fine::default()
                };
                self.audit_goes_on = Some((id, place));
                self.change_folder(folder, None, move |shared| shared.set_fine(fine.clone(), is_fine));
            }
            AuditAction::Open => self.open_finding(id),
        }
    }

    /// After the folder's file has changed, the next finding is looked at.
    pub(super) fn go_on_with_audit(&mut self) {
        let Some((id, place)) = self.audit_goes_on.take() else { return };
        let fine = self.fine_for(id);
        let fineness = Fineness { folder: fine.as_ref().map(|(_, path, file)| (path, &**file)) };
        if let Some(seeing) = self.seeing.get_mut(&id) {
            seeing.audit.keep_chosen(&fineness, place);
        }
    }

    /// Cures findings, each in the way of this number, as one step.
    fn cure(&mut self, id: TabId, lines: &[FoundLine], number: usize) {
        let own_tab = self.tabs.iter().find(|tab| tab.id == id).map(|tab| tab.id);
        let mut by_article: BTreeMap<&str, (String, Vec<Command>, usize)> = BTreeMap::new();
        for line in lines {
            let Some(cure) = line.finding.cures.get(number) else { continue };
            let (_, commands, places) =
                by_article.entry(&line.article).or_insert_with(|| (line.sha256.clone(), Vec::new(), 0));
            commands.extend(cure.commands());
            *places += 1;
        }
        let tasks = by_article.into_iter().map(|(article, (sha256, mut commands, places))| {
            // Those that were given up count from the beginning of their list.
            commands.sort_by_key(|command| match command {
                Command::DeleteOrphan(number) => usize::MAX - number,
                _ => 0,
            });
            let path = own_tab.is_none().then(|| PathBuf::from(article));
            (own_tab, path, JointWork { sha256, command: Command::Several(commands), places })
        });
        let tasks = tasks.collect();
        self.do_in_articles(id, tasks, ("notice-cured", String::new()));
    }

    /// Goes to the passage of the chosen finding in its article.
    fn open_finding(&mut self, id: TabId) {
        let Some(line) = self.seeing.get(&id).and_then(|seeing| seeing.audit.chosen_line()).cloned() else { return };
        let span = line.finding.span.unwrap_or_else(|| Span::from_range(0..0));
        let annotation = line.finding.annotation.clone();
        if self.tab_of(id).is_some() {
            self.see(id, SeenView::Own);
            if let Some(tab) = self.tab_of(id) {
                tab.reader.reveal(span);
                tab.reader.selected = annotation.map(MarkRef::Annotation);
            }
            return;
        }
        self.open_article(PathBuf::from(&line.article), Begins::Reading);
        if let Some(tab) = self.tab_mut() {
            tab.begins_at = Some((span, annotation.map(Target::Annotation)));
        }
    }
}

impl Auditing {
    /// At which place of the list the chosen finding is.
    fn place_of_chosen(&self, fine: &Fineness<'_>) -> usize {
        let Some((article, key)) = &self.chosen else { return 0 };
        let is_it = |line: &FoundLine| line.article == *article && line.finding.key == *key;
        let shown = self.shown(fine);
        shown.iter().position(|at| self.found.get(*at).is_some_and(is_it)).unwrap_or(0)
    }

    /// Looks at what stands at a place of the list, if what was looked at is there no more.
    fn keep_chosen(&mut self, fine: &Fineness<'_>, place: usize) {
        let shown = self.shown(fine);
        let is_there = |(article, key): &(String, String)| {
            let is_it = |at: &usize| {
                self.found.get(*at).is_some_and(|line| line.article == *article && line.finding.key == *key)
            };
            shown.iter().any(is_it)
        };
        if self.chosen.as_ref().is_some_and(is_there) {
            return;
        }
        let line = shown.get(place.min(shown.len().saturating_sub(1))).and_then(|at| self.found.get(*at));
        self.chosen = line.map(|line| (line.article.clone(), line.finding.key.clone()));
    }
}

impl Looking {
    /// The findings in an article; none if it cannot be read any more, which its list says.
    fn lines(&self, usage: &Usage, name: &str, others: &mut OtherFiles<'_>) -> Vec<FoundLine> {
        let read;
        let session = match self.open.get(name) {
            Some(session) => session,
            None => match Unopened::read(Path::new(name), self.shared.clone(), &self.by) {
                Ok(unopened) => {
                    read = unopened.session;
                    &read
                }
                Err(_) => return Vec::new(),
            },
        };
        let article = self.survey.index_of(name).and_then(|at| self.survey.articles().get(at as usize));
        let Some(article) = article else { return Vec::new() };
        let suggested: Vec<Span> = article
            .rows
            .iter()
            .filter(|row| matches!(row.target, Target::Candidate { .. }))
            .map(|row| row.span)
            .collect();
        let others: Vec<Other> =
            others.of(Path::new(name)).iter().filter_map(|file| self.other(file, session.document())).collect();
        let audited = Audited { session, usage, suggested: &suggested, lexicon: &self.lexicon, others: &others };
        let document = session.document();
        let line = |finding: Finding| {
            let (start, excerpt) = excerpt(document.text(), finding.span);
            let paragraph = finding.span.map_or(0, |span| document.written_paragraph_number(span.start));
            FoundLine {
                article: name.to_owned(),
                sha256: document.sha256().to_owned(),
                title: article.title.clone(),
                paragraph,
                excerpt,
                start,
                finding,
            }
        };
        audited.findings().into_iter().map(line).collect()
    }

    /// What somebody else has made of a text; `None` if it cannot be read, is about another text, or is made from what several
    /// have done.
    fn other(&self, file: &Path, document: &Document) -> Option<Other> {
        let articles = Articles { own: Some(&self.by), ..Articles::default() };
        let opened = store::open_among(file, None, articles).ok()?;
        let state = opened.loaded?.ok()?.annotation_state;
        if opened.document.text() != document.text() || Adjudicated::of(&state.attributes).is_some() {
            return None;
        }
        let name = annotator(&state).map_or_else(|| store::file_name(file), str::to_owned);
        Some(Other { name, state })
    }
}

/// The words around a passage within its line, and where they begin.
fn excerpt(text: &str, span: Option<Span>) -> (usize, String) {
    let Some(span) = span else { return (0, String::new()) };
    let shown = around(text, span.range(), AROUND, AROUND);
    (shown.start, text[shown].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_has_whole_words_of_one_line() {
        let text = format!("عنوان\n{}سرت {}\nآخر", "كلمة ".repeat(100), "كلمة ".repeat(100));
        let at = text.find("سرت").unwrap();
        let (start, excerpt) = excerpt(&text, Some(Span::from_range(at..at + 6)));
        assert_eq!(&excerpt[at - start..][..6], "سرت");
        assert!(excerpt.starts_with("كلمة ") && excerpt.ends_with("كلمة") && excerpt.len() < 2 * AROUND + 10);
        assert_eq!(super::excerpt(&text, None), (0, String::new()));
    }
}
