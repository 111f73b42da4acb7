//! Text in AccessKit's form: runs of characters with lengths, positions and word starts.
//!
//! A run is a part of a line with one direction, so that the position of every passage is exact; the runs of a line are
//! linked in logical order. Offsets are UTF-8 bytes of the whole text.

use std::ops::Range;

use eframe::egui::accesskit::{Action, NodeId, Rect as Bounds, Role, TextDirection, TextPosition};
use eframe::egui::{Id, Pos2, Rect, Sense, Ui, pos2};

use crate::layout::{Affinity, ParagraphLayout};
use crate::text::words;

/// The most characters of a run: AccessKit numbers word starts in one byte.
const LONGEST: usize = 255;
/// The most bytes of a character.
const LONGEST_CHARACTER: u32 = 255;

/// A paragraph on the screen.
pub(crate) struct Paragraph<'a> {
    pub(crate) layout: &'a ParagraphLayout,
    /// The whole text that it is part of.
    pub(crate) text: &'a str,
    /// Its bytes in the text, without the newline.
    pub(crate) bytes: Range<u32>,
    /// The start of the next paragraph, after the newline.
    pub(crate) next: u32,
    /// Top left of the layout, in points.
    pub(crate) origin: Pos2,
    pub(crate) pixels_per_point: f32,
}

/// The runs published in a frame, in logical order.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextRuns(Vec<Run>);

#[derive(Clone, Debug)]
struct Run {
    node: NodeId,
    /// First byte of each of its characters.
    starts: Vec<u32>,
    /// First byte after its letters.
    text_end: u32,
}

impl Run {
    fn start(&self) -> u32 {
        self.starts.first().copied().unwrap_or(self.text_end)
    }

    fn position(&self, at: u32) -> TextPosition {
        TextPosition { node: self.node, character_index: self.starts.partition_point(|start| *start < at) }
    }
}

/// A character of a run: a grapheme, or the newline.
struct Character {
    start: u32,
    len: u8,
    /// Edges in pixels of the layout.
    left: f32,
    right: f32,
}

impl Character {
    fn end(&self) -> u32 {
        self.start + u32::from(self.len)
    }
}

impl TextRuns {
    /// A caret in AccessKit's form; outside the published text, the nearest end of it.
    pub(crate) fn position(&self, at: u32, affinity: Affinity) -> Option<TextPosition> {
        let behind = match affinity {
            Affinity::Upstream => self.0.partition_point(|run| run.start() < at),
            Affinity::Downstream => self.0.partition_point(|run| run.start() <= at),
        };
        let run = self.0.get(behind.saturating_sub(1))?;
        match self.0.get(behind) {
            // After a newline a caret is in the next line, whatever its affinity.
            Some(next) if at > run.text_end && next.start() <= at => Some(next.position(at)),
            _ => Some(run.position(at)),
        }
    }

    /// The caret for a position from AccessKit; `None` if its node is not one of these.
    pub(crate) fn caret(&self, position: TextPosition) -> Option<(u32, Affinity)> {
        let run = self.0.iter().find(|run| run.node == position.node)?;
        Some(match run.starts.get(position.character_index) {
            Some(start) => (*start, Affinity::Downstream),
            None => (run.text_end, Affinity::Upstream),
        })
    }

    /// The letters of a run.
    pub(crate) fn span(&self, node: NodeId) -> Option<Range<u32>> {
        let run = self.0.iter().find(|run| run.node == node)?;
        Some(run.start()..run.text_end)
    }

    /// Publishes the lines of a paragraph, as children of `ui`; their ids are derived from `id`.
    pub(crate) fn publish(&mut self, ui: &Ui, id: Id, paragraph: &Paragraph<'_>) {
        let Paragraph { layout, text, bytes, next, .. } = paragraph;
        let words = words::words(&text[bytes.start as usize..bytes.end as usize]);
        let word_starts: Vec<u32> = words.map(|word| bytes.start + word.start.0).collect();
        let mut first = 0;
        for (index, line) in layout.lines().iter().enumerate() {
            let is_last = index + 1 == layout.lines().len();
            let mut pieces: Vec<(bool, Vec<Character>)> = Vec::new();
            for cluster in layout.clusters().line(line) {
                // An empty line is laid out with a character that is not in the text.
                let (start, end) = (bytes.start + cluster.start, (bytes.start + cluster.end).min(bytes.end));
                for character in characters(text, start..end, cluster.left, cluster.right) {
                    match pieces.last_mut() {
                        // One character is reserved for the newline.
                        Some((rtl, piece)) if *rtl == cluster.rtl && piece.len() + 1 < LONGEST => piece.push(character),
                        _ => pieces.push((cluster.rtl, vec![character])),
                    }
                }
            }
            if pieces.is_empty() {
                pieces.push((layout.direction().is_rtl(), Vec::new()));
            }
            let last = first + pieces.len() - 1;
            for (number, (rtl, piece)) in (first..).zip(pieces) {
                let newline = (is_last && number == last).then_some(bytes.end..*next).filter(|range| !range.is_empty());
                let run = id.with(number);
                // Not a widget: it is hit through its parent.
                ui.interact(Rect::NOTHING, run, Sense::hover());
                if number > first {
                    let before = id.with(number - 1).accesskit_id();
                    ui.ctx().accesskit_node_builder(run, |node| node.set_previous_on_line(before));
                }
                if number < last {
                    let behind = id.with(number + 1).accesskit_id();
                    ui.ctx().accesskit_node_builder(run, |node| node.set_next_on_line(behind));
                }
                let empty_at = (bytes.start + line.start).min(bytes.end);
                self.0.push(publish_run(ui, run, paragraph, index, rtl, piece, empty_at, newline, &word_starts));
            }
            first = last + 1;
        }
    }
}

/// Publishes one run; `empty_at` is its position if it has no characters.
#[expect(clippy::too_many_arguments, reason = "all are parts of one run")]
fn publish_run(
    ui: &Ui,
    id: Id,
    paragraph: &Paragraph<'_>,
    line: usize,
    rtl: bool,
    mut characters: Vec<Character>,
    empty_at: u32,
    newline: Option<Range<u32>>,
    word_starts: &[u32],
) -> Run {
    let Paragraph { layout, text, origin, pixels_per_point, .. } = paragraph;
    let text_end = characters.last().map_or(empty_at, Character::end);
    let edge = layout.lines().get(line).map_or(0.0, |line| line.right);
    let left = characters.iter().map(|c| c.left).reduce(f32::min).unwrap_or(edge);
    let right = characters.iter().map(|c| c.right).reduce(f32::max).unwrap_or(edge);
    if let Some(newline) = newline {
        let x = if rtl { left } else { right };
        let len = newline.len().min(LONGEST_CHARACTER as usize) as u8;
        characters.push(Character { start: newline.start, len, left: x, right: x });
    }
    let end = characters.last().map_or(text_end, Character::end);
    let starts: Vec<u32> = characters.iter().map(|c| c.start).collect();
    let height = layout.line_box().height;
    let top = line as f32 * height;
    let point = |x: f32, y: f32| pos2(origin.x + x / pixels_per_point, origin.y + y / pixels_per_point);
    let rect = Rect::from_min_max(point(left, top), point(right, top + height));
    let position = |c: &Character| if rtl { right - c.right } else { c.left - left };
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::TextRun);
        node.set_text_direction(direction(rtl));
        node.set_bounds(bounds(rect));
        node.set_value(&text[starts.first().map_or(text_end, |start| *start) as usize..end as usize]);
        node.set_character_lengths(characters.iter().map(|c| c.len).collect::<Vec<_>>());
        node.set_character_positions(characters.iter().map(|c| position(c) / pixels_per_point).collect::<Vec<_>>());
        let widths = characters.iter().map(|c| (c.right - c.left) / pixels_per_point);
        node.set_character_widths(widths.collect::<Vec<_>>());
        let words = starts.iter().enumerate().filter(|(_, start)| word_starts.binary_search(start).is_ok());
        node.set_word_starts(words.map(|(at, _)| at as u8).collect::<Vec<_>>());
        node.add_action(Action::ScrollIntoView);
    });
    Run { node: id.accesskit_id(), starts, text_end }
}

/// A cluster as characters: one, or several if it is too long for AccessKit's lengths.
fn characters(text: &str, bytes: Range<u32>, left: f32, right: f32) -> Vec<Character> {
    let mut characters = Vec::with_capacity(1);
    let (mut start, mut left) = (bytes.start, left);
    while start < bytes.end {
        let end = text.floor_char_boundary((start + LONGEST_CHARACTER).min(bytes.end) as usize) as u32;
        characters.push(Character { start, len: (end - start) as u8, left, right });
        // The remaining characters have no width of their own.
        left = right;
        start = end.max(start + 1);
    }
    characters
}

/// A direction in AccessKit's form.
pub(crate) fn direction(rtl: bool) -> TextDirection {
    if rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight }
}

/// A rectangle in AccessKit's form.
pub(crate) fn bounds(rect: Rect) -> Bounds {
    Bounds { x0: rect.min.x.into(), y0: rect.min.y.into(), x1: rect.max.x.into(), y1: rect.max.y.into() }
}
