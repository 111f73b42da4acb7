//! Decisions about several suggestions at once, as one step: by name, by label, by confidence, in a passage.

use super::App;
use super::jobs::done;
use super::mark_index::AT_ONCE;
use super::task::Task;
use crate::annotation::{LabelId, Status};
use crate::gui::model::{AppAction, Measure, NameReach, Notice, OnlyAlike, Review, Several, SeveralAction, Tab, TabId};
use crate::gui::panels::shown_name;
use crate::gui::reader::MarkRef;
use crate::session::{Command, Reach, Scope, Session};
use crate::text::Span;

/// The least confidence that is offered first, if no mark is selected.
const FAIRLY_SURE: f32 = 0.8;

impl App {
    /// Accepts or rejects all suggestions with the name of the selected mark, or those that are alike.
    pub(super) fn decide_name(&mut self, status: Status, only_alike: OnlyAlike) {
        let hidden = self.hidden.clone();
        let Some(Tab { session: Some(session), reader, review, .. }) = self.tab_mut() else { return };
        let Some(mark) = reader.selected.clone() else { return };
        let Some(span) = session.name_of(&mark.target()) else { return };
        let name = shown_name(session, span);
        let of = (session.generation(), mark);
        let known = review.as_mut().and_then(|review| review.name.take()).filter(|name| name.of == of);
        let reach = known.map_or_else(|| session.reach(&Scope::Name(of.1.target()), &hidden), |known| known.reach);
        self.decide_several(&reach, status, only_alike, Some(name));
    }

    fn decide_several(&mut self, reach: &Reach, status: Status, only_alike: OnlyAlike, name: Option<String>) {
        let targets = reach.targets(only_alike == OnlyAlike::Yes);
        let place = self.place_in_review();
        let before = self.tab().and_then(|tab| {
            let (mark, session) = (tab.reader.selected.as_ref()?, tab.session.as_ref()?);
            mark.first_span(session).zip(mark.label(session))
        });
        let outcome = self.execute(Command::DecideAll { targets, status });
        let count = outcome.map_or(0, |outcome| outcome.applied.edits().len());
        if count == 0 {
            return;
        }
        let Some(Tab { id, session: Some(session), reader, .. }) = self.tab_mut() else { return };
        let (id, state) = (*id, session.state());
        if reader.selected.is_none() {
            reader.selected = before.and_then(|(span, label)| MarkRef::on(session, span, &label));
        }
        let notice = match (status == Status::Accepted, name) {
            (true, Some(name)) => Notice::done("notice-accepted-name").with("name", name),
            (false, Some(name)) => Notice::done("notice-rejected-name").with("name", name),
            (true, None) => Notice::done("notice-accepted-several"),
            (false, None) => Notice::done("notice-rejected-several"),
        };
        let undo = AppAction::TakeBack(id, state);
        self.notify(notice.with("count", count).offering("command-undo", undo).about(id).of_step(state));
        if place.is_some() {
            self.go_on_reviewing(place);
        }
    }

    /// Selects the next of the suggestions with the current name that differ from most of them.
    pub(super) fn next_differing(&mut self) {
        let Some(Tab { session: Some(session), reader, review: Some(review), .. }) = self.tab_mut() else { return };
        let Some(name) = &review.name else { return };
        let here = reader.selected.as_ref().and_then(|mark| mark.first_span(session));
        let is_behind = |span: Span| here.is_none_or(|here| span.text_order() > here.text_order());
        let next = name.reach.differing().find(|reached| is_behind(reached.span)).or(name.reach.differing().next());
        if let Some(next) = next {
            reader.reveal(next.span);
            reader.selected = Some(next.target.clone().into());
        }
    }

    /// Asks about which of several suggestions to decide, by what is selected if no measure is given.
    pub(super) fn ask_several(&mut self, measure: Option<Measure>) {
        self.finish_note();
        let selection = self.selected_text();
        let Some(Tab { session: Some(session), reader, several, alike, .. }) = self.tab_mut() else { return };
        let mark = reader.selected.clone().filter(|_| selection.is_none());
        let mark = mark.and_then(|mark| Some((mark.clone(), mark.label(session)?)));
        let measure = measure.unwrap_or(match (&mark, selection) {
            (Some(_), _) => Measure::Name,
            (None, Some(_)) => Measure::Selection,
            (None, None) => Measure::Sure,
        });
        let of_mark = mark.as_ref().and_then(|(mark, _)| mark.first_span(session));
        let from = of_mark.map_or(reader.caret().pos, |span| span.start);
        *alike = None;
        *several = Some(Several { mark, selection, from, measure, least: FAIRLY_SURE, reach: None, is_new: true });
    }

    /// Carries out what the question about several asks for.
    pub(super) fn several_act(&mut self, act: SeveralAction) {
        let Some(Tab { session: Some(session), reader, several: asked @ Some(_), .. }) = self.tab_mut() else { return };
        let Some(several) = asked else { return };
        match act {
            SeveralAction::Measure(measure) => several.measure = measure,
            SeveralAction::Least(least) => several.least = least,
            SeveralAction::Shown => several.is_new = false,
            SeveralAction::Show(span, label) => {
                reader.reveal(span);
                reader.selected = MarkRef::on(session, span, &label);
            }
            SeveralAction::Close => *asked = None,
            SeveralAction::Decide(status, only_alike) => {
                let name = match (&several.mark, several.measure) {
                    (Some((mark, _)), Measure::Name) => session.name_of(&mark.target()),
                    _ => None,
                };
                let name = name.map(|span| shown_name(session, span));
                let known = several.reach.take();
                *asked = None;
                if let Some((_, _, reach)) = known {
                    self.decide_several(&reach, status, only_alike, name);
                }
            }
        }
    }

    /// What the current name reaches is not known, and not looked for again until something changes.
    pub(super) fn give_up_reach(&mut self, id: TabId) {
        let Some(Tab { session: Some(session), reader, review: Some(review), .. }) = self.tab_of(id) else { return };
        let of = reader.selected.clone().map(|mark| (session.generation(), mark));
        review.name = of.map(|of| NameReach { of, name: String::new(), reach: Reach::default() });
    }

    /// Finds what the question about several would reach, and what the current name reaches in review, again when
    /// something has changed.
    pub(super) fn refresh_several(&mut self) {
        let hidden = self.hidden.clone();
        let is_pending = self.front.is_some_and(|id| self.jobs.is_pending(Task::Reach(id)));
        let is_asked = self.front.is_some_and(|id| self.jobs.is_pending(Task::ReachSeveral(id)));
        let Some(Tab { id, session: Some(session), reader, review, several, .. }) = self.tab_mut() else { return };
        let (id, generation) = (*id, session.generation());
        if let Some(several) = several {
            let scope = several.scope(session.document().len());
            let is_known =
                several.reach.as_ref().is_some_and(|(of, known, _)| *of == generation && Some(known) == scope.as_ref());
            if let (false, Some(scope)) = (is_known, scope) {
                if session.candidates().len() + session.annotations().len() <= AT_ONCE {
                    let reach = session.reach(&scope, &hidden);
                    several.reach = Some((generation, scope, reach));
                } else if !is_asked {
                    let (snapshot, hidden) = (session.snapshot(), hidden.clone());
                    self.jobs.start(Task::ReachSeveral(id), move |_| {
                        let reach = snapshot.reach(&scope, &hidden);
                        done(move |app: &mut App| {
                            if let Some(Tab { several: Some(several), .. }) = app.tab_of(id) {
                                several.reach = Some((generation, scope, reach));
                            }
                        })
                    });
                    return;
                }
            }
        }
        let Some(review) = review else { return };
        let Some(mark) = reader.selected.clone() else {
            review.name = None;
            return;
        };
        let of = (generation, mark);
        if review.name.as_ref().is_some_and(|known| known.of == of) || is_pending {
            return;
        }
        if session.candidates().len() + session.annotations().len() <= AT_ONCE {
            review.name = name_reach(session, of, &hidden);
            return;
        }
        let snapshot = session.snapshot();
        self.jobs.start(Task::Reach(id), move |_| {
            let reach = name_reach(&snapshot, of, &hidden);
            done(move |app: &mut App| {
                if let Some(Tab { review: Some(Review { name, .. }), .. }) = app.tab_of(id) {
                    *name = reach;
                }
            })
        });
    }
}

fn name_reach(session: &Session, of: (u64, MarkRef), hidden: &[LabelId]) -> Option<NameReach> {
    let target = of.1.target();
    let name = shown_name(session, session.name_of(&target)?);
    let reach = session.reach(&Scope::Name(target), hidden);
    Some(NameReach { of, name, reach })
}
