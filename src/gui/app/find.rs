//! Searches the front article: the query, its matches, and moving between them.

use std::sync::Arc;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::document::Document;
use crate::gui::model::{FindAction, FindSwitch, Tab, TabId};
use crate::text::search::Finder;
use crate::text::{BytePos, Span};

impl App {
    /// Moves the keyboard focus to the find field, with the selected text as the query.
    pub(super) fn begin_find(&mut self) {
        if let Some(text) = self.words_at_hand() {
            self.find.field.set_text(&text);
        }
        self.find.from =
            self.tab().map_or(BytePos(0), |tab| tab.reader.selection().map_or(tab.reader.caret().pos, |s| s.start));
        self.find.field.select_all();
        self.find.field.focus();
        self.find.is_typed = true;
        self.search();
    }

    /// The selected words, or those of the selected mark, unless they are too long to be searched for.
    fn words_at_hand(&self) -> Option<String> {
        let tab = self.tab()?;
        let session = tab.session.as_ref()?;
        let of_mark = || tab.reader.selected.as_ref()?.first_span(session);
        let text = tab.reader.selection().or_else(of_mark)?.of(session.document().text());
        (text.len() < 200 && !text.contains('\n')).then(|| text.to_owned())
    }

    /// Goes to the list of the article's folder, with the headlines that contain the words at hand.
    pub(super) fn find_in_folder(&mut self) {
        let (Some(words), Some((folder, _))) = (self.words_at_hand(), self.place_in_folder()) else { return };
        self.finish_note();
        self.front = Some(folder);
        self.folder_views.entry(folder).or_default().search_for(&words);
    }

    pub(super) fn find_act(&mut self, act: FindAction) {
        match act {
            FindAction::Changed => {
                self.find.is_typed = true;
                self.search();
            }
            FindAction::Turn(switch) => {
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
            FindAction::Next => self.find_next(true),
            FindAction::Previous => self.find_next(false),
            // The match last moved to stays selected.
            FindAction::Close => {
                self.find.field.set_text("");
                self.find.is_typed = false;
                self.clear_find();
                self.return_to_review();
            }
        }
    }

    /// A review goes on where it was, unless the search has selected something elsewhere.
    fn return_to_review(&mut self) {
        let Some(Tab { reader, review: Some(review), .. }) = self.tab_mut() else { return };
        let held = review.held.as_ref().map(|held| held.1);
        let is_elsewhere = reader.selection().is_some_and(|found| held.is_none_or(|held| !held.overlaps(found)));
        if reader.selected.is_none() && !is_elsewhere {
            reader.deselect();
            self.go_to_undecided(true);
        }
    }

    /// Searches again when another article comes to the front.
    pub(super) fn refresh_find(&mut self) {
        let of = self.searched();
        if self.find.is_active() && of.is_some() && self.find.of != of {
            // The newly shown article does not scroll until the person moves to a match.
            self.find.is_typed = false;
            self.search();
        }
    }

    /// The front article, and which version of its text.
    fn searched(&self) -> Option<(TabId, usize)> {
        let tab = self.tab()?;
        let session = tab.session.as_ref()?;
        Some((tab.id, Arc::as_ptr(session.document()) as usize))
    }

    fn search(&mut self) {
        self.clear_find();
        self.find.of = self.searched();
        let query = self.find.query();
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
            // The first match after the caret is shown before all are counted.
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

    /// Drops the matches and cancels the search.
    fn clear_find(&mut self) {
        self.jobs.cancel(Task::Find);
        self.find.clear();
    }

    /// Moves to the next or previous match, wrapping around at the ends.
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

    /// Scrolls to a match and selects it, so that it can be tagged.
    fn select_match(&mut self, span: Span) {
        if let Some(tab) = self.tab_mut() {
            tab.reader.selected = None;
            tab.reader.reveal(span);
            tab.reader.select(span);
        }
    }
}
