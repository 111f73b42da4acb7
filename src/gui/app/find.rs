//! Finding in the article in front: the query, its matches, and going from one to the next.

use std::sync::Arc;

use super::jobs::done;
use super::task::Task;
use super::{App, TabId};
use crate::document::Document;
use crate::gui::widgets::FieldState;
use crate::text::search::{Finder, Query, QueryError};
use crate::text::{BytePos, Span};

/// A switch of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FindSwitch {
    /// Spelling as typed.
    Exact,
    /// Whole words only.
    WholeWord,
    /// Whole words also with joined proclitics before them.
    Joined,
    /// A regular expression.
    Regex,
}

/// What the find field asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FindAct {
    /// The text was changed.
    Changed,
    /// Turn a switch.
    Turn(FindSwitch),
    /// Go to the next match.
    Next,
    /// Go to the previous match.
    Previous,
    /// Forget the query; back to the page.
    Close,
}

/// The state of the search.
pub(crate) struct Find {
    /// What is typed.
    pub(crate) field: FieldState,
    pub(crate) exact: bool,
    pub(crate) whole_word: bool,
    pub(crate) joined: bool,
    pub(crate) regex: bool,
    /// Why the query cannot be searched for.
    pub(crate) error: Option<QueryError>,
    /// The matches in order; all of them once `is_done`.
    pub(crate) matches: Arc<Vec<Span>>,
    pub(crate) is_done: bool,
    /// The match gone to last.
    pub(crate) current: Option<Span>,
    /// Rises with each search, which others find by it that its matches are others.
    pub(crate) stamp: u64,
    /// The text searched in.
    of: Option<(TabId, usize)>,
    /// Where searching begins while the query is typed.
    from: BytePos,
    /// Whether the query is being typed: its first match is gone to as soon as it is found.
    pub(crate) is_typed: bool,
}

impl Find {
    /// A search for nothing.
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

    /// Whether something is looked for.
    pub(crate) fn is_active(&self) -> bool {
        !self.field.text().trim().is_empty()
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

    fn clear(&mut self) {
        self.stamp += 1;
        self.matches = Arc::default();
        self.is_done = true;
        self.current = None;
        self.error = None;
    }
}

impl App {
    /// Puts the keyboard into the find field, with the selected text as the query.
    pub(super) fn begin_find(&mut self) {
        let selected = self.tab().and_then(|tab| {
            let (session, span) = (tab.session.as_ref()?, tab.reader.selection()?);
            let text = span.of(session.document().text());
            (text.len() < 200 && !text.contains('\n')).then(|| text.to_owned())
        });
        if let Some(text) = selected {
            self.find.field.set_text(&text);
        }
        self.find.from =
            self.tab().map_or(BytePos(0), |tab| tab.reader.selection().map_or(tab.reader.caret().pos, |s| s.start));
        self.find.field.select_all();
        self.find.field.focus();
        self.find.is_typed = true;
        self.search();
    }

    pub(super) fn find_act(&mut self, act: FindAct) {
        match act {
            FindAct::Changed => {
                self.find.is_typed = true;
                self.search();
            }
            FindAct::Turn(switch) => {
                let find = &mut self.find;
                let field = match switch {
                    FindSwitch::Exact => &mut find.exact,
                    FindSwitch::WholeWord => &mut find.whole_word,
                    FindSwitch::Joined => &mut find.joined,
                    FindSwitch::Regex => &mut find.regex,
                };
                *field = !*field;
                self.find.is_typed = true;
                self.search();
            }
            FindAct::Next => self.find_next(true),
            FindAct::Previous => self.find_next(false),
            // The match gone to last stays selected.
            FindAct::Close => {
                self.find.field.set_text("");
                self.find.is_typed = false;
                self.clear_find();
            }
        }
    }

    /// Searches again when another article has come to the front.
    pub(super) fn refresh_find(&mut self) {
        let of = self.searched();
        if self.find.is_active() && of.is_some() && self.find.of != of {
            // That article stays where it is until its matches are gone to.
            self.find.is_typed = false;
            self.search();
        }
    }

    /// The article in front, and which reading of its file.
    fn searched(&self) -> Option<(TabId, usize)> {
        let tab = self.tab()?;
        let session = tab.session.as_ref()?;
        Some((tab.id, Arc::as_ptr(session.document()) as usize))
    }

    fn search(&mut self) {
        self.clear_find();
        self.find.of = self.searched();
        let query = Query {
            text: self.find.field.text().to_owned(),
            exact: self.find.exact,
            whole_word: self.find.whole_word,
            joined: self.find.joined,
            regex: self.find.regex,
        };
        let Some(document) = self.tab().and_then(|tab| tab.session.as_ref()).map(|session| session.document().clone())
        else {
            return;
        };
        match Finder::new(&query) {
            Ok(Some(finder)) => self.start_search(finder, document),
            Ok(None) => {}
            Err(error) => self.find.error = Some(error),
        }
    }

    fn start_search(&mut self, finder: Finder, document: Arc<Document>) {
        self.find.is_done = false;
        let from = self.find.from;
        self.jobs.start(Task::Find, move |job| {
            let text = document.text();
            // The first match behind the caret is shown before all are counted.
            let start = text.floor_char_boundary(from.index().min(text.len()));
            let behind = finder
                .find_iter(&text[start..])
                .next()
                .map(|s| Span::from_range(s.start.index() + start..s.end.index() + start));
            let first = behind.or_else(|| finder.find_iter(text).next());
            job.report(move |app: &mut App| app.take_first_match(first));
            let all = finder.find_all(text, &|| !job.is_cancelled());
            done(move |app: &mut App| {
                app.find.matches = Arc::new(all);
                app.find.is_done = true;
            })
        });
    }

    /// Goes to the first match while the query is typed.
    fn take_first_match(&mut self, first: Option<Span>) {
        if !self.find.is_typed {
            return;
        }
        self.find.current = first;
        match first {
            Some(span) => self.select_match(span),
            None => {
                if let Some(tab) = self.tab_mut() {
                    tab.reader.deselect();
                }
            }
        }
    }

    /// Forgets what was found, and what is still being looked for.
    fn clear_find(&mut self) {
        self.jobs.cancel(Task::Find);
        self.find.clear();
    }

    /// Goes to the match behind the current one, or before it; around the ends.
    pub(super) fn find_next(&mut self, forward: bool) {
        let matches = self.find.matches.clone();
        let here = match (self.find.current, self.tab()) {
            (Some(current), _) => current.start,
            (None, Some(tab)) => tab.reader.caret().pos,
            (None, None) => return,
        };
        let found = if forward {
            matches.get(matches.partition_point(|span| span.start <= here)).or(matches.first())
        } else {
            matches[..matches.partition_point(|span| span.start < here)].last().or(matches.last())
        };
        let Some(&span) = found else { return };
        self.find.current = Some(span);
        self.find.from = span.start;
        self.find.is_typed = false;
        self.select_match(span);
    }

    /// Goes to a match and selects it, so that it can be tagged.
    fn select_match(&mut self, span: Span) {
        if let Some(tab) = self.tab_mut() {
            tab.reader.selected = None;
            tab.reader.reveal(span);
            tab.reader.select(span);
        }
    }
}
