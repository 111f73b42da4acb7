//! The side panel's lists of mentions and annotations: filter, search, order, and the state of each row.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use eframe::egui::{Color32, Id, Key, Modifiers, Response, Ui, vec2};

use super::context::SideView;
use super::menus::menu_of;
use crate::annotation::{AnnotationId, LabelId, Status};
use crate::gui::command::{ContextMenu, UiCommand};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::Detection;
use crate::gui::model::MentionGroup;
use crate::gui::model::SideTab;
use crate::gui::model::{AnnotationRow, MarkIndex, OrphanRow};
use crate::gui::model::{AppAction, TabId};
use crate::gui::pointer;
use crate::gui::reader::MarkRef;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, FieldState, Icon, Label, List, ListPlace, Row, Segments, TextField, WidgetStyle, choice_of, small,
};
use crate::session::Session;
use crate::store::settings::{ListOrder, Listed};
use crate::text::fold::fold_phrase;

/// Rows that are whole in any window.
const LEAST_ROWS: f32 = 4.0;
/// Height of the line that counts, in points.
const COUNTED: f32 = 20.0;
/// The most letters of a quotation or a note in a row.
const MOST_LETTERS: usize = 80;
/// The most rows that keep their places while one decides: for more of them this would take longer than a frame.
const MOST_HELD: usize = 5_000;
/// The same for a note that is not shown anywhere else.
const MOST_OF_NOTE: usize = 600;

/// The settings of a list's arrangement; a change requires a new arrangement.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    tab: TabId,
    which: SideTab,
    listed: Listed,
    order: ListOrder,
    sought: String,
    hidden: Vec<LabelId>,
}

/// The lists' state between frames.
pub(crate) struct SideLists {
    search: FieldState,
    /// The settings of the current arrangement, and the generation of its mark index.
    arranged: Option<(Wanted, u64)>,
    /// The visible rows, as indices into the mark index.
    rows: Vec<usize>,
    /// The annotations not found in the text that are shown after them, as indices into the mark index.
    orphans: Vec<usize>,
    /// Rows shown since the last arrangement: they keep their places when they are decided.
    kept: HashSet<String>,
    /// The order of the rows that stays while one decides, by their keys; empty while they are still looked for.
    held: HashMap<String, usize>,
    /// Height of the labels that stand in the panel, too, when they were last drawn, in points.
    pub(super) labels_height: f32,
    /// Whether labels without marks have chips, too, where there are many.
    pub(super) shows_unused: bool,
}

impl Default for SideLists {
    fn default() -> Self {
        Self {
            search: FieldState::line(""),
            arranged: None,
            rows: Vec::new(),
            orphans: Vec::new(),
            kept: HashSet::new(),
            held: HashMap::new(),
            labels_height: 0.0,
            shows_unused: false,
        }
    }
}

/// The id of a tab's list; each list of each article has its own scroll position.
pub(super) fn list_id(which: SideTab, tab: TabId) -> Id {
    let name = match which {
        SideTab::Mentions => "mentions",
        SideTab::Annotations => "annotations",
        SideTab::Relations => "relations",
    };
    Id::unique((name, tab.0))
}

fn search_id() -> Id {
    Id::unique("side-search")
}

/// What both kinds of rows provide for arranging.
trait Listable {
    fn key(&self) -> String;
    fn label(&self) -> &LabelId;
    fn folded(&self) -> &str;
    fn count(&self) -> usize;
    fn undecided(&self) -> usize;
    fn has_undecided(&self) -> bool {
        self.undecided() > 0
    }
    fn has_decided(&self) -> bool;
}

impl Listable for MentionGroup {
    fn key(&self) -> String {
        format!("{} {} {}", self.label, self.key, self.is_rejected)
    }

    fn label(&self) -> &LabelId {
        &self.label
    }

    fn folded(&self) -> &str {
        &self.folded
    }

    fn count(&self) -> usize {
        self.mentions.len()
    }

    fn undecided(&self) -> usize {
        self.undecided
    }

    fn has_decided(&self) -> bool {
        self.undecided < self.mentions.len()
    }
}

impl Listable for Arc<AnnotationRow> {
    fn key(&self) -> String {
        self.annotation.id.to_string()
    }

    fn label(&self) -> &LabelId {
        &self.annotation.label
    }

    fn folded(&self) -> &str {
        &self.folded
    }

    fn count(&self) -> usize {
        1
    }

    fn undecided(&self) -> usize {
        usize::from(self.annotation.status == Status::Suggested)
    }

    fn has_decided(&self) -> bool {
        self.annotation.status != Status::Suggested
    }
}

impl SideLists {
    /// The height that a list has in any window, in points: its head and four rows. A tight one has its count beside
    /// the panel's tabs.
    pub(super) fn least_height(view: &SideView<'_>, is_tight: bool) -> f32 {
        let between = if is_tight { size::STEP / 2.0 } else { size::STEP };
        let lines = 2.0 + f32::from(is_suggesting(view)) + LEAST_ROWS;
        let counted = if is_tight { 0.0 } else { COUNTED + between };
        lines * (size::ROW + between) - between + counted
    }

    /// Draws the list that is asked for, with what chooses its rows above it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        view: &SideView<'_>,
        height: f32,
        is_tight: bool,
        acts: &mut Vec<AppAction>,
    ) {
        let (tab, which) = (view.tab, view.which);
        let Some(session) = &tab.session else { return };
        if self.arranged.as_ref().is_some_and(|(wanted, _)| wanted.tab != tab.id) {
            self.search = FieldState::line("");
        }
        let mark_index = Arc::clone(&tab.mark_index);
        let is_empty = match which {
            SideTab::Mentions => mark_index.groups.is_empty(),
            SideTab::Annotations | SideTab::Relations => {
                mark_index.annotations.is_empty() && mark_index.orphans.is_empty()
            }
        };
        let before = ui.available_height();
        if is_suggesting(view) {
            let text = view.commands.text(view.i18n, UiCommand::SuggestFromTags);
            WidgetStyle::of(ui.ctx()).line(ui, size::ROW, |ui| {
                if ui.add(Button::new(&text)).clicked() {
                    acts.push(AppAction::Command(UiCommand::SuggestFromTags));
                }
            });
        }
        if is_empty {
            empty(ui, &view.i18n.text(why_empty(view)));
            return;
        }
        self.controls(ui, view, acts);
        if !is_tight {
            small(ui, &counted(view));
        }
        let wanted = Wanted {
            tab: tab.id,
            which,
            listed: view.listed,
            order: view.order,
            sought: fold_phrase(self.search.text()),
            hidden: view.hidden.to_vec(),
        };
        self.arrange(ui, &mark_index, wanted, tab.detection_percent().is_some());
        // Whole rows: none is cut before somebody scrolls.
        let step = size::ROW + ui.spacing().item_spacing.y;
        let rest = height - (before - ui.available_height()) + ui.spacing().item_spacing.y;
        let height = ((rest + 0.5) / step).floor().max(1.0) * step - ui.spacing().item_spacing.y;
        if self.rows.is_empty() && self.orphans.is_empty() {
            let is_sought = !self.search.text().trim().is_empty();
            let key = match view.listed {
                _ if is_sought => "list-none-found",
                Listed::Undecided if is_any_shown(view, &mark_index) => "list-none-undecided",
                Listed::Decided if is_any_shown(view, &mark_index) => "list-none-decided",
                _ => "mentions-hidden",
            };
            let sought = self.search.text().trim();
            empty(ui, &view.i18n.text_with(key, &[("text", Value::from(sought))]));
            return;
        }
        match which {
            SideTab::Mentions => self.mentions(ui, view, session, height, acts),
            SideTab::Annotations | SideTab::Relations => self.annotations(ui, view, session, height, acts),
        }
    }

    /// Filter, search field and order.
    fn controls(&mut self, ui: &mut Ui, view: &SideView<'_>, acts: &mut Vec<AppAction>) {
        let (tab, which) = (view.tab, view.which);
        let look = WidgetStyle::of(ui.ctx());
        let parts = [
            (Listed::All, view.i18n.text("list-all")),
            (Listed::Undecided, view.i18n.text("list-undecided")),
            (Listed::Decided, view.i18n.text("list-decided")),
        ];
        let texts: Vec<(&str, &str)> = parts.iter().map(|(_, text)| (text.as_ref(), "")).collect();
        let chosen = parts.iter().position(|(listed, _)| *listed == view.listed).unwrap_or(0);
        look.line(ui, size::ROW, |ui| {
            if let Some(clicked) = Segments::new(&texts, chosen).show(ui) {
                acts.push(AppAction::Listed(parts[clicked].0));
            }
        });
        look.line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::STEP;
            let orders = match which {
                SideTab::Mentions => [ListOrder::Text, ListOrder::Name, ListOrder::Count],
                SideTab::Annotations | SideTab::Relations => [ListOrder::Text, ListOrder::Name, ListOrder::Label],
            };
            let now = view.order;
            // Laid out from the far side, so that the field gets the rest.
            let rest = ui.available_rect_before_wrap();
            let mut far = ui.new_child(eframe::egui::UiBuilder::new().max_rect(rest).layout(look.against()));
            let choices = orders.into_iter().map(|order| (order, view.i18n.text(order_key(order)), order == now));
            let menu = choice_of(&mut far, &view.i18n.text(order_key(now)), choices);
            acts.extend(menu.inner.map(|order| AppAction::ListOrder(which, order)));
            let width = rest.width() - menu.response.rect.width() - size::STEP;
            let id = search_id();
            let name = view.i18n.text("list-search");
            let field = TextField::new(&mut self.search, &name)
                .placeholder(&name)
                .icon(Icon::Find)
                .width(width)
                .id(id)
                .above(list_id(which, tab.id));
            let field = field.show(ui);
            if field.submitted {
                List::enter(ui, list_id(which, tab.id));
            }
            if field.cancelled && !self.search.text().is_empty() {
                self.search.set_text("");
            }
        });
    }

    /// Filters and sorts the rows again if the settings or the mark index have changed.
    fn arrange(&mut self, ui: &Ui, mark_index: &MarkIndex, wanted: Wanted, is_looked_for: bool) {
        let is_same = self.arranged.as_ref().is_some_and(|(former, _)| *former == wanted);
        if is_same && self.arranged.as_ref().is_some_and(|(_, generation)| *generation == mark_index.generation) {
            return;
        }
        if !is_same {
            self.kept.clear();
            self.held.clear();
            // When a list is arranged differently it starts at its first row.
            if self
                .arranged
                .as_ref()
                .is_some_and(|(former, _)| former.tab == wanted.tab && former.which == wanted.which)
            {
                List::begin_again(ui, list_id(wanted.which, wanted.tab));
            }
        }
        self.rows = match wanted.which {
            SideTab::Mentions => arranged(&mark_index.groups, &wanted, &mut self.kept),
            SideTab::Annotations | SideTab::Relations => arranged(&mark_index.annotations, &wanted, &mut self.kept),
        };
        if wanted.order == ListOrder::Text && wanted.which == SideTab::Mentions {
            self.rows.sort_by_key(|row| mark_index.groups[*row].mentions.first().map(|span| span.start));
        }
        match wanted.which {
            SideTab::Mentions => self.hold(&mark_index.groups, is_looked_for),
            SideTab::Annotations | SideTab::Relations => self.hold(&mark_index.annotations, is_looked_for),
        }
        let is_wanted = |row: &OrphanRow| {
            row.label.as_ref().is_none_or(|label| !wanted.hidden.contains(label)) && row.folded.contains(&wanted.sought)
        };
        let all = if wanted.which == SideTab::Annotations && wanted.listed == Listed::All {
            mark_index.orphans.as_slice()
        } else {
            &[]
        };
        self.orphans = (0..all.len()).filter(|number| is_wanted(&all[*number])).collect();
        self.arranged = Some((wanted, mark_index.generation));
    }

    /// Leaves rows where they stood: a count that has changed by a decision moves none, and one that was gone for a while
    /// comes back to its place. New ones stand behind those that they would follow.
    fn hold<R: Listable>(&mut self, all: &[R], is_looked_for: bool) {
        if self.held.is_empty() && is_looked_for || self.rows.len() > MOST_HELD {
            self.held.clear();
            return;
        }
        let mut last = 0;
        let mut places = Vec::with_capacity(self.rows.len());
        for (at, row) in self.rows.iter().enumerate() {
            let key = all[*row].key();
            let place = match self.held.remove(&key) {
                Some(held) => (held, 0),
                None => (last, at + 1),
            };
            last = place.0;
            places.push((place, key, Some(*row)));
        }
        places.extend(self.held.drain().map(|(key, held)| ((held, 0), key, None)));
        places.sort_unstable_by_key(|(place, ..)| *place);
        self.rows = places.iter().filter_map(|(.., row)| *row).collect();
        self.held.extend(places.into_iter().enumerate().map(|(place, (_, key, _))| (key, place)));
    }

    fn mentions(&self, ui: &mut Ui, view: &SideView<'_>, session: &Session, height: f32, acts: &mut Vec<AppAction>) {
        let (tab, mark_index) = (view.tab, &view.tab.mark_index);
        let selected = tab.reader.selected.as_ref().and_then(|mark| mark.first_span(session).zip(mark.label(session)));
        let group_at = |row: &usize| mark_index.groups.get(*row);
        let chosen = selected.as_ref().and_then(|(span, label)| {
            let holding: Vec<usize> = mark_index.groups_at(*span, label).collect();
            self.rows.iter().position(|row| holding.contains(row))
        });
        let name = view.i18n.text("panel-mentions");
        let list = List::new(list_id(SideTab::Mentions, tab.id), &name, height).chosen(chosen).below(search_id());
        list.show(ui, self.rows.len(), |ui, place| {
            let group = self.rows.get(place.number()).and_then(group_at)?;
            let line = label_color(ui, session, &group.label);
            let at = selected.as_ref().filter(|(_, label)| *label == group.label);
            let at = at.and_then(|(span, _)| group.position(*span));
            let (all, decided) = (group.mentions.len(), group.mentions.len() - group.undecided);
            let count = match group.undecided {
                0 => view.i18n.number(all),
                undecided if undecided == all => view.i18n.number(all),
                undecided => {
                    let values = [("undecided", Value::from(undecided)), ("total", Value::from(all))];
                    view.i18n.text_with("row-left", &values).into_owned()
                }
            };
            let state = match (group.is_rejected, group.undecided) {
                (true, _) => State::Rejected,
                (false, 0) => State::Accepted,
                (false, _) if decided == 0 => State::Undecided,
                (false, _) => State::Begun,
            };
            let values = [("name", Value::from(group.name.as_str())), ("count", Value::from(all))];
            let mut spoken = vec![view.i18n.text_with("row-occurrences", &values).into_owned()];
            spoken.push(match state {
                State::Begun => {
                    view.i18n.text_with("folder-undecided", &[("count", Value::from(group.undecided))]).into_owned()
                }
                _ => view.i18n.text(state.key()).into_owned(),
            });
            if group.is_user_made {
                spoken.push(view.i18n.text("status-manual").into_owned());
            }
            let spoken = spoken.join(&view.i18n.text("list-separator"));
            let row = Row::new(&group.name).second(&group.english).count(&count).swatch(line).name(&spoken);
            let row = state.on(row, ui, group.is_user_made.then_some(line));
            let response = ui.add(row.selected(at.is_some()).at(place));
            if response.clicked() {
                // The mention after the selected one or after the caret, or the first one after the last.
                let next = match at {
                    Some(at) => (at + 1) % group.mentions.len(),
                    None => {
                        let caret = tab.reader.caret().pos;
                        group.mentions.partition_point(|span| span.start < caret) % group.mentions.len()
                    }
                };
                acts.push(AppAction::SelectMark(group.mentions[next], group.label.clone()));
            }
            let is_open = menu_of(&response, view.menus, ContextMenu::Mark, acts);
            if is_open && at.is_none() {
                acts.push(AppAction::SelectMark(*group.mentions.first()?, group.label.clone()));
            }
            Some(response)
        });
    }

    fn annotations(&self, ui: &mut Ui, view: &SideView<'_>, session: &Session, height: f32, acts: &mut Vec<AppAction>) {
        let (tab, mark_index) = (view.tab, &view.tab.mark_index);
        let text = session.document().text();
        let id_at = |row: &usize| mark_index.annotations.get(*row).map(|row| &row.annotation.id);
        let chosen: Option<&AnnotationId> = match &tab.reader.selected {
            Some(MarkRef::Annotation(id)) => Some(id),
            _ => None,
        };
        let place_of = |chosen: &AnnotationId| self.rows.iter().position(|row| id_at(row) == Some(chosen));
        let name = view.i18n.text("panel-annotations");
        let list = List::new(list_id(SideTab::Annotations, tab.id), &name, height)
            .chosen(chosen.and_then(place_of))
            .below(search_id());
        list.show(ui, self.rows.len() + self.orphans.len(), |ui, place| {
            if let Some(number) = place.number().checked_sub(self.rows.len()) {
                return orphan_row(ui, view.i18n, (tab.id, session), *self.orphans.get(number)?, place, acts);
            }
            // Deleted since the index was built: its row disappears with the next index.
            let annotation = session.annotations().get(self.rows.get(place.number()).and_then(id_at)?)?;
            let line = label_color(ui, session, &annotation.label);
            let quote = clean(&annotation.spans.quote(text));
            let lang = view.i18n.lang().code();
            let label = session.label(&annotation.label).map_or(annotation.label.as_str(), |l| l.name_in(lang));
            let label = format!("\u{2068}{label}\u{2069}");
            let note = clean(annotation.note.trim());
            let second = if note.is_empty() { label.clone() } else { format!("{label} · \u{2068}{note}\u{2069}") };
            let state = match annotation.status {
                Status::Suggested => State::Undecided,
                Status::Accepted => State::Accepted,
                Status::Rejected => State::Rejected,
            };
            let is_user_made = annotation.is_user_made();
            let mut spoken = vec![quote.clone(), label, view.i18n.text(state.key()).into_owned()];
            if is_user_made {
                spoken.push(view.i18n.text("status-manual").into_owned());
            }
            spoken.extend((!note.is_empty()).then_some(note));
            let spoken = spoken.join(&view.i18n.text("list-separator"));
            let row = Row::new(&quote).second(&second).swatch(line).name(&spoken);
            let row = state.on(row, ui, is_user_made.then_some(line));
            let response = ui.add(row.selected(chosen == Some(&annotation.id)).at(place));
            if response.clicked() {
                acts.push(AppAction::SelectAnnotation(annotation.id.clone()));
            }
            let is_open = menu_of(&response, view.menus, ContextMenu::Mark, acts);
            if is_open && chosen != Some(&annotation.id) {
                acts.push(AppAction::SelectAnnotation(annotation.id.clone()));
            }
            Some(response)
        });
    }
}

/// The row of an annotation that was not found in the text.
fn orphan_row(
    ui: &mut Ui,
    i18n: &I18n,
    (tab, session): (TabId, &Session),
    number: usize,
    place: ListPlace,
    acts: &mut Vec<AppAction>,
) -> Option<Response> {
    // Deleted since the index was built: its row disappears with the next index.
    let orphan = session.annotation_state().orphans.get(number)?;
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let quote = clean(orphan.quote.as_deref().unwrap_or(&orphan.ron));
    let lang = i18n.lang().code();
    let label = orphan.label.as_ref();
    let line = label.map_or(theme.dim, |label| label_color(ui, session, label));
    let label = label.map(|id| session.label(id).map_or(id.as_str(), |label| label.name_in(lang)));
    // The icon before the words and the list's head show that they were not found.
    let mut parts: Vec<String> = label.map(|label| format!("\u{2068}{label}\u{2069}")).into_iter().collect();
    let note = orphan.note.trim();
    parts.extend((!note.is_empty()).then(|| format!("\u{2068}{note}\u{2069}")));
    // Text that does not fit is in the row's tooltip.
    let second = beginning(&parts.join(" · "), MOST_OF_NOTE);
    let mut spoken = vec![quote.clone(), i18n.text("status-orphan").into_owned()];
    spoken.extend(parts);
    let spoken = spoken.join(&i18n.text("list-separator"));
    let delete = i18n.text("command-delete");
    let row = Row::new(&quote).second(&second).swatch(line).state(Icon::Warning, theme.warning.line).faint(true);
    let (response, closed) = row.name(&spoken).closable(&delete).at(place).show(ui);
    let deleted = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete));
    if closed || deleted {
        acts.push(AppAction::DeleteOrphan(number));
    } else if response.clicked() {
        acts.push(AppAction::ShowMoved(tab, Some(number)));
    } else if pointer::drags(&response) {
        acts.push(AppAction::DragOrphan(tab, number));
    }
    Some(response)
}

fn clean(text: &str) -> String {
    beginning(text, MOST_LETTERS)
}

/// The beginning of somebody's text, on one line.
pub(super) fn beginning(text: &str, most_letters: usize) -> String {
    text.chars().take(most_letters).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// How many of a list are undecided, and how many there are.
fn numbers(view: &SideView<'_>) -> (usize, usize) {
    let (which, mark_index) = (view.which, &view.tab.mark_index);
    match which {
        SideTab::Mentions => {
            let groups = mark_index.groups.iter().filter(|g| !g.is_rejected && !view.hidden.contains(&g.label));
            let (undecided, total) =
                groups.fold((0, 0), |(undecided, total), group| (undecided + group.undecided, total + group.count()));
            // As in the status bar: what was rejected is decided.
            let rejected = mark_index.rejected.iter().filter(|(label, _)| !view.hidden.contains(label));
            (undecided, total + rejected.map(|(_, count)| count).sum::<usize>())
        }
        SideTab::Annotations | SideTab::Relations => {
            let rows = mark_index.annotations.iter().filter(|row| !view.hidden.contains(row.label()));
            rows.fold((0, 0), |(undecided, total), row| (undecided + usize::from(row.has_undecided()), total + 1))
        }
    }
}

/// How many of a list are undecided, and how many have no place in the text.
fn counted(view: &SideView<'_>) -> String {
    let (undecided, total) = numbers(view);
    let values = [("undecided", Value::from(undecided)), ("total", Value::from(total))];
    let mut heads = Vec::new();
    let orphans = if view.which == SideTab::Annotations { view.tab.mark_index.orphans.len() } else { 0 };
    if total > 0 || orphans == 0 {
        heads.push(view.i18n.text_with("list-head", &values));
    }
    if orphans > 0 {
        heads.push(view.i18n.text_with("list-orphans", &[("count", Value::from(orphans))]));
    }
    heads.join(" · ")
}

/// Whether the list begins with a button that suggests from tags.
fn is_suggesting(view: &SideView<'_>) -> bool {
    view.which == SideTab::Annotations && view.commands.is_enabled(UiCommand::SuggestFromTags)
}

/// Whether there is anything with a visible label.
fn is_any_shown(view: &SideView<'_>, mark_index: &MarkIndex) -> bool {
    let is_on = |label: &LabelId| !view.hidden.contains(label);
    match view.which {
        SideTab::Mentions => mark_index.groups.iter().any(|group| is_on(&group.label)),
        SideTab::Annotations | SideTab::Relations => {
            mark_index.annotations.iter().any(|row| is_on(row.label())) || !mark_index.orphans.is_empty()
        }
    }
}

/// The indices of the matching rows, in order; in the index's own order if that is selected.
fn arranged<R: Listable>(all: &[R], wanted: &Wanted, kept: &mut HashSet<String>) -> Vec<usize> {
    let is_listed = |row: &R| match wanted.listed {
        Listed::All => true,
        Listed::Undecided => row.has_undecided(),
        Listed::Decided => row.has_decided(),
    };
    let is_wanted = |row: &R| {
        !wanted.hidden.contains(row.label()) && (wanted.sought.is_empty() || row.folded().contains(&wanted.sought))
    };
    let mut rows: Vec<usize> = Vec::new();
    for (at, row) in all.iter().enumerate().filter(|(_, row)| is_wanted(row)) {
        if wanted.listed == Listed::All
            || is_listed(row) && {
                kept.insert(row.key());
                true
            }
            || kept.contains(&row.key())
        {
            rows.push(at);
        }
    }
    let by = |a: &R, b: &R| match wanted.order {
        // What is left counts where only that is listed.
        ListOrder::Count if wanted.listed == Listed::Undecided => b.undecided().cmp(&a.undecided()),
        ListOrder::Text | ListOrder::Count => Ordering::Equal,
        ListOrder::Name => a.folded().cmp(b.folded()),
        ListOrder::Label => a.label().cmp(b.label()),
    };
    rows.sort_by(|a, b| by(&all[*a], &all[*b]));
    rows
}

/// The state of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Undecided,
    Begun,
    Accepted,
    Rejected,
}

impl State {
    fn key(self) -> &'static str {
        match self {
            Self::Undecided => "status-suggested",
            Self::Begun => "stage-begun",
            Self::Accepted => "status-accepted",
            Self::Rejected => "status-rejected",
        }
    }

    /// The row with its state: undecided ones are emphasised, the others dimmed; a person's own have a dot.
    fn on<'a>(self, row: Row<'a>, ui: &Ui, own: Option<Color32>) -> Row<'a> {
        let theme = WidgetStyle::of(ui.ctx()).theme;
        let (icon, color) = match self {
            Self::Undecided => (Icon::Dot, theme.accent),
            Self::Begun => (Icon::Pie, theme.accent),
            Self::Accepted => (Icon::Check, theme.dim),
            Self::Rejected => (Icon::Cross, theme.dim),
        };
        let is_decided = matches!(self, Self::Accepted | Self::Rejected);
        row.state(icon, color).faint(is_decided).struck(self == Self::Rejected).point(own)
    }
}

fn label_color(ui: &Ui, session: &Session, label: &LabelId) -> Color32 {
    let color = session.label(label).map_or("", |label| label.color.as_str());
    WidgetStyle::of(ui.ctx()).theme.label(label.as_str(), color).line
}

fn order_key(order: ListOrder) -> &'static str {
    match order {
        ListOrder::Text => "list-by-place",
        ListOrder::Name => "list-by-name",
        ListOrder::Count => "list-by-count",
        ListOrder::Label => "list-by-label",
    }
}

fn why_empty(view: &SideView<'_>) -> &'static str {
    let has_candidates = || view.tab.session.as_ref().is_some_and(|session| !session.candidates().is_empty());
    match (view.which, &view.tab.detection) {
        (SideTab::Annotations | SideTab::Relations, _) => "annotations-empty",
        (SideTab::Mentions, Detection::Running(_)) => "mentions-detecting",
        (SideTab::Mentions, _) if view.threshold > 0.0 && has_candidates() => "mentions-unsure",
        (SideTab::Mentions, _) => "mentions-empty",
    }
}

fn empty(ui: &mut Ui, text: &str) {
    let look = WidgetStyle::of(ui.ctx());
    ui.allocate_space(vec2(0.0, size::INSIDE));
    ui.add(Label::new(text).role(TextRole::Body).color(look.theme.dim).wrapped());
}
