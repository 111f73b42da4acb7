//! Review: deciding about one suggestion after the other with one key each.

use std::sync::Arc;

use eframe::egui;

use super::App;
use super::fragments::resizing;
use crate::annotation::{LabelId, Status};
use crate::gui::command::Stretch;
use crate::gui::model::{Begins, Choosing, Review, Tab};
use crate::gui::panels::meanings;
use crate::gui::reader::{MarkRef, Move, Reader, Snapping, moved_span};
use crate::session::{Command, Mark, Session, Target};
use crate::text::{BytePos, Span};

/// The first range in which the mark before is searched, in bytes.
const REACH: u32 = 4096;

impl App {
    /// Whether the front article is being reviewed.
    pub(crate) fn is_reviewing(&self) -> bool {
        self.review().is_some()
    }

    /// Whether the keys of review are meant: the page has the keyboard, and nothing is open over it.
    pub(super) fn is_review_listening(&self, ctx: &egui::Context) -> bool {
        let Some(tab) = self.tab().filter(|tab| tab.review.is_some() && tab.shows_page()) else { return false };
        let is_open = tab.several.is_some()
            || tab.alike.is_some()
            || tab.note.is_some()
            || tab.pile.is_some()
            || tab.finding_label.is_some()
            || tab.details.is_some()
            || tab.relating.is_some();
        let is_moved = tab.reader.moves_end().is_some() || tab.reader.has_note_card();
        let focused = ctx.memory(|memory| memory.focused());
        !is_open && !is_moved && tab.reader.has_keyboard() && focused.is_none_or(|id| id == Reader::id())
    }

    fn review(&self) -> Option<&Review> {
        self.tab()?.review.as_ref()
    }

    /// Begins to review the front article, or stops.
    pub(super) fn toggle_review(&mut self, ctx: &egui::Context) {
        if self.is_reviewing() {
            self.stop_review();
            return;
        }
        if let Some(path) = self.chosen_article() {
            self.open_article(path, Begins::Review);
            return;
        }
        self.finish_note();
        self.begin_review(ctx);
    }

    /// Begins to work on the front article as was asked, once it was read.
    pub(super) fn begin_as_asked(&mut self, ctx: &egui::Context) {
        let Some(tab) = self.tab_mut().filter(|tab| tab.session.is_some()) else { return };
        let is_reviewing = tab.review.is_some();
        match tab.begins.take() {
            None => {}
            Some(Begins::Review) if !is_reviewing => self.begin_review(ctx),
            Some(Begins::Labels) if !self.edits_labels() => self.toggle_labels(ctx),
            Some(_) => ctx.memory_mut(|memory| memory.request_focus(Reader::id())),
        }
    }

    fn begin_review(&mut self, ctx: &egui::Context) {
        let Some(tab) = self.tab_mut().filter(|tab| tab.session.is_some()) else { return };
        tab.review = Some(Review::default());
        ctx.memory_mut(|memory| memory.request_focus(Reader::id()));
        let is_at_one = self.tab().and_then(|tab| tab.reader.selected.as_ref()?.status(tab.session.as_ref()?))
            == Some(Status::Suggested);
        if !is_at_one {
            self.go_to_undecided(true);
        }
    }

    /// Closes the list of entities, if it is open; otherwise stops the review where it is.
    pub(super) fn stop_review(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        match &mut tab.review {
            Some(Review { choosing: choosing @ Some(_), .. }) => *choosing = None,
            _ => tab.review = None,
        }
    }

    /// Selects the next mark that is not decided, or the one before, and goes round at the ends of the text.
    pub(super) fn go_to_undecided(&mut self, forward: bool) {
        let hidden = self.hidden.clone();
        let Some(Tab { reader, session: Some(session), review, .. }) = self.tab_mut() else { return };
        let here = reader.selected.as_ref().and_then(|mark| Some((Some(mark), mark.first_span(session)?)));
        let here = here.or_else(|| review.as_ref().and_then(|review| Some((None, review.held.as_ref()?.1))));
        let at = reader.caret().pos;
        let (own, from) = here.unwrap_or((None, Span { start: at, end: at }));
        let found = undecided_from(session, &hidden, own, from, forward);
        if let Some(review) = review {
            review.choosing = None;
            review.finished = found.is_none().then(|| session.generation());
        }
        let Some((span, mark)) = found else {
            if review.is_some() {
                reader.selected = None;
            }
            return;
        };
        reader.reveal(span);
        reader.selected = Some(mark);
    }

    /// After a decision at a place: goes on to the next mark.
    pub(super) fn go_on_reviewing(&mut self, place: Option<Span>) {
        let Some(Tab { session: Some(_), review: Some(_), reader, .. }) = self.tab_mut() else { return };
        if let Some(place) = place {
            // From here the search for the next one goes on, whatever has become of the mark.
            reader.reveal(place);
        }
        self.go_to_undecided(true);
    }

    /// The place of the selected mark, if the article is being reviewed.
    pub(super) fn place_in_review(&self) -> Option<Span> {
        let tab = self.tab().filter(|tab| tab.review.is_some() && tab.reader.selection().is_none())?;
        tab.reader.selected.as_ref()?.first_span(tab.session.as_ref()?)
    }

    /// Accepts or rejects the selected mark, and goes on.
    pub(super) fn decide_in_review(&mut self, command: fn(Target) -> Command) {
        let Some(place) = self.place_in_review() else { return };
        self.decide(command);
        self.go_on_reviewing(Some(place));
    }

    /// Lists what the current name can mean, for digits to choose from; again closes the list.
    pub(super) fn toggle_choosing(&mut self, which: Choosing) {
        if let Some(review) = self.tab_mut().and_then(|tab| tab.review.as_mut()) {
            review.choosing = if review.choosing == Some(which) { None } else { Some(which) };
        }
    }

    /// Chooses the entity of this number, from 1, while they are listed; returns whether they are.
    pub(super) fn choose_listed(&mut self, number: u8) -> bool {
        let Some(which) = self.review().and_then(|review| review.choosing) else { return false };
        let Some(tab) = self.tab() else { return true };
        let (Some(session), Some(mark)) = (&tab.session, tab.reader.selected.clone()) else { return true };
        let Some(name) = session.name_of(&mark.target()) else { return true };
        let all = meanings(self.names(), session, &mark, name);
        let chosen = usize::from(number).checked_sub(1).and_then(|at| all.get(at)).copied();
        if let Some(id) = chosen {
            let entity = self.lexicon.entity(id).id.to_owned();
            self.choose_entity(&mark, entity, which == Choosing::This);
        }
        true
    }

    /// Moves an end of the selected mark; keys one after the other are one step.
    pub(super) fn stretch(&mut self, is_end: bool, by: Stretch) {
        let lexicon = Arc::clone(&self.lexicon);
        let lexicon = self.snaps().then_some(&*lexicon);
        let Some(Tab { reader, session: Some(session), review: Some(review), gesture, .. }) = self.tab_mut() else {
            return;
        };
        let Some(mark) = reader.selected.clone() else { return };
        let fragments = mark.fragments(session);
        let fragment = if is_end { fragments.len().saturating_sub(1) } else { 0 };
        let Some(span) = fragments.get(fragment).copied() else { return };
        let at = if is_end { span.end } else { span.start };
        let forward = by.is_left() == reader.reads_rtl(session.document(), at);
        let step = Move { is_end, forward, by_letter: by.is_by_letter() };
        let Some(to) = moved_span(Snapping::new(session, lexicon), &mark, span, step) else { return };
        let in_gesture = match *gesture {
            Some(gesture) if review.stretched.as_ref() == Some(&mark) => gesture,
            _ => session.new_gesture(),
        };
        *gesture = Some(in_gesture);
        let resizing = resizing(session, &mark, fragment, to);
        let resized = self.execute_in(in_gesture, resizing);
        let Some(id) = resized.and_then(|outcome| outcome.selected) else { return };
        if let Some(Tab { reader, review: Some(review), .. }) = self.tab_mut() {
            let mark = MarkRef::Annotation(id);
            reader.selected = Some(mark.clone());
            review.stretched = Some(mark);
        }
    }

    /// Undoing and redoing lead to where the step was made. `state` is the one that is undone or redone.
    pub(super) fn return_to(&mut self, state: u64, is_undo: bool) {
        let Some(Tab { reader, session: Some(session), review, places, .. }) = self.tab_mut() else { return };
        let Some(place) = places.of(state) else { return };
        if let Some(review) = review {
            review.choosing = None;
        }
        place.select(reader, session, is_undo);
    }

    /// Keeps the page at the height of the selected mark, and goes on when there is something to decide again.
    pub(super) fn refresh_review(&mut self, ctx: &egui::Context) {
        let is_pressed = ctx.input(|input| input.pointer.any_down());
        let Some(Tab { reader, session, review: Some(review), .. }) = self.tab_mut() else { return };
        let Some(session) = session else {
            if let Some(tab) = self.tab_mut() {
                tab.review = None;
            }
            return;
        };
        let here = reader.selected.clone().and_then(|mark| Some((mark.clone(), mark.span(session)?)));
        if review.stretched.is_some() && here.as_ref().map(|(mark, _)| mark) != review.stretched.as_ref() {
            review.stretched = None;
        }
        match here {
            Some(_) if is_pressed => {}
            Some((mark, span)) => {
                let is_held = review.held.as_ref().is_some_and(|(_, held)| held.start == span.start);
                if !is_held {
                    reader.hold(span);
                }
                if review.held.as_ref().is_none_or(|(held, _)| *held != mark) && review.stretched.is_none() {
                    review.choosing = None;
                }
                review.finished = None;
                review.held = Some((mark, span));
            }
            None => {
                review.choosing = None;
                let is_gone = review.held.as_ref().is_some_and(|(mark, _)| mark.span(session).is_none());
                let is_news = review.finished.is_some_and(|generation| generation != session.generation());
                let is_free = reader.selection().is_none() && !is_pressed;
                if is_free && (is_news || is_gone && review.finished.is_none()) {
                    self.go_to_undecided(true);
                }
            }
        }
    }
}

/// The nearest mark after a span that is not decided, or before it; after the last follows the first. `own` is the mark
/// at the span itself, which is found last.
fn undecided_from(
    session: &Session,
    hidden: &[LabelId],
    own: Option<&MarkRef>,
    from: Span,
    forward: bool,
) -> Option<(Span, MarkRef)> {
    let len = session.document().len();
    let whole = Span { start: BytePos(0), end: BytePos(len) };
    let is_left = |mark: &Mark<'_>| mark.is_first && mark.status == Status::Suggested && !hidden.contains(mark.label);
    let found = |mark: Mark<'_>| Some((mark.span, MarkRef::of(session, &mark)?));
    let is_own = |mark: &Mark<'_>| own.is_some() && MarkRef::of(session, mark).as_ref() == own;
    if forward {
        let behind = Span { start: from.start, end: whole.end };
        let mut has_passed = false;
        let next = session.each_mark(behind).filter(|mark| mark.span.start >= from.start).find(|mark| {
            if is_own(mark) {
                has_passed = true;
                return false;
            }
            let (order, here) = (mark.span.text_order(), from.text_order());
            let is_next = has_passed || order > here || own.is_none() && (from.is_empty() || order == here);
            is_next && is_left(mark)
        });
        let first = || session.each_mark(whole).find(|mark| is_left(mark) && !is_own(mark));
        return next.and_then(found).or_else(|| first().and_then(found)).or_else(|| own_left(session, own));
    }
    let mut reach = REACH;
    loop {
        let around = Span { start: from.start.0.saturating_sub(reach).into(), end: (from.start.0 + 1).min(len).into() };
        let before = session.each_mark(around).take_while(|mark| !is_own(mark));
        let before = before.filter(|mark| is_left(mark) && mark.span.text_order() < from.text_order()).last();
        if let Some(mark) = before {
            return found(mark);
        }
        if around.start.0 == 0 {
            break;
        }
        reach = reach.saturating_mul(8);
    }
    let last = session.each_mark(whole).filter(|mark| is_left(mark) && !is_own(mark)).last();
    last.and_then(found).or_else(|| own_left(session, own))
}

/// The mark itself, if it is not decided.
fn own_left(session: &Session, own: Option<&MarkRef>) -> Option<(Span, MarkRef)> {
    let own = own.filter(|own| own.status(session) == Some(Status::Suggested))?;
    Some((own.first_span(session)?, own.clone()))
}
