//! The list of all open articles, opened by a button after their tabs.

use eframe::egui::{Context, Id, Key, Modifiers, Popup, Rect, Ui, vec2};

use super::below::Below;
use super::context::Articles;
use super::keys::keys_text;
use super::tab_item::{TabItem, in_place};
use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, TabId};
use crate::gui::theme::size;
use crate::gui::widgets::{FieldState, Icon, IconButton, List, Row, TextField, WidgetStyle, small};
use crate::text::fold::fold_phrase;

/// Width of the list, in points.
const WIDTH: f32 = 460.0;
/// Rows that are visible at once.
const ROWS: usize = 12;

/// The list's state between frames.
pub(crate) struct TabList {
    search: FieldState,
    is_open: bool,
}

impl Default for TabList {
    fn default() -> Self {
        Self { search: FieldState::line(""), is_open: false }
    }
}

impl TabList {
    /// Opens or closes the list.
    pub(crate) fn toggle(ctx: &Context) {
        Popup::toggle_id(ctx, Self::id());
    }

    /// Whether the list is shown: keys that type or delete then belong to it.
    pub(crate) fn is_open(ctx: &Context) -> bool {
        Popup::is_id_open(ctx, Self::id())
    }

    fn id() -> Id {
        Id::unique("tab-list")
    }

    fn list_id() -> Id {
        Id::unique("tab-list-rows")
    }

    /// The button at the end of the bar, and the list below it.
    pub(super) fn button(
        &mut self,
        ui: &mut Ui,
        i18n: &I18n,
        articles: Articles<'_>,
        place: Rect,
        items: &[TabItem],
        acts: &mut Vec<AppAction>,
    ) {
        let look = WidgetStyle::of(ui.ctx());
        let name = i18n.words(&UiCommand::ListTabs.wording_anywhere(i18n).text);
        let keys = keys_text(ui.ctx(), i18n, UiCommand::ListTabs);
        let is_open = Popup::is_id_open(ui.ctx(), Self::id());
        let button =
            in_place(ui, place, |ui| ui.add(IconButton::new(Icon::Down, &name).keys(keys.as_deref()).on(is_open)));
        if button.clicked() {
            acts.push(AppAction::Command(UiCommand::ListTabs));
        }
        if is_open && !self.is_open {
            self.search = FieldState::line("");
            self.search.focus();
        }
        self.is_open = is_open;
        Below::new(Self::id(), &i18n.text("bar-tabs")).show(&button, |ui| {
            let room = ui.ctx().content_rect();
            ui.set_width(WIDTH.min(room.width() - 4.0 * size::GROUP));
            ui.spacing_mut().item_spacing = vec2(0.0, size::INSIDE);
            let most = room.bottom() - button.rect.bottom() - 2.0 * size::ROW - 4.0 * size::GROUP;
            look.column(ui, |ui| self.content(ui, i18n, articles, items, most, acts)).inner
        });
    }

    /// Returns whether the list must be closed.
    fn content(
        &mut self,
        ui: &mut Ui,
        i18n: &I18n,
        articles: Articles<'_>,
        items: &[TabItem],
        most: f32,
        acts: &mut Vec<AppAction>,
    ) -> bool {
        let mut closes = false;
        let field_id = Id::unique("tab-list-search");
        let placeholder = i18n.text("tabs-search");
        let field = TextField::new(&mut self.search, &placeholder)
            .placeholder(&placeholder)
            .icon(Icon::Find)
            .id(field_id)
            .above(Self::list_id())
            .show(ui);
        let sought = fold_phrase(self.search.text());
        let holds = |item: &&TabItem| {
            sought.is_empty() || [&item.text, &item.path].iter().any(|text| fold_phrase(text).contains(&sought))
        };
        let found: Vec<&TabItem> = items.iter().filter(holds).collect();
        if field.changed {
            List::begin_again(ui, Self::list_id());
        }
        if field.submitted
            && let Some(first) = found.first()
        {
            acts.push(AppAction::SelectTab(first.id));
            closes = true;
        }
        if found.is_empty() {
            small(ui, &i18n.text("tabs-none"));
            return closes || field.cancelled;
        }
        let height = (found.len().min(ROWS) as f32 * size::ROW).min(most.max(3.0 * size::ROW));
        let name = i18n.text("bar-tabs");
        // Without a query the front article is selected.
        let chosen = found.iter().position(|item| articles.front == Some(item.id)).filter(|_| sought.is_empty());
        ui.spacing_mut().item_spacing.y = 0.0;
        let list = List::new(Self::list_id(), &name, height).chosen(chosen).below(field_id);
        list.show(ui, found.len(), |ui, place| {
            let item = found.get(place.number())?;
            let state = state(i18n, articles, item.id);
            let close = i18n.text_with("tab-close", &[("file", Value::from(&item.text))]);
            let icon = match item {
                TabItem { is_folder: true, .. } => Icon::Folder,
                TabItem { is_unsaved: true, .. } => Icon::Dot,
                _ => Icon::File,
            };
            let folder = std::path::Path::new(&item.path).parent().map(|folder| folder.display().to_string());
            let folder = folder.filter(|folder| !folder.is_empty()).map(|folder| format!("\u{2066}{folder}\u{2069}"));
            let spoken = match &folder {
                Some(folder) => format!("{}, {folder}, {state}", item.text),
                None => format!("{}, {state}", item.text),
            };
            let row = Row::new(&item.text)
                .second(folder.as_deref().unwrap_or_default())
                .count(&state)
                .icon(icon)
                .selected(articles.front == Some(item.id))
                .name(&spoken)
                .closable(&close)
                .at(place);
            let (response, closed) = row.show(ui);
            let deleted = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete));
            if closed || deleted {
                acts.push(AppAction::CloseTab(item.id));
            } else if response.clicked() {
                acts.push(AppAction::SelectTab(item.id));
                closes = true;
            }
            Some(response)
        });
        closes || field.cancelled
    }
}

/// Whether it is saved, and how many mentions are undecided.
fn state(i18n: &I18n, articles: Articles<'_>, id: TabId) -> String {
    if let Some(folder) = articles.folders.iter().find(|folder| folder.id == id) {
        return i18n.text_with("folder-articles", &[("count", Value::from(folder.rows.len()))]).into_owned();
    }
    let Some(tab) = articles.tabs.iter().find(|tab| tab.id == id) else { return String::new() };
    if tab.session.is_none() {
        let key = if tab.unreadable.is_some() { "stage-unreadable" } else { "tabs-opening" };
        return i18n.text(key).into_owned();
    }
    let key = match (tab.is_dirty(), tab.has_file) {
        (true, _) => "status-unsaved",
        (false, true) => "status-saved",
        (false, false) => "status-no-changes",
    };
    if tab.indexed.is_none() {
        return i18n.text(key).into_owned();
    }
    let undecided: usize = tab.mark_index.counts.iter().map(|count| count.suggested).sum();
    let undecided = i18n.text_with("folder-undecided", &[("count", Value::from(undecided))]);
    format!("{} · {undecided}", i18n.text(key))
}
