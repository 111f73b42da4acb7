//! The page for screen readers: paragraphs, lines in logical order, caret, selection, marks.
//!
//! Only the text around the view is published, so that a long document costs no more than a short one, and nothing at
//! all while no assistive technology is active.

use eframe::egui::accesskit::{Action, ActionData, ActionRequest, Orientation, Role, TextSelection};
use eframe::egui::{Event, Id, Rect, Response, Sense, Ui, UiBuilder};

use super::block_marks::ToldMark;
use super::frame::Frame;
use super::model::{Call, Caret, MarkRef, Placed, Published, Reader, ReaderLook, ReaderOutput};
use crate::annotation::Status;
use crate::document::Document;
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::widgets::text_runs::{Paragraph, bounds, direction};
use crate::layout::{BlockKind, TextEngine};
use crate::session::Session;
use crate::text::BytePos;

/// How much text is published before the view and after it, in bytes.
const AROUND: u32 = 16 * 1024;
/// The least size at which a block is counted, in bytes: empty lines are nodes too.
const LEAST: u32 = 64;
/// Share of the view by which a screen reader's "scroll down" moves.
const PAGE: f64 = 0.9;

impl Reader {
    /// Carries out the requests of an assistive technology.
    pub(super) fn take_requests(&mut self, ui: &Ui, id: Id, session: &Session, out: &mut ReaderOutput) {
        let page = id.accesskit_id();
        let requests: Vec<ActionRequest> = ui.input(|input| {
            let requests = input.events.iter().filter_map(|event| match event {
                Event::AccessKitActionRequest(request) => Some(request),
                _ => None,
            });
            requests.cloned().collect()
        });
        for ActionRequest { action, target_node, data, .. } in requests {
            match (action, data) {
                (Action::SetTextSelection, Some(ActionData::SetTextSelection(selection))) if target_node == page => {
                    let caret = |at| {
                        let (byte, affinity) = self.published.runs.caret(at)?;
                        Some(Caret { pos: BytePos(byte), affinity })
                    };
                    let Some((anchor, focus)) = caret(selection.anchor).zip(caret(selection.focus)) else { continue };
                    (self.anchor, self.focus) = (anchor, focus);
                    self.goal_x_px = None;
                    self.selected = None;
                    self.keep_in_view = true;
                }
                (Action::ScrollDown, _) if target_node == page => {
                    self.autoscroll_px += f64::from(self.view_height_px) * PAGE;
                }
                (Action::ScrollUp, _) if target_node == page => {
                    self.autoscroll_px -= f64::from(self.view_height_px) * PAGE;
                }
                (Action::ScrollIntoView, _) => {
                    self.wanted = self.published.span(target_node, session).or(self.wanted);
                }
                (Action::Click | Action::Focus, _) => {
                    let Some((_, mark)) = self.published.marks.iter().find(|(id, _)| *id == target_node) else {
                        continue;
                    };
                    let mark = mark.clone();
                    let Some(span) = mark.span(session) else { continue };
                    self.reveal(span);
                    self.selected = Some(mark);
                    out.called = Some(Call::Front);
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
                _ => {}
            }
        }
    }

    /// Publishes the page: a node for each paragraph, with one for each line (more if the direction changes) and one
    /// for each mark.
    pub(super) fn publish(
        &mut self,
        ui: &mut Ui,
        page: &Response,
        frame: Frame,
        session: &Session,
        look: &ReaderLook<'_>,
        engine: &mut TextEngine,
    ) {
        let is_heard = ui.ctx().accesskit_node_builder(page.id, |node| {
            for action in [Action::SetTextSelection, Action::ScrollDown, Action::ScrollUp] {
                node.add_action(action);
            }
        });
        self.published = Published::default();
        if is_heard.is_none() {
            return;
        }
        let document = session.document().clone();
        let placed = self.placed_around(engine, &document);
        let mut published = Published::default();
        for placed in &placed {
            self.publish_block(ui, page.id, frame, session, look, placed, &mut published);
        }
        let position = |caret: Caret| published.runs.position(caret.pos.0, caret.affinity);
        if let Some((anchor, focus)) = position(self.anchor).zip(position(self.focus)) {
            ui.ctx().accesskit_node_builder(page.id, |node| node.set_text_selection(TextSelection { anchor, focus }));
        }
        self.published = published;
    }

    /// The blocks in view and some around them, from top to bottom.
    fn placed_around(&mut self, engine: &mut TextEngine, document: &Document) -> Vec<Placed> {
        let (Some(mut page), Some(first), Some(last)) = (self.page.take(), self.view.first(), self.view.last()) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        let (mut y, mut bytes) = (first.top_px - page.space_above(first.block), 0);
        for block in (0..first.block).rev() {
            if bytes >= AROUND {
                break;
            }
            let layout = page.layout(engine, document, block);
            y -= page.height(block);
            bytes += page.block(block).span.len().max(LEAST);
            all.push(Placed::new(&page, block, y, layout));
        }
        all.reverse();
        all.extend(self.view.iter().cloned());
        (y, bytes) = (last.top_px - page.space_above(last.block) + page.height(last.block), 0);
        for block in last.block + 1..page.block_count() {
            if bytes >= AROUND {
                break;
            }
            let layout = page.layout(engine, document, block);
            bytes += page.block(block).span.len().max(LEAST);
            all.push(Placed::new(&page, block, y, layout));
            y += page.height(block);
        }
        self.page = Some(page);
        all
    }

    #[expect(clippy::too_many_arguments, reason = "all are parts of one frame")]
    fn publish_block(
        &mut self,
        ui: &mut Ui,
        page: Id,
        frame: Frame,
        session: &Session,
        look: &ReaderLook<'_>,
        placed: &Placed,
        published: &mut Published,
    ) {
        let marks = self.marks.of(session, placed.span);
        let Some(layout) = &self.page else { return };
        let text = session.document().text();
        let kind = layout.block(placed.block).kind;
        let next = placed.block + 1;
        let end = if next < layout.block_count() { layout.block(next).span.start.index() } else { text.len() };
        let role = match kind {
            BlockKind::Body | BlockKind::Small | BlockKind::Row(_) => Role::Paragraph,
            BlockKind::Heading(_) => Role::Heading,
            BlockKind::Item(..) => Role::ListItem,
            BlockKind::Quote => Role::Blockquote,
            // Screen readers skip it, but its line is still part of the text.
            BlockKind::Empty => Role::GenericContainer,
        };
        let id = page.with(("block", placed.block));
        let rect = frame.to_points(0.0, placed.top_px, placed.layout.width_px(), placed.bottom_px);
        let builder = UiBuilder::new().scope_id(id).max_rect(rect).accessibility_parent(page).accessibility_role(role);
        let child = ui.new_child(builder);
        child.ctx().accesskit_node_builder(id, |node| {
            node.set_bounds(bounds(rect));
            node.set_text_direction(direction(placed.layout.direction().is_rtl()));
            node.add_action(Action::ScrollIntoView);
            if kind != BlockKind::Empty {
                // Platforms where a paragraph has no text of its own read its name.
                node.set_label(placed.span.of(text));
            }
            if let BlockKind::Heading(level) = kind {
                // Those that are found by their looks have no levels of their own.
                let is_named = session.document().structure().is_some();
                let found = if placed.block == 0 { 1 } else { 2 };
                node.set_level(if is_named { level.max(1).into() } else { found });
            }
        });
        published.blocks.push((id.accesskit_id(), placed.span));
        let published_runs = Paragraph {
            layout: &placed.layout,
            text,
            bytes: placed.span.start.0..placed.span.end.0,
            next: end as u32,
            origin: rect.min,
            pixels_per_point: frame.ppp,
        };
        published.runs.publish(&child, id, &published_runs);
        for mark in &marks.told {
            self.publish_mark(&child, page, frame, session, look, placed, mark, published);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "all are parts of one frame")]
    fn publish_mark(
        &self,
        ui: &Ui,
        page: Id,
        frame: Frame,
        session: &Session,
        look: &ReaderLook<'_>,
        placed: &Placed,
        mark: &ToldMark,
        published: &mut Published,
    ) {
        let reference = MarkRef::from(mark.mark.clone());
        let i18n = look.i18n;
        let label = session.label(&mark.label).map_or(mark.label.as_str(), |l| l.name_in(i18n.lang().code()));
        let text = session.document().text();
        let quote = match &reference {
            MarkRef::Annotation(id) => session.annotations().get(id).map(|annotation| annotation.spans.quote(text)),
            MarkRef::Suggestion { .. } => None,
        };
        let quote = quote.unwrap_or_else(|| mark.span.of(text).into());
        let mut values = vec![("label", Value::from(label)), ("quote", quote.into())];
        let note = match &reference {
            MarkRef::Annotation(id) => session.annotations().get(id).map_or("", |annotation| annotation.note.trim()),
            MarkRef::Suggestion { .. } => "",
        };
        values.push(("note", note.into()));
        let mut name =
            i18n.text_with(if note.is_empty() { "page-mark" } else { "page-mark-note" }, &values).into_owned();
        if mark.count > 1 {
            name = [name, i18n.text_with("page-mark-more", &[("count", Value::from(mark.count - 1))]).into_owned()]
                .join(&i18n.text("list-separator"));
        }
        let status = i18n.text(match mark.status {
            Status::Suggested => "status-suggested",
            Status::Accepted => "status-accepted",
            Status::Rejected => "status-rejected",
        });
        let id = match &reference {
            MarkRef::Annotation(id) => page.with(("mark", id.as_str())),
            MarkRef::Suggestion { span, kind } => page.with(("mark", span.start.0, span.end.0, kind.name())),
        };
        let from = placed.span.start.0;
        let shown = placed.layout.rects(mark.span.start.0 - from..mark.span.end.min(placed.span.end).0 - from);
        let height = placed.layout.line_box().height;
        let rects = shown.iter().map(|rect| {
            let top = placed.top_px + rect.line as f32 * height;
            frame.to_points(rect.left, top, rect.right, top + height)
        });
        // Not a widget: the pointer finds marks by the letters under it.
        ui.interact(Rect::NOTHING, id, Sense::hover());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Mark);
            node.set_label(&*without_isolates(&name));
            node.set_description(&*status);
            node.set_selected(self.selected.as_ref() == Some(&reference));
            node.set_bounds(bounds(rects.fold(Rect::NOTHING, Rect::union)));
            node.add_action(Action::Click);
            node.add_action(Action::ScrollIntoView);
        });
        published.marks.push((id.accesskit_id(), reference));
    }
}

/// Publishes the scrollbar: how far the page is scrolled, from 0 to 100.
pub(super) fn publish_scrollbar(response: &Response, name: &str, above: f32) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::ScrollBar);
        node.set_bounds(bounds(response.rect));
        node.set_label(name);
        node.set_orientation(Orientation::Vertical);
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
        node.set_numeric_value(f64::from((above * 100.0).round()));
    });
}
