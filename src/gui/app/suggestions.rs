//! The person's choices about suggestions: the confidence threshold, and the entities of names.

use std::sync::Arc;

use super::App;
use super::jobs::done;
use super::mark_index::AT_ONCE;
use super::task::Task;
use crate::gui::model::{AppAction, Notice};
use crate::gui::panels::{Dialog, MOST_HITS, Names, full_name, meanings, name_of, shown_name};
use crate::gui::reader::MarkRef;
use crate::lexicon::EntityId;
use crate::session::{Command, Session};
use crate::store::Settings;

impl App {
    /// The names of places and factions.
    pub(super) fn names(&self) -> Names<'_> {
        Names { i18n: &self.i18n, lexicon: &self.lexicon, atlas: &self.atlas }
    }

    /// Confidence below which suggestions are hidden, 0 to show all.
    pub(crate) fn threshold(&self) -> f32 {
        self.settings.threshold.unwrap_or(0.0)
    }

    /// Sets the confidence from which suggestions are shown in every article; 0 shows all.
    pub(super) fn set_threshold(&mut self, threshold: f32) {
        self.settings.threshold = Some(threshold).filter(|threshold| *threshold > 0.0);
        self.show_anew();
    }

    /// Shows or hides what was rejected or left out, in every article.
    pub(super) fn show_rejected(&mut self, shows: bool) {
        self.settings.show_rejected = shows;
        self.show_anew();
    }

    fn show_anew(&mut self) {
        for tab in &mut self.tabs {
            let Some(session) = &mut tab.session else { continue };
            show_by(&self.settings, session);
            if tab.reader.selected.as_ref().is_some_and(|mark| is_hidden(session, mark)) {
                tab.reader.selected = None;
            }
        }
    }

    /// Searches on a thread for entities that the dialog's mark can be linked to: those matching the query, or the
    /// meanings of the mark's own name if it is empty.
    pub(super) fn search_entity(&mut self, query: String) {
        let Some(Dialog::Entity(dialog)) = &self.dialog else { return };
        let Some(session) = self.tab().and_then(|tab| tab.session.as_ref()) else { return };
        let kind = dialog.mark.label(session).and_then(|label| session.kind_of_label(&label));
        let mut hits = Vec::new();
        let mut sought = query.clone();
        if query.is_empty() {
            let Some(name) = name_of(session, &dialog.mark) else { return };
            hits = meanings(self.names(), session, &dialog.mark, name);
            sought = shown_name(session, name);
        }
        let lexicon = self.lexicon.clone();
        self.jobs.start(Task::FindEntities, move |job| {
            let can_mean = |id| kind.is_none_or(|kind| kind.links_to(&lexicon, id));
            let go_on = || !job.is_cancelled();
            let english = hits.first().map(|id| lexicon.entity(*id).english.to_owned()).unwrap_or_default();
            let same_english = lexicon.search(&english, MOST_HITS, can_mean, go_on).into_iter();
            let same_english = same_english.filter(|id| lexicon.entity(*id).english == english && !english.is_empty());
            let mut others: Vec<EntityId> = same_english.collect();
            others.extend(lexicon.search(&sought, MOST_HITS, can_mean, go_on));
            if hits.is_empty() && others.is_empty() {
                others = lexicon.search(&sought, MOST_HITS, |_| true, go_on);
            }
            for id in others {
                if !hits.contains(&id) && hits.len() < MOST_HITS {
                    hits.push(id);
                }
            }
            done(move |app: &mut App| {
                // Numbers of entities belong to a lexicon.
                if let Some(Dialog::Entity(dialog)) = &mut app.dialog
                    && Arc::ptr_eq(&lexicon, &app.lexicon)
                {
                    dialog.hits = Some((query, hits));
                }
            })
        });
    }

    /// Repeats the dialog's search with a new lexicon, in which numbers of entities have other meanings.
    pub(super) fn search_entity_again(&mut self) {
        self.jobs.cancel(Task::FindEntities);
        if let Some(Dialog::Entity(dialog)) = &mut self.dialog {
            dialog.hits = None;
            let query = dialog.query();
            self.search_entity(query);
        }
    }

    /// Counts the mentions that a choice in the dialog affects, again when the session has changed.
    pub(super) fn refresh_reach(&mut self) {
        let Some(Dialog::Entity(dialog)) = &mut self.dialog else { return };
        let Some(tab) = self.tabs.iter().find(|tab| Some(tab.id) == self.front) else { return };
        let Some(session) = &tab.session else { return };
        let (generation, target) = (session.generation(), dialog.mark.target());
        if dialog.mentions.is_some_and(|(of, _)| of == generation) || self.jobs.is_pending(Task::CountMentions(tab.id))
        {
            return;
        }
        if session.candidates().len() + session.annotations().len() <= AT_ONCE {
            dialog.mentions = Some((generation, Some(session.mentions_of_name(&target))));
            return;
        }
        let snapshot = session.snapshot();
        self.jobs.start(Task::CountMentions(tab.id), move |_| {
            let count = snapshot.mentions_of_name(&target);
            done(move |app: &mut App| {
                if let Some(Dialog::Entity(dialog)) = &mut app.dialog
                    && dialog.mark.target() == target
                {
                    dialog.mentions = Some((generation, Some(count)));
                }
            })
        });
    }

    /// Links a mark's name to this entity, everywhere in the article or in this mention only; accepts this mention, and
    /// reports it.
    pub(super) fn choose_entity(&mut self, mark: &MarkRef, entity: String, only_this: bool) {
        let place = self.place_in_review();
        let Some(tab) = self.tab() else { return };
        let (id, Some(session)) = (tab.id, &tab.session) else { return };
        let target = mark.target();
        let Some(span) = session.name_of(&target) else { return };
        let name = shown_name(session, span);
        let sought = span.of(session.document().text()).to_owned();
        let known = self
            .lexicon
            .by_id(&entity)
            .map(|id| full_name(self.names(), id, &meanings(self.names(), session, mark, span)));
        let label = mark.label(session);
        let chosen = entity.clone();
        let count = if only_this { 1 } else { session.mentions_of_name(&target) };
        let Some((_, session)) = self.page() else { return };
        let gesture = session.new_gesture();
        // Choosing an entity confirms this mention; the status of the others does not change.
        let commands = if only_this {
            vec![Command::SetEntity { target, entity }]
        } else {
            vec![Command::LinkEntity { target: target.clone(), entity }, Command::Accept(target)]
        };
        let mut is_changed = false;
        for command in commands {
            let Some(outcome) = self.execute_in(gesture, command) else { return };
            is_changed |= outcome.changed;
            if let Some(selected) = &outcome.selected {
                self.select(selected);
            }
        }
        if place.is_some() {
            self.go_on_reviewing(place);
        }
        let (true, Some(known)) = (is_changed, known) else { return };
        let notice = Notice::done("notice-entity").with("count", count).with("name", name).with("entity", known);
        let state = self.tab().and_then(|tab| tab.session.as_ref()).map_or(0, Session::state);
        let notice = notice.offering("command-undo", AppAction::TakeBack(id, state)).about(id).of_step(state);
        let shared = label.filter(|_| !only_this).and_then(|label| self.sharable_choice(&sought, label, chosen));
        self.notify(match shared {
            Some(choice) => notice.offering("notice-share-choice", AppAction::ShareChoice(choice)),
            None => notice,
        });
    }
}

/// Applies the settings to a session. These commands cannot fail.
pub(super) fn show_by(settings: &Settings, session: &mut Session) {
    drop(session.execute(Command::SetThreshold(settings.threshold.unwrap_or(0.0))));
    drop(session.execute(Command::ShowRejected(settings.show_rejected)));
}

fn is_hidden(session: &Session, mark: &MarkRef) -> bool {
    let (span, label) = (mark.span(session), mark.label(session));
    span.zip(label).is_none_or(|(span, label)| MarkRef::on(session, span, &label).as_ref() != Some(mark))
}
