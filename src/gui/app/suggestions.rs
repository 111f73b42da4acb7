//! How sure a suggestion must be to be shown, and what a name stands for: what the person says.

use super::App;
use super::jobs::Report;
use crate::detect::Kind;
use crate::gui::panels::{Dialog, MOST_HITS};
use crate::gui::reader::MarkRef;
use crate::lexicon::EntityId;
use crate::session::{Command, Session, Target};
use crate::store::Settings;

impl App {
    /// Confidence below which suggestions are not shown, 0 for all.
    pub(crate) fn threshold(&self) -> f32 {
        self.settings.threshold.unwrap_or(0.0)
    }

    /// Shows suggestions from this confidence on in every article; 0 shows all.
    pub(super) fn set_threshold(&mut self, threshold: f32) {
        self.settings.threshold = Some(threshold).filter(|threshold| *threshold > 0.0);
        self.show_anew();
    }

    /// Shows what was rejected or left out in every article, or hides it.
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

    /// Looks for entities that the mark of the dialog can stand for, on a thread.
    pub(super) fn search_entity(&mut self, query: String) {
        let Some(Dialog::Entity(dialog)) = &self.dialog else { return };
        let Some(session) = self.tab().and_then(|tab| tab.session.as_ref()) else { return };
        let kind = dialog.mark.label(session).and_then(|label| session.kind_of_label(&label));
        let lexicon = self.lexicon.clone();
        self.jobs.start("entities", move || {
            let can_mean = |id| kind.is_none_or(|kind| (kind == Kind::Faction) == lexicon.is_faction(id));
            let hits = lexicon.search(&query, MOST_HITS, can_mean);
            Some(Report::Entities { query, hits })
        });
    }

    pub(super) fn take_entities(&mut self, query: String, hits: Vec<EntityId>) {
        if let Some(Dialog::Entity(dialog)) = &mut self.dialog {
            dialog.hits = Some((query, hits));
        }
    }

    /// The name of the selected mark stands for this entity, everywhere in the article.
    pub(super) fn choose_entity(&mut self, mark: &MarkRef, entity: String) {
        self.execute(Command::ChooseEntity { target: target_of(mark), entity });
    }
}

/// Shows of a session what the settings say. These commands never fail.
pub(super) fn show_by(settings: &Settings, session: &mut Session) {
    drop(session.execute(Command::SetThreshold(settings.threshold.unwrap_or(0.0))));
    drop(session.execute(Command::ShowRejected(settings.show_rejected)));
}

/// What a decision about a mark is about.
pub(crate) fn target_of(mark: &MarkRef) -> Target {
    match mark {
        MarkRef::Suggestion { span, kind } => Target::Candidate { span: *span, kind: *kind },
        MarkRef::Annotation(id) => Target::Annotation(id.clone()),
    }
}

fn is_hidden(session: &Session, mark: &MarkRef) -> bool {
    let (span, label) = (mark.span(session), mark.label(session));
    span.zip(label).is_none_or(|(span, label)| MarkRef::on(session, span, &label).as_ref() != Some(mark))
}
