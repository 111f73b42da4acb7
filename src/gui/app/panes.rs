//! The parts of the window, between which F6 moves the keyboard.

use std::collections::BTreeMap;

use eframe::egui::{Context, Id, LayerId, Popup, Rect, Ui, WidgetRect};

use crate::gui::reader::Reader;
use crate::gui::widgets::text_field::is_typing;

/// A part of the window, in the order of F6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pane {
    /// Menus, find field, tools.
    TopBar,
    /// The tabs of open articles.
    Tabs,
    /// Notices above the page.
    Notices,
    /// The article, or the start page.
    Page,
    /// The article beside the one in front.
    Beside,
    /// The list and the card.
    SidePanel,
    /// The status bar.
    StatusBar,
}

impl Pane {
    /// Whether it is hidden in full screen.
    pub(super) fn is_bar(self) -> bool {
        matches!(self, Self::TopBar | Self::Tabs | Self::StatusBar)
    }
}

/// The positions of the parts, and the last keyboard focus in each.
#[derive(Default)]
pub(super) struct Parts {
    rects: Vec<(Pane, Rect, LayerId)>,
    last: BTreeMap<Pane, Id>,
    /// The requested move, carried out once this frame is drawn.
    wanted: Option<Step>,
    /// What had the keyboard focus last while no menu was open.
    outside_menus: Option<Id>,
}

/// A move from one part to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To the next one.
    Forward,
    /// To the one before.
    Back,
    /// To the menus.
    Menus,
}

impl Parts {
    /// Whether a move has not been carried out yet.
    pub(super) fn is_going(&self) -> bool {
        self.wanted.is_some()
    }

    /// What had the keyboard focus last while neither a menu nor a dialog was open; not the menu's own button.
    pub(super) fn focused_outside_menus(&self) -> Option<Id> {
        self.outside_menus
    }

    /// Moves the keyboard to another part.
    pub(super) fn go(&mut self, step: Step) {
        self.wanted = Some(step);
    }

    /// Whether the keyboard focus is in a matching part.
    pub(super) fn has_focus(&self, ctx: &Context, is_meant: impl Fn(Pane) -> bool) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        focused.is_some_and(|id| self.last.iter().any(|(part, last)| *last == id && is_meant(*part)))
    }

    /// Clears the positions of the previous frame.
    pub(super) fn begin(&mut self) {
        self.rects.clear();
    }

    /// Records the space that a part has taken from the remaining space.
    pub(super) fn took(&mut self, part: Pane, before: Rect, ui: &Ui) {
        let left = ui.available_rect_before_wrap();
        let taken = if left.top() > before.top() {
            before.with_max_y(left.top())
        } else if left.bottom() < before.bottom() {
            before.with_min_y(left.bottom())
        } else if left.left() > before.left() {
            before.with_max_x(left.left())
        } else if left.right() < before.right() {
            before.with_min_x(left.right())
        } else {
            return;
        };
        self.rects.push((part, taken, ui.layer_id()));
    }

    /// Records that the rest is the page.
    pub(super) fn page(&mut self, rect: Rect, ui: &Ui) {
        self.rects.push((Pane::Page, rect, ui.layer_id()));
    }

    /// Records that a part lies over others, on a layer of its own.
    pub(super) fn over(&mut self, part: Pane, rect: Rect, layer: LayerId) {
        self.rects.push((part, rect, layer));
    }

    /// Moves the keyboard focus if requested, and records where it is. To be called at the end of a frame; in the side
    /// panel the focus first goes to the list. Returns whether the side panel, if it can be called, has to be shown
    /// for the move: that is carried out once it is there.
    pub(super) fn end(&mut self, ctx: &Context, side_list: Option<Id>, can_call_panel: bool) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        let stops = self.stops(ctx);
        let here = focused.and_then(|id| stops.iter().find(|(_, stop)| *stop == id).map(|(part, _)| *part));
        if let (Some(part), Some(id)) = (here, focused) {
            self.last.insert(part, id);
        }
        let is_covered = Popup::is_any_open(ctx) || ctx.memory(|memory| memory.top_modal_layer().is_some());
        if !is_covered && (here != Some(Pane::TopBar) || is_typing(ctx)) {
            self.outside_menus = focused.or(self.outside_menus.filter(|_| here.is_none()));
        }
        let Some(step) = self.wanted.take() else { return false };
        let mut parts: Vec<Pane> = stops.iter().map(|(part, _)| *part).collect();
        parts.extend(can_call_panel.then_some(Pane::SidePanel));
        parts.sort_unstable();
        parts.dedup();
        let here = here.unwrap_or(Pane::Page);
        let next = match step {
            Step::Forward => parts.iter().find(|part| **part > here).or(parts.first()),
            Step::Back => parts.iter().rev().find(|part| **part < here).or(parts.last()),
            Step::Menus => parts.iter().find(|part| **part == Pane::TopBar),
        };
        let Some(part) = next else { return false };
        if *part == Pane::SidePanel && !stops.iter().any(|(of, _)| of == part) {
            self.wanted = Some(step);
            ctx.request_repaint();
            return true;
        }
        let stops_there = || stops.iter().filter(|(of, _)| of == part).map(|(_, id)| *id);
        let preferred = match part {
            Pane::Page => Some(Reader::id()),
            Pane::Beside => Some(Reader::id_beside()),
            Pane::SidePanel => side_list,
            _ => None,
        };
        let last = self.last.get(part).copied().filter(|_| step != Step::Menus);
        let target = [last, preferred].into_iter().flatten().find(|id| stops_there().any(|stop| stop == *id));
        if let Some(id) = target.or_else(|| stops_there().next()) {
            self.last.insert(*part, id);
            ctx.memory_mut(|memory| memory.request_focus(id));
            ctx.request_repaint();
        }
        false
    }

    /// The Tab stops in each part, in the order of drawing.
    fn stops(&self, ctx: &Context) -> Vec<(Pane, Id)> {
        let mut layers: Vec<LayerId> = self.rects.iter().map(|(.., layer)| *layer).collect();
        layers.dedup();
        let part_of = |widget: &WidgetRect| {
            let at = widget.rect.center();
            let mut of_layer = self.rects.iter().filter(|(.., layer)| *layer == widget.layer_id);
            of_layer.find(|(_, rect, _)| rect.contains(at)).map(|(part, ..)| (*part, widget.id))
        };
        ctx.viewport(|viewport| {
            let widgets = layers.iter().flat_map(|layer| viewport.this_pass.widgets.get_layer(*layer));
            widgets.filter(|widget| widget.sense.is_focusable() && widget.enabled).filter_map(part_of).collect()
        })
    }
}
