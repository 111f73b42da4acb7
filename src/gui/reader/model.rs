//! What the page remembers between frames.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::accesskit::NodeId;
use eframe::egui::{Rect, Vec2};

use super::bar_cache::BarCache;
use crate::annotation::{AnnotationId, LabelId, Status};
use crate::detect::Kind;
use crate::document::Document;
use crate::gui::i18n::I18n;
use crate::gui::theme::Theme;
use crate::gui::widgets::text_runs::TextRuns;
use crate::layout::{Affinity, PageLayout, PageStyle, Palette, ParagraphLayout};
use crate::session::{Mark, MarkKind, Session, Target};
use crate::text::{BytePos, Span};

/// A caret in the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caret {
    /// Byte offset, on a grapheme boundary.
    pub pos: BytePos,
    /// To which neighbour it belongs where the two are apart.
    pub affinity: Affinity,
}

/// A mark that outlives its frame: what is selected or pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkRef {
    /// An annotation.
    Annotation(AnnotationId),
    /// A candidate, by span and kind: indices change with each detection run.
    Suggestion {
        /// Its span, in bytes.
        span: Span,
        /// Its kind.
        kind: Kind,
    },
}

impl MarkRef {
    /// The mark's span as it is now, from the first to the last of several fragments; `None` when it is gone.
    pub fn span(&self, session: &Session) -> Option<Span> {
        match self {
            Self::Annotation(id) => session.annotations().get(id).map(|a| a.spans.hull()),
            Self::Suggestion { span, kind } => session.candidate_on(*span, *kind).map(|_| *span),
        }
    }

    /// The mark's span as it is now, the first one of several fragments; `None` when it is gone.
    pub fn first_span(&self, session: &Session) -> Option<Span> {
        match self {
            Self::Annotation(id) => session.annotations().get(id).map(|a| a.spans.first()),
            Self::Suggestion { .. } => self.span(session),
        }
    }

    /// The mark's label; `None` when the mark is gone.
    pub fn label(&self, session: &Session) -> Option<LabelId> {
        match self {
            Self::Annotation(id) => session.annotations().get(id).map(|a| a.label.clone()),
            Self::Suggestion { kind, .. } => session.label_of_kind(*kind).cloned(),
        }
    }

    /// The innermost mark at a byte whose label is shown.
    pub fn at(session: &Session, at: Range<u32>, hidden: &[LabelId]) -> Option<Self> {
        let span = Span { start: at.start.into(), end: at.end.into() };
        let marks = session.marks(span);
        // What was rejected lies below what is not.
        let rank = |m: &&Mark<'_>| (m.span.len(), m.status == Status::Rejected);
        let mark = marks.iter().filter(|m| !hidden.contains(m.label)).min_by_key(rank)?;
        Self::of(session, mark)
    }

    /// The mark on exactly this span with this label.
    pub fn on(session: &Session, span: Span, label: &LabelId) -> Option<Self> {
        let marks = session.marks(span);
        let there = marks.iter().filter(|mark| mark.span == span && mark.label == label);
        Self::of(session, there.min_by_key(|mark| mark.status == Status::Rejected)?)
    }

    /// What is said of the mark; `None` when it is gone.
    pub fn status(&self, session: &Session) -> Option<Status> {
        match self {
            Self::Annotation(id) => session.annotations().get(id).map(|a| a.status),
            Self::Suggestion { span, kind } => {
                let candidate = session.candidates().get(session.candidate_on(*span, *kind)?)?;
                Some(if session.is_left_out(candidate) { Status::Rejected } else { Status::Suggested })
            }
        }
    }

    /// The target of a decision about the mark.
    pub fn target(&self) -> Target {
        match self {
            Self::Annotation(id) => Target::Annotation(id.clone()),
            Self::Suggestion { span, kind } => Target::Candidate { span: *span, kind: *kind },
        }
    }

    /// The mark, kept beyond its frame.
    pub fn of(session: &Session, mark: &Mark<'_>) -> Option<Self> {
        Some(match mark.kind {
            MarkKind::Annotation(id) => Self::Annotation(id.clone()),
            MarkKind::Suggestion(i) => Self::Suggestion { span: mark.span, kind: session.candidates().get(i)?.kind },
        })
    }
}

/// What the page asks of the program.
#[derive(Clone, Debug, PartialEq)]
pub enum ReaderAction {
    /// Move a mark's ends; `begins` starts a new step for undo.
    Resize {
        /// The mark.
        mark: MarkRef,
        /// Its new span.
        span: Span,
        /// Whether this is the first move of a drag or of the arrows.
        begins: bool,
    },
    /// Put the ends back where a drag or the arrows found them: this mark is selected again.
    GiveUpResize(MarkRef),
    /// Open the editor of an annotation's note.
    EditNote(AnnotationId),
}

/// Where a mark stands along the document.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkPlace {
    /// Share of the text above it, 0 to 1.
    pub share: f32,
    /// Its label.
    pub label: LabelId,
    /// Whether a person made or accepted it.
    pub is_decided: bool,
}

/// How the page looks in this frame.
pub struct ReaderLook<'a> {
    /// Colours of the window.
    pub theme: &'a Theme,
    /// The same as plain numbers, for marks.
    pub palette: &'a Palette,
    /// Where marks stand along the document.
    pub places: &'a [MarkPlace],
    /// Labels that are switched off.
    pub hidden: &'a [LabelId],
    /// Matches of the search, in order.
    pub found: &'a [Span],
    /// Changes with the matches.
    pub found_stamp: u64,
    /// The match gone to last.
    pub current: Option<Span>,
    /// How the article is set; lengths in points.
    pub style: PageStyle,
    /// Whether the interface runs from right to left: the scrollbar stands at the left then.
    pub is_mirrored: bool,
    /// Widest column, in points.
    pub column: f32,
    /// Whether characters that are not seen are shown as small marks.
    pub show_invisibles: bool,
    /// The page's name for screen readers.
    pub accessible_name: String,
    /// The language in which marks are named for them.
    pub i18n: &'a I18n,
}

/// What the page says of the frame it has drawn.
#[derive(Default)]
pub struct ReaderOutput {
    /// What it asks for.
    pub actions: Vec<ReaderAction>,
    /// Where the selection or the selected mark stands, for a popover; points.
    pub focus_rect: Option<Rect>,
    /// The mark under the pointer and its rectangle, in points.
    pub hovered: Option<(MarkRef, Rect)>,
    /// Whether a drag is under way: popovers wait.
    pub dragging: bool,
}

/// A block in view.
#[derive(Clone)]
pub(super) struct Placed {
    pub(super) block: usize,
    pub(super) span: Span,
    /// Top of its text, in pixels below the view's top.
    pub(super) top_px: f32,
    /// Below its last line. An empty line of a read page is layout without height: it must not
    /// catch what is meant for the paragraph behind it.
    pub(super) bottom_px: f32,
    pub(super) layout: Arc<ParagraphLayout>,
}

impl Placed {
    /// A block whose space above begins at a height, in pixels of the view.
    pub(super) fn new(page: &PageLayout, block: usize, y: f32, layout: Arc<ParagraphLayout>) -> Self {
        let (top_px, bottom_px) = (y + page.space_above(block), y + page.height(block));
        Self { block, span: page.block(block).span, top_px, bottom_px, layout }
    }
}

/// What a pressed pointer does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Drag {
    #[default]
    None,
    /// Extends the selection by these units, from the unit that was pressed.
    Select { unit: SelectUnit, from: Span },
    /// Moves one end of the selected mark; `to_line` leads from the pointer to where the end is.
    Resize { before: MarkRef, fixed: BytePos, to_line: Vec2, moved: bool },
    /// Moves the scrollbar's handle, grabbed this far below its top, in points.
    Scroll { grab: f32 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SelectUnit {
    Cluster,
    Word,
    Sentence,
    Paragraph,
}

/// One end of the selected mark, while the arrows move it.
#[derive(Clone, Debug)]
pub(super) struct MovedEnd {
    /// Whether it is the end rather than the beginning.
    pub(super) is_end: bool,
    /// Whether it was moved yet.
    pub(super) is_moved: bool,
    /// The mark as it was.
    pub(super) before: MarkRef,
}

/// What was told in the last frame: requests name these nodes.
#[derive(Default)]
pub(super) struct Published {
    pub(super) runs: TextRuns,
    pub(super) blocks: Vec<(NodeId, Span)>,
    pub(super) marks: Vec<(NodeId, MarkRef)>,
}

impl Published {
    /// What a node stands on.
    pub(super) fn span(&self, node: NodeId, session: &Session) -> Option<Span> {
        let of_run = self.runs.span(node).map(|bytes| Span { start: BytePos(bytes.start), end: BytePos(bytes.end) });
        let of_block = self.blocks.iter().filter(|(id, _)| *id == node).map(|(_, span)| *span);
        let of_mark = self.marks.iter().filter(|(id, _)| *id == node).filter_map(|(_, mark)| mark.span(session));
        of_run.into_iter().chain(of_block).chain(of_mark).next()
    }
}

/// Presses that follow each other at one place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clicks {
    pub(super) count: u32,
    pub(super) time_secs: f64,
    pub(super) at: eframe::egui::Pos2,
}

/// Where the view stands: a block and how far below its top, in pixels. What is above may turn out
/// higher or lower than estimated; the reader sees nothing of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ScrollAnchor {
    pub(super) block: usize,
    pub(super) below_px: f64,
}

/// The line being read: the first that is wholly in view. Kept while nobody scrolls, so that a
/// window dragged narrow and wide again shows the same line at the same height.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReadLine {
    /// A byte of the line.
    pub(super) byte: BytePos,
    /// Top of the line, in pixels below the view's top.
    pub(super) top_px: f32,
    /// The place that the view had then.
    pub(super) place: ScrollAnchor,
}

/// A glide to a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glide {
    pub(super) target: ScrollAnchor,
    pub(super) since_secs: f64,
    /// Distance still to go at `since_secs`, in pixels.
    pub(super) distance_px: f64,
    pub(super) gone_px: f64,
}

/// The page of one tab.
#[derive(Default)]
pub struct Reader {
    pub(super) page: Option<PageLayout>,
    pub(super) place: ScrollAnchor,
    pub(super) glide: Option<Glide>,
    /// The line being read, while the view stands where it was put for its sake.
    pub(super) read_line: Option<ReadLine>,
    /// Whether the page was set anew since the view was put together.
    pub(super) is_restyled: bool,
    /// Top of the page in the window, in points, once drawn.
    pub(super) page_top: Option<f32>,
    pub(super) view: Vec<Placed>,
    pub(super) view_height_px: f32,
    /// The end of the selection that moves.
    pub(super) focus: Caret,
    /// The end that stays.
    pub(super) anchor: Caret,
    pub(super) goal_x_px: Option<f32>,
    pub(super) drag: Drag,
    /// The end of the selected mark that the arrows move.
    pub(super) moved_end: Option<MovedEnd>,
    pub(super) clicks: Clicks,
    pub(super) flash: Option<(Span, f64)>,
    /// Movement asked for by a drag or the caret, for the next frame, in pixels.
    pub(super) autoscroll_px: f64,
    /// A byte whose line is to stand at the top as soon as the page is laid out.
    pub(super) resumed: Option<BytePos>,
    /// A span to be scrolled to as soon as the page is laid out.
    pub(super) wanted: Option<Span>,
    /// The caret was moved by an assistive technology: it has to come into view.
    pub(super) keep_in_view: bool,
    pub(super) told: Published,
    pub(super) bar: BarCache,
    /// The mark that the pointer was moved onto; a key or a movement of the text takes it away.
    pub(super) pointed: Option<MarkRef>,
    /// The note under the pointer or with the focus.
    pub(super) lit_note: Option<AnnotationId>,
    /// The note that a click has opened over the page.
    pub(super) open_note: Option<AnnotationId>,
    /// The card of a note that is open over the page, and where, in points.
    pub(super) note_card: Option<(AnnotationId, Rect)>,
    /// The mark that is selected.
    pub selected: Option<MarkRef>,
    /// The passage that a note is being written on.
    pub noted: Option<Span>,
}

impl Reader {
    /// The selected passage; `None` when the caret stands alone.
    pub fn selection(&self) -> Option<Span> {
        let (a, b) = (self.anchor.pos, self.focus.pos);
        (a != b).then(|| Span { start: a.min(b), end: a.max(b) })
    }

    /// The mark that the pointer was moved onto.
    pub fn pointed(&self) -> Option<&MarkRef> {
        self.pointed.as_ref()
    }

    /// The caret, which is the moving end of the selection.
    pub fn caret(&self) -> Caret {
        self.focus
    }

    /// Selects a passage, with the caret at its end.
    pub fn select(&mut self, span: Span) {
        self.anchor = Caret { pos: span.start, affinity: Affinity::Downstream };
        self.focus = Caret { pos: span.end, affinity: Affinity::Upstream };
        self.goal_x_px = None;
        self.leave_ends();
    }

    /// Takes the selection away; the caret stays.
    pub fn deselect(&mut self) {
        self.anchor = self.focus;
    }

    /// Scrolls to a passage, puts the caret there and flashes it once.
    pub fn reveal(&mut self, span: Span) {
        self.wanted = Some(span);
        self.leave_ends();
        self.focus = Caret { pos: span.start, affinity: Affinity::Downstream };
        self.deselect();
    }

    /// Throws the layout away: another document has taken the old one's place.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The number of the paragraph at the top of the view, from 0.
    pub fn paragraph_in_view(&self, document: &Document) -> usize {
        self.view.first().map_or(0, |placed| document.paragraph_at(placed.span.start))
    }

    /// The text in view, in whole blocks; `None` before the first frame.
    pub fn in_view(&self) -> Option<Span> {
        Some(Span { start: self.view.first()?.span.start, end: self.view.last()?.span.end })
    }

    /// The page, made or set anew where size or width have changed.
    pub(super) fn page(&mut self, document: &Document, style: &PageStyle, width_px: f32) -> &mut PageLayout {
        if let Some(page) = &mut self.page {
            self.is_restyled |= page.restyle(document, style, width_px);
        }
        self.page.get_or_insert_with(|| PageLayout::new(document, style.clone(), width_px))
    }
}
