//! What learning changes in what is suggested: said to the person, who can take it back or look at it.

use std::sync::Arc;

use super::task::TabId;
use super::{App, AppAction, Notice};
use crate::detect::{Candidate, Kind};
use crate::gui::reader::MarkRef;
use crate::session::{Candidates, Command, Session, Target};
use crate::text::Span;
use crate::text::fold::fold_words;

/// How suggestions differ from those before.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Those that are left out now, in the order of the text.
    left_out: Vec<(Span, Kind)>,
    /// How many others are gone without another one in their place.
    gone: usize,
    /// How many the person's tags have brought.
    taught: usize,
    /// How many others have come back.
    back: usize,
    /// Whether it comes of what the person has just decided, and not of earlier decisions.
    is_news: bool,
}

impl Changes {
    /// What is different when candidates take the place of those of a session. Walks over all of them.
    pub(super) fn between(before: &Session, candidates: &Arc<Candidates>) -> Self {
        let mut after = before.snapshot();
        drop(after.execute(Command::SetCandidates(Arc::clone(candidates))));
        let of = |session: &Session, span, kind, is: fn(&Session, &Candidate) -> bool| {
            session.candidate_on(span, kind).is_some_and(|index| is(session, &session.candidates()[index]))
        };
        let mut changes = Self::default();
        for new in after.candidates() {
            if after.is_left_out(new) {
                if !of(before, new.span, new.kind, Session::is_left_out) {
                    changes.left_out.push((new.span, new.kind));
                }
            } else if after.is_suggested(new) && !of(before, new.span, new.kind, Session::is_suggested) {
                *if new.is_taught() { &mut changes.taught } else { &mut changes.back } += 1;
            }
        }
        let is_there = |span| after.candidates_overlapping(span).any(|(_, new)| after.is_suggested(new));
        let former = before.candidates().iter().filter(|old| before.is_suggested(old));
        changes.gone =
            former.filter(|old| !of(&after, old.span, old.kind, Session::is_left_out) && !is_there(old.span)).count();
        changes
    }

    /// These, after others that nobody was told of yet.
    pub(super) fn after(mut self, former: Option<Self>, is_news: bool) -> Self {
        self.is_news = is_news;
        if let Some(former) = former {
            self.is_news |= former.is_news;
            self.left_out.extend(former.left_out);
            self.left_out.sort_by_key(|(span, _)| span.start);
            self.left_out.dedup();
        }
        self
    }
}

impl App {
    /// Tells what learning has changed in the tab in front.
    pub(super) fn announce_changes(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        let Some(changes) = tab.learning.changes.take() else { return };
        let id = tab.id;
        let Some(tab) = self.tab() else { return };
        let Some(session) = &tab.session else { return };
        let (tags, learned) = (session.count_user_tags() + tab.learning.project_tags, tab.learning.learned);
        // What was told of already, and can still be read, is told of together with the rest.
        let former = self.notices.iter().find_map(|notice| {
            let mut acts = notice.actions.iter().map(|(_, act)| act);
            acts.find_map(|act| match act {
                AppAction::Reopen(of, targets) if *of == id => Some((notice.id, targets.clone())),
                _ => None,
            })
        });
        let (former, told) = former.unzip();
        let new = changes.left_out.iter().map(|(span, kind)| Target::Candidate { span: *span, kind: *kind });
        let left_out: Vec<Target> =
            told.into_iter().flatten().chain(new).filter(|target| is_left_out(session, target)).collect();
        let name = common_name(session, &left_out);
        let is_told_anew = !changes.left_out.is_empty() || left_out.is_empty();
        self.notices.retain(|notice| Some(notice.id) != former || !is_told_anew);
        if let Some(first) = left_out.first().cloned().filter(|_| is_told_anew) {
            let notice = match name {
                _ if !changes.is_news => Notice::done("notice-left-out-earlier"),
                Some(name) => Notice::done("notice-left-out-name").with("name", name),
                None => Notice::done("notice-left-out"),
            };
            let notice = notice.with("count", left_out.len()).about(id);
            let notice = if changes.is_news { notice.of_step(learned) } else { notice };
            let notice = notice.offering("notice-undo", AppAction::Reopen(id, left_out));
            self.notify(notice.offering("notice-show", AppAction::ShowLeftOut(id, first)));
        }
        if !changes.is_news {
            return;
        }
        let taught = Notice::done("notice-suggested").with("tags", tags);
        let taught = taught.offering("notice-take-away", AppAction::EndSuggestions(id));
        for (count, notice) in [
            (changes.gone, Notice::done("notice-left-out")),
            (changes.taught, taught),
            (changes.back, Notice::done("notice-back")),
        ] {
            if count > 0 {
                self.notify(notice.with("count", count).about(id));
            }
        }
    }

    /// Leaves open in a tab what was left out.
    pub(super) fn reopen_left_out(&mut self, id: TabId, targets: Vec<Target>) {
        let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_mut()) else { return };
        if let Err(error) = session.execute(Command::Reopen(targets)) {
            self.fail(&error);
        }
    }

    /// Shows what was left out in a tab, from the first on.
    pub(super) fn show_left_out(&mut self, id: TabId, first: &Target) {
        self.show_rejected(true);
        let Some(tab) = self.tab_of(id) else { return };
        let (Some(session), Target::Candidate { span, kind }) = (&tab.session, first) else { return };
        let mark = MarkRef::Suggestion { span: *span, kind: *kind };
        let label = mark.label(session);
        tab.reader.reveal(*span);
        tab.reader.selected = mark.span(session).is_some().then_some(mark);
        self.hidden.retain(|hidden| Some(hidden) != label.as_ref());
        self.front = Some(id);
    }
}

/// Whether nothing is suggested there because of what was decided elsewhere.
pub(super) fn is_left_out(session: &Session, target: &Target) -> bool {
    let Target::Candidate { span, kind } = target else { return false };
    let candidate = session.candidate_on(*span, *kind).and_then(|index| session.candidates().get(index));
    candidate.is_some_and(|candidate| session.is_left_out(candidate))
}

/// The name that all of them are, in the spelling of the first.
fn common_name(session: &Session, targets: &[Target]) -> Option<String> {
    let text = session.document().text();
    let mut spans = targets.iter().filter_map(|target| match target {
        Target::Candidate { span, .. } => Some(*span),
        Target::Annotation(_) => None,
    });
    let first = spans.next()?.of(text);
    let name = fold_words(first);
    spans.all(|span| fold_words(span.of(text)) == name).then(|| first.split_whitespace().collect::<Vec<_>>().join(" "))
}
