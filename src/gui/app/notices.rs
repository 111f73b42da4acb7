//! Shows notices, and removes them again.

use eframe::egui;

use super::App;
use super::changes::is_left_out;
use crate::gui::model::{AppAction, Notice, NoticeKind, Said, TabId, said};
use crate::text::Localize;

/// Seconds for which a notice of a completed action is shown.
const DONE_SECS: f64 = 5.0;
/// The same with a button, which takes time to read and press.
const OFFER_SECS: f64 = 12.0;
/// The most notices of completed actions over a page at once.
const MOST_DONE: usize = 3;

impl App {
    /// Shows an error until it is dismissed.
    pub(crate) fn report(&mut self, error: &dyn Localize) {
        self.notify(Notice::error(error));
    }

    /// Shows a notice, replacing an identical one.
    pub(crate) fn notify(&mut self, notice: Notice) {
        let same = |other: &Notice| other.message == notice.message && other.article == notice.article;
        let former = self.notices.iter().find(|other| same(other) && other.kind == NoticeKind::Done);
        let times = former.map_or(0, |former| former.times) + 1;
        self.notices.retain(|other| !same(other));
        self.next_notice += 1;
        self.notices.push(Notice { id: self.next_notice, times, ..notice });
        self.keep_calm();
    }

    /// Removes the oldest notices of completed actions if there are too many, first those without buttons.
    fn keep_calm(&mut self) {
        let Some(Notice { kind: NoticeKind::Done, article, .. }) = self.notices.last() else { return };
        let article = *article;
        let is_beside = |notice: &Notice| {
            notice.kind == NoticeKind::Done
                && (notice.article.is_none() || article.is_none() || notice.article == article)
        };
        while self.notices.iter().filter(|notice| is_beside(notice)).count() > MOST_DONE {
            let others = self.notices.len() - 1;
            let mut old = self.notices[..others].iter().enumerate().filter(|(_, notice)| is_beside(notice));
            let first = old.clone().find(|(_, notice)| notice.actions.is_empty()).or_else(|| old.next());
            let Some((at, _)) = first else { return };
            self.notices.remove(at);
        }
    }

    /// Removes notices about an article: those with these keys, or all if there are none.
    pub(super) fn withdraw(&mut self, tab: TabId, keys: &[&str]) {
        let is_meant = |notice: &Notice| keys.is_empty() || keys.contains(&notice.message.key());
        self.notices.retain(|notice| notice.article != Some(tab) || !is_meant(notice));
    }

    /// The notices for the front page with their texts, the latest first.
    pub(crate) fn banners(&self) -> impl Iterator<Item = Said<'_>> {
        said(&self.notices, &self.tabs, self.front, &self.i18n).filter(|said| said.notice.kind != NoticeKind::Done)
    }

    /// Removes all notices that [`Self::banners`] returns.
    pub(super) fn dismiss_all(&mut self) {
        let shown: Vec<u64> = self.banners().map(|said| said.notice.id).collect();
        self.notices.retain(|notice| !shown.contains(&notice.id));
    }

    /// Removes the notices of steps that were undone, and the buttons that would undo another step, or nothing.
    pub(super) fn withdraw_undone(&mut self) {
        let (tabs, joint) = (&self.tabs, &self.joint);
        let session = |id: &TabId| tabs.iter().find(|tab| tab.id == *id).and_then(|tab| tab.session.as_ref());
        self.notices.retain_mut(|notice| {
            let made = notice.article.as_ref().and_then(session).zip(notice.step);
            if made.is_some_and(|(session, step)| !session.is_made(step)) {
                return false;
            }
            notice.actions.retain(|(_, act)| match act {
                AppAction::TakeBack(id, state) => session(id).is_some_and(|session| session.state() == *state),
                AppAction::EndSuggestions(id) => tabs.iter().any(|tab| tab.id == *id && tab.learning.suggests),
                _ => true,
            });
            // If none of them is left out any more, they were brought back.
            let is_left_out = |act: &AppAction| match act {
                AppAction::Reopen(id, targets) => {
                    session(id).is_some_and(|session| targets.iter().any(|target| is_left_out(session, target)))
                }
                _ => true,
            };
            let is_made = |act: &AppAction| match act {
                AppAction::UndoJoint(number) => joint.iter().any(|step| step.number == *number && !step.is_undone),
                _ => true,
            };
            notice.actions.iter().all(|(_, act)| is_left_out(act) && is_made(act))
        });
    }

    /// Removes notices that were shown long enough.
    pub(super) fn age_notices(&mut self, ctx: &egui::Context, now_secs: f64) {
        for notice in self.notices.iter_mut().filter(|notice| notice.kind == NoticeKind::Done) {
            let secs = if notice.actions.is_empty() { DONE_SECS } else { OFFER_SECS };
            notice.until_secs.get_or_insert(now_secs + secs);
        }
        self.notices.retain(|notice| notice.until_secs.is_none_or(|until| until > now_secs));
        if let Some(until) = self.notices.iter().filter_map(|n| n.until_secs).min_by(f64::total_cmp) {
            ctx.request_repaint_after_secs((until - now_secs).max(0.0) as f32);
        }
    }
}
