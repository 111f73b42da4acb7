//! Two more tables: the entities with what is known of their mentions, and the relations by what they are between.

use std::collections::BTreeSet;

use eframe::egui::Ui;

use super::chips::value_name;
use super::look::SeeingLook;
use super::view::{SeeingView, list_id, search_id};
use crate::gui::i18n::Value;
use crate::gui::model::{AppAction, EntityColumn, Seeing, SeeingAction, SeenTable, TabId};
use crate::gui::panels::dates;
use crate::gui::theme::size;
use crate::gui::widgets::{Cell, ColumnHead, Label, List, Side, TableRow, Tone, WidgetStyle, table_head};
use crate::survey::{Column, EntityRow, Name, RelationCount, RowRef};

/// How many of those that are named together with an entity are shown.
const MOST_WITH: usize = 4;

/// The key of the name of a column of entities.
fn entity_key(column: EntityColumn) -> &'static str {
    match column {
        EntityColumn::Name => "seen-entity",
        EntityColumn::Label => "seen-label",
        EntityColumn::Mentions => "seen-mentions",
        EntityColumn::Articles => "seen-articles",
        EntityColumn::First => "seen-first",
        EntityColumn::Last => "seen-last",
        EntityColumn::With => "seen-with",
    }
}

impl SeeingView {
    /// The table of entities.
    pub(super) fn entities(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        seeing: &Seeing,
        acts: &mut Vec<AppAction>,
    ) {
        let i18n = look.i18n;
        let is_dated = look.is_folder && seeing.survey.articles().iter().any(|article| article.day.is_some());
        let width = |column: EntityColumn| match column {
            EntityColumn::Name => 230.0,
            EntityColumn::Label => 90.0,
            EntityColumn::Mentions => 84.0,
            EntityColumn::Articles if look.is_folder => 76.0,
            EntityColumn::First | EntityColumn::Last if is_dated => 100.0,
            EntityColumn::Articles | EntityColumn::First | EntityColumn::Last | EntityColumn::With => 0.0,
        };
        let columns: Vec<EntityColumn> = EntityColumn::ALL
            .into_iter()
            .filter(|column| *column == EntityColumn::With || width(*column) > 0.0)
            .collect();
        let others: f32 = columns.iter().map(|column| width(*column)).sum();
        let rest = (ui.available_width() - others).max(60.0);
        let widths: Vec<f32> =
            columns.iter().map(|column| if *column == EntityColumn::With { rest } else { width(*column) }).collect();
        let (by, is_reversed) = seeing.asked.entity_order;
        let side = |column| match column {
            EntityColumn::Mentions | EntityColumn::Articles => Side::End,
            _ => Side::Start,
        };
        let head = |column: &EntityColumn| {
            ColumnHead::new(i18n, entity_key(*column), side(*column), (by == *column).then_some(is_reversed))
        };
        let heads: Vec<ColumnHead> = columns.iter().map(head).collect();
        if let Some(column) = table_head(ui, &heads, &widths, None).and_then(|at| columns.get(at)) {
            let mut asked = seeing.asked.clone();
            // Counts begin with the largest.
            let begins = matches!(column, EntityColumn::Mentions | EntityColumn::Articles);
            asked.entity_order = (*column, if by == *column { !is_reversed } else { begins });
            acts.push(AppAction::Seeing(id, SeeingAction::Ask(Box::new(asked))));
        }
        let theme = WidgetStyle::of(ui.ctx()).theme;
        let name_of = |entity: &EntityRow| named(look, seeing, entity.name);
        self.others(ui, look, (id, "seen-table-entities"), seeing.shown.entities.len(), |ui, place| {
            let entity = seeing.shown.entities.get(place.number())?;
            let name = name_of(entity);
            let label = seeing.names().text(entity.label);
            let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| dates::date(i18n, day));
            let with: Vec<String> =
                entity.with.iter().take(MOST_WITH).map(|(name, _)| named(look, seeing, *name)).collect();
            let with = with.join(&i18n.text("list-separator"));
            let cells: Vec<Cell> = columns
                .iter()
                .map(|column| {
                    let text = match column {
                        EntityColumn::Name => name.clone(),
                        EntityColumn::Label => value_name(look, seeing, Column::Label, label),
                        EntityColumn::Mentions => i18n.number(entity.mentions.len()),
                        EntityColumn::Articles => i18n.number(entity.articles),
                        EntityColumn::First => day(entity.days.map(|(first, _)| first)),
                        EntityColumn::Last => day(entity.days.map(|(_, last)| last)),
                        EntityColumn::With => with.clone(),
                    };
                    let plain = Cell { text, side: side(*column), ..Cell::default() };
                    match column {
                        EntityColumn::Name => Cell { is_strong: entity.is_entity, ..plain },
                        EntityColumn::Label => {
                            let mark = seeing.survey.label(label);
                            let mark = mark.map(|of| (theme.label(label, &of.color), of.line.into()));
                            Cell { mark, ..plain }
                        }
                        EntityColumn::Mentions => plain,
                        _ => Cell { tone: Tone::Dim, ..plain },
                    }
                })
                .collect();
            let count = i18n.text_with("seen-mentions-of", &[("count", Value::from(entity.mentions.len()))]);
            let spoken = [name.as_str(), &count].join(&i18n.text("list-separator"));
            let row = TableRow { cells: &cells, widths: &widths, is_selected: false, name: &spoken, tip: "" };
            let response = row.show(ui, place, size::ROW);
            if response.clicked() {
                // Its mentions.
                let mut asked = seeing.asked.clone();
                asked.table = SeenTable::Rows;
                let text = seeing.names().text(entity.name).to_owned();
                if entity.is_entity {
                    asked.filter.values.insert(Column::Entity, BTreeSet::from([text]));
                } else {
                    asked.filter.values.insert(Column::Entity, BTreeSet::from([String::new()]));
                    asked.filter.words.insert(Column::Text, text);
                }
                acts.push(AppAction::Seeing(id, SeeingAction::Ask(Box::new(asked))));
            }
            Some(response)
        });
    }

    /// The table of relations.
    pub(super) fn relations(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        seeing: &Seeing,
        acts: &mut Vec<AppAction>,
    ) {
        let i18n = look.i18n;
        let whole = ui.available_width();
        let (kind, counts) = (170.0, if look.is_folder { 84.0 } else { 0.0 });
        let rest = ((whole - kind - 84.0 - counts) / 2.0).max(60.0);
        let all = [
            ("seen-relation", kind, Side::Start),
            ("seen-from", rest, Side::Start),
            ("seen-to", rest, Side::Start),
            ("seen-relations-count", 84.0, Side::End),
            ("seen-articles", counts, Side::End),
        ];
        let shown: Vec<_> = all.into_iter().filter(|(_, width, _)| *width > 0.0).collect();
        let heads: Vec<ColumnHead> =
            shown.iter().map(|(key, _, side)| ColumnHead::new(i18n, key, *side, None)).collect();
        let widths: Vec<f32> = shown.iter().map(|(_, width, _)| *width).collect();
        table_head(ui, &heads, &widths, None);
        let mark_of = |count: &RelationCount| {
            let first = *count.relations.first()?;
            let (_, relation) = seeing.survey.relation(first)?;
            seeing.mark_of(RowRef { article: first.article, row: relation.from })
        };
        self.others(ui, look, (id, "seen-table-relations"), seeing.shown.relations.len(), |ui, place| {
            let count = seeing.shown.relations.get(place.number())?;
            let kind = seeing.names().text(count.kind);
            let kind = seeing.survey.relation_kind(kind).map_or(kind, |kind| kind.name_in(i18n.lang().code()));
            let (from, to) = (named(look, seeing, count.from), named(look, seeing, count.to));
            let text = |text: &str, side| Cell { text: text.to_owned(), side, ..Cell::default() };
            let cells = [
                text(kind, Side::Start),
                text(&from, Side::Start),
                text(&to, Side::Start),
                text(&i18n.number(count.relations.len()), Side::End),
                text(&i18n.number(count.articles), Side::End),
            ];
            let spoken = [kind, &from, &to, &i18n.number(count.relations.len())].join(&i18n.text("list-separator"));
            let row = TableRow { cells: &cells, widths: &widths, is_selected: false, name: &spoken, tip: "" };
            let response = row.show(ui, place, size::ROW);
            if response.clicked()
                && let Some(mark) = mark_of(count)
            {
                acts.push(AppAction::Seeing(id, SeeingAction::Choose(mark.clone())));
                let is_told = !response.clicked_by(eframe::egui::PointerButton::Primary);
                if is_told || response.double_clicked() {
                    acts.push(AppAction::Seeing(id, SeeingAction::Open(mark)));
                }
            }
            Some(response)
        });
    }

    /// A list of rows of one of these tables, or what is said where there are none.
    fn others(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        (id, key): (TabId, &str),
        count: usize,
        row: impl FnMut(&mut Ui, crate::gui::widgets::ListPlace) -> Option<eframe::egui::Response>,
    ) {
        let list = list_id(id).with(key);
        if count == 0 {
            ui.add_space(size::GROUP);
            let theme = WidgetStyle::of(ui.ctx()).theme;
            ui.add(Label::new(&look.i18n.text("seen-none-here")).color(theme.dim).wrapped());
            return;
        }
        if std::mem::take(&mut self.wants_focus) {
            List::enter(ui, list);
        }
        let height = (ui.available_height() / size::ROW).floor() * size::ROW;
        let name = look.i18n.text(key);
        List::new(list, &name, height.max(2.0 * size::ROW)).below(search_id(id)).show(ui, count, row);
    }
}

/// What an entity is called, or a spelling whose entity is not known.
fn named(look: SeeingLook<'_>, seeing: &Seeing, name: Name) -> String {
    value_name(look, seeing, Column::Entity, seeing.names().text(name))
}
