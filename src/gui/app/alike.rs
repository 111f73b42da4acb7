//! All places like one: the same words are tagged, or their tags changed, at once.

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::gui::command::UiCommand;
use crate::gui::model::{Alike, AlikeAction, AlikeArticle, AppAction, Deed, Notice, Sought, Tab, TabId};
use crate::gui::panels::{Dialog, LinkEntity, shown_name};
use crate::session::Command;

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
        self.show_alike(asked);
    }

    /// Asks what to do with all matches of the search.
    pub(super) fn ask_matches(&mut self) {
        let words = self.find.field.text().trim().to_owned();
        let sought = Sought::Matches(self.find.query());
        let Some(Tab { session: Some(session), .. }) = self.tab() else { return };
        let asked = Alike::new(session, words, sought, None);
        self.show_alike(asked);
    }

    fn show_alike(&mut self, asked: Option<Alike>) {
        if let Some(tab) = self.tab_mut() {
            tab.several = None;
            tab.alike = asked;
            let id = tab.id;
            self.look_for_alike(id);
        }
    }

    /// Looks for the places that a tab's question is about.
    fn look_for_alike(&mut self, id: TabId) {
        let Some(Tab { session: Some(session), alike: Some(alike), .. }) = self.tab_of(id) else { return };
        alike.begin();
        let (sought, session) = (alike.sought(), session.snapshot());
        self.jobs.start(Task::FindAlike(id), move |job| {
            let found = AlikeArticle::of(&session, &sought, &|| !job.is_cancelled());
            let found = found.map(|article| AlikeArticle { tab: Some(id), ..article });
            done(move |app: &mut App| app.take_alike(id, found))
        });
    }

    fn take_alike(&mut self, id: TabId, found: Option<AlikeArticle>) {
        let Some(Tab { session: Some(session), alike: Some(alike), .. }) = self.tab_of(id) else { return };
        alike.is_looking = false;
        if let Some(found) = found {
            alike.add(found);
            if alike.look(id, session) {
                alike.arrange();
            }
        }
    }

    /// Looks again what stands at the places, after a change.
    pub(super) fn refresh_alike(&mut self) {
        if let Some(Tab { id, session: Some(session), alike: Some(alike), .. }) = self.tab_mut()
            && alike.look(*id, session)
        {
            alike.arrange();
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
            AlikeAction::Turn(row) => alike.turn(row),
            AlikeAction::Show(row) => {
                if let Some((_, place)) = alike.place(row) {
                    reader.reveal(place.marked.spans.first());
                }
            }
            AlikeAction::Shown => alike.is_new = false,
            AlikeAction::Close => {
                *asked = None;
                self.jobs.cancel(Task::FindAlike(id));
            }
            AlikeAction::Do => {
                if let Some(alike) = asked.take_if(|alike| alike.is_said()) {
                    self.do_alike(&alike);
                }
            }
        }
    }

    /// Whether a command is meant for the question: what is done with one mark is done with all of them.
    pub(super) fn chooses_for_all(&mut self, command: UiCommand) -> bool {
        let Some(Tab { session: Some(session), alike: Some(alike), .. }) = self.tab_mut() else { return false };
        let deed = match command {
            UiCommand::Delete => Deed::Delete,
            UiCommand::AddNote => Deed::Note,
            UiCommand::LinkEntity => Deed::Link,
            UiCommand::Tag(number) => {
                let label = session.labels().by_key(char::from(b'0' + number)).map(|label| label.id.clone());
                let Some(label) = label else { return true };
                let is_other = alike.source.is_some() && label != alike.label;
                alike.deed = if is_other || !alike.offers(Deed::Tag) { Deed::Relabel } else { Deed::Tag };
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
        let notice = Notice::done(told(alike.deed)).with("count", count).with("words", alike.words.as_str());
        self.notify(notice.offering("command-undo", AppAction::TakeBack(id, state)).about(id).of_step(state));
    }
}

/// The key of the message that says what was done.
fn told(deed: Deed) -> &'static str {
    match deed {
        Deed::Tag => "notice-alike-tag",
        Deed::Relabel => "notice-alike-relabel",
        Deed::Link => "notice-alike-link",
        Deed::Note => "notice-alike-note",
        Deed::Delete => "notice-alike-delete",
    }
}
