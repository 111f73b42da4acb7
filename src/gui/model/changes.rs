//! The differences that learning makes to the suggestions.

use std::sync::Arc;

use crate::detect::{Candidate, Kind};
use crate::session::{Candidates, Command, Session};
use crate::text::Span;

/// The differences between new and previous suggestions.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// Suggestions that are now left out, in the order of the text.
    pub(crate) left_out: Vec<(Span, Kind)>,
    /// The number of other suggestions that disappeared without replacement.
    pub(crate) gone: usize,
    /// The number of suggestions added by learning from tags.
    pub(crate) taught: usize,
    /// The number of other suggestions that returned.
    pub(crate) back: usize,
    /// Whether the change comes from the person's last decision rather than from earlier ones.
    pub(crate) is_news: bool,
}

impl Changes {
    /// The differences when new candidates replace those of a session. Visits all of them.
    pub(crate) fn between(before: &Session, candidates: &Arc<Candidates>) -> Self {
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

    /// These changes added to earlier ones that were not reported yet.
    pub(crate) fn after(mut self, former: Option<Self>, is_news: bool) -> Self {
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
