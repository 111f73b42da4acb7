//! The page as a screen reader gets it: paragraphs, lines in logical order, caret, selection, marks.
//!
//! Only the text around the view is told, so that a long document costs no more than a short one,
//! and nothing at all while no assistive technology listens.

use eframe::egui::accesskit::{
    Action, ActionData, ActionRequest, Node, NodeId, Orientation, Rect as Bounds, Role, TextDirection, TextPosition,
    TextSelection,
};
use eframe::egui::{Event, Id, Rect, Response, Sense, Ui, UiBuilder};

use super::input::Frame;
use super::model::{Caret, MarkRef, Placed, Reader, ReaderLook};
use crate::annotation::Status;
use crate::document::Document;
use crate::gui::i18n::{Value, without_isolates};
use crate::layout::{Affinity, BlockKind, TextEngine};
use crate::session::{Mark, Session};
use crate::text::{BytePos, Span, words};

/// Text that is told before the view and as much behind it, in bytes.
const AROUND: u32 = 16 * 1024;
/// What a block counts at least, in bytes: empty lines are nodes too.
const LEAST: u32 = 64;
/// Most characters of a run: AccessKit counts where words begin in bytes.
const LONGEST: usize = 255;
/// Share of the view that a screen reader's "scroll down" moves by.
const PAGE: f64 = 0.9;

/// What was told in the last frame: requests name these nodes.
#[derive(Default)]
pub(super) struct Told {
    runs: Vec<Run>,
    blocks: Vec<(NodeId, Span)>,
    marks: Vec<(NodeId, MarkRef)>,
}

/// A part of a line with one direction.
struct Run {
    node: NodeId,
    /// First byte of each of its characters, in the document.
    starts: Vec<u32>,
    /// First byte after its letters.
    text_end: u32,
    /// First byte after it; behind the newline where it has one.
    end: u32,
}

impl Run {
    fn start(&self) -> u32 {
        self.starts.first().copied().unwrap_or(self.end)
    }

    fn position(&self, at: u32) -> TextPosition {
        TextPosition { node: self.node, character_index: self.starts.partition_point(|start| *start < at) }
    }
}

impl Told {
    /// A caret as AccessKit says it; out of what is told, its nearest end.
    fn position(&self, caret: Caret) -> Option<TextPosition> {
        let at = caret.pos.0;
        let first_behind = match caret.affinity {
            Affinity::Upstream => self.runs.partition_point(|run| run.start() < at),
            Affinity::Downstream => self.runs.partition_point(|run| run.start() <= at),
        };
        let run = self.runs.get(first_behind.saturating_sub(1))?;
        match self.runs.get(first_behind) {
            // Behind a newline a caret stands in the next line whatever it belongs to.
            Some(next) if at > run.text_end && next.start() <= at => Some(next.position(at)),
            _ => Some(run.position(at)),
        }
    }

    fn caret(&self, position: TextPosition) -> Option<Caret> {
        let run = self.runs.iter().find(|run| run.node == position.node)?;
        Some(match run.starts.get(position.character_index) {
            Some(start) => Caret { pos: BytePos(*start), affinity: Affinity::Downstream },
            None => Caret { pos: BytePos(run.text_end), affinity: Affinity::Upstream },
        })
    }

    fn span(&self, node: NodeId, session: &Session) -> Option<Span> {
        let of_run = self
            .runs
            .iter()
            .filter(|run| run.node == node)
            .map(|run| Span { start: BytePos(run.start()), end: BytePos(run.text_end) });
        let of_block = self.blocks.iter().filter(|(id, _)| *id == node).map(|(_, span)| *span);
        let of_mark = self.marks.iter().filter(|(id, _)| *id == node).filter_map(|(_, mark)| mark.span(session));
        of_run.chain(of_block).chain(of_mark).next()
    }
}

impl Reader {
    /// Carries out what an assistive technology asks of the page and of what is told of it.
    pub(super) fn take_requests(&mut self, ui: &Ui, id: Id, session: &Session) {
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
                    let ends = self.told.caret(selection.anchor).zip(self.told.caret(selection.focus));
                    let Some((anchor, focus)) = ends else { continue };
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
                    self.wanted = self.told.span(target_node, session).or(self.wanted);
                }
                (Action::Click | Action::Focus, _) => {
                    let Some((_, mark)) = self.told.marks.iter().find(|(id, _)| *id == target_node) else { continue };
                    let mark = mark.clone();
                    let Some(span) = mark.span(session) else { continue };
                    self.reveal(span);
                    self.selected = Some(mark);
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
                _ => {}
            }
        }
    }

    /// Tells of the page: a node for each paragraph, in it one for each line (more where the
    /// direction changes) and one for each mark.
    pub(super) fn tell(
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
        self.told = Told::default();
        if is_heard.is_none() {
            return;
        }
        let document = session.document().clone();
        let placed = self.placed_around(engine, &document);
        let mut told = Told::default();
        for placed in &placed {
            self.tell_block(ui, page.id, frame, session, look, placed, &mut told);
        }
        if let Some((anchor, focus)) = told.position(self.anchor).zip(told.position(self.focus)) {
            ui.ctx().accesskit_node_builder(page.id, |node| node.set_text_selection(TextSelection { anchor, focus }));
        }
        self.told = told;
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
    fn tell_block(
        &self,
        ui: &mut Ui,
        page: Id,
        frame: Frame,
        session: &Session,
        look: &ReaderLook<'_>,
        placed: &Placed,
        told: &mut Told,
    ) {
        let Some(layout) = &self.page else { return };
        let text = session.document().text();
        let kind = layout.block(placed.block).kind;
        let next = placed.block + 1;
        let end = if next < layout.block_count() { layout.block(next).span.start.index() } else { text.len() };
        let role = match kind {
            BlockKind::Body => Role::Paragraph,
            BlockKind::Heading => Role::Heading,
            // Passed over by screen readers; its line is still one of the text.
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
                // Platforms on which a paragraph has no text of its own read its name.
                node.set_label(placed.span.of(text));
            }
            if kind == BlockKind::Heading {
                node.set_level(if placed.block == 0 { 1 } else { 2 });
            }
        });
        told.blocks.push((id.accesskit_id(), placed.span));
        tell_runs(&child, id, frame, text, placed, end, told);
        for mark in session.marks(placed.span) {
            if placed.span.start <= mark.span.start && !look.hidden.contains(mark.label) {
                self.tell_mark(&child, page, frame, session, look, placed, &mark, told);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "all are parts of one frame")]
    fn tell_mark(
        &self,
        ui: &Ui,
        page: Id,
        frame: Frame,
        session: &Session,
        look: &ReaderLook<'_>,
        placed: &Placed,
        mark: &Mark<'_>,
        told: &mut Told,
    ) {
        let Some(reference) = MarkRef::of(session, mark) else { return };
        let i18n = look.i18n;
        let label = session.labels().get(mark.label).map_or(mark.label.as_str(), |l| l.name_in(i18n.lang().code()));
        let mut values = vec![("label", Value::from(label)), ("quote", mark.span.of(session.document().text()).into())];
        let note = match &reference {
            MarkRef::Annotation(id) => session.annotations().get(id).map_or("", |annotation| annotation.note.trim()),
            MarkRef::Suggestion { .. } => "",
        };
        values.push(("note", note.into()));
        let name = i18n.text_with(if note.is_empty() { "page-mark" } else { "page-mark-note" }, &values).into_owned();
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
        // No widget: the pointer finds marks by the letters under it.
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
        told.marks.push((id.accesskit_id(), reference));
    }
}

/// Says what a screen reader needs of the scrollbar: how far the page is read, from 0 to 100.
pub(super) fn tell_scrollbar(response: &Response, name: &str, above: f32) {
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

/// A character of a run: a grapheme, or the newline.
struct Character {
    /// First byte in the document.
    start: u32,
    len: u8,
    /// Edges in pixels of the column.
    left: f32,
    right: f32,
}

/// Tells of the lines of a block; `end` is where the next block begins, in bytes.
fn tell_runs(ui: &Ui, block: Id, frame: Frame, text: &str, placed: &Placed, end: usize, told: &mut Told) {
    let layout = &placed.layout;
    let from = placed.span.start.0;
    let word_starts: Vec<u32> = words::words(placed.span.of(text)).map(|word| from + word.start.0).collect();
    let height = layout.line_box().height;
    let mut count = 0;
    for (index, line) in layout.lines().iter().enumerate() {
        let is_last = index + 1 == layout.lines().len();
        let mut pieces: Vec<(bool, Vec<Character>)> = Vec::new();
        for cluster in layout.clusters().line(line) {
            let rtl = cluster.rtl;
            for character in characters(text, from + cluster.start..from + cluster.end, cluster.left, cluster.right) {
                match pieces.last_mut() {
                    // One place is kept for the newline.
                    Some((same, piece)) if *same == rtl && piece.len() + 1 < LONGEST => piece.push(character),
                    _ => pieces.push((rtl, vec![character])),
                }
            }
        }
        if pieces.is_empty() {
            pieces.push((layout.direction().is_rtl(), Vec::new()));
        }
        let first = count;
        let last = count + pieces.len() - 1;
        for (rtl, mut piece) in pieces {
            let text_end = piece.last().map_or(from + line.end, |c| c.start + u32::from(c.len));
            let has_newline = is_last && count == last && text_end < end as u32;
            let left = piece.iter().map(|c| c.left).fold(f32::INFINITY, f32::min).min(line.right);
            let right = piece.iter().map(|c| c.right).fold(f32::NEG_INFINITY, f32::max).max(left);
            if has_newline {
                let x = if rtl { left } else { right };
                let len = (end as u32 - text_end).min(255) as u8;
                piece.push(Character { start: text_end, len, left: x, right: x });
            }
            let top = placed.top_px + index as f32 * height;
            let place = frame.to_points(left, top, right, top + height);
            let id = block.with(count);
            let starts: Vec<u32> = piece.iter().map(|c| c.start).collect();
            let run_end = piece.last().map_or(text_end, |c| c.start + u32::from(c.len));
            let is_word = |start: &u32| word_starts.binary_search(start).is_ok();
            ui.interact(Rect::NOTHING, id, Sense::hover());
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_role(Role::TextRun);
                node.set_text_direction(direction(rtl));
                node.set_bounds(bounds(place));
                node.set_value(&text[starts.first().map_or(text_end, |start| *start) as usize..run_end as usize]);
                node.set_character_lengths(piece.iter().map(|c| c.len).collect::<Vec<_>>());
                let position = |c: &Character| if rtl { right - c.right } else { c.left - left };
                node.set_character_positions(piece.iter().map(|c| position(c) / frame.ppp).collect::<Vec<_>>());
                node.set_character_widths(piece.iter().map(|c| (c.right - c.left) / frame.ppp).collect::<Vec<_>>());
                let words = starts.iter().enumerate().filter(|(_, start)| is_word(start));
                node.set_word_starts(words.map(|(at, _)| at as u8).collect::<Vec<_>>());
                node.add_action(Action::ScrollIntoView);
                link(node, block, count, first, last);
            });
            told.runs.push(Run { node: id.accesskit_id(), starts, text_end, end: run_end });
            count += 1;
        }
    }
}

/// Says which runs of the same line stand before and behind one.
fn link(node: &mut Node, block: Id, index: usize, first: usize, last: usize) {
    if index > first {
        node.set_previous_on_line(block.with(index - 1).accesskit_id());
    }
    if index < last {
        node.set_next_on_line(block.with(index + 1).accesskit_id());
    }
}

/// A cluster as characters: one, or more where it is too long for AccessKit's lengths.
fn characters(text: &str, bytes: std::ops::Range<u32>, left: f32, right: f32) -> Vec<Character> {
    let mut characters = Vec::with_capacity(1);
    let (mut start, mut edges) = (bytes.start, (left, right));
    while start < bytes.end {
        let end = text.floor_char_boundary((start as usize + 255).min(bytes.end as usize)) as u32;
        characters.push(Character { start, len: (end - start) as u8, left: edges.0, right: edges.1 });
        // What is left of it takes no room of its own.
        edges = (right, right);
        start = end.max(start + 1);
    }
    characters
}

fn direction(rtl: bool) -> TextDirection {
    if rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight }
}

fn bounds(rect: Rect) -> Bounds {
    Bounds { x0: rect.min.x.into(), y0: rect.min.y.into(), x1: rect.max.x.into(), y1: rect.max.y.into() }
}
