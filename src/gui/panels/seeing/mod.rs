//! What is seen of a folder or an article besides its list or its page: the table of its annotations, with filters above it,
//! the passage of the chosen row beside it, and a bar for what is ticked; and the concordance.

mod audit;
mod bulk;
mod cells;
mod chips;
mod concordance;
mod filter_menu;
mod filters;
mod look;
mod others;
mod passage;
mod report;
mod summary;
mod table;
mod view;

use std::collections::BTreeSet;

use eframe::egui::{self, CornerRadius, Frame, Key, Modifiers, Rect, Ui, UiBuilder, vec2};

pub(crate) use bulk::ROOM as BULK_ROOM;
use cells::column_key;
pub(crate) use cells::table_text;
pub(super) use cells::title;
pub(crate) use look::SeeingLook;
use passage::passage;
pub(super) use passage::{mark_of, rows_in};
use report::report_menu;
use view::BESIDE;
pub(crate) use view::SeeingView;

use crate::annotation::Status;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, ConcordanceAction, Seeing, SeeingAction, SeenTable, SeenView, SeenWriting, TabId};
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, Label, MenuRow, Segments, Strip, WidgetStyle, ticks_button};
use crate::report::Part;
use crate::session::MarkTreatment;
use crate::survey::Column;

/// Height of the bar that chooses what is seen, in points.
pub(crate) const VIEW_BAR: f32 = 40.0;
/// Width from which the passage stands beside the table, in points.
const WIDE: f32 = 1100.0;

/// Shows the bar that chooses what is seen; returns the room at its far side.
pub(crate) fn view_bar(
    ui: &mut Ui,
    i18n: &I18n,
    (id, is_folder): (TabId, bool),
    view: SeenView,
    report: Option<&BTreeSet<Part>>,
    acts: &mut Vec<AppAction>,
    far: impl FnOnce(&mut Ui, &mut Vec<AppAction>),
) {
    let style = WidgetStyle::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), VIEW_BAR), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0, style.theme.paper);
    let edge = egui::Stroke::new(size::HAIRLINE, style.theme.line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, edge);
    let inner = rect.shrink2(vec2(BESIDE, (VIEW_BAR - size::ROW) / 2.0));
    let mut line = ui.new_child(UiBuilder::new().max_rect(inner).layout(style.along()));
    let name = |view: SeenView| match view {
        SeenView::Own if is_folder => "seen-view-articles",
        SeenView::Own => "seen-view-page",
        SeenView::Table => "seen-view-table",
        SeenView::Pictures => "seen-view-pictures",
        SeenView::Map => "seen-view-map",
        SeenView::Concordance => "seen-view-concordance",
        SeenView::Audit => "seen-view-audit",
    };
    let texts: Vec<_> = SeenView::ALL.iter().map(|view| i18n.text(name(*view))).collect();
    let parts: Vec<(&str, &str)> = texts.iter().map(|text| (text.as_ref(), "")).collect();
    let chosen = SeenView::ALL.iter().position(|other| *other == view).unwrap_or(0);
    if let Some(view) = Segments::new(&parts, chosen).show(&mut line).and_then(|at| SeenView::ALL.get(at)) {
        acts.push(AppAction::Seeing(id, SeeingAction::View(*view)));
    }
    let rest = line.available_rect_before_wrap();
    let mut line = line.new_child(UiBuilder::new().max_rect(rest).layout(style.against()));
    line.spacing_mut().item_spacing.x = size::INSIDE;
    if let Some(parts) = report {
        report_menu(&mut line, i18n, id, parts, acts);
    }
    far(&mut line, acts);
}

impl SeeingView {
    /// Draws the table in the whole available space.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        seeing: &Seeing,
        acts: &mut Vec<AppAction>,
    ) {
        let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
        ui.painter().rect_filled(ui.available_rect_before_wrap(), CornerRadius::ZERO, style.theme.paper);
        ui.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
        let report = (seeing.view == SeenView::Table).then_some(&seeing.report);
        view_bar(ui, i18n, (id, look.is_folder), seeing.view, report, acts, |ui, acts| {
            if seeing.view == SeenView::Concordance && !seeing.concordance.found.all.is_empty() {
                let export = i18n.text("seen-export");
                if ui.add(Button::new(&export)).clicked() {
                    acts.push(AppAction::Seeing(id, SeeingAction::Concordance(ConcordanceAction::Export)));
                }
                let copy = i18n.text("concordance-copy");
                if ui.add(Button::new(&copy).icon(Icon::Copy)).clicked() {
                    acts.push(AppAction::Seeing(id, SeeingAction::Concordance(ConcordanceAction::Copy)));
                }
            }
            if seeing.view != SeenView::Table {
                return;
            }
            let export = i18n.text("seen-export");
            if ui.add(Button::new(&export)).clicked() {
                acts.push(AppAction::Seeing(id, SeeingAction::Export));
            }
            let copy = i18n.text("seen-copy-shown");
            if ui.add(Button::new(&copy).icon(Icon::Copy)).clicked() {
                acts.push(AppAction::Seeing(id, SeeingAction::Copy));
            }
            choose_columns(ui, i18n, id, seeing, acts);
        });
        if seeing.view == SeenView::Audit {
            return self.audit.show(ui, look, id, seeing, acts);
        }
        if seeing.view == SeenView::Concordance {
            self.concordance(ui, look, id, seeing, acts);
            return;
        }
        let whole = ui.available_rect_before_wrap();
        let is_wide = whole.width() >= WIDE;
        let mut strip = Strip::new(whole, style);
        let beside = if is_wide { strip.trailing(passage::WIDTH) } else { Rect::NOTHING };
        let mut rest = strip.rest();
        let below = if is_wide || whole.height() < 420.0 {
            Rect::NOTHING
        } else {
            let top = rest.bottom() - (rest.height() * 0.36).round();
            let below = rest.with_min_y(top);
            rest.max.y = top;
            below
        };
        self.keys(ui, (id, look.is_folder), seeing, acts);
        let mut table = ui.new_child(UiBuilder::new().max_rect(rest).layout(*ui.layout()));
        let frame = Frame::new().inner_margin(egui::Margin::symmetric(BESIDE as i8, 0));
        frame.show(&mut table, |ui| {
            ui.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
            ui.add_space(size::STEP);
            self.filters(ui, look, id, seeing, acts);
            self.reading(ui, look, seeing);
            match seeing.asked.table {
                SeenTable::Rows => self.table(ui, look, id, seeing, acts),
                SeenTable::Entities => self.entities(ui, look, id, seeing, acts),
                SeenTable::Relations => self.relations(ui, look, id, seeing, acts),
            }
        });
        if !seeing.ticked.is_empty() && seeing.asked.table == SeenTable::Rows {
            self.bulk(ui, look, id, rest, seeing, acts);
        }
        for place in [beside, below] {
            if place != Rect::NOTHING {
                passage(ui, look, place, id, seeing, acts);
            }
        }
    }

    /// How far reading the articles has come.
    #[allow(clippy::unused_self, reason = "a part of the view")]
    fn reading(&self, ui: &mut Ui, look: SeeingLook<'_>, seeing: &Seeing) {
        let theme = WidgetStyle::of(ui.ctx()).theme;
        let mut text = String::new();
        if seeing.is_reading() && look.is_folder {
            let (key, left) = match seeing.unread.len() {
                0 => ("seen-detecting", seeing.undetected.len()),
                unread => ("seen-reading", unread),
            };
            let values =
                [("read", Value::from(look.articles.saturating_sub(left))), ("all", Value::from(look.articles))];
            text = look.i18n.text_with(key, &values).into_owned();
        } else if seeing.failed > 0 {
            text = look.i18n.text_with("seen-failed", &[("count", Value::from(seeing.failed))]).into_owned();
        }
        if !text.is_empty() {
            ui.add(Label::new(&text).color(theme.dim));
        }
    }

    /// Letters act on what is ticked, or on the chosen row; Escape gives up the ticks, then the table of an article.
    fn keys(&mut self, ui: &Ui, (id, is_folder): (TabId, bool), seeing: &Seeing, acts: &mut Vec<AppAction>) {
        let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some()) || egui::Popup::is_any_open(ui.ctx());
        if std::mem::replace(&mut self.was_covered, is_covered) || is_covered {
            return;
        }
        let mut act = |act: SeeingAction| acts.push(AppAction::Seeing(id, act));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if crate::gui::widgets::text_field::is_typing(ui.ctx()) {
            if pressed(Key::Escape) {
                act(SeeingAction::Write(None));
                self.wants_focus = true;
            }
            return;
        }
        // The toolkit takes the focus away at Escape.
        if pressed(Key::Escape) {
            self.wants_focus = true;
            if !seeing.ticked.is_empty() {
                act(SeeingAction::Untick);
            } else if !is_folder {
                act(SeeingAction::View(SeenView::Own));
            }
        }
        if pressed(Key::Slash) {
            self.search.select_all();
            self.search.focus();
        }
        let has_rows = !seeing.ticked.is_empty() || seeing.chosen.is_some();
        let letters = [
            (Key::A, MarkTreatment::Decide(Status::Accepted)),
            (Key::R, MarkTreatment::Decide(Status::Rejected)),
            (Key::Delete, MarkTreatment::Delete),
        ];
        let tick_chosen = |acts: &mut dyn FnMut(SeeingAction)| {
            if seeing.ticked.is_empty() {
                acts(SeeingAction::Tick(seeing.chosen.iter().cloned().collect(), true));
            }
        };
        for (key, treatment) in letters {
            if has_rows && pressed(key) {
                tick_chosen(&mut act);
                act(SeeingAction::Treat(treatment));
                if seeing.ticked.is_empty() {
                    act(SeeingAction::Untick);
                }
            }
        }
        if has_rows && pressed(Key::N) {
            tick_chosen(&mut act);
            act(SeeingAction::Write(Some(SeenWriting::Note)));
            self.note.focus();
        }
    }
}

/// The menu that chooses the columns.
fn choose_columns(ui: &mut Ui, i18n: &I18n, id: TabId, seeing: &Seeing, acts: &mut Vec<AppAction>) {
    ticks_button(ui, &i18n.text("seen-columns"), |ui| {
        for column in Column::ALL.into_iter().filter(|column| *column != Column::Text) {
            let is_on = seeing.columns.contains(&column);
            if ui.add(MenuRow::new(&i18n.text(column_key(column))).on(is_on)).clicked() {
                let is_wanted = |other: &Column| seeing.columns.contains(other) != (*other == column);
                let columns = Column::ALL.into_iter().filter(is_wanted).collect();
                acts.push(AppAction::Seeing(id, SeeingAction::Columns(columns)));
            }
        }
    });
}
