//! Notices shown above the page: errors, warnings, and completed actions.
//!
//! A notice is stored as a message key with values and put into words when it is drawn, so that it follows a change of
//! language. A notice about an article is shown only above that article's page, and is removed with its tab.

use super::action::AppAction;
use super::tab::Tab;
use super::tab_id::TabId;
use crate::gui::i18n::{I18n, Value};
use crate::text::{Arg, Localize, Message};

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
    pub(crate) message: Message,
    /// The article that it is about, whose name is the message's value `file`.
    pub(crate) article: Option<TabId>,
    /// The message keys of its buttons, with their actions.
    pub(crate) actions: Vec<(&'static str, AppAction)>,
    /// The state of the article's annotations after the step that it reports, or that led to what it reports.
    pub(crate) step: Option<u64>,
    /// How often in a row it was issued.
    pub(crate) times: usize,
    /// When it disappears by itself, in seconds of the program's clock.
    pub(crate) until_secs: Option<f64>,
}

impl Notice {
    fn new(kind: NoticeKind, message: Message) -> Self {
        Self { id: 0, kind, message, article: None, actions: Vec::new(), step: None, times: 1, until_secs: None }
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

    /// The text of a self.
    pub(crate) fn words(&self, tabs: &[Tab], i18n: &I18n) -> String {
        let tab = self.article.and_then(|id| tabs.iter().find(|tab| tab.id == id));
        let words = match tab {
            Some(tab) => i18n.words(&self.message.clone().with("file", tab.name.as_str())),
            None => i18n.words(&self.message),
        };
        if self.times < 2 {
            return words;
        }
        i18n.text_with("notice-times", &[("text", Value::from(words)), ("count", Value::from(self.times))]).into_owned()
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

    /// Whether this is its message.
    pub(crate) fn says(&self, key: &str) -> bool {
        self.message.key() == key
    }

    /// Sets the step that it reports, by the state of the article's annotations after it. Undoing it removes the notice.
    #[must_use]
    pub(crate) fn of_step(mut self, state: u64) -> Self {
        self.step = Some(state);
        self
    }

    /// Adds a button with the message key of its text.
    #[must_use]
    pub(crate) fn offering(mut self, key: &'static str, act: AppAction) -> Self {
        self.actions.push((key, act));
        self
    }
}

/// A notice with its text in the language of the interface.
pub(crate) struct Said<'a> {
    pub(crate) notice: &'a Notice,
    pub(crate) words: String,
}

/// All notices for the front page, the latest first.
pub(crate) fn said<'a>(
    notices: &'a [Notice],
    tabs: &'a [Tab],
    front: Option<TabId>,
    i18n: &'a I18n,
) -> impl Iterator<Item = Said<'a>> {
    let here = notices.iter().rev().filter(move |notice| notice.article.is_none() || notice.article == front);
    here.map(move |notice| Said { notice, words: notice.words(tabs, i18n) })
}
