//! Sentences shown above the page until they are dismissed: errors, warnings, what was done.

use super::{Act, App};
use crate::gui::i18n::Value;
use crate::text::Explain;

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

/// A sentence in the language of the interface.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    pub(crate) id: u64,
    pub(crate) kind: NoticeKind,
    pub(crate) text: String,
    /// What its buttons say and do.
    pub(crate) actions: Vec<(String, Act)>,
    /// When it goes by itself, in seconds of the program's clock.
    pub(crate) until_secs: Option<f64>,
}

/// Seconds for which a notice of something done is shown.
const DONE_SECS: f64 = 5.0;
/// The same where it has a button: it is read before it is pressed.
const OFFER_SECS: f64 = 12.0;
/// Notices kept; a folder of broken files must not fill the window.
const MOST: usize = 5;

impl App {
    /// An error in the language of the interface.
    pub(crate) fn sentence(&self, error: &dyn Explain) -> String {
        self.sentence_with(error, error.args())
    }

    /// As [`Self::sentence`], beside the file that it is about: its name is enough then.
    pub(crate) fn sentence_on(&self, error: &dyn Explain, name: String) -> String {
        let mut args = error.args();
        if let Some((_, path)) = args.iter_mut().find(|(key, _)| *key == "path") {
            *path = name;
        }
        self.sentence_with(error, args)
    }

    fn sentence_with(&self, error: &dyn Explain, args: Vec<(&'static str, String)>) -> String {
        if !self.i18n.has(error.key()) {
            return error.to_string();
        }
        let values: Vec<(&str, Value<'_>)> =
            args.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
        self.i18n.text_with(error.key(), &values).into_owned()
    }

    /// Shows an error until it is dismissed.
    pub(crate) fn report(&mut self, error: &dyn Explain) {
        let text = self.sentence(error);
        self.notify(NoticeKind::Error, text, None);
    }

    /// Shows a warning until it is dismissed.
    pub(crate) fn warn(&mut self, text: String) {
        self.notify(NoticeKind::Warning, text, None);
    }

    /// Shows for some seconds what was done.
    pub(crate) fn done(&mut self, now_secs: f64, text: String) {
        self.notify(NoticeKind::Done, text, Some(now_secs + DONE_SECS));
    }

    /// Shows for some seconds what was done, with buttons where something can be done about it.
    pub(crate) fn done_with(&mut self, now_secs: f64, text: String, actions: Vec<(String, Act)>) {
        let secs = if actions.is_empty() { DONE_SECS } else { OFFER_SECS };
        self.notices.retain(|notice| notice.text != text);
        self.notify(NoticeKind::Done, text, Some(now_secs + secs));
        if let Some(notice) = self.notices.last_mut() {
            notice.actions = actions;
        }
    }

    /// Shows a warning with a button until it is dismissed.
    pub(crate) fn warn_with(&mut self, text: &str, button: String, act: Act) {
        self.notify(NoticeKind::Warning, text.to_owned(), None);
        if let Some(notice) = self.notices.iter_mut().find(|notice| notice.text == text) {
            notice.actions = vec![(button, act)];
        }
    }

    fn notify(&mut self, kind: NoticeKind, text: String, until_secs: Option<f64>) {
        if self.notices.iter().any(|notice| notice.text == text) {
            return;
        }
        self.next_notice += 1;
        self.notices.push(Notice { id: self.next_notice, kind, text, actions: Vec::new(), until_secs });
        if self.notices.len() > MOST {
            self.notices.remove(0);
        }
    }
}
