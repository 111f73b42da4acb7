//! The numbers of a picture as a table.

use eframe::egui::{Id, Rect, Ui, UiBuilder, vec2};

use super::look::BESIDE;
use crate::gui::i18n::{I18n, Lang};
use crate::gui::model::{DrawnPicture, PictureKind, TabId};
use crate::gui::theme::size;
use crate::gui::widgets::{Cell, List, Side, TableRow, WidgetStyle};
use crate::picture::{self, Language};

/// Width of the first column, and of the others, in points.
const NAME: f32 = 240.0;
const NUMBER: f32 = 110.0;

/// Shows the table in a space; columns for which there is no room are left out, and read out with their row.
pub(super) fn show(ui: &mut Ui, i18n: &I18n, (id, kind): (TabId, PictureKind), body: Rect, drawn: &DrawnPicture) {
    let language = match i18n.lang() {
        Lang::En => Language::English,
        Lang::Ar => Language::Arabic,
    };
    let style = WidgetStyle::of(ui.ctx());
    let inner = body.shrink2(vec2(BESIDE, 0.0));
    let builder = UiBuilder::new().id_salt(("picture-table", kind)).max_rect(inner).layout(*ui.layout());
    let mut inner_ui = ui.new_child(builder);
    let table = &drawn.table;
    let room = ((inner.width() - NAME) / NUMBER).floor().max(1.0) as usize;
    let shown = table.head.len().min(room + 1);
    let mut widths = vec![NAME];
    widths.resize(shown, NUMBER);
    let name = i18n.text(kind.key());
    let list = List::new(Id::unique(("picture-table", id.0, kind)), &name, inner.height());
    list.show(&mut inner_ui, table.rows.len() + 1, |ui, place| {
        let head: Vec<picture::Cell>;
        let cells = match place.number().checked_sub(1) {
            Some(row) => table.rows.get(row)?,
            None => {
                head = table.head.iter().map(|name| picture::Cell::from(name.as_str())).collect();
                &head
            }
        };
        let texts: Vec<String> = cells.iter().map(|cell| cell.shown(language)).collect();
        let spoken: Vec<String> = match place.number() {
            0 => texts.clone(),
            _ => table.head.iter().zip(&texts).map(|(head, text)| format!("{head}: {text}")).collect(),
        };
        let shown: Vec<Cell> = cells
            .iter()
            .zip(&texts)
            .take(shown)
            .map(|(cell, text)| Cell {
                text: text.clone(),
                side: if matches!(cell, picture::Cell::Text(_)) && place.number() > 0 {
                    Side::Own
                } else {
                    Side::Start
                },
                is_strong: place.number() == 0,
                ..Cell::default()
            })
            .collect();
        let spoken = spoken.join(if style.is_rtl() { "، " } else { ", " });
        let row = TableRow { cells: &shown, widths: &widths, is_selected: false, name: &spoken, tip: "" };
        Some(row.show(ui, place, size::ROW))
    });
}
