//! What is around two articles side by side: their heads, and the edge between them.

use std::ops::RangeInclusive;

use eframe::egui::{Align, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::context::Articles;
use super::splitter::{Moved, Splitter};
use super::tab_item::items;
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{AppAction, TabId};
use crate::gui::reader::Call;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Icon, IconButton, Shaped, Strip, WidgetStyle, tooltip};

/// Height of the head of each page, in points.
pub(crate) const HALF_HEAD: f32 = 30.0;
/// Width of the edge between them, in points.
pub(crate) const DIVIDER: f32 = 9.0;

/// The head of one of the two pages.
#[derive(Clone, Copy)]
pub(crate) struct Half<'a> {
    pub(crate) articles: Articles<'a>,
    pub(crate) id: TabId,
    pub(crate) place: Rect,
}

/// Draws the head: the article's name, and a button that takes it away. The front one is underlined; pressing the other
/// one makes it the front one.
pub(crate) fn half_head(ui: &mut Ui, i18n: &I18n, half: Half<'_>, acts: &mut Vec<AppAction>) {
    let Half { articles, id, place } = half;
    let is_front = articles.front == Some(id);
    let Some(item) = items(articles).into_iter().find(|item| item.id == id) else { return };
    let look = WidgetStyle::of(ui.ctx());
    let theme = look.theme;
    let builder = UiBuilder::new().max_rect(place).scope_id(ui.scope_id().with("half-head")).layout(look.along());
    let mut line = ui.new_child(builder);
    line.painter().rect_filled(place, 0, theme.ground);
    let (thickness, color) = if is_front { (size::RING, theme.accent) } else { (size::HAIRLINE, theme.line) };
    line.painter().hline(place.x_range(), place.bottom() - thickness / 2.0, Stroke::new(thickness, color));
    let mut strip = Strip::new(place, look);
    strip.leading(size::GROUP);
    strip.trailing(size::STEP);
    let close_place = strip.trailing(size::TARGET);
    let text = if item.folder.is_empty() { item.text } else { format!("{} · {}", item.text, item.folder) };
    let shaped = Shaped::elided_middle(ui.ctx(), &text, TextRole::Small, strip.rest().width());
    let side = if look.is_rtl() { Align::Max } else { Align::Min };
    shaped.paint(line.painter(), strip.rest(), side, if is_front { theme.ink } else { theme.dim });
    let named = [("file", Value::from(&text))];
    if is_front {
        // The page itself says its name.
        let name = line.interact(strip.rest(), line.scope_id().with("name"), Sense::hover());
        tooltip(name, &item.path);
    } else {
        let name = line.interact(strip.rest(), line.scope_id().with("name"), Sense::click());
        let said = without_isolates(&i18n.text_with("beside-go", &named)).into_owned();
        name.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
        if name.has_focus() {
            let ring = Stroke::new(size::RING, theme.accent);
            line.painter().rect_stroke(strip.rest(), size::RADIUS, ring, eframe::egui::StrokeKind::Inside);
        }
        if name.clicked() {
            acts.push(AppAction::CallPage(id, Call::Front));
        }
        tooltip(name, &item.path);
    }
    let mut far = line.new_child(
        UiBuilder::new()
            .max_rect(Rect::from_center_size(close_place.center(), vec2(size::TARGET, size::TARGET)))
            .scope_id(line.scope_id().with("close")),
    );
    let name = i18n.text_with("beside-take-away", &named);
    if far.add(IconButton::new(Icon::Close, &without_isolates(&name))).clicked() {
        acts.push(AppAction::TakeAway(id));
    }
}

/// The edge between the two.
pub(crate) struct PairEdge {
    /// Where it stands, and the room of both pages with it.
    pub(crate) place: Rect,
    pub(crate) room: Rect,
    /// The share of the first one, and those that it can have, 0 to 1.
    pub(crate) share: f32,
    pub(crate) shares: RangeInclusive<f32>,
}

/// Draws the edge; dragging it, or the arrow keys on it, give one of the pages more room, a double click both the same.
pub(crate) fn pair_edge(ui: &Ui, i18n: &I18n, edge: PairEdge) -> Option<AppAction> {
    let PairEdge { place, room, share, shares } = edge;
    let look = WidgetStyle::of(ui.ctx());
    ui.painter().rect_filled(place, 0, look.theme.ground);
    for x in [place.left() + 0.5, place.right() - 0.5] {
        ui.painter().vline(x, place.y_range(), Stroke::new(size::HAIRLINE, look.theme.line));
    }
    let x = place.center().x;
    let name = i18n.text("beside-edge");
    let value = f64::from((share * 100.0).round());
    let moved = Splitter { id: "pair-edge", name: &name, place, x, line: x, value }.show(ui)?;
    Some(AppAction::FirstShare(match moved {
        Moved::Back => None,
        Moved::By(by) => {
            let outward = if look.is_rtl() { -by } else { by };
            let share = share + outward / (room.width() - DIVIDER).max(1.0);
            Some(share.clamp(*shares.start(), *shares.end()))
        }
    }))
}
