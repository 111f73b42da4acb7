//! Notices shown above the page: errors, warnings, and completed actions.
//!
//! A notice is stored as a message key with values and put into words when it is drawn, so that it follows a change of
//! language. A notice about an article is shown only above that article's page, and is removed with its tab.

use eframe::egui;

use super::{App, AppAction, Tab, TabId};
use crate::gui::i18n::{I18n, Value};
use crate::gui::panels::Said;
use crate::text::{Arg, Localize, Message};

/// Seconds for which a notice of a completed action is shown.
const DONE_SECS: f64 = 5.0;
/// The same with a button, which takes time to read and press.
const OFFER_SECS: f64 = 12.0;
/// The most notices of completed actions over a page at once.
const MOST_DONE: usize = 3;

/// The severity of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeKind {
    /// A completed action; disappears by itself.
    Done,
    /// Something needs attention.
    Warning,
    /// Something failed.
    Error,
}

/// A notice.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    pub(crate) id: u64,
    pub(crate) kind: NoticeKind,
    message: Message,
    /// The article that it is about, whose name is the message's value `file`.
    article: Option<TabId>,
    /// The message keys of its buttons, with their actions.
    pub(crate) actions: Vec<(&'static str, AppAction)>,
    /// How often in a row it was issued.
    times: usize,
    /// When it disappears by itself, in seconds of the program's clock.
    until_secs: Option<f64>,
}

impl Notice {
    fn new(kind: NoticeKind, message: Message) -> Self {
        Self { id: 0, kind, message, article: None, actions: Vec::new(), times: 1, until_secs: None }
    }

    /// A completed action; shown for some seconds.
    pub(crate) fn done(key: &'static str) -> Self {
        Self::new(NoticeKind::Done, Message::new(key))
    }

    /// A warning, shown until dismissed.
    pub(crate) fn warning(key: &'static str) -> Self {
        Self::new(NoticeKind::Warning, Message::new(key))
    }

    /// The same for a problem that has its own message.
    pub(crate) fn warning_of(problem: &dyn Localize) -> Self {
        Self::new(NoticeKind::Warning, Message::of(problem))
    }

    /// An error, shown until dismissed.
    pub(crate) fn error(error: &dyn Localize) -> Self {
        Self::new(NoticeKind::Error, Message::of(error))
    }

    /// A failure caused by an internal error, shown until dismissed.
    pub(crate) fn failure(key: &'static str) -> Self {
        Self::new(NoticeKind::Error, Message::new(key))
    }

    /// Adds a value to the message.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.message = self.message.with(name, value);
        self
    }

    /// Sets the article that it is about.
    #[must_use]
    pub(crate) fn about(mut self, tab: TabId) -> Self {
        self.article = Some(tab);
        self
    }

    /// Adds a button with the message key of its text.
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

/// All notices for the front page, the latest first.
pub(super) fn said<'a>(
    notices: &'a [Notice],
    tabs: &'a [Tab],
    front: Option<TabId>,
    i18n: &'a I18n,
) -> impl Iterator<Item = Said<'a>> {
    let here = notices.iter().rev().filter(move |notice| notice.article.is_none() || notice.article == front);
    here.map(move |notice| Said { notice, words: words(notice, tabs, i18n) })
}

/// The text of a notice.
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
