//! The search in the front article: the query and its matches.

use std::sync::Arc;

use super::tab_id::TabId;
use crate::gui::widgets::FieldState;
use crate::text::search::{Query, QueryError};
use crate::text::{BytePos, Span};

/// A switch of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FindSwitch {
    /// Spelling as typed.
    Exact,
    /// Whole words only.
    WholeWord,
    /// Whole words, also with attached proclitics.
    Joined,
    /// A regular expression.
    Regex,
}

/// An action of the find field.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FindAction {
    /// The query has changed.
    Changed,
    /// Toggle a switch.
    Turn(FindSwitch),
    /// Go to the next match.
    Next,
    /// Go to the previous match.
    Previous,
    /// Clear the query and return to the page.
    Close,
}

/// The state of the search.
pub(crate) struct Find {
    /// The query as typed.
    pub(crate) field: FieldState,
    pub(crate) exact: bool,
    pub(crate) whole_word: bool,
    pub(crate) joined: bool,
    pub(crate) regex: bool,
    /// Why the query is not valid.
    pub(crate) error: Option<QueryError>,
    /// The matches in order; all of them once `is_done`.
    pub(crate) matches: Arc<Vec<Span>>,
    pub(crate) is_done: bool,
    /// The match last moved to.
    pub(crate) current: Option<Span>,
    /// Increases with each search, so that others notice new matches.
    pub(crate) stamp: u64,
    /// The text searched in.
    pub(crate) of: Option<(TabId, usize)>,
    /// Where the search starts while the query is being typed.
    pub(crate) from: BytePos,
    /// Whether the query is being typed, so that the first match is shown as soon as it is found.
    pub(crate) is_typed: bool,
}

impl Find {
    /// An empty search.
    pub(crate) fn new() -> Self {
        Self {
            field: FieldState::line(""),
            exact: false,
            whole_word: false,
            joined: true,
            regex: false,
            error: None,
            matches: Arc::default(),
            is_done: true,
            current: None,
            stamp: 0,
            of: None,
            from: BytePos(0),
            is_typed: false,
        }
    }

    /// Whether there is a query.
    pub(crate) fn is_active(&self) -> bool {
        !self.field.text().trim().is_empty()
    }

    /// What is looked for.
    pub(crate) fn query(&self) -> Query {
        let Self { exact, whole_word, joined, regex, .. } = *self;
        Query { text: self.field.text().to_owned(), exact, whole_word, joined, regex }
    }

    /// Whether a switch is on.
    pub(crate) fn is_on(&self, switch: FindSwitch) -> bool {
        match switch {
            FindSwitch::Exact => self.exact,
            FindSwitch::WholeWord => self.whole_word,
            FindSwitch::Joined => self.joined,
            FindSwitch::Regex => self.regex,
        }
    }

    /// The number of the current match, from 1.
    pub(crate) fn current_number(&self) -> Option<usize> {
        let current = self.current?;
        self.matches.binary_search_by_key(&current.start, |span| span.start).ok().map(|index| index + 1)
    }

    /// Discards the matches.
    pub(crate) fn clear(&mut self) {
        self.stamp += 1;
        self.matches = Arc::default();
        self.is_done = true;
        self.current = None;
        self.error = None;
    }
}
