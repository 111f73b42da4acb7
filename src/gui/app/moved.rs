//! Annotations without a certain place in their article: the view in which the person decides where they belong.

use std::borrow::Cow;
use std::sync::Arc;

use eframe::egui;

use super::App;
use super::dispatch::focus_page;
use crate::annotation::diff::Record;
use crate::annotation::{Annotation, Spans};
use crate::exchange::ron::read_orphan;
use crate::gui::model::{DifferencesAction, Placeable, Placing, PlacingAction, Purpose, Tab, TabId, moved, show_place};
use crate::session::Command;

/// Notices of what the view shows.
const SAID_BY_THE_VIEW: [&str; 4] = [
    "warning-annotations-other-text",
    "warning-annotation-near",
    "warning-annotation-lost",
    "warning-annotation-lost-unquoted",
];

impl App {
    /// Shows what was not found in the text, or only approximately, beginning with this orphan.
    pub(super) fn show_moved(&mut self, id: TabId, orphan: Option<usize>) {
        self.finish_note();
        self.front = Some(id);
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        let state = session.annotation_state();
        let Some(mut comparison) = moved(session.document(), state, &tab.found_exactly, false, None) else { return };
        let is_it = |row: &usize| orphan.is_some() && comparison.placements[*row].of.number(state) == orphan;
        comparison.first = (0..comparison.placements.len()).find(is_it).unwrap_or_default();
        tab.placing = None;
        self.show_comparison(id, Arc::new(comparison));
        self.withdraw(id, &SAID_BY_THE_VIEW);
    }

    /// Carries out what was decided about a row, or about all that were found approximately.
    pub(super) fn decide_place(&mut self, ctx: &egui::Context, id: TabId, act: DifferencesAction) {
        let Some(tab) = self.tab_of(id) else { return };
        let Some(shown) = &mut tab.comparison else { return };
        let comparison = Arc::make_mut(&mut shown.comparison);
        match act {
            DifferencesAction::Place(row) => {
                let Some(placement) = comparison.placements.get(row) else { return };
                let Some(spans) = placement.shown.and_then(|shown| placement.places.get(shown)) else { return };
                let placed = vec![(placement.of.clone(), spans.clone())];
                self.place(id, placed);
            }
            DifferencesAction::PlaceAll => {
                let wanted = comparison.placements.iter().filter(|placement| !placement.is_left);
                let placed = wanted.filter_map(|placement| {
                    Some((placement.of.clone(), placement.places.get(placement.shown?)?.clone()))
                });
                let placed = placed.collect();
                self.place(id, placed);
            }
            DifferencesAction::NextPlace(row) => {
                let Some(placement) = comparison.placements.get_mut(row) else { return };
                if !placement.places.is_empty() {
                    let next = placement.shown.map_or(0, |shown| shown + 1);
                    placement.shown = Some(next % placement.places.len());
                }
                show_place(comparison, row);
            }
            DifferencesAction::Leave(row) => {
                if let Some(placement) = comparison.placements.get_mut(row) {
                    placement.is_left = !placement.is_left;
                }
            }
            DifferencesAction::Unfold => {
                if let Purpose::Moved { is_unfolded, .. } = &mut comparison.purpose {
                    *is_unfolded = !*is_unfolded;
                }
                refresh_moved(tab);
            }
            DifferencesAction::ChoosePlace(row) | DifferencesAction::DragPlace(row) => {
                let Some(placement) = comparison.placements.get(row) else { return };
                let first = placement.shown.and_then(|shown| placement.places.get(shown)).or(placement.places.first());
                let near = first.map(Spans::first);
                let quote = match comparison.differences.get(row).and_then(|difference| difference.was.as_ref()) {
                    Some(Record::Annotation(annotation)) => annotation.spans.quote(comparison.was.document.text()),
                    _ => Cow::default(),
                };
                let is_dragged = matches!(act, DifferencesAction::DragPlace(_));
                tab.placing = Some(Placing { of: placement.of.clone(), quote: quote.into_owned(), is_dragged });
                tab.comparison = None;
                if let Some(near) = near {
                    tab.reader.reveal(near);
                }
                ctx.memory_mut(|memory| memory.focused().inspect(|id| memory.surrender_focus(*id)));
                focus_page(ctx);
            }
            DifferencesAction::Close
            | DifferencesAction::GoTo(_)
            | DifferencesAction::Decide(..)
            | DifferencesAction::ShowBefore => {}
        }
    }

    /// Drags an annotation that was not found to its place, from a list beside the page.
    pub(super) fn drag_orphan(&mut self, id: TabId, number: usize) {
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        let Some(orphan) = session.annotation_state().orphans.get(number) else { return };
        let quote = orphan.quote.clone().unwrap_or_default();
        tab.placing = Some(Placing { of: Placeable::Orphan(orphan.ron.clone()), quote, is_dragged: true });
        tab.comparison = None;
    }

    /// Makes annotations of orphans on these passages, as one step, and moves those that were found.
    fn place(&mut self, id: TabId, places: Vec<(Placeable, Spans)>) {
        let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_ref()) else { return };
        let state = session.annotation_state();
        let (mut placed, mut moved) = (Vec::new(), Vec::new());
        for (of, spans) in places {
            if let Placeable::Found(id) = of {
                if state.annotations.get(&id).is_some_and(|annotation| annotation.spans != spans) {
                    moved.push(Command::SetSpans { id, spans });
                }
            } else if let Some(number) = of.number(state)
                && let Some((annotation, _)) = read_orphan(&state.orphans[number])
            {
                placed.push((number, Annotation { spans, ..annotation }));
            }
        }
        if !placed.is_empty() {
            self.execute(Command::PlaceOrphans(placed));
        }
        for command in moved {
            self.execute(command);
        }
    }

    /// The person has selected the place of an annotation, or does not want to.
    pub(super) fn answer_placing(&mut self, id: TabId, act: PlacingAction) {
        let Some(tab) = self.tab_of(id) else { return };
        let Some(placing) = tab.placing.clone() else { return };
        let Some(session) = &tab.session else { return };
        if act == PlacingAction::Dropped {
            tab.placing = Some(Placing { is_dragged: false, ..placing });
            return;
        }
        let number = placing.of.number(session.annotation_state());
        if act == PlacingAction::Here {
            let selection = tab.reader.selection().map(|span| span.trimmed(session.document().text()));
            let Some(selection) = selection.filter(|span| span.start < span.end) else { return };
            tab.placing = None;
            self.place(id, vec![(placing.of, selection.into())]);
        }
        let Some(tab) = self.tab_of(id) else { return };
        tab.placing = None;
        let is_any = tab.session.as_ref().is_some_and(|session| !session.annotation_state().orphans.is_empty());
        if is_any {
            self.show_moved(id, number);
        }
    }
}

/// Brings the view of a tab up to date after the annotations have changed; returns false if there is nothing left to
/// decide.
pub(super) fn refresh_moved(tab: &mut Tab) -> bool {
    let (Some(shown), Some(session)) = (&mut tab.comparison, &tab.session) else { return false };
    let Purpose::Moved { is_unfolded, .. } = shown.comparison.purpose else { return false };
    let (state, found, former) = (session.annotation_state(), &tab.found_exactly, Some(&*shown.comparison));
    let Some(comparison) = moved(session.document(), state, found, is_unfolded, former) else { return false };
    (shown.comparison, shown.state) = (Arc::new(comparison), session.state());
    true
}
