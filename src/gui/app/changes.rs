//! Reports how learning changes the suggestions; the person can undo the change or look at it.

use super::App;
use crate::gui::model::{AppAction, Notice, TabId};
use crate::gui::reader::MarkRef;
use crate::session::{Command, Session, Target};
use crate::text::fold::fold_words;

impl App {
    /// Reports what learning has changed in the front tab.
    pub(super) fn announce_changes(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        let Some(changes) = tab.learning.changes.take() else { return };
        let id = tab.id;
        let Some(tab) = self.tab() else { return };
        let Some(session) = &tab.session else { return };
        let (tags, learned) = (session.count_user_tags() + tab.learning.project_tags, tab.learning.learned);
        // Changes already reported in a notice that is still visible are reported again together with the new ones.
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
        let is_reported_again = !changes.left_out.is_empty() || left_out.is_empty();
        self.notices.retain(|notice| Some(notice.id) != former || !is_reported_again);
        if let Some(first) = left_out.first().cloned().filter(|_| is_reported_again) {
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

    /// Makes suggestions of a tab that were left out undecided again.
    pub(super) fn reopen_left_out(&mut self, id: TabId, targets: Vec<Target>) {
        let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_mut()) else { return };
        if let Err(error) = session.execute(Command::Reopen(targets)) {
            self.fail(&error);
        }
    }

    /// Shows the suggestions of a tab that were left out, starting with the first.
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

/// The common name of all of them, spelled like the first.
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
