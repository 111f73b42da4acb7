//! Sentences shown above the page until they are dismissed: errors, warnings, what was done.
//!
//! They are kept as a message's key with its values and put into words when they are drawn: so they
//! follow a change of language. One that is about an article stands only over that article's page,
//! and goes with its tab.

use eframe::egui;

use super::changes::is_left_out;
use super::{App, AppAction, Tab, TabId};
use crate::gui::i18n::{I18n, Value};
use crate::gui::panels::Said;
use crate::text::{Arg, Localize, Message};

/// Seconds for which a notice of something done is shown.
const DONE_SECS: f64 = 5.0;
/// The same where it has a button: it is read before it is pressed.
const OFFER_SECS: f64 = 12.0;
/// Notices of something done that stand over a page at once.
const MOST_DONE: usize = 3;

/// How grave a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeKind {
    /// Something was done; goes by itself.
    Done,
    /// Something needs attention.
    Warning,
    /// Something failed.
    Error,
}

/// A sentence to be shown.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    pub(crate) id: u64,
    pub(crate) kind: NoticeKind,
    message: Message,
    /// The article that it is about; its name is the message's value `file`.
    article: Option<TabId>,
    /// Keys of what its buttons say, and what they do.
    pub(crate) actions: Vec<(&'static str, AppAction)>,
    /// What it tells of was done, or came of what was done, in the step that led to this state of the article's notes.
    step: Option<u64>,
    /// How often in a row it was to be said.
    times: usize,
    /// When it goes by itself, in seconds of the program's clock.
    until_secs: Option<f64>,
}

impl Notice {
    fn new(kind: NoticeKind, message: Message) -> Self {
        Self { id: 0, kind, message, article: None, actions: Vec::new(), step: None, times: 1, until_secs: None }
    }

    /// What was done; it is shown for some seconds.
    pub(crate) fn done(key: &'static str) -> Self {
        Self::new(NoticeKind::Done, Message::new(key))
    }

    /// Something to know, until it is dismissed.
    pub(crate) fn warning(key: &'static str) -> Self {
        Self::new(NoticeKind::Warning, Message::new(key))
    }

    /// The same, of something that has a sentence of its own.
    pub(crate) fn warning_of(problem: &dyn Localize) -> Self {
        Self::new(NoticeKind::Warning, Message::of(problem))
    }

    /// What failed, until it is dismissed.
    pub(crate) fn error(error: &dyn Localize) -> Self {
        Self::new(NoticeKind::Error, Message::of(error))
    }

    /// What an error of the program has brought to an end, until it is dismissed.
    pub(crate) fn failure(key: &'static str) -> Self {
        Self::new(NoticeKind::Error, Message::new(key))
    }

    /// With a value of the message.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.message = self.message.with(name, value);
        self
    }

    /// It is about this tab's article.
    #[must_use]
    pub(crate) fn about(mut self, tab: TabId) -> Self {
        self.article = Some(tab);
        self
    }

    /// It tells of the step that led to this state of its article's notes, and goes when that is taken back.
    #[must_use]
    pub(crate) fn of_step(mut self, state: u64) -> Self {
        self.step = Some(state);
        self
    }

    /// With a button, by the key of what it says.
    #[must_use]
    pub(crate) fn offering(mut self, key: &'static str, act: AppAction) -> Self {
        self.actions.push((key, act));
        self
    }
}

impl App {
    /// Shows an error until it is dismissed.
    pub(crate) fn report(&mut self, error: &dyn Localize) {
        self.notify(Notice::error(error));
    }

    /// Shows a notice; one that says the same already gives way to it.
    pub(crate) fn notify(&mut self, notice: Notice) {
        let same = |other: &Notice| other.message == notice.message && other.article == notice.article;
        let former = self.notices.iter().find(|other| same(other) && other.kind == NoticeKind::Done);
        let times = former.map_or(0, |former| former.times) + 1;
        self.notices.retain(|other| !same(other));
        self.next_notice += 1;
        self.notices.push(Notice { id: self.next_notice, times, ..notice });
        self.keep_calm();
    }

    /// Takes away the oldest of what was done where more is said of it than can be read: first what offers nothing.
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

    /// Takes away what was said of an article, with these keys or, without any, all.
    pub(super) fn withdraw(&mut self, tab: TabId, keys: &[&str]) {
        let is_meant = |notice: &Notice| keys.is_empty() || keys.contains(&notice.message.key());
        self.notices.retain(|notice| notice.article != Some(tab) || !is_meant(notice));
    }

    /// What is to be said over the page in front, in its words; the latest first.
    pub(crate) fn banners(&self) -> impl Iterator<Item = Said<'_>> {
        said(&self.notices, &self.tabs, self.front, &self.i18n).filter(|said| said.notice.kind != NoticeKind::Done)
    }

    /// Takes away all that [`Self::banners`] gives.
    pub(super) fn dismiss_all(&mut self) {
        let shown: Vec<u64> = self.banners().map(|said| said.notice.id).collect();
        self.notices.retain(|notice| !shown.contains(&notice.id));
    }

    /// Takes away what tells of a step that was taken back, and the buttons that would take back another one, or nothing.
    pub(super) fn withdraw_undone(&mut self) {
        let tabs = &self.tabs;
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
            // What is left out no more was brought back.
            let is_left_out = |act: &AppAction| match act {
                AppAction::Reopen(id, targets) => {
                    session(id).is_some_and(|session| targets.iter().any(|target| is_left_out(session, target)))
                }
                _ => true,
            };
            notice.actions.iter().all(|(_, act)| is_left_out(act))
        });
    }

    /// Lets go what was shown long enough.
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

/// All that is to be said over the page in front, the latest first.
pub(super) fn said<'a>(
    notices: &'a [Notice],
    tabs: &'a [Tab],
    front: Option<TabId>,
    i18n: &'a I18n,
) -> impl Iterator<Item = Said<'a>> {
    let here = notices.iter().rev().filter(move |notice| notice.article.is_none() || notice.article == front);
    here.map(move |notice| Said { notice, words: words(notice, tabs, i18n) })
}

/// What a notice says.
pub(super) fn words(notice: &Notice, tabs: &[Tab], i18n: &I18n) -> String {
    let tab = notice.article.and_then(|id| tabs.iter().find(|tab| tab.id == id));
    let words = match tab {
        Some(tab) => i18n.words(&notice.message.clone().with("file", tab.name.as_str())),
        None => i18n.words(&notice.message),
    };
    if notice.times < 2 {
        return words;
    }
    i18n.text_with("notice-times", &[("text", Value::from(words)), ("count", Value::from(notice.times))]).into_owned()
}
