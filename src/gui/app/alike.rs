//! All places like one: the same words are tagged, or their tags changed, at once.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::App;
use super::jobs::done;
use super::task::Task;
use super::unopened::{Taught, Unopened};
use crate::gui::command::UiCommand;
use crate::gui::model::{
    Alike, AlikeAction, AlikeArticle, AppAction, Content, Deed, FolderRow, Notice, Sought, Tab, TabId,
};
use crate::gui::panels::{Dialog, LinkEntity, shown_name};
use crate::session::{Command, Session};

/// The most places that are looked for.
const MOST_PLACES: usize = 50_000;
/// How often it is told how many articles were looked at.
const TOLD_EACH: Duration = Duration::from_millis(100);

impl App {
    /// Asks what to do with all places like the selected words or the selected mark.
    pub(super) fn ask_alike(&mut self) {
        self.finish_note();
        let selection = self.selected_text();
        let Some(Tab { session: Some(session), reader, .. }) = self.tab() else { return };
        let mark = reader.selected.clone().filter(|_| selection.is_none());
        let Some(span) = selection.or_else(|| mark.as_ref()?.first_span(session)) else { return };
        let words = span.of(session.document().text()).to_owned();
        let asked = Alike::new(session, shown_name(session, span), Sought::Words(words), mark);
        self.show_alike(asked.map(|mut asked| {
            asked.subject = Some(span);
            asked
        }));
    }

    /// Asks what to do with all matches of the search.
    pub(super) fn ask_matches(&mut self) {
        let words = self.find.field.text().trim().to_owned();
        let sought = Sought::Matches(self.find.query());
        let Some(Tab { session: Some(session), .. }) = self.tab() else { return };
        let asked = Alike::new(session, words, sought, None);
        self.show_alike(asked);
    }

    fn show_alike(&mut self, mut asked: Option<Alike>) {
        if let Some(alike) = &mut asked {
            alike.folder = self.folder_of_front().map(str::to_owned);
        }
        if let Some(tab) = self.tab_mut() {
            tab.several = None;
            tab.alike = asked;
            let id = tab.id;
            self.look_for_alike(id);
        }
    }

    /// Looks for the places that a tab's question is about.
    fn look_for_alike(&mut self, id: TabId) {
        self.jobs.cancel(Task::FindAlike(id));
        self.jobs.cancel(Task::FindAlikeAround(id));
        let Some(Tab { session: Some(session), alike: Some(alike), article, .. }) = self.tab_of(id) else { return };
        alike.begin();
        let (sought, path, session) = (alike.sought(), article.clone(), session.snapshot());
        if alike.is_in_folder {
            return self.look_around(id, sought);
        }
        self.jobs.start(Task::FindAlike(id), move |job| {
            let found = AlikeArticle::of(&session, &sought, &|| !job.is_cancelled());
            let found = found.map(|article| AlikeArticle { tab: Some(id), path, ..article });
            done(move |app: &mut App| {
                app.take_alike(id, found);
                app.end_looking(id);
            })
        });
    }

    /// Looks for them in the folder: first in the article itself, then in one after another.
    fn look_around(&mut self, id: TabId, sought: Sought) {
        let path = self.tab_of(id).and_then(|tab| tab.article.clone());
        let Some(folder) = path.as_deref().and_then(|path| self.folder_around(path)) else { return };
        let in_folder = |tab: &Tab| {
            let path = folder.path_of(tab.article.as_deref()?)?;
            Some((path, (tab.id, tab.session.as_ref()?.snapshot())))
        };
        let open: HashMap<PathBuf, (TabId, Session)> = self.tabs.iter().filter_map(in_folder).collect();
        let is_readable = |row: &&FolderRow| !matches!(row.content, Content::Unreadable(_));
        let mut paths: Vec<PathBuf> =
            folder.rows.iter().filter(is_readable).map(|row| row.path().to_path_buf()).collect();
        paths.sort_by_key(|path| open.get(path).is_none_or(|(tab, _)| *tab != id));
        let (shared, lexicon, by) = (folder.shared.clone(), self.lexicon.clone(), self.settings.author());
        let threshold = self.threshold();
        self.jobs.start(Task::FindAlikeAround(id), move |job| {
            let mut taught = Taught::new();
            let (all, mut known, mut told) = (paths.len(), 0, Instant::now());
            for (at, path) in paths.into_iter().enumerate() {
                if job.is_cancelled() {
                    return None;
                }
                let found = match open.get(&path) {
                    Some((tab, session)) => {
                        let found = AlikeArticle::of(session, &sought, &|| !job.is_cancelled());
                        Ok(found.map(|article| AlikeArticle { tab: Some(*tab), ..article }))
                    }
                    None => Unopened::read(&path, Some(shared.clone()), &by).map(|mut unopened| {
                        let text = unopened.session.document().clone();
                        // What its words mean is known once suggestions were looked for.
                        let is_by_text = !matches!(sought, Sought::Meaning(_));
                        if is_by_text && sought.in_text(text.text(), &|| !job.is_cancelled()).is_empty() {
                            return None;
                        }
                        if !unopened.detect(&lexicon, &mut taught, &|| job.flow()) {
                            return None;
                        }
                        drop(unopened.session.execute(Command::SetThreshold(threshold)));
                        AlikeArticle::of(&unopened.session, &sought, &|| !job.is_cancelled())
                    }),
                };
                let is_unreadable = found.is_err();
                let found = found.ok().flatten().map(|article| AlikeArticle { path: Some(path), ..article });
                known += found.as_ref().map_or(0, |article| article.places.len());
                let is_cut = known >= MOST_PLACES && at + 1 < all;
                if found.is_some() || is_unreadable || is_cut || told.elapsed() >= TOLD_EACH {
                    told = Instant::now();
                    job.report(move |app: &mut App| {
                        app.take_alike(id, found);
                        if let Some(alike) = app.tab_of(id).and_then(|tab| tab.alike.as_mut()) {
                            (alike.looked, alike.is_cut) = ((at + 1, all), is_cut);
                            alike.unreadable += usize::from(is_unreadable);
                        }
                    });
                }
                if is_cut {
                    break;
                }
            }
            done(move |app: &mut App| app.end_looking(id))
        });
    }

    fn take_alike(&mut self, id: TabId, found: Option<AlikeArticle>) {
        let Some(found) = found else { return };
        let tab = found.tab;
        if let Some(alike) = self.tab_of(id).and_then(|tab| tab.alike.as_mut()) {
            alike.add(found);
        }
        if let Some(tab) = tab {
            self.look_at_alike(id, tab);
        }
    }

    fn end_looking(&mut self, id: TabId) {
        if let Some(alike) = self.tab_of(id).and_then(|tab| tab.alike.as_mut()) {
            alike.end();
        }
    }

    /// Looks again what is there in an article of a tab's question, if that has changed.
    fn look_at_alike(&mut self, id: TabId, of: TabId) {
        let Some(mut alike) = self.tab_of(id).and_then(|tab| tab.alike.take()) else { return };
        let session = self.tab_of(of).and_then(|tab| tab.session.as_ref());
        if session.is_some_and(|session| alike.look(of, session)) {
            alike.arrange();
        }
        if let Some(tab) = self.tab_of(id) {
            tab.alike = Some(alike);
        }
    }

    /// Closes the question that has lost what it is about: something else was selected, or searched for. What is being done
    /// goes on.
    fn leave_alike(&mut self) {
        let search = self.find.is_active().then(|| self.find.query());
        let selection = self.selected_text();
        let Some(Tab { session: Some(session), alike: Some(alike), reader, .. }) = self.tab() else { return };
        let mark = reader.selected.as_ref().and_then(|mark| mark.first_span(session));
        let is_left = match (alike.subject, selection.or(mark)) {
            (Some(subject), Some(now)) => now != subject,
            (Some(_), None) => false,
            (None, _) => search.is_none_or(|search| !alike.is_about(&search)),
        };
        if is_left && alike.doing.is_none() {
            self.alike_act(AlikeAction::Close);
        }
    }

    /// Closes the question where something else is begun.
    pub(super) fn begins_else(&mut self, command: UiCommand) {
        use UiCommand as C;
        let is_else =
            matches!(command, C::Review | C::Find | C::EditLabels | C::AboutArticle | C::Relate | C::FindLabel)
                || matches!(command, C::LabelFromWords | C::DoneAndNext | C::PutAside | C::MoveStart | C::MoveEnd);
        if is_else && self.tab().is_some_and(|tab| tab.alike.as_ref().is_some_and(|alike| alike.doing.is_none())) {
            self.alike_act(AlikeAction::Close);
        }
    }

    /// Looks again what stands at the places, after a change.
    pub(super) fn refresh_alike(&mut self) {
        self.leave_alike();
        let Some(Tab { id, alike: Some(alike), .. }) = self.tab() else { return };
        let (id, open): (_, Vec<TabId>) = (*id, alike.articles.iter().filter_map(|article| article.tab).collect());
        for tab in open {
            self.look_at_alike(id, tab);
        }
    }

    /// Carries out what the question asks for.
    pub(super) fn alike_act(&mut self, act: AlikeAction) {
        let Some(Tab { id, session: Some(session), reader, alike: asked, .. }) = self.tab_mut() else { return };
        let (Some(alike), id) = (&mut *asked, *id) else { return };
        match act {
            AlikeAction::Deed(deed) => {
                alike.deed = deed;
                alike.arrange();
            }
            AlikeAction::Label(label) => {
                *(if alike.deed == Deed::Tag { &mut alike.label } else { &mut alike.other }) = label;
                alike.arrange();
            }
            AlikeAction::Entity(entity) => {
                alike.entity = Some(entity);
                alike.arrange();
            }
            AlikeAction::ChooseEntity => {
                let marks =
                    || alike.articles.iter().flat_map(|article| &article.places).flat_map(|place| &place.marked.marks);
                let mark = alike.source.clone().or_else(|| marks().next().map(|mark| mark.target.clone().into()));
                if let Some(mark) = mark.filter(|mark| mark.span(session).is_some()) {
                    self.dialog = Some(Dialog::Entity(Box::new(LinkEntity::for_all(mark))));
                    self.search_entity(String::new());
                }
            }
            AlikeAction::Noted => alike.arrange(),
            AlikeAction::ByMeaning(is_by_meaning) => {
                alike.is_by_meaning = is_by_meaning;
                self.look_for_alike(id);
            }
            AlikeAction::InFolder(is_in_folder) => {
                alike.is_in_folder = is_in_folder;
                self.look_for_alike(id);
            }
            AlikeAction::Stop => {
                let doing = alike.doing.as_ref().map(|doing| doing.number);
                match doing {
                    Some(number) => self.stop_joint(number),
                    None => {
                        alike.end();
                        self.jobs.cancel(Task::FindAlikeAround(id));
                    }
                }
            }
            AlikeAction::Turn(row) => alike.turn(row),
            AlikeAction::Show(row) => {
                if let Some((article, place)) = alike.place(row)
                    && article.tab == Some(id)
                {
                    reader.reveal(place.marked.spans.first());
                }
            }
            AlikeAction::Shown => alike.is_new = false,
            AlikeAction::Close => {
                // What is being done goes on, and says when it has ended.
                *asked = None;
                self.jobs.cancel(Task::FindAlike(id));
                self.jobs.cancel(Task::FindAlikeAround(id));
            }
            AlikeAction::Do => {
                let Some(alike) = asked.take_if(|alike| alike.is_ready()) else { return };
                self.jobs.cancel(Task::FindAlikeAround(id));
                let place = self.place_in_review().filter(|_| self.front == Some(id));
                if alike.is_in_folder {
                    self.do_together(id, alike);
                } else {
                    self.do_alike(&alike);
                }
                // Where the review stood is decided, too.
                if place.is_some() {
                    self.go_on_reviewing(place);
                }
            }
        }
    }

    /// Whether a command is meant for the question: what is done with one mark is done with all of them, and all like it
    /// are once more those in the folder.
    pub(super) fn chooses_for_all(&mut self, command: UiCommand) -> bool {
        let Some(Tab { session: Some(session), alike: Some(alike), .. }) = self.tab_mut() else { return false };
        let deed = match command {
            UiCommand::AllLikeThis if alike.folder.is_some() && alike.doing.is_none() => {
                let act = AlikeAction::InFolder(!alike.is_in_folder);
                alike.is_new = true;
                self.alike_act(act);
                return true;
            }
            UiCommand::Delete => Deed::Delete,
            UiCommand::AddNote => Deed::Note,
            UiCommand::LinkEntity => Deed::Link,
            UiCommand::Tag(number) => {
                let label = session.labels().by_key(char::from(b'0' + number)).map(|label| label.id.clone());
                let Some(label) = label else { return true };
                let is_other = alike.source.is_some() && label != alike.label;
                alike.deed = if is_other { Deed::Relabel } else { Deed::Tag };
                alike.is_new = true;
                self.alike_act(AlikeAction::Label(label));
                return true;
            }
            _ => return false,
        };
        // The keyboard goes where it is needed next.
        match deed {
            Deed::Note => alike.note.focus(),
            _ => alike.is_new = true,
        }
        self.alike_act(AlikeAction::Deed(deed));
        true
    }

    /// Does it at all places that are not left out, in one step.
    fn do_alike(&mut self, alike: &Alike) {
        let (treatment, meant) = (alike.treatment(), alike.meant());
        let places: Vec<_> = alike.articles.iter().flat_map(|article| article.chosen(&treatment, &meant)).collect();
        let count = places.len();
        let changed = self.execute(Command::Treat { places, meant, treatment }).is_some_and(|outcome| outcome.changed);
        let Some(Tab { id, session: Some(session), .. }) = self.tab().filter(|_| changed) else { return };
        let (id, state) = (*id, session.state());
        let notice = Notice::done(alike.deed.told()).with("count", count).with("words", alike.words.as_str());
        let notice = notice.with("articles", 1_usize);
        self.notify(notice.offering("command-undo", AppAction::TakeBack(id, state)).about(id).of_step(state));
    }
}
