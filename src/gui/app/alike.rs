//! All places like one: the same words are tagged, or their tags changed, at once.

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::annotation::{AnnotationId, LabelId};
use crate::gui::model::{Alike, AlikeAction, AppAction, Deed, Notice, Tab, TabId};
use crate::gui::panels::shown_name;
use crate::gui::reader::MarkRef;
use crate::session::{Command, Session};
use crate::text::Span;
use crate::text::alike::alike;

impl App {
    /// Asks what to do with all places like the selected words or the selected mark.
    pub(super) fn ask_alike(&mut self) {
        self.finish_note();
        let selection = self.selected_text();
        let Some(Tab { id, session: Some(session), reader, .. }) = self.tab_mut() else { return };
        let id = *id;
        let mark = reader.selected.clone().filter(|_| selection.is_none());
        let source = mark.and_then(|mark| Some((mark.clone(), mark.label(session)?)));
        let span = selection.or_else(|| source.as_ref().and_then(|(mark, _)| mark.first_span(session)));
        let Some(span) = span else { return };
        let document = session.document().clone();
        let words = span.of(document.text()).to_owned();
        let asked = Self::question(session, shown_name(session, span), source);
        self.show_alike(asked);
        self.jobs.start(Task::FindAlike(id), move |job| {
            let spans = alike(document.text(), &words, &|| !job.is_cancelled());
            done(move |app: &mut App| app.take_alike(id, &spans))
        });
    }

    /// Asks what to do with all matches of the search.
    pub(super) fn ask_matches(&mut self) {
        let spans = self.find.matches.clone();
        let words = self.find.field.text().trim().to_owned();
        let Some(Tab { id, session: Some(session), .. }) = self.tab_mut() else { return };
        let (id, asked) = (*id, Self::question(session, words, None));
        self.show_alike(asked);
        self.take_alike(id, &spans);
    }

    fn question(session: &Session, words: String, source: Option<(MarkRef, LabelId)>) -> Option<Alike> {
        let first = session.labels().iter().next().map(|label| label.id.clone());
        let label = source.as_ref().map(|(_, label)| label.clone()).or(first)?;
        let (deed, places) = (Deed::Tag, None);
        Some(Alike { words, source, label, deed, places, generation: session.generation(), is_new: true })
    }

    fn show_alike(&mut self, asked: Option<Alike>) {
        if let Some(tab) = self.tab_mut() {
            tab.several = None;
            tab.alike = asked;
        }
    }

    fn take_alike(&mut self, id: TabId, spans: &[Span]) {
        if let Some(Tab { session: Some(session), alike: Some(alike), .. }) = self.tab_of(id) {
            alike.take(spans, session);
        }
    }

    /// Looks again what stands at the places, after a change.
    pub(super) fn refresh_alike(&mut self) {
        if let Some(Tab { session: Some(session), alike: Some(alike), .. }) = self.tab_mut()
            && alike.generation != session.generation()
        {
            alike.look(session);
        }
    }

    /// Carries out what the question asks for.
    pub(super) fn alike_act(&mut self, act: AlikeAction) {
        let Some(Tab { session: Some(session), reader, alike: asked, .. }) = self.tab_mut() else { return };
        let Some(alike) = asked else { return };
        match act {
            AlikeAction::Deed(deed) => alike.deed = deed,
            AlikeAction::Label(label) => {
                alike.label = label;
                alike.look(session);
            }
            AlikeAction::Turn(at) => {
                if let Some(place) = alike.places.as_mut().and_then(|places| places.get_mut(at)) {
                    place.is_on = !place.is_on;
                }
            }
            AlikeAction::Show(at) => {
                if let Some(place) = alike.places.as_ref().and_then(|places| places.get(at)) {
                    reader.reveal(place.span);
                }
            }
            AlikeAction::Shown => alike.is_new = false,
            AlikeAction::Close => *asked = None,
            AlikeAction::Do => {
                let Some(alike) = asked.take() else { return };
                self.do_alike(&alike);
            }
        }
    }

    /// Does it at all places that are not left out, in one step.
    fn do_alike(&mut self, alike: &Alike) {
        let Some(Tab { id, session: Some(session), .. }) = self.tab_mut() else { return };
        let id = *id;
        let places: Vec<_> = alike.reached(session).filter(|(_, place)| place.is_on).map(|(_, p)| p.clone()).collect();
        let source = match &alike.source {
            Some((MarkRef::Annotation(id), _)) => session.annotations().get(id).cloned(),
            _ => None,
        };
        let gesture = session.new_gesture();
        let before = session.state();
        let commands: Vec<Command> = match alike.deed {
            Deed::Tag => {
                let spans = places.iter().map(|place| place.span).collect();
                vec![Command::TagAll { spans, label: alike.label.clone() }]
            }
            Deed::Relabel => Vec::new(),
            Deed::Link => {
                let entity = source.and_then(|source| source.entity).unwrap_or_default();
                let link = |there: &MarkRef| Command::SetEntity { target: there.target(), entity: entity.clone() };
                places.iter().filter_map(|place| place.there.as_ref()).map(link).collect()
            }
            Deed::Note => {
                let note = source.map(|source| source.note).unwrap_or_default();
                let noted = |id: AnnotationId| Command::SetNote { id, note: note.clone() };
                places.iter().filter_map(|place| annotation_of(place.there.as_ref()?)).map(noted).collect()
            }
            Deed::Delete => {
                let deleted = |id| Command::Delete { id };
                places.iter().filter_map(|place| annotation_of(place.there.as_ref()?)).map(deleted).collect()
            }
        };
        if alike.deed == Deed::Relabel {
            for there in places.iter().filter_map(|place| place.there.as_ref()) {
                self.relabel_in(gesture, there, alike.label.clone());
            }
        }
        for command in commands {
            self.execute_in(gesture, command);
        }
        let Some(Tab { session: Some(session), .. }) = self.tab_mut() else { return };
        let state = session.state();
        if state == before {
            return;
        }
        let key = match alike.deed {
            Deed::Tag => "notice-alike-tag",
            Deed::Relabel => "notice-alike-relabel",
            Deed::Link => "notice-alike-link",
            Deed::Note => "notice-alike-note",
            Deed::Delete => "notice-alike-delete",
        };
        let notice = Notice::done(key).with("count", places.len()).with("words", alike.words.as_str());
        self.notify(notice.offering("command-undo", AppAction::TakeBack(id, state)).about(id).of_step(state));
    }
}

fn annotation_of(mark: &MarkRef) -> Option<AnnotationId> {
    match mark {
        MarkRef::Annotation(id) => Some(id.clone()),
        MarkRef::Suggestion { .. } => None,
    }
}
