//! The bar above the table: groups, filters, search, and how many rows fit.

use eframe::egui::{Ui, UiBuilder};

use super::cells::column_key;
use super::chips::{CHIP, ask, chips, named, only, value_name, with_only};
use super::look::SeeingLook;
use super::view::{SeeingView, list_id, search_id};
use crate::gui::i18n::Value;
use crate::gui::model::{AppAction, Asked, Seeing, SeenTable, TabId};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, Label, Shaped, TextField, WidgetStyle, choice_of};
use crate::survey::{By, Column, Step};
use crate::text::fold::fold_phrase;

/// Width of the search field, in points.
const SEARCH: f32 = 180.0;

/// The key of the name of a table.
fn table_key(table: SeenTable) -> &'static str {
    match table {
        SeenTable::Rows => "seen-table-rows",
        SeenTable::Entities => "seen-table-entities",
        SeenTable::Relations => "seen-table-relations",
    }
}

/// The key of the name of a way to group.
fn group_key(by: Option<By>) -> &'static str {
    match by {
        None => "seen-no-groups",
        Some(By::Label) => "seen-label",
        Some(By::Entity) => "seen-entity",
        Some(By::Text) => "seen-text",
        Some(By::Status) => "seen-status",
        Some(By::Origin) => "seen-origin",
        Some(By::Author) => "seen-author",
        Some(By::Article) => "seen-article",
        Some(By::Time(Step::Day)) => "seen-day",
        Some(By::Time(Step::Week)) => "seen-week",
        Some(By::Time(Step::Month)) => "seen-month",
    }
}

impl SeeingView {
    /// Shows the bar.
    pub(crate) fn filters(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        seeing: &Seeing,
        acts: &mut Vec<AppAction>,
    ) {
        let i18n = look.i18n;
        let style = WidgetStyle::of(ui.ctx());
        let asked = &seeing.asked;
        let mut next: Option<Asked> = None;
        style.line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::STEP;
            if !seeing.view.is_drawn() {
                next = choose_table(ui, look, asked);
            }
            let statuses = ["accepted", "suggested", "rejected"].map(str::to_owned);
            next = next.take().or_else(|| choose_value(ui, look, seeing, Column::Status, &statuses));
            let labels: Vec<String> =
                seeing.shown.values.get(&Column::Label).into_iter().flatten().map(|(value, _)| value.clone()).collect();
            // What is the same everywhere is nothing to choose.
            let has_choice = labels.len() > 1 || only(asked, Column::Label).is_some();
            if has_choice && ui.available_width() > 2.0 * SEARCH + CHIP {
                next = next.take().or_else(|| choose_value(ui, look, seeing, Column::Label, &labels));
            }
            let values = [("shown", Value::from(seeing.shown.rows.len())), ("all", Value::from(seeing.shown.all))];
            let count = i18n.text_with(if asked.filter.is_empty() { "seen-count" } else { "seen-count-of" }, &values);
            let counted = Shaped::line(ui.ctx(), &count, TextRole::Body).size().x;
            let menu = Button::new(&i18n.text("seen-filter")).quiet().icon(Icon::Plus).width(ui.ctx());
            let far = SEARCH + counted + menu + 4.0 * size::INSIDE;
            let chosen = chips(ui, look, ui.available_width() - far, seeing);
            next = next.take().or(chosen);
            let chosen = self.filter_menu(ui, look, seeing);
            next = next.take().or(chosen);
            let rest = ui.available_rect_before_wrap();
            let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(style.against()));
            far.spacing_mut().item_spacing.x = size::INSIDE;
            far.add(Label::new(&count).color(style.theme.dim));
            let searched = i18n.text(column_key(self.search_in));
            let name = i18n.text_with("seen-search", &[("column", Value::from(searched.into_owned()))]);
            let width = SEARCH.min(far.available_width() - size::GROUP).max(0.0);
            let field = TextField::new(&mut self.search, &name)
                .placeholder(&name)
                .icon(Icon::Find)
                .width(width)
                .id(search_id(id))
                .above(list_id(id))
                .show(&mut far);
            if field.changed {
                let mut asked = asked.clone();
                let words = fold_phrase(self.search.text());
                if words.is_empty() {
                    asked.filter.words.remove(&self.search_in);
                } else {
                    asked.filter.words.insert(self.search_in, words);
                }
                next = Some(asked);
            }
            self.wants_focus |= field.submitted;
        });
        ask(id, next, acts);
    }
}

/// Which table it is, and how it is grouped.
fn choose_table(ui: &mut Ui, look: SeeingLook<'_>, asked: &Asked) -> Option<Asked> {
    let i18n = look.i18n;
    let tables = SeenTable::ALL.map(|table| (table, i18n.text(table_key(table)), table == asked.table));
    if let Some(table) = choice_of(ui, &i18n.text(table_key(asked.table)), tables).inner {
        return Some(Asked { table, ..asked.clone() });
    }
    if asked.table != SeenTable::Rows {
        return None;
    }
    let groups = std::iter::once(None).chain(By::ALL.into_iter().map(Some));
    let groups = groups.filter(|by| look.is_folder || !matches!(by, Some(By::Article | By::Time(_))));
    let choices = groups.map(|by| (by, i18n.text(group_key(by)), by == asked.group));
    let group = choice_of(ui, &named(look, "seen-group", &i18n.text(group_key(asked.group))), choices).inner?;
    let (folded, whole) = Default::default();
    Some(Asked { group, folded, whole, ..asked.clone() })
}

/// One of these values of a column, or any.
fn choose_value(
    ui: &mut Ui,
    look: SeeingLook<'_>,
    seeing: &Seeing,
    column: Column,
    values: &[String],
) -> Option<Asked> {
    let any = look.i18n.text("seen-any");
    let name = |value: Option<&str>| match value {
        Some(value) => value_name(look, seeing, column, value),
        None => any.to_string(),
    };
    let now = only(&seeing.asked, column);
    let choices = std::iter::once(None).chain(values.iter().map(|value| Some(value.as_str())));
    let choices = choices.map(|value| (value, name(value), value == now));
    let chosen = choice_of(ui, &named(look, column_key(column), &name(now)), choices).inner?;
    Some(with_only(&seeing.asked, column, chosen.map(str::to_owned)))
}
